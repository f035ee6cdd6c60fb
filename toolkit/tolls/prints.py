"""What stands against what: distinct figures by place and days, and of many those that stand next to each other."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from toolkit.claims.codes import Groups
from toolkit.tolls import cells
from toolkit.tolls.cells import Scope
from toolkit.tolls.figures import Claim, Figure, amount, printed, shown, size

MOST = 60
"""So many distinct figures of one group are told with every other one; of more, each with its next ones."""
Scopes = tuple[Scope, ...]


@dataclass(frozen=True, eq=False)
class Print:
    """One distinct figure of one cell: the same people, number, words, place and days, whoever counted."""

    figure: Figure

    @property
    def first(self) -> Claim:
        """Give the claim that stands for all of them."""
        return self.figure.first

    @cached_property
    def accounts(self) -> int:
        """Count the accounts that print it."""
        return len({claim["article_id"] for claim in self.figure.claims})

    @cached_property
    def sources(self) -> tuple[Claim, ...]:
        """Give one claim for each source, in the order of the codebook's names; those without one last."""
        each = {(claim["origin"], claim["beside"]): claim for claim in self.figure.claims}
        return tuple(each[key] for key in sorted(each, key=lambda names: (names[0] is None, str(names))))

    @cached_property
    def origins(self) -> dict[str | None, int]:
        """Count, for each source, the accounts that print the figure on its word."""
        by: dict[str | None, set[str]] = {claim["origin"]: set() for claim in self.sources}
        for claim in self.figure.claims:
            by[claim["origin"]].add(claim["article_id"])
        return {origin: len(accounts) for origin, accounts in by.items()}


def find_prints(figures: Sequence[Figure]) -> dict[tuple[str, str], list[Print]]:
    """Put the figures of all sources together by what is printed; by outcome and group."""
    same: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        first = figure.first
        number = amount(first) if amount(first) is not None else (first["low"], first["high"], shown(first))
        same.setdefault((first["outcome"], first["group"], first["basis"], number, figure.scopes), []).append(figure)
    found: dict[tuple[str, str], list[Print]] = {}
    for (outcome, group, *_), mine in same.items():
        claims = {claim["claim_id"]: claim for figure in mine for claim in figure.claims}
        found.setdefault((str(outcome), str(group)), []).append(Print(Figure(tuple(claims.values()))))
    return found


def facing(figures: Sequence[Figure], groups: Groups) -> Iterator[tuple[Print, Print]]:
    """Give the distinct figures to be held against each other: of one group, or of a whole and its part.

    Notes
    -----
    Places and days that can't be the same are never held against each other. Of more than sixty distinct figures of a
    group each stands with the next greater and the next smaller one that it does not meet, for each place and days
    that can be the same: what is further off does not meet either.
    """
    prints = find_prints(figures)
    for (outcome, group), mine in prints.items():
        yield from _facing(mine, mine)
        for whole in groups.wholes(group):
            yield from _facing(mine, prints.get((outcome, whole), []))


def _facing(mine: Sequence[Print], others: Sequence[Print]) -> Iterator[tuple[Print, Print]]:
    every, same = len(mine) <= MOST and len(others) <= MOST, mine is others
    left = _by_scopes(mine)
    right = left if same else _by_scopes(others)
    index = Index(list(right))
    order = {scopes: place for place, scopes in enumerate(right)}
    for scopes, ones in left.items():
        for other in index.near(scopes):
            if same and order[other] < order[scopes]:
                continue
            pairs = _all(ones, right[other]) if every else _next(ones, right[other])
            yield from pairs


def roundings(figures: Sequence[Figure]) -> Iterator[tuple[Print, Print]]:
    """Give each distinct figure beside those that can be that number cut to fewer digits."""
    for mine in find_prints(figures).values():
        by_number: dict[int, list[Print]] = {}
        for one in mine:
            by_number.setdefault(printed(one.first) or 0, []).append(one)
        for exact in mine:
            rough = (one for cut in _cuts(printed(exact.first) or 0) for one in by_number.get(cut, ()))
            yield from ((one, exact) for one in rough if not _apart(one.figure.scopes, exact.figure.scopes))


def _cuts(number: int) -> Iterator[int]:
    """Give what a number is when it is cut, or rounded, to fewer digits."""
    units = [10**place for place in range(1, len(str(number)) + 1)]
    yield from dict.fromkeys(
        cut
        for unit in units
        for cut in (number // unit * unit, (number + unit // 2) // unit * unit)
        if cut not in {0, number}
    )


def _by_scopes(prints: Sequence[Print]) -> dict[Scopes, list[Print]]:
    found: dict[Scopes, list[Print]] = {}
    for one in sorted(prints, key=lambda one: size(one.first)):
        found.setdefault(one.figure.scopes, []).append(one)
    return found


def _all(ones: Sequence[Print], others: Sequence[Print]) -> Iterator[tuple[Print, Print]]:
    same = ones is others
    for place, one in enumerate(ones):
        yield from ((one, other) for other in (others[place + 1 :] if same else others))


def _next(ones: Sequence[Print], others: Sequence[Print]) -> Iterator[tuple[Print, Print]]:
    """Give each figure of the smaller side with the next greater and the next smaller one that it does not meet."""
    few, many = sorted((ones, others), key=len)
    greater = sorted((one for one in many if one.figure.low is not None), key=lambda one: one.figure.low or 0)
    smaller = sorted((one for one in many if one.figure.high is not None), key=lambda one: one.figure.high or 0)
    lows, highs = [one.figure.low or 0 for one in greater], [one.figure.high or 0 for one in smaller]
    for one in few:
        low, high = one.figure.low, one.figure.high
        above = bisect_right(lows, high) if high is not None else len(lows)
        below = bisect_left(highs, low) if low is not None else 0
        yield from ((one, other) for other in greater[above : above + 1])
        if ones is not others:
            yield from ((one, other) for other in smaller[max(below - 1, 0) : below])


class Index:
    """Places and days, found by the names of their places: which of them can be the same as others."""

    def __init__(self, every: Sequence[Scopes]) -> None:
        self.every = every
        self.anywhere = [scopes for scopes in every if not _names(scopes)]
        self.named: dict[str, list[Scopes]] = {}
        for scopes in every:
            for name in _names(scopes):
                self.named.setdefault(name, []).append(scopes)

    def near(self, scopes: Scopes) -> Iterator[Scopes]:
        """Give those that can be the same."""
        names = _names(scopes)
        by_name = (found for name in sorted(names) for found in self.named.get(name, ()))
        known = dict.fromkeys([*by_name, *self.anywhere]) if names else self.every
        return (other for other in known if not _apart(scopes, other))


def _names(scopes: Scopes) -> frozenset[str]:
    places = (cells.place_names(scope.place) for scope in scopes if scope.place is not None)
    return next(filter(None, places), frozenset())


def _apart(ones: Scopes, others: Scopes) -> bool:
    return any(cells.scopes_apart(one, other) for one in ones for other in others)
