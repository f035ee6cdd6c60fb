"""Whom the words for a speaker stand for, within one article: Roe is Ana Roe, the source is the source before."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import NamedTuple

from toolkit.folding import fold, fold_case
from toolkit.patterns import class_words, room
from toolkit.rules import rows, words
from toolkit.speech import NESTED, Speech, find_speech
from toolkit.speech.fullest import find_initials, plain_word, title_words
from toolkit.speech.genders import gender_of_name, gender_of_word
from toolkit.speech.names import VERB_BEHIND, Speaker, bare_name, find_person, prepositions
from toolkit.speech.roles import bearer_of
from toolkit.speech.subjects import find_main_subject, find_subject_before, find_subject_of, is_only_name
from toolkit.text import Reading, once

SPEECH = room("speech")

# What a description adds to its noun, in one word: Aro-based, local.
DESCRIBED = re.compile(r"[\w.]+-[a-z]+|[a-z]+")
REACH = {"person": 1, "body": 0, "nobody": -1}
"""How many paragraphs back a pronoun's speaker may stand."""
REACH_OF_NOUN = 3
"""How many paragraphs back the speaker of "the group", "the Aro-based monitor" may stand."""
MOST_PASSED_OVER = 20
"""How many passages back the speaker of a pronoun or of such a noun may stand."""


class Earlier(NamedTuple):
    """Who spoke before, in which paragraph and passage."""

    place: int
    speaker: Speaker
    speech: Speech


class Before(list[Earlier]):
    """Those who spoke before, in reading order, and the gender that a pronoun said of each."""

    def __init__(self) -> None:
        super().__init__()
        self.genders: dict[Speaker, str] = {}

    def add(self, earlier: Earlier, gender: str | None) -> None:
        """Add who spoke, by which pronoun."""
        self.append(earlier)
        if gender:
            self.genders[earlier.speaker] = gender


def find_persons(reading: Reading, found: Iterable[Speech]) -> list[str | None]:
    """Give the speaker of each passage in the article's own fullest form.

    Returns
    -------
    list
        One entry for each passage: a name without title, a description without its article; None where nobody is
        named, or a pronoun has nobody to stand for.

    Notes
    -----
    A family name takes the first longer name that ends with it; initials take the name that they follow in brackets; a
    part of a body's name takes the name of the last speaker that has it, and "the minister" the one minister whom the
    article names. A pronoun takes the last speaker of its kind
    and, as far as titles and earlier pronouns tell, of its gender, in its paragraph or, for a person, in the one
    before; in a clause such as "what she called" it takes the subject of its sentence, where that is of its kind. Where
    somebody else is named since, as the subject of a sentence or of what was said, a pronoun takes that person where
    the article says the gender, or nobody. Nothing is looked up outside the article.
    """
    known = find_initials(reading)
    before = Before()
    persons = []
    for speech in found:
        speaker = _speaker(reading, speech, known, before)
        persons.append(speaker.name if speaker else None)
        if speaker:
            before.add(Earlier(_paragraph(reading, speech.start), speaker, speech), _printed_gender(reading, speech))
    return persons


@once
def persons_at(reading: Reading) -> dict[int, str]:
    """Give the persons of an article's speakers by the first character of the words for them."""
    found = find_speech(reading)
    pairs = zip(found, find_persons(reading, found), strict=True)
    return {speech.speaker_start: person for speech, person in pairs if speech.speaker_start is not None and person}


def _speaker(reading: Reading, speech: Speech, known: dict[str, str], before: Before) -> Speaker | None:
    if speech.speaker_start is None or speech.speaker_end is None:
        return None
    printed = " ".join(reading.text[speech.speaker_start : speech.speaker_end].split())
    bare = bare_name(printed)
    here = _paragraph(reading, speech.start)
    kind = _stand_ins().get(fold_case(bare))
    if kind and speech.rule == NESTED:
        return None  # whom a speaker means by "he" is rarely who spoke last: that is the speaker
    if kind and fold_case(printed.partition(" ")[0]) in _indefinite():
        return Speaker(bare, kind)
    if kind:
        return _bearer(reading, printed, bare) or _meant(reading, speech, bare, kind, before)
    if not bare:
        return None
    return (
        _described(reading, bare, here, before)
        or find_person(reading, bare, speech.speaker_start, printed.startswith(bare))
        or _bearer(reading, printed, bare)
        or _body(bare, known, before)
    )


def _meant(reading: Reading, speech: Speech, bare: str, kind: str, before: Before) -> Speaker | None:
    """Find whom a pronoun, or a noun that stands for others, means."""
    start, gender = speech.speaker_start or 0, gender_of_word(bare)
    subject = _subject(reading, start, kind, before)
    if subject and _agrees(reading, subject, gender, before):
        return subject
    earlier = None if fold_case(bare) in _pronouns() else _same_noun(bare, before)
    if earlier or subject:
        return earlier
    last = _last(reading, kind, gender, _paragraph(reading, speech.start), before, _reach(bare, kind))
    newer = _newer(reading, min(speech.start, start), last, before) if kind == "person" else None
    if newer is None or (last and not _agrees(reading, newer, gender, before)):
        return last.speaker if last else None
    known = _gender(reading, newer, before)
    is_alone = last is None and known is None and is_only_name(reading, min(speech.start, start))
    return newer if gender and (known == gender or is_alone) else None


def _newer(reading: Reading, offset: int, last: Earlier | None, before: Before) -> Speaker | None:
    """Find a person whom the article names after the last speaker, as the subject of a sentence or of what was said."""
    span = find_subject_before(reading, offset)
    if last and span and last.speech.start <= span[0] < last.speech.end:
        span = None
    if last and (span is None or span[0] <= (last.speech.speaker_start or 0)):
        told = last.speech.kind == "indirect" and last is before[-1]
        span = find_subject_of(reading, last.speech.start, last.speech.end) if told else None
    printed = VERB_BEHIND.sub("", " ".join(reading.text[slice(*span)].split())) if span else ""
    person = (
        find_person(reading, bare_name(printed), span[0], printed == bare_name(printed)) if span and printed else None
    )
    return None if person is None or (last and _is_named(person.name, last.speaker.name)) else person


def _is_named(name: str, other: str) -> bool:
    return name.split(" ")[-1] == other.split(" ")[-1]


def _printed_gender(reading: Reading, speech: Speech) -> str | None:
    printed = reading.text[speech.speaker_start or 0 : speech.speaker_end or 0]
    return gender_of_word(printed.rpartition(" ")[2])


def _gender(reading: Reading, speaker: Speaker, before: Before) -> str | None:
    """Tell a speaker's gender: by the title of the name, or by the last pronoun that stood for it."""
    return gender_of_name(reading, speaker.name) or before.genders.get(speaker)


def _agrees(reading: Reading, speaker: Speaker, gender: str | None, before: Before) -> bool:
    known = _gender(reading, speaker, before)
    return gender is None or known is None or known == gender


def _subject(reading: Reading, pronoun: int, kind: str, before: Before) -> Speaker | None:
    """Take the subject of the sentence for a pronoun in one of its clauses, where the two are of one kind."""
    span = find_main_subject(reading, pronoun)
    printed = " ".join(reading.text[slice(*span)].split()) if span else ""
    name = VERB_BEHIND.sub("", printed)
    person = find_person(reading, bare_name(name), span[0], name == bare_name(name)) if span and name else None
    if kind == "person" or person:
        return person if kind == "person" else None
    bare = bare_name(printed)
    return _body(bare, {}, before) if bare and kind == "body" and fold_case(bare) not in _stand_ins() else None


def _bearer(reading: Reading, printed: str, bare: str) -> Speaker | None:
    """Take the one person of an office for "the minister", and for the "minister" of a headline."""
    if fold_case(printed.partition(" ")[0]) in _indefinite():
        return None
    person = bearer_of(reading, bare)
    return Speaker(person, "person") if person else None


def _body(bare: str, known: dict[str, str], before: Before) -> Speaker:
    full = known.get(fold(bare))
    return Speaker(full, "body") if full else _same_noun(bare, before) or Speaker(bare, "body")


def _same_noun(name: str, before: Before) -> Speaker | None:
    """Find the last speaker whose name holds all these words and whose head is theirs: the source, the Observatory."""
    wanted = set(fold_case(name).split(" "))
    same = (
        earlier.speaker for earlier in reversed(before) if wanted <= set(fold_case(earlier.speaker.name).split(" "))
    )
    return next((speaker for speaker in same if _is_head(name, speaker.name)), None)


def _is_head(name: str, other: str) -> bool:
    """Tell whether the last word of a name before "of" or "for" stands there in another: no spokesman for the body."""
    mine, theirs = _head(name), _head(other)
    return mine[-1:] == theirs[-1:] or (bool(mine) and mine[-1] in theirs and theirs[-1] not in title_words())


def _head(name: str) -> list[str]:
    spoken = name.split(" ")
    stop = next((at for at, word in enumerate(spoken) if at and word in prepositions()), len(spoken))
    return [plain_word(word) for word in spoken[:stop]]


def _described(reading: Reading, bare: str, here: int, before: Before) -> Speaker | None:
    """Find whom a description with a noun that stands for others means: "the Aro-based monitor"."""
    described, _, noun = bare.rpartition(" ")
    kind = _stand_ins().get(noun)
    if kind is None or not DESCRIBED.fullmatch(described):
        return None
    last = _last(reading, kind, gender_of_word(noun), here, before, _reach(noun, kind))
    return last.speaker if last else None


def _reach(word: str, kind: str) -> int:
    return REACH[kind] if fold_case(word) in _pronouns() else REACH_OF_NOUN


def _last(reading: Reading, kind: str, gender: str | None, here: int, before: Before, reach: int) -> Earlier | None:
    recent = islice(reversed(before), MOST_PASSED_OVER)
    near = (earlier for earlier in recent if here - earlier.place <= reach and earlier.speaker.kind == kind)
    return next((earlier for earlier in near if _agrees(reading, earlier.speaker, gender, before)), None)


def _paragraph(reading: Reading, offset: int) -> int:
    return bisect_right(reading.regions, offset, key=lambda region: region.start)


@cache
def _indefinite() -> frozenset[str]:
    return frozenset(words("indefinite_words", "word"))


@cache
def _pronouns() -> frozenset[str]:
    return class_words("pronoun")


@cache
def _stand_ins() -> dict[str, str]:
    return {row["word"]: row["stands_for"] for row in rows("speaker_nouns")}
