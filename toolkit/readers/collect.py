"""All articles of a source as one table, with what was read of each file and what could not be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from toolkit.errors import SourceError
from toolkit.readers.columns import Options
from toolkit.readers.gather import Source
from toolkit.readers.records import Rejected
from toolkit.tables import ARTICLES, REJECTED, SOURCES

MOST_REJECTED = 0.05
SHOWN = 20


class Collection(NamedTuple):
    """What a source holds: its articles, what could not be read, and what each file is; one table each.

    `articles` is `ARTICLES`, `rejected` is `REJECTED`, `sources` is `SOURCES`.
    """

    articles: pd.DataFrame
    rejected: pd.DataFrame
    sources: pd.DataFrame


def read_source(
    source: str | Path | Iterable[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    dates: str | None = None,
    most_rejected: float = MOST_REJECTED,
) -> Collection:
    """Read the articles of files in any form that is known, and say what was made of them.

    Parameters
    ----------
    source
        A file, a folder, or several: plain text, CSV, TSV, workbooks, JSON, JSON lines, Parquet, saved pages, web
        archives, exports of Media Cloud, news-please, trafilatura, Nexis and Factiva; each told by its content,
        packed with gzip, zstd, bzip2 or xz too.
    columns
        What a column means where its name does not say so: `{"story": "text", "paper": "outlet"}`.
    dates
        `dmy`, `mdy` or `ymd`: how dates such as 03/04/05 are written. Without it they are not read.
    most_rejected
        Which share of the records may be unreadable.

    Raises
    ------
    SourceError
        When a source is not there, holds nothing, or more of it than `most_rejected` can't be read.

    Notes
    -----
    A field of text is left as it stands; the text of a document or a page begins with its headline. A record whose
    date can't be read is kept without it. Rows are in the order of the files' names and of their records.
    """
    paths = [Path(source)] if isinstance(source, str | Path) else [Path(each) for each in source]
    opened = Source(paths, Options(columns or {}, dates))
    rows: list[dict[str, Any]] = []
    rejected: list[Rejected] = []
    for found in opened:
        if isinstance(found, Rejected):
            rejected.append(found)
        else:
            rows.append(found)
    check_enough(paths, len(rows), rejected, most_rejected)
    articles = ARTICLES.build([row[name] for name in ARTICLES.names] for row in rows)
    return Collection(articles, REJECTED.build(rejected), SOURCES.build(tally.row() for tally in opened.tallies))


def check_enough(paths: Sequence[Path], articles: int, rejected: Sequence[Rejected], most_rejected: float) -> None:
    """Refuse a source that holds no article, or too much that can't be read.

    Raises
    ------
    SourceError
        With the first twenty things that could not be read.
    """
    records = articles + len(rejected)
    lines = list(grouped(rejected))
    first = lines[:SHOWN] + ([f"and {len(lines) - SHOWN:,} more"] if len(lines) > SHOWN else [])
    if not articles:
        named = ", ".join(map(str, paths))
        raise SourceError(*first, f"{named}: expected articles, found none that can be read")
    if len(rejected) > most_rejected * records:
        share = f"{len(rejected):,} of {records:,} records can't be read, more than {most_rejected:.0%}"
        raise SourceError(*first, f"{share}; mend them, or allow more with --most-rejected")


def grouped(rejected: Iterable[Any]) -> Iterator[str]:
    """Tell what stands in one file for one reason in one line."""
    for (file, reason), group in groupby(rejected, key=lambda each: (each.file, each.reason)):
        each, *others = group
        yield told_rejected(each) if not others else f"{file}: {len(others) + 1:,} records: {reason}"


def told_rejected(each: Rejected) -> str:
    """Tell in one line what could not be read, and why.

    Examples
    --------
    >>> told_rejected(Rejected("a.csv", 3, "expected 4 cells, found 2"))
    'a.csv line 3: expected 4 cells, found 2'
    """
    place = each.file if each.line is None else f"{each.file} line {each.line}"
    return f"{place}: {each.reason}"


def read_articles(
    source: str | Path | Iterable[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    dates: str | None = None,
    most_rejected: float = MOST_REJECTED,
) -> pd.DataFrame:
    """Read the articles of files in any form that is known.

    Parameters
    ----------
    source, columns, dates, most_rejected
        As of `read_source`, which also gives what could not be read and what was made of each file.

    Returns
    -------
    DataFrame
        `ARTICLES`, in the order of the files' names and of their records.

    Raises
    ------
    SourceError
        When a source is not there, holds nothing, or more of it than `most_rejected` can't be read.
    """
    return read_source(source, columns=columns, dates=dates, most_rejected=most_rejected).articles
