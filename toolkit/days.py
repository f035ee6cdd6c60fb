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
WEEK = 7
ONE = frozenset({"a", "an", "the", "one"})
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
    return int(_row(" ".join(word.split()))["value"])


def _many(match: re.Match[str]) -> int | None:
    """Give how many days, weeks or months: "two", "24", "a", and one where nothing says."""
    if match["digits"]:
        return int(match["digits"])
    return _number(match["many"]) if match["many"] else 1


def _number(words: str) -> int | None:
    count = None if words.lower() in ONE else next(find_counts(words), None)
    return 1 if words.lower() in ONE else count.high if count else None


def _window(match: re.Match[str], published: date | None) -> Days | None:
    many = _many(match)
    if published is None or many is None:
        return None
    return published - timedelta(days=_value(match["unit"]) * many or -(-many // HOURS)), published


def _window_of_month(match: re.Match[str], published: date | None) -> Days | None:
    """Give "the last three days of April" and "the first week of May"."""
    whole, many = _month(match, published), _many(match)
    if whole is None or many is None:
        return None
    length = timedelta(days=max(_value(match["unit"]) * many, 1) - 1)
    return (whole[0], whole[0] + length) if match["first"] else (whole[1] - length, whole[1])


def _ago(match: re.Match[str], published: date | None) -> Days | None:
    """Give "two days ago" as that day, and what is told in longer units as half a unit to either side."""
    many, unit = _many(match), _value(match["unit"])
    if published is None or many is None:
        return None
    if not unit:
        return published - timedelta(days=-(-many // HOURS)), published
    day, half = published - timedelta(days=unit * many), timedelta(days=unit // 2)
    return day - half, day + half


def _shifted(match: re.Match[str], published: date | None) -> Days | None:
    """Give "a day after Monday" and "the day before yesterday"; a week and more is told too roughly for a day."""
    many, unit = _many(match), _value(match["unit"])
    meant = _weekday(match, published) if match["weekday"] else _near(match, published)
    if meant is None or many is None or unit != 1:
        return None
    shift = timedelta(days=many if match["after"] else -many)
    return meant[0] + shift, meant[1] + shift


def _weekday_of_week(match: re.Match[str], published: date | None) -> Days | None:
    """Give "Tuesday of last week" and "two weeks ago on Friday"; a week begins on Monday."""
    back = _value(match["week"]) if match["week"] else _number(match["many"])
    if published is None or back is None:
        return None
    monday = published - timedelta(days=published.weekday() + WEEK * back)
    day = monday + timedelta(days=_value(match["weekday"]))
    return day, day


def _past_week(match: re.Match[str], published: date | None) -> Days | None:
    if published is None:
        return None
    monday = published - timedelta(days=published.weekday() + WEEK * _value(match["past"]))
    return monday, monday + timedelta(days=WEEK - 1)


def _past_month(match: re.Match[str], published: date | None) -> Days | None:
    if published is None:
        return None
    back = published.year * 12 + published.month - 1 - _value(match["past"])
    year, month = back // 12, back % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _overnight(match: re.Match[str], published: date | None) -> Days | None:
    """Give the night into a day; "overnight on Sunday" can be the night before it or after it."""
    meant = _weekday(match, published)
    if meant is None:
        return None
    return meant[0] - timedelta(days=1), meant[1] + timedelta(days=0 if match["into"] else 1)


def _date(match: re.Match[str], published: date | None) -> Days | None:
    """Give the days as printed; without a year, the last such day, or the last such days that had begun."""
    month, first, last = _value(match["month"]), int(match["day"]), int(match["till"] or match["day"])
    if match["year"]:
        return date(int(match["year"]), month, first), date(int(match["year"]), month, last)
    if published is None:
        return None
    if match["past"]:
        year = published.year - _value(match["past"])
        return date(year, month, first), date(year, month, last)
    year = published.year - (date(published.year, month, first) > published)
    return date(year, month, first), date(year, month, last)


def _month(match: re.Match[str], published: date | None) -> Days | None:
    """Give the month as printed; without a year, the last one that had begun by publication."""
    month = _value(match["month"])
    if match["year"] is None and published is None:
        return None
    year = int(match["year"]) if published is None or match["year"] else published.year - _years_back(match, published)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _years_back(match: re.Match[str], published: date) -> int:
    """Give how many years before that of publication a month without a year is: "May last year", "in December"."""
    past = match.groupdict().get("past")
    return _value(past) if past else int(_value(match["month"]) > published.month)


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
    back = (published.weekday() - _value(match["weekday"])) % WEEK
    last = match.groupdict().get("last")  # "last Wednesday", printed on a Wednesday, is that of the week before
    meant = published - timedelta(days=back or (WEEK if last else 0))
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


def _hour(_match: re.Match[str], published: date | None) -> Days | None:
    """Give "by noon" as the day of publication."""
    return (published, published) if published else None


RESOLVE: dict[str, Resolve] = {
    "window": _window,
    "window of a month": _window_of_month,
    "ago": _ago,
    "shifted": _shifted,
    "weekday of a week": _weekday_of_week,
    "week and weekday": _weekday_of_week,
    "past week": _past_week,
    "past month": _past_month,
    "overnight": _overnight,
    "month and day": _date,
    "day and month": _date,
    "month": _month,
    "year": _year,
    "decade": _decade,
    "past year": _past_year,
    "weekday": _weekday,
    "near day": _near,
    "weekend": _weekend,
    "hour": _hour,
}
