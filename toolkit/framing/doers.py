"""Who acts where the word of action has no subject of its own: the subject of its clause, or of "launched attacks"."""

from functools import cache
from typing import NamedTuple

from toolkit.framing.grammar import END, Page
from toolkit.framing.subjects import TWO_NAMES, Span, saying
from toolkit.patterns import room
from toolkit.rules import rows

FRAMING = room("framing")

TO_NOUN = FRAMING.pattern("words between a verb of doing and its noun")
SUBJECT = FRAMING.pattern("subject with its verb seen ahead")
NEAR = 9
CLAUSE = FRAMING.pattern("beginning of a clause")
CONJUNCTION = FRAMING["conjunction"]
VERB = FRAMING["verb"]
SAYING = frozenset(FRAMING.any("word", "ed", "verb", "naming"))
SHARED = FRAMING.pattern("first verb up to a conjunction")
OTHER = FRAMING.pattern("another subject with its verb")


class Doing(NamedTuple):
    """A verb such as "launched": its subject does what its noun names. Its place, and whether it ends in -ing."""

    place: int
    is_participle: bool


def clause_subject(page: Page, low: int, place: int) -> Span | None:
    """Find the subject of the clause that a participle goes on from: "Rebels entered the town, shooting two"."""
    opened = (match for match in CLAUSE.finditer(page.letters, low, place) if _opens(page, match.start()))
    start = max((match.end() for match in opened), default=low)
    match = SUBJECT.match(page.letters, start, place)
    while match and page.letters[match.end()] in SAYING and page.word(match.end()) in saying():
        match = SUBJECT.match(page.letters, match.end() + 1, place)  # "Police said rebels took the town, shooting two"
    if match is None or TWO_NAMES.search(match["actor"]) or not is_same_clause(page.letters, match.end(), place):
        return None
    return match.span("actor")


def _opens(page: Page, at: int) -> bool:
    """Say whether a clause opens behind a letter: behind a verb of saying, not behind "took"."""
    return page.letters[at] != VERB or page.word(at) in saying()


def joined_subject(page: Page, low: int, place: int) -> Span | None:
    """Find the subject that a verb shares with the one before it: "Rebels entered the town and killed two"."""
    subject = clause_subject(page, low, place) if page.letters[place - 1 : place] == CONJUNCTION else None
    return subject if subject and SHARED.fullmatch(page.letters, subject[1], place) else None


def is_same_clause(letters: str, first: int, place: int) -> bool:
    """Say whether no other subject has a verb between two places: "Vell killed two and Tarn fled, shooting one"."""
    return not OTHER.search(letters, first + 1, place)


def doing_before(page: Page, place: int) -> Doing | None:
    """Find the verb before a noun of action that makes its subject the one who acts."""
    gap = TO_NOUN.search(page.letters, max(place - NEAR, 0), place)
    return _doing(page, place - 1) or (_doing(page, gap.start() - 1) if gap else None)


def _doing(page: Page, at: int) -> Doing | None:
    """Read a verb such as "launched" or "carried out" that ends at a place."""
    if at < 1 or page.letters[at] == END:
        return None
    particle = page.word(at)
    at -= particle in _particles()
    if at < 0 or page.letters[at] == END:
        return None
    form = _forms().get(page.word(at))
    return None if form is None or (form[0] and form[0] != particle) else Doing(at, form[1])


def is_doing(page: Page, place: int) -> bool:
    """Say whether a word is a verb such as "launched"."""
    return page.word(place) in _forms()


@cache
def _particles() -> frozenset[str]:
    return frozenset(row["particle"] for row in rows("doing_verbs") if row["particle"])


@cache
def _forms() -> dict[str, tuple[str, bool]]:
    """Give each form of a verb of doing with its particle, and whether it ends in -ing."""
    finite = ("verb", "present", "past")
    forms = {row[name]: (row["particle"], False) for row in rows("doing_verbs") for name in finite}
    return forms | {row["ing"]: (row["particle"], True) for row in rows("doing_verbs")}
