"""Which people a sentence counts without a number: "a farmer" is one, "the driver" too, "his parents" two or more."""

from collections.abc import Iterator, Sequence
from functools import cache

from toolkit.numbers import Count
from toolkit.patterns import room
from toolkit.rules import rows, words

CLAIMS = room("claims")

# What may stand between an article and its noun.
NAMING = frozenset(CLAIMS.any("word", "name", "capitals", "genitive", "digits", "people", "thing", "loyal", "reports"))
# "A man riding home": a participle goes on from the person; another word after it makes a compound, "a rebel camp".
GOES_ON = ("ing", "ed")
# "A rebel camp", "the civilian deaths": the noun only says of what kind. At the end of a sentence nothing follows.
COMPOUND = NAMING | frozenset(CLAIMS.any("kin", "harm.noun", "harm.act", "toll", "lives", "body", "number"))
LONGEST = 6
# A verb that is the noun's own: a form of saying, claiming or finding.
ACTIVE = frozenset(CLAIMS.any("reports", "takes.lives", "finds", "attacks", "shoots", "harm.verb"))
HEADLINE = CLAIMS.pattern("person in a headline without an article")
NO_ONE = CLAIMS.pattern("nobody")
BOTH = CLAIMS.pattern("both people")
SINGLE = CLAIMS["single"]
DETERMINER = CLAIMS.pattern("determiner")
SAYS_WHO = CLAIMS.pattern("place behind a comma that says who it was")
IN_LIST = CLAIMS.pattern("list that goes on")
TAKES = CLAIMS.pattern("word that takes a person")
VERBS = frozenset(CLAIMS.any("be", "have", "modal", "harm.dies"))
# loyal to the mayor; by the gunman; he was the driver
GOVERNS = frozenset(CLAIMS.any("'to'", "'by'", "be"))
OWNS = frozenset(CLAIMS.any("preposition", "'of'"))
WORD, KIN, LOYAL = CLAIMS["word"], CLAIMS["kin"], CLAIMS["loyal"]
JOINS = CLAIMS.pattern("place behind a comma or a conjunction")


def find_singles(letters: str, terms: Sequence[str], *, headline: bool) -> Iterator[tuple[int, int, str]]:
    """Find the people without a number, by their first item and that of their noun; and the rule that counts them.

    Parameters
    ----------
    letters, terms
        The letters of a sentence and its words in lower case, item by item.
    headline
        Whether articles are left out: "Senior commander killed in Aro", "Blast kills farmer".
    """
    for match in HEADLINE.finditer(letters) if headline else ():
        first, after = match.span(0)
        if terms[after - 1] in singular():
            yield first, after - 1, "singular"
    yield from _nobody(letters, terms)
    yield from _both(letters, terms)
    for at in (match.start() for match in DETERMINER.finditer(letters)):
        kind = _kinds().get(terms[at])
        noun = _noun(letters, terms, at) if kind and not _tells(terms, at) else at
        if noun > at and kind == "the":
            if _is_victim(letters, terms, at, noun):
                yield at, noun, "definite"
        elif noun > at and (terms[noun] in singular() or kind == "whose"):
            yield at, noun, "singular" if terms[noun] in singular() else "kin"


def _nobody(letters: str, terms: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Find "no guards", "no deaths" and "nobody", but not "no other guards" and "no longer"."""
    for match in NO_ONE.finditer(letters):
        first, last = match.start(), match.end() - 1
        inner = {*terms[first + 1 : last], *terms[last + 1 : last + 2]}
        if terms[first] in listed("no" if first < last else "no one") and inner.isdisjoint(listed("no but")):
            yield first, last, "nobody"


def _both(letters: str, terms: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Find "both drivers", and "both" alone behind its verb: "killing both"."""
    for match in BOTH.finditer(letters):
        if terms[match.start()] in listed("both") and not (singular() & {terms[match.end() - 1]}):
            yield match.start(), match.end() - 1, "both"


def _tells(terms: Sequence[str], at: int) -> bool:
    """Tell who gives word: "according to a guard"."""
    return " ".join(terms[max(at - 2, 0) : at]) in listed("told by")


def single(start: int, end: int, rule: str) -> Count:
    """Give an article or a possessive as the count that it stands for; in a headline it has no characters."""
    if rule == "kin":
        return Count(start, end, 2, None, "at_least", rule)
    number = {"nobody": 0, "both": 2}.get(rule, 1)
    return Count(start, end, number, number, "stated", rule)


def _is_victim(letters: str, terms: Sequence[str], at: int, noun: int) -> bool:
    """Tell "the driver" from "the guard", which may be a body, from many and from what only says more of somebody."""
    if terms[noun] not in _victims():
        return False
    if SAYS_WHO.match(letters, at) and not IN_LIST.match(letters, noun + 1):
        return False
    if JOINS.match(letters, at):
        return not _has_verb(letters, terms, noun + 1)
    if is_governed(letters, terms, at) or letters[at - 1 : at] in GOVERNS or is_many(terms, noun + 1):
        return False
    return (
        letters[at - 1 : at] != WORD or letters[noun + 1 : noun + 2] not in VERBS or not terms[at - 1].endswith("ing")
    )


def is_governed(letters: str, terms: Sequence[str], at: int) -> bool:
    """Tell what belongs to a word before it: "guards of the mayor were killed", "a man from Port Cel was killed"."""
    if letters[at - 1 : at] not in OWNS or TAKES.match(letters, at):
        return False
    return terms[at - 1] not in listed("clause")


def is_many(terms: Sequence[str], at: int) -> bool:
    """Tell whether a verb says that its subject is many: "the youth were killed"."""
    return at < len(terms) and terms[at] in listed("of many")


def _has_verb(letters: str, terms: Sequence[str], at: int) -> bool:
    """Tell whether an active verb follows: "said", "denied"."""
    after = letters[at : at + 1]
    return after in ACTIVE or (after == WORD and terms[at].endswith("ed"))


@cache
def listed(kind: str) -> frozenset[str]:
    """Give the words of one kind."""
    return frozenset(words("casualty_words", "words", kind=kind))


@cache
def singular() -> frozenset[str]:
    """Give the nouns for one person."""
    return frozenset(words("label_nouns", "word", kind="person") + words("casualty_terms", "term", number="one"))


@cache
def plurals() -> frozenset[str]:
    """Give the regular plurals of the nouns for one person."""
    return frozenset(f"{noun[:-3]}men" if noun.endswith("man") else f"{noun}s" for noun in singular())


def _noun(letters: str, terms: Sequence[str], at: int) -> int:
    """Give the noun of the words after an article: kin, or the last one before what is no name; 0 where none stands."""
    for place in range(at + 1, min(at + LONGEST, len(letters))):
        if letters[place] == KIN:
            return place
        if letters[place] not in NAMING:
            return 0
        after = letters[place + 1 : place + 2]
        ends = after not in COMPOUND or (after in (WORD, LOYAL) and terms[place + 1].endswith(GOES_ON))
        if ends and terms[place] in singular():
            return place
    return 0


@cache
def _kinds() -> dict[str, str]:
    return {row["words"]: row["kind"] for row in rows("casualty_words") if row["kind"] in {"one", "whose", "the"}}


@cache
def _victims() -> frozenset[str]:
    """Give the nouns that stand for one person after "the" too."""
    return singular() - listed("with the no person")
