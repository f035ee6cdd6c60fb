"""Which words of two wordings stand in the same order and near each other."""

from collections.abc import Iterable, Iterator
from difflib import Match, SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from toolkit.rules import words

WORTH = 5
"""What an aligned word weighs, where each other word between two aligned ones, on either side, takes one away: a gap
joins two stretches as long as it is less than this many times as long as either. On BASIL, F1 is 97.4 or more for every
value from 3 to 6."""
RUN = 3
"""A run of fewer aligned words than this is chance."""

Words = tuple[str, ...]


class Likeness(NamedTuple):
    """Aligned words, those among them that carry content, and both as shares of the shorter wording."""

    aligned: int
    content: int
    share: float
    content_share: float


@lru_cache(maxsize=1 << 14)
def align_words(short: Words, long: Words) -> Likeness:
    """Count the words of the shorter of two wordings that stand in the longer, in the same order and near each other.

    Notes
    -----
    The runs are the maximal scoring subsequences of Ruzzo and Tompa (1999), of the stretches that difflib matches.

    Examples
    --------
    >>> align_words(("we", "keep", "the", "port"), ("we", "keep", "our", "port", "open")).aligned
    3
    """
    if f" {' '.join(short)} " in f" {' '.join(long)} ":  # a wording that was cut: difflib says the same, at length
        blocks = [Match(0, 0, len(short))]
    else:
        blocks = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    kept = [run for run in _runs(blocks) if sum(block.size for block in run) >= min(RUN, len(short))]
    aligned = [word for run in kept for block in run for word in short[block.a : block.a + block.size]]
    content = count_content(aligned)
    fewest = min(count_content(short), count_content(long))
    return Likeness(len(aligned), content, len(aligned) / max(len(short), 1), content / max(fewest, 1))


def count_content(spoken: Iterable[str]) -> int:
    """Count the words that carry content, each as often as it stands there.

    Examples
    --------
    >>> count_content(("the", "port", "of", "the", "port"))
    2
    """
    return sum(word not in function_words() for word in spoken)


@cache
def function_words() -> frozenset[str]:
    """Give the words that join and point, and carry little content of their own."""
    return frozenset(word.casefold() for word in words("word_classes", "word"))


def _runs(blocks: list[Match]) -> Iterator[list[Match]]:
    """Give the heaviest run of the aligned words, then the heaviest before it and after it, and so on."""
    todo = [blocks]
    while todo:
        rest = todo.pop()
        if rest:
            _, start, end = max(_heaviest(rest))
            yield rest[start:end]
            todo += [rest[:start], rest[end:]]


def _heaviest(blocks: list[Match]) -> Iterator[tuple[int, int, int]]:
    """Give the weight of the heaviest run that ends with each block, and from where to where it goes."""
    weight = start = 0
    for place, block in enumerate(blocks):
        weight -= _between(blocks[place - 1], block) if place else 0
        if weight <= 0:
            weight, start = 0, place
        weight += WORTH * block.size
        yield weight, start, place + 1


def _between(before: Match, after: Match) -> int:
    return max(after.a - before.a, after.b - before.b) - before.size
