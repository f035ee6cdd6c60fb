"""What the event is called: nouns of the same sense as one of its aliases."""

import re
from collections.abc import Iterable

from toolkit.framing.attached import Found
from toolkit.framing.eventful import end_whose, is_no_case
from toolkit.framing.grammar import Page
from toolkit.framing.known import Known
from toolkit.framing.phrases import Phrase, is_other
from toolkit.framing.vocabulary import nouns, phrase_words
from toolkit.patterns import room

FRAMING = room("framing")

# "killing dozens" is a verb; "the killing" and "killing of" are not.
VERBAL = re.compile(r"\w+ing\Z")
PLACE = FRAMING.pattern("place behind a preposition")
# What may tell the kind or the place of another event.
KINDS = frozenset(FRAMING.any("name", "capitals", "word"))
PLACES = frozenset(FRAMING.any("name", "capitals", "entity", "entity.more"))
# So many letters of two words are compared.
ROOT = 4


def name_event(page: Page, phrase: Phrase, known: Known) -> Found | None:
    """Tie one phrase to an event, or to none; what only repeats an alias's noun ("the attacks") is no label."""
    entity = known.senses.get(phrase.noun.sense)
    if entity is None or is_other(phrase.more) or not _is_noun(phrase):
        return None
    also = phrase.also if phrase.also and _is_event(page, phrase.also - 1) else None
    printed = phrase.whose if also or phrase.also is None else None
    whose = printed and end_whose(page, phrase.start, printed)
    if is_no_case(page, phrase.start, phrase.end, opened=phrase.opened):
        return None
    bare = phrase.head in known.heads and not (phrase.more or also or whose)
    end = also or (whose[1] if whose else phrase.end)
    if bare or not _of_same(page, whose, entity, known) or _is_elsewhere(page, phrase, end, entity, known):
        return None
    return Found(phrase.start, end, entity, "event name", "noun of the sense of an alias")


def name_again(page: Page, phrase: Phrase, known: Known, called: Iterable[str]) -> Found | None:
    """Tie "the pogrom" to the one event that this article has called a pogrom."""
    entities = [entity for entity in called if known.kinds[entity] == "event"]
    if len(entities) != 1 or not phrase.definite or phrase.more or phrase.whose or phrase.head in known.heads:
        return None
    if _is_elsewhere(page, phrase, phrase.end, entities[0], known):
        return None
    return Found(phrase.start, phrase.end, entities[0], "event name", "noun stands with the name elsewhere")


def _is_noun(phrase: Phrase) -> bool:
    standing = phrase.opened or phrase.whose is not None
    return standing or phrase.noun.many or (bool(phrase.more) and not VERBAL.match(phrase.head))


def _is_event(page: Page, place: int) -> bool:
    noun = nouns().get(page.word(place))
    return noun is not None and noun.kind == "event"


def _is_elsewhere(page: Page, phrase: Phrase, end: int, entity: str, known: Known) -> bool:
    """Say whether a phrase names a place or a kind that is not the event's: "clashes in Aro", "traffic violence"."""
    if not phrase.opened and phrase.head in known.heads:
        kinds = [page.word(place) for place in range(phrase.start, phrase.end - 1) if page.letters[place] in KINDS]
        if not all(phrase_words()[word] or _shares(word, entity, known) for word in kinds):
            return True
    match = PLACE.match(page.letters, end)
    if match is None or entity not in known.placed:
        return False
    capitals = [page.word(place) for place in range(*match.span("place")) if page.letters[place] in PLACES]
    return bool(capitals) and not any(_shares(word, entity, known) for word in capitals)


def _shares(word: str, entity: str, known: Known) -> bool:
    return any(word[:ROOT] == own[:ROOT] for own in known.words[entity])


def _of_same(page: Page, whose: tuple[int, int] | None, entity: str, known: Known) -> bool:
    """Say whether a phrase may name what the alias does: "attacks on the guard" is not "attacks on villages"."""
    opening, own = known.whose.get(entity, ("", frozenset()))
    if whose is None or page.letters[whose[0]] != opening:
        return entity in known.plain
    words = page.words(whose[0] + 1, whose[1])
    return any(word[:ROOT] == mine[:ROOT] for word in words for mine in own)
