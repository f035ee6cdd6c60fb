"""A fault of ours costs a sentence: which ones an analysis fails on, and what it finds in the rest."""

import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

import pandas as pd

from toolkit.errors import ToolkitError

Found = TypeVar("Found")
Span = tuple[int, int]
Attempt = Callable[[tuple[Span, ...]], Found]
KEPT_AS = "left_out"
"""Under this name in `frame.attrs` stand the sentences that a table lacks."""
MOST = 50
"""Of one article, so many sentences are left out one by one, then the rest as one passage."""


class LeftOut(NamedTuple):
    """A sentence or passage that a fault of ours costs one of its analyses: where, which, and what was raised."""

    article_id: str
    start: int
    end: int
    analysis: str
    fault: str
    sentences: int = 1

    def __str__(self) -> str:
        """Tell it in one line."""
        place = f"article {self.article_id}, characters {self.start} to {self.end}"
        return f"{place}: no {self.analysis}: {self.fault}"


class LeftOutWarning(UserWarning):
    """A table lacks what stands in some sentences: a fault of the toolkit, not of the articles."""


class Failed(NamedTuple):
    """Where something was raised, and what; how many units were left out for it."""

    start: int
    end: int
    fault: str
    units: int = 1


def salvage(spans: Iterable[Span], attempt: Attempt[Found]) -> tuple[Found | None, list[Failed]]:
    """Find what an analysis gives without the units that it fails on.

    Parameters
    ----------
    spans
        The units of an article that can be left out one by one, in order; looked at only where it fails.
    attempt
        Runs the analysis with some units not read, and raises where it fails.

    Returns
    -------
    tuple
        What it finds in the rest, and the units left out, in order; nothing and the whole, where it fails on no unit
        too.

    Notes
    -----
    An analysis may read whole articles, so a unit is tried with all that stands before it: the first with which it
    fails is looked for by halves.
    """
    gone: tuple[Span, ...] = ()
    failed: list[Failed] = []
    found, fault = _run(attempt, gone)
    units = list(spans) if fault else []
    if fault and (not units or _run(attempt, tuple(units))[1]):
        return None, [Failed(*_whole(units), fault, max(len(units), 1))]
    known = 0
    while fault and known < len(units):
        known, fault = _first(units, attempt, gone, known, fault)
        rest = units[known - 1 :] if len(failed) == MOST else units[known - 1 : known]
        failed.append(Failed(*_whole(rest), fault, len(rest)))
        gone = (*gone, *rest)
        found, fault = _run(attempt, gone)
    return found, failed


def _whole(units: Sequence[Span]) -> Span:
    return (units[0][0], units[-1][1]) if units else (0, 0)


def _first(
    units: Sequence[Span], attempt: Attempt[Found], gone: tuple[Span, ...], known: int, fault: str
) -> tuple[int, str]:
    """Give how many units it takes to fail, when so many are known to be sound and all of them fail."""
    low, high = known, len(units)
    while high - low > 1:
        middle = (low + high) // 2
        _, raised = _run(attempt, (*gone, *units[middle:]))
        low, high, fault = (low, middle, raised) if raised else (middle, high, fault)
    return high, fault


def _run(attempt: Attempt[Found], gone: tuple[Span, ...]) -> tuple[Found | None, str]:
    """Give what an analysis finds, or what it raises."""
    try:
        return attempt(gone), ""
    except (ToolkitError, MemoryError):  # these are told to whoever can mend them
        raise
    except Exception as fault:  # whatever a fault of ours raises
        return None, f"{type(fault).__name__}: {fault}"


def blank(text: str, spans: Iterable[Span]) -> str:
    """Put blanks in place of some spans: every other offset stays.

    Examples
    --------
    >>> blank("Two died. One fled.", [(10, 18)])
    'Two died.         .'
    """
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def note(frame: pd.DataFrame, left_out: Iterable[LeftOut]) -> pd.DataFrame:
    """Keep with a table what it lacks, and warn where that is anything."""
    lacking = list(dict.fromkeys(left_out))
    if lacking:
        frame.attrs[KEPT_AS] = [tuple(each) for each in lacking]
        # Only the kind of fault: what it says may hold words of an article, and a warning may be printed on a page.
        places = "; ".join(str(each._replace(fault=each.fault.partition(":")[0])) for each in lacking)
        warnings.warn(f"{tell(lacking)}: {places}", LeftOutWarning, stacklevel=4)
    return frame


def lacks(frame: pd.DataFrame) -> list[LeftOut]:
    """Give what a table lacks."""
    return [LeftOut(*each) for each in frame.attrs.get(KEPT_AS, ())]


def _largest(left_out: Sequence[LeftOut]) -> dict[tuple[str, int, int], int]:
    """Give how many sentences each passage left out has; one within another is left out with that."""
    spans = {each[:3]: each.sentences for each in left_out}
    largest: dict[tuple[str, int, int], int] = {}
    known, reached = "", -1
    for span in sorted(spans, key=lambda span: (span[0], span[1], -span[2])):
        article_id, _, end = span
        if article_id != known or end > reached:
            largest[span] = spans[span]
            known, reached = article_id, end
    return largest


def tell(left_out: Iterable[LeftOut]) -> str:
    """Say how many sentences were left out.

    Examples
    --------
    >>> tell([LeftOut("a1", 0, 9, "claims", "KeyError: 'ſ'"), LeftOut("a1", 0, 9, "quotes", "KeyError: 'ſ'")])
    'a fault of the toolkit, not of your files: 1 sentence of 1 article was left out'
    """
    listed = list(left_out)
    sentences = sum(_largest(listed).values())
    articles = len({each.article_id for each in listed})
    told = f"{sentences:,} sentence{'s' * (sentences != 1)} of {articles:,} article{'s' * (articles != 1)}"
    return f"a fault of the toolkit, not of your files: {told} {'was' if sentences == 1 else 'were'} left out"
