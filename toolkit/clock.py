"""Times of day in words and digits: "9 a.m.", "18:00", "noon"."""

import re
from functools import cache

from toolkit.folding import fold_case
from toolkit.rules import alternatives, rows

HALF = 12


def find_hour(text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """Find the first time of day between two characters of a text.

    Examples
    --------
    >>> found = find_hour("At 9.30 a.m. on Monday")
    >>> found["hour"], minutes(found)
    ('9.30 a.m.', 570)
    """
    return _hour().search(text, start, len(text) if end is None else end)


def minutes(found: re.Match[str]) -> int:
    """Give the minutes since midnight of a time of day."""
    if found["named"]:
        return 60 * _values("hour")[fold_case(found["named"])]
    hour, minute = int(found["number"] or found["full"]), int(found["minute"] or found["past"] or 0)
    half = _values("clock").get(fold_case(found["half"] or ""))
    return 60 * (hour if half is None else hour % HALF + half) + minute


@cache
def _values(kind: str) -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in rows("time_words") if row["kind"] == kind}


@cache
def _hour() -> re.Pattern[str]:
    number = r"(?P<number>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s*"
    half = rf"(?P<half>{alternatives(tuple(_values('clock')))})(?!\w)"
    full = r"(?P<full>[01]?\d|2[0-3]):(?P<past>[0-5]\d)(?![\w:])"
    named = rf"(?P<named>{alternatives(tuple(_values('hour')))})\b"
    return re.compile(rf"(?<![\w:.])(?P<hour>{number}{half}|{full}|{named})", re.IGNORECASE)
