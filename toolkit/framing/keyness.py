"""Which words set one account apart: log-odds with an informative Dirichlet prior, held against shuffled articles."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np
import pandas as pd

from toolkit.analysis import in_article
from toolkit.folding import fold_case
from toolkit.framing.options import check_options, check_weights
from toolkit.framing.voices import find_voices
from toolkit.given import Given, tables_of
from toolkit.sound import LeftOut, note
from toolkit.tables import KEYNESS
from toolkit.text import Reading, readings

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Places = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

REST = "rest"
VOICES = ("all", "own")
# Half the width of a 95 % interval, in standard errors.
WIDTH = 1.959963984540054
PER = 1000


class LogOdds(NamedTuple):
    """For each word, the difference of its log-odds on two sides, and that difference's standard error."""

    difference: Numbers
    error: Numbers

    @property
    def z(self) -> Numbers:
        """Give the difference in standard errors."""
        return self.difference / self.error


class Corpus(NamedTuple):
    """How often each word stands in each article: one entry for each word of each article that has it."""

    groups: tuple[str, ...]
    vocabulary: tuple[str, ...]
    article: Places
    word: Places
    times: Numbers
    left_out: tuple[LeftOut, ...] = ()

    def sides(self, chosen: Places, pool: Places) -> tuple[Numbers, Numbers]:
        """Count each word in the chosen articles and in the others of a pool."""
        size = len(self.vocabulary)
        one, both = np.isin(self.article, chosen), np.isin(self.article, pool)
        counted = [np.bincount(self.word[side], self.times[side], size) for side in (one, both & ~one)]
        return counted[0].astype(np.float64), counted[1].astype(np.float64)


def compare_words(
    articles: Given,
    *,
    by: str = "account",
    against: str = REST,
    voice: str = "all",
    prior: float = 500.0,
    least: int = 3,
    full_variance: bool = True,
    shuffles: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare the words of each group of articles with those of the others.

    Parameters
    ----------
    articles
        `ARTICLES`, of which `article_id`, `text` and the column named by `by` are used; or a study. Articles without a
        group are left out.
    by
        The column whose values are the groups.
    against
        The group that all others are compared with; `rest` compares each with all the others together.
    voice
        `own` leaves out what stands in quotation marks or in a reported clause; `all` counts every word that is read.
    prior
        The weight of the prior, in words: the larger, the nearer rare words come to no difference. The prior itself is
        how often each word stands in both sides together.
    least
        A word must stand so often in both sides together; rarer ones can't tell two sides apart.
    full_variance
        All four terms of the variance (Monroe et al., equation 19; scattertext), or two (equation 20; ConvoKit).
    shuffles, seed
        So many times the articles are dealt to the two sides anew; where there are no more ways, every one is tried.

    Returns
    -------
    DataFrame
        `KEYNESS`: for each group its words, the most distinctive first. `p` is the share of dealings in which any word
        reaches this one's |z|, so that all words are tried at once. Where nothing can be compared there are no rows:
        with one group or one article alone, or fewer than two words that stand often enough.

    Raises
    ------
    TableError
        When there is no such column or group, an option is out of its range, or an article has no text.

    Notes
    -----
    Monroe, Colaresi and Quinn (2008), Fightin' Words. The interval supposes that words fall independently, which those
    of one article do not: with few articles `p` is the figure to believe, and it can't be smaller than one divided by
    the number of ways to deal. The odds are among the words that stand often enough; the rates are of all words.

    Examples
    --------
    >>> texts = ["The mayor slept. The mayor ate. The mayor left.", "The sea rose. The sea fell. The sea froze."]
    >>> articles = pd.DataFrame({"article_id": ["a1", "a2"], "account": ["One", "Two"], "text": texts})
    >>> compare_words(articles)[["group", "word", "count", "count_against", "p"]].head(1).to_numpy().tolist()
    [['One', 'mayor', 3, 0, 1.0]]
    """
    (articles,) = tables_of("compare_words", articles=articles)
    numbers = {"prior": prior, "least": least, "shuffles": shuffles, "seed": seed}
    check_options(articles, by, against, REST, voice=voice, voices=VOICES, full_variance=full_variance, **numbers)
    corpus = count_words(articles, by=by, own=voice == "own")
    deals = deal(corpus, against=str(against), shuffles=shuffles, seed=seed)
    rows = (row for each in deals for row in _compare(corpus, each, prior, least, full_variance))
    return note(KEYNESS.build(rows), corpus.left_out)


class Deal(NamedTuple):
    """One comparison: the articles of its group, those of both sides, and other ways to choose as many of them."""

    group: str
    against: str
    chosen: Places
    pool: Places
    others: tuple[Places, ...]
    exhaustive: bool


def log_odds(count: Numbers, against: Numbers, prior: Numbers, *, full_variance: bool = True) -> LogOdds:
    """Compute the log-odds of each word on one side against the other.

    Parameters
    ----------
    count, against, prior
        One number a word: how often it stands on each side, and its weight in the prior, which must be above zero.
    full_variance
        See `compare_words`.

    Raises
    ------
    TableError
        When these are not as many, a count is below zero, a weight is not above it, or there is one word alone.

    Examples
    --------
    >>> log_odds(np.array([10.0, 90.0]), np.array([5.0, 95.0]), np.array([1.0, 1.0])).difference.round(4).tolist()
    [0.6596, -0.6596]
    """
    return _log_odds(*check_weights(count, against, prior), full_variance)


def _log_odds(count: Numbers, against: Numbers, prior: Numbers, full_variance: bool) -> LogOdds:
    ones = [(side + prior, side.sum() + prior.sum() - side - prior) for side in (count, against)]
    difference = np.log(ones[0][0] / ones[0][1]) - np.log(ones[1][0] / ones[1][1])
    variance = sum(1 / has + (1 / lacks if full_variance else 0.0) for has, lacks in ones)
    return LogOdds(difference, np.sqrt(variance))


def count_words(articles: pd.DataFrame, *, by: str, own: bool = False) -> Corpus:
    """Count the words of each article that has a group."""
    grouped = articles[articles[by].notna()]
    read_in = [
        in_article("words", article_id, reading, lambda _, each: _words(each, own))
        for article_id, reading in readings(grouped)
    ]
    counts = [Counter(row[-1] for row in each.rows) for each in read_in]
    vocabulary = sorted({word for each in counts for word in each})
    places = {word: place for place, word in enumerate(vocabulary)}
    entries = [(article, places[word], n) for article, each in enumerate(counts) for word, n in each.items()]
    columns = np.array(entries, dtype=np.int64).reshape(-1, 3).T
    groups = tuple(str(group) for group in grouped[by])
    left_out = tuple(fault for each in read_in for fault in each.left_out)
    return Corpus(groups, tuple(vocabulary), columns[0], columns[1], columns[2].astype(np.float64), left_out)


def _words(reading: Reading, own: bool) -> Iterator[tuple[int, int, str]]:
    """Give the words of an article in lower case, without numbers and marks."""
    voices = find_voices(reading) if own else None
    for token, start, end in zip(reading.tokens, reading.starts, reading.ends, strict=True):
        if token[0].isalpha() and not (voices and voices.at(start, end).kind != "own"):
            yield start, end, fold_case(token)


def deal(corpus: Corpus, *, against: str = REST, shuffles: int = 1000, seed: int = 0) -> Iterator[Deal]:
    """Set up each comparison with the ways in which its articles could have been dealt to the two sides."""
    groups = np.array(corpus.groups, dtype=object)
    chance = np.random.default_rng(seed)
    for group in dict.fromkeys(corpus.groups):
        chosen = np.flatnonzero(groups == group)
        other = groups != group if against == REST else groups == against
        pool = np.sort(np.concatenate([chosen, np.flatnonzero(other & (groups != group))]))
        if group != against and len(chosen) < len(pool):
            others = tuple(_others(chosen, pool, shuffles, chance))
            yield Deal(group, against, chosen, pool, others, comb(len(pool), len(chosen)) <= shuffles)


def _others(chosen: Places, pool: Places, shuffles: int, chance: np.random.Generator) -> Iterator[Places]:
    if comb(len(pool), len(chosen)) <= shuffles:
        ways = (np.array(way) for way in combinations(pool.tolist(), len(chosen)))
        yield from (way for way in ways if not np.array_equal(way, chosen))
    else:
        yield from (chance.choice(pool, len(chosen), replace=False) for _ in range(shuffles))


def score(corpus: Corpus, chosen: Places, pool: Places, prior: float, least: int, full: bool) -> tuple[LogOdds, Places]:
    """Score the words that stand often enough in a pool; give their places too. One word alone has no odds."""
    count, against = corpus.sides(chosen, pool)
    kept = np.flatnonzero(count + against >= least)
    kept = kept if len(kept) > 1 else kept[:0]
    pooled = (count + against)[kept]
    weights = prior * pooled / pooled.sum() if len(kept) else pooled
    return _log_odds(count[kept], against[kept], weights, full), kept


def peaks(corpus: Corpus, each: Deal, prior: float = 500.0, least: int = 3, full: bool = True) -> Numbers:
    """Give the greatest |z| of any word in each other way to deal the articles of one comparison."""
    scored = (score(corpus, chosen, each.pool, prior, least, full)[0].z for chosen in each.others)
    return np.array([np.abs(z).max() for z in scored if len(z)])


def _compare(corpus: Corpus, each: Deal, prior: float, least: int, full: bool) -> Iterator[tuple[object, ...]]:
    odds, kept = score(corpus, each.chosen, each.pool, prior, least, full)
    counts = [side[kept] for side in corpus.sides(each.chosen, each.pool)]
    totals = [side.sum() for side in corpus.sides(each.chosen, each.pool)]
    if not len(kept) or min(totals) == 0:
        return
    reached = peaks(corpus, each, prior, least, full)
    for place in np.lexsort((kept, -odds.z)):
        word, z = corpus.vocabulary[kept[place]], float(odds.z[place])
        numbers = [side[place] for side in counts]
        rates = [PER * number / total for number, total in zip(numbers, totals, strict=True)]
        middle, half = float(odds.difference[place]), WIDTH * float(odds.error[place])
        p = (1 + int((reached >= abs(z) - 1e-12).sum())) / (1 + len(reached)) if len(reached) else None
        sides = f"{each.group}|{each.against}|{word}"
        ends = (middle - half, middle + half)
        yield sides, each.group, each.against, word, *map(int, numbers), *rates, middle, z, *ends, p
