"""Claims as figures that can be held against each other: what was printed, whom it counts, who counted."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import pandas as pd

from toolkit.claims.codes import Groups
from toolkit.errors import RuleError
from toolkit.gazetteer import read_places
from toolkit.tables import CLAIMS, PLACES
from toolkit.tolls import cells
from toolkit.tolls.cells import Scope, scope

Claim = dict[str, Any]
# A sign stays in one line with its number.
SIGNS = {
    "at_least": "\u2265\u00a0",
    "more_than": ">\u00a0",
    "under": "<\u00a0",
    "up_to": "\u2264\u00a0",
    "about": "about\u00a0",
}
# How much the words of one count may differ from account to account: from the weakest to the strongest lower end.
DRIFT = ("stated", "at_least", "more_than")


@dataclass(frozen=True, eq=False)
class Figure:
    """The claims of one figure: the same people, number and origin, printed once or more, the weakest words first."""

    claims: tuple[Claim, ...]

    @property
    def first(self) -> Claim:
        """Give the first of them."""
        return self.claims[0]

    @cached_property
    def low(self) -> int | None:
        """Give the least number that the words allow; "about" sets none."""
        return None if self.first["low"] is None or self.first["basis"] == "about" else int(self.first["low"])

    @cached_property
    def high(self) -> int | None:
        """Give the greatest number that the words allow; "about" sets none."""
        return None if self.first["high"] is None or self.first["basis"] == "about" else int(self.first["high"])

    @cached_property
    def number(self) -> int | None:
        """Give the number that is printed; missing for vague words and ranges."""
        return printed(self.first)

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """Give the places and days that they are printed with, each once."""
        return tuple(dict.fromkeys(map(scope, self.claims)))

    @cached_property
    def partial(self) -> bool:
        """Tell whether all of them are of a part of their event."""
        return all(scope.part for scope in self.scopes)


def read_claims(claims: pd.DataFrame, groups: Groups, places: pd.DataFrame | None = None) -> list[Claim]:
    """Give the rows of `CLAIMS` that can be reckoned with, in order; a missing value is None.

    Parameters
    ----------
    places
        `PLACES`: each row has `within`, its place of the tree and those that this one lies in.

    Raises
    ------
    RuleError
        When a correction has made a row impossible: one line for each.
    """
    table = CLAIMS.check(claims)
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    faults = [f"claims: {row['claim_id']}: {fault}" for row in rows for fault in _faults(row, groups)]
    if faults or (faults := _circles(rows)):
        raise RuleError(*faults)
    tree = read_places(PLACES.build([]) if places is None else places)
    within = (tree.holders(row["place_id"]) if row["place_id"] in tree.part_of else () for row in rows)
    plain = ({str(name): value for name, value in row.items()} for row in rows)
    return with_sources([row | {"within": chain} for row, chain in zip(plain, within, strict=True)])


def with_sources(claims: Sequence[Claim]) -> list[Claim]:
    """Give a number that its account prints with a source, too, that source where it prints it without.

    Notes
    -----
    "40 people killed" over "Aro Watch said 40 people were killed" is one count. A headline may name its people in
    other words, and is of the group that its text gives the source's number; elsewhere they are of one group. Where two
    sources have the number, nothing tells whose it is.
    """
    sources: dict[tuple[Any, ...], set[tuple[str, str | None]]] = {}
    for claim in claims:
        if claim["origin"] is not None and amount(claim) is not None:
            for key in (_number_of(claim), (*_number_of(claim), claim["group"])):
                sources.setdefault(key, set()).add((claim["origin"], claim["group"]))
    return [_with_source(claim, sources) for claim in claims]


def _with_source(claim: Claim, sources: Mapping[tuple[Any, ...], Set[tuple[str, str | None]]]) -> Claim:
    if claim["origin"] is not None or claim["attributed_to"] is not None:
        return claim
    key = _number_of(claim) if claim["position"] == "headline" else (*_number_of(claim), claim["group"])
    found = sources.get(key, frozenset())
    origins, groups = {origin for origin, _ in found}, {group for _, group in found} - {None}
    if len(origins) != 1:
        return claim
    return claim | {"origin": origins.pop(), "group": groups.pop() if len(groups) == 1 else claim["group"]}


def _number_of(claim: Claim) -> tuple[Any, ...]:
    return claim["article_id"], claim["outcome"], amount(claim)


def by_event(claims: Sequence[Claim]) -> dict[str | None, list[Claim]]:
    """Put the claims that count together by the event that they are about; those that are set aside are left out."""
    events: dict[str | None, list[Claim]] = {}
    for claim in claims:
        if claim["aside"] is None:
            events.setdefault(claim["event"], []).append(claim)
    return events


def _faults(row: dict[Any, Any], groups: Groups) -> Iterable[str]:
    low, high = row["low"], row["high"]
    if any(bound is not None and bound < 0 for bound in (low, high)):
        yield "low and high: expected no number below 0; mend the correction"
    if low is not None and high is not None and low > high:
        yield f"low {low} is above high {high}; exchange them"
    if row["group"] is not None and row["group"] not in groups.whole:
        yield f'unknown group "{row["group"]}"; add it to groups.csv or mend its spelling'


def _circles(rows: Sequence[dict[Any, Any]]) -> list[str]:
    """Name the figures that are, through others, parts of themselves."""
    joined = {(row["article_id"], row["start"]): (row["article_id"], row["joined_to"]) for row in rows}
    faults = []
    for row in rows:
        here = (row["article_id"], row["start"])
        seen, at = set(), joined[here]
        while at in joined and at not in seen and at != here:
            seen.add(at)
            at = joined[at]
        if at == here:
            faults.append(f"claims: {row['claim_id']}: is joined to itself; mend joined_to")
    return faults


def printed(claim: Claim) -> int | None:
    """Give the number that the article prints; missing for vague words and ranges."""
    low, high = claim["low"], claim["high"]
    if claim["basis"] in {"vague", "between"}:
        return None
    if claim["basis"] == "more_than":
        return None if low is None else int(low) - 1
    if claim["basis"] == "under":
        return None if high is None else int(high) + 1
    number = high if low is None else low
    return None if number is None else int(number)


def shown(claim: Claim) -> str:
    """Write a figure briefly: "≥ 745", "1,018", "10–12", and a vague word as it is."""
    if claim["basis"] == "between" and claim["low"] is not None:
        return f"{claim['low']:,}\u2013{claim['high']:,}"
    number = printed(claim)
    if claim["basis"] == "vague":
        return str(claim["rule"]).rsplit(": ", 1)[-1]
    return str(claim["text"]) if number is None else f"{SIGNS.get(claim['basis'], '')}{number:,}"


def amount(claim: Claim) -> int | tuple[int, int] | None:
    """Give the number that the article prints, or the two of a range; missing for vague words."""
    if claim["basis"] == "between" and None not in (claim["low"], claim["high"]):
        return int(claim["low"]), int(claim["high"])
    return printed(claim)


def size(claim: Claim) -> int:
    """Give the number by which a figure is put in order: of a range the lower one."""
    found = amount(claim)
    return found[0] if isinstance(found, tuple) else found or 0


def whole_figures(claims: Sequence[Claim], replaced: Set[str] = frozenset()) -> list[Figure]:
    """Give the figures that may be of everybody in a group: what each account prints as its largest, by origin.

    Parameters
    ----------
    replaced
        The ids of claims in whose place an article's own words put another figure: they are left out.

    Notes
    -----
    A smaller figure is kept where its place or its days are not those of the larger ones. One count that is printed
    with another bound is one figure. Vague words, kin, increments, hedged figures and figures without a group or a
    number are left out: they count one event's dead, or nobody that another figure could be held against. So is a part
    of a figure of its own group ("two of them"), and a rough number where its account prints the one that it rounds.
    """
    largest: dict[tuple[Any, ...], list[Claim]] = {}
    parts = parts_of_own_group(claims)
    for claim in claims:
        if amount(claim) is not None and _is_whole(claim) and claim["claim_id"] not in replaced | parts:
            cell = (claim["article_id"], claim["origin"], claim["group"], claim["outcome"])
            largest.setdefault(cell, []).append(claim)
    same: dict[tuple[Any, ...], list[Claim]] = {}
    for found in largest.values():
        for claim in _unlike(sorted(_exactly(found), key=size, reverse=True)):
            words = claim["basis"] if claim["origin"] is None or claim["basis"] not in DRIFT else None
            key = (claim["outcome"], claim["group"], claim["origin"], words, amount(claim))
            same.setdefault(key, []).append(claim)
    return [Figure(tuple(sorted(one, key=_strength))) for members in same.values() for one in of_one_cell(members)]


def parts_of_own_group(claims: Sequence[Claim]) -> frozenset[str]:
    """Give the ids of figures that their words make some of those in another one of their group: "two of them"."""
    totals = {(claim["article_id"], claim["start"]): claim for claim in claims}
    found = ((claim, totals.get((claim["article_id"], claim["joined_to"]))) for claim in claims)
    return frozenset(part["claim_id"] for part, total in found if total and _is_some_of(part, total))


def _is_some_of(part: Claim, total: Claim) -> bool:
    same = all(part[name] == total[name] for name in ("outcome", "group"))
    return same and str(part["rule"]).split(": ")[0].endswith("part") and size(part) < size(total)


def _exactly(claims: Sequence[Claim]) -> Sequence[Claim]:
    """Leave out "nearly 70" where the same source's "at least 68" stands in the account."""
    exact = [claim for claim in claims if claim["basis"] != "about" and printed(claim)]
    return [claim for claim in claims if not (claim["basis"] == "about" and any(_is_near(claim, e) for e in exact))]


def _is_near(rough: Claim, exact: Claim) -> bool:
    numbers = printed(rough) or 0, printed(exact) or 0
    return not cells.apart(rough, exact) and abs(numbers[0] - numbers[1]) * 10 <= numbers[1]


def _is_whole(claim: Claim) -> bool:
    return claim["group"] is not None and countable(claim) and not is_kin(claim)


def _strength(claim: Claim) -> int:
    return DRIFT.index(claim["basis"]) if claim["basis"] in DRIFT else len(DRIFT)


def _unlike(claims: Sequence[Claim]) -> list[Claim]:
    """Take each claim of which the place or the days are those of none before it."""
    kept: list[Claim] = []
    for claim in claims:
        if all(_apart(claim, other) or _counted_apart(claim, other) for other in kept):
            kept.append(claim)
    return kept


def _apart(one: Claim, other: Claim) -> bool:
    """Tell other places and days; but 40 in "the Norran town" is the 40 in "the town of Osk" that was named before."""
    recalled = amount(one) == amount(other) and any(map(cells.recalls_place, (one["place"], other["place"])))
    return cells.apart(one, other) and not recalled


def _counted_apart(one: Claim, other: Claim) -> bool:
    """Know "10 as of Saturday and 20 as of Sunday": two counts, and neither is a smaller print of the other."""
    return counted_before(one, other) or counted_before(other, one)


def counted_before(one: Claim, other: Claim) -> bool:
    """Tell whether one figure is proven to be counted before another: on an earlier day, or in an earlier hour."""
    first, second = cells.count_time(one), cells.count_time(other)
    if first is None or second is None:
        return False
    (day, hour), (later, after) = first, second
    return day < later or (day == later and hour is not None and after is not None and hour < after)


def of_one_cell(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Put claims together whose places and days can all be the same."""
    together: list[tuple[list[Scope], list[Claim]]] = []
    places: dict[Scope, list[Claim]] = {}
    for claim in claims:
        mine = scope(claim)
        if mine not in places:
            fits = (some for some in together if not any(cells.scopes_apart(mine, other) for other in some[0]))
            here = next(fits, None)
            if here is None:
                together.append(here := ([], []))
            here[0].append(mine)
            places[mine] = here[1]
        places[mine].append(claim)
    return [found for _, found in together]


def worded_figures(claims: Sequence[Claim], figures: Sequence[Figure]) -> list[Figure]:
    """Give the words for a number of those groups and outcomes of which their source prints no number."""
    numbered = {tuple(figure.first[name] for name in ("outcome", "group", "origin")) for figure in figures}
    vague = [claim for claim in claims if claim["basis"] == "vague" and _is_whole(claim)]
    return [Figure((c,)) for c in vague if (c["outcome"], c["group"], c["origin"]) not in numbered]


def apart(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of other places or other days."""
    return any(cells.scopes_apart(a, b) for a in one.scopes for b in other.scopes)


def holds(whole: Figure, part: Figure) -> bool:
    """Tell whether the place and days that a figure is printed with hold those of another one."""
    return all(any(cells.scope_holds(w, p) for w in whole.scopes) for p in part.scopes)


def further(whole: Figure, part: Figure) -> bool:
    """Tell whether one figure names all places of another one and further ones."""
    return any(cells.names_more(w, p) for w in whole.scopes for p in part.scopes)


def renews(later: Figure, earlier: Figure) -> bool:
    """Tell whether a later figure of one source can stand in for an earlier one: its place and days hold that one's.

    Notes
    -----
    A smaller number without a place or without days can count others than an earlier one that prints them: it stands
    beside that one. A count of a whole never stands in for one of a part.
    """
    if apart(later, earlier) or not holds(later, earlier) or further(later, earlier):
        return False
    silent = (later.first[name] is None and earlier.first[name] is not None for name in ("place", "time"))
    return size(later.first) >= size(earlier.first) or not any(silent)


def countable(claim: Claim) -> bool:
    """Tell whether a figure is asserted of a whole: not hedged, and not added to an earlier one."""
    return not claim["modality"] and not claim["increment"]


def is_kin(claim: Claim) -> bool:
    """Tell whether a figure counts somebody's relatives: some of the dead, whoever counts them."""
    return str(claim["rule"]).startswith("kin")


def one_origin(claims: Sequence[Claim]) -> str:
    """Say whether one source counted all of them: same, different, unknown."""
    origins = [claim["origin"] for claim in claims]
    known = {origin for origin in origins if origin is not None}
    if len(known) > 1:
        return "unknown" if _joint(claims) else "different"
    return "same" if known and None not in origins else "unknown"


def _joint(claims: Sequence[Claim]) -> bool:
    """Tell whether a source of one figure is named, beside another, for another one too."""
    named = [{claim["origin"], *(claim["beside"] or "").split("; ")} - {None, ""} for claim in claims]
    return any(one & other and one != other for one, other in combinations(named, 2))
