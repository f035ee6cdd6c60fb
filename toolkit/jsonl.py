"""Articles in one file, one a line as JSON, under ids of their own: what is no article is told with its line."""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.errors import RuleError, StudyError
from toolkit.seen import Seen
from toolkit.sheets import ZEROS
from toolkit.tables import ARTICLES
from toolkit.values import Object, as_json, faults_of_article, value

MOST_FAULTS = 100
LONGEST_ID = 200
# What would break a line or a file that an id is written to; half a character can't be written at all.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
HALF = re.compile(r"[\ud800-\udfff]")
WORDS = re.compile(r"\w")
WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
"""How a file begins whose letters have two bytes, or four: its lines do not end where a byte says so."""
KINDS = {dict: "an object", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
HEAD = 1 << 16
LONGEST_LINE = 256 << 20
"""A line longer than this, in bytes, is no article that can be read."""
NO_MEMORY = "{path} line {number}: not enough memory for this line; divide its article"
FOREIGN = re.compile(rb"[\xef\xbb\xbf\s]*\{")
OWN_ID = re.compile(rb'"(?:article_)?id"\s*:')
OWN = frozenset({"id", "article_id", "text"})
Fields = dict[str, Any]
FIELDS = {column["column"]: column for column in ARTICLES.columns if column["column"] not in {"article_id", "text"}}


class Article(NamedTuple):
    """What an extraction needs of an article."""

    article_id: str
    text: str
    published_from: date | None
    published_to: date | None
    place: str = ""
    language: str | None = None


class Fault(NamedTuple):
    """A line that is no article: its file and number, what is wrong, and how it begins."""

    file: str
    line: int
    reason: str
    beginning: str


def is_own_form(path: Path) -> bool:
    """Say whether a file is read here: `.jsonl` whose first line has an id and a text, or no object in UTF-8."""
    if not path.is_file() or path.suffix.lower() not in {".jsonl", ".ndjson"}:
        return False
    with path.open("rb") as file:
        lines = iter(lambda: file.readline(HEAD), b"")
        first = next((line for line in lines if line.strip(b"\xef\xbb\xbf\r\n\t ")), b"")
    return _is_wide(first) or not FOREIGN.match(first) or (b'"text"' in first and bool(OWN_ID.search(first)))


def _is_wide(line: bytes) -> bool:
    """Say whether letters have two bytes, as a first line shows."""
    return line.startswith(WIDE) or line.count(0) * ZEROS >= len(line) > 0


def count_articles(path: Path, most_rejected: float = 0) -> int:
    """Check every line of a file and count its articles.

    Parameters
    ----------
    most_rejected
        Which share of the lines may be no article.

    Raises
    ------
    StudyError
        When more lines are no article: one line for each fault, the first hundred, all at once.
    """
    faults: list[str] = []
    articles = wrong = 0
    for found in read_lines(path):
        if isinstance(found, Fault):
            wrong += 1
            if len(faults) <= MOST_FAULTS:
                faults.append(f"{path} line {found.line}: {found.reason}")
        else:
            articles += 1
    if not articles and not wrong:
        raise StudyError(f"{path}: expected an article on each line, found none")
    if wrong > most_rejected * (articles + wrong) or not articles:
        raise StudyError(*shortened([*faults, *[""] * (wrong - len(faults))]))
    return articles


def shortened(faults: list[str]) -> list[str]:
    """Give the first hundred faults, and how many more there are."""
    more = len(faults) - MOST_FAULTS
    return [*faults[:MOST_FAULTS], f"and {more:,} more"] if more > 0 else faults


def read_articles(path: Path) -> Iterator[Article]:
    """Give the articles of a file, in its order.

    Raises
    ------
    StudyError
        When a line is no article.
    """
    for found in read_lines(path):
        if isinstance(found, Fault):
            raise StudyError(f"{path} line {found.line}: {found.reason}")
        yield found[0]


def read_lines(path: Path) -> Iterator[tuple[Article, Fields] | Fault]:
    """Give each line that is not empty: an article with its row of `COLLECTED`, or what is wrong with it."""
    ids = Seen()
    for number, line, fault in _lines(path):
        try:
            found = fault or _article(line)
        except MemoryError:
            raise StudyError(NO_MEMORY.format(path=path, number=number)) from None
        if isinstance(found, str):
            yield Fault(str(path), number, found, line[:HEAD].decode("utf-8", "replace"))
            continue
        article, row = found
        known = ids.first(article.article_id, number)
        if known is not None:
            told = f'expected another id, found "{article.article_id}", which line {known} has'
            yield Fault(str(path), number, told, article.text)
            continue
        yield article._replace(place=f"{path} line {number}"), row | {"file": str(path), "line": number}


def _lines(path: Path) -> Iterator[tuple[int, bytes, str]]:
    """Give each line that is not empty, by its number, with what is wrong with it as a line."""
    with path.open("rb") as file:
        for number in count(1):
            try:
                raw = file.readline(LONGEST_LINE + 1)
            except MemoryError:
                raise StudyError(NO_MEMORY.format(path=path, number=number)) from None
            if not raw:
                return
            if number == 1 and _is_wide(raw):
                yield number, raw, "expected UTF-8, found letters of two bytes, as in UTF-16; save the file as UTF-8"
                return
            fault = ""
            if len(raw) > LONGEST_LINE:
                fault = f"expected at most {LONGEST_LINE:,} bytes in a line, found more; divide its article"
                while not raw.endswith(b"\n") and (more := file.readline(HEAD)):
                    raw = raw[:HEAD] + more[-1:]
            line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
            if line.strip() or fault:
                yield number, line, fault


def _article(line: bytes) -> tuple[Article, Fields] | str:
    try:
        fields = _fields(line)
        article_id, text = _id(fields), _text(fields)
        cells = {name: _cell(name, fields.get(name)) for name in FIELDS}
        for wrong in faults_of_article(cells):
            raise RuleError(wrong)
    except RuleError as fault:
        return str(fault)
    days = cells["published_from"], cells["published_to"]
    further = {name: value for name, value in fields.items() if name not in FIELDS and name not in OWN}
    row = {**cells, "article_id": article_id, "text": text, "further": as_json(further)}
    row["account"] = cells["account"] or cells["outlet"] or article_id
    return Article(article_id, text, *days, language=cells["language"]), row


def _fields(line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8"), object_pairs_hook=Object)
    except UnicodeDecodeError as fault:
        raise RuleError(f"expected UTF-8, found byte {line[fault.start]:#04x} at {fault.start}") from None
    except RecursionError:
        raise RuleError("expected an object with id and text, found one within another without end") from None
    except ValueError as fault:
        raise RuleError(f"expected JSON, found what is none: {fault}") from None
    if not isinstance(fields, Object):
        raise RuleError(f"expected an object with id and text, found {_kind(fields)}")
    if fields.fault:
        raise RuleError(fields.fault)
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
