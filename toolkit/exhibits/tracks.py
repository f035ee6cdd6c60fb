"""Rows of a figure whose words stand above their line, so that they fit a phone: headings, labels, values."""

import re
import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from toolkit.exhibits.style import GROUND, INK, LINE, QUIET

PIXELS = 42
HEADING, LABEL = 36, 50
"""Characters in a line of a heading and of a label: what a phone shows."""
LINE_HEIGHT = 0.4
ABOVE = 0.28
"""How far over its line a row has its words: the marks of the line are lower."""
# The axis goes on after the greatest value, so that its words have room on a phone.
ROOM = 1.32
PHONE, LETTER, BESIDE = 320, 6.6, 12
"""Pixels on a phone: the width of a drawing, of a letter of a value, and between a value and its mark."""
TAG = re.compile(r"<[^>]*>")


class Tracks:
    """A figure that grows downwards, row by row.

    Parameters
    ----------
    longest
        The greatest value that will be drawn.
    """

    def __init__(self, longest: float) -> None:
        self.plot = go.Figure()
        self.longest = max(longest, 1)
        self.across = ROOM * self.longest
        self.y = 0.0

    def heading(self, words: str) -> None:
        """Write a heading over the rows that follow."""
        lines = textwrap.wrap(words, HEADING) or [""]
        self.y -= (1.15 if self.y else 0.3) + LINE_HEIGHT * (len(lines) - 1)
        self._write(self.y, f"<b>{'<br>'.join(lines)}</b>", size=15, color=INK)

    def row(self, label: str) -> float:
        """Begin a row with its words above the line, and give the place of the line."""
        lines = textwrap.wrap(label, LABEL) or [""]
        self.y -= 0.95 + LINE_HEIGHT * (len(lines) - 1)
        self._write(self.y + ABOVE, "<br>".join(lines), size=12, color=QUIET)
        return self.y

    def leader(self, to: float) -> None:
        """Lead the eye from the axis to a mark."""
        segment(self.plot, (0, to), self.y, LINE, width=1)

    def value(self, x: float, words: str) -> None:
        """Write a value to the right of its mark."""
        taken = (len(TAG.sub("", words)) * LETTER + BESIDE) / PHONE
        self.across = max(self.across, x / max(1 - taken, 0.2))
        font = {"color": INK, "size": 14}
        self.plot.add_annotation(x=x, y=self.y, text=words, showarrow=False, xanchor="left", xshift=9, font=font)

    def done(self, axis: str) -> go.Figure:
        """Finish the figure with the name of its axis."""
        height = int(PIXELS * (0.9 - self.y)) + 74
        self.plot.update_layout(height=height, barmode="overlay", margin={"l": 10, "r": 8, "t": 8, "b": 58})
        self.plot.update_xaxes(
            title_text=axis,
            range=[0, self.across],
            fixedrange=True,
            nticks=6,
            tickformat=",d",
            title_standoff=8,
        )
        self.plot.update_yaxes(visible=False, range=[self.y - 0.5, 0.4], fixedrange=True)
        return self.plot

    def _write(self, y: float, words: str, *, size: int, color: str) -> None:
        font = {"size": size, "color": color}
        place = {"x": 0, "xref": "paper", "xanchor": "left", "yanchor": "bottom", "align": "left"}
        # The ground behind words keeps the grid from striking them through.
        ground = {"bgcolor": GROUND, "borderpad": 0}
        self.plot.add_annotation(y=y, text=words, showarrow=False, font=font, **ground, **place)


def empty(words: str) -> go.Figure:
    """Give a figure that says that there is nothing to draw."""
    plot = go.Figure()
    plot.add_annotation(x=0, y=0, xref="paper", text=words, showarrow=False, xanchor="left", font_color=QUIET)
    plot.update_layout(height=90)
    plot.update_xaxes(visible=False)
    plot.update_yaxes(visible=False, range=[-1, 1])
    return plot


def segment(plot: go.Figure, xs: Sequence[float], y: float, color: str, *, width: int, dash: str = "solid") -> None:
    """Draw a line along a row, silent under the pointer."""
    line = {"color": color, "width": width, "dash": dash}
    plot.add_trace(go.Scatter(x=list(xs), y=[y] * len(xs), mode="lines", line=line, hoverinfo="skip", cliponaxis=False))
