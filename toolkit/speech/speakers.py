"""Who a reporting verb belongs to: the words for the speaker, before it, after it, or shared with another verb."""

import re
from bisect import bisect_right
from typing import NamedTuple

from toolkit.clauses import subject_of
from toolkit.patterns import room
from toolkit.speech.shape import COMMA, Shape, Verb
from toolkit.speech.ties import RELATIVE, hanging_end, is_tied, tied_to

SPEECH = room("speech")

Span = tuple[int, int]

# What may stand behind a speaker who stands behind the verb: "…, said Ana Roe, …", "… in", "… on Monday", "… who".
NEXT_TO_SPEAKER = {
    "",
    *SPEECH.any("'.'", "','", "';'", "'('", "'-'", "marks.open", "preposition", "of", "'as'", "'to'"),
    *SPEECH.any("conjunction", "but", "subordinator", "who", "time", "adverb", "say.participle"),
}
# Behind words without marks less may: "Ana Roe, the mayor, announced the end of the …" has its speaker before the verb.
ENDS_SPEAKER = {"", *SPEECH.any("'.'", "','", "';'", "'('", "'-'", "who", "time")}
AT_PASSAGE = SPEECH.pattern("end of a passage")
REACH = 60
"""How many tokens before a verb its subject is looked for."""

BEFORE = SPEECH.pattern("speaker before the verb")
APPOSED = SPEECH.pattern("speaker before an insertion")
AND_MORE = SPEECH.pattern("further sources")
AFTER = SPEECH.pattern("speaker behind")
LONGEST = 20
DATED = SPEECH.pattern("date before a speaker")
HEAD = SPEECH.pattern("head of a long speaker")
NAME = SPEECH.pattern("name behind a description")
# What stands behind the subject of a main clause: its verb, or what may be one or stand before one; ", who".
FINITE = frozenset(SPEECH.any("be", "have", "modal", "say.verb"))
MAY_FOLLOW = FINITE | {*SPEECH.any("say.participle", "word", "adverb"), COMMA + SPEECH["who"]}
TO = SPEECH["'to'"]
TO_ADVERB = TO + SPEECH["adverb"]
HAVE_PREPOSITION = SPEECH.any("have", "preposition")
# What stands before a noun: "the claims", "Ana Roe's claims"; before what is likely one: "two claims", "are claims";
# before what is one if no clause follows: "Aro claims", "crew claims"; and before what is no finite verb: "of claims".
BEFORE_NOUN = frozenset(SPEECH.any("determiner", "genitive"))
BEFORE_LIKELY_NOUN = frozenset(SPEECH.any("digits", "be"))
BEFORE_DOUBTFUL_NOUN = {"", *SPEECH.any("name", "capitals", "word")}
GOVERNS = frozenset(SPEECH.any("preposition", "of", "'by'"))
# "crews fought the fire and residents said": what may be the verb of an object.
ACTS = frozenset(SPEECH.any("word", "say.verb"))
# What may stand before the subject of a sentence; a comma ends it, where it is no single word.
LEADS_TO_SUBJECT = frozenset(
    SPEECH.any("preposition", "of", "subordinator", "say.participle", "time", "'as'", "adverb", "conjunction", "but")
    + SPEECH.any("','", "'that'")
)
ALONE = frozenset(SPEECH.any("adverb", "conjunction", "but", "','", "time"))
MAIN = SPEECH.pattern("subject")
AT_MARKS = SPEECH.pattern("passage behind the verb")
NOUN_GOES_ON = SPEECH.pattern("noun rather than a verb")
PLURAL = SPEECH.pattern("plural without an article")
INVERTS = SPEECH.pattern("mark before a verb")
NO_CLAUSE = SPEECH.pattern("speaker and insertion without a clause")
NEXT_TO_PASSAGE = SPEECH.pattern("speaker and insertion behind a passage")
LED = SPEECH.pattern("somebody led to speak")
BEHIND_PASSAGE = SPEECH.pattern("name behind a passage")
LEADS_IN = SPEECH.pattern("opening before a participle")
MAIN_CLAUSE = SPEECH.pattern("subject behind an opening")
JOINED = SPEECH.pattern("conjunction before the verb")


AUXILIARIES = frozenset(SPEECH.any("have", "be"))


class Subject(NamedTuple):
    """The tokens of a speaker, where its clause begins, and the rule that found it."""

    start: int
    end: int
    head: int
    rule: str


def find_subject(shape: Shape, at: int, start: int, verb: Verb, shared: Subject | None) -> Subject | None:
    """Find who a verb belongs to.

    Parameters
    ----------
    shape, at, start
        The article; the verb's token; the first token of its sentence.
    verb, shared
        The verb; the subject of the verb before it in the sentence.

    Returns
    -------
    Subject or None
        None where the verb reports nothing: a noun, an adjective, a passive without agent, a denial, an infinitive.
    """
    floor = max(start, at - REACH)
    left = shape.letters[floor:at]
    if _is_no_verb(shape, at, left, verb):
        return None
    inverted = _after(shape, at) if _may_invert(left, verb) else None
    if inverted:
        return inverted
    if verb.tense == "participle" and not left.endswith((SPEECH["be"], SPEECH["have"])):
        return _with(left, floor) or _ahead(shape, at, start) or _shared(shape, at, start, shared)
    if left.endswith(TO):
        return _led(left, floor, at) or _shared(shape, at, start, shared)
    own = BEFORE.search(left) or APPOSED.search(left)
    if own:
        return _own(shape, at, own, left, floor, verb)
    return _shared(shape, at, start, shared) if JOINED.search(left) else None


def _led(left: str, floor: int, at: int) -> Subject | None:
    """Find who is led to speak: "the debate was so long that Ana Roe was moved to say"."""
    match = LED.search(left)
    if not match:
        return None
    return Subject(floor + match.start("who"), floor + match.end("who"), at, "speaker before the verb")


def after(shape: Shape, at: int, rule: str) -> Subject | None:
    """Take the words that begin at a token for the speaker."""
    match = AFTER.match(shape.letters, at)
    return Subject(at, hanging_end(shape, match.end()), at, rule) if match else None


def all_named(shape: Shape, subject: Subject) -> Subject:
    """Add to a source those that "and" joins to it, where nothing else follows."""
    more = AND_MORE.match(shape.letters, subject.end)
    return subject._replace(end=more.end()) if more else subject


def _is_no_verb(shape: Shape, at: int, left: str, verb: Verb) -> bool:
    """Tell a noun, an adjective and an infinitive from a verb that reports."""
    last = left[-1:]
    if last == TO:
        return not AT_MARKS.match(shape.letters, at + 1)
    if (
        last in BEFORE_NOUN
        or (last in BEFORE_LIKELY_NOUN and verb.is_noun)
        or (last in GOVERNS and not left.endswith(HAVE_PREPOSITION) and verb.tense != "participle")
    ):
        return True
    if (
        verb.is_noun
        and verb.tense == "present"
        and shape.letters[at + 1 : at + 2] == SPEECH["'that'"]
        and PLURAL.search(left)
    ):
        return True
    if verb.is_noun and NOUN_GOES_ON.match(shape.letters, at + 1) and last in BEFORE_DOUBTFUL_NOUN:
        return not BEHIND_PASSAGE.search(left)
    return verb.tense == "base" and left.endswith(TO_ADVERB)


def _may_invert(left: str, verb: Verb) -> bool:
    """Tell whether a speaker may stand behind a verb: not where one stands between the passage and the verb."""
    if verb.tense == "participle" or not INVERTS.search(left) or NO_CLAUSE.fullmatch(left):
        return False
    return verb.takes != "listener" and not NEXT_TO_PASSAGE.search(left)


def _after(shape: Shape, at: int) -> Subject | None:
    found = after(shape, at + 1, "speaker after the verb")
    allowed = NEXT_TO_SPEAKER if AT_PASSAGE.search(shape.letters, at - 2, at) else ENDS_SPEAKER
    following = shape.letters[found.end : found.end + 1] if found else ""
    if (
        found is None
        or following not in allowed
        or (following == TO and SPEECH["genitive"] in shape.letters[at : found.end])
    ):
        return None
    return found._replace(head=at)


def _with(left: str, floor: int) -> Subject | None:
    """Find the subject that stands directly before a participle: "with the minister saying"."""
    match = BEFORE.search(left)
    if match and match.start() and left[match.start() - 1] == SPEECH["preposition"]:
        start, end = floor + match.start(), floor + match.end("who")
        return Subject(start, end, start, "speaker before the verb")
    return None


def _ahead(shape: Shape, at: int, start: int) -> Subject | None:
    """Find the subject of the main clause that a participle leads up to."""
    if not LEADS_IN.fullmatch(shape.letters, start, at):
        return None
    stop = shape.breaks[bisect_right(shape.breaks, at)]
    for match in MAIN_CLAUSE.finditer(shape.letters, at + 1, min(stop, at + REACH)):
        first, last = match.span("who")
        described = shape.letters[first] == SPEECH["determiner"]
        if described and match["next"] not in FINITE:
            last -= 1  # "the harbour master left": the last word is the verb, or stands behind it
            last -= 2 * (shape.letters[last - 1] == SPEECH["of"])
        if last - first > described and (described or match["next"] in MAY_FOLLOW):
            return Subject(first, last, at, "subject of the main clause")
    return None


def _own(shape: Shape, at: int, match: re.Match[str], left: str, floor: int, verb: Verb) -> Subject | None:
    group = match["group"]
    tokens = shape.reading.tokens[at - len(group) : at]
    if SPEECH["negation"] in group or any(token.endswith("n't") for token in tokens):
        return None
    if SPEECH["be"] in group and verb.tense == "past":
        return None
    found = _name(left, *match.span("who"))
    behind_to = left[found[0] - 1 : found[0]] == TO and (
        not match.groupdict().get("relative") or is_tied(shape, floor + found[0] - 2)
    )
    alone = found[1] - found[0] == 1 and left[found[0] - 1 : found[0]] in AUXILIARIES
    if alone and (subject := _of_clause(shape, at)):
        return subject  # "officers whom Bo Lind had trained said": what "had" stands before is a verb
    who = tied_to(left, *found) if behind_to else _who(left, *found)
    if who is None:
        return None
    start, end = who
    head = min(start, match.start("who")) if found != match.span("who") else start
    return Subject(floor + start, floor + end, floor + head, "speaker before the verb")


def _of_clause(shape: Shape, at: int) -> Subject | None:
    """Find the subject of a verb across a relative clause."""
    found = subject_of(shape.reading, at)
    return None if found is None else Subject(found.start, found.end, found.start, "speaker before the verb")


def _who(left: str, start: int, end: int) -> Span:
    """Take what belongs to another verb from the words for a speaker: its object, and its relative clause."""
    joined = left.find(SPEECH["conjunction"], start, end)
    if joined >= 0 and left[start] == SPEECH["determiner"] and left[start - 1 : start] in ACTS:
        return joined + 1, end  # "crews fought the fire and residents said": the fire is what was fought
    if start and left[start - 1] == SPEECH["who"] and left[start] == SPEECH["word"]:
        relative = RELATIVE.search(left)
        return relative.span("who") if relative else (start, end)
    return start, end


def _name(left: str, start: int, end: int) -> Span:
    """Take the name for the speaker where a description stands before it: "a resident of Aro, Ana Roe, 67, said"."""
    name = NAME.match(left, end)
    return name.span("who") if name and SPEECH["name"] not in left[start : start + 2] else (start, end)


def _shared(shape: Shape, at: int, start: int, shared: Subject | None) -> Subject | None:
    """Take the subject of the verb before, or of the sentence."""
    found = shared or main_subject(shape, start, at)
    return found and Subject(found.start, found.end, at, "speaker shared with another verb")


def main_subject(shape: Shape, start: int, end: int) -> Subject | None:
    """Find the subject of a sentence: its first nouns, after what leads up to them."""
    letters, tokens = shape.letters, shape.reading.tokens
    at = start
    while at < end and (letters[at] in LEADS_TO_SUBJECT or tokens[at].endswith("ing")):
        comma = letters.find(COMMA, at, end)
        at = at + 1 if letters[at] in ALONE else comma + 1 if comma >= 0 else end
    match = MAIN.match(letters, at, end)
    if not match:
        return None
    stop = next((index for index in range(at + 1, match.end()) if tokens[index].endswith("ed")), match.end())
    return Subject(at, stop, at, "subject of the sentence")


def cut(shape: Shape, subject: Subject) -> Subject:
    """Cut a date off a speaker, and one of over 20 words to its head: before its first comma, preposition or clause."""
    date = DATED.match(shape.letters, subject.start, subject.end)
    subject = subject._replace(start=date.end()) if date else subject
    if subject.end - subject.start <= LONGEST:
        return subject
    head = HEAD.match(shape.letters, subject.start, subject.start + LONGEST)
    end = head.end() if head else subject.start + LONGEST
    return subject._replace(end=end, rule=f"{subject.rule}; long speaker cut to its head")
