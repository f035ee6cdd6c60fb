"""Where sentences end: clear cases at once, what an abbreviation leaves in doubt by Punkt."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

from toolkit.patterns import class_words
from toolkit.regions import READ, Region
from toolkit.rules import alternatives, rows, words

Span = tuple[int, int]

# A mark that may end a sentence, with what closes after it; a line of a million dots is tried once only.
# Some close with the marks that others open with: \u00bbWe left.\u00ab, \u201eWe left.\u201c
CLOSING = "[\"'\u201d\u00bb\u201c\u00ab)\\]]*+"
END = rf"(?<![.!?\u2026])[.!?\u2026]++{CLOSING}(?=\s|\Z)"
BLANK = re.compile(r"\s*")
OPENING = re.compile(r"[\s\"'\u201c\u00ab(\[]*")
# No. 12, Art. IV; Dr. A. Roe
NUMBER, INITIAL = re.compile(r"[\d#]|[IVXLC]{2,}\b|[VX]\b"), re.compile(r"[^\W\d_]\.")
LAST_END, OPENING_TIME = re.compile(r"[.!?]\s|\n"), 40
# As far as a word before or after a mark is looked for, in characters.
CONTEXT = 30


def divide_sentences(plain: str, regions: tuple[Region, ...]) -> Iterator[Span]:
    """Give the sentences of the regions that are read; `plain` has blanks where the others stand.

    Examples
    --------
    >>> text = "Two died, Gen. Roe said. It was dark."
    >>> [text[start:end] for start, end in divide_sentences(text, (Region(0, 37, "body", ""),))]
    ['Two died, Gen. Roe said.', 'It was dark.']
    """
    ends = iter([match.end() for match in _ending().finditer(plain) if _ends_sentence(plain, match)])
    end = next(ends, len(plain))
    for region in regions:
        if region.kind not in READ:
            continue
        start = region.start
        while end <= region.start:
            end = next(ends, len(plain) + 1)
        while end < region.end:
            yield start, end
            start = _after_blanks(plain, end, region.end)
            end = next(ends, len(plain) + 1)
        if start < region.end:
            yield start, region.end


def _after_blanks(plain: str, start: int, end: int) -> int:
    blank = BLANK.match(plain, start, end)
    return blank.end() if blank else start


def _ends_sentence(plain: str, match: re.Match[str]) -> bool:
    """Decide at one mark: clear cases at once, the rest by Punkt."""
    opening = OPENING.match(plain, match.end())
    after = opening.end() if opening else match.end()
    if after >= len(plain):
        return True
    if plain[after].islower():
        return False
    before = plain[max(match.start() - CONTEXT, 0) : match.start()].split()
    word = before[-1].lstrip("\"'\u201c([") if before else ""
    if match.group()[0] != "." or not ("." in word or len(word) < 2 or word.lower() in _abbreviations()):
        return True
    if " ".join([*before[-2:-1], word]).casefold() in _ends():
        return True
    follows = plain[after : after + CONTEXT].split(maxsplit=2)
    known = _known(word, before[-2] if len(before) > 1 else "", follows)
    if known and _abbreviations().get(word.lower()) == "hour" and _opens_with_time(plain, match.start()):
        return False
    return _breaks(f"{word}{match.group()} {follows[0]}") if known is None else known


def _known(word: str, before: str, follows: list[str]) -> bool | None:
    """Decide what the kind of an abbreviation tells; None is left to Punkt."""
    kind = "" if len(word) == 1 and word.isupper() else _abbreviations().get(word.lower(), "")
    beside = follows[0].strip("\"'\u201c([").rstrip(".,;:!?")
    if kind == "title" and INITIAL.match(follows[0]):
        return False
    if kind == "number":
        return NUMBER.match(beside) is None
    if kind == "hour":
        return not _is_timed(word, beside, follows)
    if kind in {"state", "country"} and before.endswith(",") and follows[1:2]:
        return follows[1][0].islower()  # "Aro, D.C. Officials thanked"
    return True if kind == "company" and beside.lower() in _many() else None


def _opens_with_time(plain: str, at: int) -> bool:
    """Know "At 9 a.m. Aro Watch said" and "On Monday at 9 a.m. Roe fled": the sentence has only begun."""
    begun = LAST_END.split(plain[max(at - OPENING_TIME, 0) : at])[-1].split()
    return bool(begun) and begun[0][0].isupper() and begun[0].lower() in _prepositions()


def _is_timed(word: str, beside: str, follows: list[str]) -> bool:
    """Know "5 p.m. Monday", "5 p.m. GMT", "5 p.m. Eastern time" and "5 p.m. Eastern.", which go on with the hour."""
    zone = beside.isupper() and not word.isupper()
    return (
        beside.lower() in _dates()
        or zone
        or (follows[1:2] or [""])[0].rstrip(".,;:!?") == "time"
        or follows[0].endswith(".")
    )


@lru_cache(maxsize=1 << 14)
def _breaks(words: str) -> bool:
    return bool(_punkt().text_contains_sentbreak(words))


@cache
def _ending() -> re.Pattern[str]:
    """Find the marks that may end a sentence; and "Aro.The army", where the blank before its first word is lost."""
    starters = alternatives(tuple(word.capitalize() for word in words("sentence_starters", "word")))
    return re.compile(rf"{END}|(?<=[a-z]{{2}})\.(?={starters}\s)")


@cache
def _abbreviations() -> dict[str, str]:
    """Give the kind of each abbreviation, in lower case."""
    return {row["abbreviation"].lower(): row["kind"] for row in rows("abbreviations")}


@cache
def _dates() -> frozenset[str]:
    """Give the names of days and months, in lower case: "at 5 p.m. Monday"."""
    named = (*words("weekday_names", "word"), *words("month_names", "word"))
    short = (word for kind in ("month", "weekday") for word in words("abbreviations", "abbreviation", kind=kind))
    return frozenset(word.lower() for word in (*named, *short))


@cache
def _prepositions() -> frozenset[str]:
    return class_words("preposition")


@cache
def _many() -> frozenset[str]:
    """Give the nouns for several people: in capitals they begin a sentence."""
    return frozenset(f"{word}s" for word in words("label_nouns", "word", kind="person")) | frozenset(
        words("label_nouns", "word", kind="people")
    )


@cache
def _ends() -> frozenset[str]:
    """Give the phrases that end with a capital which is no initial of a name, as in "wrote on X"."""
    return frozenset(word.casefold() for word in words("sentence_ends", "phrase"))


class _Variables(PunktLanguageVars):  # type: ignore[misc]  # NLTK has no types
    """Punkt's patterns on the standard `re`: NLTK's own carry a clock and fail on a long paragraph."""

    __slots__ = ()

    def word_tokenize(self, s: str) -> list[str]:
        return s.split()


@cache
def _punkt() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(_abbreviations())
    parameters.sent_starters = set(words("sentence_starters", "word"))
    return PunktSentenceTokenizer(parameters, lang_vars=_Variables())
