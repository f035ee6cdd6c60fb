"""Who is said to act, and on whom: verbs and nouns of violence and rule with their actor and patient."""

from typing import Any

import pandas as pd

from toolkit.analysis import find_table
from toolkit.framing.clauses import Act, acts_in
from toolkit.framing.deeds import action_words, kind_of
from toolkit.framing.grammar import Page, lay_out
from toolkit.framing.labels import Codebook, compile_entities
from toolkit.framing.subjects import Span
from toolkit.given import Given, tables_of
from toolkit.patterns import room
from toolkit.tables import ACTIONS
from toolkit.text import Reading, readings

FRAMING = room("framing")

FIRST = FRAMING.pattern("name at the head of a phrase")


def find_actions(articles: Given, entities: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find who is said to have acted on whom, and where nobody is said to have.

    Parameters
    ----------
    articles
        `ARTICLES`, of which `article_id` and `text` are used; or a study.
    entities
        `ENTITIES`, the study's own if there is one: whom the study follows; a codebook without rows leaves the entities
        of actor and patient missing.

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
    Rules over word classes, no parser: the actor is the head of the subject where its clause can be read whole, and
    missing otherwise. What is denied, asked, wished or only possible ("did not kill", "may have killed") is no action.
    A participle after a comma takes the actor of the verb before it. "Vell's murder" has Vell as its patient.

    Examples
    --------
    >>> from toolkit.tables import ENTITIES
    >>> articles = pd.DataFrame({"article_id": ["a1"], "text": ["Two guards were killed. Rebels shot the mayor."]})
    >>> find_actions(articles, ENTITIES.build([]))[["verb", "patient", "voice"]].to_numpy().tolist()
    [['killed', 'Two guards', 'agentless'], ['shot', 'the mayor', 'active']]
    """
    articles, entities = tables_of("find_actions", articles=articles, entities=entities)
    codebook = compile_entities(entities)
    return find_table(ACTIONS, readings(articles), lambda _, reading: action_rows(reading, codebook))


def action_rows(reading: Reading, codebook: Codebook) -> list[tuple[Any, ...]]:
    """Give the rows of one article, without its id."""
    page = lay_out(reading, codebook.names, action_words())
    acts = list(acts_in(page))
    acted = {kind_of(page, act.place) for act in acts if act.actor}
    return [_row(page, act, codebook, kind_of(page, act.place) in acted) for act in acts]


def _row(page: Page, act: Act, codebook: Codebook, elsewhere: bool) -> tuple[Any, ...]:
    start, end = page.span(act.place, act.place + 1)
    actor, patient = (_person(page, span, codebook) for span in (act.actor, act.patient))
    named = None if act.actor else elsewhere
    return start, end, page.reading.text[start:end], *actor, *patient, act.voice, named, act.reserve, act.rule


def _person(page: Page, span: Span | None, codebook: Codebook) -> tuple[str | None, int | None, int | None, str | None]:
    """Give a noun phrase as printed, and its entity where its first noun is a name."""
    if span is None:
        return None, None, None, None
    start, end = page.span(*span)
    name = FIRST.match(page.letters, *span)
    entity = codebook.names.entities[page.mention(name.start("name")).name] if name else None
    return page.reading.text[start:end], start, end, entity
