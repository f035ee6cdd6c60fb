"""What can be said of a group: the least number that a ranked source documents, and where nothing can be said."""

from collections.abc import Iterator, Sequence
from typing import Any

from toolkit.casualties.codebook import Groups, Origins
from toolkit.casualties.figures import Figure

UPPER = frozenset({"up_to", "under", "between"})


def estimate_rows(figures: Sequence[Figure], groups: Groups, origins: Origins) -> Iterator[tuple[Any, ...]]:
    """Give the rows of `ESTIMATES`: one for each group and outcome of which a ranked source counts.

    Notes
    -----
    Low: of the source with the best rank, the greatest number that it gives as documented, for the group or a part of
    it. A bare number bounds nothing from above: tallies grow. High: the greatest upper end that any account prints in
    words ("up to 300"), unless it lies below low. Best: the number, where that source prints one only, as a bare
    figure, and no other source's figure contradicts it. Nothing is averaged.
    """
    cells = dict.fromkeys((figure.first["group"], figure.first["outcome"]) for figure in figures)
    for group, outcome in sorted(cells):
        row = _row(group, outcome, [f for f in figures if _within(f, group, outcome, groups)], origins)
        if row:
            yield row


def _within(figure: Figure, group: str, outcome: str, groups: Groups) -> bool:
    own = figure.first["group"]
    return figure.first["outcome"] == outcome and group in (own, *groups.wholes(own))


def _row(group: str, outcome: str, figures: list[Figure], origins: Origins) -> tuple[Any, ...] | None:
    trusted = _trusted(figures, origins)
    if not trusted:
        return None
    lowest = max(trusted, key=lambda figure: figure.low or 0)
    upper = _upper(group, figures, lowest.low or 0)
    best = _best(group, figures, trusted)
    used = [claim["claim_id"] for figure in (lowest, upper, best) if figure for claim in figure.claims]
    why = "; ".join([_why_low(group, lowest), _why_best(best, trusted), _why_high(upper)])
    ends = (lowest.low, best.low if best else None, upper.high if upper else None)
    return (f"{group}:{outcome}", group, outcome, None, None, *ends, "; ".join(dict.fromkeys(used)), why)


def _trusted(figures: list[Figure], origins: Origins) -> list[Figure]:
    """Give the figures with a lower end of the sources whose rank is the best."""
    known = [(origins.known.get(figure.first["origin"]), figure) for figure in figures if figure.low is not None]
    ranked = [(origin.rank, figure) for origin, figure in known if origin and origin.rank is not None]
    return [figure for rank, figure in ranked if rank == min(rank for rank, _ in ranked)]


def _upper(group: str, figures: list[Figure], low: int) -> Figure | None:
    bounding = [f for f in figures if f.first["group"] == group and f.first["basis"] in UPPER and (f.high or 0) >= low]
    return max(bounding, key=lambda figure: figure.high or 0, default=None)


def _best(group: str, figures: list[Figure], trusted: list[Figure]) -> Figure | None:
    """Give the only figure of the trusted source for the group, where none of another source says otherwise."""
    if len(trusted) != 1 or trusted[0].first["group"] != group or trusted[0].first["basis"] != "stated":
        return None
    number = trusted[0].low or 0
    clash = any((f.low is not None and f.low > number) or (f.high is not None and f.high < number) for f in figures)
    return None if clash else trusted[0]


def _why_low(group: str, lowest: Figure) -> str:
    part = lowest.first["group"]
    of = "" if part == group else f" for {part.replace('_', ' ')}, a part of the group"
    return f"low: the greatest number that {lowest.first['origin']} gives{of}"


def _why_best(best: Figure | None, trusted: list[Figure]) -> str:
    if best:
        return "best: its only figure, which no other one contradicts"
    if len(trusted) > 1:
        return "best: missing, since its figures differ and their order is not proven"
    return "best: missing, since the figure is a lower bound or another one contradicts it"


def _why_high(upper: Figure | None) -> str:
    return (
        f"high: \u201c{upper.first['text']}\u201d" if upper else "high: missing, since no account bounds it from above"
    )
