"""The command `toolkit`. Every fault is one plain line; what is slow to import is imported late."""

import os
import sys
import traceback
from collections.abc import Sequence, Sized
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit import __version__
from toolkit.bringing import Dates, Meanings, MostRejected, collect, cores, is_study, options_of, tell_source
from toolkit.errors import ToolkitError
from toolkit.progress import counter, steps
from toolkit.terminal import say, tell

if TYPE_CHECKING:
    from toolkit.readers import Collection

INPUT_IS_WRONG = 1
COMMAND_IS_WRONG = 2
OURS = 70
STOPPED = 130

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    help="Parallax: compare how several accounts tell the same event.",
)


class Format(StrEnum):
    """What `extract` can write."""

    PARQUET = "parquet"
    JSONL = "jsonl"
    CSV = "csv"


def main() -> None:
    """Run the command, and end with its status."""
    _open_streams()
    sys.exit(run(sys.argv[1:]))


def _open_streams() -> None:
    """Make sure that there is something to write to, and that it takes any name of a file."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # closed: the next file to be opened would be taken for it
            os.open(os.devnull, os.O_RDWR)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
        getattr(sys, name).reconfigure(errors="backslashreplace")


def run(arguments: Sequence[str]) -> int:
    """Run the command.

    Returns
    -------
    int
        0 done, 1 the input is wrong, 2 the command is wrong, 70 a fault of ours, 130 stopped.
    """
    try:
        status = int(app(args=list(arguments), prog_name="toolkit", standalone_mode=False) or 0)
        if status == STOPPED:
            raise KeyboardInterrupt
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        _close_stdout()
        return INPUT_IS_WRONG
    except (KeyboardInterrupt, typer.Abort):
        tell("stopped; nothing half written is left")
        return STOPPED
    except Exception as fault:
        if isinstance(fault, OSError) and not _can_be_written():
            _close_stdout()
        if _wants_traceback(arguments):
            traceback.print_exc()
        return explain(fault)


def _can_be_written() -> bool:
    try:
        sys.stdout.flush()
    except OSError:
        return False
    return True


def _close_stdout() -> None:
    """Let what Python would write at its end go nowhere: nobody reads it, or there is no room."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def explain(fault: Exception) -> int:
    """Tell a fault in plain lines and give the status that it ends with."""
    if isinstance(fault, ToolkitError):
        tell(*fault.faults)
        return INPUT_IS_WRONG
    if hasattr(fault, "format_message"):
        context = getattr(fault, "ctx", None)
        command = context.command_path if context else "toolkit"
        tell(f'{command}: {fault.format_message().rstrip(".")}; see "{command} --help"')
        return COMMAND_IS_WRONG
    if isinstance(fault, MemoryError):
        tell("not enough memory; close other programs, or divide what is read")
        return INPUT_IS_WRONG
    if isinstance(fault, OSError):
        tell(f"{fault.filename}: {fault.strerror}" if fault.filename else str(fault))
        return INPUT_IS_WRONG
    tell(
        f"this is a fault of the toolkit, not of your files: {type(fault).__name__}: {fault}; for the whole of it, run "
        '"toolkit --traceback ..." or set PARALLAX_TRACEBACK=1'
    )
    return OURS


def _wants_traceback(arguments: Sequence[str]) -> bool:
    return "--traceback" in arguments or os.environ.get("PARALLAX_TRACEBACK", "0") not in {"", "0"}


def _version(wanted: bool) -> None:
    if wanted:
        say(f"parallax-toolkit {__version__}")
        raise typer.Exit


@app.callback()
def toolkit(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001  read by typer
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and end.")
    ] = False,
    traceback: Annotated[  # noqa: ARG001  read by typer
        bool, typer.Option("--traceback", help="Show where a fault arose, too.")
    ] = False,
) -> None:
    """Ask for a command where none is named; the options are read elsewhere."""
    if context.invoked_subcommand is None:
        say(context.get_help())
        raise typer.Exit(COMMAND_IS_WRONG)


Study = Annotated[Path | None, typer.Argument(help="A study folder; the one that ships, if none is named.")]


@app.command()
def report(
    study: Study = None,
    out: Annotated[Path, typer.Option(help="The folder to write the pages to.")] = Path("site"),
    full_text: Annotated[
        str | None, typer.Option(help="Why more than 60 % of an article may stand on the pages; every page says it.")
    ] = None,
) -> None:
    """Run the notebooks on a study and write its pages."""
    from toolkit import places
    from toolkit.publish import publish

    with steps() as tell_step:
        page = publish(study or places.seeds(), places.notebooks(), out, tell_step, full_text=full_text)
    say(f"Done. Open {page}")


@app.command()
def check(
    study: Annotated[Path, typer.Argument(help="A study folder, or articles in any form that `new --from` reads.")],
    every: Annotated[bool, typer.Option("--every", help="List each alias that occurs in no article.")] = False,
    meanings: Meanings = None,
    dates: Dates = None,
    most_rejected: MostRejected = 5,
) -> None:
    """Say what is wrong with a study folder or a source of articles, row by row, and then what may be an oversight."""
    if not is_study(study):
        tell_source(collect([study], meanings, dates, most_rejected))
        return
    from toolkit.advice import advise, advise_on
    from toolkit.folders import passed_over
    from toolkit.found import left_out_of, tables
    from toolkit.proposals import propose
    from toolkit.sheets import column
    from toolkit.sound import tell as tell_left_out
    from toolkit.study import SHEETS, load

    loaded = load(study)
    files = (column(study / "manifest.csv", "file") or {}).values()
    told = (*passed_over(study, files, SHEETS), *advise(loaded, every=every))
    warnings = [f"warning: {line}" for line in told]
    proposals = propose(loaded)
    try:
        found = tables(loaded)
    except ToolkitError as fault:
        raise ToolkitError(*fault.faults, *warnings) from fault
    warnings += [f"warning: {line}" for line in advise_on(found["claims"])]
    left_out = left_out_of(found)
    faults = f"{_counted(left_out, 'faults')} of the toolkit" if left_out else "no faults"
    oversights = f", {_counted(warnings, 'warnings')}" if warnings else ""
    counted = f"{_counted(loaded.articles, 'articles')}, {_counted(loaded.corrections, 'corrections')}"
    say(f"{study}: {faults}{oversights}; {counted}")
    say(", ".join(_counted(table, name) for name, table in found.items()))
    if left_out:
        tell(tell_left_out(left_out), *map(str, left_out))
    tell(*warnings)
    for line in proposals:
        say(line)
    if left_out:
        raise typer.Exit(INPUT_IS_WRONG)


def _counted(rows: Sized, name: str) -> str:
    """Count rows by the plural of what one is."""
    return f"{len(rows):,} {name.removesuffix('s') if len(rows) == 1 else name}"


@app.command()
def show(
    text: Annotated[str, typer.Argument(help="A sentence or a few, in quotation marks.")],
    study: Annotated[
        Path | None, typer.Option(help="The study whose names are known; nobody's, if none is named.")
    ] = None,
) -> None:
    """Show a text as every rule sees it: its words by their classes, and what was read in it by which rule."""
    from toolkit import window
    from toolkit.study import load

    say(str(window.show(text, load(study).entities if study else None)))


@app.command()
def extract(
    source: Annotated[Path, typer.Argument(help="A study folder, or articles in any form that `new --from` reads.")],
    out: Annotated[Path, typer.Argument(help="The folder to write the tables to.")],
    study: Annotated[
        Path | None, typer.Option(help="The study whose codebook to use; SOURCE's own if it has one.")
    ] = None,
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.PARQUET,
    generalised: Annotated[
        bool, typer.Option("--generalised", help="Generalise private details; without it, articles as received.")
    ] = False,
    meanings: Meanings = None,
    dates: Dates = None,
    most_rejected: MostRejected = 5,
    workers: Annotated[int | None, typer.Option(help="How many processes read; as many as cores.", min=1)] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="The address of a Dask cluster's scheduler that reads in their place.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Tell nothing but faults.")] = False,
) -> None:
    """Write regions, labels, actions, quotes and claims of many articles, and the articles: one file each."""
    from toolkit.extract import extract as write
    from toolkit.sound import tell as tell_left_out

    with counter("articles", quiet=quiet) as count:
        done = write(
            source,
            out,
            study=study,
            format=format.value,
            generalised=generalised,
            workers=workers or cores(),
            scheduler=scheduler,
            options=options_of(meanings, dates),
            most_rejected=most_rejected / 100,
            progress=count,
            say=tell,
        )
    for name, rows in done.rows.items() if not quiet else ():
        say(f"{out / name}.{format.value}: {rows:,} rows")
    if done.rejected:
        tell(f"{done.rejected:,} articles or records could not be read: {out / 'rejected.jsonl'} says which, and why")
    if done.left_out:
        tell(tell_left_out(done.left_out), *map(str, done.left_out))
        raise typer.Exit(OURS)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make.")],
    source: Annotated[
        list[Path] | None,
        typer.Option("--from", help="A file or a folder of articles in any form; may be given several times."),
    ] = None,
    meanings: Meanings = None,
    dates: Dates = None,
    most_rejected: MostRejected = 5,
    split_stories: Annotated[
        bool,
        typer.Option("--split-stories", help="Make a study of each event; stories.csv merges and splits."),
    ] = False,
    stories: Annotated[Path | None, typer.Option(help="A stories.csv that you have changed: split by that.")] = None,
    example: Annotated[
        bool, typer.Option("--example", help="Make a small invented study to try the toolkit on.")
    ] = False,
) -> None:
    """Make a new study folder with its manifest, codebook and notebooks, and with the articles of a source."""
    from toolkit.starter import new as make

    if source and example:
        raise typer.BadParameter("expected --from or --example, found both", param_hint="--example")
    if (split_stories or stories) and not source:
        raise typer.BadParameter("expected --from beside it", param_hint="--split-stories")
    if source:
        from toolkit.readers import summary

        collection = collect(source, meanings, dates, most_rejected)
        if split_stories or stories:
            _split(folder, collection, stories)
        else:
            make(folder, collection)
        for line in summary(collection):
            say(line)
    else:
        for path in make(folder, with_example=example):
            say(path)
    first = "stories.csv" if split_stories or stories else "README.md"
    say(f"Done. Begin with {folder / first}")


def _split(folder: Path, collection: "Collection", sheet: Path | None) -> None:
    from toolkit.corpora import find_stories
    from toolkit.starter import new_stories, read_stories

    articles = collection.articles
    stories = read_stories(sheet, articles) if sheet else find_stories(articles)
    for study in new_stories(folder, collection, stories, say):
        say(study)
