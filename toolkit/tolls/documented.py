"""What the figures of one source in one account bound together, and which of them can't all hold."""

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations
from typing import NamedTuple

from toolkit.claims.codes import Groups, Origin, Origins
from toolkit.tolls import cells
from toolkit.tolls.bounds import Bounds, Rule, clashes, propagate, smallest_clash
from toolkit.tolls.figures import Claim, Figure
from toolkit.tolls.sums import Sum, excludes, part_from

UPPER = frozenset({"under", "up_to", "between"})
MINIMUM = "documented minimum"
OWN, OTHER = "own losses", "other side's losses"


class Account(NamedTuple):
    """The figures that one article prints on the word of one source: one origin, one date."""

    claims: tuple[Claim, ...]
    rules: tuple[Rule, ...]


def documented(claim: Claim, origins: Origins, groups: Groups) -> Bounds:
    """Give the ends that a figure sets.

    Notes
    -----
    A tally gives what could be documented: its bare number bounds from below and never from above. So does the bare
    number of a source of which the codebook does not say what it counts, and that of a side of the conflict of people
    of whom the codebook does not say that they are those whom it counts. Words ("up to", "between … and") bound as
    they say, whoever uses them; "about" and words for a number set no upper end.
    """
    if claim["basis"] == "about" or (claim["low"] is None and claim["high"] is None):
        return Bounds()
    counted = claim["basis"] != "vague" and _counts_all(origins.known.get(claim["origin"]), claim["group"], groups)
    from_above = claim["basis"] in UPPER or counted
    high = int(claim["high"]) if from_above and claim["high"] is not None else None
    return Bounds(int(claim["low"] or 0), high)


def _counts_all(origin: Origin | None, group: str | None, groups: Groups) -> bool:
    """Tell whether a source's way of counting gives all of a group: a side counts its own dead, or the other side's."""
    if origin is None or origin.counts in {None, MINIMUM}:
        return False
    party = groups.side(group)
    if origin.counts == OWN:
        return party is not None and party == origin.party
    return origin.counts != OTHER or (party is not None and party != origin.party)


def accounts(figures: Sequence[Figure], sums: Sequence[Sum], groups: Groups) -> Iterator[Account]:
    """Put together what one article prints of one outcome on one source's word, with the rules between the figures."""
    together: dict[tuple[object, ...], dict[str, Claim]] = {}
    printed = [claim for figure in figures for claim in figure.claims]
    for claim in [*printed, *(claim for found in sums for claim in (found.total, *found.parts))]:
        key = (claim["article_id"], claim["origin"], claim["outcome"])
        together.setdefault(key, {})[claim["claim_id"]] = claim
    whole = {claim["claim_id"] for claim in printed}
    summed: dict[str, list[Sum]] = {}
    for found in sums:
        summed.setdefault(found.total["article_id"], []).append(found)
    for (article_id, *_), claims in together.items():
        parts = _parts([claim for claim in claims.values() if claim["claim_id"] in whole], groups)
        yield Account(tuple(claims.values()), (*parts, *_sums(claims, summed.get(str(article_id), ()), groups)))


def _parts(claims: Sequence[Claim], groups: Groups) -> Iterator[Rule]:
    """Give the pairs of which one figure holds the other: by its group, and by its place and days."""
    for one, other in permutations(claims, 2):
        if other["group"] in groups.wholes(one["group"]) and cells.holds(other, one) and not excludes(other, one):
            yield Rule(other["claim_id"], (one["claim_id"],))


def _sums(claims: dict[str, Claim], sums: Sequence[Sum], groups: Groups) -> Iterator[Rule]:
    """Give the sums whose figures all belong to the account and add up; parts that can share people bound singly."""
    for found in sums:
        members = (found.total, *found.parts, *([found.closing] if found.closing else []))
        adds_up = found.holds is not False and found.kind != "running"
        if not adds_up or not all(member["claim_id"] in claims for member in members):
            continue
        parts = members[1:]
        if _apart(parts, groups):
            yield Rule(found.total["claim_id"], _ids(parts), closed=found.kind == "closed")
        else:
            yield from (Rule(found.total["claim_id"], _ids([part])) for part in parts)


def _apart(parts: Sequence[Claim], groups: Groups) -> bool:
    return all(part_from(one, other, groups) for one, other in combinations(parts, 2))


def _ids(claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(claim["claim_id"] for claim in claims)


def least(account: Account, origins: Origins, groups: Groups) -> dict[str, Bounds]:
    """Give the ends of each figure that follow from all of them; what clashes bounds nothing but itself."""
    own = {claim["claim_id"]: documented(claim, origins, groups) for claim in account.claims}
    if clashes(own.items(), account.rules):
        return own
    found = propagate(dict(own), account.rules)
    return {name: found[name] for name in own}


def clash(account: Account, origins: Origins, groups: Groups) -> tuple[Claim, ...]:
    """Name the fewest figures of an account that can't all hold; none where they can."""
    facts = [(claim["claim_id"], documented(claim, origins, groups)) for claim in account.claims]
    return tuple(account.claims[place] for place in smallest_clash(facts, account.rules))
