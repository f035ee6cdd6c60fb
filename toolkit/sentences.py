"""Where sentences end: clear cases at once, what an abbreviation leaves in doubt by Punkt."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

from toolkit.regions import READ, Region
from toolkit.rules import words

Span = tuple[int, int]

# A mark that may end a sentence, with what closes after it; a line of a million dots is tried once only.
END = re.compile(r"(?<![.!?\u2026])[.!?\u2026]++[\"'\u201d\u00bb)\]]*+(?=\s|\Z)")
BLANK = re.compile(r"\s*")
OPENING = re.compile(r"[\s\"'\u201c\u00ab(\[]*")
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
    ends = iter([match.end() for match in END.finditer(plain) if _ends_sentence(plain, match)])
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
    follows = plain[after : after + CONTEXT].split(maxsplit=1)[0]
    return _breaks(f"{word}{match.group()} {follows}")


@lru_cache(maxsize=1 << 14)
def _breaks(words: str) -> bool:
    return bool(_punkt().text_contains_sentbreak(words))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word.lower() for word in words("abbreviations", "abbreviation"))


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
