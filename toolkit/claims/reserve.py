"""Which figures are less than asserted: possible, aimed at, denied, asked, conditional, or of one fate or another."""

import re
from functools import cache

from toolkit.claims.context import Claim, Span, loose, text_of, words_of
from toolkit.claims.denials import denied, doubting
from toolkit.claims.grammar import outcomes
from toolkit.claims.singles import listed
from toolkit.text import Reading

# An aim, "to kill"; not "led to the arrest".
AIM = re.compile("TR?a$")
# How many words before the verb may say that what it aims at happened.
HELD = 6
# killed or missing; killed, wounded or captured
MORE_FATES = re.compile(r"(?:,[paidl]){0,3},?C[paidlw]")
FATES_BEFORE = re.compile(r"[paidl](?:,[paidl]){0,3},?C$")
# killed or captured
PAST = "ed"
ONE_FATE = frozenset({"killed", "injured", "killed_or_injured"})
# As far as a clause is read from a figure, in characters.
CLAUSE = 300
# Were 12 killed? The clause that the figure stands in ends in a question mark.
ASKED = re.compile(r"[^.;:,!?\n]{0,300}(?P<mark>\?)")
CLAUSE_BEFORE = re.compile('[^.;:,!?)\\]\n"\u201c]*\\Z')


def modality(reading: Reading, claim: Claim) -> str | None:
    """Give the word that makes the figure less than an assertion."""
    possible = _possible(reading, claim)
    if possible or _reserving().isdisjoint(claim.terms):
        return possible
    return (
        denied(reading, claim)
        or _on_condition(reading, claim)
        or _asked(reading, claim)
        or _one_or_other(reading, claim)
    )


def _possible(reading: Reading, claim: Claim) -> str | None:
    """Give "may" or "reportedly" beside the verb, and "to" before what was only meant."""
    first, after = claim.mention.end, claim.mention.cue
    if claim.mention.at > claim.mention.cue:
        first, after = max(claim.mention.cue - 2, 0), claim.mention.at  # "presumed thieves" says who, not whether
    match = words_of("modality", "hearsay").search(text_of(reading, claim, first, after))
    if match is None:
        return None
    if match[0].lower() == "to" and not AIM.search(claim.shape.letters, 0, claim.mention.cue + 1):
        return None
    happened = match[0].lower() == "to" and _happened().search(reading.plain, *_before_aim(claim))
    return None if happened else match[0]


def _before_aim(claim: Claim) -> Span:
    """Give the characters of the words that may rule "to kill": four words are enough."""
    spans = claim.shape.spans[max(claim.mention.cue - HELD, 0) : claim.mention.cue]
    return (spans[0][0], spans[-1][1]) if spans else (claim.start, claim.start)


def _on_condition(reading: Reading, claim: Claim) -> str | None:
    """Give the "if" or "whether" of the clause that the figure stands in, or "if confirmed" before the clause."""
    before = _before(reading, claim)
    match = _condition().search(reading.plain, *before) or _if_confirmed().search(reading.plain, *before)
    return match["words"] if match else None


def _asked(reading: Reading, claim: Claim) -> str | None:
    """Give the mark of a question; "Why were 12 killed?" takes for granted that they were."""
    end = max(claim.end, claim.shape.spans[claim.mention.cue][1])
    asked = ASKED.match(reading.plain, end)
    clause = CLAUSE_BEFORE.search(reading.plain, *_before(reading, claim)) if asked else None
    if asked is None or clause is None or _granted().match(clause[0].strip()):
        return None
    return asked["mark"]


def _before(reading: Reading, claim: Claim) -> Span:
    """Give the characters of the sentence before the figure and its verb."""
    start = min(claim.start, claim.shape.spans[claim.mention.cue][0])
    return max(reading.sentence_at(claim.start)[0], start - CLAUSE), start


def _one_or_other(reading: Reading, claim: Claim) -> str | None:
    """Give "or missing" where one number is of the killed or the missing: of neither of them alone it is asserted."""
    letters, cue = claim.shape.letters, claim.mention.cue
    found = MORE_FATES.match(letters, cue + 1) or FATES_BEFORE.search(letters, max(cue - 9, 0), cue)
    if found is None:
        return None
    items = range(min(found.start(), cue), max(found.end(), cue + 1))
    terms = [claim.terms[at] for at in items]
    fates = {outcomes()[term] for term in terms if term in outcomes()}
    fates |= {terms[-1]} if claim.shape.letters[items[-1]] == "w" and terms[-1].endswith(PAST) else set()
    either = next((at for at, term in zip(items, terms, strict=True) if words_of("either").fullmatch(term)), None)
    if either is None or len(fates) < 2 or fates <= ONE_FATE:
        return None
    return text_of(reading, claim, either, either + 2)


@cache
def _happened() -> re.Pattern[str]:
    """Find "managed to" at the end of the words before a verb: what follows happened, unless the words deny it."""
    return re.compile(rf"(?<!not )(?<!never )(?<!n't )\b(?i:{loose('happened')})(?:\s+\w+ly)?\Z")


@cache
def _condition() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<words>(?i:{loose('condition')}))\b[^.,;:\n]*\Z")


@cache
def _if_confirmed() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<words>(?i:{loose('if confirmed')}))\b")


@cache
def _granted() -> re.Pattern[str]:
    return re.compile(rf"(?i:{loose('granted')})\b")


@cache
def _reserving() -> frozenset[str]:
    """Give the words without which nothing but the verb itself can make a figure less than asserted."""
    return doubting() | {phrase.split()[-1] for kind in ("condition", "either") for phrase in listed(kind)} | {"?"}
