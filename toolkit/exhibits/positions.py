"""Every phrase for one person, at its place along each article."""

from bisect import bisect_left
from collections.abc import Iterator
from textwrap import wrap
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from toolkit.exhibits.framing import first_person, labels_of
from toolkit.exhibits.show import Drawing
from toolkit.exhibits.style import INK, LINE, QUIET, account_colors, account_symbols
from toolkit.exhibits.words import count, listing, number, sentence
from toolkit.framing.names import compile_names, find_names
from toolkit.study import Study
from toolkit.text import read

# Sizes in pixels, for a phone: what fits there fits everywhere.
NARROW = 290
LETTER = 6.6
LINE_HEIGHT = 16
LETTERS = 25
HEADING = 30
FOOT = 26
MOST_LINES = 10
TOLD = 6


class Mark(NamedTuple):
    """One phrase on an article's line: which word it begins with, its words in lines, its voice, its level above."""

    word: int
    text: str
    lines: list[str]
    voice: str
    level: int


class Line(NamedTuple):
    """One article: its account, its words, its phrases, where the bare name stands, and where its line is drawn."""

    account: str
    words: int
    marks: list[Mark]
    names: list[int]
    top: float
    y: float


def draw_positions(study: Study, labels: pd.DataFrame) -> Drawing:
    """Draw every phrase for the first person of the codebook at its place in each article."""
    entity = first_person(study)
    mine = labels_of(labels, entity)
    lines = lines_of(study, labels)
    plot = go.Figure()
    widest = max((line.words for line in lines), default=1)
    for line in lines:
        _draw_line(plot, study, line, widest)
    height = lines[-1].y + FOOT if lines else HEADING
    key = {"x": 0, "y": height, "xanchor": "left", "yanchor": "top", "showarrow": False, "xshift": -4}
    plot.add_annotation(text="│ the name itself", font={"size": 11, "color": QUIET}, **key)
    plot.update_xaxes(range=[-0.025 * widest, 1.025 * widest], visible=False)
    plot.update_yaxes(range=[height + 20, 0], visible=False)
    plot.update_layout(height=int(height) + 36, margin={"l": 8, "r": 8, "t": 8, "b": 8}, hovermode="closest")
    return Drawing(plot, _reading(entity, lines), len(mine))


def lines_of(study: Study, labels: pd.DataFrame) -> list[Line]:
    """Lay out one line for each article."""
    entity = first_person(study)
    return list(_lines(study, labels_of(labels, entity), entity))


def _lines(study: Study, mine: pd.DataFrame, entity: str | None) -> Iterator[Line]:
    names = compile_names(study.entities[study.entities["entity"] == entity])
    widest = max((_words(text)[-1] for text in study.articles["text"]), default=1)
    top = 0.0
    for article in study.articles.to_dict("records"):
        words, reading = _words(article["text"]), read(article["text"])
        here = mine[mine["article_id"] == article["article_id"]]
        marks = _levels([_mark(row, words, reading.starts) for row in here.to_dict("records")], widest)
        bare = [words[mention.first] for mention in find_names(reading, names)]
        y = top + HEADING + LINE_HEIGHT * max((mark.level for mark in marks), default=0) + 8
        yield Line(str(article["account"]), words[-1], marks, bare, top, y)
        top = y + FOOT


def _words(text: str) -> list[int]:
    """Count, for each token that is read, the words before it; the last entry counts all."""
    counts = [0]
    for token in read(text).tokens:
        counts.append(counts[-1] + token[0].isalnum())
    return counts


def _mark(row: dict[Any, Any], words: list[int], starts: tuple[int, ...]) -> Mark:
    lines = wrap(row["text"], LETTERS, max_lines=3, placeholder=" …") or [""]
    return Mark(words[bisect_left(starts, row["start"])], row["text"], lines, row["voice"], 0)


def _levels(marks: list[Mark], widest: int) -> list[Mark]:
    """Give each phrase the lowest level at which it meets no other, even on a phone.

    The phrases nearest the middle come first and lowest, so that no phrase's stem runs through another phrase.
    """
    placed: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: abs(mark.word - widest / 2)):
        level = len(mark.lines)
        while any(meet(mark._replace(level=level), other, widest) for other in placed):
            level += 1
        fits = level <= MOST_LINES
        placed.append(mark._replace(level=level) if fits else mark._replace(lines=[], level=0))
    return sorted(placed)


def meet(mark: Mark, other: Mark, widest: int) -> bool:
    """Say whether the words of two phrases would stand on one another."""
    (left, right), (low, high) = _extent(mark, widest), _extent(other, widest)
    over = mark.level - len(mark.lines) < other.level and other.level - len(other.lines) < mark.level
    return over and left < high + LETTER and low < right + LETTER


def _extent(mark: Mark, widest: int) -> tuple[float, float]:
    at, width = NARROW * mark.word / widest, LETTER * max(map(len, mark.lines), default=0)
    return (at, at + width) if _opens_right(mark, widest) else (at - width, at)


def _opens_right(mark: Mark, widest: int) -> bool:
    return mark.word < widest / 2


def _draw_line(plot: go.Figure, study: Study, line: Line, widest: int) -> None:
    """Draw one article: its name, its length, its bare names as strokes, its phrases as marks with their words."""
    color = account_colors(study)[line.account]
    title = f"<b>{line.account}</b>"
    top = {"x": 0, "y": line.top, "xanchor": "left", "yanchor": "top", "showarrow": False, "xshift": -4}
    plot.add_annotation(text=title, font={"size": 13, "color": color}, **top)
    length = {"x": line.words, "y": line.y, "xanchor": "right", "yanchor": "top", "yshift": -4, "showarrow": False}
    plot.add_annotation(text=f"{number(line.words)} words", font={"size": 11, "color": QUIET}, **length)
    plot.add_scatter(
        x=[0, line.words], y=[line.y] * 2, mode="lines", line={"color": LINE, "width": 3}, hoverinfo="skip"
    )
    plot.add_scatter(
        x=line.names,
        y=[line.y] * len(line.names),
        mode="markers",
        hoverinfo="skip",
        marker={"symbol": "line-ns", "size": 9, "line": {"color": QUIET, "width": 1.5}},
    )
    for mark in line.marks:
        _draw_phrase(plot, mark, line.y, color, widest)
    plot.add_trace(_marks(study, line, color))


def _draw_phrase(plot: go.Figure, mark: Mark, y: float, color: str, widest: int) -> None:
    foot = y - 8 - LINE_HEIGHT * (mark.level - len(mark.lines))
    words = "<br>".join(mark.lines)
    right = _opens_right(mark, widest)
    if mark.lines:
        plot.add_scatter(
            x=[mark.word] * 2,
            y=[y, foot - LINE_HEIGHT * len(mark.lines) + 2],
            mode="lines",
            line={"color": color, "width": 1},
            hoverinfo="skip",
        )
        plot.add_annotation(
            x=mark.word,
            y=foot,
            text=words if mark.voice == "own" else f"<i>{words}</i>",
            showarrow=False,
            xanchor="left" if right else "right",
            align="left" if right else "right",
            yanchor="bottom",
            xshift=2 if right else -2,
            font={"size": 12.5, "color": INK},
            borderpad=0,
        )


def _marks(study: Study, line: Line, color: str) -> go.Scatter:
    symbol = account_symbols(study)[line.account]
    return go.Scatter(
        x=[mark.word for mark in line.marks],
        y=[line.y] * len(line.marks),
        mode="markers",
        marker={
            "symbol": [symbol if mark.voice == "own" else f"{symbol}-open" for mark in line.marks],
            "size": 11,
            "color": color,
            "line": {"color": color, "width": 2},
        },
        customdata=[[mark.text, mark.voice, mark.word + 1] for mark in line.marks],
        hovertemplate="%{customdata[0]}<br>%{customdata[1]} voice, from word %{customdata[2]}<extra></extra>",
        name=line.account,
    )


def _reading(entity: str | None, lines: list[Line]) -> str:
    if entity is None:
        return "The codebook names nobody to follow."
    marks, names = sum(len(line.marks) for line in lines), sum(len(line.names) for line in lines)
    told = [_told(line) for line in lines if line.marks]
    how = "Each line is an article from its first word to its last, each mark a phrase for"
    shown = f"{how} {entity} (open and in italics where it is not the account's own voice), each stroke the name itself"
    counts = f"{sentence(count(marks, 'phrase'))} and {count(names, 'name')} in {count(len(lines), 'article')}"
    return f"{counts}{': ' + listing(told) if told else ''}. {shown}."


def _told(line: Line) -> str:
    places = [f"word {number(mark.word + 1)}" for mark in line.marks[:TOLD]]
    return f"{line.account} at {listing(places)} of {number(line.words)}"
