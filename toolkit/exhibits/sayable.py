"""What can be said of each group and what can't: low, best and high, each with the figures it rests on."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from toolkit.exhibits.ledger import claim_rows, group_names, of_event, printed_by
from toolkit.exhibits.show import Drawing
from toolkit.exhibits.style import INK
from toolkit.exhibits.tracks import Tracks, empty, segment
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import count, listing, number, sentence
from toolkit.study import Study
from toolkit.tolls.naming import NOT_FOUND

ENDS = ("low", "best", "high")
WHY = re.compile(r"(?:^|; )(low|best|high): ")
# What a best number does not meet, at the end of its reason (`tolls.bests`).
UNMET = re.compile(r"(?<=, )which .+ (?:does|do) not meet$")
# low: “several”, a word for at least 3, on the word of Aro Watch
WORD = re.compile(r"(\u201c[^\u201d]+\u201d), a word for at least ")
MISSING = "missing, since "
LEAST = "\u2265\u00a0"
ARROW = 0.06
WORD_OF = "on the word of "


@entering
def draw_estimates(study: Study, estimates: pd.DataFrame) -> Drawing:
    """Draw how many of each group are killed at least, an arrow where nothing bounds it from above, a dot for best."""
    rows = [row for row in _rows(estimates) if row["low"] is not None and row["outcome"] == "killed"]
    if not rows:
        return Drawing(empty("Nothing can be said."), _read_nothing(study), 0)
    tracks = Tracks(max(row[end] for row in rows for end in ENDS if row[end] is not None))
    for row in rows:
        _draw(tracks, row, sentence(_whom(study, row)))
    rests = {claim for row in rows for claim in row["rests_on"].split("; ")}
    return Drawing(tracks.done("number of people"), _reading(study, rows), len(rests))


def _draw(tracks: Tracks, row: dict[Any, Any], label: str) -> None:
    y = tracks.row(label)
    tracks.leader(row["low"])
    reach = row["high"] if row["high"] is not None else row["low"] + ARROW * tracks.longest
    segment(tracks.plot, (row["low"], reach), y, INK, width=2 if row["high"] is None else 6)
    if row["high"] is None:
        tracks.plot.add_trace(_mark(reach, y, "triangle-right", 8))
    tracks.plot.add_trace(_mark(row["low"], y, "line-ns", 12))
    if row["best"] is not None:
        tracks.plot.add_trace(_mark(row["best"], y, "circle", 11))
    # The best number may lie beyond the arrow, and its dot must not stand on the words.
    tracks.value(max(reach, row["best"] or 0), _ends_in_words(row))


def _mark(x: float, y: float, symbol: str, size: int) -> go.Scatter:
    marker = {"symbol": symbol, "color": INK, "size": size, "line": {"color": INK, "width": 2}}
    return go.Scatter(x=[x], y=[y], mode="markers", marker=marker, hoverinfo="skip", cliponaxis=False)


def _ends_in_words(row: dict[Any, Any]) -> str:
    ends = f"{LEAST}{number(row['low'])}" if row["high"] is None else f"{number(row['low'])}\u2013{number(row['high'])}"
    best = "" if row["best"] is None else f", best {number(row['best'])}"
    return f"<b>{ends}</b>{best}"


def _read_nothing(study: Study) -> str:
    if study.groups.empty:
        return "The codebook lists no groups of people, and a number can be said of a group only."
    return "No figure bounds the number of people killed of a group."


def _reading(study: Study, rows: list[dict[Any, Any]]) -> str:
    told = [f"{number(row['low'])} {_people(study, row)} ({_word(row)}{_whose(study, row)})" for row in rows]
    open_ended = sum(row["high"] is None for row in rows)
    above = f" Nothing bounds {_of_which(open_ended, len(rows), 'any')} from above." if open_ended else ""
    best = sum(row["best"] is not None for row in rows)
    unmet = [_unmet_best(study, row) for row in rows if row["best"] is not None]
    given = f"A best number can be given for {_of_which(best, len(rows), 'each')}{''.join(filter(None, unmet))}."
    return f"Killed at least: {listing(told)}.{above} {given if best else 'No best number can be given.'}"


def _word(row: dict[Any, Any]) -> str:
    """Give the word for a number that a low rests on: 3 of "several" is the toolkit's number and not the account's."""
    word = WORD.match(reasons(row["why"])["low"])
    return f"{word[1]}; " if word else ""


def _whose(study: Study, row: dict[Any, Any]) -> str:
    """Name on whose word a low is: a side's word is a side's, whatever is drawn from it."""
    why = reasons(row["why"])["low"]
    names = sorted({name for name in study.origins["origin"] if f"{WORD_OF}{name}" in why}, key=len, reverse=True)
    return min(names, key=lambda name: why.index(f"{WORD_OF}{name}"), default=NOT_FOUND)


def _unmet_best(study: Study, row: dict[Any, Any]) -> str:
    """Say of a best number which figures of others do not meet it."""
    unmet = UNMET.search(reasons(row["why"])["best"])
    return f" ({number(row['best'])} {_people(study, row)}, {unmet[0]})" if unmet else ""


def _of_which(some: int, everything: int, whole: str) -> str:
    if some < everything:
        return count(some, "of them", "of them")
    return f"{whole} of them" if everything > 1 else "it"


@entering
def list_estimates(study: Study, claims: pd.DataFrame, estimates: pd.DataFrame) -> pd.DataFrame:
    """List the low, best and high of each group with the figures that they rest on; a missing end is missing."""
    known = {row["claim_id"]: row for row in claim_rows(study, claims)}
    rows = [
        (_people(study, row), row["outcome"].replace("_", " "), *(row[end] for end in ENDS), _rests(row, known))
        for row in _rows(estimates)
    ]
    table = pd.DataFrame(rows, columns=["people", "outcome", *ENDS, "rests on"])
    return table.astype(dict.fromkeys(ENDS, "Int64"))


def _rests(row: dict[Any, Any], known: dict[Any, dict[Any, Any]]) -> str:
    return printed_by([known[claim] for claim in row["rests_on"].split("; ") if claim in known])


@entering
def list_reasons(study: Study, estimates: pd.DataFrame) -> pd.DataFrame:
    """List why each number that can be said is what it is."""
    rows = [(_whom(study, row), end, row[end], why) for row, end, why in _reasons(estimates) if row[end] is not None]
    return pd.DataFrame(rows, columns=["people", "end", "number", "why"])


@entering
def list_missing(study: Study, estimates: pd.DataFrame) -> pd.DataFrame:
    """List the ends that can't be said, with the reason; groups with one reason stand together."""
    together: dict[tuple[str, str], list[str]] = {}
    for row, end, why in _reasons(estimates):
        if row[end] is None:
            reason = why.removeprefix(MISSING)
            together.setdefault((end, reason), []).append(_whom(study, row))
    rows = [(end, listing(whom), reason) for (end, reason), whom in sorted(together.items(), key=_by_end)]
    return pd.DataFrame(rows, columns=["end", "people", "missing since"])


def _by_end(named: tuple[tuple[str, str], list[str]]) -> int:
    return ENDS.index(named[0][0])


def _reasons(estimates: pd.DataFrame) -> Iterator[tuple[dict[Any, Any], str, str]]:
    for row in _rows(estimates):
        for end, why in reasons(row["why"]).items():
            yield row, end, why


def _whom(study: Study, row: dict[Any, Any]) -> str:
    return f"{_people(study, row)} {row['outcome'].replace('_', ' ')}"


def _people(study: Study, row: dict[Any, Any]) -> str:
    return of_event(study, row, people(study, row["group"]))


def reasons(why: str) -> dict[str, str]:
    """Take the reasons of the three ends apart.

    Examples
    --------
    >>> reasons("low: 12 by Aro Watch; best: missing, since two differ; high: missing")["best"]
    'missing, since two differ'
    """
    _, *parts = WHY.split(why)
    return dict(zip(parts[::2], parts[1::2], strict=True))


@entering
def parts_fit(study: Study, estimates: pd.DataFrame) -> bool:
    """Tell whether no group is said to have lost more at least than a group that it is a part of."""
    rows = [row for row in _rows(estimates) if row["low"] is not None]
    lows = {(row["group"], row["outcome"], row["event"]): row["low"] for row in rows}
    wholes = dict(zip(study.groups["group"], study.groups["part_of"], strict=True))
    pairs = (((part, *cell), (wholes.get(part), *cell)) for part, *cell in lows)
    return all(lows[part] <= lows[whole] for part, whole in pairs if whole in lows)


def people(study: Study, group: str) -> str:
    """Name a group by its first term in the codebook."""
    return str(group_names(study).get(group, group.replace("_", " ")))


def _rows(estimates: pd.DataFrame) -> list[dict[Any, Any]]:
    """Give the estimates as plain rows: the killed first, the greatest first."""
    rows = estimates.astype(object).where(estimates.notna(), None).to_dict("records")
    return sorted(rows, key=lambda row: (row["outcome"] != "killed", row["outcome"], -(row["low"] or 0)))
