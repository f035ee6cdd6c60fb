"""Who holds something against somebody: "activists accuse gangs" calls them gangs in the activists' words."""

from functools import cache

from toolkit.framing.grammar import Page
from toolkit.patterns import room
from toolkit.rules import words

FRAMING = room("framing")

ACCUSER = FRAMING.pattern("subject of accusing")
VERBS = frozenset(FRAMING.any("ed", "word", "verb", "state"))
# So many words before the label are searched for a verb of accusing.
REACH = 24


def accuser_of(page: Page, place: int) -> tuple[int, int] | None:
    """Give who accuses, where a label stands behind a verb of accusing in its sentence; not behind "was accused"."""
    low = max(page.sentence_start(place), place - REACH)
    for at in range(place - 1, low, -1):
        if page.letters[at] in VERBS and page.word(at) in _accusing():
            who = ACCUSER.search(page.letters, low, at)
            return who.span("who") if who else None
    return None


@cache
def _accusing() -> frozenset[str]:
    return frozenset(words("accusing_verbs", "word"))
