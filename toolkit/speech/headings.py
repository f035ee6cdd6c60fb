"""Whose words a headline gives: "Minister: the quay will be rebuilt", where the minister speaks in the article too."""

from bisect import bisect_left
from collections.abc import Sequence

from toolkit.patterns import room
from toolkit.regions import READ
from toolkit.speech.clauses import Cue
from toolkit.speech.shape import Shape
from toolkit.speech.speakers import Span, Subject

SPEECH = room("speech")

OPENING = SPEECH.pattern("speaker before a headline's colon")
MOST_WORDS = 6
MOST_TOKENS = 40
"""A first paragraph of more tokens is no headline."""


def find_heading(shape: Shape, cues: Sequence[Cue]) -> tuple[Subject, Span] | None:
    """Find the speaker of an article's headline and what follows the colon.

    Returns
    -------
    tuple or None
        None where nobody of that name speaks in the article: "Analysis: …" and "Live: …" name no speaker.
    """
    end = _heading_end(shape)
    match = OPENING.match(shape.letters, 0, end) if end <= MOST_TOKENS else None
    if not match or match.end() >= end or match.end("who") > MOST_WORDS:
        return None
    name = shape.reading.tokens[match.end("who") - 1].casefold()
    if not any(name in _words(shape, cue.subject) for cue in cues if cue.at >= end):
        return None
    last = end - (shape.letters[end - 1] == SPEECH["'.'"])
    return Subject(0, match.end("who"), 0, "speaker before a headline's colon"), (match.end(), last)


def _heading_end(shape: Shape) -> int:
    first = next((region for region in shape.reading.regions if region.kind in READ), None)
    return bisect_left(shape.reading.starts, first.end) if first else 0


def _words(shape: Shape, subject: Subject) -> set[str]:
    return {token.casefold() for token in shape.reading.tokens[subject.start : subject.end]}
