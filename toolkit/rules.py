"""The language's word lists: rows of rules/*.csv, read once and never written in code."""

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from toolkit.errors import RuleError

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Read one word list.

    Parameters
    ----------
    name
        The file's name below `rules/`, without `.csv`: `fr/numbers` in the folder of a language. A name that is not
        there is that of a list of English, in `rules/en/`.

    Raises
    ------
    RuleError
        When a row has too few or too many cells.
    """
    lists = files("toolkit") / "rules"
    own = lists / f"{name}.csv"
    text = (own if own.is_file() else lists / "en" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(_checked(name, csv.reader(text.splitlines(keepends=True), strict=True)))


def _checked(name: str, lines: Iterator[list[str]]) -> Iterator[Row]:
    header = next(lines)
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            raise RuleError(f"rules/{name}.csv line {number}: expected {len(header)} cells, found {len(cells)}")
        yield dict(zip(header, cells, strict=True))


@lru_cache(maxsize=1024)
def words(name: str, column: str, **where: str) -> tuple[str, ...]:
    """Hand on one column of a word list, of the rows that have the given values."""
    return tuple(row[column] for row in rows(name) if all(row[key] == value for key, value in where.items()))


@lru_cache(maxsize=256)
def alternatives(terms: tuple[str, ...]) -> str:
    r"""Join literal terms to one pattern, the longest first, so that a long term wins over its own beginning.

    Examples
    --------
    >>> alternatives(("at", "at least"))
    '(?:at\\ least|at)'
    """
    return "(?:" + "|".join(re.escape(term) for term in sorted(terms, key=lambda term: (-len(term), term))) + ")"


def first_letters(terms: Iterable[str], depth: int = 5) -> str:
    r"""Match the first letters of some terms, each letter tried once: a look ahead that tells most words at once.

    Examples
    --------
    >>> first_letters(("two", "ten", "five"), depth=2)
    '(?:f(?:i)|t(?:e|w))'
    """
    if depth == 0 or "" in (beginnings := set(terms)):
        return ""
    after: dict[str, set[str]] = {}
    for term in sorted(beginnings):
        after.setdefault(term[0], set()).add(term[1:])
    branches = (
        (re.escape(first) if first.strip() else r"\s") + first_letters(rest, depth - 1) for first, rest in after.items()
    )
    return f"(?:{'|'.join(branches)})"
