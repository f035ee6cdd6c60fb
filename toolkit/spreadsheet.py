"""A table out as CSV that no spreadsheet runs, whatever marks it looks for between the cells."""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

import pandas as pd

# What a spreadsheet takes for a formula when a cell begins with it, in full width too, or after blanks.
FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
# What would begin a cell, and a formula in it, where a file of commas is split at semicolons, tabs or line ends: such a
# reader takes a cell's quotation marks for quotation marks only at the beginning of a line.
WITHIN = re.compile(r"(?<=[;\t\r\n])(?=[\s\"]*[=+\-@\uff1d\uff0b\uff0d\uff20])")


def shelter(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before every text that a spreadsheet would run as a formula; numbers stay.

    Examples
    --------
    >>> shelter(pd.DataFrame({"title": ["=1+1", "One, two"], "count": [-1, 2]})).to_dict("list")
    {'title': ["'=1+1", 'One, two'], 'count': [-1, 2]}
    """
    return _each_text(frame, _sheltered)


def _each_text(frame: pd.DataFrame, change: Callable[[Any], Any]) -> pd.DataFrame:
    columns = ((change(name), cells) for name, cells in frame.items())
    texts = {name: cells if pd.api.types.is_numeric_dtype(cells) else cells.map(change) for name, cells in columns}
    return pd.DataFrame(texts, index=frame.index)


def _sheltered(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def _sheltered_within(cell: Any) -> Any:
    return WITHIN.sub("'", cell) if isinstance(cell, str) else cell


def write_sheet(frame: pd.DataFrame, path: Path) -> None:
    """Write a table for a spreadsheet: UTF-8 that it recognises, and no cell that it would run."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        write_rows(frame, file, header=True)


def write_rows(frame: pd.DataFrame, file: TextIO, *, header: bool) -> None:
    """Write rows that no spreadsheet runs, with or without the names of the columns before them."""
    # Lines end as RFC 4180 says: with a bare line feed, a carriage return in a cell would stand without marks and
    # begin a row of its own.
    sheltered = _each_text(shelter(frame), _sheltered_within)
    # Every cell is quoted, so that also what reads it with other marks between the cells takes none for a formula.
    sheltered.to_csv(
        file, index=False, header=header, lineterminator="\r\n", date_format="%Y-%m-%d", quoting=csv.QUOTE_ALL
    )
