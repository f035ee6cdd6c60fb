"""Which articles are copies of one text, whole, cut or embedded in another, and which passages they share."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from toolkit.corpora.narration import GRAM, Narration, narrate
from toolkit.corpora.overlap import Pair, find_pairs
from toolkit.given import Given, tables_of
from toolkit.tables import COPIES

CONTAINED = 0.5
"""Which part of the shorter narration must stand in the other one."""


class Shared(NamedTuple):
    """One run of words that two articles share: the first and the last word of it in each, by their places."""

    start: int
    end: int
    other_start: int
    other_end: int


def find_copies(articles: Given, *, contained: float = CONTAINED) -> pd.DataFrame:
    """Find the articles that are copies of one text, and the passages that they share.

    Parameters
    ----------
    articles
        A study; or `ARTICLES`, of which `article_id` and `text` are used, and the days where they are there.
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
    (articles,) = tables_of("find_copies", articles=articles)
    narrations = [narrate(text) for text in articles["text"]]
    pairs = find_pairs([narration.grams for narration in narrations], contained)
    groups = _groups(pairs)
    firsts = _firsts(articles, narrations, groups)
    rows = [row for pair in pairs for row in _rows(articles, narrations, pair, groups, firsts)]
    order = {article_id: place for place, article_id in enumerate(articles["article_id"])}
    return COPIES.build_spans(sorted(rows, key=lambda row: (order[row[0]], row[1], order[row[4]])))


def _groups(pairs: list[Pair]) -> dict[int, int]:
    """Give the first member of the group of each article that has copies."""
    group: dict[int, int] = {}
    for one, other, _ in pairs:
        low, high = sorted((group.get(one, one), group.get(other, other)))
        for member in (one, other, *(place for place, first in group.items() if first == high and low != high)):
            group[member] = low
    return group


def _firsts(
    articles: pd.DataFrame, narrations: list[Narration], groups: Mapping[int, int]
) -> dict[int, tuple[int, str]]:
    """Guess which article of each group is the first text, and say by what."""
    members: dict[int, list[int]] = {}
    for place, group in groups.items():
        members.setdefault(group, []).append(place)
    days = articles["published_to"] if "published_to" in articles.columns else pd.Series(pd.NaT, index=articles.index)
    return {group: _first(sorted(places), list(days), narrations) for group, places in members.items()}


def _first(places: list[int], days: list[Any], narrations: list[Narration]) -> tuple[int, str]:
    known = [place for place in places if not pd.isna(days[place])]
    longest = max(places, key=lambda place: (len(narrations[place].spans), -place))
    if len(known) == len(places):
        day = min(days[place] for place in places)
        earliest = [place for place in places if days[place] == day]
        if len(earliest) < len(places):
            return max(earliest, key=lambda place: (len(narrations[place].spans), -place)), "earliest day"
    return longest, "longest text"


def _rows(
    articles: pd.DataFrame,
    narrations: list[Narration],
    pair: Pair,
    groups: Mapping[int, int],
    firsts: Mapping[int, tuple[int, str]],
) -> Iterator[tuple[Any, ...]]:
    """Give each passage that a pair shares twice: once from either side."""
    ids, texts = articles["article_id"].array, articles["text"].array
    first, basis = firsts[groups[pair.one]]
    group = ids[groups[pair.one]]
    for shared in _shared(narrations[pair.one], narrations[pair.other]):
        one = _span(narrations[pair.one], shared.start, shared.end)
        other = _span(narrations[pair.other], shared.other_start, shared.other_end)
        about = pair.containment, group, ids[first], basis
        yield ids[pair.one], *one, texts[pair.one][slice(*one)], ids[pair.other], *other, *about
        yield ids[pair.other], *other, texts[pair.other][slice(*other)], ids[pair.one], *one, *about


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
