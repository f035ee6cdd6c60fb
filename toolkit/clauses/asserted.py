"""Is it asserted? Which words make what a verb tells less than said to have happened, and in which way."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from toolkit.clauses.reach import Stretch, reports, saying, stretch
from toolkit.patterns import class_words
from toolkit.rules import Row, alternatives, rows
from toolkit.text import Reading

SAYS_NOT = frozenset({"group", "subject"})
"""Reaches by which a verb of saying is denied: "did not say that", "nobody said that"."""
NOT_SAID = "denied"


class Reserve(NamedTuple):
    """Words by which a deed or a figure is less than asserted.

    Attributes
    ----------
    words
        As printed: "may", "denied", "no evidence", "?".
    force
        denied, possible, asked, conditional, intended, feared or hearsay: rules/en/reserve.csv.
    start, end
        Their offsets.
    """

    words: str
    force: str
    start: int
    end: int


def reserve_of(reading: Reading, verb: int, first: int | None = None, *, aimed: bool = True) -> Reserve | None:
    """Say by which words what a verb tells is less than asserted; None where it is asserted.

    Parameters
    ----------
    verb
        The token of the verb or noun that tells the deed.
    first
        The token at which what it tells begins, where that stands before the verb: the number of the dead.
    aimed
        Whether "to" before it says what is meant: "to kill", not "to death".

    Notes
    -----
    Words with a force, a side and a reach, as ConText has them (Harkema et al. 2009), but the reach is a clause and not
    a window: the verb's own group ("did not kill"), what an infinitive or a form in -ing hangs on ("tried to kill",
    "accused of killing"), the clause that a verb or noun takes ("denied that"), the clause that a word opens ("if"), or
    the subject ("no guards killed"). The nearest one decides; words without a force keep others from deciding ("not
    only", "managed to").
    """
    at = stretch(reading, verb, verb if first is None else first, aimed=aimed)
    row, start, end = next(_reaching(at), (None, 0, 0))
    if row is not None:
        return Reserve(reading.text[start:end], row["force"], start, end) if row["force"] else None
    return _not_said(at) or _asked(at) or _called_untrue(at)


def _reaching(at: Stretch) -> Iterator[tuple[Row, int, int]]:
    """Give the words of reserve that reach a verb, the nearest first."""
    for row, start, end in sorted(_triggers(at), key=lambda each: -each[2]):
        if at.reaches(row["reach"], end):
            yield row, start, end


def _triggers(at: Stretch) -> Iterator[tuple[Row, int, int]]:
    """Give the words of reserve before a verb, each with its characters; a longer one stands for what it holds."""
    for match in _before().finditer(at.reading.plain, at.start, at.end):
        for row in _rows("before")[" ".join(match[0].lower().split())]:
            yield row, match.start(), match.end()


def _not_said(at: Stretch) -> Reserve | None:
    """Find "did not say that" and "nobody said that" before the clause in which a verb stands."""
    for place in range(at.goal - 1, at.low - 1, -1):
        if at.token(place) not in saying() or not at.reaches("complement", at.reading.ends[place]):
            continue
        for row, start, end in _reaching(stretch(at.reading, place, place)):
            if row["force"] == NOT_SAID and row["reach"] in SAYS_NOT:
                return Reserve(at.reading.text[start:end], NOT_SAID, start, end)
    return None


def _asked(at: Stretch) -> Reserve | None:
    """Find the mark of a question, unless the question takes for granted what it tells: "Why were 12 killed?"."""
    mark = at.question()
    return Reserve("?", "asked", mark, mark + 1) if mark is not None else None


def _called_untrue(at: Stretch) -> Reserve | None:
    """Find "was false" behind "The claim that 12 were killed"."""
    if not any(_is_report(at, place) for place in range(at.low, at.goal)):
        return None
    match = _after().search(at.reading.plain, at.after, at.last)
    force = _rows("after")[match["words"].lower()][0]["force"] if match else ""
    return Reserve(match["words"], force, *match.span("words")) if match else None


def _is_report(at: Stretch, place: int) -> bool:
    return at.token(place) in reports() and at.reaches("complement", at.reading.ends[place])


@cache
def _rows(side: str) -> dict[str, list[Row]]:
    """Give the rows of rules/en/reserve.csv that stand on one side of a verb, by their words."""
    found: dict[str, list[Row]] = {}
    for row in rows("reserve"):
        if row["side"] == side:
            found.setdefault(row["words"], []).append(row)
    return found


@cache
def _before() -> re.Pattern[str]:
    loose = alternatives(tuple(_rows("before"))).replace(r"\ ", r"\s+")
    return re.compile(rf"(?:(?<![\w-])(?<!\w')|(?=')(?<=\w))(?i:{loose})(?![\w'-])")


@cache
def _after() -> re.Pattern[str]:
    be = alternatives(tuple(class_words("be")))
    return re.compile(rf"\b(?i:{be}|as)\s+(?:\w+\s+){{0,2}}?(?P<words>(?i:{alternatives(tuple(_rows('after')))}))\b")
