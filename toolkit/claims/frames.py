"""Whose count a figure is where no verb of saying has it: "by the Watch's count", "which the Watch put at"."""

import re
from collections import deque
from functools import cache

from toolkit.claims.chain import CLAUSE, HELPS
from toolkit.claims.phrases import noun_phrase
from toolkit.claims.singles import listed, plurals, singular
from toolkit.patterns import class_words
from toolkit.rules import alternatives, rows, words
from toolkit.text import Reading

Span = tuple[int, int]
# the Aro Relief Council; rescuers in Port Aro
WHO = r"(?P<who>(?:[^\s.,;:()]+\s+){0,8}?[^\s.,;:()]+?)"
NAMED = r"(?P<who>(?:the\s+)?[A-Z][^\s.,;:()]*(?:\s+[^\s.,;:()]+){0,6})"
# by the Watch's latest count, by the officials' count
OWNS = r"(?:'s|(?<=s)')\s+(?:\w+\s+){0,2}"
# from 50 to - by one account - 130: the report gives one end of what somebody else told
WITHIN_RANGE = re.compile(r"\bto\s*[-\u2013\u2014(,]\s*\Z")
# a figure's own words up to it: "show that at least"
UP_TO = r"[^.;:]{0,60}"


def find_frame(reading: Reading, start: int, end: int, offset: int) -> Span | None:
    """Find whose count a figure of a sentence is."""
    match = _find_owner(reading, start, end)
    match = match or _of_count().search(reading.plain, start, end) or _given_by().search(reading.plain, start, end)
    match = match or _whose_number().search(reading.plain, start, offset)
    match = match or _shown_by().match(reading.plain, start, offset) or _shows().match(reading.plain, start, offset)
    match = match or _claiming().match(reading.plain, start, offset)
    return _span(match) if match else _find_group(reading, start, offset)


def _find_owner(reading: Reading, start: int, end: int) -> re.Match[str] | None:
    """Find whose count or account is named: "by the Watch's count", and not "by a road that was the Watch's record"."""
    found = (pattern.search(reading.plain, start, end) for pattern in (_by_count(), _in_account()))
    return next((match for match in found if match and noun_phrase(match["who"]) == match["who"]), None)


def _find_group(reading: Reading, start: int, offset: int) -> Span | None:
    """Find "The group claimed about 12 guards died", and not "The flood claimed 12 lives"."""
    match = _claimed().match(reading.plain, start, offset)
    last = match["who"].split()[-1].lower() if match else None
    return _span(match) if match and last in _tellers() | listed("any body") else None


def find_claimant(reading: Reading, start: int, offset: int) -> Span | None:
    """Find whose claim a sentence is about: "The mayor replied to a claim by nurses that 12 people were killed"."""
    match = _claim_by().search(reading.plain, start, offset)
    if match:
        return _span(match)
    found = (pattern.search(reading.plain, start, offset) for pattern in (_in_relative(), _accusing()))
    return next((_span(match) for match in found if match and noun_phrase(match["who"]) == match["who"].rstrip()), None)


def find_given(reading: Reading, offset: int, end: int) -> Span | None:
    """Find who gave the number that stands before: "higher than the 12 dead given by the Watch"."""
    match = _given().match(reading.plain, offset, end)
    return _span(match) if match else None


def find_report(reading: Reading, start: int, end: int, offset: int) -> Span | None:
    """Find the report, nobody's by name, that tells a figure: "an unconfirmed report said 12", "by one report"."""
    said = deque(_report_says().finditer(reading.plain, start, offset), maxlen=1)
    match = said[0] if said else _by_report().search(reading.plain, start, end)
    if match is None or WITHIN_RANGE.search(reading.plain, start, match.start()):
        return None
    return match.span("who")


def find_at_end(reading: Reading, start: int, end: int) -> Span | None:
    """Find the source with which a headline ends: "Blast kills 12: monitor"."""
    match = _at_end().search(reading.plain, start, end)
    last = match["who"].split()[-1].lower() if match else None
    return match.span("who") if match and last in _tellers() | listed("any body") else None


def find_giver(reading: Reading, span: Span, end: int) -> Span | None:
    """Find who made what tells a figure: "according to a tally compiled by the Watch"."""
    match = _made_by().match(reading.plain, span[0], end)
    return _span(match) if match and match.end("made") <= span[1] + 1 + len(match["how"] or "") else None


def is_behind(reading: Reading, span: Span, offset: int) -> bool:
    """Know "The office said, days after a raid killed 12, that it was open": the raid is not what the office tells."""
    return bool(_long_after().match(reading.plain, span[1], offset))


def _span(match: re.Match[str]) -> Span:
    first = match.start("who")
    return first, first + len(noun_phrase(match["who"]))


@cache
def _tellers() -> frozenset[str]:
    return (
        singular()
        | plurals()
        | listed("cited")
        | listed("one of its kind")
        | listed("of a ministry")
        | listed("ministry")
    )


@cache
def _by_count() -> re.Pattern[str]:
    """Find "by the Watch's latest count"."""
    return re.compile(rf"\bby\s+{WHO}{OWNS}(?:{_of('toll noun', 'account')})\b", re.IGNORECASE)


@cache
def _in_account() -> re.Pattern[str]:
    """Find "in one witness's account", and not "in the port the guards' toll"."""
    return re.compile(rf"\bin\s+{WHO}{OWNS}(?:{_of('account')})\b", re.IGNORECASE)


@cache
def _of_count() -> re.Pattern[str]:
    """Find "by the count of the Watch"."""
    return re.compile(rf"\b(?i:by)\s+(?:the|a)\s+(?:\w+\s+)?(?:{_of('toll noun', 'account')})\s+(?:of|by)\s+{NAMED}")


@cache
def _claim_by() -> re.Pattern[str]:
    """Find "a claim by activists in the council that"."""
    nouns = alternatives(words("reporting_nouns", "form"))
    return re.compile(rf"\b(?:{nouns})\s+by\s+(?P<who>(?:[^\s.,;:()]+\s+){{1,10}}?)(?=that\s)", re.IGNORECASE)


@cache
def _in_relative() -> re.Pattern[str]:
    """Find "the raid which nurses in the port said killed", "a raid that the mayor claims may have killed"."""
    # "in the blast is": a form that is a noun, too, is none
    claiming = words("reporting_verbs", "form", **{"class": "claiming"})
    says = alternatives((*words("reporting_verbs", "form", noun="no"), *claiming))
    fates = {"harm.verb", "harm.participle", "harm.dies"}
    befell = {row["term"] for row in rows("casualty_terms") if row["class"] in fates}
    helps = class_words("be", "have", "modal")
    goes_on = alternatives(tuple(sorted(befell | helps)))
    who = rf"(?P<who>(?:[^\s.,;:()]+\s+){{1,8}}?)(?:(?:{HELPS})\s+){{0,2}}"
    return re.compile(rf"\b(?:which|that)\s+{who}(?:{says})\s+(?={goes_on}\s)[^.;:,]{{1,80}}\Z", re.IGNORECASE)


@cache
def _accusing() -> re.Pattern[str]:
    """Find "talks stalled, with the council accusing the guard of opening fire and killing"."""
    who = r"(?:,\s+|\b)(?:(?:with|as|while)\s+|(?<=,\s))(?P<who>(?:[^\s.,;:()]+\s+){1,6}?)"
    return re.compile(rf"{who}(?:{_of('accusing')})\s[^.;:]{{1,100}}?\sof\s[^.;:]{{1,100}}\Z", re.IGNORECASE)


@cache
def _given_by() -> re.Pattern[str]:
    """Find "as reported by the Watch", "as claimed by relatives"."""
    verbs = alternatives((*words("reporting_verbs", "form", tense="past"), *listed("tallies")))
    return re.compile(rf"\bas\s+(?:{verbs})\s+by\s+(?P<who>(?:[^\s.,;:()]+\s?){{1,9}})", re.IGNORECASE)


@cache
def _given() -> re.Pattern[str]:
    """Find "12 dead given by the Watch", "12 deaths confirmed by the ministry"."""
    verbs = alternatives((*listed("tallies"), *listed("given")))
    return re.compile(
        rf"(?:[^\s.,;:()]+\s+){{1,4}}?(?:{verbs})\s+by\s+(?P<who>(?:[^\s.,;:()]+\s?){{1,9}})", re.IGNORECASE
    )


@cache
def _whose_number() -> re.Pattern[str]:
    """Find "the toll, which the Watch put at", "whose number the Watch has put at"."""
    who = rf"(?P<who>(?:[^\s.,;:()]+\s+){{1,6}}?)(?:(?:{HELPS})\s+){{0,2}}"
    return re.compile(rf"\b(?:which|whose\s+\w+)\s+{who}(?:{_of('toll verb')})\s+at\s+\Z", re.IGNORECASE)


@cache
def _at_end() -> re.Pattern[str]:
    """Find "Blast kills 12: monitor", "Blast kills 12 - state TV", "Blast kills 12, says monitor"."""
    says = alternatives(words("reporting_verbs", "form", tense="present"))
    before = rf"(?:[:\u2013\u2014]|\s-|,\s+(?:{says})\s)"
    return re.compile(rf"{before}\s*(?P<who>(?:[\w'.-]+\s+){{0,3}}[\w'.-]+?)[\s.)]*\Z")


@cache
def _shown_by() -> re.Pattern[str]:
    """Find "Figures from the Watch show", "Data compiled by clinics showed"."""
    who = r"(?:by|from)\s+(?P<who>(?:[^\s.,;:()]+\s+){1,8}?)(?:on\s+\w+\s+)?"
    thing = rf"(?:[^\s.,;:()]+\s+){{0,4}}?(?:{_of('toll noun', 'account', 'made')})s?"
    return re.compile(rf"{thing}(?:\s+\w+ed)?\s+{who}(?:{_of('tells')})\b{UP_TO}\Z", re.IGNORECASE)


@cache
def _shows() -> re.Pattern[str]:
    """Find "The Watch's latest figures show", "Hospital records put the number at"."""
    thing = rf"(?:{_of('toll noun', 'account', 'made')})s?"
    who = rf"(?P<who>(?:[^\s.,;:()]+\s+){{0,6}}?(?:[^\s.,;:()]+?(?={OWNS}{thing}\s)|{thing}(?=\s)))"
    who = rf"{who}(?:{OWNS}{thing})?"
    return re.compile(rf"{who}\s+(?:{_of('tells')})\b{UP_TO}\Z", re.IGNORECASE)


@cache
def _claimed() -> re.Pattern[str]:
    verbs = alternatives(words("reporting_verbs", "form", **{"class": "claiming"}))
    return re.compile(rf"{CLAUSE}(?:(?:{HELPS})\s+){{0,2}}(?:{verbs})\s+\Z", re.IGNORECASE)


@cache
def _claiming() -> re.Pattern[str]:
    """Find "The front claimed to have killed"."""
    verbs = alternatives(words("reporting_verbs", "form", **{"class": "claiming"}))
    return re.compile(rf"{CLAUSE}(?:(?:{HELPS})\s+){{0,2}}(?:{verbs})\s+to\s+have\s[^.;:,]{{1,60}}\Z", re.IGNORECASE)


@cache
def _report_says() -> re.Pattern[str]:
    """Find "An unconfirmed report said", "Other reports say", "One account says that"."""
    verbs = alternatives(words("reporting_verbs", "form"))
    which = rf"(?P<who>(?:(?:{_of('which report')})\s+)(?:[a-z-]+\s+){{0,2}}?(?:{_of('account')}))"
    return re.compile(rf"\b{which}\s+(?:{verbs})\b", re.IGNORECASE)


@cache
def _by_report() -> re.Pattern[str]:
    """Find "by one report", "in some accounts"."""
    return re.compile(
        rf"\bby\s+(?P<who>(?:{_of('which report')})\s+(?:[a-z-]+\s+)?(?:{_of('account')}))(?!\w)", re.IGNORECASE
    )


def is_anonymous(source: str) -> bool:
    """Know "one report", which nobody is named for."""
    return _report().fullmatch(source) is not None


@cache
def _report() -> re.Pattern[str]:
    return re.compile(rf"(?:{_of('which report')})\s+(?:[a-z-]+\s+)?(?:{_of('account')})", re.IGNORECASE)


@cache
def _made_by() -> re.Pattern[str]:
    """Find "a tally by the Watch", "figures compiled by clinics"."""
    thing = rf"(?:[^\s.,;:()]+\s+){{0,4}}?(?:{_of('toll noun', 'account', 'made')})s?"
    return re.compile(rf"(?P<made>{thing})(?P<how>\s+\w+ed)?\s+by\s+(?P<who>(?:[^\s.,;:()]+\s?){{1,9}})", re.IGNORECASE)


@cache
def _long_after() -> re.Pattern[str]:
    verbs = alternatives(words("reporting_verbs", "form"))
    when = rf"(?:\w+\s+){{0,3}}(?:{_of('while')})\s+after\b(?![^.;]*\bthat\s+\Z)"
    return re.compile(rf"\s*,?\s*(?:{verbs})(?:\s+(?:on\s+)?[A-Z]\w+)?,?\s+{when}", re.IGNORECASE)


def _of(*kinds: str) -> str:
    return alternatives(tuple(word for kind in kinds for word in words("casualty_words", "words", kind=kind)))
