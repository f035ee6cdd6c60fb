"""What can be said of a group: a low, a best and a high number, each with the claims it rests on, or missing."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from toolkit.tolls.bests import find_best
from toolkit.tolls.ends import Cell, End, Known, within
from toolkit.tolls.highs import find_high
from toolkit.tolls.lows import find_low, not_disputed, with_parts


def estimate_rows(known: Known) -> Iterator[tuple[Any, ...]]:
    """Give the rows of `ESTIMATES`: one for each group and outcome of which some account prints a number.

    Notes
    -----
    Low: for each source, what it has superseded and what is only a part is dropped; what is left of a tally holds
    together, so that its greatest number counts, of any other source its lowest; of these the lowest (`lows`). A
    number of a part bounds its whole, so that no whole is given less than its part; one side's word of a part bounds
    nothing where an independent source prints less for the whole. High: the greatest number of the
    group that words or a source's way of counting bound from above, where nothing says that it was more (`highs`).
    Best: the latest figure of the best-ranked independent source (`bests`). Nothing is averaged.
    """
    lows = {cell: not_disputed(cell, find_low(cell, known), known) for cell in known.current}
    for cell in known.current:
        low = with_parts(cell, lows, known.groups)
        best = _not_below(low, find_best(cell, known))
        yield _row(cell, _place_and_day(cell, known), low, best, find_high(cell, low, best, known))


def _place_and_day(cell: Cell, known: Known) -> tuple[str | None, date | None]:
    """Give the place and the day that all figures of a cell and of its parts print; missing where they differ."""
    cells = [other for other in known.current if other == cell or within(other, cell, known.groups)]
    claims = [claim for other in cells for figure in known.current[other] for claim in figure.claims]
    places = {claim["place"] for claim in claims}
    days = {claim[name] for claim in claims for name in ("earliest", "latest")}
    return places.pop() if len(places) == 1 else None, days.pop() if len(days) == 1 else None


def _row(cell: Cell, scope: tuple[str | None, date | None], low: End, best: End, high: End) -> tuple[Any, ...]:
    outcome, group = cell
    rests = dict.fromkeys(claim["claim_id"] for end in (low, best, high) for claim in end.claims)
    why = f"low: {low.why}; best: {best.why}; high: {high.why}"
    numbers = low.number, best.number, high.number
    return (f"{group}:{outcome}", group, outcome, *scope, *numbers, "; ".join(rests), why)


def _not_below(low: End, best: End) -> End:
    """Take a best number back that the low proves to be of some of them only."""
    if best.number is None or best.number >= (low.number or 0):
        return best
    return End(
        None, best.claims, f"missing, since {best.number:,} is below the low, so that it counts some of them only"
    )
