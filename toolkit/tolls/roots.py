"""On whom each figure rests: accounts that carry one source's count have one root."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from toolkit.claims.codes import Origins
from toolkit.codebook import alias_key
from toolkit.folding import fold_case
from toolkit.patterns import class_words
from toolkit.rules import alternatives, words

Claim = dict[str, Any]


def root(claim: Claim) -> str:
    """Give who counted: by the codebook, else as printed, else the account itself.

    Examples
    --------
    >>> root({"origin": None, "attributed_to": "a nurse", "article_id": "a1"})
    'a nurse'
    >>> root({"origin": None, "attributed_to": "the source", "article_id": "a1"})
    'a1'
    """
    return str(named_source(claim) or claim["article_id"])


def named_source(claim: Claim) -> str | None:
    """Give on whose word a figure is, by the codebook or as printed; missing where what is printed names nobody."""
    printed = claim["attributed_to"] and noun_phrase(claim["attributed_to"])
    return claim["origin"] or (printed if printed and not names_nobody(printed) else None)


def noun_phrase(printed: str) -> str:
    """Cut what is printed of a source down to whom it names: without a day, a verb and what follows it.

    Examples
    --------
    >>> noun_phrase("clinics in Orra put"), noun_phrase("a nurse there were many"), noun_phrase("13 May 2031 Osk Watch")
    ('clinics in Orra', 'a nurse', 'Osk Watch')
    """
    return _around().sub("", printed).strip(" ,") or printed


@cache
def _around() -> re.Pattern[str]:
    """Find a date before a name, and behind it a day or a verb that is none of its own words."""
    days = alternatives((*words("time_words", "word", kind="month"), *words("time_words", "word", kind="weekday")))
    be = alternatives(tuple(class_words("be")))
    verbs = alternatives(words("casualty_words", "words", kind="toll verb"))
    date = rf"\A(?:(?:\d{{1,4}}|{days})\s+)+"
    return re.compile(rf"{date}|\s+(?:on\s+{days}|(?:there\s+)?{be})\b.*\Z|\s+{verbs}\Z", re.IGNORECASE | re.DOTALL)


def with_names_in_full(claims: Sequence[Claim], origins: Origins) -> list[Claim]:
    """Give a figure the source that its own article or the codebook names in full.

    Notes
    -----
    A headline's "minister" is the "Interior Minister Ana Roe" of its article, where that prints no other one and gives
    her the number, too. What sources without a name told a source of the codebook is that one's figure.
    """
    full: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim["origin"] is not None and claim["attributed_to"] is not None:
            full.setdefault(claim["article_id"], []).append(claim)
    return [claim | {"origin": claim["origin"] or _licensed(claim, full, origins)} for claim in claims]


def _licensed(claim: Claim, full: Mapping[str, Sequence[Claim]], origins: Origins) -> str | None:
    if claim["attributed_to"] is None:
        return None
    short = _words_of(claim["attributed_to"])
    if claim["via"] and not short.isdisjoint(_unnamed()):
        return origins.aliases.get(alias_key(" ".join(_without_articles(claim["via"]))))
    same = [one for one in full.get(claim["article_id"], ()) if short and short <= _words_of(one["attributed_to"])]
    found = {one["origin"] for one in same}
    counted = any((one["outcome"], one["low"]) == (claim["outcome"], claim["low"]) for one in same)
    return found.pop() if len(found) == 1 and counted else None


@cache
def _words_of(printed: str) -> frozenset[str]:
    return frozenset(map(fold_case, _without_articles(printed)))


def _without_articles(printed: str) -> list[str]:
    return [word for word in printed.split() if fold_case(word) not in words("article_words", "word")]


@cache
def names_nobody(printed: str) -> bool:
    """Know a pronoun, and a bare noun for no person and no body: "it", "the source", "reports", "the conflict".

    Examples
    --------
    >>> [names_nobody(words) for words in ("It", "the conflict", "medical sources", "the Watch")]
    [True, True, False, False]
    """
    return _words_of(printed) <= _unnamed()


@cache
def _unnamed() -> frozenset[str]:
    """Give the words that name no source: pronouns, sources and reports without a name, things that happened."""
    happened = words("label_nouns", "word", kind="event")
    return frozenset((*words("unnamed_sources", "word"), *words("reporting_nouns", "form"), *happened))


def count_roots(claims: Sequence[Claim]) -> tuple[int, int]:
    """Count the accounts that print some claims, and the roots on which they rest."""
    return len({claim["article_id"] for claim in claims}), len({root(claim) for claim in claims})
