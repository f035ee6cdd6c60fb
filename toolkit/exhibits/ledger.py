"""Two drawings of casualty figures: each figure on its line, and each sum as bars that add up."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from toolkit.exhibits.accounts import account_colors, account_symbols
from toolkit.exhibits.show import Drawing
from toolkit.exhibits.style import INK
from toolkit.exhibits.tracks import Tracks, empty, segment
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import count, listing, number, sentence
from toolkit.study import Study
from toolkit.tolls import printed, shown
from toolkit.tolls.figures import with_sources
from toolkit.tolls.roots import named_source

UNNAMED = "source not found"
UNKNOWN = "source not found in the codebook"
UNGROUPED = "people in no group of the codebook"
ARROW = 0.06
BAR = 0.36
SUMS = {
    "closed sum": "all parts are given",
    "open sum": "only some parts are given",
    "running sum": "the total may hold earlier figures",
}


def group_names(study: Study) -> dict[Any, str]:
    """Give each group the first term that the codebook has for it."""
    first = study.groups.drop_duplicates("group")
    return dict(zip(first["group"], first["term"], strict=True))


def of_event(study: Study, row: dict[Any, Any], people: str) -> str:
    """Name people with the event that a row is about, where the study has several."""
    several = study.events["event"].nunique() > 1 and row["event"] is not None
    return f"{row['event']}: {people}" if several else people


@entering
def claim_rows(study: Study, claims: pd.DataFrame) -> list[dict[Any, Any]]:
    """Give the claims as plain rows with the name of their account; what is missing is None.

    Notes
    -----
    A number that its account prints with a source, too, has that source where it stands without, as in `reconcile`.
    """
    accounts = study.articles.set_index("article_id")["account"]
    rows = claims.astype(object).where(claims.notna(), None).to_dict("records")
    named = [{str(name): value for name, value in row.items()} for row in rows]
    lent = (row["origin"] for row in with_sources(named))
    pairs = zip(rows, lent, strict=True)
    return [row | {"account": accounts[row["article_id"]], "origin": origin} for row, origin in pairs]


def source_of(row: dict[Any, Any]) -> str:
    """Name on whose word a figure is: by the codebook, or as printed, or not at all."""
    named = named_source(row)
    return str(named or UNNAMED) if row["origin"] or named is None else f"\u201c{named}\u201d"


def counted_by(row: dict[Any, Any]) -> str:
    """Name who counted, where the codebook knows it."""
    return row["origin"] or UNKNOWN


def printed_by(rows: Sequence[dict[Any, Any]]) -> str:
    """List figures, each once with the accounts that print it."""
    by: dict[str, list[str]] = {}
    for row in rows:
        by.setdefault(shown(row), []).append(row["account"])
    return "; ".join(f"{figure} ({listing(dict.fromkeys(accounts))})" for figure, accounts in by.items())


@entering
def draw_figures(study: Study, claims: pd.DataFrame) -> Drawing:
    """Draw each figure on its own line, by group: a dot where it is plain, an arrow where it is a lower bound."""
    rows = [row for row in claim_rows(study, claims) if row["low"] is not None or row["high"] is not None]
    if not rows:
        return Drawing(
            empty("No casualty figure is found."), "The rules find no casualty figure that counts in any account.", 0
        )
    tracks = Tracks(max(ends(row)[1] for row in rows))
    for heading, members in by_group(study, rows).items():
        tracks.heading(heading)
        for row in sorted(members, key=lambda row: -ends(row)[1]):
            _draw_figure(study, tracks, row)
    return Drawing(tracks.done("number of people"), _reading(rows), len(rows))


def by_group(study: Study, rows: list[dict[Any, Any]]) -> dict[str, list[dict[Any, Any]]]:
    """Put the rows under headings: the killed by group in the codebook's order, then other outcomes."""
    names = group_names(study)
    order = {group: place for place, group in enumerate(names)}
    headed: dict[str, list[dict[Any, Any]]] = {}
    for row in sorted(rows, key=lambda row: (row["outcome"] != "killed", row["outcome"], order.get(row["group"], 99))):
        people = of_event(study, row, names.get(row["group"], UNGROUPED))
        headed.setdefault(f"{sentence(people)} {row['outcome'].replace('_', ' ')}", []).append(row)
    return headed


def ends(row: dict[Any, Any]) -> tuple[int, int]:
    """Give where a figure is drawn from and to."""
    number = printed(row)
    if number is not None:
        return number, number
    low = row["low"] if row["low"] is not None else row["high"]
    return int(low), int(row["high"] if row["high"] is not None else low)


def _draw_figure(study: Study, tracks: Tracks, row: dict[Any, Any]) -> None:
    color = account_colors(study)[row["account"]]
    source = source_of(row)
    y = tracks.row(f"{row['account']} \u00b7 {source}")
    tracks.leader(ends(row)[0])
    low, high = ends(row)
    reach = ARROW * tracks.longest
    right = row["high"] is None
    left = row["low"] is None
    if right or left:
        to = high + reach if right else max(low - reach, 0)
        segment(tracks.plot, (low, to), y, color, width=2, dash="dot" if row["basis"] == "vague" else "solid")
        tracks.plot.add_trace(_mark([to], y, "triangle-right" if right else "triangle-left", color, 8))
    if high > low:
        segment(tracks.plot, (low, high), y, color, width=6)
    if row["basis"] != "vague":
        symbol = account_symbols(study)[row["account"]]
        tracks.plot.add_trace(_dot(low, y, symbol, color, row, source))
    words = f"\u201c{shown(row)}\u201d" if row["basis"] == "vague" else f"<b>{shown(row)}</b>"
    tracks.value(high + (reach if right else 0), words)


def _mark(xs: list[float], y: float, symbol: str, color: str, size: int) -> go.Scatter:
    marker = {"symbol": symbol, "color": color, "size": size}
    return go.Scatter(x=xs, y=[y] * len(xs), mode="markers", marker=marker, hoverinfo="skip", cliponaxis=False)


def _dot(x: int, y: float, symbol: str, color: str, row: dict[Any, Any], source: str) -> go.Scatter:
    """Give a figure's mark: filled where a source is named, hollow where none is."""
    named = named_source(row) is not None
    marker = {
        "symbol": symbol,
        "color": color if named else "#ffffff",
        "size": 12,
        "line": {"color": color, "width": 2},
    }
    told = f"{row['account']}: \u201c{row['text']}\u201d, {row['outcome'].replace('_', ' ')}<br>{source}"
    return go.Scatter(x=[x], y=[y], mode="markers", marker=marker, hovertext=[told], cliponaxis=False)


def _reading(rows: list[dict[Any, Any]]) -> str:
    least = sum(row["high"] is None and row["basis"] != "vague" for row in rows)
    vague = sum(row["basis"] == "vague" for row in rows)
    plain = sum(row["basis"] == "stated" for row in rows)
    rest = len(rows) - least - vague - plain
    kinds = [
        f"{number(plain)} plain number{'' if plain == 1 else 's'} (a dot)" if plain else "",
        f"{number(least)} lower bound{'' if least == 1 else 's'} (a dot with an arrow)" if least else "",
        f"{number(vague)} word{'' if vague == 1 else 's'} for a number (dotted)" if vague else "",
        f"{number(rest)} that {'is' if rest == 1 else 'are'} about so many, a range or at most so many" if rest else "",
    ]
    unnamed = sum(named_source(row) is None for row in rows)
    hollow = f" Of {count(unnamed, 'figure')} no source is found (hollow)." if unnamed else ""
    killed = [row for row in rows if row["outcome"] == "killed" and not row["modality"] and row["basis"] != "vague"]
    highest = max(killed, key=lambda row: ends(row)[1], default=None)
    of_all = "" if highest is max(rows, key=lambda row: ends(row)[1]) else " of people killed"
    top = f", the highest{of_all} {shown(highest)}" if highest and len(rows) > 1 else ""
    return f"{sentence(count(len(rows), 'figure'))}{top}: {listing(kind for kind in kinds if kind)}.{hollow}"


@entering
def draw_sums(study: Study, claims: pd.DataFrame, relations: pd.DataFrame) -> Drawing:
    """Draw each sum as bars that add up to its total; what the parts leave is drawn open."""
    known = {row["claim_id"]: row for row in claim_rows(study, claims)}
    sums = relations[relations["kind"].str.endswith(" sum")]
    drawn = [
        mine
        for _, members in sums.groupby("relation_id", sort=False)
        if all(printed(known[claim]) is not None for claim in members["claim_id"]) and (mine := members) is not None
    ]
    if not drawn:
        return Drawing(empty("No sum is printed."), "No account adds its figures up in its own words.", 0)
    tracks = Tracks(max(printed(known[claim]) or 0 for members in drawn for claim in members["claim_id"]))
    for members in drawn:
        _draw_sum(study, tracks, members, known)
    return Drawing(tracks.done("number of people"), _told_once(drawn, known), sum(len(members) for members in drawn))


def _told_once(sums: Sequence[pd.DataFrame], known: dict[Any, dict[Any, Any]]) -> str:
    """Say how each sum comes out, once for all accounts in which it comes out alike."""
    accounts: dict[str, list[str]] = {}
    for members in sums:
        total = known[members["claim_id"].iloc[0]]
        accounts.setdefault(members["why"].iloc[0], []).append(total["account"])
    return " ".join(f"{listing(dict.fromkeys(names))}: {why}." for why, names in accounts.items())


def _draw_sum(study: Study, tracks: Tracks, members: pd.DataFrame, known: dict[Any, dict[Any, Any]]) -> None:
    total, *parts = (known[claim] for claim in members["claim_id"])
    color = account_colors(study)[total["account"]]
    tracks.heading(f"{total['account']}: {SUMS[members['kind'].iloc[0]]}")
    tied = [part for part in parts if part["joined_to"] == total["start"]]
    at = 0
    for part in tied:
        at = _draw_bar(tracks, part["text"], at, printed(part) or 0, shown(part), color)
    left = (printed(total) or 0) - at
    if left > 0:
        closing = next((part for part in parts if part not in tied), None)
        words = f"not in the sum; printed before it: {closing['text']}" if closing else "not named"
        _draw_bar(tracks, words, at, left, shown(closing) if closing else number(left), color, open_bar=True)
    _draw_bar(tracks, f"{total['text']}, the total as printed", 0, printed(total) or 0, shown(total), INK)


def _draw_bar(
    tracks: Tracks, label: str, base: int, length: int, words: str, color: str, *, open_bar: bool = False
) -> int:
    y = tracks.row(label)
    marker = {"color": "#ffffff" if open_bar else color, "line": {"color": color, "width": 2}}
    bar = go.Bar(
        x=[length], y=[y], base=[base], orientation="h", width=BAR, marker=marker, hoverinfo="skip", cliponaxis=False
    )
    tracks.plot.add_trace(bar)
    tracks.value(base + length, f"<b>{words}</b>")
    return base + length
