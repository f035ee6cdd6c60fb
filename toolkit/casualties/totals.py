"""How many, all told, one article says: figures of different people added, each counted once."""

from collections.abc import Hashable
from functools import cache
from typing import Any

import pandas as pd

from toolkit.rules import words
from toolkit.tables import TOTALS

Row = dict[Hashable, Any]
WHOLES = ("toll", "total")


def count_victims(claims: pd.DataFrame) -> pd.DataFrame:
    """Add up what each article says befell people, each figure once.

    Parameters
    ----------
    claims
        `CLAIMS`.

    Returns
    -------
    DataFrame
        `TOTALS`, one row for each article and outcome, in reading order, with the claims that it rests on.

    Notes
    -----
    Left out: a part of another figure, one printed as possible only, and one that can count nobody. A figure that
    names the same people as an earlier one is that one again, or another version of it, and the first stands. One
    that names no group ("nine people", a toll) holds what was printed before where it is not less, and is held by it
    otherwise. All other figures are added. This is what an article says, not what is known: sources that contradict
    each other are a matter for `reconcile`. Of ACLED's notes with two killed and more, it gives the coders' number in
    74 % (76 % of the quarter by which no rule was made); most others print no number, or only "many".

    Examples
    --------
    >>> from toolkit.casualties import find_claims
    >>> from toolkit.tables import GROUPS, ORIGINS
    >>> text = "Three divers and a cook were killed. The blast killed two stokers."
    >>> claims = find_claims(pd.DataFrame({"article_id": ["a1"], "text": [text]}), GROUPS.build([]), ORIGINS.build([]))
    >>> count_victims(claims)[["outcome", "low", "high"]].values.tolist()
    [['killed', 6, 6]]
    """
    rows = claims.astype(object).where(claims.notna(), None).to_dict("records")
    cells: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        cells.setdefault((row["article_id"], row["outcome"]), []).append(row)
    return TOTALS.build(_total(*cell, [row for row in found if _counts(row, found)]) for cell, found in cells.items())


def _counts(row: Row, found: list[Row]) -> bool:
    """Tell a figure that may be added from a part of another one and from one that nobody asserts."""
    starts = {other["start"] for other in found}
    part = row["joined_to"] in starts and ": " in row["rule"] and row["rule"].split(": ")[0].endswith("part")
    return not part and not _possible(row["modality"]) and (row["low"], row["high"]) != (None, None)


def _total(article: str, outcome: str, found: list[Row]) -> tuple[Any, ...]:
    kept: list[Row] = []
    for row in found:
        kept = _with(kept, row)
    low = sum(row["low"] or 0 for row in kept)
    high = None if any(row["high"] is None for row in kept) else sum(row["high"] for row in kept)
    return article, outcome, low if kept else None, high if kept else None, "; ".join(row["claim_id"] for row in kept)


def _with(kept: list[Row], row: Row) -> list[Row]:
    """Add a figure to those that count different people."""
    if not kept or row["increment"]:
        return [*kept, row]
    if _is_whole(row):
        return [row] if _least(row) >= sum(map(_least, kept)) else kept
    if any(_same(row, other) for other in kept):
        return kept
    return [*kept, row]


def _least(row: Row) -> int:
    return int(row["low"] if row["low"] is not None else row["high"])


def _is_whole(row: Row) -> bool:
    """Tell a figure of everybody: a toll, or one that names no group."""
    rule = row["rule"].split(": ")[0]
    return rule in WHOLES or _noun(row) is None or _noun(row) in _anybody()


def _same(row: Row, other: Row) -> bool:
    """Tell whether two figures name the same people; "a man" twice in one part of an article is two men."""
    another = _least(row) == 1 and _least(other) == 1 and row["position"] == other["position"]
    return _noun(row) == _noun(other) and not another


def _noun(row: Row) -> str | None:
    """Give the last word of those that name the people."""
    return row["victims"].split()[-1].lower() if row["victims"] else None


def _possible(modality: str | None) -> bool:
    return modality is not None and modality.lower() in words("casualty_words", "words", kind="modality")


@cache
def _anybody() -> frozenset[str]:
    return frozenset(words("casualty_words", "words", kind="anybody"))
