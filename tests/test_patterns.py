"""Rules are rows: each pattern reads its example and not its counterexample, in the room where it is used."""

import re
from bisect import bisect_left
from functools import cache

import pytest

from toolkit.claims.grammar import match_rules
from toolkit.claims.shape import shapes
from toolkit.errors import RuleError
from toolkit.framing.names import compile_names
from toolkit.patterns import Room, patterns, room
from toolkit.rules import rows
from toolkit.tables import ENTITIES
from toolkit.text import read
from toolkit.times import UNDATED
from toolkit.window import ROOMS, lay

# Three patterns look at a text before its words are put together to counts and times.
OWN_LINES = {
    "word for what befell somebody": ("casualty words",),
    "what may count people": ("casualty words",),
    "initials behind a name": ("words",),
}
PEOPLE = ("Vell", "Lind", "Tarn Velikan", "Halvik", "Koval")
ROWS = [(name, row) for name in ROOMS for row in patterns(name).values()]
READ = re.compile(r"\[(.*)\]", re.DOTALL)


@cache
def names():
    return compile_names(ENTITIES.build([(name, "person", name, "an example's name") for name in PEOPLE]))


def places(line, text):
    """Give the items that stand between square brackets, and the text without them."""
    marked = READ.search(text)
    bare = text[: marked.start()] + marked[1] + text[marked.end() :] if marked else text
    starts = [start for start, _ in line(bare).spans]
    # The end of a sentence has no characters: it counts with what stands before it.
    known = [start if start >= 0 else starts[at - 1] + 1 for at, start in enumerate(starts)]
    first = bisect_left(known, marked.start()) if marked else 0
    return bare, first, bisect_left(known, marked.end() - 2) if marked else len(starts)


def matches(pattern, letters, first, after):
    """Tell whether a pattern reads just these items, as one that stands there or as one that ends there.

    A place between two items is looked at with what follows it.
    """
    ends = [len(letters), after] if first < after else [len(letters)]
    tried = (pattern.match(letters, first, end) for end in ends)
    return any(match and match.span() == (first, after) for match in tried)


def is_read(name, row, text, *, anywhere):
    pattern = room(name).pattern(row["name"])
    for each in OWN_LINES.get(row["name"], ROOMS[name]):

        def line(bare, each=each):
            return lay(each, read(bare), names())

        bare, first, after = places(line, text)
        letters = line(bare).letters
        if pattern.search(letters) if anywhere and "[" not in text else matches(pattern, letters, first, after):
            return True
    return False


def title(case):
    return f"{case[0]}: {case[1]['name']}"


@pytest.mark.parametrize("case", ROWS, ids=title)
def test_each_pattern_reads_its_example(case):
    name, row = case
    assert row["example"], "a pattern has an example, with what it reads of it in square brackets"
    assert is_read(name, row, row["example"], anywhere=False)


@pytest.mark.parametrize("case", ROWS, ids=title)
def test_no_pattern_reads_its_counterexample(case):
    name, row = case
    assert row["counterexample"], "a pattern has a sentence near by that it leaves alone"
    assert not is_read(name, row, row["counterexample"], anywhere=True)


@pytest.mark.parametrize(
    "row", [row for row in patterns("claims").values() if row["rule"]], ids=lambda row: row["name"]
)
def test_each_rule_of_casualties_is_the_one_that_reads_its_example(row):
    marked = READ.search(row["example"])
    text = row["example"].replace("[", "").replace("]", "")
    reading = read(text)
    found = [
        (mention.rule, shape.spans[mention.at][0])
        for shape in shapes(reading, UNDATED)
        for mention in match_rules(
            shape, tuple(reading.plain[start:end].lower() for start, end in shape.spans)
        ).values()
    ]
    assert any(rule == row["rule"] and marked.start() <= start < marked.end() for rule, start in found), found


@pytest.mark.parametrize("case", ROWS, ids=title)
def test_each_pattern_says_why_it_is_there(case):
    assert case[1]["why"]


def test_a_room_has_one_letter_a_class_and_one_class_a_letter():
    for name in {row["room"] for row in rows("classes")}:
        assert len(Room(name).classes) == len(Room(name).meanings)


@pytest.mark.parametrize("wrong", ["<no such class>", "w", "{no such part}", "<word", "'the"])
def test_a_pattern_of_anything_else_is_refused_with_what_it_is(wrong):
    with pytest.raises(RuleError):
        room("speech").compile(wrong)
