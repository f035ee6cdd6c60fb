"""Through whom words came: the agency that was told, that handed them on, or that quotes a speaker."""

import re
from bisect import bisect_right

from toolkit.patterns import room
from toolkit.speech.shape import Shape, verbs
from toolkit.speech.speakers import REACH

SPEECH = room("speech")

HANDED_ON = SPEECH.pattern("agency that hands words on")
TOLD = SPEECH.pattern("agency that is told")
GIVEN = SPEECH.pattern("agency to which words are given")
QUOTING = SPEECH.pattern("agency that quotes a speaker")
# "…, she said, according to the agency", "as saying by the agency".
BEFORE_AGENCY = frozenset(SPEECH.any("','", "'by'"))
BEHIND = SPEECH.pattern("agency behind the words")
GIVEN_FIRST = SPEECH.pattern("agency before the speaker")


def find_via(shape: Shape, at: int, end: int) -> str | None:
    """Find through whom the words at a verb came, in the verb's own sentence."""
    start = max(shape.breaks[bisect_right(shape.breaks, at) - 1], at - REACH)
    verb = verbs().get(shape.reading.tokens[at].lower())
    listens = verb is not None and verb.takes == "listener"
    behind = (listens and TOLD.match(shape.letters, end)) or GIVEN.match(shape.letters, end)
    if not behind and shape.letters[end : end + 1] in BEFORE_AGENCY:
        behind = BEHIND.match(shape.letters, end)
    handed = behind or _handed_on(shape, start, at) or GIVEN_FIRST.match(shape.letters, start, at)
    if not handed:
        return None
    first, last = handed.span("via")
    return shape.reading.text[shape.reading.starts[first] : shape.reading.ends[last - 1]]


def _handed_on(shape: Shape, start: int, at: int) -> re.Match[str] | None:
    """Find who hands words on before a verb, where one of the words for it stands there at all."""
    if shape.letters.find(SPEECH["hands.on"], start, at) < 0:
        return None
    return QUOTING.search(shape.letters, start, at) or HANDED_ON.search(shape.letters, start, at)
