"""A day as a source writes it in, the first and the last day that it can mean out; nothing is guessed."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple

from toolkit.rules import alternatives, rows

ORDERS = ("dmy", "mdy", "ymd")
CENTURY = 100
# The hour and the zone behind a day change nothing: the day is the one that is printed.
CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?"
ZONE = r"(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}(?::\d{2})?|\(?[A-Z]{2,5}\)?)"
SHORT_CLOCK = r"\d{4}(?:\d{2})?(?=Z|$)"
BEFORE_CLOCK = r"(?:T|,? (?:at )?| ?[|@\-\u2013] ?)"
HOUR = rf"(?:{BEFORE_CLOCK}(?:{CLOCK}|{SHORT_CLOCK})(?: ?[AaPp]\.?[Mm]\.?)?(?: ?{ZONE})*)?"
PIECES = {
    "{year}": r"(?P<year>[12]\d{3})",
    "{month}": r"(?P<month>\d{1,2})",
    "{day}": r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?",
    "{mm}": r"(?P<month>\d{2})",
    "{dd}": r"(?P<day>\d{2})",
    "{hhmmss}": r"\d{6}",
    "{first}": r"(?P<first>\d{1,2})",
    "{second}": r"(?P<second>\d{1,2})",
    "{third}": r"(?P<third>\d{2})",
    "{clock}": CLOCK + rf"(?: {ZONE})?",
    "{epoch}": r"(?P<epoch>1\d{9})(?:\.\d+)?",
    "{milliseconds}": r"(?P<milliseconds>1\d{12})",
}


class Days(NamedTuple):
    """The first and the last day that a date can mean."""

    first: date
    last: date


class Form(NamedTuple):
    """One row of rules/date_forms.csv."""

    pattern: re.Pattern[str]
    order: str


@cache
def _names() -> dict[str, int]:
    return {row["word"].lower(): int(row["value"]) for row in rows("month_names")}


@cache
def _forms() -> tuple[Form, ...]:
    names = alternatives(tuple(_names()))
    weekdays = alternatives(tuple(row["word"] for row in rows("weekday_names")))
    named = PIECES | {"{name}": rf"(?P<name>{names})\.?", "{weekday}?": rf"(?:{weekdays}\.?,? )?"}
    return tuple(Form(_compile(row["form"], named), row["order"]) for row in rows("date_forms"))


def _compile(form: str, named: dict[str, str]) -> re.Pattern[str]:
    parts = re.split(r"(\{\w+\}\??|,\?)", form)
    pattern = "".join(named.get(part, ",?" if part == ",?" else re.escape(part)) for part in parts)
    return re.compile(pattern + ("" if "{epoch}" in form or "{milliseconds}" in form else HOUR), re.IGNORECASE)


def read_days(cell: Any, order: str | None = None) -> Days | str:
    """Read a date.

    Parameters
    ----------
    cell
        As the source has it: a date, a text, seconds since 1970.
    order
        `dmy`, `mdy` or `ymd`: how dates such as 03/04/05 are written; without it they are not read.

    Returns
    -------
    Days or str
        The first and the last day that it can mean, or why it can't be read.

    Notes
    -----
    The day is the one printed; an hour and a zone behind it do not move it. A month or a year alone are all their
    days. What can be read in two ways is read where both are the same day, or only one of them is a day.

    Examples
    --------
    >>> read_days("May 03, 2025").first.isoformat()
    '2025-05-03'
    >>> read_days("2025-05").last.isoformat()
    '2025-05-31'
    >>> read_days("03/04/05")
    '"03/04/05" can be read in several ways; say which comes first with dmy, mdy or ymd'
    """
    if isinstance(cell, datetime):
        return Days(cell.date(), cell.date())
    if isinstance(cell, date):
        return Days(cell, cell)
    return _written(" ".join(str(cell).split()), order)


@lru_cache(maxsize=4096)
def _written(text: str, order: str | None) -> Days | str:
    if not text or len(text) > 100:
        return f'"{text[:40]}" is no date'
    found: set[Days] = set()
    known = False
    for form in _forms():
        if match := form.pattern.fullmatch(text):
            known = True
            found |= set(_meant(match, form.order, order))
    if len(found) == 1:
        return found.pop()
    if found:
        return f'"{text}" can be read in several ways; say which comes first with dmy, mdy or ymd'
    return f'"{text}" is no day that there is' if known else f'"{text}" is no date that can be read'


def _meant(match: re.Match[str], either: str, order: str | None) -> Iterator[Days]:
    parts = {name: value for name, value in match.groupdict().items() if value}
    if "epoch" in parts or "milliseconds" in parts:
        seconds = int(parts["epoch"]) if "epoch" in parts else int(parts["milliseconds"]) / 1000
        day = datetime.fromtimestamp(seconds, UTC).date()
        yield Days(day, day)
    elif either:
        yield from _ordered(parts, order)
    else:
        month = _names()[parts["name"].lower()] if "name" in parts else int(parts.get("month", 0))
        yield from _days(int(parts["year"]), month, int(parts.get("day", 0)), "day" in parts)


def _ordered(parts: dict[str, str], order: str | None) -> Iterator[Days]:
    first, second = int(parts["first"]), int(parts["second"])
    if "year" in parts:
        pairs = {"dmy": (second, first), "mdy": (first, second)}
        chosen = [pairs[order]] if order in pairs else pairs.values()
        for month, day in chosen:
            yield from _days(int(parts["year"]), month, day, True)
        return
    third = int(parts["third"])
    triples = {"dmy": (third, second, first), "mdy": (third, first, second), "ymd": (first, second, third)}
    for year, month, day in [triples[order]] if order in triples else triples.values():
        yield from _days(_century(year), month, day, True)


def _century(year: int) -> int:
    """Give the year that two digits mean: not after the present century's seventieth."""
    return year + 2000 if year < 70 else year + 1900


def _days(year: int, month: int, day: int, has_day: bool) -> Iterator[Days]:
    try:
        if has_day:
            yield Days(date(year, month, day), date(year, month, day))
        elif month:
            yield Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        else:
            yield Days(date(year, 1, 1), date(year, 12, 31))
    except ValueError:
        return
