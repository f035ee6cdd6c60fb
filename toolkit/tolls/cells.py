"""Where and when figures count: which can be of one place and time, which are of another, and which of a part."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from toolkit.claims.extent import PART, WHOLE
from toolkit.clock import find_hour, minutes
from toolkit.folding import fold_case
from toolkit.rules import words

Row = Mapping[str, Any]
# "Orro, Bellin and the Camm valley": what stands between the places of a list that "and" closes.
BETWEEN = re.compile(r",?\s+and\s+|,\s+")
DATED = "on known days"
# So many pairs of scopes are remembered: those of ten thousand claims.
MOST_KEPT = 200_000
ON = re.compile(r"(?:on\s+)?(?P<day>\w+)", re.IGNORECASE)


class Scope(NamedTuple):
    """The place and the days that a claim prints; where both days are known, how they are printed does not matter.

    `part` where it is of a place within that of its event, or of what lies or is seen in one place; `within` has the
    place in the study's tree and those that it lies in, where the tree has it.
    """

    place: str | None
    time: str | None
    earliest: date | None
    latest: date | None
    part: bool = False
    within: tuple[str, ...] = ()

    @property
    def full(self) -> bool:
        """Tell whether a place and days are printed."""
        return None not in (self.place, self.earliest, self.latest)


def scope(row: Row) -> Scope:
    """Give the place and the days of a claim; the day by which it was counted is none on which anybody died.

    Notes
    -----
    A place that holds that of the event is the event's: it tells no figure from another one without a place.
    """
    time, part, within = row["time"], row["extent"] == PART, row.get("within", ())
    place = None if row["extent"] == WHOLE else (row["place_id"] or row["place"]) if part else row["place"]
    if counted_by(time):
        return Scope(place, None, None, None, part, within)
    known = None not in (time, row["earliest"], row["latest"])
    return Scope(place, DATED if known else time, row["earliest"], row["latest"], part, within)


@cache
def counted_by(time: str | None) -> bool:
    """Know "as of Saturday", "by Monday": the day of a count."""
    start = " ".join(fold_case(time or "").split())
    return any(start.startswith(f"{word} ") for word in words("casualty_words", "words", kind="as of"))


def count_day(row: Row) -> date | None:
    """Give the day by which a figure was counted, where its words say so."""
    day: date | None = row["latest"] if counted_by(row["time"]) else None
    return day


def count_time(row: Row) -> tuple[date, int | None] | None:
    """Give the day and the hour by which a figure was counted; an hour is missing where none is printed."""
    day = count_day(row)
    return None if day is None else (day, _hour(row["time"]))


@cache
def _hour(time: str) -> int | None:
    """Read the hour, in minutes of the day, of "by noon", "as of 6 p.m. on Monday" and "by Monday evening"."""
    found = find_hour(fold_case(time))
    return None if found is None else minutes(found)


def apart(one: Row, other: Row) -> bool:
    """Tell whether two claims print places that lie apart, by the tree or by their names, or days that do not touch."""
    return scopes_apart(scope(one), scope(other))


@lru_cache(MOST_KEPT)
def scopes_apart(one: Scope, other: Scope) -> bool:
    """Tell whether two scopes can't be the same."""
    return _places_apart(one, other) or _days_apart(one, other)


def apart_in_both(one: Row, other: Row) -> bool:
    """Tell whether neither the places nor the days of two claims can be the same: nobody is counted twice."""
    scopes = scope(one), scope(other)
    return _places_apart(*scopes) and _days_apart(*scopes)


def _days_apart(one: Scope, other: Scope) -> bool:
    """Tell whether the days of two claims do not touch; days without a date only where each names another weekday."""
    if before(one.latest, other.earliest) or before(other.latest, one.earliest):
        return True
    if None not in (one.earliest, other.earliest):
        return False
    named = _weekday(one.time), _weekday(other.time)
    return None not in named and named[0] != named[1]


def holds(whole: Row, part: Row) -> bool:
    """Tell whether the place and days that one claim prints hold those of another; nothing printed holds everything."""
    return scope_holds(scope(whole), scope(part))


@lru_cache(MOST_KEPT)
def scope_holds(whole: Scope, part: Scope) -> bool:
    """Tell whether one scope holds another; one of a part holds none of a whole."""
    if whole.part and not part.part:
        return False
    return _place_holds(whole, part) and _days_hold(whole, part)


def names_more(whole: Scope, part: Scope) -> bool:
    """Tell whether a scope names all places of another one and further ones: "Orro and Bellin" beside "Bellin".

    Notes
    -----
    So does one of a whole event beside one of a part of it.
    """
    if part.part and not whole.part and whole.place is None:
        return not _days_apart(whole, part)
    return None not in (whole.place, part.place) and _listed(str(part.place)) < _listed(str(whole.place))


def before(end: date | None, start: date | None) -> bool:
    """Tell whether one day is proven to lie before another."""
    return end is not None and start is not None and end < start


def _places_apart(one: Scope, other: Scope) -> bool:
    if one.place is None or other.place is None:
        return False
    if one.within and other.within:
        return one.within[0] not in other.within and other.within[0] not in one.within
    names = place_names(one.place), place_names(other.place)
    return all(names) and names[0].isdisjoint(names[1])


def _place_holds(whole: Scope, part: Scope) -> bool:
    if whole.place is None or part.place is None:
        return whole.place is None
    if whole.within and part.within:
        return whole.within[0] in part.within
    wholes = [set(name.split()) for name in _listed(whole.place)]
    return all(any(words_of <= set(name.split()) for words_of in wholes) for name in _listed(part.place))


def _days_hold(whole: Scope, part: Scope) -> bool:
    if whole.time is None:
        return True
    if whole.earliest is None or whole.latest is None or part.earliest is None or part.latest is None:
        return part.time is not None and fold_case(str(whole.time)) == fold_case(str(part.time))
    return whole.earliest <= part.earliest and part.latest <= whole.latest


@cache
def _listed(place: str) -> frozenset[str]:
    """Give the places that a list names; "Bellin, Orro" without "and" is one place in another."""
    names = BETWEEN.split(place) if re.search(r"\sand\s", place) else [place]
    return frozenset(_plain(name) for name in names)


def _plain(name: str) -> str:
    return re.sub(r"['\u2019]s\b|^the\s+", "", fold_case(name)).strip()


@cache
def place_names(place: str) -> frozenset[str]:
    """Give the words that name a place: "Orro" of "the western province of Orro"."""
    nouns = words("casualty_words", "words", kind="place noun")
    found = (_plain(word) for word in re.findall(r"[^\W\d_][\w'\u2019-]*", place) if word[0].isupper())
    return frozenset(found) - frozenset(nouns)


def recalls_place(place: str | None) -> bool:
    """Tell whether a place is one that was named before: "the Norran town", and not "the town of Osk".

    Examples
    --------
    >>> recalls_place("the Norran town"), recalls_place("the town of Osk"), recalls_place("Osk")
    (True, False, False)
    """
    spoken = (place or "").split()
    nouns = words("casualty_words", "words", kind="place noun")
    return len(spoken) > 1 and spoken[0] in words("article_words", "word") and spoken[-1] in nouns


@cache
def _weekday(time: str | None) -> str | None:
    """Give the day of "on Friday" and "Friday"; "since Friday" names more than one."""
    found = ON.fullmatch(time or "")
    day = fold_case(found["day"]) if found else None
    return day if day in words("time_words", "word", kind="weekday") else None
