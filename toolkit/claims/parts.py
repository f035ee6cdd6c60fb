"""Which counts of a sentence are parts of another one, totals of others, or name their people elsewhere."""

import re
from collections.abc import Iterator
from functools import cache

from toolkit.claims.grammar import Mention, counts_of, match_rules
from toolkit.claims.shape import Shape
from toolkit.patterns import room
from toolkit.rules import alternatives, words

CLAIMS = room("claims")

PARTS = CLAIMS.pattern("parts that follow")
PARTS_BEFORE = CLAIMS.pattern("parts before the verb")
AMONG_THEM = CLAIMS.pattern("parts before among them")
OF_SO_MANY = CLAIMS.pattern("part of the dead by its predicate")
# 100 people were killed: 60 sailors and 40 guards.
COLON, INCLUDING = CLAIMS["';'"], CLAIMS["including"]
AFTER_COLON = CLAIMS.pattern("parts behind a colon")
OF_THEM = CLAIMS.pattern("part of them")
OF_COUNT = CLAIMS.pattern("part among a number")
TOTAL = CLAIMS.pattern("sum")
# What these rules find may be a part of a count that its sentence has.
SOME = frozenset({"total", "among", "include"})
LIKE = frozenset({"of them", "again"})
OTHERS = CLAIMS.pattern("count that leaves its people out")
NOUN_BEFORE = CLAIMS.pattern("people named before a toll")
NOUN_AFTER = CLAIMS.pattern("people named behind a toll")
OF_THE_DEAD_WERE = CLAIMS.pattern("what the dead were")
# How many words before a number may say that it is the sum.
CLOSED = 4


def find_mentions(shape: Shape, terms: tuple[str, ...]) -> dict[int, Mention]:
    """Find the counts of a sentence that are casualties.

    Parameters
    ----------
    terms
        The words of the shape's items, in lower case.

    Returns
    -------
    dict
        By the item of the count; of rules that claim one count the first in `RULES` has it.
    """
    found = match_rules(shape, terms)
    _add_totals(shape, terms, found)
    _with_parts(shape, found)
    named = {at: _with_noun(shape.letters, found, mention) for at, mention in found.items()}
    return dict(sorted(named.items()))


def _add_totals(shape: Shape, terms: tuple[str, ...], found: dict[int, Mention]) -> None:
    """Take "for a total of 26" after other counts for their sum."""
    for at in shape.counts:
        if not at or terms[at - 1] not in _closing():
            continue
        before = max((count for count in found if count < at), default=None)
        match = TOTAL.match(shape.letters, at)
        if match and before is not None and _closed().search(" ".join(terms[max(at - CLOSED, 0) : at + 1])):
            own = found.get(at, found[before])
            found[at] = Mention(at, match.end(), own.cue, own.outcome, "total")


def _with_noun(letters: str, found: dict[int, Mention], mention: Mention) -> Mention:
    """Add whom a count without people counts: those of the words before it, or of the count before it."""
    if were := OF_THE_DEAD_WERE.match(letters, mention.at):
        return mention._replace(noun=were.span("noun"))
    if mention.rule == "toll" and mention.end == mention.at + 1:
        noun = NOUN_BEFORE.search(letters, 0, mention.cue) or NOUN_AFTER.match(letters, mention.cue + 1)
        return mention._replace(noun=noun.span("noun")) if noun else mention
    if mention.whole is None and mention.rule not in LIKE:
        return mention
    if not OTHERS.fullmatch(letters, mention.at, mention.end):
        return mention
    before = max((count for count in found if count < mention.at), default=None)
    return mention._replace(like=before if mention.whole is None else mention.whole)


def _with_parts(shape: Shape, found: dict[int, Mention]) -> None:
    """Add the counts that the words make parts of another one."""
    letters = shape.letters
    for match in (
        *PARTS.finditer(letters),
        *_after_colon(letters),
        *_of_whole(letters),
        *PARTS_BEFORE.finditer(letters),
    ):
        whole = max((count for count in found if count < match.start("people")), default=None)
        if whole is not None and _has_its_word(found[whole].cue, match):
            _add_parts(found, match, found[found[whole].whole or whole])
    for match in AMONG_THEM.finditer(letters):
        _add_those_among(found, match)
    for match in OF_COUNT.finditer(letters):
        if match.end() in found:
            _add_parts(found, match, found[match.end()])


def _of_whole(letters: str) -> Iterator[re.Match[str]]:
    yield from OF_THEM.finditer(letters)
    yield from OF_SO_MANY.finditer(letters)


def _has_its_word(cue: int, match: re.Match[str]) -> bool:
    """Tell whether the word for what befell the whole stands where the parts ask for it."""
    if match.re is AFTER_COLON:
        return cue == match.start() - 2
    return match.re is not PARTS_BEFORE or cue >= match.end()


def _add_parts(found: dict[int, Mention], match: re.Match[str], whole: Mention) -> None:
    for count, end in counts_of(match):
        own = found.get(count)
        # "left 12 people including a child dead": one word says it of both
        told = own is not None and (own.rule == "of them" or (match[0][0] == INCLUDING and own.cue == whole.cue))
        one = own is not None and told and own.outcome == whole.outcome
        if own is None or own.rule in SOME or one:
            found[count] = Mention(count, end, whole.cue, whole.outcome, "part", whole.at)


def _add_those_among(found: dict[int, Mention], match: re.Match[str]) -> None:
    """Add the parts before "among them": of the first count of their list where a verb has it, or of one before."""
    counts = list(counts_of(match))
    own = counts[0][0] in found
    whole = counts[0][0] if own else max((count for count in found if count < match.start()), default=None)
    if whole is None:
        return
    total = found[whole]
    for count, end in counts[own:]:
        found[count] = Mention(count, end, total.cue, total.outcome, "part", whole)


@cache
def _closed() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(words('casualty_words', 'words', kind='closed'))}\b")


@cache
def _closing() -> frozenset[str]:
    """Give the words that may stand before the number of a sum."""
    return frozenset(word for phrase in words("casualty_words", "words", kind="closed") for word in phrase.split())


def _after_colon(letters: str) -> list[re.Match[str]]:
    return list(AFTER_COLON.finditer(letters)) if COLON in letters else []
