"""Claims in, relations out: same figure, rounding, sums, revisions, figures that do not meet."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from toolkit.casualties.codebook import Groups, Origins, read_groups, read_origins
from toolkit.casualties.estimates import estimate_rows
from toolkit.casualties.figures import Claim, Figure, one_origin, printed, read_claims, shown, whole_figures
from toolkit.casualties.sums import Sum, find_sums, join_kind, origins_of
from toolkit.tables import ESTIMATES, RELATIONS


class Reconciled(NamedTuple):
    """What a study's figures say together: `RELATIONS` and `ESTIMATES`."""

    relations: pd.DataFrame
    estimates: pd.DataFrame


class Relation(NamedTuple):
    """One relation and its members, each with its role."""

    kind: str
    members: tuple[tuple[Claim, str], ...]
    scope: str
    values: str
    origin: str
    order: str
    holds: bool | None
    why: str


def reconcile(claims: pd.DataFrame, groups: pd.DataFrame, origins: pd.DataFrame) -> Reconciled:
    """Hold the figures of a study against each other.

    Parameters
    ----------
    claims
        `CLAIMS`, corrected.
    groups, origins
        `GROUPS` and `ORIGINS` of the study.

    Returns
    -------
    Reconciled
        RELATIONS: sums, then revisions, same figures, roundings, figures that do not meet; one row for each claim in
        each. ESTIMATES: one row for each group and outcome of which a ranked source counts.

    Raises
    ------
    RuleError
        When a claim has a bound below 0, a range upside down, a group that the study does not have, or is a part of
        itself; when a group is a part of itself.

    Notes
    -----
    Sums are those that the article's words make. Across articles only what each account prints as its largest figure
    of a group, by origin, is compared. Figures that do not meet are shown and never averaged: whether they count the
    same people, place and days is not printed, so that neither is wrong by it.
    """
    known, sources = read_groups(groups), read_origins(origins)
    rows = read_claims(claims, known)
    figures = whole_figures(rows)
    relations = [
        *map(_sum, find_sums(rows, known)),
        *_revisions(rows),
        *_same_figures(figures),
        *_pairs(figures, known, sources),
    ]
    return Reconciled(
        RELATIONS.build(row for relation in relations for row in _rows(relation)),
        ESTIMATES.build(estimate_rows(figures, known, sources)),
    )


def _rows(relation: Relation) -> Iterator[tuple[Any, ...]]:
    ends = (relation.members[0][0]["claim_id"], relation.members[-1][0]["claim_id"])
    relation_id = f"{relation.kind.replace(' ', '_')}:{ends[0]}:{ends[1]}"
    for claim, role in relation.members:
        yield (
            relation_id,
            claim["claim_id"],
            role,
            relation.scope,
            relation.values,
            relation.origin,
            relation.order,
            relation.kind,
            relation.holds,
            relation.why,
        )


def _sum(found: Sum) -> Relation:
    parts = [*found.parts, *([found.closing] if found.closing else [])]
    values = "equal" if found.holds else "do_not_meet" if found.holds is False else "compatible"
    members = ((found.total, "total"), *((part, "part") for part in parts))
    order = "same" if found.kind == "closed" or found.holds else "unknown"
    return Relation(f"{found.kind} sum", members, "part", values, origins_of(found), order, found.holds, found.why)


def _revisions(claims: Sequence[Claim]) -> Iterator[Relation]:
    """Give the figures that an article says to be revised ones."""
    by_start = {(claim["article_id"], claim["start"]): claim for claim in claims}
    for later in claims:
        earlier = by_start.get((later["article_id"], later["joined_to"]))
        if earlier and join_kind(later["joined_by"]) == "revises":
            word = f"\u201c{later['joined_by']}\u201d"
            why = f"the article says {word}: {shown(later)} stands in for {shown(earlier)}"
            members = ((earlier, "earlier"), (later, "later"))
            values = "do_not_meet" if _apart(earlier, later) else "compatible"
            yield Relation("revision", members, "equal", values, one_origin([earlier, later]), "earlier", None, why)


def _same_figures(figures: Sequence[Figure]) -> Iterator[Relation]:
    """Give the figures that several accounts print: one source's figure is one count, however often it is printed."""
    together: dict[tuple[Any, ...], list[Claim]] = {}
    for figure in figures:
        key = (figure.first["outcome"], figure.first["group"], printed(figure.first))
        together.setdefault(key, []).extend(figure.claims)
    for claims in together.values():
        accounts = {claim["article_id"] for claim in claims}
        if len(accounts) > 1:
            yield _same_figure(sorted(claims, key=lambda claim: claim["claim_id"]), len(accounts))


def _same_figure(claims: list[Claim], accounts: int) -> Relation:
    origin = one_origin(claims)
    bounds = list(dict.fromkeys(shown(claim) for claim in claims))
    kind, values = ("same figure", "equal") if len(bounds) == 1 else ("bound drift", "bound_differs")
    source = {
        "same": f"on the word of {claims[0]['origin']}: one count, printed {len(claims)} times",
        "different": "on the word of different sources",
        "unknown": "not every one of them names its source, so it can't be told whether it is one count",
    }[origin]
    why = f"{', '.join(bounds)} printed by {accounts} accounts, {source}"
    return Relation(kind, _either(claims), "equal", values, origin, "unknown", True if values == "equal" else None, why)


def _pairs(figures: Sequence[Figure], groups: Groups, origins: Origins) -> Iterator[Relation]:
    """Hold the figures of one outcome against each other, two by two."""
    for one, other in combinations(_one_by_number(figures), 2):
        if one.first["outcome"] != other.first["outcome"]:
            continue
        if one.first["group"] == other.first["group"]:
            pair = _rounding(one, other) or _do_not_meet(one, other, origins)
        else:
            pair = _part_exceeds(one, other, groups, origins)
        if pair:
            yield pair


def _one_by_number(figures: Sequence[Figure]) -> list[Figure]:
    """Put the figures together that differ in nothing but their origin: one pair says it for all of them."""
    same: dict[tuple[Any, ...], list[Claim]] = {}
    for figure in figures:
        key = (figure.first["outcome"], figure.first["group"], shown(figure.first))
        same.setdefault(key, []).extend(figure.claims)
    return [Figure(tuple(claims)) for claims in same.values()]


def _rounding(one: Figure, other: Figure) -> Relation | None:
    """Know "more than 1,000" beside 1,018: the same number cut to as many digits as it prints."""
    rough, exact = sorted((one, other), key=lambda figure: _precision(printed(figure.first) or 0))
    number, cut = printed(exact.first) or 0, printed(rough.first) or 0
    unit = 10 ** (len(str(cut)) - _precision(cut))
    near = {number - number % unit}
    if rough.first["basis"] == "about":
        near.add((number + unit // 2) // unit * unit)
    if unit == 1 or cut not in near or number == cut or rough.first["basis"] in {"under", "up_to"}:
        return None
    claims = [*rough.claims, *exact.claims]
    digits = f"{_precision(cut)} digit{'' if _precision(cut) == 1 else 's'}"
    why = (
        f"{shown(exact.first)} cut to {digits} gives {shown(rough.first)}; that one comes from the other is not printed"
    )
    return Relation("rounding", _either(claims), "equal", "rounded", one_origin(claims), "unknown", True, why)


def _precision(number: int) -> int:
    return max(len(str(number).rstrip("0")), 1)


def _do_not_meet(one: Figure, other: Figure, origins: Origins) -> Relation | None:
    lesser, greater = sorted((one, other), key=lambda figure: printed(figure.first) or 0)
    if not _apart(lesser.first, greater.first):
        return None
    return _clash(lesser, greater, "unknown", "", origins)


def _part_exceeds(one: Figure, other: Figure, groups: Groups, origins: Origins) -> Relation | None:
    """Know a figure of a part that is greater than one of its whole."""
    if one.first["group"] in groups.wholes(other.first["group"]):
        whole, part = one, other
    elif other.first["group"] in groups.wholes(one.first["group"]):
        whole, part = other, one
    else:
        return None
    if whole.high is None or part.low is None or part.low <= whole.high:
        return None
    return _clash(whole, part, "part", "the smaller figure is the one of the wider group; ", origins)


def _clash(lesser: Figure, greater: Figure, scope: str, first: str, origins: Origins) -> Relation:
    claims = [*lesser.claims, *greater.claims]
    origin = one_origin(claims)
    counted = [origins.known.get(figure.first["origin"]) for figure in (lesser, greater)]
    tally = next((source.name for source in counted if source and source.counts == "documented minimum"), None)
    least = f"; {tally} gives what it could document, which bounds from below only" if tally else ""
    reason = (
        "a later count or another scope; the articles do not prove which was first"
        if origin == "same"
        else "whether they count the same people, place and days is not printed"
    )
    who = f"{shown(lesser.first)} and {shown(greater.first)}, both {lesser.first['origin']}"
    why = f"{who if origin == 'same' else f'{_named(lesser)} and {_named(greater)}'}: {first}{reason}{least}"
    return Relation("do not meet", _either(claims), scope, "do_not_meet", origin, "unknown", None, why)


def _named(figure: Figure) -> str:
    return f"{shown(figure.first)} ({figure.first['origin'] or 'no source named'})"


def _apart(one: Claim, other: Claim) -> bool:
    a, b = Figure((one,)), Figure((other,))
    return any(x.high is not None and y.low is not None and x.high < y.low for x, y in ((a, b), (b, a)))


def _either(claims: Iterable[Claim]) -> tuple[tuple[Claim, str], ...]:
    return tuple((claim, "either") for claim in claims)
