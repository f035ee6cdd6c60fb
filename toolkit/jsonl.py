"""Articles in one file, one a line as JSON: checked whole before the first is read."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.errors import RuleError, StudyError
from toolkit.sheets import ZEROS
from toolkit.tables import ARTICLES
from toolkit.values import faults_of_article, value

MOST_FAULTS = 100
LONGEST_ID = 200
# What would break a line or a file that an id is written to; half a character can't be written at all.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
HALF = re.compile(r"[\ud800-\udfff]")
WORDS = re.compile(r"\w")
WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
"""How a file begins whose letters have two bytes, or four: its lines do not end where a byte says so."""
KINDS = {dict: "an object", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
FIELDS = {column["column"]: column for column in ARTICLES.columns if column["column"] not in {"article_id", "text"}}


class Article(NamedTuple):
    """What an extraction needs of an article."""

    article_id: str
    text: str
    published_from: date | None
    published_to: date | None
    place: str = ""


def count_articles(path: Path) -> int:
    """Check every line of a file and count its articles.

    Raises
    ------
    StudyError
        When a line is no article: one line for each fault, the first hundred, all at once.
    """
    faults: list[str] = []
    ids: dict[str, int] = {}
    for number, found in _lines(path):
        article_id = found.article_id if isinstance(found, Article) else ""
        if isinstance(found, str):
            faults.append(f"{path} line {number}: {found}")
        elif article_id in ids:
            faults.append(
                f'{path} line {number}: expected another id, found "{article_id}", which line {ids[article_id]} has'
            )
        else:
            ids[article_id] = number
    if not ids and not faults:
        faults.append(f"{path}: expected an article on each line, found none")
    if faults:
        raise StudyError(*shortened(faults))
    return len(ids)


def shortened(faults: list[str]) -> list[str]:
    """Give the first hundred faults, and how many more there are."""
    more = len(faults) - MOST_FAULTS
    return [*faults[:MOST_FAULTS], f"and {more:,} more"] if more > 0 else faults


def read_articles(path: Path) -> Iterator[Article]:
    """Give the articles of a file that `count_articles` has found right, in its order.

    Raises
    ------
    StudyError
        When the file has changed since.
    """
    ids: set[str] = set()
    for number, found in _lines(path):
        if isinstance(found, Article) and found.article_id in ids:
            found = f'expected another id, found "{found.article_id}", which a line before it has'
        if isinstance(found, str):
            raise StudyError(f"{path} line {number}: {found}")
        ids.add(found.article_id)
        yield found


def _lines(path: Path) -> Iterator[tuple[int, Article | str]]:
    """Give each line that is not empty, as an article or as what is wrong with it."""
    with path.open("rb") as file:
        for number in count(1):
            try:
                raw = file.readline()
                if number == 1 and (raw.startswith(WIDE) or raw.count(0) * ZEROS >= len(raw) > 0):
                    yield number, "expected UTF-8, found letters of two bytes, as in UTF-16; save the file as UTF-8"
                    return
                line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
                found = _article(line) if line.strip() else None
            except MemoryError:
                raise StudyError(f"{path} line {number}: not enough memory for this line; divide its article") from None
            if not raw:
                return
            if found is not None:
                yield number, found if isinstance(found, str) else found._replace(place=f"{path} line {number}")


def _article(line: bytes) -> Article | str:
    try:
        fields = _fields(line)
        article_id, text = _id(fields), _text(fields)
        cells = {name: _cell(name, fields.get(name)) for name in FIELDS}
        for wrong in faults_of_article(cells):
            raise RuleError(wrong)
    except RuleError as fault:
        return str(fault)
    return Article(article_id, text, cells["published_from"], cells["published_to"])


class _Object(dict[str, Any]):
    """An object of JSON that knows which field stands in it twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        times = Counter(name for name, _ in pairs) if len(self) < len(pairs) else {}
        self.twice = next((name for name in times if times[name] > 1), None)


def _fields(line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8"), object_pairs_hook=_Object)
    except UnicodeDecodeError as fault:
        raise RuleError(f"expected UTF-8, found byte {line[fault.start]:#04x} at {fault.start}") from None
    except RecursionError:
        raise RuleError("expected an object with id and text, found one within another without end") from None
    except ValueError as fault:
        raise RuleError(f"expected JSON, found what is none: {fault}") from None
    if not isinstance(fields, _Object):
        raise RuleError(f"expected an object with id and text, found {_kind(fields)}")
    if fields.twice is not None:
        raise RuleError(f'expected each field once, found "{fields.twice[:40]}" twice')
    return fields


def _id(fields: dict[str, Any]) -> str:
    one, other = fields.get("id"), fields.get("article_id")
    if None not in (one, other) and one != other:
        raise RuleError(f'expected one id, found "{one}" in "id" and "{other}" in "article_id"')
    found = one if other is None else other
    if found is None:
        raise RuleError('expected a field "id" or "article_id", found none')
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise RuleError(f'expected text or a number in "id", found {_kind(found)}')
    article_id = str(found).strip()
    if not 0 < len(article_id) <= LONGEST_ID or CONTROL.search(article_id) or HALF.search(article_id):
        raise RuleError(f'expected 1 to {LONGEST_ID} characters on one line in "id", found {article_id[:40]!a}')
    return article_id


def _text(fields: dict[str, Any]) -> str:
    text = fields.get("text")
    if not isinstance(text, str):
        raise RuleError(f'expected text in "text", found {_kind(text)}')
    if half := HALF.search(text):
        raise RuleError(f'expected whole characters in "text", found half of one, {half[0]!a}, at {half.start()}')
    if not WORDS.search(text):
        raise RuleError('expected words in "text", found none')
    return text


def _cell(name: str, found: Any) -> Any:
    if found is None:
        return None
    if not isinstance(found, str) or HALF.search(found):
        raise RuleError(f'expected text in "{name}", found {_kind(found)}')
    try:
        return value({**FIELDS[name], "missing": "yes"}, found.strip())
    except RuleError as fault:
        raise RuleError(f"{name}: {fault}") from None


def _kind(found: Any) -> str:
    if isinstance(found, str) and HALF.search(found):
        return "half a character"
    return KINDS.get(dict if isinstance(found, dict) else type(found), "nothing")
