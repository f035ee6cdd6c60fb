"""Which event of the study a figure is about: by its days, its place, the event's names, or its whole article."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from toolkit.claims import context
from toolkit.claims.aside import ELSEWHERE, NEAR, Window, find_asides, is_of_telling
from toolkit.claims.context import Claim
from toolkit.claims.extent import Where, find_extent
from toolkit.claims.later import find_later
from toolkit.claims.strands import Known, find_strands, in_strand, is_reached, is_within
from toolkit.codebook import alias_key
from toolkit.gazetteer import Gazetteer, make_gazetteer, read_places
from toolkit.rules import alternatives
from toolkit.tables import EVENTS, PLACES
from toolkit.text import Reading, read
from toolkit.times import UNDATED, Published, Time, publication_of

# Kinds of region in which an article says what it is about, the first paragraph beside.
TITLES = frozenset({"headline", "dateline"})


class Event(NamedTuple):
    """One event of a study: its names, its first and last day, and its place; missing where they are not known."""

    name: str
    pattern: re.Pattern[str]
    earliest: date | None = None
    latest: date | None = None
    place: str | None = None


class Events(NamedTuple):
    """What a study is about: its events and the tree of its places."""

    known: tuple[Event, ...]
    places: Gazetteer

    def of_article(self, reading: Reading, published: Published) -> tuple[Event, ...]:
        """Give the events that an article is on: by its headline, dateline and lead, or else by its whole text."""
        dated = [event for event in self.known if not _printed_before(event, published)]
        first = next((region.end for region in reading.regions if region.kind == "body"), 0)
        told = [region for region in reading.regions if region.kind in TITLES or region.start < first]
        opening = " ".join(reading.text[region.start : region.end] for region in told)
        return self._on(opening, dated) or self._on(reading.text, dated)

    def _on(self, words: str, events: Iterable[Event]) -> tuple[Event, ...]:
        key, places = alias_key(words), self.places.all_named(words)
        by_name = tuple(event for event in events if event.pattern.search(key))
        at_place = tuple(event for event in events if any(self.places.meet(event.place, place) for place in places))
        return by_name or at_place

    def by_name(self, words: str) -> Event | None:
        """Give the one event that words name."""
        found = [event for event in self.known if event.pattern.search(alias_key(words))]
        return found[0] if len(found) == 1 else None

    def by_cell(self, when: Time | None, place: str | None, whole: Sequence[Event]) -> Event | None:
        """Give the one event of a figure's day and place; days alone tell it where no event has the same days.

        Days alone tell nothing of an event with a place in an article that is not on it.
        """
        days = [event for event in self.known if _within(when, event)]
        near = [event for event in days if place is not None or event.place is None or event in whole]
        fitting = [event for event in near if place is None or not self.places.apart(place, event.place)]
        return fitting[0] if len(fitting) == 1 else None


NOTHING = Events((), make_gazetteer([]))


def read_events(events: pd.DataFrame | None, places: pd.DataFrame | None) -> Events:
    """Prepare `EVENTS` and `PLACES`, where there are any; an event has its days and place from any of its rows.

    Raises
    ------
    TableError
        When either is no such table.
    RuleError
        When a place lies in itself.
    """
    if events is None and places is None:
        return NOTHING
    events = EVENTS.build([]) if events is None else EVENTS.check(events)
    places = PLACES.build([]) if places is None else PLACES.check(places)
    known: dict[str, dict[str, Any]] = {}
    for row in events.astype(object).where(events.notna(), None).to_dict("records"):
        event = known.setdefault(row["event"], {"aliases": [row["event"]], "from": None, "to": None, "place": None})
        event["aliases"].append(row["alias"] or row["event"])
        for name in ("from", "to", "place"):
            event[name] = event[name] if row[name] is None else row[name]
    made = (
        Event(name, _pattern(row["aliases"]), _day(row["from"]), _day(row["to"]), row["place"])
        for name, row in known.items()
    )
    return Events(tuple(made), read_places(places))


def on_events(articles: pd.DataFrame, events: pd.DataFrame, places: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Give the names of the events that each article is on, by its id."""
    known, published = read_events(events, places), publication_of(articles)
    read_one = zip(articles["article_id"], articles["text"], strict=True)
    return {
        name: tuple(event.name for event in known.of_article(read(text), published.get(name, UNDATED)))
        for name, text in read_one
    }


def _pattern(aliases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternatives(tuple(map(alias_key, aliases)))}(?![\w-])")


def _day(cell: Any) -> date | None:
    return None if cell is None else cell.date() if hasattr(cell, "date") else cell


def _printed_before(event: Event, published: Published) -> bool:
    return event.earliest is not None and published.latest is not None and published.latest < event.earliest


def _within(when: Time | None, event: Event) -> bool:
    """Tell whether a time lies within the days of an event."""
    if when is None or when.earliest is None or when.latest is None or event.earliest is None:
        return False
    return event.earliest <= when.earliest and (event.latest is None or when.latest <= event.latest)


class Verdict(NamedTuple):
    """What one figure is about: the event and the place, by their names in the study, or why it is neither's.

    `told` where its day is the one of a count or a statement after the event: nobody died on it. `extent` as in
    `toolkit.claims.extent`.
    """

    event: str | None
    place: str | None
    aside: str | None
    by: str | None = None
    told: bool = False
    extent: str | None = None


def judge(
    reading: Reading, claims: Sequence[Claim], places: Sequence[str | None], published: Published, events: Events
) -> list[Verdict]:
    """Say of each figure of an article which event it is about.

    Parameters
    ----------
    places
        The place of each figure, as printed.

    Notes
    -----
    A figure is set aside for its time, for what its words say it is (`toolkit.claims.aside`), for a place of the tree
    that lies apart from the event's, and where its passage is on another attack (`toolkit.claims.strands`). Else it is
    about the event that its sentence names, or that has its days and place; where neither tells, about the one that
    its article is on.
    """
    whole = events.of_article(reading, published)
    window = window_of(events, published)
    later = find_later(reading, claims, window, published, _strands(reading, claims, events, window, published))
    asides = [why or other for why, other in zip(find_asides(reading, claims, window), later, strict=True)]
    named = [events.places.named(place) if place else None for place in places]
    verdicts = [
        Verdict(None, place, aside) if aside else _about(reading, claim, place, events, whole)
        for claim, place, aside in zip(claims, named, asides, strict=True)
    ]
    of = {event.name: event.place for event in events.known}
    return [
        found._replace(
            told=is_of_telling(reading, claim, context.time(claim), window),
            extent=find_extent(reading, claim, Where(place, found.place, of.get(found.event or "")), events.places),
        )
        for claim, place, found in zip(claims, places, verdicts, strict=True)
    ]


def _strands(
    reading: Reading, claims: Sequence[Claim], events: Events, window: Window, published: Published
) -> list[str | None]:
    """Give what sets the passage of each figure apart that is on another attack, and not of the event's own days."""
    if not events.known or not claims:
        return [None] * len(claims)
    homes = tuple(event.place for event in events.known if event.place)
    strands = find_strands(reading, Known(window, published, events.places, homes, events.by_name))
    times = [context.time(claim) for claim in claims]
    own = [time is not None and is_within(time, window) for time in times]
    return [None if mine else in_strand(strands, claim.start) for claim, mine in zip(claims, own, strict=True)]


def window_of(events: Events, published: Published) -> Window:
    """Give the days of the study's events; where one has none, what the day of publication says."""
    if events.known and all(event.earliest for event in events.known):
        first = min(event.earliest for event in events.known if event.earliest)
        lasts = [event.latest for event in events.known]
        return Window(first, None if None in lasts else max(day for day in lasts if day), dated=True)
    if published.earliest is None:
        return Window(None, None)
    # Before the first year there are no days, so that none bounds what was printed in its first weeks.
    dated = published.earliest - date.min >= NEAR
    return Window(published.earliest - NEAR if dated else None, published.latest)


def _about(reading: Reading, claim: Claim, place: str | None, events: Events, whole: Sequence[Event]) -> Verdict:
    if not events.known:
        return Verdict(None, place, None)
    dated, named = events.by_cell(context.time(claim), place, whole), events.by_name(_sentence(reading, claim))
    if named is not None or dated is not None:
        own, by = (named, "its sentence") if named is not None else (dated, "its day and place")
        return Verdict(own.name if own else None, place, None, by)
    if len(whole) != 1:
        return Verdict(None, place, "an article on no event of the study" if not whole else "one of several events")
    reached = place is not None and is_reached(reading, claim.start, place, events.places)
    if events.places.apart(place, whole[0].place) and not reached:
        return Verdict(None, place, ELSEWHERE)
    return Verdict(whole[0].name, place, None, "its article")


def _sentence(reading: Reading, claim: Claim) -> str:
    return reading.plain[claim.shape.spans[0][0] : claim.shape.spans[-1][1]]
