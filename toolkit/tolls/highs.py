"""The high of an estimate: the greatest upper end of a group's figures, where no lower end says that it was more."""

from toolkit.tolls.cells import scope, scope_holds
from toolkit.tolls.ends import Cell, End, Known, is_possible, within
from toolkit.tolls.figures import Claim, Figure, countable, is_kin, printed
from toolkit.tolls.naming import said, scoped
from toolkit.tolls.sums import join_kind


def find_high(cell: Cell, low: End, best: End, known: Known) -> End:
    """Give the greatest number that bounds a cell from above.

    Notes
    -----
    A figure whose place or days do not hold those of all others bounds only what it counts. Where any source's
    current figure of the group, or of some of its people, is at least more than the greatest upper end, that end
    bounds nothing: it is missing, and both are named.
    """
    bounding = [(high, claim) for claim in _whole(cell, known) if (high := known.ends(claim).high) is not None]
    if not bounding:
        return _feared(cell, low, best, known) or End(None, (), "missing, since nothing bounds it from above")
    of_all = [(high, claim) for high, claim in bounding if _holds_all(claim, cell, known)]
    if not of_all:
        part = scoped(Figure((bounding[0][1],)))
        return End(None, (), f"missing, since {part} bounds its own place and days only")
    high, claim = max(of_all, key=lambda bound: bound[0])
    told = _told(high, claim, known)
    above = _above(high, cell, known)
    if above:
        return End(None, (claim, *above.claims), f"missing, since {said(above)} is more than {told}")
    for name, end in (("low", low), ("best number", best)):
        if high < (end.number or 0):
            return End(None, (claim,), f"missing, since {end.number:,}, the {name}, is more than {told}")
    return End(high, _resting(high, claim, known), told)


def _feared(cell: Cell, low: End, best: End, known: Known) -> End | None:
    """Give the greatest number that is feared or held possible, where it is more than what is asserted."""
    mine = [claim for claim in known.claims if (claim["outcome"], claim["group"]) == cell]
    top = max(filter(is_possible, mine), key=lambda claim: printed(claim) or 0, default=None)
    asserted = max([low.number or 0, best.number or 0, *(known.least(figure) for figure in known.current[cell])])
    if top is None or (printed(top) or 0) < asserted or not _holds_all(top, cell, known):
        return None
    word = f"\u201c{top['modality']}\u201d: possible and not asserted"
    return End(printed(top), (top,), f"{said(Figure((top,)))}, {word}")


def _whole(cell: Cell, known: Known) -> list[Claim]:
    """Give the claims that assert a number of a group, but for those of which the article excludes some people."""
    mine = [claim for claim in known.claims if (claim["outcome"], claim["group"]) == cell]
    lacking = {(c["article_id"], c["joined_to"]) for c in known.claims if join_kind(c["joined_by"]) == "excludes"}
    asserted = [claim for claim in mine if countable(claim) and not is_kin(claim)]
    return [claim for claim in asserted if (claim["article_id"], claim["start"]) not in lacking]


def _holds_all(claim: Claim, cell: Cell, known: Known) -> bool:
    mine = scope(claim)
    return all(any(scope_holds(mine, other) for other in scopes) for scopes in known.scopes[cell])


def _above(high: int, cell: Cell, known: Known) -> Figure | None:
    """Find the figure that is at least the most, where that is more than an upper end."""
    cells = [other for other in known.current if other == cell or within(other, cell, known.groups)]
    figures = [figure for other in cells for figure in known.current[other]]
    greatest = max(figures, key=known.least, default=None)
    return greatest if greatest is not None and known.least(greatest) > high else None


def _told(high: int, claim: Claim, known: Known) -> str:
    figure = f"{said(Figure((claim,)))}{_side(claim, known)}"
    if high == claim["high"]:
        return figure
    return f"{high:,}, which what stands beside {figure} in its account leaves"


def _resting(high: int, claim: Claim, known: Known) -> tuple[Claim, ...]:
    """Give the claim that bounds, and those beside it where the bound follows from them."""
    if high == claim["high"]:
        return (claim,)
    beside = [c for c in known.claims if all(c[name] == claim[name] for name in ("article_id", "origin", "outcome"))]
    return (claim, *(other for other in beside if other is not claim and other["claim_id"] in known.bounds))


def _side(claim: Claim, known: Known) -> str:
    """Say where a side of the conflict speaks, and of whom."""
    origin = known.origins.known.get(claim["origin"])
    if origin is None or origin.party is None:
        return ""
    party = known.groups.side(claim["group"])
    whose = " of its own losses" if party == origin.party else " about the other side" if party else ""
    return f", a side of the conflict{whose}"
