"""Which articles are on one event: by their rare words and names, and by their days where these are known."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.errors import ToolkitError
from toolkit.folding import fold_case
from toolkit.given import GivenTables, is_opened, parts_of
from toolkit.rules import words
from toolkit.tables import STORIES

WINDOW = 7
NEAR, NEAR_WITH_DAYS = 0.88, 0.92
"""How far apart articles of one story may be on average, in 1 minus cosine; days part much already."""
COMMON = 0.5
"""A word in more than this part of the articles tells no story from another."""
NAMED = 2
"""How much more a name counts than a word."""
NEVER = 1000.0
MOST = 10_000
MISSING = 'stories need scikit-learn; install it: pip install "parallax-toolkit[stories]"'
WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")


def find_stories(articles: GivenTables, *, window: int = WINDOW) -> pd.DataFrame:
    """Find which articles are on one event.

    Parameters
    ----------
    articles
        A study; or `ARTICLES`, of which `article_id` and `text` are used, and title and days where they are there; or
        an extraction that was opened.
    window
        How many days may lie between two articles of one story.

    Returns
    -------
    DataFrame
        `STORIES`, in the order of the articles.

    Raises
    ------
    ToolkitError
        When scikit-learn is not installed, or there are more articles than can be compared at once.

    Notes
    -----
    TF-IDF over words, pairs of words and names; agglomerative clustering by average linkage at one fixed distance.
    B-cubed F1 on BASIL (31 events, 93 articles), where the distance was chosen: .955 without days, 1.0 with them. It
    is a proposal: a person merges and splits in `stories.csv`.

    Examples
    --------
    >>> texts = ["A ferry burned in Port Aro.", "In Port Aro a ferry burned down.", "Mayor Bo Lind of Brin resigned."]
    >>> find_stories(pd.DataFrame({"article_id": ["a1", "a2", "a3"], "text": texts}))["story"].tolist()
    ['a1', 'a1', 'a3']
    """
    table = _table(articles)
    labels = _clusters(table, window) if len(table) > 1 else np.zeros(len(table), dtype=np.int64)
    ids = table["article_id"].tolist()
    first: dict[int, str] = {}
    for article_id, label in zip(ids, labels.tolist(), strict=True):
        first.setdefault(label, article_id)
    sizes = np.bincount(labels) if len(labels) else labels
    rows = zip(ids, labels.tolist(), _column(table, "title"), strict=True)
    return STORIES.build((article_id, first[label], int(sizes[label]), title) for article_id, label, title in rows)


def _table(articles: GivenTables) -> pd.DataFrame:
    """Give the articles, as long as they are not too many."""
    further = ("title", "published_from", "published_to")
    parts: list[pd.DataFrame] = []
    for part in parts_of("find_stories", "articles", ("article_id", "text"), articles, further):
        parts.append(part)
        if (found := sum(map(len, parts))) > MOST:
            told = f"found {found:,}{' and more' if is_opened(articles) else ''}; take them by month"
            raise ToolkitError(f"stories: expected at most {MOST:,} articles, {told}")
    return pd.concat(parts, ignore_index=True)


def _column(articles: pd.DataFrame, name: str) -> list[Any]:
    """Give the values of a column as they are; nothing where there is none."""
    if name not in articles.columns:
        return [None] * len(articles)
    return [None if pd.isna(value) else value for value in articles[name]]


def _clusters(articles: pd.DataFrame, window: int) -> npt.NDArray[np.int64]:
    try:
        from sklearn.cluster import AgglomerativeClustering
    except ImportError:
        raise ToolkitError(MISSING) from None
    distances = _distances(articles)
    far = _far(articles, window)
    near = NEAR_WITH_DAYS if far.any() else NEAR
    distances[far] = NEVER
    np.fill_diagonal(distances, 0)
    clusters = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=near
    )
    labels: npt.NDArray[np.int64] = clusters.fit_predict(distances)
    return labels


def _distances(articles: pd.DataFrame) -> npt.NDArray[np.float64]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    titles = _column(articles, "title")
    texts = [
        text if not title or text.startswith(title) else f"{title}\n{text}"
        for title, text in zip(titles, articles["text"], strict=True)
    ]
    # In a handful of articles every word of the event is in half of them.
    common = COMMON if len(texts) >= 1 / (1 - COMMON) * 10 else 1.0
    try:
        weights = TfidfVectorizer(analyzer=_terms, sublinear_tf=True, max_df=common).fit_transform(texts)
    except ValueError:  # no article has a word
        return np.ones((len(texts), len(texts)))
    similar: npt.NDArray[np.float64] = (weights @ weights.T).toarray()
    return np.clip(1 - similar, 0, None)


def _terms(text: str) -> Iterator[str]:
    """Give the words, the names once more for each time that they count, and each two words in a row."""
    last = ""
    for match in WORD.finditer(text):
        printed = match[0].replace("\u2019", "'").removesuffix("'s")
        word = fold_case(printed)
        if word in _function_words():
            last = word
            continue
        yield word
        if printed[0].isupper():
            yield from [f"name {word}"] * NAMED
        yield f"{last} {word}"
        last = word


@cache
def _function_words() -> frozenset[str]:
    """Give the words that tell of no event: articles, pronouns, prepositions, auxiliaries."""
    return frozenset(word for word in words("word_classes", "word"))


def _far(articles: pd.DataFrame, window: int) -> npt.NDArray[np.bool_]:
    """Say of each pair whether more days lie between them than a story has; what is not known is not far."""
    early = pd.Series(_column(articles, "published_from"), dtype="datetime64[us]")
    late = pd.Series(_column(articles, "published_to"), dtype="datetime64[us]")
    first, last = early.fillna(late), late.fillna(early)
    gap = np.subtract.outer(first.to_numpy(), last.to_numpy()) > np.timedelta64(window, "D")
    far: npt.NDArray[np.bool_] = gap | gap.T
    return far
