"""What a study's judgements must be: known names, one meaning for each alias, no circle; how one is applied."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from toolkit.errors import RuleError
from toolkit.sheets import Line
from toolkit.tables import EXTRACTED

Sheets = dict[str, list[Line]]


def check(sheets: Sheets, article_ids: set[str]) -> list[str]:
    """Say what is wrong with the rows of a codebook, one line for each fault."""
    return [
        *_repeated(sheets["entities"], "alias"),
        *_repeated(sheets["groups"], "term"),
        *_repeated(sheets["origins"], "alias"),
        *_divided(sheets["entities"], "entity", "kind"),
        *_divided(sheets["groups"], "group", "part_of"),
        *_divided(sheets["origins"], "origin", "kind"),
        *_unknown(sheets["groups"], "part_of", {line.cells["group"] for line in sheets["groups"]}),
        *_unknown(sheets["groups"], "disjoint_with", {line.cells["group"] for line in sheets["groups"]}),
        *_unknown(sheets["private"], "entity", {line.cells["entity"] for line in sheets["entities"]}),
        *_circles(sheets["groups"]),
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
    return re.sub(r"[\u2018\u2019\u02bb\u02bc`]", "'", alias).casefold()


def private_pattern(term: str) -> re.Pattern[str]:
    """Compile a term of private.csv: literal words, or a regular expression between slashes.

    Raises
    ------
    re.error
        When the expression is none.
    """
    if len(term) > 2 and term.startswith("/") and term.endswith("/"):
        return re.compile(term[1:-1], re.IGNORECASE)
    words = r"(?:\s|<br>)+".join(re.escape(word) for word in re.sub(r"['\u2018\u2019]", "'", term).split())
    return re.compile(rf"(?<!\w){words}(?!\w)".replace("'", "['\u2018\u2019]"), re.IGNORECASE)


def _repeated(lines: list[Line], column: str) -> Iterator[str]:
    first: dict[str, str] = {}
    for line in lines:
        key = alias_key(line.cells[column])
        if key in first:
            yield f'{line.place}: {column} "{line.cells[column]}" stands in {first[key]} already; take one of them out'
        first.setdefault(key, line.place)


def _divided(lines: list[Line], name: str, column: str) -> Iterator[str]:
    first: dict[str, Any] = {}
    for line in lines:
        known = first.setdefault(line.cells[name], line.cells[column])
        if known != line.cells[column]:
            here = line.cells[column]
            yield f'{line.place}: {name} "{line.cells[name]}" has {column} "{known}" above and "{here}" here'


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


def _bad_patterns(lines: list[Line]) -> Iterator[str]:
    for line in lines:
        try:
            private_pattern(line.cells["term"])
        except re.error as fault:
            yield f'{line.place}: bad pattern "{line.cells["term"]}": {fault}'


def _bad_corrections(lines: list[Line], article_ids: set[str]) -> Iterator[str]:
    columns = {table.name: table.names for table in EXTRACTED}
    for line in lines:
        cells = line.cells
        if cells["article_id"] not in article_ids:
            yield f'{line.place}: unknown article_id "{cells["article_id"]}"; add it or mend its spelling'
        if cells["column"] not in columns[cells["table"]]:
            yield f'{line.place}: table {cells["table"]} has no column "{cells["column"]}"'


def apply(cells: pd.DataFrame, row: dict[Any, Any]) -> None:
    """Write one correction into a table of plain objects.

    Raises
    ------
    RuleError
        When its row is not there, or `from` is not what stands there.
    """
    where = f"corrections: {row['table']} {row['article_id']} {row['start']}-{row['end']}"
    spans = cells[["article_id", "start", "end"]].apply(tuple, axis=1)
    index = cells.index[spans == (row["article_id"], row["start"], row["end"])]
    if index.empty:
        raise RuleError(f"{where}: no such row; take the correction out or mend its span")
    for at in index:
        found, expected = _printed(cells[row["column"]][at]), _printed(row["from"])
        if found != expected:
            raise RuleError(f'{where}: {row["column"]}: expected "{expected}", found "{found}"; look at the row again')
        cells.at[at, row["column"]] = row["to"]


def _printed(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)
