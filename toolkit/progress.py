"""How far a command is: a moving sign or a bar on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic

TOLD_FROM = 5.0
"""So many seconds it takes before a rate is worth telling."""


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


Count = Callable[[int, int | None], object]


@contextmanager
def counter(unit: str, *, quiet: bool = False) -> Iterator[Count]:
    """Give what tells how far a count is: a bar on a terminal, plain lines with rate and time left elsewhere.

    Parameters
    ----------
    quiet
        Whether nothing is told.
    """
    if quiet:
        yield lambda _done, _total: None
        return
    if not sys.stdout.isatty():
        yield _Tenths(unit)
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    speed = TaskProgressColumn("", show_speed=True)
    with Progress(TextColumn(unit), BarColumn(), MofNCompleteColumn(), speed, TimeRemainingColumn()) as bar:
        task = bar.add_task(unit, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


class _Tenths:
    """Say how far a count is: at each tenth where the whole is known, else as often as it grows by a half."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        self.next = 0.0
        self.began = monotonic()

    def __call__(self, done: int, total: int | None) -> None:
        if done < self.next or not done:
            return
        self.next = done * 1.5 if total is None else (done * 10 // max(total, 1) + 1) * max(total, 1) / 10
        _write(self._told(done, total))

    def _told(self, done: int, total: int | None) -> str:
        seconds = monotonic() - self.began
        counted = f"{self.unit}: {done:,}" if total is None else f"{self.unit}: {done:,} of {total:,}"
        if seconds < TOLD_FROM or done == total:
            return counted
        rate = done / seconds
        left = "" if total is None else f", {duration((total - done) / rate)} left"
        return f"{counted}, {rate:,.0f} a second{left}"


def duration(seconds: float) -> str:
    """Write a length of time as a person would.

    Examples
    --------
    >>> duration(40), duration(61), duration(7300)
    ('40 s', '1 min', '2 h 2 min')
    """
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def _write(line: str) -> None:
    # That nobody can read how far the work is does not end it; the command's last lines say so.
    with suppress(OSError):
        print(line, flush=True)  # noqa: T201  what a command tells
