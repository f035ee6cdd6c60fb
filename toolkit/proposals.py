"""A study in, rows for its sheets out: events and places from first lines, private persons by age and kin."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pandas as pd

from toolkit.claims import find_places
from toolkit.named import find_unlisted
from toolkit.privacy import RESIDENT, Terms, find_details, terms_of
from toolkit.study import Study
from toolkit.text import Reading, read_in
from toolkit.times import UNDATED, Published, find_times

MOST_PLACES = 5
LEAST = 2
"""A place is proposed where so many articles print it in their first lines; in a study of one article, one."""
NOTHING_SHARED = (
    "none, since no place and no day stands in the first lines of two articles; if they tell of several events, write "
    "each into a row of its own"
)
OPENING = frozenset({"headline", "dateline"})


def propose(study: Study) -> list[str]:
    """Propose rows for `events.csv` and `places.csv` where a study has none, and for `private.csv`: one line for each.

    Notes
    -----
    Counted are the places behind "in", "near" and the like, and single days, in the headline, the dateline and the
    first paragraph of each article; what holds a private term is none. For `private.csv` it is who is named with an age
    or as kin, and in no sheet, with the row that the person needs in `entities.csv`. A proposal is a place to look, and
    no judgement: nothing reads it but a person.
    """
    return [*_of_first_lines(study), *_private(study)]


def _private(study: Study) -> Iterator[str]:
    for _, name, beside in find_unlisted(study):
        why = f"named {beside}"
        yield f"proposal for codebook/entities.csv: {_row([name, 'private_person', name, why])}"
        yield f"proposal for codebook/private.csv: {_row([name, name, RESIDENT, why])}"


def _of_first_lines(study: Study) -> list[str]:
    """Propose the places and the day of the datelines, headlines and leads."""
    if not study.events.empty and not study.places.empty:
        return []
    terms = terms_of(study.private, study.entities)
    openings = [_opening(row, terms) for row in _articles(study)]
    places = Counter(place for found, _ in openings for place in found)
    days = Counter(day for _, found in openings for day in found)
    least = min(LEAST, len(openings))
    likely = [(place, times) for place, times in places.most_common(MOST_PLACES) if times >= least]
    lines = [] if not study.events.empty else list(_event(likely, days, len(openings)))
    return lines + ([] if not study.places.empty else list(_places(likely, len(openings))))


def _articles(study: Study) -> Iterator[tuple[Reading, Published]]:
    table = study.articles[["text", "language", "published_from", "published_to"]].astype(object)
    for text, language, *days in table.itertuples(index=False):
        yield read_in(text, language), Published(*(None if pd.isna(day) else day.date() for day in days))


def _opening(article: tuple[Reading, Published], terms: Terms) -> tuple[set[str], set[date]]:
    """Give the places and the single days that stand in the first lines of an article."""
    reading, published = article
    first = next((region.end for region in reading.regions if region.kind == "body"), len(reading.text))
    places: set[str] = set()
    days: set[date] = set()
    for region in reading.regions:
        if region.kind in OPENING or region.end <= first:
            found = find_places(reading.text[region.start : region.end])
            places |= {place for place in found if not find_details(place, terms)}
            times = find_times(reading.plain, region.start, region.end, published or UNDATED)
            days |= {time.earliest for time in times if time.earliest and time.earliest == time.latest}
    return places, days


def _event(likely: list[tuple[str, int]], days: Counter[date], articles: int) -> Iterator[str]:
    if not likely and not days and articles < LEAST:
        return
    (place, printed), *_ = likely or [("", 0)]
    day, times = next(iter(days.most_common(1)), (None, 0))
    if articles > 1 and max(printed, times) < LEAST:
        yield f"proposal for codebook/events.csv: {NOTHING_SHARED}"
        return
    name = f"event in {place}" if place else "event"
    told = [("place", printed), ("day", times)]
    why = f"in the first lines of {articles} articles: {', '.join(f'{what} in {n}' for what, n in told if n)}"
    yield f"proposal for codebook/events.csv: {_row([name, '', day or '', day or '', place, why])}"


def _places(likely: Iterable[tuple[str, int]], articles: int) -> Iterator[str]:
    for place, times in likely:
        row = _row([place, "", place, f"in the first lines of {times} of {articles} articles"])
        yield f"proposal for codebook/places.csv: {row}"


def _row(cells: list[Any]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()
