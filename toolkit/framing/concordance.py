"""Where words stand: every place of a word in every account, in the order of the articles."""

from collections.abc import Iterable, Iterator

import pandas as pd

from toolkit.framing.voices import find_voices
from toolkit.text import Reading, readings

COLUMNS = {"article_id": "str", "start": "int64", "end": "int64", "text": "str", "word": "str", "voice": "str"}


def find_words(articles: pd.DataFrame, words: Iterable[str]) -> pd.DataFrame:
    """Find every place of some words.

    Parameters
    ----------
    articles
        `ARTICLES`; `article_id` and `text` are used.
    words
        Words as `compare_words` counts them; capitals make no difference.

    Returns
    -------
    DataFrame
        One row a place, by word and then in reading order: `article_id`, `start`, `end`, `text` as printed, the
        `word`, and its `voice`: own, quoted or reported.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a1"], "text": ["The quay fell. \u201cOur quay,\u201d Roe said."]})
    >>> find_words(articles, ["Quay"])[["start", "text", "voice"]].to_numpy().tolist()
    [[4, 'quay', 'own'], [20, 'quay', 'quoted']]
    """
    wanted = {word.lower(): place for place, word in enumerate(dict.fromkeys(words))}
    found = [(article_id, *row) for article_id, reading in readings(articles) for row in _places(reading, wanted)]
    table = pd.DataFrame(found, columns=list(COLUMNS)).astype(COLUMNS)
    order = table["word"].map(wanted).sort_values(kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _places(reading: Reading, wanted: dict[str, int]) -> Iterator[tuple[int, int, str, str, str]]:
    voices = find_voices(reading)
    for token, start, end in zip(reading.tokens, reading.starts, reading.ends, strict=True):
        if token.lower() in wanted:
            yield start, end, reading.text[start:end], token.lower(), voices.at(start, end).kind
