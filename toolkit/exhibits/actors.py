"""Who is said to have acted: in each account, how often somebody is named, and how often nobody is."""

import re
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from toolkit.exhibits.accounts import account_colors
from toolkit.exhibits.show import Drawing
from toolkit.exhibits.style import INK, QUIET
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import listing, number
from toolkit.study import Study

WAYS = {
    "active": "somebody acts",
    "after": "named after the act",
    "elsewhere": "named only elsewhere",
    "nobody": "named nowhere",
}
"""Each way of telling who acted, as tables and hover texts head it."""

NUMBER = re.compile(r"[\d.,\s]+")
"""A number or a year, which is nobody: "in 1998 killed 41"."""

HEADS = ("somebody<br>acts", "named<br>after it", "named only<br>elsewhere", "named<br>nowhere")
TOP, ROW = 46, 48
# A bar's longest length, and the step from one column to the next, in columns.
LONGEST, STEP = 0.6, 1.0


COLUMNS = ("voice", "verb", "actor", "patient")


def told(actions: pd.DataFrame) -> pd.DataFrame:
    """Give the acts that an account tells itself; who did what is only alleged is nobody's telling."""
    return actions[actions["reserve"].isna()]


def columns_of(actions: pd.DataFrame) -> list[str]:
    """Name what stands beside an act in its sentence: its reserve, too, where any act has one."""
    return [*COLUMNS, "reserve"] if actions["reserve"].notna().any() else list(COLUMNS)


def ways_of(actions: pd.DataFrame) -> pd.Series:
    """Say of each row of `ACTIONS` in which way it tells who acted."""
    return pd.Series([_way(row) for row in actions.to_dict("records")], index=actions.index, dtype="str")


def _way(row: dict[Any, Any]) -> str:
    if pd.notna(row["actor"]) and not NUMBER.fullmatch(row["actor"]):
        return "active" if row["voice"] == "active" else "after"
    return "elsewhere" if row["agent_elsewhere"] else "nobody"


@entering
def count_actors(study: Study, actions: pd.DataFrame) -> pd.DataFrame:
    """Count the ways of each account, of the acts that it tells itself: one row an account, one column a way."""
    actions = told(actions)
    accounts = study.articles.set_index("article_id")["account"]
    counted = pd.crosstab(actions["article_id"].map(accounts), ways_of(actions))
    return counted.reindex(index=accounts.unique(), columns=list(WAYS), fill_value=0)


@entering
def list_actors(study: Study, actions: pd.DataFrame) -> pd.DataFrame:
    """List how often each account says who acted, and how often it does not."""
    counted = count_actors(study, actions).rename(columns=WAYS)
    return counted.rename_axis(index="account", columns=None).reset_index()


@entering
def draw_actors(study: Study, actions: pd.DataFrame) -> Drawing:
    """Draw, for each account, four bars: acts with an actor, with one named after, with one elsewhere, with none."""
    counted, plot = count_actors(study, actions), go.Figure()
    scale = LONGEST / max(int(counted.to_numpy().max(initial=0)), 1)
    label = {"xanchor": "left", "yanchor": "middle", "align": "left", "showarrow": False}
    for column, head in enumerate(HEADS):
        plot.add_annotation(text=head, x=column * STEP, y=TOP / 2 - 4, font={"size": 12, "color": QUIET}, **label)
    for place, account in enumerate(counted.index):
        y = TOP + ROW * place
        color = account_colors(study)[account]
        plot.add_annotation(text=f"<b>{account}</b>", x=0, y=y + 6, font={"size": 13, "color": color}, **label)
        numbers = [int(n) for n in counted.loc[account]]
        plot.add_trace(_bars(account, numbers, y + 26, color, scale))
        for column, n in enumerate(numbers):
            end = column * STEP + n * scale
            plot.add_annotation(text=number(n), x=end, y=y + 26, xshift=4, font={"size": 12, "color": INK}, **label)
    bottom = TOP + ROW * len(counted)
    plot.update_xaxes(range=[-0.02, 3 * STEP + 0.92], visible=False)
    plot.update_yaxes(range=[bottom, 0], visible=False)
    plot.update_layout(height=int(bottom) + 16, margin={"l": 8, "r": 8, "t": 8, "b": 8}, barmode="overlay")
    return Drawing(plot, _reading(counted) + _alleged(actions), len(told(actions)))


def _bars(account: str, numbers: list[int], y: float, color: str, scale: float) -> go.Bar:
    hollow = [False, False, True, True]
    return go.Bar(
        x=[n * scale for n in numbers],
        y=[y] * len(numbers),
        base=[column * STEP for column in range(len(numbers))],
        width=14,
        orientation="h",
        marker={
            "color": ["rgba(0,0,0,0)" if empty else color for empty in hollow],
            "line": {"color": color, "width": 1.5},
            "pattern": {"shape": ["", "", "/", ""], "fgcolor": color, "size": 5, "solidity": 0.3},
        },
        hovertext=[f"{account}: {way}, {number(n)} times" for way, n in zip(WAYS.values(), numbers, strict=True)],
    )


def _alleged(actions: pd.DataFrame) -> str:
    """Say how many acts are counted nowhere, since the accounts only hand on that others allege them."""
    left = len(actions) - len(told(actions))
    return f" Not counted: {number(left)} that the accounts only report as alleged." if left else ""


def _reading(counted: pd.DataFrame) -> str:
    if not counted.to_numpy().sum():
        return "No act of violence or rule is found in these articles."
    named = counted["active"] + counted["after"]
    told = [f"{int(named[name])} of {int(counted.loc[name].sum())} in {name}" for name in counted.index]
    how = "Acts of violence and rule, filled where the clause says who did them and hollow where it does not"
    return f"{how}: it does in {listing(told)}."
