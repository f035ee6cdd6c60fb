"""Framing's own word lists: which letter each word bears, and what its noun names."""

import re
from functools import cache
from typing import NamedTuple

from toolkit.patterns import room
from toolkit.rules import alternatives, rows, words
from toolkit.text import PerToken

FRAMING = room("framing")

ADJECTIVE, ADVERB, PAST = FRAMING["adjective"], FRAMING["adverb"], FRAMING["ed"]
# A word of loyalty stands behind the noun or is the noun; a prefix is joined to whom people follow.
LOYALTY = {"after": FRAMING["loyal"], "noun": FRAMING["loyalist"], "prefix": ""}


class Letters(PerToken):
    """The letter that framing's lists give to each token, or none."""

    def __init__(self, own: dict[str, str]) -> None:
        super().__init__(self._letter)
        self.own = own

    def _letter(self, token: str) -> str:
        word = token.lower()
        if word in self.own:
            return self.own[word]
        if not token[0].isalpha():
            return ""
        joined = "-" in token and token.rpartition("-")[2].islower()
        if joined or (token[0].islower() and _adjective().search(word)):
            return ADJECTIVE
        if word.endswith("ly"):
            return ADVERB
        return PAST if token[0].islower() and word.endswith("ed") and len(word) > 4 else ""


@cache
def phrase_words() -> Letters:
    """Hand on the letters of the words that labels are made of."""
    return Letters(
        {row["word"].lower(): ADJECTIVE for row in rows("modifiers") if row["kind"] != "ending"}
        | dict.fromkeys(nouns(), FRAMING["noun"])
        | {row["word"]: LOYALTY[row["place"]] for row in rows("loyalty_words")}
        | dict.fromkeys(words("naming_verbs", "word"), FRAMING["naming"])
        | {row["word"].lower(): FRAMING[row["class"]] for row in rows("phrase_words")}
    )


@cache
def _adjective() -> re.Pattern[str]:
    endings = (word.lstrip("-") for word in words("modifiers", "word", kind="ending"))
    return re.compile(rf"\w{{3}}(?:{'|'.join(endings)})\Z")


class Noun(NamedTuple):
    """What is known of a noun: what it names, in which sense, and whether it names many."""

    kind: str
    sense: str
    many: bool


@cache
def nouns() -> dict[str, Noun]:
    """Hand on the nouns that may head a label, with their plurals."""
    known = {}
    for row in rows("label_nouns"):
        known[_plural(row["word"])] = Noun("people" if row["kind"] == "person" else row["kind"], "", True)
    many = frozenset(known)
    for row in rows("label_nouns"):
        known[row["word"]] = Noun(row["kind"], row["sense"], row["kind"] == "people" or row["word"] in many)
    persons = {word: noun for word, noun in known.items() if noun.kind == "person"}
    for prefix in words("noun_prefixes", "prefix"):
        known = {prefix + word: noun._replace(sense="") for word, noun in persons.items()} | known
    return known


def _plural(word: str) -> str:
    if word.endswith(("man", "men")):
        return word[:-3] + "men"
    if re.search(r"[^aeiou]y\Z", word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def modifiers(kind: str) -> frozenset[str]:
    """Hand on the words of one kind that stand before a noun, in lower case."""
    return frozenset(word.lower() for word in words("modifiers", "word", kind=kind))


@cache
def set_phrases() -> re.Pattern[str]:
    """Hand on what may stand behind a noun and belongs to it: "editor at large", "Editor in Chief", "mayor elect"."""
    known = words("set_phrases", "phrase")
    printed = {form for phrase in known for form in (phrase, phrase.title(), _with_capital(phrase))}
    return re.compile(rf" (?P<phrase>{alternatives(tuple(printed))})(?!\w)")


def _with_capital(phrase: str) -> str:
    before, blank, last = phrase.rpartition(" ")
    return before + blank + last.capitalize()
