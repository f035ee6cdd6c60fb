"""Which articles are versions of one article: by the manifest, by address, or by outlet and words."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pandas as pd

from toolkit.corpora.copies import containment
from toolkit.corpora.narration import narrate
from toolkit.corpora.overlap import find_pairs
from toolkit.given import Given, tables_of
from toolkit.lineage import DECLARED, Chain, chains, declared, every_version
from toolkit.tables import VERSIONS

CONTAINED = 0.6
"""Which part of the shorter narration of two articles of one outlet must stand in the other one."""
ADDRESS, WORDS = "same address", "same outlet and words"


class Link(NamedTuple):
    """Two articles by their places, and what says that they are versions of one."""

    one: int
    other: int
    basis: str


def find_versions(articles: Given, *, contained: float = CONTAINED) -> pd.DataFrame:
    """Find the articles that are versions of one article.

    Parameters
    ----------
    articles
        A study, with the versions that it sets aside; or `ARTICLES`, of which `article_id` and `text` are used, and
        outlet, url, version_of, retrieved_at and the days where they are there.
    contained
        Which part of the shorter article's narration must stand in the other one, in runs of five words.

    Returns
    -------
    DataFrame
        `VERSIONS`, each article's versions together, the oldest first.

    Notes
    -----
    Two articles of one outlet that share most of their words may also be two articles: the basis says what a row rests
    on, and `version_of` in the manifest is what counts. An address without a path, a front page, joins nothing.

    Examples
    --------
    >>> rows = [["a1", "Aro Post", "Two died.", None], ["a2", "Aro Post", "Three died.", "a1"]]
    >>> articles = pd.DataFrame(rows, columns=["article_id", "outlet", "text", "version_of"])
    >>> find_versions(articles)[["article_id", "version"]].values.tolist()
    [['a1', 1], ['a2', 2]]
    """
    (articles,) = tables_of("find_versions", articles=every_version(articles))
    rows = articles.to_dict("records")
    links = list(_links(rows, contained))
    found = chains(rows, [link[:2] for link in links])
    return VERSIONS.build(row for chain in found for row in _rows(rows, chain, links))


def _links(rows: Sequence[dict[Any, Any]], contained: float) -> Iterator[Link]:
    yield from (Link(*pair, DECLARED) for pair in declared(rows))
    for places in _together(rows, "url", _address):
        yield from (Link(places[0], place, ADDRESS) for place in places[1:])
    for places in _together(rows, "outlet", str):
        narrations = [narrate(rows[place]["text"]).grams for place in places]
        for pair in find_pairs(narrations, contained):
            yield Link(places[pair.one], places[pair.other], WORDS)


def _together(rows: Sequence[dict[Any, Any]], name: str, key: Any) -> Iterator[list[int]]:
    """Give the places of articles that have one value of a column."""
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        found = row.get(name)
        if isinstance(found, str) and (known := key(found)):
            places.setdefault(known, []).append(place)
    return (each for each in places.values() if len(each) > 1)


def _address(url: str) -> str:
    """Reduce an address to what names an article; that of a front page names none.

    Examples
    --------
    >>> _address("https://WWW.aropost.invalid/ferry/?ref=rss#top"), _address("https://aropost.invalid/")
    ('aropost.invalid/ferry?ref=rss', '')
    """
    parts = urlsplit(url.strip())
    path = parts.path.rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{path}{query}" if path or query else ""


def _rows(rows: Sequence[dict[Any, Any]], chain: Chain, links: Sequence[Link]) -> Iterator[tuple[Any, ...]]:
    first = rows[chain.places[0]]["article_id"]
    for number, place in enumerate(chain.places, start=1):
        before = rows[chain.places[number - 2]] if number > 1 else None
        shared = None if before is None else containment(before["text"], rows[place]["text"])
        basis = None if before is None else _basis(links, chain.places[: number - 1], place)
        ordered_by = None if before is None else chain.ordered_by
        previous = None if before is None else before["article_id"]
        yield rows[place]["article_id"], number, len(chain.places), first, previous, basis, shared, ordered_by


def _basis(links: Sequence[Link], before: Sequence[int], place: int) -> str:
    """Give what joins a version with one before it; where none does itself, with one after it."""
    ranked = (DECLARED, ADDRESS, WORDS)
    near = [link.basis for link in links if place in link[:2] and (set(link[:2]) - {place}) & set(before)]
    return min(near or [link.basis for link in links if place in link[:2]], key=ranked.index)
