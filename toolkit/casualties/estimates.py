"""What can be said of a group: a low, a best and a high number, each with the claims it rests on, or missing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from toolkit.casualties.bounds import Bounds
from toolkit.casualties.codebook import Groups, Origin, Origins
from toolkit.casualties.documented import MINIMUM, documented
from toolkit.casualties.figures import Claim, Figure, countable, is_kin, printed, shown
from toolkit.casualties.pairs import Published, compare_order, exceeds, rounds

POINTS = frozenset({"stated", "about"})
EITHER = "killed_or_injured"


class End(NamedTuple):
    """One end of an estimate: the number, missing where nothing gives one, the claims it rests on, and the reason."""

    number: int | None
    claims: tuple[Claim, ...]
    why: str


class Known(NamedTuple):
    """What all estimates are made from: the figures of whole groups, the ends that follow, and the study's codebook."""

    figures: Sequence[Figure]
    claims: Sequence[Claim]
    bounds: Mapping[str, Bounds]
    published: Published
    groups: Groups
    origins: Origins


def estimate_rows(known: Known) -> Iterator[tuple[Any, ...]]:
    """Give the rows of `ESTIMATES`: one for each group and outcome of which some account prints a number.

    Notes
    -----
    Low: for each source, what it has superseded and what is only a part is dropped; what is left of a tally holds
    together, so that its greatest number counts, of any other source its lowest; of these the lowest. A number of a
    part bounds its whole, so that no whole is given less than its part. High: the greatest number of the group that
    words or a source's way of counting bound from above. Best: the latest figure of the best-ranked independent
    source. Nothing is averaged.
    """
    cells = sorted({(figure.first["outcome"], figure.first["group"]) for figure in known.figures})
    lows = {cell: _low(*cell, known) for cell in cells}
    for outcome, group in cells:
        low = _with_parts(outcome, group, lows, known.groups)
        best, high = _best(outcome, group, known), _high(outcome, group, low, known)
        yield _row(outcome, group, low, _not_below(low, best), high)


def _row(outcome: str, group: str, low: End, best: End, high: End) -> tuple[Any, ...]:
    rests = dict.fromkeys(claim["claim_id"] for end in (low, best, high) for claim in end.claims)
    why = f"low: {low.why}; best: {best.why}; high: {high.why}"
    return (
        f"{group}:{outcome}",
        group,
        outcome,
        None,
        None,
        low.number,
        best.number,
        high.number,
        "; ".join(rests),
        why,
    )


def _low(outcome: str, group: str, known: Known) -> End:
    by_source = _by_source([f for f in _current(outcome, group, known) if _least(f, known) > 0])
    if not by_source:
        return End(None, (), "missing, since no figure bounds it from below")
    each = [_lowest_of(figures, known) for figures in by_source.values()]
    figure = min(each, key=lambda figure: _least(figure, known))
    others = f", the lowest of {len(each)} sources" if len(each) > 1 else ""
    parts = _raising(figure, known)
    raised = f", raised to {_least(figure, known):,} by its parts" if parts else ""
    return End(_least(figure, known), (*figure.claims, *parts), f"{_said(figure)}{raised}{others}")


def _raising(figure: Figure, known: Known) -> tuple[Claim, ...]:
    """Give the parts printed with a figure, where more follows from them than the figure itself says."""
    claim = max(figure.claims, key=lambda claim: known.bounds[claim["claim_id"]].low)
    if known.bounds[claim["claim_id"]].low <= documented(claim, known.origins).low:
        return ()
    same = [c for c in known.claims if all(c[name] == claim[name] for name in ("article_id", "origin", "outcome"))]
    return tuple(c for c in same if c["joined_to"] == claim["start"] or claim["group"] in _wholes(c, known.groups))


def _wholes(claim: Claim, groups: Groups) -> list[str]:
    return [] if claim["group"] is None or is_kin(claim) else groups.wholes(claim["group"])


def _lowest_of(figures: Sequence[Figure], known: Known) -> Figure:
    """Give what one source says at least: lower bounds of a tally all hold, of other figures only the lowest must."""
    origin = known.origins.known.get(figures[0].first["origin"])
    choose = max if origin is not None and origin.counts == MINIMUM else min
    return choose(figures, key=lambda figure: _least(figure, known))


def _least(figure: Figure, known: Known) -> int:
    return max(known.bounds[claim["claim_id"]].low for claim in figure.claims)


def _with_parts(outcome: str, group: str, lows: Mapping[tuple[str, str], End], groups: Groups) -> End:
    """Raise the low of a whole to that of its greatest part: of a group within it, or of the killed among all hit."""
    own = lows[outcome, group]
    parts = [(cell, low) for cell, low in lows.items() if _is_part(cell, (outcome, group), groups)]
    cell, low = max(parts, key=lambda named: named[1].number or 0, default=((outcome, group), own))
    if (low.number or 0) <= (own.number or 0):
        return own
    return End(
        low.number, (*low.claims, *own.claims), f"that of {' '.join(map(spoken, cell[::-1]))}, a part of it ({low.why})"
    )


def _is_part(part: tuple[str, str], whole: tuple[str, str], groups: Groups) -> bool:
    if part == whole:
        return False
    same = part[0] == whole[0] or (whole[0] == EITHER and part[0] in EITHER)
    return same and whole[1] in (part[1], *groups.wholes(part[1]))


def _high(outcome: str, group: str, low: End, known: Known) -> End:
    cell = [claim for claim in known.claims if (claim["outcome"], claim["group"]) == (outcome, group)]
    ends = [(documented(claim, known.origins).high, claim) for claim in cell if countable(claim) and not is_kin(claim)]
    bounding = [(high, claim) for high, claim in ends if high is not None]
    if not bounding:
        return End(None, (), "missing, since nothing bounds it from above")
    high, claim = max(bounding, key=lambda bound: bound[0])
    if high < (low.number or 0):
        return End(None, (), f"missing, since {shown(claim)}, the greatest number with an upper end, is below the low")
    return End(high, (claim,), f"{_said(Figure((claim,)))}{_side(claim, known.origins)}")


def _side(claim: Claim, origins: Origins) -> str:
    """Say where a side of the conflict speaks, and of whom."""
    origin = origins.known.get(claim["origin"])
    if origin is None or origin.party is None:
        return ""
    whose = {"own losses": " of its own losses", "other side's losses": " about the other side"}
    return f", a side of the conflict{whose.get(origin.counts or '', '')}"


def _best(outcome: str, group: str, known: Known) -> End:
    current = [figure for figure in _current(outcome, group, known) if _rank(figure, known.origins) is not None]
    first = min((_rank(figure, known.origins) or 0 for figure in current), default=None)
    latest = _exact([figure for figure in current if _rank(figure, known.origins) == first])
    if not latest:
        return End(None, (), "missing, since no independent source that the codebook ranks counts them")
    claims = tuple(claim for figure in latest for claim in figure.claims)
    if len(latest) > 1:
        figures = ", ".join(shown(figure.first) for figure in sorted(latest, key=lambda one: printed(one.first) or 0))
        return End(None, claims, f"missing, since {figures}, {on_word_of(latest[0])}, stand in no proven order")
    return _point(latest[0], claims, known)


def _not_below(low: End, best: End) -> End:
    """Take a best number back that the low proves to be of some of them only."""
    if best.number is None or best.number >= (low.number or 0):
        return best
    return End(
        None, best.claims, f"missing, since {best.number:,} is below the low, so that it counts some of them only"
    )


def _exact(figures: list[Figure]) -> list[Figure]:
    """Drop the figures that say less exactly what another one says: a rounded number, a bound beside the number."""
    return [one for one in figures if not any(_says_less(one, other) for other in figures)]


def _says_less(one: Figure, other: Figure) -> bool:
    same = printed(one.first) == printed(other.first)
    return rounds(one, other) or (same and one.first["basis"] != "stated" and other.first["basis"] == "stated")


def _point(figure: Figure, claims: tuple[Claim, ...], known: Known) -> End:
    if figure.first["basis"] not in POINTS:
        return End(None, claims, f"missing, since {_said(figure)}, is a bound and no number")
    part = _greater_part(figure, known)
    if part:
        told = f"{shown(part.first)} of {spoken(part.first['group'])}, a part, stands beside it in no proven order"
        return End(None, (*claims, *part.claims), f"missing, since for {_said(figure)}, {told}")
    return End(printed(figure.first), claims, f"{_said(figure)}, its latest figure{_unmet(figure, known)}")


def _unmet(figure: Figure, known: Known) -> str:
    """Name the figures of other sources for the group that no number fits together with this one."""
    cell = (figure.first["outcome"], figure.first["group"])
    rest = [other for other in known.figures if (other.first["outcome"], other.first["group"]) == cell]
    unmet = [_said(other) for other in rest if exceeds(other, figure) or exceeds(figure, other)]
    return f", which {' and '.join(unmet)} does not meet" if unmet else ""


def _greater_part(figure: Figure, known: Known) -> Figure | None:
    """Find a figure of the same source for a part that is greater than the one for the whole."""
    return next(
        (
            other
            for other in known.figures
            if (other.first["outcome"], other.first["origin"]) == (figure.first["outcome"], figure.first["origin"])
            and figure.first["group"] in known.groups.wholes(other.first["group"])
            and (other.low or 0) > (printed(figure.first) or 0)
        ),
        None,
    )


def _rank(figure: Figure, origins: Origins) -> int | None:
    origin: Origin | None = origins.known.get(figure.first["origin"])
    return origin.rank if origin is not None and origin.independent else None


def _current(outcome: str, group: str, known: Known) -> list[Figure]:
    """Give the figures of a group without those that a later one of the same source is proven to supersede."""
    cell = [f for f in known.figures if (f.first["outcome"], f.first["group"]) == (outcome, group)]
    return [figure for figure in cell if not any(_supersedes(other, figure, known.published) for other in cell)]


def _supersedes(later: Figure, earlier: Figure, published: Published) -> bool:
    same = later.first["origin"] is not None and later.first["origin"] == earlier.first["origin"]
    return same and compare_order(earlier, later, published) == "earlier"


def _by_source(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """Put figures together by source; those without one are each account's own, and stand back where one is named."""
    named: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.first["origin"] is not None:
            named.setdefault(figure.first["origin"], []).append(figure)
    return named or {figure.first["claim_id"]: [figure] for figure in figures}


def _said(figure: Figure) -> str:
    if figure.first["basis"] == "vague":
        return f"\u201c{shown(figure.first)}\u201d, a word for at least {figure.first['low']:,}, {on_word_of(figure)}"
    return f"{shown(figure.first)} {on_word_of(figure)}"


def on_word_of(figure: Figure) -> str:
    """Name on whose word a figure is."""
    return f"on the word of {figure.first['origin']}" if figure.first["origin"] else "with no source named"


def spoken(group: str) -> str:
    """Write a group's name as words."""
    return group.replace("_", " ")
