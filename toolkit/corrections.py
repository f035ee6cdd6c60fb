"""Corrections that a person made by hand: what they must be, and how they are applied to an extracted table."""

from collections.abc import Collection, Hashable, Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from toolkit.errors import RuleError
from toolkit.sheets import Line
from toolkit.tables import EXTRACTED, Table, suffix
from toolkit.values import as_told, value

Cells = dict[Hashable, Any]
CHANGE, DROP, ADD = "change", "drop", "add"
FILLED = {"rule": "added by hand", "increment": False, "attribution": "none", "position": "body", "basis": "stated"}
"""What a row that is added holds where no correction says otherwise."""


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
        if not {"table", "column", "action"} & line.wrong:
            yield from (f"{line.place}: {fault}" for fault in _unfit(tables[cells["table"]], cells))


def _unfit(table: Table, cells: Mapping[str, Any]) -> Iterator[str]:
    """Say what is wrong with the cells of one correction: what it does tells which must be there."""
    action = cells["action"] or CHANGE
    if action == DROP and cells["column"] is None:
        return
    if cells["column"] is None:
        yield f"column: is empty; write the column that shall {'be filled' if action == ADD else 'change'}"
        return
    if action == ADD and cells["from"] is not None:
        yield f'from: "{cells["from"]}" stands there, and a row that is added holds nothing before; leave it empty'
    for side in ("from", "to"):
        try:
            _typed(table, cells["column"], cells[side])
        except RuleError as fault:
            yield str(fault)


def _typed(table: Table, name: str, cell: str | None) -> Any:
    column = next((column for column in table.columns if column["column"] == name), None)
    if column is None or name in {table.names[0], "article_id"}:
        raise RuleError(f'table {table.name} has no column "{name}" that can be corrected')
    try:
        return value(column, cell or "")
    except RuleError as fault:
        raise RuleError(f"{name}: {fault}") from None


def correct(table: pd.DataFrame, corrections: pd.DataFrame, *, articles: Collection[str] | None = None) -> pd.DataFrame:
    """Apply human corrections to an extracted table: cells that change, rows that go, rows that come.

    Parameters
    ----------
    table
        LABELS, ACTIONS, QUOTES or CLAIMS, as extracted.
    corrections
        `CORRECTIONS`; those of other tables and of other articles are passed over.
    articles
        The ids of the articles that `table` was extracted from, so that a correction is refused where its article
        has no row at all; without them, those that `table` holds. With their texts (a mapping), a row that is added
        has its `text` by its span.

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
    dropped: set[Hashable] = set()
    added: dict[tuple[Any, ...], Cells] = {}
    for number, row in enumerate(mine.to_dict("records")):
        try:
            action = CHANGE if pd.isna(row["action"]) else row["action"]
            if action == ADD:
                _add(kind, added, row)
                continue
            at_all = _find(kind, cells, row)
            if action == DROP:
                dropped |= set(at_all)
                continue
            for at in _change(kind, cells, row, at_all):
                reached.setdefault(at, {})[row["column"]] = number
        except RuleError as fault:
            faults[number] = f"{_place(row)}: {fault}"
    faults |= _turned(kind, cells, mine, reached)
    if faults:
        raise RuleError(*(faults[number] for number in sorted(faults)))
    kept = cells.drop(index=list(dropped))
    return kind.check(_with_rows(kind, kept, added, articles) if added else kept)


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


def _find(table: Table, cells: pd.DataFrame, row: Cells) -> list[Hashable]:
    """Give the rows of a correction's span; where it names a column, those with what stands there before."""
    here = (cells["article_id"] == row["article_id"]) & (cells["start"] == row["start"]) & (cells["end"] == row["end"])
    if not here.any():
        raise RuleError("no such row; take the correction out or mend its span")
    name = row["column"]
    if pd.isna(name):
        return list(cells.index[here])
    expected = _typed(table, name, None if pd.isna(row["from"]) else row["from"])
    found = {at: as_told(cell) for at, cell in cells.loc[here, name].items()}
    fitting = [at for at, told in found.items() if told == as_told(expected)]
    if not fitting:
        first = next(iter(found.values()))
        raise RuleError(f"{name}: expected {as_told(expected)}, found {first}; look at the row again")
    return fitting


def _change(table: Table, cells: pd.DataFrame, row: Cells, places: list[Hashable]) -> list[Hashable]:
    """Write one correction into a table of plain objects."""
    wanted = _typed(table, row["column"], None if pd.isna(row["to"]) else row["to"])
    for at in places:
        cells.at[at, row["column"]] = wanted
    return places


def _add(table: Table, added: dict[tuple[Any, ...], Cells], row: Cells) -> None:
    """Write one cell of a row that is added: the corrections of one span make one row."""
    cells = added.setdefault((row["article_id"], row["start"], row["end"]), {})
    cells[row["column"]] = _typed(table, row["column"], None if pd.isna(row["to"]) else row["to"])


def _with_rows(
    table: Table, cells: pd.DataFrame, added: Mapping[tuple[Any, ...], Cells], articles: Collection[str] | None
) -> pd.DataFrame:
    """Put the rows that are added among the others, in reading order.

    Raises
    ------
    RuleError
        When one lacks a cell that its table must have.
    """
    texts: Mapping[str, str] = articles if isinstance(articles, Mapping) else {}
    rows = []
    for (article_id, start, end), given in added.items():
        own: Cells = {name: value for name, value in FILLED.items() if name in table.names}
        if article_id in texts:
            own["text"] = texts[article_id][start:end]
        place: Cells = {"article_id": article_id, "start": start, "end": end}
        row: Cells = {**dict[Hashable, Any].fromkeys(table.names), **own, **given, **place}
        row[table.names[0]] = _free_id(table, article_id, start, cells)
        lacking = [col["column"] for col in table.columns if col["missing"] == "no" and row[col["column"]] is None]
        if lacking:
            told = f"the row that is added lacks {', '.join(lacking)}; add a correction for each"
            raise RuleError(f"corrections: {table.name} {article_id} {start}-{end}: {told}")
        rows.append(row)
    whole = pd.concat([cells, pd.DataFrame(rows, columns=table.names, dtype=object)], ignore_index=True)
    order = {article_id: place for place, article_id in enumerate(whole["article_id"].unique())}
    places = whole.assign(_article=whole["article_id"].map(order)).sort_values(["_article", "start"], kind="stable")
    return whole.loc[places.index]


def _free_id(table: Table, article_id: str, start: int, cells: pd.DataFrame) -> str:
    key = f"{article_id}:{table.letter}{start:07d}"
    taken = set(cells[table.names[0]])
    return next(name for number in range(len(taken) + 1) if (name := key + suffix(number)) not in taken)


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
