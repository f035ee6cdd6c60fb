import csv
from pathlib import Path

import pandas as pd
import pytest
from hostile import FEW
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import PEOPLE

from toolkit.claims import find_claims
from toolkit.errors import RuleError
from toolkit.rules import words
from toolkit.tables import CLAIMS, ESTIMATES, GROUPS, ORIGINS, RELATIONS
from toolkit.tolls import reconcile

GOLDEN = list(
    csv.DictReader(
        (Path(__file__).parent / "golden" / "claims.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    )
)
NOBODY = GROUPS.build([]), ORIGINS.build([])
COUNTERS = ORIGINS.build(
    [
        ("Aro Watch", "monitor", None, True, 1, "documented minimum", "Aro Watch", ""),
        ("Aro Watch", "monitor", None, True, 1, "documented minimum", "the monitor", ""),
        ("coast guard", "official", "state", False, None, "own losses", "coast guard", ""),
    ]
)


def articles(*texts, published=None):
    return pd.DataFrame(
        {
            "article_id": [f"a{place}" for place in range(1, len(texts) + 1)],
            "text": list(texts),
            "published_from": pd.to_datetime([published] * len(texts)),
            "published_to": pd.to_datetime([published] * len(texts)),
        }
    )


def claims(*texts, **options):
    return find_claims(articles(*texts, **options), PEOPLE, COUNTERS)


def written(row):
    bounds = "..".join("" if pd.isna(bound) else str(bound) for bound in (row["low"], row["high"]))
    fault = f" {row['rule']}" if row["rule"].startswith("no count") else ""
    return f"{row['text']} = {bounds} {row['basis']} {row['outcome']}{fault}"


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["text"][:50])
def test_golden_claims_are_found_and_nothing_else(case):
    found = find_claims(articles(case["text"]), *NOBODY)
    assert ";".join(map(written, found.to_dict("records"))).lower() == case["claims"].lower(), case["why"]


def test_a_figure_without_victims_counts_everybody_and_unknown_victims_have_no_group():
    found = claims("Ferry fire kills 12\n\nIt killed 9 beekeepers.")["group"]
    assert (found[0], found.isna().tolist()) == ("all", [False, True])


def test_the_narrowest_group_that_the_words_name_is_the_group():
    assert claims("Three people, all townsfolk, sang. Some 30 townsfolk people were killed.")["group"].tolist() == [
        "townsfolk"
    ]


def test_a_group_is_not_read_out_of_a_compound():
    assert claims("Dozens of sailors-clad people were killed.")["group"].tolist() == ["all"]


def test_headline_lead_and_body_are_told_apart():
    found = claims("Fire kills 12 in Aro\n\nTwelve people were killed on Monday.\n\nThe toll rose to 14.")
    assert found["position"].tolist() == ["headline", "lead", "body"]


def test_a_source_is_explicit_in_its_sentence_and_carried_over_by_the_words_that_go_on_from_it():
    found = claims(
        "Aro Watch reported that 12 sailors were killed. In addition to the sailors, 3 people were killed. "
        "Two divers were killed."
    )
    assert found["attribution"].tolist() == ["explicit", "carried_over", "none"]
    assert found["origin"].fillna("").tolist() == ["Aro Watch", "Aro Watch", ""]


def test_a_source_after_according_to_and_one_that_nobody_names_are_explicit():
    found = claims(
        "Nine people were killed, according to the monitor. After reports that 12 people were killed, ships turned."
    )
    assert found["attributed_to"].tolist() == ["the monitor", "reports"]
    assert found["origin"].fillna("").tolist() == ["Aro Watch", ""]


def test_a_source_is_not_carried_over_a_paragraph():
    found = claims("Aro Watch said 12 people were killed.\n\nIn addition, 3 divers were killed.")
    assert found["attribution"].tolist() == ["explicit", "none"]


def test_place_time_perpetrator_and_reserve_are_kept_as_printed():
    text = (
        "At least 12 people have been killed by masked gunmen in Aro and Bru provinces since Thursday. "
        "Aro Watch could not verify the figure."
    )
    row = claims(text, published="2031-05-10").iloc[0]
    assert (row["perpetrator"], row["place"], row["time"]) == (
        "masked gunmen",
        "Aro and Bru provinces",
        "since Thursday",
    )
    assert (str(row["earliest"].date()), str(row["latest"].date())) == ("2031-05-08", "2031-05-10")
    assert row["caveat"] == "Aro Watch could not verify the figure."


def test_a_hedge_and_an_increment_are_marked():
    found = claims(
        "As many as 30 people may have been killed. Another 4 divers were killed. 5 more stokers were wounded."
    )
    assert found["modality"].fillna("").tolist() == ["may", "", ""]
    assert found["increment"].tolist() == [False, True, True]


def test_without_groups_and_origins_claims_stand_and_nothing_is_compared():
    found = find_claims(articles("Twelve were killed, Aro Watch said.", "Nine were killed."), *NOBODY)
    assert (len(found), found["group"].isna().all(), found["origin"].isna().all()) == (2, True, True)
    assert all(table.empty for table in reconcile(found, *NOBODY))


def test_nothing_gives_empty_tables_of_the_same_types():
    none = find_claims(articles("Nobody sang."), PEOPLE, COUNTERS)
    some = claims("Twelve divers were killed.")
    assert none.dtypes.to_dict() == some.dtypes.to_dict()
    reconciled = reconcile(none, PEOPLE, COUNTERS)
    assert reconciled.relations.dtypes.to_dict() == RELATIONS.build([]).dtypes.to_dict()
    assert reconciled.estimates.dtypes.to_dict() == ESTIMATES.build([]).dtypes.to_dict()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"low": -3}, "expected no number below 0"),
        ({"low": 20, "high": 12}, "low 20 is above high 12"),
        ({"group": "bakers"}, 'unknown group "bakers"'),
        ({"joined_to": 0, "joined_by": "including"}, "is joined to itself"),
    ],
)
def test_a_row_that_a_correction_made_impossible_is_a_rule_error(changes, words):
    table = claims("12 divers were killed.").astype(object)
    for column, value in changes.items():
        table.loc[0, column] = value
    with pytest.raises(RuleError, match=words):
        reconcile(CLAIMS.check(table), PEOPLE, COUNTERS)


def test_figures_that_are_parts_of_each_other_are_a_rule_error():
    table = claims("12 divers were killed. 9 stokers were killed.").astype(object)
    table["joined_to"] = table["start"][::-1].tolist()
    table["joined_by"] = "including"
    with pytest.raises(RuleError, match="joined to itself"):
        reconcile(CLAIMS.check(table), PEOPLE, COUNTERS)


def test_a_group_that_is_a_part_of_itself_is_a_rule_error():
    circle = GROUPS.build([("a", "b", None, "people", ""), ("b", "a", None, "men", "")])
    with pytest.raises(RuleError, match='group "a" is a part of itself'):
        find_claims(articles("Two men were killed."), circle, COUNTERS)


TERMS = st.sampled_from(
    [
        *words("casualty_terms", "term"),
        *words("casualty_words", "words"),
        *words("count_words", "word"),
        *[
            "12",
            "1,018",
            "-5",
            ",",
            ".",
            "\n\n",
            "were",
            "who",
            "the",
            "divers",
            "Aro Watch said",
            "Monday",
            "\u201c",
            "\u2069",
        ],
    ]
)
NEWS = st.lists(TERMS, min_size=1, max_size=40).map(" ".join)


@given(NEWS)
@settings(max_examples=FEW, suppress_health_check=[HealthCheck.too_slow])
def test_every_claim_is_the_text_at_its_offsets_and_can_be_reconciled(text):
    found = claims(text)
    assert [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == found["text"].tolist()
    known = found.dropna(subset="attributed_start")
    spans = zip(known["attributed_start"], known["attributed_end"], strict=True)
    assert [text[start:end] for start, end in spans] == known["attributed_to"].tolist()
    assert found["start"].is_monotonic_increasing
    assert reconcile(found, PEOPLE, COUNTERS).relations["claim_id"].isin(found["claim_id"]).all()


@settings(max_examples=FEW)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_text_is_an_error(text):
    assert claims(f"12 killed {text} 9 people were killed").equals(claims(f"12 killed {text} 9 people were killed"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Six Killed in Aro Bombing\n\nNo more is known.", "Aro"),
        ("Six Killed in Blast Targeting Two Boats\n\nNo more is known.", None),
        ("Six people were killed in Fire Street.", "Fire Street"),
    ],
)
def test_a_headline_s_word_for_the_attack_is_no_part_of_its_place(text, place):
    assert claims(text)["place"].astype(object).where(claims(text)["place"].notna(), None).tolist() == [place]


def test_the_people_of_a_number_with_a_relative_clause_are_its_victims():
    assert claims("The number of sailors who died in the fire reached 23.")["victims"].tolist() == ["sailors"]
