"""How many words of each article are somebody's: each word counted once, in marks or reported without."""

from collections import Counter
from typing import Any

import pandas as pd

from toolkit.given import Given, tables_of
from toolkit.text import WORD

Row = dict[Any, Any]


def count_carried(articles: Given, quotes: pd.DataFrame | None = None) -> pd.DataFrame:
    """Count the words that each quote carries.

    Parameters
    ----------
    articles, quotes
        `ARTICLES` and their `QUOTES`; or a study, whose quotes are found and corrected where none are given.

    Returns
    -------
    DataFrame
        `in_marks` and `reported` (in the source's clause, without marks) for each row of `quotes`, by its index.

    Notes
    -----
    A word that two clauses hold counts for the narrower one; the words in marks count for their own passage.

    Examples
    --------
    >>> from toolkit.quotes import find_quotes
    >>> text = "Ana Roe said that the port was \u201cbeyond repair\u201d by noon."
    >>> articles = pd.DataFrame({"article_id": ["a1"], "text": [text]})
    >>> count_carried(articles, find_quotes(articles)).values.tolist()
    [[2, 5]]
    """
    needed = {"quotes": ("article_id", "start", "end", "kind", "clause_start", "clause_end")}
    articles, quotes = tables_of("count_carried", needed, articles=articles, quotes=quotes)
    counts = pd.DataFrame(0, index=quotes.index, columns=["in_marks", "reported"])
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    for article_id, mine in quotes.groupby("article_id", sort=False):
        for (index, manner), words in _count(texts[article_id], mine.to_dict("index")).items():
            counts.loc[index, manner] = words
    return counts


def _count(text: str, rows: dict[Any, Row]) -> Counter[tuple[Any, str]]:
    owners: dict[int, tuple[Any, str]] = {}
    clauses = sorted(rows.items(), key=lambda item: _clause(item[1])[0] - _clause(item[1])[1])
    for index, row in clauses:
        owners.update((at, (index, "reported")) for at in _words(text, *_clause(row)))
    for index, row in rows.items():
        if row["kind"] != "indirect":
            owners.update((at, (index, "in_marks")) for at in _words(text, row["start"], row["end"]))
    return Counter(owners.values())


def _clause(row: Row) -> tuple[int, int]:
    if pd.isna(row["clause_start"]):
        return row["start"], row["end"]
    return int(row["clause_start"]), int(row["clause_end"])


def _words(text: str, start: int, end: int) -> list[int]:
    return [match.start() for match in WORD.finditer(text, start, end)]
