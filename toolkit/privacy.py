"""Where a text prints a private detail, however it is spelt, and what stands in its place."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from toolkit.codebook import APOSTROPHE, private_pattern
from toolkit.rules import words as rule_words

RESIDENT = "a resident"
"""What stands for a private person of whom private.csv has no row."""
LETTERS = 5
"""A term of so many letters is found without the blanks between its words, too: "@AnaRoe"."""
HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of whatever follows, on the rest of a page too, and orders to a terminal."""
# A word that is divided at the end of a line.
DIVIDED = re.compile(r"(?<=\w)[-\u00ad\u2010][^\S\n]*\r?\n[^\S\n]*(?=\w)")
BETWEEN = r"(?:(?:\s|<[^<>]{0,40}>|&#?\w{2,6};|%20|_|[^\w\s.,:;!?\"]){1,12}|[.,:;])"
"""What may stand between two words of a term: blanks, tags, and marks that end no clause: "Ana-Roe", "**Ana** Roe"."""
REVERSED = r"\s*,\s*"
"""What stands in a name that begins with the family's: "Roe, Ana"."""
WORD = re.compile(r"\w+")
# The word that an exchange stands right behind.
LAST = re.compile(r"[^\W\d_]+(?=\s+\Z)")
# The name of an account, and a word that others look for.
HANDLE = re.compile(r"[@#]\w+")
# What Unicode calls a letter with a stroke through it, which it does not take apart: Roe stands in R\u00f8e.
STROKED = re.compile(r"LATIN SMALL LETTER (?:DOTLESS )?(?P<letters>[A-Z]{1,2})(?: WITH [A-Z ]+)?")
# Marks without a shape of their own that Unicode does not count as formats.
SHAPELESS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")

Terms = tuple[tuple[str, str], ...]


class Detail(NamedTuple):
    """A private detail in a text: its place, and what is shown there."""

    start: int
    end: int
    instead: str


class Folded(NamedTuple):
    """A text reduced to what all its spellings share; `starts` and `ends` lead each character back to the text."""

    text: str
    starts: list[int]
    ends: list[int]


def terms_of(private: pd.DataFrame, entities: pd.DataFrame) -> Terms:
    """Give every private term with what is shown for it, the longest first.

    Parameters
    ----------
    private, entities
        `PRIVATE` and `ENTITIES`. A private person's aliases are private, too, with a row in `PRIVATE` or without.
    """
    listed = dict(zip(private["term"], private["shown_as"], strict=True))
    shown = {_key(term): instead for term, instead in listed.items()}
    for alias in unlisted(private, entities):
        listed.setdefault(alias, shown.get(_key(alias), RESIDENT))
    return tuple(sorted(listed.items(), key=lambda pair: (-len(pair[0]), pair)))


def unlisted(private: pd.DataFrame, entities: pd.DataFrame) -> list[str]:
    """Give the aliases of private persons for which `PRIVATE` has no row; what is shown for one is none."""
    known = {_key(term) for column in ("term", "shown_as") for term in private[column]} | {_key(RESIDENT)}
    aliases = entities.loc[entities["kind"] == "private_person", "alias"]
    return [alias for alias in aliases if _key(alias) not in known]


def unprinted(private: pd.DataFrame, texts: Iterable[str]) -> list[str]:
    """Give the terms of `PRIVATE` that stand in no text, however spelt, each text read once."""
    wanted = {term: ((term, ""),) for term in private["term"]}
    for text in texts:
        found = [term for term, alone in wanted.items() if next(_matches(text, alone), None)]
        wanted = {term: alone for term, alone in wanted.items() if term not in found}
    return list(wanted)


@lru_cache(maxsize=4096)
def find_details(text: str, terms: Terms) -> tuple[Detail, ...]:
    """Find the private details of a text; where two overlap they are one, shown as the longer is.

    Notes
    -----
    Case, accents, composed and decomposed letters, full width, ligatures, \u00df and ss, apostrophes and dashes make no
    difference, nor do marks that can't be seen, a word divided at a line's end, or the plural of a family's name.
    Digits and underscores beside a name do not hide it, nor do words that are written on to it with capitals: "@MsRoe".
    What has the letters of a name within a longer word is left.

    Examples
    --------
    >>> [detail[:2] for detail in find_details("The Ro\u00ades and @Roe2", (("Roe", "a resident"),))]
    [(4, 9), (15, 18)]
    """
    found = sorted(set(_matches(text, terms)), key=lambda detail: (detail.start, -detail.end))
    merged: list[list[Detail]] = []
    for detail in found:
        if merged and detail.start < max(other.end for other in merged[-1]):
            merged[-1].append(detail)
        else:
            merged.append([detail])
    return tuple(_one(details) for details in merged)


def _one(details: list[Detail]) -> Detail:
    longest = max(details, key=lambda detail: detail.end - detail.start)
    return Detail(details[0].start, max(detail.end for detail in details), longest.instead)


def render(text: str, start: int, end: int, details: Iterable[Detail]) -> str:
    """Give a stretch of a text with what is shown for each detail that it touches."""
    parts, at = [], start
    for detail in details:
        if detail.start < end and start < detail.end:
            before = text[at : max(detail.start, at)]
            parts += [before, _behind(before, detail.instead)]
            at = min(detail.end, end)
    return HIDDEN.sub("", "".join([*parts, text[at:end]]))


def _behind(before: str, instead: str) -> str:
    """Give what is shown for a detail behind the words before it: "the Roes" is "the resident", with one article."""
    first, _, rest = instead.partition(" ")
    word = LAST.search(before)
    articles = rule_words("article_words", "word")
    twice = word is not None and word[0].casefold() in articles and first.casefold() in articles
    return rest if rest and twice else instead


def stands_in(words: str, detail: str) -> bool:
    """Say whether words stand within a detail, as whole words in this order.

    Examples
    --------
    >>> stands_in("quay street", "a cook from Quay\u00a0Street, 44"), stands_in("reet", "Quay Street")
    (True, False)
    """
    inner, outer = (" ".join(words_of(each)) for each in (words, detail))
    return bool(inner) and f" {inner} " in f" {outer} "


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text, folded."""
    return tuple(WORD.findall(fold(text).text))


def _matches(text: str, terms: Terms) -> Iterator[Detail]:
    literal, anywhere, expressions = _patterns(terms)
    for pattern, instead in expressions:
        yield from (Detail(*match.span(), instead) for match in pattern.finditer(text) if match[0])
    for folded in _readings(text):
        if anywhere and anywhere.search(folded.text):
            for pattern, instead in literal:
                yield from _led_back(folded, pattern, instead)
        for pattern, instead in expressions:
            yield from _led_back(folded, pattern, instead)


def _led_back(folded: Folded, pattern: re.Pattern[str], instead: str) -> Iterator[Detail]:
    for match in pattern.finditer(folded.text):
        if match[0]:
            yield Detail(folded.starts[match.start()], folded.ends[match.end() - 1], instead)


Patterns = list[tuple[re.Pattern[str], str]]


@lru_cache(maxsize=64)
def _patterns(terms: Terms) -> tuple[Patterns, re.Pattern[str] | None, Patterns]:
    """Compile each literal term, all of them at once, and each regular expression."""
    plain = [(term, instead) for term, instead in terms if not _is_expression(term)]
    literal = [(re.compile(written, re.IGNORECASE), shown) for term, shown in plain if (written := _written(term))]
    anywhere = re.compile("|".join(pattern.pattern for pattern, _ in literal), re.IGNORECASE) if literal else None
    expressions = [(private_pattern(term), instead) for term, instead in terms if _is_expression(term)]
    return literal, anywhere, expressions


def _is_expression(term: str) -> bool:
    return len(term) > 2 and term.startswith("/") and term.endswith("/")


def _written(term: str) -> str:
    """Write a literal term as a pattern over folded text."""
    folded = fold(term).text.strip()
    words = [word for word in re.split(r"[\s-]+", folded) if word]
    if not words:
        return re.escape(folded)
    close = sum(map(str.isalpha, folded)) >= LETTERS
    # Its last word is a name where it has a capital: then a family of that name is the person's, too.
    plural = r"(?:e?s)?" if words[-1].isalpha() and term.split()[-1][:1].isupper() else ""
    inner = (f"{BETWEEN}?" if close else BETWEEN).join(map(re.escape, words))
    straight = f"{_edge(folded[0], '<')}{inner}{plural}{_edge(folded[-1], '')}"
    return f"{straight}|{_turned(words)}" if len(words) > 1 and term.istitle() else straight


def _turned(words: list[str]) -> str:
    """Write a name with that of the family first: "Roe, Ana"."""
    inner = BETWEEN.join(map(re.escape, words[:-1]))
    return f"{_edge(words[-1][0], '<')}{re.escape(words[-1])}{REVERSED}{inner}{_edge(words[-2][-1], '')}"


def _edge(character: str, side: str) -> str:
    """Ask for no letter beside a letter, and for no digit beside a digit."""
    if character.isdigit():
        return rf"(?{side}!\d)"
    return rf"(?{side}![^\W\d_])" if character.isalpha() else rf"(?{side}!\w)"


def _key(term: str) -> str:
    return " ".join(fold(term).text.split())


@lru_cache(maxsize=8)
def _readings(text: str) -> list[Folded]:
    """Give a text with what can't be seen and divided words joined, and, where that differs, taken for blanks."""
    joined, apart = fold(text), fold(text, apart=True)
    readings = [joined] if joined.text == apart.text else [joined, apart]
    joints = _joints(text)
    return [*readings, _parted(joined, joints)] if joints else readings


def _joints(text: str) -> frozenset[int]:
    """Give where a capital begins a word within a word: "MsRoe", and behind a sign for names, "#RIPAnaRoe"."""
    found = {at for at, (before, after) in enumerate(pairwise(text), 1) if before.islower() and after.isupper()}
    for match in HANDLE.finditer(text):
        places = range(match.start() + 2, match.end() - 1)
        found |= {at for at in places if text[at - 1].isupper() and text[at].isupper() and text[at + 1].islower()}
    return frozenset(found)


def _parted(folded: Folded, joints: frozenset[int]) -> Folded:
    """Put a blank before each of some places."""
    parts, starts, ends, last = list[str](), list[int](), list[int](), -1
    for character, start, end in zip(*folded, strict=True):
        if start in joints and start != last:
            parts.append(" ")
            starts.append(start)
            ends.append(start)
        parts.append(character)
        starts.append(start)
        ends.append(end)
        last = start
    return Folded("".join(parts), starts, ends)


def fold(text: str, *, apart: bool = False) -> Folded:
    """Reduce a text to what its spellings share, and keep where each character comes from.

    Parameters
    ----------
    apart
        Whether what can't be seen parts words, and a word divided at a line's end stays divided.
    """
    divided = [] if apart else [match.span() for match in DIVIDED.finditer(text)]
    if text.isascii() and not divided and text.isprintable():
        return Folded(text.lower(), list(range(len(text))), list(range(1, len(text) + 1)))
    left_out = {place for start, end in divided for place in range(start, end)}
    parts: list[str] = []
    starts: list[int] = []
    for place, character in enumerate(text):
        folded = _folded(character)
        if place not in left_out and (folded or apart):
            folded = folded if folded or unicodedata.combining(character) else " "
            parts.append(folded)
            starts += [place] * len(folded)
    return Folded("".join(parts), starts, [place + 1 for place in starts])


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    category = unicodedata.category(character)
    if APOSTROPHE.match(character):
        return "'"
    if category in {"Pi", "Pf"}:
        return '"'
    if category == "Pd" or character == "\u2212":
        return "-"
    if (category in {"Cf", "Cc"} and not character.isspace()) or SHAPELESS.match(character):
        return ""
    whole = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(map(_without_stroke, (each for each in whole if not unicodedata.combining(each))))


def _without_stroke(letter: str) -> str:
    named = None if letter.isascii() else STROKED.fullmatch(unicodedata.name(letter, ""))
    return named["letters"].lower() if named else letter
