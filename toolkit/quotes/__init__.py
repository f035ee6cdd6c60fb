"""Whose words each account carries, and in which wording."""

from typing import Any

import pandas as pd

from toolkit.analysis import find_table
from toolkit.codebook import alias_key
from toolkit.corrections import correct
from toolkit.given import Given, makes, tables_of
from toolkit.quotes.carried import count_carried
from toolkit.quotes.compare import compare_wordings
from toolkit.quotes.links import link_quotes
from toolkit.quotes.passages import passage_rows
from toolkit.quotes.sources import find_origins, source_kinds
from toolkit.quotes.wordings import split_words
from toolkit.speech import Speech, find_speech
from toolkit.speech.persons import find_persons
from toolkit.study import Study
from toolkit.tables import ENTITIES, QUOTES
from toolkit.text import Reading, readings

__all__ = [
    "compare_wordings",
    "count_carried",
    "find_origins",
    "find_quotes",
    "link_quotes",
    "rows",
    "source_kinds",
    "split_words",
]


def find_quotes(articles: Given, entities: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find the passages of each article that are somebody's words.

    Parameters
    ----------
    articles
        `ARTICLES`, of which `article_id` and `text` are used; or a study.
    entities
        `ENTITIES`, the study's own if there is one: a speaker who is one of them is given by its name there, so that
        accounts can be compared.

    Returns
    -------
    DataFrame
        `QUOTES`, in reading order.

    Notes
    -----
    Rules on words and marks, without a parser (see `toolkit.speech`). `person` is the article's own fullest form of
    the speaker, or the entity's name. What the rules can't decide is missing. Of an article in another language that
    has rules, passages in marks are read, without speakers.

    Examples
    --------
    >>> text = "\u201cWe stay,\u201d said Ana Roe. Roe warned that it was late."
    >>> articles = pd.DataFrame({"article_id": ["a1"], "text": [text]})
    >>> find_quotes(articles)[["text", "kind", "person"]].values.tolist()
    [['We stay,', 'direct', 'Ana Roe'], ['it was late', 'indirect', 'Ana Roe']]
    """
    known = ENTITIES.build([]) if entities is None and isinstance(articles, pd.DataFrame) else entities
    articles, known = tables_of("find_quotes", {"entities": ("entity", "alias")}, articles=articles, entities=known)
    names = _names(known)
    return find_table(QUOTES, readings(articles), lambda _, reading: rows(reading, names))


@makes("quotes")
def _of_study(study: Study) -> pd.DataFrame:
    return correct(find_quotes(study), study)


@makes("utterances")
def _utterances_of(study: Study) -> pd.DataFrame:
    return link_quotes(study)


def rows(reading: Reading, names: dict[str, str] | None = None) -> list[tuple[Any, ...]]:
    """Give the rows of `QUOTES` for one article, without id and article.

    Parameters
    ----------
    names
        The entity for each alias, by `alias_key`.
    """
    if reading.language != "en":
        return passage_rows(reading)
    found = find_speech(reading)
    persons = find_persons(reading, found)
    return [_row(reading, speech, _known(person, names)) for speech, person in zip(found, persons, strict=True)]


def _names(entities: pd.DataFrame) -> dict[str, str]:
    return {alias_key(alias): name for alias, name in zip(entities["alias"], entities["entity"], strict=True)}


def _known(person: str | None, names: dict[str, str] | None) -> str | None:
    return person and (names or {}).get(alias_key(person), person)


def _row(reading: Reading, speech: Speech, person: str | None) -> tuple[Any, ...]:
    text = reading.text
    return (
        speech.start,
        speech.end,
        text[speech.start : speech.end],
        speech.kind,
        speech.clause_start if speech.kind == "mixed" else None,
        speech.clause_end if speech.kind == "mixed" else None,
        _printed(text, speech.speaker_start, speech.speaker_end),
        speech.speaker_start,
        speech.speaker_end,
        person,
        _printed(text, speech.cue_start, speech.cue_end),
        speech.cue_start,
        speech.cue_end,
        speech.via,
        None if speech.group is None else f"q{speech.group:07d}",
        speech.rule,
    )


def _printed(text: str, start: int | None, end: int | None) -> str | None:
    return None if start is None or end is None else text[start:end]
