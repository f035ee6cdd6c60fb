"""How long one article may take: seconds of the processor, so that a busy machine changes no result."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 60.0
CHARACTERS_A_SECOND = 20_000
"""A long article has more time: a second for so many characters."""


class TooLongError(BaseException):
    """An article took longer than it may; no fault of a sentence, so nothing that catches those catches this."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise `TooLongError` after so many seconds of the processor; only a process's first thread can be limited."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _raise)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _raise(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError


def seconds_for(text: str) -> float:
    """Give the time that an article of this length has.

    Examples
    --------
    >>> seconds_for("x" * 40_000)
    62.0
    """
    return SECONDS + len(text) / CHARACTERS_A_SECOND
