"""What the command tells: plain lines that a terminal does not obey."""

import re
import sys

import typer

MOST_LINES = 100
# Neither a file's name nor an article may move the cursor of a terminal or turn its direction.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def say(line: object) -> None:
    """Write a line of what a command gives; of a fault in that, say where it is."""
    try:
        typer.echo(line)
    except BrokenPipeError:
        raise
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, "standard output") from None


def tell(*lines: str) -> None:
    """Write lines to the error stream: at most a hundred, nothing in them that a terminal would obey."""
    more = len(lines) - MOST_LINES
    for line in [*lines[:MOST_LINES], *([f"and {more:,} more"] if more > 0 else [])]:
        print(CONTROL.sub(_escaped, line), file=sys.stderr)  # noqa: T201  what a command tells


def _escaped(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode()
