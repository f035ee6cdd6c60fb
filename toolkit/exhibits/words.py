"""Values in plain English: numbers, days, lists."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MISSING = "–"


def number(value: float) -> str:
    """Write a number with its thousands separated.

    Examples
    --------
    >>> number(1018), number(2.5)
    ('1,018', '2.5')
    """
    return f"{int(value):,}" if value == int(value) else f"{value:,.1f}"


def count(value: int, noun: str, nouns: str | None = None) -> str:
    """Write a number with its noun, up to ten in words.

    Examples
    --------
    >>> count(1, "account"), count(5, "account"), count(1018, "body", "bodies")
    ('one account', 'five accounts', '1,018 bodies')
    """
    written = SMALL[value] if 0 <= value < len(SMALL) else number(value)
    return f"{written} {noun if value == 1 else nouns or noun + 's'}"


def listing(things: Iterable[str]) -> str:
    """Join things as a sentence does.

    Examples
    --------
    >>> listing(["one"]), listing(["one", "two", "three"])
    ('one', 'one, two and three')
    """
    *most, last = list(things) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def day(value: date) -> str:
    """Write a day with its weekday.

    Examples
    --------
    >>> day(date(2025, 3, 8))
    'Sat 8 March 2025'
    """
    return f"{value:%a} {value.day} {value:%B} {value.year}"


def sentence(text: str) -> str:
    """Begin with a capital.

    Examples
    --------
    >>> sentence("five accounts")
    'Five accounts'
    """
    return text[:1].upper() + text[1:]


def value(cell: Any) -> str:
    """Write one cell of a table; what is missing is a dash."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if cell is None or (pd.api.types.is_scalar(cell) and pd.isna(cell)):
        return MISSING
    if isinstance(cell, date):
        return day(cell)
    return number(cell) if isinstance(cell, int | float) else str(cell)
