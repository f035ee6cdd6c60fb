"""How much the answer depends on the rule, and on how many roots each figure rests."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from toolkit.claims.codes import read_origins
from toolkit.exhibits.accounts import account_colors, account_symbols, from_outlets
from toolkit.exhibits.ledger import claim_rows, of_event
from toolkit.exhibits.sayable import people
from toolkit.exhibits.show import Drawing
from toolkit.exhibits.style import INK
from toolkit.exhibits.tracks import PHONE, Tracks, empty, segment
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import count, listing, number, sentence
from toolkit.study import Study
from toolkit.tolls import shown
from toolkit.tolls.naming import NOT_FOUND
from toolkit.tolls.roots import count_roots, named_source, root, with_names_in_full

ENDS = ("low", "best", "high")
MARK, ASIDE, FEWEST = 11, 0.5, 12
"""Pixels of a mark; how far from the edge the first stands; so many places there are, so that few stand close."""


@entering
def list_spread(study: Study, spread: pd.DataFrame) -> pd.DataFrame:
    """List low, best and high of the people killed under each rule."""
    rows = [(_people(study, row), row["rule"], *(row[end] for end in ENDS), row["why"]) for row in _rows(spread)]
    table = pd.DataFrame(rows, columns=["people", "rule", *ENDS, "why"])
    return table.astype(dict.fromkeys(ENDS, "Int64"))


@entering
def draw_spread(study: Study, spread: pd.DataFrame) -> Drawing:
    """Draw, for the group with the greatest number, from where to where each rule puts the killed."""
    rows = [row for row in _rows(spread) if _numbers(row)]
    top = max(rows, key=lambda row: max(_numbers(row)), default=None)
    if top is None:
        return Drawing(empty("No rule gives a number."), "No rule gives a number of people killed.", 0)
    mine = [row for row in rows if (row["group"], row["event"]) == (top["group"], top["event"])]
    tracks = Tracks(max(_numbers(top)))
    tracks.heading(f"{sentence(_people(study, top))} killed")
    for row in mine:
        _draw(tracks, row)
    return Drawing(tracks.done("number of people"), _reading(study, mine), len(mine), "rule")


def _draw(tracks: Tracks, row: dict[Any, Any]) -> None:
    y, numbers = tracks.row(row["rule"]), _numbers(row)
    segment(tracks.plot, (min(numbers), max(numbers)), y, INK, width=4)
    marker = {"symbol": "line-ns", "color": INK, "size": 12, "line": {"color": INK, "width": 2}}
    ends = [min(numbers), max(numbers)]
    tracks.plot.add_trace(go.Scatter(x=ends, y=[y, y], mode="markers", marker=marker, hoverinfo="skip"))
    if row["best"] is not None:
        dot = {"symbol": "circle", "color": INK, "size": 11}
        tracks.plot.add_trace(go.Scatter(x=[row["best"]], y=[y], mode="markers", marker=dot, hoverinfo="skip"))
    tracks.value(max(numbers), _told(row))


def _told(row: dict[Any, Any]) -> str:
    parts = (f"{end} {number(row[end])}" for end in ENDS if row[end] is not None)
    return ", ".join(parts)


def _reading(study: Study, rows: list[dict[Any, Any]]) -> str:
    numbers = [value for row in rows for value in _numbers(row)]
    whom = _people(study, rows[0])
    told = "; ".join(f"{row['rule']}: {_told(row)}" for row in rows)
    return f"From {number(min(numbers))} to {number(max(numbers))} {whom} killed, by the rule. {sentence(told)}."


def _people(study: Study, row: dict[Any, Any]) -> str:
    return of_event(study, row, people(study, row["group"]))


def _rows(spread: pd.DataFrame) -> Iterator[dict[Any, Any]]:
    killed = spread[spread["outcome"] == "killed"]
    yield from killed.astype(object).where(killed.notna(), None).to_dict("records")


def _numbers(row: dict[Any, Any]) -> list[int]:
    return [row[end] for end in ENDS if row[end] is not None]


@entering
def draw_roots(study: Study, claims: pd.DataFrame) -> Drawing:
    """Draw each root with the accounts that rest on it: a mark for each account, in the order of the accounts."""
    rows = with_names_in_full(claim_rows(study, claims), read_origins(study.origins))
    chains: dict[str, list[dict[Any, Any]]] = {}
    for row in rows:
        chains.setdefault(_end(row), []).append(row)
    if not chains:
        return Drawing(
            empty("No casualty figure is found."), "The rules find no casualty figure that counts in any account.", 0
        )
    places = {account: place for place, account in enumerate(dict.fromkeys(row["account"] for row in rows))}
    tracks = Tracks(len(places))
    for end, mine in sorted(chains.items(), key=lambda chain: (chain[0] == NOT_FOUND, -len(chain[1]), chain[0])):
        _draw_root(study, tracks, end, mine, places)
    return Drawing(_without_axis(tracks, len(places)), _read_roots(study, chains), len(rows))


def _draw_root(study: Study, tracks: Tracks, end: str, rows: list[dict[Any, Any]], places: dict[Any, int]) -> None:
    """Draw the accounts of one root under its name: each at its own place, so that none lies on another."""
    accounts = list(dict.fromkeys(row["account"] for row in rows))
    y = tracks.row(f"{end}: {_accounts(study, rows)}, {count(len(rows), 'figure')}")
    tracks.leader(max(places[account] for account in accounts) + ASIDE)
    size = min(MARK, PHONE // len(places) - 2)
    for account in accounts:
        marker = {"symbol": account_symbols(study)[account], "color": account_colors(study)[account], "size": size}
        hover = {"hovertext": [account], "cliponaxis": False}
        tracks.plot.add_trace(go.Scatter(x=[places[account] + ASIDE], y=[y], mode="markers", marker=marker, **hover))


def _without_axis(tracks: Tracks, accounts: int) -> go.Figure:
    across = max(accounts, FEWEST)
    return tracks.done("").update_xaxes(visible=False, range=[0, across])


def _read_roots(study: Study, chains: dict[str, list[dict[Any, Any]]]) -> str:
    """Say on how many sources the figures rest, and where the chains end too early."""
    known = {end: mine for end, mine in chains.items() if end != NOT_FOUND}
    told = [f"{end} ({_accounts(study, mine)})" for end, mine in known.items()]
    lacking = len(chains.get(NOT_FOUND, ()))
    rest = (
        f" Of {count(lacking, 'figure')} the chain ends at the account itself: no source is found." if lacking else ""
    )
    every = _accounts(study, [row for mine in chains.values() for row in mine])
    first = f"{sentence(every)}, {count(len(known), 'source')}"
    return f"{first}{': ' + listing(told) if told else ''}.{rest}"


def _accounts(study: Study, rows: list[dict[Any, Any]]) -> str:
    accounts = list(dict.fromkeys(row["account"] for row in rows))
    return f"{count(len(accounts), 'account')}{from_outlets(study, accounts)}"


def _end(row: dict[Any, Any]) -> str:
    return str(named_source(row) or NOT_FOUND)


@entering
def list_roots(study: Study, claims: pd.DataFrame) -> pd.DataFrame:
    """List the figures of people killed: how many accounts print each, and on how many roots they rest."""
    figures: dict[tuple[Any, ...], list[dict[Any, Any]]] = {}
    for row in with_names_in_full(claim_rows(study, claims), read_origins(study.origins)):
        if row["outcome"] == "killed" and row["group"] is not None:
            figures.setdefault((row["group"], shown(row)), []).append(row)
    rows = [(people(study, group), figure, *_chain(mine)) for (group, figure), mine in figures.items()]
    table = pd.DataFrame(rows, columns=["people", "figure", "accounts", "roots", "where the chains end"])
    return table.sort_values(["accounts", "roots"], ascending=[False, True], kind="stable").reset_index(drop=True)


def _chain(rows: list[dict[Any, Any]]) -> tuple[int, int, str]:
    accounts, roots = count_roots(rows)
    ends = dict.fromkeys(root(row) for row in rows if named_source(row))
    lacking = len({row["article_id"] for row in rows if not named_source(row)})
    rest = [f"source not found ({count(lacking, 'account')})"] if lacking else []
    return accounts, roots, listing([*ends, *rest])
