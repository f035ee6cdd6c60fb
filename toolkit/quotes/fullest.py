"""The fullest form in which an article prints a name: Ana Roe for Roe, the Roe Institute for RI."""

import re
from functools import cache, lru_cache

from toolkit.rules import alternatives, words
from toolkit.text import Reading

INITIALS = re.compile(r"\(([A-Z]{2,8})\)")
INITIALS_REACH = 150
"""How many characters before "(RI)" its initials are looked for."""


@lru_cache(maxsize=1024)
def longer_name(reading: Reading, family: str) -> str | None:
    """Find the first longer name that ends with a family name; where a sentence begins, any word has a capital."""
    bare = particles().sub("", family)
    given = rf"((?:[A-Z](?:[\w'-]+|\.) ){{1,4}})(?:{particles().pattern})?{re.escape(bare)}(?!\w)"
    opening = None
    for match in re.finditer(given, reading.plain):
        start = match.start()
        for word in re.finditer(r"\S+ ", match[1]):
            if plain_word(word[0].strip()) in _no_names():
                start = match.start() + word.end()
        if start < match.end(1):
            name = reading.text[start : match.end()]
            if reading.sentence_at(start)[0] < start:
                return name
            opening = opening or name
    return opening


def find_initials(reading: Reading) -> dict[str, str]:
    """Find names that are followed by their initials in brackets, each set of initials at its last place."""
    found: dict[str, str] = {}
    for match in {match[1]: match for match in INITIALS.finditer(reading.plain)}.values():
        tokens = reading.text[max(match.start() - INITIALS_REACH, 0) : match.start()].split()
        for count in range(len(match[1]), len(tokens) + 1):
            firsts = "".join(particles().sub("", token)[:1] for token in tokens[-count:])
            if "".join(filter(str.isupper, firsts)) == match[1] == firsts[:1] + match[1][1:]:
                found.setdefault(match[1], " ".join(tokens[-count:]))
    return found


def plain_word(token: str) -> str:
    """Give a word in lower case, without the full stop of an abbreviation."""
    return token.casefold().rstrip(".")


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
def particles() -> re.Pattern[str]:
    """Match the articles and particles of family names: al-, van."""
    return re.compile(alternatives(words("name_particles", "particle")))
