"""The extraction over many articles: each read once, tables built once a shard, all files or none."""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from toolkit import claims, framing, quotes
from toolkit.codebook import alias_key
from toolkit.errors import StudyError, TableError, ToolkitError
from toolkit.jsonl import Article, count_articles, read_articles
from toolkit.regions import find_regions
from toolkit.study import SHEETS, Study, correct, load
from toolkit.tables import ARTICLES, EXTRACTED, Table
from toolkit.text import Reading, read
from toolkit.times import Published
from toolkit.writers import WRITERS

SHARD_ARTICLES = 1000
SHARD_CHARACTERS = 4_000_000

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
Analysis = Callable[[Article, Reading], list[Row]]
Progress = Callable[[int, int], object]


class Extraction(NamedTuple):
    """What was written: how many articles, how many rows of each table, and what had to be left out."""

    articles: int
    rows: dict[str, int]
    left_out: tuple[str, ...]


def extract(
    source: Path, out: Path, *, study: Path | None = None, format: str = "parquet", progress: Progress | None = None
) -> Extraction:
    """Write the tables that depend on one article alone, one file each.

    Parameters
    ----------
    source
        A study folder, or a `.jsonl` file with one article a line: `id` (or `article_id`) and `text`; other fields of
        `ARTICLES` where they are known, further ones are passed over.
    out
        The folder to write. One that holds an earlier extraction is replaced; any other must be empty or not exist.
    study
        The study whose codebook gives entities, groups, origins and corrections; the source's own where it is a
        study folder. Without one these are empty.
    format
        `parquet`, `jsonl` or `csv`; in `csv` an apostrophe stands before what a spreadsheet would run.
    progress
        Called with the number of articles done and of all.

    Raises
    ------
    ToolkitError
        When the source or the study has faults, or `out` holds something else. Then nothing is written.

    Notes
    -----
    The files are the tables of `find_regions`, `find_labels`, `find_actions`, `find_quotes` and `find_claims`,
    corrected, in the order of the articles. An article that an analysis fails on lacks that analysis's rows, and is
    named. Memory holds one shard of a thousand articles.
    """
    _check_free(out)
    judged = _judgements(source, study)
    total, articles = _articles(source)
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    # Written beside `out`, so that the last step is a renaming on the same disk.
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as beside:
        fresh = Path(beside, "new")
        fresh.mkdir()
        done = _write(fresh, format, judged, articles, lambda done: progress and progress(done, total))
        if out.exists():
            out.rename(Path(beside, "old"))
        fresh.rename(out)
    return done


def tables(study: Study) -> dict[str, pd.DataFrame]:
    """Give the corrected tables of a study, by name.

    Raises
    ------
    RuleError
        When a correction no longer matches.
    """
    left_out: list[str] = []
    rows = _read_all(_of_study(study), analyses(study), left_out)
    return {table.name: correct(_build(table, rows[table.name], left_out), study.corrections) for table in EXTRACTED}


def _check_free(out: Path) -> None:
    ours = {f"{table.name}.{ending}" for table in EXTRACTED for ending in WRITERS}
    if out.exists() and not out.is_dir():
        raise ToolkitError(f"{out}: this is a file; name a folder for the tables")
    if out.is_dir() and not {path.name for path in out.iterdir()} <= ours:
        raise ToolkitError(f"{out}: this folder holds something that is no extraction; empty it or name another")


def _judgements(source: Path, study: Path | None) -> Study:
    folder = study or (source if source.is_dir() else None)
    if folder:
        return load(folder)
    articles = ARTICLES.build([])
    return Study("", articles, find_regions(articles), **{name: table.build([]) for name, table in SHEETS.items()})


def _articles(source: Path) -> tuple[int, Iterable[Article]]:
    if source.is_dir():
        loaded = load(source)
        return len(loaded.articles), _of_study(loaded)
    if not source.is_file():
        raise StudyError(f"{source}: not found; name a study folder or a .jsonl file with one article a line")
    if source.suffix.lower() not in {".jsonl", ".ndjson"}:
        raise StudyError(f"{source}: expected a study folder or a .jsonl file with one article a line")
    return count_articles(source), read_articles(source)


def _of_study(study: Study) -> Iterator[Article]:
    columns = ["article_id", "text", "published_from", "published_to"]
    for article_id, text, *days in study.articles[columns].astype(object).itertuples(index=False):
        yield Article(article_id, text, *(None if pd.isna(day) else day.date() for day in days))


def _shards(articles: Iterable[Article]) -> Iterator[list[Article]]:
    shard: list[Article] = []
    size = 0
    for article in articles:
        shard.append(article)
        size += len(article.text)
        if len(shard) >= SHARD_ARTICLES or size >= SHARD_CHARACTERS:
            yield shard
            shard, size = [], 0
    if shard:
        yield shard


def analyses(study: Study) -> dict[str, Analysis]:
    """Give what finds the rows of each table in one article; the codebook is made ready once."""
    known = framing.compile_entities(study.entities)
    names = dict(zip(map(alias_key, study.entities["alias"]), study.entities["entity"], strict=True))
    counted = claims.read_groups(study.groups), claims.read_origins(study.origins)
    return {
        "regions": lambda _, reading: [tuple(region) for region in reading.regions],
        "labels": lambda _, reading: framing.label_rows(reading, known),
        "actions": lambda _, reading: framing.action_rows(reading, known),
        "quotes": lambda _, reading: quotes.rows(reading, names),
        "claims": lambda article, reading: claims.rows(reading, *counted, Published(*article[2:])),
    }


def _write(
    folder: Path, format: str, study: Study, articles: Iterable[Article], progress: Callable[[int], object]
) -> Extraction:
    found_by = analyses(study)
    done, counts, left_out = 0, Counter[str](), list[str]()
    with ExitStack() as stack:
        files = {
            table: stack.enter_context(closing(WRITERS[format](folder / f"{table.name}.{format}", table)))
            for table in EXTRACTED
        }
        for shard in _shards(articles):
            rows = _read_all(shard, found_by, left_out)
            for table, file in files.items():
                frame = correct(_build(table, rows[table.name], left_out), study.corrections)
                file.write(frame)
                counts[table.name] += len(frame)
            done += len(shard)
            progress(done)
            forget()
    return Extraction(done, {table.name: counts[table.name] for table in EXTRACTED}, tuple(left_out))


def forget() -> None:
    """Let go of what the analyses keep of single articles: none is read again."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("toolkit.")]
    for kept in [thing for module in modules for thing in vars(module).values() if hasattr(thing, "cache_parameters")]:
        if kept.cache_parameters()["maxsize"] is not None:  # those without a limit hold word lists
            kept.cache_clear()


def _read_all(articles: Iterable[Article], found_by: dict[str, Analysis], left_out: list[str]) -> Rows:
    rows: Rows = {name: [] for name in found_by}
    for article in articles:
        reading = read.__wrapped__(article.text)  # not kept: no article is read again
        for name, find in found_by.items():
            try:
                rows[name] += [(article.article_id, *row) for row in find(article, reading)]
            except ToolkitError:
                raise
            except Exception as fault:  # a fault of ours in one article must not cost the others
                left_out.append(f"article {article.article_id}: no {name}: {type(fault).__name__}: {fault}")
    return rows


def _build(table: Table, rows: list[Row], left_out: list[str]) -> pd.DataFrame:
    """Build a table; a row that it can't hold is left out and named."""
    try:
        return table.build_spans(rows)
    except TableError:
        return table.build_spans(_sound(table, rows, left_out))


def _sound(table: Table, rows: list[Row], left_out: list[str]) -> list[Row]:
    """Give the rows that a table can hold, by halves: few are bad."""
    try:
        table.build_spans(rows)
    except TableError as fault:
        if len(rows) > 1:
            half = len(rows) // 2
            return _sound(table, rows[:half], left_out) + _sound(table, rows[half:], left_out)
        left_out.append(f"article {rows[0][0]}: one row of {table.name}: {fault.faults[0]}")
        return []
    return rows
