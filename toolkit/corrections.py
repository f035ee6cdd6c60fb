"""Corrections that a person made by hand: what they must be, and how they are applied to an extracted table."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from toolkit.amended import Cells, follow, places, untrue
from toolkit.errors import RuleError
from toolkit.given import AnyStudy, corrected_by
from toolkit.sheets import Line
from toolkit.tables import EXTRACTED, Table, suffix
from toolkit.values import as_told, value

CHANGE, DROP, ADD = "change", "drop", "add"
FILLED = {"rule": "added by hand", "increment": False, "attribution": "none", "position": "body", "basis": "stated"}
"""What a row that is added holds where no correction says otherwise."""
NAMED = {
    ("labels", "entity"): "entity",
    ("actions", "actor_entity"): "entity",
    ("actions", "patient_entity"): "entity",
    ("claims", "group"): "group",
    ("claims", "origin"): "origin",
    ("claims", "beside"): "origin",
    ("claims", "place_id"): "place",
    ("claims", "event"): "event",
}
"""What a column names: a column of the codebook."""
TIES = {"claims": "joined_to", "quotes": "group"}
"""What names another row of the table: the place where that begins, or its id after the article."""
SHEETS = {name: f"{name}s.csv" for name in ("group", "origin", "place", "event")} | {"entity": "entities.csv"}

Span = tuple[str, int, int]


class Known(NamedTuple):
    """What is known of a study before anything is extracted."""

    article_ids: set[str] | None
    """Those of the manifest; None where it can't be read, so that nothing is known of them."""
    texts: Mapping[str, str]
    """Of the articles that could be read."""
    names: Mapping[str, set[str] | None]
    """Every `entity`, `group`, `origin`, `place` and `event`; None where their sheet can't be read."""


def check_corrections(lines: list[Line], known: Known) -> Iterator[str]:
    """Say what is wrong with the rows of corrections.csv before anything is extracted."""
    tables = {table.name: table for table in EXTRACTED}
    for line in lines:
        cells = line.cells
        if known.article_ids is not None and cells["article_id"] and cells["article_id"] not in known.article_ids:
            yield f'{line.place}: unknown article_id "{cells["article_id"]}"; add it or mend its spelling'
        if not {"start", "end"} & line.wrong:
            yield from (f"{line.place}: {fault}" for fault in _off(cells, known.texts.get(cells["article_id"])))
        if not {"table", "column", "action"} & line.wrong:
            table = tables[cells["table"]]
            faults = list(_unfit(table, cells)) or [*_unknown(cells, known.names), *_beyond(table, cells, known.texts)]
            yield from (f"{line.place}: {fault}" for fault in faults)


def _off(cells: Mapping[str, Any], text: str | None) -> Iterator[str]:
    """Say why no words can stand at a span."""
    start, end = cells["start"], cells["end"]
    if start > end:
        yield f"start {start} is after end {end}; exchange them"
    elif start == end:
        yield f"start and end are both {start}, and no words stand between them; mend one of them"
    elif text is not None and end > len(text):
        yield f"end {end} is beyond the article, which has {len(text):,} characters; mend the span"


def _unknown(cells: Mapping[str, Any], names: Mapping[str, set[str] | None]) -> Iterator[str]:
    """Say which name of the codebook a correction writes that the codebook does not have."""
    column = cells["column"]
    named = NAMED.get((cells["table"], column))
    known = names.get(named) if named else None
    if known is not None and cells["to"] is not None:
        # Several origins stand beside one another with semicolons.
        wanted = map(str.strip, cells["to"].split(";")) if column == "beside" else [cells["to"]]
        for name in wanted:
            if name not in known:
                sheet = SHEETS[str(named)]
                yield f'{column}: unknown {named} "{name}"; add a row for it to {sheet} or mend its spelling'


def _beyond(table: Table, cells: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[str]:
    """Say which end of a place is corrected to what lies behind the article's last character."""
    text, ends = texts.get(cells["article_id"]), {end for place in places(table) for end in place[:2]}
    if text is not None and cells["column"] in ends and cells["to"] and int(cells["to"]) > len(text):
        yield (
            f"{cells['column']}: {cells['to']} is beyond the article, which has {len(text):,} characters; write "
            "another place"
        )


def _unfit(table: Table, cells: Mapping[str, Any]) -> Iterator[str]:
    """Say what is wrong with the cells of one correction: what it does tells which must be there."""
    action, name, before, after = cells["action"] or CHANGE, cells["column"], cells["from"], cells["to"]
    if action == DROP and after is not None:
        yield f'to: "{after}" stands there, and a row that is dropped holds nothing after; leave it empty'
    if name is None:
        yield from _without_column(action, before)
        return
    if action == ADD and before is not None:
        yield f'from: "{before}" stands there, and a row that is added holds nothing before; leave it empty'
    if action == ADD and name in {"start", "end"}:
        yield f"column: the {name} of a row that is added stands in the cell {name} of each of its lines; leave it out"
    if action == CHANGE and before == after:
        yield f"{name}: is {as_told(before)} before and after; write what shall stand there, or take the line out"
    yield from _untyped(table, name, [before] if action == DROP else [after] if action == ADD else [before, after])


def _without_column(action: str, before: str | None) -> Iterator[str]:
    if action != DROP:
        yield f"column: is empty; write the column that shall {'be filled' if action == ADD else 'change'}"
    elif before is not None:
        yield f'from: "{before}" stands there without its column; write the column too, or leave both empty'


def _untyped(table: Table, name: str, cells: Iterable[str | None]) -> Iterator[str]:
    told = []
    for cell in cells:
        try:
            _typed(table, name, cell)
        except RuleError as fault:
            told.append(str(fault))
    yield from dict.fromkeys(told)


def _typed(table: Table, name: str, cell: str | None) -> Any:
    column = next((column for column in table.columns if column["column"] == name), None)
    if column is None or name in {table.names[0], "article_id"}:
        raise RuleError(f'table {table.name} has no column "{name}" that can be corrected')
    try:
        return value(column, cell or "")
    except RuleError as fault:
        raise RuleError(f"{name}: {fault}") from None


def correct(
    table: pd.DataFrame,
    corrections: pd.DataFrame | AnyStudy,
    *,
    articles: Collection[str] | None = None,
) -> pd.DataFrame:
    """Apply human corrections to an extracted table: cells that change, rows that go, rows that come.

    Parameters
    ----------
    table
        LABELS, ACTIONS, QUOTES or CLAIMS, as extracted.
    corrections
        The study, or its `CORRECTIONS`; those of other tables and of other articles are passed over.
    articles
        The ids of the articles that `table` was extracted from, so that a correction is refused where its article
        has no row at all; without them, those of the study, or those that `table` holds. With their texts (a mapping,
        or a study), what is corrected is held against the article, and words follow their place by themselves.

    Raises
    ------
    RuleError
        When a correction's row is not found, its `from` is not what stands there, or once all are applied something
        can't be so: an interval ends before it begins, words do not stand at their place, a row stands there twice.
        One line for each, in the order of the corrections.
    TableError
        When something else is given.
    """
    kind, corrections, articles = corrected_by(table, corrections, EXTRACTED, articles)
    known = set(table["article_id"]) if articles is None else set(articles)
    mine = corrections[(corrections["table"] == kind.name) & corrections["article_id"].isin(known)]
    if mine.empty:
        return table
    made = _Made(
        table[kind.names].reset_index(drop=True).astype(object), articles if isinstance(articles, Mapping) else {}
    )
    lines = [{name: None if pd.isna(cell) else cell for name, cell in row.items()} for row in mine.to_dict("records")]
    faults: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        try:
            _apply(kind, made, number, line)
        except RuleError as fault:
            faults += [(number, told) for told in fault.faults]
    faults += _refused(kind, made)
    if faults:
        raise RuleError(*dict.fromkeys(f"{_place(lines[number])}: {told}" for number, told in sorted(faults)))
    return kind.check(made.whole(kind))


class _Made:
    """What corrections have made of a table so far, and which of them wrote a cell, by its number."""

    def __init__(self, cells: pd.DataFrame, texts: Mapping[str, str]) -> None:
        self.cells = cells
        self.texts = texts
        self.written: dict[Hashable, dict[str, int]] = {}
        self.dropped: set[Hashable] = set()
        self.added: dict[Span, Cells] = {}
        self.written_new: dict[Span, dict[str, int]] = {}

    def touched(self) -> Iterator[tuple[Cells, dict[str, int]]]:
        """Give each row that was changed or added, to be written into, and who wrote its cells."""
        for at, written in self.written.items():
            if at not in self.dropped:
                row: Cells = self.cells.loc[[at]].to_dict("records")[0]
                yield row, written
                for name, cell in row.items():
                    self.cells.at[at, name] = cell
        for span, row in self.added.items():
            yield row, self.written_new[span]

    def whole(self, table: Table) -> pd.DataFrame:
        """Give all rows that are left, in reading order where one was added."""
        kept = self.cells.drop(index=list(self.dropped))
        if not self.added:
            return kept
        rows = pd.DataFrame(list(self.added.values()), columns=table.names, dtype=object)
        whole = pd.concat([kept, rows], ignore_index=True)
        order = {article_id: place for place, article_id in enumerate(whole["article_id"].unique())}
        ordered = whole.assign(_article=whole["article_id"].map(order))
        return whole.loc[ordered.sort_values(["_article", "start"], kind="stable").index]


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


def _apply(table: Table, made: _Made, number: int, line: Cells) -> None:
    """Apply one correction.

    Raises
    ------
    RuleError
        When it is none that its table can take, or its row is not found.
    """
    if faults := list(_unfit(table, {str(name): cell for name, cell in line.items()})):
        raise RuleError(*faults)
    if line["action"] == ADD:
        _add(table, made, number, line)
        return
    rows = _find(table, made.cells, line)
    if line["action"] == DROP:
        made.dropped |= set(rows)
        return
    wanted = _typed(table, line["column"], line["to"])
    for at in rows:
        made.cells.at[at, line["column"]] = wanted
        made.written.setdefault(at, {})[line["column"]] = number


def _find(table: Table, cells: pd.DataFrame, line: Cells) -> list[Hashable]:
    """Give the rows of a correction's span; where it names a column, those with what stands there before."""
    here = (
        (cells["article_id"] == line["article_id"]) & (cells["start"] == line["start"]) & (cells["end"] == line["end"])
    )
    if not here.any():
        raise RuleError("no such row; take the correction out or mend its span")
    name = line["column"]
    if name is None:
        return list(cells.index[here])
    expected = _typed(table, name, line["from"])
    found = {at: as_told(cell) for at, cell in cells.loc[here, name].items()}
    fitting = [at for at, told in found.items() if told == as_told(expected)]
    if not fitting:
        first = next(iter(found.values()))
        raise RuleError(f"{name}: expected {as_told(expected)}, found {first}; look at the row again")
    return fitting


def _add(table: Table, made: _Made, number: int, line: Cells) -> None:
    """Write one cell of a row that is added: the corrections of one span make one row."""
    span = line["article_id"], line["start"], line["end"]
    written = made.written_new.setdefault(span, {"start": number, "end": number})
    row = made.added.setdefault(span, _empty(table, made, span))
    if line["column"] in written:
        raise RuleError(f"{line['column']}: stands in a line above already; take one of them out")
    row[line["column"]] = _typed(table, line["column"], line["to"])
    written[line["column"]] = number


def _empty(table: Table, made: _Made, span: Span) -> Cells:
    row: Cells = {name: FILLED.get(name) for name in table.names}
    row |= dict(zip(("article_id", "start", "end"), span, strict=True))
    key = f"{span[0]}:{table.letter}{span[1]:07d}"
    taken = {*made.cells[table.names[0]], *(other[table.names[0]] for other in made.added.values())}
    return row | {table.names[0]: next(name for at in range(len(taken) + 1) if (name := key + suffix(at)) not in taken)}


def _refused(table: Table, made: _Made) -> Iterator[tuple[int, str]]:
    """Say what can't be so once all corrections are applied; the last one of the columns at fault is named."""
    for row, written in made.touched():
        text = made.texts.get(row["article_id"])
        follow(table, row, written, text)
        for columns, told in untrue(table, row, written, text):
            yield max(written[name] for name in columns if name in written), told
    for span, row in made.added.items():
        yield from ((max(made.written_new[span].values()), told) for told in _lacking(table, row))
        yield from ((max(made.written_new[span].values()), told) for told in _twice(table, made, span))
    for at in made.dropped & made.written.keys():
        yield max(made.written[at].values()), "the row is dropped by another correction; take one of the two out"
    yield from _tied_to_nothing(table, made)


def _lacking(table: Table, row: Cells) -> Iterator[str]:
    lacking = [col["column"] for col in table.columns if col["missing"] == "no" and row[col["column"]] is None]
    if lacking:
        yield f"the row that is added lacks {', '.join(lacking)}; add a correction for each"


def _twice(table: Table, made: _Made, span: Span) -> Iterator[str]:
    """Say of a row that is added that it stands there: at its span, with what a row of its table can't do without."""
    needed = [column["column"] for column in table.columns if column["missing"] == "no"]
    telling = [name for name in needed if name in made.written_new[span] and name not in {"start", "end", "text"}]
    left = made.cells.drop(index=list(made.dropped))
    for name in ("article_id", "start", "end", *telling):
        left = left[left[name] == made.added[span][name]]
    if telling and not left.empty:
        told = ", ".join(f"{name} {as_told(made.added[span][name])}" for name in telling)
        yield f"a row with {told} stands there already; change it, or take the lines out"


def _tied_to_nothing(table: Table, made: _Made) -> Iterator[tuple[int, str]]:
    """Say which corrections tie a row to one that is not there."""
    if (name := TIES.get(table.name)) is None:
        return
    whole = made.whole(table)
    ids = [own.rpartition(":")[2] for own in whole[table.names[0]]]
    there = set(zip(whole["article_id"], whole["start"] if name == "joined_to" else ids, strict=True))
    for row, written in made.touched():
        if name in written and row[name] is not None and (row["article_id"], row[name]) not in there:
            yield written[name], f"{name}: no row of the article is {as_told(row[name])}; write one that is there"
