"""Workbooks of Excel and OpenDocument: each sheet with a header is a table."""

from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, ZipError

from toolkit.readers.files import File
from toolkit.readers.records import Found, Record, reject

FULL_CELL = 32_767
"""What a cell of Excel holds at most: a text that fills it was cut."""


def read_workbook(file: File) -> Found:
    """Give the rows of every sheet that has any."""
    try:
        with file.open() as stream:
            book = CalamineWorkbook.from_filelike(stream)
    except (CalamineError, ZipError, OSError) as fault:
        yield reject(file.name, None, f"expected a workbook, found what can't be opened as one: {fault}")
        return
    for name in book.sheet_names:
        yield from _rows(file.name, book.get_sheet_by_name(name))


def _rows(name: str, sheet: CalamineSheet) -> Iterator[Any]:
    header: list[str] = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if not any(cell not in ("", None) for cell in cells):
            continue
        if not header:
            header = [str(cell).strip() for cell in cells]
            continue
        fields = {column: _cell(cell) for column, cell in zip(header, cells, strict=False) if column}
        if any(isinstance(cell, str) and len(cell) >= FULL_CELL for cell in cells):
            beginning = next(cell for cell in cells if isinstance(cell, str) and len(cell) >= FULL_CELL)
            yield reject(name, number, "a cell is full (32,767 characters): Excel has cut the text", beginning)
        else:
            yield Record(name, number, fields)


def _cell(cell: Any) -> Any:
    """Give a whole number without the point that Excel keeps of it."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
