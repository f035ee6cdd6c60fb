"""Which source of the codebook gives word of a figure, where the rules of speech find none: who stands beside a cue."""

import re
from bisect import bisect_left
from functools import cache

from toolkit.claims.chain import HELPS
from toolkit.claims.codes import Origins
from toolkit.claims.singles import listed
from toolkit.codebook import alias_key
from toolkit.patterns import class_words
from toolkit.rules import alternatives, rows, words
from toolkit.text import Reading

Span = tuple[int, int]
# the Watch monitoring group said; as far as a verb may stand from its subject, in characters
NEAR = 40
# as far as a source may stand from its figure: no sentence of news is longer
REACH = 1000
# What stands between a source's name and its verb, or a cue and the name: words without a mark.
WORDS = rf"[^.;:,()\n]{{0,{NEAR}}}?"
# the Watch, which has nine offices, put the toll at; the Watch (AW), a network of clerks, reported
RELATIVE = r"(?P<aside>(?:\s*\([^()\n]{1,60}\)|\))?(?:,\s+(?:which|who|an?|the)\s[^.;:,()\n]{1,100},)?)"
# Blast kills 12: Watch / Blast kills 12 - Watch / Watch: Blast kills 12
ENDS_HEADLINE = re.compile(r"(?:[:\u2013\u2014]|\s-)\s*(?:the\s+)?\Z", re.IGNORECASE)
# 12 people were killed (Watch).
BRACKET, BRACKET_ENDS = re.compile(r"\s*\((?:the\s+)?\Z", re.IGNORECASE), re.compile(r"\s*\)[\s.]*\Z")
BEFALLS = frozenset({"harm.verb", "harm.participle", "harm.dies"})
BEGINS_HEADLINE = re.compile(r"\s*:\s")


def find_named(reading: Reading, offset: int, origins: Origins) -> Span | None:
    """Find the one source of the codebook that says or counts something in the sentence of a figure.

    Notes
    -----
    A name counts where a verb of saying or counting stands beside it, behind "according to", with "put the toll at",
    in brackets at the end of its sentence, and in a headline before a colon or behind a colon or a dash. Where two
    sources do, none is taken.
    """
    first, last = reading.sentence_at(offset)
    # A text without a full stop is one sentence: a source is looked for near the figure alone.
    start, end = max(first, offset - REACH), min(last, offset + REACH)
    names = list(_names(reading, start, end, origins))
    telling = [(span, origin) for span, origin in names if _tells(reading, span, start, end, names)]
    telling += [(span, origin) for span, origin in names if _in_brackets(reading, span, end, names)]
    if reading.region_at(offset).kind == "headline":
        telling += [(span, origin) for span, origin in names if _heads(reading, span, start, end)]
    return telling[0][0] if len({origin for _, origin in telling}) == 1 else None


def find_counting(reading: Reading, start: int, offset: int, origins: Origins) -> Span | None:
    """Find the source that counted, by the word of another: "The ministry said the Watch had counted 50"."""
    names = [
        span for span, _ in _names(reading, start, offset, origins) if _tally().match(reading.plain, span[1], offset)
    ]
    return names[-1] if names else None


def find_before(reading: Reading, offset: int, origins: Origins) -> Span | None:
    """Find the source that the sentence before begins with, or that gives word of it: "Bru radio reported. It said"."""
    at = bisect_left(reading.sentences, (reading.sentence_at(offset)[0], 0))
    if not at or reading.region_at(reading.sentences[at - 1][0]) != reading.region_at(offset):
        return None
    start, end = reading.sentences[at - 1]
    first, _ = next(iter(_names(reading, start, end, origins)), (None, None))
    begins = first is not None and set(reading.plain[start : first[0]].lower().split()) <= listed("before a source")
    return first if begins else find_named(reading, start, origins)


def _names(reading: Reading, start: int, end: int, origins: Origins) -> list[tuple[Span, str]]:
    key = alias_key(reading.plain[start:end])
    if len(key) != end - start:  # a letter that folds to two: its places are not those of the text
        return []
    return [((start + m.start(), start + m.end()), origins.aliases[m[0]]) for m in origins.pattern.finditer(key)]


def _tells(reading: Reading, span: Span, start: int, end: int, names: list[tuple[Span, str]]) -> bool:
    verb = _verb().match(reading.plain, span[1], end)
    # "killed refugees the Watch said": the nearer name has the verb
    if verb and _is_subject(verb) and not any(verb.end("aside") <= other[0] < verb.end() for other, _ in names):
        return True
    cue = _cue_before().search(reading.plain, start, span[0]) or _toll_by().search(reading.plain, start, span[0])
    return bool(cue)


def _is_subject(verb: re.Match[str]) -> bool:
    """Tell "The Watch monitoring group said" from "Watch members were killed, …" and "at a Watch point"."""
    between, late = (verb["between"] or "").lower().split(), (verb["late"] or "").lower()
    if not between:
        return True
    noun = late in _nouns() and not _articles().isdisjoint(between)
    return not noun and _verbs().isdisjoint(between) and late not in _participles()


def _in_brackets(reading: Reading, span: Span, end: int, names: list[tuple[Span, str]]) -> bool:
    """Know "12 killed (Watch)." at the end of its sentence; not the short form of a name, "the Aro Watch (AW)"."""
    opens = BRACKET.search(reading.plain, 0, span[0])
    closes = BRACKET_ENDS.match(reading.plain, span[1], end)
    return bool(opens and closes) and not any(other[1] == opens.start() for other, _ in names if opens)


def _heads(reading: Reading, span: Span, start: int, end: int) -> bool:
    at_end = not reading.plain[span[1] : end].strip(" .)") and ENDS_HEADLINE.search(reading.plain, start, span[0])
    at_start = not reading.plain[start : span[0]].strip() and BEGINS_HEADLINE.match(reading.plain, span[1], end)
    return bool(at_end or at_start)


@cache
def _verb() -> re.Pattern[str]:
    """Find the verb behind a name: "the Watch said", "the Watch put the toll at", "the Watch's count"."""
    toll = rf"(?:{_of('toll verb')})\b{WORDS}\b(?:{_of('toll noun')})\b"
    verbs = rf"(?:{alternatives(words('reporting_verbs', 'form'))}|{_of('tallies')})\b"
    return re.compile(
        rf"(?:'s?)?{RELATIVE}(?:\s+(?:{toll}|{verbs}|{_of('toll noun')}\b)"
        rf"|(?P<between>{WORDS})\s(?P<late>{toll}|{verbs}))",
        re.IGNORECASE,
    )


@cache
def _verbs() -> frozenset[str]:
    """Give the verbs that end a subject: were, has, killed."""
    befall = {row["term"] for row in rows("casualty_terms") if row["class"] in BEFALLS}
    return frozenset(befall | class_words("be", "modal"))


@cache
def _nouns() -> frozenset[str]:
    """Give the forms that may be nouns: at an exchange point."""
    return frozenset(words("reporting_verbs", "form", noun="yes"))


@cache
def _articles() -> frozenset[str]:
    return class_words("determiner")


@cache
def _participles() -> frozenset[str]:
    return frozenset(words("reporting_verbs", "form", tense="participle"))


@cache
def _tally() -> re.Pattern[str]:
    """Find "had counted" right behind a name."""
    return re.compile(rf"\s+(?:(?:{HELPS}|{_of('earlier')})\s+){{0,2}}(?:{_of('tallies')})\b", re.IGNORECASE)


@cache
def _cue_before() -> re.Pattern[str]:
    """Find the cue before a name: "said the Watch", "according to the Watch", "by the Watch's count"."""
    verbs = alternatives(words("reporting_verbs", "form"))
    return re.compile(rf"\b(?:{verbs}|according\s+to|as\s+per|per|{_of('cites')}){_before()}", re.IGNORECASE)


@cache
def _toll_by() -> re.Pattern[str]:
    """Find "was put at 12 by the Watch"."""
    return re.compile(rf"\b(?:{_of('toll verb')}|{_of('tallies')})\b{WORDS}\bby{_before()}", re.IGNORECASE)


def _before() -> str:
    """Match what may stand between a cue and a name: "according to the Britain-based Watch"."""
    return rf"(?:\s+(?:{_of('before a source')}|\w+-based))*\s+\Z"


def _of(kind: str) -> str:
    return alternatives(words("casualty_words", "words", kind=kind))
