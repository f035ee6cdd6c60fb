"""Whom the words for a speaker stand for, within one article: Roe is Ana Roe, the source is the source before."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from toolkit.rules import alternatives, rows, words
from toolkit.speech import NESTED, Speech, find_speech
from toolkit.speech.fullest import find_initials, longer_name, particles, plain_word, title_words
from toolkit.speech.subjects import find_main_subject
from toolkit.text import Reading

FULL_NAME = 2
# "The Aro Watch (AW), a clerk and Bo Lind" are several speakers, each of whom is kept.
SEVERAL = re.compile(r",.* and |\) and ")
IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
# What a description adds to its noun, in one word: Aro-based, local.
DESCRIBED = re.compile(r"[\w.]+-[a-z]+|[a-z]+")
# "Ana Roe hailed": a verb that is not known as one stands behind a name.
VERB_BEHIND = re.compile(r"(?: [a-z]+)+\Z")
REACH = {"person": 1, "body": 0, "nobody": -1}
"""How many paragraphs back a pronoun's speaker may stand."""
REACH_OF_NOUN = 3
"""How many paragraphs back the speaker of "the group", "the Aro-based monitor" may stand."""


class Speaker(NamedTuple):
    """Who speaks: a person by name, or a body or people by name or description."""

    name: str
    kind: str


Before = list[tuple[int, Speaker]]


def find_persons(reading: Reading, found: Iterable[Speech]) -> list[str | None]:
    """Give the speaker of each passage in the article's own fullest form.

    Returns
    -------
    list
        One entry for each passage: a name without title, a description without its article; None where nobody is
        named, or a pronoun has nobody to stand for.

    Notes
    -----
    A family name takes the first longer name that ends with it; initials take the name that they follow in brackets; a
    part of a body's name takes the name of an earlier speaker. A pronoun takes the last speaker of its kind, of its
    paragraph or, for a person, of the one before; in a clause such as "what she called" it takes the subject of its
    sentence, where that is of its kind. Nothing is looked up outside the article.
    """
    known = find_initials(reading)
    before: Before = []
    persons = []
    for speech in found:
        speaker = _speaker(reading, speech, known, before)
        persons.append(speaker.name if speaker else None)
        if speaker:
            before.append((_paragraph(reading, speech.start), speaker))
    return persons


@lru_cache(maxsize=8)
def persons_at(reading: Reading) -> dict[int, str]:
    """Give the persons of an article's speakers by the first character of the words for them."""
    found = find_speech(reading)
    pairs = zip(found, find_persons(reading, found), strict=True)
    return {speech.speaker_start: person for speech, person in pairs if speech.speaker_start is not None and person}


def _speaker(reading: Reading, speech: Speech, known: dict[str, str], before: Before) -> Speaker | None:
    if speech.speaker_start is None or speech.speaker_end is None:
        return None
    printed = " ".join(reading.text[speech.speaker_start : speech.speaker_end].split())
    bare = _bare(printed)
    here = _paragraph(reading, speech.start)
    kind = _stand_ins().get(bare.casefold())
    if kind and speech.rule == NESTED:
        return None  # whom a speaker means by "he" is rarely who spoke last: that is the speaker
    if kind:
        subject = _subject(reading, speech.speaker_start, kind, before)
        return subject or _same_noun(bare, before) or _last(kind, here, before, _reach(bare, kind))
    if not bare:
        return None
    return (
        _described(bare, here, before)
        or _person(reading, bare, speech.speaker_start, printed.startswith(bare))
        or _body(bare, known, before)
    )


def _bare(printed: str) -> str:
    """Take the article off the words for a speaker, and what is added behind them."""
    core = IN_BRACKETS.sub("", printed) if SEVERAL.search(printed) else _added().split(printed)[0].strip()
    first, _, rest = core.partition(" ")
    return rest if rest and first.casefold() in _articles() else core


def _subject(reading: Reading, pronoun: int, kind: str, before: Before) -> Speaker | None:
    """Take the subject of the sentence for a pronoun in one of its clauses, where the two are of one kind."""
    span = find_main_subject(reading, pronoun)
    printed = " ".join(reading.text[slice(*span)].split()) if span else ""
    name = VERB_BEHIND.sub("", printed)
    person = _person(reading, _bare(name), span[0], name == _bare(name)) if span and name else None
    if kind == "person" or person:
        return person if kind == "person" else None
    bare = _bare(printed)
    return _body(bare, {}, before) if bare and kind == "body" and bare.casefold() not in _stand_ins() else None


def _person(reading: Reading, bare: str, start: int, may_be_bare: bool) -> Speaker | None:
    """Take the name out of the words for a speaker: "the Roe Institute's director Ana Roe", "Ana Roe of the institute".

    A name without a title is bare; an article before it makes it a body's.
    """
    tokens = bare.split(" ")
    office = next((index for index, token in enumerate(tokens) if token in _prepositions()), len(tokens))
    titles = [index for index, token in enumerate(tokens[:office]) if plain_word(token) in title_words()]
    first = titles[-1] + 1 if titles else 0
    if not _conjunctions().isdisjoint(tokens[:first]):
        return None  # "Mr. Roe and Mr. Lind" are two
    name = tokens[first:office]
    if titles and not name and len(tokens) - office > FULL_NAME + 1:
        name = tokens[-FULL_NAME:]  # "envoy for Aro Ana Roe": the place is no part of the name
    if may_be_bare and len([token for token in name if _is_name(token)]) >= FULL_NAME:
        name = name[next(index for index, token in enumerate(name) if _is_name(token)) :]
    if not name or not (titles or may_be_bare) or not all(_is_name(token) for token in name):
        return None
    if len(name) > 1:
        return Speaker(" ".join(name), "person")
    longer = longer_name(reading, name[0])
    opens = reading.sentence_at(start)[0] == start and not titles
    return None if opens and longer is None else Speaker(longer or name[0], "person")


def _body(bare: str, known: dict[str, str], before: Before) -> Speaker:
    return Speaker(known[bare], "body") if bare in known else _same_noun(bare, before) or Speaker(bare, "body")


def _same_noun(name: str, before: Before) -> Speaker | None:
    """Find an earlier speaker whose name holds all these words: the source, the Observatory."""
    wanted = set(name.casefold().split(" "))
    return next((speaker for _, speaker in before if wanted <= set(speaker.name.casefold().split(" "))), None)


def _described(bare: str, here: int, before: Before) -> Speaker | None:
    """Find whom a description with a noun that stands for others means: "the Aro-based monitor"."""
    described, _, noun = bare.rpartition(" ")
    kind = _stand_ins().get(noun)
    if kind is None or not DESCRIBED.fullmatch(described):
        return None
    return _last(kind, here, before, _reach(noun, kind))


def _reach(word: str, kind: str) -> int:
    return REACH[kind] if word.casefold() in _pronouns() else REACH_OF_NOUN


def _last(kind: str, here: int, before: Before, reach: int) -> Speaker | None:
    near = (speaker for place, speaker in reversed(before) if here - place <= reach and speaker.kind == kind)
    return next(near, None)


def _paragraph(reading: Reading, offset: int) -> int:
    return bisect_right(reading.regions, offset, key=lambda region: region.start)


def _is_name(token: str) -> bool:
    return token[:1].isupper() or bool(particles().match(token))


@cache
def _added() -> re.Pattern[str]:
    """Match where a description ends and what is added begins: "a source cited by an agency", "Ana Roe, 44"."""
    opening = alternatives(tuple(word for letter in "Wtc" for word in words("speech_words", "word", letter=letter)))
    return re.compile(rf"[,(;:\u2013\u2014]| {opening} ")


@cache
def _articles() -> frozenset[str]:
    return frozenset(words("word_classes", "word", **{"class": "D"}))


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(words("word_classes", "word", **{"class": "O"}))


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(words("word_classes", "word", **{"class": "P"}))


@cache
def _conjunctions() -> frozenset[str]:
    return frozenset(words("word_classes", "word", **{"class": "C"}))


@cache
def _stand_ins() -> dict[str, str]:
    return {row["word"]: row["stands_for"] for row in rows("speaker_nouns")}
