"""The low of an estimate: what each source says of a group at least, and the lowest of the sources."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from toolkit.claims.codes import Groups
from toolkit.tolls.cells import apart_in_both
from toolkit.tolls.documented import MINIMUM
from toolkit.tolls.ends import Cell, End, Known, Parts, within
from toolkit.tolls.figures import Claim, Figure, amount, apart, is_kin
from toolkit.tolls.naming import said, scoped, spoken
from toolkit.tolls.steps import BOUNDS

CAPS = frozenset({"under", "up_to"})


class Least(NamedTuple):
    """What one source says at least: one figure, or several of an account that count nobody twice."""

    number: int
    figures: tuple[Figure, ...]


def find_low(cell: Cell, known: Known) -> End:
    """Give the low of a cell from its own figures: never more than what some source allows at most."""
    low = _lowest(cell, known)
    allowed = [figure for figure in known.current[cell] if figure.first["basis"] in CAPS and figure.high is not None]
    parts = Parts(known.current[cell])
    cap = min((one for one in allowed if not parts.hold(one)), key=lambda one: one.high or 0, default=None)
    if cap is None or low.number is None or cap.high is None or low.number <= cap.high:
        return low
    return End(cap.high, (*cap.claims, *low.claims), f"{said(cap)}, though {low.why}")


def _lowest(cell: Cell, known: Known) -> End:
    """Give the lowest of what the sources say at least.

    Notes
    -----
    Of a tally the greatest figure counts: all that it could document holds together. Of any other source the lowest
    does, of its figures of the whole; a figure of one place or day of several is a lower bound for the whole, so that
    of those the greatest counts. Figures of one account are added only where neither their places nor their days can
    be the same. A source that counts some of the places alone which another one names stands back; sources that print
    places without a name in common do not, since one place can lie in the other. Words for a number give the low only
    where no number is printed: what they say at least is no doubt of a greater one.
    """
    bounding = [figure for figure in known.current[cell] if known.least(figure) > 0]
    numbers = [figure for figure in bounding if amount(figure.first) is not None]
    by_source = _by_source(numbers or bounding)
    if not by_source:
        return End(None, (), "missing, since no figure bounds it from below")
    each = [_least_of(figures, known) for figures in _of_the_whole(list(by_source.values()))]
    least = min(each, key=lambda source: source.number)
    others = f", the lowest of {len(each)} sources" if len(each) > 1 else ""
    claims = [claim for figure in least.figures for claim in figure.claims]
    if len(least.figures) > 1:
        added = " and ".join(scoped(figure) for figure in least.figures)
        return End(least.number, tuple(claims), f"{added}, of other places and days, added{others}")
    parts = _raising(least.figures[0], known)
    raised = f", raised to {least.number:,} by its parts" if parts else ""
    return End(least.number, (*claims, *parts), f"{said(least.figures[0])}{raised}{others}")


def _by_source(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """Put figures together by source; those without one are each account's own, and stand back where one is named."""
    named: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.first["origin"] is not None:
            named.setdefault(figure.first["origin"], []).append(figure)
    return named or {figure.first["claim_id"]: [figure] for figure in figures}


def _of_the_whole(sources: list[list[Figure]]) -> list[list[Figure]]:
    """Leave out the sources whose figures all are of some of the places that another one names."""
    parts = Parts([figure for figures in sources for figure in figures])
    return [figures for figures in sources if not all(map(parts.within_list, figures))] or sources


def _least_of(figures: Sequence[Figure], known: Known) -> Least:
    origin = known.origins.known.get(figures[0].first["origin"])
    parts = Parts(figures)
    wholes = [figure for figure in figures if not parts.hold(figure)]
    if wholes and (origin is None or origin.counts != MINIMUM):
        chosen = min(_telling(wholes, known), key=known.least)
        return Least(known.least(chosen), (chosen,))
    greatest = max(figures, key=known.least)
    single = Least(known.least(greatest), (greatest,))
    return max(single, _added(figures, known), key=lambda least: least.number)


def _telling(figures: Sequence[Figure], known: Known) -> list[Figure]:
    """Leave out the lower bounds that a greater one of the same source holds: "at least 60" denies no "at least 68"."""
    loose = [figure for figure in figures if figure.first["basis"] in BOUNDS and figure.first["origin"] is not None]
    greater = ((one, other) for one in loose for other in figures if known.least(other) > known.least(one))
    held = {id(one) for one, other in greater if other.first["basis"] in BOUNDS and not apart(one, other)}
    return [figure for figure in figures if id(figure) not in held]


def _added(figures: Sequence[Figure], known: Known) -> Least:
    """Add the figures of the account that gives the most so: only where nobody can be counted twice."""
    accounts: dict[str, list[Figure]] = {}
    for figure in figures:
        if len(figure.claims) == 1:
            accounts.setdefault(figure.first["article_id"], []).append(figure)
    sums = [Least(sum(map(known.least, mine)), tuple(mine)) for mine in accounts.values() if _share_nobody(mine)]
    return max(sums, key=lambda least: least.number, default=Least(0, ()))


def _share_nobody(figures: Sequence[Figure]) -> bool:
    return all(apart_in_both(one.first, other.first) for one, other in combinations(figures, 2))


def _raising(figure: Figure, known: Known) -> tuple[Claim, ...]:
    """Give the parts printed with a figure, where more follows from them than the figure itself says."""
    claim = max(known.raised(figure), key=lambda claim: known.ends(claim).low, default=None)
    if claim is None:
        return ()
    same = [c for c in known.claims if all(c[name] == claim[name] for name in ("article_id", "origin", "outcome"))]
    return tuple(c for c in same if c["joined_to"] == claim["start"] or claim["group"] in _wholes(c, known.groups))


def _wholes(claim: Claim, groups: Groups) -> list[str]:
    return [] if claim["group"] is None or is_kin(claim) else groups.wholes(claim["group"])


def with_parts(cell: Cell, lows: Mapping[Cell, End], groups: Groups) -> End:
    """Raise the low of a whole to that of its greatest part: of a group within it, or of the killed among all hit."""
    own = lows[cell]
    parts = [(part, low) for part, low in lows.items() if within(part, cell, groups)]
    part, low = max(parts, key=lambda named: named[1].number or 0, default=(cell, own))
    if (low.number or 0) <= (own.number or 0):
        return own
    told = f"that of {' '.join(map(spoken, part[::-1]))}, a part of it ({low.why})"
    return End(low.number, (*low.claims, *own.claims), told)


def not_disputed(cell: Cell, low: End, known: Known) -> End:
    """Give no low of a part that rests on a side's word alone, where an independent source prints less for a whole."""
    if low.number is None or any(known.independent(Figure((claim,))) for claim in low.claims):
        return low
    wholes = (whole for whole in known.current if whole[0] == cell[0] and within(cell, whole, known.groups))
    less, of = next(((found, whole) for whole in wholes if (found := _less(whole, low, known))), (None, cell))
    if less is None:
        return low
    told = f"{low.why}, speaks of a part, and {said(less)} is less for {spoken(of[1])}"
    return End(None, (*low.claims, *less.claims), f"missing, since {told}")


def _less(whole: Cell, low: End, known: Known) -> Figure | None:
    """Find the least figure of a whole by which an independent source, and not that of a low, says less."""
    counted_by = {claim["origin"] for claim in low.claims}
    numbers = [figure for figure in known.current[whole] if amount(figure.first) is not None]
    others = [figure for figure in numbers if figure.first["origin"] not in counted_by and known.independent(figure)]
    parts = Parts(numbers)
    less = [one for one in others if known.least(one) < (low.number or 0) and not parts.hold(one)]
    return min(less, key=known.least, default=None)
