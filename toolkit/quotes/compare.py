"""How a wording differs from the fullest one of its utterance: the words kept, dropped, changed and added."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from toolkit.given import Given, tables_of
from toolkit.quotes.alignment import Words
from toolkit.quotes.wordings import WORD, split_words
from toolkit.tables import WORDINGS

STEPS = {"equal": "kept", "delete": "dropped", "replace": "changed", "insert": "added"}

Row = dict[Any, Any]


def align(fullest: Words, other: Words) -> Sequence[tuple[str, int, int, int, int]]:
    """Give the steps from one wording to another, as difflib does: equal, replace, delete, insert."""
    return SequenceMatcher(None, fullest, other, autojunk=False).get_opcodes()


def count_steps(fullest: Words, other: Words) -> tuple[int, int, int, int]:
    """Count the words that another wording keeps, drops, changes and adds.

    Examples
    --------
    >>> count_steps(("we", "must", "keep", "quiet"), ("we", "keep", "calm", "too"))
    (2, 1, 1, 1)
    """
    counts = dict.fromkeys(STEPS, 0)
    for step, start, end, first, last in align(fullest, other):
        both = min(end - start, last - first)
        counts[step] += both if step in {"equal", "replace"} else 0
        counts["delete"] += end - start - both
        counts["insert"] += last - first - both
    return counts["equal"], counts["delete"], counts["replace"], counts["insert"]


def compare_wordings(quotes: Given, utterances: pd.DataFrame | None = None) -> pd.DataFrame:
    """Show where each wording keeps, drops, changes or adds words against the fullest one of its utterance.

    Parameters
    ----------
    quotes, utterances
        `QUOTES`, and their `UTTERANCES`; or a study in place of both.

    Returns
    -------
    DataFrame
        `WORDINGS`, by quote and in the order of the fullest wording: each stretch with its place in the article of the
        quote, and in the article of the fullest wording.

    Examples
    --------
    >>> from toolkit.quotes import find_quotes, link_quotes
    >>> one = "\u201cWe must keep the port open,\u201d said Ana Roe."
    >>> other = "\u201cWe have to keep the port open,\u201d Roe said."
    >>> quotes = find_quotes(pd.DataFrame({"article_id": ["a1", "a2"], "text": [one, other]}))
    >>> compare_wordings(quotes, link_quotes(quotes))[["step", "text", "fullest_text"]].values.tolist()[:3]
    [['kept', 'We', 'We'], ['changed', 'must', 'have to'], ['kept', 'keep the port open', 'keep the port open']]
    """
    needed = {"quotes": ("quote_id", "start", "text"), "utterances": ("utterance_id", "quote_id")}
    quotes, utterances = tables_of("compare_wordings", needed, quotes=quotes, utterances=utterances)
    known = {row["quote_id"]: row for row in quotes.to_dict("records")}
    pairs = zip(utterances["utterance_id"], utterances["quote_id"], strict=True)
    return WORDINGS.build(
        (utterance, quote, *row) for utterance, quote in pairs for row in _rows(known[utterance], known[quote])
    )


def _rows(fullest: Row, other: Row) -> Iterator[tuple[Any, ...]]:
    theirs, mine = (split_words(row["text"]) for row in (fullest, other))
    for step, start, end, first, last in align(theirs, mine):
        yield STEPS[step], *_stretch(other, first, last), *_stretch(fullest, start, end)


def _stretch(row: Row, first: int, last: int) -> tuple[int | None, int | None, str | None]:
    """Give the words from one to another as they stand: their place in the article, and themselves."""
    if first == last:
        return None, None, None
    spans = [match.span() for match in WORD.finditer(row["text"])][first:last]
    start, end = spans[0][0], spans[-1][1]
    return row["start"] + start, row["start"] + end, row["text"][start:end]
