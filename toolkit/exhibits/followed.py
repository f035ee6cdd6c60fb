"""Whom the pages follow: the first person of the codebook whom an account names, and its events."""

from functools import lru_cache

import pandas as pd

from toolkit.exhibits.gate import Same
from toolkit.framing.names import compile_names, find_names
from toolkit.study import Study
from toolkit.text import readings

PRIVATE = "private_person"


def first_person(study: Study) -> str | None:
    """Give the first public person whom an account names; else the first public entity that is named, or is there."""
    public = study.entities[study.entities["kind"] != PRIVATE]
    ordered = pd.concat([public[public["kind"] == "person"], public])["entity"]
    first = ordered[ordered.isin(all_named(study))]
    return None if ordered.empty else str((ordered if first.empty else first).iloc[0])


def events_of(study: Study) -> list[str]:
    """Give the events of the codebook."""
    return list(study.entities.loc[study.entities["kind"] == "event", "entity"].unique())


def all_named(study: Study) -> frozenset[str]:
    """Give the public entities of the codebook whom an account names."""
    return _all_named(Same(study.articles, study.entities))


@lru_cache(maxsize=32)
def _all_named(known: Same) -> frozenset[str]:
    articles, entities = known.tables
    names = compile_names(entities[entities["kind"] != PRIVATE])
    found = (find_names(reading, names) for _, reading in readings(articles))
    return frozenset(names.entities[mention.name] for mentions in found for mention in mentions)
