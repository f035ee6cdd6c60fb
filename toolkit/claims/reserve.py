"""Which figures are less than asserted: possible, aimed at, denied, asked, conditional, or of one fate or another."""

from bisect import bisect_left

from toolkit.claims.context import Claim, words_of
from toolkit.claims.grammar import outcomes
from toolkit.clauses import Reserve, reserve_of
from toolkit.patterns import room
from toolkit.text import Reading

CLAIMS = room("claims")

MORE_FATES = CLAIMS.pattern("further fates behind")
FATES_BEFORE = CLAIMS.pattern("further fates before")
# killed or captured
PAST, WORD, AIMED = "ed", CLAIMS["word"], CLAIMS["harm.verb"]
ONE_FATE = frozenset({"killed", "injured", "killed_or_injured"})


def reserve(reading: Reading, claim: Claim) -> Reserve | None:
    """Say by which words a figure is less than asserted, of its fate at all or of this one alone."""
    return _unasserted(reading, claim) or _one_or_other(reading, claim)


def _unasserted(reading: Reading, claim: Claim) -> Reserve | None:
    """Say by which words a figure is less than asserted; that nobody was killed is a figure."""
    if claim.high == 0:
        return None
    verb = bisect_left(reading.starts, claim.shape.spans[claim.mention.cue][0])
    first = bisect_left(reading.starts, claim.start)
    return reserve_of(reading, verb, first, aimed=claim.shape.letters[claim.mention.cue] == AIMED)


def _one_or_other(reading: Reading, claim: Claim) -> Reserve | None:
    """Give "or missing" where one number is of the killed or the missing: for each of them alone it is possible."""
    letters, cue = claim.shape.letters, claim.mention.cue
    found = MORE_FATES.match(letters, cue + 1) or FATES_BEFORE.search(letters, max(cue - 9, 0), cue)
    if found is None:
        return None
    items = range(min(found.start(), cue), max(found.end(), cue + 1))
    terms = [claim.terms[at] for at in items]
    fates = {outcomes()[term] for term in terms if term in outcomes()}
    fates |= {terms[-1]} if claim.shape.letters[items[-1]] == WORD and terms[-1].endswith(PAST) else set()
    either = next((at for at, term in zip(items, terms, strict=True) if words_of("either").fullmatch(term)), None)
    if either is None or len(fates) < 2 or fates <= ONE_FATE:
        return None
    start, end = claim.shape.spans[either][0], claim.shape.spans[either + 1][1]
    return Reserve(reading.text[start:end], "possible", start, end)
