"""Whose opinion or report a clause about a name is: "Lind believes Vell is", "in Lind's view, Vell is"."""

import re
from functools import cache
from typing import NamedTuple

from toolkit.framing.grammar import END, Page
from toolkit.patterns import room
from toolkit.rules import words

FRAMING = room("framing")

Stretch = tuple[int, int]

HOLDS = FRAMING.pattern("holder and verb of opinion")
SAID = FRAMING.pattern("it is said that")
CLAIM = FRAMING.pattern("the claim that")
VIEW = FRAMING.pattern("in the view of somebody")
FOR = FRAMING.pattern("for somebody at the beginning")
CALLS = FRAMING.pattern("subject of a verb of naming")
REACH = 24


class Holder(NamedTuple):
    """Whose words a clause is; `who` is None where it names nobody."""

    who: Stretch | None


def holder_of(page: Page, name: int, end: int, label: int) -> Holder | None:
    """Give whose opinion or report the clause is that a name opens; none, where it is nobody's but the account's."""
    if any(page.letters[at] != END and page.word(at) in _words("hearsay") for at in range(end, label)):
        return Holder(None)
    low = max(page.sentence_start(name), name - REACH)
    for form in (VIEW, FOR, SAID, HOLDS, CLAIM):
        match = form.search(page.letters, max(low - (form is FOR), 0), name)
        if match and _is_known(page, match):
            return Holder(match.span("who") if "who" in form.groupindex else None)
    return None


def caller_of(page: Page, verb: int) -> Stretch | None:
    """Give the subject of a verb of naming: "critics" in "critics call Vell a tyrant"."""
    low = max(page.sentence_start(verb), verb - REACH)
    match = CALLS.search(page.letters, low, verb)
    return match.span("who") if match else None


def _is_known(page: Page, match: re.Match[str]) -> bool:
    if match.re is VIEW:
        return page.word(match.start("view")) in _words("view")
    if match.re is CLAIM:
        return match["that"] is not None and page.word(match.start("noun")) in words("reporting_nouns", "form")
    return match.re is FOR or page.word(match.start("verb")) in _words("opinion")


@cache
def _words(place: str) -> frozenset[str]:
    return frozenset(words("clause_words", "word", place=place))
