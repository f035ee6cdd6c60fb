"""What is said of past and company: out of what one came, what one is known for, to whom one is tied."""

import re
from collections.abc import Iterable, Iterator

from toolkit.framing.attached import Found
from toolkit.framing.grammar import Page
from toolkit.framing.names import Names
from toolkit.patterns import room
from toolkit.rules import words

FRAMING = room("framing")

SAID = FRAMING.pattern("origin or history of a subject")
# Behind one of these a name or description is no subject.
WITHIN = frozenset(FRAMING.any("'of'", "preposition", "for.to", "against.on", "'by'", "genitive", "conjunction"))
NAMES = FRAMING.pattern("known name")


def find_origins(page: Page, names: Names, labels: Iterable[Found]) -> Iterator[Found]:
    """Find what is said of names and of the descriptions found, of the first subject that it can be said of."""
    subjects = [(label.start, label.end, label.entity) for label in labels if label.construction == "description"]
    for match in NAMES.finditer(page.letters):
        subjects.append((*match.span(), names.entities[page.mention(match.start()).name]))
    told: set[int] = set()
    for start, end, entity in sorted(subjects):
        said = SAID.match(page.letters, end)
        if said and page.letters[start - 1 : start] not in WITHIN and _is_known(page, said):
            span = said.span("came" if said["came"] else "has")
            if span[0] not in told:
                told.add(span[0])
                yield Found(*span, entity, "predication", "word of origin")


def _is_known(page: Page, said: re.Match[str]) -> bool:
    place = "verb" if said["came"] else "noun"
    return page.word(said.start(place)) in words("origin_words", "word", place=place)
