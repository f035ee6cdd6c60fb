"""Where a phrase for an event ends, and when it names no event that has happened: several, averted, in the past."""

from collections.abc import Iterator

from toolkit.framing.grammar import Page
from toolkit.framing.vocabulary import modifiers
from toolkit.patterns import room
from toolkit.rules import words

FRAMING = room("framing")

Span = tuple[int, int]
QUANTIFIER = FRAMING["quantifier"]
AGAINST, FOR = FRAMING["against.on"], FRAMING["for.to"]
OPENINGS = frozenset(FRAMING.any("determiner", "indefinite"))
BEFORE_MOST = frozenset(FRAMING.any("determiner", "genitive", "noun"))
TIME = FRAMING.pattern("time behind a phrase for an event")
# So many words before a phrase may hold the verb whose "on" says whom somebody blames: "blamed the gas attack on".
BLAMED = 8


def end_whose(page: Page, start: int, whose: Span) -> Span | None:
    """Give whose an event is up to the verb of its sentence; none where its "on" belongs to a verb before it.

    "Attack on guards kills two", "toll of attack on guards rises"; "blamed the attack on guards".
    """
    if page.letters[whose[0]] == AGAINST and _is_blamed(page, start):
        return None
    stop = next(_finite(page, whose[0] + 2, whose[1]), whose[1])
    return whose[0], stop


def is_no_case(page: Page, start: int, end: int, *, opened: bool) -> bool:
    """Know "several attacks", "to avoid attacks" and "attacks in the past"."""
    if not page.begins(start) and (
        _is_counted(page, start)
        or (not opened and page.word(start - 1) in words("clause_words", "word", place="averting"))
    ):
        return True
    time = TIME.match(page.letters, end)
    return time is not None and page.word(time.end() - 1) in modifiers("other")


def _is_counted(page: Page, start: int) -> bool:
    """Know "several attacks", and leave "Aro's most lethal attack"."""
    return page.letters[start - 1] == QUANTIFIER and page.letters[start - 2 : start - 1] not in BEFORE_MOST


def _is_blamed(page: Page, start: int) -> bool:
    """Know "blamed the attack on rebels", and leave "blamed rebels for the attack on guards"."""
    low = max(page.sentence_start(start), start - BLAMED)
    verb = next((at for at in range(start - 1, low - 1, -1) if page.word(at) in _blame()), None)
    return verb is not None and FOR not in page.letters[verb:start]


def _finite(page: Page, start: int, end: int) -> Iterator[int]:
    known = words("clause_words", "word", place="finite")
    return (at for at in range(start, end) if page.word(at) in known and page.letters[at - 1] not in OPENINGS)


def _blame() -> frozenset[str]:
    return frozenset(words("reporting_verbs", "form", lemma="blame"))
