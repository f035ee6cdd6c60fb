"""The command `toolkit`. Every fault is one plain line; what is slow to import is imported late."""

import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from toolkit import __version__
from toolkit.errors import ToolkitError

INPUT_IS_WRONG = 1
COMMAND_IS_WRONG = 2
OURS = 70
STOPPED = 130
MOST_LINES = 100
# Neither a file's name nor an article may move the cursor of a terminal or turn its direction.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

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
    sys.exit(run(sys.argv[1:]))


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
        return status
    except BrokenPipeError:
        # Nobody reads on: what Python would write at its end goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INPUT_IS_WRONG
    except (KeyboardInterrupt, typer.Abort):
        tell("stopped; nothing half written is left")
        return STOPPED
    except Exception as fault:
        if _wants_traceback(arguments):
            traceback.print_exc()
        return explain(fault)


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
    if isinstance(fault, OSError):
        tell(f"{fault.filename}: {fault.strerror}" if fault.filename else str(fault))
        return INPUT_IS_WRONG
    tell(
        f"this is a fault of the toolkit, not of your files: {type(fault).__name__}: {fault}; for the whole of it, run "
        '"toolkit --traceback ..." or set PARALLAX_TRACEBACK=1'
    )
    return OURS


def tell(*lines: str) -> None:
    """Write lines to the error stream: at most a hundred, nothing in them that a terminal would obey."""
    more = len(lines) - MOST_LINES
    for line in [*lines[:MOST_LINES], *([f"and {more:,} more"] if more > 0 else [])]:
        print(CONTROL.sub(_escaped, line), file=sys.stderr)  # noqa: T201  what a command tells


def _escaped(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode()


def _wants_traceback(arguments: Sequence[str]) -> bool:
    return "--traceback" in arguments or os.environ.get("PARALLAX_TRACEBACK", "0") not in {"", "0"}


@contextmanager
def _steps() -> Iterator[Callable[[str], object]]:
    """Give what tells each step: with a moving sign on a terminal, as a plain line elsewhere."""
    if not sys.stdout.isatty():
        yield lambda line: print(line, flush=True)  # noqa: T201  what a command tells
        return
    from rich.console import Console
    from rich.text import Text

    console = Console()
    with console.status("") as status:

        def say(line: str) -> None:
            console.print(Text(line))
            status.update(Text(line))

        yield say


@contextmanager
def _counter(unit: str) -> Iterator[Callable[[int, int], object]]:
    """Give what tells how far a count is: a bar on a terminal, a plain line at each tenth elsewhere."""
    if not sys.stdout.isatty():
        yield _Tenths(unit)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(TextColumn(unit), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()) as bar:
        task = bar.add_task(unit)
        yield lambda done, total: bar.update(task, completed=done, total=total)


class _Tenths:
    """Say how far a count is, at most ten times."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        self.said = 0

    def __call__(self, done: int, total: int) -> None:
        tenth = done * 10 // total
        if tenth > self.said:
            self.said = tenth
            print(f"{self.unit}: {done:,} of {total:,}", flush=True)  # noqa: T201  what a command tells


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"parallax-toolkit {__version__}")
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
        typer.echo(context.get_help())
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

    with _steps() as say:
        page = publish(study or places.seeds(), places.notebooks(), out, say, full_text=full_text)
    typer.echo(f"Done. Open {page}")


@app.command()
def check(study: Annotated[Path, typer.Argument(help="A study folder.")]) -> None:
    """Say what is wrong with a study folder, row by row."""
    from toolkit.extract import tables
    from toolkit.privacy import RESIDENT, unlisted
    from toolkit.study import load

    loaded = load(study)
    rows = {name: len(table) for name, table in tables(loaded).items()}
    typer.echo(f"{study}: no faults; {len(loaded.articles):,} articles, {len(loaded.corrections):,} corrections")
    typer.echo(", ".join(f"{count:,} {name}" for name, count in rows.items()))
    for alias in unlisted(loaded.private, loaded.entities):
        typer.echo(
            f'advice: "{alias}" names a private person and has no row in private.csv; it is shown as "{RESIDENT}", and '
            "what else identifies this person is not hidden"
        )


@app.command()
def extract(
    source: Annotated[Path, typer.Argument(help="A study folder, or a .jsonl file with id and text on each line.")],
    out: Annotated[Path, typer.Argument(help="The folder to write the tables to.")],
    study: Annotated[
        Path | None, typer.Option(help="The study whose codebook to use; SOURCE's own if it has one.")
    ] = None,
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.PARQUET,
    generalised: Annotated[
        bool, typer.Option("--generalised", help="Generalise private details; without it, articles as received.")
    ] = False,
) -> None:
    """Write regions, labels, actions, quotes and claims of many articles, one file each."""
    from toolkit.extract import extract as write

    with _counter("articles") as count:
        done = write(source, out, study=study, format=format.value, generalised=generalised, progress=count)
    for name, rows in done.rows.items():
        typer.echo(f"{out / name}.{format.value}: {rows:,} rows")
    if done.left_out:
        tell("a fault of the toolkit, not of your files: not everything could be extracted", *done.left_out)
        raise typer.Exit(OURS)


@app.command()
def new(folder: Annotated[Path, typer.Argument(help="The folder to make.")]) -> None:
    """Make a new study folder with its manifest, codebook and notebooks."""
    from toolkit.starter import new as make

    for path in make(folder):
        typer.echo(path)
    typer.echo(f"Done. Begin with {folder / 'README.md'}")
