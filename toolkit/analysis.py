"""One analysis over many articles: the rows of each, without the sentences that it fails on."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import pandas as pd

from toolkit.errors import TableError
from toolkit.sound import LeftOut, Span, note, salvage
from toolkit.tables import Table
from toolkit.text import Reading, without

Row = tuple[Any, ...]
Find = Callable[[str, Reading], Iterable[Row]]


class Rows(NamedTuple):
    """What an analysis finds: rows that begin with the article's id, and what it leaves out."""

    rows: list[Row]
    left_out: list[LeftOut]


def find_table(table: Table, articles: Iterable[tuple[str, Reading]], find: Find) -> pd.DataFrame:
    """Build the table of an analysis that gives rows which begin with start and end.

    Returns
    -------
    DataFrame
        The table; what a fault of ours costs it stands in its `attrs`, and a warning is raised.
    """
    found = find_rows(table.name, articles, find)
    frame, unfit = build(table, found.rows)
    return note(frame, [*found.left_out, *unfit])


def find_rows(name: str, articles: Iterable[tuple[str, Reading]], find: Find) -> Rows:
    """Run an analysis over each article."""
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    for article_id, reading in articles:
        found = in_article(name, article_id, reading, find)
        rows += found.rows
        left_out += found.left_out
    return Rows(rows, left_out)


def in_article(name: str, article_id: str, reading: Reading, find: Find) -> Rows:
    """Run an analysis over one article; where it raises, without the sentences that it fails on."""

    def attempt(gone: tuple[Span, ...]) -> list[Row]:
        if not gone:
            return list(find(article_id, reading))
        part = without(reading, gone)
        return [_restored(row, part.text, reading.text) for row in find(article_id, part)]

    rows, failed = salvage(reading.sentences, attempt)
    gone = (*reading.failed, *failed)
    left_out = [LeftOut(article_id, each.start, each.end, name, each.fault, each.units) for each in gone]
    return Rows([(article_id, *row) for row in rows or []], left_out)


def _restored(row: Row, read: str, text: str) -> Row:
    """Give a row that reaches over a sentence left out its evidence as it stands in the article."""
    start, end = row[:2]
    if read[start:end] == text[start:end]:
        return row
    return tuple(text[start:end] if cell == read[start:end] else cell for cell in row)


def build(table: Table, rows: list[Row]) -> tuple[pd.DataFrame, list[LeftOut]]:
    """Build a table of spans; a row that it can't hold is left out and named."""
    left_out: list[LeftOut] = []
    while True:
        try:
            return table.build_spans(rows), left_out
        except TableError:
            unfit = table.unfit(rows)
            if not unfit:
                raise
            for at, fault in unfit.items():
                article_id, start, end, *_ = rows[at]
                left_out.append(LeftOut(article_id, start, end, f"row of {table.name}", fault))
            rows = [row for at, row in enumerate(rows) if at not in unfit]
