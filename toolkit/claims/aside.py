"""Why a figure is no count of the event: another time, a whole war, a rate, a story, an animal, a plan."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from toolkit.claims import context
from toolkit.claims.context import Claim
from toolkit.rules import Row, alternatives, rows, words
from toolkit.text import Reading
from toolkit.times import Time

# An event that nobody dated is taken to be at most so far back from its article, and no longer than a year.
NEAR = timedelta(days=60)
LONG = timedelta(days=366)
MONTH = timedelta(days=27)
# What parts the words round one figure from those round the next one.
BREAK = re.compile(r"[,;:()\u2013\u2014]")
# 15 May 2031 A minister said; not "On 15 May 2031 a bus", "15 May 2031, a day of mourning"
PRINTED = re.compile(r"\s+(?=[^\W\d_])|\s*[-\u2013\u2014:(]")
OTHER_TIME, LONGER, CONFLICT = "another time", "a longer time", "a whole conflict"
NOBODY, ELSEWHERE, ANOTHER = "nobody of a part", "another place", "another attack"
TIMES = frozenset({OTHER_TIME, LONGER, CONFLICT})


class Window(NamedTuple):
    """The first and the last day that a figure of the event can be of; missing where nothing sets them."""

    earliest: date | None
    latest: date | None
    dated: bool = False


def find_asides(reading: Reading, claims: Sequence[Claim], window: Window) -> list[str | None]:
    """Say of each figure of an article why it is none of the event; missing where nothing speaks against it.

    Parameters
    ----------
    window
        The days of the event, or what the article's own day of publication says of them.

    Notes
    -----
    What stands between the figure before and the one after, in one sentence, is held to speak of a figure. Two figures
    without a mark between them share what is said of one: "400 have been killed and millions displaced since the war
    began". Where headline and lead themselves are about such a time, that is what the article is on: nothing is set
    aside for it.
    """
    zones = _zones(claims)
    own = [_why(reading, claim, zone, window) for claim, zone in zip(claims, zones, strict=True)]
    return _shared(reading, claims, own if window.dated else _unless_told_first(reading, claims, own))


def _zones(claims: Sequence[Claim]) -> list[tuple[int, int]]:
    """Give the stretch of its sentence that speaks of each figure: up to the figure before and the one after."""
    zones = []
    for at, claim in enumerate(claims):
        start, end = claim.shape.spans[0][0], claim.shape.spans[-1][1]
        if at and claims[at - 1].shape is claim.shape:
            start = min(claims[at - 1].end, claim.start)
        if at + 1 < len(claims) and claims[at + 1].shape is claim.shape:
            end = max(claims[at + 1].start, claim.end)
        zones.append((start, end))
    return zones


def _why(reading: Reading, claim: Claim, zone: tuple[int, int], window: Window) -> str | None:
    when = context.time(claim)
    return (
        _other_time(None if is_of_telling(reading, claim, when, window) else when, window)
        or _told_of(reading, claim, when, window)
        or _worded(reading, claim, zone, timed=_is_timed(when, window))
        or _nobody(reading, claim)
    )


def is_of_telling(reading: Reading, claim: Claim, when: Time | None, window: Window) -> bool:
    """Tell whether a day after the event is the one on which a toll was reached, somebody spoke, or it was printed."""
    if when is None or when.earliest is None or window.latest is None or when.earliest <= window.latest:
        return False
    if claim.mention.rule == "toll" or is_said(reading.plain, claim.shape.spans[0][0], when.start):
        return True
    return is_of_printing(reading, when)


def is_said(plain: str, start: int, day: int) -> bool:
    """Tell whether a day is that of the verb right before it: "killed 12, the Watch said on Monday"."""
    return _said().search(plain, start, day) is not None


def is_of_printing(reading: Reading, when: Time) -> bool:
    """Know "Thursday 15 May 2031 A minister said": the full date with which a text begins, and no mark behind it."""
    region = reading.region_at(when.start)
    first = next((other.start for other in reading.regions if other.kind == region.kind), None)
    if not region.start == first == when.start or not PRINTED.match(reading.plain, when.end):
        return False
    return _full_date().fullmatch(reading.plain, when.start, when.end) is not None


@cache
def _full_date() -> re.Pattern[str]:
    """Match "Thursday 15 May 2031" and "15.05.2031"; not "On 15 May 2031"."""
    kinds = ("weekday", "short weekday", "month", "short month")
    named = alternatives(tuple(word for kind in kinds for word in words("time_words", "word", kind=kind)))
    return re.compile(rf"(?:{named}\b|\d)[^\n]*\d{{4}}", re.IGNORECASE)


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(words('reporting_verbs', 'form'))}\s+(?:on\s+)?\Z", re.IGNORECASE)


def _told_of(reading: Reading, claim: Claim, when: Time | None, window: Window) -> str | None:
    """Tell what befell at a time that the words before name: "since the fire of May 2, when 12 were killed"."""
    if when is not None or window.earliest is None:
        return None
    before = [time for time in claim.shape.times if time.end <= claim.start]
    told = before and _then().fullmatch(reading.plain, before[-1].end, claim.start)
    first = before[-1].earliest if told else None
    return OTHER_TIME if first is not None and first < window.earliest else None


@cache
def _then() -> re.Pattern[str]:
    """Match what may stand between an earlier time and a figure of it: "claim of the fire, when"."""
    return re.compile(rf"(?:\s+[\w'-]+){{0,9}},?\s+{_loose('then')}\s+(?:[\w'-]+\s+){{0,9}}", re.IGNORECASE)


def _is_timed(when: Time | None, window: Window) -> bool:
    """Tell whether a figure's own days have been held against those of the event."""
    return when is not None and window.earliest is not None and when.earliest is not None


def _other_time(when: Time | None, window: Window) -> str | None:
    """Tell a day that lies before the event, and a stretch of time that is longer than one."""
    first, last = (when.earliest or when.latest, when.latest or when.earliest) if when else (None, None)
    if first is None or last is None:
        return None
    if window.earliest is None and when and when.latest is None:
        return LONGER  # "since 2011", in an article that nothing dates
    if window.earliest is None and last - first >= MONTH:
        return OTHER_TIME  # a month or a year stands there beside what just happened
    if window.earliest is not None and last < window.earliest:
        return OTHER_TIME
    if window.dated and window.latest is not None and first > window.latest:
        return OTHER_TIME
    length = (window.latest - window.earliest) if window.dated and window.latest and window.earliest else timedelta(0)
    return LONGER if last - first > max(LONG, length) else None


def _worded(reading: Reading, claim: Claim, zone: tuple[int, int], *, timed: bool) -> str | None:
    """Give the reason of the first rule of rules/en/asides.csv whose words stand before or behind a figure."""
    cue = claim.shape.spans[claim.mention.cue]
    before = reading.plain[zone[0] : min(claim.start, cue[0])]
    afters = claim.count_end, claim.end, max(claim.end, cue[1])
    for rule in _rules():
        if (timed and rule.reason == CONFLICT) or (rule.reason == NOBODY and claim.high != 0):
            continue
        if rule.where == "before" and rule.pattern.search(before):
            return rule.reason
        if rule.where == "behind" and any(rule.pattern.match(reading.plain, at, zone[1]) for at in afters):
            return rule.reason
    return None


def _nobody(reading: Reading, claim: Claim) -> str | None:
    """Tell animals and things: "1,200 dead fish"; "White Helmets", with capitals, are people."""
    named = [word for word in claim.counted_words if word in words("aside_words", "words", kind="no person")]
    return "no people" if any(re.search(rf"\b{word}\b", reading.plain[claim.start :]) for word in named) else None


def _unless_told_first(reading: Reading, claims: Sequence[Claim], own: list[str | None]) -> list[str | None]:
    """Keep what is of another time where all figures of headline and lead are: then that is what the article is on."""
    lead = next((region for region in reading.regions if region.kind == "body"), None)
    opening = [
        why
        for claim, why in zip(claims, own, strict=True)
        if reading.region_at(claim.start) == lead or reading.region_at(claim.start).kind == "headline"
    ]
    if not opening or not all(why in TIMES for why in opening):
        return own
    return [None if why in TIMES else why for why in own]


def _shared(reading: Reading, claims: Sequence[Claim], own: list[str | None]) -> list[str | None]:
    """Carry a reason over to a figure beside it of the same sentence that has no time of its own."""
    found = list(own)
    order = range(len(claims) - 1)
    for one, other in (*((at, at + 1) for at in order), *((at + 1, at) for at in reversed(order))):
        if found[one] and not found[other] and _together(reading, claims[one], claims[other]):
            found[other] = found[one]
    return found


def _together(reading: Reading, one: Claim, other: Claim) -> bool:
    first, second = sorted((one, other), key=lambda claim: claim.start)
    between = reading.plain[first.end : second.start]
    return one.shape is other.shape and not BREAK.search(between) and context.time(other) in (None, context.time(one))


class _Rule(NamedTuple):
    """One row of rules/en/asides.csv."""

    reason: str
    where: str
    pattern: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    kinds = {row["kind"] for row in rows("aside_words")}
    lists = {kind.replace(" ", "_"): _loose(kind) for kind in kinds}
    ends = rf"(?=\s*(?:[^\w\s'-]|\Z)|\s+{alternatives(words('word_classes', 'word'))}\b)"
    return tuple(
        _Rule(row["reason"], row["where"], re.compile(_anchored(row).format(ends=ends, **lists), re.IGNORECASE))
        for row in rows("asides")
    )


def _anchored(row: Row) -> str:
    return row["pattern"] + (r"\Z" if row["where"] == "before" else "")


def _loose(kind: str) -> str:
    return alternatives(words("aside_words", "words", kind=kind)).replace(r"\ ", r"\s+")
