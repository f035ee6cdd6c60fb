"""How right the automatic columns are: on which texts that was measured, and how far chance alone could move it."""

from math import sqrt
from typing import NamedTuple

import pandas as pd

from toolkit.rules import Row, rows

QUANTILE = 1.959964
"""Of the normal distribution, for an interval that holds 95 times in 100."""
SAID = ("column", "on", "kind", "part", "size")
SHARES = ("precision", "recall", "score")
WHY = len(SAID) + len(SHARES)
TIE = "\u00a0"
"""A blank at which no line breaks."""
PASSAGE = "passage"
"""What an exhibit calls the column `text`."""


class Measured(NamedTuple):
    """One measurement of one column; `lowest` is the least of its shares, in percent, or None where there is none."""

    column: str
    on: str
    kind: str
    part: str
    size: str
    precision: str | None
    recall: str | None
    score: str | None
    version: str
    why: str
    lowest: float | None


def tables() -> list[str]:
    """Give the tables of which some column was measured, in the order of rules/measures.csv."""
    return list(dict.fromkeys(row["table"] for row in rows("measures")))


def measured(name: str) -> dict[str, list[Measured]]:
    """Give what was measured of each column of one table, the lowest figure first.

    Parameters
    ----------
    name
        The table, such as "labels"; rules/measures.csv has one row a measurement.
    """
    found: dict[str, list[Measured]] = {}
    for row in rows("measures"):
        if row["table"] == name:
            found.setdefault(row["column"], []).append(_measured(row))
    return {column: sorted(of, key=lambda one: one.lowest or 0) for column, of in found.items()}


def _measured(row: Row) -> Measured:
    lowest = min((float(row[name]) for name in SHARES if row[name]), default=None)
    shares = (_share(row, name) for name in SHARES)
    return Measured._make((*(row[name] for name in SAID), *shares, row["version"], row["why"], lowest))


def list_measures(name: str) -> pd.DataFrame:
    """List how right the columns of one table are: of each column the measurement with the lowest figure.

    Parameters
    ----------
    name
        The table, such as "labels"; rules/measures.csv has one row a measurement.
    """
    columns = ("column", "measured on", "kind of text", "part", "size", "precision", "recall", "F1 or share right")
    lowest = [found[0] for found in measured(name).values()]
    told = [(one.column.replace("_", " "), *(cell or None for cell in one[1:WHY])) for one in lowest]
    return pd.DataFrame(told, columns=list(columns))


def anchors(name: str, **shown: str) -> dict[str, str]:
    """Give the place on the method page of each measured column, by the heading under which an exhibit shows it.

    Parameters
    ----------
    name
        The table, such as "claims".
    **shown
        Headings of the exhibit's own, each with the column that it shows, such as `source="origin"`.

    Examples
    --------
    >>> anchors("utterances")
    {'utterance_id': 'utterances-utterance_id'}
    """
    known = {column: f"{name}-{column}" for column in measured(name)}
    own = {heading: known[column] for heading, column in ({PASSAGE: "text"} | shown).items() if column in known}
    return known | own


def wilson(share: float, of: int) -> tuple[float, float]:
    """Give the 95 % interval of a share, without a correction for continuity.

    Parameters
    ----------
    share
        Between 0 and 1.
    of
        How many cases it is a share of, at least one.

    Notes
    -----
    Wilson, E. B. (1927): Probable inference, the law of succession, and statistical inference. Journal of the American
    Statistical Association 22, 209-212. It takes the cases for independent; those of one article are not, so that
    the true interval is wider.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(0.9, 50)]
    [0.786, 0.957]
    """
    spread = QUANTILE**2 / of
    middle = (share + spread / 2) / (1 + spread)
    reach = QUANTILE / (1 + spread) * sqrt((share * (1 - share) + spread / 4) / of)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def _share(row: Row, name: str) -> str | None:
    """Write one share in percent: which one it is, where its column does not say that, and its interval where known."""
    if not row[name]:
        return None
    measure = f"{row['measure']}{TIE}" if name == "score" else ""
    ends = _interval(row, name)
    within = f" ({ends[0]:.1f}{TIE}to{TIE}{ends[1]:.1f})" if ends else ""
    return f"{measure}{float(row[name]):.1f}{TIE}%{within}"


def _interval(row: Row, name: str) -> tuple[float, float] | None:
    """Give the interval that the measuring itself gave of a row's last share, or else the one of counted cases."""
    last = [each for each in SHARES if row[each]][-1]
    if row["low"] and name == last:
        return float(row["low"]), float(row["high"])
    if not row[f"{name}_of"]:
        return None
    low, high = wilson(float(row[name]) / 100, int(row[f"{name}_of"]))
    return 100 * low, 100 * high
