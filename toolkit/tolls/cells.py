"""Where and when figures count: which can be of one place and time, which are of another, and which of a part."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from toolkit.folding import fold_case
from toolkit.rules import words

Row = Mapping[str, Any]
# "Orro, Bellin and the Camm valley": what stands between the places of a list that "and" closes.
BETWEEN = re.compile(r",?\s+and\s+|,\s+")
ON = re.compile(r"(?:on\s+)?(?P<day>\w+)", re.IGNORECASE)


def apart(one: Row, other: Row) -> bool:
    """Tell whether two claims print places that share no name, or days that do not touch."""
    return _places_apart(one["place"], other["place"]) or days_apart(one, other)


def apart_in_both(one: Row, other: Row) -> bool:
    """Tell whether neither the places nor the days of two claims can be the same: nobody is counted twice."""
    return _places_apart(one["place"], other["place"]) and days_apart(one, other)


def days_apart(one: Row, other: Row) -> bool:
    """Tell whether the days of two claims do not touch; days without a date only where each names another weekday."""
    if before(one["latest"], other["earliest"]) or before(other["latest"], one["earliest"]):
        return True
    if None not in (one["earliest"], other["earliest"]):
        return False
    named = _weekday(one["time"]), _weekday(other["time"])
    return None not in named and named[0] != named[1]


def holds(whole: Row, part: Row) -> bool:
    """Tell whether the place and days that one claim prints hold those of another; nothing printed holds everything."""
    return _place_holds(whole["place"], part["place"]) and _days_hold(whole, part)


def names_more(whole: Row, part: Row) -> bool:
    """Tell whether a claim names all places of another one and further ones: "Orro and Bellin" beside "Bellin"."""
    return None not in (whole["place"], part["place"]) and _listed(part["place"]) < _listed(whole["place"])


def before(end: date | None, start: date | None) -> bool:
    """Tell whether one day is proven to lie before another."""
    return end is not None and start is not None and end < start


def _places_apart(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    names = _names(one), _names(other)
    return all(names) and names[0].isdisjoint(names[1])


def _place_holds(whole: str | None, part: str | None) -> bool:
    if whole is None or part is None:
        return whole is None
    wholes = [set(name.split()) for name in _listed(whole)]
    return all(any(words_of <= set(name.split()) for words_of in wholes) for name in _listed(part))


def _days_hold(whole: Row, part: Row) -> bool:
    if whole["time"] is None:
        return True
    if None in (whole["earliest"], whole["latest"], part["earliest"], part["latest"]):
        return part["time"] is not None and fold_case(str(whole["time"])) == fold_case(str(part["time"]))
    return bool(whole["earliest"] <= part["earliest"] and part["latest"] <= whole["latest"])


@cache
def _listed(place: str) -> frozenset[str]:
    """Give the places that a list names; "Bellin, Orro" without "and" is one place in another."""
    names = BETWEEN.split(place) if re.search(r"\sand\s", place) else [place]
    return frozenset(_plain(name) for name in names)


def _plain(name: str) -> str:
    return re.sub(r"['\u2019]s\b|^the\s+", "", fold_case(name)).strip()


@cache
def _names(place: str) -> frozenset[str]:
    """Give the words that name a place: "Orro" of "the western province of Orro"."""
    nouns = words("casualty_words", "words", kind="place noun")
    found = (_plain(word) for word in re.findall(r"[^\W\d_][\w'\u2019-]*", place) if word[0].isupper())
    return frozenset(found) - frozenset(nouns)


@cache
def _weekday(time: str | None) -> str | None:
    """Give the day of "on Friday" and "Friday"; "since Friday" names more than one."""
    found = ON.fullmatch(time or "")
    day = fold_case(found["day"]) if found else None
    return day if day in words("time_words", "word", kind="weekday") else None
