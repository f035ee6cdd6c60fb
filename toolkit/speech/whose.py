"""Who a verb that reports belongs to, and where nobody's words are reported: "nobody said", "if she says"."""

from functools import cache

from toolkit.patterns import room
from toolkit.rules import words
from toolkit.speech.shape import COMMA, Shape, Verb
from toolkit.speech.speakers import REACH, Span, Subject, after, all_named, find_subject

SPEECH = room("speech")

ANOTHER = "speaker whom another quotes"
GIVEN = SPEECH.pattern("word that gives another's words")
PASSIVE = SPEECH.pattern("speaker who is quoted")
QUOTING = SPEECH.pattern("somebody who quotes")
BY_AGENT = SPEECH.pattern("passage and by")
# "avoided saying", "stopped short of saying", "refrained from saying".
GAP_REACH = 4
GIVEN_REACH = 12
UNNAMED = SPEECH.pattern("name in marks")
OWN_NAME = SPEECH.pattern("own name in marks")
BY = "speaker after by"
NO_CLAUSE = SPEECH.pattern("end without a clause")
# "described as “a liar”", "called “Iron Tide”", "calls itself “The Tide”".
BEFORE_NAME = frozenset(SPEECH.any("'as'", "marks.open", "pronoun"))
NOT_FINITE = frozenset({"base", "participle"})
# What stands before a verb whose words are another's: "quoted Ana Roe as", "heard her", "accused Ana Roe (44) of".
ENDS_GIVEN = frozenset(
    SPEECH.any("name", "capitals", "agency", "word", "other", "genitive", "digits", "pronoun")
    + SPEECH.any("'as'", "of", "have", "')'")
)
# What parts a verb from the one that gives another's words.
PARTED = frozenset(
    SPEECH.any("'.'", "','", "';'", "marks.open", "marks.close")
    + SPEECH.any("be", "have", "modal", "say.verb", "'to'", "conjunction")
)


def find_speaker(shape: Shape, at: int, bounds: Span, verb: Verb, shared: Subject | None) -> Subject | None:
    """Find who a verb belongs to: who stands beside it, whom another quotes, or who acts in a passive.

    Parameters
    ----------
    shape, at, bounds
        The article; the verb's token; its sentence.
    verb, shared
        The verb; the subject of the verb before it in the sentence.

    Returns
    -------
    Subject or None
        None where the verb reports nothing, too where nobody has spoken: "no official has said", "avoided saying".
    """
    if verb.takes == "source":
        found = after(shape, at + 2, "according to") if shape.letters[at + 1 : at + 2] == SPEECH["'to'"] else None
        return all_named(shape, found)._replace(head=at) if found else None
    if shape.letters[at + 1 : at + 2] == SPEECH["'by'"] and verb.tense == "past" and verb.takes != "bare":
        found = after(shape, at + 2, BY) if verb.takes == "marks" else None
        return found._replace(head=at) if found else None
    found = (
        (shape.letters[at + 1 : at + 2] in BEFORE_NAME and _agent(shape, at, verb))
        or _another(shape, at, bounds[0], verb)
        or find_subject(shape, at, bounds[0], verb, shared)
    )
    return found if found and not _is_silent(shape, at, verb, found, bounds[1]) else None


def is_another(subject: Subject, at: int) -> bool:
    """Tell whether the verb at a token only says how another's words are known: "recalled Marsh saying"."""
    return subject.rule == ANOTHER and subject.head <= at < subject.start


def _agent(shape: Shape, at: int, verb: Verb) -> Subject | None:
    """Find who acts behind a passage: "called “a liar” by Ana Roe"."""
    match = BY_AGENT.match(shape.letters, at + 1) if verb.tense == "past" else None
    found = after(shape, match.end(), BY) if match else None
    return found._replace(head=at) if found else None


def _another(shape: Shape, at: int, start: int, verb: Verb) -> Subject | None:
    """Find whom somebody quotes, hears or accuses: the words are that one's."""
    before = shape.letters[at - 1 : at]
    if before not in ENDS_GIVEN or (verb.tense not in NOT_FINITE and before != SPEECH["have"]):
        return None
    floor = max(start, at - REACH)
    left = shape.letters[floor:at]
    passive = PASSIVE.search(left) if left.endswith(SPEECH["'as'"]) and SPEECH["hands.on"] in left else None
    if passive:
        first, last = passive.span("who")
        return Subject(floor + first, floor + last, floor + first, ANOTHER)
    return _given(shape, left, floor)


def _given(shape: Shape, left: str, floor: int) -> Subject | None:
    """Find who stands behind the nearest word that gives another's words: quoted, accused, heard."""
    known = roles("giving", "hearing", "quoting")
    for how in range(len(left) - 2, max(len(left) - GIVEN_REACH, -1), -1):
        if shape.reading.tokens[floor + how].lower() not in known:
            if left[how] in PARTED:
                return None
            continue
        match = GIVEN.match(left, how)
        if not match or (match["link"] and shape.reading.tokens[floor + how].lower() in roles("hearing")):
            return None  # "made a point of saying"
        quoting = QUOTING.search(left, 0, how)
        head = quoting.start() if quoting else how
        return Subject(floor + match.start("who"), floor + match.end("who"), floor + head, ANOTHER)
    return None


def _is_silent(shape: Shape, at: int, verb: Verb, subject: Subject, stop: int) -> bool:
    """Tell that nobody has said what a verb reports."""
    following = shape.letters[at + 1 : at + 2]
    return (
        _is_nobody(shape, at, subject)
        or (verb.tense in NOT_FINITE and _is_unsaid(shape, at, verb))
        or (following in BEFORE_NAME and _only_names(shape, at, verb, subject))
        or (following == SPEECH["word"] and _says_nothing(shape, at, stop))
    )


def _is_nobody(shape: Shape, at: int, subject: Subject) -> bool:
    """Tell "nobody said", "no official said", "unclear who said", "if she says"."""
    tokens = shape.reading.tokens
    if tokens[subject.start].lower() in roles("nobody"):
        return True
    before = tokens[subject.start - 1].lower() if subject.start else ""
    if before in roles("nobody", "condition"):
        return before == "no" or (before in roles("condition") and subject.start < at)
    return subject.start < at and tokens[subject.end - 1] in roles("doubt")


def _is_unsaid(shape: Shape, at: int, verb: Verb) -> bool:
    """Tell "avoided saying", "should say"."""
    near = shape.reading.tokens[max(at - GAP_REACH, 0) : at]
    if verb.tense == "base":
        return bool(near) and near[-1] in roles("wish")
    return any(token in roles("gap") for token in near)


def _says_nothing(shape: Shape, at: int, stop: int) -> bool:
    """Tell "said nothing about it" from "said nothing was lost"."""
    return shape.reading.tokens[at + 1].lower() in roles("silence") and bool(
        NO_CLAUSE.match(shape.letters, at + 2, stop)
    )


def _only_names(shape: Shape, at: int, verb: Verb, subject: Subject) -> bool:
    """Tell a name from what somebody says: "the operation, called “Iron Tide”", "the group calls itself “The Tide”"."""
    if shape.reading.tokens[at].lower() not in _naming():
        return False
    if verb.tense == "past" and shape.letters[at - 1 : at] == COMMA and UNNAMED.match(shape.letters, at + 1):
        return subject.rule != BY
    own = OWN_NAME.match(shape.letters, at + 1)
    return bool(own and shape.reading.tokens[own.end() - 1][:1].isupper() and _is_own(shape, at + 1))


def _is_own(shape: Shape, at: int) -> bool:
    return shape.reading.tokens[at].lower() in roles("own")


@cache
def _naming() -> frozenset[str]:
    return frozenset(words("naming_verbs", "word"))


@cache
def roles(*names: str) -> frozenset[str]:
    """Give the words that have one of these roles beside a speaker."""
    return frozenset(word for role in names for word in words("speaker_bounds", "word", role=role))
