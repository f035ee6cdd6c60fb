"""Labels that stand beside a name: titles, appositions on either side, and what somebody is said to be."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.framing.grammar import BARE, COMPLEMENT, NAME, OPENED, PHRASE, WITHIN, Page
from toolkit.framing.holders import caller_of, holder_of
from toolkit.framing.known import PERSONS, Known
from toolkit.framing.names import Names
from toolkit.framing.refused import is_of, is_of_another, is_refused, is_unsaid, opens_relative
from toolkit.framing.vocabulary import nouns
from toolkit.rules import words

CLOSE = r"(?=[,.;)(\-QS\n]|\Z)"
# What of a name may stand before what the codebook has of it: "Mr.", "Ina", "Ina K.".
# "By the council", "by Aro and Dorp".
AGENT = rf"{WITHIN}(?:(?:,{WITHIN}){{0,3}},?C{WITHIN}(?=[,.;\nPSQqk]|\Z))?"
FIRST = r"(?:h|A{1,3}\.?)"
# "One of the founders of the guard".
ONE_OF = "(?:Oo(?=D))?"
# 'Called her a "reckless smuggler"': the label begins behind the mark.
MARK = "(?:[Di]?[qk])?"
MARKED = f"(?<=[qk]){BARE}"
# "Interim leader and former rebel Ina Vell"; "Secretary of State Ina Vell".
TITLE = re.compile(rf"(?P<label>{PHRASE}(?:C{PHRASE})*e{{0,2}}(?:[of]{WITHIN})?)(?P<first>{FIRST})?(?P<name>{NAME})")
# "The “terrorist” Vell".
DOUBTED = re.compile(rf"(?<=[Di])[qk](?P<label>{BARE})[Qk](?P<name>{NAME})")
# "The acting mayor, Ina Vell,".
AHEAD = re.compile(rf"(?P<label>{PHRASE}{COMPLEMENT}?)(?:\([^()\n]{{1,6}}\))?,{FIRST}?(?P<name>{NAME}){CLOSE}")
# "A member of the guard all his life,": what has no verb may stand before the closing comma.
LOOSE = r"(?:[PofjD](?:(?!C[Di][aAU]{0,3}n)[^BHMSTVvdzqQk.,;()\n]){1,8}(?=,))"
# "Aro First (AF), an offshoot of the guard,"; "Ina Vell, 44, a lawyer,"; "Ina Vell, a lawyer and mother of two,".
BEHIND = re.compile(
    rf"(?P<name>{NAME})(?:\([^()\n]{{1,6}}\))?(?:,0)?[,\-(](?:[aR](?=[Di]))?"
    rf"(?P<label>{ONE_OF}{PHRASE}{COMPLEMENT}?(?:C{BARE}{COMPLEMENT}?)?{LOOSE}?){CLOSE}"
)
# "The Watch, based in Aro and with a network of sources, said".
STANDING = re.compile(rf"(?P<name>{NAME})(?:\([^()\n]{{1,6}}\))?,(?P<label>z[oPfgs][^,.;\n]{{1,14}})(?=,)")
# "Vell is a former rebel"; "Vell, Roe said, is a former rebel"; "Vell became a rebel".
BEING = re.compile(
    rf"(?<![oPfgbGC])(?<![oPfgbGC]h)(?P<name>{NAME})(?:,0,)?(?:,S|,(?P<by>{WITHIN})(?P<said>[vw]),)?"
    rf"[RHM]{{0,3}}(?:B[RB]{{0,2}}|(?P<became>[vd])){MARK}"
    rf"(?P<label>(?:{ONE_OF}{OPENED}|{MARKED}){COMPLEMENT}?)"
)
# "Vell was described by critics as a tyrant"; "Aro First, designated as a terrorist group by the council".
NAMED = re.compile(
    rf"(?<![oPfgbGC])(?<![oPfgbGC]h)(?P<name>{NAME}),?S?[RHMB]{{0,4}}V(?:b(?P<by>{WITHIN}))?s?{MARK}"
    rf"(?P<label>{OPENED}|{MARKED})(?:[Qk]?b(?P<agent>{AGENT}))?"
)
# "Vell, whom critics called a tyrant,".
RELATIVE = re.compile(
    rf"(?P<name>{NAME}),?(?P<relative>S)(?P<by>{WITHIN})[RHM]{{0,3}}(?P<verb>V)s?{MARK}(?P<label>{OPENED}|{MARKED})"
)
# "Though still designated as a terrorist group by the council, Aro First has".
FRONTED = re.compile(
    rf"(?<![^.SC\n])S?R*Vs?(?P<label>{OPENED})(?:b(?P<agent>{WITHIN}))?[^.;\n]{{0,20}}?,(?P<name>{NAME})(?=[HBMRVwdv])"
)
# "critics call Vell a tyrant".
CALLED = re.compile(rf"(?P<verb>V)D?(?P<name>{NAME})s?{MARK}(?P<label>{OPENED}|{MARKED})")
# "Critics accuse Vell of being a tyrant".
ACCUSED = re.compile(rf"(?P<verb>[dwvz])(?P<name>{NAME})oB{MARK}(?P<label>{OPENED}|{MARKED})")
# "Vell, 44, was sworn in as mayor of Aro"; "they elected Vell as mayor"; "Vell was elected mayor".
OFFICE = re.compile(
    rf"(?:(?P<before>[dwvV]))?(?<![oPfgbGC])(?<![oPfgbGC]h)(?P<name>{NAME})(?:,[^,.;\n]{{1,9}},)?,?S?"
    rf"(?:[RHMB]{{0,4}}(?P<verb>[dwvV])[PRw]?s|[RH]{{0,3}}B[RB]{{0,2}}(?P<given>[dwvV])|s|f[Bv])"
    rf"(?P<label>{PHRASE}e{{0,2}}(?:[of]{WITHIN})?)"
)
PHRASES = re.compile(PHRASE)
UNNAMED = re.compile(r"i[aAUnw]{0,5}\Z")
OF = re.compile("[of]")
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
    if match.re not in {BEING, OFFICE}:
        return None, False
    holder = holder_of(page, match.start("name"), match.end("name"), match.start("label"))
    return (holder.who, True) if holder else (None, False)


def _fits(page: Page, match: re.Match[str], kind: str) -> bool:
    """Say whether the noun may name such an entity: one person for a person, a body for a body."""
    start, end = match.span("label")
    of_many = page.letters.startswith("Oo", start, end) and page.word(start) in words("count_words", "word", value="1")
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
    if match["given"] and page.letters[match.start() - 1 : match.start()] == "S":
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
