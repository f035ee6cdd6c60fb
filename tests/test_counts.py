import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.counts import GREATEST, find_counts
from toolkit.rules import words

GOLDEN = list(
    csv.DictReader(
        (Path(__file__).parent / "golden" / "counts.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    )
)
PIECES = st.sampled_from(
    [*words("count_words", "word"), "7", "1,018", "10^30", "-4", "people", "\u2013", "between", "and"]
)


def written(text: str) -> str:
    return ";".join(
        f"{text[count.start : count.end]} = {'' if count.low is None else count.low}.."
        f"{'' if count.high is None else count.high} {count.basis}"
        f"{' ' + count.rule if count.rule.startswith('no count') else ''}"
        for count in find_counts(text)
    )


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["text"][:40])
def test_golden_counts_are_read(case):
    assert written(case["text"]) == case["counts"]


def test_counts_are_found_between_two_characters_only():
    text = "12 died in Aro, 7 in Bru."
    assert [count.low for count in find_counts(text, 14)] == [7]


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_counts_stand_in_order_and_their_bounds_are_the_right_way_round(text):
    counts = list(find_counts(text))
    ends = [0, *(count.end for count in counts)]
    assert all(end <= count.start < count.end <= len(text) for end, count in zip(ends, counts, strict=False))
    assert all(count.low <= count.high for count in counts if count.low is not None and count.high is not None)
    assert all(0 <= bound <= GREATEST + 1 for count in counts for bound in (count.low, count.high) if bound is not None)


@given(st.text())
def test_no_text_is_an_error(text):
    assert all(text[count.start : count.end].strip() for count in find_counts(text))


def test_a_formula_is_marked_and_bounds_nothing():
    (count,) = find_counts("10^30 people were hurt.")
    assert (count.low, count.high, count.rule) == (None, None, "no count: a formula")
