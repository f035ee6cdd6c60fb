"""One source's figures in time: which follow which, and which stand in no proven order."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from toolkit.tolls.cells import before, count_day
from toolkit.tolls.figures import Claim, Figure, amount, apart, counted_before, further, renews, size
from toolkit.tolls.pairs import UNDATED, Published, rounds
from toolkit.tolls.sums import movement, stepped_from

BOUNDS = frozenset({"at_least", "more_than"})
MOST_BEFORE = 4
"""So many figures that a later one follows are told; of more, the last printed and greatest of them."""

MOST_HELD = 200


class Step(NamedTuple):
    """A figure with the one that it stands in for, and the words that prove it where the days do not."""

    earlier: Figure
    later: Figure
    words: str | None


class Printed(NamedTuple):
    """A figure with the days between which all its claims came out; missing where one of them is not known."""

    figure: Figure
    first: date | None
    last: date | None


def in_time(figures: Sequence[Figure], published: Published) -> list[Printed]:
    """Give figures with their days, the last printed first; those without days at the end.

    Notes
    -----
    A number that its source had printed before in other words ("1,300", then "as many as 1,300") is no new one.
    """
    found = [_printed(figure, published) for figure in figures]
    first = _first_days(found)
    found = [one._replace(first=first.get(_of_source(one.figure), one.first)) for one in found]
    return sorted(found, key=lambda one: (one.last is None, -(one.last or date.min).toordinal()))


def _of_source(figure: Figure) -> tuple[Any, ...]:
    return (*(figure.first[name] for name in ("origin", "outcome", "group")), amount(figure.first))


def _first_days(found: Sequence[Printed]) -> dict[tuple[Any, ...], date]:
    """Give the first day of each number of a source that is printed in several figures."""
    days: dict[tuple[Any, ...], list[date | None]] = {}
    for one in found:
        if one.figure.first["origin"] is not None:
            days.setdefault(_of_source(one.figure), []).append(one.first)
    several = {key: [day for day in mine if day is not None] for key, mine in days.items() if len(mine) > 1}
    return {key: min(mine) for key, mine in several.items() if len(mine) == len(days[key])}


def _printed(figure: Figure, published: Published) -> Printed:
    days = [_days(claim, published) for claim in figure.claims]
    firsts, lasts = [first for first, _ in days], [last for _, last in days]
    first = None if None in firsts else min(day for day in firsts if day is not None)
    last = None if None in lasts else max(day for day in lasts if day is not None)
    return Printed(figure, first, last)


def _days(claim: Claim, published: Published) -> tuple[date | None, date | None]:
    """Give the days between which a figure was counted: as its words say, or as its article was published."""
    if day := count_day(claim):
        return day, day
    return published.get(claim["article_id"], UNDATED)


def find_steps(figures: Sequence[Figure], published: Published) -> Iterator[Step]:
    """Give each later figure of one source after those that it stands in for, with none proven to lie between."""
    ordered = in_time(figures, published)
    for later in sorted(ordered, key=lambda one: (one.first is None, one.first or 0)):
        found: list[Printed] = []
        for earlier in ordered:
            if len(found) > MOST_BEFORE:
                break
            if _follows(later, earlier) and not any(_follows(between, earlier) for between in found):
                found.append(earlier)
        if len(found) > MOST_BEFORE:
            found = [max(found, key=lambda one: (one.last is not None, one.last or 0, size(one.figure.first)))]
        yield from (Step(one.figure, later.figure, _proving(later, one)) for one in reversed(found))


def _follows(later: Printed, earlier: Printed) -> bool:
    return replaces(later, earlier) and differ(earlier.figure, later.figure)


def replaces(later: Printed, earlier: Printed) -> bool:
    """Tell whether one figure is proven to stand in for another one of its source.

    Notes
    -----
    A smaller lower bound takes no greater one back, unless words say that the toll fell: "more than 60" after "at least
    68" denies nothing.
    """
    return comes_after(later, earlier) and renews(later.figure, earlier.figure) and not _loosens(later, earlier)


def _loosens(later: Printed, earlier: Printed) -> bool:
    pair = later.figure, earlier.figure
    smaller = size(pair[0].first) < size(pair[1].first)
    falls = any(movement(claim) == "falls" for claim in later.figure.claims)
    return smaller and not falls and later.figure.first["basis"] in BOUNDS


def comes_after(later: Printed, earlier: Printed) -> bool:
    """Tell whether the days prove one figure to be the later one, or words do where the days prove nothing.

    Notes
    -----
    "The toll rose to 31" comes after a smaller figure of its source, "was lowered to 22" after a greater one; on one
    day "20 by evening" comes after "10 by noon".
    """
    if before(earlier.last, later.first) or _in_hours(earlier, later):
        return True
    if before(later.last, earlier.first) or _in_hours(later, earlier):
        return False
    sizes = size(earlier.figure.first), size(later.figure.first)
    if sizes[0] == sizes[1]:
        return False
    if _numbers(earlier.figure, later.figure):  # "cut to 17 from 19": no word of another account turns that round
        return False
    return _moved(earlier.figure, later.figure) and (
        _numbers(later.figure, earlier.figure) or not _moved(later.figure, earlier.figure)
    )


def _moved(earlier: Figure, later: Figure) -> bool:
    """Tell whether words say that a toll rose, or fell, to the later one of two numbers."""
    moved = "rises" if size(earlier.first) < size(later.first) else "falls"
    return any(movement(claim) == moved for claim in later.claims)


def _numbers(later: Figure, earlier: Figure) -> bool:
    """Tell whether words name the number that a figure stands in for: 19 of "to 17 from 19"."""
    return any(stepped_from(claim) == size(earlier.first) for claim in later.claims)


def _in_hours(earlier: Printed, later: Printed) -> bool:
    """Tell whether hours of one day prove one figure to be the earlier one, whoever prints them."""
    pairs = ((one, other) for one in earlier.figure.claims for other in later.figure.claims)
    return all(counted_before(*pair) for pair in pairs)


def _proving(later: Printed, earlier: Printed) -> str | None:
    if before(earlier.last, later.first) or _in_hours(earlier, later):
        return next((claim["time"] for claim in later.figure.claims if count_day(claim)), None)
    return next((claim["joined_by"] for claim in later.figure.claims if movement(claim)), None)


def differ(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are two numbers: not the same one in other words, and none rounded to the other."""
    numbers = one.number, other.number
    if None not in numbers and numbers[0] == numbers[1]:
        return False
    return not rounds(one, other) and not rounds(other, one)


class Unordered(NamedTuple):
    """Figures of one source that stand in no proven order; `dated` where days prove one that renews nothing."""

    figures: tuple[Figure, ...]
    dated: bool


def find_unordered(figures: Sequence[Figure], published: Published) -> Unordered | None:
    """Give the figures of which none is proven to stand in for another one beside it."""
    ordered = sorted(in_time(figures, published), key=lambda one: size(one.figure.first))
    found, dated = [], False
    for one in ordered:
        others = (other for other in ordered if other is not one and _unproven(one, other))
        first = next(others, None)
        if first is not None:
            found.append(one.figure)
            # Whether days prove some order is told from all pairs, as long as they are few.
            rest = others if len(ordered) <= MOST_HELD and not dated else ()
            dated = dated or any(_in_order(one, other) for other in (first, *rest))
    return Unordered(tuple(found), dated) if found else None


def _unproven(one: Printed, other: Printed) -> bool:
    """Tell whether two figures of one place and time differ, and neither is proven to stand in for the other."""
    if apart(one.figure, other.figure) or not differ(one.figure, other.figure):
        return False
    if further(one.figure, other.figure) or further(other.figure, one.figure):
        return False
    return not _follows(one, other) and not _follows(other, one)


def _in_order(one: Printed, other: Printed) -> bool:
    return comes_after(one, other) or comes_after(other, one)
