"""Who speaks before a colon: "Minister: “…”", "Said Ana Roe: “…”", "She had a plan: “…”"."""

from toolkit.patterns import room
from toolkit.speech.carried import Source, is_sentence
from toolkit.speech.shape import Quoted, Shape, verbs
from toolkit.speech.speakers import Span, Subject, main_subject
from toolkit.speech.whose import roles

SPEECH = room("speech")

COLON = SPEECH.pattern("speaker before a colon")
# "There was talk: “…”", "She had a plan: “…”": what stands behind "to be" and "to have" does not speak.
NOT_FIRST = frozenset(SPEECH.any("be", "have", "modal"))
SPEAKS = SPEECH.pattern("somebody and an auxiliary")


def find_before_colon(shape: Shape, item: Quoted, start: int) -> Source | None:
    """Take what a colon ends for the speaker, or the subject of its clause."""
    if shape.letters[item.opening - 1 : item.opening] != SPEECH["';'"] or not is_sentence(shape, item):
        return None
    found = _speaker(shape, start, item.opening)
    if not found:
        return None
    subject = Subject(found[0], found[1], start, "speaker before a colon")
    return Source(None, subject, (item.opening, item.after), subject.rule)


def _speaker(shape: Shape, start: int, opening: int) -> Span | None:
    match = COLON.search(shape.letters, start, opening)
    if match and shape.letters[match.start() - 1 : match.start()] not in NOT_FIRST:
        return _without_verb(shape, *match.span("who"))
    subject = main_subject(shape, start, opening)
    if subject and match and not SPEAKS.match(shape.letters, subject.start, subject.end + 1):
        return None
    named = subject and shape.reading.tokens[subject.start].lower() not in roles("nobody")
    return (subject.start, subject.end) if subject and named else None


def _without_verb(shape: Shape, first: int, last: int) -> Span | None:
    """Take the verb from a speaker beside it: "Said Ana Roe: “…”", "Another said: “…”"."""
    known, tokens = verbs(), shape.reading.tokens
    if last - first > 1 and tokens[first].lower() in known:
        return first + 1, last
    ends = known.get(tokens[last - 1])
    return first, last - (last - first > 1 and ends is not None and not ends.is_noun)
