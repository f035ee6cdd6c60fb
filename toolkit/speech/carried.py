"""What a passage without a verb of its own takes over: the source of what stands before it, or of the same words."""

from bisect import bisect_right
from typing import NamedTuple

from toolkit.patterns import room
from toolkit.speech.clauses import Cue, sentence_at
from toolkit.speech.shape import Quoted, Shape
from toolkit.speech.speakers import Span, Subject, main_subject

SPEECH = room("speech")

STOPS = frozenset(".?!\u2026")
ENDS_FULL = STOPS | {","}
OWN_CLAUSE = SPEECH.pattern("clause of its own")
MOST_IN_ANSWER = 5
"""An answer of no more tokens is not carried on: who asked rarely says yes."""
NAMES = frozenset(SPEECH.any("name", "capitals"))
NAMED = SPEECH.pattern("somebody beside an unknown verb")
FEWEST_CARRIED = 3
"""A passage of fewer words does not go on with another's speech: it is a name or a term."""


class Source(NamedTuple):
    """Where the words of a passage come from; `clause` is all that the source is reported to have said, in tokens."""

    cue: Cue | None
    subject: Subject | None
    clause: Span | None
    rule: str


NOBODY = Source(None, None, None, "no source in the sentence")


def carry(shape: Shape, index: int, start: int, last: Cue | None, found: list[Source]) -> Source:
    """Take the source of what stands before, for whole sentences in marks that go on without a verb of their own."""
    item = shape.quoted[index]
    here = paragraph(shape, item.opening)
    near = bool(index and found[-1].subject) and paragraph(shape, shape.quoted[index - 1].opening) == here
    if item.opening != start or not (is_sentence(shape, item) or (near and _begins_sentence(shape, item))):
        return NOBODY
    if index and found[-1].subject and here - paragraph(shape, shape.quoted[index - 1].opening) <= 1:
        nearer = last is None or last.at < shape.quoted[index - 1].opening
        subject = found[-1].subject if nearer else last.subject if last else None
    else:
        subject = last.subject if last and here - paragraph(shape, last.at) <= 1 else None
    if subject is None or _is_ended(shape, index, subject, last, found):
        return NOBODY
    same = paragraph(shape, subject.start) == here
    rule = "speaker carried over in the paragraph" if same else "speaker carried over from the paragraph before"
    return Source(None, subject, (item.opening, item.after), rule)


def _is_ended(shape: Shape, index: int, subject: Subject, last: Cue | None, found: list[Source]) -> bool:
    """Tell whether somebody else comes in: in the passage's own sentence, or between it and who spoke last."""
    item, before = shape.quoted[index], shape.quoted[index - 1] if index else None
    if NAMED.match(shape.letters, item.after, sentence_at(shape, max(item.last - 1, item.first))[1]):
        return True
    if before and last and last.verb.group == "asking" and before.opening > last.at and found[index - 1] is NOBODY:
        return before.last - before.first <= MOST_IN_ANSWER  # an answer, and what stands behind it
    asked = (
        last is not None and last.verb.group == "asking" and shape.letters[last.subject.start] == SPEECH["determiner"]
    )
    if before and last and asked and _asks(shape, before) and before.opening < last.at:
        return item.last - item.first <= MOST_IN_ANSWER
    spoken = max(subject.end, last.end if last and last.end <= item.opening else 0, before.after if before else 0)
    return _is_interrupted(shape, subject, sentence_at(shape, max(spoken - 1, 0))[1], item.opening)


def _is_interrupted(shape: Shape, subject: Subject, start: int, end: int) -> bool:
    """Tell whether a sentence between has a subject that is not the speaker, nor a pronoun."""
    known = {shape.reading.tokens[at] for at in range(subject.start, subject.end)}
    while start < end:
        stop = min(sentence_at(shape, start)[1], end)
        other = main_subject(shape, start, stop)
        spoken = shape.reading.tokens[other.start : other.end] if other else ()
        named = other is not None and shape.letters[other.start] in NAMES
        if named and known.isdisjoint(spoken):
            return True
        start = max(stop, start + 1)
    return False


def _asks(shape: Shape, item: Quoted) -> bool:
    return shape.reading.text[item.passage.end - 1] == "?"


def with_headings(shape: Shape, found: list[Source]) -> list[Source]:
    """Give a passage in a headline, a heading or a caption the source that the same words have in the body."""
    known: dict[str, Source] = {}
    for item, source in zip(shape.quoted, found, strict=True):
        if source.subject:
            known.setdefault(_words(shape, item), source)
    return [
        _same_words(known.get(_words(shape, item)), item) if _in_heading(shape, item) and not source.subject else source
        for item, source in zip(shape.quoted, found, strict=True)
    ]


def _same_words(source: Source | None, item: Quoted) -> Source:
    if source is None:
        return NOBODY
    return Source(None, source.subject, (item.opening, item.after), "speaker of the same words in the text")


def _in_heading(shape: Shape, item: Quoted) -> bool:
    return shape.reading.region_at(item.passage.start).kind != "body"


def _words(shape: Shape, item: Quoted) -> str:
    return shape.reading.plain[item.passage.start : item.passage.end].strip(" .,;:!?").casefold()


def is_sentence(shape: Shape, item: Quoted) -> bool:
    """Tell whole sentences in marks from a fragment, a name or a term."""
    text = shape.reading.text[item.passage.start : item.passage.end]
    return item.last - item.first > FEWEST_CARRIED and not text[:1].islower() and text[-1:] in STOPS


def _begins_sentence(shape: Shape, item: Quoted) -> bool:
    """Tell words that begin a sentence from a title or a term: “I like it” about the plan."""
    text = shape.reading.text[item.passage.start : item.passage.end]
    if text[:1].islower():
        return False
    own_clause = OWN_CLAUSE.match(shape.reading.classes, item.first, item.last)
    return bool(own_clause) or text[-1:] in ENDS_FULL or item.last - item.first > FEWEST_CARRIED


def paragraph(shape: Shape, token: int) -> int:
    """Give the number of the paragraph around a token."""
    offset = shape.reading.starts[token]
    return bisect_right(shape.reading.regions, offset, key=lambda region: region.start)
