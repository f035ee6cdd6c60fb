"""Two wordings of what somebody said: their words and sentences, and whether they print one utterance."""

import re
from collections.abc import Iterable, Iterator
from difflib import Match, SequenceMatcher
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from toolkit.rules import alternatives, words

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
# A full stop after one letter is an initial's: "the U.S. did not". An ellipsis or a dash may hide what was left out.
SENTENCE_END = re.compile(r"(?<=[^\W_][^\W_A-Z])[.!?]['\"\u2019\u201d\])]*\s+|\.\.\.|\u2026|\s--\s|\u2014|\s\u2013\s|;")
WORTH = 5
"""What an aligned word weighs, where each other word between two aligned ones, on either side, takes one away: a gap
joins two stretches as long as it is less than this many times as long as either."""
RUN = 3
"""A run of fewer aligned words than this is chance."""
SHORT, MIDDLE = 5, 9
"""Most words of a fragment, and of a clause; what is longer is a sentence."""
FRAGMENT_SHARE, CLAUSE_SHARE, SENTENCE_SHARE = 0.75, 0.7, 0.55
"""Least share of the shorter wording that must be aligned: the shorter, the more."""
SENTENCE_CONTENT = 4
"""Fewest aligned words of content between two sentences."""

Words = tuple[str, ...]


class Part(NamedTuple):
    """One sentence of a wording, or the whole: its words, those that carry content, and those that count."""

    words: Words
    content: frozenset[str]
    figures: frozenset[str]


class Wording(NamedTuple):
    """What one passage prints: the whole, its sentences where it has several, who speaks, and its pairs of words."""

    whole: Part
    sentences: tuple[Part, ...]
    person: str | None
    pairs: frozenset[Words]


class Likeness(NamedTuple):
    """Aligned words, those among them that carry content, and both as shares of the shorter wording."""

    aligned: int
    content: int
    share: float
    content_share: float


def split_words(text: str) -> Words:
    """Split a wording into the words that are compared, whatever their case.

    Examples
    --------
    >>> split_words("We can\u2019t close Port Aro's quay.")
    ('we', "can't", 'close', 'port', 'aro', 'quay')
    """
    return tuple(word.casefold().replace("\u2019", "'").removesuffix("'s") for word in WORD.findall(text))


def read_wording(text: str, person: str | None = None) -> Wording:
    """Read a passage as a wording."""
    sentences = [part for part in map(split_words, SENTENCE_END.split(text)) if len(part) >= RUN]
    parts = tuple(map(_part, sentences)) if len(sentences) > 1 else ()
    whole = _part(split_words(text))
    return Wording(whole, parts, person, find_pairs(whole.words))


def count_shared(one: Wording, other: Wording) -> int:
    """Count the words in which two wordings print one utterance; none when they don't.

    Notes
    -----
    Two wordings print one utterance when the whole or a sentence of one has enough of its words, in the same order and
    near each other, in the whole or a sentence of the other: all but one of a fragment, seven in ten of a clause, more
    than half of a sentence. A fragment of the same words in another order counts too. Figures may be missing on one
    side, but not differ; speakers likewise. Two words do only where both speakers are known.

    Near each other are the words of the heaviest runs of the alignment, as Ruzzo and Tompa (1999) cut a sequence: each
    aligned word weighs five, each word between takes one. On BASIL every weight from three to ten finds as many links.
    """
    if contradict(one.person, other.person) or not _may_be_same(one, other):
        return 0
    known = one.person is not None and other.person is not None
    shared = max(_shared(one.whole, other.whole, 1, known=known), _shuffled(one.whole, other.whole))
    for left in (one.sentences or (one.whole,)) if one.sentences or other.sentences else ():
        for right in other.sentences or (other.whole,):
            shared = max(shared, _shared(left, right, 2, known=False))
    return shared


def contradict(one: str | None, other: str | None) -> bool:
    """Tell two speakers apart; part of a name, or the same family name in another spelling of the given one, agrees.

    Examples
    --------
    >>> contradict("Ana Roe", "Roe"), contradict("Ana Roe", None), contradict("Ana Roe", "Bo Lind")
    (False, False, True)
    """
    if one is None or other is None or one == other:
        return False
    names = [_name(one), _name(other)]
    held = set(names[0]) <= set(names[1]) or set(names[1]) <= set(names[0])
    return not held and names[0][-1:] != names[1][-1:]


def find_pairs(spoken: Words) -> frozenset[Words]:
    """Give the pairs of words that carry content with no other such word between them, in either order.

    Examples
    --------
    >>> sorted(find_pairs(("keep", "the", "port", "open")))
    [('keep', 'port'), ('open', 'port')]
    """
    content = [word for word in spoken if word not in function_words()]
    return frozenset((min(pair), max(pair)) for pair in pairwise(content))


def find_threes(spoken: Words) -> frozenset[Words]:
    """Give every three words in a row: what a fragment with a single word of content is found by."""
    return frozenset(zip(spoken, spoken[1:], spoken[2:], strict=False))


def _may_be_same(one: Wording, other: Wording) -> bool:
    if not one.pairs.isdisjoint(other.pairs):
        return True
    lonely = len(one.whole.content) == 1 or len(other.whole.content) == 1
    return lonely and not find_threes(one.whole.words).isdisjoint(find_threes(other.whole.words))


def _shared(one: Part, other: Part, fewest: int, *, known: bool) -> int:
    """Count the aligned words of two parts; none when they are too few."""
    short, long = sorted((one, other), key=lambda part: (len(part.words), part.words))
    if not _may_suffice(short, long, fewest) or not _agree(short.figures, long.figures):
        return 0
    like = _likeness(short.words, long.words)
    return like.aligned if like.content >= fewest and _is_enough(like, len(short.words), known=known) else 0


def _may_suffice(short: Part, long: Part, fewest: int) -> bool:
    """Spare the alignment of two parts that have too few words in common, in whatever order."""
    common, length = long.content.intersection(short.words), len(short.words)
    least = FRAGMENT_SHARE if length <= SHORT else CLAUSE_SHARE if length <= MIDDLE else SENTENCE_SHARE
    missing = sum(word in short.content and word not in common for word in short.words)
    return len(common) >= fewest and length - missing >= least * length


def _is_enough(like: Likeness, length: int, *, known: bool) -> bool:
    if length < RUN:
        return known and like.share == 1 and like.content == length
    if length <= SHORT:
        return like.share == 1 or (like.share >= FRAGMENT_SHARE and like.content_share == 1 and like.content > 1)
    if length <= MIDDLE:
        return like.share >= CLAUSE_SHARE and like.content_share >= CLAUSE_SHARE
    enough = like.share >= SENTENCE_SHARE and like.content_share >= SENTENCE_SHARE
    return enough and like.content >= SENTENCE_CONTENT


def _shuffled(one: Part, other: Part) -> int:
    """Count the words of a fragment that stands in another order: "return to relative calm", "relative return"."""
    short, long = sorted((len(one.words), len(other.words)))
    if one.content != other.content or len(one.content) < 2 or 2 * long > 3 * short:
        return 0
    return short


@lru_cache(maxsize=1 << 14)
def _likeness(short: Words, long: Words) -> Likeness:
    blocks = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    kept = [run for run in _runs(blocks) if sum(block.size for block in run) >= min(RUN, len(short))]
    aligned = [word for run in kept for block in run for word in short[block.a : block.a + block.size]]
    content = _count_content(aligned)
    fewest = min(_count_content(short), _count_content(long))
    return Likeness(len(aligned), content, len(aligned) / max(len(short), 1), content / max(fewest, 1))


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


def _part(spoken: Words) -> Part:
    content = frozenset(spoken) - function_words()
    figures = frozenset(word for word in content if word[0].isdigit() or word in _numbers())
    return Part(spoken, content, figures)


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether the figures of one stand in the other: with another number it is another statement."""
    return one <= other or other <= one


def _count_content(spoken: Iterable[str]) -> int:
    return sum(word not in function_words() for word in spoken)


@lru_cache(maxsize=1 << 14)
def _name(person: str) -> tuple[str, ...]:
    return tuple(_particles().sub("", word) for word in split_words(person))


@cache
def function_words() -> frozenset[str]:
    """Give the words that join and point, and carry little content of their own."""
    return frozenset(word.casefold() for word in words("word_classes", "word"))


@cache
def _numbers() -> frozenset[str]:
    return frozenset(words("count_words", "word", kind="number") + words("count_words", "word", kind="tens"))


@cache
def _particles() -> re.Pattern[str]:
    return re.compile(alternatives(words("name_particles", "particle")))
