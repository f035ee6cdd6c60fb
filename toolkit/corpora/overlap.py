"""Which articles share how much of their narration: every pair below 5,000 articles, pairs found by sketches above."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit.errors import ToolkitError

EXACT = 5000
FEWEST = 12
"""A narration of fewer grams is too short to be told from a formula."""
PERMUTATIONS = 128
PARTS = 16
SLACK = 0.8
"""Sketches are asked for pairs that share this part of what is looked for: each is then measured exactly."""
MISSING = 'copies among so many articles need datasketch; install it: pip install "parallax-toolkit[stories]"'
Grams = npt.NDArray[np.uint64]


class Pair(NamedTuple):
    """Two articles by their places, and which part of the shorter narration stands in the other."""

    one: int
    other: int
    containment: float


def find_pairs(narrations: Sequence[Grams], threshold: float, exact: int = EXACT) -> list[Pair]:
    """Find the pairs of narrations of which the shorter one stands in the other by `threshold` or more.

    Returns
    -------
    list of Pair
        By the places of both.
    """
    sets = [np.unique(grams) for grams in narrations]
    long_enough = [place for place, grams in enumerate(sets) if len(grams) >= FEWEST]
    candidates = _all(sets, long_enough) if len(sets) <= exact else _sketched(sets, long_enough, threshold)
    pairs = (Pair(one, other, shared / min(len(sets[one]), len(sets[other]))) for one, other, shared in candidates)
    return sorted(pair for pair in pairs if pair.containment >= threshold)


def _all(sets: Sequence[Grams], places: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Count what each pair shares, by the articles that each gram stands in."""
    if not places:
        return
    grams = np.concatenate([sets[place] for place in places])
    owners = np.repeat(np.array(places), [len(sets[place]) for place in places])
    order = np.argsort(grams, kind="stable")
    grams, owners = grams[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], grams[1:] != grams[:-1])))
    known, ends = grams[starts], np.append(starts[1:], len(grams))
    for place in places:
        at = np.searchsorted(known, sets[place])
        several = at[ends[at] - starts[at] > 1]
        if len(several) == 0:
            continue
        found = np.concatenate([owners[starts[gram] : ends[gram]] for gram in several])
        counts = np.bincount(found[found > place], minlength=1)
        for other in np.flatnonzero(counts):
            yield place, int(other), int(counts[other])


def _sketched(sets: Sequence[Grams], places: Sequence[int], threshold: float) -> Iterator[tuple[int, int, int]]:
    """Find pairs by MinHash and an ensemble of LSH (Zhu et al. 2016), and count what each shares."""
    sketches = _sketches(sets, places)
    ensemble: Any = _library().MinHashLSHEnsemble(threshold=threshold * SLACK, num_perm=PERMUTATIONS, num_part=PARTS)
    ensemble.index((place, sketches[place], len(sets[place])) for place in places)
    for place in places:
        for other in sorted(set(ensemble.query(sketches[place], len(sets[place])))):
            # The query is the shorter one: what it is asked for is how much of it stands in the other.
            if other != place and (len(sets[place]), place) <= (len(sets[other]), other):
                shared = len(np.intersect1d(sets[place], sets[other], assume_unique=True))
                yield min(place, other), max(place, other), shared


def _library() -> Any:
    try:
        import datasketch
    except ImportError:
        raise ToolkitError(MISSING) from None
    return datasketch


def _sketches(sets: Sequence[Grams], places: Sequence[int]) -> dict[int, Any]:
    library = _library()
    base = library.MinHash(num_perm=PERMUTATIONS, seed=1)
    shared = {"scheme": base.scheme, "permutations": base.permutations}
    found = {}
    for place in places:
        sketch = library.MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int, **shared)
        sketch.update_batch((sets[place] & np.uint64(0xFFFFFFFF)).tolist())
        found[place] = sketch
    return found
