"""Figures that add to the one before them: "10 were killed. Another five died in hospital"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.tolls.cells import apart
from toolkit.tolls.figures import Claim, is_kin, printed

CELL = ("article_id", "origin", "outcome")
PLAIN = frozenset({"stated", "at_least"})


class Added(NamedTuple):
    """A figure with those that its account adds to it, and what all of them are."""

    base: Claim
    increments: tuple[Claim, ...]
    total: Claim


def find_added(claims: Sequence[Claim]) -> Iterator[Added]:
    """Give each figure to which its own account, on the word of one source, adds others of its place and days.

    Notes
    -----
    A figure that the article's words put into a sum is left to that sum.
    """
    summed = {(claim["article_id"], claim["joined_to"]) for claim in claims if claim["joined_to"] is not None}
    last: dict[tuple[object, ...], Claim] = {}
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        key = tuple(claim[name] for name in CELL)
        base = last.get(key)
        if claim["increment"] and base and _fits(base, claim):
            found.setdefault(base["claim_id"], []).append(claim)
        elif not claim["increment"] and _is_plain(claim) and (claim["article_id"], claim["start"]) not in summed:
            last[key] = claim
    known = {claim["claim_id"]: claim for claim in claims}
    yield from (Added(known[name], tuple(more), _total(known[name], more)) for name, more in found.items())


def _is_plain(claim: Claim) -> bool:
    plain = claim["basis"] in PLAIN and claim["joined_to"] is None and not is_kin(claim)
    return plain and not claim["modality"] and printed(claim) is not None


def _fits(base: Claim, claim: Claim) -> bool:
    same = claim["origin"] is not None and claim["group"] in {None, base["group"]}
    return same and _is_plain(claim) and not apart(base, claim)


def _total(base: Claim, increments: Sequence[Claim]) -> Claim:
    low = sum(claim["low"] for claim in (base, *increments))
    loose = any(claim["high"] is None for claim in (base, *increments))
    return base | {"low": low, "high": None if loose else low, "basis": "at_least" if loose else "stated"}


def with_added(claims: Sequence[Claim], added: Sequence[Added]) -> list[Claim]:
    """Give the claims with what was added to them."""
    totals = {one.base["claim_id"]: one.total for one in added}
    return [totals.get(claim["claim_id"], claim) for claim in claims]
