"""What a first screen says of an event: which figures still stand, which are of a part, whose they are."""

import pandas as pd
import pytest
from invented import PEOPLE, write_study
from test_about import claims, plain
from test_reconcile import COUNTERS, estimates, relations
from test_tolls import sheet

from toolkit import compare_estimates, find_claims, reconcile
from toolkit.exhibits import about, casualties, corpus, ledger, spread
from toolkit.study import load
from toolkit.tables import ORIGINS
from toolkit.tolls.roots import named_source, root

HEADER = "file,article_id,account,outlet,published_from,published_to"


def screened(folder, texts, days, outlets=None, **sheets):
    """Load a study of some accounts, each with its day and its outlet."""
    sheets = {"groups": sheet(PEOPLE), "origins": sheet(COUNTERS), **sheets}
    write_study(folder / "aro", texts, **sheets)
    rows = zip(texts, outlets or texts, days, strict=True)
    lines = [f"{name}.txt,{name},{name},{outlet},{day},{day}" for name, outlet, day in rows]
    (folder / "aro" / "manifest.csv").write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return load(folder / "aro")


def first_sentence(study):
    claims = about.counted(find_claims(study))
    found = reconcile(claims, study.groups, study.origins, articles=study.articles)
    return casualties.tell_casualties(study, claims, found.relations)


def told(*texts, **options):
    return relations(*texts, **options).drop_duplicates("relation_id")


@pytest.mark.parametrize(
    "words",
    [
        "updating an earlier toll of 22",
        "updating a previous count of 22 dead",
        "which updates an earlier toll of 22",
        "an update of its toll of 22",
    ],
)
def test_a_toll_that_is_updated_stands_in_for_the_one_before(words):
    text = f"At least nine divers were among the 31 people killed in the fire on the quay, Aro Watch said, {words}."
    found = told("Aro Watch said 22 people were killed.", text, days=["2031-05-13"] * 2)
    assert found["kind"].tolist().count("revision") == 1
    assert estimates("Aro Watch said 22 people were killed.", text, days=["2031-05-13"] * 2).loc["all", "best"] == 31


@pytest.mark.parametrize("words", ["The previous death toll was 22", "Initial reports said 22 people were killed"])
def test_a_figure_that_its_article_calls_an_earlier_one_stands_no_longer(words):
    found = told(f"At least 70 people were killed, Aro Watch said. {words}.", "Bru College said 60 people were killed.")
    assert found["kind"].tolist() == ["revision", "do not meet"]
    assert words.rsplit(" 22", 1)[0].removeprefix("The ") in found["why"].iloc[0]
    assert "22" not in found["why"].iloc[1]


def test_an_earlier_figure_that_nothing_follows_stands():
    assert estimates("Aro Watch said: the previous toll was 22 people killed.").loc["all", "low"] == 22


@pytest.mark.parametrize("printed", ["It", "the source", "A source", "reports", "The conflict", "the figures"])
def test_a_pronoun_and_a_bare_noun_are_no_root(printed):
    row = {"origin": None, "attributed_to": printed, "article_id": "a1"}
    assert (root(row), named_source(row)) == ("a1", None)


@pytest.mark.parametrize(
    "printed", ["a nurse", "the Aro Watch", "medical sources in Aro", "a police report", "doctors"]
)
def test_whoever_is_told_from_others_is_a_root(printed):
    assert root({"origin": None, "attributed_to": printed, "article_id": "a1"}) == printed


def test_a_figure_that_its_source_replaced_meets_or_fails_no_other():
    texts = [f"Aro Watch said {number} people were killed." for number in (9, 22)]
    found = told(*texts, "Bru College said 40 people were killed.", days=["2031-05-12", "2031-05-13", "2031-05-13"])
    assert found["kind"].tolist() == ["revision", "do not meet"]
    assert "22 (Aro Watch)" in found["why"].iloc[1]


def test_the_steps_of_a_source_go_through_the_figure_that_an_article_puts_another_in_the_place_of(tmp_path):
    texts = {
        "one": "Aro Watch said 9 people were killed.",
        "two": "Aro Watch said 22 people were killed.",
        "three": "Aro Watch said 31 people were killed, up from 22.",
    }
    study = screened(tmp_path, texts, days=["2031-05-12", "2031-05-13", "2031-05-13"])
    assert "the figure moved from 9 to 22 to 31." in first_sentence(study)


QUAY = [("quay fire", "the quay fire", "2031-05-12", "2031-05-12", "Osk", "")]
TREE = [("Bru", None, "Bru", ""), ("Osk", "Bru", "Osk", ""), ("Old Osk", "Osk", "Old Osk", "")]


def about_quay(text, day="2031-05-16"):
    return claims(text, day=day, events=QUAY, places=TREE)


@pytest.mark.parametrize(
    "words",
    [
        "It gave no details on Wednesday's blast in the harbour.",
        "No group has said that it was behind the Wednesday bombing.",
    ],
)
def test_a_day_after_the_event_that_the_next_sentence_gives_the_attack_sets_its_figures_aside(words):
    text = f"Six people were killed in a blast.\n\nThe office said a bomb in Bru killed six and wounded 30. {words}"
    found = about_quay(f"{text} The quay fire on May 12 killed 40 people.")
    assert plain(found["aside"]) == ["another time"] * 3 + [None]


@pytest.mark.parametrize(
    "words",
    ["It came after Wednesday's blast in Hemm.", "It was Monday's blast.", "Wednesday's blast killed nine more."],
)
def test_another_attack_and_that_of_the_event_set_nothing_aside(words):
    found = about_quay(f"A bomb on the quay in Osk killed six people. {words}")
    assert plain(found["aside"])[0] is None


def test_what_a_blast_did_to_people_evacuated_before_is_no_displacement():
    found = claims("A blast killed and wounded dozens of people evacuated from two towns.")
    assert found["outcome"].tolist() == ["killed_or_injured"]
    assert claims("Dozens of people evacuated from two towns came.")["outcome"].tolist() == ["displaced"]


def extents(text):
    return plain(about_quay(text)["extent"])


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("On Monday, 40 people were killed in Osk.", "whole"),
        ("On Monday, 40 people were killed in Bru.", "whole"),
        ("On Monday, 40 people were killed in Old Osk.", "part"),
        ("On Monday, 40 people were killed in the hills near Old Osk.", None),
        ("The fire in Osk killed 40 people.\n\nNine bodies were brought to the field hospital.", "part"),
        ("The fire in Osk killed 40 people.\n\nNine bodies were found in Hemm.", "part"),
        ("The fire in Osk killed 40 people.\n\nA video showed the bodies of nine people.", "part"),
        ("The fire in Osk killed 40 people.\n\nNine people were killed in the hospital.", None),
    ],
)
def test_a_figure_is_of_the_whole_event_or_of_a_part(text, extent):
    assert extents(text)[-1] == extent


def test_a_part_is_neither_replaced_by_a_whole_nor_held_against_it(tmp_path):
    texts = {
        "one": "The quay fire: nine bodies were brought to the field hospital, Aro Watch said.",
        "two": "The quay fire: 40 people were killed in Osk, Aro Watch said.",
    }
    study = quay(tmp_path, texts, days=["2031-05-12", "2031-05-13"])
    found = reconcile(study)
    assert found.relations.empty
    assert found.estimates["best"].tolist() == [40]


def test_parts_of_an_event_contradict_neither_each_other_nor_a_smaller_group_of_the_whole(tmp_path):
    texts = {
        "one": "The quay fire: nine bodies were brought to the field hospital, Aro Watch said.",
        "two": "The quay fire: 30 bodies were brought to the school, Bru College said.",
        "three": "The quay fire: 40 divers were killed in Osk, Harbour Union said.",
    }
    assert reconcile(quay(tmp_path, texts, days=["2031-05-12"] * 3)).relations.empty


def test_a_place_that_holds_that_of_the_event_hides_no_step(tmp_path):
    texts = {
        "one": "The quay fire: 22 people were killed in Osk, Aro Watch said.",
        "two": "The quay fire: 40 people were killed in Bru, Aro Watch said.",
    }
    study = quay(tmp_path, texts, days=["2031-05-12", "2031-05-13"])
    assert "the figure moved from 22 to 40." in first_sentence(study)


def quay(folder, texts, days):
    events = [["event", "alias", "from", "to", "place", "why"], ["quay fire", *QUAY[0][1:5], "what all are on"]]
    places = [["place", "part_of", "alias", "why"], *([place, of or "", alias, "map"] for place, of, alias, _ in TREE)]
    return screened(folder, texts, days, events=events, places=places)


def test_the_newest_of_two_sources_of_one_rank_is_the_one_printed_last():
    texts = ["Bru College said 40 people were killed.", "Harbour Union said 60 people were killed."]
    days = pd.to_datetime(["2031-05-12", "2031-05-19"])
    articles = pd.DataFrame({"article_id": ["a", "b"], "text": texts, "published_from": days, "published_to": days})
    table = compare_estimates(find_claims(articles, PEOPLE, COUNTERS), PEOPLE, COUNTERS, articles=articles)
    newest = table[table["rule"] == "newest of the best-ranked independent source"]
    assert newest[["low", "best"]].to_numpy().tolist() == [[60, 60]]


def test_a_number_that_an_account_prints_with_and_without_its_source_is_one_figure():
    found = told("40 people killed\n\nAro Watch said 40 people were killed.", "Bru College said 60 people were killed.")
    assert found["kind"].tolist() == ["do not meet"]


def test_a_number_that_its_source_had_printed_before_in_other_words_replaces_nothing():
    texts = [f"Bru College said {number} people were killed." for number in (650, "1,300", "as many as 1,300")]
    found = told(*texts, days=["2031-05-12", "2031-05-12", "2031-05-16"])
    assert "revision" not in found["kind"].tolist()


def test_each_low_says_on_whose_word_it_is(tmp_path):
    study = screened(tmp_path, {"one": "Bru College said 40 people were killed."}, days=["2031-05-12"])
    reading = casualties.draw_estimates(study, reconcile(study).estimates).reading
    assert reading.startswith("Killed at least: 40 people (Bru College).")


def test_accounts_are_of_so_many_outlets(tmp_path):
    texts = dict.fromkeys(("one", "two", "three"), "Aro Watch said 40 people were killed.")
    study = screened(tmp_path, texts, days=["2031-05-12"] * 3, outlets=["Orv Press", "Orv Press", "Bru Post"])
    claims = find_claims(study)
    assert first_sentence(study).count("Three accounts of two outlets print three figures") == 1
    assert corpus.tell_corpus(study).startswith("Three accounts of two outlets")
    reading = spread.draw_roots(study, claims).reading
    assert "Three accounts of two outlets, one source: Aro Watch (three accounts of two outlets)." in reading


@pytest.mark.parametrize("words", ["on reports suggesting", "about claims", "into allegations saying"])
def test_who_speaks_of_reports_gives_no_word_of_what_they_say(words):
    found = claims(f"The Aro Council said it is seeking clarity {words} that guards killed 30 people.")
    assert not str(found["attributed_to"].iloc[0]).startswith("The Aro Council")
    kept = claims("The Aro Council said in a report that guards killed 30 people.")
    assert kept["attributed_to"].tolist() == ["The Aro Council"]


@pytest.mark.parametrize(
    "text",
    [
        "It was the worst since the fire of May 2, when nine people were killed.",
        "No group has claimed the blast of April 30, in which nine people were killed.",
    ],
)
def test_a_time_before_the_event_that_is_named_before_a_figure_is_that_figure_s(text):
    assert plain(about_quay(f"The quay fire killed 40 people.\n\n{text}")["aside"]) == [None, "another time"]


@pytest.mark.parametrize(
    "text",
    [
        "The death toll in the quay fire rose to 40 on Thursday.",
        "The quay fire killed 40 people, the Aro Watch said on Thursday.",
    ],
)
def test_the_day_of_a_count_or_a_statement_after_the_event_sets_nothing_aside(text):
    found = about_quay(text)
    assert plain(found["aside"]) == [None]
    assert found["time"].isna().all()


def test_of_two_names_of_the_codebook_the_longer_one_counted():
    names = [("Bru", "foreign_government", "Bru"), ("Bru state TV", "media", "Bru state TV")]
    known = ORIGINS.build([(name, kind, None, False, None, None, alias, "", None) for name, kind, alias in names])
    table = pd.DataFrame({"article_id": ["a"], "text": ["Forty people were killed on the quay, Bru state TV said."]})
    assert find_claims(table, PEOPLE, known)["origin"].tolist() == ["Bru state TV"]


def test_a_card_of_the_index_prints_a_number_without_a_group_alone(tmp_path):
    texts = {
        "one": "Toll on the quay rises to 40 Weather Forecast Of Tomorrow.",
        "two": "Aro Watch said 40 people were killed.",
    }
    study = screened(tmp_path, texts, days=["2031-05-12"] * 2)
    found = find_claims(study)
    tolls = [corpus._toll(found[found["article_id"] == name]) for name in texts]
    assert tolls == ["40 (source not found)", "40 people (Aro Watch)"]


@pytest.mark.parametrize("words", ["in the worst fire since 1987", "in the country's deadliest blast since the 1980s"])
def test_a_time_that_a_superlative_compares_with_is_not_the_figure_s(words):
    found = about_quay(f"The quay fire.\n\nBetween 40 and 60 people were killed on the quay {words}.")
    assert plain(found["aside"]) == [None]
    assert found["time"].isna().all()


def test_the_upper_end_of_a_range_is_the_highest_number_that_is_printed(tmp_path):
    texts = {
        "one": "Bru College said between 40 and 70 people were killed.",
        "two": "Aro Watch said 60 people were killed.",
        "three": "Bru College said as many as 50 people were killed.",
    }
    study = screened(tmp_path, texts, days=["2031-05-12"] * 3)
    highest = (
        "The highest number of people killed that is printed is 70, the upper end of 40\u201370 (one; Bru College)."
    )
    assert first_sentence(study).startswith(highest)
    found = find_claims(study)
    assert corpus._toll(found[found["article_id"] == "three"]) == "as many as 50 people (Bru College)"


def test_the_kinds_of_figures_that_a_reading_names_are_all_of_them(tmp_path):
    texts = {
        "one": "Aro Watch said 12 people were killed.",
        "two": "Bru College said about 20 people were killed.",
        "three": "Neighbours said up to 30 people were killed.",
    }
    study = screened(tmp_path, texts, ["2031-05-13"] * 3)
    reading = ledger.draw_figures(study, find_claims(study)).reading
    assert "1 plain number (a dot) and 2 that are about so many, a range or at most so many" in reading


def test_of_many_sources_the_further_ones_are_counted_by_their_figures(tmp_path):
    names = [f"{place} Watch" for place in ("Aro", "Bru", "Camm", "Dell", "Esk", "Fir", "Gale")]
    texts = {f"a{at}": f"{name} said {at + 11} people were killed." for at, name in enumerate(names)}
    counters = ORIGINS.build([(name, "monitor", None, True, 1, None, name, "test") for name in names])
    study = screened(tmp_path, texts, ["2031-05-13"] * 7, origins=sheet(counters))
    assert "Aro Watch (1), Bru Watch (1), Camm Watch (1) and 4 further sources (4)." in first_sentence(study)


MOVES = {
    "one": "Aro Watch said nine people were killed. Harbour Union said 12 people were killed.",
    "two": "Aro Watch said 19 people were killed. Harbour Union said 30 people were killed.",
    "three": "Aro Watch said 19 people were killed.",
    "four": "Aro Watch cut the death toll to 17 from 19.",
    "five": "Aro Watch said 23 people were killed. Harbour Union said 35 people were killed.",
}


def test_the_ranked_source_and_the_one_that_ends_highest_are_told_with_all_their_figures(tmp_path):
    days = ["2031-05-12", "2031-05-13", "2031-05-13", "2031-05-13", "2031-05-14"]
    said = first_sentence(screened(tmp_path, MOVES, days))
    assert "On the word of Aro Watch the figure moved from 9 to 19 to 17 to 23." in said
    assert "On the word of Harbour Union the figure moved from 12 to 30 to 35." in said


def test_words_that_name_the_figure_before_beat_words_that_only_say_that_a_toll_rose():
    rose, cut = "The toll of the fire rose to 19, Aro Watch said.", "Aro Watch cut the death toll to 17 from 19."
    found = told("Aro Watch said nine people were killed.", rose, cut, days=["2031-05-12", *["2031-05-13"] * 2])
    assert not found["why"].str.contains("19 comes after 17").any()


def test_what_an_added_part_leaves_is_looked_for_in_what_its_source_gave_before():
    first = "Bru College said 17 people were killed."
    then = "Bru College said six more bodies were found on Tuesday, bringing the death toll to 23."
    found = told(first, then, days=["2031-05-13", "2031-05-14"])
    assert "6 leaves 17 of 23, which Bru College gave before" in found["why"].tolist()


def test_a_sum_that_an_article_prints_twice_is_one_sum():
    text = "Aro Watch said 50 people were killed, including 12 divers."
    assert told(f"{text}\n\nOn Monday {text}")["kind"].tolist().count("open sum") == 1


def test_of_figures_that_do_not_meet_it_is_said_how_many_came_out_on_different_days(tmp_path):
    texts = {"one": "Bru College said 90 people were killed.", "two": "Harbour Union said 30 people were killed."}
    said = first_sentence(screened(tmp_path, texts, ["2031-05-13", "2031-05-14"]))
    assert "One pair of figures does not meet. The days of publication differ. Whether they" in said


def test_a_headline_has_the_group_and_the_source_of_its_number_in_the_text(tmp_path):
    text = "Blast kills 40 divers\n\nBru College said 40 people were killed in the blast."
    assert estimates(text).index.tolist() == ["all"]
    said = first_sentence(screened(tmp_path, {"one": text}, ["2031-05-13"]))
    assert "One account prints two figures, all of them on the word of Bru College (2)." in said


def test_of_figures_without_a_source_of_the_codebook_it_is_said_how_many_name_one(tmp_path):
    text = "Aro Watch said 40 people were killed. Nine people were killed.\n\nThe mayor said 12 people were killed."
    said = first_sentence(screened(tmp_path, {"one": text}, ["2031-05-13"]))
    assert "of two figures no source of the codebook is found (1 names none, 1 one that it lacks)" in said
