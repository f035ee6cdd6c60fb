"""Which source of the codebook a description stands for, where its article tells: "the ministry", "a monitor"."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from toolkit.claims.codes import Origins
from toolkit.claims.phrases import noun_phrase
from toolkit.claims.singles import listed
from toolkit.codebook import alias_key
from toolkit.patterns import class_words
from toolkit.rules import alternatives
from toolkit.text import Reading, once

Span = tuple[int, int]
# As far as a description stands from the name, in characters.
REACH = 80
# the monitoring group Aro Watch; a war monitor, Aro Watch
BEFORE = re.compile(r"(?P<words>(?:[\w'.-]+\s+){0,4}[\w'-]+),?\s+(?:the\s+)?\Z")
# Aro Watch, a war monitor in Bru, said; Aro Watch monitoring group
BEHIND = re.compile(r"(?:,\s+(?:an?|the)\s+|\s+(?:an?\s+)?)(?P<words>[\w'-]+(?:\s+[\w'-]+){0,5})")
# Ana Roe, a spokeswoman for the coast guard, said
SAYS_WHO = re.compile(r",\s+(?P<who>(?:[\w'.-]+\s+){0,9}[\w'.-]+),")
# killed, the head of the Watch, Ana Roe, told
SAID_WHO = re.compile(
    r"(?:\A|[,.;]\s+)(?P<who>(?:[Tt]he|[Aa]n?)\s+(?:[\w'-]+\s+){1,4}(?:of|for|at)\s[^,.;:()]{1,60}),\s+\Z"
)
# a Watch volunteer; head of the Watch
OFFICE = re.compile(
    r"(?:[Tt]he\s+|[Aa]n?\s+)?(?P<what>[\w'-]+(?:\s+[\w'-]+){0,4}?)(?:\s+(?:of|for|at|with)\s+(?P<whose>.+))?"
)


class Called(NamedTuple):
    """One thing that an article calls a source: its noun, and the words beside it."""

    origin: str
    head: str
    beside: frozenset[str]


def find_called(reading: Reading, origins: Origins) -> list[Called]:
    """Find what an article calls each source of the codebook that it names: "Aro Watch, a Bru-based monitor"."""
    found = []
    for start, end in reading.sentences:
        key = alias_key(reading.plain[start:end])
        for match in origins.pattern.finditer(key) if len(key) == end - start else ():
            span = start + match.start(), start + match.end()
            found += _called(reading, span, (start, end), origins.aliases[match[0]])
    return found


def find_meant(spoken: str, called: Iterable[Called]) -> str | None:
    """Give the one source that the article calls so.

    Examples
    --------
    >>> called = [Called("Aro Watch", "monitor", frozenset({"war"})), Called("Osk Union", "group", frozenset())]
    >>> find_meant("a war monitor", called), find_meant("the group", called), find_meant("a group", called)
    ('Aro Watch', 'Osk Union', None)
    """
    phrase = _words(spoken)
    if not phrase or phrase[-1] not in _bodies():
        return None
    heads, beside = _heads(phrase[-1]), set(phrase[:-1])
    if not beside and spoken.lower().startswith(("a ", "an ")) and phrase[-1] not in listed("one of its kind"):
        return None
    meant = {one.origin for one in called if one.head in heads and beside <= one.beside}
    return meant.pop() if len(meant) == 1 else None


def names_another(reading: Reading, spoken: str, origins: Origins) -> bool:
    """Tell whether the article names a body of this kind that the codebook does not know: "the Osk Port Ministry"."""
    phrase = _words(spoken)
    if not phrase or phrase[-1] not in _bodies():
        return False
    return any(not origins.named(name) for name in _names_with(reading, _heads(phrase[-1])))


def find_person(reading: Reading, span: Span, origins: Origins) -> tuple[str, ...]:
    """Name the sources that a named person speaks for: "Ana Roe, a spokeswoman for the coast guard, said"."""
    start, end = reading.sentence_at(span[0])
    if not reading.plain[span[0] : span[0] + 1].isupper():
        return ()
    behind = SAYS_WHO.match(reading.plain, span[1], end)
    before = SAID_WHO.search(reading.plain[max(start, span[0] - REACH) : span[0]])
    before = before if reading.plain.startswith(",", span[1]) else None
    for match in filter(None, (behind, before)):
        if named := _speaks_for(match["who"], origins):
            return named
    return ()


def _speaks_for(phrase: str, origins: Origins) -> tuple[str, ...]:
    """Name the body of "a Watch volunteer" and "the head of the Watch", and not that of "a critic of the Watch"."""
    found = OFFICE.fullmatch(phrase)
    if found is None or noun_phrase(phrase) != phrase:
        return ()
    office = _words(found["what"])
    whole = len(office) == len(found["what"].split()) and noun_phrase(f"a {found['what']}") == f"a {found['what']}"
    if whole and (named := origins.named(found["what"])):
        return named
    return origins.named(found["whose"] or "") if office and office[-1] in listed("speaks for") else ()


def _called(reading: Reading, span: Span, sentence: Span, origin: str) -> list[Called]:
    own = _words(reading.plain[slice(*span)])
    before = BEFORE.search(reading.plain, max(sentence[0], span[0] - REACH), span[0])
    behind = BEHIND.match(reading.plain, span[1], min(sentence[1], span[1] + REACH))
    told = [_words(noun_phrase(behind["words"]))] if behind else []
    told += [_words(before["words"])] if before else []
    phrases = [own, *(phrase for phrase in told if phrase)] if own else told
    return [
        Called(origin, phrase[-1], frozenset([*phrase[:-1], *own]))
        for phrase in phrases
        if phrase[-1:] and phrase[-1] in _bodies()
    ]


def _words(phrase: str) -> list[str]:
    """Give the words of a description in lower case, without its article and what "of" and "in" add."""
    spoken = phrase.lower().split()
    while spoken and spoken[0] in class_words("determiner"):
        spoken = spoken[1:]
    more = class_words("preposition")
    stop = next((at for at, word in enumerate(spoken) if at and word in more), len(spoken))
    return [word.strip("'") for word in spoken[:stop]]


def _heads(head: str) -> frozenset[str]:
    """Give the nouns that a noun stands for: a minister speaks for a ministry."""
    ministers = listed("of a ministry")
    return frozenset({head, *listed("ministry")} if head in ministers else {head})


@cache
def _bodies() -> frozenset[str]:
    return listed("one of its kind") | listed("any body") | listed("of a ministry") | listed("ministry")


def _names_with(reading: Reading, heads: frozenset[str]) -> frozenset[str]:
    """Give the names of bodies of one kind that an article prints."""
    known = _bodies_named(reading)
    if heads not in known:
        known[heads] = _find_names_with(reading, heads)
    return known[heads]


@once
def _bodies_named(reading: Reading) -> dict[frozenset[str], frozenset[str]]:  # noqa: ARG001  they are found one by one
    return {}


def _find_names_with(reading: Reading, heads: frozenset[str]) -> frozenset[str]:
    found = _named(alternatives(tuple(sorted(heads)))).finditer(reading.plain)
    return frozenset(match[0] for match in found if _is_name(match))


def _is_name(match: re.Match[str]) -> bool:
    """Tell "the Osk Ministry" and "the Ministry of Works" from "The ministry"."""
    return bool(match["of"]) or len(_words(match[0])) > 1


@cache
def _named(heads: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\b[A-Z][\w'-]+\s+){{0,4}}\b(?i:{heads})\b(?P<of>\s+of\s+(?:the\s+)?[A-Z]\w+)?")
