"""The articles of any source for an extraction, one after the other, each with what its source says of it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from toolkit.errors import SourceError
from toolkit.jsonl import Article, Fault, count_articles, is_own_form, read_lines
from toolkit.lineage import every_version
from toolkit.readers import Options, Rejected, Source, check_enough, refuse_pipe, reject
from toolkit.study import load
from toolkit.tables import ARTICLES


class Item(NamedTuple):
    """An article, its row of `COLLECTED`, and its number among the articles of the source."""

    article: Article
    row: dict[str, Any]
    number: int = 0


class Intake:
    """Gives the articles of a source in its order, and what could not be read in its place.

    Attributes
    ----------
    total
        How many articles there are, where that is known before they are read.
    rejected
        What could not be read so far.
    """

    def __init__(self, source: Path, options: Options, most_rejected: float) -> None:
        self.source = source
        self.options = options
        self.most_rejected = most_rejected
        self.rejected: list[Rejected] = []
        self.articles = 0
        self.total = self._count()

    def __iter__(self) -> Iterator[Item]:
        for found in self._items():
            if isinstance(found, Rejected):
                self.rejected.append(found)
                continue
            self.articles += 1
            yield found._replace(number=self.articles)
        check_enough([self.source], self.articles, self.rejected, self.most_rejected)

    def _count(self) -> int | None:
        if is_study_folder(self.source):
            self.study = every_version(load(self.source))
            return len(self.study.articles)
        if not self.source.is_file() and not self.source.is_dir():
            refuse_pipe(self.source)
            raise SourceError(f"{self.source}: not found; name a study folder, or a file or folder of articles")
        return count_articles(self.source, self.most_rejected) if is_own_form(self.source) else None

    def _items(self) -> Iterator[Item | Rejected]:
        if is_study_folder(self.source):
            return map(_of_row, self.study.articles.astype(object).to_dict("records"))
        if is_own_form(self.source):
            return map(_of_line, read_lines(self.source))
        found = Source([self.source], self.options, languages=False)
        return (each if isinstance(each, Rejected) else _of_row(each) for each in found)


def is_study_folder(source: Path) -> bool:
    """Say whether a source is a study, or an empty folder that is to be one."""
    return source.is_dir() and ((source / "manifest.csv").exists() or not any(source.iterdir()))


def _of_row(row: Mapping[Any, Any]) -> Item:
    cells: dict[str, Any] = {
        name: None if _is_missing(row.get(name)) else row[name] for name in (*ARTICLES.names, *FURTHER)
    }
    days = (cells["published_from"], cells["published_to"])
    early, late = (day.date() if isinstance(day, pd.Timestamp) else day for day in days)
    place = cells["file"] or f"article {cells['article_id']}"
    article = Article(cells["article_id"], cells["text"], early, late, place, cells["language"])
    return Item(article, {**cells, "published_from": early, "published_to": late})


FURTHER = ("file", "line", "further")


def _is_missing(cell: Any) -> bool:
    return cell is None or (not isinstance(cell, str) and bool(pd.isna(cell)))


def _of_line(found: tuple[Article, dict[str, Any]] | Fault) -> Item | Rejected:
    return reject(*found) if isinstance(found, Fault) else Item(*found)
