"""Descriptions that stand away from the name: tied to an entity by a noun that stands with it, or in its aliases."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable

from toolkit.folding import fold_case
from toolkit.framing.attached import Found
from toolkit.framing.grammar import Page
from toolkit.framing.known import Known
from toolkit.framing.names import Names
from toolkit.framing.phrases import Phrase, find_phrases, is_other
from toolkit.framing.vocabulary import modifiers
from toolkit.patterns import room
from toolkit.rules import words

FRAMING = room("framing")

SAME_NOUN = "noun stands with the name elsewhere"
SAME_SENSE = "noun of the sense of one that stands with the name elsewhere"
# Before a sense, so that no noun is taken for one.
SENSE = "sense "
# So many letters of two words are compared: "Aro's" and "Aroan", "harbour" and "harbours".
ROOT = 4
AFTER = FRAMING.pattern("opening of what a noun is of")
OF_OTHER = FRAMING.pattern("for a name")
SUBORDINATOR, DETERMINER, WORD = FRAMING["subordinator"], FRAMING["determiner"], FRAMING["word"]
CAPITALS = frozenset(FRAMING.any("name", "capitals"))
# Among the words before a noun, so that none is taken for it.
ALONE = ""
# Before an entity, so that none is taken for a noun.
NAMED = "named "
Bearers = dict[str, list[int]]
Stood = dict[str, dict[str, set[str]]]


def stood_with(page: Page, attached: Iterable[Found]) -> Stood:
    """Give, for each noun that stands with a name in this article, whose name it is and the words before the noun."""
    stood: Stood = defaultdict(lambda: defaultdict(set))
    for found in attached:
        after = AFTER.search(page.letters, found.start + 1, found.end)
        for phrase in find_phrases(page, found.start, after.start() if after else found.end):
            stood[_rank(phrase) + phrase.head][found.entity] |= set(phrase.more) | _alone(phrase)
            if phrase.noun.kind == "person" and phrase.noun.sense:
                stood[_rank(phrase) + SENSE + phrase.noun.sense][found.entity] |= set(phrase.more)
    return stood


def _rank(phrase: Phrase) -> str:
    """Keep "the deputy mayor" apart from "the mayor"."""
    ranks = [word for word in phrase.more if word in modifiers("rank")] if phrase.noun.kind == "person" else []
    return "".join(f"{word} " for word in ranks[:1])


def _alone(phrase: Phrase) -> set[str]:
    """Let "the mayor" alone stand for somebody who is called so, not for a former one."""
    return set() if is_other(phrase.more) else {ALONE}


def describe(page: Page, phrase: Phrase, names: Names, known: Known, stood: Stood, borne: Bearers) -> Found | None:
    """Tie one phrase to an entity, or to none."""
    for key, rule in ((phrase.head, SAME_NOUN), (SENSE + phrase.noun.sense, SAME_SENSE)):
        here = stood.get(_rank(phrase) + key, {})
        entity = _stands_with(page, phrase, here, rule) if phrase.definite and not _is_any(page, phrase) else None
        if entity and _is_strangers(phrase, entity, borne):
            return None
        if entity and not _names_other(page, phrase, entity, names, here[entity]):
            return Found(phrase.start, phrase.end, entity, "description", rule)
    entity_, rule = _by_alias(phrase, known)
    if entity_ is None or is_other(phrase.more) or _names_other(page, phrase, entity_, names):
        return None
    return None if _is_strange(page, phrase, entity_, known) else Found(*phrase[:2], entity_, "description", rule)


def bearers(page: Page, names: Names, strangers: Iterable[Phrase]) -> Bearers:
    """Give where each noun is a stranger's, and where each entity is named, in reading order."""
    found: Bearers = defaultdict(list)
    for phrase in strangers:
        found[_rank(phrase) + phrase.head].append(phrase.start)
    for place in page.names_in(0, len(page.letters)):
        found[NAMED + names.entities[page.mention(place).name]].append(place)
    return found


def _is_strangers(phrase: Phrase, entity: str, borne: Bearers) -> bool:
    """Say whether somebody outside the codebook has borne the noun since the entity was last named."""
    others, own = borne.get(_rank(phrase) + phrase.head, []), borne.get(NAMED + entity, [])
    other, named = bisect_left(others, phrase.start), bisect_left(own, phrase.start)
    return other > 0 and (named == 0 or own[named - 1] < others[other - 1])


def _is_any(page: Page, phrase: Phrase) -> bool:
    """Know "the member who wishes to leave" for whoever does, and "the lawyer for Vell", "her lawyer" for another."""
    if phrase.noun.kind == "person" and (OF_OTHER.match(page.letters, phrase.end) or _is_owned(page, phrase)):
        return True
    behind = page.letters[phrase.end : phrase.end + 1] == SUBORDINATOR
    return behind and page.word(phrase.end) in words("relative_words", "word")


def _is_owned(page: Page, phrase: Phrase) -> bool:
    owners = words("clause_words", "word", place="owner")
    return page.letters[phrase.start] == DETERMINER and page.word(phrase.start) in owners


def _is_same(phrase: Phrase, with_name: set[str]) -> bool:
    """Ask for a word in common; "the mayor" alone is enough for a person, "the group" for no group."""
    alone = not phrase.more and phrase.whose is None and phrase.noun.kind == "person" and ALONE in with_name
    return alone or any(word[:ROOT] == own[:ROOT] for word in phrase.more for own in with_name)


def _stands_with(page: Page, phrase: Phrase, here: dict[str, set[str]], rule: str) -> str | None:
    """Give the one entity with which a noun stands; of several, or of another noun, the one with the same names."""
    if rule == SAME_NOUN and len(here) == 1:
        ((entity, with_name),) = here.items()
        return entity if _is_same(phrase, with_name) else None
    tokens = [page.reading.tokens[page.token(place)] for place in range(phrase.start, phrase.end - 1)]
    named = [fold_case(token)[:ROOT] for token in tokens if token[0].isupper() and fold_case(token) in phrase.more]
    asked = named or [word[:ROOT] for word in phrase.more if rule == SAME_NOUN]
    same = [entity for entity, own in here.items() if set(asked) <= {word[:ROOT] for word in own}]
    return same[0] if asked and len(same) == 1 else None


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
    places = page.names_in(phrase.start, phrase.end)
    return any(names.entities[page.mention(place).name] != entity and page.word(place) not in own for place in places)


def _is_strange(page: Page, phrase: Phrase, entity: str, known: Known) -> bool:
    """Say whether a phrase has a name that the entity's own names do not share; "Aroan" and "Aro" do.

    So with a noun before the alias's own: "the border guard" is not "the coast guard".
    """
    before = phrase.end - 2 if phrase.head in known.heads and phrase.end - phrase.start > 1 else None
    strange = [place for place in range(phrase.start, phrase.end) if page.letters[place] in CAPITALS]
    if before is not None and (page.letters[before] == WORD or page.word(before) in modifiers("noun")):
        strange.append(before)
    return any(not any(page.word(at)[:ROOT] == own[:ROOT] for own in known.words[entity]) for at in strange)
