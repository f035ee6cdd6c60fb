"""What a clause does not say of a name: what it denies, asks or supposes, and what it says of somebody else."""

import re
from functools import cache

from toolkit.framing.grammar import END, Page
from toolkit.patterns import room
from toolkit.rules import words

FRAMING = room("framing")

WITHIN_CLAUSE = FRAMING.pattern("dependent clause up to a name")
AFTER_OF = FRAMING.pattern("owner or preposition before a name")
CLAUSE = FRAMING.pattern("clause up to a word")
# So many words before a verb of naming may deny it: "has never even called".
REACH = 4
STOP = FRAMING["'.'"]
CLOSING = FRAMING.any("closing", "mark", "')'")
VERB = FRAMING.pattern("verb behind who")


def is_unsaid(page: Page, start: int, end: int, name: int) -> bool:
    """Say whether the stretch from verb to label denies, or the clause that its name opens asks or supposes."""
    if _is_asked(page, end):
        return True
    return _has(page, start, end, "denial") or _has(page, *_clause_before(page, name), "opener")


def is_refused(page: Page, verb: int) -> bool:
    """Say whether a verb of naming is denied by what stands before it: "never called", "refused to call"."""
    start, end = _clause_before(page, verb)
    is_denied = _has(page, max(start, end - REACH), end, "denial") or _has(page, start, end, "opener")
    return is_denied or _is_asked(page, verb)


def is_of_another(page: Page, name: int) -> bool:
    """Say whether a name is no subject: "the man who shot Vell is", "the son of President Vell is"."""
    low = page.sentence_start(name)
    if AFTER_OF.search(page.letters, max(low, name - 6), name):
        return True
    clause = WITHIN_CLAUSE.search(page.letters, low, name)
    if clause is None:
        return False
    if not clause["rest"]:
        return opens_relative(page, clause.start())
    return page.word(clause.start()) in _relative() and VERB.match(clause["rest"]) is not None


def opens_relative(page: Page, place: int) -> bool:
    """Know the "whom" of "Vell, whom critics called a tyrant"."""
    return page.word(place) in words("clause_words", "word", place="relative")


def is_of(page: Page, match: re.Match[str], group: str, place: str) -> bool:
    """Say whether the first word of a group is one of those listed for a place, or the group stands nowhere."""
    return match[group] is None or page.word(match.start(group)) in _words(place)


def _clause_before(page: Page, place: int) -> tuple[int, int]:
    match = CLAUSE.search(page.letters, max(place - 12, 0), place)
    return (match.start() if match else place), place


def _is_asked(page: Page, place: int) -> bool:
    sentence = page.letters[place : page.sentence_end(place)].rstrip(CLOSING)
    return sentence.endswith(STOP) and page.word(place + len(sentence) - 1) == "?"


def _has(page: Page, start: int, end: int, place: str) -> bool:
    """Look for a listed word; in capitals only where the sentence begins, so that the month is no verb."""
    for at in range(start, end):
        if page.letters[at] == END or page.word(at).replace("\u2019", "'") not in _words(place):
            continue
        if page.reading.tokens[page.token(at)][0].islower() or page.begins(at):
            return True
    return False


@cache
def _words(place: str) -> frozenset[str]:
    return frozenset(words("clause_words", "word", place=place))


@cache
def _relative() -> frozenset[str]:
    return _words("relative") | frozenset(words("relative_words", "word"))
