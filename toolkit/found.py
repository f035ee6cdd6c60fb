"""Every table that depends on one article alone, of a study or of any articles, each article read once."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pandas as pd

from toolkit import claims, framing, quotes
from toolkit.analysis import Rows, build, in_article
from toolkit.codebook import alias_key
from toolkit.corrections import correct_all
from toolkit.errors import ToolkitError
from toolkit.jsonl import Article
from toolkit.sound import KEPT_AS, LeftOut, lacks
from toolkit.study import Study
from toolkit.tables import EXTRACTED
from toolkit.text import Reading, read_in
from toolkit.times import Published

Analysis = Callable[[Article, Reading], Iterable[tuple[Any, ...]]]


def analyses(study: Study) -> dict[str, Analysis]:
    """Give what finds the rows of each table in one article; the codebook is made ready once."""
    known = framing.compile_entities(study.entities)
    names = dict(zip(map(alias_key, study.entities["alias"]), study.entities["entity"], strict=True))
    counted = claims.read_groups(study.groups), claims.read_origins(study.origins)
    events = claims.read_events(study.events, study.places)
    occasions = framing.read_occasions(study.entities, study.events, study.places)
    return {
        "regions": lambda _, reading: [tuple(region) for region in reading.regions],
        "labels": lambda article, reading: framing.label_rows(reading, known, occasions, Published(*article[2:4])),
        "actions": lambda _, reading: framing.action_rows(reading, known),
        "quotes": lambda _, reading: quotes.rows(reading, names),
        "claims": lambda article, reading: claims.rows(reading, *counted, Published(*article[2:4]), events),
    }


Read = Callable[[Article, dict[str, Analysis]], dict[str, Rows]]


def find(
    articles: Iterable[Article], study: Study, found_by: dict[str, Analysis], *, read: Read | None = None
) -> dict[str, pd.DataFrame]:
    """Find and correct the tables of some articles; what a fault of ours costs them stands in their `attrs`.

    Parameters
    ----------
    read
        What reads one article: `in_article_of`, unless something is to watch over it.
    """
    read = read or in_article_of
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in found_by}
    left_out: dict[str, list[LeftOut]] = {name: [] for name in found_by}
    texts: dict[str, str] = {}
    for article in articles:
        texts[article.article_id] = article.text
        for name, found in read(article, found_by).items():
            rows[name] += found.rows
            left_out[name] += found.left_out
    built = {table.name: build(table, rows[table.name]) for table in EXTRACTED}
    corrected = correct_all({name: frame for name, (frame, _) in built.items()}, study.corrections, texts)
    for name, frame in corrected.items():
        _keep(frame, [*left_out[name], *built[name][1]])
    return corrected


def tables(study: Study) -> dict[str, pd.DataFrame]:
    """Give the corrected tables of a study, by name.

    Raises
    ------
    RuleError
        When a correction no longer matches.

    Notes
    -----
    A sentence that an analysis fails on costs itself: `toolkit.sound.lacks` names what each table lacks.
    """
    return find(articles_of(study), study, analyses(study))


def articles_of(study: Study) -> Iterator[Article]:
    """Give the articles of a study one by one."""
    columns = ["article_id", "text", "language", "published_from", "published_to"]
    for article_id, text, language, *days in study.articles[columns].astype(object).itertuples(index=False):
        early, late = (None if pd.isna(day) else day.date() for day in days)
        yield Article(article_id, text, early, late, language=None if pd.isna(language) else language)


def left_out_of(tables: dict[str, pd.DataFrame]) -> list[LeftOut]:
    """Give what the tables lack, each once."""
    return list(dict.fromkeys(each for table in tables.values() for each in lacks(table)))


def in_article_of(article: Article, found_by: dict[str, Analysis]) -> dict[str, Rows]:
    """Read one article and find the rows of each table.

    Raises
    ------
    ToolkitError
        When there is not enough memory for it.
    """
    try:
        reading = read_in(article.text, article.language, keep=False)
        rows = {
            name: in_article(name, article.article_id, reading, lambda _, each: analysis(article, each))  # noqa: B023
            for name, analysis in found_by.items()
        }
        reading.found.clear()  # what was found in it points back to it
        return rows
    except MemoryError:
        place = article.place or f"article {article.article_id}"
        told = f"not enough memory for an article of {len(article.text):,} characters; divide it"
        raise ToolkitError(f"{place}: {told}") from None


def _keep(frame: pd.DataFrame, left_out: list[LeftOut]) -> None:
    if left_out:
        frame.attrs[KEPT_AS] = [tuple(each) for each in dict.fromkeys(left_out)]
