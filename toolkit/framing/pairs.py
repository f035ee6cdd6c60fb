"""What two people are called together: "both leaders", "the two men"."""

from collections.abc import Iterator
from functools import cache

from toolkit.framing.attached import Found
from toolkit.framing.grammar import Page
from toolkit.framing.known import PERSONS, Known
from toolkit.framing.names import Names
from toolkit.framing.vocabulary import nouns
from toolkit.patterns import room
from toolkit.rules import words

FRAMING = room("framing")

PAIR = FRAMING.pattern("phrase for two people")
# So many sentences, its own among them, name the two, and nobody else.
SENTENCES = 3
OTHER = FRAMING.pattern("name of a third person")


def find_pairs(page: Page, names: Names, known: Known) -> Iterator[Found]:
    """Find what is said of two people together, where the sentence and those before name just two."""
    for match in PAIR.finditer(page.letters):
        noun = nouns().get(page.word(match.end() - 1))
        if noun and noun.kind == "people" and not _pair_words().isdisjoint(page.words(match.start(), match.end())):
            for person in _two_before(page, match.start(), names, known):
                yield Found(*match.span(), person, "description", "two together")


def _two_before(page: Page, place: int, names: Names, known: Known) -> list[str]:
    """Give the two who are named before a place; nobody, where it is one or three."""
    start = place
    for _ in range(SENTENCES):
        start = page.sentence_start(max(start - 1, 0))
        before = (names.entities[page.mention(at).name] for at in page.names_in(start, place))
        found = list(dict.fromkeys(entity for entity in before if known.kinds[entity] in PERSONS))
        if len(found) > 1 or start == 0:
            break
    first = next(page.names_in(start, place), place)
    return found if len(found) == 2 and not OTHER.search(page.letters, first, place) else []


@cache
def _pair_words() -> frozenset[str]:
    return frozenset(words("pair_words", "word"))
