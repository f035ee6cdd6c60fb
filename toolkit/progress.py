"""How far a command is: a moving sign or a bar on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def steps() -> Iterator[Callable[[str], object]]:
    """Give what tells each step: with a moving sign on a terminal, as a plain line elsewhere."""
    if not sys.stdout.isatty():
        yield _write
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
def counter(unit: str) -> Iterator[Callable[[int, int], object]]:
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
            _write(f"{self.unit}: {done:,} of {total:,}")


def _write(line: str) -> None:
    # That nobody can read how far the work is does not end it; the command's last lines say so.
    with suppress(OSError):
        print(line, flush=True)  # noqa: T201  what a command tells
