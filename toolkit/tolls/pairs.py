"""Two figures held against each other, step by step: same event, origin, scope, order, values; then what follows."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from toolkit.claims.codes import Groups
from toolkit.tolls.cells import before
from toolkit.tolls.figures import Claim, Figure, amount, apart, further, one_origin, renews

Published = Mapping[str, tuple[date | None, date | None]]
UNDATED = (None, None)


class Pair(NamedTuple):
    """Two figures of one event and what each step found; where the order is known, `one` is the earlier figure."""

    one: Figure
    other: Figure
    origin: str
    scope: str
    order: str
    values: str


def compare(one: Figure, other: Figure, groups: Groups, published: Published) -> Pair | None:
    """Take two figures through all steps; None where they can't be of one event."""
    if not same_event(one, other, groups):
        return None
    origin, scope = compare_origins(one, other), compare_scope(one.first, other.first, groups)
    order, values = compare_order(one, other, published), compare_values(one, other, groups)
    if order == "later":
        return Pair(other, one, origin, scope, "earlier", values)
    return Pair(one, other, origin, scope, order, values)


def same_event(one: Figure, other: Figure, groups: Groups) -> bool:
    """Tell whether two figures can be of one event: one outcome, people, places and days that can be the same."""
    groups_of = one.first["group"], other.first["group"]
    if one.first["outcome"] != other.first["outcome"] or None in groups_of:
        return False
    return not groups.disjoint(*groups_of) and not apart(one, other)


def compare_origins(one: Figure, other: Figure) -> str:
    """Tell whether one source counted both: accounts that print one source's figure are one count, not several."""
    return one_origin([*one.claims, *other.claims])


def compare_scope(one: Claim, other: Claim, groups: Groups) -> str:
    """Tell how far two figures count the same people.

    Notes
    -----
    Equal only where both print the same group, place and days. Part: one group lies within the other. Overlap: the
    groups can share people, or the days are not the same. Unknown: the group is the same, but not both print place
    and days, or they print the place in other words.
    """
    if one["group"] != other["group"]:
        within = one["group"] in groups.wholes(other["group"]) or other["group"] in groups.wholes(one["group"])
        return "part" if within else "overlap"
    printed_by_both = [name for name in ("place", "earliest", "latest") if None not in (one[name], other[name])]
    if len(printed_by_both) < 3 or one["place"] != other["place"]:
        return "unknown"
    return "equal" if all(one[name] == other[name] for name in printed_by_both) else "overlap"


def compare_order(one: Figure, other: Figure, published: Published) -> str:
    """Tell which figure was printed first, where the days of publication prove it: earlier, later or unknown.

    Notes
    -----
    Days of publication are intervals: where they touch, and within one article, the order is unknown. A greater
    number is never taken for a later one.
    """
    if _all_before(one, other, published):
        return "earlier"
    return "later" if _all_before(other, one, published) else "unknown"


def compare_values(one: Figure, other: Figure, groups: Groups) -> str:
    """Hold two numbers against each other as they are printed: a bare number is that number.

    Notes
    -----
    Of a group within the other one's, and of some of the places that the other one names, a smaller number agrees. A
    figure of a part of the event bounds no figure of a group within its own, and two parts need not be the same.
    """
    if _of_parts(one, other, groups):
        return "compatible"
    if one.first["group"] != other.first["group"]:
        whole, part = whole_first(one, other, groups)
        return "do_not_meet" if exceeds(part, whole) else "compatible"
    if further(one, other) or further(other, one):
        whole, part = (one, other) if further(one, other) else (other, one)
        return "do_not_meet" if exceeds(part, whole) else "compatible"
    numbers = amount(one.first), amount(other.first)
    if numbers[0] is not None and numbers[0] == numbers[1]:
        return "equal" if one.first["basis"] == other.first["basis"] else "bound_differs"
    if rounds(one, other) or rounds(other, one):
        return "rounded"
    return "do_not_meet" if exceeds(one, other) or exceeds(other, one) else "compatible"


def _of_parts(one: Figure, other: Figure, groups: Groups) -> bool:
    """Tell whether two figures are of parts of their event that need not hold the same people."""
    if one.partial and other.partial:
        return one.scopes != other.scopes or one.first["place"] is None
    whole, _ = whole_first(one, other, groups)
    return one.first["group"] != other.first["group"] and whole.partial


def kind_of(pair: Pair) -> str | None:
    """Derive the kind of relation from what the steps found; None where there is nothing to tell.

    Notes
    -----
    Values that agree are one figure, whoever counted. Of one source, another number is a revision where the order is
    known, the group is the same, and the later place and days hold the earlier ones; else it is "later or differently
    scoped". Between sources that differ or are not named, and with words for a number, only figures that do not meet
    are told, and called a contradiction only where the scope is equal.
    """
    if pair.values != "do_not_meet" and None in (amount(pair.one.first), amount(pair.other.first)):
        return None
    agree = {"equal": "same figure", "bound_differs": "bound drift", "rounded": "rounding"}
    if pair.values in agree:
        return agree[pair.values]
    if pair.origin == "same" and pair.scope in {"equal", "unknown", "overlap"}:
        same_group = pair.one.first["group"] == pair.other.first["group"]
        revised = pair.order == "earlier" and renews(pair.other, pair.one)
        return None if not same_group else "revision" if revised else "later or differently scoped"
    if pair.values == "compatible" or pair.scope == "overlap":
        return None
    if pair.origin == "same":
        return "later or differently scoped"
    return "contradiction" if pair.scope == "equal" else "do not meet"


def whole_first(one: Figure, other: Figure, groups: Groups) -> tuple[Figure, Figure]:
    """Give two figures with the one of the wider group first."""
    return (other, one) if other.first["group"] in groups.wholes(one.first["group"]) else (one, other)


def exceeds(one: Figure, other: Figure) -> bool:
    """Tell whether every number of one figure is greater than every number of another."""
    return one.low is not None and other.high is not None and one.low > other.high


def rounds(rough: Figure, exact: Figure) -> bool:
    """Know "more than 1,000" beside 1,018: the same number cut to as many digits as it prints.

    Notes
    -----
    "About" and a bare number are rounded to the nearest, "more than" and "at least" cut; the difference is at most a
    tenth. Of a bare number two digits at least must have gone: 20 beside 21 is another number.
    """
    cut, number = rough.number, exact.number
    if cut is None or number is None or 10 * abs(number - cut) > number:
        return False
    basis = rough.first["basis"]
    if basis in {"under", "up_to"}:
        return False
    unit = 10 ** (len(str(cut)) - digits(cut))
    up = unit // 2 if basis in {"about", "stated"} else 0
    gone = digits(number) - digits(cut)
    return unit > 1 and gone >= (2 if basis == "stated" else 1) and (number + up) // unit * unit == cut


def digits(number: int) -> int:
    """Count the digits that a number prints before its closing zeros."""
    return max(len(str(number).rstrip("0")), 1)


def _all_before(one: Figure, other: Figure, published: Published) -> bool:
    last = {published.get(claim["article_id"], UNDATED)[1] for claim in one.claims}
    first = {published.get(claim["article_id"], UNDATED)[0] for claim in other.claims}
    if None in last or None in first:
        return False
    return before(max(day for day in last if day), min(day for day in first if day))
