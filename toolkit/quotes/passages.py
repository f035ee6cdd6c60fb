"""Passages in marks of another language by its folder of rules: the words, without the names and titles in marks."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from toolkit.languages import what_is_read
from toolkit.rules import alternatives, words
from toolkit.speech.marks import Passage, find_passages
from toolkit.text import Reading

REACH = 60
"""As far as what speaks of a passage stands from it, in characters."""
LETTER = re.compile(r"[^\W\d_]")
BEGINS = re.compile(r"(?:^|[.!?\u2026\n:\u00bb])\W*\Z")
# Marks within marks: the outer ones are the passage.
OUTER, INNER = re.compile("\u00ab[^\u00ab\u00bb\n]*\u00bb"), re.compile('[\u201c\u201d"]')
SENTENCE = re.compile(r"[.!?\u2026]\s*\Z")


class Patterns(NamedTuple):
    """What rules/LANGUAGE/passages.csv looks for."""

    within: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    named: re.Pattern[str]


@cache
def _patterns(language: str) -> Patterns:
    said, helps, names = (
        alternatives(words(f"{language}/passages", "word", kind=kind)) for kind in ("said", "helps", "names")
    )
    verb = rf"(?:{helps}[\s']*)*{said}(?!\w)"
    marks = '\u00ab\u00bb\u201c\u201d"'
    return Patterns(
        re.compile(rf",\s+{verb}[^,{marks}]{{0,80}},\s+", re.IGNORECASE),
        re.compile(rf"(?<!\w){said}(?:\s+\w+)?\s*:?\s*\Z", re.IGNORECASE),
        re.compile(rf"[{marks}'\s,]*{verb}", re.IGNORECASE),
        re.compile(rf"(?<!\w){names}\s*\Z", re.IGNORECASE),
    )


def passage_rows(reading: Reading) -> list[tuple[Any, ...]]:
    """Give the rows of `QUOTES` for the passages in marks of one article, without id, article and speaker.

    Notes
    -----
    What the outlet says within the marks ("« Nous avons peur, a déclaré Ana Roe, et nous partons. »") parts a passage
    in two of one group. A name in marks is no quotation: after a word that announces one, or with a capital within a
    sentence where no verb of saying stands beside it.
    """
    plain = reading.text.replace("\u2019", "'").replace("\u00a0", " ").replace("\u202f", " ")
    plain = OUTER.sub(lambda outer: INNER.sub(" ", outer[0]), plain)
    found: list[tuple[Any, ...]] = []
    if "passages" not in what_is_read(reading.language):
        return []
    for passage in find_passages(reading.text, plain, reading.regions):
        if not _is_name(plain, passage, _patterns(reading.language)):
            parts = list(_parts(plain, passage, _patterns(reading.language)))
            group = f"q{parts[0][0]:07d}" if len(parts) > 1 else None
            found += [_row(reading.text, start, end, group, passage.rule) for start, end in parts]
    return found


def _is_name(plain: str, passage: Passage, patterns: Patterns) -> bool:
    inner = plain[passage.start : passage.end]
    first = LETTER.search(inner)
    before = plain[max(passage.opening - REACH, 0) : passage.opening]
    after = plain[passage.closing : passage.closing + REACH]
    if first is None:
        return True
    if patterns.named.search(before):
        return True
    if first[0].islower() or patterns.before.search(before) or patterns.after.match(after):
        return False
    is_alone = not re.search(r"\s", inner)
    return is_alone or not (BEGINS.search(before) or SENTENCE.search(inner))


def _parts(plain: str, passage: Passage, patterns: Patterns) -> Iterator[tuple[int, int]]:
    """Give the words of a passage without what the outlet says between them."""
    start = passage.start
    for said in patterns.within.finditer(plain, passage.start, passage.end):
        yield start, said.start()
        start = said.end()
    yield start, passage.end


def _row(text: str, start: int, end: int, group: str | None, rule: str) -> tuple[Any, ...]:
    return (start, end, text[start:end], "unattributed", *[None] * 10, group, rule)
