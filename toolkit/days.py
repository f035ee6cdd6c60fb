"""One expression of time and a day of publication in, the days out that it means: no day after publication."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from toolkit.counts import find_counts
from toolkit.folding import fold_case
from toolkit.rules import Row, rows

HOURS = 24
DECADE = 10
Days = tuple[date, date]
Resolve = Callable[[re.Match[str], date | None], Days | None]


def days(name: str, match: re.Match[str], published: date | None) -> Days | None:
    """Give the first and the last day that an expression means; missing where nothing anchors it.

    Parameters
    ----------
    name, match
        Which kind of expression, and its match with the groups of that kind (`toolkit.times`).

    Raises
    ------
    ValueError, OverflowError
        When no such day exists: 30 February, or a day before the first year.
    """
    meant = RESOLVE[name](match, published)
    return (meant[0], min(meant[1], published)) if meant and published and meant[0] <= published else meant


@cache
def _row(word: str) -> Row:
    return next(row for row in rows("time_words") if row["word"] == fold_case(word))


def _value(word: str) -> int:
    return int(_row(word)["value"])


def _window(match: re.Match[str], published: date | None) -> Days | None:
    count = next(find_counts(match["many"]), None) if match["many"] else None
    many = count.high if count else 1
    if published is None or many is None or (match["many"] and not count):
        return None
    return published - timedelta(days=_value(match["unit"]) * many or -(-many // HOURS)), published


def _date(match: re.Match[str], published: date | None) -> Days | None:
    """Give the days as printed; without a year, the last such day, or the last such days that had begun."""
    month, first, last = _value(match["month"]), int(match["day"]), int(match["till"] or match["day"])
    if match["year"]:
        return date(int(match["year"]), month, first), date(int(match["year"]), month, last)
    if published is None:
        return None
    year = published.year - (date(published.year, month, first) > published)
    return date(year, month, first), date(year, month, last)


def _month(match: re.Match[str], published: date | None) -> Days | None:
    """Give the month as printed; without a year, the last one that had begun by publication."""
    month = _value(match["month"])
    if match["year"] is None and published is None:
        return None
    year = int(match["year"]) if published is None or match["year"] else published.year - (month > published.month)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _year(match: re.Match[str], _: date | None) -> Days:
    return date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)


def _decade(match: re.Match[str], _: date | None) -> Days:
    return date(int(match["decade"]), 1, 1), date(int(match["decade"]) + DECADE - 1, 12, 31)


def _past_year(match: re.Match[str], published: date | None) -> Days | None:
    """Give "last year" and "this year", from their first day to their last."""
    if published is None:
        return None
    year = published.year - _value(" ".join(match["past"].split()))
    return date(year, 1, 1), date(year, 12, 31)


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
    """Give the last weekend that had begun by publication."""
    if published is None:
        return None
    row = _row(match["weekend"])
    first = published - timedelta(days=(published.weekday() - int(row["value"])) % 7)
    return first, first + timedelta(days=int(row["until"]) - int(row["value"]))


RESOLVE: dict[str, Resolve] = {
    "window": _window,
    "month and day": _date,
    "day and month": _date,
    "month": _month,
    "year": _year,
    "decade": _decade,
    "past year": _past_year,
    "weekday": _weekday,
    "near day": _near,
    "weekend": _weekend,
}
