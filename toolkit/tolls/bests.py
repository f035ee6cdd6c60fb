"""The best number of an estimate: the latest figure of the best-ranked independent source, where it is of the whole."""

from collections.abc import Sequence
from itertools import combinations

from toolkit.tolls.ends import POINTS, Cell, End, Known, Parts
from toolkit.tolls.figures import Figure, amount, holds, printed, shown, size
from toolkit.tolls.naming import on_word_of, said, scoped, spoken
from toolkit.tolls.pairs import compare_order, compare_values, rounds


def find_best(cell: Cell, known: Known) -> End:
    """Give the best number of a cell, or the reason why there is none.

    Notes
    -----
    A figure of one place or day of several is never the best one, and neither is a word for a number. A number that
    is less than what a source of the same or a higher rank says at least is none.
    """
    if not known.current[cell]:
        return End(None, (), "missing, since no number is asserted")
    ranked = [figure for figure in known.current[cell] if known.rank(figure) is not None]
    numbers = [figure for figure in ranked if amount(figure.first) is not None]
    no_number = "is no number" if len(ranked) == 1 else "are no numbers"
    if not numbers and ranked:
        claims = tuple(claim for figure in ranked for claim in figure.claims)
        return End(None, claims, f"missing, since {' and '.join(map(said, ranked))}, {no_number}")
    if not numbers:
        return End(None, (), "missing, since no independent source that the codebook ranks counts them")
    parts = Parts(known.current[cell])
    whole = [figure for figure in numbers if not parts.hold(figure)]
    if not whole:
        claims = tuple(claim for figure in numbers for claim in figure.claims)
        told = " and ".join(scoped(figure) for figure in numbers)
        return End(None, claims, f"missing, since {told}: figures of other places or days are printed beside")
    first = min(known.rank(figure) or 0 for figure in whole)
    latest = _exact([figure for figure in whole if known.rank(figure) == first])
    return _unordered(latest, known) if len(latest) > 1 else _point(latest[0], cell, known)


def _unordered(latest: Sequence[Figure], known: Known) -> End:
    claims = tuple(claim for figure in latest for claim in figure.claims)
    ordered = sorted(latest, key=lambda figure: size(figure.first))
    if len({figure.first["origin"] for figure in latest}) > 1:
        figures = " and ".join(said(figure) for figure in ordered)
        return End(None, claims, f"missing, since {figures} stand beside each other, and no source is ranked first")
    pairs = combinations(latest, 2)
    dated = any(compare_order(one, other, known.published) != "unknown" for one, other in pairs)
    unproven = "need not be of the same places and days" if dated else "stand in no proven order"
    figures = ", ".join(shown(figure.first) for figure in ordered)
    return End(None, claims, f"missing, since {figures}, {on_word_of(latest[0])}, {unproven}")


def _exact(figures: list[Figure]) -> list[Figure]:
    """Drop the figures that say less exactly what another one says: a rounded number, a bound beside the number."""
    return [one for one in figures if not any(_says_less(one, other) for other in figures)]


def _says_less(one: Figure, other: Figure) -> bool:
    same = printed(one.first) is not None and printed(one.first) == printed(other.first)
    return rounds(one, other) or (same and one.first["basis"] != "stated" and other.first["basis"] == "stated")


def _point(figure: Figure, cell: Cell, known: Known) -> End:
    claims, number = figure.claims, printed(figure.first)
    if number is None or figure.first["basis"] not in POINTS:
        kind = "range" if figure.first["basis"] == "between" else "bound"
        return End(None, claims, f"missing, since {said(figure)}, is a {kind} and no number")
    part = _greater_part(figure, known)
    if part:
        told = f"{shown(part.first)} of {spoken(part.first['group'])}, a part, stands beside it in no proven order"
        return End(None, (*claims, *part.claims), f"missing, since for {said(figure)}, {told}")
    more = _at_least_more(figure, number, cell, known)
    if more:
        return End(None, (*claims, *more.claims), f"missing, since {said(figure)} is less than {said(more)}")
    wider = _wider(figure, number, cell, known)
    if wider:
        told = f"{scoped(figure)} can be of a part, beside {scoped(wider)}"
        return End(None, (*claims, *wider.claims), f"missing, since {told}")
    return End(number, claims, f"{said(figure)}, its latest figure{_unmet(figure, cell, known)}")


def _greater_part(figure: Figure, known: Known) -> Figure | None:
    """Find a figure of the same source for a part that is greater than the one for the whole."""
    same = ("outcome", "origin")
    beside = [f for f in known.figures if all(f.first[name] == figure.first[name] for name in same)]
    parts = [f for f in beside if figure.first["group"] in known.groups.wholes(f.first["group"])]
    return next((part for part in parts if (part.low or 0) > (printed(figure.first) or 0)), None)


def _at_least_more(figure: Figure, number: int, cell: Cell, known: Known) -> Figure | None:
    """Find a figure of the same source, or of one ranked as high or higher, that is at least more than a number."""
    mine = known.rank(figure)
    ranks = [(known.rank(other), other) for other in known.current[cell]]
    ranked = [other for rank, other in ranks if rank is not None and mine is not None and rank <= mine]
    return next((other for other in ranked if known.least(other) > number), None)


def _wider(figure: Figure, number: int, cell: Cell, known: Known) -> Figure | None:
    """Find a greater figure whose place and days hold those of a figure but are not held by them."""
    others = [f for f in known.current[cell] if holds(f, figure) and not holds(figure, f)]
    return next((other for other in others if known.least(other) > number), None)


def _unmet(figure: Figure, cell: Cell, known: Known) -> str:
    """Name the figures of other sources for the group that no number fits together with this one."""
    others = [f for f in known.current[cell] if f.first["origin"] != figure.first["origin"]]
    unmet = [said(other) for other in others if compare_values(figure, other, known.groups) == "do_not_meet"]
    return f", which {' and '.join(unmet)} {'does' if len(unmet) == 1 else 'do'} not meet" if unmet else ""
