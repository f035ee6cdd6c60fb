"""What each account calls the same people, in a sentence and in a table."""

from typing import Any

import pandas as pd

from toolkit.exhibits.cells import Linked
from toolkit.exhibits.followed import all_named, events_of, first_person
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import listing
from toolkit.folding import fold_case
from toolkit.framing.loading import count_loading, join_loading
from toolkit.study import Study

__all__ = [
    "by_entity",
    "events_of",
    "first_person",
    "labels_of",
    "list_loading",
    "list_names",
    "public_labels",
    "tell_framing",
    "tell_voice",
]

PHRASES = 6
"""Most phrases in one cell; the others are counted."""


def labels_of(labels: pd.DataFrame, entity: str | None) -> pd.DataFrame:
    """Give the rows of `LABELS` for one entity, in reading order."""
    return labels[labels["entity"] == entity]


@entering
def public_labels(study: Study, labels: pd.DataFrame) -> pd.DataFrame:
    """Leave out the labels of private persons."""
    private = study.entities.loc[study.entities["kind"] == "private_person", "entity"]
    return labels[~labels["entity"].isin(private)]


@entering
def by_entity(study: Study, labels: pd.DataFrame) -> pd.DataFrame:
    """Order the labels as the codebook orders whom they name, so that phrases for one stand together."""
    order = {entity: place for place, entity in enumerate(study.entities["entity"].unique())}
    return labels.sort_values("entity", key=lambda entity: entity.map(order), kind="stable")


@entering
def list_loading(study: Study, labels: pd.DataFrame) -> pd.DataFrame:
    """List how often each entity is given a word that the study's coders judged, and in whose words."""
    counted = count_loading(join_loading(public_labels(study, labels), study.labels))
    return counted.rename(
        columns={"entity": "who or what", "own": "in accounts' own voice", "others": "in others' words"}
    )


@entering
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
    if not told and entity not in all_named(study):
        return f"No account names {entity}, nor anybody else whom the codebook follows."
    called = f"{entity} is {listing(told)}." if told else f"No account puts a phrase to the name of {entity}."
    rest = f" No phrase stands with the name in {listing(silent)}." if told and silent else ""
    return called + rest


def _quoted(here: pd.DataFrame) -> str:
    """Give the first phrase of an account, its own voice before others'."""
    own = here[here["voice"] == "own"]
    row = (own if len(own) else here).iloc[0]
    return f"\u201c{row['text']}\u201d" + ("" if row["voice"] == "own" else f" ({tell_voice(row)})")


def tell_voice(row: Any) -> str:
    """Say whose words a label is: quoted or reported, and of whom."""
    named = [row[name] for name in ("person", "speaker") if pd.notna(row[name])]
    return f"{row['voice']}: {named[0]}" if named else str(row["voice"])


@entering
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


def _cell(here: pd.DataFrame) -> Linked | None:
    """Give the phrases of one entity in one account, each once, as links to where the first of its kind stands."""
    phrases: dict[str, list[dict[Any, Any]]] = {}
    for row in here.sort_values("voice", key=lambda voice: voice != "own", kind="stable").to_dict("records"):
        said = "" if row["voice"] == "own" else f" ({tell_voice(row)})"
        phrases.setdefault(fold_case(f"{row['text']}{said}").removeprefix("the "), []).append(row)
    told = [_phrase(rows) for rows in phrases.values()]
    more = [(f"and {len(told) - PHRASES} more", "", False)] if len(told) > PHRASES else []
    return Linked((*told[:PHRASES], *more)) if told else None


def _phrase(rows: list[dict[Any, Any]]) -> tuple[str, str, bool]:
    first, times = rows[0], f" \u00d7{len(rows)}" if len(rows) > 1 else ""
    own = first["voice"] == "own"
    return first["text"] + ("" if own else f" ({tell_voice(first)})") + times, first["label_id"], not own
