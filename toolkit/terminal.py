"""What the command tells: plain lines that a terminal does not obey, steps, and how far a count is."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

MOST_LINES = 100
# Neither a file's name nor an article may move the cursor of a terminal or turn its direction.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def tell(*lines: str) -> None:
    """Write lines to the error stream: at most a hundred, nothing in them that a terminal would obey."""
    more = len(lines) - MOST_LINES
    for line in [*lines[:MOST_LINES], *([f"and {more:,} more"] if more > 0 else [])]:
        print(CONTROL.sub(_escaped, line), file=sys.stderr)  # noqa: T201  what a command tells


def _escaped(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode()


@contextmanager
def steps() -> Iterator[Callable[[str], object]]:
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
            print(f"{self.unit}: {done:,} of {total:,}", flush=True)  # noqa: T201  what a command tells
