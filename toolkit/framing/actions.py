"""Who is said to act, and on whom: verbs and nouns of violence and rule with their actor and patient."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from toolkit.framing.doers import clause_subject, doing_before
from toolkit.framing.grammar import OWNER, Page, lay_out
from toolkit.framing.labels import Codebook, compile_entities
from toolkit.framing.vocabulary import Letters, phrase_words
from toolkit.rules import rows
from toolkit.tables import ACTIONS
from toolkit.text import Reading, readings

Span = tuple[int, int]

# Forms of the verbs of rules/action_verbs.csv: 1 past or participle, 2 past, 3 participle, 4 -ing, 5 present, 7 noun.
VERB = re.compile("[1-57]")
WINDOW = 30
PART = f"(?:(?:(?:{OWNER}|[Dij])0?[dz]?|0d?)?[aAUEFnwL]{{1,7}}|[DO0])"
ONE = f"{PART}(?:o{PART})?"
WHO = f"{ONE}(?:C{ONE}(?![1-57]))?"
# What may stand between a noun and its verb: ", led by Vell,", "in the town", ", including women,", "who have since".
BETWEEN = rf"(?:[Pfg]{WHO}){{0,2}}(?:,[dzSP][^,.\n]{{1,8}},)?,?S?[HRM]{{0,3}}"
LATER = r"[^,.;()\n1-57bBHMSVvCQqk]{0,6}?"
AGENT = f"[Qk]?{LATER}b[qk]?(?P<actor>{WHO})"

PASSIVE = re.compile(rf"(?P<patient>{WHO}){BETWEEN}B[RB]{{0,3}}(?:[13]C)?\Z")
LEFT = re.compile(rf"(?P<actor>{WHO}){BETWEEN}\Z")
NEXT = re.compile(rf"(?P<patient>{ONE})R{{0,2}}\Z")
DENIED = re.compile(r"N[RHB]{0,3}\Z")
WANTED = re.compile(r"[TM]R?\Z")
GOING = re.compile(rf"(?P<actor>{WHO}){BETWEEN}B[RB]{{0,3}}\Z")
TRAILING = re.compile(r",S?R{0,2}\Z")
BY = re.compile(AGENT)
OBJECT = re.compile(rf"R?(?P<patient>{WHO})")
POSSESSOR = re.compile(rf"(?P<owner>{OWNER})d?a{{0,3}}\Z")
AFTER_NOUN = re.compile(rf"(?:[og](?P<patient>{WHO}))?(?:{AGENT})?")
NOUNLIKE = frozenset("DiaGj")
ADJECTIVAL = frozenset("DiaG")
# A name at the head of a noun phrase: "Vell", "the armed guard", but not "supporters of Vell".
FIRST = re.compile(r"[Di]?0?d?a{0,4}(?P<name>EF*)\Z")


class Act(NamedTuple):
    """One verb at a place of the letters, with who acts and who suffers as stretches of letters."""

    place: int
    voice: str
    actor: Span | None
    patient: Span | None
    rule: str


def find_actions(articles: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """Find who is said to have acted on whom, and where nobody is said to have.

    Parameters
    ----------
    articles
        `ARTICLES`; `article_id` and `text` are used.
    entities
        `ENTITIES`: whom the study follows; a codebook without rows leaves the entities of actor and patient missing.

    Returns
    -------
    DataFrame
        `ACTIONS`, in reading order.

    Raises
    ------
    RuleError
        When one alias stands for two entities.

    Notes
    -----
    Rules over word classes, no parser: a subject far from its verb is not found. What is denied, wished or planned
    ("did not kill", "vowed to attack") is no action. A participle after a comma takes the actor of the verb before it.

    Examples
    --------
    >>> from toolkit.tables import ENTITIES
    >>> articles = pd.DataFrame({"article_id": ["a1"], "text": ["Two guards were killed. Rebels shot the mayor."]})
    >>> find_actions(articles, ENTITIES.build([]))[["verb", "patient", "voice"]].to_numpy().tolist()
    [['killed', 'Two guards', 'agentless'], ['shot', 'the mayor', 'active']]
    """
    codebook = compile_entities(entities)
    return ACTIONS.build_spans(
        (article_id, *row) for article_id, reading in readings(articles) for row in action_rows(reading, codebook)
    )


def action_rows(reading: Reading, codebook: Codebook) -> list[tuple[Any, ...]]:
    """Give the rows of one article, without its id."""
    page = lay_out(reading, codebook.names, action_words())
    acts = list(_acts(page))
    acted = {_kind(page, act.place) for act in acts if act.actor}
    return [_row(page, act, codebook, _kind(page, act.place) in acted) for act in acts]


def _acts(page: Page) -> Iterator[Act]:
    last: Act | None = None
    for match in VERB.finditer(page.letters):
        act = _act(page, match.start(), last)
        if act:
            yield act
            last = act


def _act(page: Page, place: int, last: Act | None) -> Act | None:
    """Read the clause round one verb."""
    letters, low = page.letters, max(place - WINDOW, 0)
    form, before, kind = letters[place], letters[place - 1 : place], _kind(page, place)
    if DENIED.search(letters, low, place):
        return None
    object_ = OBJECT.match(letters, place + 1)
    if form == "7" and object_ and before not in NOUNLIKE and _is_verb(page, place):
        return None
    if form == "7" or (form == "4" and (before in NOUNLIKE or letters[place + 1 : place + 2] == "o")):
        act = _nominal(letters, low, place, kind)
        return act if act.actor else act._replace(actor=_doer(page, low, place, last))
    if form == "4":
        return _going(letters, low, place, last)
    if before in ADJECTIVAL or (form == "5" and WANTED.search(letters, low, place)):
        return None
    passive = PASSIVE.search(letters, low, place) if form in "13" else None
    return _passive(letters, place, passive) if passive else _active(letters, low, place, form, kind)


def _passive(letters: str, place: int, left: re.Match[str]) -> Act:
    by = BY.match(letters, place + 1)
    rule = "form of to be and participle"
    return Act(place, "passive" if by else "agentless", by.span("actor") if by else None, left.span("patient"), rule)


def _active(letters: str, low: int, place: int, form: str, kind: str) -> Act | None:
    """Tell a verb with its object from a participle: "rebels killed two", "two killed by rebels", "two killed"."""
    left, by = LEFT.search(letters, low, place), BY.match(letters, place + 1)
    right = OBJECT.match(letters, place + 1)
    who = left.span("actor") if left else None
    if who and right:
        return Act(place, "active", who, right.span("patient"), "subject, verb, object")
    near = NEXT.search(letters, low, place) if form in "13" and letters[place - 1 : place] not in "HMS" else None
    if near and by:
        return Act(place, "passive", by.span("actor"), near.span("patient"), "participle and by")
    if near and kind in {"kill", "injure"}:
        return Act(place, "agentless", None, near.span("patient"), "participle without an actor")
    return None


def _going(letters: str, low: int, place: int, last: Act | None) -> Act | None:
    """Read a verb in -ing: "were attacking", "men shooting", ", killing two", "before killing two"."""
    right = OBJECT.match(letters, place + 1)
    patient = right.span("patient") if right else None
    if TRAILING.search(letters, low, place):
        return Act(place, "active", _subject(letters, low, place, last), patient, "participle after a comma")
    left = GOING.search(letters, low, place) or LEFT.search(letters, low, place)
    if patient is None or (left is None and letters[place - 1 : place] not in "Pb"):
        return None
    actor = left.span("actor") if left else _subject(letters, low, place, last)
    return Act(place, "active", actor, patient, "-ing with its object")


def _subject(letters: str, low: int, place: int, last: Act | None) -> Span | None:
    """Give who acts where a participle goes on: the actor of the verb before it, or the subject of the clause."""
    if last and last.actor and "\n" not in letters[last.place : place]:
        return last.actor
    return clause_subject(letters, low, place, WHO, BETWEEN)


def _doer(page: Page, low: int, place: int, last: Act | None) -> Span | None:
    """Give who is said to do what a noun names: "rebels launched attacks", ", carrying out killings"."""
    doing = doing_before(page, place)
    if doing is None or DENIED.search(page.letters, low, doing.place):
        return None
    if doing.is_participle:
        return _subject(page.letters, low, doing.place, last)
    left = LEFT.search(page.letters, low, doing.place)
    return left.span("actor") if left and page.letters[doing.place - 1] != "B" else None


def _nominal(letters: str, low: int, place: int, kind: str) -> Act:
    after = AFTER_NOUN.match(letters, place + 1)
    owner = POSSESSOR.search(letters, low, place)
    actor = after.span("actor") if after and after["actor"] else None
    patient = after.span("patient") if after and after["patient"] else None
    if patient and letters[place + 1] == "g" and kind in {"kill", "injure"}:
        patient = None
    if owner and actor is None and letters[owner.start("owner")] != "D":
        actor = (owner.start("owner"), owner.end("owner") - 1)
    return Act(place, "nominal", actor, patient, "noun of action")


def _kind(page: Page, place: int) -> str:
    return _verbs()[page.word(place)][1]


def _is_verb(page: Page, place: int) -> bool:
    return page.word(place) in {row["verb"] for row in rows("action_verbs")}


def _row(page: Page, act: Act, codebook: Codebook, elsewhere: bool) -> tuple[Any, ...]:
    start, end = page.span(act.place, act.place + 1)
    actor, patient = (_person(page, span, codebook) for span in (act.actor, act.patient))
    named = None if act.actor else elsewhere
    return start, end, page.reading.text[start:end], *actor, *patient, act.voice, named, act.rule


def _person(page: Page, span: Span | None, codebook: Codebook) -> tuple[str | None, int | None, int | None, str | None]:
    """Give a noun phrase as printed, and its entity where its first noun is a name."""
    if span is None:
        return None, None, None, None
    start, end = page.span(*span)
    name = FIRST.match(page.letters, *span)
    entity = codebook.names.entities[page.mention(name.start("name")).name] if name else None
    return page.reading.text[start:end], start, end, entity


@cache
def action_words() -> Letters:
    """Hand on the letters of the words of action, over those of phrases."""
    return Letters(phrase_words().own | {form: letter for form, (letter, _) in _verbs().items()})


@cache
def _verbs() -> dict[str, tuple[str, str]]:
    """Give each form of each verb with its letter and its kind."""
    forms: dict[str, tuple[str, str]] = {}
    for row in rows("action_verbs"):
        past, participle, kind = row["past"], row["participle"], row["kind"]
        forms |= {row["verb"]: ("5", kind), row["verb"] + "s": ("5", kind), row["ing"]: ("4", kind)}
        forms |= {past: ("2", kind), participle: ("3", kind)} if past != participle else {past: ("1", kind)}
        forms |= {noun: ("7", kind) for noun in row["nouns"].split(";") if noun and noun != row["ing"]}
    return forms
