from pathlib import Path

import pandas as pd
import pytest
from hostile import FEW
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import PEOPLE, write_sheet, write_study

from toolkit.claims import find_claims
from toolkit.claims.codes import read_groups
from toolkit.errors import RuleError
from toolkit.exhibits.casualties import list_unprinted, tell_casualties
from toolkit.study import load
from toolkit.tables import GROUPS, ORIGINS
from toolkit.tolls import reconcile
from toolkit.tolls.bounds import Bounds, Rule, clashes, propagate, smallest_clash

COUNTERS = ORIGINS.build(
    [
        ("Aro Watch", "monitor", None, True, 1, "documented minimum", "Aro Watch", ""),
        ("Aro Watch", "monitor", None, True, 1, "documented minimum", "the monitor", ""),
        ("coast guard", "official", "state", False, None, "own losses", "coast guard", ""),
        ("coast guard", "official", "state", False, None, "own losses", "harbour sources", ""),
        ("mutineers", "official", "mutiny", False, None, "other side's losses", "mutineers", ""),
        ("Bru College", "analyst", None, True, 2, "estimate", "Bru College", ""),
        ("neighbours", "witness", None, True, 3, None, "neighbour", ""),
        ("Harbour Union", "rights_group", None, True, 2, None, "Harbour Union", ""),
    ]
)


def reconciled(*texts, days=None):
    published = pd.to_datetime(list(days or [None] * len(texts)))
    articles = pd.DataFrame(
        {
            "article_id": [f"a{place}" for place in range(1, len(texts) + 1)],
            "text": list(texts),
            "published_from": published,
            "published_to": published,
        }
    )
    return reconcile(find_claims(articles, PEOPLE, COUNTERS), PEOPLE, COUNTERS, articles=articles)


def relations(*texts, **options):
    return reconciled(*texts, **options).relations


def estimates(*texts, **options):
    return reconciled(*texts, **options).estimates.set_index("group")


def kinds(*texts, **options):
    return relations(*texts, **options)["kind"].unique().tolist()


CLOSED = (
    "Aro Watch reported that at least 70 townsfolk were killed. In addition to the townsfolk, 12 divers and 18 stokers "
    "were killed, bringing the total death toll to {total}."
)
OPEN = (
    "Aro Watch said at least 30 townsfolk were killed.\n\nThe death toll has reached at least {total}, including 12 "
    "divers and 8 stokers, according to Aro Watch."
)


def sums(text):
    return relations(text)[lambda table: table["kind"].str.endswith(" sum")]


def test_a_closed_sum_takes_up_the_figure_of_the_sentence_before_and_holds():
    found = sums(CLOSED.format(total=100))
    assert found[["role", "kind", "values", "holds"]].to_numpy().tolist() == [
        ["total", "closed sum", "equal", True],
        *[["part", "closed sum", "equal", True]] * 3,
    ]
    assert "is a lower bound, so the total is one too" in found["why"].iloc[0]


def test_parts_that_are_more_than_their_total_do_not_hold():
    assert sums(CLOSED.format(total=90))["holds"].tolist() == [False] * 4


def test_a_running_total_may_hold_earlier_figures_so_that_less_breaks_nothing():
    found = sums(CLOSED.format(total=400))
    assert found["kind"].unique().tolist() == ["running sum"]
    assert found["holds"].isna().all()


def test_an_open_sum_is_closed_by_the_same_source_s_figure_printed_before_it():
    found = sums(OPEN.format(total=50))
    assert found["kind"].unique().tolist() == ["open sum"]
    assert (len(found), found["holds"].all()) == (4, True)
    assert "\u201cat least 30 townsfolk\u201d, printed before it, is what is missing" in found["why"].iloc[0]


def test_an_open_sum_that_no_figure_closes_stays_open():
    found = sums(OPEN.format(total=90))
    assert (len(found), found["holds"].isna().all()) == (3, True)
    assert "leaves at least 70 of" in found["why"].iloc[0]


def test_a_figure_that_another_source_gave_closes_no_sum():
    other = OPEN.replace("Aro Watch said", "The coast guard said")
    assert sums(other.format(total=50))["holds"].isna().all()


def test_the_same_figure_of_one_source_is_one_count_however_often_it_is_printed():
    found = relations("Aro Watch said 12 divers were killed.", "Twelve divers were killed, according to Aro Watch.")
    assert found[["kind", "origin", "values"]].drop_duplicates().to_numpy().tolist() == [
        ["same figure", "same", "equal"]
    ]
    assert "one count, printed 2 times" in found["why"].iloc[0]


def test_a_figure_whose_bound_differs_is_drift():
    found = relations("Aro Watch said 12 divers were killed.", "Aro Watch said at least 12 divers were killed.")
    assert found["kind"].tolist() == ["bound drift"] * 2


def test_a_round_number_beside_the_exact_one_is_rounding():
    found = relations("More than 1,000 people were killed.", "Aro Watch said 1,018 people were killed.")
    assert found[["kind", "values"]].drop_duplicates().to_numpy().tolist() == [["rounding", "rounded"]]


@pytest.mark.parametrize(
    ("rough", "exact", "rounded"),
    [
        ("More than 300", 318, True),
        ("More than 300", 340, False),
        ("About 20", 19, True),
        ("About 20", 28, False),
        ("1,000", 1018, True),
        ("1,000", 987, True),
        ("At least 1,000", 987, False),
        ("20", 21, False),
    ],
)
def test_a_rounded_number_lies_within_a_tenth_and_has_lost_digits(rough, exact, rounded):
    found = kinds(f"{rough} people were killed.", f"Aro Watch said {exact} people were killed.")
    assert ("rounding" in found) == rounded


def test_figures_that_do_not_meet_are_shown_and_neither_is_wrong():
    found = relations("Aro Watch said 12 divers were killed.", "The coast guard said at least 20 divers were killed.")
    assert found[["kind", "scope", "values", "origin"]].drop_duplicates().to_numpy().tolist() == [
        ["do not meet", "unknown", "do_not_meet", "different"]
    ]
    assert found["holds"].isna().all()


def test_a_part_that_is_greater_than_its_whole_in_one_source_s_figures_is_no_revision():
    found = relations("Aro Watch said 9 sailors were killed.", "Aro Watch said 12 divers were killed.")
    assert found[["kind", "scope", "order"]].drop_duplicates().to_numpy().tolist() == [
        ["later or differently scoped", "part", "unknown"]
    ]
    assert "no revision, since the groups differ" in found["why"].iloc[0]


def test_a_part_that_is_greater_than_its_whole_in_two_sources_figures_does_not_meet_it():
    found = relations("Aro Watch said 9 sailors were killed.", "The coast guard said 12 divers were killed.")
    assert found[["kind", "scope"]].drop_duplicates().to_numpy().tolist() == [["do not meet", "part"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("At least 12 divers were killed.", "At least 20 divers were killed."),
        ("About 12 divers were killed.", "Some 14 divers were killed."),
        ("Twelve divers were killed.", "Twenty stokers were killed."),
        ("Twelve divers were killed.", "Twenty divers were wounded."),
        ("Twelve divers were killed.", "Dozens of divers were killed."),
        ("Twelve divers were killed.", "Another 20 divers were killed."),
        ("Twelve divers were killed.", "Up to 9 divers may have been killed."),
        ("Twelve beekeepers were killed.", "Twenty beekeepers were killed."),
    ],
)
def test_figures_that_can_both_hold_or_count_others_are_no_relation(one, other):
    assert relations(one, other).empty


def test_a_figure_that_an_article_revises_is_the_earlier_one():
    found = relations(
        "Aro Watch said 12 divers were killed. It revised its toll: 14 divers were killed, Aro Watch said."
    )
    assert found[["role", "kind", "order"]].to_numpy().tolist() == [
        ["earlier", "revision", "earlier"],
        ["later", "revision", "earlier"],
    ]


def test_figures_that_the_days_of_publication_order_are_revisions_step_by_step():
    texts = [f"Aro Watch said {number} divers were killed." for number in (12, 30, 26)]
    found = relations(*texts, days=["2031-05-08", "2031-05-09", "2031-05-10"])
    assert found[["claim_id", "role", "kind", "order"]].to_numpy().tolist() == [
        ["a1:c0000015", "earlier", "revision", "earlier"],
        ["a2:c0000015", "later", "revision", "earlier"],
        ["a2:c0000015", "earlier", "revision", "earlier"],
        ["a3:c0000015", "later", "revision", "earlier"],
    ]


@pytest.mark.parametrize("days", [None, ["2031-05-08"] * 3])
def test_figures_of_one_source_whose_order_nothing_proves_are_told_together(days):
    texts = [f"Aro Watch said {number} divers were killed." for number in ("12", "at least 30", "26")]
    found = relations(*texts, days=days)
    assert found[["claim_id", "kind", "order"]].to_numpy().tolist() == [
        [f"a{place}:c0000015", "later or differently scoped", "unknown"] for place in (1, 3, 2)
    ]
    assert found["holds"].isna().all()


def test_sources_that_print_the_same_people_place_and_days_and_other_numbers_contradict_each_other():
    text = "{} said {} divers were killed in Aro province on May 7, 2031."
    found = relations(text.format("Bru College", 12), text.format("The coast guard", 20))
    assert found[["kind", "scope", "holds"]].drop_duplicates().to_numpy().tolist() == [
        ["contradiction", "equal", False]
    ]


def test_figures_of_other_days_are_of_another_event():
    assert relations(
        "Bru College said 12 divers were killed on May 7, 2031.",
        "The coast guard said 20 divers were killed on May 9, 2031.",
    ).empty


def test_one_source_under_two_names_is_one_and_the_names_are_told():
    found = relations(
        "At least 20 divers were killed, the coast guard said.", "At least 20 divers were killed, harbour sources said."
    )
    assert found[["kind", "origin"]].drop_duplicates().to_numpy().tolist() == [["same figure", "same"]]
    assert "for one source, as long as nothing shows otherwise" in found["why"].iloc[0]


def test_words_for_a_number_can_all_hold():
    found = relations("Hundreds of people were killed.", "Dozens of people were killed.")
    assert found[["kind", "values", "holds"]].drop_duplicates().to_numpy().tolist() == [
        ["compatible", "compatible", True]
    ]


RELATIVES = "Aro Watch said 90 people were killed.\n\nA neighbour said his two sons and niece were among those killed."


def test_relatives_are_some_of_the_dead_and_no_lower_bound_for_all():
    found = relations(RELATIVES)
    assert found[["role", "kind"]].to_numpy().tolist() == [["total", "part and whole"], ["part", "part and whole"]]
    assert estimates(RELATIVES).loc["all", "low"] == 90


def test_figures_of_one_source_that_can_t_all_hold_are_named_and_no_others():
    found = relations(
        "Aro Watch said up to 20 people were killed. It counted 9 townsfolk: 9 townsfolk were killed, Aro Watch said. "
        "Aro Watch said 30 divers were killed."
    )
    clash = found[found["kind"] == "clash"]
    assert [name.split(":")[0] for name in clash["claim_id"]] == ["a1", "a1"]
    assert clash["why"].iloc[0].startswith("\u2264\u00a020 (all), 30 (divers): no numbers fit all of them")


def test_a_tally_s_number_clashes_with_no_greater_part_that_it_could_document_later():
    assert "clash" not in kinds("Aro Watch said 9 sailors were killed. Aro Watch said 12 divers were killed.")


def test_a_monitor_s_number_bounds_from_below_and_nothing_from_above():
    found = estimates("Aro Watch said 12 divers were killed.", "The coast guard said at least 20 divers were killed.")
    assert found.loc["divers", ["low", "best"]].tolist() == [12, 12]
    assert pd.isna(found.loc["divers", "high"])
    assert "which \u2265\u00a020 on the word of coast guard does not meet" in found.loc["divers", "why"]


def test_a_part_s_lower_bound_is_one_of_its_whole_too():
    found = estimates("Aro Watch said 9 sailors were killed.", "Aro Watch said 12 divers were killed.")
    assert found.loc["crews", "low"] == 12
    assert pd.isna(found.loc["crews", "best"])


def test_a_closed_sum_s_parts_bound_its_total():
    found = estimates(CLOSED.format(total=100))
    assert found.loc["all", ["low", "best"]].tolist() == [100, 100]


def test_parts_that_are_more_than_their_least_whole_raise_it_and_are_named():
    found = estimates("Aro Watch said at least 20 people were killed, including 12 divers and 15 stokers.")
    assert found.loc["all", "low"] == 27
    assert "raised to 27 by its parts" in found.loc["all", "why"]
    assert found.loc["all", "rests_on"].count(";") == 2


def test_the_low_is_the_lowest_of_the_sources_and_never_an_average():
    found = estimates("Bru College said 40 divers were killed.", "The coast guard said 20 divers were killed.")
    assert found.loc["divers", ["low", "best", "high"]].tolist() == [20, 40, 40]


def test_what_a_source_has_superseded_counts_no_more():
    texts = [f"Aro Watch said {number} divers were killed." for number in (40, 12)]
    found = estimates(*texts, days=["2031-05-08", "2031-05-09"])
    assert found.loc["divers", ["low", "best"]].tolist() == [12, 12]


def test_where_the_order_is_unknown_the_best_is_missing_and_both_are_shown():
    found = estimates(*[f"Aro Watch said {number} divers were killed." for number in (40, 12)])
    assert pd.isna(found.loc["divers", "best"])
    assert found.loc["divers", "rests_on"] == "a1:c0000015; a2:c0000015"
    assert "missing, since 12, 40, on the word of Aro Watch, stand in no proven order" in found.loc["divers", "why"]


def test_a_number_said_as_possible_only_is_a_high_that_says_so_and_no_low():
    found = estimates(
        "Aro Watch said 12 divers were killed. Up to 90 divers may have been killed, the coast guard said."
    )
    assert found.loc["divers", ["low", "best", "high"]].tolist() == [12, 12, 90]
    assert "\u201cmay\u201d: possible and not asserted" in found.loc["divers", "why"]


def test_a_side_s_number_of_the_other_side_s_dead_is_named_as_such():
    found = estimates("Aro Watch said 12 divers were killed.", "The mutineers said 30 divers were killed.")
    assert found.loc["divers", "high"] == 30
    assert "a side of the conflict about the other side" in found.loc["divers", "why"]


def test_a_side_s_number_is_never_the_best():
    found = estimates("The coast guard said 20 divers were killed.")
    assert (found.loc["divers", "low"], pd.isna(found.loc["divers", "best"])) == (20, True)


def test_a_word_for_a_number_gives_a_low_where_no_number_is_printed_and_never_a_best():
    found = estimates("Dozens of divers were killed, Aro Watch said.")
    assert found.loc["divers", "low"] == 12
    assert found.loc["divers", ["best", "high"]].isna().all()


def test_the_only_figure_of_the_first_ranked_source_is_the_best_one():
    found = estimates("Aro Watch said 12 divers were killed. The coast guard said up to 40 divers were killed.")
    assert found.loc["divers", ["low", "best", "high"]].tolist() == [12, 12, 40]


@pytest.fixture(scope="module")
def seeds():
    study = load(Path(__file__).parents[1] / "seeds")
    claims = find_claims(study.articles, study.groups, study.origins)
    relations, estimates = reconcile(claims, study.groups, study.origins, articles=study.articles)
    printed = relations.merge(claims[["claim_id", "article_id", "low"]], on="claim_id", how="left")
    return printed, estimates.set_index(["group", "outcome"])


def members(printed, kind):
    """Give the lower ends of the members of each relation of one kind."""
    found = printed[printed["kind"] == kind]
    return [sorted(rows["low"]) for _, rows in found.groupby("relation_id", sort=False)]


GOLDEN = [
    ("closed sum", [125, 148, 745, 1018]),
    ("open sum", [93, 120, 340, 553]),
    ("revision", [301, 340]),
    ("rounding", [1001, 1018]),
    ("do not meet", [125, 200]),
    ("later or differently scoped", [340, 745, 973]),
    ("later or differently scoped", [93, 125]),
    ("same figure", [200, 200]),
    ("part and whole", [3, 1018]),
]


@pytest.mark.parametrize(("kind", "lows"), GOLDEN)
def test_the_relations_of_the_study_that_ships_are_found(seeds, kind, lows):
    assert lows in members(seeds[0], kind)


def test_the_study_that_ships_has_no_other_revision_clash_or_contradiction(seeds):
    printed, _ = seeds
    assert members(printed, "revision") == [[301, 340]]
    assert not set(printed["kind"]) & {"clash", "contradiction"}
    assert printed.loc[printed["kind"].str.endswith(" sum"), "holds"].all()


def test_hundreds_and_dozens_of_the_study_that_ships_are_compatible(seeds):
    printed, _ = seeds
    assert {12, 100} <= set(printed.loc[printed["kind"] == "compatible", "low"])


def test_what_the_figures_of_the_study_that_ships_leave_unknown_is_said(seeds):
    printed, _ = seeds
    apart = printed[(printed["kind"] == "do not meet") & (printed["low"] == 125)]
    assert apart["scope"].tolist() == ["unknown"]
    assert "place and days, and in the same way, is not printed" in apart["why"].iloc[0]


def test_civilians_killed_have_a_low_and_no_high_in_the_study_that_ships(seeds):
    civilians = seeds[1].loc[("civilians", "killed")]
    assert civilians["low"] >= 745
    assert civilians[["best", "high"]].isna().all()


def test_no_part_is_given_more_than_its_whole_in_the_study_that_ships(seeds):
    lows = seeds[1].xs("killed", level="outcome")["low"]
    assert lows["security_forces"] <= lows["security_forces_and_allies"] <= lows["all"]


NAMES = st.sampled_from("abcdef")
NUMBERS = st.one_of(st.integers(0, 40), st.just(10**30))
ENDS = st.tuples(NUMBERS, st.none() | NUMBERS).map(lambda ends: Bounds(*ends))
RULES = st.lists(st.builds(Rule, NAMES, st.lists(NAMES, min_size=1, max_size=4).map(tuple), st.booleans()), max_size=6)


@given(st.dictionaries(NAMES, ENDS), RULES)
def test_carrying_ends_always_stops_and_widens_nothing(cells, rules):
    found = propagate(cells, rules)
    assert set(cells) <= set(found)
    assert all(found[name].meet(ends) == found[name] for name, ends in cells.items())


@given(st.lists(st.integers(0, 9), min_size=3, max_size=3), st.booleans())
def test_numbers_that_satisfy_the_rules_are_never_cut_off(parts, closed):
    rules = [Rule("all", ("a", "b", "c"), closed), Rule("all", ("a",)), Rule("a", ("a",))]
    true = dict(zip("abc", parts, strict=True)) | {"all": sum(parts)}
    cells = {name: Bounds(max(number - 2, 0), number + 3) for name, number in true.items()}
    assert all(ends.meet(Bounds(true[name], true[name])).possible for name, ends in propagate(cells, rules).items())


def test_a_sum_that_holds_itself_and_a_part_that_can_t_be_moves_no_further_than_the_rounds():
    found = propagate({"a": Bounds(5), "b": Bounds(10**30)}, [Rule("a", ("a", "b"), closed=True)])
    assert found["a"].low > 10**30


@given(st.lists(st.tuples(NAMES, ENDS), max_size=8), RULES)
def test_the_smallest_clash_clashes_and_loses_it_with_any_of_its_facts(facts, rules):
    chosen = smallest_clash(facts, rules)
    assert bool(chosen) == clashes(facts, rules)
    assert all(not clashes([facts[at] for at in chosen if at != out], rules) for out in chosen)


def test_of_many_figures_the_two_that_clash_are_named():
    facts = [(f"part {place}", Bounds(place)) for place in range(60)] + [("all", Bounds(0, 58))]
    rules = [Rule("all", (name,)) for name, _ in facts[:-1]]
    assert smallest_clash(facts, rules) == (59, 60)


def test_claims_without_articles_or_dates_are_reconciled():
    claims = find_claims(
        pd.DataFrame({"article_id": ["a1"], "text": ["Aro Watch said 12 divers were killed."]}), PEOPLE, COUNTERS
    )
    assert reconcile(claims, PEOPLE, COUNTERS).estimates["low"].tolist() == [12]


def test_three_hundred_dated_figures_are_reconciled():
    days = pd.date_range("2031-01-01", periods=300).strftime("%Y-%m-%d").tolist()
    found = relations(*[f"Aro Watch said {number} divers were killed." for number in range(17, 1817, 6)], days=days)
    assert found["relation_id"].nunique() == 299


def ends(*texts, group="divers", days=None):
    """Give low, best and high of one group, None where an end is missing, and why."""
    found = estimates(*texts, days=days).loc[group]
    return [None if pd.isna(found[end]) else int(found[end]) for end in ("low", "best", "high")], found["why"]


DAYS = ["2031-05-10", "2031-05-14"]


def test_a_figure_that_an_article_revises_down_counts_no_more():
    revised = "Aro Watch said 45 divers were killed.\n\nAro Watch said a revised toll of 12 divers were killed."
    assert ends(revised)[0] == [12, 12, None]
    assert ends(revised, "Forty-five divers were killed, Aro Watch said.")[0] == [12, 12, None]


def test_a_revised_figure_that_is_printed_again_later_counts_again():
    revised = "Aro Watch said 45 divers were killed.\n\nAro Watch said a revised toll of 12 divers were killed."
    assert ends(revised, "Aro Watch said 45 divers were killed.", days=DAYS)[0] == [45, 45, None]


def test_a_word_that_revises_ties_no_figures_of_other_places():
    text = "Aro Watch said 45 divers were killed in Bru.\n\nAro Watch said a revised 12 divers were killed in Camm."
    assert "revision" not in kinds(text)
    assert ends(text)[0][0] == 45


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("45 divers were killed in Bru on Friday", "12 divers were killed in Camm on Tuesday"),
        ("45 divers were killed in Bru", "12 divers were killed in Camm"),
        ("45 divers were killed on Friday", "12 divers were killed on Tuesday"),
        ("at least 45 divers were killed", "12 divers were killed in Camm"),
        ("at least 45 divers were killed", "12 divers were killed on Tuesday"),
        ("45 divers were killed in Bru and Camm", "12 divers were killed in Camm"),
        ("45 divers were killed in Bru", "12 divers were killed"),
    ],
)
def test_a_later_figure_of_another_place_or_day_or_of_a_part_revises_none(earlier, later):
    texts = [f"Aro Watch said {figure}." for figure in (earlier, later)]
    assert "revision" not in kinds(*texts, days=DAYS)
    (low, best, _), why = ends(*texts, days=DAYS)
    assert low == 45
    assert best in (None, 45)
    assert "proven order" not in why


def test_a_later_figure_of_the_same_place_and_of_days_that_hold_the_earlier_ones_is_a_revision():
    texts = [f"Aro Watch said {number} divers were killed in Bru since Thursday." for number in (12, 9)]
    assert kinds(*texts, days=DAYS) == ["revision"]
    assert ends(*texts, days=DAYS)[0] == [9, 9, None]


def test_that_one_source_s_figures_differ_in_scope_is_told_where_the_days_prove_their_order():
    texts = ["Aro Watch said 45 divers were killed.", "Aro Watch said 12 divers were killed in Camm."]
    found = relations(*texts, days=DAYS)
    assert found["kind"].unique().tolist() == ["later or differently scoped"]
    assert "do not hold those of an earlier one, so that it revises none" in found["why"].iloc[0]


def test_a_high_below_what_another_source_says_at_least_is_missing_and_both_are_named():
    found, why = ends("The coast guard said 40 divers were killed.", "Aro Watch said 100 divers were killed.")
    assert found == [40, 100, None]
    assert "high: missing, since 100 on the word of Aro Watch is more than 40 on the word of coast guard" in why


def test_a_high_below_a_part_of_another_source_is_missing():
    found, _ = ends("Bru College said 40 sailors were killed.", "Aro Watch said 100 divers were killed.", group="crews")
    assert found[2] is None


def test_a_figure_of_one_place_bounds_the_others_from_above_no_more_than_it_is_their_best():
    found, why = ends("Bru College said 12 divers were killed in Camm.", "Aro Watch said 40 divers were killed.")
    assert found == [12, 40, None]
    assert "12 in Camm on the word of Bru College bounds its own place and days only" in why


def test_a_figure_of_one_place_is_no_best_beside_a_greater_one_without_a_place():
    found, why = ends("Aro Watch said 12 divers were killed in Camm.", "Bru College said 40 divers were killed.")
    assert found[:2] == [12, None]
    assert "can be of a part" in why


def test_figures_of_one_account_are_added_where_neither_places_nor_days_can_be_the_same():
    text = (
        "The coast guard said 5 divers were killed in Bru on Friday. The coast guard said 40 divers were killed in Camm"
    )
    assert ends(f"{text} on Saturday.")[0] == [45, None, None]
    assert ends(f"{text}.")[0] == [40, None, None]


FAR = [(5, "Bru on Friday"), (40, "Camm on Saturday")]


def test_figures_of_several_accounts_are_never_added():
    texts = [f"Aro Watch said {number} divers were killed in {where}." for number, where in FAR]
    assert ends(*texts)[0] == [40, None, None]


def test_a_source_that_counts_one_of_the_places_that_another_names_bounds_it_from_below_only():
    texts = "Aro Watch said 12 divers were killed in Camm.", "Bru College said 40 divers were killed in Bru and Camm."
    assert ends(*texts)[0] == [40, 40, 40]
    assert kinds(*texts) == []


@pytest.mark.parametrize("word", ["between 30 and 40", "30 to 40"])
def test_a_range_has_a_low_and_a_high_and_is_no_best(word):
    found, why = ends(f"Aro Watch said {word} divers were killed.")
    assert found == [30, None, 40]
    assert "is a range and no number" in why


def test_a_range_that_another_source_s_figure_does_not_meet_is_told_and_gives_no_high():
    texts = "Aro Watch said between 30 and 40 divers were killed.", "A neighbour said 300 divers were killed."
    assert ends(*texts)[0] == [30, None, None]
    assert kinds(*texts) == ["do not meet"]


def test_one_range_that_two_accounts_print_is_one_figure():
    text = "Aro Watch said between 30 and 40 divers were killed."
    assert kinds(text, text) == ["same figure"]
    assert kinds(text, text.replace("40", "50")) == ["later or differently scoped"]


def test_a_word_for_a_number_bars_a_best_and_a_high_below_it_and_lowers_no_low():
    texts = "Aro Watch said dozens of divers were killed.", "Bru College said 5 divers were killed."
    found, why = ends(*texts)
    assert found == [5, None, None]
    assert why.count("\u201cdozens\u201d, a word for at least 12, on the word of Aro Watch") == 2
    assert kinds(*texts) == ["do not meet"]
    assert ends(texts[0], "Bru College said 50 divers were killed.")[0] == [50, 50, 50]


@pytest.mark.parametrize("bound", ["at least", "more than"])
def test_one_count_with_another_bound_is_one_figure_and_its_weakest_words_are_the_low(bound):
    texts = "Aro Watch said 45 divers were killed.", f"Aro Watch said {bound} 45 divers were killed."
    assert ends(*texts)[0] == ends(*texts[::-1])[0] == [45, 45, None]
    assert kinds(*texts) == ["bound drift"]


@pytest.mark.parametrize(
    ("source", "people", "high"),
    [
        ("coast guard", "divers", 5),
        ("coast guard", "stokers", None),
        ("coast guard", "townsfolk", None),
        ("mutineers", "divers", 5),
        ("mutineers", "townsfolk", None),
        ("coast guard", "0 townsfolk", None),
        ("coast guard", "0 divers", 0),
    ],
)
def test_a_side_bounds_from_above_only_those_whom_it_counts_by_the_codebook(source, people, high):
    number = people if people[0] == "0" else f"5 {people}"
    assert ends(f"The {source} said {number} were killed.", group=people.split()[-1])[0][2] == high


def test_a_part_of_a_side_s_own_is_its_own_too():
    rows = [("all", None, None, "people", ""), ("crews", "all", None, "sailors", "", "state")]
    groups = read_groups(GROUPS.build([*rows, ("cooks", "crews", None, "cooks", "")]))
    assert [groups.side(name) for name in ("all", "crews", "cooks")] == [None, "state", "state"]


@pytest.mark.parametrize("places", [("in Bru", "in Camm"), ("on Friday", "on Saturday")])
def test_one_number_of_two_places_or_days_is_no_same_figure(places):
    assert kinds(*[f"Aro Watch said 30 divers were killed {place}." for place in places]) == []


def test_places_that_share_a_name_can_be_the_same():
    texts = [f"Aro Watch said 30 divers were killed {place}." for place in ("in Bru", "in the Bru province")]
    assert kinds(*texts) == ["same figure"]


def test_what_parts_leave_of_a_total_bounds_each_of_them_from_above():
    text = "Bru College said up to 90 people were killed, including at least 40 townsfolk and at least 15 divers."
    found, why = ends(text, group="townsfolk")
    assert found == [40, None, 75]
    assert "high: 75, which what stands beside \u2265\u00a040 on the word of Bru College" in why


def test_figures_of_two_sources_that_are_ranked_alike_are_each_told_on_their_own_word():
    _, why = ends("Bru College said 12 divers were killed.", "Harbour Union said 9 divers were killed.")
    told = "missing, since 9 on the word of Harbour Union and 12 on the word of Bru College stand beside each other"
    assert told in why


def test_the_best_figure_is_not_held_against_an_older_one_of_its_own_source():
    _, why = ends(*[f"Aro Watch said {number} divers were killed." for number in (12, 40)], days=DAYS)
    assert "best: 40 on the word of Aro Watch, its latest figure; " in why


@pytest.mark.parametrize(
    ("parts", "holds", "words"),
    [
        ("60 sailors and 50 divers", None, "50 can be among 60"),
        ("60 sailors, 20 of them divers", None, "20 can be among 60"),
        ("60 sailors, and 40 of them in Camm", None, "40 can be among 60"),
        ("60 townsfolk and 50 sailors", False, "60 + 50 is 110, more than the 100 printed"),
        ("60 townsfolk and 30 sailors", None, "leaves 10 of 100"),
        ("60 townsfolk and 40 sailors", True, "60 + 40 = 100"),
        ("100 people", None, "100 stands beside itself"),
    ],
)
def test_people_who_can_be_in_two_parts_are_not_added(parts, holds, words):
    found = sums(f"Aro Watch said 100 people were killed, including {parts}.")
    assert [None if pd.isna(held) else held for held in found["holds"].unique()] == [holds]
    assert words in found["why"].iloc[0]


def test_a_figure_that_a_total_leaves_out_is_no_part_of_it():
    text = "Bru College said 40 people were killed, not including 12 divers."
    assert relations(text).empty
    assert ends(text, group="all")[0] == [40, 40, None]


@pytest.mark.parametrize(("part_of", "apart"), [("all", "all"), ("crews", "all"), ("crews", "divers")])
def test_a_group_that_shares_nobody_with_its_own_whole_is_a_rule_error(part_of, apart):
    rows = [("all", None, None, "people", ""), ("crews", "all", None, "sailors", "")]
    with pytest.raises(RuleError, match='groups row 3: group "divers" shares nobody with'):
        read_groups(GROUPS.build([*rows, ("divers", part_of, apart, "divers", "")]))


@settings(max_examples=FEW)
@given(
    st.lists(st.sampled_from(["Aro Watch", "The coast guard", "Bru College", "The mutineers"]), max_size=4), st.data()
)
def test_a_best_number_lies_within_its_low_and_high(sources, data):
    bounds = st.sampled_from(["", "at least ", "up to ", "about ", "more than "])
    places = st.sampled_from(["", " in Bru", " in Camm", " in Bru and Camm", " on Friday", " on Saturday"])
    people = st.sampled_from(["divers", "sailors", "people", "townsfolk"])
    texts = [
        f"{source} said {data.draw(bounds)}{data.draw(st.integers(2, 60))} {data.draw(people)} were killed"
        f"{data.draw(places)}."
        for source in sources
    ]
    found = reconciled(*texts, days=["2031-05-10", "2031-05-12", "2031-05-14", None][: len(texts)]).estimates
    for low, best, high in found[["low", "best", "high"]].astype(object).itertuples(index=False):
        known = [number for number in (low, best, high) if not pd.isna(number)]
        assert known == sorted(known)


def test_a_study_folder_with_a_group_apart_from_its_own_whole_is_refused_with_the_line(tmp_path):
    header = ["group", "part_of", "disjoint_with", "term", "why"]
    rows = [header, ["all", "", "", "people", "everybody"], ["divers", "all", "all", "divers", "as printed"]]
    folder = write_study(tmp_path / "aro", {"one": "Twelve divers were killed.\n"}, groups=rows)
    with pytest.raises(RuleError, match=r'groups\.csv line 3: group "divers" shares nobody with "all"'):
        load(folder)


def test_a_group_that_two_rows_give_two_sides_is_refused(tmp_path):
    header = ["group", "part_of", "disjoint_with", "term", "why", "party"]
    rows = [header, ["divers", "", "", "divers", "as printed", "state"], ["divers", "", "", "swimmers", "so", ""]]
    folder = write_study(tmp_path / "aro", {"one": "Twelve divers were killed.\n"}, groups=rows)
    with pytest.raises(RuleError, match="has party"):
        load(folder)


def test_an_account_of_two_articles_is_one_and_prints_what_either_prints(tmp_path):
    texts = {
        "one": "Twelve divers were killed.\n",
        "two": "At least 9 stokers were killed.\n",
        "three": "Nobody sang.\n",
    }
    folder = write_study(tmp_path / "aro", texts)
    names = {"one": "Bru Post", "two": "Bru Post", "three": "Camm Post"}
    rows = [[f"{article_id}.txt", article_id, name, name] for article_id, name in names.items()]
    write_sheet(folder / "manifest.csv", [["file", "article_id", "account", "outlet"], *rows])
    study = load(folder)
    claims = find_claims(study.articles, study.groups, study.origins)
    relations = reconcile(claims, study.groups, study.origins).relations
    assert "One account prints two figures" in tell_casualties(study, claims, relations)
    assert list_unprinted(study, claims)["not printed by"].tolist() == ["Camm Post"] * 2


def test_a_number_below_what_its_own_source_counts_in_one_place_is_no_best():
    figures = "40 divers were killed in Bru", "60 divers were killed in Camm", "20 divers were killed"
    found, _ = ends(*[f"Bru College said {figure}." for figure in figures])
    assert found == [20, None, None]


def test_that_a_ranked_source_gives_a_word_and_no_number_is_told():
    _, why = ends("Aro Watch said dozens of divers were killed.")
    assert (
        "best: missing, since \u201cdozens\u201d, a word for at least 12, on the word of Aro Watch, is no number" in why
    )


def test_a_side_is_not_said_to_tell_its_own_losses_of_people_who_are_not_its_own():
    _, why = ends("The coast guard said up to 5 townsfolk were killed.", group="townsfolk")
    assert why.endswith("high: \u2264\u00a05 on the word of coast guard, a side of the conflict")


def test_an_estimate_names_the_place_and_the_day_that_all_of_its_figures_print_and_no_others():
    texts = [f"{source} said 12 divers were killed in Bru on May 7, 2031." for source in ("Aro Watch", "Bru College")]
    assert estimates(*texts).loc["divers", ["place", "date"]].tolist() == ["Bru", pd.Timestamp("2031-05-07")]
    assert estimates(*texts, "Aro Watch said 9 divers were killed.").loc["divers", ["place", "date"]].isna().all()


def test_parts_that_can_share_people_leave_at_least_what_is_missing():
    found = sums("Aro Watch said 100 people were killed, including 60 beekeepers and 30 sailors.")
    assert found["why"].iloc[0].startswith("60 + 30 leaves at least 10 of 100")
