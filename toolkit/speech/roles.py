"""Who bears an office within one article: "the minister" is Interior Minister Ana Roe, where no other is named."""

import re
from functools import cache

from toolkit.folding import fold_case
from toolkit.rules import words
from toolkit.speech.fullest import longer_name, plain_word, title_words
from toolkit.text import Reading, once

Bearers = dict[str, frozenset[tuple[str, str]]]

CAPITAL = r"(?:[A-Z][\w'\u2019-]+|[A-Z]\.)"
NAMED = re.compile(rf"(?<![\w-])(?P<title>[A-Z]?[a-z]+) (?=(?P<name>{CAPITAL}(?: {CAPITAL}){{0,3}}))")
"""A word and the names behind it: minister Ana Roe."""


def bearer_of(reading: Reading, described: str) -> str | None:
    """Give the one person whom the article names behind the words of an office; the words before them must be the same.

    Examples
    --------
    >>> from toolkit.text import read
    >>> reading = read("Interior Minister Ana Roe left. The minister said that it was over.")
    >>> bearer_of(reading, "minister"), bearer_of(reading, "port minister"), bearer_of(reading, "harbour master")
    ('Ana Roe', None, None)
    """
    before, _, office = fold_case(described).rpartition(" ")
    named = _bearers(reading).get(office, frozenset())
    persons = {person for words_before, person in named if words_before.endswith(before)}
    return persons.pop() if len(persons) == 1 else None


@once
def _bearers(reading: Reading) -> Bearers:
    """Give the persons by the last word of what stands before their names, with the words before that."""
    found: dict[str, set[tuple[str, str]]] = {}
    for match in NAMED.finditer(reading.plain):
        office, names = plain_word(match["title"]), match["name"].split(" ")
        if office not in _offices() or plain_word(names[0]) in title_words():
            continue
        person = match["name"] if len(names) > 1 else longer_name(reading, names[0])
        words_before = fold_case(reading.plain[max(match.start() - 40, 0) : match.start()]).strip()
        if person:
            found.setdefault(office, set()).add((words_before, person))
    return {office: frozenset(each) for office, each in found.items()}


@cache
def _offices() -> frozenset[str]:
    return frozenset(words("label_nouns", "word", kind="person"))
