"""Phrases along a line: each beside its stem, at the lowest level at which it stands on no other."""

from typing import NamedTuple

# Sizes in pixels, for a phone: what fits there fits everywhere.
NARROW = 290
LETTER = 6.6
LINE_HEIGHT = 16
LETTERS = 25
MOST_LINES = 16


class Mark(NamedTuple):
    """One phrase on an article's line: which word it begins with, its words in lines, its voice, its level above."""

    word: int
    text: str
    lines: list[str]
    voice: str
    level: int
    in_headline: bool = False


def place_marks(marks: list[Mark], widest: int) -> list[Mark]:
    """Give each phrase the lowest level at which it meets no other, even on a phone.

    The phrases nearest the middle come first and lowest, so that no phrase's stem runs through another phrase.
    """
    placed: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: abs(mark.word - widest / 2)):
        levels = [mark._replace(level=level) for level in range(len(mark.lines), MOST_LINES + 1)]
        clear = [each for each in levels if not any(meet(each, other, widest) for other in placed)]
        best = [each for each in clear if not any(_cross(each, other, widest) for other in placed)]
        placed.append(next(iter(best or clear), mark._replace(lines=[], level=0)))
    return sorted(placed)


def meet(mark: Mark, other: Mark, widest: int) -> bool:
    """Say whether the words of two phrases would stand on one another."""
    (left, right), (low, high) = _extent(mark, widest), _extent(other, widest)
    over = mark.level - len(mark.lines) < other.level and other.level - len(other.lines) < mark.level
    return over and left < high + LETTER and low < right + LETTER


def _cross(mark: Mark, other: Mark, widest: int) -> bool:
    """Say whether the stem of one phrase would run through the words of another."""
    return any(
        (extent := _extent(words, widest))[0] < NARROW * stem.word / widest < extent[1]
        and words.level - len(words.lines) < stem.level
        for words, stem in ((mark, other), (other, mark))
    )


def _extent(mark: Mark, widest: int) -> tuple[float, float]:
    at, width = NARROW * mark.word / widest, LETTER * max(map(len, mark.lines), default=0)
    return (at, at + width) if opens_right(mark, widest) else (at - width, at)


def opens_right(mark: Mark, widest: int) -> bool:
    """Say whether a phrase's words stand to the right of its stem: towards the middle of the longest line."""
    return mark.word < widest / 2
