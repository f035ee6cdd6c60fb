"""Articles in, readings out: where every sentence and every word of an article begins and ends."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, wraps
from operator import add
from typing import Any, TypeVar

import pandas as pd

from toolkit.codebook import APOSTROPHES
from toolkit.errors import TableError, ToolkitError
from toolkit.folding import fold
from toolkit.given import Given, check_is, half_a_character, tables_of
from toolkit.languages import find_language, is_read, rules_of
from toolkit.patterns import room
from toolkit.regions import OTHERS, READ, Region, divide
from toolkit.rules import alternatives, words
from toolkit.rules import rows as rule_rows
from toolkit.sentences import Span, divide_sentences
from toolkit.sound import Failed, blank, salvage
from toolkit.tables import SENTENCES, TOKENS

WORDS = room("words")
# A word as a reader counts it: 1,018 and U.N. are one, and so is Ana's.
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?:-?\w+)*|\w+(?:[-'\u2019]\w+)*")
# Marks of one character become the plain mark of one character: offsets stay true.
PLAIN = (*((mark, "'") for mark in APOSTROPHES), ("\u00a0", " "), ("\u202f", " "))
READ_AS = {"link": "headline", "note": "body"}
LINE = re.compile(r"\S[^\n]*")
# The mark behind a plural, between two words ("the Workers' Federation"), unless it closes what a mark has opened.
BEHIND_PLURAL = WORDS.compile("(?<=<name|capitals|word>) <mark> (?=<name|capitals|word>)")
SINGLE_OPENS = re.compile(r"\u2018|(?<!\w)'(?=\w)")
KNOWN_TOKENS = 1 << 17
MARKED = {
    "','": ",\u060c",
    "';'": ":;",
    "'.'": ".!?\u2026\u061f",
    "'('": "([",
    "')'": ")]",
    "'-'": "-\u2013\u2014",
    "opening": "\u201c\u00ab\u201e",
    "closing": "\u201d\u00bb",
    "mark": "\"'`",
}
"""The marks of each class."""
MARKS = {mark: WORDS[name] for name, marks in MARKED.items() for mark in marks}


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One article as the analyses read it. Immutable; made once.

    Attributes
    ----------
    text
        The article as received.
    plain
        The same length: apostrophes and hard spaces in their plain form, letters folded (`toolkit.folding`), and
        blanks where nothing is to be read (boilerplate, bylines, repeats). For patterns only; the evidence is always
        `text[start:end]`.
    regions, sentences
        The regions of the whole article; the spans of the sentences that are read.
    tokens, starts, ends
        The words and marks that are read, in their plain form, and their offsets.
    classes
        One letter for each token (rules/classes.csv), so that a pattern over classes is a regular expression.
    failed
        Lines that a fault of ours leaves unread.
    language
        Whose rules read it (`toolkit.languages`): `plain` is blank and there are no tokens where they are not English.
    found
        What `once` has found in it; it lives and goes with the reading.
    """

    text: str
    plain: str
    regions: tuple[Region, ...]
    sentences: tuple[Span, ...]
    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    classes: str
    failed: tuple[Failed, ...] = ()
    language: str = "en"
    found: dict[Any, Any] = field(default_factory=dict, repr=False)

    def sentence_at(self, offset: int) -> Span:
        """Give the span of the sentence around a character, or of the last one before it."""
        index = bisect_right(self.sentences, (offset, len(self.text))) - 1
        return self.sentences[index] if index >= 0 else (0, len(self.text))

    def region_at(self, offset: int) -> Region:
        """Give the region around a character, or the last one before it."""
        return self.regions[max(bisect_right(self.regions, offset, key=lambda region: region.start) - 1, 0)]


Found = TypeVar("Found")


def once(find: Callable[[Reading], Found]) -> Callable[[Reading], Found]:
    """Let a function look at an article once: what it found stays with the reading."""

    @wraps(find)
    def kept(reading: Reading) -> Found:
        if find not in reading.found:
            reading.found[find] = find(reading)
        found: Found = reading.found[find]
        return found

    return kept


def read(text: str) -> Reading:
    """Read one article.

    Raises
    ------
    TableError
        When it is no text, or holds half a character.

    Notes
    -----
    The last 256 readings are kept, so that several analyses of one study read each article once. Paragraphs first,
    then full stops; what an abbreviation leaves in doubt is decided by Punkt (Kiss and Strunk 2006) with the
    abbreviations of rules/en/abbreviations.csv. A sentence does not begin with a small letter.

    Examples
    --------
    >>> reading = read("Two died, Gen. Roe said. It was Hay\u2019at\u2019s fault.")
    >>> [reading.text[start:end] for start, end in reading.sentences]
    ['Two died, Gen. Roe said.', 'It was Hay\u2019at\u2019s fault.']
    >>> reading.tokens[9:11]
    ("Hay'at", "'s")
    """
    check_is("read", text, str, "the text of an article", "read(text)")
    return _kept(text)


@lru_cache(maxsize=256)
def _kept(text: str) -> Reading:
    if told := half_a_character(text):
        raise TableError(f"read: the text {told}")
    return read_once(text)


def forget() -> None:
    """Let go of the last readings, and with them of what was found in them."""
    _kept.cache_clear()


def read_once(text: str) -> Reading:
    """Read one article that will not be read again: nothing of it is kept."""
    try:
        return _read(text)
    except (ToolkitError, MemoryError):
        raise
    except Exception:  # a fault of ours in one line must not cost the others
        lines = (match.span() for match in LINE.finditer(text))
        part, failed = salvage(lines, lambda gone: _read(blank(text, gone)))
        return replace(part or _lay_out(text, " " * len(text), (), ()), text=text, failed=tuple(failed), found={})


def _read(text: str) -> Reading:
    regions = divide(text)
    plain = _plain(text, regions)
    return _lay_out(text, plain, regions, tuple(divide_sentences(plain, regions)))


def read_others(reading: Reading) -> Reading | None:
    """Read what an article prints of other articles and about itself, with its offsets; None where it prints nothing.

    Notes
    -----
    A link is read as a headline, a note as a paragraph: `toolkit.regions.OTHERS`.
    """
    if not any(region.kind in OTHERS for region in reading.regions):
        return None
    regions = tuple(region._replace(kind=READ_AS.get(region.kind, "boilerplate")) for region in reading.regions)
    plain = _plain(reading.text, regions)
    return _lay_out(reading.text, plain, regions, tuple(divide_sentences(plain, regions)))


def without(reading: Reading, spans: tuple[Span, ...]) -> Reading:
    """Give a reading in which some sentences are not read: blanks stand in their places."""
    kept = tuple(span for span in reading.sentences if span not in spans)
    return _lay_out(blank(reading.text, spans), blank(reading.plain, spans), reading.regions, kept)


def _lay_out(text: str, plain: str, regions: tuple[Region, ...], sentences: tuple[Span, ...]) -> Reading:
    starts, tokens = _tokens(plain)
    ends = tuple(map(add, starts, map(len, tokens)))
    classes = "".join(map(_CLASSES.__getitem__, tokens))
    reading = Reading(text, plain, regions, sentences, tokens, starts, ends, classes)
    owning = [match.start() for match in BEHIND_PLURAL.finditer(classes) if _owns(reading, match.start())]
    return replace(reading, classes=_with_genitives(classes, owning), found={}) if owning else reading


def _owns(reading: Reading, at: int) -> bool:
    """Tell the apostrophe of a plural's genitive from a mark that closes a passage."""
    before, start = reading.tokens[at - 1], reading.starts[at]
    if reading.tokens[at] != "'" or before[-1] not in "sS" or reading.ends[at - 1] != start:
        return False
    return not SINGLE_OPENS.search(reading.text, reading.sentence_at(start)[0], start)


def _with_genitives(classes: str, owning: list[int]) -> str:
    letters = list(classes)
    for at in owning:
        letters[at] = WORDS["genitive"]
    return "".join(letters)


def read_in(text: str, language: str | None, *, keep: bool = True) -> Reading:
    """Read one article in its language; one without rules is set aside, so that no analysis takes it for English.

    Parameters
    ----------
    language
        As declared; where it is missing it is found.
    keep
        Whether the reading is kept for the next analysis of the article.

    Examples
    --------
    >>> read_in("Douze personnes ont été tuées.", "fr").tokens
    ()
    """
    known = language if isinstance(language, str) else find_language(text)
    if is_read(known):
        return read(text) if keep else read_once(text)
    return Reading(text, " " * len(text), divide(text), (), (), (), (), "", language=rules_of(known))


def find_sentences(articles: Given) -> pd.DataFrame:
    """Divide each article into sentences.

    Parameters
    ----------
    articles
        `ARTICLES`, of which `article_id` and `text` are used; or a study.

    Returns
    -------
    DataFrame
        `SENTENCES`, in reading order: of headlines, headings, captions and body, each repeated passage once.
    """
    return SENTENCES.build_spans(
        (article_id, *span, reading.region_at(span[0]).kind)
        for article_id, reading in readings(articles, "find_sentences")
        for span in reading.sentences
    )


def tokenize(articles: Given) -> pd.DataFrame:
    """Split each article into words and punctuation marks.

    Parameters
    ----------
    articles
        `ARTICLES`, of which `article_id` and `text` are used; or a study.

    Returns
    -------
    DataFrame
        `TOKENS`, in reading order. The characters of `text` from `start` to `end` are the token, unchanged.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a1"], "text": ["Two died, he said."]})
    >>> tokenize(articles)["token"].tolist()
    ['Two', 'died', ',', 'he', 'said', '.']
    """
    return TOKENS.build_spans(
        (article_id, *row) for article_id, reading in readings(articles, "tokenize") for row in _token_rows(reading)
    )


def _token_rows(reading: Reading) -> Iterator[tuple[int, int, str, str]]:
    for start, end, letter in zip(reading.starts, reading.ends, reading.classes, strict=True):
        yield start, end, reading.text[start:end], letter


def readings(articles: Given, call: str = "readings") -> Iterator[tuple[str, Reading]]:
    """Read the articles of a table one by one, for a function of some name; what is none is refused."""
    (table,) = tables_of(call, articles=articles)
    languages = table["language"] if "language" in table.columns else [None] * len(table)
    for article_id, text, language in zip(table["article_id"], table["text"], languages, strict=True):
        yield article_id, read_in(text, language)


def _plain(text: str, regions: tuple[Region, ...]) -> str:
    plain = fold(text)
    for mark, simple in PLAIN:
        plain = plain.replace(mark, simple)
    parts, last = [], 0
    for region in regions:
        if region.kind not in READ:
            parts += [plain[last : region.start], " " * (region.end - region.start)]
            last = region.end
    return "".join([*parts, plain[last:]])


def _tokens(plain: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    starts, tokens = [], []
    for match in _token_pattern().finditer(plain):  # a list of matches instead costs a third more
        starts.append(match.start())
        tokens.append(match[0])
    return tuple(starts), tuple(tokens)


@cache
def _token_pattern() -> re.Pattern[str]:
    short = alternatives(tuple(word for word in words("abbreviations", "abbreviation") if "." not in word))
    letter = r"[\w\u0300-\u036f]"  # an accent may stand as a character of its own
    return re.compile(
        r"[a-zA-Z]{2,}+(?=[\s,])|"  # most words, at once
        rf"(?=[^\W\d_]{{1,6}}\.)(?:(?:[^\W\d_]\.){{2,}}|{short}\.(?=\W))|"  # U.N., a.m., Gen.
        rf"[^\W\d]{letter}*(?:(?:-|'(?![sS]\b)){letter}+)*|"  # Hay'at and al-Din are one, Ana's are two
        rf"\d+(?:[.,]\d+)*(?:-?{letter}+)*|"  # 1,018, 67-year-old, 4th
        r"'[sS]\b|\.{2,}|-{2,}|"
        r"[^\w\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"  # any mark, but nothing that can't be seen
    )


class PerToken(dict[str, str]):
    """What a rule says of each token met so far; forgotten when a large corpus has filled it."""

    def __init__(self, rule: Callable[[str], str]) -> None:
        super().__init__()
        self.rule = rule

    def __missing__(self, token: str) -> str:
        if len(self) >= KNOWN_TOKENS:
            self.clear()
        self[token] = said = self.rule(token)
        return said


def _class(token: str) -> str:
    known = _word_classes().get(token.lower()) or MARKS.get(token[0])
    if known:
        return known
    if token[0].isdecimal():
        return WORDS["digits"]
    if token[0].isupper():
        return WORDS["capitals"] if len(token) > 1 and token.isupper() else WORDS["name"]
    return WORDS["word"] if token[0].isalpha() else WORDS["other"]


_CLASSES = PerToken(_class)


@cache
def _word_classes() -> dict[str, str]:
    known = {row["word"]: WORDS[row["class"]] for row in rule_rows("word_classes")}
    return {"'s": WORDS["genitive"]} | known
