"""What is printed about a deed without being said to have happened: by which words, and of nobody."""

from functools import cache

from toolkit.clauses import Reserve, reserve_of
from toolkit.framing.doers import doing_before
from toolkit.framing.grammar import Page
from toolkit.framing.subjects import Span, act_words
from toolkit.patterns import room
from toolkit.rules import words

FRAMING = room("framing")

NOUN_OF_ACTION = FRAMING["act.noun"]
DEFINITE = FRAMING.pattern("definite phrase up to a noun of action")
ING, KNOWN = FRAMING["act.ing"], frozenset(FRAMING.any("determiner", "genitive"))
NEAR = 8
HEARSAY = "hearsay"
"""What others say of a deed is told all the same; what is denied, asked, possible or meant is not."""


def reserve_at(page: Page, place: int) -> Reserve | None:
    """Say by which words the deed at a place is less than said to have happened.

    A noun is no aim behind "to"; with "the" or an owner it is told, whatever its clause denies: "nobody saw the raid".
    What is said of "launched" holds for "attacks" behind it.
    """
    if page.letters[place] not in {NOUN_OF_ACTION, ING}:
        return reserve_of(page.reading, page.token(place))
    known, doing = _is_known(page, place), doing_before(page, place)
    of_noun = None if known else reserve_of(page.reading, page.token(place), aimed=page.letters[place] == ING)
    of_verb = reserve_of(page.reading, page.token(doing.place)) if doing and not of_noun else None
    return of_noun or (None if known and is_untold(of_verb) else of_verb)


def is_untold(less: Reserve | None) -> bool:
    """Say whether a deed is not told at all: denied, asked, possible, meant; not where others say that it was done."""
    return less is not None and less.force != HEARSAY


def names_nobody(page: Page, span: Span | None) -> bool:
    """Say whether a phrase says that there is nobody: "nobody", "no guards", "neither Vell"."""
    return span is not None and (page.word(span[0]) in _nobody() or _nobody_before(page, span[0]))


def is_another_thing(page: Page, place: int) -> bool:
    """Know "heart attack" for no deed."""
    return not page.begins(place) and page.word(place - 1) in act_words("compound")


def _is_known(page: Page, place: int) -> bool:
    if page.letters[place] == NOUN_OF_ACTION:
        return DEFINITE.search(page.letters, max(place - NEAR, page.sentence_start(place)), place) is not None
    return page.letters[place] == ING and page.letters[place - 1 : place] in KNOWN


def _nobody_before(page: Page, start: int) -> bool:
    return not page.begins(start) and page.word(start - 1) in _nobody()


@cache
def _nobody() -> frozenset[str]:
    return frozenset(words("reserve", "words", reach="subject", force="denied"))
