"""The noun phrases of an article whose noun may head a label, wherever they stand."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from toolkit.framing.grammar import Page
from toolkit.framing.vocabulary import Noun, modifiers, nouns
from toolkit.patterns import room

FRAMING = room("framing")

ALONE = FRAMING.pattern("noun phrase with what follows")
INDEFINITE = FRAMING["indefinite"]
# What opens a phrase and is no word of its own.
OPENING = frozenset(FRAMING.any("determiner", "indefinite", "genitive"))
DEFINITE = FRAMING.pattern("opening of a definite phrase")


class Phrase(NamedTuple):
    """One noun phrase as a stretch of letters.

    Attributes
    ----------
    head, noun
        Its last word in lower case, and what is known of it.
    more
        Its other words in lower case, without articles.
    definite, opened
        Whether it opens with "the" or a possessor; with any article or possessor.
    also, whose
        Where "and …" and "of …" or "against …" after it end, if they stand there.
    """

    start: int
    end: int
    head: str
    noun: Noun
    more: tuple[str, ...]
    definite: bool
    opened: bool
    also: int | None
    whose: tuple[int, int] | None


def find_phrases(page: Page, start: int = 0, end: int | None = None) -> Iterator[Phrase]:
    """Find the noun phrases of an article, or of a stretch of its letters."""
    known = nouns()
    for match in ALONE.finditer(page.letters, start, len(page.letters) if end is None else end):
        # A phrase ends within its sentence, so that its letters are its tokens.
        first = page.token(match.start())
        words = [token.lower() for token in page.reading.tokens[first : first + match.end() - match.start()]]
        noun = known.get(words[-1])
        if noun is not None:
            yield _phrase(page, match, words, noun)


def _phrase(page: Page, match: re.Match[str], words: list[str], noun: Noun) -> Phrase:
    start, end = match.span("phrase")
    lettered = zip(words[:-1], page.letters[start:end], strict=False)
    more = tuple(word for word, letter in lettered if letter not in OPENING)
    definite = bool(DEFINITE.match(page.letters, start, end))
    opened = definite or page.letters[start] == INDEFINITE
    also = match.end("also") if match["also"] else None
    return Phrase(
        start, end, words[-1], noun, more, definite, opened, also, match.span("whose") if match["whose"] else None
    )


def is_other(words: Iterable[str]) -> bool:
    """Say whether one of the words puts a phrase in the past or names another case."""
    return not modifiers("other").isdisjoint(words)
