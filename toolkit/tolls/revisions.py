"""Which figures another one stands in for: by an article's own word, or by the days of publication."""

from collections.abc import Iterator, Sequence

from toolkit.tolls.cells import apart, before
from toolkit.tolls.figures import Claim, Figure, printed, renews
from toolkit.tolls.pairs import UNDATED, Published, compare_order
from toolkit.tolls.sums import join_kind

CELL = ("origin", "group", "outcome")


def worded(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Give the figures that an article says to be revised ones, each after the one that it stands in for."""
    by_start = {(claim["article_id"], claim["start"]): claim for claim in claims}
    for later in claims:
        earlier = by_start.get((later["article_id"], later["joined_to"]))
        if earlier and join_kind(later["joined_by"]) == "revises" and not apart(earlier, later):
            yield earlier, later


def replaced(claims: Sequence[Claim], published: Published) -> frozenset[str]:
    """Give the ids of the claims that an article's own word revises, wherever one source's figure is printed.

    Notes
    -----
    Another account's print of the same number is the figure that is revised, unless it is proven to have come out
    after the revision.
    """
    found: set[str] = set()
    for earlier, later in worded(claims):
        found.update(claim["claim_id"] for claim in claims if _is_same(claim, earlier, later, published))
    return frozenset(found)


def _is_same(claim: Claim, earlier: Claim, later: Claim, published: Published) -> bool:
    if claim is earlier:
        return True
    if earlier["origin"] is None or any(claim[name] != earlier[name] for name in CELL) or apart(claim, earlier):
        return False
    if claim["article_id"] == later["article_id"]:
        return bool(claim["start"] < later["start"]) and printed(claim) == printed(earlier)
    revised = published.get(later["article_id"], UNDATED)[1]
    after = before(revised, published.get(claim["article_id"], UNDATED)[0])
    return printed(claim) == printed(earlier) and not after


def supersedes(later: Figure, earlier: Figure, published: Published) -> bool:
    """Tell whether the days of publication prove one figure to stand in for another of the same source."""
    if earlier.first["origin"] is None or any(later.first[name] != earlier.first[name] for name in CELL):
        return False
    return compare_order(earlier, later, published) == "earlier" and renews(later, earlier)
