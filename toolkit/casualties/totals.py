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
    return TOTALS.build(_total(*cell, found) for cell, found in cells.items())


def _counts(row: Row, starts: set[int]) -> bool:
    """Tell a figure that may be added from a part of another one and from one that nobody asserts."""
    part = row["joined_to"] in starts and row["rule"].split(": ")[0].endswith("part")
    return not part and not _possible(row["modality"]) and (row["low"], row["high"]) != (None, None)


def _total(article: str, outcome: str, found: list[Row]) -> tuple[Any, ...]:
    added, starts = _Added(), {row["start"] for row in found}
    for row in found:
        if _counts(row, starts):
            added.take(row)
    low = sum(row["low"] or 0 for row in added.rows)
    high = None if any(row["high"] is None for row in added.rows) else sum(row["high"] for row in added.rows)
    rests = "; ".join(row["claim_id"] for row in added.rows)
    return article, outcome, *((low, high) if added.rows else (None, None)), rests


class _Added:
    """Figures of different people, and what names them."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.least = 0
        self.seen: dict[str | None, set[tuple[bool, str]]] = {}

    def take(self, row: Row) -> None:
        """Add a figure, put it in place of those that it holds, or leave it out."""
        if self.rows and not row["increment"]:
            if _is_whole(row):
                if _least(row) < self.least:
                    return
                self.rows, self.least, self.seen = [], 0, {}
            elif self._names(row):
                return
        self.rows.append(row)
        self.least += _least(row)
        self.seen.setdefault(_noun(row), set()).add((_least(row) == 1, row["position"]))

    def _names(self, row: Row) -> bool:
        """Tell whether a figure names people named before; "a man" twice in one part of an article is two men."""
        single = _least(row) == 1, row["position"]
        return any(not (single == other and single[0]) for other in self.seen.get(_noun(row), ()))


def _least(row: Row) -> int:
    return int(row["low"] if row["low"] is not None else row["high"])


def _is_whole(row: Row) -> bool:
    """Tell a figure of everybody: a toll, or one that names no group."""
    rule = row["rule"].split(": ")[0]
    return rule in WHOLES or _noun(row) is None or _noun(row) in _anybody()


def _noun(row: Row) -> str | None:
    """Give the last word of those that name the people."""
    return row["victims"].split()[-1].lower() if row["victims"] else None


def _possible(modality: str | None) -> bool:
    return modality is not None and modality.lower() in words("casualty_words", "words", kind="modality")


@cache
def _anybody() -> frozenset[str]:
    return frozenset(words("casualty_words", "words", kind="anybody"))
