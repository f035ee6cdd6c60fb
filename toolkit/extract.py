"""The extraction over many articles: shard by shard, by as many processes as there are, all files or none."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from hashlib import file_digest, sha256
from importlib.resources import files as package_files
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from toolkit import __version__
from toolkit.found import analyses, tables
from toolkit.intake import Intake, Item, is_study_folder
from toolkit.jsonl import Article
from toolkit.lineage import every_version
from toolkit.readers import Options, Rejected, write_rejected
from toolkit.regions import find_regions
from toolkit.shards import FILES, Done, Job, digest_of
from toolkit.sound import LeftOut
from toolkit.study import SHEETS, Study, load
from toolkit.swap import Kind, Say, check_apart, check_free, mend, replacing, warn
from toolkit.tables import ARTICLES, REJECTED
from toolkit.unfinished import Earlier, Shard, Unfinished
from toolkit.workers import Task, anywhere, cluster, here, processes
from toolkit.writers import WRITERS

__all__ = ["Article", "Extraction", "analyses", "extract", "tables"]

RECORD, MADE_BY, REJECTED_FILE = "extraction.json", "parallax-toolkit", "rejected.jsonl"
MOST_BYTES = 100_000_000
"""A record of more is none."""
SHARD_ARTICLES = 1000
SHARD_CHARACTERS = 4_000_000
MOST_REJECTED = 0.05
AS_NAMED = Options()
"""Columns mean what their names say, and no date is read that could be two."""
CLUSTER_WIDTH = 32
"""So many shards are with a cluster at a time, twice over."""

Progress = Callable[[int, int | None], object]
Run = Callable[[Job, Iterable[Task]], Iterator[tuple[Task, Done]]]


class Extraction(NamedTuple):
    """What was written: how many articles, how many rows of each table, and what had to be left out."""

    articles: int
    rows: dict[str, int]
    left_out: tuple[LeftOut, ...]
    rejected: int = 0
    shards: tuple[Shard, ...] = ()
    made: int = 0


def extract(
    source: Path,
    out: Path,
    *,
    study: Path | None = None,
    format: str = "parquet",
    generalised: bool = False,
    workers: int = 1,
    scheduler: str | None = None,
    options: Options = AS_NAMED,
    most_rejected: float = MOST_REJECTED,
    progress: Progress | None = None,
    say: Say = warn,
) -> Extraction:
    """Write the tables that depend on one article alone, one file each, and the articles themselves.

    Parameters
    ----------
    source
        A study folder; a `.jsonl` file with one article a line under its own id (`id` or `article_id`) and `text`; or
        anything that `read_articles` reads.
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
    workers
        How many processes of this machine read.
    scheduler
        The address of a Dask cluster's scheduler, which reads in their place (extra `dask`).
    options
        What columns mean and how dates are ordered, as `read_articles` takes them.
    most_rejected
        Which share of the records may be unreadable.
    progress
        Called with the number of articles done, and of all where that is known.
    say
        Told where an earlier run was cut off and what it was to replace is put back.

    Raises
    ------
    ToolkitError
        When the source or the study has faults, or `out` holds something else. Then nothing is written.

    Notes
    -----
    The files are the tables of `find_regions`, `find_labels`, `find_actions`, `find_quotes` and `find_claims`,
    corrected, in the order of the articles, and `articles`: all that the source says of each. A sentence that an
    analysis fails on lacks that analysis's rows, and is named; an article that takes longer than a minute, or ends the
    process that reads it, stands in `rejected.jsonl`. Memory holds a few shards of a thousand articles. Finished shards
    lie beside `out` until all are there: after a run that was ended, however, the same call goes on where it stopped
    and gives the same bytes. `extraction.json` says what was read and by which rules, with a digest of each shard.
    """
    mend(out, KIND, say)
    check_free(out, KIND)
    for folder in filter(None, (source, study)):
        check_apart(folder, out)
    judged = _judgements(source, study)
    job = Job(judged, generalised, _digest_of_job(judged, generalised=generalised))
    intake = Intake(source, options, most_rejected)
    unfinished = Unfinished(out.resolve().with_name(f".{out.resolve().name}-unfinished"))
    try:
        count = _counting(progress, intake)
        made = _make(Shelf(unfinished, Earlier(out)), job, intake, _runner(workers, scheduler), count)
        with replacing(out, KIND, say) as fresh:
            unread = _unread(judged, intake, generalised=generalised)
            done, digests = _gather(fresh, format, unfinished, made, unread)
            told = _record(source, judged, digests, done, generalised=generalised)
            (fresh / RECORD).write_text(f"{json.dumps(told, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
        unfinished.remove()
    finally:
        if not unfinished.known:
            unfinished.remove()
        unfinished.release()
    return done


class Made(NamedTuple):
    """The shards of an extraction in their order, each with how many articles it has, and how many were made now."""

    shards: tuple[tuple[str, int], ...]
    made: int


class Shelf(NamedTuple):
    """Where finished shards lie: those of a run that was ended, and those of the extraction that is replaced."""

    unfinished: Unfinished
    earlier: Earlier

    def holds(self, digest: str) -> bool:
        """Say whether a shard is finished; of an earlier extraction it is taken over."""
        if self.unfinished.holds(digest):
            return True
        done = self.earlier.done(digest)
        if done:
            self.unfinished.keep(digest, done)
        return done is not None


def _make(shelf: Shelf, job: Job, intake: Intake, run: Run, count: Callable[[int], object]) -> Made:
    """Make the shards that are missing, in whatever order they get done."""
    shards: list[tuple[str, int]] = []

    def missing() -> Iterator[Task]:
        for number, shard in enumerate(_shards(intake)):
            shards.append((digest_of(job, shard), len(shard)))
            if shelf.holds(shards[-1][0]):
                count(len(shard))
            else:
                yield Task(number, shard)

    made = 0
    for task, done in run(job, missing()):
        shelf.unfinished.keep(shards[task.number][0], done)
        made += 1
        count(len(task.shard))
    return Made(tuple(shards), made)


def _runner(workers: int, scheduler: str | None) -> Run:
    if scheduler:
        return partial(anywhere, make=partial(cluster, scheduler), width=CLUSTER_WIDTH, local=False)
    if workers > 1:
        return partial(_in_processes, workers=workers)
    return here


def _in_processes(job: Job, tasks: Iterable[Task], *, workers: int) -> Iterator[tuple[Task, Done]]:
    """Start processes only where there is more than one shard: each takes two seconds to start."""
    rest = iter(tasks)
    first = list(islice(rest, 2))
    if len(first) < 2:
        yield from here(job, first)
        return
    yield from anywhere(job, chain(first, rest), partial(processes, workers), workers, local=True)


def _counting(progress: Progress | None, intake: Intake) -> Callable[[int], object]:
    done = 0

    def count(articles: int) -> None:
        nonlocal done
        done += articles
        if progress:
            progress(done, intake.total)

    return count


def _shards(items: Iterable[Item]) -> Iterator[list[Item]]:
    shard: list[Item] = []
    size = 0
    for item in items:
        shard.append(item)
        size += len(item.article.text)
        if len(shard) >= SHARD_ARTICLES or size >= SHARD_CHARACTERS:
            yield shard
            shard, size = [], 0
    if shard:
        yield shard


def _unread(study: Study, intake: Intake, *, generalised: bool) -> list[Rejected]:
    """Give what could not be read, as it may be told."""
    if not generalised:
        return intake.rejected
    # Imported here: few extractions need the gate of the exhibits, which is slow to import.
    from toolkit.exhibits.passing import as_told

    return [as_told(study, each) for each in intake.rejected]


def _gather(
    folder: Path, format: str, unfinished: Unfinished, made: Made, unread: Iterable[Rejected]
) -> tuple[Extraction, dict[str, str]]:
    """Write the tables of all shards, in the order of the articles, one file a table; and give each file's digest."""
    counts = Counter[str]()
    with ExitStack() as stack:
        files = {
            name: stack.enter_context(closing(WRITERS[format](folder / f"{name}.{format}", table)))
            for name, table in FILES.items()
        }
        for digest, _ in made.shards:
            for name, file in files.items():
                frame = unfinished.read(digest, name)
                file.write(frame)
                counts[name] += len(frame)
    known = [unfinished.known[digest] for digest, _ in made.shards]
    rejected = [*unread, *(each for shard in known for each in shard.rejected)]
    digests = {f"{name}.{format}": file.digest for name, file in files.items()}
    if rejected:
        write_rejected(REJECTED.build(rejected), folder / REJECTED_FILE)
        digests[REJECTED_FILE] = sha256((folder / REJECTED_FILE).read_bytes()).hexdigest()
    left_out = tuple(each for shard in known for each in shard.left_out)
    articles = sum(number for _, number in made.shards) - sum(len(shard.rejected) for shard in known)
    rows = {name: counts[name] for name in FILES}
    return Extraction(articles, rows, left_out, len(rejected), tuple(known), made.made), digests


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
    folder = study or (source if is_study_folder(source) else None)
    if folder:
        return load(folder)
    articles = ARTICLES.build([])
    return Study("", articles, find_regions(articles), **{name: table.build([]) for name, table in SHEETS.items()})


def _record(
    source: Path, study: Study, digests: dict[str, str], done: Extraction, *, generalised: bool
) -> dict[str, Any]:
    """Say what an extraction was made of; no path and no clock, so that two runs give the same bytes."""
    return {
        "made_by": MADE_BY,
        "version": __version__,
        "text": "generalised" if generalised else "as received",
        "source": _digest_of_source(source, done),
        "codebook": _digest_of_codebook(study),
        "rules": _digest_of_rules(),
        "articles": done.articles,
        "rows": done.rows,
        "rejected": done.rejected,
        "left_out": [each._asdict() for each in done.left_out],
        "files": digests,
        "shards": [_without_files(shard) for shard in done.shards],
    }


def _without_files(shard: Shard) -> dict[str, Any]:
    return {name: value for name, value in shard._asdict().items() if name != "files"}


def _digest_of_source(source: Path, done: Extraction) -> str:
    if is_study_folder(source):
        return sha256("\n".join(every_version(load(source)).articles["sha256"]).encode()).hexdigest()
    if source.is_file():
        with source.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    return sha256("\n".join(shard.digest for shard in done.shards).encode()).hexdigest()


def _digest_of_job(study: Study, *, generalised: bool) -> str:
    """Name all that the tables of a shard depend on beside its articles."""
    parts = __version__, pd.__version__, str(generalised), _digest_of_codebook(study), _digest_of_rules()
    return sha256("\n".join(parts).encode()).hexdigest()


def _digest_of_codebook(study: Study) -> str:
    sheets = {name: getattr(study, name).to_json(orient="records", date_format="iso") for name in SHEETS}
    return sha256(json.dumps(sheets).encode()).hexdigest()


def _digest_of_rules() -> str:
    lists = sorted(_lists(package_files("toolkit") / "rules"))
    return sha256(b"".join(found for _, found in lists)).hexdigest()


def _lists(folder: Any, before: str = "") -> Iterator[tuple[str, bytes]]:
    """Give every list of rules, those of single languages too, by its name below the folder."""
    for path in folder.iterdir():
        if path.is_dir():
            yield from _lists(path, f"{before}{path.name}/")
        else:
            yield before + path.name, path.read_bytes()
