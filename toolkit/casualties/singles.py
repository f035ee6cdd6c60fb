"""Which people a sentence counts without a number: "a farmer" is one, "her mother" too, "his parents" two or more."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from toolkit.counts import Count
from toolkit.rules import rows, words

NAMING = "wAUG0yuze"
# "A man riding home": a participle goes on from the person; another word after it makes a compound, "a rebel camp".
GOES_ON = ("ing", "ed")
LONGEST = 6
# Senior harbour commander killed; blast kills farmer
HEADLINE = re.compile(r"^[wAU0]{0,5}y(?=[pid](?![ysDOA#]))|(?<=a)[wAU]{0,3}y(?![ywUG])")
SINGLE = "1"


def find_singles(letters: str, terms: Sequence[str], *, headline: bool) -> Iterator[tuple[int, int, bool]]:
    """Find the people without a number, by their first item and that of their noun; and whether they are many.

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
            yield first, after - 1, False
    for at, letter in enumerate(letters):
        kind = _kind(terms[at]) if letter == "D" else None
        noun = _noun(letters, terms, at) if kind else at
        if noun > at and (terms[noun] in singular() or kind == "whose"):
            yield at, noun, terms[noun] not in singular()


def single(start: int, end: int, *, many: bool) -> Count:
    """Give an article or a possessive as the count that it stands for; in a headline it has no characters."""
    return Count(start, end, 2, None, "at_least", "kin") if many else Count(start, end, 1, 1, "stated", "singular")


@cache
def singular() -> frozenset[str]:
    """Give the nouns for one person."""
    return frozenset(words("label_nouns", "word", kind="person") + words("casualty_terms", "term", role="one person"))


@cache
def plurals() -> frozenset[str]:
    """Give the regular plurals of the nouns for one person."""
    return frozenset(f"{noun[:-3]}men" if noun.endswith("man") else f"{noun}s" for noun in singular())


def _noun(letters: str, terms: Sequence[str], at: int) -> int:
    """Give the noun of the words after an article: kin, or the last one before what is no name; 0 where none stands."""
    for place in range(at + 1, min(at + LONGEST, len(letters))):
        if letters[place] == "s":
            return place
        if letters[place] not in NAMING:
            return 0
        after = letters[place + 1 : place + 2]
        ends = after not in (*NAMING, "s") or (after in ("w", "z") and terms[place + 1].endswith(GOES_ON))
        if ends and terms[place] in singular():
            return place
    return 0


@cache
def _kinds() -> dict[str, str]:
    return {row["words"]: row["kind"] for row in rows("casualty_words") if row["kind"] in {"one", "whose"}}


def _kind(term: str) -> str | None:
    return _kinds().get(term)
