"""Which words are distinctive, and whether any is more than chance gives."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from toolkit.exhibits.accounts import account_colors, account_symbols
from toolkit.exhibits.inside import WITHHELD
from toolkit.exhibits.show import Drawing
from toolkit.exhibits.style import INK, LINE, QUIET
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import count, listing, number
from toolkit.framing.keyness import WIDTH, count_words, deal, peaks
from toolkit.rules import words as rule_words
from toolkit.study import Study

TOP = 3
"""So many words of each account are drawn."""
LEVEL = 0.05
"""A word passes where so small a share of shuffled corpora has one as distinctive."""
ROW, HEADING, FOOT = 24, 32, 64


@entering
def tell_words(study: Study, words: pd.DataFrame) -> str:
    """Say whether any word sets an account apart by more than shuffled articles do.

    Parameters
    ----------
    words
        `KEYNESS` of the accounts, each against the rest.
    """
    words = _printed(words)
    if words.empty:
        return "There are no two accounts to compare, so no word can be called distinctive."
    passed = words[(words["p"] <= LEVEL) & (words["z"] > 0)]
    named = [f"\u201c{row['word']}\u201d in {row['group']}" for row in passed.head(4 * TOP).to_dict("records")]
    if named:
        return f"More distinctive than words of shuffled articles (p at most {LEVEL}): {listing(named)}."
    ways = [1 + len(each.others) for each in deal(count_words(study.articles, by="account"))]
    told = f"No word passes: the smallest p is {words['p'].min():.2g}, and {LEVEL} is asked for."
    if 1 / max(ways) <= LEVEL:
        return told
    dealt = (
        f"{count(len(study.articles), 'article')} can be dealt to an account and the rest in {count(max(ways), 'way')}"
    )
    return f"{told} None can: {dealt}, so no p is below {1 / max(ways):.2g}."


@entering
def list_words(study: Study, words: pd.DataFrame) -> pd.DataFrame:  # noqa: ARG001  read by the mark
    """List the most distinctive words of each account with their counts and rates on both sides."""
    top = _top(words)
    columns = {
        "account": top["group"],
        "word": top["word"],
        "times here": top["count"],
        "times elsewhere": top["count_against"],
        "per 1,000 words here": top["rate"],
        "per 1,000 words elsewhere": top["rate_against"],
        "z": top["z"].round(2),
        "p": top["p"].round(3),
    }
    return pd.DataFrame(columns).reset_index(drop=True)


@entering
def first_words(study: Study, words: pd.DataFrame) -> list[str]:  # noqa: ARG001  read by the mark
    """Give the most distinctive word of each account that is no word of grammar."""
    grammar = rule_words("word_classes", "word") + rule_words("speech_words", "word")
    words = _printed(words)
    content = words[(words["z"] > 0) & ~words["word"].isin(grammar)]
    return list(dict.fromkeys(content.groupby("group", sort=False).head(1)["word"]))


def _printed(words: pd.DataFrame) -> pd.DataFrame:
    """Leave out what stands for a private detail: it is no word of an article."""
    return words[words["word"] != WITHHELD]


def _top(words: pd.DataFrame) -> pd.DataFrame:
    words = _printed(words)
    return words[words["z"] > 0].groupby("group", sort=False).head(TOP)


@entering
def draw_words(study: Study, words: pd.DataFrame) -> Drawing:
    """Draw the most distinctive words of each account over the band that shuffled articles reach."""
    top, plot, y = _top(words), go.Figure(), 0.0
    bands = _bands(study)
    edge = 1.08 * max([*bands.values(), *(top["z"] + WIDTH), 1.0])
    for account, rows in top.groupby("group", sort=False):
        bottom = y + HEADING + ROW * len(rows)
        _draw_band(plot, bands.get(str(account)), y + HEADING - ROW / 2, bottom - ROW / 2)
        _draw_account(plot, study, str(account), rows, y)
        if y == 0 and str(account) in bands:
            _label_band(plot)
        y = bottom
    title = "z: how far the word leans to this account, in standard errors"
    plot.update_xaxes(range=[-1, edge], domain=[0.3, 1], title_text=title, dtick=1, zeroline=True, zerolinecolor=LINE)
    plot.update_yaxes(range=[y, 0], visible=False)
    plot.update_layout(height=int(y) + FOOT, margin={"l": 8, "r": 8, "t": 8, "b": 48})
    return Drawing(plot, _reading(top, bands), int(top["count"].sum()), unit="place")


def _bands(study: Study) -> dict[str, float]:
    """Give the greatest |z| that any word reaches where each account's articles are dealt in another way."""
    corpus = count_words(study.articles, by="account")
    reached = {each.group: peaks(corpus, each) for each in deal(corpus)}
    return {group: float(each.max()) for group, each in reached.items() if len(each)}


def _draw_band(plot: go.Figure, band: float | None, top: float, bottom: float) -> None:
    if band is not None:
        ends = {"x0": -1, "x1": band, "y0": top, "y1": bottom}
        plot.add_shape(type="rect", layer="below", fillcolor="#ececec", line={"width": 0}, **ends)


def _label_band(plot: go.Figure) -> None:
    place = {"x": 0, "xanchor": "left", "y": HEADING / 3, "yanchor": "middle", "showarrow": False}
    plot.add_annotation(text="where shuffled articles reach", font={"size": 11, "color": QUIET}, **place)


def _draw_account(plot: go.Figure, study: Study, account: str, rows: pd.DataFrame, top: float) -> None:
    color, symbol = account_colors(study)[account], account_symbols(study)[account]
    label = {"xref": "paper", "x": 0, "xanchor": "left", "yanchor": "middle", "showarrow": False}
    plot.add_annotation(text=f"<b>{account}</b>", y=top + HEADING / 3, font={"size": 13, "color": color}, **label)
    places = [top + HEADING + ROW * place for place in range(len(rows))]
    for place, word in zip(places, rows["word"], strict=True):
        plot.add_annotation(text=str(word), y=place, font={"size": 13, "color": INK}, **label)
    plot.add_scatter(
        x=rows["z"].tolist(),
        y=places,
        mode="markers",
        marker={"symbol": symbol, "size": 10, "color": color},
        error_x={"type": "constant", "value": WIDTH, "color": color, "thickness": 1.5, "width": 0},
        hovertext=[_told(row) for row in rows.to_dict("records")],
    )


def _told(row: dict[Any, Any]) -> str:
    times = f"{row['word']}: {number(row['count'])} times here, {number(row['count_against'])} elsewhere"
    return f"{times}<br>z {row['z']:.2f}" + ("" if pd.isna(row["p"]) else f", p {row['p']:.2g}")


def _reading(top: pd.DataFrame, bands: dict[str, float]) -> str:
    if top.empty:
        return "No word leans to one account, or there are no two accounts to compare."
    firsts = top.groupby("group", sort=False).head(1)
    told = [f"\u201c{word}\u201d ({account})" for word, account in zip(firsts["word"], firsts["group"], strict=True)]
    outside = [row for row in top.to_dict("records") if row["z"] > bands.get(row["group"], float("inf"))]
    beyond = [f"\u201c{row['word']}\u201d (p {row['p']:.2g})" for row in outside]
    passing = f"beyond it: {listing(beyond)}" if beyond else "no word lies beyond it"
    first = f"Each account's most distinctive words, first {listing(told)}, with 95 % intervals."
    return (
        f"{first} Grey is as far as any word comes when the articles are dealt to the sides in another way; {passing}."
    )
