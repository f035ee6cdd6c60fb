"""Which wordings may print one utterance: those that share a key, found in arrays of numbers and not one by one."""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from itertools import pairwise
from tempfile import SpooledTemporaryFile
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit.quotes.alignment import function_words
from toolkit.quotes.wordings import Wording

FEW = 30
"""Where more wordings than this share two words, a third leads to those that are held against each other."""
COMMON = 300
"""What more different wordings than this have in common, the third word included, brings no two of them together."""
AT_ONCE = 1 << 17
"""So many pairs are looked at in one step: what memory they take does not grow with the number of quotes."""
SHELVES, IN_MEMORY = 64, 1 << 20
"""Pairs are put together by their first place, on so many shelves; of each a megabyte is in memory."""
BITS = 256
"""How many marks a wording's words are told by: of words that it does not have, it seems to have one in thirty."""
# Odd factors that mix three words into one number; any would do, these are fixed so that each run gives the same.
FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)

Numbers = npt.NDArray[np.integer[Any]]


class Pairs(NamedTuple):
    """Pairs of wordings by their places, the lower one first."""

    one: Numbers
    other: Numbers

    def of(self, chosen: npt.NDArray[np.bool_]) -> "Pairs":
        """Take some of the pairs."""
        return Pairs(self.one[chosen], self.other[chosen])


class Groups(NamedTuple):
    """Keys, each with the places that have it: sorted by both, each place once, and where each key begins."""

    keys: Numbers
    places: Numbers
    starts: Numbers
    sizes: Numbers

    def of(self, chosen: npt.NDArray[np.bool_]) -> "Groups":
        """Take some of the keys, with where they begin."""
        return Groups(self.keys, self.places, self.starts[chosen], self.sizes[chosen])


def find_candidates(wordings: Sequence[Wording]) -> Iterator[tuple[int, int]]:
    """Give every two wordings that share a key, and may share as many words as they must: each pair once, in order.

    Notes
    -----
    A key is a pair of neighbouring words of content, or, where a fragment has one such word, three words in a row. A
    key of few wordings leads to all of them. One of many leads only to those that have a third word in common too,
    unless one of the two has so few that it needs no third.
    """
    numbered = _number(wordings)
    width = len(wordings) // SHELVES + 1
    bounds = np.arange(1, SHELVES, dtype=np.int64) * width << 32
    with ExitStack() as stack:
        shelves = [stack.enter_context(SpooledTemporaryFile(IN_MEMORY)) for _ in range(SHELVES)]
        for pairs in _sharing(numbered):
            packed = _packed(pairs)
            for shelf, part in zip(shelves, np.split(packed, np.searchsorted(packed, bounds)), strict=True):
                shelf.write(part.tobytes())
        for shelf in shelves:
            shelf.seek(0)
            found = _once(np.frombuffer(bytearray(shelf.read()), dtype=np.int64))
            yield from zip((found >> 32).tolist(), (found & 0xFFFFFFFF).tolist(), strict=True)


class Numbered:
    """The words of all wordings by numbers, one after the other: which word, whose, and whether it carries content."""

    def __init__(self, words: Numbers, lengths: Numbers, carries: npt.NDArray[np.bool_], least: Numbers) -> None:
        self.words = words
        self.places = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        self.carries = carries[words] if len(words) else np.empty(0, dtype=np.bool_)
        self.least = least
        self.vocabulary = len(carries)

    @cached_property
    def content(self) -> tuple[Numbers, Numbers]:
        """Give each wording's words of content, each once, and where those of each wording begin."""
        held = np.unique(self.places[self.carries] * np.int64(self.vocabulary) + self.words[self.carries])
        owners = held // max(self.vocabulary, 1)
        starts = np.searchsorted(owners, np.arange(len(self.least) + 1))
        return (held - owners * self.vocabulary).astype(np.int32), starts

    @cached_property
    def lonely(self) -> npt.NDArray[np.bool_]:
        """Say which wordings have a single word of content."""
        single: npt.NDArray[np.bool_] = np.diff(self.content[1]) == 1
        return single

    @cached_property
    def marks(self) -> npt.NDArray[np.uint64]:
        """Give for each wording the marks of its words of content."""
        words, starts = self.content
        owners = np.repeat(np.arange(len(self.least)), np.diff(starts))
        marks = np.zeros((len(self.least), BITS // 64), dtype=np.uint64)
        np.bitwise_or.at(marks, (owners, words % BITS >> 6), np.uint64(1) << (words & 63).astype(np.uint64))
        return marks


def _number(wordings: Sequence[Wording]) -> Numbered:
    numbers: dict[str, int] = {}
    words, lengths, least = array("i"), array("q"), array("q")
    for wording in wordings:
        words.extend(numbers.setdefault(word, len(numbers)) for word in wording.whole.words)
        lengths.append(len(wording.whole.words))
        least.append(wording.least)
    carries = np.array([word not in function_words() for word in numbers], dtype=np.bool_)
    return Numbered(np.array(words), np.array(lengths, dtype=np.int64), carries, np.array(least, dtype=np.int64))


def _sharing(numbered: Numbered) -> Iterator[Pairs]:
    groups = _groups(*_keys(numbered))
    threes = groups.keys[groups.starts] < 0
    yield from _of_keys(groups.of(~threes), numbered)
    for pairs in _of_keys(groups.of(threes), numbered):
        yield pairs.of(numbered.lonely[pairs.one] | numbered.lonely[pairs.other])


def _of_keys(groups: Groups, numbered: Numbered) -> Iterator[Pairs]:
    several, many = groups.sizes > 1, groups.sizes > FEW
    for pairs in _within(groups.of(several & ~many)):
        yield _enough(pairs, numbered)
    for pairs in _within(groups.of(many & (groups.sizes <= COMMON))):
        poor = (numbered.least[pairs.one] <= 2) | (numbered.least[pairs.other] <= 2)
        yield pairs.of(poor)
    for thirds in _thirds(groups.of(many), numbered):
        for pairs in _within(thirds.of((thirds.sizes > 1) & (thirds.sizes <= COMMON))):
            yield _enough(pairs, numbered)


def _keys(numbered: Numbered) -> tuple[Numbers, Numbers]:
    """Give the keys of all wordings, each with its place: pairs as positive numbers, three words as negative ones."""
    words, places = numbered.words[numbered.carries].astype(np.int64), numbered.places[numbered.carries]
    near = places[1:] == places[:-1]
    one, other = words[:-1][near], words[1:][near]
    threes, owners = _threes(numbered)
    keys = np.concatenate((np.minimum(one, other) << 32 | np.maximum(one, other), threes))
    return keys, np.concatenate((places[1:][near], owners))


def _threes(numbered: Numbered) -> tuple[Numbers, Numbers]:
    """Give every three words in a row that stand in a fragment with a single word of content."""
    if not numbered.lonely.any():
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int32)
    near = np.flatnonzero(numbered.places[2:] == numbered.places[:-2])
    mixed = np.zeros(len(near), dtype=np.uint64)
    for step, factor in enumerate(FACTORS):
        mixed = (mixed ^ (numbered.words[near + step].astype(np.uint64) + np.uint64(1))) * factor
    keys, places = -1 - (mixed >> np.uint64(2)).astype(np.int64), numbered.places[near]
    known = np.isin(keys, keys[numbered.lonely[places]])
    return keys[known], places[known]


def _groups(keys: Numbers, places: Numbers) -> Groups:
    order = np.lexsort((places, keys))
    keys, places = keys[order], places[order]
    fresh = np.ones(len(keys), dtype=np.bool_)
    fresh[1:] = (keys[1:] != keys[:-1]) | (places[1:] != places[:-1])
    keys, places = keys[fresh], places[fresh]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.empty(0, np.int64)
    return Groups(keys, places, starts, np.diff(np.append(starts, len(keys))))


def _within(groups: Groups) -> Iterator[Pairs]:
    """Give all pairs of the places of each key, a hundred thousand at a time."""
    for size in np.unique(groups.sizes).tolist():
        starts = groups.starts[groups.sizes == size]
        first, second = np.triu_indices(size, 1)
        step = max(AT_ONCE // len(first), 1)
        for at in range(0, len(starts), step):
            places = groups.places[starts[at : at + step, None] + np.arange(size)]
            yield Pairs(places[:, first].ravel(), places[:, second].ravel())


def _thirds(groups: Groups, numbered: Numbered) -> Iterator[Groups]:
    """Give the wordings of a common key by each further word of theirs; those that need none are left out."""
    words, starts = numbered.content
    ends = np.cumsum(groups.sizes)
    steps = np.searchsorted(ends, np.arange(0, groups.sizes.sum(), AT_ONCE), side="right")
    for first, last in pairwise([*np.unique(steps).tolist(), len(ends)]):
        rows = _expanded(groups.starts[first:last], groups.sizes[first:last])
        owners = np.repeat(np.arange(first, last), groups.sizes[first:last])
        rich = numbered.least[groups.places[rows]] > 2
        rows, owners = rows[rich], owners[rich]
        places, keys = groups.places[rows], groups.keys[rows]
        counts = starts[places + 1] - starts[places]
        third = words[_expanded(starts[places], counts)]
        keys, owners, places = (np.repeat(each, counts) for each in (keys, owners, places))
        further = (keys < 0) | ((third != keys >> 32) & (third != keys & 0xFFFFFFFF))
        yield _groups(owners[further] * np.int64(numbered.vocabulary) + third[further], places[further])


def _expanded(starts: Numbers, counts: Numbers) -> Numbers:
    """Give the places from each start on, as many as are counted."""
    before = np.cumsum(counts) - counts
    places: Numbers = np.arange(counts.sum()) + np.repeat(starts - before, counts)
    return places


def _enough(pairs: Pairs, numbered: Numbered) -> Pairs:
    """Leave out pairs that can't share as many words as one of them must: by their marks, which hide no shared word."""
    words, starts = numbered.content
    counts = starts[pairs.one + 1] - starts[pairs.one]
    held = words[_expanded(starts[pairs.one], counts)]
    others = np.repeat(pairs.other, counts)
    seems = numbered.marks[others, held % BITS >> 6] >> (held & 63).astype(np.uint64) & np.uint64(1)
    total = np.concatenate(([0], np.cumsum(seems.astype(np.int64))))
    ends = np.cumsum(counts)
    shared = total[ends] - total[ends - counts]
    enough = shared >= np.minimum(numbered.least[pairs.one], numbered.least[pairs.other])
    return pairs.of(enough)


def _packed(pairs: Pairs) -> Numbers:
    """Give each pair once, as one number."""
    return _once(pairs.one.astype(np.int64) << 32 | pairs.other)


def _once(numbers: Numbers) -> Numbers:
    """Give each number once, in order."""
    numbers.sort()
    fresh = np.ones(len(numbers), dtype=np.bool_)
    fresh[1:] = numbers[1:] != numbers[:-1]
    return numbers[fresh]
