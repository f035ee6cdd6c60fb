"""Every table of the toolkit: what one row is, which columns it has, and what may be missing."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.dtypes import immutable
from pandera.engines.pandas_engine import DateTime, Engine

from toolkit.errors import TableError
from toolkit.rules import Row
from toolkit.rules import rows as rule_rows

MICROSECONDS = np.dtype("datetime64[us]")


@Engine.register_dtype(equivalents=[MICROSECONDS])
@immutable(init=True)
class Day(DateTime):
    """A day of any year from 1 to 9999: pandera's own type counts nanoseconds, which hold 1677 to 2262 alone."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "type", MICROSECONDS)


TYPES: dict[str, str | type[Day]] = {
    "text": "str",
    "offset": "int64",
    "count": "Int64",
    "number": "Float64",
    "flag": "boolean",
    "date": Day,
}
EXPECTED = {
    "text": "text in whole characters",
    "offset": "a whole number",
    "count": "a whole number",
    "number": "a number",
    "flag": "true or false",
    "date": "a day",
}
MOST_FAULTS = 20


class Table:
    """One kind of table, as rules/tables.csv and rules/columns.csv declare it.

    Attributes
    ----------
    name, row, letter, columns
        The plural that files bear; what one row is; the letter of its ids (empty where an id is not made from a
        span); the rows of columns.csv, in order.
    """

    def __init__(self, name: str) -> None:
        declared = next(row for row in rule_rows("tables") if row["table"] == name)
        self.name = name
        self.row = declared["row"]
        self.letter = declared["letter"]
        self.columns = tuple(row for row in rule_rows("columns") if row["table"] == name)

    @property
    def names(self) -> list[str]:
        """Name the columns, in order."""
        return [column["column"] for column in self.columns]

    @cached_property
    def schema(self) -> pa.DataFrameSchema:
        """Hand on the pandera schema that `build` and `check` apply."""
        columns = {column["column"]: _column(column) for column in self.columns}
        return pa.DataFrameSchema(columns, strict=True, ordered=True, coerce=True, name=self.name)

    def build(self, rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
        """Make the table from rows that hold one value for each column; the last can be left out if it may be missing.

        Raises
        ------
        TableError
            When a value does not fit its column.
        """
        spare = [None] if self.columns[-1]["missing"] == "yes" else []
        whole = [[*row, *spare] if len(row) == len(self.names) - 1 else row for row in map(tuple, rows)]
        # As objects first: pandas makes a column with missing numbers floating, which rounds the large ones.
        return self.check(pd.DataFrame(whole, columns=self.names, dtype=object))

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Give the table back with the columns, order and types of its kind.

        Raises
        ------
        TableError
            When a column is missing, unknown, or holds what its type can't hold: one line for each, at most twenty.
        """
        lacking = [name for name in self.names if name not in frame.columns]
        unknown = [str(name) for name in frame.columns if name not in self.names]
        if lacking or unknown:
            found = f"not found: {', '.join(lacking) or 'none'}; unknown: {', '.join(unknown) or 'none'}"
            raise TableError(f"table {self.name}: expected the columns {', '.join(self.names)}; {found}")
        fitted = self._fitted(frame[self.names])
        if fitted is not None:
            return fitted
        try:
            return self.schema.validate(frame[self.names], lazy=True).reset_index(drop=True)
        except pa.errors.SchemaErrors as faults:
            cases = faults.failure_cases.head(MOST_FAULTS).to_dict("records")
            raise TableError(*dict.fromkeys(self._explain(case) for case in cases)) from None

    def _fitted(self, frame: pd.DataFrame) -> pd.DataFrame | None:
        """Convert each column as the schema does; give nothing where a cell does not fit, which the schema explains.

        A whole validation costs some 15 ms, however few the rows are: of a short article most of the time.
        """
        if not frame.columns.is_unique:
            return None
        try:
            cells = {name: column.dtype.coerce(frame[name]) for name, column in self.schema.columns.items()}
        except Exception:  # whatever it is, the schema meets it again and names the row
            return None
        if not all(_holds(column, cells[column["column"]]) for column in self.columns):
            return None
        fitted = pd.DataFrame(cells, index=frame.index).reset_index(drop=True)
        fitted.attrs = frame.attrs
        return fitted

    def _explain(self, case: dict[Any, Any]) -> str:
        column = next(column for column in self.columns if column["column"] == case["column"])
        expected = f"one of {column['values'].replace(';', ', ')}" if column["values"] else EXPECTED[column["type"]]
        if case["index"] is None:
            return f"table {self.name}: {column['column']}: expected {expected}, found something else"
        found = "nothing" if pd.isna(case["failure_case"]) else f'"{case["failure_case"]}"'
        return f"table {self.name} row {case['index'] + 1}: {column['column']}: expected {expected}, found {found}"

    def unfit(self, rows: Sequence[Sequence[Any]]) -> dict[int, str]:
        """Say which rows of spans, without their ids, the table can't hold, and why: found in one pass."""
        whole = [["", *row, *[None] * (len(self.names) - 1 - len(row))] for row in rows]
        frame = pd.DataFrame(whole, columns=self.names, dtype=object)
        try:
            self.schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as faults:
            cases = faults.failure_cases.to_dict("records")
            told = ((case["index"], self._explain(case).split(": ", 1)[1]) for case in cases)
            return {int(at): fault for at, fault in told if at is not None}
        return {}

    def build_spans(self, rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
        """Make the table from rows without their id, which start with article_id, start, end.

        Returns
        -------
        DataFrame
            In the order of the rows. An id is the article, the kind's letter and the start; further rows with the
            same three get a further letter.
        """
        seen: Counter[str] = Counter()
        numbered = []
        for row in rows:
            key = f"{row[0]}:{self.letter}{row[1]:07d}"
            numbered.append((key + suffix(seen[key]), *row))
            seen[key] += 1
        return self.build(numbered)


def _column(declared: Row) -> pa.Column:
    values = declared["values"].split(";") if declared["values"] else []
    checks = [pa.Check.isin(values)] if values else []
    return pa.Column(TYPES[declared["type"]], checks, nullable=declared["missing"] == "yes")


def _holds(declared: Row, cells: pd.Series) -> bool:
    if declared["missing"] == "no" and cells.hasnans:
        return False
    return not declared["values"] or bool(cells.dropna().isin(declared["values"].split(";")).all())


def suffix(number: int) -> str:
    """Name the further rows at one place: nothing for the first, then b, c … z, ba.

    Examples
    --------
    >>> [suffix(number) for number in (0, 1, 25, 26)]
    ['', 'b', 'z', 'ba']
    """
    if number < 26:
        return chr(ord("a") + number) if number else ""
    return suffix(number // 26) + chr(ord("a") + number % 26)


ARTICLES = Table("articles")
REGIONS = Table("regions")
SENTENCES = Table("sentences")
TOKENS = Table("tokens")
LABELS = Table("labels")
ACTIONS = Table("actions")
KEYNESS = Table("keyness")
QUOTES = Table("quotes")
UTTERANCES = Table("utterances")
WORDINGS = Table("wordings")
CLAIMS = Table("claims")
TOTALS = Table("totals")
RELATIONS = Table("relations")
ESTIMATES = Table("estimates")
SPREAD = Table("spread")
NODES = Table("nodes")
EDGES = Table("edges")
ENTITIES = Table("entities")
LOADINGS = Table("loadings")
GROUPS = Table("groups")
ORIGINS = Table("origins")
EVENTS = Table("events")
PLACES = Table("places")
OUTLETS = Table("outlets")
PRIVATE = Table("private")
CORRECTIONS = Table("corrections")
REJECTED = Table("rejected")
SOURCES = Table("sources")
COPIES = Table("copies")
STORIES = Table("stories")
VERSIONS = Table("versions")
CHANGES = Table("changes")
COLLECTED = Table("collected")

TABLES = (
    ARTICLES,
    REGIONS,
    SENTENCES,
    TOKENS,
    LABELS,
    ACTIONS,
    KEYNESS,
    QUOTES,
    UTTERANCES,
    WORDINGS,
    CLAIMS,
    TOTALS,
    RELATIONS,
    ESTIMATES,
    SPREAD,
    NODES,
    EDGES,
)

EXTRACTED = (REGIONS, LABELS, ACTIONS, QUOTES, CLAIMS)
"""The tables that depend on one article alone: what `extract` writes and what corrections may be made to."""


def codebook() -> str:
    """Write CODEBOOK.md: every table with its columns, types and meaning."""
    lines = ["# Codebook", "", "Written by `make codebook` from `toolkit/rules/tables.csv` and `columns.csv`.", ""]
    for declared in rule_rows("tables"):
        lines += _section(Table(declared["table"]))
    return "\n".join(lines)


def _section(table: Table) -> list[str]:
    head = [f"## {table.name}", "", f"One row is {table.row}.", ""]
    rule = ["| column | type | may be missing | values | meaning |", "| --- | --- | --- | --- | --- |"]
    return [*head, *rule, *(_line(row) for row in table.columns), ""]


def _line(row: Row) -> str:
    values = row["values"].replace(";", ", ")
    return f"| {row['column']} | {row['type']} | {row['missing']} | {values} | {row['meaning']} |"


if __name__ == "__main__":
    sys.stdout.write(codebook())
