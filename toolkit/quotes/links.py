"""The same utterance across accounts in other words: which quotes are wordings of one, and how they differ."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from toolkit.rules import alternatives, words
from toolkit.tables import UTTERANCES

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
COMMON = 500
"""A word of more quotes than this brings no pair together."""


class Wording(NamedTuple):
    """One quote as its words."""

    quote_id: str
    article_id: str
    person: str | None
    words: tuple[str, ...]
    content: frozenset[str]
    figures: frozenset[str]


class Likeness(NamedTuple):
    """How alike two wordings are: aligned words, and those among them that carry content, also as shares."""

    aligned: int
    content: int
    share: float
    content_share: float


def link_quotes(quotes: pd.DataFrame) -> pd.DataFrame:
    """Join quotes that print the same utterance, in the same words or in others.

    Parameters
    ----------
    quotes
        `QUOTES` of all accounts.

    Returns
    -------
    DataFrame
        `UTTERANCES`: one row for each quote, by utterance; what only one quote prints is an utterance of one row. Its
        id is that of the fullest wording, which the others are counted against.

    Notes
    -----
    Two quotes are joined when their aligned words make up enough of the shorter one: the fewer content words, the
    larger the share. Speakers may be missing, but not contradict; figures may be missing, but not differ. The
    shares were set on pairs from BASIL (Fan et al. 2019); on those same pairs the comparison of words alone reaches
    precision 98 and recall 95, so that less must be expected elsewhere.

    Examples
    --------
    >>> from toolkit.quotes import find_quotes
    >>> one = "\u201cWe must keep the port open,\u201d said Ana Roe."
    >>> other = "\u201cWe have to keep the port open,\u201d Roe said."
    >>> quotes = find_quotes(pd.DataFrame({"article_id": ["a1", "a2"], "text": [one, other]}))
    >>> link_quotes(quotes)[["utterance_id", "kept", "dropped", "changed"]].values.tolist()
    [['a2:q0000001', 5, 1, 1], ['a2:q0000001', 7, 0, 0]]
    """
    wordings = [_wording(row) for row in quotes.to_dict("records")]
    return UTTERANCES.build(row for cluster in _clusters(wordings) for row in _rows(cluster))


def align(fullest: tuple[str, ...], other: tuple[str, ...]) -> Sequence[tuple[str, int, int, int, int]]:
    """Give the steps from one wording to another, as difflib does: equal, replace, delete, insert."""
    return SequenceMatcher(None, fullest, other, autojunk=False).get_opcodes()


def split_words(text: str) -> tuple[str, ...]:
    """Split a wording into the words that are compared, whatever their case."""
    return tuple(word.casefold().replace("\u2019", "'").removesuffix("'s") for word in WORD.findall(text))


def is_same(one: Wording, other: Wording) -> bool:
    """Tell whether two wordings are of one utterance, by their words and their speakers."""
    if _contradict(one.person, other.person) or not _agree(one.figures, other.figures):
        return False
    short, long = sorted((one, other), key=lambda wording: len(wording.words))
    if short.content == long.content and len(short.content) > 1:
        return 2 * len(long.words) <= 3 * len(short.words)
    like = _likeness(short.words, long.words)
    return (
        (like.content >= 4 and like.content_share >= 0.55 and like.share >= 0.5)
        or (like.content >= 2 and like.content_share >= 0.75 and like.share >= 0.7)
        or (like.content >= 1 and like.aligned >= 3 and like.share == 1)
    )


def _wording(row: dict[Any, Any]) -> Wording:
    spoken = split_words(row["text"])
    person = None if pd.isna(row["person"]) else row["person"]
    content = frozenset(spoken) - _function_words()
    figures = frozenset(word for word in content if word[0].isdigit())
    return Wording(row["quote_id"], row["article_id"], person, spoken, content, figures)


@lru_cache(maxsize=1 << 16)
def _likeness(short: tuple[str, ...], long: tuple[str, ...]) -> Likeness:
    blocks = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    aligned = [word for block in blocks for word in short[block.a : block.a + block.size]]
    content = sum(word not in _function_words() for word in aligned)
    fewest = min(sum(word not in _function_words() for word in spoken) for spoken in (short, long))
    return Likeness(len(aligned), content, len(aligned) / max(len(short), 1), content / max(fewest, 1))


def _contradict(one: str | None, other: str | None) -> bool:
    """Tell two speakers apart; part of a name, or the same family name in another spelling of the given one, agrees."""
    if one is None or other is None:
        return False
    names = [[_particles().sub("", word) for word in split_words(name)] for name in (one, other)]
    held = set(names[0]) <= set(names[1]) or set(names[1]) <= set(names[0])
    return not held and names[0][-1:] != names[1][-1:]


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether the figures of one stand in the other: with another number it is another statement."""
    return one <= other or other <= one


def _clusters(wordings: list[Wording]) -> Iterator[list[Wording]]:
    """Gather wordings into utterances; no two speakers of one utterance contradict each other."""
    home = {wording.quote_id: [wording] for wording in wordings}
    for one, other in _pairs(wordings):
        first, second = home[one.quote_id], home[other.quote_id]
        if first is second or not is_same(one, other):
            continue
        if not any(_contradict(left.person, right.person) for left in first for right in second):
            first += second
            home.update((wording.quote_id, first) for wording in second)
    seen: set[int] = set()
    for wording in wordings:
        cluster = home[wording.quote_id]
        if id(cluster) not in seen:
            seen.add(id(cluster))
            yield cluster


def _pairs(wordings: Iterable[Wording]) -> Iterator[tuple[Wording, Wording]]:
    """Bring together the wordings that share a word of content, in a fixed order."""
    index: defaultdict[str, list[Wording]] = defaultdict(list)
    for wording in wordings:
        for word in sorted(wording.content):
            index[word].append(wording)
    seen: set[tuple[str, str]] = set()
    for sharing in index.values():
        for one, other in combinations(sharing if len(sharing) <= COMMON else [], 2):
            if (one.quote_id, other.quote_id) not in seen:
                seen.add((one.quote_id, other.quote_id))
                yield one, other


def _rows(cluster: list[Wording]) -> Iterator[tuple[Any, ...]]:
    fullest = max(cluster, key=lambda wording: len(wording.words))
    for wording in sorted(cluster):
        counts = dict.fromkeys(("equal", "delete", "replace", "insert"), 0)
        for step, start, end, first, last in align(fullest.words, wording.words):
            counts[step] += last - first if step in {"replace", "insert"} else end - start
            counts["delete"] += max(end - start - (last - first), 0) if step == "replace" else 0
        yield fullest.quote_id, wording.quote_id, *(counts[step] for step in ("equal", "delete", "replace", "insert"))


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("word_classes", "word"))


@cache
def _particles() -> re.Pattern[str]:
    return re.compile(alternatives(words("name_particles", "particle")))
