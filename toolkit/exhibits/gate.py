"""The one gate: text that has passed it has a type of its own, and nothing else leaves.

Notes
-----
`Public` is made here and nowhere else; `markup` makes `Html` of nothing but `Public`. A plain string in the place of
either is a fault that mypy finds, so that a new exhibit can't forget the gate.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from operator import is_
from typing import NewType

import pandas as pd

from toolkit.privacy import RESIDENT, Detail, Terms, find_details, render, terms_of
from toolkit.study import Study

Public = NewType("Public", str)
"""Text in which every private detail is generalised."""

LIMIT = 60
"""Most consecutive words of an article in one place."""
CHARACTERS = 400
"""Most consecutive characters of an article in one place."""
LETTERS = 20
"""A word that goes on without a blank counts once for each so many characters: some scripts have no blanks."""
WORD = re.compile(rf"[^\W_]{{1,{LETTERS}}}")
"""What counts as a word: what dashes, slashes and unseen marks part is not one, and only letters and digits count."""
NAMELESS = "[withheld]"
"""What is shown for a detail where the words for it hold one themselves."""
SPACE = re.compile(r"\s+")
BLANK, CUT = Public(" "), Public("\u2026")

# Plotly reads a few tags in its labels. Exhibits write some; those in a name or an article are shown as written.
TAG = re.compile(r"<(?=/?(?:b|i|br|sub|sup)/?>)", re.IGNORECASE)
WRITTEN = "\ufdd0"
"""Stands for the first sign of such a tag on its way through a drawing; no text may hold this character."""

Parts = tuple[tuple[Public, str], ...]
"""Stretches of text, each with its mark."""


class Same:
    """Tables as a key: told apart by which they are, since a study's tables are replaced and not written into."""

    def __init__(self, *tables: pd.DataFrame) -> None:
        self.tables = tables

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.tables)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and all(map(is_, self.tables, other.tables))


def terms(study: Study) -> Terms:
    """Give the private terms of a study."""
    return _terms(Same(study.private, study.entities))


@lru_cache(maxsize=32)
def _terms(known: Same) -> Terms:
    found = terms_of(*known.tables)
    return tuple((term, _untelling(instead, found)) for term, instead in found)


def _untelling(instead: str, known: Terms) -> str:
    """Give what is shown for a detail, or something else where that holds a detail itself."""
    return next((words for words in (instead, RESIDENT, NAMELESS) if not find_details(words, known)), "")


def details_of(study: Study, text: str) -> tuple[Detail, ...]:
    """Give the private details of a text."""
    return find_details(text, terms(study))


def generalised(study: Study, text: str) -> Public:
    """Give text with private details generalised, whatever its length."""
    return stretch(text, 0, len(text), details_of(study, text))


def stretch(text: str, start: int, end: int, details: Iterable[Detail]) -> Public:
    """Give a stretch of an article with the details of the whole article generalised, those that it cuts too."""
    return Public(render(text, start, end, details))


def guarded(text: str) -> str:
    """Keep a drawing from reading tags in words that are not its own."""
    return TAG.sub(WRITTEN, text)


def as_written(text: str) -> str:
    """Give words that went through a drawing their tags back."""
    return text.replace(WRITTEN, "<")


def shown(study: Study, text: str) -> Public:
    """Give free text as it may be shown: private details generalised, cut to sixty words or 400 characters.

    Examples
    --------
    >>> import pandas as pd
    >>> from types import SimpleNamespace
    >>> private = pd.DataFrame({"term": ["Ana Roe"], "shown_as": ["a resident"]})
    >>> shown(SimpleNamespace(private=private, entities=pd.DataFrame({"kind": [], "alias": []})), "Ana Roe fled.")
    'a resident fled.'
    """
    return clip(generalised(study, text))


def clip(text: Public, words: int = LIMIT, characters: int = CHARACTERS) -> Public:
    """Cut text to so many words and characters, with a sign that it goes on."""
    end = reach(text, words, characters)
    return text if end == len(text) else join(piece(text, 0, end), BLANK, CUT)


def reach(text: str, words: int, characters: int) -> int:
    """Say how far into a text so many words and characters go; the end of the text where they go as far."""
    ends = [match.end() for match in islice(WORD.finditer(text), words + 1)]
    end = len(text) if len(ends) <= words else ends[words - 1] if words else 0
    return end if end <= characters else _whole(text, characters)


def reach_back(text: str, words: int, characters: int) -> int:
    """Say where the last so many words and characters of a text begin."""
    return len(text) - reach(text[::-1], words, characters)


def _whole(text: str, end: int) -> int:
    """Go back to the last blank before an end that would cut a word; a text without one is cut where it must be."""
    blanks = [match.start() for match in SPACE.finditer(text, max(end - LETTERS, 0), end + 1)]
    return blanks[-1] if blanks else end


def piece(text: Public, start: int, end: int) -> Public:
    """Give a piece of text that has passed."""
    return Public(text[start:end])


def join(*parts: Public) -> Public:
    """Join texts that have passed."""
    return Public("".join(parts))


def in_line(text: Public) -> Public:
    """Give text that has passed with one blank for every space in it."""
    return Public(SPACE.sub(" ", text))


def told(count: int | float, digits: str = "") -> Public:
    """Write a number, which names nobody."""
    return Public(f"{count:{digits}}")


def shown_parts(study: Study, parts: Iterable[tuple[str, str]]) -> Parts:
    """Give marked stretches as they may be shown, sixty words in all; with a private detail in them, without marks.

    Notes
    -----
    A detail may reach over stretches, or stand only in what is read without the struck or the underlined ones.
    """
    stretches = tuple(parts)
    whole = "".join(text for text, _ in stretches)
    own, fullest = ("".join(text for text, mark in stretches if mark != other) for other in ("del", "ins"))
    if any(details_of(study, reading) for reading in (whole, own, fullest)):
        return ((shown(study, own), ""),)
    return tuple(_clip_parts(stretches))


def _clip_parts(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[Public, str]]:
    words, characters = LIMIT, CHARACTERS
    for text, mark in parts:
        end = reach(text, words, characters)
        if end < len(text):
            yield Public(render(text, 0, end, ()) + " \u2026"), mark
            return
        words, characters = words - len(WORD.findall(text)), characters - len(text)
        yield Public(render(text, 0, len(text), ())), mark
