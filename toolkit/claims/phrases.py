"""How far the words for a source go: its noun phrase, and never a piece of the sentence around it."""

import re
from functools import cache

from toolkit.claims.singles import listed
from toolkit.patterns import class_words
from toolkit.rules import rows, words

WORD = re.compile(r"\S+")
# figures reported by clinics: a participle that says whose they are
GIVEN_BY = re.compile(r"\S+\s+by\b")
# the mayor on Monday
ON = re.compile(r"on\s+(\w+)", re.IGNORECASE)


def noun_phrase(phrase: str) -> str:
    """Cut a phrase before its first verb, conjunction or day.

    Examples
    --------
    >>> noun_phrase("the source there are many")
    'the source'
    >>> noun_phrase("figures reported by clinics put")
    'figures reported by clinics'
    """
    found = list(WORD.finditer(phrase))[1:]
    ends = (word.start() for word in found if _ends(phrase, word))
    return phrase[: next(ends, len(phrase))].rstrip()


def _ends(phrase: str, word: re.Match[str]) -> bool:
    when = ON.match(phrase, word.start())
    if when and (when[1].lower() in words("speech_words", "word", **{"class": "time"}) or when[1].isdigit()):
        return True
    return word[0] in _no_nouns() and not GIVEN_BY.match(phrase, word.start())


@cache
def _no_nouns() -> frozenset[str]:
    """Give the words that no noun phrase holds: verbs that have their subject before them, "who", "there"."""
    classes = class_words("be", "have", "modal", "subordinator")
    verbs = {
        row["form"] for row in rows("reporting_verbs") if row["noun"] == "no" and row["tense"] in {"past", "present"}
    }
    return frozenset(classes | verbs | listed("toll verb")) - listed("names a source") | listed("ends a source")
