"""Ends carried from parts to wholes and back until nothing moves, and the fewest figures that can't all hold."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations, islice
from typing import NamedTuple

# How far the search for a smallest clash goes before it is content with one from which nothing can be taken.
MOST_TRIED = 2_000
SMALL = 4


class Bounds(NamedTuple):
    """A least and a greatest number; None where nothing bounds from above."""

    low: int = 0
    high: int | None = None

    @property
    def possible(self) -> bool:
        """Tell whether some number lies between the ends."""
        return self.high is None or self.low <= self.high

    def meet(self, other: "Bounds") -> "Bounds":
        """Give what both allow."""
        highs = [high for high in (self.high, other.high) if high is not None]
        return Bounds(max(self.low, other.low), min(highs, default=None))


class Rule(NamedTuple):
    """A whole with parts that share nobody; closed where they are all of it."""

    whole: Hashable
    parts: tuple[Hashable, ...]
    closed: bool = False


Cells = Mapping[Hashable, Bounds]


def propagate(cells: Cells, rules: Sequence[Rule]) -> dict[Hashable, Bounds]:
    """Carry the ends along all rules until nothing moves, or no number is left for some cell.

    Notes
    -----
    Every step follows from the rules, so the result is right wherever it stops. It always stops: after as many rounds
    as there are cells and rules, since only a sum that is, through others, a part of itself can move its ends longer.

    Examples
    --------
    >>> found = propagate({"crew": Bounds(12), "cooks": Bounds(5, 9)}, [Rule("all", ("crew", "cooks"), closed=True)])
    >>> found["all"]
    Bounds(low=17, high=None)
    """
    found = dict(cells)
    for rule in rules:
        for name in (rule.whole, *rule.parts):
            found.setdefault(name, Bounds())
    for _ in range(len(found) + len(rules)):
        before = dict(found)
        for rule in rules:
            _apply(found, rule)
        if found == before or not all(bounds.possible for bounds in found.values()):
            break
    return found


def _apply(found: dict[Hashable, Bounds], rule: Rule) -> None:
    parts = [found[part] for part in rule.parts]
    highs = [part.high for part in parts]
    greatest = sum(high for high in highs if high is not None) if rule.closed and None not in highs else None
    found[rule.whole] = found[rule.whole].meet(Bounds(sum(part.low for part in parts), greatest))
    for place, part in enumerate(rule.parts):
        others = parts[:place] + parts[place + 1 :]
        found[part] = found[part].meet(_left(found[rule.whole], others, closed=rule.closed))


def _left(whole: Bounds, others: Sequence[Bounds], *, closed: bool) -> Bounds:
    """Give what a whole leaves for one part when the others have theirs."""
    high = None if whole.high is None else whole.high - sum(other.low for other in others)
    if not closed or any(other.high is None for other in others):
        return Bounds(0, high)
    return Bounds(max(whole.low - sum(other.high or 0 for other in others), 0), high)


Fact = tuple[Hashable, Bounds]
"""What one claim says: the cell, and its ends."""


def clashes(facts: Iterable[Fact], rules: Sequence[Rule]) -> bool:
    """Tell whether no numbers satisfy all facts and rules, as far as carrying the ends shows it."""
    cells: dict[Hashable, Bounds] = {}
    for cell, bounds in facts:
        cells[cell] = cells.get(cell, Bounds()).meet(bounds)
    return not all(bounds.possible for bounds in propagate(cells, rules).values())


def smallest_clash(facts: Sequence[Fact], rules: Sequence[Rule]) -> tuple[int, ...]:
    """Name the fewest facts that can't all hold, by their places; none where all of them can.

    Notes
    -----
    Sets of up to four are tried, the smallest first; where that takes too long, facts are taken out of all of them
    one by one as long as they clash, which leaves a set from which none can be taken.

    Examples
    --------
    >>> facts = [("all", Bounds(0, 20)), ("cooks", Bounds(5)), ("crew", Bounds(30))]
    >>> smallest_clash(facts, [Rule("all", ("crew",)), Rule("all", ("cooks",))])
    (0, 2)
    """
    if not clashes(facts, rules):
        return ()
    places = range(len(facts))
    small = (chosen for size in range(1, SMALL + 1) for chosen in combinations(places, size))
    for chosen in islice(small, MOST_TRIED):
        if clashes([facts[place] for place in chosen], rules):
            return chosen
    return _thinned(facts, rules)


def _thinned(facts: Sequence[Fact], rules: Sequence[Rule]) -> tuple[int, ...]:
    kept = list(range(len(facts)))
    for place in list(kept):
        without = [facts[other] for other in kept if other != place]
        if clashes(without, rules):
            kept.remove(place)
    return tuple(kept)
