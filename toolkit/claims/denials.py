"""Which figures are denied, called false, or doubted: in their own sentence, or around it."""

import re
from bisect import bisect_right
from functools import cache

from toolkit.claims.context import Claim, loose
from toolkit.rules import alternatives, words
from toolkit.text import Reading

# How far from a figure a caveat, and a verb of denial, may stand, in characters.
NEAR, DENIED = 1500, 150


def denied(reading: Reading, claim: Claim) -> str | None:
    """Give the words by which a figure is told and not asserted: "denied that", "It is not true that", "is false"."""
    first, last = reading.sentence_at(claim.start)
    start = max(first, claim.start - DENIED)
    for pattern in (_denial(), _untrue(), _falsely()):
        match = pattern.search(reading.plain, start, claim.start)
        if match and not _goes_on().search(reading.plain, match.end("words"), claim.start):
            return match["words"]
    if not _report().search(reading.plain, start, claim.start):
        return None
    match = _false().search(reading.plain, claim.end, min(last, claim.end + DENIED))
    return match["words"] if match else None


def caveat(reading: Reading, offset: int) -> str | None:
    """Give what the paragraph says about checking, or the next sentence where it denies what was said."""
    region = reading.region_at(offset)
    around = max(region.start, offset - NEAR), min(region.end, offset + NEAR)
    match = _check().search(reading.plain, *around)
    if match:
        return reading.text[slice(*reading.sentence_at(match.start()))]
    return _denied_after(reading, offset, region.end)


def _denied_after(reading: Reading, offset: int, end: int) -> str | None:
    """Give the sentence after a figure that takes it up to deny it: "Officials denied that"."""
    at = bisect_right(reading.sentences, (offset, len(reading.text)))
    following = reading.sentences[at] if at < len(reading.sentences) else None
    if following is None or following[0] >= end or not _denies().search(reading.plain, *following):
        return None
    return reading.text[slice(*following)]


@cache
def doubting() -> frozenset[str]:
    """Give the words without which no figure is denied or called false."""
    phrases = (word for kind in ("untrue", "falsely", "false") for word in words("casualty_words", "words", kind=kind))
    verbs = words("reporting_verbs", "form", **{"class": "denying"})
    return frozenset(phrase.split()[-1] for phrase in phrases) | set(verbs)


@cache
def _verbs() -> str:
    return alternatives(words("reporting_verbs", "form", **{"class": "denying"}))


@cache
def _denial() -> re.Pattern[str]:
    """Find "denied that", "denied they" and "denied claims" before a figure, and no new clause between."""
    clause = alternatives(tuple(word for kind in "PSC" for word in words("word_classes", "word", **{"class": kind})))
    they = rf"(?i:{loose('denies for')})\s+(?!(?i:{clause})\b)"
    what = rf"(?:\w+\s+){{0,3}}?(?i:{loose('denied')})\b"
    return re.compile(rf"(?<!not )(?<!n't )(?<!never )\b(?P<words>(?i:{_verbs()}))\s+(?:{what}|{they})[^.;:,\n]*\Z")


@cache
def _goes_on() -> re.Pattern[str]:
    """Find "and said": what follows it is not denied."""
    joins = alternatives(words("word_classes", "word", **{"class": "C"}))
    return re.compile(rf"\b(?i:{joins})\s+(?i:{alternatives(words('reporting_verbs', 'form'))})\b")


@cache
def _untrue() -> re.Pattern[str]:
    """Find "It is not true that" before a figure."""
    return re.compile(rf"\b(?P<words>(?i:{loose('untrue')}))\s+that\b[^.;:,\n]*\Z")


@cache
def _falsely() -> re.Pattern[str]:
    """Find "falsely claimed that" before a figure."""
    return re.compile(rf"\b(?P<words>(?i:{loose('falsely')}))\s+\w+\s+(?:that\b[^.;:,\n]*)?\Z")


@cache
def _report() -> re.Pattern[str]:
    """Find "The claim that" before a figure, which the end of the sentence may call false."""
    return re.compile(rf"\b(?i:{loose('denied noun')})\s+(?:that|of)\b[^.;:\n]*\Z")


@cache
def _false() -> re.Pattern[str]:
    be = alternatives(
        (*words("word_classes", "word", **{"class": "B"}), *words("casualty_words", "words", kind="proves"))
    )
    verdict = rf"(?:{loose('false')}|{_verbs()})"
    return re.compile(rf"\b(?i:{be})\s+(?:\w+\s+){{0,2}}?(?P<words>(?i:{verdict}))\b")


@cache
def _denies() -> re.Pattern[str]:
    """Find "denied it" and "denied the report"; not "denied that it had fired", which denies something else."""
    before = alternatives(words("word_classes", "word", **{"class": "D"}))
    alone, noun = rf"{loose('denied alone')}(?=\s*(?:[.,;]|\Z))", rf"{before}\s+(?:\w+\s+)?{loose('denied noun')}\b"
    return re.compile(rf"\b(?i:{_verbs()})\s+(?i:{alone}|{noun})")


@cache
def _check() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:not|n't|unable|never|yet)\b[^.\n]{{0,40}}\b(?i:{loose('check')})\b")
