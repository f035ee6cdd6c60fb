"""Every verb that reports, with its speaker and the clause that it reports, sentence by sentence."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.patterns import room
from toolkit.speech.questions import find_question
from toolkit.speech.shape import COMMA, OPEN, Shape, Verb, verb_at
from toolkit.speech.speakers import Span, Subject
from toolkit.speech.whose import ANOTHER, find_speaker, is_another

SPEECH = room("speech")

SENTENCE = 400
"""A sentence is not followed further than this, in tokens: a page of names without a full stop is no clause."""

CUE = SPEECH.pattern("word that reports")
PARTICLE = SPEECH.pattern("particle of a verb")
THAT = SPEECH.pattern("that behind a verb")
THAT_CLAUSE = SPEECH.pattern("that and a clause behind a verb")
LISTENER_THAT = SPEECH.pattern("listener and that")
LISTENER = SPEECH.pattern("listener before a clause")
BARE = SPEECH.pattern("time before a clause")
FINITE = SPEECH.pattern("finite verb")
NOTHING_FOLLOWS = SPEECH.pattern("end behind a verb")
LISTENED = SPEECH.pattern("listener and end behind a verb")
CLAUSE_END = SPEECH.pattern("but before a clause")
ANSWER = SPEECH.pattern("answer")
PASSAGES_ONLY = frozenset({"marks", "next"})
NOT_PARTED = PASSAGES_ONLY | {"source"}
RELATIVE = SPEECH.pattern("relative clause that reports")
FEWEST = 2
# "…, and when Ana Roe said so": what a word that opens a clause stands behind.
JOINS = frozenset(SPEECH.any("','", "conjunction", "but"))
# "When dawn came", "asked about it", "as expected", "according to her": what leads up to a clause.
LEADS_UP = frozenset(SPEECH.any("subordinator", "say.participle", "'as'", "'according'"))
OPENS_SUBORDINATE = frozenset(SPEECH.any("subordinator", "preposition"))
# What belongs to no clause: before its first word, before the head that it is parted by, and behind its last word.
BEFORE_CLAUSE = frozenset(SPEECH.any("','", "'.'", "';'", "conjunction", "adverb", "marks.close", "'-'"))
BEFORE_HEAD = JOINS | {SPEECH["adverb"]}
BEHIND_CLAUSE = frozenset(SPEECH.any("','", "'.'", "';'", "'-'", "conjunction"))
GOES_ON = SPEECH.pattern("clause that goes on behind the verb")
MOST_BEFORE_VERB = 14


class Cue(NamedTuple):
    """One verb that reports, in tokens.

    `clause` is what it reports to its right or left, where words without marks say so; `rest` is what goes on behind
    a verb between commas; `reach` is how far to its right a passage in marks may belong to it.
    """

    at: int
    end: int
    verb: Verb
    subject: Subject
    clause: Span | None
    rest: Span | None
    reach: int
    rule: str


def find_cues(shape: Shape) -> Iterator[list[Cue]]:
    """Find the verbs that report, one list for each sentence that has one."""
    sentence: list[tuple[int, Verb, Subject]] = []
    bounds = (0, 0)
    for match in CUE.finditer(shape.letters):
        here = sentence_at(shape, match.start())
        if here != bounds:
            if sentence:
                yield list(_cues(shape, bounds, sentence))
            sentence, bounds = [], here
        shared = sentence[-1][2] if sentence and sentence[-1][2].rule != ANOTHER else None
        verb = verb_at(shape, match.start())
        subject = find_speaker(shape, match.start(), here, verb, shared)
        if subject and sentence and is_another(subject, sentence[-1][0]):
            sentence.pop()  # "Hale recalled Marsh saying": what Marsh said is all that is reported
        if subject:
            sentence.append((match.start(), verb, subject))
    if sentence:
        yield list(_cues(shape, bounds, sentence))


def sentence_at(shape: Shape, token: int) -> Span:
    """Give the tokens of the sentence around a token, no further than `SENTENCE` away."""
    index = bisect_right(shape.breaks, token)
    return max(shape.breaks[index - 1], token - SENTENCE), min(shape.breaks[index], token + SENTENCE)


def _cues(shape: Shape, bounds: Span, sentence: list[tuple[int, Verb, Subject]]) -> Iterator[Cue]:
    """Give each verb its clause: up to the next one's, from the last one's."""
    heads = [own_head(shape, subject) for _, _, subject in sentence]
    last = bounds[0]
    for index, (at, verb, subject) in enumerate(sentence):
        head = next((head for head in heads[index + 1 :] if head is not None), None)
        end = at + 1 + (verb.takes == "source") if verb.takes == "source" else _after_particle(shape, at)
        stop = head if head is not None and head > end else bounds[1]
        ahead = verb.tense == "participle" and subject.start > at
        reach = subject.start if ahead else bounds[1]
        stop = min(stop, reach)
        clause, rule = _clause(shape, at, end, verb, subject, (last, stop))
        rest = _rest(shape, at, subject, stop) if verb.takes not in NOT_PARTED else None
        yield Cue(at, end, verb, subject, clause, rest, reach, rule)
        if verb.takes not in PASSAGES_ONLY:
            last = max(last, rest[1] if rest else clause[1] if clause and clause[0] > at else end)


def _after_particle(shape: Shape, at: int) -> int:
    match = PARTICLE.match(shape.letters, at + 1)
    return match.end() if match else at + 1


def own_head(shape: Shape, subject: Subject) -> int | None:
    """Say where a verb's own clause begins, when a comma or a conjunction parts it from what stands before."""
    head = subject.head
    if shape.letters[head - 1 : head] == SPEECH["who"]:
        head -= 1
    first = head
    while head and shape.letters[head - 1] in BEFORE_HEAD:
        head -= 1
    return head if head < first else None


def _clause(shape: Shape, at: int, end: int, verb: Verb, subject: Subject, bounds: Span) -> tuple[Span | None, str]:
    if verb.takes == "source":
        return _source_clause(shape, at, subject, bounds), "according to"
    ahead = verb.tense == "participle" and subject.start > at
    first = subject.end if subject.start > at and not ahead else end
    right = _opening(shape, first, bounds[1], verb) if subject.start < at or ahead else None
    if right is not None:
        relative = RELATIVE.match(shape.letters, subject.end)
        stop = _first_comma(shape, right, bounds[1]) if relative or _leads_up(shape, subject.start) else bounds[1]
        return (right, clause_end(shape, right, stop)), "clause after the verb"
    left = _left(shape, first, verb, subject, bounds)
    return left, "clause before the verb" if left else "no clause"


def _opening(shape: Shape, first: int, stop: int, verb: Verb) -> int | None:
    """Find the first token of the clause to the right of a verb."""
    letters = shape.letters
    question = find_question(shape, first, stop) if verb.group == "asking" else None
    if question is not None:
        return question
    if verb.takes in PASSAGES_ONLY:
        match = THAT_CLAUSE.match(letters, first, stop)
        return match.end() if match and _is_clause(shape, match.end(), stop) else None
    match = (LISTENER_THAT if verb.takes == "listener" else THAT).match(letters, first, stop)
    if match and match.end() < stop:
        return match.end()
    if verb.takes in {"bare", "clause", "that"}:
        match = BARE.match(letters, first, stop)
    else:
        match = LISTENER.match(letters, first, stop) if verb.takes == "listener" else None
    return match.end() if match and _opens_clause(shape, match.end(), stop, verb) else None


def _opens_clause(shape: Shape, first: int, stop: int, verb: Verb) -> bool:
    """Tell a clause without "that" from an object: what is said is one, and so is what begins with a pronoun."""
    if verb.takes == "bare" or shape.letters[first] == SPEECH["pronoun"]:
        return True
    return has_verb(shape, first, stop, verb.takes not in {"clause", "that"})


def _is_clause(shape: Shape, first: int, stop: int) -> bool:
    return OPEN in shape.letters[first:stop] or has_verb(shape, first, stop, True)


def has_verb(shape: Shape, first: int, stop: int, past: bool) -> bool:
    """Tell a clause from a list of nouns: "said the army had left" from "announced the formation of a council"."""
    stop = min(stop, first + MOST_BEFORE_VERB)
    comma = shape.letters.find(COMMA, first, stop)
    near = comma if comma > first + 1 and not past else stop
    if FINITE.search(shape.letters, first + 1, near):
        return True
    return past and any(token.endswith("ed") for token in shape.reading.tokens[first + 1 : stop])


def clause_start(shape: Shape, first: int, stop: int) -> int:
    """Find a clause's first token: behind the marks, conjunctions and adverbs before it."""
    while first < stop and shape.letters[first] in BEFORE_CLAUSE:
        first += 1
    return first


def clause_end(shape: Shape, first: int, stop: int) -> int:
    """Find the token after a clause's last: before "but" and a clause, without marks and conjunctions."""
    match = CLAUSE_END.search(shape.letters, first + 1, stop)
    end = match.start() if match else stop
    if ANSWER.match(shape.letters, first, end):
        return first + 1
    while end > first + 1 and shape.letters[end - 1] in BEHIND_CLAUSE:
        end -= 1
    return end


def _leads_up(shape: Shape, first: int) -> bool:
    """Tell a clause that only leads up to the main one: "When Ana Roe said the quay was gone, crews left"."""
    before = first - 1
    leads = before >= 0 and shape.letters[before] in OPENS_SUBORDINATE
    return leads and (shape.letters[before - 1 : before] in JOINS or sentence_at(shape, first)[0] == before)


def _first_comma(shape: Shape, first: int, stop: int) -> int:
    """Find where "…, who said the quay was gone, …" goes back to its sentence: at the comma after a few words."""
    comma = shape.letters.find(COMMA, first + FEWEST, stop)
    return comma if comma >= 0 else stop


def _left(shape: Shape, first: int, verb: Verb, subject: Subject, bounds: Span) -> Span | None:
    """Find the clause before a verb: "The army had left, residents said"."""
    letters, head = shape.letters, subject.head
    follows = LISTENED if verb.takes == "listener" else NOTHING_FOLLOWS
    if (
        verb.takes in PASSAGES_ONLY
        or (verb.tense == "participle" and subject.rule != ANOTHER)
        or letters[head - 1 : head] != COMMA
    ):
        return None
    start = clause_start(shape, bounds[0], head)
    clause = start, head - 1
    if start >= head - 1 or not follows.match(letters, first, bounds[1]):
        return None
    return clause if _rest(shape, first - 1, subject, bounds[1]) or _may_stand_alone(shape, clause, verb) else None


def _may_stand_alone(shape: Shape, clause: Span, verb: Verb) -> bool:
    """Tell a clause from what only leads up to one: "When dawn came, Ana Roe said"."""
    start, end = clause
    leads_up = shape.letters[start] in LEADS_UP and COMMA not in shape.letters[start:end]
    return end - start > 2 and not leads_up and (verb.takes == "bare" or has_verb(shape, start, end, True))


def _rest(shape: Shape, at: int, subject: Subject, stop: int) -> Span | None:
    """Find what goes on behind a verb between commas: "The quay, he said, is gone"."""
    match = GOES_ON.match(shape.letters, at + 1, stop) if subject.start <= at else None
    if not match or shape.letters[subject.start - 1 : subject.start] != COMMA:
        return None
    first = match.start("rest")
    if shape.reading.tokens[first].endswith("ing"):
        return None
    return first, clause_end(shape, first, stop)


def _source_clause(shape: Shape, at: int, subject: Subject, bounds: Span) -> Span | None:
    """Find what stands according to a source: after it at a sentence's beginning, otherwise before it."""
    start, stop = clause_start(shape, bounds[0], at), bounds[1]
    if at - start > 2:
        return start, at - (shape.letters[at - 1] == COMMA)
    comma = shape.letters.find(COMMA, subject.end, stop)
    first = comma + 1
    return (
        (first, clause_end(shape, first, stop)) if 0 < first < stop and shape.letters[first] != SPEECH["'.'"] else None
    )
