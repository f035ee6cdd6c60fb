"""On whom each figure rests: accounts that carry one source's count have one root."""

from collections.abc import Sequence
from functools import cache

from toolkit.rules import words
from toolkit.tolls.figures import Claim


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
    printed = claim["attributed_to"]
    return claim["origin"] or (printed if printed and not names_nobody(printed) else None)


@cache
def names_nobody(printed: str) -> bool:
    """Know a pronoun, and a bare noun for no person and no body: "it", "the source", "reports", "the conflict".

    Examples
    --------
    >>> [names_nobody(words) for words in ("It", "the conflict", "medical sources", "the Watch")]
    [True, True, False, False]
    """
    found = [word for word in printed.casefold().split() if word not in words("article_words", "word")]
    return all(word in _unnamed() for word in found)


@cache
def _unnamed() -> frozenset[str]:
    """Give the words that name no source: pronouns, sources and reports without a name, things that happened."""
    happened = words("label_nouns", "word", kind="event")
    return frozenset((*words("unnamed_sources", "word"), *words("reporting_nouns", "form"), *happened))


def count_roots(claims: Sequence[Claim]) -> tuple[int, int]:
    """Count the accounts that print some claims, and the roots on which they rest."""
    return len({claim["article_id"] for claim in claims}), len({root(claim) for claim in claims})
