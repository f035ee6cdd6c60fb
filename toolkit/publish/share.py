"""How much of each article stands on all pages together, and passages cut so that it is no more than a share."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from toolkit.errors import ToolkitError
from toolkit.exhibits.gate import LIMIT
from toolkit.publish.parts import Told
from toolkit.publish.pieces import Piece, pieces_of, rewrite, words_of

SHARE = 0.6
"""Most of an article's words that may stand on the pages."""
RUN = 3
"""So many words in a row are taken from an article; fewer, such as a name, may be anybody's."""
Places = frozenset[tuple[str, int]]
"""Words of articles, each by its article and its number in it."""


class Index(NamedTuple):
    """Where each run of words stands: in which articles, from which word on; and how many words each article has."""

    runs: dict[tuple[str, ...], list[tuple[str, int]]]
    lengths: dict[str, int]

    def places(self, text: str) -> Places:
        """Give the words of articles that a text prints."""
        words = words_of(text)
        starts = (self.runs.get(tuple(words[at : at + RUN]), ()) for at in range(len(words) - RUN + 1))
        return frozenset((name, first + step) for found in starts for name, first in found for step in range(RUN))


def index(articles: pd.DataFrame) -> Index:
    """Note where each run of words stands in the articles."""
    runs: dict[tuple[str, ...], list[tuple[str, int]]] = {}
    lengths: dict[str, int] = {}
    for name, text in zip(articles["article_id"], articles["text"], strict=True):
        words = words_of(text)
        lengths[name] = len(words)
        for at in range(len(words) - RUN + 1):
            runs.setdefault(tuple(words[at : at + RUN]), []).append((name, at))
    return Index(runs, lengths)


def measure(told: Iterable[Told], known: Index) -> dict[str, float]:
    """Give the share of each article that stands on the pages.

    Notes
    -----
    A word stands there where it is one of three in a row, or more, that an article has in this order, in one cell, one
    label or one of our sentences. What is generalised is not there.
    """
    return _shares(known, (known.places(piece.text) for piece in _pieces(told)))


def _pieces(told: Iterable[Told]) -> list[Piece]:
    pieces = (piece for each in told for part in each.parts for piece in pieces_of(part))
    return [piece for piece in pieces if len(words_of(piece.text)) >= RUN]


def _shares(known: Index, printed: Iterable[Places]) -> dict[str, float]:
    counts = dict.fromkeys(known.lengths, 0)
    for name, _ in frozenset[tuple[str, int]]().union(*printed):
        counts[name] += 1
    return {name: count / max(known.lengths[name], 1) for name, count in counts.items()}


def hold(told: list[Told], known: Index) -> list[Told]:
    """Cut the passages of the articles of which more than the share stands on the pages.

    Returns
    -------
    list of Told
        The same pages. Of such an article the sentences with most passages stay whole as long as the share lasts; of
        other passages the core stays, with what is left out as an ellipsis. Where the cores alone are more than the
        share, only what is marked stays, and no passage, cell or label has more than a certain number of words, the
        greatest with which the share holds.

    Raises
    ------
    ToolkitError
        When sentences that can't be cut print more than the share.
    """
    pieces = _pieces(told)
    beyond = {name for name, share in _shares(known, map(known.places, _texts(pieces))).items() if share > SHARE}
    if not beyond:
        return told
    whole = _whole(pieces, known, beyond)
    cores = [_shortened(piece, known, whole, beyond) for piece in pieces]
    still = [name for name, share in _shares(known, map(known.places, _texts(cores))).items() if share > SHARE]
    limits = {name: _greatest(cores, known, name) for name in still}

    def cut(piece: Piece) -> Piece:
        core = _shortened(piece, known, whole, beyond)
        found = [limits[name] for name in {name for name, _ in known.places(piece.text)} if name in limits]
        return core.core(0).cut(min(found)) if found else core

    return [each._replace(parts=[rewrite(part, cut) for part in each.parts]) for each in told]


def _shortened(piece: Piece, known: Index, whole: frozenset[Places], beyond: set[str]) -> Piece:
    places = known.places(piece.text)
    return piece.core() if places not in whole and any(name in beyond for name, _ in places) else piece


def _whole(pieces: list[Piece], known: Index, beyond: set[str]) -> frozenset[Places]:
    """Choose the passages that stay whole: those of the sentences with most passages for their words come first."""
    printed = set[tuple[str, int]]().union(*(known.places(piece.core().text) for piece in pieces))
    counts = Counter(name for name, _ in printed)
    times = Counter(places for piece in pieces if piece.marked and (places := known.places(piece.text)))
    chosen = []
    dense = {places: times[places] / max(len(places - printed), 1) for places in times}
    for places in sorted(times, key=lambda places: (-dense[places], sorted(places))):
        added = Counter(name for name, _ in places - printed)
        if all(counts[name] + more <= SHARE * known.lengths[name] for name, more in added.items() if name in beyond):
            chosen.append(places)
            printed |= places
            counts += added
    return frozenset(chosen)


def _texts(pieces: Iterable[Piece]) -> Iterable[str]:
    return (piece.text for piece in pieces)


def _greatest(pieces: list[Piece], known: Index, name: str) -> int:
    """Find the greatest number of words in one place with which an article's share holds."""
    mine = [piece for piece in pieces if any(article == name for article, _ in known.places(piece.text))]

    def holds(words: int) -> bool:
        cut = (known.places(piece.core(0).cut(words).text) for piece in mine)
        return _shares(known, cut)[name] <= SHARE

    low, high = RUN - 1, LIMIT + 1
    if not holds(low):
        raise ToolkitError(
            f"article {name}: sentences of the notebooks print more than {SHARE:.0%} of its words; shorten them, or "
            'run the report with --full-text "reason"'
        )
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low
