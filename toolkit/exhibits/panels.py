"""Panels under each other, each with counts up and days across, and every mark's words at the right of its line."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from toolkit.exhibits.style import GROUND, INK, LINE, QUIET
from toolkit.exhibits.tracks import HEADING

DRAWN, WORDS = 0.36, 0.39
"""Share of the width that marks have, and where their words begin: what a phone needs."""
GUTTER, DIGIT = 0.02, 0.018
"""Share of the width that stands before the marks for the scale's numbers: at all, and for each character."""
LEAST, GAP, TEXT, AIR = 120, 76, 16, 9
"""Pixels: least height of a panel, room between two, a line of words, room between two marks' words."""
LETTERS, SMALL_LETTERS = 24, 36
"""Characters in a line of words, and in one of small words."""
AHEAD, BEHIND = 0.25, 0.75
"""How far the axis goes on before the first day and after the last one, as shares of the days between them."""
MOST_AHEAD, MOST_BEHIND = 0.5, 1.0
"""How many days it goes on at most, so that days stand apart on a phone; before many days so that marks have room."""
MOST_DAYS, MOST_NAMED, MOST_WRITTEN, OF_MANY = 10, 2, 5, 4
"""So many days have a tick each; so many a weekday and a month; so many a number each, of more every second one; of
more days than have a tick so many are written, the first and the last among them."""
MOST_STEPS = 5
"""So many numbers over nothing has a scale at most."""
TICK = 4
ARROW = 16
MARK, SMALL_MARK = 11, 8
"""Pixels: a mark, and one of several that would lie on each other and stand side by side."""
PHONE = 320 * (DRAWN - 0.06)
"""Pixels that marks have across on a phone, beside a scale of two digits."""
WIDEST, OF_ALL = 0.9, 0.08
"""Share of a day within which marks of that day stand side by side; of many days, share of all of them."""


class Mark(NamedTuple):
    """One figure: its ends, where it is open (1 upwards, -1 downwards), the days it can be of, its sign and words."""

    low: int
    high: int
    arrow: int
    first: pd.Timestamp | None
    last: pd.Timestamp | None
    symbol: str
    value: str
    printed_by: str
    source: str

    @property
    def head(self) -> list[str]:
        """Give the figure and who prints it in lines that a phone shows."""
        first, *rest = textwrap.wrap(f"{self.value} {self.printed_by}", LETTERS)
        return [f"<b>{self.value}</b>{first.removeprefix(self.value)}", *rest]

    @property
    def small(self) -> list[str]:
        """Give who counted in lines that a phone shows."""
        return textwrap.wrap(self.source, SMALL_LETTERS)

    @property
    def room(self) -> int:
        """Give the height of all lines."""
        return TEXT * (len(self.head) + len(self.small)) + AIR


class Panels:
    """A figure in pixels that grows downwards, panel by panel.

    Parameters
    ----------
    first, last
        The first and the last day that is drawn; None where no day is known.
    """

    def __init__(self, first: pd.Timestamp | None, last: pd.Timestamp | None) -> None:
        self.plot = go.Figure()
        self.first, self.last = first, last
        days = max(self._across(last, 0.0), 1.0)
        self.left = -min(AHEAD * days, max(MOST_AHEAD, OF_ALL * days))
        self.right = self._across(last, 0.0) + min(BEHIND * days, MOST_BEHIND)
        self.base = 0.0
        self.gutter = GUTTER

    def panel(self, heading: str, marks: Sequence[Mark]) -> None:
        """Draw one panel: its heading, its scale from nothing to a round number, its marks and their words."""
        lines = textwrap.wrap(heading, HEADING) or [""]
        greatest = max(1, *(mark.high for mark in marks))
        words = sum(mark.room for mark in marks)
        top = self.base - (GAP if self.base else 4)
        self._write(0, top, f"<b>{'<br>'.join(lines)}</b>", 15, INK, anchor="top")
        height = max(LEAST, words)
        self.base = top - 20 * len(lines) - 2 * ARROW - height
        scale = height / greatest
        self._scale(scale, greatest)
        across = self.right - self.left
        for together in _touching(marks, scale):
            step = min((SMALL_MARK + 1) * across / PHONE, max(WIDEST, OF_ALL * across) / len(together))
            for place, mark in enumerate(together):
                # Where no first day is known the axis begins, and nothing stands before it.
                middle = (len(together) - 1) / 2 if mark.first is not None else 0
                self._mark(mark, scale, MARK if len(together) == 1 else SMALL_MARK, step * (place - middle))
        self._words(marks, scale)

    def _scale(self, scale: float, greatest: int) -> None:
        for value in ticks(greatest):
            y = self.base + value * scale
            self._line((self.left, self.right), (y, y), LINE, 1)
            self._write(0, y, f"{value:,}", 11, QUIET, anchor="middle")
            self.gutter = max(self.gutter, GUTTER + DIGIT * len(f"{value:,}"))
        self._calendar()

    def _calendar(self) -> None:
        """Write the days below a panel: each one while there are few, else the first, the last and some between."""
        if self.first is None or self.last is None:
            days = [day for day in (self.first, self.last) if day is not None]
        else:
            days = list(pd.date_range(self.first, self.last))
        if len(days) > MOST_DAYS:
            last = len(days) - 1
            days = [days[round(place * last / (OF_MANY - 1))] for place in range(OF_MANY)]
        for place, day in enumerate(days):
            x = self._across(day, 0.0)
            self._line((x, x), (self.base, self.base - TICK), LINE, 1)
            note = {"x": x, "y": self.base - 3, "yanchor": "top", "xanchor": "center"}
            font = {"size": 11, "color": QUIET}
            self.plot.add_annotation(text=_day_in_words(days, place), showarrow=False, font=font, **note)

    def _mark(self, mark: Mark, scale: float, size: int, aside: float) -> None:
        low, high = (self.base + end * scale for end in (mark.low, mark.high))
        x = self._across(mark.first, self.left) + aside
        end = self.right if mark.last is None else self._across(mark.last, self.right) + aside
        known = mark.first is not None and mark.last is not None
        self._line((x, end), (low, low), INK, 1, dash="solid" if known else "dot")
        self._line((end, self.right), (low, low), LINE, 1)
        if high > low:
            self._line((x, x), (low, high), INK, 6)
        if mark.arrow:
            tip = low + mark.arrow * ARROW
            self._line((x, x), (low, tip), INK, 2)
            self._dot(x, tip, "triangle-up" if mark.arrow > 0 else "triangle-down", 8, "")
        self._dot(x, low, mark.symbol, size, f"{mark.value} {mark.printed_by}<br>{mark.source}")

    def _words(self, marks: Sequence[Mark], scale: float) -> None:
        """Write each mark's words beside the end of its line, moved apart where they would touch."""
        ordered = sorted(marks, key=lambda mark: -mark.low)
        heights = [self.base + mark.low * scale for mark in ordered]
        places = spread(heights, [mark.room for mark in ordered], self.base)
        for mark, height, place in zip(ordered, heights, places, strict=True):
            line = {"color": LINE, "width": 1}
            across = {"xref": "paper", "x0": DRAWN, "x1": WORDS - 0.01}
            self.plot.add_shape(type="line", y0=height, y1=place, line=line, **across)
            middle = place + (mark.room - AIR) / 2 - TEXT * len(mark.head)
            self._write(WORDS, middle, "<br>".join(mark.head), 13, INK, anchor="bottom")
            self._write(WORDS, middle, "<br>".join(mark.small), 11, QUIET, anchor="top")

    def _across(self, day: pd.Timestamp | None, otherwise: float) -> float:
        return otherwise if day is None or self.first is None else float((day - self.first).days)

    def _line(
        self, xs: tuple[float, float], ys: tuple[float, float], color: str, width: int, *, dash: str = "solid"
    ) -> None:
        line = {"color": color, "width": width, "dash": dash}
        self.plot.add_trace(go.Scatter(x=xs, y=ys, mode="lines", line=line, hoverinfo="skip", cliponaxis=False))

    def _dot(self, x: float, y: float, symbol: str, size: int, told: str) -> None:
        hover = {"hovertext": [told]} if told else {"hoverinfo": "skip"}
        # An edge in the colour of the ground parts marks that touch.
        marker = {"symbol": symbol, "color": INK, "size": size, "line": {"color": GROUND, "width": 1}}
        self.plot.add_trace(go.Scatter(x=[x], y=[y], mode="markers", marker=marker, cliponaxis=False, **hover))

    def _write(self, x: float, y: float, words: str, size: int, color: str, *, anchor: str) -> None:
        place = {"x": x, "xref": "paper", "xanchor": "left", "align": "left", "y": y, "yanchor": anchor}
        font = {"size": size, "color": color}
        self.plot.add_annotation(text=words, showarrow=False, font=font, borderpad=0, **place)

    def done(self) -> go.Figure:
        """Finish the figure: one pixel is one unit."""
        bottom = self.base - 44
        margin = {"l": 10, "r": 8, "t": 8, "b": 8}
        self.plot.update_layout(height=int(-bottom) + 16, margin=margin)
        days = {"range": [self.left, self.right], "domain": [self.gutter, DRAWN]}
        self.plot.update_xaxes(visible=False, fixedrange=True, **days)
        self.plot.update_yaxes(visible=False, range=[bottom, 0], fixedrange=True)
        return self.plot


def _day_in_words(days: Sequence[pd.Timestamp], place: int) -> str:
    """Name a day as shortly as the days beside it ask: the month once, and of many days every second one."""
    day = days[place]
    if len(days) <= MOST_NAMED:
        return f"{day:%a} {day.day}<br>{day:%B}"
    if len(days) > MOST_WRITTEN and place % 2:
        return ""
    shown = days[:: 2 if len(days) > MOST_WRITTEN else 1]
    is_new = day == days[0] or shown[shown.index(day) - 1].month != day.month
    return f"{day.day}<br>{day:%b}" if is_new else str(day.day)


def _touching(marks: Sequence[Mark], scale: float) -> list[list[Mark]]:
    """Put together the marks of one day that would touch."""
    groups: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda mark: (str(mark.first), mark.low)):
        last = groups[-1][-1] if groups else None
        if last and mark.first == last.first and (mark.low - last.low) * scale < MARK:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def ticks(greatest: int) -> list[int]:
    """Give the numbers of a scale: round ones at one distance, from nothing up.

    Examples
    --------
    >>> ticks(1800), ticks(130), ticks(70), ticks(7), ticks(1)
    ([0, 500, 1000, 1500], [0, 50, 100], [0, 20, 40, 60], [0, 2, 4, 6], [0, 1])
    """
    unit = int("1".ljust(len(str(greatest)), "0"))
    steps = (max(share * unit // 10, 1) for share in (1, 2, 5, 10, 20))
    step = next(step for step in steps if greatest // step <= MOST_STEPS)
    return list(range(0, greatest + 1, step))


def spread(heights: Sequence[float], rooms: Sequence[int], base: float) -> list[float]:
    """Move words apart that would touch, from the top down, and up again where they would sink below the base.

    Examples
    --------
    >>> spread([100, 98, 10], [20, 20, 20], 0)
    [100, 80, 10]
    """
    places = list(heights[:1])
    for at in range(1, len(heights)):
        places.append(min(heights[at], places[-1] - (rooms[at - 1] + rooms[at]) // 2))
    for at in range(len(places) - 1, -1, -1):
        below = places[at + 1] + (rooms[at] + rooms[at + 1]) // 2 if at + 1 < len(places) else base
        places[at] = max(places[at], below)
    return places
