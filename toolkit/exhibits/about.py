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
    kept = counted(claims)
    told = [tell_set_aside(claims), _of_events(study, kept), _by_article(kept), _apart(study, kept), _undated(study)]
    return " ".join(part for part in told if part) or "No figure is found that could be about an event."


def tell_set_aside(claims: pd.DataFrame) -> str:
    """Say how many figures are set aside, and why."""
    aside = claims[claims["aside"].notna()]
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
    if times == len(kept) == 1:
        return "Its event is told by the article as a whole, not by its sentence."
    whom = "all" if times == len(kept) else number(times)
    return f"The event of {whom} of them is told by the article as a whole, not by the sentence." if times else ""


def _apart(study: Study, kept: pd.DataFrame) -> str:
    """Say where no event is told by two accounts, so that there is nothing to compare."""
    accounts = study.articles.set_index("article_id")["account"]
    if study.events.empty or kept.empty or accounts.nunique() < 2:
        return ""
    each = kept.assign(account=kept["article_id"].map(accounts)).groupby("event")["account"].nunique()
    return "" if (each > 1).any() else "No event has figures of two accounts, so that none can be compared."


def _undated(study: Study) -> str:
    """Name the events without days: another time is told from theirs by the day of publication alone."""
    first = study.events.groupby("event", sort=False)["from"].first()
    undated = list(first.index[first.isna()])
    told = f"No days are written for {listing(undated)}: another time is known by the day of publication alone."
    return told if undated else ""
