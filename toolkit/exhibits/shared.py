"""Who prints an utterance: whole, in part, in other words or not at all, and whether it was in print by then."""

from typing import Any

import pandas as pd

from toolkit.exhibits.withheld import entering
from toolkit.exhibits.wordings import find_wordings, name_speaker
from toolkit.exhibits.words import count, listing, number, sentence
from toolkit.study import Study

LEAST_WORDS = 5
"""What only one account prints is listed from this length on: a shorter fragment is hardly an utterance."""
WHOLE, PART, OTHER = "\u25cf whole", "\u25d0 in part", "\u2248 in other words"
OPEN = "\u2013 not printed"
LACKING, LATER = f"{OPEN}, though in print by then", "\u2013 not yet in print by then"
BEST = (WHOLE, OTHER, PART)

Row = dict[Any, Any]


@entering
def find_listed(study: Study, quotes: pd.DataFrame, utterances: pd.DataFrame) -> pd.DataFrame:
    """Give the wordings of the utterances that are listed: the shared ones, and the longer ones in quotation marks."""
    found = find_wordings(study, quotes, utterances)
    marked = (found["kind"].isin(["direct", "mixed"]) & (found["length"] >= LEAST_WORDS)) | (found["printed_in"] > 1)
    return found[marked.groupby(found["utterance_id"]).transform("any")]


@entering
def list_printed(study: Study, quotes: pd.DataFrame, utterances: pd.DataFrame) -> pd.DataFrame:
    """List the utterances in quotation marks, with what each account prints of them.

    Returns
    -------
    DataFrame
        `utterance` (its fullest wording), `speaker`, and a column for each account. Shared ones first; of what one
        account prints, passages of five words and more.

    Notes
    -----
    Of an utterance that an account lacks, the bounds of publication may prove that another account had printed it by
    then, or that all that print it are later. Where they overlap or are open they prove neither, and the cell says no
    more than "not printed". An utterance in no account's print may still have been known from elsewhere.
    """
    accounts = list(dict.fromkeys(study.articles["account"]))
    rows = []
    for _, wordings in find_listed(study, quotes, utterances).groupby("utterance_id", sort=False):
        fullest = wordings.iloc[0].to_dict()
        cells = [_cell(study, wordings, account) for account in accounts]
        rows.append((fullest["text"], _speaker(wordings), *cells))
    return pd.DataFrame(rows, columns=["utterance", "speaker", *accounts])


@entering
def list_printers(study: Study, quotes: pd.DataFrame, utterances: pd.DataFrame) -> pd.DataFrame:
    """List the same with the accounts by what they print: a column for each manner that some account has."""
    listed = list_printed(study, quotes, utterances)
    cells = listed.iloc[:, 2:]
    columns: dict[str, pd.Series] = {}
    names = pd.Series([str(name).replace(" ", "\u00a0") for name in cells.columns], dtype=object)
    for manner in (*BEST, OPEN, LACKING, LATER):
        rows = (cells == manner).to_numpy()
        if rows.any():
            columns[manner.split(" ", 1)[1]] = pd.Series([listing(names[row]) or None for row in rows], dtype=object)
    return listed[["utterance", "speaker"]].assign(**columns)


@entering
def tell_printed(study: Study, quotes: pd.DataFrame, utterances: pd.DataFrame) -> str:
    """Say how many utterances are shared, and for how many gaps the days of publication leave the reason open."""
    cells = list_printed(study, quotes, utterances).iloc[:, 2:]
    if cells.empty:
        return f"No account prints an utterance of {count(LEAST_WORDS, 'word')} or more in quotation marks."
    told = f"{sentence(count(len(cells), 'utterance'))} in quotation marks {'is' if len(cells) == 1 else 'are'} listed"
    if cells.shape[1] == 1:
        return f"{told}."
    shared = int((cells.isin(BEST).sum(axis=1) > 1).sum())
    gaps, unknown = int((~cells.isin(BEST)).to_numpy().sum()), int((cells == OPEN).to_numpy().sum())
    return f"{told}, {count(shared, 'of them', 'of them')} in more than one account. {_tell_gaps(gaps, unknown)}"


def _tell_gaps(gaps: int, unknown: int) -> str:
    if not gaps:
        return "Every account prints every one of them."
    if not unknown:
        return "For each account that lacks one, the days of publication tell whether it was in print by then."
    proven = "none" if unknown == gaps else number(gaps - unknown)
    cases = "the one case" if gaps == 1 else f"the {count(gaps, 'case')}"
    return (
        f"In {proven} of {cases} in which an account lacks one do the proven days of publication tell whether it was "
        "in print by then."
    )


def _speaker(wordings: pd.DataFrame) -> str:
    named = wordings[wordings["kind"] != "unattributed"]
    return name_speaker((wordings if named.empty else named).iloc[0].to_dict())


def _cell(study: Study, wordings: pd.DataFrame, account: str) -> str:
    mine = wordings[wordings["account"] == account]
    if mine.empty:
        return _gap(study.articles, set(wordings["article_id"]), account)
    return min((_manner(row) for row in mine.to_dict("records")), key=BEST.index)


def _manner(row: Row) -> str:
    if row["changed"] or row["added"]:
        return OTHER
    return PART if row["dropped"] else WHOLE


def _gap(articles: pd.DataFrame, printed: set[str], account: str) -> str:
    """Say what the bounds of publication prove of an account that lacks an utterance."""
    prints, lacks = articles[articles["article_id"].isin(printed)], articles[articles["account"] == account]
    if prints["published_to"].min() < lacks["published_from"].max():
        return LACKING
    earliest, latest = prints["published_from"].min(skipna=False), lacks["published_to"].max(skipna=False)
    return LATER if earliest > latest else OPEN
