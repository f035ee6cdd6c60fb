"""Figures of a later attack than the study's event: by a day that the article gives that attack, and told again."""

import re
from collections.abc import Sequence
from functools import cache

from toolkit.claims import context
from toolkit.claims.aside import OTHER_TIME, Window
from toolkit.claims.context import Claim
from toolkit.rules import alternatives, words
from toolkit.text import Reading
from toolkit.times import Published, find_times


def find_later(
    reading: Reading, claims: Sequence[Claim], window: Window, published: Published, strands: Sequence[str | None]
) -> list[str | None]:
    """Say of each figure without a day whether its article dates its attack after the study's event.

    Parameters
    ----------
    strands
        What sets the passage of each figure apart, where it is one on another attack.

    Notes
    -----
    "A blast in Orro killed six people. Nothing more is known of Wednesday's blast": the sentence itself or the next
    one, where that counts nobody, gives the attack its day. A figure of the same number in the article is the same one
    again, and what stands beside either in its sentence is of the same day.
    """
    found = list(strands)
    if window.latest is None or not window.dated:
        return found
    undated = [at for at, claim in enumerate(claims) if context.time(claim) is None]
    later = [
        claims[at]
        for at in undated
        if strands[at] == OTHER_TIME or _is_later(reading, claims[at], claims, window, published)
    ]
    numbers = {_number(claim) for claim in later}
    shapes = {id(claims[at].shape) for at in undated if _number(claims[at]) in numbers}
    for at in undated:
        if id(claims[at].shape) in shapes:
            found[at] = found[at] or OTHER_TIME
    return found


def _number(claim: Claim) -> tuple[int | None, int | None, str]:
    return claim.low, claim.high, claim.mention.outcome


def _is_later(reading: Reading, claim: Claim, claims: Sequence[Claim], window: Window, published: Published) -> bool:
    own = claim.shape.spans[0][0], claim.shape.spans[-1][1]
    following = reading.sentence_at(min(own[1] + 2, len(reading.plain) - 1))
    counts = any(following[0] <= other.start < following[1] for other in claims)
    spans = [own] if counts or following[0] <= own[0] else [own, following]
    return any(_dates_later(reading, *span, window, published) for span in spans)


def _dates_later(reading: Reading, start: int, end: int, window: Window, published: Published) -> bool:
    """Tell whether a sentence calls an attack that of a day after the event."""
    match = _of_day().search(reading.plain, start, end)
    if match is None or _apart().search(reading.plain, start, match.start()):
        return False
    day = match["whose"] or match["bare"]
    times = list(find_times(day, 0, len(day), published))
    first = times[0].earliest if times else None
    return first is not None and window.latest is not None and first > window.latest


@cache
def _of_day() -> re.Pattern[str]:
    """Find "Wednesday's blast", "the Wednesday suicide bombing"."""
    day = alternatives(words("time_words", "word", kind="weekday"))
    noun = alternatives(words("casualty_words", "words", kind="attack noun"))
    between = r"(?:(?!\w+ed\b)[\w-]+\s+){0,2}?"  # not "on Wednesday gunmen opened fire"
    whose, bare = rf"(?P<whose>{day})'s", rf"(?<!\bon\s)(?P<bare>{day})"  # but "on Wednesday's blast"
    return re.compile(rf"(?<!\w)(?:{whose}|{bare})\s+{between}{noun}(?!\w)", re.IGNORECASE)


@cache
def _apart() -> re.Pattern[str]:
    """Find what may tell one attack from another: "after Monday's blast"."""
    terms = alternatives(words("aside_words", "words", kind="apart from"))
    return re.compile(rf"(?<!\w){terms}(?!\w)", re.IGNORECASE)
