"""What the event is called: nouns of the same sense as one of its aliases."""

import re

from toolkit.framing.attached import Found
from toolkit.framing.grammar import Page
from toolkit.framing.known import Known
from toolkit.framing.phrases import Phrase, is_other
from toolkit.framing.vocabulary import nouns

# "killing dozens" is a verb; "the killing" and "killing of" are not.
VERBAL = re.compile(r"\w+ing\Z")


def name_event(page: Page, phrase: Phrase, known: Known) -> Found | None:
    """Tie one phrase to an event, or to none; what only repeats an alias's noun ("the attacks") is no label."""
    entity = known.senses.get(phrase.noun.sense)
    if entity is None or is_other(phrase.more) or not _is_noun(phrase):
        return None
    also = phrase.also if phrase.also and _is_event(page, phrase.also - 1) else None
    whose = phrase.whose if also or phrase.also is None else None
    bare = phrase.head in known.heads and not (phrase.more or also or whose)
    if bare or not _of_same(page, whose, entity, known):
        return None
    end = also or (whose[1] if whose else phrase.end)
    return Found(phrase.start, end, entity, "event name", "noun of the sense of an alias")


def _is_noun(phrase: Phrase) -> bool:
    standing = phrase.opened or phrase.whose is not None
    return standing or phrase.noun.many or (bool(phrase.more) and not VERBAL.match(phrase.head))


def _is_event(page: Page, place: int) -> bool:
    noun = nouns().get(page.word(place))
    return noun is not None and noun.kind == "event"


def _of_same(page: Page, whose: tuple[int, int] | None, entity: str, known: Known) -> bool:
    """Say whether a phrase may name what the alias does: "attacks on the guard" is not "attacks on villages"."""
    opening, own = known.whose.get(entity, ("", frozenset()))
    if whose is None or page.letters[whose[0]] != opening:
        return entity in known.plain
    words = page.words(whose[0] + 1, whose[1])
    return any(word[:4] == mine[:4] for word in words for mine in own)
