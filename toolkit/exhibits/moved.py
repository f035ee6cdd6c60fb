"""How one source's figures of the killed moved: the longest chain of figures that are proven to follow one another."""

from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import pandas as pd

from toolkit.exhibits.ledger import source_of
from toolkit.tolls import printed, shown

STEPS = ("revision", "withdrawal")
NO_RANKS: Mapping[str, int] = MappingProxyType({})
Row = dict[str, Any]


def steps_of(relations: pd.DataFrame) -> pd.DataFrame:
    """Give the steps as pairs of claims: the earlier one, and the later one that stands in its place."""
    known = relations[relations["kind"].isin(STEPS)]
    earlier, later = (known.loc[known["role"] == role, ["relation_id", "claim_id"]] for role in ("earlier", "later"))
    pairs = earlier.merge(later, on="relation_id", suffixes=("_one", "_other"))
    return pairs.rename(columns={"claim_id_one": "earlier", "claim_id_other": "later"})[["earlier", "later"]]


def tell_steps(rows: Sequence[Row], steps: pd.DataFrame, ranks: Mapping[str, int] = NO_RANKS) -> str:
    """Say how the figures of the source that moved most often followed one another; nothing where none did.

    Parameters
    ----------
    ranks
        How the study ranks its independent sources: the figures of the first of them are told, too, and those of the
        source that ends highest.

    Notes
    -----
    A figure of a place of its own, such as one clinic's, is no earlier figure of the whole and is left out. One number
    of one source is one step, whoever prints it.
    """
    known = {row["claim_id"]: row for row in rows if row["outcome"] == "killed" and printed(row) is not None}
    first: dict[Hashable, Row] = {}
    for row in known.values():
        first.setdefault(_figure(row), row)
    after = _after(known, steps)
    later = {figure for following in after.values() for figure in following}
    starts = [figure for figure in after if figure not in later]
    chains = [[first[figure] for figure in _chain(start, after)] for start in starts]
    longest = max(chains, key=_length, default=[])
    ranked = [chain for chain in chains if _source(chain)["origin"] in ranks]
    best = min(
        ranked, key=lambda chain: (ranks[_source(chain)["origin"]], *(-end for end in _length(chain))), default=[]
    )
    highest = max(chains, key=lambda chain: (printed(chain[-1]) or 0, len(chain)), default=[])
    told = {source_of(_source(chain)): chain for chain in (highest, best, longest) if chain}
    return " ".join(map(_told, reversed(told.values())))


def _after(known: Mapping[str, Row], steps: pd.DataFrame) -> dict[Hashable, list[Hashable]]:
    """Give each figure with those that stand in its place."""
    after: dict[Hashable, list[Hashable]] = {}
    for one, other in zip(steps["earlier"], steps["later"], strict=True):
        if one in known and other in known and not _is_part(known[one], known[other]):
            following = after.setdefault(_figure(known[one]), [])
            following += [figure for figure in [_figure(known[other])] if figure not in following]
    return after


def _figure(row: Row) -> Hashable:
    """Give what a source's number is one by, wherever it is printed; without a source a claim is its own."""
    return (row["origin"], printed(row)) if row["origin"] else str(row["claim_id"])


def _source(chain: Sequence[Row]) -> Row:
    return next((row for row in reversed(chain) if row["origin"]), chain[-1])  # a headline may name no source


def _told(chain: Sequence[Row]) -> str:
    figures = [shown(row) for row in chain]
    moved = [figures[0], *(then for one, then in pairwise(figures) if one != then)]
    return f"On the word of {source_of(_source(chain))} the figure moved from {' to '.join(moved)}."


def _is_part(one: Row, other: Row) -> bool:
    return bool(one["extent"] == "part" and (other["extent"] != "part" or one["place_id"] != other["place_id"]))


def _chain(start: Hashable, after: Mapping[Hashable, Sequence[Hashable]]) -> list[Hashable]:
    """Follow a figure to the next one in its place, first to one that is itself followed; never in a circle."""
    chain, seen = [start], {start}
    while following := [figure for figure in after.get(chain[-1], ()) if figure not in seen]:
        behind = {figure for other in following for figure in after.get(other, ())}
        nearest = [figure for figure in following if figure not in behind] or following
        chain.append(next((figure for figure in nearest if figure in after), nearest[0]))
        seen.add(chain[-1])
    return chain


def _length(chain: Sequence[Row]) -> tuple[int, int, int]:
    return len(chain), printed(chain[-1]) or 0, printed(chain[0]) or 0
