"""One shard of articles in, the tables of these articles out, as the bytes of Parquet files: what one process does."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, NamedTuple

import pandas as pd

from toolkit.analysis import Rows
from toolkit.found import Analysis, analyses, find, in_article_of, left_out_of
from toolkit.intake import Item
from toolkit.jsonl import Article
from toolkit.languages import find_language
from toolkit.limits import TooLongError, limited, seconds_for
from toolkit.readers import Rejected, reject
from toolkit.sound import LeftOut
from toolkit.study import Study
from toolkit.tables import COLLECTED, EXTRACTED, Table
from toolkit.writers import as_parquet

Frames = dict[str, pd.DataFrame]

ARTICLES_FILE = "articles"
FILES: dict[str, Table] = {ARTICLES_FILE: COLLECTED, **{table.name: table for table in EXTRACTED}}
"""What is written, by the names of its files."""
PRIVATE = ("text", "title", "authors", "url", "source_id", "account", "file", "line", "further", "sha256")
"""What says who an article is about or leads to its words: it does not leave where private details are generalised."""


class Job(NamedTuple):
    """What every shard of an extraction is read by; `digest` names it."""

    study: Study
    generalised: bool
    digest: str


class Done(NamedTuple):
    """What a shard gave: files and rows by table, sentences left out, articles that could not be read."""

    files: dict[str, bytes]
    rows: dict[str, int]
    left_out: tuple[LeftOut, ...]
    rejected: tuple[Rejected, ...]


def digest_of(job: Job, shard: Iterable[Item]) -> str:
    """Name a shard by all that its tables depend on: where ids may be numbered, the numbers of its articles too."""
    digest = sha256(job.digest.encode())
    for item in shard:
        number = item.number if job.generalised else 0
        digest.update(json.dumps([number, item.article.place, item.row], default=str, sort_keys=True).encode())
    return digest.hexdigest()


def run(job: Job, shard: list[Item], passed_over: frozenset[str] = frozenset()) -> Done:
    """Find the tables of a shard.

    Parameters
    ----------
    passed_over
        Articles that end the process that reads them: they are rejected unread.
    """
    told = dict.fromkeys(passed_over, "the process that read it ended; it is passed over")
    left = [item for item in shard if item.article.article_id not in told]
    found = find((item.article for item in left), job.study, KNOWN.analyses(job), read=_limited(told))
    rejected = tuple(
        _rejected(item, told[item.article.article_id]) for item in shard if item.article.article_id in told
    )
    kept = [item for item in left if item.article.article_id not in told]
    left_out = tuple(left_out_of(found))
    for frame in found.values():
        frame.attrs.clear()  # of no interest to a file
    frames = {ARTICLES_FILE: _collected(kept, generalised=job.generalised), **found}
    if job.generalised:
        frames, left_out, rejected = _as_passed(job.study, shard, frames, left_out, rejected)
    files = {name: as_parquet(FILES[name], frame) for name, frame in frames.items()}
    return Done(files, {name: len(frame) for name, frame in frames.items()}, left_out, rejected)


class Known:
    """What finds the tables by one study; of studies that were given as a copy one is known by its digest."""

    def __init__(self) -> None:
        self.digest = ""
        self.found_by: dict[str, Analysis] = {}

    def analyses(self, job: Job) -> dict[str, Analysis]:
        """Give the analyses of a job, made ready once."""
        if job.digest != self.digest:
            self.digest, self.found_by = job.digest, analyses(job.study)
        return self.found_by


KNOWN = Known()


def _limited(told: dict[str, str]) -> Any:
    """Give what reads one article within its time; of one that takes longer it is told, and nothing is found."""

    def read(article: Article, found_by: dict[str, Analysis]) -> dict[str, Rows]:
        seconds = seconds_for(article.text)
        try:
            with limited(seconds):
                return in_article_of(article, found_by)
        except TooLongError:
            told[article.article_id] = f"took longer than {seconds:.0f} seconds; read it by itself, or divide it"
            return {}

    return read


def _rejected(item: Item, reason: str) -> Rejected:
    return reject(item.article.place or item.article.article_id, item.row.get("line"), reason, item.article.text)


def _collected(items: list[Item], *, generalised: bool) -> pd.DataFrame:
    gone = PRIVATE if generalised else ()
    rows = []
    for item in items:
        language = item.row["language"] or find_language(item.article.text)
        digest = item.row["sha256"] or sha256(item.article.text.encode()).hexdigest()
        row = item.row | {"language": language, "sha256": digest} | dict.fromkeys(gone)
        rows.append([row.get(name) for name in COLLECTED.names])
    return COLLECTED.build(rows)


def _as_passed(
    study: Study, shard: list[Item], frames: Frames, left_out: tuple[LeftOut, ...], rejected: tuple[Rejected, ...]
) -> tuple[Frames, tuple[LeftOut, ...], tuple[Rejected, ...]]:
    # Imported here: few extractions need the gate of the exhibits, which is slow to import.
    from toolkit.exhibits.passing import Generalised, as_told

    passing = Generalised(study, ((item.number, item.article) for item in shard))
    fit = {name: passing.articles(frame) if name == ARTICLES_FILE else passing(frame) for name, frame in frames.items()}
    return fit, passing.told(left_out), tuple(as_told(study, each) for each in rejected)
