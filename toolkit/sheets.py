"""Sheets that a person keeps by hand: CSV in, typed rows and their faults out."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from toolkit.errors import RuleError, StudyError, TableError
from toolkit.headers import header_fault, no_commas, separator, unknown_columns
from toolkit.rules import Row
from toolkit.tables import Table
from toolkit.values import value

# Letters of Latin script in UTF-16 are UTF-8 too, with a zero beside each: more than a byte in four.
ZEROS = 4
MOST_BYTES = 50_000_000
"""Of a sheet: a quarter of a million rows."""
PACKED = b"PK\x03\x04"
NO_ROOM = "not enough memory for this sheet; close other programs, or divide it"
UNCLOSED = "is a quotation mark not closed, or one within a quoted cell not doubled?"


class Line(NamedTuple):
    """One row of a sheet: the line on which it begins, its cells, and the columns whose cells can't be read."""

    place: str
    cells: dict[str, Any]
    wrong: frozenset[str] = frozenset()


def read_sheet(
    path: Path,
    table: Table,
    faults: list[str],
    *,
    optional: frozenset[str] = frozenset(),
    further: tuple[str, ...] = (),
    only: Sequence[str] | None = None,
) -> list[Line]:
    """Read one sheet.

    Parameters
    ----------
    path
        A CSV file in UTF-8 with a header. A file that does not exist has no rows; empty rows are passed over.
    table
        What the columns are.
    faults
        Gets one line for each fault. A row with too many or too few cells is left out; a cell that can't be read is
        missing.
    optional
        Columns that the sheet may leave out, or empty.
    further
        Columns that the sheet must have beside those of the table.
    only
        All columns that the sheet may have. Without them, further ones are left to the person who keeps it, save a
        misspelt one of the table.
    """
    try:
        return _read(path, table, faults, optional, further, only)
    except MemoryError:
        raise StudyError(f"{path}: {NO_ROOM}") from None


def _read(
    path: Path,
    table: Table,
    faults: list[str],
    optional: frozenset[str],
    further: tuple[str, ...],
    only: Sequence[str] | None,
) -> list[Line]:
    rows = rows_of(path, faults)
    _, header = next(rows, (1, []))
    if not header:
        return []
    required = [*further, *(name for name in table.names if name not in optional)]
    if wrong := header_fault(header, required):
        faults.append(f"{path} line 1: {wrong}")
        return []
    unknown = unknown_columns(header, only or table.names, closed=only is not None)
    faults += [f"{path} line 1: {wrong}" for wrong in unknown]
    return list(_lines(path, _relaxed(table, optional), header, rows, faults, closed=only is not None))


def column(path: Path, name: str) -> dict[str, str] | None:
    """Give every cell of one column by its place, whatever else is wrong with its row; None where it can't be read."""
    unread: list[str] = []
    try:
        (_, header), *rows = list(rows_of(path, unread)) or [(1, [])]
    except MemoryError:
        raise StudyError(f"{path}: {NO_ROOM}") from None
    if unread or name not in header:
        return None
    at = header.index(name)
    return {f"{path} line {number}": cells[at] for number, cells in rows if len(cells) > at}


def in_order(faults: Iterable[str], paths: Sequence[Path]) -> list[str]:
    """Put faults in the order of the files and of their lines, each once."""

    def place(fault: str) -> tuple[int, int]:
        for number, path in enumerate(paths):
            if found := re.match(rf"{re.escape(str(path))}(?: line (\d+))?:", fault):
                return number, int(found[1] or 0)
        return len(paths), 0

    return sorted(dict.fromkeys(faults), key=place)


def rows_of(path: Path, faults: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not empty, the header first, and the line on which it begins."""
    number = 1
    # A pipe that never ends, a folder or a link that leads nowhere is not opened: `toolkit.folders` tells of it.
    text = decode(_bytes(path, faults) if path.is_file() else b"", str(path), faults) or ""
    # Lines are left as they are: a cell may hold any of the characters that str.splitlines() takes for a line's end.
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), strict=True)
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield number, stripped
            number = reader.line_num + 1
    except csv.Error as fault:
        other = separator(re.split(r"[\r\n]", text, maxsplit=1)[0]) if number == 1 else None
        told = f"can't be read as CSV ({_reason(fault)}); {UNCLOSED}"
        faults.append(f"{path} line {number}: {no_commas(other) if other else told}")


def _reason(fault: csv.Error) -> str:
    """Say why a row can't be read; the reader's own words for a cell too long are about a field of memory."""
    most = csv.field_size_limit()
    return f"a cell has more than {most:,} characters" if str(most) in str(fault) else str(fault)


def _bytes(path: Path, faults: list[str]) -> bytes:
    size = path.stat().st_size
    if size > MOST_BYTES:
        faults.append(f"{path}: expected at most {MOST_BYTES:,} bytes, found {size:,}; divide what it is for")
        return b""
    return path.read_bytes()


def decode(raw: bytes, name: str, faults: list[str]) -> str | None:
    """Read bytes as UTF-8; None and a fault where they are something else."""
    found = ""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        found = f"found byte {raw[fault.start]:#04x} at {fault.start}"
    else:
        if raw.count(0) * ZEROS >= len(raw) > 0:
            found = "found a zero byte beside each letter, as in UTF-16"
    if raw.startswith(PACKED):
        found = "found a file that Excel or Word has packed"
    if found:
        faults.append(f"{name}: expected UTF-8, {found}; save it as UTF-8")
    return None if found else text


def _relaxed(table: Table, optional: frozenset[str]) -> list[Row]:
    return [{**column, "missing": "yes"} if column["column"] in optional else column for column in table.columns]


def _lines(
    path: Path,
    columns: list[Row],
    header: list[str],
    rows: Iterable[tuple[int, list[str]]],
    faults: list[str],
    *,
    closed: bool,
) -> Iterator[Line]:
    for number, cells in rows:
        place = f"{path} line {number}"
        if len(cells) != len(header):
            faults.append(
                f"{place}: expected {len(header)} cells, found {len(cells)}; a cell with a comma needs quotes"
            )
            continue
        # What stands under no name would be lost; a column of the person's own may do without one.
        nameless = [cell for name, cell in zip(header, cells, strict=True) if cell and not name and closed]
        faults += [f'{place}: "{cell}" stands under no name of a column; write one' for cell in nameless]
        named = dict(zip(header, cells, strict=True))
        typed, wrong = _typed(columns, named)
        faults += [f"{place}: {name}: {fault}" for name, fault in wrong.items()]
        yield Line(place, named | typed, frozenset(wrong))


def _typed(columns: list[Row], cells: dict[str, str]) -> tuple[dict[str, Any], dict[str, RuleError]]:
    typed: dict[str, Any] = dict.fromkeys(column["column"] for column in columns)
    wrong = {}
    for column in columns:
        name = column["column"]
        try:
            typed[name] = value(column, cells[name]) if name in cells else None
        except RuleError as fault:
            wrong[name] = fault
    return typed, wrong


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
