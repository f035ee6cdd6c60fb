"""What the codebook itself says of an entity: the noun that its aliases are built on, its sense, its other words."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from toolkit.folding import fold_case
from toolkit.framing.names import Names
from toolkit.framing.vocabulary import nouns, phrase_words
from toolkit.patterns import room
from toolkit.rules import words
from toolkit.text import read

FRAMING = room("framing")

Owners = dict[str, str]
PERSONS = frozenset({"person", "private_person"})
HEAD = FRAMING.pattern("noun that an alias is built on")


class Known(NamedTuple):
    """One lookup a question; a word that would stand for two entities stands for none.

    Attributes
    ----------
    kinds
        Kind by entity.
    heads, senses
        Entity by the noun that an alias is built on, and by that noun's sense.
    marks, followed
        Group by a word of its alias such as "pro-government", and by whom it follows: an alias in lower case, or a
        sense such as "government".
    whose
        What follows the noun of an alias, by entity: the class of "of" or "against", and its words.
    plain
        Entities with an alias whose noun nothing follows.
    words
        Each entity's words, in lower case.
    placed
        Entities with a capital inside an alias, such as a place's.
    """

    kinds: Owners
    heads: Owners
    senses: Owners
    marks: Owners
    followed: Owners
    whose: dict[str, tuple[str, frozenset[str]]]
    plain: frozenset[str]
    words: dict[str, frozenset[str]]
    placed: frozenset[str]


def know(names: Names) -> Known:
    """Read a codebook's aliases."""
    tables: tuple[defaultdict[str, set[str]], ...] = tuple(defaultdict(set) for _ in range(5))
    heads, senses, marks, followed, own = tables
    whose: dict[str, tuple[str, frozenset[str]]] = {}
    plain = set()
    for entity, kind, alias in zip(names.entities, names.kinds, names.aliases, strict=True):
        own[entity] |= set(read(fold_case(alias)).tokens)
        head = None if kind in PERSONS else head_of(alias)
        if head:
            heads[head].add(entity)
            for sense in _within(nouns()[head].sense):
                senses[sense].add(entity)
            after = _whose(alias)
            whose |= {entity: after} if after else {}
            plain |= set() if after else {entity}
        for mark, leader in _leaders(alias) if kind == "group" else ():
            marks[mark].add(entity)
            followed[leader].add(entity)
            followed[nouns()[leader].sense if leader in nouns() else ""].add(entity)
    kinds = dict(zip(names.entities, names.kinds, strict=True))
    words_of = {entity: frozenset(each) for entity, each in own.items()}
    single = (_single(heads), _single(senses), _single(marks), _single(followed))
    return Known(kinds, *single, whose, frozenset(plain), words_of, _placed(names))


def _within(sense: str) -> Iterator[str]:
    """Give a sense and those that hold it: an alias for a strike tells of an attack, one for an attack of no strike."""
    parts = sense.split(".")
    return (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def _placed(names: Names) -> frozenset[str]:
    pairs = zip(names.entities, names.aliases, strict=True)
    return frozenset(entity for entity, alias in pairs if any(word[0].isupper() for word in alias.split()))


def _single(owners: dict[str, set[str]]) -> Owners:
    return {word: next(iter(entities)) for word, entities in owners.items() if word and len(entities) == 1}


def head_of(alias: str) -> str | None:
    """Give the noun that an alias is built on.

    Examples
    --------
    >>> head_of("attacks on the guard"), head_of("coastal violence"), head_of("Aro Council")
    ('attacks', 'violence', 'council')
    """
    tokens, letters = _letters(alias)
    match = HEAD.search(letters)
    return tokens[match.start()].lower() if match else None


def _whose(alias: str) -> tuple[str, frozenset[str]] | None:
    tokens, letters = _letters(alias)
    match = HEAD.search(letters)
    after = "" if match is None else letters[match.end() :]
    return (after[0], frozenset(token.lower() for token in tokens[-len(after) + 1 :])) if len(after) > 1 else None


def _letters(alias: str) -> tuple[tuple[str, ...], str]:
    reading = read(alias)
    pairs = zip(reading.tokens, reading.classes, strict=True)
    return reading.tokens, "".join(phrase_words()[token] or letter for token, letter in pairs)


def _leaders(alias: str) -> Iterator[tuple[str, str]]:
    """Give whom a group follows, as its alias says: pro-Roe fighters, Roe loyalists."""
    parts = fold_case(alias).split()
    for prefix in words("loyalty_words", "word", place="prefix"):
        yield from ((part, part.removeprefix(prefix)) for part in parts if part.startswith(prefix))
    nouns_of_loyalty = words("loyalty_words", "word", place="noun")
    yield from (("", before) for before, part in pairwise(parts) if part in nouns_of_loyalty)
