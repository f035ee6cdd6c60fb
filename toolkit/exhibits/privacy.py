"""What may be shown of an article: no private person's name or past, and no more than sixty words in one place."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from toolkit.codebook import private_pattern
from toolkit.study import Study
from toolkit.text import read

LIMIT = 60
"""Most consecutive words of an article in one place."""
NEAR = 20
"""Words that stay round a passage where its whole sentence would go on from the sentence shown before."""
GAP = 3
"""Words that are left out there at least, so that the two do not read on."""
HIDDEN = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of whatever follows, on the rest of a page too."""

Terms = tuple[tuple[str, str], ...]
Parts = tuple[tuple[str, str], ...]
"""Stretches of text, each with its mark."""
WORD = re.compile(r"\S+")


class Passage(NamedTuple):
    """A marked passage with what stands before and after it, as it may be shown."""

    before: str
    marked: str
    after: str


def shown(study: Study, text: str) -> str:
    """Give free text as it may be shown: private details generalised, cut to sixty words.

    Examples
    --------
    >>> import pandas as pd
    >>> from types import SimpleNamespace
    >>> private = pd.DataFrame({"term": ["Ana Roe"], "shown_as": ["a resident"]})
    >>> shown(SimpleNamespace(private=private), "Ana Roe fled.")
    'a resident fled.'
    """
    return _clip(generalised(study, text))


def generalised(study: Study, text: str) -> str:
    """Give text with private details generalised, whatever its length."""
    return _render(text, 0, len(text), _spans(text, _terms(study)))


def shown_parts(study: Study, parts: Parts) -> Parts:
    """Give marked stretches as they may be shown, sixty words in all; with a private detail in them, without marks.

    Notes
    -----
    A detail may reach over stretches, or stand only in what is read without the struck or the underlined ones.
    """
    readings = ["".join(text for text, mark in parts if mark != left_out) for left_out in ("", "del", "ins")]
    readings[0] = "".join(text for text, _ in parts)
    if any(generalised(study, reading) != reading for reading in readings):
        return ((shown(study, readings[1]), ""),)
    return tuple(_clip_parts(parts))


def _clip_parts(parts: Parts) -> Iterator[tuple[str, str]]:
    room = LIMIT
    for text, mark in parts:
        found = list(WORD.finditer(text))
        if len(found) > room:
            yield (text[: found[room - 1].end()] if room else "") + " \u2026", mark
            return
        room -= len(found)
        yield text, mark


def in_sentence(study: Study, text: str, start: int, end: int) -> Passage:
    """Give a passage of an article in its sentence, as it may be shown.

    Parameters
    ----------
    text
        The whole article: what identifies a person may stand outside the sentence.
    start, end
        The passage. Where a private detail reaches over its ends, the passage is widened.
    """
    spans = _spans(text, _terms(study))
    for low, high, _ in spans:
        if low < end and start < high:
            start, end = min(start, low), max(end, high)
    first, _ = read(text).sentence_at(start)
    _, last = read(text).sentence_at(max(end - 1, start))
    first, last = min(first, start), max(last, end)
    parts = Passage(
        _render(text, first, start, spans), _render(text, start, end, spans), _render(text, end, last, spans)
    )
    return _fit(parts)


def details_of(study: Study, text: str) -> tuple[tuple[int, int], ...]:
    """Give the places of an article's private details."""
    return tuple((low, high) for low, high, _ in _spans(text, _terms(study)))


def details_at(study: Study, text: str, start: int, end: int) -> tuple[str, ...]:
    """Give the private details that a passage touches: no cell beside the passage may repeat their words."""
    return tuple(text[low:high] for low, high in details_of(study, text) if low < end and start < high)


def in_sentences(study: Study, spans: Iterable[tuple[str, int, int]]) -> Iterator[Passage]:
    """Give passages in their sentences, so that sentence on sentence does not print an article in one place.

    Parameters
    ----------
    spans
        Article, start and end of each passage, in the order in which they are shown.
    """
    # Where the last sentence of each article ends, and how many words read on up to there.
    told: dict[str, tuple[int, int]] = {}
    for text, start, end in spans:
        first, last = read(text).sentence_at(start)[0], max(read(text).sentence_at(max(end - 1, start))[1], end)
        before, run = told.get(text, (-1, 0))
        run = run if 0 <= before <= first and not text[before:first].strip() else 0
        passage = _after(in_sentence(study, text, start, end), run)
        run = 0 if passage.before.startswith("…") else run
        told[text] = (last, 0 if passage.after.endswith("…") else run + _length(passage))
        yield passage


def _after(passage: Passage, run: int) -> Passage:
    """Cut a passage's sentence where it would go on from a run of words, at its beginning if there is room."""
    if run + _length(passage) <= LIMIT:
        return passage
    marked = len(WORD.findall(passage.marked))
    near = _fit(passage, max(min(marked + NEAR, _length(passage) - GAP), marked))
    return near if near.before.startswith("…") else _fit(passage, max(LIMIT - run, marked))


def _length(passage: Passage) -> int:
    return sum(len(WORD.findall(part)) for part in passage)


def _terms(study: Study) -> Terms:
    pairs = zip(study.private["term"], study.private["shown_as"], strict=True)
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def _pattern(term: str) -> re.Pattern[str]:
    return private_pattern(term)


@lru_cache(maxsize=1024)
def _spans(text: str, terms: Terms) -> tuple[tuple[int, int, str], ...]:
    """Find private details, longest term first; none overlaps another."""
    found: list[tuple[int, int, str]] = []
    for term, instead in terms:
        for match in _pattern(term).finditer(text):
            if match.end() > match.start() and not any(a < match.end() and match.start() < b for a, b, _ in found):
                found.append((match.start(), match.end(), instead))
    return tuple(sorted(found))


def _render(text: str, start: int, end: int, spans: tuple[tuple[int, int, str], ...]) -> str:
    parts, at = [], start
    for low, high, instead in spans:
        if low < end and start < high:
            parts += [text[at : max(low, at)], instead]
            at = min(high, end)
    return HIDDEN.sub("", "".join([*parts, text[at:end]]))


def _clip(text: str) -> str:
    words = list(WORD.finditer(text))
    return text if len(words) <= LIMIT else text[: words[LIMIT - 1].end()] + " …"


def _fit(parts: Passage, limit: int = LIMIT) -> Passage:
    """Cut the sentence round a passage so that all three parts together keep to the limit."""
    marked = _clip(parts.marked)
    room = max(min(limit, LIMIT) - len(WORD.findall(marked)), 0)
    before, after = list(WORD.finditer(parts.before)), list(WORD.finditer(parts.after))
    ahead = min(len(before), max(room // 2, room - len(after)))
    behind = min(len(after), room - ahead)
    left = parts.before if ahead == len(before) else ("… " + parts.before[before[-ahead].start() :] if ahead else "… ")
    right = parts.after if behind == len(after) else (parts.after[: after[behind - 1].end()] + " …" if behind else " …")
    return Passage(left, marked, right)
