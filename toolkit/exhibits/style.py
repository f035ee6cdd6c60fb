"""How figures look: few colours, a sign beside each, quiet lines, direct labels."""

import plotly.graph_objects as go

# Okabe and Ito's colours, told apart by people with any kind of colour vision; the pale yellow is left out.
COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#555555")
SYMBOLS = (
    *("circle", "square", "diamond", "triangle-up", "cross", "star", "hexagon", "x", "triangle-down", "pentagon"),
    *("bowtie", "star-diamond", "hexagram"),
)
SIGNS = ("●", "■", "◆", "▲", "✚", "★", "⬢", "✖", "▼", "⬟", "⧓", "✦", "✶")

INK = "#333333"
QUIET = "#6b6b6b"
LINE = "#d9d9d9"
GROUND = "#ffffff"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


def dress(plot: go.Figure) -> go.Figure:
    """Give a copy of a figure the house's type, lines and margins; what the figure sets itself stays."""
    dressed = go.Figure(plot)
    dressed.layout.template = _template()
    return dressed


def _template() -> go.layout.Template:
    axis = {
        "showline": False,
        "zeroline": False,
        "gridcolor": LINE,
        "gridwidth": 1,
        "ticks": "",
        "automargin": True,
        "title": {"font": {"size": 13, "color": QUIET}},
        "tickfont": {"size": 13},
    }
    layout = go.Layout(
        font={"family": FONT, "size": 14, "color": INK},
        paper_bgcolor=GROUND,
        plot_bgcolor="rgba(0,0,0,0)",
        colorway=COLORS,
        showlegend=False,
        hovermode="closest",
        hoverlabel={"font": {"family": FONT, "size": 13}, "align": "left"},
        margin={"l": 8, "r": 16, "t": 16, "b": 40},
        xaxis=axis,
        yaxis={**axis, "showgrid": False},
    )
    return go.layout.Template(layout=layout)
