"""Descriptions that stand away from the name: tied to an entity by a noun that stands with it, or in its aliases."""

from collections import defaultdict
from collections.abc import Iterable

from toolkit.framing.attached import Found
from toolkit.framing.grammar import Page
from toolkit.framing.known import Known
from toolkit.framing.names import Names
from toolkit.framing.phrases import Phrase, find_phrases, is_other

Stood = dict[str, dict[str, set[str]]]


def stood_with(page: Page, attached: Iterable[Found]) -> Stood:
    """Give, for each noun that stands with a name in this article, whose name it is and the words before the noun."""
    stood: Stood = defaultdict(lambda: defaultdict(set))
    for found in attached:
        for phrase in find_phrases(page, found.start, found.end):
            stood[phrase.head][found.entity] |= set(phrase.more)
    return stood


def describe(page: Page, phrase: Phrase, names: Names, known: Known, stood: Stood) -> Found | None:
    """Tie one phrase to an entity, or to none."""
    here = stood.get(phrase.head, {})
    if phrase.definite and len(here) == 1:
        ((entity, words),) = here.items()
        if _is_same(phrase, words) and not _names_other(page, phrase, entity, names):
            return Found(phrase.start, phrase.end, entity, "description", "noun stands with the name elsewhere")
    entity_, rule = _by_alias(phrase, known)
    if entity_ is None or is_other(phrase.more) or _names_other(page, phrase, entity_, names):
        return None
    return None if _is_strange(page, phrase, entity_, known) else Found(*phrase[:2], entity_, "description", rule)


def _is_same(phrase: Phrase, words: set[str]) -> bool:
    """Ask for a word in common; "the mayor" alone is enough for a person, "the group" for no group."""
    alone = not phrase.more and phrase.whose is None and phrase.noun.kind == "person"
    return alone or not words.isdisjoint(phrase.more)


def _by_alias(phrase: Phrase, known: Known) -> tuple[str | None, str]:
    mark = next((known.marks[word] for word in phrase.more if word in known.marks), None)
    if mark and phrase.noun.many:
        return mark, "word of an alias"
    if not (phrase.definite and phrase.more):
        return None, ""
    if phrase.head in known.heads:
        return known.heads[phrase.head], "noun of an alias"
    return known.senses.get(phrase.noun.sense), "noun of the sense of an alias"


def _names_other(page: Page, phrase: Phrase, entity: str, names: Names) -> bool:
    places = (place for place in range(phrase.start, phrase.end) if page.letters[place] == "E")
    return any(names.entities[page.mention(place).name] != entity for place in places)


def _is_strange(page: Page, phrase: Phrase, entity: str, known: Known) -> bool:
    """Say whether a phrase has a capital word that the entity's own names do not share: "Aroan" and "Aro" do."""
    capitals = (page.word(place) for place in range(phrase.start, phrase.end) if page.letters[place] in "AU")
    return any(not any(word[:4] == own[:4] for own in known.words[entity]) for word in capitals)
