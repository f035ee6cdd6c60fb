"""Expressions of time in, days out: "since Thursday", "on Dec. 8", "in the past two days"."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from toolkit.counts import find_counts
from toolkit.rules import Row, alternatives, rows, words

# "On" and "early" belong to the expression; "since" moves its end to the day of publication.
LEAD = r"(?<!\w)(?:(?P<since>since)\s+(?:the\s+)?|on\s+|(?:early|late)\s+(?:on\s+)?)?"
TAIL = r"(?:\s+(?:morning|afternoon|evening|night))?(?!\w)"


class Published(NamedTuple):
    """The first and the last day on which an article can have been published; missing where none is proven."""

    earliest: date | None = None
    latest: date | None = None


class Time(NamedTuple):
    """One expression of time: its span, and the days that it can mean; missing where nothing anchors them."""

    start: int
    end: int
    earliest: date | None
    latest: date | None
    rule: str


HOURS = 24
KINDS = ("weekday", "month", "unit", "near", "weekend")
Days = tuple[date, date]
UNDATED = Published()


def find_times(plain: str, start: int, end: int, published: Published = UNDATED) -> Iterator[Time]:
    """Find the expressions of time between two characters of a text with plain apostrophes (`Reading.plain`).

    Parameters
    ----------
    published
        When the article can have been published: what a weekday, "yesterday" and a date without a year hang on.

    Notes
    -----
    A weekday is the last one up to the day of publication, that day included. Since publication is an interval, both
    ends are: the earliest day for the earliest publication, the latest for the latest one. "Since Thursday" ends with
    the article. Times of day and seasons are not read.

    Examples
    --------
    >>> known = Published(date(2031, 5, 10), date(2031, 5, 10))
    >>> time, = find_times("Twelve died since Thursday.", 0, 27, known)
    >>> str(time.earliest), str(time.latest)
    ('2031-05-08', '2031-05-10')
    """
    last = start
    for name, match in sorted(_matches(plain, start, end), key=lambda found: (found[1].start(), -found[1].end())):
        if match.start() >= last:
            last = match.end()
            yield Time(*match.span(), *_between(match, RESOLVE[name], published), name)


def _matches(plain: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    if not _words().search(plain, start, end):
        return
    for name, pattern in _patterns().items():
        for match in pattern.finditer(plain, start, end):
            yield name, match


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = {kind: alternatives(words("time_words", "word", kind=kind)) for kind in KINDS}
    month = rf"(?P<month>{lists['month']})"
    year = r"(?:,?\s+(?P<year>\d{4})(?!\d))?"
    past = r"(?:(?:in|over|within|during)\s+)?the\s+(?:past|last)\s+"
    bodies = {
        "window": rf"{past}(?:(?P<many>[\w-]+(?:\s\w+)?)\s+)?(?P<unit>{lists['unit']})s?(?:\s+alone)?",
        "month and day": rf"{month}\s+(?P<day>\d{{1,2}})(?![\d,]\d){year}",
        "day and month": rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{month}{year}",
        "weekday": rf"(?:last\s+)?(?P<weekday>{lists['weekday']})",
        "near day": rf"(?P<near>{lists['near']})",
        "weekend": rf"(?:(?:over|at)\s+)?(?:(?:the|this)\s+)?(?:past\s+|last\s+)?(?P<weekend>{lists['weekend']})",
    }
    return {name: re.compile(f"{LEAD}{body}{TAIL}", re.IGNORECASE) for name, body in bodies.items()}


@cache
def _words() -> re.Pattern[str]:
    """Match a word that every expression of time has; most sentences have none, and are passed over at once."""
    listed = tuple(word for kind in KINDS for word in words("time_words", "word", kind=kind))
    return re.compile(rf"(?<![^\W\d_]){alternatives(listed)}", re.IGNORECASE)


@cache
def _row(word: str) -> Row:
    return next(row for row in rows("time_words") if row["word"] == word.lower())


def _value(word: str) -> int:
    return int(_row(word)["value"])


def _between(
    match: re.Match[str], resolve: Callable[[re.Match[str], date | None], Days | None], published: Published
) -> tuple[date | None, date | None]:
    """Resolve an expression for both ends of the article's own interval."""
    try:
        first, last = resolve(match, published.earliest), resolve(match, published.latest)
    except (ValueError, OverflowError):  # 30 February, or a day before the first year: no day is meant
        return None, None
    earliest = first[0] if first else None
    latest = published.latest if match["since"] else last[1] if last else None
    return (None, None) if earliest and latest and earliest > latest else (earliest, latest)


def _window(match: re.Match[str], published: date | None) -> Days | None:
    count = next(find_counts(match["many"]), None) if match["many"] else None
    many = count.high if count else 1
    if published is None or many is None or (match["many"] and not count):
        return None
    return published - timedelta(days=_value(match["unit"]) * many or -(-many // HOURS)), published


def _date(match: re.Match[str], published: date | None) -> Days | None:
    """Give the day as printed; without a year, the last such day up to publication."""
    month, day = _value(match["month"]), int(match["day"])
    if match["year"]:
        return date(int(match["year"]), month, day), date(int(match["year"]), month, day)
    if published is None:
        return None
    meant = date(published.year, month, day)
    meant = meant if meant <= published else date(published.year - 1, month, day)
    return meant, meant


def _weekday(match: re.Match[str], published: date | None) -> Days | None:
    if published is None:
        return None
    meant = published - timedelta(days=(published.weekday() - _value(match["weekday"])) % 7)
    return meant, meant


def _near(match: re.Match[str], published: date | None) -> Days | None:
    row = _row(" ".join(match["near"].split()))
    if published is None:
        return None
    return published - timedelta(days=int(row["value"])), published - timedelta(days=int(row["until"]))


def _weekend(match: re.Match[str], published: date | None) -> Days | None:
    """Give the last weekend that had begun by publication, no day after that."""
    if published is None:
        return None
    row = _row(match["weekend"])
    first = published - timedelta(days=(published.weekday() - int(row["value"])) % 7)
    return first, min(first + timedelta(days=int(row["until"]) - int(row["value"])), published)


RESOLVE: dict[str, Callable[[re.Match[str], date | None], Days | None]] = {
    "window": _window,
    "month and day": _date,
    "day and month": _date,
    "weekday": _weekday,
    "near day": _near,
    "weekend": _weekend,
}
