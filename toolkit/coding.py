"""Coder sheets out and in again, and how far coders agree."""

from collections import Counter
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, interval_distance

from toolkit.errors import TableError
from toolkit.sheets import shelter
from toolkit.sheets import write_sheet as write_csv
from toolkit.text import read

__all__ = ["Agreement", "agreement", "make_sheet", "read_sheets", "write_sheet"]

SHEET = ["unit", "article_id", "start", "end", "passage", "sentence", "code"]
CODES = ["unit", "coder", "code"]
LEVELS = ("nominal", "ordinal", "interval")
EVEN = 2.5, 97.5
"""The ends of a 95 % interval, in per cent."""

EXCEL = ".xlsx"

Distance = Callable[[Any, Any], float]


class Agreement(NamedTuple):
    """How far coders agree beyond chance.

    Attributes
    ----------
    alpha, low, high
        Krippendorff's alpha with its bootstrap interval: 1 is full agreement, 0 what chance gives, missing where it is
        not defined: nothing coded twice, or one code everywhere.
    units, coders
        How many units two coders or more have coded, and how many coders have coded them.
    """

    alpha: float | None
    low: float | None
    high: float | None
    units: int
    coders: int


def make_sheet(articles: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Make a sheet for a coder: each passage in its sentence, with an empty code.

    Parameters
    ----------
    articles
        `ARTICLES`; `article_id` and `text` are used.
    rows
        Any table whose first column is its id, with `article_id`, `start` and `end`.

    Returns
    -------
    DataFrame
        One row a passage, for `write_sheet`. What the rules made of it does not stand there: a coder must not see it.
    """
    texts = articles.set_index("article_id")["text"]
    lines = []
    for unit, article_id, start, end in rows[[rows.columns[0], "article_id", "start", "end"]].to_numpy().tolist():
        text = texts[article_id]
        first, last = read(text).sentence_at(start)
        lines.append((unit, article_id, start, end, text[start:end], text[min(first, start) : max(last, end)], None))
    return pd.DataFrame(lines, columns=SHEET)


def write_sheet(sheet: pd.DataFrame, path: str | Path) -> None:
    """Write a sheet for a coder: CSV, or Excel where the file's name ends in .xlsx.

    Raises
    ------
    TableError
        When Excel is asked for and openpyxl, which writes it, is not installed.

    Notes
    -----
    No cell begins a formula: an apostrophe stands before what a spreadsheet would run.
    """
    path = Path(path)
    if path.suffix.lower() != EXCEL:
        return write_csv(sheet, path)
    _need_openpyxl(path)
    return shelter(sheet).to_excel(path, index=False, engine="openpyxl")


def _need_openpyxl(path: Path) -> None:
    if find_spec("openpyxl") is None:
        raise TableError(f"{path}: Excel needs openpyxl, which is not installed; install it, or use .csv")


def read_sheets(paths: Mapping[str, str | Path]) -> pd.DataFrame:
    """Read coded sheets.

    Parameters
    ----------
    paths
        The file of each coder, by the coder's name: CSV, or Excel where openpyxl is installed.

    Returns
    -------
    DataFrame
        One row a code: `unit`, `coder`, `code`, as written. A code left empty has no row.

    Raises
    ------
    TableError
        When a file lacks a column or codes a unit twice, or is Excel without openpyxl.
    """
    read_in = [_codes(coder, Path(path)) for coder, path in paths.items()]
    return pd.concat(read_in, ignore_index=True) if read_in else pd.DataFrame(columns=CODES)


def _codes(coder: str, path: Path) -> pd.DataFrame:
    sheet = _read(path)
    lacking = {"unit", "code"} - set(sheet.columns)
    if lacking:
        raise TableError(f"{path} line 1: expected the columns unit and code; not found: {', '.join(sorted(lacking))}")
    codes = pd.DataFrame({"unit": sheet["unit"], "coder": coder, "code": sheet["code"].str.strip()})
    codes = codes[codes["code"] != ""]
    twice = codes["unit"][codes["unit"].duplicated()]
    if len(twice):
        raise TableError(f'{path}: unit "{twice.iloc[0]}" is coded twice; leave one of the rows')
    return codes


def _read(path: Path) -> pd.DataFrame:
    if path.suffix.lower() != EXCEL:
        return pd.read_csv(path, dtype=str, encoding="utf-8-sig", keep_default_na=False)
    _need_openpyxl(path)
    return pd.read_excel(path, dtype=str, keep_default_na=False, engine="openpyxl")


def agreement(codes: pd.DataFrame, *, level: str = "nominal", draws: int = 500, seed: int = 0) -> Agreement:
    """Compute Krippendorff's alpha.

    Parameters
    ----------
    codes
        One row a code, with `unit`, `coder` and `code`; a missing code counts as none.
    level
        `nominal`: codes are the same or not. `ordinal`: they have an order. `interval`: their differences count.
    draws, seed
        So many times the units are drawn anew for the interval; none for no interval.

    Raises
    ------
    TableError
        When the level is unknown, a column is missing, a coder codes a unit twice, or a code that must be a number is
        none.

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
    units = _units(codes, level)
    alpha = _alpha(units, level)
    low, high = _interval(units, level, draws, seed) if alpha is not None else (None, None)
    return Agreement(alpha, low, high, len(units), len({coder for unit in units for coder, _ in unit}))


Unit = list[tuple[str, Any]]


def _units(codes: pd.DataFrame, level: str) -> list[Unit]:
    """Give what the coders say of each unit that two or more have coded."""
    if level not in LEVELS:
        raise TableError(f'agreement: unknown level "{level}"; expected {", ".join(LEVELS)}')
    if set(CODES) - set(codes.columns):
        raise TableError(f"agreement: expected the columns {', '.join(CODES)}; found {', '.join(codes.columns)}")
    known = codes[codes["code"].notna()]
    twice = known[known.duplicated(["unit", "coder"])]
    if len(twice):
        raise TableError(f'agreement: coder "{twice["coder"].iloc[0]}" codes unit "{twice["unit"].iloc[0]}" twice')
    values = known["code"] if level == "nominal" else _numbers(known["code"])
    coded = known.assign(code=values).groupby("unit", sort=True)
    return [list(zip(unit["coder"], unit["code"], strict=True)) for _, unit in coded if len(unit) > 1]


def _numbers(codes: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(codes, errors="coerce")
    if numbers.isna().any():
        raise TableError(f'agreement: expected a number, found "{codes[numbers.isna()].iloc[0]}"')
    return numbers.astype(float)


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
    chance = np.random.default_rng(seed)
    drawn = (chance.integers(len(units), size=len(units)) for _ in range(draws))
    alphas = [alpha for places in drawn if (alpha := _alpha([units[place] for place in places], level)) is not None]
    if not alphas:
        return None, None
    low, high = np.percentile(alphas, EVEN)
    return float(low), float(high)
