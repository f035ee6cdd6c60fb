"""A row that a person has corrected or added in, what would be untrue of it out."""

from collections.abc import Collection, Hashable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from toolkit.tables import Table
from toolkit.values import as_told

Cells = dict[Hashable, Any]
WORDS = {"": ("text", "verb"), "attributed_": ("attributed_to",)}
"""The columns, one a table, of what stands at a place, where it does not bear the place's own name."""

MOST_SHOWN = 60
"""Characters of the article that a fault shows."""


class Place(NamedTuple):
    """Columns of a table that say where something is printed: its two ends and, where one holds them, its words."""

    start: str
    end: str
    words: str | None


class Untrue(NamedTuple):
    """What can't be so, and the columns that say it."""

    columns: tuple[str, ...]
    told: str


def places(table: Table) -> list[Place]:
    """Name what a table says the place of.

    Examples
    --------
    >>> from toolkit.tables import CLAIMS
    >>> [tuple(place) for place in places(CLAIMS)]
    [('start', 'end', 'text'), ('attributed_start', 'attributed_end', 'attributed_to')]
    """
    stems = [name.removesuffix("start") for name in table.names if name.endswith("start")]
    return [Place(f"{stem}start", f"{stem}end", _words(table, stem)) for stem in stems]


def _words(table: Table, stem: str) -> str | None:
    return next((name for name in WORDS.get(stem, (stem.removesuffix("_"),)) if name in table.names), None)


def follow(table: Table, row: Cells, written: Collection[str], text: str | None) -> None:
    """Let the words of a place that was corrected be what stands there, where nobody has written them."""
    for place in places(table):
        moved = not {place.start, place.end}.isdisjoint(written)
        if place.words and moved and place.words not in written and text is not None and _whole(row, place):
            row[place.words] = text[row[place.start] : row[place.end]]


def untrue(table: Table, row: Cells, written: Collection[str], text: str | None) -> Iterator[Untrue]:
    """Say what of a row can't be so: intervals that are turned, places without words, words that stand elsewhere.

    Parameters
    ----------
    written
        The columns that a person has written; of others nothing is said.
    text
        The article; None where it is not known, so that nothing is said of its words but what needs them.
    """
    for low, high in _intervals(table):
        if {low, high} & set(written) and _above(row[low], row[high]):
            told = f"{low} {as_told(row[low])} would be above {high} {as_told(row[high])}"
            yield Untrue((low, high), f"{told}; correct the other one too, or look at the row again")
    for place in places(table):
        columns = tuple(name for name in place if name)
        if set(columns) & set(written) and not (_whole(row, place) and row[place.start] > row[place.end]):
            yield from (Untrue(columns, told) for told in _misplaced(row, place, written, text))


def _whole(row: Cells, place: Place) -> bool:
    return not (pd.isna(row[place.start]) or pd.isna(row[place.end]))


def _misplaced(row: Cells, place: Place, written: Collection[str], text: str | None) -> Iterator[str]:
    start, end, words = place
    if not _whole(row, place):
        if not (pd.isna(row[start]) and pd.isna(row[end])):
            yield f"{start} {as_told(row[start])} and {end} {as_told(row[end])} are one place; write both or none"
    elif row[start] == row[end]:
        yield f'{start} and {end} would both be "{row[start]}", where no words stand; correct one of them'
    elif text is None:
        if words and words not in written:
            yield f"{words}: is not known without the article; write correct(table, study)"
    elif row[end] > len(text):
        yield f"{end} {as_told(row[end])} is beyond the article, which has {len(text):,} characters; correct it"
    elif words and row[words] != text[row[start] : row[end]]:
        found = text[row[start] : row[end]][:MOST_SHOWN]
        yield (
            f'{words}: {as_told(row[words])} is not what stands at {row[start]}-{row[end]}, "{found}"; correct {start} '
            f"and {end} too{'' if start == 'start' else ', or empty them where it is not printed'}"
        )


def _intervals(table: Table) -> list[tuple[str, str]]:
    """Name the columns of a table that are the two ends of something."""
    spans = [(place.start, place.end) for place in places(table)]
    return [pair for pair in [("low", "high"), ("earliest", "latest"), *spans] if set(pair) <= set(table.names)]


def _above(low: Any, high: Any) -> bool:
    if pd.isna(low) or pd.isna(high):
        return False
    # What was corrected is a day, what was extracted is a time stamp.
    ends = [date(end.year, end.month, end.day) if isinstance(end, date) else end for end in (low, high)]
    return bool(ends[0] > ends[1])
