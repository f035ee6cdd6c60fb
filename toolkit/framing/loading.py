"""How coders judge the words of labels: joined on request, from the study's codebook, never made by a rule."""

import re
from collections import defaultdict

import pandas as pd

from toolkit.codebook import alias_key
from toolkit.errors import TableError
from toolkit.given import AnyStudy, Given, tables_of
from toolkit.rules import alternatives
from toolkit.sheets import need_columns

Judged = dict[str, tuple[str, str | None]]
CONTESTED = "contested"
BY_SENSE = "depends on the sense"
MIXED = "mixed"
GROUPS = ["entity", "loading"]


def join_loading(labels: Given, loadings: pd.DataFrame | None = None) -> pd.DataFrame:
    """Set beside each label how the study's coders judge the terms in it.

    Parameters
    ----------
    labels
        `LABELS`; or a study, whose labels are found and corrected.
    loadings
        `LOADINGS`, the study's `labels.csv`: one coder's judgement of one term a row. A row without a judgement is
        passed over.

    Returns
    -------
    DataFrame
        `labels` with two more columns: `term`, as in the codebook, and `loading`, both missing where no term stands in
        the label. Of terms within one another the longest counts; several beside one another stand all in `term`.
        `loading` is "contested" where coders judge a term differently in one sense, "depends on the sense" where they
        do in several only, and "mixed" where the terms of a label are judged differently.

    Raises
    ------
    TableError
        When a column is missing, or one coder judges a term in one sense in two ways.

    Notes
    -----
    In which sense a label uses a term is for a reader. A plural in
    -s counts as its term. No judgement is an article's: whose words a label is stands in `voice`.

    Examples
    --------
    >>> labels = pd.DataFrame({"text": ["the old regime", "the mayor"]})
    >>> judged = [("regime", "ana", "pejorative"), ("regime", "ben", "neutral")]
    >>> join_loading(labels, pd.DataFrame(judged, columns=["term", "coder", "loading"]))["loading"].tolist()
    ['contested', nan]
    """
    labels, loadings = tables_of("join_loading", {"labels": ("text",)}, labels=labels, loadings=loadings)
    judged = _judged(loadings)
    found = [[judged[term] for term in terms] for terms in _terms_in(labels["text"], judged)]
    columns = {
        "term": ["; ".join(term for term, _ in each) or None for each in found],
        "loading": [_together({loading for _, loading in each} - {None}) for each in found],
    }
    return labels.assign(**{name: pd.Series(cells, index=labels.index, dtype="str") for name, cells in columns.items()})


def _together(loadings: set[str | None]) -> str | None:
    return next(iter(loadings), None) if len(loadings) < 2 else MIXED


def count_loading(joined: Given) -> pd.DataFrame:
    """Count the labels of each loading by entity: in the account's own voice, and in others' words.

    Parameters
    ----------
    joined
        What `join_loading` gives; or a study. Labels without a loading are left out.

    Returns
    -------
    DataFrame
        One row an entity and loading, in alphabetical order: `entity`, `loading`, `own`, `others`.

    Raises
    ------
    TableError
        When a column is missing.
    """
    joined = joined if isinstance(joined, pd.DataFrame) or not isinstance(joined, AnyStudy) else join_loading(joined)
    need_columns(joined, (*GROUPS, "voice"), "joined labels")
    known = joined[joined["loading"].notna()]
    counted = known.assign(own=known["voice"] == "own", others=known["voice"] != "own").groupby(GROUPS)
    return counted[["own", "others"]].sum().astype("int64").reset_index()


def _judged(loadings: pd.DataFrame) -> Judged:
    """Give each term by its key as the codebook writes it, with what its coders say of it together."""
    said: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    written: dict[str, str] = {}
    rows = loadings.reindex(columns=["term", "sense", "coder", "loading"]).astype(object)
    for term, sense, coder, loading in rows.where(rows.notna(), "").to_numpy().tolist():
        written.setdefault(alias_key(term), term)
        known = said[alias_key(term)][sense].setdefault(coder, loading) if loading else loading
        if known != loading:
            raise TableError(
                f'loadings: coder "{coder}" judges "{term}" as "{known}" and "{loading}" in one sense; leave one of '
                "them, or write the senses"
            )
    return {
        key: (term, _judgement([set(each.values()) for each in said[key].values()])) for key, term in written.items()
    }


def _judgement(senses: list[set[str]]) -> str | None:
    """Give what the coders say of one term, sense by sense."""
    if any(len(loadings) > 1 for loadings in senses):
        return CONTESTED
    every = set().union(*senses)
    return next(iter(every), None) if len(every) < 2 else BY_SENSE


def _terms_in(texts: pd.Series, judged: Judged) -> list[list[str]]:
    """Give the terms in each text, each once; of terms at one place the longest."""
    if not judged:
        return [[] for _ in texts]
    pattern = re.compile(rf"(?<![\w-])({alternatives(tuple(judged))})(?=s?(?![\w-]))")
    return [list(dict.fromkeys(pattern.findall(alias_key(text)))) for text in texts]
