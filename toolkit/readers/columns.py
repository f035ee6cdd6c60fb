"""Which field of a record means what: by rules/source_columns.csv, or as a person says."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from toolkit.errors import SourceError
from toolkit.readers.dates import Days, read_days
from toolkit.readers.records import HALF, Record, Rejected, reject
from toolkit.rules import Row, rows, words

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
OTHER = re.compile(r"[^\w]+|_+")
WORDS = re.compile(r"\w")
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
KINDS = {list: "a list", bool: "true or false", int: "a number", float: "a number", type(None): "nothing"}


SHOWN = {"published": "published_from"}
"""Under which name a meaning is told: a day of publication is the first and the last at once."""


class Options(NamedTuple):
    """What a person says of a source: the meaning of columns by their names, and how dates are ordered."""

    meanings: Mapping[str, str] = {}
    order: str | None = None


class Choice(NamedTuple):
    """One field that may give one meaning."""

    column: str
    meaning: str
    holds: str


def meanings() -> tuple[str, ...]:
    """Give everything that a column can mean, each once."""
    return tuple(dict.fromkeys(words("source_columns", "meaning")))


def check_meanings(given: Mapping[str, str]) -> None:
    """Refuse a meaning that no column can have.

    Raises
    ------
    SourceError
        One line for each.
    """
    wrong = {column: meaning for column, meaning in given.items() if meaning not in meanings()}
    if wrong:
        known = ", ".join(meanings())
        raise SourceError(
            *(f'column "{column}": no meaning "{each}"; expected one of {known}' for column, each in wrong.items())
        )


def key(name: str) -> str:
    """Reduce a column's name to what its spellings share.

    Examples
    --------
    >>> key("publishedAt"), key("Publish Date"), key("source.name")
    ('published_at', 'publish_date', 'source_name')
    """
    return OTHER.sub("_", CAMEL.sub("_", name.strip())).strip("_").lower()


def is_known(name: str) -> bool:
    """Say whether a column's name is one of rules/source_columns.csv."""
    return key(name) in words("source_columns", "name")


@lru_cache(maxsize=4096)
def _choices(names: tuple[str, ...], given: tuple[tuple[str, str], ...]) -> tuple[Choice, ...]:
    """Give the fields that may give each meaning, those that a person named first, then by rank."""
    said = dict(given)
    chosen = [Choice(name, said[name], _holds(said[name])) for name in names if name in said]
    by_key: dict[str, list[Row]] = {}
    for row in rows("source_columns"):
        by_key.setdefault(row["name"], []).append(row)
    taken = set(said.values())
    ranked = [
        (row["rank"], Choice(name, row["meaning"], row["holds"]))
        for name in names
        if name not in said
        for row in by_key.get(key(name), [])
        if row["meaning"] not in taken
    ]
    return (*chosen, *(choice for _, choice in sorted(ranked, key=lambda each: each[0])))


def _holds(meaning: str) -> str:
    return next(row["holds"] for row in rows("source_columns") if row["meaning"] == meaning)


def understand(
    record: Record, options: Options, seen: Counter[tuple[str, str]], *, needs_text: bool = True
) -> dict[str, Any] | Rejected:
    """Give what a record says by its meaning: text as it stands, days as days, all else as text.

    Parameters
    ----------
    seen
        Counts how often each column gave each meaning.
    needs_text
        Whether a record without a text is refused.
    """
    found: dict[str, Any] = {}
    given = tuple(sorted(options.meanings.items()))
    for column, meaning, holds in _choices(tuple(map(str, record.fields)), given):
        value = record.fields[column]
        if needs_text and meaning == "file":
            continue  # of a list only
        if meaning not in found and (fit := _fitting(value, meaning, holds)) is not None:
            found[meaning] = fit
            found.setdefault("columns", {})[meaning] = column
            seen[column, meaning] += 1
    return _checked(record, found) if needs_text else found


def _fitting(value: Any, meaning: str, holds: str) -> Any:
    """Give a field's value as its meaning needs it; nothing where it holds something else, or nothing."""
    if value is None or (isinstance(value, float) and value != value):
        return None
    if meaning == "text":
        return value
    if isinstance(value, dict | list | bool):
        return None
    if holds == "date":
        return value if isinstance(value, date) or str(value).strip() else None
    text = " ".join(str(value).split())
    return _named(text, holds) if text and not HALF.search(text) else None


def _named(text: str, holds: str) -> str | None:
    is_address = bool(ADDRESS.fullmatch(text))
    if holds == "name":
        return None if is_address else text
    if holds == "address":
        return text if is_address else None
    if holds == "domain":
        return (urlsplit(text).hostname or text if is_address else text).removeprefix("www.")
    return text


def _checked(record: Record, found: dict[str, Any]) -> dict[str, Any] | Rejected:
    text = found.get("text")
    beginning = str(text if isinstance(text, str) else next(iter(record.fields.values()), ""))
    if "text" not in found:
        named = [name for name in record.fields if name]
        if "url" in found:
            reason = "an address without a text; save the page and name its folder too"
        else:
            reason = (
                f"no column gives the text; found {', '.join(named[:12]) or 'none'}; name it with --map COLUMN=text"
            )
        return reject(record.file, record.line, reason, beginning)
    if not isinstance(text, str):
        kind = KINDS.get(type(text), "something else")
        return reject(record.file, record.line, f"expected text, found {kind}", beginning)
    if half := HALF.search(text):
        reason = f"expected whole characters, found half of one at {half.start()}: damaged, or not UTF-8"
        return reject(record.file, record.line, reason, beginning)
    if not WORDS.search(text):
        return reject(record.file, record.line, "found no words in the text", beginning)
    return found


class Proven(NamedTuple):
    """The first and the last day of publication that a record proves, by what, and why a date could not be read."""

    first: date | None
    last: date | None
    basis: str | None
    fault: str | None


def days_of(found: Mapping[str, Any], order: str | None) -> Proven:
    """Give the days of publication that a record proves.

    Examples
    --------
    >>> proven = days_of({"published": "May 2025", "columns": {"published": "date"}}, None)
    >>> str(proven.last), proven.basis
    ('2025-05-31', 'date "May 2025"')
    """
    parts: dict[str, Days] = {}
    basis: list[str] = []
    for meaning in ("published", "published_from", "published_to"):
        if meaning not in found:
            continue
        read = read_days(found[meaning], order)
        shown = f'{found["columns"].get(meaning, meaning)} "{found[meaning]}"'
        if isinstance(read, str):
            return Proven(None, None, f"not read: {shown}", f"{found['columns'].get(meaning, meaning)}: {read}")
        parts[meaning] = read
        basis.append(shown)
    exact = parts.get("published")
    early, late = parts.get("published_from", exact), parts.get("published_to", exact)
    return Proven(early and early.first, late and late.last, "; ".join(basis) or None, None)


def told(seen: Iterable[tuple[tuple[str, str], int]], records: int) -> str:
    """Tell which column gave what, and in how many rows where it was not in all.

    Examples
    --------
    >>> told([(("media_name", "outlet"), 40), (("publish_date", "published"), 38)], 40)
    'media_name → outlet, publish_date → published_from (38 of 40 rows)'
    """
    return ", ".join(
        f"{column} → {SHOWN.get(meaning, meaning)}" + ("" if count == records else f" ({count:,} of {records:,} rows)")
        for (column, meaning), count in seen
        if column != meaning
    )
