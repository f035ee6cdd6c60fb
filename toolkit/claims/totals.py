"""How many, all told, one article says: figures of different people by one source added, each counted once."""

from functools import cache
from typing import Any

import pandas as pd

from toolkit.claims.before import Before, Row, least, noun
from toolkit.given import Given, tables_of
from toolkit.rules import words
from toolkit.tables import TOTALS

WHOLES = ("toll", "total")
# "The dead included two guards", "Two guards were among the dead": some of those counted before, where any were.
SOME = ("include", "among")
HEARSAY = "hearsay"


def count_victims(claims: Given) -> pd.DataFrame:
    """Add up what each article says befell people, each figure once.

    Parameters
    ----------
    claims
        `CLAIMS`; or a study, whose claims are found and corrected.

    Returns
    -------
    DataFrame
        `TOTALS`, one row for each article and outcome, in reading order, with the claims that it rests on.

    Notes
    -----
    Figures of different sources may count the same people and are never added: the total is that of the source with
    the most. Of one source, a figure that names no group ("nine people", a toll) may hold all others, so that it
    stands where they are not more together. A figure that names the same people as an earlier one is that one again,
    or another version of it, and the first stands; so does "the driver" after a driver, and a name after somebody
    without one. Left out: a part of another figure, one printed as possible only,
    and one that can count nobody. This is what an article says, not what is known; across articles `reconcile`.

    Of ACLED's notes with two killed and more it gives the coders' number in 76 % (75 % of the quarter by which no
    rule was made; benchmarks/accuracy.py); most of the others print no number, or one that the coders set aside.

    Examples
    --------
    >>> from toolkit.claims import find_claims
    >>> from toolkit.tables import GROUPS, ORIGINS
    >>> text = "Three divers and a cook were killed. The blast killed two stokers."
    >>> claims = find_claims(pd.DataFrame({"article_id": ["a1"], "text": [text]}), GROUPS.build([]), ORIGINS.build([]))
    >>> count_victims(claims)[["outcome", "low", "high"]].values.tolist()
    [['killed', 6, 6]]
    """
    (table,) = tables_of("count_victims", claims=claims)
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    cells: dict[tuple[str, str], list[Row]] = {}
    for row in (row for row in rows if row["aside"] is None):
        cells.setdefault((row["article_id"], row["outcome"]), []).append(row)
    return TOTALS.build(_total(*cell, found) for cell, found in cells.items())


def _counts(row: Row, starts: set[int]) -> bool:
    """Tell a figure that may be added from a part of another one and from one that nobody asserts."""
    rule = row["rule"].split(": ")[0]
    part = row["joined_to"] in starts and rule.endswith("part")
    if rule.endswith(SOME):
        part = part or any(start < row["start"] for start in starts)
    return not part and _asserted(row) and (row["low"], row["high"]) != (None, None)


def _total(article: str, outcome: str, found: list[Row]) -> tuple[Any, ...]:
    starts = {row["start"] for row in found}
    sources: dict[str | None, list[Row]] = {}
    for row in found:
        if _counts(row, starts):
            sources.setdefault(row["origin"] or row["attributed_to"], []).append(row)
    added = max(map(_of_one_source, sources.values()), key=_sum, default=[])
    low = sum(row["low"] or 0 for row in added) if added else None
    high = None if not added or any(row["high"] is None for row in added) else sum(row["high"] for row in added)
    return article, outcome, low, high, "; ".join(row["claim_id"] for row in added)


def _of_one_source(rows: list[Row]) -> list[Row]:
    """Give the figures of different people that one source adds up to: its greatest whole, or all others, if more."""
    whole = max((row for row in rows if _is_whole(row)), key=least, default=None)
    before, parts = Before(), []
    for row in rows:
        again = before.holds(row)
        if not _is_whole(row) and (row["increment"] or not again):
            parts.append(row)
        before.add(row, whole=_is_whole(row), again=again)
    return [whole] if whole and least(whole) >= _sum(parts) else parts


def _sum(rows: list[Row]) -> int:
    return sum(map(least, rows))


def _is_whole(row: Row) -> bool:
    """Tell a figure of everybody: a toll, or one that names no group."""
    rule = row["rule"].split(": ")[0]
    return rule in WHOLES or noun(row) is None or noun(row) in _anybody()


def _asserted(row: Row) -> bool:
    return row["modality"] is None or row["reserve"] == HEARSAY


@cache
def _anybody() -> frozenset[str]:
    return frozenset(words("casualty_words", "words", kind="anybody"))
