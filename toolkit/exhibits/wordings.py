"""Which utterances stand in more than one account, and how their wordings differ."""

from typing import Any

import pandas as pd

from toolkit.quotes import align, split_words
from toolkit.study import Study

MISSING_SOURCE = "no source named"


def find_shared(study: Study, quotes: pd.DataFrame, utterances: pd.DataFrame) -> pd.DataFrame:
    """Give the wordings of the utterances that stand in more than one account, the most widely printed first.

    Returns
    -------
    DataFrame
        `UTTERANCES` joined with `QUOTES`, and `account`; of equal wordings in one account the first only.
    """
    accounts = study.articles.set_index("article_id")["account"]
    joined = utterances.merge(quotes, on="quote_id", validate="one_to_one")
    joined = joined.assign(account=joined["article_id"].map(accounts), spoken=joined["text"].map(split_words))
    joined["printed_in"] = joined.groupby("utterance_id")["account"].transform("nunique")
    joined["length"] = joined["spoken"].map(len)
    shared = joined[joined["printed_in"] > 1].drop_duplicates(["utterance_id", "account", "spoken"])
    longest = shared.groupby("utterance_id")["length"].transform("max")
    order = shared.assign(longest=longest).sort_values(
        ["printed_in", "longest", "utterance_id", "length"], ascending=[False, False, True, False], kind="stable"
    )
    return order.reset_index(drop=True)


def list_wordings(study: Study, quotes: pd.DataFrame, utterances: pd.DataFrame) -> pd.DataFrame:
    """List the wordings of each shared utterance below one another, the fullest first."""
    shared = find_shared(study, quotes, utterances)
    rows = []
    for place, (_, wordings) in enumerate(shared.groupby("utterance_id", sort=False), start=1):
        fullest = wordings.iloc[0]["spoken"]
        rows += [_line(place, row, fullest) for row in wordings.to_dict("records")]
    names = ["utterance", "account", "speaker", "wording", "words", "of the fullest", "words of its own"]
    return pd.DataFrame(rows, columns=names)


def _line(place: int, row: dict[Any, Any], fullest: tuple[str, ...]) -> tuple[Any, ...]:
    spoken = row["spoken"]
    own = [
        " ".join(spoken[first:last])
        for step, _, _, first, last in align(fullest, spoken)
        if step != "equal" and last > first
    ]
    speaker = (
        MISSING_SOURCE
        if row["kind"] == "unattributed"
        else row["person"]
        if pd.notna(row["person"])
        else row["speaker"]
    )
    wording = row["text"] if row["kind"] == "indirect" else f"\u201c{row['text']}\u201d"
    return place, row["account"], speaker, wording, len(spoken), int(row["kept"]), "; ".join(own) or None
