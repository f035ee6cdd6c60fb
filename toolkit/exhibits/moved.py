"""How one source's figures of the killed moved: the longest chain of figures that are proven to follow one another."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from toolkit.exhibits.ledger import source_of
from toolkit.tolls import printed, shown

STEPS = ("revision", "withdrawal")
Row = dict[str, Any]


def steps_of(relations: pd.DataFrame) -> pd.DataFrame:
    """Give the steps as pairs of claims: the earlier one, and the later one that stands in its place."""
    known = relations[relations["kind"].isin(STEPS)]
    earlier, later = (known.loc[known["role"] == role, ["relation_id", "claim_id"]] for role in ("earlier", "later"))
    pairs = earlier.merge(later, on="relation_id", suffixes=("_one", "_other"))
    return pairs.rename(columns={"claim_id_one": "earlier", "claim_id_other": "later"})[["earlier", "later"]]


def tell_steps(rows: Sequence[Row], steps: pd.DataFrame) -> str:
    """Say how the figures of the source that moved most often followed one another; nothing where none did.

    Notes
    -----
    A figure of a place of its own, such as one clinic's, is no earlier figure of the whole and is left out.
    """
    known = {row["claim_id"]: row for row in rows if row["outcome"] == "killed" and printed(row) is not None}
    after: dict[str, list[str]] = {}
    for one, other in zip(steps["earlier"], steps["later"], strict=True):
        if one in known and other in known and not _is_part(known[one], known[other]):
            after.setdefault(one, []).append(other)
    later = {claim for following in after.values() for claim in following}
    chains = [[known[claim] for claim in _chain(start, after)] for start in sorted(set(after) - later)]
    longest = max(chains, key=_length, default=[])
    if not longest:
        return ""
    figures = [shown(row) for row in longest]
    moved = [figures[0], *(then for one, then in pairwise(figures) if one != then)]
    told = next((row for row in reversed(longest) if row["origin"]), longest[-1])  # a headline may name no source
    return f"On the word of {source_of(told)} the figure moved from {' to '.join(moved)}."


def _is_part(one: Row, other: Row) -> bool:
    return bool(one["extent"] == "part" and (other["extent"] != "part" or one["place_id"] != other["place_id"]))


def _chain(start: str, after: dict[str, list[str]]) -> list[str]:
    """Follow a claim to the one in its place, first to one that is itself followed; never in a circle."""
    chain, seen = [start], {start}
    while following := [claim for claim in after.get(chain[-1], ()) if claim not in seen]:
        chain.append(next((claim for claim in following if claim in after), following[0]))
        seen.add(chain[-1])
    return chain


def _length(chain: Sequence[Row]) -> tuple[int, int, int]:
    return len(chain), printed(chain[-1]) or 0, printed(chain[0]) or 0
