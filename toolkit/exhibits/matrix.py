"""A matrix of utterances and accounts: a sign for what each prints, and for what it does not."""

from textwrap import shorten

import pandas as pd
import plotly.graph_objects as go

from toolkit.exhibits.accounts import account_colors
from toolkit.exhibits.shared import BEST, LACKING, LATER, OPEN, OTHER, PART, WHOLE, find_listed, list_printed
from toolkit.exhibits.show import Drawing
from toolkit.exhibits.style import INK, QUIET
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import count, listing, number
from toolkit.study import Study

SYMBOLS = {
    WHOLE: "circle",
    PART: "circle-dot",
    OTHER: "diamond-wide-open",
    OPEN: "line-ew-open",
    LACKING: "x-thin-open",
    LATER: "arrow-right-open",
}
SIZE, SMALL, THIN = 13, 7, 2
EDGE = -8
"""Words begin where the signs below them do."""
MOST_ROWS = 20
LETTERS = 52
"""An utterance is cut to so many letters, so that it stands in one line on a phone."""
TOP, ROW, KEY = 44, 46, 20


@entering
def draw_printed(study: Study, quotes: pd.DataFrame, utterances: pd.DataFrame) -> Drawing:
    """Draw what each account prints of each utterance: a row an utterance, a column an account."""
    listed = list_printed(study, quotes, utterances)
    accounts, shown = list(listed.columns[2:]), listed.head(MOST_ROWS)
    plot = go.Figure()
    for column, account in enumerate(accounts):
        _head(plot, column, account, account_colors(study)[account])
        cells = [str(cell) for cell in shown.iloc[:, column + 2]]
        plot.add_trace(_signs(column, account, cells, account_colors(study)[account]))
    for place, text in enumerate(shown["utterance"]):
        words = shorten(text, LETTERS, placeholder=" \u2026")
        plot.add_annotation(text=f"\u201c{words}\u201d", x=0, y=TOP + ROW * place, xshift=EDGE, **_label(INK, 12))
    bottom = _key(plot, [sign for sign in SYMBOLS if (shown == sign).to_numpy().any()], TOP + ROW * len(shown) + 6)
    plot.update_xaxes(range=[-0.2, max(len(accounts), 2) - 0.2], visible=False)
    plot.update_yaxes(range=[bottom, 0], visible=False)
    plot.update_layout(height=bottom + 16, margin={"l": 8, "r": 8, "t": 8, "b": 8})
    return Drawing(plot, _read(listed), len(find_listed(study, quotes, utterances)))


def _label(color: str, size: int) -> dict[str, object]:
    font = {"color": color, "size": size}
    return {"xanchor": "left", "yanchor": "middle", "align": "left", "showarrow": False, "font": font}


def _head(plot: go.Figure, column: int, account: str, color: str) -> None:
    plot.add_annotation(
        text=f"<b>{'<br>'.join(account.split(' ', 1))}</b>", x=column, y=12, xshift=EDGE, **_label(color, 12)
    )


def _signs(column: int, account: str, cells: list[str], color: str) -> go.Scatter:
    colors = [color if cell in BEST else QUIET for cell in cells]
    symbols, sizes = [SYMBOLS[cell] for cell in cells], [SIZE if cell in BEST else SMALL for cell in cells]
    return go.Scatter(
        x=[column] * len(cells),
        y=[TOP + ROW * place + 20 for place in range(len(cells))],
        mode="markers",
        marker={
            "symbol": symbols,
            "size": sizes,
            "opacity": 1,
            "color": colors,
            "line": {"width": THIN, "color": colors},
        },
        hovertext=[f"{account}: {cell}" for cell in cells],
    )


def _key(plot: go.Figure, signs: list[str], top: int) -> int:
    """Explain the signs that stand in the figure, a line each; give the height below the last."""
    heights = [top + KEY * place for place in range(len(signs))]
    symbols = [SYMBOLS[sign] for sign in signs]
    marker = {"symbol": symbols, "size": 10, "color": QUIET, "line": {"width": THIN, "color": QUIET}}
    plot.add_trace(go.Scatter(x=[0] * len(signs), y=heights, mode="markers", marker=marker, hoverinfo="skip"))
    for sign, height in zip(signs, heights, strict=True):
        plot.add_annotation(text=sign.split(" ", 1)[1], x=0, y=height, xshift=14, **_label(QUIET, 12))
    return top + KEY * max(len(signs), 1)


def _read(listed: pd.DataFrame) -> str:
    """Say how many of the utterances each account prints."""
    if listed.empty:
        return "No utterance in quotation marks is listed."
    prints = listed.iloc[:, 2:].isin(BEST).sum()
    told = [f"{number(int(n))} in {account}" for account, n in prints.items()]
    rest = f" The first {MOST_ROWS} are drawn." if len(listed) > MOST_ROWS else ""
    return f"Of {count(len(listed), 'utterance')} in quotation marks, so many stand: {listing(told)}.{rest}"
