"""Two wordings of what somebody said: their words and sentences, and whether they print one utterance."""

import re
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import pairwise
from math import ceil
from sys import intern
from typing import NamedTuple

from toolkit.folding import fold
from toolkit.patterns import class_words
from toolkit.quotes.alignment import RUN, Likeness, Words, align_words, function_words
from toolkit.rules import words
from toolkit.speech.fullest import particles

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
# A full stop after one letter is an initial's: "the U.S. did not". An ellipsis or a dash may hide what was left out.
SENTENCE_END = re.compile(r"(?<=[^\W_][^\W_A-Z])[.!?]['\"\u2019\u201d\])]*\s+|\.\.\.|\u2026|\s--\s|\u2014|\s\u2013\s|;")
SHORT, MIDDLE = 5, 9
"""Most words of a fragment, and of a clause; what is longer is a sentence."""
FRAGMENT_SHARE, CLAUSE_SHARE, SENTENCE_SHARE = 0.75, 0.7, 0.55
"""Least share of the shorter wording that must be aligned: the shorter, the more."""
SENTENCE_CONTENT = 4
"""Fewest aligned words of content between two sentences."""
GIVEN_AND_FAMILY = 2
ONE_NAME = 0.6
"""Least likeness of two spellings of one given name, as difflib measures it: Ahmad and Ahmed have 0.8."""
# "Ana Roe's father", "spokesman for Ana Roe", "a friend of Roe": who speaks is not the one who is named.
BELONGS = re.compile(r"[A-Z]\S*['\u2019]s(?= [a-z])|(?<=[a-z] )(?:for|of|to) (?:[A-Z]\S* ?)+")


class Part(NamedTuple):
    """One sentence of a wording, or the whole: its words, those that carry content and those that count, each once.

    `spoken` counts the words that carry content as often as they stand there.
    """

    words: Words
    known: frozenset[str]
    content: frozenset[str]
    figures: frozenset[str]
    spoken: int


class Wording(NamedTuple):
    """What one passage prints: the whole, its sentences where it has several, and who speaks.

    Two wordings of one utterance share at least as many different words of content as the `least` of one of them.
    """

    whole: Part
    sentences: tuple[Part, ...]
    person: str | None
    least: int

    @property
    def pairs(self) -> frozenset[Words]:
        """Give its pairs of neighbouring words of content."""
        return find_pairs(self.whole.words)


def split_words(text: str) -> Words:
    """Split a wording into the words that are compared, whatever their case.

    Examples
    --------
    >>> split_words("We can\u2019t close Port Aro's quay.")
    ('we', "can't", 'close', 'port', 'aro', 'quay')
    """
    return tuple(word.casefold().replace("\u2019", "'").removesuffix("'s") for word in WORD.findall(fold(text)))


def read_wording(text: str, person: str | None = None) -> Wording:
    """Read a passage as a wording."""
    return wording_of(line_of(text, person))


def line_of(text: str, person: str | None) -> str:
    r"""Give all that is compared of a passage in one line, so that equal wordings are equal lines.

    Examples
    --------
    >>> line_of("We stay here. The port is ours!", "Ana Roe")
    'we stay here the port is ours\nwe stay here\nthe port is ours\tAna Roe'
    """
    parts = SENTENCE_END.split(text)
    sentences = [part for part in map(split_words, parts) if len(part) >= RUN] if len(parts) > 1 else []
    read = [split_words(text), *(sentences if len(sentences) > 1 else ())]
    speaker = "" if person is None else f"\t{person}"
    return "\n".join(map(" ".join, read)) + speaker


def words_of(line: str) -> Words:
    """Give the words of the whole passage that a line stands for."""
    return tuple(line.partition("\t")[0].partition("\n")[0].split())


def wording_of(line: str) -> Wording:
    """Make the wording ready that a line stands for."""
    spoken, named, person = line.partition("\t")
    # A word that many wordings have is kept once.
    whole, *sentences = (_part(tuple(map(intern, part.split()))) for part in spoken.split("\n"))
    least = min(_least(whole, 1), *(_least(part, 2) for part in sentences), SENTENCE_CONTENT)
    return Wording(whole, tuple(sentences), person if named else None, least)


def count_shared(one: Wording, other: Wording) -> int:
    """Count the words in which two wordings print one utterance; none when they don't.

    Notes
    -----
    Two wordings print one utterance when the whole or a sentence of one has enough of its words, in the same order and
    near each other, in the whole or a sentence of the other: all but one of a fragment, seven in ten of a clause, more
    than half of a sentence. A fragment of the same words in another order counts too. Figures may be missing on one
    side, but not differ; speakers likewise. Two words do only where both speakers are known.

    Words are near each other where those between do not outweigh them (see `align_words`): an aligned word weighs as
    much as five between. On BASIL every weight from three to ten finds as many links.
    """
    return count_common(one, other) if _may_be_same(one, other) else 0


def count_common(one: Wording, other: Wording) -> int:
    """Count the same of two wordings that are known to share a key: see `count_shared`."""
    if contradict(one.person, other.person):
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
    >>> contradict("Ana Roe", "Karl Roe"), contradict("Ahmad Roe", "Ahmed Roe"), contradict("Roe's father", "Roe")
    (True, False, True)
    """
    if one is None or other is None or one == other:
        return False
    if _speaks_for(one) != _speaks_for(other):
        return True
    names = [_name(one), _name(other)]
    if names[0][-1:] == names[1][-1:] and len(names[0]) == len(names[1]) == GIVEN_AND_FAMILY:
        return _is_other_name(names[0][0], names[1][0])
    held = set(names[0]) <= set(names[1]) or set(names[1]) <= set(names[0])
    return not held and names[0][-1:] != names[1][-1:]


@lru_cache(maxsize=1 << 14)
def _is_other_name(one: str, other: str) -> bool:
    """Tell two given names apart from two spellings of one, and from an initial: Ana and Karl, not Ahmad and Ahmed."""
    if one[0] == other[0] and 1 in (len(one), len(other)):
        return False
    first, second = sorted((one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() < ONE_NAME


@lru_cache(maxsize=1 << 14)
def _speaks_for(person: str) -> frozenset[str]:
    """Give the names that a speaker belongs to and is not: Ana Roe's father, a spokesman for Ana Roe."""
    match = BELONGS.search(person)
    return frozenset(split_words(match[0])) if match else frozenset()


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
    first = (len(one.words), one.words) <= (len(other.words), other.words)
    short, long = (one, other) if first else (other, one)
    if not _agree(short.figures, long.figures):
        return 0
    for compare in (_find_common, _align):
        like = compare(short, long)
        if like.content < fewest or not _is_enough(like, len(short.words), known=known):
            return 0
    return 0 if _is_denied(short, long) else like.aligned


def _is_denied(one: Part, other: Part) -> bool:
    """Tell whether only one of two parts has a word of denial between words that both have: will, will never attack."""
    for first, second in ((one, other), (other, one)):
        if first.known.isdisjoint(_denials()):
            continue
        for at, word in enumerate(first.words):
            around = at and at + 1 < len(first.words) and word in _denials()
            if around and (first.words[at - 1], first.words[at + 1]) in pairwise(second.words):
                return True
    return False


def _find_common(short: Part, long: Part) -> Likeness:
    """Count what two parts have in common, in whatever order: no alignment has more, and most pairs need none."""
    common = [word for word in short.words if word in long.known]
    fewest = min(short.spoken, long.spoken)
    content = min(sum(map(short.content.__contains__, common)), fewest)
    return Likeness(len(common), content, len(common) / max(len(short.words), 1), content / max(fewest, 1))


def _align(short: Part, long: Part) -> Likeness:
    return align_words(short.words, long.words)


def _least(part: Part, fewest: int) -> int:
    """Count the different words that must be aligned for a part to be enough, whatever it is held against."""
    if part.spoken < fewest:
        return SENTENCE_CONTENT
    needed = max(fewest, min(SENTENCE_CONTENT, ceil(CLAUSE_SHARE * part.spoken)))
    return needed - (part.spoken - len(part.content))


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
    if one.content != other.content or len(one.content) < 2:
        return 0
    short, long = sorted((len(one.words), len(other.words)))
    return 0 if 2 * long > 3 * short or long > SHORT else short


def _part(spoken: Words) -> Part:
    known = frozenset(spoken)
    content = known - function_words()
    figures = frozenset(word for word in content if word[0].isdecimal() or word in _numbers())
    return Part(spoken, known, content, figures, sum(map(content.__contains__, spoken)))


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether the figures of one stand in the other: with another number it is another statement."""
    return one <= other or other <= one


@lru_cache(maxsize=1 << 14)
def _name(person: str) -> tuple[str, ...]:
    return tuple(particles().sub("", word) for word in split_words(person))


@cache
def _denials() -> frozenset[str]:
    return class_words("negation")


@cache
def _numbers() -> frozenset[str]:
    return frozenset(words("count_words", "word", kind="number") + words("count_words", "word", kind="tens"))
