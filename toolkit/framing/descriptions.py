"""Descriptions that stand away from the name: tied to an entity by a noun that stands with it, or in its aliases."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable

from toolkit.framing.attached import Found
from toolkit.framing.grammar import Page
from toolkit.framing.known import Known
from toolkit.framing.names import Names
from toolkit.framing.phrases import Phrase, find_phrases, is_other
from toolkit.rules import words

SAME_NOUN = "noun stands with the name elsewhere"
SAME_SENSE = "noun of the sense of one that stands with the name elsewhere"
# Before a sense, so that no noun is taken for one.
SENSE = "sense "
# So many letters of two words are compared: "Aro's" and "Aroan", "harbour" and "harbours".
ROOT = 4
# "A spokesman for the council's office": neither council nor office is what the spokesman is called.
AFTER = re.compile("[oPfgb]")
Stood = dict[str, dict[str, set[str]]]


def stood_with(page: Page, attached: Iterable[Found]) -> Stood:
    """Give, for each noun that stands with a name in this article, whose name it is and the words before the noun."""
    stood: Stood = defaultdict(lambda: defaultdict(set))
    for found in attached:
        after = AFTER.search(page.letters, found.start + 1, found.end)
        for phrase in find_phrases(page, found.start, after.start() if after else found.end):
            stood[phrase.head][found.entity] |= set(phrase.more)
            if phrase.noun.kind == "person" and phrase.noun.sense:
                stood[SENSE + phrase.noun.sense][found.entity] |= set(phrase.more)
    return stood


def describe(page: Page, phrase: Phrase, names: Names, known: Known, stood: Stood) -> Found | None:
    """Tie one phrase to an entity, or to none."""
    for key, rule in ((phrase.head, SAME_NOUN), (SENSE + phrase.noun.sense, SAME_SENSE)):
        here = stood.get(key, {})
        entity = _stands_with(page, phrase, here, rule) if phrase.definite and not _is_any(page, phrase) else None
        if entity and not _names_other(page, phrase, entity, names, here[entity]):
            return Found(phrase.start, phrase.end, entity, "description", rule)
    entity_, rule = _by_alias(phrase, known)
    if entity_ is None or is_other(phrase.more) or _names_other(page, phrase, entity_, names):
        return None
    return None if _is_strange(page, phrase, entity_, known) else Found(*phrase[:2], entity_, "description", rule)


def _is_any(page: Page, phrase: Phrase) -> bool:
    """Know "the member who wishes to leave" for whoever does."""
    behind = page.letters[phrase.end : phrase.end + 1] == "S"
    return behind and page.word(phrase.end) in words("relative_words", "word")


def _is_same(phrase: Phrase, with_name: set[str]) -> bool:
    """Ask for a word in common; "the mayor" alone is enough for a person, "the group" for no group."""
    alone = not phrase.more and phrase.whose is None and phrase.noun.kind == "person"
    return alone or any(word[:ROOT] == own[:ROOT] for word in phrase.more for own in with_name)


def _stands_with(page: Page, phrase: Phrase, here: dict[str, set[str]], rule: str) -> str | None:
    """Give the one entity with which a noun stands; of several, or of another noun, the one with the same names."""
    if rule == SAME_NOUN and len(here) == 1:
        ((entity, with_name),) = here.items()
        return entity if _is_same(phrase, with_name) else None
    tokens = [page.reading.tokens[page.token(place)] for place in range(phrase.start, phrase.end - 1)]
    named = [token.lower()[:ROOT] for token in tokens if token[0].isupper() and token.lower() in phrase.more]
    same = [entity for entity, own in here.items() if set(named) <= {word[:ROOT] for word in own}]
    return same[0] if named and len(same) == 1 else None


def _by_alias(phrase: Phrase, known: Known) -> tuple[str | None, str]:
    mark = next((known.marks[word] for word in phrase.more if word in known.marks), None)
    if mark and phrase.noun.many:
        return mark, "word of an alias"
    if not (phrase.definite and phrase.more):
        return None, ""
    if phrase.head in known.heads:
        return known.heads[phrase.head], "noun of an alias"
    return known.senses.get(phrase.noun.sense), "noun of the sense of an alias"


def _names_other(page: Page, phrase: Phrase, entity: str, names: Names, own: Container[str] = frozenset()) -> bool:
    """Say whether another's name stands in a phrase, unless it stands with this entity's name too."""
    places = (place for place in range(phrase.start, phrase.end) if page.letters[place] == "E")
    return any(names.entities[page.mention(place).name] != entity and page.word(place) not in own for place in places)


def _is_strange(page: Page, phrase: Phrase, entity: str, known: Known) -> bool:
    """Say whether a phrase has a capital word that the entity's own names do not share: "Aroan" and "Aro" do."""
    capitals = (page.word(place) for place in range(phrase.start, phrase.end) if page.letters[place] in "AU")
    return any(not any(word[:ROOT] == own[:ROOT] for own in known.words[entity]) for word in capitals)
