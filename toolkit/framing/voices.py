"""Whose words a label is: the outlet's own, in somebody's quotation marks, or in somebody's reported clause."""

from bisect import bisect_right
from typing import NamedTuple

from toolkit.speech import Speech, find_speech
from toolkit.speech.persons import persons_at
from toolkit.text import Reading

# Quotations stand in one another at most so deep, in passages.
DEPTH = 12


class Voice(NamedTuple):
    """Own, quoted or reported, the speaker as printed, and whom that names within the article."""

    kind: str
    speaker: str | None
    person: str | None = None


class Voices(NamedTuple):
    """The passages of an article that are somebody's words, by where they begin."""

    text: str
    starts: list[int]
    passages: list[Speech]
    persons: dict[int, str]

    def at(self, start: int, end: int) -> Voice:
        """Say whose words the characters from `start` to `end` are: quotation marks before clauses.

        A clause with marks in it shows which of its words are the source's: the others are the account's own.
        """
        last = bisect_right(self.starts, start)
        near = self.passages[max(last - DEPTH, 0) : last][::-1]
        for passage in near:
            if passage.kind != "indirect" and passage.start <= start and end <= passage.end:
                return Voice("quoted", *self._speaker(passage))
        for passage in near:
            if (
                passage.kind == "indirect"
                and passage.clause_end is not None
                and _begin(passage) <= start
                and end <= passage.clause_end
            ):
                return Voice("reported", *self._speaker(passage))
        return Voice("own", None)

    def _speaker(self, passage: Speech) -> tuple[str | None, str | None]:
        start = passage.speaker_start
        return (None, None) if start is None else (self.text[start : passage.speaker_end], self.persons.get(start))


def find_voices(reading: Reading) -> Voices:
    """Look up who speaks where in one article."""
    passages = sorted(find_speech(reading), key=_begin)
    return Voices(reading.text, [_begin(passage) for passage in passages], passages, persons_at(reading))


def _begin(passage: Speech) -> int:
    return passage.start if passage.clause_start is None else min(passage.clause_start, passage.start)
