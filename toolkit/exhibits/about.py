"""Which figures are about the study's event, and which are set aside, each with the reason."""

from collections import Counter
from typing import Any

import pandas as pd

from toolkit.exhibits.ledger import source_of
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import count, listing, number, sentence
from toolkit.study import Study
from toolkit.tolls import shown

__all__ = ["counted", "list_aside", "tell_about"]

BY_ARTICLE = "its article"


def counted(claims: pd.DataFrame) -> pd.DataFrame:
    """Give the claims that count: those that are not set aside."""
    return claims[claims["aside"].isna()].reset_index(drop=True)


def list_aside(claims: pd.DataFrame) -> pd.DataFrame:
    """Give the claims that are set aside, each with its figure, on whose word it is, and why."""
    aside = claims[claims["aside"].notna()].reset_index(drop=True)
    rows: list[dict[Any, Any]] = aside.astype(object).where(aside.notna(), None).to_dict("records")
    figures, sources = [shown(row) for row in rows], [source_of(row) for row in rows]
    return aside.assign(figure=figures, source=sources, why=aside["aside"])


@entering
def tell_about(study: Study, claims: pd.DataFrame) -> str:
    """Say what the figures are about: how many of each event, of how many nothing but their article says so."""
    aside = claims["aside"].notna()
    kept = claims[~aside]
    told = [_set_aside(claims[aside]), _of_events(study, kept), _by_article(kept)]
    return " ".join(part for part in told if part) or "No figure is found that could be about an event."


def _set_aside(aside: pd.DataFrame) -> str:
    if aside.empty:
        return "No figure is set aside."
    reasons = [f"{number(times)} for {why}" for why, times in Counter(aside["aside"]).most_common()]
    verb = "is" if len(aside) == 1 else "are"
    return f"{sentence(count(len(aside), 'figure'))} {verb} set aside: {listing(reasons)}."


def _of_events(study: Study, kept: pd.DataFrame) -> str:
    if study.events.empty:
        return "The codebook names no event, so a figure is set aside only for what its own words say."
    times = kept["event"].value_counts()
    told = [f"{count(int(times.get(event, 0)), 'figure')} of {event}" for event in study.events["event"].unique()]
    return f"Counted: {listing(told)}."


def _by_article(kept: pd.DataFrame) -> str:
    times = int((kept["event_by"] == BY_ARTICLE).sum())
    whom = "all" if times == len(kept) else number(times)
    return f"For {whom} of them only the article as a whole says so." if times else ""
