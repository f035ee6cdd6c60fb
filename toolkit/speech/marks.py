"""Where a passage in quotation marks begins and ends, whatever the marks and however badly they pair."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from toolkit.regions import READ, Region

# Marks of two strokes, some of them typed twice; an apostrophe doubled is one of them on many typewriters and in some
# outlets' systems. The full width is that of Chinese and Japanese type.
MARK = re.compile(r"[\"\uff02\u201e\u201f\u00ab\u00bb]|\u201c{1,2}|\u201d{1,2}|''|``")
OPENS, CLOSES = frozenset("\u201c\u201e\u00ab"), frozenset("\u201d\u00bb")
BLANK = frozenset(" \t\r\n\f\v\u2028\u2029")
BEFORE = BLANK | frozenset("([{-\u2013\u2014/:")
AFTER = BLANK | frozenset(".,;:!?\u2026)]}-\u2013\u2014/")
# A passage in single marks begins neither with a figure ('90s) nor ends in a plural's apostrophe (officials' cars).
SINGLE_OPENS = re.compile(r"(?<![\w'])['\u201a](?=[^\W\d]|\.\.)")
# What may end it: a mark before no letter. "may" stands behind a plural, "none" is a line's end, or a doubled mark.
SINGLE_ENDS = re.compile(r"(?P<none>\n|'(?='))|(?P<may>(?<=s)'(?= [a-z]))|'(?!\w)")
ELISION = "\u2019"
# What a page's markup leaves in a text: <tweet author="…">. Its marks quote nobody.
MARKUP = re.compile(r"</?[a-z][^<>\n]*>")
SENTENCE_END = re.compile(r"[.!?\u2026]+(?=\s|\Z)")
WORD = re.compile(r"\w")


class Passage(NamedTuple):
    """Words in marks: `start` to `end` without them, `opening` to `closing` with them."""

    start: int
    end: int
    opening: int
    closing: int
    rule: str


def find_passages(text: str, plain: str, regions: Iterable[Region]) -> tuple[Passage, ...]:
    """Find the passages in quotation marks of one article, in reading order.

    Parameters
    ----------
    text, plain, regions
        Of a reading. A passage ends with its paragraph at the latest.

    Notes
    -----
    A mark opens or closes by what stands beside it, then by its shape, then by what is open. A mark without its
    partner costs one passage: it ends with its sentence, or with its paragraph when the next one begins with a mark.
    Single marks are tried in paragraphs without double ones.
    """
    found = []
    plain = MARKUP.sub(lambda tag: " " * len(tag[0]), plain)
    read = [region for region in regions if region.kind in READ]
    for region, following in zip_longest(read, read[1:]):
        goes_on = bool(following and MARK.match(plain, following.start))
        pairs = list(_pairs(plain, region, goes_on)) or list(_singles(text, plain, region))
        found += [passage for passage in pairs if WORD.search(plain, passage.start, passage.end)]
    return tuple(found)


def _pairs(plain: str, region: Region, goes_on: bool) -> Iterator[Passage]:
    opened: re.Match[str] | None = None
    for mark in MARK.finditer(plain, region.start, region.end):
        if _is_opening(plain, mark, opened is not None):
            if opened:
                yield _unclosed(plain, opened, mark.start())
            opened = mark
        elif opened:
            yield _passage(plain, opened, mark.start(), mark.end(), "marks")
            opened = None
    if opened and goes_on:
        yield _passage(plain, opened, region.end, region.end, "goes on in the next paragraph")
    elif opened:
        yield _unclosed(plain, opened, region.end)


def _is_opening(plain: str, mark: re.Match[str], inside: bool) -> bool:
    before = mark.start() == 0 or plain[mark.start() - 1] in BEFORE
    after = mark.end() == len(plain) or plain[mark.end()] in AFTER
    if before != after:
        return before
    shape = mark.group()[0]
    return shape in OPENS or (shape not in CLOSES and not inside)


def _unclosed(plain: str, opened: re.Match[str], limit: int) -> Passage:
    stop = SENTENCE_END.search(plain, opened.end(), limit)
    end = stop.end() if stop else limit
    return _passage(plain, opened, end, end, "no closing mark")


def _singles(text: str, plain: str, region: Region) -> Iterator[Passage]:
    for start, end in find_singles(text, plain, region.start, region.end):
        yield Passage(*_stripped(plain, start, end), start - 1, end + 1, "single marks")


def find_singles(text: str, plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Find the words in single marks from one character to another."""
    if plain.find("'", start, end) < 0:
        return
    ends = list(SINGLE_ENDS.finditer(plain, start, end))
    must = [mark for mark in ends if not mark["may"]]
    may = [mark.start() for mark in ends if mark["may"]]
    closed = start
    for opening in SINGLE_OPENS.finditer(plain, start, end):
        close = _single_end(opening.start(), must, may) if opening.start() >= closed else None
        if close is not None:
            closed = close + 1
            if text[opening.start()] != ELISION:
                yield opening.end(), close


def _single_end(opening: int, must: list[re.Match[str]], may: list[int]) -> int | None:
    """Take the first mark that must be the end; where there is none, the last that may be."""
    place = bisect_right(must, opening, key=re.Match.start)
    found = must[place] if place < len(must) else None
    if found and not found["none"]:
        return found.start()
    last = (bisect_left(may, found.start()) if found else len(may)) - 1
    return may[last] if last >= 0 and may[last] > opening else None


def _passage(plain: str, opened: re.Match[str], end: int, closing: int, rule: str) -> Passage:
    return Passage(*_stripped(plain, opened.end(), end), opened.start(), closing, rule)


def _stripped(plain: str, start: int, end: int) -> tuple[int, int]:
    inner = plain[start:end]
    left = len(inner) - len(inner.lstrip())
    return start + left, max(start + len(inner.rstrip()), start + left)
