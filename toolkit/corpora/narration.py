"""What an article tells in its own words: its words in order, without furniture and without passages in marks."""

import re
import zlib
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit.folding import fold_case
from toolkit.regions import READ, divide
from toolkit.speech.marks import find_passages

GRAM = 5
WORD = re.compile(r"\w+(?:['\u2019]\w+)*")
# Odd factors that mix the words of a gram; any would do, these are fixed so that each run gives the same.
FACTORS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1], dtype=np.uint64)


class Narration(NamedTuple):
    """The words of one article's narration: their spans, and a number for each run of five of them."""

    spans: tuple[tuple[int, int], ...]
    grams: npt.NDArray[np.uint64]


def narrate(text: str) -> Narration:
    """Give the narration of one article.

    Notes
    -----
    Passages in marks are passed over: two reporters at one press conference share them, and are no copies.

    Examples
    --------
    >>> text = "Two people died on Monday \u201cin the worst fire of all\u201d in Port Aro, he said."
    >>> [text[start:end] for start, end in narrate(text).spans][4:8]
    ['Monday', 'in', 'Port', 'Aro']
    """
    regions = [region for region in divide(text) if region.kind in READ]
    hidden = [(passage.opening, passage.closing) for passage in find_passages(text, text, regions)]
    spans = [match.span() for region in regions for match in WORD.finditer(text, region.start, region.end)]
    kept = _outside(spans, hidden)
    return Narration(tuple(kept), _grams([_number(fold_case(text[start:end])) for start, end in kept]))


def _outside(spans: list[tuple[int, int]], hidden: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept = []
    at = 0
    for start, end in spans:
        while at < len(hidden) and hidden[at][1] <= start:
            at += 1
        if at == len(hidden) or end <= hidden[at][0]:
            kept.append((start, end))
    return kept


@cache
def _number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _grams(numbers: list[int]) -> npt.NDArray[np.uint64]:
    """Give one number for each five words in a row."""
    words = np.array(numbers, dtype=np.uint64)
    if len(words) < GRAM:
        return np.empty(0, dtype=np.uint64)
    count = len(words) - GRAM + 1
    mixed = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for at, factor in enumerate(FACTORS):
            mixed = mixed * FACTORS[at - 1] + (words[at : at + count] ^ factor) * factor
    return mixed ^ (mixed >> np.uint64(29))
