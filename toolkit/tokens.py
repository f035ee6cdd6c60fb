"""What a word or a mark is, and which letter stands for it."""

import re
from collections.abc import Callable
from functools import cache

from toolkit.rules import alternatives, words
from toolkit.rules import rows as rule_rows

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


@cache
def token_pattern() -> re.Pattern[str]:
    """Give the pattern of one word or mark."""
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
        return "0"
    if token[0].isupper():
        return "U" if len(token) > 1 and token.isupper() else "A"
    return "w" if token[0].isalpha() else "x"


CLASSES = PerToken(_class)


@cache
def _word_classes() -> dict[str, str]:
    return {"'s": "G"} | {row["word"]: row["class"] for row in rule_rows("word_classes")}
