"""A sheet that a person keeps by hand: CSV in, typed rows with their line numbers out, every fault in one line."""

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.errors import RuleError
from toolkit.rules import Row
from toolkit.tables import Table

FLAGS = {"yes": True, "true": True, "no": False, "false": False}
WHOLE = re.compile(r"\d{1,18}")


class Line(NamedTuple):
    """One row of a sheet and the line of the file on which it ends."""

    place: str
    cells: dict[str, Any]


def read_sheet(path: Path, table: Table, faults: list[str], *, optional: frozenset[str] = frozenset()) -> list[Line]:
    """Read one sheet.

    Parameters
    ----------
    path
        A CSV file in UTF-8 with a header. A file that does not exist has no rows.
    table
        What the columns are; columns that the table does not have are left to the person who keeps the sheet.
    faults
        Gets one line for each fault; a row with a fault is left out.
    optional
        Columns that the sheet may leave out.
    """
    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    except UnicodeDecodeError as fault:
        faults.append(
            f"{path}: expected UTF-8, found byte {fault.object[fault.start]:#04x} at {fault.start}; save it as UTF-8"
        )
        return []
    reader = csv.reader(text.splitlines(keepends=True))
    header = next(reader, [])
    lacking = [name for name in table.names if name not in header and name not in optional] if text else []
    if lacking:
        faults.append(f"{path} line 1: expected the columns {', '.join(table.names)}; not found: {', '.join(lacking)}")
        return []
    return list(_lines(path, table, header, reader, faults))


def _lines(path: Path, table: Table, header: list[str], reader: Any, faults: list[str]) -> Iterator[Line]:
    for cells in reader:
        place = f"{path} line {reader.line_num}"
        if len(cells) != len(header):
            faults.append(
                f"{place}: expected {len(header)} cells, found {len(cells)}; a cell with a comma needs quotes"
            )
            continue
        named = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        typed, wrong = _typed(table, named)
        faults += [f"{place}: {fault}" for fault in wrong]
        if not wrong:
            yield Line(place, named | typed)


def _typed(table: Table, cells: dict[str, str]) -> tuple[dict[str, Any], list[str]]:
    typed: dict[str, Any] = {}
    faults = []
    for column in table.columns:
        name = column["column"]
        if name not in cells:
            typed[name] = None
            continue
        try:
            typed[name] = _value(column, cells[name])
        except RuleError as fault:
            faults.append(f"{name}: {fault}")
    return typed, faults


def _value(column: Row, cell: str) -> Any:
    if not cell:
        if column["missing"] == "no":
            raise RuleError("is empty; write a value or take the line out")
        return None
    if column["values"] and cell not in column["values"].split(";"):
        raise RuleError(f'expected one of {column["values"].replace(";", ", ")}; found "{cell}"')
    return CONVERT[column["type"]](cell)


def _date(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
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


CONVERT: dict[str, Callable[[str], Any]] = {
    "text": str,
    "date": _date,
    "flag": _flag,
    "count": _whole,
    "offset": _whole,
}
