"""Who does it? The subject of a verb: who speaks, who acts and who kills are asked for with one question."""

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from toolkit.clauses.reach import DETERMINERS, saying, verbs
from toolkit.patterns import room
from toolkit.rules import words
from toolkit.text import Reading

WORDS = room("words")
GROUP = frozenset(WORDS.any("adverb", "be", "have", "modal", "negation"))
FINITE = frozenset(WORDS.any("be", "have", "modal"))
BREAKS = frozenset(WORDS.any("','", "';'", "'.'", "'-'", "'('", "')'", "opening", "closing", "mark"))
ROUND_NAMES = frozenset(WORDS.any("opening", "closing", "mark", "'('", "')'"))
NAMES = frozenset(WORDS.any("name", "capitals"))
NOUNLIKE = frozenset(WORDS.any("name", "capitals", "word", "digits", "other", "pronoun"))
COMMA, JOINS, OPENS, PREPOSITION = (WORDS[name] for name in ("','", "conjunction", "subordinator", "preposition"))
DETERMINER, PRONOUN, WORD, TO = (WORDS[name] for name in ("determiner", "pronoun", "word", "'to'"))
NAME, BRACKET, CLOSES, DIGITS = (WORDS[name] for name in ("name", "'('", "')'", "digits"))
THAT, OF, BY, WHOSE = "that", "of", "by", "whose"
# A clause between two commas, in tokens; a subject further from its verb is none.
INSERTED, REACH = 40, 60


class Subject(NamedTuple):
    """The subject of a verb, in tokens.

    Attributes
    ----------
    start, end
        All that names it: "A spokesman for the guards", "Ana Roe" of "The mayor of Aro, Ana Roe,".
    core
        The token behind its head and what "of" adds: "A spokesman", "The head of the Aro Watch".
    described
        The words before a name in apposition: "The mayor of Aro"; else the core itself.
    """

    start: int
    end: int
    core: int
    described: tuple[int, int]


def subject_of(reading: Reading, verb: int) -> Subject | None:
    """Give the subject of a verb; None where its clause names none that can be read.

    Parameters
    ----------
    verb
        The token of a finite verb, with or without auxiliaries before it.

    Notes
    -----
    From the verb to the left: over its auxiliaries, over what two commas insert (a clause about the subject, an
    apposition, "based in Bru"), over a relative clause that has a verb of its own, up to the beginning of the clause. A
    verb that "and" joins to another shares its subject.
    """
    low = max(bisect_left(reading.starts, reading.sentence_at(reading.starts[verb])[0]), verb - REACH)
    return _subject(reading, low, verb)


def is_finite(reading: Reading, verb: int) -> bool:
    """Say whether a verb may have a subject of its own: not "killing" without a form of to be."""
    if not reading.tokens[verb].lower().endswith("ing"):
        return True
    low = max(verb - REACH, 0)
    return any(reading.classes[at] in FINITE for at in range(_before_group(reading, low, verb), verb))


def _subject(reading: Reading, low: int, verb: int) -> Subject | None:
    classes, end = reading.classes, _before_group(reading, low, verb)
    if end > low and classes[end - 1] == JOINS:
        before = _verb_before(reading, low, end - 1)
        return _subject(reading, low, before) if before is not None and _is_joined(reading, before, end - 1) else None
    if end > low and classes[end - 1] == COMMA:
        return _across(reading, low, end)
    return _phrase(reading, low, end)


def _is_joined(reading: Reading, verb: int, joins: int) -> bool:
    """Say whether "and" goes on from a verb; not "reported raids, with films of burned homes", though "in Aro, Bru"."""
    commas = (at for at in range(verb, joins - 1) if reading.classes[at] == COMMA)
    return not any(reading.classes[at + 1] == PREPOSITION for at in commas)


def _before_group(reading: Reading, low: int, verb: int) -> int:
    """Give the first token of a verb with its auxiliaries and adverbs."""
    at = verb
    while at > low and (reading.classes[at - 1] in GROUP or _is_manner(reading, at - 1)):
        at -= 1
    return at


def _is_manner(reading: Reading, at: int) -> bool:
    word = reading.tokens[at]
    return word.endswith("ly") and reading.classes[at] == WORD and word not in nouns_in_ly()


def _across(reading: Reading, low: int, end: int) -> Subject | None:
    """Find the subject before what two commas insert; a name between them is the subject itself."""
    classes = reading.classes
    start = next((at for at in range(end - 2, max(low - 1, end - INSERTED), -1) if classes[at] == COMMA), None)
    if start is None or any(classes[at] in BREAKS for at in range(start + 1, end - 1)):
        return None
    part = _part(reading, low, start)
    if low < part < start and all(classes[at] == DIGITS for at in range(part, start)):
        start = part - 1  # "Ana Roe, 45, the mayor,"
    named = all(classes[at] in NAMES for at in range(start + 1, end - 1)) and end - start > 2
    if named and not _is_place(reading, low, start, end - start == 3):
        before = _phrase(reading, low, start)
        return Subject(start + 1, end - 1, end - 1, before.described if before else (start + 1, end - 1))
    return _phrase(reading, low, start)


def _is_place(reading: Reading, low: int, comma: int, single: bool) -> bool:
    """Tell "guards in Bru, Norland," from "the mayor of Aro, Ana Roe,"."""
    at = comma - 1
    while at > low and reading.classes[at] in NAMES:
        at -= 1
    within = reading.classes[at] == PREPOSITION and (single or reading.tokens[at].lower() != OF)
    return at < comma - 1 and (single or within)


def _part(reading: Reading, low: int, end: int) -> int:
    """Give the token behind the comma before a token."""
    return next((at + 1 for at in range(end - 1, low - 1, -1) if reading.classes[at] == COMMA), end)


def _phrase(reading: Reading, low: int, end: int) -> Subject | None:
    """Read the noun phrase that ends before a token, without the clause about it."""
    if end - low > 3 and reading.classes[end - 1] == CLOSES and reading.classes[end - 3] == BRACKET:
        end -= 3  # "the Norland Sea Front (NSF)"
    start = _clause_start(reading, low, end)
    start = _behind_saying(reading, start, end)
    whole, end = end, _without_relative(reading, start, end)
    start = _behind_opening(reading, _behind_verb(reading, start, end, is_object=end < whole), end)
    first = start
    while start < end and (
        reading.classes[start] in GROUP or reading.classes[start] == JOINS or _is_manner(reading, start)
    ):
        start += 1
    rest = first < start and reading.tokens[first - 1].lower() in relatives()  # ", who has long"
    if start >= end or reading.classes[end - 1] not in NOUNLIKE or rest:
        return None
    core = _core(reading, start, end)
    return Subject(start, end, core, (start, core))


def _clause_start(reading: Reading, low: int, end: int) -> int:
    """Give the token with which the clause begins: behind a mark, or behind a word that opens a clause."""
    for at in range(end - 1, low - 1, -1):
        breaks = reading.classes[at] in BREAKS and not _is_in_name(reading, low, at)
        if breaks or (_opens_clause(reading, at) and not _is_relative(reading, low, at)):
            return at + 1
    return low


def _is_in_name(reading: Reading, low: int, at: int) -> bool:
    """Know a mark or bracket round a part of a name: "the “Sea Front” guards", "the NSF (K) guards"."""
    classes = reading.classes
    if classes[at] not in ROUND_NAMES:
        return False
    first, after = at, at + 1
    while first > low and classes[first - 1] in NAMES:
        first -= 1
    while after < len(classes) and classes[after] in NAMES:
        after += 1
    closes = first < at and classes[first - 1] in ROUND_NAMES
    return closes or (after > at + 1 and classes[after : after + 1] in ROUND_NAMES)


def _opens_clause(reading: Reading, at: int) -> bool:
    word = reading.tokens[at].lower()
    return reading.classes[at] == OPENS or word == THAT or word in openers()


def _is_relative(reading: Reading, low: int, at: int) -> bool:
    """Tell "guards who fled" and "guards that fled" from "said that guards" and "after guards"."""
    word = reading.tokens[at].lower()
    if at <= low or reading.classes[at - 1] not in NOUNLIKE or reading.tokens[at - 1].lower() in saying():
        return False
    return word in relatives() or (word == THAT and _is_verb(reading, at + 1))


def _behind_saying(reading: Reading, start: int, end: int) -> int:
    """Pass over a relative clause and who says it: "The Watch which relies on clerks said guards"."""
    for at in range(end - 1, start, -1):
        if reading.tokens[at].lower() in saying() and _has_subject(reading, at):
            return at + 1 if at < end - 1 else start
        if _is_verb(reading, at) or _is_relative(reading, start, at) or reading.tokens[at].lower() == THAT:
            return start
    return start


def _without_relative(reading: Reading, start: int, end: int) -> int:
    """Cut the relative clause off: who is meant stands before it, whichever verb is its own."""
    at = next((at for at in range(start + 1, end) if _cuts(reading, start, at, end)), end)
    return at - (at < end and reading.classes[at - 1] == COMMA)


def _cuts(reading: Reading, start: int, at: int, end: int) -> bool:
    """Tell "the town whose guards fled" before its own verb from "the town whose guards" before theirs."""
    own = reading.tokens[at].lower() != WHOSE or any(_is_verb(reading, place) for place in range(at + 1, end))
    return _is_relative(reading, start, at) and own


def _behind_opening(reading: Reading, start: int, end: int) -> int:
    """Pass over a time or a place at the beginning: "On Monday guards", "After the raid the guards"; or find none."""
    if start >= end or reading.classes[start] != PREPOSITION or _opens_number(reading, start):
        return start
    at = start + 1
    while at < end and reading.classes[at] in NAMES | {DIGITS}:
        at += 1
    if at > start + 1 and at < end and reading.classes[at] in {WORD, DETERMINER, PRONOUN}:
        return at
    second = (place for place in range(start + 2, end) if reading.classes[place] == DETERMINER)
    return next((place for place in second if reading.classes[place - 1] in NOUNLIKE), end)


def _opens_number(reading: Reading, at: int) -> bool:
    """Know "at least" and "about 40" for words of a number."""
    return reading.tokens[at + 1].lower() in sizes() or (
        reading.classes[at + 1] == DIGITS and reading.tokens[at].lower() in bounds()
    )


def _behind_verb(reading: Reading, start: int, end: int, *, is_object: bool) -> int:
    """Pass over a clause to the one that it reports or "and" joins: "police said guards", "police fled and guards"."""
    last = _last_verb(reading, start, end - 1)
    if last is None:
        return start
    if is_object or reading.tokens[last].lower() in saying() | holding():  # "shot guards who fled"
        return last + 1
    joins = (at + 1 for at in range(last + 1, end - 1) if reading.classes[at] == JOINS)
    return next(joins, end)


def _last_verb(reading: Reading, low: int, end: int) -> int | None:
    """Give the last finite verb before a token: one of a list behind its noun, not "masked" or "backed by"."""
    for at in range(end - 1, low, -1):
        if reading.classes[at] in FINITE or (_is_verb(reading, at) and _has_subject(reading, at)):
            return at
    return None


def _verb_before(reading: Reading, low: int, end: int) -> int | None:
    """Give the verb that "and" joins another to, of a list or not: "smashed windows and burned a car"."""
    for at in range(end - 1, low, -1):
        if (
            reading.classes[at] in FINITE
            or (_is_verb(reading, at) and _has_subject(reading, at))
            or _is_past(reading, at)
        ):
            return at
    return None


def _is_past(reading: Reading, at: int) -> bool:
    """Know a verb in -ed behind its subject; not "five suspected men", nor "men backed by"."""
    subject = reading.classes[at - 1] in NOUNLIKE and not _is_number(reading, at - 1)
    past = reading.classes[at] == WORD and reading.tokens[at].endswith("ed")
    return subject and past and reading.tokens[at + 1].lower() != BY


def _is_number(reading: Reading, at: int) -> bool:
    return reading.classes[at] == DIGITS or reading.tokens[at].lower() in numbers()


def _has_subject(reading: Reading, at: int) -> bool:
    if reading.classes[at] == NAME or _is_number(reading, at - 1):  # "the Islamic State", "30 alleged members"
        return False
    following = reading.classes[at + 1 : at + 2]
    reduced = (
        reading.tokens[at].endswith("ed") and following == PREPOSITION and reading.tokens[at].lower() not in saying()
    )
    return reading.classes[at - 1] in NOUNLIKE | GROUP and not reduced


def _is_verb(reading: Reading, at: int) -> bool:
    return reading.classes[at] in FINITE or reading.tokens[at].lower() in verbs()


def _core(reading: Reading, start: int, end: int) -> int:
    """Give the token behind the head: before the first preposition but "of", before "loyal to" and "backed by"."""
    for at in range(start + 1, end):
        of = reading.tokens[at].lower() == OF
        if reading.classes[at] in DETERMINERS | {TO} and not of and reading.classes[at] != DETERMINER:
            back = reading.tokens[at - 1].endswith("ed") or reading.tokens[at - 1].lower() in loyal()
            return at - (back and at - 1 > start)
    return end


@cache
def relatives() -> frozenset[str]:
    """Give the words that open a clause about the noun before them, whatever follows; "that" may open another."""
    return frozenset(words("clause_words", "word", place="relative") + words("relative_words", "word")) - {THAT}


@cache
def openers() -> frozenset[str]:
    """Give the prepositions behind which a clause may stand: "after", "before"."""
    return frozenset(words("casualty_words", "words", kind="clause")) - {THAT}


@cache
def holding() -> frozenset[str]:
    """Give the forms of verbs of holding, behind which a clause may stand without "that": "believe guards fled"."""
    return frozenset(words("act_words", "word", use="saying"))


@cache
def nouns_in_ly() -> frozenset[str]:
    """Give the nouns that end as an adverb does: "family"."""
    return frozenset(words("speech_words", "word", **{"class": "word"}))


@cache
def numbers() -> frozenset[str]:
    """Give the numbers in words."""
    return frozenset(words("count_words", "word", kind="number"))


@cache
def bounds() -> frozenset[str]:
    """Give what stands before a number and bounds it: "about", "at least"."""
    kinds = ("at_least", "up_to", "more_than", "under", "about")
    return frozenset(phrase for kind in kinds for phrase in words("count_words", "word", kind=kind))


@cache
def sizes() -> frozenset[str]:
    """Give the words behind the first of those that stand before a number: "at least", "up to"."""
    return frozenset(phrase.split()[1] for phrase in bounds() if " " in phrase)


@cache
def loyal() -> frozenset[str]:
    """Give the words that stand between a noun and whom it is loyal to."""
    return frozenset(words("loyalty_words", "word", place="after"))
