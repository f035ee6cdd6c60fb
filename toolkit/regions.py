"""Which part of an article is what: headline, byline, caption, body, link, note, boilerplate. Marked, never removed."""

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

import pandas as pd

from toolkit.errors import RuleError
from toolkit.given import Given, tables_of
from toolkit.paragraphs import ends_sentence, paragraphs
from toolkit.rules import alternatives
from toolkit.rules import rows as rule_rows
from toolkit.sound import LeftOut, blank, note, salvage
from toolkit.tables import REGIONS

READ = frozenset({"headline", "heading", "caption", "body"})
"""The kinds that analyses read: what the outlet tells its readers, once."""

OTHERS = frozenset({"link", "note"})
"""The kinds that speak of other articles or of the article itself: what they count is set aside."""

HEADLINE_WORDS = 30
HEADING_WORDS = 12
REPEAT_WORDS = 6
LINK, LIST = "link", "related"
LINE_LENGTH = 200
"""A line longer than this, in characters, is no button and no byline."""
NOTICE_LENGTH = 800
"""A paragraph longer than this is no notice, whatever it speaks of."""
CAPTIONS = 100
"""No article has more pictures: later ones are not held against what stands elsewhere."""


class Region(NamedTuple):
    """One stretch of an article: half-open, in code points."""

    start: int
    end: int
    kind: str
    rule: str


class Mark(NamedTuple):
    """One row of rules/en/boilerplate.csv; `where` says which part of a line the pattern is for."""

    name: str
    kind: str
    where: str
    pattern: re.Pattern[str]

    def find(self, line: str) -> re.Match[str] | None:
        """Look for the mark in one line."""
        if self.where == "whole":
            return self.pattern.fullmatch(line)
        return self.pattern.match(line) if self.where == "start" else self.pattern.search(line)


def find_regions(articles: Given) -> pd.DataFrame:
    """Mark what each stretch of each article is for.

    Parameters
    ----------
    articles
        `ARTICLES`, of which `article_id` and `text` are used; or a study.

    Returns
    -------
    DataFrame
        `REGIONS`, in reading order. White space between regions belongs to none.

    Notes
    -----
    A paragraph of six words or more that the article has printed before is a repeat, and so is a picture's text that
    stands again inside a paragraph: the first place keeps its function. Plain text carries no markup, so a page's
    furniture is known by its words only (rules/en/boilerplate.csv).
    """
    (table,) = tables_of("find_regions", articles=articles)
    rows: list[tuple[str, int, int, str, str]] = []
    left_out: list[LeftOut] = []
    for article_id, text in zip(table["article_id"], table["text"], strict=True):
        regions, failed = salvage(paragraphs(text), partial(_divide_rest, text))
        rows += [(article_id, *region) for region in regions or ()]
        left_out += [LeftOut(article_id, each.start, each.end, "regions", each.fault, each.units) for each in failed]
    return note(REGIONS.build_spans(rows), left_out)


def _divide_rest(text: str, gone: tuple[tuple[int, int], ...]) -> tuple[Region, ...]:
    return divide(blank(text, gone))


def divide(text: str) -> tuple[Region, ...]:
    r"""Divide one text into regions.

    Examples
    --------
    >>> [region.kind for region in divide("Two hurt in Aro\n\nBy Ana Roe\n\nTwo were hurt in Aro on Monday.")]
    ['headline', 'byline', 'body']
    """
    return tuple(_without_repeats(text, tuple(_without_datelines(text, tuple(_lines(text))))))


def _lines(text: str) -> Iterator[Region]:
    """Give each paragraph its function from its own words and from what stood before it."""
    told, closed, listing = False, True, False
    for start, end in paragraphs(text):
        line = text[start:end]
        kind, rule = _furniture(line) or _layout(line, told, closed)
        if kind == LINK and not told:
            kind, rule = _layout(line, told, closed)  # an article's own headline can begin with "Analysis:"
        if listing and kind in {"heading", "body"} and not ends_sentence(line):
            kind, rule = LINK, "below a list's heading"
        listing = told and (rule == LIST or (listing and kind in {LINK, "boilerplate"}))
        if kind in {"headline", "heading", "body"}:
            told, closed = True, kind != "body" or ends_sentence(line)
        yield Region(start, end, kind, rule)


def _furniture(line: str) -> tuple[str, str] | None:
    """Know a page's furniture and a picture's text by their own words."""
    if len(line) <= LINE_LENGTH and _any_whole().fullmatch(line):
        marks = _marks("whole")
    else:
        marks = _marks("start", "end", "any") if len(line) <= NOTICE_LENGTH else _marks("start", "end")
    return next(((mark.kind, mark.name) for mark in marks if mark.kind != "dateline" and mark.find(line)), None)


def _layout(line: str, told: bool, closed: bool) -> tuple[str, str]:
    """Tell a headline, a heading and a paragraph apart; `closed` says that the paragraph before ended its sentence."""
    if ends_sentence(line):
        return "body", "ends as a sentence"
    length = line.count(" ") + 1
    if not told and length <= HEADLINE_WORDS:
        return "headline", "first line, no full stop"
    if told and closed and length <= HEADING_WORDS and not line[0].islower():
        return "heading", "short line, no full stop"
    return "body", "paragraph"


@cache
def _marks(*where: str) -> tuple[Mark, ...]:
    found = []
    for number, row in enumerate(rule_rows("boilerplate"), start=2):
        try:
            pattern = re.compile(row["pattern"] + (r"\Z" if row["where"] == "end" else ""))
        except re.error as fault:
            raise RuleError(f"rules/en/boilerplate.csv line {number}: bad pattern: {fault}") from fault
        found.append(Mark(row["name"], row["kind"], row["where"], pattern))
    return tuple(mark for mark in found if mark.where in where)


@cache
def _any_whole() -> re.Pattern[str]:
    """Join the marks that are a whole line, so that most lines are tried once only."""
    return re.compile("|".join(mark.pattern.pattern for mark in _marks("whole")))


def _without_datelines(text: str, regions: tuple[Region, ...]) -> Iterator[Region]:
    """Cut the dateline off the first paragraph."""
    first = next((region for region in regions if region.kind == "body"), None)
    for region in regions:
        yield from _dateline(text, region) if region is first else (region,)


def _dateline(text: str, region: Region) -> Iterator[Region]:
    line = text[region.start : region.end]
    found = ((mark.name, mark.find(line)) for mark in _marks("start") if mark.kind == "dateline")
    name, match = next(((name, match) for name, match in found if match), ("", None))
    cut = region.start + match.end() if match and match.end() < len(line) else region.start
    if cut > region.start:
        yield Region(region.start, cut, "dateline", name)
    yield region._replace(start=cut)


def _without_repeats(text: str, regions: tuple[Region, ...]) -> Iterator[Region]:
    """Mark what has been printed before; a picture's text counts as printed without its credit."""
    printed: set[str] = set()
    captions: list[str] = []
    again: re.Pattern[str] | None = None
    for region in regions:
        words = _core(text, region)
        if region.kind not in READ or words.count(" ") < REPEAT_WORDS - 1:
            yield region
            continue
        picture = region.kind == "caption" and len(captions) < CAPTIONS
        if words in printed or (picture and text.find(words, 0, region.start) >= 0):
            yield region._replace(kind="repeat", rule="printed before")
            continue
        yield from _cut(text, region, again) if again else (region,)
        printed.add(words)
        if picture:
            captions.append(words)
            again = re.compile(alternatives(tuple(captions)) + "[.,;:]*")


def _core(text: str, region: Region) -> str:
    """Give the words of a region, those of a picture's text without its credit."""
    line = text[region.start : region.end]
    if region.kind != "caption":
        return line
    mark = next(mark for mark in _marks("start", "end") if mark.name == region.rule)
    match = mark.find(line)
    return line if not match else line[match.end() :] if mark.where == "start" else line[: match.start()].rstrip()


def _cut(text: str, region: Region, again: re.Pattern[str]) -> Iterator[Region]:
    """Cut each picture's text that stands again out of a paragraph, with the mark that closes it there."""
    start = region.start
    for match in again.finditer(text, region.start, region.end):
        yield from _trimmed(text, region._replace(start=start, end=match.start()))
        yield Region(*match.span(), "repeat", "printed before")
        start = match.end()
    yield from _trimmed(text, region._replace(start=start))


def _trimmed(text: str, region: Region) -> Iterator[Region]:
    part = text[region.start : region.end]
    if part.strip():
        start = region.start + len(part) - len(part.lstrip())
        yield region._replace(start=start, end=region.start + len(part.rstrip()))
