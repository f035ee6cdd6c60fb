"""Articles in, readings out: where every sentence and every word of an article begins and ends."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import add

import pandas as pd

from toolkit.codebook import APOSTROPHES
from toolkit.errors import TableError
from toolkit.regions import OTHERS, READ, Region, divide
from toolkit.rules import alternatives, words
from toolkit.rules import rows as rule_rows
from toolkit.sentences import Span, divide_sentences
from toolkit.sheets import need_columns
from toolkit.tables import MOST_FAULTS, SENTENCES, TOKENS

# A word as a reader counts it: 1,018 and U.N. are one, and so is Ana's.
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?:-?\w+)*|\w+(?:[-'\u2019]\w+)*")
# Marks of one character become the plain mark of one character: offsets stay true.
PLAIN = (*((mark, "'") for mark in APOSTROPHES), ("\u00a0", " "), ("\u202f", " "))
READ_AS = {"link": "headline", "note": "body"}
KNOWN_TOKENS = 1 << 17
MARKS = {
    **dict.fromkeys(",\u060c", ","),
    **dict.fromkeys(":;", ";"),
    **dict.fromkeys(".!?\u2026\u061f", "."),
    **dict.fromkeys("([", "("),
    **dict.fromkeys(")]", ")"),
    **dict.fromkeys("-\u2013\u2014", "-"),
    **dict.fromkeys("\u201c\u00ab\u201e", "q"),
    **dict.fromkeys("\u201d\u00bb", "Q"),
    **dict.fromkeys("\"'`", "k"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One article as the analyses read it. Immutable; made once.

    Attributes
    ----------
    text
        The article as received.
    plain
        The same length: apostrophes and hard spaces in their plain form, and blanks where nothing is to be read
        (boilerplate, bylines, repeats). For patterns only; the evidence is always `text[start:end]`.
    regions, sentences
        The regions of the whole article; the spans of the sentences that are read.
    tokens, starts, ends
        The words and marks that are read, in their plain form, and their offsets.
    classes
        One letter for each token (rules/class_letters.csv), so that a pattern over classes is a regular expression.
    """

    text: str
    plain: str
    regions: tuple[Region, ...]
    sentences: tuple[Span, ...]
    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    classes: str

    def sentence_at(self, offset: int) -> Span:
        """Give the span of the sentence around a character, or of the last one before it."""
        index = bisect_right(self.sentences, (offset, len(self.text))) - 1
        return self.sentences[index] if index >= 0 else (0, len(self.text))

    def region_at(self, offset: int) -> Region:
        """Give the region around a character, or the last one before it."""
        return self.regions[max(bisect_right(self.regions, offset, key=lambda region: region.start) - 1, 0)]


@lru_cache(maxsize=256)
def read(text: str) -> Reading:
    """Read one article.

    Notes
    -----
    The last 256 readings are kept, so that several analyses of one study read each article once. Paragraphs first,
    then full stops; what an abbreviation leaves in doubt is decided by Punkt (Kiss and Strunk 2006) with the
    abbreviations of rules/abbreviations.csv. A sentence does not begin with a small letter.

    Examples
    --------
    >>> reading = read("Two died, Gen. Roe said. It was Hay\u2019at\u2019s fault.")
    >>> [reading.text[start:end] for start, end in reading.sentences]
    ['Two died, Gen. Roe said.', 'It was Hay\u2019at\u2019s fault.']
    >>> reading.tokens[9:11]
    ("Hay'at", "'s")
    """
    return _read(text, divide(text))


def read_others(reading: Reading) -> Reading | None:
    """Read what an article prints of other articles and about itself, with its offsets; None where it prints nothing.

    Notes
    -----
    A link is read as a headline, a note as a paragraph: `toolkit.regions.OTHERS`.
    """
    if not any(region.kind in OTHERS for region in reading.regions):
        return None
    regions = (region._replace(kind=READ_AS.get(region.kind, "boilerplate")) for region in reading.regions)
    return _read(reading.text, tuple(regions))


def _read(text: str, regions: tuple[Region, ...]) -> Reading:
    plain = _plain(text, regions)
    starts, tokens = _tokens(plain)
    ends = tuple(map(add, starts, map(len, tokens)))
    classes = "".join(map(_CLASSES.__getitem__, tokens))
    return Reading(text, plain, regions, tuple(divide_sentences(plain, regions)), tokens, starts, ends, classes)


def find_sentences(articles: pd.DataFrame) -> pd.DataFrame:
    """Divide each article into sentences.

    Parameters
    ----------
    articles
        `ARTICLES`; `article_id` and `text` are used.

    Returns
    -------
    DataFrame
        `SENTENCES`, in reading order: of headlines, headings, captions and body, each repeated passage once.
    """
    rows = (
        (article_id, start, end, reading.region_at(start).kind)
        for article_id, reading in readings(articles)
        for start, end in reading.sentences
    )
    return SENTENCES.build_spans(rows)


def tokenize(articles: pd.DataFrame) -> pd.DataFrame:
    """Split each article into words and punctuation marks.

    Parameters
    ----------
    articles
        `ARTICLES`; `article_id` and `text` are used.

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
        (article_id, *row) for article_id, reading in readings(articles) for row in _token_rows(reading)
    )


def _token_rows(reading: Reading) -> Iterator[tuple[int, int, str, str]]:
    for start, end, letter in zip(reading.starts, reading.ends, reading.classes, strict=True):
        yield start, end, reading.text[start:end], letter


def readings(articles: pd.DataFrame) -> Iterator[tuple[str, Reading]]:
    """Read the articles of a table one by one.

    Raises
    ------
    TableError
        When the table lacks `article_id` or `text`, an article has none of it, or two have one `article_id`.
    """
    need_columns(articles, ("article_id", "text"), "articles")
    if faults := list(_faults(articles)):
        raise TableError(*faults[:MOST_FAULTS])
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        yield article_id, read(text)


def _faults(articles: pd.DataFrame) -> Iterator[str]:
    ids = articles["article_id"]
    for article_id in ids[ids.duplicated() & ids.notna()].unique():
        yield f'articles: two rows or more have the article_id "{article_id}"; give each article its own'
    for place, (article_id, text) in enumerate(zip(ids, articles["text"], strict=True), start=1):
        if pd.isna(article_id) or article_id == "":
            yield f"articles row {place}: expected an article_id, found nothing; write one or take the row out"
        elif not isinstance(text, str):
            found = "nothing" if pd.isna(text) else f'"{text}"'
            yield f'articles: expected the text of article "{article_id}", found {found}; take its row out'


def _plain(text: str, regions: tuple[Region, ...]) -> str:
    plain = text
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
    if token[0].isdigit():
        return "0"
    if token[0].isupper():
        return "U" if len(token) > 1 and token.isupper() else "A"
    return "w" if token[0].isalpha() else "x"


_CLASSES = PerToken(_class)


@cache
def _word_classes() -> dict[str, str]:
    return {"'s": "G"} | {row["word"]: row["class"] for row in rule_rows("word_classes")}
