"""A matrix of utterances and accounts: a sign for what each prints, and for what it does not."""

from textwrap import shorten

import pandas as pd
import plotly.graph_objects as go

from toolkit.exhibits.accounts import account_colors, account_signs, side_by_side
from toolkit.exhibits.shared import BEST, LACKING, LATER, OPEN, OTHER, PART, WHOLE, find_listed, list_printed
from toolkit.exhibits.show import Drawing
from toolkit.exhibits.style import INK, QUIET
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import count, listing, number
from toolkit.study import Study

SYMBOLS = {
    WHOLE: "circle",
    PART: "circle-open-dot",
    OTHER: "diamond-wide-open",
    OPEN: "line-ew-open",
    LACKING: "x-thin-open",
    LATER: "triangle-right-open",
}
SIZE, SMALL, THIN = 13, 7, 2
EDGE = -8
"""Words begin where the signs below them do."""
MOST_ROWS = 20
LETTERS = 52
"""An utterance is cut to so many letters, so that it stands in one line on a phone."""
TOP, ROW, KEY = 44, 46, 20
"""Pixels: the height of headings of two lines, of a row with its words, of a line of the key."""
LINE, NUMBERS, ACCOUNT = 15, 30, 40
"""Pixels: a further line of a heading, the numbers of utterances, a row of an account with its name."""
NARROW = 11
"""Pixels of a sign where twenty stand beside each other on a phone."""
LEAST_COLUMNS = 8


@entering
def draw_printed(study: Study, quotes: pd.DataFrame, utterances: pd.DataFrame) -> Drawing:
    """Draw what each account prints of each utterance: a row an utterance where a phone has room, else an account."""
    listed = list_printed(study, quotes, utterances)
    shown = listed.head(MOST_ROWS)
    headings = side_by_side(list(listed.columns[2:]))
    plot = _by_account(study, shown) if headings is None else _by_utterance(study, shown, headings)
    return Drawing(plot, _read(listed), len(find_listed(study, quotes, utterances)))


def _by_utterance(study: Study, shown: pd.DataFrame, headings: list[list[str]]) -> go.Figure:
    """Draw a row for each utterance below its words, and a column for each account."""
    plot, colors = go.Figure(), account_colors(study)
    accounts, further = list(shown.columns[2:]), LINE * max(max(map(len, headings), default=0) - 2, 0)
    ys = [TOP + further + ROW * place for place in range(len(shown))]
    for column, (account, heading) in enumerate(zip(accounts, headings, strict=True)):
        middle = 12 + further // 2
        text = f"<b>{'<br>'.join(heading)}</b>"
        plot.add_annotation(text=text, x=column, y=middle, xshift=EDGE, **_label(colors[account], 12))
        xs, cells = [column] * len(ys), [str(cell) for cell in shown[account]]
        plot.add_trace(_signs(xs, [y + 20 for y in ys], cells, [account] * len(ys), colors[account], SIZE))
    for y, text in zip(ys, shown["utterance"], strict=True):
        plot.add_annotation(text=_cut(text), x=0, y=y, xshift=EDGE, **_label(INK, 12))
    bottom = _key(plot, _used(shown), TOP + further + ROW * len(shown) + 6, 0)
    return _in_pixels(plot, bottom, [-0.2, max(len(accounts), 2) - 0.2])


def _by_account(study: Study, shown: pd.DataFrame) -> go.Figure:
    """Draw a row for each account below its name, a column for each utterance, and the words of each number."""
    plot, left = go.Figure(), -0.5
    for place in range(len(shown)):
        plot.add_annotation(text=str(place + 1), x=place, y=12, **_label(QUIET, 11) | {"xanchor": "center"})
    y = NUMBERS
    for account in shown.columns[2:]:
        name = f"<b>{account_signs(study)[account]} {account}</b>"
        color = account_colors(study)[account]
        plot.add_annotation(text=name, x=left, y=y, **_label(color, 12))
        cells, about = (
            [str(cell) for cell in shown[account]],
            [f"{account}, {_cut(text)}" for text in shown["utterance"]],
        )
        plot.add_trace(_signs(list(range(len(shown))), [y + 18] * len(shown), cells, about, color, NARROW))
        y += ACCOUNT
    y = _key(plot, _used(shown), y + 6, 0)
    for place, text in enumerate(shown["utterance"], start=1):
        y += KEY
        plot.add_annotation(text=f"{place} {_cut(text)}", x=left, y=y, **_label(INK, 12))
    return _in_pixels(plot, y + 16, [left, max(len(shown), LEAST_COLUMNS) - 0.4])


def _in_pixels(plot: go.Figure, bottom: int, across: list[float]) -> go.Figure:
    plot.update_xaxes(range=across, visible=False)
    plot.update_yaxes(range=[bottom, 0], visible=False)
    return plot.update_layout(height=bottom + 16, margin={"l": 8, "r": 8, "t": 8, "b": 8})


def _used(shown: pd.DataFrame) -> list[str]:
    return [sign for sign in SYMBOLS if (shown == sign).to_numpy().any()]


def _cut(text: str) -> str:
    words = shorten(text, LETTERS, placeholder=" \u2026")
    return f"\u201c{words}\u201d"


def _label(color: str, size: int) -> dict[str, object]:
    font = {"color": color, "size": size}
    return {"xanchor": "left", "yanchor": "middle", "align": "left", "showarrow": False, "font": font}


def _signs(xs: list[int], ys: list[int], cells: list[str], about: list[str], color: str, size: int) -> go.Scatter:
    colors = [color if cell in BEST else QUIET for cell in cells]
    symbols, sizes = [SYMBOLS[cell] for cell in cells], [size if cell in BEST else SMALL for cell in cells]
    marker = {"symbol": symbols, "size": sizes, "opacity": 1, "color": colors, "line": {"width": THIN, "color": colors}}
    told = [f"{whom}: {cell}" for whom, cell in zip(about, cells, strict=True)]
    return go.Scatter(x=xs, y=ys, mode="markers", marker=marker, hovertext=told)


def _key(plot: go.Figure, signs: list[str], top: int, x: float) -> int:
    """Explain the signs that stand in the figure, a line each; give the height below the last."""
    heights = [top + KEY * place for place in range(len(signs))]
    symbols = [SYMBOLS[sign] for sign in signs]
    marker = {"symbol": symbols, "size": 10, "color": QUIET, "line": {"width": THIN, "color": QUIET}}
    plot.add_trace(go.Scatter(x=[x] * len(signs), y=heights, mode="markers", marker=marker, hoverinfo="skip"))
    for sign, height in zip(signs, heights, strict=True):
        plot.add_annotation(text=sign.split(" ", 1)[1], x=x, y=height, xshift=14, **_label(QUIET, 12))
    return top + KEY * max(len(signs), 1)


def _read(listed: pd.DataFrame) -> str:
    """Say how many of the utterances each account prints."""
    if listed.empty:
        return "No utterance in quotation marks is listed."
    prints = listed.iloc[:, 2:].isin(BEST).sum()
    told = [f"{number(int(n))} in {account}" for account, n in prints.items()]
    rest = f" The first {MOST_ROWS} are drawn." if len(listed) > MOST_ROWS else ""
    return f"Of {count(len(listed), 'utterance')} in quotation marks, so many stand: {listing(told)}.{rest}"
