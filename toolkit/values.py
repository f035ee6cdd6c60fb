"""One cell of a sheet in, what its column holds out; and a value as it is told to a person."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from unicodedata import category, normalize

import pandas as pd
from langcodes import Language, standardize_tag, tag_is_valid
from langcodes.tag_parser import EXCEPTIONS, LanguageTagError

from toolkit.errors import RuleError
from toolkit.rules import Row

LARGEST_FURTHER = 10_000
"""So many characters of further fields are carried with an article, at most."""
FLAGS = {"yes": True, "true": True, "no": False, "false": False}
WHOLE = re.compile(r"[0-9]{1,18}")
# Letters of Korean that have no shape: what they stand for is missing.
SHAPELESS = "\u115f\u1160\u3164\uffa0"
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
    if cell and not seen(cell):
        raise RuleError(f"expected text, found only what can't be seen ({ascii(cell)[1:-1]}); write the cell anew")
    return cell


CONVERT: dict[str, Callable[[str], Any]] = {
    "text": _text,
    "date": _date,
    "flag": _flag,
    "count": _whole,
    "offset": _whole,
}


def seen(text: str) -> str:
    """Give what a person sees of a text: accents composed in one way, width and blanks alike, and nothing unseen.

    Examples
    --------
    >>> seen("Cafe\u0301\u200b  Post") == "Caf\u00e9 Post"
    True
    """
    composed = normalize("NFKC", text)
    shown = (" " if letter.isspace() else letter for letter in composed if letter.isspace() or _has_shape(letter))
    return " ".join("".join(shown).split())


def _has_shape(letter: str) -> bool:
    return letter not in SHAPELESS and category(letter) not in {"Cf", "Cc", "Cs"}


def faults_of_article(row: dict[str, Any]) -> Iterator[str]:
    """Say what is wrong with an article's days of publication, and with its language."""
    early, late, language = row["published_from"], row["published_to"], row["language"]
    if early and late and early > late:
        yield f"published_from {early} is after published_to {late}; exchange them"
    if language and not _is_tag(language):
        # What other programs call a language is often near: en_GB, eng, en-UK.
        near = f'; write "{standardize_tag(language)}"' if tag_is_valid(language) else ""
        yield f'language: expected a BCP 47 tag such as en or ar-SY, found "{language}"{near}'


def _is_tag(tag: str) -> bool:
    try:
        # Tags older than the rules for tags, such as i-klingon, are valid as they are.
        return tag.lower() in EXCEPTIONS or ("_" not in tag and Language.get(tag, normalize=False).is_valid())
    except LanguageTagError:
        return False


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


class Object(dict[str, Any]):
    """An object of JSON that knows which field stands in it twice; made from pairs, as `json.loads` hands them on.

    Examples
    --------
    >>> json.loads('{"id": 1, "text": "Two died.", "id": 2}', object_pairs_hook=Object).fault
    'expected each field once, found "id" twice'
    """

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        times = Counter(name for name, _ in pairs) if len(self) < len(pairs) else {}
        twice = next((name for name in times if times[name] > 1), None)
        self.fault = "" if twice is None else f'expected each field once, found "{twice[:40]}" twice'


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
