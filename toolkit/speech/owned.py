"""Whose words a passage is beside a noun, or in a clause without its verb, where the sentence's verb is another's."""

from toolkit.patterns import room
from toolkit.speech.carried import Source
from toolkit.speech.nouns import REACH, find_owner, reporting_nouns
from toolkit.speech.shape import COMMA, Quoted, Shape
from toolkit.speech.speakers import Span, Subject
from toolkit.speech.whose import roles

SPEECH = room("speech")

WORDED = "speaker of the wording"
FEWEST = 3
"""A passage of fewer words before a noun may be what the writer, or who speaks of it, calls it: "his “vile” remark"."""
BEFORE_PASSAGE = SPEECH.pattern("preposition before a passage")
ELIDED = SPEECH.pattern("clause without its verb")
# "Ana Roe's “…” remark", "the “…” remark".
OWNS = frozenset(SPEECH.any("genitive", "determiner"))
# "As Ana Roe put it", "in her words".
WORDS_IT = frozenset(SPEECH.any("'as'", "preposition"))
WORDING = SPEECH.pattern("somebody who words it")


def find_wording(shape: Shape, item: Quoted, start: int) -> Source | None:
    """Find who a passage is given as worded by: "as Ana Roe put it", "in the words of the mayor"."""
    begins = start < item.opening and shape.letters[start] in WORDS_IT and shape.letters[item.opening - 1] == COMMA
    match = WORDING.fullmatch(shape.letters, start, item.opening) if begins else None
    if not match or roles("wording").isdisjoint(shape.reading.tokens[start : item.opening]):
        return None
    first, last = match.span("puts") if match["puts"] else match.span("owns")
    return Source(None, Subject(first, last, first, WORDED), (item.opening, item.after), WORDED)


def find_noun_owner(shape: Shape, item: Quoted, start: int) -> Source | None:
    """Find whose noun of saying holds a passage: "Ana Roe's “quays are for boats” remark", "her call to “burn it”"."""
    at = _noun(shape, item)
    if at is None:
        return None
    before = min(at, item.opening)
    owner = find_owner(shape, before, max(start, before - REACH)) if before > start else None
    return Source(None, owner, (item.opening, item.after), owner.rule) if owner else None


def find_elided(shape: Shape, item: Quoted, last: Quoted) -> Source | None:
    """Find who stands in a clause that leaves out the verb of the clause before it."""
    match = ELIDED.match(shape.letters, last.after, item.opening)
    if not match:
        return None
    first: Span = match.span("who")
    subject = Subject(*first, first[0], "speaker without a verb of its own")
    begins = match.end("opens") if match["opens"] == SPEECH["'that'"] else item.opening
    return Source(None, subject, (begins, item.after), subject.rule)


def _noun(shape: Shape, item: Quoted) -> int | None:
    known, tokens = reporting_nouns(), shape.reading.tokens
    if item.last - item.first >= FEWEST and item.after < len(tokens) and tokens[item.after].lower() in known:
        return item.after if shape.letters[item.opening - 1 : item.opening] in OWNS else None
    before = item.opening - 2
    if before >= 0 and BEFORE_PASSAGE.match(shape.letters, before + 1) and tokens[before].lower() in known:
        return before
    return None
