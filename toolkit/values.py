"""One cell of a sheet in, what its column holds out; and a value as it is told to a person."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from toolkit.errors import RuleError
from toolkit.rules import Row

LARGEST_FURTHER = 10_000
"""So many characters of further fields are carried with an article, at most."""
FLAGS = {"yes": True, "true": True, "no": False, "false": False}
WHOLE = re.compile(r"[0-9]{1,18}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def value(column: Row, cell: str) -> Any:
    """Read one cell as what its column holds; an empty cell is a missing value.

    Raises
    ------
    RuleError
        When it is none of what the column may hold.
    """
    if not cell:
        if column["missing"] == "no":
            raise RuleError("is empty; write a value or take the line out")
        return None
    if column["values"] and cell not in column["values"].split(";"):
        raise RuleError(f'expected one of {column["values"].replace(";", ", ")}; found "{cell}"')
    return CONVERT[column["type"]](cell)


def _date(cell: str) -> date:
    try:
        return date.fromisoformat(cell if DAY.fullmatch(cell) else "")
    except ValueError:
        raise RuleError(f'expected a day such as 2025-03-08, found "{cell}"') from None


def _flag(cell: str) -> bool:
    if cell.lower() not in FLAGS:
        raise RuleError(f'expected yes or no, found "{cell}"')
    return FLAGS[cell.lower()]


def _whole(cell: str) -> int:
    if not WHOLE.fullmatch(cell):
        raise RuleError(f'expected a whole number, found "{cell}"')
    return int(cell)


def _text(cell: str) -> str:
    if "\0" in cell:
        raise RuleError(f'expected text, found a NUL after "{cell.partition(chr(0))[0]}"; write the cell anew')
    return cell


CONVERT: dict[str, Callable[[str], Any]] = {
    "text": _text,
    "date": _date,
    "flag": _flag,
    "count": _whole,
    "offset": _whole,
}


def as_told(cell: Any) -> str:
    """Write a value as it is told to a person.

    Examples
    --------
    >>> as_told(True), as_told(date(2031, 3, 4)), as_told(None)
    ('"yes"', '"2031-03-04"', 'nothing')
    """
    if pd.isna(cell):
        return "nothing"
    if isinstance(cell, bool):
        return '"yes"' if cell else '"no"'
    return f'"{cell.date() if isinstance(cell, datetime) else cell}"'


def as_json(fields: Mapping[str, Any]) -> str | None:
    """Write further fields as JSON; nothing where there are none, or more than an article should carry.

    Examples
    --------
    >>> as_json({"desk": "coast", "codes": [1, 2]}), as_json({})
    ('{"codes": [1, 2], "desk": "coast"}', None)
    """
    try:
        written = json.dumps(fields, default=str, sort_keys=True) if fields else None
    except (RecursionError, ValueError, TypeError):
        return None
    return written if written and len(written) <= LARGEST_FURTHER else None
