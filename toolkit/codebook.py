"""What a study's judgements must be: known names, one meaning for each alias, no circle; how one is applied."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

import pandas as pd

from toolkit.errors import RuleError
from toolkit.folding import fold
from toolkit.sheets import Line, value
from toolkit.tables import EXTRACTED, Table

Sheets = dict[str, list[Line]]
Place = TypeVar("Place", int, str)

APOSTROPHES = "\u2018\u2019\u02bb\u02bc\u02be\u02bf\u00b4"
"""What is printed for an apostrophe: quotation marks, letters of transliteration, an accent without its letter."""
APOSTROPHE = re.compile(f"[{APOSTROPHES}`]")
OF_ORIGINS = ("kind", "party", "independent", "rank", "counts")
"""What an origin has once, however many aliases it has."""


def check(sheets: Sheets, article_ids: set[str] | None) -> list[str]:
    """Say what is wrong with the rows of a codebook, one line for each fault.

    Parameters
    ----------
    article_ids
        Those of the manifest; None where it can't be read, so that nothing is known of them.
    """
    return [
        *_repeated(sheets["entities"], "alias"),
        *_alike(sheets["entities"]),
        *_repeated(sheets["groups"], "term"),
        *_repeated(sheets["origins"], "alias"),
        *_divided(sheets["entities"], "entity", "kind"),
        *_divided(sheets["groups"], "group", "part_of"),
        *_divided(sheets["groups"], "group", "party"),
        *(fault for column in OF_ORIGINS for fault in _divided(sheets["origins"], "origin", column)),
        *_unknown(sheets["groups"], "part_of", {line.cells["group"] for line in sheets["groups"]}),
        *_unknown(sheets["groups"], "disjoint_with", {line.cells["group"] for line in sheets["groups"]}),
        *_unknown(sheets["private"], "entity", {line.cells["entity"] for line in sheets["entities"]}),
        *_circles(sheets["groups"]),
        *(f"{place}: {fault}" for place, fault in parted_wholes((line.place, line.cells) for line in sheets["groups"])),
        *_bad_patterns(sheets["private"]),
        *_bad_corrections(sheets["corrections"], article_ids),
    ]


def alias_key(alias: str) -> str:
    """Reduce an alias to what tells it from others: case and the form of its apostrophes do not.

    Examples
    --------
    >>> alias_key("Hay\u2019at") == alias_key("HAY'AT")
    True
    """
    return APOSTROPHE.sub("'", fold(alias)).casefold()


def printed_key(alias: str) -> str:
    """Reduce an alias to what all its printed forms share: apostrophes may be missing, dashes may be blanks.

    Examples
    --------
    >>> printed_key("Hay\u2019at al-Roe") == printed_key("Hayat Al Roe")
    True
    """
    return " ".join(alias_key(alias).replace("'", "").replace("-", " ").split())


def private_pattern(term: str) -> re.Pattern[str]:
    """Compile a term of private.csv: literal words, or a regular expression between slashes.

    Raises
    ------
    re.error
        When the expression is none.
    """
    if len(term) > 2 and term.startswith("/") and term.endswith("/"):
        return re.compile(term[1:-1], re.IGNORECASE)
    words = r"(?:\s|<br>)+".join(re.escape(word) for word in APOSTROPHE.sub("'", term).split())
    return re.compile(rf"(?<!\w){words}(?!\w)".replace("'", f"['{APOSTROPHES}`]"), re.IGNORECASE)


def _repeated(lines: list[Line], column: str) -> Iterator[str]:
    first: dict[str, str] = {}
    for line in lines:
        key = alias_key(line.cells[column])
        if key in first:
            yield f'{line.place}: {column} "{line.cells[column]}" stands in {first[key]} already; take one of them out'
        first.setdefault(key, line.place)


def _alike(lines: list[Line]) -> Iterator[str]:
    """Tell aliases of two entities that can be printed alike; those written alike are told by `_repeated`."""
    first: dict[str, Line] = {}
    for line in lines:
        alias, entity = line.cells["alias"], line.cells["entity"]
        known = first.setdefault(printed_key(alias), line)
        other = known.cells
        if other["entity"] != entity and alias_key(other["alias"]) != alias_key(alias):
            yield (
                f'{line.place}: alias "{alias}" of "{entity}" can be printed like "{other["alias"]}" of '
                f'"{other["entity"]}" in {known.place}; take one of them out'
            )


def _divided(lines: list[Line], name: str, column: str) -> Iterator[str]:
    first: dict[str, Any] = {}
    for line in lines:
        known = first.setdefault(line.cells[name], line.cells[column])
        if known != line.cells[column]:
            here = line.cells[column]
            above, now = _shown(known), _shown(here)
            yield f'{line.place}: {name} "{line.cells[name]}" has {column} {above} above and {now} here; write one'


def _unknown(lines: list[Line], column: str, known: set[str]) -> Iterator[str]:
    for line in lines:
        name = line.cells[column]
        if name is not None and name not in known:
            yield f'{line.place}: unknown {column} "{name}"; add it or mend its spelling'


def _circles(lines: list[Line]) -> Iterator[str]:
    whole = {line.cells["group"]: line.cells["part_of"] for line in lines}
    for line in lines:
        seen, group = set(), line.cells["group"]
        while group is not None and group not in seen:
            seen.add(group)
            group = whole.get(group)
        if group is not None and group == line.cells["group"]:
            yield f'{line.place}: group "{group}" is a part of itself; mend part_of'


def parted_wholes(rows: Iterable[tuple[Place, Mapping[Any, Any]]]) -> Iterator[tuple[Place, str]]:
    """Find the groups that are said to share nobody with themselves or with a group that they are a part of.

    Parameters
    ----------
    rows
        Each row of groups.csv with its place; the fault is given for the row that says so.
    """
    known = list(rows)
    whole = {row["group"]: row["part_of"] for _, row in known}
    for place, row in known:
        one, other = row["group"], row["disjoint_with"]
        if other is not None and (one in _upwards(other, whole) or other in _upwards(one, whole)):
            yield place, f'group "{one}" shares nobody with "{other}" and is a part of it, or it of "{one}"; mend one'


def _upwards(group: str, whole: Mapping[str, str | None]) -> list[str]:
    """Give a group and all that it is a part of; a circle is gone round once."""
    found: list[str] = []
    at: str | None = group
    while at is not None and at not in found:
        found.append(at)
        at = whole.get(at)
    return found


def _bad_patterns(lines: list[Line]) -> Iterator[str]:
    for line in lines:
        term = line.cells["term"]
        try:
            if private_pattern(term).search(""):
                yield f'{line.place}: bad pattern "{term}": it finds a place without any words'
        except re.error as fault:
            yield f'{line.place}: bad pattern "{term}": {fault}'


def _bad_corrections(lines: list[Line], article_ids: set[str] | None) -> Iterator[str]:
    tables = {table.name: table for table in EXTRACTED}
    for line in lines:
        cells = line.cells
        if article_ids is not None and cells["article_id"] not in article_ids:
            yield f'{line.place}: unknown article_id "{cells["article_id"]}"; add it or mend its spelling'
        try:
            for side in ("from", "to"):
                _typed(tables[cells["table"]], cells["column"], cells[side])
        except RuleError as fault:
            yield f"{line.place}: {fault}"


def _typed(table: Table, name: str, cell: str | None) -> Any:
    column = next((column for column in table.columns if column["column"] == name), None)
    if column is None or name in {table.names[0], "article_id"}:
        raise RuleError(f'table {table.name} has no column "{name}" that can be corrected')
    try:
        return value(column, cell or "")
    except RuleError as fault:
        raise RuleError(f"{name}: {fault}") from None


def apply(table: Table, cells: pd.DataFrame, row: dict[Any, Any]) -> None:
    """Write one correction into a table of plain objects.

    Raises
    ------
    RuleError
        When its row is not there, or `from` is not what stands there.
    """
    where = f"corrections: {row['table']} {row['article_id']} {row['start']}-{row['end']}"
    name = row["column"]
    try:
        expected, wanted = (_typed(table, name, None if pd.isna(cell) else cell) for cell in (row["from"], row["to"]))
    except RuleError as fault:
        raise RuleError(f"{where}: {fault}") from None
    here = (cells["article_id"] == row["article_id"]) & (cells["start"] == row["start"]) & (cells["end"] == row["end"])
    if not here.any():
        raise RuleError(f"{where}: no such row; take the correction out or mend its span")
    found = [_shown(cell) for cell in cells.loc[here, name]]
    if _shown(expected) not in found:
        raise RuleError(f"{where}: {name}: expected {_shown(expected)}, found {found[0]}; look at the row again")
    for at, shown in zip(cells.index[here], found, strict=True):
        if shown == _shown(expected):
            cells.at[at, name] = wanted


def _shown(cell: Any) -> str:
    """Write a value as it is told to a person."""
    if pd.isna(cell):
        return "nothing"
    if isinstance(cell, bool):
        return '"yes"' if cell else '"no"'
    return f'"{cell.date() if isinstance(cell, datetime) else cell}"'
