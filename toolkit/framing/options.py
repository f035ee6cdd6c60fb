"""What a comparison of words may be asked for: each option checked before anything is counted."""

from collections.abc import Iterator
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd

from toolkit.errors import TableError
from toolkit.sheets import need_columns

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

# Weights beyond these leave no digits of the counts, or none of the weight.
LIGHTEST, HEAVIEST = 1e-9, 1e9


def check_options(articles: pd.DataFrame, by: str, against: str, rest: str, **options: Any) -> None:
    """Refuse what `compare_words` can't be asked for.

    Parameters
    ----------
    rest
        What stands for all the other groups together.
    options
        The other options of `compare_words`, by name.

    Raises
    ------
    TableError
        One line for each option that is out of its range.
    """
    need_columns(articles, ("article_id", "text"), "articles")
    faults = [*_group_faults(articles, by, against, rest), *_option_faults(**options)]
    if faults:
        raise TableError(*(f"compare_words: {fault}" for fault in faults))


def _group_faults(articles: pd.DataFrame, by: str, against: str, rest: str) -> Iterator[str]:
    if by not in list(articles.columns):
        yield f'no column "{by}"; the articles have {", ".join(map(str, articles.columns))}'
        return
    groups = {str(group) for group in articles[by].dropna()}
    if rest in groups:
        yield f'a group of {by} is called "{rest}", which stands for all the others; give it another name'
    elif str(against) not in {rest, *groups}:
        yield f'no {by} "{against}"; name one of them, or "{rest}"'


def _option_faults(
    *, voice: Any, voices: tuple[str, ...], prior: Any, least: Any, full_variance: Any, shuffles: Any, seed: Any
) -> Iterator[str]:
    if voice not in voices:
        yield f'unknown voice "{voice}"; expected {" or ".join(voices)}'
    if not _is_number(prior) or not LIGHTEST <= prior <= HEAVIEST:
        yield f"prior: expected a number of words from {LIGHTEST:g} to {HEAVIEST:g}, found {prior!r}"
    for name, found, lowest in (("least", least, 1), ("shuffles", shuffles, 0), ("seed", seed, 0)):
        if not is_whole(found, lowest):
            yield f"{name}: expected a whole number, {lowest} or more, found {found!r}"
    if not isinstance(full_variance, bool | np.bool_):
        yield f"full_variance: expected True or False, found {full_variance!r}"


def is_whole(found: Any, lowest: int) -> bool:
    """Say whether something is a whole number that is not too small."""
    return isinstance(found, Integral) and not isinstance(found, bool) and int(found) >= lowest


def _is_number(found: Any) -> bool:
    return isinstance(found, Real) and not isinstance(found, bool)


def check_weights(count: Any, against: Any, prior: Any) -> tuple[Numbers, Numbers, Numbers]:
    """Give counts and weights as numbers, one a word on each side.

    Raises
    ------
    TableError
        When they are of unequal length, no numbers, below zero, or a weight is zero; or there is one word alone.
    """
    sides = {"count": _numbers("count", count), "against": _numbers("against", against)}
    weights = _numbers("prior", prior)
    sizes = [len(each) for each in (*sides.values(), weights)]
    faults = []
    if len(set(sizes)) > 1:
        told = ", ".join(f"{size} in {name}" for size, name in zip(sizes, (*sides, "prior"), strict=True))
        faults.append(f"expected one number for each word in count, against and prior; found {told}")
    elif sizes[0] == 1:
        faults.append("expected two words or more, found 1; a word has no odds without another")
    for name, numbers in sides.items():
        faults += [f"{name}: expected counts of 0 or more, found {bad}" for bad in numbers[~(numbers >= 0)][:1]]
    faults += [
        f"prior: expected weights above 0, found {bad}; add to each weight" for bad in weights[~(weights > 0)][:1]
    ]
    if faults:
        raise TableError(*(f"log_odds: {fault}" for fault in faults))
    return sides["count"], sides["against"], weights


def _numbers(name: str, found: Any) -> Numbers:
    try:
        numbers = np.asarray(found, dtype=np.float64)
    except (TypeError, ValueError):
        raise TableError(f"log_odds: {name}: expected numbers, one a word, found {found!r}") from None
    if numbers.ndim != 1 or np.isinf(numbers).any():
        raise TableError(f"log_odds: {name}: expected finite numbers, one a word, found {found!r}")
    return numbers
