"""Which articles are versions of one article, in which order, and which of them is the newest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import pandas as pd

DECLARED, RETRIEVED, PUBLISHED, LISTED = (
    "manifest",
    "time of retrieval",
    "day of publication",
    "order of the articles",
)
"""What the order of versions rests on."""
Row = Mapping[Any, Any]


class Chain(NamedTuple):
    """The versions of one article, the oldest first, by their places; and what their order rests on."""

    places: tuple[int, ...]
    ordered_by: str


def chains(rows: Sequence[Row], links: Iterable[tuple[int, int]]) -> list[Chain]:
    """Join articles that are versions of one another, and put them in their order.

    Parameters
    ----------
    rows
        The articles, with `article_id` and, where they are known, `version_of`, `retrieved_at` and `published_to`.
    links
        Pairs of places in `rows` that are versions of one article.

    Notes
    -----
    What the manifest declares comes first, then the times at which all versions were fetched, then their days, then
    the order in which they stand.
    """
    group = {place: place for place in range(len(rows))}
    for one, other in links:
        low, high = sorted((group[one], group[other]))
        group = {place: low if first == high else first for place, first in group.items()}
    members: dict[int, list[int]] = {}
    for place, first in group.items():
        members.setdefault(first, []).append(place)
    return [_ordered(rows, places) for places in members.values() if len(places) > 1]


def _ordered(rows: Sequence[Row], places: Sequence[int]) -> Chain:
    depth = {place: _depth(rows, places, place) for place in places}
    known: dict[int, Any] = {}
    for level in sorted(set(depth.values())):
        found, ordered_by = _known(rows, [place for place in places if depth[place] == level])
        known |= found
    ordered = sorted(places, key=lambda place: (depth[place], known[place], place))
    return Chain(tuple(ordered), DECLARED if any(depth.values()) else ordered_by)


def _depth(rows: Sequence[Row], places: Sequence[int], place: int) -> int:
    """Count the versions before one, as the manifest declares them; a circle ends where it began."""
    by_id = {rows[each]["article_id"]: each for each in places}
    seen = {place}
    while (before := by_id.get(_cell(rows[place], "version_of"))) is not None and before not in seen:
        seen.add(before)
        place = before
    return len(seen) - 1


def _known(rows: Sequence[Row], places: Sequence[int]) -> tuple[dict[int, Any], str]:
    """Give what orders the versions, and its name: what is known of all of them and differs."""
    times = {place: moment(_cell(rows[place], "retrieved_at")) for place in places}
    days = {place: _cell(rows[place], "published_to") for place in places}
    for known, name in ((times, RETRIEVED), (days, PUBLISHED)):
        if None not in known.values() and len(set(known.values())) > 1:
            return known, name
    return dict.fromkeys(places, 0), LISTED


def _cell(row: Row, name: str) -> Any:
    found = row.get(name)
    return None if pd.isna(found) else found


def moment(written: Any) -> datetime | None:
    """Give the moment that a time in ISO 8601 names, in Greenwich where it has no zone; nothing for other words.

    Examples
    --------
    >>> moment("2025-05-06T09:00:00+02:00").isoformat(), moment("yesterday")
    ('2025-05-06T07:00:00+00:00', None)
    """
    if isinstance(written, datetime | date):
        return datetime.combine(written, datetime.min.time(), UTC) if not isinstance(written, datetime) else written
    try:
        found = datetime.fromisoformat(str(written))
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def declared(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Give the pairs that the manifest declares to be versions of one article."""
    by_id = {row["article_id"]: place for place, row in enumerate(rows)}
    for place, row in enumerate(rows):
        before = by_id.get(_cell(row, "version_of"))
        if before is not None and before != place:
            yield before, place


def every_version(given: Any) -> Any:
    """Give a study with the versions among its articles that it sets aside; a table as it is."""
    replaced = getattr(given, "replaced", None)
    if isinstance(given, pd.DataFrame) or replaced is None or replaced.empty:
        return given
    together = pd.concat([given.articles, replaced], ignore_index=True)
    return given._replace(articles=together, replaced=replaced.head(0))


def part(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part articles into those that stand, and those that a later version replaces, as the manifest declares."""
    if "version_of" not in articles.columns or articles["version_of"].isna().all():
        return articles, articles.head(0)
    rows = articles.to_dict("records")
    old = {place for chain in chains(rows, declared(rows)) for place in chain.places[:-1]}
    is_old = pd.Series([place in old for place in range(len(rows))], index=articles.index)
    return articles[~is_old].reset_index(drop=True), articles[is_old].reset_index(drop=True)
