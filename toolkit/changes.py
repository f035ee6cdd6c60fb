"""What a later version of an article changed: its sentences, and the tolls, labels, quotes and sources that moved."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import pandas as pd

# Imported for what they register: which function finds each table of a study.
from toolkit import claims as _claims  # noqa: F401  registers what finds its tables
from toolkit import framing as _framing  # noqa: F401  registers what finds its tables
from toolkit import quotes as _quotes_of  # noqa: F401  registers what finds its tables
from toolkit.corpora import find_versions
from toolkit.folding import fold_case
from toolkit.given import Given, tables_of
from toolkit.lineage import every_version
from toolkit.regions import divide
from toolkit.tables import CHANGES
from toolkit.text import read_in

ALIKE = 0.5
"""From which ratio of shared words on a sentence is the other one changed, and not another."""
NOTE = "correction note"
"""The rule by which a region is a note of correction."""
CAME, WENT, CHANGED, MOVED = "came", "went", "changed", "moved"

Tables = dict[str, pd.DataFrame]


class Part(NamedTuple):
    """One thing that a version holds: its words and place, what it is the same by, and what it is near to."""

    text: str
    start: int | None
    end: int | None
    same: tuple[Any, ...]
    near: tuple[Any, ...] | None


def compare_versions(
    articles: Given,
    labels: pd.DataFrame | None = None,
    quotes: pd.DataFrame | None = None,
    claims: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Say what each version of an article changed of the one before it.

    Parameters
    ----------
    articles
        A study, with the versions that it sets aside; or `ARTICLES` as `find_versions` takes them.
    labels, quotes, claims
        `LABELS`, `QUOTES` and `CLAIMS` of these articles; of a study they are found.

    Returns
    -------
    DataFrame
        `CHANGES`, version by version: sentences, notes of correction, tolls, labels, quotes, sources.

    Notes
    -----
    Sentences are aligned with difflib; one of which half the words stand again is changed. Letters in another case and
    further blanks are no change. A toll is the same where its number, its bounds, its people and its origin are, and
    has changed where people and origin alone are. Nothing says why an article was changed.

    Examples
    --------
    >>> rows = [["a1", "It rained. Two died.", None], ["a2", "It rained. Three died.", "a1"]]
    >>> articles = pd.DataFrame(rows, columns=["article_id", "text", "version_of"])
    >>> from toolkit.tables import CLAIMS, LABELS, QUOTES
    >>> none = LABELS.build([]), QUOTES.build([]), CLAIMS.build([])
    >>> compare_versions(articles, *none)[["what", "change", "before", "after"]].values.tolist()
    [['sentence', 'changed', 'Two died.', 'Three died.']]
    """
    whole = every_version(articles)
    versions = find_versions(whole)
    articles, labels, quotes, claims = tables_of(
        "compare_versions", articles=_versions_alone(whole, versions), labels=labels, quotes=quotes, claims=claims
    )
    tables = {"labels": labels, "quotes": quotes, "claims": claims}
    by_id = {row["article_id"]: row for row in articles.to_dict("records")}
    later = versions[versions["previous_id"].notna()]
    pairs = zip(later["previous_id"], later["article_id"], strict=True)
    return CHANGES.build(row for one, other in pairs for row in _pair(by_id[one], by_id[other], tables))


def _versions_alone(given: Any, versions: pd.DataFrame) -> Any:
    """Give a study, or articles, without those that have one version: they need not be read."""
    if isinstance(given, pd.DataFrame):
        return given
    mine = given.articles[given.articles["article_id"].isin(versions["article_id"])]
    return given._replace(articles=mine.reset_index(drop=True))


def _pair(one: dict[Any, Any], other: dict[Any, Any], tables: Tables) -> Iterator[tuple[Any, ...]]:
    notes = [_notes(row["text"]) for row in (one, other)]
    marked = bool({note.same for note in notes[1]} - {note.same for note in notes[0]})
    found = [("sentence", each) for each in _aligned(_sentences(one), _sentences(other))]
    found += [("note", each) for each in _matched(*notes)]
    for what, parts_of in PARTS.items():
        sides = [parts_of(tables, row["article_id"]) for row in (one, other)]
        match = _reworded if what == "quote" else _matched
        found += [(what, each) for each in match(*sides)]
    for what, (change, before, after) in found:
        cells = [cell for side in (before, after) for cell in (side[:3] if side else (None, None, None))]
        yield other["article_id"], one["article_id"], what, change, *cells, marked


Change = tuple[str, Part | None, Part | None]


def _sentences(row: dict[Any, Any]) -> list[Part]:
    """Give the sentences of an article that is read; of one in another language, its paragraphs."""
    language = row.get("language")
    reading = read_in(row["text"], language if isinstance(language, str) else None, keep=False)
    spans = [tuple(span) for span in reading.sentences] or [(each.start, each.end) for each in reading.regions]
    return [_part(row["text"], start, end) for start, end in spans]


def _part(text: str, start: int, end: int) -> Part:
    words = text[start:end]
    return Part(words, start, end, (_plain(words),), None)


def _plain(words: str) -> str:
    """Reduce words to what a change is more than: letters in one case, one blank between them."""
    return " ".join(fold_case(words).split())


def _notes(text: str) -> list[Part]:
    return [_part(text, each.start, each.end) for each in divide(text) if each.rule == NOTE]


def _aligned(one: Sequence[Part], other: Sequence[Part]) -> list[Change]:
    """Align sentences; what went in one place and came in another has moved."""
    matcher = SequenceMatcher(None, [each.same for each in one], [each.same for each in other], autojunk=False)
    changes: list[Change] = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            changes += _within(one[first:last], other[start:end])
    return _moved(changes)


def _within(gone: Sequence[Part], come: Sequence[Part]) -> Iterator[Change]:
    """Pair the sentences of one stretch that are alike, in their order."""
    rest = list(come)
    for part in gone:
        best = max(rest, key=lambda each: _ratio(part, each), default=None)
        if best is None or _ratio(part, best) < ALIKE:
            yield WENT, part, None
            continue
        yield from ((CAME, None, each) for each in rest[: rest.index(best)])
        yield CHANGED, part, best
        rest = rest[rest.index(best) + 1 :]
    yield from ((CAME, None, each) for each in rest)


def _ratio(one: Part, other: Part) -> float:
    return SequenceMatcher(None, one.same[0].split(), other.same[0].split(), autojunk=False).ratio()


def _moved(changes: Sequence[Change]) -> list[Change]:
    went = {before.same: before for kind, before, _ in changes if kind == WENT and before}
    came = {after.same: after for kind, _, after in changes if kind == CAME and after}
    both = went.keys() & came.keys()
    kept = [each for each in changes if not (each[0] == WENT and each[1] and each[1].same in both)]
    return [(MOVED, went[after.same], after) if kind == CAME and after and after.same in both else (kind, before, after)
            for kind, before, after in kept]  # fmt: skip


def _matched(one: Sequence[Part], other: Sequence[Part]) -> list[Change]:
    """Say what of two lists went, came or changed: what is the same stands in both, what is near has changed."""
    gone, come = _without(one, other), _without(other, one)
    changes: list[Change] = []
    for part in gone:
        near = next((each for each in come if part.near is not None and each.near == part.near), None)
        if near:
            come.remove(near)
        changes.append((CHANGED, part, near) if near else (WENT, part, None))
    return [*changes, *((CAME, None, each) for each in come)]


def _reworded(one: Sequence[Part], other: Sequence[Part]) -> list[Change]:
    """Say what of two lists of passages went, came or has other words."""
    return list(_within(_without(one, other), _without(other, one)))


def _without(parts: Sequence[Part], others: Sequence[Part]) -> list[Part]:
    """Give the parts that the others have not, each as often as it stands there more."""
    left = Counter(each.same for each in others)
    kept = []
    for part in parts:
        if left[part.same]:
            left[part.same] -= 1
        else:
            kept.append(part)
    return kept


def _rows(tables: Tables, name: str, article_id: str) -> list[dict[Any, Any]]:
    table = tables[name]
    mine = table[table["article_id"] == article_id].astype(object)
    return mine.where(mine.notna(), None).to_dict("records")


def _tolls(tables: Tables, article_id: str) -> list[Part]:
    """Give the figures that count; what a note of correction tells of is set aside."""
    return [
        Part(
            row["text"], row["start"], row["end"],
            (row["outcome"], row["group"], row["low"], row["high"], row["basis"], row["origin"]),
            (row["outcome"], row["group"], row["origin"]),
        )
        for row in _rows(tables, "claims", article_id)
        if row["aside"] is None
    ]  # fmt: skip


def _labels(tables: Tables, article_id: str) -> list[Part]:
    return [
        Part(
            row["text"], row["start"], row["end"],
            (row["entity"], _plain(row["text"]), row["voice"]),
            (row["entity"], row["construction"], row["voice"]),
        )
        for row in _rows(tables, "labels", article_id)
    ]  # fmt: skip


def _quotes(tables: Tables, article_id: str) -> list[Part]:
    return [
        Part(row["text"], row["start"], row["end"], (_plain(row["text"]), row["person"]), None)
        for row in _rows(tables, "quotes", article_id)
    ]


def _sources(tables: Tables, article_id: str) -> list[Part]:
    """Give everybody who speaks or counts, once, where they are first named."""
    named = [
        (row["person"] or row["speaker"], row["speaker_start"], row["speaker_end"])
        for row in _rows(tables, "quotes", article_id)
    ]
    named += [
        (row["origin"] or row["attributed_to"], row["attributed_start"], row["attributed_end"])
        for row in _rows(tables, "claims", article_id)
    ]
    first: dict[str, Part] = {}
    for name, start, end in named:
        if name:
            first.setdefault(_plain(name), Part(name, start, end, (_plain(name),), None))
    return list(first.values())


PARTS: dict[str, Callable[[Tables, str], list[Part]]] = {
    "toll": _tolls,
    "label": _labels,
    "quote": _quotes,
    "source": _sources,
}
"""What is compared beside the sentences, and what of it one version holds."""
