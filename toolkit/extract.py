"""The extraction over many articles: each read once, tables built once a shard, all files or none."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from hashlib import file_digest, sha256
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pandas as pd

from toolkit import __version__
from toolkit.errors import StudyError
from toolkit.found import analyses, articles_of, find, left_out_of, tables
from toolkit.jsonl import Article, count_articles, read_articles
from toolkit.regions import find_regions
from toolkit.sound import LeftOut
from toolkit.study import SHEETS, Study, load
from toolkit.swap import Kind, Say, check_apart, check_free, mend, replacing, warn
from toolkit.tables import ARTICLES, EXTRACTED
from toolkit.writers import WRITERS

__all__ = ["Extraction", "extract", "forget", "tables"]

RECORD, MADE_BY = "extraction.json", "parallax-toolkit"
MOST_BYTES = 100_000_000
"""A record of more is none."""
SHARD_ARTICLES = 1000
SHARD_CHARACTERS = 4_000_000

Progress = Callable[[int, int], object]


class Passing(Protocol):
    """What makes tables fit to be passed on, shard by shard."""

    def __call__(self, shard: list[Article], frame: pd.DataFrame) -> pd.DataFrame:
        """Give a table of a shard as it may leave."""

    def told(self, left_out: tuple[LeftOut, ...]) -> tuple[LeftOut, ...]:
        """Give what had to be left out as it may be told."""


class Extraction(NamedTuple):
    """What was written: how many articles, how many rows of each table, and what had to be left out."""

    articles: int
    rows: dict[str, int]
    left_out: tuple[LeftOut, ...]


def extract(
    source: Path,
    out: Path,
    *,
    study: Path | None = None,
    format: str = "parquet",
    generalised: bool = False,
    progress: Progress | None = None,
    say: Say = warn,
) -> Extraction:
    """Write the tables that depend on one article alone, one file each.

    Parameters
    ----------
    source
        A study folder, or a `.jsonl` file with one article a line: `id` (or `article_id`) and `text`; other fields of
        `ARTICLES` where they are known, further ones are passed over.
    out
        The folder to write. One that holds an earlier extraction, known by its `extraction.json`, is replaced, unless a
        file of it was changed since; any other must be empty or not exist. It lies outside the source.
    study
        The study whose codebook gives entities, groups, origins and corrections; the source's own where it is a
        study folder. Without one these are empty.
    format
        `parquet`, `jsonl` or `csv`; in `csv` an apostrophe stands before what a spreadsheet would run.
    generalised
        Whether private details are generalised, as on the pages. Without it the tables print the articles as received,
        private persons too: for the desk, not for passing on.
    progress
        Called with the number of articles done and of all.
    say
        Told where an earlier run was cut off and what it was to replace is put back.

    Raises
    ------
    ToolkitError
        When the source or the study has faults, or `out` holds something else. Then nothing is written.

    Notes
    -----
    The files are the tables of `find_regions`, `find_labels`, `find_actions`, `find_quotes` and `find_claims`,
    corrected, in the order of the articles. A sentence that an analysis fails on lacks that analysis's rows, and is
    named. Memory holds one shard of a thousand articles. `extraction.json` says what was read and by which rules.
    """
    mend(out, KIND, say)
    check_free(out, KIND)
    for folder in filter(None, (source, study)):
        check_apart(folder, out)
    judged = _judgements(source, study)
    total, articles = _articles(source)
    with replacing(out, KIND, say) as fresh:
        passing = _generalising(judged) if generalised else None
        telling = lambda done: progress and progress(done, total)  # noqa: E731  a name for a long line
        done, digests = _write(fresh, format, judged, articles, passing, telling)
        done = done._replace(left_out=passing.told(done.left_out)) if passing else done
        told = _record(source, judged, digests, done, generalised=generalised)
        (fresh / RECORD).write_text(f"{json.dumps(told, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
    return done


def _written_in(folder: Path) -> dict[str, str | None]:
    """Give the files of an earlier extraction, each with its digest where one was kept; none of what is no extraction.

    Notes
    -----
    It is known by the file that says what it holds. A pipe, a link or a file beyond all measure is not opened.
    """
    record = folder / RECORD
    try:
        if record.is_symlink() or not record.is_file() or record.stat().st_size > MOST_BYTES:
            return {}
        told = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, MemoryError):
        return {}
    files = told.get("files") if isinstance(told, dict) and told.get("made_by") == MADE_BY else None
    if isinstance(files, list):  # before 1.1 without digests
        files = {name: None for name in files if isinstance(name, str)}
    return {RECORD: None, **files} if isinstance(files, dict) else {}


def _is_extraction(folder: Path) -> bool:
    """Know an earlier extraction: by what it says that it holds, and by nothing else lying there."""
    names = _written_in(folder)
    return all(path.name in names and path.is_file() and not path.is_symlink() for path in folder.iterdir())


def _edited(folder: Path) -> str:
    """Name the first file of an earlier extraction that somebody has changed since."""
    for name, digest in _written_in(folder).items():
        if digest is not None and (folder / name).is_file():
            with (folder / name).open("rb") as file:
                if file_digest(file, "sha256").hexdigest() != digest:
                    return name
    return ""


KIND = Kind("extraction", "tables", _is_extraction, _edited)


def _judgements(source: Path, study: Path | None) -> Study:
    folder = study or (source if source.is_dir() else None)
    if folder:
        return load(folder)
    articles = ARTICLES.build([])
    return Study("", articles, find_regions(articles), **{name: table.build([]) for name, table in SHEETS.items()})


def _articles(source: Path) -> tuple[int, Iterable[Article]]:
    if source.is_dir():
        loaded = load(source)
        return len(loaded.articles), articles_of(loaded)
    if not source.is_file():
        raise StudyError(f"{source}: not found; name a study folder or a .jsonl file with one article a line")
    if source.suffix.lower() not in {".jsonl", ".ndjson"}:
        raise StudyError(f"{source}: expected a study folder or a .jsonl file with one article a line")
    return count_articles(source), read_articles(source)


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


def _write(
    folder: Path,
    format: str,
    study: Study,
    articles: Iterable[Article],
    passing: Passing | None,
    progress: Callable[[int], object],
) -> tuple[Extraction, dict[str, str]]:
    found_by = analyses(study)
    done, counts, left_out = 0, Counter[str](), list[LeftOut]()
    with ExitStack() as stack:
        files = {
            table.name: stack.enter_context(closing(WRITERS[format](folder / f"{table.name}.{format}", table)))
            for table in EXTRACTED
        }
        for shard in _shards(articles):
            found = find(shard, study, found_by)
            left_out += left_out_of(found)
            for name, frame in found.items():
                frame.attrs.clear()  # of no interest to a file
                files[name].write(passing(shard, frame) if passing else frame)
                counts[name] += len(frame)
            done += len(shard)
            progress(done)
            forget()
    digests = {f"{name}.{format}": file.digest for name, file in files.items()}
    return Extraction(done, {table.name: counts[table.name] for table in EXTRACTED}, tuple(left_out)), digests


def _generalising(study: Study) -> Passing:
    # Imported here: few extractions need the gate of the exhibits, which is slow to import.
    from toolkit.exhibits.passing import Generalised

    return Generalised(study)


def forget() -> None:
    """Let go of what the analyses keep of single articles: none is read again."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("toolkit.")]
    for kept in [thing for module in modules for thing in vars(module).values() if hasattr(thing, "cache_parameters")]:
        if kept.cache_parameters()["maxsize"] is not None:  # those without a limit hold word lists
            kept.cache_clear()


def _record(
    source: Path, study: Study, digests: dict[str, str], done: Extraction, *, generalised: bool
) -> dict[str, Any]:
    """Say what an extraction was made of; no path and no clock, so that two runs give the same bytes."""
    return {
        "made_by": MADE_BY,
        "version": __version__,
        "text": "generalised" if generalised else "as received",
        "source": _digest_of_source(source),
        "codebook": _digest_of_codebook(study),
        "rules": _digest_of_rules(),
        "articles": done.articles,
        "rows": done.rows,
        "left_out": [each._asdict() for each in done.left_out],
        "files": digests,
    }


def _digest_of_source(source: Path) -> str:
    if source.is_dir():
        return sha256("\n".join(load(source).articles["sha256"]).encode()).hexdigest()
    with source.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _digest_of_codebook(study: Study) -> str:
    sheets = {name: getattr(study, name).to_json(orient="records", date_format="iso") for name in SHEETS}
    return sha256(json.dumps(sheets).encode()).hexdigest()


def _digest_of_rules() -> str:
    lists = sorted((package_files("toolkit") / "rules").iterdir(), key=lambda path: path.name)
    return sha256(b"".join(path.read_bytes() for path in lists)).hexdigest()
