"""Where paragraphs begin and end: at the end of a line, unless the line broke off only because it was full."""

import re
from collections.abc import Iterator
from itertools import pairwise

Span = tuple[int, int]

LINE = re.compile(r"[^\n\r\u2028\u2029]+")
# A paragraph ends with its line, unless the line breaks off in mid-sentence and the next goes on in lower case.
PARAGRAPH = re.compile(rf"{LINE.pattern}(?:(?<![.!?:\"\u201d])\r?\n(?=[a-z]){LINE.pattern})*")
CLOSING = "\"'\u201d\u2019)]"
ENDS = tuple(".!?:;,\u2026")

NARROWEST, WIDEST = 40, 100
"""A text whose widest line has so many characters may have been broken into lines."""
RAGGED = 0.85
"""A line was full when the next word would have taken it beyond this share of the widest line."""
BROKEN = 0.5
"""More than this share of lines must be full and end in mid-sentence before a text counts as broken into lines."""


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends with a mark that ends a sentence or a clause."""
    return line.rstrip(CLOSING).endswith(ENDS)


def paragraphs(text: str) -> Iterator[Span]:
    r"""Give the spans of a text's paragraphs, without the white space around them.

    Examples
    --------
    >>> list(paragraphs("Two hurt in Aro\n\n Two were hurt. \nOne died."))
    [(0, 15), (18, 32), (34, 43)]
    """
    for first, last in _unbroken(text) or [match.span() for match in PARAGRAPH.finditer(text)]:
        line = text[first:last]
        start = first + len(line) - len(line.lstrip())
        end = first + len(line.rstrip())
        if start < end:
            yield start, end


def _unbroken(text: str) -> list[Span]:
    """Join the lines of a text that was broken into lines of one width; nothing where its lines are paragraphs."""
    width = max(map(len, text.split("\n")))
    if not NARROWEST <= width <= WIDEST:
        return []
    lines = [match.span() for match in LINE.finditer(text)]
    pairs = [pair for pair in pairwise(lines) if _adjoin(text, *pair)]
    full = [_is_full(text, *pair, width) and not ends_sentence(text[slice(*pair[0])].rstrip()) for pair in pairs]
    return list(_joined(text, lines, width)) if sum(full) > max(BROKEN * len(pairs), 1) else []


def _joined(text: str, lines: list[Span], width: int) -> Iterator[Span]:
    first = lines[0][0]
    for line, following in pairwise([*lines, (len(text), len(text))]):
        if not (_adjoin(text, line, following) and _is_full(text, line, following, width)):
            yield first, line[1]
            first = following[0]


def _adjoin(text: str, line: Span, following: Span) -> bool:
    between = text[line[1] : following[0]]
    return between in {"\n", "\r\n"} and not text[slice(*line)].isspace()


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Tell whether the next line's first word would not have fitted on this one."""
    words = text[slice(*following)].split(maxsplit=1)
    return bool(words) and line[1] - line[0] + len(words[0]) > RAGGED * width
