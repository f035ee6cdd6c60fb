"""Is it asserted: each sentence of tests/golden/reserve.csv, with the words that keep its deed from being told."""

import csv

import pytest
from browser import ROOT

from toolkit.clauses import reserve_of
from toolkit.rules import rows
from toolkit.text import read

with (ROOT / "tests" / "golden" / "reserve.csv").open(encoding="utf-8") as lines:
    GOLDEN = list(csv.DictReader(lines))
FORCES = {"denied", "possible", "asked", "conditional", "intended", "feared", "hearsay", ""}
NUMBERS = {"40", "three", "Three", "12", "Hundreds"}


def found(text, deed):
    reading = read(text)
    verb = reading.tokens.index(deed)
    first = next((at for at, token in enumerate(reading.tokens) if token in NUMBERS), verb)
    return reserve_of(reading, verb, first), reading


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["text"])
def test_what_is_not_asserted_has_the_words_that_say_so(case):
    reserve, _ = found(case["text"], case["deed"])
    assert (reserve.words if reserve else "", reserve.force if reserve else "") == (case["words"], case["force"]), case[
        "why"
    ]


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["text"])
def test_the_words_of_a_reserve_stand_where_it_says(case):
    reserve, reading = found(case["text"], case["deed"])
    assert reserve is None or reading.text[reserve.start : reserve.end] == reserve.words


def test_every_row_has_a_known_force_and_side():
    assert {row["force"] for row in rows("reserve")} == FORCES
    assert {row["side"] for row in rows("reserve")} == {"before", "after"}


def test_to_is_an_aim_only_before_a_verb_that_can_be_meant():
    reading = read("Raiders beat two guards to death. Raiders came to kill two guards.")
    assert reserve_of(reading, reading.tokens.index("death"), 2, aimed=False) is None
    assert reserve_of(reading, reading.tokens.index("kill")).words == "to"


def test_a_reserve_does_not_reach_over_the_end_of_its_sentence():
    reading = read("Guards did not fire. Raiders killed two divers.")
    assert reserve_of(reading, reading.tokens.index("killed")) is None
