"""Words within words: whose speech a speaker repeats in single marks inside a quotation."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.patterns import room
from toolkit.speech.marks import find_singles
from toolkit.speech.shape import Quoted, Shape, verbs

SPEECH = room("speech")

REPEATED = SPEECH.pattern("somebody and a verb within a passage")
VERB = SPEECH["say.verb"]
REACH = 12
"""How many tokens before the inner passage its speaker and verb are looked for."""
NESTED = "passage within a passage"


class Inner(NamedTuple):
    """A passage within a passage, in characters; who says it and its verb, in tokens."""

    start: int
    end: int
    who: tuple[int, int]
    cue: int


def find_inner(shape: Shape) -> Iterator[Inner]:
    """Find the passages in single marks that a verb within the outer passage reports.

    Notes
    -----
    A term in single marks without a verb of its own is the outer speaker's, and gives no row.
    """
    for item in shape.quoted:
        outer = item.passage
        if outer.rule == "single marks":
            continue
        for start, end in find_singles(shape.reading.text, shape.reading.plain, outer.start, outer.end):
            found = _source(shape, item, start)
            if found:
                yield Inner(start, end, *found)


def _source(shape: Shape, item: Quoted, start: int) -> tuple[tuple[int, int], int] | None:
    at = bisect_left(shape.reading.starts, start) - 1
    floor = max(item.first, at - REACH)
    letters = "".join(map(_letter, shape.reading.classes[floor:at], shape.reading.tokens[floor:at]))
    match = REPEATED.search(letters) if VERB in letters else None
    if not match or match["cue"] != VERB:
        return None
    return (floor + match.start("who"), floor + match.end("who")), floor + match.start("cue")


def _letter(letter: str, token: str) -> str:
    return VERB if token in verbs() else letter
