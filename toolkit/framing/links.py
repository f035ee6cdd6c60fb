"""Descriptions tied across the articles of one event: what one article says of whom, another may say of the same."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from toolkit.analysis import find_rows
from toolkit.folding import fold_case
from toolkit.framing.grammar import lay_out
from toolkit.framing.names import compile_names
from toolkit.framing.phrases import find_phrases
from toolkit.framing.strangers import find_strangers
from toolkit.framing.vocabulary import phrase_words
from toolkit.framing.voices import find_voices
from toolkit.given import Given, tables_of
from toolkit.patterns import room
from toolkit.rules import alternatives
from toolkit.sound import lacks, note
from toolkit.tables import ENTITIES, LABELS
from toolkit.text import Reading, readings

FRAMING = room("framing")

# "The interim mayor" and "Aro's interim mayor" say the same of somebody whom the reader knows.
DEFINITE = "title", "apposition", "description"
FEWEST_WORDS = 2
OTHERS = FRAMING.pattern("sign of another bearer")
AHEAD = 6
ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)


class Known(NamedTuple):
    """Whom a phrase is tied to elsewhere, and in which article first."""

    entity: str
    article_id: str


def link_labels(articles: Given, labels: pd.DataFrame | None = None) -> pd.DataFrame:
    """Tie descriptions that stand alone in one article and with a name in another of the same event.

    Parameters
    ----------
    articles
        `ARTICLES` of one event, of which `article_id` and `text` are used; or a study.
    labels
        `LABELS` of these articles, as `find_labels` gives them; of a study they are found where none are given.

    Returns
    -------
    DataFrame
        `LABELS`: the rows given and those tied so, in reading order of each article; their rule says
        "same words in" and names the article.

    Notes
    -----
    Asks for two words or more, the same in both, and "the" or a possessor before them; what two entities are called
    anywhere is tied to neither. That two articles mean the same person by the same words is a guess: give it the
    articles of one event only, and read the rows.

    Examples
    --------
    >>> from toolkit.framing import find_labels
    >>> from toolkit.tables import ENTITIES
    >>> texts = ["Interim mayor Ina Vell left.", "The interim mayor left."]
    >>> articles = pd.DataFrame({"article_id": ["a1", "a2"], "text": texts})
    >>> labels = find_labels(articles, ENTITIES.build([("Ina Vell", "person", "Ina Vell", "name")]))
    >>> link_labels(articles, labels)[["article_id", "text", "entity", "rule"]].to_numpy().tolist()[1]
    ['a2', 'The interim mayor', 'Ina Vell', 'same words in a1']
    """
    articles, labels = tables_of("link_labels", articles=articles, labels=labels)
    known = _known(labels)
    if not known:
        return LABELS.check(labels)
    pattern = re.compile(rf"\b(?P<the>the\s+)?(?P<phrase>{alternatives(tuple(known))})\b(?!-|'\w)", re.IGNORECASE)
    taken = _taken(labels)
    rows = [tuple(row) for row in labels.drop(columns="label_id").to_numpy(dtype=object).tolist()]
    tied = find_rows(
        "tied labels",
        readings(articles),
        lambda article_id, reading: _rows(article_id, reading, pattern, known, taken[article_id]),
    )
    order = {article_id: place for place, article_id in enumerate(articles["article_id"])}
    linked = sorted([*rows, *tied.rows], key=lambda row: (order[row[0]], row[1], row[2], row[3]))
    return note(LABELS.build_spans(linked), [*lacks(labels), *tied.left_out])


def plain_words(phrase: str) -> str:
    """Give a phrase as it is compared: without an article, in small letters, with single blanks."""
    return " ".join(fold_case(ARTICLE.sub("", phrase, count=1)).replace("\u2019", "'").split())


def _known(labels: pd.DataFrame) -> dict[str, Known]:
    """Give the phrases that one entity alone is called, wherever they stand."""
    called: dict[str, dict[str, str]] = defaultdict(dict)
    for row in labels[labels["construction"].isin(DEFINITE)].to_dict("records"):
        called[plain_words(row["text"])].setdefault(row["entity"], row["article_id"])
    return {
        phrase: Known(*next(iter(entities.items())))
        for phrase, entities in called.items()
        if len(entities) == 1 and len(phrase.split()) >= FEWEST_WORDS
    }


def _taken(labels: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for article_id, start, end in labels[["article_id", "start", "end"]].to_numpy(dtype=object).tolist():
        taken[article_id].append((start, end))
    return taken


def _rows(
    article_id: str, reading: Reading, pattern: re.Pattern[str], known: dict[str, Known], taken: list[tuple[int, int]]
) -> Iterator[tuple[Any, ...]]:
    voices, strange = None, None
    for match in pattern.finditer(reading.plain):
        start, end = match.span()
        tied = known.get(plain_words(match["phrase"]))
        is_definite = match["the"] or "'s " in match["phrase"].lower()
        free = not any(start < last and first < end for first, last in taken)
        if not (tied and tied.article_id != article_id and is_definite and free) or _goes_on(reading, end):
            continue
        strange = _strange(reading, taken) if strange is None else strange
        if plain_words(match["phrase"]).split()[-1] not in strange:
            voices = voices or find_voices(reading)
            voice, rule = voices.at(start, end), f"same words in {tied.article_id}"
            yield start, end, reading.text[start:end], tied.entity, "description", *voice, rule


def _goes_on(reading: Reading, end: int) -> bool:
    """Say whether what follows makes a phrase another's: "the interim mayor Jan Roe", "the interim mayor of Aro"."""
    first = bisect_left(reading.starts, end)
    tokens = zip(reading.tokens[first : first + AHEAD], reading.classes[first : first + AHEAD], strict=True)
    return OTHERS.match("".join(phrase_words()[token] or letter for token, letter in tokens)) is not None


def _strange(reading: Reading, taken: list[tuple[int, int]]) -> set[str]:
    """Give the nouns that stand with a name in this article, or bring somebody in, and are no label in it."""
    page = lay_out(reading, compile_names(ENTITIES.build([])), phrase_words())
    found = (
        (phrase.head, *page.span(phrase.start, phrase.end)) for phrase in find_strangers(page, find_phrases(page), ())
    )
    return {head for head, start, end in found if not any(start < last and first < end for first, last in taken)}
