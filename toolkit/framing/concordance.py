"""Where words stand: every place of a word in every account, in the order of the articles."""

from collections.abc import Iterable, Iterator

import pandas as pd

from toolkit.analysis import find_rows
from toolkit.errors import TableError
from toolkit.folding import fold_case
from toolkit.framing.voices import find_voices
from toolkit.given import Given
from toolkit.sound import note
from toolkit.text import Reading, read, readings

COLUMNS = {"article_id": "str", "start": "int64", "end": "int64", "text": "str", "word": "str", "voice": "str"}


def find_words(articles: Given, words: Iterable[str]) -> pd.DataFrame:
    """Find every place of some words.

    Parameters
    ----------
    articles
        `ARTICLES`, of which `article_id` and `text` are used; or a study.
    words
        Words one by one, as `compare_words` counts them; capitals and the form of apostrophes make no difference.

    Returns
    -------
    DataFrame
        One row a place, by word and then in reading order: `article_id`, `start`, `end`, `text` as printed, the
        `word`, and its `voice`: own, quoted or reported. No word, or none that stands anywhere, gives no rows.

    Raises
    ------
    TableError
        When the words are one text and no list, or one of them is no word or several; or an article has no text.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a1"], "text": ["The quay fell. \u201cOur quay,\u201d Roe said."]})
    >>> find_words(articles, ["Quay"])[["start", "text", "voice"]].to_numpy().tolist()
    [[4, 'quay', 'own'], [20, 'quay', 'quoted']]
    """
    wanted = {word: place for place, word in enumerate(dict.fromkeys(_wanted(words)))}
    found = find_rows("words", readings(articles, "find_words"), lambda _, reading: _places(reading, wanted))
    table = pd.DataFrame(found.rows, columns=list(COLUMNS)).astype(COLUMNS)
    order = table["word"].map(wanted).sort_values(kind="stable").index
    return note(table.loc[order].reset_index(drop=True), found.left_out)


def _wanted(words: Iterable[str]) -> list[str]:
    """Give each word as it is found in a reading, in small letters."""
    if isinstance(words, str) or not isinstance(words, Iterable):
        remedy = f'; write ["{words}"]' if isinstance(words, str) else ""
        raise TableError(f"find_words: expected a list of words, found {words!r}{remedy}")
    asked = list(words)
    tokens = [_tokens(word) if isinstance(word, str) else () for word in asked]
    faults = [
        f"find_words: expected single words, found {word!r}" + ("; look for one at a time" if len(parts) > 1 else "")
        for word, parts in zip(asked, tokens, strict=True)
        if len(parts) != 1
    ]
    if faults:
        raise TableError(*faults)
    return [fold_case(parts[0]) for parts in tokens]


def _tokens(word: str) -> tuple[str, ...]:
    """Read a word; "gen." in small letters, as `compare_words` gives it, is one word as "Gen." and two as it stands."""
    # Within a sentence, since alone on its line a word could be taken for a notice that is not read.
    forms = [read(f"It was {form} again.").tokens[2:-2] for form in (word, word.capitalize(), word.upper())]
    return next((tokens for tokens in forms if len(tokens) == 1), forms[0])


def _places(reading: Reading, wanted: dict[str, int]) -> Iterator[tuple[int, int, str, str, str]]:
    voices = find_voices(reading)
    for token, start, end in zip(reading.tokens, reading.starts, reading.ends, strict=True):
        if (word := fold_case(token)) in wanted:
            yield start, end, reading.text[start:end], word, voices.at(start, end).kind
