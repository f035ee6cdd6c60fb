"""What stands between figures, pair by pair: one figure, drift, rounding, revision, part, or that they do not meet."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from toolkit.claims.codes import Groups, Origins
from toolkit.tolls import told
from toolkit.tolls.figures import Claim, Figure, amount, countable, is_kin, of_one_cell, one_origin, printed, size
from toolkit.tolls.pairs import (
    Pair,
    Published,
    compare,
    compare_order,
    compare_scope,
    compare_values,
    exceeds,
    kind_of,
    rounds,
    whole_first,
)
from toolkit.tolls.prints import Print, facing, roundings
from toolkit.tolls.revisions import standing
from toolkit.tolls.steps import Step, Unordered, find_steps, find_unordered
from toolkit.tolls.sums import Sum, excludes

LATER = "later or differently scoped"
APART = frozenset({"contradiction", "do not meet"})


class Relation(NamedTuple):
    """One relation and its members, each with its role; `accounts` where one claim stands for a whole figure."""

    kind: str
    members: tuple[tuple[Claim, str], ...]
    scope: str
    values: str
    origin: str
    order: str
    holds: bool | None
    why: str
    accounts: tuple[int, ...] = ()


def either(claims: Iterable[Claim]) -> tuple[tuple[Claim, str], ...]:
    """Give members without a role."""
    return tuple((claim, "either") for claim in claims)


def figure_relations(
    figures: Sequence[Figure], earlier: Sequence[Figure], groups: Groups, origins: Origins, published: Published
) -> Iterator[Relation]:
    """Tell what stands between figures: of one source in time, and of several by what is printed.

    Parameters
    ----------
    earlier
        The figures in whose place their articles' own words put others: they are steps, and nothing else.

    Notes
    -----
    A figure that a later one of its own source replaced is held against no other: its source no longer says it.
    """
    yield from _same_figures(figures)
    yield from _steps([*figures, *earlier], groups, published)
    figures = standing(figures, published)
    yield from _of_one_source(figures, groups, published)
    rounded = ((rough, exact) for rough, exact in roundings(figures) if rounds(rough.figure, exact.figure))
    yield from (_rounding(rough, exact, groups, published) for rough, exact in rounded)
    for one, other in facing(figures, groups):
        pair = compare(one.figure, other.figure, groups, published)
        kind = kind_of(pair) if pair else None
        if pair and kind in APART:
            yield _apart(str(kind), (one, other), pair, groups, origins)


def _same_figures(figures: Sequence[Figure]) -> Iterator[Relation]:
    """Give the figures that several accounts print: one source's figure is one count, however often it is printed."""
    together: dict[tuple[Any, ...], list[Claim]] = {}
    for figure in figures:
        if amount(figure.first) is not None:
            key = (figure.first["outcome"], figure.first["group"], amount(figure.first))
            together.setdefault(key, []).extend(figure.claims)
    for claims in (one for found in together.values() for one in of_one_cell(found)):
        if len({claim["article_id"] for claim in claims}) > 1:
            yield _same_figure(sorted(claims, key=lambda claim: claim["claim_id"]))


def _same_figure(claims: list[Claim]) -> Relation:
    one = len({claim["basis"] for claim in claims}) == 1
    kind, values = ("same figure", "equal") if one else ("bound drift", "bound_differs")
    origin = one_origin(claims)
    scope = "equal" if origin == "same" else "unknown"
    return Relation(kind, either(claims), scope, values, origin, "unknown", True if one else None, told.same(claims))


def _steps(figures: Sequence[Figure], groups: Groups, published: Published) -> Iterator[Relation]:
    """Give each source's figures with those that they stand in for."""
    for groups_of in _by_source(figures).values():
        for mine in groups_of.values():
            yield from (_revision(step, groups) for step in find_steps(_numbers(mine), published))


def _of_one_source(figures: Sequence[Figure], groups: Groups, published: Published) -> Iterator[Relation]:
    """Give each source's figures of a part that exceed its whole, then its figures in no proven order."""
    by_source = _by_source(figures)
    for groups_of in by_source.values():
        yield from _narrower(groups_of, groups)
    for mine in (mine for groups_of in by_source.values() for mine in groups_of.values()):
        found = find_unordered(_numbers(mine), published)
        if found:
            yield _unordered(found)


def _by_source(figures: Sequence[Figure]) -> dict[tuple[str, str], dict[str, list[Figure]]]:
    """Put figures together by outcome and source, then by group; those without a source are left out."""
    by_source: dict[tuple[str, str], dict[str, list[Figure]]] = {}
    for figure in figures:
        first = figure.first
        if first["origin"] is not None:
            groups_of = by_source.setdefault((first["outcome"], first["origin"]), {})
            groups_of.setdefault(first["group"], []).append(figure)
    return by_source


def _numbers(figures: Sequence[Figure]) -> list[Figure]:
    return [figure for figure in figures if amount(figure.first) is not None]


def _revision(step: Step, groups: Groups) -> Relation:
    one, other, words = step
    members = (*((claim, "earlier") for claim in one.claims), *((claim, "later") for claim in other.claims))
    scope, values = compare_scope(one.first, other.first, groups), compare_values(one, other, groups)
    return Relation("revision", members, scope, values, "same", "earlier", None, told.revised(one, other, words))


def _narrower(groups_of: dict[str, list[Figure]], groups: Groups) -> Iterator[Relation]:
    """Tell where a source's figure of a part is greater than its figure of the whole."""
    for one, other in facing([figure for mine in groups_of.values() for figure in mine], groups):
        whole, part = whole_first(one.figure, other.figure, groups)
        if whole.first["group"] != part.first["group"] and exceeds(part, whole):
            yield _later((*whole.claims, *part.claims), "part", "do_not_meet", told.narrower(whole, part))


def _unordered(found: Unordered) -> Relation:
    claims = tuple(claim for figure in found.figures for claim in figure.claims)
    lows = [figure.low for figure in found.figures if figure.low is not None]
    highs = [figure.high for figure in found.figures if figure.high is not None]
    apart = max(lows, default=0) > min(highs, default=max(lows, default=0))
    values = "do_not_meet" if apart else "compatible"
    return _later(claims, "unknown", values, told.unordered(found.figures, dated=found.dated))


def _later(claims: tuple[Claim, ...], scope: str, values: str, why: str) -> Relation:
    return Relation(LATER, either(claims), scope, values, "same", "unknown", None, why)


def _rounding(rough: Print, exact: Print, groups: Groups, published: Published) -> Relation:
    one, other = rough.figure, exact.figure
    scope = compare_scope(one.first, other.first, groups)
    order = "unknown" if compare_order(one, other, published) == "unknown" else "earlier"
    return Relation(
        "rounding",
        either((rough.first, exact.first)),
        scope,
        "rounded",
        one_origin([*rough.sources, *exact.sources]),
        order,
        True,
        told.rounded(one, other),
        (rough.accounts, exact.accounts),
    )


def _apart(kind: str, prints: tuple[Print, Print], pair: Pair, groups: Groups, origins: Origins) -> Relation:
    one, other = prints if prints[0].figure is pair.one else prints[::-1]
    holds = False if kind == "contradiction" else None
    why = told.apart((one, other), pair.scope, groups, origins)
    members, accounts = either((one.first, other.first)), (one.accounts, other.accounts)
    return Relation(kind, members, pair.scope, "do_not_meet", pair.origin, pair.order, holds, why, accounts)


def partial_relations(
    claims: Sequence[Claim], figures: Sequence[Figure], sums: Sequence[Sum], groups: Groups
) -> Iterator[Relation]:
    """Give the parts that no sum of an account holds: one source's smaller groups, and relatives among the dead."""
    summed = {part["claim_id"] for found in sums for part in (*found.parts, found.closing) if part}
    wholes = [claim for figure in figures for claim in figure.claims]
    by_article: dict[str, list[Claim]] = {}
    for whole in wholes:
        by_article.setdefault(whole["article_id"], []).append(whole)
    kin = [claim for claim in claims if is_kin(claim) and printed(claim) is not None and claim["group"] is not None]
    for part in [*kin, *(claim for claim in wholes if claim["claim_id"] not in summed)]:
        beside = by_article.get(part["article_id"], ())
        found = max((whole for whole in beside if _holds(whole, part, groups)), key=size, default=None)
        if found:
            members = ((found, "total"), (part, "part"))
            origin, why = one_origin([found, part]), told.part(found, part)
            yield Relation("part and whole", members, "part", "compatible", origin, "unknown", None, why)


def _holds(whole: Claim, part: Claim, groups: Groups) -> bool:
    """Tell whether a figure of the same account is of people among whom another one's are."""
    same = (whole["article_id"], whole["outcome"]) == (part["article_id"], part["outcome"])
    if not same or whole is part or size(whole) < size(part) or excludes(whole, part):
        return False
    if is_kin(part):
        return bool(whole["group"] in (part["group"], *groups.wholes(part["group"])))
    return whole["origin"] == part["origin"] and whole["group"] in groups.wholes(part["group"])


def vague_relations(claims: Sequence[Claim]) -> Iterator[Relation]:
    """Give the words for a number that stand beside each other: each has only a lower end, so that all can hold."""
    together: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in claims:
        if claim["basis"] == "vague" and claim["group"] is not None and claim["high"] is None and countable(claim):
            together.setdefault((claim["outcome"], claim["group"]), []).append(claim)
    for members in together.values():
        if len(members) > 1:
            why = told.compatible(members)
            origin = one_origin(members)
            yield Relation("compatible", either(members), "unknown", "compatible", origin, "unknown", True, why)
