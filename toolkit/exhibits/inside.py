"""What follows from the words inside a private detail: names of the codebook, figures, and rows that rest on them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import pandas as pd

from toolkit.counts import find_counts
from toolkit.exhibits.gate import Same, details_of, generalised
from toolkit.privacy import Detail, stands_in
from toolkit.study import Study

WITHHELD = "[withheld]"
OWN = ("text", "verb")
"""Cells whose place is the row's own span; others have columns for it, such as `speaker_start` for `speaker`."""
NAMED = {
    "person": ("speaker",),
    "said_by": ("speaker",),
    "entity": OWN,
    "actor_entity": ("actor", *OWN),
    "patient_entity": ("patient", *OWN),
    "group": ("victims", "text"),
    "place_id": ("place", "text"),
    "origin": ("attributed_to", "text"),
    "beside": ("attributed_to", "text"),
    "source": ("attributed_to", "text"),
    "event": ("time", "place", "text"),
}
"""Cells that name what others print."""
FOLLOWS = NAMED | {
    "low": ("text",),
    "high": ("text",),
    "figure": ("text",),
    "earliest": ("time", "text"),
    "latest": ("time", "text"),
    "event_by": ("event",),
    "aside": ("text",),
    "rule": OWN,
}
"""Cells that say again, in other words or in a number, what others say: withheld where one of those is."""
NUMBERS = ("low", "best", "high")
RESTING = frozenset({*NUMBERS, "holds", "why"})
"""Cells of a row that is reckoned from other rows."""
JUDGED = {"entities": "alias", "origins": "alias", "events": "alias", "places": "alias", "groups": "term"}
"""Sheets of names that stand in tables, each with its column of the words that articles print."""
ID = re.compile(r"(?P<article>.+):[a-z](?P<start>\d{7,})[a-z]*")
APART = "; "
"""What stands between the names, or the ids, of one cell."""

Row = dict[Any, Any]


def withhold_followers(study: Study, cells: Row) -> Row:
    """Withhold what says a withheld cell again; a figure and a day are missing then.

    Notes
    -----
    Where something is shown for the words, the group that holds all others says no more of whom they are about.
    """
    for name, others in FOLLOWS.items():
        if name == "group" and cells.get("text") != WITHHELD and cells.get(name) in _everybody(study):
            continue
        if name in cells and any(cells.get(other) == WITHHELD for other in others):
            cells[name] = WITHHELD if isinstance(cells[name], str) else None
    return cells


def _everybody(study: Study) -> frozenset[str]:
    wholes = study.groups["group"][study.groups["part_of"].isna()].unique()
    return frozenset(wholes if len(wholes) == 1 else ())


def withhold_names(study: Study, cells: Row, names: frozenset[str]) -> Row:
    """Withhold names of the codebook that an article has from its private details alone."""
    for name in NAMED:
        cell = cells.get(name)
        if isinstance(cell, str) and not names.isdisjoint(cell.split(APART)) and str(generalised(study, cell)) == cell:
            cells[name] = WITHHELD
    return cells


def withhold_figure(row: Row, cells: Row) -> Row:
    """Let a figure go with its words: where what is shown of them names no number, none is given."""
    text = cells.get("text")
    if "low" in cells and isinstance(text, str) and text != row["text"] and not _numbers(text):
        hidden = {"low": None, "high": None, "figure": text, "rule": text, "group": WITHHELD}
        cells |= {name: cell for name, cell in hidden.items() if name in cells}
    return cells


def names_inside(study: Study, texts: Iterable[str]) -> frozenset[str]:
    """Give the names of the codebook that texts have from their private details alone."""
    known = Same(study.private, study.entities, *(getattr(study, sheet) for sheet in JUDGED))
    pairs = _aliases(known)
    inside, outside = frozenset[str](), frozenset[str]()
    for text in texts:
        within, without = _named(pairs, text, details_of(study, text))
        inside, outside = inside | within, outside | without
    return inside - outside


@lru_cache(maxsize=8)
def _aliases(known: Same) -> tuple[tuple[str, str], ...]:
    return tuple(
        dict.fromkeys(
            (str(name), alias)
            for table, column in zip(known.tables[2:], JUDGED.values(), strict=True)
            for name, alias in zip(table.iloc[:, 0], table[column], strict=True)
            if isinstance(alias, str)
        )
    )


@lru_cache(maxsize=1024)
def _named(
    pairs: tuple[tuple[str, str], ...], text: str, details: tuple[Detail, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """Give the names that stand in private details of a text, and those that stand outside them."""
    inside = [text[each.start : each.end] for each in details]
    outside = list(between(text, details))
    within = frozenset(name for name, alias in pairs if any(stands_in(alias, each) for each in inside))
    without = frozenset(
        name for name, alias in pairs if name in within and any(stands_in(alias, each) for each in outside)
    )
    return within, without


def between(text: str, details: Iterable[Detail]) -> Iterator[str]:
    """Give what stands round the private details of a text."""
    at = 0
    for each in details:
        yield text[at : each.start]
        at = each.end
    yield text[at:]


def numbers_inside(study: Study, texts: Iterable[str]) -> frozenset[int]:
    """Give the numbers that stand nowhere but in private details."""
    inside, outside = frozenset[int](), frozenset[int]()
    for text in texts:
        if details := details_of(study, text):
            inside |= frozenset[int]().union(*(_numbers(text[each.start : each.end]) for each in details))
        outside |= frozenset[int]().union(*map(_numbers, between(text, details))) if inside else frozenset()
    return inside - outside


@lru_cache(maxsize=4096)
def _numbers(words: str) -> frozenset[int]:
    return frozenset(end for each in find_counts(words) for end in (each.low, each.high) if end is not None)


def rests_inside(study: Study, table: pd.DataFrame, texts: dict[str, str]) -> list[bool]:
    """Say of each row without a place whether a row that it rests on lies within a private detail."""
    columns = [name for name in ("claim_id", "rests_on") if name in table.columns]
    hidden = [any(_is_inside(study, row[name], texts) for name in columns) for row in table.to_dict("records")]
    if "relation_id" in table.columns:
        whole = set(table["relation_id"][hidden])
        return [relation in whole for relation in table["relation_id"]]
    return hidden


def _is_inside(study: Study, ids: Any, texts: dict[str, str]) -> bool:
    found = (ID.fullmatch(each) for each in ids.split(APART)) if isinstance(ids, str) else ()
    places = [(texts.get(match["article"], ""), int(match["start"])) for match in found if match]
    details = (each for text, start in places for each in details_of(study, text) if each.start <= start < each.end)
    return any(not _numbers(each.instead) for each in details)  # "[three relatives]" tells the number itself


def withhold_resting(row: Row, cells: Row, numbers: frozenset[int], *, hidden: bool) -> Row:
    """Withhold what is reckoned from a withheld figure: its numbers, whether it holds, and the reason."""
    own = [name for name in NUMBERS if name in cells and "word" not in row]
    unsayable = hidden or cells.get("group") == WITHHELD
    if not unsayable and not any(row[name] in numbers for name in own if not pd.isna(row[name])):
        return cells
    for name in RESTING & cells.keys():
        cells[name] = WITHHELD if isinstance(cells[name], str) else None
    return cells
