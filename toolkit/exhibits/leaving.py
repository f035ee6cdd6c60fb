"""Figures on their way out: private details out, foreign tags as written, labels under the pointer, equal digits."""

import re
from datetime import date
from typing import Any, NewType

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from toolkit.exhibits.gate import WRITTEN, shown
from toolkit.exhibits.style import dress
from toolkit.study import Study

Plot = NewType("Plot", dict[str, Any])
"""A figure in which every string has passed the gate."""

DIGITS = 6
# Every tag but those that Plotly reads is shown as written, and so are these where an exhibit did not write them.
OTHER_TAG = re.compile(r"<(?!/?(?:b|i|br|sub|sup)/?>)|" + WRITTEN, re.IGNORECASE)
LABEL = "%{hovertext}"
NO_TRACE = "<extra></extra>"
"""Plotly's own tag: no name of a trace beside the label."""


def leave(study: Study, plot: go.Figure) -> Plot:
    """Prepare what is drawn.

    Notes
    -----
    Under the pointer a mark shows its `hovertext`, as written: Plotly looks for names of values in templates alone, and
    no exhibit writes words into one. A mark without a text shows its two values, and none the name of its trace.
    """
    bundle = dress(plot).to_plotly_json()
    bundle["data"] = [_labelled(trace) for trace in bundle["data"]]
    return Plot(_leaving(study, bundle))


def _labelled(trace: dict[str, Any]) -> dict[str, Any]:
    if trace.get("hovertemplate") or trace.get("hoverinfo"):
        return trace
    return trace | ({"hovertemplate": LABEL + NO_TRACE} if "hovertext" in trace else {"hoverinfo": "x+y"})


def _leaving(study: Study, part: Any) -> Any:
    """Go through a figure: strings through the gate, arrays as lists, digits that every machine agrees on."""
    if isinstance(part, dict):
        return {key: _leaving(study, inner) for key, inner in part.items()}
    if isinstance(part, np.ndarray | pd.Series | pd.Index):
        return _leaving(study, part.tolist())
    if isinstance(part, list | tuple):
        return [_leaving(study, inner) for inner in part]
    if isinstance(part, str):
        return _written(study, part)
    if isinstance(part, date):
        return part.isoformat()
    if isinstance(part, float | np.floating):
        return None if not np.isfinite(part) else float(part) if part == round(part) else float(f"{part:.{DIGITS}g}")
    return part.item() if isinstance(part, np.generic) else None if part is pd.NA else part


def _written(study: Study, text: str) -> str:
    if text == LABEL + NO_TRACE:
        return text
    return OTHER_TAG.sub("&lt;", shown(study, text))
