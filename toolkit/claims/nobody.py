"""Which counts are of nobody whom it befell: "None of the 40 was killed", "did not kill 12", "friends of 12"."""

import re
from collections.abc import Sequence
from functools import cache

from toolkit.claims.grammar import Mention
from toolkit.claims.singles import listed, singular
from toolkit.patterns import room
from toolkit.rules import alternatives, words

CLAIMS = room("claims")

VERB_GROUP = CLAIMS.pattern("verb group that may deny")
BEFORE_NOUN = CLAIMS.pattern("verb group and noun that may deny")
NOUNS = frozenset(CLAIMS.any("harm.act", "harm.noun", "body", "toll"))
DETERMINER, OF, OPENS = (CLAIMS[name] for name in ("determiner", "'of'", "subordinator"))
OF_KIN = CLAIMS.pattern("one of whom kin are told")
SPEAKS = CLAIMS.pattern("one who speaks")
TWICE = CLAIMS.pattern("counted twice")
# didn't, weren't
SHORT = "n't"
# The rules whose verb has a subject before it.
SUBJECTS = frozenset({"passive", "subject", "state", "among"})
# How many words before a count or a verb may deny it.
BACK = 6


def drop_nobody(letters: str, terms: Sequence[str], mentions: dict[int, Mention]) -> list[Mention]:
    """Give the counts of people whom it befell, and their parts: what is only doubted stays.

    Parameters
    ----------
    letters, terms
        The letters of a sentence and its words in lower case, item by item.
    """
    nobody: set[int] = set()
    if not _denying().isdisjoint(terms):
        nobody = {at for at, mention in mentions.items() if _is_of_nobody(letters, terms, mention)}
    if not listed("of others").isdisjoint(terms):
        nobody |= {at for at, mention in mentions.items() if _only_names_whose(letters, terms, mention)}
    nobody |= {at for at, mention in mentions.items() if _is_described(letters, terms, mention)}
    nobody |= {at for at, mention in mentions.items() if _is_counted_twice(letters, terms, mention)}
    return [mention for at, mention in mentions.items() if at not in nobody and mention.whole not in nobody]


def _is_of_nobody(letters: str, terms: Sequence[str], mention: Mention) -> bool:
    """Tell a count of whom the words deny what befell them."""
    before = mention.at - (letters[mention.at - 1 : mention.at] == DETERMINER)
    if _none_of().search(" ".join(terms[max(before - BACK, 0) : before])):
        return True
    start = max(mention.cue - BACK, mention.end if mention.at < mention.cue else 0)
    group = BEFORE_NOUN if letters[mention.cue] in NOUNS else VERB_GROUP
    match = group.search(letters, start, mention.cue)
    return match is not None and _is_denied(terms[match.start() : mention.cue])


def _only_names_whose(letters: str, terms: Sequence[str], mention: Mention) -> bool:
    """Tell "Friends of 12 guards were killed" from "friends of a man who was killed"."""
    of = mention.at - 1 - (letters[mention.at - 1 : mention.at] == DETERMINER)
    if of < 1 or letters[of] != OF or terms[of - 1] not in listed("of others"):
        return False
    return mention.rule in SUBJECTS and OPENS not in letters[mention.end : mention.cue]


def _is_described(letters: str, terms: Sequence[str], mention: Mention) -> bool:
    """Tell one person who is only described: "the wife of one missing driller", "one injured clerk told"."""
    if mention.rule != "participle":
        return False
    if OF_KIN.match(letters, mention.at):
        return True
    match = SPEAKS.match(letters, mention.at)
    return bool(match and terms[match.end() - 2] in singular() and terms[match.end() - 1] in _saying())


def _is_counted_twice(letters: str, terms: Sequence[str], mention: Mention) -> bool:
    """Tell what a count held too many: "two bodies had been counted twice"."""
    match = TWICE.match(letters, mention.at)
    return bool(match and not listed("counted twice").isdisjoint(_ends(terms[match.start("verb") : match.end()])))


def _ends(terms: Sequence[str]) -> set[str]:
    return {terms[0], " ".join(terms)}


def _is_denied(terms: Sequence[str]) -> bool:
    """Tell "not" and "didn't" from "not only"."""
    denied = [at for at, term in enumerate(terms) if term in listed("not") or term.endswith(SHORT)]
    return bool(denied) and not listed("not only").intersection(terms[denied[-1] :])


@cache
def _none_of() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(words('casualty_words', 'words', kind='none of'))}\Z")


@cache
def _denying() -> frozenset[str]:
    """Give the words without which a sentence denies nothing."""
    short = {word for word in words("word_classes", "word") if word.endswith(SHORT)}
    return listed("not") | short | {phrase.split()[0] for phrase in listed("none of")}


@cache
def _saying() -> frozenset[str]:
    return frozenset(words("reporting_verbs", "form", noun="no"))
