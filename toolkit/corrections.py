"""Corrections that a person made by hand: what they must be, and how they are applied to an extracted table."""

from collections.abc import Collection, Hashable, Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from toolkit.errors import RuleError
from toolkit.sheets import Line
from toolkit.tables import EXTRACTED, Table
from toolkit.values import as_told, value

Cells = dict[Hashable, Any]


def check_corrections(lines: list[Line], article_ids: set[str] | None) -> Iterator[str]:
    """Say what is wrong with the rows of corrections.csv before anything is extracted.

    Parameters
    ----------
    article_ids
        Those of the manifest; None where it can't be read, so that nothing is known of them.
    """
    tables = {table.name: table for table in EXTRACTED}
    for line in lines:
        cells = line.cells
        if article_ids is not None and cells["article_id"] and cells["article_id"] not in article_ids:
            yield f'{line.place}: unknown article_id "{cells["article_id"]}"; add it or mend its spelling'
        if not {"start", "end"} & line.wrong and cells["start"] > cells["end"]:
            yield f"{line.place}: start {cells['start']} is after end {cells['end']}; exchange them"
        for side in ("from", "to") if not {"table", "column"} & line.wrong else ():
            try:
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


def correct(table: pd.DataFrame, corrections: pd.DataFrame, *, articles: Collection[str] | None = None) -> pd.DataFrame:
    """Apply human corrections to an extracted table.

    Parameters
    ----------
    table
        LABELS, ACTIONS, QUOTES or CLAIMS, as extracted.
    corrections
        `CORRECTIONS`; those of other tables and of other articles are passed over.
    articles
        The ids of the articles that `table` was extracted from, so that a correction is refused where its article
        has no row at all; without them, those that `table` holds.

    Raises
    ------
    RuleError
        When a correction's row is not found, its `from` is not what stands there, or an interval ends before it
        begins once all are applied: one line for each, in the order of the corrections.
    """
    kind = next(kind for kind in EXTRACTED if kind.names == list(table.columns))
    known = set(table["article_id"]) if articles is None else set(articles)
    mine = corrections[(corrections["table"] == kind.name) & corrections["article_id"].isin(known)]
    if mine.empty:
        return table
    cells = table.astype(object)
    faults: dict[int, str] = {}
    reached: dict[Hashable, dict[str, int]] = {}
    for number, row in enumerate(mine.to_dict("records")):
        try:
            for at in _apply(kind, cells, row):
                reached.setdefault(at, {})[row["column"]] = number
        except RuleError as fault:
            faults[number] = f"{_place(row)}: {fault}"
    faults |= _turned(kind, cells, mine, reached)
    if faults:
        raise RuleError(*(faults[number] for number in sorted(faults)))
    return kind.check(cells)


def correct_all(
    tables: Mapping[str, pd.DataFrame], corrections: pd.DataFrame, articles: Collection[str]
) -> dict[str, pd.DataFrame]:
    """Apply human corrections to every table that was extracted from the same articles.

    Raises
    ------
    RuleError
        One line for each correction that can't be applied, in their order, whichever table they are of.
    """
    corrected: dict[str, pd.DataFrame] = {}
    faults: list[str] = []
    for name, table in tables.items():
        try:
            corrected[name] = correct(table, corrections, articles=articles)
        except RuleError as fault:
            faults += fault.faults
    if faults:
        raise RuleError(*_as_corrections(faults, corrections))
    return corrected


def _as_corrections(faults: list[str], corrections: pd.DataFrame) -> list[str]:
    """Put faults in the order of the corrections, each once."""
    places = {f"{_place(row)}: ": number for number, row in enumerate(corrections.to_dict("records"))}
    return sorted(dict.fromkeys(faults), key=lambda told: next(places[at] for at in places if told.startswith(at)))


def _place(row: Cells) -> str:
    return f"corrections: {row['table']} {row['article_id']} {row['start']}-{row['end']}"


def _apply(table: Table, cells: pd.DataFrame, row: Cells) -> list[Hashable]:
    """Write one correction into a table of plain objects, and give the rows that it has reached."""
    name = row["column"]
    expected, wanted = (_typed(table, name, None if pd.isna(cell) else cell) for cell in (row["from"], row["to"]))
    here = (cells["article_id"] == row["article_id"]) & (cells["start"] == row["start"]) & (cells["end"] == row["end"])
    if not here.any():
        raise RuleError("no such row; take the correction out or mend its span")
    found = {at: as_told(cell) for at, cell in cells.loc[here, name].items()}
    reached = [at for at, told in found.items() if told == as_told(expected)]
    if not reached:
        first = next(iter(found.values()))
        raise RuleError(f"{name}: expected {as_told(expected)}, found {first}; look at the row again")
    for at in reached:
        cells.at[at, name] = wanted
    return reached


def _turned(
    table: Table, cells: pd.DataFrame, corrections: pd.DataFrame, reached: dict[Hashable, dict[str, int]]
) -> dict[int, str]:
    """Find the intervals that end before they begin now; the last correction of either end is named."""
    rows = corrections.to_dict("records")
    records = cells.to_dict("index")
    faults: dict[int, str] = {}
    for at, columns in reached.items():
        row: Cells = records[at]
        for low, high in _intervals(table):
            by = max((columns[name] for name in (low, high) if name in columns), default=None)
            if by is not None and _above(row[low], row[high]):
                told = f"{low} {as_told(row[low])} would be above {high} {as_told(row[high])}"
                faults[by] = f"{_place(rows[by])}: {told}; correct the other one too, or look at the row again"
    return faults


def _above(low: Any, high: Any) -> bool:
    if pd.isna(low) or pd.isna(high):
        return False
    # What was corrected is a day, what was extracted is a time stamp.
    ends = [date(end.year, end.month, end.day) if isinstance(end, date) else end for end in (low, high)]
    return bool(ends[0] > ends[1])


def _intervals(table: Table) -> list[tuple[str, str]]:
    """Name the columns of a table that are the two ends of something."""
    spans = [(name, f"{name.removesuffix('start')}end") for name in table.names if name.endswith("start")]
    return [pair for pair in [("low", "high"), ("earliest", "latest"), *spans] if set(pair) <= set(table.names)]
