"""Which names alone are victims: "Mayor Roe", "Ana Roe, 44", and "killing Ana Roe", but no body and no place."""

from collections.abc import Iterator, Sequence
from functools import cache

from toolkit.claims.singles import is_governed, is_many, singular
from toolkit.patterns import room
from toolkit.rules import rows

CLAIMS = room("claims")

RUN = CLAIMS.pattern("run of names")
TOLD = CLAIMS.pattern("words that the name behind belongs to")
TELLS = CLAIMS.pattern("description that is counted itself")
# outlawed Aro League, the group Aro Eye; a tally by Aro Watch; Ana Roe if those who died
OWNS = frozenset(CLAIMS.any("word", "loyal", "people", "thing", "kin", "determiner", "capitals", "adverb", "'by'"))
GOES_ON = frozenset(CLAIMS.any("harm.participle", "harm.state", "word", "subordinator"))
KIN, DETERMINER, CONJUNCTION, COUNT = (CLAIMS[name] for name in ("kin", "determiner", "conjunction", "count"))
AGED = CLAIMS.pattern("age behind a name")
KINDS = frozenset({"place noun", "place word", "no name"})


def find_names(letters: str, terms: Sequence[str], *, headline: bool) -> Iterator[tuple[int, int, str]]:
    """Find the names that may be victims, by their first and last item; and the rule that takes them for persons.

    Notes
    -----
    A title or an age makes a name that of a person. Without one, two capitalised words and more that have no article
    and hold no word for a body, an event or a place are "name alone": only a verb of killing makes them a victim.
    """
    for match in RUN.finditer(letters):
        first, after = match.span()
        if TOLD.match(letters, first) or TELLS.match(letters, after) or is_governed(letters, terms, first):
            continue
        titled = _title(letters, terms, first, after)
        if titled is not None:
            yield titled, after - 1, "name"
        elif _is_full(letters, terms, first, after):
            if AGED.match(letters, after):
                yield first, after - 1, "name"
            elif not headline and letters[after : after + 1] not in GOES_ON:
                yield first, after - 1, "name alone"


def _title(letters: str, terms: Sequence[str], first: int, after: int) -> int | None:
    """Give where a name with a title begins: "Mayor Roe", "the driver Ana Roe"; a title alone is no name."""
    if terms[after - 1] in singular() or _no_names().intersection(terms[first:after]):
        return None
    if any(term in singular() for term in terms[first : after - 1]):
        return first
    if not first or terms[first - 1] not in singular() or letters[first - 1] == KIN:
        return None
    return first - 2 if letters[first - 2 : first - 1] == DETERMINER else first - 1


def _is_full(letters: str, terms: Sequence[str], first: int, after: int) -> bool:
    """Tell a full name: two words and more without an article, none of them of a body, an event, a place or a title."""
    if after - first < 2 or letters[first - 1 : first] in OWNS:
        return False
    if is_many(terms, after) and (letters[first - 1 : first] != CONJUNCTION or COUNT in letters[:first]):
        return False  # "12 sailors and Aro Front were killed": more than one, so perhaps a body
    return not (_no_names() | singular()).intersection(terms[first:after])


@cache
def _no_names() -> frozenset[str]:
    nouns = (row["word"] for row in rows("label_nouns") if row["kind"] != "person")
    return frozenset(nouns) | {row["words"] for row in rows("casualty_words") if row["kind"] in KINDS}
