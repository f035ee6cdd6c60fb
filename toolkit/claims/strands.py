"""Passages that tell of another attack than the study's event: where they begin, and where they end."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from toolkit.claims.aside import ANOTHER, ELSEWHERE, OTHER_TIME, Window, is_of_printing, is_said
from toolkit.folding import fold_case
from toolkit.gazetteer import Gazetteer
from toolkit.patterns import class_words
from toolkit.regions import Region
from toolkit.rules import alternatives, words
from toolkit.text import Reading
from toolkit.times import Published, Time, find_times

# What ends the words that say of an attack when and where it was.
MARK = re.compile(r"[,;:.\n]")
# As many sentences as a passage goes on for in a text without paragraphs.
FEW = 4
# No sentence of news is longer, in characters: a text without a full stop brings in no other attack.
LONGEST = 1000


class Known(NamedTuple):
    """What an article is held against: the days, the places and the names of the study's events."""

    window: Window
    published: Published
    places: Gazetteer
    homes: tuple[str, ...]
    by_name: Callable[[str], object]


class Strand(NamedTuple):
    """A sentence of a passage on another attack, and what sets that attack apart."""

    start: int
    end: int
    why: str


class _Told(NamedTuple):
    """What some words say of when and where, but for what they only compare with."""

    words: str
    times: tuple[Time, ...]
    places: frozenset[str]


def find_strands(reading: Reading, known: Known) -> list[Strand]:
    """Find the sentences that tell of another attack, in reading order.

    Notes
    -----
    "A bomb went off on Wednesday in Hemm": an attack that is new to the reader (a, another, gunmen), with a day or a
    place of its own that is not the event's, or called a separate one. Its passage lasts until a sentence names the
    event, its place or its day, brings in one more attack or turns to something else; and no longer than its paragraph
    and a few sentences, save where the article begins with it.
    """
    found: list[Strand] = []
    lead = next((region for region in reading.regions if region.kind == "body"), None)
    begun: Strand | None = None
    for start, end in reading.sentences:
        new = _begun(reading, start, end, known)
        if new is not None:
            begun = Strand(start, end, new) if new else None
        elif begun and not _goes_on(reading, begun, start, end, lead, known):
            begun = None
        if begun:
            found.append(Strand(start, end, begun.why))
    return found


def _begun(reading: Reading, start: int, end: int, known: Known) -> str | None:
    """Give what sets the attack of a sentence apart: no words where it may be the event, missing where none is new."""
    end = min(end, start + LONGEST)
    first, after = bisect_left(reading.starts, start), bisect_left(reading.starts, end)
    if _attack_words().isdisjoint(map(fold_case, reading.tokens[first:after])):
        return None
    for opener in _attack().finditer(reading.plain, start, end):
        if _is_compared(reading.plain, start, opener) or not _happens(reading, start, opener, known.published):
            continue
        if why := _apart(reading, start, end, opener, known):
            return why
        if not _further().search(opener[0]):
            return ""
    return None


def _goes_on(reading: Reading, begun: Strand, start: int, end: int, lead: Region | None, known: Known) -> bool:
    """Tell whether a sentence is of the passage before it: of its paragraph and near, and not on the event again."""
    here = reading.region_at(begun.start)
    since, at = (bisect_left(reading.sentences, (place, 0)) for place in (begun.start, start))
    near = reading.region_at(start) == here and at - since <= FEW
    told = _told(reading, start, min(end, start + LONGEST), known)
    return (near or here == lead) and not _returns(told, known)


def in_strand(strands: Sequence[Strand], offset: int) -> str | None:
    """Give what sets the passage at a character apart; missing where it is none on another attack."""
    return next((strand.why for strand in strands if strand.start <= offset < strand.end), None)


def is_reached(reading: Reading, offset: int, place: str, places: Gazetteer) -> bool:
    """Tell where the event was felt beyond its place: "The blast broke windows in nearby Tarn. Two were hurt there"."""
    start, end = reading.sentence_at(offset)
    if end - start > LONGEST or _attack().search(reading.plain, start, end):
        return False
    at = bisect_left(reading.sentences, (start, 0))
    spans = [
        (start, end),
        *(span for span in reading.sentences[max(at - 1, 0) : at] if _is_beside(reading, span, start)),
    ]
    return any(_reaches(reading.plain, *span, place, places) for span in spans)


def _is_beside(reading: Reading, span: tuple[int, int], start: int) -> bool:
    return reading.region_at(span[0]) == reading.region_at(start)


def _reaches(plain: str, start: int, end: int, place: str, places: Gazetteer) -> bool:
    """Tell whether a sentence says that the attack that was told of was felt at a place."""
    if place not in places.all_named(plain[start:end]) or not _near().search(plain, start, end):
        return False
    return bool(_told_before().search(plain, start, end)) and not _attack().search(plain, start, end)


def _happens(reading: Reading, start: int, opener: re.Match[str], published: Published) -> bool:
    """Tell an attack that took place, "On Monday a bomb", "killed in a raid", from one that is spoken of."""
    before = list(reading.plain[start : opener.start()])
    for time in find_times(reading.plain, start, opener.start(), published):
        before[time.start - start : time.end - start] = " " * (time.end - time.start)
    return _opening().search("".join(before)) is not None


def _apart(reading: Reading, start: int, end: int, opener: re.Match[str], known: Known) -> str | None:
    """Tell what sets an attack apart: "on Wednesday", "in Hemm", "a separate attack"."""
    told = _told(reading, *_clause(reading.plain, start, end, opener), known)
    if known.by_name(told.words) or any(is_within(time, known.window) for time in told.times):
        return None
    if any(_is_outside(time, known.window) for time in told.times):
        return OTHER_TIME
    apart = all(known.places.apart(place, home) for place in told.places for home in known.homes)
    if known.homes and apart and (told.places or _away().search(told.words)):
        return ELSEWHERE
    return None if _is_home(told, known) or not _separate().search(opener[0]) else ANOTHER


def _returns(told: _Told, known: Known) -> bool:
    """Tell whether a sentence is on the event again: by its name, place or day, or where it turns to something else."""
    within = any(is_within(time, known.window) for time in told.times)
    return bool(within or _is_home(told, known) or known.by_name(told.words) or _turn().match(told.words))


def _told(reading: Reading, start: int, end: int, known: Known) -> _Told:
    """Read when and where; "three days after the blast in Osk" says it of the blast alone."""
    compared = [match.span() for match in _compared().finditer(reading.plain, start, end)]
    text = reading.plain[start:end]
    for first, after in compared:
        text = text[: first - start] + " " * (after - first) + text[after - start :]
    times = tuple(
        time
        for time in find_times(reading.plain, start, end, known.published)
        if not any(first <= time.start < after for first, after in compared)
        and not is_said(reading.plain, start, time.start)
        and not is_of_printing(reading, time)
    )
    printed = " | ".join(match["place"] for match in _at_place().finditer(text))
    return _Told(text, times, frozenset(known.places.all_named(printed)))


def _clause(plain: str, start: int, end: int, opener: re.Match[str]) -> tuple[int, int]:
    """Give the words that are on an attack: from the verb of saying before it to the mark or such a verb behind it."""
    said = [match.end() for match in _says().finditer(plain, start, opener.start())]
    stops = (MARK.search(plain, opener.end(), end), _says().search(plain, opener.end(), end))
    return (said[-1] if said else start), min([*(match.start() for match in stops if match), end])


def _is_compared(plain: str, start: int, opener: re.Match[str]) -> bool:
    return any(match.end() > opener.start() for match in _compared().finditer(plain, start, opener.end()))


def _is_home(told: _Told, known: Known) -> bool:
    return any(known.places.holds(home, place) for place in told.places for home in known.homes)


def is_within(time: Time, window: Window) -> bool:
    """Tell whether a time lies within the days of the events."""
    if not window.dated or time.earliest is None or time.latest is None or window.earliest is None:
        return False
    return window.earliest <= time.earliest and (window.latest is None or time.latest <= window.latest)


def _is_outside(time: Time, window: Window) -> bool:
    if not window.dated or time.earliest is None or time.latest is None or window.earliest is None:
        return False
    return time.latest < window.earliest or (window.latest is not None and time.earliest > window.latest)


@cache
def _attack_words() -> frozenset[str]:
    """Give the last words of whatever may be an attack: without one of them no pattern need run."""
    deeds = words("casualty_words", "words", kind="attack noun") + _listed("attacks with") + _listed("many attacks")
    phrases = (*deeds, *_listed("attacks"))
    return frozenset(part for phrase in phrases for part in phrase.split()[-1].split("-")) | frozenset(
        phrase.split()[-1] for phrase in phrases
    )


@cache
def _attack() -> re.Pattern[str]:
    """Find "a bomb", "another suicide attack", "two rockets"; and "gunmen opened fire"; not "a bomb squad"."""
    nouns = words("casualty_words", "words", kind="attack noun") + _listed("attacks with")
    indefinite, no_attack = alternatives(_listed("new to the reader")), alternatives(_listed("no attack"))
    new = rf"(?<!\w){indefinite}\s+(?:[\w-]+\s+){{0,3}}?{alternatives(nouns)}(?!\w|-\w|\s+{no_attack}\b)"
    before = "".join(rf"(?<!\b{word}\s)" for word in sorted(class_words("determiner")))
    many = rf"(?<![\w'-]){before}{alternatives(_listed('many attacks'))}(?!\w|\s+{no_attack}\b)"
    between = alternatives(_listed("before the attack") + words("time_words", "word", kind="weekday"))
    who = rf"(?:(?<!\w){indefinite}\s+(?:[\w-]+\s+){{0,2}}?|(?<![\w'-]){before}){alternatives(_listed('attackers'))}"
    deed = rf"(?:\s+{between})*\s+{alternatives(_listed('attacks'))}\b"
    return re.compile(rf"{new}|{many}|{who}{deed}", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    """Match what stands before an attack that took place: nothing, a mark, "said", "that", "killed in"."""
    before = alternatives(_listed("takes place"))
    return re.compile(
        rf"(?:\A|[,;:\u2013\u2014\"\u201c]|\b{before}|\b{alternatives(words('reporting_verbs', 'form'))})\s*\Z",
        re.IGNORECASE,
    )


@cache
def _at_place() -> re.Pattern[str]:
    """Find the words behind "in" that may name a place: "in the port of Hemm", and not "ten kilometres away in Osk"."""
    at = alternatives(words("casualty_words", "words", kind="place") + words("casualty_words", "words", kind="struck"))
    no = alternatives(_listed("no place"))
    return re.compile(rf"(?<!\w)(?<!away\s){at}\s+(?P<place>(?:(?!{no}\b)[\w'-]+(?:,?\s+|\b)){{1,6}})", re.IGNORECASE)


@cache
def _away() -> re.Pattern[str]:
    """Find "ten kilometres away in Osk": the attack was elsewhere."""
    return re.compile(rf"\b{alternatives(_listed('away'))}\b", re.IGNORECASE)


@cache
def _further() -> re.Pattern[str]:
    """Find "a second bomb", which may be one more of the same attack."""
    return re.compile(rf"\b{alternatives(_listed('one more'))}\b", re.IGNORECASE)


@cache
def _told_before() -> re.Pattern[str]:
    """Find "the explosion"."""
    nouns, before = (
        words("casualty_words", "words", kind="attack noun"),
        _listed("told before"),
    )
    return re.compile(rf"\b{alternatives(before)}\s+(?:[\w-]+\s+)?{alternatives(nouns)}\b", re.IGNORECASE)


@cache
def _near() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(_listed('reached'))}\b", re.IGNORECASE)


@cache
def _separate() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(_listed('separate'))}\b", re.IGNORECASE)


@cache
def _compared() -> re.Pattern[str]:
    """Find "three days after the blast in Osk" from its "after" on."""
    terms = alternatives(_listed("apart from"))
    return re.compile(rf"(?<!\w){terms}(?!\w)[^,;:.\n]*", re.IGNORECASE)


@cache
def _says() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(words('reporting_verbs', 'form'))}\b", re.IGNORECASE)


@cache
def _turn() -> re.Pattern[str]:
    return re.compile(rf"\s*{alternatives(_listed('turns'))}\b", re.IGNORECASE)


def _listed(kind: str) -> tuple[str, ...]:
    return words("aside_words", "words", kind=kind)
