"""Questions that a verb of asking reports without marks: "asked the mayor whether the dam would hold"."""

from functools import cache

from toolkit.patterns import room
from toolkit.rules import words
from toolkit.speech.shape import Shape

SPEECH = room("speech")

ASKED = SPEECH.pattern("person asked")


def find_question(shape: Shape, first: int, stop: int) -> int | None:
    """Find the first token of the question behind a verb of asking; its word ("whether") is a part of it."""
    asked = ASKED.match(shape.letters, first, stop)
    after = asked.end() if asked else first
    return next((at for at in range(first, min(after + 1, stop)) if _opens(shape, at, first)), None)


def _opens(shape: Shape, at: int, first: int) -> bool:
    """Tell a question from a relative clause: "questioned two men who fled"."""
    relative = shape.letters[at] == SPEECH["who"] and at > first and shape.letters[at - 1] != SPEECH["pronoun"]
    return shape.reading.tokens[at].lower() in _words() and not relative


@cache
def _words() -> frozenset[str]:
    return frozenset(words("question_words", "word"))
