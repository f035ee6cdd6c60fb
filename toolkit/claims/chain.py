"""Through whom a figure came, and who counted: "The Courier, citing the Watch, said", "The Watch counted 12"."""

import re
from functools import cache

from toolkit.claims.phrases import noun_phrase
from toolkit.claims.singles import listed, plurals, singular
from toolkit.patterns import class_words
from toolkit.rules import alternatives, rows, words
from toolkit.text import Reading

Span = tuple[int, int]
# The words after "citing", up to a mark.
SOURCE = r"\s+(?P<source>(?:[^\s.,;:()]+\s?){1,9})"
# The subject that a sentence or the clause behind its first comma begins with: "On Friday, the Watch counted 12".
CLAUSE = r"(?:[^.,;:()]{1,60},\s+)?(?P<who>(?:[^\s.,;:()]+\s+){1,8}?)"
HELPS = "have|has|had|also|later|since"
# counted at least 12; counted the deaths of 12; counted 12 dead, several wounded and 3
UP_TO_COUNT = r"\b[^.;:,]{0,60}(?:(?:,\s+(?:and\s+)?[^.;:,\s]+(?:\s+[^.;:,\s]+){0,2}){0,4},\s+(?:and\s+)?)?\Z"
# told the Courier at least 12
LISTENER = r"\s+(?:the\s+)?(?P<listener>\w+(?:\s+[A-Z]\w*){0,3})\s+(?:\w+\s+){0,3}\Z"
# While the Watch put
LEADS = re.compile(r"(?P<word>\w+)\s+(?=\S)")
ABBREVIATION = re.compile("[A-Z]{2,}")


@cache
def chain_words() -> frozenset[str]:
    """Give the words without which nobody counted a figure or told it to somebody."""
    verbs = {words_for.split()[0] for words_for in listed("toll verb") | listed("tallies")}
    return frozenset(verbs) | set(words("reporting_verbs", "form", takes="listener"))


def find_cited(reading: Reading, offset: int, start: int, end: int) -> tuple[Span, Span | None] | None:
    """Find whom a sentence cites, and who does: for figures in the sentence, and not for what "citing" itself takes."""
    match = _citing().search(reading.plain, start, end)
    if match is None or match.start() <= offset < match.end():
        return None
    said = _said_citing().match(reading.plain, start, end)
    citing = _trimmed(said) if said else None
    if made := _made().match(match["source"]):
        if not _is_source(made["whose"]):
            return (citing, None) if citing else None
    elif not _is_source(match["source"]):
        return None
    cited = match.start("source"), match.start("source") + len(noun_phrase(match["source"].rstrip()))
    return cited, citing


def find_counter(reading: Reading, offset: int, start: int) -> Span | None:
    """Find who counted: "The Watch has documented 12 deaths", "The ministry put the toll at 12"."""
    match = _counting().match(reading.plain, start, offset)
    if match and _is_agent(match["who"]):
        return _trimmed(match)
    match = _putting().match(reading.plain, start, offset)
    return _trimmed(match) if match and _is_source(" ".join(match["who"].split()[1:]) or match["who"]) else None


def find_teller(reading: Reading, offset: int, start: int) -> tuple[Span, str | None] | None:
    """Find who told it without "that": "Officials told AFP at least 12 divers died"; and an outlet's short name."""
    match = _telling().match(reading.plain, start, offset)
    if match is None or not _is_agent(match["who"]):
        return None
    return _trimmed(match), match["listener"] if ABBREVIATION.fullmatch(match["listener"]) else None


def _trimmed(match: re.Match[str]) -> Span:
    first = match.start("who")
    lead = LEADS.match(match["who"])
    first += lead.end() if lead and lead["word"].lower() in class_words("subordinator") else 0
    who = match.string[first : match.end("who")].rstrip(" ,")
    return first, first + len(noun_phrase(who))


def _is_source(phrase: str) -> bool:
    """Tell people and names from "citing the storm"."""
    return any(word[0].isupper() or word in _people() for word in phrase.split())


def _is_agent(phrase: str) -> bool:
    """Tell a subject from "The toll was" and "guards who", and from a place."""
    last = phrase.split()[-1].lower()
    return last not in _no_agents()


@cache
def _people() -> frozenset[str]:
    people = {row["term"] for row in rows("casualty_terms") if row["class"] == "people"}
    return singular() | plurals() | people | listed("cited")


@cache
def _no_agents() -> frozenset[str]:
    return listed("place noun") | class_words("be", "have", "modal", "subordinator")


@cache
def _citing() -> re.Pattern[str]:
    return re.compile(rf"\b{_words('cites')}{SOURCE}", re.IGNORECASE)


@cache
def _made() -> re.Pattern[str]:
    """Find "figures compiled from clinics", up to where those are: nobody's word, and so that of who cites them."""
    where = alternatives(tuple(sorted(class_words("preposition"))))
    thing = rf"(?:[^\s]+\s+){{0,3}}?{_words('made')}(?:\s+\w+ed)?\s+(?:by|from|of)\s+"
    return re.compile(rf"{thing}(?P<whose>[^\s]+(?:\s+(?!{where}\s)[^\s]+)*)", re.IGNORECASE)


@cache
def _said_citing() -> re.Pattern[str]:
    """Find "AFP reported, citing" and "The Courier, citing" at the beginning of a sentence."""
    verbs = alternatives(words("reporting_verbs", "form"))
    return re.compile(rf"(?P<who>(?:[^\s.,;:()]+\s+){{0,4}}?[^\s.,;:()]+)(?:\s+(?:{verbs}))?,?\s+{_words('cites')}\b")


def _clause() -> str:
    return rf"{CLAUSE}(?:(?:{HELPS}|{_words('earlier')})\s+){{0,2}}"


@cache
def _counting() -> re.Pattern[str]:
    return re.compile(rf"{_clause()}{_words('tallies')}{UP_TO_COUNT}", re.IGNORECASE)


@cache
def _putting() -> re.Pattern[str]:
    """Find "The ministry put the death toll at": its verbs take other things, too, so the toll must stand there."""
    counted = rf"(?:\w+\s+){{0,4}}(?:{_words('toll noun')})s?\b"
    return re.compile(rf"{_clause()}{_words('toll verb')}\s+{counted}[^.;:]{{0,60}}\Z", re.IGNORECASE)


@cache
def _telling() -> re.Pattern[str]:
    verbs = alternatives(words("reporting_verbs", "form", takes="listener"))
    return re.compile(rf"{_clause()}(?:{verbs}){LISTENER}")


def _words(kind: str) -> str:
    return alternatives(words("casualty_words", "words", kind=kind))
