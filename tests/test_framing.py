"""What each account calls whom, and who is said to have acted: golden cases, wrong readings among them."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from browser import SEEDS
from hostile import FEW, HOSTILE, texts
from hypothesis import given, settings

from toolkit import (
    count_loading,
    find_actions,
    find_appositives,
    find_labels,
    find_passives,
    join_loading,
    link_labels,
    load,
)
from toolkit.errors import RuleError, TableError
from toolkit.framing.vocabulary import nouns
from toolkit.rules import words
from toolkit.tables import ACTIONS, ENTITIES, LABELS, LOADINGS

ALIASES = {
    ("Ina Vell", "person"): ["Ina Vell", "Vell"],
    ("Bo Tarn", "person"): ["Bo Tarn", "Tarn"],
    ("Aro First", "organisation"): ["Aro First", "AF"],
    ("Aroan government", "organisation"): ["Aroan government", "Aro's government"],
    ("harbour guards", "organisation"): ["harbour guards"],
    ("pro-Tarn fighters", "group"): ["pro-Tarn fighters", "Tarn loyalists"],
    ("pro-government patrols", "group"): ["pro-government patrols"],
    ("the harbour violence", "event"): ["harbour violence"],
    ("the killings of dockers", "event"): ["killings of dockers"],
}


def golden(name):
    with (Path(__file__).parent / "golden" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def entities(aliases=ALIASES):
    return ENTITIES.build((name, kind, alias, "test") for (name, kind), each in aliases.items() for alias in each)


def person(*aliases):
    return {(aliases[0], "person"): list(aliases)}


def article(text):
    return pd.DataFrame({"article_id": ["a1"], "text": [text]})


def labels_in(text, aliases=ALIASES):
    return find_labels(article(text), entities(aliases))


def phrases_in(text, aliases=ALIASES):
    return labels_in(text, aliases)["text"].tolist()


def acts_in(text):
    rows = find_actions(article(text), entities())[["voice", "actor", "verb", "patient"]]
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in rows.to_numpy().tolist()]


def told(rows):
    columns = ["text", "entity", "construction", "voice", "speaker"]
    return [" > ".join(cell for cell in row if pd.notna(cell)) for row in rows[columns].to_numpy().tolist()]


@pytest.mark.parametrize("case", golden("labels.csv"), ids=lambda case: case["why"])
def test_the_golden_labels_are_found_and_no_others(case):
    assert told(labels_in(case["text"])) == [label for label in case["labels"].split(" | ") if label]


def test_a_noun_of_loyalty_heads_a_label_and_an_alias_like_any_other():
    assert set(words("loyalty_words", "word", place="noun")) <= set(nouns())
    assert phrases_in("The partisans Ina Vell led left.", {("Ina Vell", "person"): ["Ina Vell"]}) == []
    assert phrases_in("The partisans, an armed group, left.", {("the Band", "group"): ["the partisans"]}) == [
        "The partisans",
        "an armed group",
    ]


@pytest.mark.parametrize("name", ["Hay'at Aro", "Hay\u2019at Aro", "Hay\u02bbat Aro", "Hayat Aro", "HAY'AT ARO"])
def test_a_name_is_known_whatever_its_apostrophe(name):
    assert phrases_in(f"The armed group {name} fled.", {("Hay'at Aro", "organisation"): ["Hay'at Aro"]}) == [
        "The armed group"
    ]


@pytest.mark.parametrize("name", ["Vell", "al-Vell", "Al-Vell", "el-Vell"])
def test_a_family_name_is_known_with_its_article_and_without(name):
    assert phrases_in(f"Mayor {name} left.", person("Vell")) == ["Mayor"]


def test_initials_stand_in_capitals_only():
    assert phrases_in("The group OF left; the group of men left.", {("Old Front", "organisation"): ["OF"]}) == [
        "The group"
    ]


def test_the_longest_alias_wins_and_holds_no_second_mention():
    aliases = {("Ina Vell", "person"): ["Ina Vell"], ("Vell Bank", "organisation"): ["Ina Vell Bank"]}
    assert told(labels_in("The bank Ina Vell Bank failed.", aliases)) == ["The bank > Vell Bank > title > own"]


@pytest.mark.parametrize("alias", ["A.C.+", "(Vell", "Vell*", "[a-z]+", "C++", "$1", "V|ell", "\\b"])
def test_an_alias_is_no_pattern(alias):
    assert phrases_in("Mayor Ina Vell left.", {("x", "person"): [alias]}) == []


def test_an_alias_of_two_entities_is_refused_with_both_its_lines():
    with pytest.raises(RuleError, match='entities line 3: alias "VELL" of "Bo" is one of "Ina" in line 2 already'):
        labels_in("Vell left.", {("Ina", "person"): ["Vell"], ("Bo", "person"): ["VELL"]})


def test_an_empty_alias_is_refused():
    with pytest.raises(RuleError, match='entities line 2: "Ina" has an empty alias'):
        labels_in("Vell left.", {("Ina", "person"): [" "]})


def test_a_codebook_without_entities_finds_no_labels_and_still_finds_acts():
    empty = ENTITIES.build([])
    assert find_labels(article("Mayor Ina Vell was shot."), empty).equals(LABELS.build([]))
    assert find_actions(article("Mayor Ina Vell was shot."), empty)["patient"].tolist() == ["Mayor Ina Vell"]


def test_one_phrase_is_not_told_twice_of_one_entity():
    assert phrases_in("The acting mayor, Ina Vell, a lawyer, left.") == ["The acting mayor", "a lawyer"]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Rebels killed two guards.", [("active", "Rebels", "killed", "two guards")]),
        ("Rebels who had shot two guards fled.", [("active", "Rebels", "shot", "two guards")]),
        ("Two guards were killed by rebels.", [("passive", "rebels", "killed", "Two guards")]),
        ("Two guards were killed on Monday.", [("agentless", None, "killed", "Two guards")]),
        ("At least 12 dockers have been killed.", [("agentless", None, "killed", "12 dockers")]),
        ("12 killed in Aro", [("agentless", None, "killed", "12")]),
        ("The dockers, including women, have been slain.", [("agentless", None, "slain", "The dockers")]),
        ("Towns recently attacked by rebels burn.", [("passive", "rebels", "attacked", "Towns")]),
        ("The killing of two guards shocked Aro.", [("nominal", None, "killing", "two guards")]),
        ("Attacks on the port by rebels go on.", [("nominal", "rebels", "Attacks", "the port")]),
        ("Tarn's arrest of dockers shocked Aro.", [("nominal", "Tarn", "arrest", "dockers")]),
        (
            "Rebels ambushed a patrol, killing four.",
            [("active", "Rebels", "ambushed", "a patrol"), ("active", "Rebels", "killing", "four")],
        ),
        ("The killings of dockers went on.", [("nominal", None, "killings", "dockers")]),
        ("A mine killed two guards.", [("active", "A mine", "killed", "two guards")]),
        ("Fire on Port Aro ferry kills 12", [("active", "Fire", "kills", "12")]),
        ("Rebels did not kill anyone.", []),
        ("Rebels have not attacked the port.", []),
        ("Rebels vowed to attack the port.", []),
        ("The wounded guards slept.", []),
        ("The town was calm.", []),
    ],
)
def test_who_acts_on_whom(text, acts):
    assert acts_in(text) == acts


def test_an_act_without_an_actor_says_whether_one_is_named_elsewhere():
    found = find_actions(article("Two guards were killed. Rebels killed one. A man was arrested."), entities())
    assert found["agent_elsewhere"].astype(object).tolist() == [True, pd.NA, False]


def test_actor_and_patient_are_tied_to_their_entities_but_followers_are_not():
    found = find_actions(article("Vell's men fled. Vell killed Bo Tarn. Supporters of Vell killed two."), entities())
    pairs = found[["actor_entity", "patient_entity"]].fillna("-").to_numpy().tolist()
    assert pairs == [["Ina Vell", "Bo Tarn"], ["-", "-"]]


@pytest.mark.parametrize(
    ("text", "passives"),
    [
        ("The port was closed on Monday.", [("closed", True)]),
        ("The port has not yet been fully rebuilt.", [("rebuilt", True)]),
        ("Two dockers were shot in the port on Monday by rebels.", [("shot", False)]),
        ("The port will be closed by Monday.", [("closed", True)]),
        ("The ferry was built by 2010.", [("built", True)]),
        ("The siege can be ended by opening the port.", [("ended", True)]),
        ("Were two dockers arrested?", [("arrested", True)]),
        ("Two dockers got killed.", [("killed", True)]),
        ("12 killed in Aro\n\nThe town was calm.", [("killed", True)]),
        ("Rebels killed two dockers.", []),
        ("The rebels have agreed.", []),
        ("The mayor was tired.", []),
        ("The team was indeed in need.", []),
        ("The guard was in Aro. Closed roads stay.", []),
        ("The town was attacked; it was rebuilt by Vell.", [("attacked", True), ("rebuilt", False)]),
    ],
)
def test_what_is_done_and_whether_it_is_said_by_whom(text, passives):
    found = find_passives(article(text))
    spans = zip(found["start"], found["end"], found["agentless"], strict=True)
    assert [(text[start:end], agentless) for start, end, agentless in spans] == passives


@pytest.mark.parametrize(
    ("text", "appositives"),
    [
        ("Ina Vell, a former dock worker, left.", ["a former dock worker"]),
        ("Ina Vell, 44, a lawyer from Quay, left.", ["a lawyer from Quay"]),
        ("The acting mayor of Aro, Ina Vell, left.", ["Ina Vell"]),
        ("It came on Monday, March 3, 2025, at night.", ["March 3, 2025"]),
        ("The Aro Dockers Union (ADU) left.", ["ADU"]),
        ("They met on Saturday night, the opening night.", []),
        ("They met Ina Vell, the governor and the judge.", []),
        ("In Aro, the mayor left.", []),
        ("Ina Vell left, and the mayor stayed.", []),
    ],
)
def test_what_stands_beside_a_phrase_and_names_the_same(text, appositives):
    found = find_appositives(article(text))
    assert [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == appositives


def linked(*texts):
    """Tie the descriptions of articles a1, a2 … of one event; give those that the second step has tied."""
    articles = pd.DataFrame({"article_id": [f"a{place + 1}" for place in range(len(texts))], "text": texts})
    rows = link_labels(articles, find_labels(articles, entities()))
    rows = rows[rows["rule"].str.startswith("same words")]
    return rows[["article_id", "text", "entity", "voice", "rule"]].to_numpy().tolist()


@pytest.mark.parametrize("text", ["The interim mayor left.", "The Interim Mayor left."])
def test_what_one_article_says_of_a_name_ties_the_same_words_of_another(text):
    phrase = text.removesuffix(" left.")
    assert linked(text, "Interim mayor Ina Vell left.") == [["a1", phrase, "Ina Vell", "own", "same words in a2"]]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("An interim mayor left.", "no one that the reader knows"),
        ("The mayor left.", "fewer words than with the name"),
        ("The interim mayor-elect left.", "a longer word"),
        ("Interim mayor Bo Tarn left. The interim mayor fell.", "two are called so"),
    ],
)
def test_other_words_and_words_of_two_people_tie_nothing(text, why):
    assert linked("Interim mayor Ina Vell left.", text) == [], why


def test_what_is_tied_across_articles_keeps_its_own_voice():
    told = linked("Interim mayor Ina Vell left.", "\u201cThe interim mayor left,\u201d said Bo Tarn.")
    assert [row[3] for row in told] == ["quoted"]


def test_without_labels_nothing_is_tied():
    assert linked("The interim mayor left.") == []


JUDGED = [
    ("thug", "of a person", "ana", "pejorative", "calls a person by a crime", None),
    ("thug", "of a person", "ben", "pejorative", "the same", None),
    ("regime", "of a government", "ana", "pejorative", "denies that it may rule", None),
    ("regime", "of a government", "ben", "neutral", "a term of political science", None),
    ("old regime", "of a government", "ana", "neutral", "a name", None),
]


@pytest.mark.parametrize(
    ("text", "term", "loading"),
    [
        ("a thug", "thug", "pejorative"),
        ("Thugs of Aro", "thug", "pejorative"),
        ("the regime", "regime", "contested"),
        ("the old regime", "old regime", "neutral"),
        ("the thuggish mayor", None, None),
        ("the anti-regime crowd", None, None),
        ("the mayor", None, None),
    ],
)
def test_a_loading_is_what_the_coders_say_of_the_longest_term(text, term, loading):
    joined = join_loading(pd.DataFrame({"text": [text]}), LOADINGS.build(JUDGED))
    assert [None if pd.isna(cell) else cell for cell in joined[["term", "loading"]].iloc[0]] == [term, loading]


def test_an_account_s_own_voice_is_counted_apart_from_what_it_quotes():
    labels = labels_in("Ina Vell, a thug, left. \u201cIna Vell is a thug,\u201d said Bo Tarn.")
    counted = count_loading(join_loading(labels, LOADINGS.build(JUDGED)))
    assert counted.to_numpy().tolist() == [["Ina Vell", "pejorative", 1, 1]]


def test_without_judgements_or_labels_no_loading_is_given():
    labels = labels_in("Ina Vell, a thug, left.")
    assert join_loading(labels, LOADINGS.build([]))["loading"].isna().all()
    assert len(join_loading(labels.head(0), LOADINGS.build(JUDGED))) == 0
    assert "loading" not in labels


def check_spans(text):
    frame = article(text)
    rows, acts = find_labels(frame, entities()), find_actions(frame, entities())
    assert [text[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)] == rows["text"].tolist()
    assert [text[start:end] for start, end in zip(acts["start"], acts["end"], strict=True)] == acts["verb"].tolist()
    for part in ("actor", "patient"):
        known = acts.dropna(subset=[part])
        spans = zip(known[f"{part}_start"], known[f"{part}_end"], strict=True)
        assert [text[start:end] for start, end in spans] == known[part].tolist()
    passives = find_passives(frame)
    assert all(text[start:end].isprintable() for start, end in zip(passives["start"], passives["end"], strict=True))
    assert passives["start"].is_monotonic_increasing
    assert rows["start"].is_monotonic_increasing
    assert acts["start"].is_monotonic_increasing


@settings(max_examples=FEW)
@given(text=texts)
def test_every_phrase_is_the_text_at_its_offsets(text):
    check_spans(text)
    check_spans(f"Acting mayor Ina Vell, {text}, was killed by {text}.")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_harms_nothing(name):
    check_spans(HOSTILE[name])


def test_the_same_articles_give_the_same_tables_and_are_not_changed():
    study = load(SEEDS)
    before = study.articles.copy()
    for find, table in ((find_labels, LABELS), (find_actions, ACTIONS)):
        found = find(study.articles, study.entities)
        assert found.equals(find(study.articles, study.entities))
        assert list(found.columns) == table.names
        assert found.iloc[:, 0].is_unique
    assert study.articles.equals(before)


@pytest.mark.parametrize(
    ("article_id", "entity", "phrases"),
    [
        ("a000", "Ahmed al-Sharaa", ["Syrian President"]),
        ("a001", "Ahmed al-Sharaa", ["Interim Syrian leader and former HTS terrorist"]),
        ("a002", "Ahmed al-Sharaa", ["Syria\u2019s interim president"]),
        ("a003", "Ahmed al-Sharaa", ["Syria\u2019s interim leader", "The interim leader"]),
        ("a004", "Ahmed al-Sharaa", ["Interim Syrian President"]),
        ("a000", "Hayat Tahrir al-Sham", ["Sharaa\u2019s group", "a terrorist organization"]),
        ("a001", "Hayat Tahrir al-Sham", ["a former al-Qaeda affiliate"]),
        ("a004", "Hayat Tahrir al-Sham", ["the radical Sunni Islamist group"]),
    ],
)
def test_the_five_articles_call_these_two_so(article_id, entity, phrases):
    study = load(SEEDS)
    found = find_labels(study.articles, study.entities)
    assert found[(found["article_id"] == article_id) & (found["entity"] == entity)]["text"].tolist() == phrases


def test_a_participle_belongs_to_the_subject_of_its_clause():
    assert acts_in("As armed dockers poured into the harbour, attacking the guard, it rained.") == [
        ("active", "armed dockers", "attacking", "the guard")
    ]
    assert acts_in("In a video, men in masks ordered two clerks to kneel before shooting them.") == [
        ("active", "men", "shooting", "them")
    ]


def test_who_carries_out_an_act_is_its_actor():
    assert acts_in("The rebels carried out mass killings.")[0][:3] == ("nominal", "The rebels", "killings")
    assert acts_in("Rebels stormed the port, carrying out mass killings.")[1][:3] == ("nominal", "Rebels", "killings")
    assert acts_in("The rebels did not carry out attacks.") == []
    assert acts_in("Attacks were carried out in the port.")[0][:3] == ("nominal", None, "Attacks")


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("They met Vell Min-ho, a doctor.", []),
        ("They met Vell Ho, a doctor.", []),
        ("They met Vell Min-seo, a doctor.", ["a doctor"]),
        ("They met Vell Min Seo, a doctor.", ["a doctor"]),
        ("They met Vell, a doctor.", ["a doctor"]),
    ],
)
def test_another_given_name_behind_a_family_name_is_somebody_elses(text, phrases):
    assert phrases_in(text, person("Vell Min Seo", "Vell")) == phrases


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("They met Ana Vell, a doctor.", []),
        ("They met Ana and Bo Vell, a doctor.", []),
        ("They met Ahmad Vell, a doctor.", ["a doctor"]),
        ("They met Ahmed Karim Vell, a doctor.", ["a doctor"]),
        ("They met A. Vell, a doctor.", ["a doctor"]),
        ("They met Dr. Vell, a lawyer.", ["a lawyer"]),
        ("They met the Aroan Vell, a lawyer.", ["a lawyer"]),
        ("Barefoot Vell, a lawyer, left.", ["a lawyer"]),
    ],
)
def test_another_given_name_before_a_family_name_is_somebody_elses(text, phrases):
    assert phrases_in(text, person("Ahmed Vell", "Vell")) == phrases


def test_a_word_in_capitals_in_a_headline_is_no_given_name():
    text = "Council Slams Vell, a Doctor\n\nThe council blamed Vell on Monday. It gave no reason for that."
    assert phrases_in(text, person("Ina Vell", "Vell")) == ["a Doctor"]


def test_a_family_name_without_a_full_name_is_known_whatever_stands_beside_it():
    assert phrases_in("They met Ana Vell, a doctor.", person("Vell")) == ["a doctor"]


def test_what_somebody_of_the_same_family_is_called_leaves_the_noun_to_the_other():
    aliases = person("Ina Vell", "Vell")
    assert phrases_in("Mayor Ana Vell spoke of mayor Ina Vell. The mayor left.", aliases) == ["mayor", "The mayor"]


def test_whose_words_a_label_is_names_the_person_whom_a_pronoun_stands_for():
    text = "Ina Vell said it was late. She added that mayor Bo Lind had left."
    (row,) = find_labels(article(text), entities(person("Bo Lind"))).to_dict("records")
    assert (row["text"], row["voice"], row["speaker"], row["person"]) == ("mayor", "reported", "She", "Ina Vell")


ORV = ("Orv League", "organisation")


@pytest.mark.parametrize("mark", "'\u2018\u2019\u02bb\u02bc\u02be\u02bf\u00b4`")
def test_an_apostrophe_is_known_in_every_form_on_the_page_and_in_the_codebook(mark):
    assert phrases_in(f"The armed group Hay{mark}at Orv fled.", {ORV: ["Hay'at Orv"]}) == ["The armed group"]
    assert phrases_in("The armed group Hay\u2019at Orv fled.", {ORV: [f"Hay{mark}at Orv"]}) == ["The armed group"]
    assert phrases_in("Mayor Rifa left.", person(f"{mark}Rifa{mark}")) == ["Mayor"]


@pytest.mark.parametrize(
    ("one", "other"), [("Hay'at Orv", "Hayat Orv"), ("Al-Orv", "Al Orv"), ("Hay'at al-Orv", "Hayat Al Orv")]
)
def test_two_entities_whose_aliases_can_be_printed_alike_are_refused_with_both_rows(one, other):
    with pytest.raises(RuleError) as caught:
        labels_in("Nobody left.", {("One", "organisation"): [one], ("Two", "person"): [other]})
    assert caught.value.faults == (
        f'entities line 3: alias "{other}" of "Two" can be printed like "{one}" of "One" in line 2; take one of them '
        "out",
    )


@pytest.mark.parametrize(
    ("name", "entity"), [("Orv", "Bo Orv"), ("el-Orv", None), ("Al-Orv", "Al-Orv"), ("al-Orv", "Al-Orv")]
)
def test_a_name_with_its_article_that_is_somebody_elses_stays_theirs(name, entity):
    aliases = {("Bo Orv", "person"): ["Orv"], ("Al-Orv", "person"): ["Al-Orv"]}
    assert labels_in(f"Mayor {name} left.", aliases)["entity"].tolist() == [entity] * (entity is not None)


@pytest.mark.parametrize("name", ["Orv", "al-Orv", "Al-Orv", "el-Orv", "Cem Orv", "Cem al-Orv"])
def test_a_persons_name_with_its_article_is_known_without_it(name):
    assert phrases_in(f"Mayor {name} left.", person("Cem al-Orv", "al-Orv")) == ["Mayor"]


def test_a_name_without_its_article_that_is_another_alias_stays_that_ones():
    aliases = {("Cem al-Orv", "person"): ["al-Orv"], ("Orv", "organisation"): ["Orv"]}
    assert labels_in("The armed group Orv fled.", aliases)["entity"].tolist() == ["Orv"]


@pytest.mark.parametrize("find", [find_labels, find_actions])
def test_a_codebook_without_its_columns_or_with_an_alias_missing_is_refused(find):
    with pytest.raises(TableError, match=r"entities: expected the columns entity, kind, alias; not found: entity, kin"):
        find(article("Ina Vell was shot."), pd.DataFrame())
    with pytest.raises(TableError, match=r"entities: expected a table \(a DataFrame\), found nothing; write find_"):
        find(article("Ina Vell was shot."), None)
    with pytest.raises(RuleError, match='entities line 2: "Ina" has an empty alias'):
        find(
            article("Ina Vell was shot."), pd.DataFrame([("Ina", "person", None)], columns=["entity", "kind", "alias"])
        )


def judge(text, *rows):
    columns = ["term", "sense", "coder", "loading"]
    joined = join_loading(pd.DataFrame({"text": [text]}), pd.DataFrame(rows, columns=columns))
    return [None if pd.isna(cell) else cell for cell in joined[["term", "loading"]].iloc[0]]


def test_one_coder_who_judges_a_term_by_its_sense_contests_nothing():
    rows = [("boss", "of a firm", "ana", "neutral"), ("boss", "of a gang", "ana", "pejorative")]
    assert judge("the boss", *rows) == ["boss", "depends on the sense"]
    assert judge("the boss", *rows, ("boss", "of a gang", "ben", "neutral")) == ["boss", "contested"]


def test_coders_who_judge_a_term_alike_in_every_sense_agree():
    rows = [("boss", "of a firm", "ana", "neutral"), ("boss", "of a gang", "ben", "neutral")]
    assert judge("the boss", *rows) == ["boss", "neutral"]


@pytest.mark.parametrize("missing", [None, float("nan"), ""])
def test_a_coder_without_a_judgement_leaves_the_others(missing):
    assert judge("the boss", ("boss", "x", "ana", missing), ("boss", "x", "ben", "neutral")) == ["boss", "neutral"]
    assert judge("the boss", ("boss", "x", "ana", missing)) == ["boss", None]


def test_terms_beside_one_another_all_count():
    thug, hero = ("thug", None, "ana", "pejorative"), ("hero", None, "ana", "praising")
    assert judge("Thug hero", thug, hero) == ["thug; hero", "mixed"]
    assert judge("Thug, bandit and thug", thug, ("bandit", None, "ana", "pejorative")) == ["thug; bandit", "pejorative"]
    assert judge("thugs of the old regime", thug, ("regime", None, "ana", "x"), ("old regime", None, "ana", "y")) == [
        "thug; old regime",
        "mixed",
    ]


def test_a_coder_who_judges_a_term_in_two_ways_is_refused():
    rows = [("boss", "x", "ana", "neutral"), ("boss", "x", "ana", "pejorative")]
    with pytest.raises(TableError, match='coder "ana" judges "boss" as "neutral" and "pejorative" in one sense; leave'):
        judge("the boss", *rows)


def test_a_term_is_known_whatever_its_apostrophe():
    assert judge("the people's thug", ("people\u2019s thug", None, "ana", "x")) == ["people\u2019s thug", "x"]


@pytest.mark.parametrize(
    ("labels", "loadings", "fault"),
    [
        ({"voice": ["own"]}, {"term": [], "coder": [], "loading": []}, "labels: expected the columns text; not found"),
        ({"text": ["a thug"]}, {"term": ["thug"]}, "loadings: expected the columns term, coder, loading; not found: c"),
    ],
)
def test_tables_without_the_columns_of_a_loading_are_refused(labels, loadings, fault):
    with pytest.raises(TableError, match=f"^{fault}"):
        join_loading(pd.DataFrame(labels), pd.DataFrame(loadings))
    with pytest.raises(TableError, match=r"^joined labels: expected the columns entity, loading, voice; not found"):
        count_loading(pd.DataFrame(labels))


def who_acts(text):
    found = find_actions(article(text), entities())
    cells = found[["actor", "actor_entity", "patient"]].astype(object)
    return [tuple(row) for row in cells.where(cells.notna(), None).to_numpy().tolist()]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("The raid on the harbour guards killed two.", [(None, None, "the harbour guards"), ("The raid", None, "two")]),
        ("The AF attack on Vell wounded two.", [(None, None, "Vell"), ("The AF attack", None, "two")]),
        ("The bombing of AF killed Vell.", [(None, None, "AF"), ("The bombing", None, "Vell")]),
        ("The clerk praised Vell before AF attacked Aro.", [("AF", "Aro First", "Aro")]),
        ("Vell blamed Tarn after rebels attacked Aro.", [("rebels", None, "Aro")]),
        ("Tarn hid Vell until AF attacked Aro.", [("AF", "Aro First", "Aro")]),
        ("Vell met Tarn but rebels attacked Aro.", [("rebels", None, "Aro")]),
        ("Vell met Tarn and rebels attacked Aro.", [("rebels", None, "Aro")]),
        ("Clerks believe Vell is attacking Aro.", [("Vell", "Ina Vell", "Aro")]),
        ("A man who hated Vell shot Tarn.", [("A man", None, "Tarn")]),
        ("A man who hid Vell shot Tarn.", [("A man", None, "Tarn")]),
        ("Fighters who fled AF attacked Aro.", [("Fighters", None, "Aro")]),
        ("Dockers opposed to AF attacked Aro.", [("Dockers", None, "Aro")]),
        ("Troops loyal to Vell killed Tarn.", [("Troops", None, "Tarn")]),
        ("Rockets fired at AF killed four.", [("Rockets", None, "four")]),
        ("AF, not Vell, killed Tarn.", [("AF", "Aro First", "Tarn")]),
        ("Vell, the mayor of Dorp, killed Tarn.", [("Vell", "Ina Vell", "Tarn")]),
        ("On Monday dockers killed two.", [("dockers", None, "two")]),
        ("A guard near Vell who shot Tarn fled.", [(None, None, "Tarn")]),
        ("They met the guards who shot Tarn.", [("the guards", None, "Tarn")]),
        ("Vell spent two months attacking Tarn.", [(None, None, "Tarn")]),
        ("Vell, whom Tarn killed, was a clerk.", [("Tarn", "Bo Tarn", "Vell")]),
        ("Ina Vell, the clerk the dockers killed, was 40.", []),
        ("The farmers Tarn killed were poor.", []),
    ],
)
def test_who_acts_is_the_head_of_the_subject_and_no_noun_inside_it(text, acts):
    assert who_acts(text) == acts


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Vell's murder shocked Aro.", [(None, None, "Vell")]),
        ("Tarn's arrest angered Vell.", [(None, None, "Tarn")]),
        ("After Tarn's overthrow, Vell slept.", [(None, None, "Tarn")]),
        ("Vell's abduction by AF angered Aro.", [("AF", "Aro First", "Vell")]),
        ("AF's killing of Vell angered Aro.", [("AF", "Aro First", "Vell")]),
        ("Tarn's raid angered Aro.", [("Tarn", "Bo Tarn", None)]),
        ("Vell's assault angered Aro.", [(None, None, None)]),
        ("Vell's attack dog slept.", [(None, None, None)]),
        ("Attacks on Aro funded by Vell went on.", [(None, None, "Aro")]),
        ("Tarn answered attacks on Aro by hosting talks.", [(None, None, "Aro")]),
        ("Two dockers were arrested after an inquiry by Vell.", [(None, None, "Two dockers")]),
    ],
)
def test_whose_deed_is_named_is_told_from_whom_it_befell(text, acts):
    assert who_acts(text) == acts


@pytest.mark.parametrize(
    "text",
    [
        "Nobody killed Vell.",
        "Vell killed nobody.",
        "Vell killed no dockers.",
        "No dockers were killed by AF.",
        "Neither Tarn nor Vell attacked Aro.",
        "Did Vell kill Tarn?",
        "Vell may have killed Tarn.",
        "Vell would beat Tarn.",
        "Vell wasn't attacking Tarn.",
        "Tarn denied that AF killed dockers.",
        "It is false that Vell killed Tarn.",
        "It is unclear whether Vell killed Tarn.",
        "There was no attack on Tarn.",
        "Vell was almost killed by Tarn.",
        "Vell fled without killing Tarn.",
        "Vell shot at Tarn.",
        "Vell stormed out.",
        "Vell had a heart attack.",
        "A clerk of John Burns Foods slept.",
    ],
)
def test_what_is_denied_asked_or_another_thing_is_no_act(text):
    assert acts_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "There is no evidence that Vell killed Tarn.",
        "Nobody says that Vell killed Tarn.",
        "Vell refused to attack Tarn.",
        "Vell tried to kill Tarn.",
        "Dockers threatened to kill Tarn.",
        "Vell refrained from attacking Tarn.",
        "We'll attack Aro.",
        "Tarn must be toppled.",
        "Vell did not launch attacks on Aro.",
        "Vell threatened to carry out raids.",
        "There was no further raid.",
    ],
)
def test_a_deed_that_its_clause_denies_means_or_asks_for_is_no_act(text):
    assert acts_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "There are no further details on the raid.",
        "Police asked whether the night raid was planned.",
        "Nobody saw Vell's attack on Tarn.",
        "It is unclear if the killing of Tarn was planned.",
        "Who are the two guards killed by Vell?",
        "There is no doubt that Vell killed Tarn.",
        "The raid was nothing short of an attack.",
    ],
)
def test_a_deed_that_its_clause_takes_for_granted_is_an_act(text):
    assert len(acts_in(text)) >= 1


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Vell allegedly killed Tarn.", ("active", "Vell", "killed", "Tarn")),
        ("Tarn was reportedly killed by dockers.", ("passive", "dockers", "killed", "Tarn")),
        ("Vell allegedly carried out the raid.", ("nominal", "Vell", "raid", None)),
        ("Vell was accused of killing Tarn.", ("active", "Vell", "killing", "Tarn")),
        ("Vell was blamed for attacking Tarn.", ("active", "Vell", "attacking", "Tarn")),
        ("Two men suspected of killing Tarn fled.", ("active", "Two men", "killing", "Tarn")),
        ("There were claims of killing Tarn.", ("active", None, "killing", "Tarn")),
    ],
)
def test_what_others_say_was_done_is_an_act_with_that_reserve(text, act):
    assert acts_in(text) == [act]
    assert find_actions(article(text), entities())["reserve"].tolist() == ["hearsay"]


def test_what_an_account_says_itself_has_no_reserve():
    assert find_actions(article("Police said Vell killed Tarn."), entities())["reserve"].isna().tolist() == [True]


def test_who_was_found_killed_is_the_patient():
    assert acts_in("Vell was found killed.") == [("agentless", None, "killed", "Vell")]


def test_a_murder_named_by_its_victim_names_nobody_who_did_it():
    found = find_actions(article("Vell was killed. Vell's murder shocked Aro."), entities())
    assert found["agent_elsewhere"].tolist() == [False, False]


def test_who_denies_a_deed_is_not_said_to_have_done_it():
    assert who_acts("AF denied it carried out the killings.") == [(None, None, None)]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Tarn entered Aro and killed Vell.", [("Tarn", "Bo Tarn", "Vell")]),
        ("Dockers entered Aro, Vell fled and killed two.", [("Vell", "Ina Vell", "two")]),
        ("Vell, attacked by Tarn, is safe.", [("Tarn", "Bo Tarn", "Vell")]),
        ("Vell got killed by Tarn.", [("Tarn", "Bo Tarn", "Vell")]),
        ("Tarn was killed in a town run by Vell.", [(None, None, "Tarn")]),
        ("Police hunting Vell killed two.", [("Police", None, "two")]),
        ("The trial of the man who shot Vell began.", [(None, None, "Vell")]),
        ("According to Vell rebels attacked Aro.", [(None, None, "Aro")]),
        ("AF fought Tarn while attacking Aro.", [(None, None, "Aro")]),
        ("Tarn mocked a story about attacking Vell.", [(None, None, "Vell")]),
        ("Tarn heard clerks chant: stop killing dockers.", [(None, None, "dockers")]),
        (
            "Tarn was arrested by AF after attacking Aro.",
            [("AF", "Aro First", "Tarn"), ("Tarn", "Bo Tarn", "Aro")],
        ),
        (
            "Tarn killed two guards and Vell fled, shooting a clerk.",
            [("Tarn", "Bo Tarn", "two guards and Vell"), (None, None, "a clerk")],
        ),
    ],
)
def test_who_acts_in_joined_verbs_asides_and_participles(text, acts):
    assert who_acts(text) == acts


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("The mayor of Aro, Bo Lind, shot two.", [("Bo Lind", None, "two")]),
        ("Guards in Bru, North Bru, shot two.", [("Guards", None, "two")]),
        ("The rebels, led by Vell, shot two.", [("The rebels", None, "two")]),
        ("The rebels took the town, shooting two.", [("The rebels", None, "two")]),
        ("The rebels left the town, killing two.", [("The rebels", None, "two")]),
        ("Police said the rebels took the town, shooting two.", [("the rebels", None, "two")]),
        ("Dockers opened fire and killed two.", [("Dockers", None, "two")]),
        ("Dockers smashed windows in Aro and shot a clerk.", [("Dockers", None, "a clerk")]),
        ("The mayor of Aro opened fire and killed two.", [("The mayor of Aro", None, "two")]),
        ("Guards reported rebels attacked Aro.", [("rebels", None, "Aro")]),
        ("Two clerks died and four others were injured.", [(None, None, "four others")]),
        ("Two clerks were chased and shot.", [(None, None, "Two clerks")]),
        ("Bo Lind was handcuffed and shot by guards.", [("guards", None, "Bo Lind")]),
        ("About 40 clerks were injured.", [(None, None, "40 clerks")]),
        ("Two members of the same family were shot.", [(None, None, "Two members of the same family")]),
        ("The Watch which relies on clerks said guards were shot.", [(None, None, "guards")]),
        ("A town whose guards were shot fell.", [(None, None, "guards")]),
        ("Bo Lind, the driver of a bus that was carrying clerks, was injured.", [(None, None, "Bo Lind")]),
    ],
)
def test_who_acts_and_whom_it_befalls_is_the_subject_wherever_it_stands(text, acts):
    assert who_acts(text) == acts


def test_a_participle_within_another_phrase_is_no_act_of_the_subject():
    assert acts_in("Clerks reported a fire, with films showing guards and burned homes.") == []


def voices_in(text, aliases=ALIASES):
    rows = labels_in(text, aliases)[["text", "entity", "voice", "speaker"]]
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in rows.to_numpy(dtype=object)]


@pytest.mark.parametrize("naming", ["whom Tarn called a tyrant", "who Tarn branded a tyrant"])
def test_a_relative_clause_with_its_own_subject_names_whom_it_is_about(naming):
    assert voices_in(f"Vell, {naming}, resigned.") == [("a tyrant", "Ina Vell", "reported", "Tarn")]


@pytest.mark.parametrize(
    "text",
    [
        "Vell isn't a rebel.",
        "Vell isn\u2019t a rebel.",
        "Vell wasn't a rebel, Tarn said.",
        "Vell wasn't called a rebel.",
        "Vell can't be called a rebel.",
        "Vell is hardly a rebel.",
        "Lind did not call Vell a rebel.",
        "Lind never called Vell a rebel.",
        "Lind refused to call Vell a rebel.",
        "Lind stopped calling Vell a rebel.",
    ],
)
def test_what_is_denied_is_no_label(text):
    assert phrases_in(text, person("Ina Vell", "Vell")) == []


@pytest.mark.parametrize(
    "text",
    [
        "If Vell were a rebel, the port would know.",
        "It is unclear whether Vell is a rebel.",
        "Vell would be a good mayor.",
        "Vell might be a spy.",
        "Lind denied Vell was a rebel.",
        "Vell is a rebel?",
    ],
)
def test_what_is_asked_or_supposed_is_no_label(text):
    assert phrases_in(text, person("Ina Vell", "Vell")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The man who shot Vell is a smuggler.",
        "Critics of the harbour guards are a rebel group.",
        "The son of President Vell is a rebel.",
    ],
)
def test_what_is_said_of_another_is_no_label_of_the_name_before_the_verb(text):
    assert not {"a smuggler", "a rebel group", "a rebel"} & set(phrases_in(text))


def test_a_clause_about_the_name_says_it_of_the_name():
    assert phrases_in("Lind said that Vell is a smuggler.", person("Ina Vell", "Vell")) == ["a smuggler"]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Rebels toppled President Ina Vell.", ["President"]),
        ("An Aroan alliance ousted strongman Ina Vell.", ["strongman"]),
        ("They met ousted president Ina Vell.", ["ousted president"]),
        ("The ousted president Ina Vell fled.", ["The ousted president"]),
    ],
)
def test_what_somebody_did_is_no_part_of_a_title(text, phrases):
    assert phrases_in(text, person("Ina Vell", "Vell")) == phrases


def test_of_a_relatives_name_the_title_alone_is_the_labels():
    assert phrases_in("The wife of President Vell fled.", person("Ina Vell", "Vell")) == ["President"]
    assert phrases_in("Interim leader and former rebel Vell fled.", person("Ina Vell", "Vell")) == [
        "Interim leader and former rebel"
    ]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Mayor Ina Vell left. Mayor Jan Roe stayed. The mayor slept.", ["Mayor"]),
        ("Mayor Ina Vell left. Jan Roe is the mayor.", ["Mayor"]),
        ("Mayor Ina Vell left. Jan Roe is not the mayor.", ["Mayor"]),
        ("Mayor Ina Vell left. Jan Roe became the mayor.", ["Mayor"]),
        ("Mayor Ina Vell left. The mayor, Jan Roe, slept.", ["Mayor"]),
        ("Mayor Ina Vell left. Jan Roe, the mayor, slept.", ["Mayor"]),
        ("Mayor Ina Vell left. A mayor was shot in Dorp. The mayor died.", ["Mayor"]),
        ("Ina Vell, a lawyer, left. The lawyer for Tarn stayed. Her lawyer slept.", ["a lawyer"]),
        ("Mayor Ina Vell left. Mayor Jan Roe stayed. Vell spoke. The mayor slept.", ["Mayor", "The mayor"]),
        ("Mayor Ina Vell left. Jan Roe met the mayor.", ["Mayor", "the mayor"]),
    ],
)
def test_a_noun_that_somebody_else_bears_is_tied_to_nobody_until_the_name_comes_again(text, phrases):
    assert phrases_in(text, person("Ina Vell", "Vell")) == phrases


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Deputy mayor Ina Vell left. The mayor stayed.", ["Deputy mayor"]),
        ("Deputy mayor Ina Vell left. The deputy mayor slept.", ["Deputy mayor", "The deputy mayor"]),
        ("Former president Ina Vell left. The president stayed.", ["Former president"]),
        ("Former president Ina Vell left. The former president slept.", ["Former president", "The former president"]),
    ],
)
def test_a_deputy_or_former_holder_of_an_office_is_not_who_holds_it(text, phrases):
    assert phrases_in(text, person("Ina Vell", "Vell")) == phrases


@pytest.mark.parametrize(
    "second",
    [
        "The interim mayor Jan Roe slept.",
        "The interim mayor, Jan Roe, slept.",
        "The interim mayor of Dorp slept.",
        "Jan Roe, the interim mayor, left.",
        "Jan Roe, an interim mayor, left. The interim mayor slept.",
        "The interim mayor aide slept.",
    ],
)
def test_words_that_one_article_has_of_a_name_and_another_of_somebody_else_are_not_linked(second):
    two = pd.DataFrame({"article_id": ["a1", "a2"], "text": ["Interim mayor Ina Vell left.", second]})
    linked = link_labels(two, find_labels(two, entities(person("Ina Vell"))))
    assert linked["article_id"].tolist() == ["a1"]


EVENT = {("Besk violence", "event"): ["Besk violence"]}


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Clashes in Dorp went on.", []),
        ("Clashes in Besk went on.", ["Clashes"]),
        ("The deadly clashes went on.", ["The deadly clashes"]),
        ("Traffic violence fell.", []),
        ("Domestic violence rose.", []),
        ("Harbour violence rose.", []),
    ],
)
def test_a_noun_with_another_place_or_kind_than_the_events_own_is_another_event(text, phrases):
    assert phrases_in(text, EVENT) == phrases


def test_a_body_with_another_noun_before_its_own_is_another_body():
    guards = {("coast guard", "organisation"): ["coast guard"]}
    assert phrases_in("The coast guard came. The border guard slept.", guards) == []
    assert phrases_in("The coast guard came. The Aroan guard slept.", guards) == []
    assert phrases_in("The coast guard came. The brutal guard slept.", guards) == ["The brutal guard"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Lind thinks Vell is a tyrant.", "Lind"),
        ("Lind believes that Vell is a tyrant.", "Lind"),
        ("Residents fear Vell is a tyrant.", "Residents"),
        ("Many believe Vell is a tyrant.", "Many"),
        ("Some say Vell is a tyrant.", "Some"),
        ("In Lind's view, Vell is a tyrant.", "Lind"),
        ("For Tarn, Vell is a tyrant.", "Tarn"),
        ("The report says Vell is a tyrant.", "The report"),
        ("An Aroan report said Vell is a tyrant.", "An Aroan report"),
        ("It is claimed that Vell is a tyrant.", None),
        ("The claim that Vell is a tyrant is old.", None),
        ("Vell is allegedly a tyrant.", None),
        ("Vell is reportedly a tyrant.", None),
        ("Lind called Vell a tyrant.", "Lind"),
        ("Critics of the port call Vell a tyrant.", "Critics of the port"),
        ("Lind hailed Vell as a tyrant.", "Lind"),
        ("Jan Roe said Lind called Vell a tyrant.", "Lind"),
        ("Vell was branded a tyrant by Aro and Dorp.", "Aro and Dorp"),
    ],
)
def test_opinion_hearsay_and_naming_are_in_the_words_of_who_holds_them(text, speaker):
    assert voices_in(text) == [("a tyrant", "Ina Vell", "reported", speaker)]


def test_a_label_in_marks_of_its_own_is_its_givers_and_one_in_a_longer_quotation_its_speakers():
    assert voices_in("Vell, dubbed \u201cthe butcher\u201d by residents, fled.") == [
        ("the butcher", "Ina Vell", "quoted", "residents")
    ]
    assert voices_in("\u201cCritics call Vell a tyrant,\u201d Jan Roe said.") == [
        ("a tyrant", "Ina Vell", "quoted", "Jan Roe")
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The \u201cterrorist\u201d Vell fled.", ("terrorist", "quoted", None)),
        ('The "president" Ina Vell left.', ("president", "quoted", None)),
        ("Vell, Lind said, is a tyrant.", ("a tyrant", "reported", "Lind")),
        ("Lind accused Vell of being a tyrant.", ("a tyrant", "reported", "Lind")),
        ("Vell, known as the butcher of Dorp, fled.", ("known as the butcher of Dorp", "reported", None)),
        ("Vell became a rebel.", ("a rebel", "own", None)),
        ("Vell remained a rebel.", ("a rebel", "own", None)),
    ],
)
def test_a_label_is_found_in_marks_around_an_inserted_speaker_and_behind_more_verbs(text, label):
    phrase, voice, speaker = label
    assert voices_in(text) == [(phrase, "Ina Vell", voice, speaker)]


def test_what_an_event_is_called_is_its_label():
    assert voices_in("Lind called the Besk violence a massacre.", EVENT)[1:] == [
        ("a massacre", "Besk violence", "reported", "Lind")
    ]


def test_what_only_looks_like_an_inserted_speaker_or_a_charge_gives_no_label():
    assert phrases_in("Vell, Lind killed, is a hero.", person("Ina Vell", "Vell")) == []
    assert phrases_in("Lind did not accuse Vell of being a tyrant.", person("Ina Vell", "Vell")) == []


def test_a_question_in_a_naming_verb_is_no_label_and_the_month_is_no_doubt():
    aliases = person("Ina Vell", "Vell")
    assert phrases_in("Do critics call Vell a tyrant?", aliases) == []
    assert phrases_in("In May critics called Vell a tyrant.", aliases) == ["a tyrant"]
    assert phrases_in("\u201cIs it true that Vell is a tyrant?\u201d", aliases) == []


def test_a_pronoun_for_the_speaker_leaves_the_speaker():
    assert voices_in("Lind said that he believes Vell is a tyrant.") == [("a tyrant", "Ina Vell", "reported", "Lind")]


def test_what_an_article_has_called_an_event_names_it_again():
    text = "The Besk violence, a pogrom, lasted two days. The pogrom shocked Orvia. The pogrom in Dorp did not."
    assert phrases_in(text, EVENT) == ["Besk violence", "a pogrom", "The pogrom"]


BOMBING = {("the Aro bombing", "event"): ["Aro bombing", "gas attack"]}


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Toll of gas attack on Aro guards rises to 12.", ["gas attack on Aro guards"]),
        ("A bombing of Aro guards kills two.", ["A bombing of Aro guards"]),
        ("Lind blames the gas attack on rebels.", ["gas attack"]),
        ("Lind blames rebels for the gas attack on guards.", ["the gas attack on guards"]),
    ],
)
def test_the_name_of_an_event_ends_before_the_verb_and_before_whom_somebody_blames(text, phrases):
    assert phrases_in(text, BOMBING) == phrases


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("The council weighed a military strike.", []),
        ("A new army offensive began at dawn.", []),
        ("Aro has seen several bombings.", []),
        ("There were deadly attacks in the past.", []),
        ("They met to avoid deadly attacks.", []),
        ("The deadly assault shocked Aro.", ["The deadly assault"]),
        ("There were deadly attacks in the dark.", ["deadly attacks"]),
        ("It was Aro's most lethal attack.", ["lethal attack"]),
    ],
)
def test_a_planned_a_past_or_an_averted_event_and_one_of_several_is_not_the_study_s(text, phrases):
    assert phrases_in(text, BOMBING) == phrases


def test_an_alias_for_a_strike_tells_of_an_attack():
    assert phrases_in("The deadly attack shocked Aro.", {("it", "event"): ["Aro strike"]}) == ["The deadly attack"]
