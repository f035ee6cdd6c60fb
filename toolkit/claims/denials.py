"""What is said around a figure about checking it, or to deny it in the next sentence."""

import re
from bisect import bisect_right
from functools import cache

from toolkit.claims.context import loose
from toolkit.patterns import class_words
from toolkit.rules import alternatives, words
from toolkit.text import Reading

# How far from a figure a caveat may stand, in characters.
NEAR = 1500


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
def _verbs() -> str:
    return alternatives(words("reporting_verbs", "form", **{"class": "denying"}))


@cache
def _denies() -> re.Pattern[str]:
    """Find "denied it" and "denied the report"; not "denied that it had fired", which denies something else."""
    before = alternatives(tuple(class_words("determiner")))
    alone, noun = rf"{loose('denied alone')}(?=\s*(?:[.,;]|\Z))", rf"{before}\s+(?:\w+\s+)?{loose('denied noun')}\b"
    return re.compile(rf"\b(?i:{_verbs()})\s+(?i:{alone}|{noun})")


@cache
def _check() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:not|n't|unable|never|yet)\b[^.\n]{{0,40}}\b(?i:{loose('check')})\b")
