"""How figures stand in time: days with what is not known of them across, counts up, a panel for each group."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from toolkit.exhibits.ledger import UNKNOWN, by_group, claim_rows, counted_by, ends
from toolkit.exhibits.moved import STEPS
from toolkit.exhibits.panels import Mark, Panels
from toolkit.exhibits.show import Drawing
from toolkit.exhibits.style import SYMBOLS
from toolkit.exhibits.tracks import empty
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import count, day, listing, sentence
from toolkit.study import Study
from toolkit.tolls import shown
from toolkit.tolls.figures import countable, is_kin


class Point(NamedTuple):
    """One figure with its source, the accounts that print it, and the days on which it was first printed."""

    row: dict[Any, Any]
    accounts: tuple[str, ...]
    first: pd.Timestamp | None
    last: pd.Timestamp | None
    times: int


@entering
def draw_tolls(study: Study, claims: pd.DataFrame, relations: pd.DataFrame) -> Drawing:
    """Draw each number of people killed over the days on which it can first have been printed, by group."""
    rows = [row for row in claim_rows(study, claims) if _is_number(row)]
    if not rows:
        return Drawing(
            empty("No number is found."), "The rules find no number of people killed that counts in any account.", 0
        )
    points = _several({heading: _points(study, mine) for heading, mine in by_group(study, rows).items()})
    everything = [point for mine in points.values() for point in mine]
    symbols = _symbols(everything)
    panels = Panels(*_days(everything))
    for heading, mine in points.items():
        panels.panel(heading, [_mark(point, symbols) for point in mine])
    passages = sum(point.times for point in everything)
    return Drawing(panels.done(), _reading(study, everything, claims, relations), passages)


def _is_number(row: dict[Any, Any]) -> bool:
    """Tell whether a row is a number of killed people, asserted of all of them."""
    known = row["low"] is not None or row["high"] is not None
    return known and row["outcome"] == "killed" and row["basis"] != "vague" and countable(row) and not is_kin(row)


def _several(points: dict[str, list[Point]]) -> dict[str, list[Point]]:
    """Leave out the groups with one figure, where others have more: one figure does not move."""
    several = {heading: mine for heading, mine in points.items() if len(mine) > 1}
    return several or points


def _points(study: Study, rows: Sequence[dict[Any, Any]]) -> list[Point]:
    """Put together what several accounts print as one figure of one source."""
    same: dict[tuple[Any, ...], list[dict[Any, Any]]] = {}
    for row in rows:
        same.setdefault((row["low"], row["high"], row["basis"], counted_by(row)), []).append(row)
    bounds = study.articles.set_index("article_id")[["published_from", "published_to"]]
    return [_point(mine, bounds.loc[[row["article_id"] for row in mine]]) for mine in same.values()]


def _point(rows: list[dict[Any, Any]], bounds: pd.DataFrame) -> Point:
    """Give a figure with the days that bound its first printing: the earliest of each bound that is proven."""
    first = None if bounds["published_from"].isna().any() else bounds["published_from"].min()
    last = None if bounds["published_to"].isna().all() else bounds["published_to"].min()
    accounts = tuple(dict.fromkeys(row["account"] for row in rows))
    return Point(rows[0], accounts, first, last, len(rows))


def _days(points: Sequence[Point]) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    days = [day for point in points for day in (point.first, point.last) if day is not None]
    return (min(days), max(days)) if days else (None, None)


def _symbols(points: Sequence[Point]) -> dict[str, str]:
    sources = [source for source, _ in Counter(counted_by(point.row) for point in points).most_common()]
    return {source: SYMBOLS[place % len(SYMBOLS)] for place, source in enumerate(sources)}


def _mark(point: Point, symbols: dict[str, str]) -> Mark:
    low, high = ends(point.row)
    arrow = 1 if point.row["high"] is None else -1 if point.row["low"] is None else 0
    source = counted_by(point.row)
    days = (point.first, point.last)
    return Mark(low, high, arrow, *days, symbols[source], shown(point.row), listing(point.accounts), source)


def _reading(study: Study, points: Sequence[Point], claims: pd.DataFrame, relations: pd.DataFrame) -> str:
    """Say what the days prove: from when to when, and which figures are later ones."""
    first, last = _days(points)
    days = "no day of publication is known" if first is None or last is None else _span(first, last)
    known = {row["claim_id"]: row for row in claim_rows(study, claims) if _is_number(row)}
    told = list(dict.fromkeys(_steps(known, relations)))
    order = f"Proven to follow one another: {'; '.join(told)}." if told else _unproven(points)
    rest = "For the others no order of one source is proven." if told and len(points) > 2 * len(told) else ""
    open_ended = sum(point.last is None for point in points)
    some = "none of them" if open_ended == len(points) else f"{count(len(points) - open_ended, 'of them', 'of them')}"
    until = f", {some} with a last day that is proven" if open_ended else ""
    return " ".join(filter(None, [f"{sentence(count(len(points), 'figure'))}, {days}{until}.", order, rest]))


def _span(first: pd.Timestamp, last: pd.Timestamp) -> str:
    return f"printed on {day(first)} or later" if first == last else f"printed from {day(first)} on"


def _unproven(points: Sequence[Point]) -> str:
    """Say where a source prints several figures that none of them is proven to replace another one."""
    times = Counter(counted_by(point.row) for point in points)
    several = any(number > 1 for source, number in times.items() if source != UNKNOWN)
    return "Of no source is a figure proven to replace another of its figures." if several else ""


def _steps(known: dict[Any, dict[Any, Any]], relations: pd.DataFrame) -> Iterator[str]:
    """Give the steps between figures that are drawn, each with its source."""
    for _, members in relations[relations["kind"].isin(STEPS)].groupby("relation_id", sort=False):
        rows = [known.get(claim) for claim in members["claim_id"]]
        drawn = [row for row in rows if row is not None]
        if len(drawn) == len(rows):
            source = next((row["origin"] for row in drawn if row["origin"]), UNKNOWN)
            yield f"{shown(drawn[0])}, then {shown(drawn[-1])} ({source})"
