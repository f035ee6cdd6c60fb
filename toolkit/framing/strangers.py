"""Whom a phrase names that the codebook does not have: "Mayor Jan Roe", "Jan Roe is the mayor", "a mayor was shot"."""

from collections.abc import Container, Iterable, Iterator

from toolkit.framing.grammar import Page
from toolkit.framing.phrases import Phrase
from toolkit.patterns import room
from toolkit.rules import words

FRAMING = room("framing")

NAME_BEHIND = FRAMING.pattern("stranger's name behind a noun")
APPOSED = FRAMING.pattern("full name before an apposition")
CLOSE = FRAMING.pattern("closing behind a stranger's noun")
BEING = FRAMING.pattern("stranger who is or became")
OPENS = FRAMING.pattern("opening before somebody new")
INDEFINITE = FRAMING["indefinite"]
REACH = 6


def find_strangers(page: Page, phrases: Iterable[Phrase], taken: Container[int]) -> Iterator[Phrase]:
    """Find, among an article's phrases, those for one person that stand with a name of no entity, or bring in somebody.

    What stands beside a name of the codebook is `taken`.
    """
    for phrase in phrases:
        if phrase.noun.kind != "person" or phrase.start in taken or phrase.end - 1 in taken:
            continue
        if _is_body(page, phrase) and (_is_named(page, phrase) or _is_new(page, phrase)):
            yield phrase


def _is_body(page: Page, phrase: Phrase) -> bool:
    """Leave out headlines, where every word may have a capital."""
    return page.reading.region_at(page.span(phrase.start, phrase.end)[0]).kind == "body"


def _is_named(page: Page, phrase: Phrase) -> bool:
    letters, low = page.letters, max(phrase.start - REACH, 0)
    if NAME_BEHIND.match(letters, phrase.end):
        return True
    if APPOSED.search(letters, low, phrase.start) and CLOSE.match(letters, phrase.end):
        return True
    being = BEING.search(letters, low, phrase.start)
    if being is None or not being["verb"]:
        return being is not None
    return page.word(being.start("verb")) in words("clause_words", "word", place="being")


def _is_new(page: Page, phrase: Phrase) -> bool:
    is_indefinite = page.letters[phrase.start] == INDEFINITE
    return is_indefinite and OPENS.search(page.letters, max(phrase.start - 1, 0), phrase.start) is not None
