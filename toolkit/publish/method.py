"""The measured columns in, what the method page says of each out."""

from typing import NamedTuple

from toolkit.exhibits.measures import Measured, anchors, measured, tables
from toolkit.rules import rows


class Column(NamedTuple):
    """One column: its name, its place on the page, what it holds, and what was measured, the lowest figure first."""

    name: str
    anchor: str
    meaning: str
    known: list[Measured]


class Section(NamedTuple):
    """One table of the codebook with its measured columns, and those that nobody has measured."""

    name: str
    row: str
    columns: list[Column]
    unknown: list[Column]


def explain_columns() -> list[Section]:
    """Give what is known of each column, table by table."""
    about = {row["table"]: row["row"] for row in rows("tables")}
    return [_section(name, about[name]) for name in tables()]


def _section(name: str, row: str) -> Section:
    columns = [_column(name, column, found) for column, found in measured(name).items()]
    return Section(name, row, [one for one in columns if one.known], [one for one in columns if not one.known])


def _column(table: str, name: str, found: list[Measured]) -> Column:
    meaning = next(row["meaning"] for row in rows("columns") if row["table"] == table and row["column"] == name)
    known = [one for one in found if one.lowest is not None]
    return Column(name.replace("_", " "), anchors(table)[name], meaning, known)
