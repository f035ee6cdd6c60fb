"""What stands between figures, pair by pair: one figure, drift, rounding, revision, part, or that they do not meet."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from toolkit.claims.codes import Groups, Origins
from toolkit.tolls import told
from toolkit.tolls.figures import Claim, Figure, amount, countable, is_kin, of_one_cell, one_origin, printed, size
from toolkit.tolls.pairs import Pair, Published, compare, exceeds, kind_of, whole_first
from toolkit.tolls.sums import Sum, excludes

LATER = "later or differently scoped"
ALONE = frozenset({"rounding", "contradiction", "do not meet"})


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


def either(claims: Iterable[Claim]) -> tuple[tuple[Claim, str], ...]:
    """Give members without a role."""
    return tuple((claim, "either") for claim in claims)


def figure_relations(
    figures: Sequence[Figure], groups: Groups, origins: Origins, published: Published
) -> Iterator[Relation]:
    """Take every two figures through the steps of `pairs`, and tell each relation once."""
    yield from _same_figures(figures)
    pairs = [pair for two in combinations(figures, 2) if (pair := compare(*two, groups, published))]
    kinds: dict[str | None, list[Pair]] = {}
    for pair in pairs:
        kinds.setdefault(kind_of(pair), []).append(pair)
    yield from map(_revision, _steps(kinds.get("revision", [])))
    yield from _unordered(kinds.get(LATER, []), groups)
    for kind, found in kinds.items():
        yield from (_pair(kind, pair, groups, origins) for pair in found if kind in ALONE)


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


def _revision(pair: Pair) -> Relation:
    members = (*((claim, "earlier") for claim in pair.one.claims), *((claim, "later") for claim in pair.other.claims))
    return Relation(
        "revision", members, pair.scope, pair.values, "same", "earlier", None, told.revised(pair.one, pair.other)
    )


def _steps(revisions: Sequence[Pair]) -> Iterator[Pair]:
    """Leave out the revisions between which a third figure was printed: two shorter steps tell them."""
    after: dict[int, set[int]] = {}
    before: dict[int, set[int]] = {}
    for pair in revisions:
        after.setdefault(id(pair.one), set()).add(id(pair.other))
        before.setdefault(id(pair.other), set()).add(id(pair.one))
    return (pair for pair in revisions if after[id(pair.one)].isdisjoint(before[id(pair.other)]))


def _unordered(pairs: Sequence[Pair], groups: Groups) -> Iterator[Relation]:
    """Tell the figures of one source and group whose order nothing proves together; one of a part with its whole."""
    together: dict[tuple[Any, ...], dict[int, Figure]] = {}
    dated: set[tuple[Any, ...]] = set()
    for pair in pairs:
        if pair.scope == "part":
            whole, part = whole_first(pair.one, pair.other, groups)
            claims = whole.claims + part.claims
            yield _later(claims, "part", pair.values, told.narrower(whole, part))
            continue
        key = tuple(pair.one.first[name] for name in ("outcome", "group", "origin"))
        together.setdefault(key, {}).update({id(figure): figure for figure in (pair.one, pair.other)})
        dated.update([key] if pair.order == "earlier" else [])
    for key, figures in together.items():
        ordered = sorted(figures.values(), key=lambda figure: size(figure.first))
        claims = tuple(claim for figure in ordered for claim in figure.claims)
        apart = any(exceeds(one, other) for one in ordered for other in ordered)
        yield _later(
            claims, "unknown", "do_not_meet" if apart else "compatible", told.unordered(ordered, dated=key in dated)
        )


def _later(claims: tuple[Claim, ...], scope: str, values: str, why: str) -> Relation:
    return Relation(LATER, either(claims), scope, values, "same", "unknown", None, why)


def _pair(kind: str | None, pair: Pair, groups: Groups, origins: Origins) -> Relation:
    claims = (*pair.one.claims, *pair.other.claims)
    if kind == "rounding":
        return Relation(
            kind,
            either(claims),
            pair.scope,
            "rounded",
            pair.origin,
            pair.order,
            True,
            told.rounded(pair.one, pair.other),
        )
    why = told.apart(pair, groups, origins)
    holds = False if kind == "contradiction" else None
    return Relation(str(kind), either(claims), pair.scope, "do_not_meet", pair.origin, pair.order, holds, why)


def partial_relations(
    claims: Sequence[Claim], figures: Sequence[Figure], sums: Sequence[Sum], groups: Groups
) -> Iterator[Relation]:
    """Give the parts that no sum of an account holds: one source's smaller groups, and relatives among the dead."""
    summed = {part["claim_id"] for found in sums for part in (*found.parts, found.closing) if part}
    wholes = [claim for figure in figures for claim in figure.claims]
    kin = [claim for claim in claims if is_kin(claim) and printed(claim) is not None and claim["group"] is not None]
    for part in [*kin, *(claim for claim in wholes if claim["claim_id"] not in summed)]:
        whole = max((w for w in wholes if _holds(w, part, groups)), key=size, default=None)
        if whole:
            members = ((whole, "total"), (part, "part"))
            origin = one_origin([whole, part])
            yield Relation(
                "part and whole", members, "part", "compatible", origin, "unknown", None, told.part(whole, part)
            )


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
