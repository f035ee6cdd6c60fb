"""Every phrase for one person, at its place along each article."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from toolkit.exhibits.accounts import account_colors, account_symbols
from toolkit.exhibits.followed import events_of, first_person
from toolkit.exhibits.levels import LETTERS, LINE_HEIGHT, Mark, opens_right, place_marks
from toolkit.exhibits.show import Drawing
from toolkit.exhibits.style import INK, LINE, QUIET
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import count, listing, number, sentence
from toolkit.framing.names import compile_names, find_names
from toolkit.study import Study
from toolkit.text import Reading, read

PAPER = "rgba(255,255,255,0.85)"
"""Behind the words of a phrase, so that a stem that runs through them leaves them legible."""
HEADING = 30
FOOT = 26
TOLD = 6


class Line(NamedTuple):
    """One article: its account, its words, its phrases, where the bare name stands, and where its line is drawn."""

    account: str
    words: int
    marks: list[Mark]
    names: list[int]
    top: float
    y: float


@entering
def draw_positions(study: Study, labels: pd.DataFrame) -> Drawing:
    """Draw every phrase for the first person of the codebook at its place in each article."""
    entity = first_person(study)
    lines = lines_of(study, labels, [entity] if entity else [])
    plot = _draw(study, lines)
    _write_key(plot, "│ the name itself")
    return Drawing(plot, _reading(entity, lines), sum(len(line.marks) for line in lines))


@entering
def draw_events(study: Study, labels: pd.DataFrame) -> Drawing:
    """Draw every name of an event of the codebook at its place in each article, from the headline to the last line."""
    lines = [line._replace(names=[]) for line in lines_of(study, labels, events_of(study))]
    return Drawing(_draw(study, lines), _read_events(lines), sum(len(line.marks) for line in lines))


@entering
def lines_of(study: Study, labels: pd.DataFrame, entities: Sequence[str]) -> list[Line]:
    """Lay out one line for each article, with the phrases for some entities and their bare names."""
    return list(_lines(study, labels[labels["entity"].isin(entities)], entities))


def _draw(study: Study, lines: list[Line]) -> go.Figure:
    plot = go.Figure()
    widest = max((line.words for line in lines), default=1)
    for line in lines:
        _draw_line(plot, study, line, widest)
    height = lines[-1].y + FOOT if lines else HEADING
    plot.update_xaxes(range=[-0.025 * widest, 1.025 * widest], visible=False)
    plot.update_yaxes(range=[height + 20, 0], visible=False)
    plot.update_layout(height=int(height) + 36, margin={"l": 8, "r": 8, "t": 8, "b": 8}, hovermode="closest")
    return plot


def _write_key(plot: go.Figure, text: str) -> None:
    place = {
        "x": 0,
        "y": plot.layout.height - 36,
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "xshift": -4,
    }
    plot.add_annotation(text=text, font={"size": 11, "color": QUIET}, **place)


def _lines(study: Study, mine: pd.DataFrame, entities: Sequence[str]) -> Iterator[Line]:
    names = compile_names(study.entities[study.entities["entity"].isin(entities)])
    widest = max((_words(text)[-1] for text in study.articles["text"]), default=1)
    top = 0.0
    for article in study.articles.to_dict("records"):
        words, reading = _words(article["text"]), read(article["text"])
        here = mine[mine["article_id"] == article["article_id"]]
        marks = place_marks([_mark(row, words, reading) for row in here.to_dict("records")], widest)
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


def _mark(row: dict[Any, Any], words: list[int], reading: Reading) -> Mark:
    lines = wrap(row["text"], LETTERS, max_lines=3, placeholder=" …") or [""]
    word = words[bisect_left(reading.starts, row["start"])]
    return Mark(word, row["text"], lines, row["voice"], 0, reading.region_at(row["start"]).kind == "headline")


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
    right = opens_right(mark, widest)
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
            bgcolor=PAPER,
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
        hovertext=[f"{mark.text}<br>{mark.voice} voice, from word {number(mark.word + 1)}" for mark in line.marks],
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


def _read_events(lines: list[Line]) -> str:
    marks = sum(len(line.marks) for line in lines)
    if not marks:
        return "No event of the codebook is named in these articles."
    told = [f"{line.account} {_from_to(line.marks)}" for line in lines if line.marks]
    how = "Each line is an article from its first word to its last; open marks and italics are others' words"
    return f"{sentence(count(marks, 'name'))} of events, first and last: {'; '.join(told)}. {how}."


def _from_to(marks: list[Mark]) -> str:
    first, last = _place(marks[0]), _place(marks[-1])
    return first if len(marks) == 1 else f"from {first} to {last}"


def _place(mark: Mark) -> str:
    where = "in the headline" if mark.in_headline else f"at word {number(mark.word + 1)}"
    return f"\u201c{mark.text}\u201d {where}"
