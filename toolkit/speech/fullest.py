"""The fullest form in which an article prints a name: Ana Roe for Roe, the Roe Institute for RI."""

import re
from collections.abc import Iterator
from functools import cache

from toolkit.folding import fold, fold_case
from toolkit.rules import alternatives, words
from toolkit.text import Reading, once

INITIALS = re.compile(r"\(([A-Z]{2,8})\)")
INITIALS_REACH = 150
"""How many characters before "(RI)" its initials are looked for."""

GIVEN_REACH = 80
"""How many characters before a family name its given names may begin."""


def longer_name(reading: Reading, family: str) -> str | None:
    """Find the first longer name that ends with a family name; where a sentence begins, any word has a capital."""
    known = _longer_names(reading)
    if family not in known:
        known[family] = _longer_name(reading, family)
    return known[family]


@once
def _longer_names(reading: Reading) -> dict[str, str | None]:  # noqa: ARG001  they are found one by one
    return {}


def _longer_name(reading: Reading, family: str) -> str | None:
    opening = None
    for start, end in _names(reading, particles().sub("", fold(family))):
        if reading.sentence_at(start)[0] < start:
            return reading.text[start:end]
        if reading.plain[start:end].split(" ")[0].lower() not in no_given_names():
            opening = opening or reading.text[start:end]
    return opening


def _names(reading: Reading, family: str) -> Iterator[tuple[int, int]]:
    """Give the places where given names stand before a family name, without the titles before them."""
    plain, at = reading.plain, reading.plain.find(family)
    while at >= 0:
        end = at + len(family)
        given = _given().search(plain, max(at - GIVEN_REACH, 0), at)
        if given and not plain[end : end + 1].isalnum():
            words_before = re.finditer(r"\S+ ", given["names"])
            titles = [word.end() for word in words_before if plain_word(word[0].strip()) in _no_names()]
            start = given.start() + max(titles, default=0)
            if start < given.end("names"):
                yield start, end
        at = plain.find(family, end)


@cache
def _given() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<names>(?:[A-Z](?:[\w'-]+|\.) ){{1,4}})(?:{particles().pattern})?\Z")


def find_initials(reading: Reading) -> dict[str, str]:
    """Find names that are followed by their initials in brackets, each set of initials at its last place."""
    found: dict[str, str] = {}
    for match in {match[1]: match for match in INITIALS.finditer(reading.plain)}.values():
        tokens = reading.text[max(match.start() - INITIALS_REACH, 0) : match.start()].split()
        for count in range(len(match[1]), len(tokens) + 1):
            firsts = "".join(particles().sub("", fold(token))[:1] for token in tokens[-count:])
            if "".join(filter(str.isupper, firsts)) == match[1] == firsts[:1] + match[1][1:]:
                found.setdefault(match[1], " ".join(tokens[-count:]))
    return found


def plain_word(token: str) -> str:
    """Give a word in lower case, without the full stop of an abbreviation."""
    return fold_case(token).rstrip(".")


@cache
def title_words() -> frozenset[str]:
    """Give the words that stand before a name and are no part of it: titles, and nouns for people."""
    return frozenset(
        map(plain_word, (*words("abbreviations", "abbreviation", kind="title"), *words("label_nouns", "word")))
    )


@cache
def _no_names() -> frozenset[str]:
    """Hand on what may stand before a name with a capital and is none: titles, days, words of grammar."""
    return title_words() | set(map(plain_word, (*words("speech_words", "word"), *words("word_classes", "word"))))


@cache
def no_given_names() -> frozenset[str]:
    """Give the words that begin a sentence and are no given name: Let Roe say."""
    return frozenset(words("no_given_names", "word"))


@cache
def particles() -> re.Pattern[str]:
    """Match the articles and particles of family names: al-, van."""
    return re.compile(alternatives(words("name_particles", "particle")))
