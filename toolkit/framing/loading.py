"""How coders judge the words of labels: joined on request, from the study's codebook, never made by a rule."""

import re
from collections import defaultdict

import pandas as pd

from toolkit.rules import alternatives

CONTESTED = "contested"
GROUPS = ["entity", "loading"]


def join_loading(labels: pd.DataFrame, loadings: pd.DataFrame) -> pd.DataFrame:
    """Set beside each label how the study's coders judge the longest term in it.

    Parameters
    ----------
    labels
        `LABELS`.
    loadings
        `LOADINGS`, the study's `labels.csv`: one coder's judgement of one term a row.

    Returns
    -------
    DataFrame
        `labels` with two more columns: `term`, as in the codebook, and `loading`, missing where no term stands in the
        label, "contested" where coders judge the term differently.

    Notes
    -----
    A term is judged in one sense ("of a person or group"); whether the label uses it so is for a reader. A plural in
    -s counts as its term. No judgement is an article's: whose words a label is stands in `voice`.

    Examples
    --------
    >>> labels = pd.DataFrame({"text": ["the old regime", "the mayor"]})
    >>> judged = [("regime", "ana", "pejorative"), ("regime", "ben", "neutral")]
    >>> join_loading(labels, pd.DataFrame(judged, columns=["term", "coder", "loading"]))["loading"].tolist()
    ['contested', nan]
    """
    judged = _judged(loadings)
    terms = _terms_in(labels["text"], judged)
    found = [None if term is None else judged[term] for term in terms]
    columns = {"term": [None if pair is None else pair[0] for pair in found]}
    columns["loading"] = [None if pair is None else pair[1] for pair in found]
    return labels.assign(**{name: pd.Series(cells, index=labels.index, dtype="str") for name, cells in columns.items()})


def count_loading(joined: pd.DataFrame) -> pd.DataFrame:
    """Count the labels of each loading by entity: in the account's own voice, and in others' words.

    Parameters
    ----------
    joined
        What `join_loading` gives; labels without a loading are left out.

    Returns
    -------
    DataFrame
        One row an entity and loading, in alphabetical order: `entity`, `loading`, `own`, `others`.
    """
    known = joined[joined["loading"].notna()]
    counted = known.assign(own=known["voice"] == "own", others=known["voice"] != "own").groupby(GROUPS)
    return counted[["own", "others"]].sum().astype("int64").reset_index()


def _judged(loadings: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Give each term in small letters as the codebook writes it, with what its coders say of it together."""
    said: dict[str, set[str]] = defaultdict(set)
    written: dict[str, str] = {}
    for term, loading in loadings[["term", "loading"]].to_numpy(dtype=object).tolist():
        said[term.lower()].add(loading)
        written.setdefault(term.lower(), term)
    return {key: (written[key], next(iter(each)) if len(each) == 1 else CONTESTED) for key, each in said.items()}


def _terms_in(texts: pd.Series, judged: dict[str, tuple[str, str]]) -> list[str | None]:
    """Give the longest term in each text; of two as long the first."""
    if not judged:
        return [None] * len(texts)
    pattern = re.compile(rf"(?<![\w-])({alternatives(tuple(judged))})(?=s?(?![\w-]))")
    found = (pattern.findall(text.lower().replace("\u2019", "'")) for text in texts)
    return [max(terms, key=len) if terms else None for terms in found]
