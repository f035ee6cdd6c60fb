"""How much an answer depends on the rule: low, best and high of each group under every rule of rules/estimates.csv."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pandas as pd

from toolkit.claims.codes import read_groups, read_origins
from toolkit.given import AnyStudy, Given, tables_of
from toolkit.rules import rows as rule_rows
from toolkit.tables import SPREAD
from toolkit.tolls.cells import before
from toolkit.tolls.ends import POINTS, Cell, Known
from toolkit.tolls.estimates import estimate_rows
from toolkit.tolls.figures import Figure, by_event, read_claims, size
from toolkit.tolls.naming import said
from toolkit.tolls.relations import known_figures, of_event, read_published
from toolkit.tolls.roots import root, with_names_in_full
from toolkit.tolls.steps import in_time

Answer = tuple[int | None, int | None, int | None, str]
Picker = Callable[[Sequence[Figure], Known], Answer]


def compare_estimates(
    claims: Given,
    groups: pd.DataFrame | None = None,
    origins: pd.DataFrame | None = None,
    *,
    articles: pd.DataFrame | None = None,
    places: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Give low, best and high under several named rules, side by side.

    Parameters
    ----------
    claims, groups, origins, articles, places
        As for `reconcile`.

    Returns
    -------
    DataFrame
        `SPREAD`: for each outcome and group one row a rule of rules/estimates.csv, in its order.

    Notes
    -----
    Which rule is right is a judgement; how far they differ is a finding. Every rule but the first takes numbers as
    they are printed.
    """
    if isinstance(claims, AnyStudy) and not isinstance(claims, pd.DataFrame):
        articles = claims.articles if articles is None else articles
        places = claims.places if places is None else places
    claims, groups, origins = tables_of("compare_estimates", claims=claims, groups=groups, origins=origins)
    known_groups, known_origins = read_groups(groups), read_origins(origins)
    published = read_published(articles)
    rows = with_names_in_full(read_claims(claims, known_groups, places), known_origins)
    return SPREAD.build(
        (of_event(row[0], event), *row[1:], event)
        for event, mine in by_event(rows).items()
        for row in spread_rows(known_figures(mine, known_groups, known_origins, published))
    )


def spread_rows(known: Known) -> Iterator[tuple[Any, ...]]:
    """Give the rows of `SPREAD` of one event."""
    careful = {(row[2], row[1]): row[5:8] for row in estimate_rows(known)}
    for cell in known.current:
        for rule in rule_rows("estimates"):
            answer = _careful(careful[cell]) if rule["picks"] == "careful" else _answer(rule["picks"], cell, known)
            yield (f"{cell[1]}:{cell[0]}:{rule['picks']}", cell[1], cell[0], rule["rule"], *answer)


def _careful(numbers: Sequence[int | None]) -> Answer:
    low, best, high = numbers
    return low, best, high, "as in the estimates, with their reasons"


def _answer(picks: str, cell: Cell, known: Known) -> Answer:
    figures = known.current[cell] if picks != "last" else known.of(cell)
    numbers = [figure for figure in figures if figure.number is not None]
    numbers = [figure for figure in numbers if not figure.partial] or numbers
    return PICKERS[picks](numbers, known) if numbers else (None, None, None, "no number is asserted")


def _newest(figures: Sequence[Figure], known: Known) -> Answer:
    ranks = [(known.rank(figure), figure) for figure in figures]
    ranked = [(rank, figure) for rank, figure in ranks if rank is not None]
    if not ranked:
        return None, None, None, "no independent source that the codebook ranks counts them"
    first = min(rank for rank, _ in ranked)
    best = in_time([figure for rank, figure in ranked if rank == first], known.published)
    newest = [one.figure for one in best if not any(before(one.last, other.first) for other in best)]
    return _of(newest, "stand in no proven order")


def _range(figures: Sequence[Figure], known: Known) -> Answer:
    independent = [figure for figure in figures if known.independent(figure)]
    if not independent:
        return None, None, None, "no independent source is found"
    low, high = min(independent, key=_number), max(independent, key=_number)
    return _number(low), None, _number(high), f"from {said(low)} to {said(high)}"


def _majority(figures: Sequence[Figure], _known: Known) -> Answer:
    roots: dict[int, set[str]] = {}
    for figure in figures:
        roots.setdefault(_number(figure), set()).update(map(root, figure.claims))
    most = max(map(len, roots.values()))
    leading = [figure for figure in figures if len(roots[_number(figure)]) == most]
    return _of(leading, f"rest on as many roots ({most} each)")


def _last(figures: Sequence[Figure], known: Known) -> Answer:
    printed = in_time(figures, known.published)
    last = max((one.last for one in printed if one.last is not None), default=None)
    if last is None:
        return None, None, None, "no day of publication is known"
    return _of(_printed_on(figures, last, known), f"are printed on the last day, {last:%Y-%m-%d}")


def _printed_on(figures: Sequence[Figure], day: date, known: Known) -> list[Figure]:
    return [
        figure
        for figure in figures
        if any(known.published.get(claim["article_id"], (None, None))[1] == day for claim in figure.claims)
    ]


def _of(figures: Sequence[Figure], several: str) -> Answer:
    """Give the number of some figures, or where they differ their lowest and highest and no best."""
    ordered = sorted(figures, key=_number)
    low, high = _number(ordered[0]), _number(ordered[-1])
    exact = any(figure.first["basis"] in POINTS for figure in figures)
    if low == high:
        return low, low if exact else None, high if exact else None, said(ordered[0])
    told = " and ".join(dict.fromkeys((said(ordered[0]), said(ordered[-1]))))
    return low, None, high, f"no best, since {told} {several}"


def _number(figure: Figure) -> int:
    return size(figure.first)


PICKERS: dict[str, Picker] = {"newest": _newest, "range": _range, "majority": _majority, "last": _last}
