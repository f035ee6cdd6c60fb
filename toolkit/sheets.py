"""Sheets that a person keeps by hand: CSV in, typed rows and their faults out."""

import csv
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from toolkit.errors import RuleError, TableError
from toolkit.rules import Row
from toolkit.tables import Table

FLAGS = {"yes": True, "true": True, "no": False, "false": False}
WHOLE = re.compile(r"[0-9]{1,18}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What a table can hold as a day, with some room.
FIRST_YEAR, LAST_YEAR = 1700, 2200
SEPARATORS = {";": "semicolons", "\t": "tabs"}


class Line(NamedTuple):
    """One row of a sheet and the line of the file on which it begins."""

    place: str
    cells: dict[str, Any]


def read_sheet(
    path: Path,
    table: Table,
    faults: list[str],
    *,
    optional: frozenset[str] = frozenset(),
    further: tuple[str, ...] = (),
) -> list[Line]:
    """Read one sheet.

    Parameters
    ----------
    path
        A CSV file in UTF-8 with a header. A file that does not exist has no rows; empty rows are passed over.
    table
        What the columns are; columns that the table does not have are left to the person who keeps the sheet.
    faults
        Gets one line for each fault; a row with a fault is left out.
    optional
        Columns that the sheet may leave out, or empty.
    further
        Columns that the sheet must have beside those of the table.
    """
    rows = rows_of(path, faults)
    _, header = next(rows, (1, []))
    if not header:
        return []
    required = [*further, *(name for name in table.names if name not in optional)]
    if wrong := header_fault(header, required):
        faults.append(f"{path} line 1: {wrong}")
        return []
    return list(_lines(path, _relaxed(table, optional), header, rows, faults))


def column(path: Path, name: str) -> dict[str, str] | None:
    """Give every cell of one column by its place, whatever else is wrong with its row; None where it can't be read."""
    unread: list[str] = []
    (_, header), *rows = list(rows_of(path, unread)) or [(1, [])]
    if unread or name not in header:
        return None
    at = header.index(name)
    return {f"{path} line {number}": cells[at] for number, cells in rows if len(cells) > at}


def rows_of(path: Path, faults: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not empty, the header first, and the line on which it begins."""
    number = 1
    # Lines are left as they are: a cell may hold any of the characters that str.splitlines() takes for a line's end.
    reader = csv.reader(io.StringIO(_text(path, faults), newline=""), strict=True)
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield number, stripped
            number = reader.line_num + 1
    except csv.Error as fault:
        faults.append(
            f"{path} line {number}: can't be read as CSV ({fault}); is a quotation mark not closed, or one within a "
            "quoted cell not doubled?"
        )


def _text(path: Path, faults: list[str]) -> str:
    if not path.is_file() and os.path.lexists(path):  # a folder, a pipe that never ends, a link that leads nowhere
        faults.append(f"{path}: expected a file, found something else; put a CSV file there or take it away")
    raw = path.read_bytes() if path.is_file() else b""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        faults.append(f"{path}: expected UTF-8, found byte {raw[fault.start]:#04x} at {fault.start}; save it as UTF-8")
        return ""


def header_fault(header: list[str], required: list[str]) -> str | None:
    """Say what is wrong with the columns of a sheet, if anything is."""
    lacking = [name for name in required if name not in header]
    double = sorted({name for name in header if name and header.count(name) > 1})
    other = next((name for mark, name in SEPARATORS.items() if mark in header[0]), None)
    if lacking and other:
        return f"expected commas between the cells, found {other}; save it as CSV with commas, in UTF-8"
    if lacking:
        return f"expected the columns {', '.join(required)}; not found: {', '.join(lacking)}"
    return f"column {double[0]} stands there twice; take one of them out" if double else None


def _relaxed(table: Table, optional: frozenset[str]) -> list[Row]:
    return [{**column, "missing": "yes"} if column["column"] in optional else column for column in table.columns]


def _lines(
    path: Path, columns: list[Row], header: list[str], rows: Iterable[tuple[int, list[str]]], faults: list[str]
) -> Iterator[Line]:
    for number, cells in rows:
        place = f"{path} line {number}"
        if len(cells) != len(header):
            faults.append(
                f"{place}: expected {len(header)} cells, found {len(cells)}; a cell with a comma needs quotes"
            )
            continue
        named = dict(zip(header, cells, strict=True))
        typed, wrong = _typed(columns, named)
        faults += [f"{place}: {fault}" for fault in wrong]
        if not wrong:
            yield Line(place, named | typed)


def _typed(columns: list[Row], cells: dict[str, str]) -> tuple[dict[str, Any], list[str]]:
    typed: dict[str, Any] = {}
    faults = []
    for column in columns:
        name = column["column"]
        if name not in cells:
            typed[name] = None
            continue
        try:
            typed[name] = value(column, cells[name])
        except RuleError as fault:
            faults.append(f"{name}: {fault}")
    return typed, faults


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
        day = date.fromisoformat(cell if DAY.fullmatch(cell) else "")
    except ValueError:
        raise RuleError(f'expected a day such as 2025-03-08, found "{cell}"') from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise RuleError(f'expected a day between {FIRST_YEAR} and {LAST_YEAR}, found "{cell}"')
    return day


def _flag(cell: str) -> bool:
    if cell.lower() not in FLAGS:
        raise RuleError(f'expected yes or no, found "{cell}"')
    return FLAGS[cell.lower()]


def _whole(cell: str) -> int:
    if not WHOLE.fullmatch(cell):
        raise RuleError(f'expected a whole number, found "{cell}"')
    return int(cell)


CONVERT: dict[str, Callable[[str], Any]] = {
    "text": str,
    "date": _date,
    "flag": _flag,
    "count": _whole,
    "offset": _whole,
}


def need_columns(frame: pd.DataFrame, names: Sequence[str], what: str) -> None:
    """Refuse what is no table, or a table without the columns that are used of it.

    Raises
    ------
    TableError
        When one is not there.
    """
    if not isinstance(frame, pd.DataFrame):
        raise TableError(f"{what}: expected a table (a DataFrame), found {type(frame).__name__}")
    lacking = [name for name in names if name not in frame.columns]
    if lacking:
        raise TableError(f"{what}: expected the columns {', '.join(names)}; not found: {', '.join(lacking)}")
