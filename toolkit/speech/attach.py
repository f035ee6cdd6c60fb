"""Whose words a passage in marks is: the verb that it belongs to, what else names a source, or nobody."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from toolkit.patterns import room
from toolkit.speech.carried import ENDS_FULL, NOBODY, OWN_CLAUSE, Source, carry, paragraph, with_headings
from toolkit.speech.clauses import Cue, clause_start, sentence_at
from toolkit.speech.colon import find_before_colon
from toolkit.speech.owned import find_elided, find_noun_owner, find_wording
from toolkit.speech.shape import COMMA, NOUN, Quoted, Shape
from toolkit.speech.speakers import Span, Subject

SPEECH = room("speech")

COLON = SPEECH["';'"]
# How far before a passage a verb may stand that reports passages only: "called the plan, after a long day, a “…”".
NEAR = 30
WHOLE = SPEECH.pattern("lead to a passage")
NEXT = SPEECH.pattern("few words to a passage")
LISTENER = SPEECH.pattern("listener before a passage")
GOES_BEYOND = SPEECH.pattern("phrase behind a passage")
# How many verbs behind a passage are looked at.
AHEAD = 6
DASH = SPEECH.pattern("speaker behind a dash")


def find_sources(shape: Shape, cues: Sequence[Cue]) -> list[Source]:
    """Find the source of each passage in marks: in its sentence, or carried over from what stands before it."""
    places = [cue.at for cue in cues]
    found: list[Source] = []
    for index, item in enumerate(shape.quoted):
        start, _ = sentence_at(shape, item.opening)
        at = bisect_left(places, item.opening)
        before = cues[bisect_left(places, start) : at]
        owned = (
            find_noun_owner(shape, item, start)
            or find_wording(shape, item, start)
            or _elided(shape, index, found, before)
        )
        last_source = found[-1] if found else NOBODY
        source = owned or _find_source(shape, item, start, before, cues[at : at + AHEAD], last_source)
        last = next((cues[place] for place in range(at - 1, -1, -1) if cues[place].verb.takes != NOUN), None)
        found.append(source if source is not NOBODY else carry(shape, index, start, last, found))
    return with_headings(shape, found)


def under_heading(shape: Shape, sources: Sequence[Source], heading: tuple[Subject, Span] | None) -> list[Source]:
    """Give the passages of a headline without a source of their own the speaker before its colon."""
    if heading is None:
        return list(sources)
    subject, clause = heading
    source = Source(None, subject, clause, subject.rule)
    return [
        source if clause[0] <= item.opening < clause[1] and own.cue is None else own
        for item, own in zip(shape.quoted, sources, strict=True)
    ]


def _find_source(
    shape: Shape, item: Quoted, start: int, before: Sequence[Cue], after: Sequence[Cue], last: Source
) -> Source:
    """Find the source of one passage in its own sentence, given the verbs before it and behind it.

    A verb that has reported the passage before it reports this one only where no verb stands next to it: "“…,” said
    Ana Roe, and “…,” said Bo Lind".
    """
    own = _from_before(shape, item, before)
    if own and _is_served(own, last):
        return _from_after(shape, item, item.opening, after) or own
    next_to = _from_after(shape, item, start, after)
    first = next_to or own if item.opening == start else own or next_to
    return (
        first or _from_around(item, after) or find_before_colon(shape, item, start) or _from_dash(shape, item) or NOBODY
    )


def _elided(shape: Shape, index: int, found: Sequence[Source], before: Sequence[Cue]) -> Source | None:
    shares = index and before and found[-1].cue in before
    return find_elided(shape, shape.quoted[index], shape.quoted[index - 1]) if shares else None


def _is_served(own: Source, last: Source) -> bool:
    """Tell a verb that stands behind a passage that it has reported already."""
    return bool(own.cue and own.cue is last.cue and last.clause and last.clause[0] < own.cue.at)


def find_clauses(shape: Shape, cues: Sequence[Cue], sources: Sequence[Source]) -> Iterator[tuple[Cue, Span]]:
    """Give the clauses that are reported without marks: those of verbs that report no passage beside them."""
    taken: dict[int, list[int]] = {}
    for index, source in enumerate(sources):
        if source.cue:
            taken.setdefault(source.cue.at, []).append(index)
    for cue in cues:
        for clause in (cue.clause, cue.rest):
            if clause and all(_stands_beside(shape, clause, cue, index) for index in taken.get(cue.at, ())):
                yield cue, clause


def _stands_beside(shape: Shape, clause: Span, cue: Cue, index: int) -> bool:
    """Tell the first part of a sentence that goes on in marks: "It was, Ana Roe said, “a hard day”"."""
    item = shape.quoted[index]
    goes_on = shape.reading.text[item.passage.start].islower()
    return bool(cue.rest) and goes_on and clause[1] <= cue.at < item.opening


def goes_on(shape: Shape, index: int, sources: Sequence[Source]) -> bool:
    """Tell whether a passage is the second part of a split quote: “…,” Ana Roe said, “…”."""
    cue, first, second = sources[index].cue, shape.quoted[index - 1], shape.quoted[index]
    return bool(cue and index and sources[index - 1].cue is cue and first.after <= cue.at < second.opening)


def is_whole(shape: Shape, item: Quoted, source: Source) -> bool:
    """Tell a clause of its own from a fragment of one."""
    if source.clause and source.clause[0] < item.opening:
        return False
    text = shape.reading.text[item.passage.start : item.passage.end]
    if source.clause and source.clause[1] - item.after > 1 and text[-1:] not in ENDS_FULL:
        return False
    own_clause = bool(OWN_CLAUSE.match(shape.reading.classes, item.first, item.last))
    return own_clause or (not text[:1].islower() and text[-1:] in ENDS_FULL)


def _from_before(shape: Shape, item: Quoted, cues: Sequence[Cue]) -> Source | None:
    """Take the nearest verb before the passage."""
    cue = next((cue for cue in reversed(cues) if _reaches(shape, item, cue)), None)
    if cue is None:
        return None
    end = max(cue.end, cue.subject.end) if cue.subject.end <= item.opening else cue.end
    clause = _clause_before(shape, item, cue, end)
    return Source(cue, cue.subject, clause, cue.subject.rule)


def _reaches(shape: Shape, item: Quoted, cue: Cue) -> bool:
    if item.opening >= cue.reach:
        return False
    if cue.clause and cue.clause[0] <= item.opening < cue.clause[1]:
        return True
    if cue.verb.takes == "next":
        return bool(NEXT.match(shape.letters[cue.end : item.opening]))
    return cue.verb.takes != "marks" or item.opening - cue.end <= NEAR


def _clause_before(shape: Shape, item: Quoted, cue: Cue, end: int) -> Span:
    between = shape.letters[end : item.opening]
    if cue.rest and cue.rest[0] <= item.opening:
        return cue.rest[0], max(item.after, cue.rest[1])
    if between.endswith(COLON):
        start = item.opening
    elif cue.clause and cue.clause[0] > cue.at:
        start = cue.clause[0]
    elif WHOLE.match(between) or (cue.verb.takes == "listener" and LISTENER.match(between)):
        start = item.opening
    else:
        start = end
    return min(start, item.opening), max(item.after, cue.clause[1]) if cue.clause else _phrase_end(shape, item)


def _phrase_end(shape: Shape, item: Quoted) -> int:
    """Find where the words of a fragment go on to without marks: "called it a “hard day” for Aro"."""
    closed = shape.reading.text[item.passage.end - 1] in ENDS_FULL
    match = None if closed else GOES_BEYOND.match(shape.letters, item.after, sentence_at(shape, item.opening)[1])
    return match.end() if match else item.after


def _from_after(shape: Shape, item: Quoted, start: int, cues: Sequence[Cue]) -> Source | None:
    """Take the verb that follows the passage at once: “…,” said Ana Roe."""
    first = item.after + (shape.letters[item.after : item.after + 1] == COMMA)
    ends = shape.reading.text[item.passage.end - 1]
    cue = next((cue for cue in cues if min(cue.at, cue.subject.head) == first), None)
    if cue is None or paragraph(shape, cue.at) != paragraph(shape, item.opening):
        return None
    if ends == "." or (ends.isalnum() and first == item.after and item.opening != start):
        return None
    if first > item.after and _is_title(shape, item):
        return None
    if shape.letters[item.opening - 1 : item.opening] == COLON:
        start = item.opening
    start = clause_start(shape, start, item.opening)
    return Source(cue, cue.subject, (start, item.after), cue.subject.rule)


def _is_title(shape: Shape, item: Quoted) -> bool:
    """Tell a name beside its noun: "in her book “Long Quays”, Ana Roe writes"."""
    words = shape.reading.tokens[item.first : item.last]
    beside = shape.letters[item.opening - 1 : item.opening] == SPEECH["word"]
    return beside and words[0][:1].isupper() and words[-1][:1].isupper() and words[-1].isalnum()


def _from_around(item: Quoted, cues: Sequence[Cue]) -> Source | None:
    """Take a verb further on whose clause stands before it and holds the passage."""
    cue = next((cue for cue in cues if cue.clause and cue.clause[0] <= item.opening < cue.clause[1]), None)
    return Source(cue, cue.subject, cue.clause, cue.rule) if cue else None


def _from_dash(shape: Shape, item: Quoted) -> Source | None:
    """Take what ends the paragraph after a dash for the speaker: "“…” — Ana Roe"."""
    match = DASH.match(shape.letters, item.after)
    if not match or shape.breaks[bisect_left(shape.breaks, match.end())] - match.end() > 1:
        return None
    subject = Subject(match.start("who"), match.end("who"), match.start(), "speaker after a dash")
    return Source(None, subject, (item.opening, item.after), subject.rule)
