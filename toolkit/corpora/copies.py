"""Which articles are copies of one text, whole, cut or embedded in another, and which passages they share."""

from collections.abc import Callable, Iterator, Mapping, Set
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from toolkit.corpora.narration import GRAM, Narration, narrate
from toolkit.corpora.overlap import Grams, Pair, find_pairs
from toolkit.given import GivenTables, parts_of
from toolkit.tables import COPIES

CONTAINED = 0.5
"""Which part of the shorter narration must stand in the other one."""
READY = 1 << 12
"""So many narrations are kept with their words while passages are looked for."""


class Shared(NamedTuple):
    """One run of words that two articles share: the first and the last word of it in each, by their places."""

    start: int
    end: int
    other_start: int
    other_end: int


def find_copies(articles: GivenTables, *, contained: float = CONTAINED) -> pd.DataFrame:
    """Find the articles that are copies of one text, and the passages that they share.

    Parameters
    ----------
    articles
        A study; or `ARTICLES`, of which `article_id` and `text` are used, and the days where they are there; or an
        extraction that was opened, of which no texts are kept but those of copies.
    contained
        Which part of the shorter article's narration must stand in the longer one, in runs of five words.

    Returns
    -------
    DataFrame
        `COPIES`, in the order of the articles.

    Notes
    -----
    Passages in marks are left out of what is compared: two reporters who quote one speech have copied nobody. The
    measure is containment (Broder 1997), not Jaccard's: a text that is cut, or embedded in a longer one, is a copy
    too. All pairs are measured below 5,000 articles; above, pairs are found by sketches (LSH Ensemble, Zhu et al.
    2016) and then measured. A copy of a copy is in its group. Which text is the first is a guess from days, then from
    length; nobody can tell it from the texts.

    Examples
    --------
    >>> wire = "Two people died on Monday when a ferry burned in the harbour of Port Aro, and the search went on."
    >>> articles = pd.DataFrame({"article_id": ["a1", "a2"], "text": [wire, "Port Aro in brief. " + wire]})
    >>> find_copies(articles)[["article_id", "other_id", "containment"]].values.tolist()
    [['a1', 'a2', 1.0], ['a2', 'a1', 1.0]]
    """
    read = _read(articles)
    pairs = find_pairs(read.grams, contained)
    groups = _groups(pairs)
    firsts = _firsts(read, groups)
    texts = _texts(articles, {read.ids[place] for place in groups})
    told = lru_cache(READY)(lambda place: narrate(texts[read.ids[place]]))
    rows = [row for pair in pairs for row in _rows(pair, read.ids, texts, told, groups, firsts)]
    order = {article_id: place for place, article_id in enumerate(read.ids)}
    return COPIES.build_spans(sorted(rows, key=lambda row: (order[row[0]], row[1], order[row[4]])))


class Read(NamedTuple):
    """What is kept of all articles: ids, the last days of publication, words of narration, and its runs of five."""

    ids: list[str]
    days: list[Any]
    sizes: list[int]
    grams: list[Grams]


def _read(articles: GivenTables) -> Read:
    read = Read([], [], [], [])
    for part in _parts(articles):
        read.ids.extend(part["article_id"])
        read.days.extend(part["published_to"] if "published_to" in part.columns else [None] * len(part))
        for narration in map(narrate, part["text"]):
            read.sizes.append(len(narration.spans))
            read.grams.append(narration.grams)
    return read


def _parts(articles: GivenTables) -> Iterator[pd.DataFrame]:
    return parts_of("find_copies", "articles", ("article_id", "text"), articles, ("published_to",))


def _texts(articles: GivenTables, wanted: Set[str]) -> dict[str, str]:
    """Give the texts of those articles that have copies: of an extraction no others are kept."""
    rows = (zip(part["article_id"], part["text"], strict=True) for part in _parts(articles))
    return {article_id: text for part in rows for article_id, text in part if article_id in wanted}


def _groups(pairs: list[Pair]) -> dict[int, int]:
    """Give the first member of the group of each article that has copies."""
    group: dict[int, int] = {}
    for one, other, _ in pairs:
        low, high = sorted((group.get(one, one), group.get(other, other)))
        for member in (one, other, *(place for place, first in group.items() if first == high and low != high)):
            group[member] = low
    return group


def _firsts(read: Read, groups: Mapping[int, int]) -> dict[int, tuple[int, str]]:
    """Guess which article of each group is the first text, and say by what."""
    members: dict[int, list[int]] = {}
    for place, group in groups.items():
        members.setdefault(group, []).append(place)
    return {group: _first(sorted(places), read) for group, places in members.items()}


def _first(places: list[int], read: Read) -> tuple[int, str]:
    known = [place for place in places if not pd.isna(read.days[place])]
    longest = max(places, key=lambda place: (read.sizes[place], -place))
    if len(known) == len(places):
        day = min(read.days[place] for place in places)
        earliest = [place for place in places if read.days[place] == day]
        if len(earliest) < len(places):
            return max(earliest, key=lambda place: (read.sizes[place], -place)), "earliest day"
    return longest, "longest text"


def _rows(
    pair: Pair,
    ids: list[str],
    texts: Mapping[str, str],
    told: Callable[[int], Narration],
    groups: Mapping[int, int],
    firsts: Mapping[int, tuple[int, str]],
) -> Iterator[tuple[Any, ...]]:
    """Give each passage that a pair shares twice: once from either side."""
    first, basis = firsts[groups[pair.one]]
    group = ids[groups[pair.one]]
    narrations, (mine, theirs) = (told(pair.one), told(pair.other)), (ids[pair.one], ids[pair.other])
    for shared in _shared(*narrations):
        one = _span(narrations[0], shared.start, shared.end)
        other = _span(narrations[1], shared.other_start, shared.other_end)
        about = pair.containment, group, ids[first], basis
        yield mine, *one, texts[mine][slice(*one)], theirs, *other, *about
        yield theirs, *other, texts[theirs][slice(*other)], mine, *one, *about


def _span(narration: Narration, first: int, last: int) -> tuple[int, int]:
    return narration.spans[first][0], narration.spans[last][1]


def _shared(one: Narration, other: Narration) -> Iterator[Shared]:
    """Give the longest runs of words that one narration shares with another, in its order."""
    places: dict[int, list[int]] = {}
    for place, gram in enumerate(other.grams.tolist()):
        places.setdefault(gram, []).append(place)
    grams, others = one.grams.tolist(), other.grams.tolist()
    at = 0
    while at < len(grams):
        best = max((_length(grams, others, at, place) for place in places.get(grams[at], [])), default=(0, 0))
        if best[0]:
            yield Shared(at, at + best[0] + GRAM - 2, -best[1], -best[1] + best[0] + GRAM - 2)
            at += best[0] + GRAM - 1
        else:
            at += 1


def _length(grams: list[int], others: list[int], at: int, place: int) -> tuple[int, int]:
    """Give how many grams agree from two places on, and the place in the other: the earliest one is the greatest."""
    length = 0
    while at + length < len(grams) and place + length < len(others) and grams[at + length] == others[place + length]:
        length += 1
    return length, -place


def texts(articles: pd.DataFrame, copies: pd.DataFrame) -> pd.Series:
    """Give for each article the text that it prints: the first article of its group, or itself.

    Returns
    -------
    Series
        Article ids by article id, in the order of `articles`.
    """
    group = dict(zip(copies["article_id"], copies["group"], strict=True))
    ids = articles["article_id"]
    return pd.Series([group.get(each, each) for each in ids], index=pd.Index(ids, name="article_id"), name="text")


def count_texts(articles: pd.DataFrame, copies: pd.DataFrame) -> int:
    """Count the independent texts among some articles: each group of copies is one.

    Examples
    --------
    >>> from toolkit.tables import COPIES
    >>> count_texts(pd.DataFrame({"article_id": ["a1", "a2"]}), COPIES.build([]))
    2
    """
    return int(texts(articles, copies).nunique()) if len(articles) else 0


def containment(one: str, other: str) -> float:
    """Measure which part of the shorter narration stands in the other one.

    Examples
    --------
    >>> wire = "Two people died on Monday when a ferry burned in the harbour of Port Aro at night."
    >>> containment(wire, "In brief. " + wire)
    1.0
    """
    first, second = (np.unique(narrate(text).grams) for text in (one, other))
    shorter = min(len(first), len(second))
    return len(np.intersect1d(first, second)) / shorter if shorter else 0.0
