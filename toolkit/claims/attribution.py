"""On whose word a figure is printed: in its own sentence, carried over from the one before, or on nobody's."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from toolkit.claims.chain import chain_words, find_cited, find_counter, find_teller
from toolkit.claims.frames import find_at_end, find_claimant, find_frame, find_given, find_giver, find_report, is_behind
from toolkit.claims.phrases import noun_phrase
from toolkit.claims.singles import listed
from toolkit.patterns import class_words
from toolkit.rules import alternatives, words
from toolkit.speech import attribution_at, find_speech
from toolkit.text import Reading

# "According to" up to the comma, the full stop or the verb of the next clause.
ACCORDING = re.compile(r"\b(?:according to|as per|per)\s+(?P<who>(?:[^\s.,;:()]+\s?){1,9})", re.IGNORECASE)


# As far as a source is looked for from the figure, in characters: no sentence is longer.
NEAR = 1000
# How many sentences "In another video" may stand after the first one.
BACK = 3
# reports that 12 people died: the words that follow a source which nobody names
THAT = r"(?=\s+that\b)"
# The subject that a sentence begins with: "Government sources have blamed", "The coast guard and divers published".
SUBJECT = r"(?P<who>(?:[^\s.,;:()]+\s+){1,8}?)(?:(?:have|has|had|also|later)\s+){0,2}"


class Attribution(NamedTuple):
    """Whose word a figure is: explicit, carried_over or none; the words that name the source, and what "It" is for."""

    kind: str
    start: int | None = None
    end: int | None = None
    via: str | None = None
    stands_for: tuple[int, int] | None = None


NOBODY = Attribution("none")


def attribute(reading: Reading, offset: int, terms: Sequence[str]) -> Attribution:
    """Say on whose word the article prints what stands at a character.

    Parameters
    ----------
    terms
        The words of its sentence in lower case.

    Notes
    -----
    A source is carried over from the sentence before where the sentence's first words go on from it ("In addition
    to"; rules/en/casualty_words.csv) and both stand in one paragraph. "Reports that" is a source that nobody names. Who
    blames a killing on somebody gives word of it, and so does who publishes the video that shows it (`via`), who
    counted or documented the dead, and whom a source cites: "The Courier, citing the Watch, said" is the Watch's word
    by way of the Courier.
    """
    start, end = reading.sentence_at(offset)
    start, end = max(start, offset - NEAR), min(end, offset + NEAR)
    chained = not chain_words().isdisjoint(terms)
    found = (
        _of_reports(reading, start, offset)
        or _claimed(reading, start, offset)
        or _of_own_clause(reading, start, end, offset)
        or _said(reading, offset)
        or _according(reading, start, end)
        or _impersonal(reading, start, offset)
        or _blamed(reading, start, offset)
        or _recorded(reading, start, offset)
        or _framed(reading, start, end, offset)
        or (_counted(reading, start, offset) if chained else None)
        or _carried(reading, start)
        or NOBODY
    )
    found = found if listed("cites").isdisjoint(terms) else _cited(reading, offset, (start, end), found)
    return _of_giver(reading, found, end)


def tells_of(reading: Reading, found: Attribution, offset: int) -> bool:
    """Tell whether a source gives word of what stands at a character, and not of what came long after it."""
    return found.start is None or found.end is None or not is_behind(reading, (found.start, found.end), offset)


def _of_giver(reading: Reading, found: Attribution, end: int) -> Attribution:
    """Take who made a tally for the source of what the tally says."""
    giver = find_giver(reading, (found.start, found.end), end) if found.start is not None and found.end else None
    return found._replace(start=giver[0], end=giver[1], via=None) if giver else found


def _claimed(reading: Reading, start: int, offset: int) -> Attribution | None:
    found = find_claimant(reading, start, offset)
    return Attribution("explicit", *found) if found else None


def _of_own_clause(reading: Reading, start: int, end: int, offset: int) -> Attribution | None:
    """Find who counted behind a semicolon: "The Watch said 12 died; the guards put the toll at 20"; and "given by"."""
    found = find_given(reading, offset, end)
    after = reading.plain.rfind(";", start, offset) + 1
    counter = found or (find_counter(reading, offset, after + 1) if after else None)
    return Attribution("explicit", *counter) if counter else None


def _framed(reading: Reading, start: int, end: int, offset: int) -> Attribution | None:
    found = find_frame(reading, start, end, offset)
    if found is None and reading.region_at(offset).kind == "headline":
        found = find_at_end(reading, start, end)
    found = found or find_report(reading, start, end, offset)
    if found is None:
        return None
    last = offset if found[0] < offset < found[1] else found[1]
    return Attribution("explicit", found[0], found[0] + len(reading.plain[found[0] : last].rstrip()))


def _cited(reading: Reading, offset: int, sentence: tuple[int, int], found: Attribution) -> Attribution:
    """Take whom the sentence cites for the source, and who cites it for the one through whom it came."""
    cited = find_cited(reading, offset, *sentence)
    if cited is None:
        return found
    source, citing = cited
    within = citing and found.start is not None and citing[0] <= found.start and (found.end or 0) <= citing[1]
    if found.start is not None and found.kind == "explicit" and not within:
        citing = found.start, found.end or found.start
    return Attribution("explicit", *source, reading.text[slice(*citing)] if citing else None)


def _counted(reading: Reading, start: int, offset: int) -> Attribution | None:
    counter = find_counter(reading, offset, start)
    if counter:
        return Attribution("explicit", *counter, stands_for=_antecedent(reading, counter))
    told = find_teller(reading, offset, start)
    return Attribution("explicit", *told[0], told[1]) if told else None


def _antecedent(reading: Reading, who: tuple[int, int]) -> tuple[int, int] | None:
    """Give the source of the sentence before, which "It" or "They" stands for."""
    at = bisect_left(reading.sentences, (reading.sentence_at(who[0])[0], 0))
    before = reading.sentences[at - 1] if at else None
    if before is None or reading.plain[slice(*who)].lower() not in class_words("pronoun"):
        return None
    found = None if reading.region_at(before[0]).kind == "headline" else _anywhere(reading, *before)
    return None if found is None or found.start is None or found.end is None else (found.start, found.end)


def _said(reading: Reading, offset: int) -> Attribution | None:
    speech = attribution_at(reading, offset)
    if speech is None or speech.speaker_start is None:
        return None
    span = speech.speaker_start, speech.speaker_end or speech.speaker_start
    span = _without_cue(reading, *span)
    return Attribution("explicit", *span, speech.via, _antecedent(reading, span))


def _without_cue(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Take "nurses" of "citing nurses who said"."""
    first, blank, rest = reading.plain[start:end].partition(" ")
    return (start + len(first + blank), end) if rest and first.lower() in listed("cites") else (start, end)


def _according(reading: Reading, start: int, end: int) -> Attribution | None:
    match = ACCORDING.search(reading.plain, start, end)
    if match is None:
        return None
    who = noun_phrase(match["who"].rstrip())
    return Attribution("explicit", match.start("who"), match.start("who") + len(who))


def _of_reports(reading: Reading, start: int, offset: int) -> Attribution | None:
    """Know "The council seeks clarity on reports suggesting that 12 died": the council gives no word of it."""
    match = _second_hand().search(reading.plain, start, offset)
    return Attribution("explicit", *match.span("noun")) if match else None


@cache
def _second_hand() -> re.Pattern[str]:
    about, noun, says = (_loose(kind) for kind in ("asks about", "second hand", "second hand says"))
    return re.compile(rf"(?<!\w){about}\s+(?:the\s+)?(?P<noun>{noun})\s+{says}(?!\w)", re.IGNORECASE)


def _loose(kind: str) -> str:
    return alternatives(words("casualty_words", "words", kind=kind)).replace(r"\ ", r"\s+")


def _impersonal(reading: Reading, start: int, offset: int) -> Attribution | None:
    match = _pattern("impersonal", THAT).search(reading.plain, start, offset)
    return Attribution("explicit", *match.span()) if match else None


def _blamed(reading: Reading, start: int, offset: int) -> Attribution | None:
    """Read "Officials blamed the deaths of 12 divers on the crew"."""
    match = _blaming().match(reading.plain, start, offset)
    return _subject_of(match) if match and noun_phrase(match["who"]) == match["who"].rstrip() else None


def _recorded(reading: Reading, start: int, offset: int) -> Attribution | None:
    """Read "The guard published videos showing dozens of bodies", and "In another video," in the sentence after."""
    published = _publishing().match(reading.plain, start, offset)
    if published:
        return _subject_of(published)._replace(via=published["record"])
    again = _another().match(reading.plain, start, offset)
    return _before(reading, start, again["record"]) if again else None


def _before(reading: Reading, start: int, record: str) -> Attribution | None:
    """Give who published the video of a sentence shortly before, in the same paragraph."""
    at = bisect_left(reading.sentences, (start, 0))
    for sentence in reversed(reading.sentences[max(at - BACK, 0) : at]):
        published = _publishing().match(reading.plain, *sentence)
        if reading.region_at(sentence[0]) != reading.region_at(start):
            return None
        if published:
            return _subject_of(published)._replace(via=record)
    return None


def _subject_of(match: re.Match[str]) -> Attribution:
    return Attribution("explicit", match.start("who"), match.start("who") + len(match["who"].rstrip()))


def _carried(reading: Reading, start: int) -> Attribution | None:
    at = bisect_left(reading.sentences, (start, 0))
    if not at or not _pattern("carries").match(reading.plain, start):
        return None
    before = reading.sentences[at - 1]
    if reading.region_at(before[0]) != reading.region_at(start):
        return None
    found = _anywhere(reading, *before)
    return found._replace(kind="carried_over") if found else None


def _anywhere(reading: Reading, start: int, end: int) -> Attribution | None:
    """Give the last source that a sentence names."""
    found = find_speech(reading)
    first, after = (bisect_left(found, edge, key=lambda speech: speech.start) for edge in (start, end))
    for speech in reversed(found[first:after]):
        if speech.speaker_start is not None:
            return Attribution("explicit", speech.speaker_start, speech.speaker_end, speech.via)
    said = _said_at_end().search(reading.plain, start, end)
    return _subject_of(said) if said else _according(reading, start, end)


@cache
def _said_at_end() -> re.Pattern[str]:
    """Find "A blast shook the quay on Monday, state television reported." at the end of a sentence."""
    verbs = alternatives(words("reporting_verbs", "form", tense="past"))
    return re.compile(rf",\s+(?P<who>(?:[^\s.,;:()]+\s+){{1,8}}?)(?:{verbs})(?:\s+on\s+\w+|\s+\w+day)?\.")


@cache
def _blaming() -> re.Pattern[str]:
    return re.compile(rf"{SUBJECT}{_words('blames')}\b", re.IGNORECASE)


@cache
def _publishing() -> re.Pattern[str]:
    shows = rf"[^.;]{{0,40}}?{_words('record')}\b[^.;]{{0,30}}?\b{_words('shows')}\b"
    return re.compile(rf"{SUBJECT}{_words('publishes')}\b{shows}", re.IGNORECASE)


@cache
def _another() -> re.Pattern[str]:
    return re.compile(rf"in\s+another\s+{_words('record')}\b", re.IGNORECASE)


def _words(kind: str) -> str:
    """Give the words of one kind as a group of that name."""
    return rf"(?P<{kind}>{alternatives(words('casualty_words', 'words', kind=kind))})"


@cache
def _pattern(kind: str, tail: str = "") -> re.Pattern[str]:
    terms = alternatives(words("casualty_words", "words", kind=kind)).replace(r"\ ", r"\s+")
    return re.compile(rf"(?<!\w){terms}(?!\w){tail}", re.IGNORECASE)
