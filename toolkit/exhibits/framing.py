"""What each account calls the same people, in a sentence and in a table."""

from typing import Any

import pandas as pd

from toolkit.exhibits.words import listing
from toolkit.study import Study

PHRASES = 6
"""Most phrases in one cell; the others are counted."""


def first_person(study: Study) -> str | None:
    """Give the first person of the codebook who is not private; where there is none, the first entity."""
    public = study.entities[study.entities["kind"] != "private_person"]
    people = public[public["kind"] == "person"]
    ordered = pd.concat([people, public])["entity"]
    return None if ordered.empty else str(ordered.iloc[0])


def labels_of(labels: pd.DataFrame, entity: str | None) -> pd.DataFrame:
    """Give the rows of `LABELS` for one entity, in reading order."""
    return labels[labels["entity"] == entity]


def public_labels(study: Study, labels: pd.DataFrame) -> pd.DataFrame:
    """Leave out the labels of private persons."""
    private = study.entities.loc[study.entities["kind"] == "private_person", "entity"]
    return labels[~labels["entity"].isin(private)]


def tell_framing(study: Study, labels: pd.DataFrame) -> str:
    """Say what the first person of the codebook is called where each account first puts a phrase to the name."""
    entity = first_person(study)
    if entity is None:
        return "The codebook names nobody to follow, so no phrases are looked for."
    mine = labels_of(labels, entity)
    told: list[str] = []
    silent: list[str] = []
    for account, articles in study.articles.groupby("account", sort=False):
        here = mine[mine["article_id"].isin(articles["article_id"])]
        (told if len(here) else silent).append(f"{_quoted(here)} in {account}" if len(here) else str(account))
    called = f"{entity} is {listing(told)}." if told else f"No account puts a phrase to the name of {entity}."
    rest = f" No phrase stands with the name in {listing(silent)}." if told and silent else ""
    return called + rest


def _quoted(here: pd.DataFrame) -> str:
    """Give the first phrase of an account, its own voice before others'."""
    own = here[here["voice"] == "own"]
    row = (own if len(own) else here).iloc[0]
    return f"\u201c{row['text']}\u201d" + ("" if row["voice"] == "own" else f" ({_voice(row)})")


def _voice(row: Any) -> str:
    return f"{row['voice']}: {row['speaker']}" if pd.notna(row["speaker"]) else str(row["voice"])


def list_names(study: Study, labels: pd.DataFrame) -> pd.DataFrame:
    """List what each entity is called in each account: the account's own voice first, then others' with whose.

    Returns
    -------
    DataFrame
        One row an entity, one column an account; private persons and entities without a phrase are left out.
    """
    labels = public_labels(study, labels)
    known = [entity for entity in study.entities["entity"].unique() if entity in set(labels["entity"])]
    accounts = study.articles.groupby("account", sort=False)["article_id"].agg(list)
    rows = [
        [entity, *(_cell(labels_of(labels[labels["article_id"].isin(ids)], entity)) for ids in accounts)]
        for entity in known
    ]
    return pd.DataFrame(rows, columns=["who or what", *accounts.index])


def _cell(here: pd.DataFrame) -> str | None:
    phrases: dict[str, int] = {}
    first: dict[str, str] = {}
    for row in here.sort_values("voice", key=lambda voice: voice != "own", kind="stable").to_dict("records"):
        phrase = row["text"] if row["voice"] == "own" else f"{row['text']} ({_voice(row)})"
        key = phrase.casefold().removeprefix("the ")
        phrases[key] = phrases.get(key, 0) + 1
        first.setdefault(key, phrase)
    told = [first[key] + (f" \u00d7{n}" if n > 1 else "") for key, n in phrases.items()]
    more = [f"and {len(told) - PHRASES} more"] if len(told) > PHRASES else []
    return "; ".join([*told[:PHRASES], *more]) or None
