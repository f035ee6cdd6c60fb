"""Every noun that reports, with its speaker and its clause: "Ana Roe's claim that the road was open"."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from toolkit.patterns import class_words, room
from toolkit.rules import rows, words
from toolkit.speech.clauses import Cue, clause_end, has_verb, own_head, sentence_at
from toolkit.speech.shape import NOUN, OPEN, Shape, Verb
from toolkit.speech.speakers import Span, Subject

SPEECH = room("speech")

REACH = 12
"""How many tokens before "that" its noun stands at most."""
THAT = SPEECH.pattern("that before a clause")
AHEAD = 4
"""How many verbs behind "that" are looked at for the end of its clause."""
# What does not stand between a noun and its "that".
BREAKS = frozenset(SPEECH.any("'.'", "','", "';'", "marks.open", "passage", "marks.close", "'that'", "'-'"))
GIVEN = SPEECH.pattern("giver and time of a noun")
OWNER = SPEECH.pattern("owner of a noun")
OWN = SPEECH.pattern("determiner of a noun")
# What a subject stands behind. "His claim that the road was open was rejected": a second verb without a subject of its
# own is that of the sentence.
BEHIND = frozenset(
    SPEECH.any("','", "conjunction", "but", "adverb", "'that'", "subordinator", "';'", "marks.close", "'-'")
)
SECOND = SPEECH.pattern("clause up to a second verb")


def with_nouns(shape: Shape, cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Add the nouns that report to the verbs that do, in reading order; a word that is found as a verb is none."""
    taken = {cue.at for cue in cues}
    found = [cue for cue in _find(shape, cues) if cue.at not in taken]
    return tuple(sorted([*cues, *found], key=lambda cue: cue.at)) if found else tuple(cues)


def _find(shape: Shape, cues: Sequence[Cue]) -> Iterator[Cue]:
    for match in THAT.finditer(shape.letters):
        at = _noun_before(shape, match.start())
        found = _cue(shape, at, match.start(), cues) if at is not None else None
        if found:
            yield found


def _noun_before(shape: Shape, that: int) -> int | None:
    known = reporting_nouns()
    for at in range(that - 1, max(that - REACH, 0) - 1, -1):
        if shape.letters[at] in BREAKS:
            return None
        if shape.reading.tokens[at].lower() in known:
            return at
    return None


def _cue(shape: Shape, at: int, that: int, cues: Sequence[Cue]) -> Cue | None:
    start, stop = sentence_at(shape, that)
    subject = _speaker(shape, at, that, start) if at >= start else None
    if subject is None:
        return None
    clause = _clause(shape, subject, at, that + 1, _stop(shape, that + 1, stop, cues))
    verb = reporting_nouns()[shape.reading.tokens[at].lower()]
    return clause and Cue(at, at + 1, verb, subject, clause, None, clause[1], "clause after the noun")


def _speaker(shape: Shape, at: int, that: int, start: int) -> Subject | None:
    """Find who gives what a noun names: behind it, or as its owner before it."""
    given = GIVEN.fullmatch(shape.letters, at + 1, that)
    if not given:
        return None
    giver = shape.reading.tokens[at + 1].lower() if given["who"] else None
    if giver in _givers()[shape.reading.tokens[at].lower()]:
        return Subject(*given.span("who"), at, "speaker behind the noun")
    return find_owner(shape, at, max(start, at - REACH))


def find_owner(shape: Shape, at: int, floor: int) -> Subject | None:
    """Find whose noun it is: "Ana Roe's latest claim", "his claim"."""
    left = shape.letters[floor:at]
    own = OWN.search(left)
    if own and shape.reading.tokens[floor + own.start()].lower() in _owners():
        return Subject(floor + own.start(), floor + own.start() + 1, floor + own.start(), "owner of the noun")
    owner = OWNER.search(left)
    if not owner:
        return None
    first, last = floor + owner.start("who"), floor + owner.end("who")
    return Subject(first, last, first, "owner of the noun")


def _stop(shape: Shape, first: int, stop: int, cues: Sequence[Cue]) -> int:
    """Find where the next verb that reports has a clause of its own."""
    later = cues[bisect_right(cues, first, key=lambda cue: cue.at) :][:AHEAD]
    heads = (own_head(shape, cue.subject) for cue in later if cue.at < stop)
    return next((head for head in heads if head is not None and head > first), stop)


def _clause(shape: Shape, subject: Subject, at: int, first: int, stop: int) -> Span | None:
    """Find the clause behind "that": to its sentence's end, or to the verb of the sentence that it belongs to."""
    end = clause_end(shape, first, stop)
    if not has_verb(shape, first, end, True) and OPEN not in shape.letters[first:end]:
        return None
    opening = min(subject.start, at)
    opening -= opening not in shape.breaks and shape.letters[opening - 1] == SPEECH["determiner"]
    begins = opening in shape.breaks or shape.letters[opening - 1] in BEHIND
    second = SECOND.match(shape.letters, first, end) if begins else None
    return first, second.end() if second else end


@cache
def reporting_nouns() -> dict[str, Verb]:
    """Give the nouns that report by form."""
    return {row["form"]: Verb(row["lemma"], NOUN, row["class"], NOUN, True) for row in rows("reporting_nouns")}


@cache
def _givers() -> dict[str, frozenset[str]]:
    """Give the prepositions that name who speaks behind each noun."""
    return {row["form"]: frozenset(row["givers"].split()) for row in rows("reporting_nouns")}


@cache
def _owners() -> frozenset[str]:
    """Give the determiners that stand for a speaker: his, their."""
    return frozenset(words("speaker_nouns", "word")) & class_words("determiner")
