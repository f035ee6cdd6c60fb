"""Steps, withdrawals, additions, rule sets and roots: what a reader of two lines says of a toll."""

import csv

import pandas as pd
import pytest
from browser import ROOT
from invented import PEOPLE, write_study
from test_reconcile import COUNTERS, reconciled

from toolkit import compare_estimates, find_claims, reconcile, trace
from toolkit.claims.codes import read_groups, read_origins
from toolkit.exhibits import spread as exhibits
from toolkit.rules import rows
from toolkit.study import load
from toolkit.tables import EVENTS, ORIGINS, PLACES
from toolkit.tolls.figures import read_claims, whole_figures
from toolkit.tolls.prints import MOST, facing
from toolkit.tolls.roots import count_roots, noun_phrase, root, with_names_in_full

with (ROOT / "tests" / "golden" / "tolls.csv").open(encoding="utf-8") as file:
    STUDIES = list(csv.DictReader(file))


def articles(*texts, day="2031-05-13", days=None):
    days = pd.to_datetime(days or [day] * len(texts))
    ids = [f"a{place}" for place in range(1, len(texts) + 1)]
    return pd.DataFrame({"article_id": ids, "text": texts, "published_from": days, "published_to": days})


SOURCES = pd.concat(
    [
        COUNTERS,
        ORIGINS.build([("Vell Monitor", "monitor", None, True, 2, None, "Vell Monitor", "", "killed")]),
    ],
    ignore_index=True,
)
FLOOD = ("Osk flood", "the Osk flood", pd.Timestamp("2031-05-12"), pd.Timestamp("2031-05-14"), "Osk", "")
FIRE = ("Hemm fire", "the Hemm fire", pd.Timestamp("2031-05-03"), pd.Timestamp("2031-05-03"), "Hemm", "")
ABOUT = {"": [], "flood": [FLOOD], "flood and fire": [FLOOD, FIRE]}
TREE = [("Norra", None, "Norra", ""), ("Osk", "Norra", "Osk", "")]
TREE += [("Camm", "Osk", "Camm", ""), ("Hemm", "Norra", "Hemm", "")]


def printed(study):
    """Give the articles of a row of tolls.csv: each with its day; a pilcrow parts paragraphs."""
    told = [article.split(": ", 1) for article in study["articles"].split(" | ")]
    return articles(*(text.replace(" \u00b6 ", "\n\n") for _, text in told), days=[day for day, _ in told])


def tables_of_study(study):
    """Give the claims of a row of tolls.csv, and what they say together."""
    given, places = printed(study), PLACES.build(TREE if study["about"] else [])
    claims = find_claims(given, PEOPLE, SOURCES, EVENTS.build(ABOUT[study["about"]]), places)
    return claims, reconcile(claims, PEOPLE, SOURCES, articles=given, places=places)


def read_study(study):
    """Give what a row of tolls.csv holds beside its articles, as the toolkit finds it."""
    claims, found = tables_of_study(study)
    rows = [row for row in read_claims(claims, read_groups(PEOPLE)) if row["outcome"] == "killed" and not row["aside"]]
    counted_by = "; ".join(sorted({root(row) for row in rows}))
    aside = "; ".join(claims["aside"].dropna())
    return [counted_by, aside, *ends_of(found.estimates), kinds_of(found.relations)]


def ends_of(estimates):
    """Give low, best and high of the killed; of several events in their order, with a dash where one is missing."""
    killed = estimates[estimates["outcome"] == "killed"]
    widest = killed.groupby("event", sort=False, dropna=False).apply(of_the_widest)
    lack = "-" if len(widest) > 1 else ""
    return ["; ".join(lack if pd.isna(end) else str(end) for end in widest[name]) for name in ("low", "best", "high")]


def of_the_widest(estimates):
    """Give the estimate of everybody; where only parts are printed, of the greatest."""
    everybody = estimates[estimates["group"] == "all"]
    return estimates.sort_values("low").iloc[-1] if everybody.empty else everybody.iloc[0]


def kinds_of(relations):
    kinds = relations.drop_duplicates("relation_id")["kind"].value_counts()
    return "; ".join(f"{kind} {times}" for kind, times in sorted(kinds.items()))


@pytest.mark.parametrize("study", STUDIES, ids=[study["reads"] for study in STUDIES])
def test_a_small_study_has_the_numbers_and_relations_that_a_careful_reader_gives(study):
    expected = [study[name] for name in ("counted_by", "aside", "low", "best", "high", "kinds")]
    assert read_study(study) == expected


def test_a_pair_of_figures_is_one_relation_with_the_number_of_accounts_that_print_each():
    found = reconciled(*["Bru College said 22 divers were killed."] * 3, "Aro Watch said 40 divers were killed.")
    unmet = found.relations[found.relations["kind"] == "do not meet"]
    assert sorted(unmet["accounts"]) == [1, 3]
    assert "22 (Bru College, 3 accounts)" in unmet["why"].iloc[0]


def test_many_distinct_figures_stand_beside_their_next_ones_alone():
    texts = [f"Bru College said {number} divers were killed." for number in range(10, 10 + 2 * MOST)]
    groups = read_groups(PEOPLE)
    claims = read_claims(find_claims(articles(*texts), PEOPLE, COUNTERS), groups)
    assert len(list(facing(whole_figures(claims), groups))) < 2 * len(texts)


def test_a_withdrawn_figure_is_told_and_rests_under_no_estimate():
    found = reconciled("Aro Watch said 31 divers were killed, correcting an earlier toll of 45.")
    told = found.relations[found.relations["kind"] == "withdrawal"]
    assert told["role"].tolist() == ["earlier", "later"]
    assert told["claim_id"].iloc[0] not in found.estimates["rests_on"].iloc[0]


def test_casualties_are_the_dead_where_that_is_what_the_source_means():
    row = ("Osk Monitor", "monitor", None, True, 1, None, "Osk Monitor", "")
    for means, outcome in ((None, "killed_or_injured"), ("killed", "killed")):
        sources = ORIGINS.build([(*row, means)])
        claims = find_claims(articles("Osk Monitor said there were 12 casualties."), PEOPLE, sources)
        assert claims["outcome"].tolist() == [outcome]


def test_casualties_and_injuries_are_both_whatever_the_source_means():
    sources = ORIGINS.build([("Osk Monitor", "monitor", None, True, 1, None, "Osk Monitor", "", "killed")])
    claims = find_claims(articles("Osk Monitor said there were 12 casualties and injuries."), PEOPLE, sources)
    assert claims["outcome"].tolist() == ["killed_or_injured"]


THREE = (
    "Aro Watch said 12 people were killed.",
    "Twelve people were killed, Aro Watch said.",
    "Bru College said 20 people were killed.",
)


def spread(*texts):
    given = articles(*texts)
    table = compare_estimates(find_claims(given, PEOPLE, COUNTERS), PEOPLE, COUNTERS, articles=given)
    ends = table[["low", "best", "high"]].astype(object)
    return dict(zip(table["rule"], ends.where(ends.notna(), None).to_numpy().tolist(), strict=True))


def test_every_rule_gives_its_own_numbers_beside_the_others():
    found = spread(*THREE)
    assert list(found) == [row["rule"] for row in rows("estimates")]
    assert found["newest of the best-ranked independent source"] == [12, 12, 12]
    assert found["lowest and highest of independent sources"] == [12, None, 20]
    assert found["the last figure printed"] == [12, None, 20]


def test_accounts_of_one_source_are_one_root_and_outvote_nobody():
    assert spread(*THREE)["what most roots say"] == [12, None, 20]


def test_every_rule_of_estimates_says_whose_it_is_and_why():
    assert all(row["source"] and row["why"] for row in rows("estimates"))


def test_four_accounts_of_two_sources_have_two_roots():
    claims = find_claims(articles(*THREE, THREE[2]), PEOPLE, COUNTERS)
    plain = claims.astype(object).where(claims.notna(), None).to_dict("records")
    assert count_roots(plain) == (4, 2)


def test_a_chain_leads_from_the_figure_to_who_counted_or_ends_at_its_article():
    nodes, edges = trace(find_claims(articles(THREE[0], "Nine people were killed."), PEOPLE, COUNTERS))
    assert nodes.loc[nodes["root"], "node_id"].tolist() == ["article:a2", "source:Aro Watch"]
    mine = edges[edges["claim_id"].str.startswith("a1")]
    assert mine["relation"].tolist() == ["wasDerivedFrom", "hadPrimarySource", "wasAttributedTo"]
    assert set(edges["subject"]) | set(edges["object"]) == set(nodes["node_id"])


def test_no_claims_have_no_chain_and_no_spread():
    claims = find_claims(articles("Nothing happened."), PEOPLE, COUNTERS)
    assert [len(table) for table in (*trace(claims), compare_estimates(claims, PEOPLE, COUNTERS))] == [0, 0, 0]


def sheet(table):
    """Give a table of the codebook as the rows of its sheet."""
    filled = table.assign(why="given").astype(object)
    return [list(table.columns), *filled.where(filled.notna(), "").astype(str).to_numpy().tolist()]


@pytest.fixture
def study(tmp_path):
    texts = {"one": THREE[0], "two": THREE[1], "three": THREE[2], "four": "Nine people were killed."}
    return load(write_study(tmp_path / "aro", texts, groups=sheet(PEOPLE), origins=sheet(COUNTERS)))


def test_the_drawing_of_rules_says_from_where_to_where_the_answer_moves(study):
    claims = find_claims(study.articles, study.groups, study.origins)
    table = compare_estimates(claims, study.groups, study.origins, articles=study.articles)
    drawing = exhibits.draw_spread(study, table)
    assert drawing.reading.startswith("From 9 to 20 people killed, by the rule.")
    listed = exhibits.list_spread(study, table)
    assert listed["rule"].tolist() == [row["rule"] for row in rows("estimates")]


def test_the_drawing_of_roots_names_each_source_and_counts_figures_whose_source_is_not_found(study):
    claims = find_claims(study.articles, study.groups, study.origins)
    reading = exhibits.draw_roots(study, claims).reading
    assert "two sources: Aro Watch (two accounts) and Bru College (one account)" in reading
    assert "Of one figure the chain ends at the account itself: no source is found." in reading
    listed = exhibits.list_roots(study, claims)
    assert listed[["figure", "accounts", "roots"]].to_numpy().tolist()[0] == ["12", 2, 1]


def test_without_figures_the_drawings_say_so(tmp_path):
    study = load(
        write_study(tmp_path / "aro", {"one": "Nothing happened."}, groups=sheet(PEOPLE), origins=sheet(COUNTERS))
    )
    claims = find_claims(study.articles, study.groups, study.origins)
    table = compare_estimates(claims, study.groups, study.origins)
    assert exhibits.draw_roots(study, claims).passages == 0
    assert exhibits.draw_spread(study, table).reading == "No rule gives a number of people killed."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Aro Watch said the blast killed 31 divers, up from 22.", "up from 22"),
        ("Aro Watch said the death toll rose to 31 from 22.", "from 22"),
        ("Aro Watch said the death toll rose to 31.", "rose to"),
        ("Aro Watch said the blast killed 31 divers from 3 boats.", None),
    ],
)
def test_words_of_movement_are_kept_with_the_figure_that_they_move_to(text, words):
    joined = find_claims(articles(text), PEOPLE, COUNTERS)["joined_by"].astype(object)
    assert joined.where(joined.notna(), None).tolist()[0] == words


def test_what_a_number_replaced_does_not_return_when_that_number_is_taken_back():
    texts = ["Aro Watch said at least nine divers were killed.", "Aro Watch said 19 divers were killed."]
    texts += ["Aro Watch said 19 people were killed.", "Aro Watch said the death toll was revised to 17 from 19."]
    found = reconciled(*texts, days=["2031-05-12", "2031-05-13", "2031-05-13", "2031-05-14"])
    assert found.estimates[["group", "low"]].values.tolist() == [["all", 17]]


def test_one_sides_word_of_a_part_is_no_low_where_an_independent_source_prints_less_for_the_whole():
    found = reconciled(
        "More than 90 divers were killed, the coast guard said.", "Aro Watch said 40 people were killed."
    )
    part = found.estimates.set_index("group").loc["divers"]
    assert pd.isna(part["low"])
    assert "40 on the word of Aro Watch is less for all" in part["why"]


def test_a_figure_rests_on_the_source_that_its_own_article_or_the_codebook_names_in_full():
    origins = read_origins(COUNTERS)
    given = {"article_id": "a1", "outcome": "killed", "low": 19, "origin": None, "via": None}
    full = given | {"origin": "Bru College", "attributed_to": "Dean Ana Roe of Bru College"}
    other = given | {"article_id": "a2"}
    short = [row | {"attributed_to": "dean"} for row in (given, other, given | {"low": 12})]
    told = [other | {"attributed_to": "medical sources", "via": via} for via in ("the Aro Watch", "Aro Watch Weekly")]
    named = with_names_in_full([full, *short, *told], origins)
    assert [row["origin"] for row in named[1:]] == ["Bru College", None, None, "Aro Watch", None]


def test_a_root_is_named_without_a_day_and_without_a_verb():
    printed = ["13 May 2031 Osk clinics", "figures of Osk clinics put", "the matron on Tuesday evening", "On Call Osk"]
    assert [noun_phrase(words) for words in printed] == [
        "Osk clinics",
        "figures of Osk clinics",
        "the matron",
        "On Call Osk",
    ]


def test_marks_of_many_accounts_stand_apart_on_a_phone_and_under_their_words(tmp_path):
    texts = {f"a{place:02d}": f"Aro Watch said {place + 12} divers were killed.\n" for place in range(24)}
    study = load(write_study(tmp_path / "osk", texts, groups=sheet(PEOPLE), origins=sheet(COUNTERS)))
    plot = exhibits.draw_roots(study, find_claims(study.articles, study.groups, study.origins)).plot
    marks = sorted((trace.x[0], trace.marker.size) for trace in plot.data if trace.mode == "markers")
    apart = 320 / (plot.layout.xaxis.range[1] - plot.layout.xaxis.range[0])
    assert [place for place, _ in marks] == [place + 0.5 for place in range(24)]
    assert all(size < apart for _, size in marks)
    assert "24 accounts, 24 figures" in plot.layout.annotations[0].text
