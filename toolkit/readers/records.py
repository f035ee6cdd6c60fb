"""What a reader gives: a record with its place, or what could not be read, with its reason."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

BEGINNING = 200
"""How many characters of what could not be read are kept, so that a person can find it again."""
HALF = re.compile(r"[\ud800-\udfff]")


class Record(NamedTuple):
    """One record of one file as it stands there: its line, row or number, and its fields under their own names."""

    file: str
    line: int | None
    fields: dict[str, Any]


class Rejected(NamedTuple):
    """What could not be read: where it stands, why, and how it begins."""

    file: str
    line: int | None
    reason: str
    beginning: str = ""


Found = Iterator[Record | Rejected]


def reject(file: str, line: int | None, reason: str, beginning: str | bytes = "") -> Rejected:
    """Say that something could not be read.

    Examples
    --------
    >>> reject("a.csv", 3, "expected 4 cells, found 2", b"a1,Two died").beginning
    'a1,Two died'
    """
    words = beginning.decode("utf-8", "replace") if isinstance(beginning, bytes) else beginning
    return Rejected(file, line, reason, HALF.sub("\ufffd", words[:BEGINNING]))
