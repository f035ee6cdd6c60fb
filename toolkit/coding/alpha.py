"""How far coders agree beyond chance."""

from collections import Counter
from collections.abc import Callable
from numbers import Integral, Real
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, interval_distance

from toolkit.errors import TableError
from toolkit.sheets import need_columns

CODES = ["unit", "coder", "code"]
LEVELS = ("nominal", "ordinal", "interval")
EVEN = 2.5, 97.5
"""The ends of a 95 % interval, in per cent."""

# Squares of larger numbers are none any more.
LARGEST = 1e100

Distance = Callable[[Any, Any], float]


class Agreement(NamedTuple):
    """How far coders agree beyond chance.

    Attributes
    ----------
    alpha, low, high
        Krippendorff's alpha with its bootstrap interval: 1 is full agreement, 0 what chance gives, missing where it is
        not defined: nothing coded twice, or one code everywhere. One unit alone has no interval.
    units, coders
        How many units two coders or more have coded, and how many coders have coded them.
    """

    alpha: float | None
    low: float | None
    high: float | None
    units: int
    coders: int


def agreement(codes: pd.DataFrame, *, level: str = "nominal", draws: int = 500, seed: int = 0) -> Agreement:
    """Compute Krippendorff's alpha.

    Parameters
    ----------
    codes
        One row a code, with `unit`, `coder` and `code`; a missing or blank code counts as none.
    level
        `nominal`: codes are the same or not. `ordinal`: they have an order. `interval`: their differences count.
    draws, seed
        So many times the units are drawn anew for the interval; none for no interval.

    Raises
    ------
    TableError
        When the level is unknown, a column is missing, a coder codes a unit twice, a code that must be a number is
        none or infinite, or codes differ in their form alone, as 1 and "1" do.

    Notes
    -----
    Krippendorff (2004), by NLTK; values missing in part are allowed. Units that one coder alone has coded count for
    nothing. The interval is the middle 95 % of what drawing the units anew gives.

    Examples
    --------
    >>> coded = [("u1", "ana", "a"), ("u1", "ben", "a"), ("u2", "ana", "b"), ("u2", "ben", "b"), ("u3", "ana", "a")]
    >>> agreement(pd.DataFrame(coded, columns=["unit", "coder", "code"])).alpha
    1.0
    """
    _check(level, draws, seed)
    units = _units(codes, level)
    alpha = _alpha(units, level)
    low, high = _interval(units, level, draws, seed) if alpha is not None else (None, None)
    return Agreement(alpha, low, high, len(units), len({coder for unit in units for coder, _ in unit}))


Unit = list[tuple[str, Any]]


def _units(codes: pd.DataFrame, level: str) -> list[Unit]:
    """Give what the coders say of each unit that two or more have coded."""
    known = _known(codes)
    _refuse_two_kinds("unit", known["unit"])
    if level == "nominal":
        _refuse_two_kinds("code", known["code"])
        _refuse_two_spellings(known["code"])
    twice = known[known.duplicated(["unit", "coder"])]
    if len(twice):
        raise TableError(f'agreement: coder "{twice["coder"].iloc[0]}" codes unit "{twice["unit"].iloc[0]}" twice')
    values = known["code"] if level == "nominal" else _numbers(known["code"])
    coded = known.assign(code=values).groupby("unit", sort=True)
    return [list(zip(unit["coder"], unit["code"], strict=True)) for _, unit in coded if len(unit) > 1]


def _check(level: str, draws: int, seed: int) -> None:
    if level not in LEVELS:
        raise TableError(f'agreement: unknown level "{level}"; expected {", ".join(LEVELS)}')
    for name, found in (("draws", draws), ("seed", seed)):
        if not isinstance(found, Integral) or isinstance(found, bool) or found < 0:
            raise TableError(f"agreement: {name}: expected a whole number, 0 or more, found {found!r}")


def _known(codes: pd.DataFrame) -> pd.DataFrame:
    """Leave out what is not coded: a code that is missing or blank."""
    need_columns(codes, CODES, "agreement")
    texts = codes[CODES].astype(object).map(lambda cell: cell.strip() if isinstance(cell, str) else cell)
    known = texts[codes["code"].notna() & (texts["code"] != "")]
    for name in ("unit", "coder"):
        lacking = known[known[name].isna() | (known[name] == "")]
        if len(lacking):
            raise TableError(f'agreement: the code "{lacking["code"].iloc[0]}" has no {name}; write one or take it out')
    return known


def _refuse_two_kinds(name: str, cells: pd.Series) -> None:
    """Refuse what would be told apart by its form alone: 1 and "1"."""
    first: dict[str, str] = {}
    for cell in cells:
        kind = _kind(name, cell)
        first.setdefault(kind, f'the {kind} "{cell}"')
    if len(first) > 1:
        raise TableError(f"agreement: {name}: found {' and '.join(first.values())}; write all of them as text")


def _kind(name: str, cell: Any) -> str:
    if isinstance(cell, bool | np.bool_):
        return "flag"
    if not isinstance(cell, str | Real):
        raise TableError(f"agreement: {name}: expected text or a number, found {cell!r}; write it as text")
    return "text" if isinstance(cell, str) else "number"


def _refuse_two_spellings(codes: pd.Series) -> None:
    """Refuse one number as two codes: "1" and "1.0"."""
    first: dict[float, str] = {}
    for text in dict.fromkeys(code for code in codes if isinstance(code, str)):
        try:
            known = first.setdefault(float(text), text)
        except ValueError:
            continue
        if known != text:
            raise TableError(f'agreement: code: found "{known}" and "{text}", one number in two forms; write it in one')


def _numbers(codes: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(codes.astype(str), errors="coerce").astype(float)
    wrong = codes[~(numbers.abs() <= LARGEST)]
    if len(wrong):
        raise TableError(f'agreement: expected a number, found "{wrong.iloc[0]}"')
    return numbers


def _alpha(units: list[Unit], level: str) -> float | None:
    values = [value for unit in units for _, value in unit]
    if len(set(values)) < 2:
        return None
    # Each unit drawn is a unit of its own, even where one is drawn twice.
    data = [(coder, place, value) for place, unit in enumerate(units) for coder, value in unit]
    return float(AnnotationTask(data=data, distance=_distance(values, level)).alpha())


def _distance(values: list[Any], level: str) -> Distance:
    if level != "ordinal":
        simple: Distance = binary_distance if level == "nominal" else interval_distance
        return simple
    order, often = sorted(set(values)), Counter(values)
    ranks = dict(zip(order, np.cumsum([often[value] for value in order]), strict=True))

    def between(one: Any, other: Any) -> float:
        """Count the codes from one to the other, the two themselves by half."""
        low, high = min(one, other), max(one, other)
        return float(ranks[high] - ranks[low] + (often[low] - often[high]) / 2) ** 2

    return between


def _interval(units: list[Unit], level: str, draws: int, seed: int) -> tuple[float | None, float | None]:
    if len(units) < 2:
        return None, None
    chance = np.random.default_rng(seed)
    drawn = (chance.integers(len(units), size=len(units)) for _ in range(draws))
    alphas = [alpha for places in drawn if (alpha := _alpha([units[place] for place in places], level)) is not None]
    if not alphas:
        return None, None
    low, high = np.percentile(alphas, EVEN)
    return float(low), float(high)
