"""Which figures another one stands in for: by an article's own word, or by the days of publication."""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

from toolkit.claims.codes import Groups
from toolkit.tolls.cells import apart, before
from toolkit.tolls.figures import Claim, Figure, printed
from toolkit.tolls.pairs import UNDATED, Published
from toolkit.tolls.steps import Printed, in_time, replaces
from toolkit.tolls.sums import join_kind, movement, stepped_from

SOURCE = ("origin", "outcome")
CELL = (*SOURCE, "group")
OUTDATED = "outdated"
ByNumber = Mapping[tuple[str, int | None], Sequence[Claim]]
STEPS = frozenset({"revises", "withdraws", "steps", "steps after", "earlier", "hour"})


class Revised(NamedTuple):
    """A figure in whose place an article's own words put another one; withdrawn where they say that it was wrong."""

    earlier: Claim
    later: Claim
    withdrawn: bool = False


def worded(claims: Sequence[Claim]) -> Iterator[Revised]:
    """Give the figures that an article's words put in the place of others: those that it ties, and those it numbers."""
    by_start = {(claim["article_id"], claim["start"]): claim for claim in claims}
    by_number: dict[tuple[str, int | None], list[Claim]] = {}
    for claim in claims:
        by_number.setdefault((claim["outcome"], printed(claim)), []).append(claim)
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim["article_id"], []).append(claim)
    # "Could rise to 40" revises nothing.
    for later in (claim for claim in claims if not claim["modality"]):
        tied = by_start.get((later["article_id"], later["joined_to"]))
        found = [*_tied(tied, later), *_numbered(tied, later, by_number)]
        if not found and movement(later) and (first := _moved_from(later, by_article[later["article_id"]])):
            found = [Revised(first, later)]
        yield from found


def _tied(tied: Claim | None, claim: Claim) -> Iterator[Revised]:
    """Give the figure that a claim's words put it in the place of, or the one that they put in its own."""
    kind = join_kind(claim["joined_by"])
    if tied and kind == OUTDATED and printed(tied) != printed(claim):
        yield Revised(claim, tied)
    elif tied and kind in STEPS and not apart(tied, claim):
        yield Revised(tied, claim, kind == "withdraws")


def _numbered(tied: Claim | None, later: Claim, by_number: ByNumber) -> Iterator[Revised]:
    """Give the figure that a claim's words give by its number alone, wherever its source's figure is printed."""
    kind, number = join_kind(later["joined_by"]), stepped_from(later)
    if kind not in STEPS or number is None or (tied and tied["origin"] is not None):
        return
    named = by_number.get((later["outcome"], number), ())
    others = (one for one in named if one is not later and one is not tied)
    first = next((one for one in others if _one_source(one, later)), None)
    if first:
        yield Revised(first, later, kind == "withdraws")


def _moved_from(later: Claim, beside: Sequence[Claim]) -> Claim | None:
    """Find the last figure before it in its article that a toll rose or fell from."""
    number, rises = printed(later) or 0, movement(later) == "rises"
    for one in reversed(beside):
        before_it = one["start"] < later["start"] and not one["increment"] and _one_source(one, later)
        if before_it and one["origin"] is not None and (figure := printed(one)) and (figure < number) == rises:
            return one if figure != number else None
    return None


def _one_source(one: Claim, later: Claim) -> bool:
    known = one["origin"] is not None or one["article_id"] == later["article_id"]
    return known and all(one[name] == later[name] for name in CELL) and not apart(one, later)


def replaced(claims: Sequence[Claim], published: Published, groups: Groups) -> frozenset[str]:
    """Give the ids of the claims that an article's own word revises, wherever one source's figure is printed.

    Notes
    -----
    Another account's print of the same number is the figure that is revised, unless it is proven to have come out
    after the revision; also where one calls people what the other calls divers, a group of theirs.
    """
    found: set[str] = set()
    by_source: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in claims:
        by_source.setdefault(tuple(claim[name] for name in SOURCE), []).append(claim)
    for earlier, later, _ in worded(claims):
        same = (
            claim for claim in by_source[tuple(earlier[name] for name in SOURCE)] if _one_in(groups, claim, earlier)
        )
        found.update(claim["claim_id"] for claim in same if _is_same(claim, earlier, later, published))
    return frozenset(found)


def _one_in(groups: Groups, one: Claim, other: Claim) -> bool:
    """Tell whether two claims count one group, or one a part of the other's."""
    here, there = one["group"], other["group"]
    if here == there or None in (here, there):
        return bool(here == there)
    return here in groups.wholes(there) or there in groups.wholes(here)


def _is_same(claim: Claim, earlier: Claim, later: Claim, published: Published) -> bool:
    if claim is earlier:
        return True
    if earlier["origin"] is None or apart(claim, earlier):
        return False
    if claim["article_id"] == later["article_id"]:
        return bool(claim["start"] < later["start"]) and printed(claim) == printed(earlier)
    revised = published.get(later["article_id"], UNDATED)[1]
    after = before(revised, published.get(claim["article_id"], UNDATED)[0])
    return printed(claim) == printed(earlier) and not after


def own_prints(claims: Sequence[Claim], past: Set[str]) -> list[Claim]:
    """Give the figures that an article's words replaced, as they stood before: not where those words recall them."""
    recalling = {later["article_id"] for _, later, _ in worded(claims)}
    return [claim for claim in claims if claim["claim_id"] in past and claim["article_id"] not in recalling]


def current(figures: Sequence[Figure], published: Published, gone: Sequence[Figure] = ()) -> list[Figure]:
    """Leave out the figures that the days of publication prove another one of the same source and group to replace.

    Parameters
    ----------
    gone
        Figures of the same group that were taken back: what they had replaced does not return with that.
    """
    by_source: dict[str, list[Figure]] = {}
    for figure in [*figures, *gone]:
        if figure.first["origin"] is not None:
            by_source.setdefault(figure.first["origin"], []).append(figure)
    past = {id(one) for mine in by_source.values() for one in _superseded(in_time(mine, published))}
    return [figure for figure in figures if id(figure) not in past]


def standing(figures: Sequence[Figure], published: Published) -> list[Figure]:
    """Leave out the figures of any group and outcome that another one of the same source is proven to replace."""
    cells: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        cells.setdefault((figure.first["outcome"], figure.first["group"]), []).append(figure)
    kept = {id(figure) for mine in cells.values() for figure in current(mine, published)}
    return [figure for figure in figures if id(figure) in kept]


def _superseded(figures: Sequence[Printed]) -> Iterator[Figure]:
    """Give the figures in whose place one that was printed later can stand; the last printed come first."""
    for earlier in figures:
        if any(replaces(later, earlier) for later in figures):
            yield earlier.figure
