"""What the command asks about a source of articles, and what it tells of it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.terminal import MOST_LINES, say, tell

if TYPE_CHECKING:
    from toolkit.readers import Collection, Options

Meanings = Annotated[
    list[str] | None, typer.Option("--map", help="COLUMN=MEANING: what a column means where its name does not say so.")
]
Dates = Annotated[str | None, typer.Option("--dates", help="dmy, mdy or ymd: how dates such as 03/04/05 are written.")]
MostRejected = Annotated[
    float, typer.Option("--most-rejected", help="How many records in a hundred may be unreadable.", min=0, max=100)
]


def collect(sources: Sequence[Path], meanings: Sequence[str] | None, dates: str | None, most: float) -> "Collection":
    """Read a source as the command's options say.

    Raises
    ------
    BadParameter
        When a meaning is not written as COLUMN=MEANING.
    """
    from toolkit.readers import read_source

    given = options_of(meanings, dates)
    return read_source(sources, columns=given.meanings, dates=given.order, most_rejected=most / 100)


def options_of(meanings: Sequence[str] | None, dates: str | None) -> "Options":
    """Read the options that say what columns mean and how dates are ordered.

    Raises
    ------
    BadParameter
        When a meaning is not written as COLUMN=MEANING.
    """
    from toolkit.readers import Options

    pairs = [each.rpartition("=") for each in meanings or ()]
    if wrong := [each[2] for each in pairs if not each[0] or not each[2]]:
        raise typer.BadParameter(f'expected COLUMN=MEANING, found "{wrong[0]}"', param_hint="--map")
    return Options({column: meaning for column, _, meaning in pairs}, dates)


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def is_study(folder: Path) -> bool:
    """Say whether a folder is a study, or is still to be one, rather than a source of articles."""
    if str(folder) == "-":  # of standard input the readers say why it is none
        return False
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return True
    return (folder / "manifest.csv").exists() or (folder / "codebook").exists()


def tell_source(collection: "Collection") -> None:
    """Tell of every file of a source what it is, and of every record why it can't be read."""
    from toolkit.readers import grouped, summary, told_files

    files = list(told_files(collection.sources))
    for line in files if len(files) <= MOST_LINES else ():
        say(line)
    tell(*grouped(collection.rejected.itertuples(index=False)))
    say(next(summary(collection)))
