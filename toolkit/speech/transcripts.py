"""Who says what in a transcript: paragraphs that begin with a name and a colon."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.patterns import room
from toolkit.regions import READ
from toolkit.speech.shape import CLOSE, OPEN, Shape
from toolkit.speech.speakers import Span

SPEECH = room("speech")

NAMED = SPEECH.pattern("name before a colon in a transcript")
FEWEST = 2
"""So many paragraphs that follow one another make a transcript; a lone one may be "Correction: …" or "Photo: …"."""


LONGEST = 60
"""A name of more characters is none."""


class Line(NamedTuple):
    """One paragraph of a transcript, in tokens: who, and what is said."""

    who: Span
    said: Span


def find_transcript(shape: Shape) -> list[Line]:
    """Find the paragraphs of an article's transcripts, in reading order.

    Notes
    -----
    Names stand in capitals, or one of them stands twice. A paragraph without a name between two others is nobody's.
    """
    lines = (line for run in _runs(shape) if _is_transcript(shape, run) for line in run)
    return [line._replace(said=said) for line in lines if (said := _without_marks(shape, *line.said))]


def _runs(shape: Shape) -> Iterator[list[Line]]:
    """Give the lines that follow one another."""
    run: list[Line] = []
    for region in shape.reading.regions:
        line = _line(shape, region.start, region.end) if region.kind in READ else None
        if line:
            run.append(line)
        elif run:
            yield run
            run = []
    yield run


def _line(shape: Shape, start: int, end: int) -> Line | None:
    if ":" not in shape.reading.plain[start : start + LONGEST]:
        return None
    first, last = (bisect_left(shape.reading.starts, offset) for offset in (start, end))
    match = NAMED.match(shape.letters, first, last)
    if not match or match.end() >= last or shape.reading.tokens[match.end() - 1] != ":":
        return None
    return Line(match.span("who"), (match.end(), last))


def _is_transcript(shape: Shape, run: Sequence[Line]) -> bool:
    names = [" ".join(shape.reading.tokens[slice(*line.who)]) for line in run]
    return len(run) >= FEWEST and (all(map(str.isupper, names)) or max(Counter(names).values()) > 1)


def _without_marks(shape: Shape, first: int, last: int) -> Span | None:
    """Take the marks off words that stand in them from end to end; what has several passages is found by its marks."""
    if shape.letters[first] != OPEN:
        return first, last
    while shape.letters[first] == OPEN:
        first += 1
    closing = shape.letters.find(CLOSE, first, last)
    return (first, closing) if set(shape.letters[closing:last]) == {CLOSE} else None
