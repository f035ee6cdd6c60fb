"""Labels that stand beside a name: titles, appositions on either side, and what somebody is said to be."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.framing.grammar import Page
from toolkit.framing.holders import caller_of, holder_of
from toolkit.framing.known import PERSONS, Known
from toolkit.framing.names import Names
from toolkit.framing.refused import is_of, is_of_another, is_refused, is_unsaid, opens_relative
from toolkit.framing.vocabulary import nouns
from toolkit.patterns import room
from toolkit.rules import words

FRAMING = room("framing")

TITLE = FRAMING.pattern("label before a name")
DOUBTED = FRAMING.pattern("label in marks before a name")
AHEAD = FRAMING.pattern("label before a comma and a name")
BEHIND = FRAMING.pattern("label behind a name and a comma")
STANDING = FRAMING.pattern("state behind a name and a comma")
BEING = FRAMING.pattern("name that is a label")
NAMED = FRAMING.pattern("name that is called a label")
RELATIVE = FRAMING.pattern("name whom somebody calls a label")
FRONTED = FRAMING.pattern("called a label before a comma and a name")
CALLED = FRAMING.pattern("calling a name a label")
ACCUSED = FRAMING.pattern("accusing a name of being a label")
OFFICE = FRAMING.pattern("name in an office")
PHRASES = FRAMING.pattern("noun phrase")
UNNAMED = FRAMING.pattern("phrase that a or an opens")
OF = FRAMING.pattern("of or for")
PRONOUN_OF = FRAMING["pronoun"] + FRAMING["'of'"]
SUBORDINATOR = FRAMING["subordinator"]
NAMING, INDEFINITE = FRAMING["naming"], FRAMING["indefinite"]
REACH = 6

FORMS = (
    (TITLE, "title", "before the name"),
    (DOUBTED, "title", "before the name, in marks"),
    (AHEAD, "apposition", "before the name and a comma"),
    (BEHIND, "apposition", "after the name and a comma"),
    (STANDING, "apposition", "participle after the name"),
    (FRONTED, "predication", "naming verb before the sentence's subject"),
    (RELATIVE, "predication", "naming verb with its object"),
    (NAMED, "predication", "naming verb in the passive"),
    (CALLED, "predication", "naming verb with its object"),
    (ACCUSED, "predication", "verb of accusing"),
    (BEING, "predication", "to be"),
    (OFFICE, "predication", "verb of office"),
)


class Found(NamedTuple):
    """One label as a stretch of letters; `by` is who gives it, where the clause says so.

    `told` says that the clause is somebody's, whether or not it says whose.
    """

    start: int
    end: int
    entity: str
    construction: str
    rule: str
    by: tuple[int, int] | None = None
    told: bool = False


def find_attached(page: Page, names: Names, known: Known) -> Iterator[Found]:
    """Find the labels that stand beside a name; one stretch may be found by two forms, the surer first."""
    for form, construction, rule in FORMS:
        for match, entity in _matches(page, form, names, known):
            yield Found(*match.span("label"), entity, construction, rule, *_giver(page, match))


def _matches(page: Page, form: re.Pattern[str], names: Names, known: Known) -> Iterator[tuple[re.Match[str], str]]:
    """Find where a form fits, sentence by sentence."""
    for start, end in page.with_names():
        match = form.search(page.letters, start, end)
        while match:
            entity = names.entities[page.mention(match.start("name")).name]
            fits = form is STANDING or _fits(page, match, known.kinds[entity])
            fits = fits and (form is not OFFICE or _is_office(page, match)) and _is_said(page, match)
            if fits:
                yield match, entity
            # "The campaign of the acting mayor, Ina Vell": the longer phrase fits nobody, one within it may.
            match = form.search(page.letters, match.end() if fits else match.start() + 1, end)


def _is_said(page: Page, match: re.Match[str]) -> bool:
    """Ask whether the clause says it, and says it of the name."""
    name, label = match.start("name"), match.start("label")
    if match.re in {CALLED, RELATIVE}:
        is_relative = match.re is CALLED or opens_relative(page, match.start("relative"))
        return is_relative and not is_refused(page, match.start("verb"))
    if match.re is ACCUSED:
        verb = match.start("verb")
        return page.word(verb) in words("accusing_verbs", "word") and not is_refused(page, verb)
    if match.re not in {BEING, NAMED}:
        return True
    if match.re is BEING and not (is_of(page, match, "became", "being") and is_of(page, match, "said", "opinion")):
        return False
    return not (is_unsaid(page, match.end("name"), label, name) or is_of_another(page, name))


def _giver(page: Page, match: re.Match[str]) -> tuple[tuple[int, int] | None, bool]:
    """Give who says it in the clause, and whether somebody does."""
    groups = match.groupdict()
    name = next((name for name in ("by", "agent") if groups.get(name)), None)
    if name:
        return match.span(name), True
    if match.re is STANDING:
        return None, is_of(page, match, "label", "named")
    if match.re in {CALLED, ACCUSED}:
        return caller_of(page, match.start("verb")), True
    if match.re is OFFICE and match["before"] == NAMING and page.letters[match.start("label")] == INDEFINITE:
        # "named Vell, the owner, as a suspect": no office is given.
        return caller_of(page, match.start("before")), True
    if match.re not in {BEING, OFFICE}:
        return None, False
    holder = holder_of(page, match.start("name"), match.end("name"), match.start("label"))
    return (holder.who, True) if holder else (None, False)


def _fits(page: Page, match: re.Match[str], kind: str) -> bool:
    """Say whether the noun may name such an entity: one person for a person, a body for a body."""
    start, end = match.span("label")
    is_one = page.word(start) in words("count_words", "word", value="1")
    of_many = is_one and page.letters.startswith(PRONOUN_OF, start, end)
    label = PHRASES.match(page.letters, start + 2 * of_many, end)
    if label is None:
        return False
    noun = nouns()[page.word(label.end() - 1)]
    if kind in PERSONS:
        return noun.kind == ("people" if of_many else "person") and not _is_of_other(page, match, label)
    if match.groupdict().get("first"):
        return False
    return noun.kind == kind if kind == "event" else noun.kind in {"body", "people"}


def _is_office(page: Page, match: re.Match[str]) -> bool:
    """Ask for a verb by which an office is given, held or left."""
    # "If Vell is elected mayor" gives none.
    if match["given"] and page.letters[match.start() - 1 : match.start()] == SUBORDINATOR:
        return False
    place = next((match.start(name) for name in ("verb", "given", "before") if match[name]), None)
    return place is not None and page.word(place) in words("office_verbs", "word")


def _is_of_other(page: Page, match: re.Match[str], label: re.Match[str]) -> bool:
    """Know "an ally of Ina" before "Vell", and "the son of President", for no title of hers."""
    if match.re is not TITLE or label.end() == match.end("label"):
        return False
    last = nouns().get(page.word(match.end("label") - 1))
    if last and last.kind == "person" and OF.search(page.letters, label.end(), match.end("label")):
        return True
    opened = UNNAMED.search(page.letters, max(label.start() - REACH, 0), label.start() + 1)
    return opened is not None
