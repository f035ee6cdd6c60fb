"""Whom a pronoun inside a sentence stands for: "Ana Roe closed what she called a dead quay" is about its subject."""

from bisect import bisect_left
from functools import cache

from toolkit.patterns import room
from toolkit.rules import words
from toolkit.speech.clauses import sentence_at
from toolkit.speech.shape import shape
from toolkit.speech.speakers import Span, main_subject
from toolkit.text import Reading

SPEECH = room("speech")
NAMES = frozenset(SPEECH.any("name", "capitals"))


def find_main_subject(reading: Reading, offset: int) -> Span | None:
    """Find the subject of the sentence around a pronoun that stands in a clause of that sentence.

    Returns
    -------
    tuple of int, or None
        The subject's start and end; None where the pronoun is not the subject of "what she called", "which they say".
    """
    at = bisect_left(reading.starts, offset)
    if at == 0 or reading.tokens[at - 1].lower() not in _openers():
        return None
    written = shape(reading)
    found = main_subject(written, sentence_at(written, at)[0], at)
    return (reading.starts[found.start], reading.ends[found.end - 1]) if found else None


def find_subject_before(reading: Reading, offset: int) -> Span | None:
    """Find the subject of what stands before a character: of its own sentence up to there, or of the one before.

    Returns
    -------
    tuple of int, or None
        The subject's start and end; None where neither has one.
    """
    written = shape(reading)
    at = bisect_left(reading.starts, offset)
    start, _ = sentence_at(written, at) if at < len(reading.starts) else (at, at)
    found = main_subject(written, start, at) if start < at else None
    if found is None and start:
        found = main_subject(written, sentence_at(written, start - 1)[0], start)
    return (reading.starts[found.start], reading.ends[found.end - 1]) if found else None


def is_only_name(reading: Reading, offset: int) -> bool:
    """Tell whether between the subject before a character and that character no other name stands."""
    span = find_subject_before(reading, offset)
    first, last = (bisect_left(reading.starts, place) for place in (span[1] if span else offset, offset))
    return NAMES.isdisjoint(shape(reading).letters[first:last])


def find_subject_of(reading: Reading, start: int, end: int) -> Span | None:
    """Find the subject of a reported clause, from its first character to its last."""
    first, last = bisect_left(reading.starts, start), bisect_left(reading.starts, end)
    found = main_subject(shape(reading), first, last)
    return (reading.starts[found.start], reading.ends[found.end - 1]) if found else None


@cache
def _openers() -> frozenset[str]:
    """Hand on the words that open a clause about what stands before it, or about what is said."""
    return frozenset(
        word for each in ("who", "subordinator") for word in words("speech_words", "word", **{"class": each})
    )
