"""What "to" ties to a speaker: in "an aide to Ana Roe" the aide speaks, and not Ana Roe."""

from functools import cache

from toolkit.patterns import room
from toolkit.rules import words
from toolkit.speech.shape import Shape

SPEECH = room("speech")

RELATIVE = SPEECH.pattern("speaker with a relative clause")
TIED = SPEECH.pattern("noun before to")
HANGS_ON = SPEECH.pattern("to and a name")


def tied_to(left: str, start: int, end: int) -> tuple[int, int] | None:
    """Take the noun before "to" for the head of a speaker: "an aide to Ana Roe", "residents who fled to Aro"."""
    relative = RELATIVE.search(left, 0, end)
    head = TIED.search(left, 0, start)
    if relative and relative.end() == end and (not head or relative.start() < head.start()):
        return relative.span("who")
    return (head.start(), end) if head else None


def hanging_end(shape: Shape, end: int) -> int:
    """Find the end of a speaker behind a verb: "said an aide to Ana Roe", but not "said Bo Lind to the crew"."""
    more = HANGS_ON.match(shape.letters, end)
    return more.end() if more and is_tied(shape, end - 1) else end


def is_tied(shape: Shape, at: int) -> bool:
    """Tell a noun that may be followed by "to" and a name: aide, close."""
    return shape.reading.tokens[at].lower() in _ties()


@cache
def _ties() -> frozenset[str]:
    """Give the nouns and adjectives that "to" ties a name to: aide, close."""
    return frozenset(words("speaker_bounds", "word", role="tied"))
