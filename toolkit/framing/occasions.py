"""Which phrases for an event are for another one of its kind: by the place or the days that are printed behind them."""

import re
from collections.abc import Hashable
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from toolkit.codebook import alias_key
from toolkit.gazetteer import Gazetteer, make_gazetteer, read_places
from toolkit.rules import alternatives, words
from toolkit.tables import EVENTS, PLACES
from toolkit.text import Reading
from toolkit.times import Published, Time, find_times

Row = dict[Hashable, Any]

# As far behind a phrase as its place and its days may stand, in characters.
REACH = 60


class Occasion(NamedTuple):
    """Where and when an event of the study was; missing where the study does not say."""

    place: str | None
    earliest: date | None
    latest: date | None


class Occasions(NamedTuple):
    """The events of a study by the entity that bears the name, and the tree of its places."""

    of: dict[str, Occasion]
    places: Gazetteer

    def is_other(self, reading: Reading, end: int, entity: str, published: Published) -> bool:
        """Tell "a gas attack in Hemm in May 2028" from the attack that the study is about."""
        occasion = self.of.get(entity)
        if occasion is None:
            return False
        # What stands under a headline, such as the day of its printing, is not said of the headline's words.
        far = min(end + REACH, reading.sentence_at(end - 1)[1])
        closed = _closed().search(reading.plain, end, far)
        stop = closed.start() if closed else far
        named = self.places.all_named(reading.plain[end:stop])
        if named and all(self.places.apart(occasion.place, place) for place in named):
            return True
        return any(_apart(time, occasion) for time in find_times(reading.plain, end, stop, published))


NOWHERE = Occasions({}, make_gazetteer([]))


def read_occasions(
    entities: pd.DataFrame, events: pd.DataFrame | None = None, places: pd.DataFrame | None = None
) -> Occasions:
    """Prepare the events of `ENTITIES` with what `EVENTS` and `PLACES` say of them, where there are any.

    Notes
    -----
    An entity is the event that shares its name or an alias with it; where the study has one event and one entity of
    that kind, these are one.
    """
    known = (EVENTS.build([]) if events is None else EVENTS.check(events)).astype(object)
    tree = read_places(PLACES.build([]) if places is None else PLACES.check(places))
    rows = known.where(known.notna(), None).to_dict("records")
    mine = entities[entities["kind"] == "event"]
    single = mine["entity"].nunique() == 1 and known["event"].nunique() == 1
    of: dict[str, Occasion] = {}
    for name, aliases in mine.groupby("entity", sort=False)["alias"]:
        entity = str(name)
        keys = {alias_key(entity), *map(alias_key, aliases)}
        names = {row["event"] for row in rows if single or not keys.isdisjoint(_keys(row))}
        if len(names) == 1:
            of[entity] = _occasion([row for row in rows if row["event"] in names])
    return Occasions(of, tree)


@cache
def _closed() -> re.Pattern[str]:
    """Find what parts a phrase from the place and the days of something else: a mark, or a word that opens a clause."""
    opening = alternatives(words("relative_words", "word"))
    return re.compile(rf"[.;:!?,()\u2013\u2014\"\u201c\u201d]|\b{opening}\b")


def _keys(row: Row) -> set[str]:
    return {alias_key(str(name)) for name in (row["event"], row["alias"]) if name is not None}


def _occasion(rows: list[Row]) -> Occasion:
    place, first, last = (
        next((row[name] for row in rows if row[name] is not None), None) for name in ("place", "from", "to")
    )
    return Occasion(None if place is None else str(place), _day(first), _day(last))


def _day(cell: object) -> date | None:
    return cell.date() if isinstance(cell, pd.Timestamp) else None


def _apart(time: Time, occasion: Occasion) -> bool:
    """Tell whether all days of a time lie before the event's first day or behind its last one."""
    before = time.latest is not None and occasion.earliest is not None and time.latest < occasion.earliest
    behind = time.earliest is not None and occasion.latest is not None and occasion.latest < time.earliest
    return before or behind
