"""The name in the words for a speaker: Ana Roe in "the Roe Institute's director Ana Roe", without title and article."""

import re
from functools import cache
from typing import NamedTuple

from toolkit.folding import fold_case
from toolkit.patterns import class_words, room
from toolkit.rules import alternatives, words
from toolkit.speech.fullest import longer_name, no_given_names, particles, plain_word, title_words
from toolkit.text import Reading

SPEECH = room("speech")

# "residents who fled", "a source cited by an agency": the classes of words that go on about a speaker.
ENDS_NAME = ("who", "'that'", "hands.on")
FULL_NAME = 2
# "The Aro Watch (AW), a clerk and Bo Lind" are several speakers, each of whom is kept.
SEVERAL = re.compile(r",.* and |\) and ")
IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
# "Ana Roe hailed": a verb that is not known as one stands behind a name.
VERB_BEHIND = re.compile(r"(?: [a-z]+)+\Z")


class Speaker(NamedTuple):
    """Who speaks: a person by name, or a body or people by name or description."""

    name: str
    kind: str


def bare_name(printed: str) -> str:
    """Take the article off the words for a speaker, and what is added behind them."""
    core = IN_BRACKETS.sub("", printed) if SEVERAL.search(printed) else _added().split(printed)[0].strip()
    first, _, rest = core.partition(" ")
    return rest if rest and fold_case(first) in _articles() else core


def find_person(reading: Reading, bare: str, start: int, may_be_bare: bool) -> Speaker | None:
    """Take the name out of the words for a speaker: "the Roe Institute's director Ana Roe", "Ana Roe of the institute".

    A name without a title is bare; an article before it makes it a body's.
    """
    tokens = bare.split(" ")
    office = next((index for index, token in enumerate(tokens) if token in prepositions()), len(tokens))
    titles = [index for index, token in enumerate(tokens[:office]) if plain_word(token) in title_words()]
    first = titles[-1] + 1 if titles else 0
    if not _conjunctions().isdisjoint(tokens[:first]) or (titles and tokens[titles[-1]] in _owners()):
        return None  # "Mr. Roe and Mr. Lind" are two; "Aro state TV" is a body
    name = tokens[first:office]
    of_titled = any(plain_word(token) in title_words() for token in tokens[office:])  # "aide to Mayor Ana Roe"
    if titles and not name and not of_titled and len(tokens) - office > FULL_NAME + 1:
        name = tokens[-FULL_NAME:]  # "envoy for Aro Ana Roe": the place is no part of the name
    if may_be_bare and len([token for token in name if _is_name(token)]) >= FULL_NAME:
        name = name[next(index for index, token in enumerate(name) if _is_name(token)) :]
    if not name or not (titles or may_be_bare) or not all(_is_name(token) for token in name):
        return None
    opens = reading.sentence_at(start)[0] == start and not titles
    if opens and len(name) > 1 and fold_case(name[0]) in no_given_names():
        name, opens = name[1:], False  # "Let Roe say"
    if len(name) > 1:
        return Speaker(" ".join(name), "person")
    longer = longer_name(reading, name[0])
    return None if opens and longer is None else Speaker(longer or name[0], "person")


def _is_name(token: str) -> bool:
    return token[:1].isupper() or bool(particles().match(token))


@cache
def _added() -> re.Pattern[str]:
    """Match where a description ends and what is added begins: "a source cited by an agency", "Ana Roe, 44"."""
    opening = alternatives(
        tuple(word for each in ENDS_NAME for word in words("speech_words", "word", **{"class": each}))
    )
    return re.compile(rf"[,(;:\u2013\u2014]| {opening} ")


@cache
def _owners() -> frozenset[str]:
    """Give the words that say whose an outlet is: state television."""
    return frozenset(words("speaker_bounds", "word", role="owner"))


@cache
def _articles() -> frozenset[str]:
    return class_words("determiner")


@cache
def prepositions() -> frozenset[str]:
    """Give the words behind which a name's owner or place stands: of, for."""
    return class_words("preposition", "'to'")


@cache
def _conjunctions() -> frozenset[str]:
    return class_words("conjunction")
