"""Who says what: the passages of an article that are somebody's words, with cue, speaker and content."""

import re
from functools import lru_cache
from typing import NamedTuple

from toolkit.text import Reading


class Speech(NamedTuple):
    """One passage of reported speech; offsets are code points, missing where nothing is printed.

    `start` and `end` are the words, without their marks; the clause is all that the source is reported to have said.
    """

    start: int
    end: int
    kind: str
    clause_start: int | None
    clause_end: int | None
    speaker_start: int | None
    speaker_end: int | None
    cue_start: int | None
    cue_end: int | None
    via: str | None
    group: int | None
    rule: str


SAID = re.compile(r"(?P<who>(?:[^\s.,;]+ ){0,7}[^\s.,;]+) (?P<cue>said|reported|stated|claimed) (?:that )?(?P<what>[^.;]+)")


@lru_cache(maxsize=256)
def find_speech(reading: Reading) -> tuple[Speech, ...]:
    """Find the passages of one article that are somebody's words, in reading order."""
    return tuple(
        Speech(*m.span("what"), "indirect", *m.span("what"), *m.span("who"), *m.span("cue"), None, None, "clause after the cue")
        for m in SAID.finditer(reading.plain)
    )


def attribution_at(reading: Reading, offset: int) -> Speech | None:
    """Give the reported clause or quote around a character: the narrowest that has a source, if one has."""
    around = [speech for speech in find_speech(reading) if speech.clause_start <= offset < speech.clause_end]
    return min(around, key=lambda speech: speech.end - speech.start, default=None)
