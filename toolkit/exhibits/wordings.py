"""Which utterances stand in more than one account, and how their wordings differ."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from toolkit.exhibits.cells import Marked
from toolkit.exhibits.corpus import tell_bounds
from toolkit.exhibits.withheld import entering
from toolkit.quotes import compare_wordings, split_words
from toolkit.study import Study

MISSING_SOURCE = "no source named"
CUT = "\u2026"
SHARED = ["utterance", "account", "published", "speaker", "wording", "words", "of the fullest"]

Row = dict[Any, Any]
Parts = list[tuple[str, str]]


@entering
def find_wordings(study: Study, quotes: pd.DataFrame, utterances: pd.DataFrame) -> pd.DataFrame:
    """Give every wording with its quote and account, the most widely printed utterances first, then the longest.

    Returns
    -------
    DataFrame
        `UTTERANCES` joined with `QUOTES`, and `account`, `published`, `printed_in` (in how many accounts), `length`;
        of equal wordings of one utterance in one account the first only.
    """
    articles = study.articles.set_index("article_id")
    published = {article_id: tell_bounds(row) for article_id, row in articles.to_dict("index").items()}
    joined = utterances.merge(quotes, on="quote_id", validate="many_to_one")
    joined = joined.assign(
        account=joined["article_id"].map(articles["account"]),
        published=joined["article_id"].map(published),
        spoken=joined["text"].map(split_words),
    )
    joined["printed_in"] = joined.groupby("utterance_id")["account"].transform("nunique")
    joined["length"] = joined["spoken"].map(len)
    joined["longest"] = joined.groupby("utterance_id")["length"].transform("max")
    joined["counted_against"] = joined["quote_id"] == joined["utterance_id"]
    order = {"printed_in": False, "longest": False, "utterance_id": True, "counted_against": False, "length": False}
    ranked = joined.sort_values(list(order), ascending=list(order.values()), kind="stable")
    return ranked.drop_duplicates(["utterance_id", "account", "spoken"]).reset_index(drop=True)


@entering
def find_shared(study: Study, quotes: pd.DataFrame, utterances: pd.DataFrame) -> pd.DataFrame:
    """Give the wordings of the utterances that stand in more than one account."""
    found = find_wordings(study, quotes, utterances)
    return found[found["printed_in"] > 1].reset_index(drop=True)


@entering
def list_wordings(study: Study, quotes: pd.DataFrame, utterances: pd.DataFrame) -> pd.DataFrame:
    """List the wordings of each shared utterance below one another, the fullest first, with differences marked."""
    shared = find_shared(study, quotes, utterances)
    numbers = {name: place for place, name in enumerate(shared["utterance_id"].unique(), start=1)}
    compared = compare_wordings(quotes, utterances[utterances["utterance_id"].isin(list(numbers))])
    steps = {key: rows.to_dict("records") for key, rows in compared.groupby(["utterance_id", "quote_id"])}
    lines = [
        (
            numbers[row["utterance_id"]],
            row["account"],
            row["published"],
            name_speaker(row) + ("" if pd.isna(row["via"]) else f", through {row['via']}"),
            Marked(tuple(mark_wording(row, steps[row["utterance_id"], row["quote_id"]]))),
            row["length"],
            int(row["kept"]),
        )
        for row in shared.to_dict("records")
    ]
    return pd.DataFrame(lines, columns=SHARED)


def name_speaker(row: Row) -> str:
    """Name who says a passage, as well as the article does."""
    if row["kind"] == "unattributed":
        return MISSING_SOURCE
    named = [name for name in (row["person"], row["speaker"]) if pd.notna(name)]
    return str(named[0]) if named else MISSING_SOURCE


def mark_wording(row: Row, steps: list[Row]) -> Parts:
    """Mark in a wording what it adds to the fullest or changes, and what it leaves out between its ends.

    Notes
    -----
    What is only cut, before its first word or after its last one, is a \u2026 and is not struck.
    """
    own = [place for place, step in enumerate(steps) if step["step"] != "dropped"]
    parts: Parts = [(CUT + " ", "")] if own[0] > 0 else []
    at = row["start"]
    for step in steps[own[0] : own[-1] + 1]:
        parts += _marked(row, step, at)
        at = at if pd.isna(step["end"]) else int(step["end"])
    tail = row["text"][at - row["start"] :]
    return [*parts, (tail, ""), *([(" " + CUT, "")] if own[-1] + 1 < len(steps) else [])]


def _marked(row: Row, step: Row, at: int) -> Iterator[tuple[str, str]]:
    if step["step"] == "dropped":
        yield from ((" ", ""), (str(step["fullest_text"]), "del"))
        return
    yield row["text"][at - row["start"] : int(step["start"]) - row["start"]], ""
    if step["step"] == "changed":
        yield from ((str(step["fullest_text"]), "del"), (" ", ""))
    yield str(step["text"]), "" if step["step"] == "kept" else "ins"
