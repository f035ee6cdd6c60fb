"""Coder sheets out and in again: CSV or Excel, and in words what is wrong with one."""

import errno
import stat
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from toolkit.errors import TableError
from toolkit.headers import header_fault
from toolkit.sheets import need_columns, rows_of
from toolkit.spreadsheet import shelter
from toolkit.spreadsheet import write_sheet as write_csv
from toolkit.text import readings

SHEET = ["unit", "article_id", "start", "end", "passage", "sentence", "code"]
CODES = ["unit", "coder", "code"]
NEEDED = ["unit", "code"]
CSV, EXCEL = ".csv", ".xlsx"


def make_sheet(articles: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Make a sheet for a coder: each passage in its sentence, with an empty code.

    Parameters
    ----------
    articles
        `ARTICLES`; `article_id` and `text` are used.
    rows
        Any table whose first column is its id, with `article_id`, `start` and `end`.

    Returns
    -------
    DataFrame
        One row a passage, for `write_sheet`. What the rules made of it does not stand there: a coder must not see it.

    Raises
    ------
    TableError
        When a table lacks a column, or a row's article is not there.

    Notes
    -----
    Passages stand there as received, private persons' names too, since a coder judges the words themselves: a sheet is
    for coders and not for passing on.
    """
    need_columns(rows, ("article_id", "start", "end"), "rows")
    need_columns(articles, ("article_id", "text"), "articles")
    read_in = dict(readings(articles[articles["article_id"].isin(rows["article_id"])]))
    lines = []
    for unit, article_id, start, end in rows[[rows.columns[0], "article_id", "start", "end"]].to_numpy().tolist():
        if article_id not in read_in:
            raise TableError(f'rows: "{unit}" is of article "{article_id}", which is not among the articles; add it')
        text = read_in[article_id].text
        first, last = read_in[article_id].sentence_at(start)
        lines.append((unit, article_id, start, end, text[start:end], text[min(first, start) : max(last, end)], None))
    return pd.DataFrame(lines, columns=SHEET)


def write_sheet(sheet: pd.DataFrame, path: str | Path) -> None:
    """Write a sheet for a coder: CSV, or Excel where the file's name ends in .xlsx.

    Raises
    ------
    TableError
        When the name ends otherwise, the file can't be written, or openpyxl, which writes Excel, is not installed.

    Notes
    -----
    No cell begins a formula: an apostrophe stands before what a spreadsheet would run.
    """
    path = Path(path)
    try:
        if _kind(path) == CSV:
            write_csv(sheet, path)
        else:
            shelter(sheet).to_excel(path, index=False, engine="openpyxl")
    except OSError as fault:
        raise TableError(f"{path}: can't be written ({_reason(fault)}); name a file in a folder that exists") from None


def read_sheets(paths: Mapping[str, str | Path]) -> pd.DataFrame:
    """Read coded sheets.

    Parameters
    ----------
    paths
        The file of each coder, by the coder's name: CSV, or Excel where openpyxl is installed.

    Returns
    -------
    DataFrame
        One row a code: `unit`, `coder`, `code`, as written. A code left empty has no row.

    Raises
    ------
    TableError
        When a file can't be read, lacks a column, or codes a unit twice or no unit; or is Excel without openpyxl.
    """
    if not isinstance(paths, Mapping):
        raise TableError('read_sheets: expected the file of each coder by the coder\'s name; write {"Ana": "ana.csv"}')
    read_in = [_codes(coder, Path(path)) for coder, path in paths.items()]
    return pd.concat(read_in, ignore_index=True) if read_in else pd.DataFrame(columns=CODES)


def _codes(coder: str, path: Path) -> pd.DataFrame:
    cells = _excel_cells(path) if _kind(path) == EXCEL else _csv_cells(path)
    if not cells:
        raise TableError(f"{path}: expected a sheet with the columns unit and code, found an empty file")
    (_, header), *rows = cells
    if wrong := header_fault(header, NEEDED):
        raise TableError(f"{path} line 1: {wrong}")
    return pd.DataFrame(_coded(coder, path, header, rows), columns=CODES, dtype="str")


def _coded(coder: str, path: Path, header: list[str], rows: list[tuple[int, list[str]]]) -> list[tuple[str, str, str]]:
    coded: dict[str, str] = {}
    for line, cells in rows:
        if len(cells) != len(header):
            told = f"expected {len(header)} cells, found {len(cells)}; a cell with a comma needs quotes"
            raise TableError(f"{path} line {line}: {told}")
        unit, code = (cells[header.index(name)] for name in NEEDED)
        if code and not unit:
            raise TableError(f'{path} line {line}: the code "{code}" has no unit; write it or take the line out')
        if code and unit in coded:
            raise TableError(f'{path} line {line}: unit "{unit}" is coded twice; leave one of the rows')
        if code:
            coded[unit] = code
    return [(unit, coder, code) for unit, code in coded.items()]


def _csv_cells(path: Path) -> list[tuple[int, list[str]]]:
    faults: list[str] = []
    try:
        _check_file(path)  # rows_of takes a file that is not there for an empty one
        cells = list(rows_of(path, faults))
    except OSError as fault:
        raise TableError(_unread(path, fault)) from None
    if faults:
        raise TableError(*faults)
    return cells


def _excel_cells(path: Path) -> list[tuple[int, list[str]]]:
    try:
        _check_file(path)
        frame = pd.read_excel(path, header=None, dtype=str, keep_default_na=False, engine="openpyxl")
    except OSError as fault:
        raise TableError(_unread(path, fault)) from None
    except Exception as fault:  # openpyxl raises whatever its zip, its XML and its styles do
        told = f"expected an Excel file, found something else ({type(fault).__name__})"
        raise TableError(f"{path}: {told}; save it as .xlsx again, or as .csv in UTF-8") from None
    rows = [[str(cell).strip() for cell in row] for row in frame.fillna("").to_numpy().tolist()]
    return [(line, cells) for line, cells in enumerate(rows, start=1) if any(cells)]


def _check_file(path: Path) -> None:
    """Refuse what is no file: a pipe might never end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is a folder or a pipe")


def _kind(path: Path) -> str:
    """Give the form of a file by its name."""
    ending = path.suffix.lower()
    if ending not in {CSV, EXCEL}:
        raise TableError(f"{path}: expected a name that ends in {CSV} or {EXCEL}, found {ending or 'no ending'}")
    if ending == EXCEL and find_spec("openpyxl") is None:
        raise TableError(f"{path}: Excel needs openpyxl, which is not installed; install it, or use .csv")
    return ending


def _unread(path: Path, fault: OSError) -> str:
    return f"{path}: expected a coded sheet, found none that can be read ({_reason(fault)}); mend the name or the file"


def _reason(fault: OSError) -> str:
    return fault.strerror or str(fault)
