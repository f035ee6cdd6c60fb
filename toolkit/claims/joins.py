"""Which figures the article's own words tie together: "including", "bringing the total to", "revised"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from toolkit.claims.codes import Groups
from toolkit.claims.context import Claim
from toolkit.clock import find_hour, minutes
from toolkit.rules import alternatives, words
from toolkit.text import Reading

TOTALS = frozenset({"toll", "total"})
# As many figures back as one is looked for: more than a sentence holds.
NEAR = 300
# 100 people were killed: 60 sailors and 40 guards.
COLON = ":"
# from an earlier count of at least 22
EARLIER = r"(?:\s+(?!to\b)[^\W\d]+){0,6}?\s+\d+(?:,\d{3})*"
# What follows "in addition to", up to the comma: "the civilian casualties".
TAKEN_UP = r"\s+(?P<taken_up>[^,;.\d]{1,60}),"


class Figure(NamedTuple):
    """A claim with the group and the origins that the study gives it: the first named, and those joined to it."""

    claim: Claim
    group: str | None
    origins: tuple[str, ...]

    @property
    def origin(self) -> str | None:
        """Give the origin that is named first."""
        return self.origins[0] if self.origins else None


class Join(NamedTuple):
    """The words that tie a figure to another one, and that one's first character."""

    words: str
    to: int | None


def find_joins(reading: Reading, figures: Sequence[Figure], groups: Groups) -> dict[int, Join]:
    """Give the joins of one article, by the place of the figure that is tied.

    Notes
    -----
    A part names its total, a figure that a total leaves out ("not including") that total, a revision the figure that
    it stands in for, also where only its number is printed ("up from 22"). Sums are looked for in one sentence; "in
    addition to the civilian casualties" takes up the last figure of that group before it.
    """
    joins: dict[int, Join] = {}
    for at in range(len(figures)):
        single = (
            _part(reading, figures, at),
            _withdrawal(reading, figures, at),
            _step(reading, figures, at),
            _outdated(reading, figures, at),
            _revision(reading, figures, at),
            _movement(reading, figures, at),
            _earlier(reading, figures, at),
            _by_hour(reading, figures, at),
        )
        for found in (*single, *_sum(reading, figures, at, groups)):
            if found and not _goes_round(figures, joins, *found):
                joins.setdefault(*found)
    return joins


def _goes_round(figures: Sequence[Figure], joins: dict[int, Join], at: int, join: Join) -> bool:
    """Tell a join that would come back to its own figure by those that stand: of two tolls one is the earlier."""
    places = {figure.claim.start: place for place, figure in enumerate(figures)}
    seen, to = {at}, join.to
    while to is not None and (place := places.get(to)) is not None:
        if place in seen:
            return True
        seen.add(place)
        to = joins[place].to if place in joins else None
    return False


Found = tuple[int, Join]


def _part(reading: Reading, figures: Sequence[Figure], at: int) -> Found | None:
    part = figures[at].claim
    if part.mention.whole is None:
        return None
    near = figures[max(at - NEAR, 0) : at + 2]
    whole = next(f.claim for f in near if f.claim.shape is part.shape and f.claim.mention.at == part.mention.whole)
    first, second = sorted((part, whole), key=lambda claim: claim.start)
    between = reading.plain, first.count_end, second.end
    match = _words("excludes").search(*between) or _words("open").search(*between)
    words_between = reading.text[first.end : second.start].strip(" ,")
    if match is None and COLON not in words_between:
        match = _words("open").search(reading.plain, second.end, part.shape.spans[-1][1])
    return at, Join(match[0] if match else COLON if COLON in words_between else words_between, whole.start)


def _sum(reading: Reading, figures: Sequence[Figure], at: int, groups: Groups) -> Iterator[Found]:
    """Tie the figures before "bringing the total to 30" to that total."""
    total = figures[at].claim
    if total.mention.rule not in TOTALS:
        return
    start = total.shape.spans[0][0]
    word = max(
        _words("sum").finditer(reading.plain, start, total.count_end), key=lambda match: match.start(), default=None
    )
    if word is None:
        return
    words_before = reading.text[word.start() : max(total.start, word.end())]
    join = Join(" ".join(words_before.split()), total.start)
    for place in range(max(at - NEAR, 0), at):
        part = figures[place].claim
        same = part.shape is total.shape and part.mention.outcome == total.mention.outcome
        if same and part.mention.whole is None and part.start < word.start():
            yield place, join
    yield from _taken_up(reading, figures, at, groups)


def _taken_up(reading: Reading, figures: Sequence[Figure], at: int, groups: Groups) -> Iterator[Found]:
    """Tie the figure of a sentence before that "in addition to the civilian casualties" takes up."""
    total = figures[at].claim
    start = total.shape.spans[0][0]
    match = _words("besides", TAKEN_UP).search(reading.plain, start, total.start)
    group = groups.named(match["taken_up"]) if match else None
    if match is None or group is None:
        return
    wanted = group, total.mention.outcome
    for place in range(at - 1, max(at - NEAR, 0) - 1, -1):
        part = figures[place]
        if part.claim.start < start and (part.group, part.claim.mention.outcome) == wanted:
            yield place, Join(reading.text[match.start() : match.end() - 1], total.start)
            return


def _revision(reading: Reading, figures: Sequence[Figure], at: int) -> Found | None:
    """Tie a figure after "revised" to the last one before it of the same people."""
    claim = figures[at].claim
    match = _words("revises").search(reading.plain, claim.shape.spans[0][0], claim.start)
    if match is None or claim.mention.whole is not None:
        return None
    for figure in reversed(figures[max(at - NEAR, 0) : at]):
        same = (figure.group, figure.origin, figure.claim.mention.outcome) == (
            figures[at].group,
            figures[at].origin,
            claim.mention.outcome,
        )
        if same and figure.claim.shape is not claim.shape:
            return at, Join(match[0], figure.claim.start)
    return None


def _withdrawal(reading: Reading, figures: Sequence[Figure], at: int) -> Found | None:
    """Tie a figure to the one that it takes back: "31 were killed, correcting an earlier toll of 45"."""
    claim = figures[at].claim
    following = next((f.claim for f in figures[at + 1 : at + 2] if f.claim.shape is claim.shape), None)
    if following is None or following.mention.outcome != claim.mention.outcome:
        return None
    match = _words("withdraws").search(reading.plain, claim.end, following.start)
    return (at, Join(reading.text[match.start() : following.end], following.start)) if match else None


def _step(reading: Reading, figures: Sequence[Figure], at: int) -> Found | None:
    """Tie a figure to the number that it stands in for: "raised to 31 from 22", "rose from 22 to 31"."""
    claim = figures[at].claim
    start, end = claim.shape.spans[0][0], claim.shape.spans[-1][1]
    match = _steps().match(reading.plain, claim.end, end) or _steps_before().search(reading.plain, start, claim.start)
    toll = claim.mention.rule in TOTALS
    # "12 people from 3 families": "from" goes on with a number before only where a toll moved.
    if match is None or claim.mention.whole is not None or not (toll or match.groupdict().get("after")):
        return None
    here = (f.claim.start for f in figures[at + 1 : at + 2] if match.start() <= f.claim.start < match.end())
    groups = match.groupdict()
    first = match.start("near" if groups.get("near") else "after" if groups.get("after") else "words")
    return at, Join(" ".join(reading.text[first : match.end("words")].split()), next(here, None))


def _outdated(reading: Reading, figures: Sequence[Figure], at: int) -> Found | None:
    """Tie a figure that its article calls an earlier one to the one that it gives now: "The previous toll was 20"."""
    old = figures[at].claim
    match = _former().search(reading.plain, old.shape.spans[0][0], old.start)
    same = [f.claim for f in figures[max(at - NEAR, 0) :] if f.claim.mention.outcome == old.mention.outcome]
    if match is None or any(other.shape is old.shape and other is not old for other in same):
        return None
    others = [other for other in same if other is not old and other.mention.whole is None]
    now = max(
        (other for other in others if other.start < old.start),
        key=lambda other: other.start,
        default=next(iter(others), None),
    )
    return (at, Join(" ".join(reading.text[match.start() : old.start].split()), now.start)) if now else None


def _movement(reading: Reading, figures: Sequence[Figure], at: int) -> Found | None:
    """Take up the words by which a toll moved to a figure: "rose to", "lowered its count to"."""
    claim = figures[at].claim
    if claim.mention.rule not in TOTALS:
        return None
    match = _moves().search(reading.plain, claim.shape.spans[0][0], claim.start)
    return (at, Join(" ".join(match["words"].split()), None)) if match else None


def _earlier(reading: Reading, figures: Sequence[Figure], at: int) -> Found | None:
    """Tie a figure to one that its source had printed before: "It had earlier put the toll at 45"."""
    mine = figures[at]
    match = _said_earlier().search(reading.plain, mine.claim.shape.spans[0][0], mine.claim.start)
    if match is None or mine.origin is None:
        return None
    around = (*range(at - 1, max(at - NEAR, -1), -1), *range(at + 1, min(at + NEAR, len(figures))))
    later = next((place for place in around if _counts_the_same(figures[place], mine)), None)
    return None if later is None else (later, Join(" ".join(match["words"].split()), mine.claim.start))


def _by_hour(reading: Reading, figures: Sequence[Figure], at: int) -> Found | None:
    """Tie a figure to the one of an hour before it: "At 9 a.m. the Watch said 22 died. At 6 p.m. it said 31"."""
    mine, one = figures[at], figures[at - 1] if at else None
    if one is None or one.claim.shape is mine.claim.shape or mine.origin is None or not _counts_the_same(one, mine):
        return None
    hours = [_hour_said(reading, figure.claim) for figure in (one, mine)]
    if hours[0] is None or hours[1] is None or minutes(hours[0]) >= minutes(hours[1]):
        return None
    return at, Join(hours[1]["hour"], one.claim.start)


def _hour_said(reading: Reading, claim: Claim) -> re.Match[str] | None:
    """Find the hour before a verb of saying: "At 9 a.m. the Watch said 22"; not the one of a deed."""
    found = find_hour(reading.plain, claim.shape.spans[0][0], claim.start)
    return found if found and _says().search(reading.plain, found.end(), claim.start) else None


def _counts_the_same(one: Figure, other: Figure) -> bool:
    outcomes = one.claim.mention.outcome, other.claim.mention.outcome
    return outcomes[0] == outcomes[1] and (one.group, one.origin) == (other.group, other.origin)


@cache
def _said_earlier() -> re.Pattern[str]:
    """Find "earlier put the toll at" before a figure."""
    return re.compile(rf"\b(?P<words>{_loose('earlier')}\s+{_saying()})\b[^.;:\d]*\Z", re.IGNORECASE)


@cache
def _says() -> re.Pattern[str]:
    return re.compile(rf"\b{_saying()}\b", re.IGNORECASE)


def _saying() -> str:
    said = words("reporting_verbs", "form", **{"class": "neutral"})
    return alternatives((*said, *_terms("toll verb", "tallies")))


@cache
def _steps() -> re.Pattern[str]:
    """Find ", up from an earlier count of 22" right behind a figure."""
    near, after = _loose("steps"), _loose("steps after")
    start = rf"(?:[,\s]*(?P<near>{near})|[^.;:\d]{{0,100}}?[,\s](?P<after>{after}))"
    return re.compile(rf"(?P<words>{start}{EARLIER})(?![\w.,]*\d)", re.IGNORECASE)


@cache
def _steps_before() -> re.Pattern[str]:
    """Find "from 22 to" right before a figure."""
    return re.compile(rf"(?<!\w)(?P<words>{_loose('steps', 'steps after')}{EARLIER})\s+to\s+\Z", re.IGNORECASE)


@cache
def _former() -> re.Pattern[str]:
    """Find "The previous death toll was", "An earlier report gave"."""
    noun = _loose("toll noun", "outdated noun")
    return re.compile(rf"(?<!\w){_loose('outdated')}\s+(?:\w+\s+)?{noun}(?!\w)", re.IGNORECASE)


@cache
def _moves() -> re.Pattern[str]:
    """Find "rose to" and "lowered the toll in Orra to" right before a figure."""
    return re.compile(rf"(?<!\w)(?P<words>{_loose('rises', 'falls')}\b[^.;:,\d]{{0,60}}?\bto)\s+\Z", re.IGNORECASE)


@cache
def _words(kind: str, tail: str = "") -> re.Pattern[str]:
    kinds = ("running", "closed") if kind == "sum" else (kind,)
    return re.compile(rf"(?<!\w){_loose(*kinds)}(?!\w){tail}", re.IGNORECASE)


def _loose(*kinds: str) -> str:
    return alternatives(_terms(*kinds)).replace(r"\ ", r"\s+")


def _terms(*kinds: str) -> tuple[str, ...]:
    return tuple(term for kind in kinds for term in words("casualty_words", "words", kind=kind))
