"""How much of an article is shown round a passage: its sentence, sixty words, 400 characters, and no run of both."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from toolkit.exhibits.gate import (
    BLANK,
    CHARACTERS,
    CUT,
    LIMIT,
    WORD,
    Public,
    clip,
    details_of,
    join,
    piece,
    reach,
    reach_back,
    stretch,
)
from toolkit.study import Study
from toolkit.text import read

NEAR = 20
"""Words that stay round a passage where its whole sentence would go on from the sentence shown before."""
GAP = 3
"""Words that are left out there at least, so that the two do not read on."""


class Passage(NamedTuple):
    """A marked passage with what stands before and after it, as it may be shown."""

    before: Public
    marked: Public
    after: Public


def in_sentence(study: Study, text: str, start: int, end: int) -> Passage:
    """Give a passage of an article in its sentence, as it may be shown.

    Parameters
    ----------
    text
        The whole article: what identifies a person may stand outside the sentence.
    start, end
        The passage. Where a private detail reaches over its ends, the passage is widened.
    """
    details = details_of(study, text)
    for detail in details:
        if detail.start < end and start < detail.end:
            start, end = min(start, detail.start), max(end, detail.end)
    first, last = _sentence(text, start, end)
    places = ((min(first, start), start), (start, end), (end, max(last, end)))
    return _fit(Passage(*(stretch(text, *place, details) for place in places)))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the sentence of a passage, or its region where no sentence is read: a link, a note."""
    reading = read(text)
    first, last = reading.sentence_at(start)[0], reading.sentence_at(max(end - 1, start))[1]
    if last <= start and reading.regions:
        region = reading.region_at(start)
        return region.start, region.end
    return first, last


def in_sentences(study: Study, spans: Iterable[tuple[str, int, int]]) -> Iterator[Passage]:
    """Give passages in their sentences, so that sentence on sentence does not print an article in one place.

    Parameters
    ----------
    spans
        Article, start and end of each passage, in the order in which they are shown.
    """
    # Where the last sentence of each article ends, and how many words read on up to there.
    told: dict[str, tuple[int, int]] = {}
    for text, start, end in spans:
        first, last = _sentence(text, start, end)
        last = max(last, end)
        before, run = told.get(text, (-1, 0))
        run = run if 0 <= before <= first and not text[before:first].strip() else 0
        passage = _after(in_sentence(study, text, start, end), run)
        run = 0 if passage.before.startswith(CUT) else run
        told[text] = (last, 0 if passage.after.endswith(CUT) else run + _length(passage))
        yield passage


def _after(passage: Passage, run: int) -> Passage:
    """Cut a passage's sentence where it would go on from a run of words, at its beginning if there is room."""
    if run + _length(passage) <= LIMIT:
        return passage
    marked = _words(passage.marked)
    near = _fit(passage, max(min(marked + NEAR, _length(passage) - GAP), marked))
    return near if near.before.startswith(CUT) else _fit(passage, max(LIMIT - run, marked))


def _length(passage: Passage) -> int:
    return sum(map(_words, passage))


def _words(text: str) -> int:
    return len(WORD.findall(text))


def _fit(parts: Passage, limit: int = LIMIT) -> Passage:
    """Cut the sentence round a passage so that all three parts together keep to the limit."""
    marked = clip(parts.marked)
    words = _room(_words(parts.before), _words(parts.after), min(limit, LIMIT) - _words(marked))
    characters = _room(len(parts.before), len(parts.after), CHARACTERS - len(marked))
    start = reach_back(parts.before, words[0], characters[0])
    end = reach(parts.after, words[1], characters[1])
    before, after = piece(parts.before, start, len(parts.before)), piece(parts.after, 0, end)
    return Passage(
        join(CUT, BLANK, piece(before, len(before) - len(before.lstrip()), len(before))) if start else before,
        marked,
        join(after, BLANK, CUT) if end < len(parts.after) else after,
    )


def _room(before: int, after: int, room: int) -> tuple[int, int]:
    """Divide the room round a passage: half to each side, and to one side what the other does not need."""
    ahead = min(before, max(room // 2, room - after, 0))
    return ahead, min(after, max(room - ahead, 0))
