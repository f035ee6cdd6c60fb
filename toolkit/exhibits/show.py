"""The only way out: figures, tables, findings and passages, escaped, generalised, described and sourced."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from IPython.display import display

from toolkit.exhibits.cells import aligned_html, cell_html, head_html, passage_html, sign_html, term_html, unseen
from toolkit.exhibits.privacy import details_at, generalised, in_sentences, shown
from toolkit.exhibits.style import dress
from toolkit.exhibits.withheld import WITHHELD, public
from toolkit.exhibits.words import number
from toolkit.study import Study

PLOTLY = "application/vnd.plotly.v1+json"
MOST_ROWS = 200
DIGITS = 6
# Plotly reads a few tags in its labels; every other one is shown as written.
TAG = re.compile(r"<(?!/?(?:b|i|br|sub|sup)/?>)", re.IGNORECASE)
# JupyterLab sets what stands between dollar signs as a formula, but not in here: MathJax 3 and 4 heed the second class,
# MathJax 2 the first.
NO_FORMULA = "tex2jax_ignore mathjax_ignore"
CONFIG = {"displayModeBar": False, "responsive": True, "displaylogo": False}


class Drawing(NamedTuple):
    """A figure, what it shows in one sentence, and on how many passages, or places of a word, it rests."""

    plot: go.Figure
    reading: str
    passages: int
    unit: str = "passage"


class Exhibit(NamedTuple):
    """What a notebook cell shows: one or more outputs, each with its kind."""

    outputs: tuple[tuple[dict[str, Any], dict[str, Any]], ...]

    def _ipython_display_(self) -> None:
        for data, metadata in self.outputs:
            display(data, raw=True, metadata={"parallax": metadata})  # type: ignore[no-untyped-call]  # IPython has no types


def finding(study: Study, text: str) -> Exhibit:
    """Show a finding: a sentence made from computed values."""
    words = generalised(study, text)
    return _html("finding", f'<p class="finding">{escape(words)}</p>', words)


def figure(study: Study, drawing: Drawing) -> Exhibit:
    """Show a figure with its reading below it, which is its text alternative too."""
    reading = generalised(study, drawing.reading)
    plot = _leaving(study, dress(drawing.plot).to_plotly_json())
    bundle = {PLOTLY: {**plot, "config": CONFIG}, "text/plain": reading}
    about = {"kind": "figure", "reading": reading, "passages": drawing.passages}
    source = _source(study, drawing)
    caption = f'<p class="reading">{escape(reading)} <span class="source">{escape(source)}</span></p>'
    return Exhibit(((bundle, about), *_html("caption", caption, f"{reading} {source}").outputs))


def table(study: Study, frame: pd.DataFrame, *, caption: str, measured: Mapping[str, str] | None = None) -> Exhibit:
    """Show a table for people: one row a row, one column a column, nothing missing made up.

    Parameters
    ----------
    frame
        Its column names are the headings; a column `account` gets each account's sign. A column that bears an
        account's name keeps it as it is.
    caption
        What the table holds, in a few words.
    measured
        Columns with their places on the method page, as `measures.anchors` gives them; pages link their headings.
    """
    html, words = _table(study, frame, caption, measured or {})
    return _html("table", html, words)


def in_context(
    study: Study,
    rows: pd.DataFrame,
    *,
    caption: str,
    columns: Sequence[str] = (),
    measured: Mapping[str, str] | None = None,
    anchor: str | None = None,
    aligned: bool = False,
) -> Exhibit:
    """Show passages, each marked in its sentence, folded until a reader asks for them.

    Parameters
    ----------
    rows
        Any table with `article_id`, `start` and `end`; the first 200 rows are shown.
    columns
        Further columns of `rows` to stand beside the passage.
    measured
        Columns with their places on the method page, as `measures.anchors` gives them; pages link their headings.
    anchor
        A column of `rows` with the name of each passage, to which `Linked` phrases lead.
    aligned
        Whether the passages stand below one another, with a few words on either side: a concordance.
    """
    texts = study.articles.set_index("article_id")["text"]
    accounts = study.articles.set_index("article_id")["account"]
    lines = []
    first = public(study, rows.head(MOST_ROWS)).to_dict("records")
    spans = [(texts[row["article_id"]], int(row["start"]), int(row["end"])) for row in first]
    for row, span, parts in zip(first, spans, in_sentences(study, spans), strict=True):
        details = details_at(study, *span)
        cells = [cell_html(study, _public(row[name], details), name) for name in columns]
        passage = aligned_html(parts) if aligned else passage_html(parts)
        opening = f'<tr id="{escape(str(row[anchor]))}">' if anchor else "<tr>"
        lines.append(
            f"{opening}{cell_html(study, accounts[row['article_id']], 'account')}{passage}{''.join(cells)}</tr>"
        )
    passages = ("before", "word", "after") if aligned else ("passage",)
    places = measured or {}
    head = "".join(head_html(study, name, anchor=places.get(name)) for name in ("account", *passages, *columns))
    told = f"{'the first ' + str(MOST_ROWS) + ' of ' if len(rows) > MOST_ROWS else 'the '}{number(len(rows))}"
    summary = f"See {told} passage{'' if len(rows) == 1 else 's'}" if len(rows) else "There are no passages"
    body = f'<table class="exhibit"><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
    html = (
        f'<details class="passages"><summary>{summary}</summary>{body}<tbody>{"".join(lines)}</tbody></table></details>'
    )
    return _html("passages", html, f"{caption}: {number(len(rows))} passages")


def cards(study: Study, frame: pd.DataFrame) -> Exhibit:
    """Show one card for each row: `account` is its heading, every other column a term with its value."""
    articles = []
    for row in frame.to_dict("records"):
        heading = sign_html(study, str(row["account"]))
        terms = "".join(
            f"<dt>{escape(str(name))}</dt>{term_html(study, row[name])}" for name in row if name != "account"
        )
        articles.append(f'<article class="card"><h3>{heading}</h3><dl>{terms}</dl></article>')
    return _html("cards", f'<div class="cards">{"".join(articles)}</div>', f"{len(frame)} accounts side by side")


def _public(cell: Any, details: tuple[str, ...]) -> Any:
    return WITHHELD if isinstance(cell, str) and any(cell in detail for detail in details) else cell


def _html(kind: str, html: str, words: str) -> Exhibit:
    kept = f'<div class="{NO_FORMULA}">{html}</div>'
    return Exhibit((({"text/html": kept, "text/plain": words}, {"kind": kind}),))


def _source(study: Study, drawing: Drawing) -> str:
    articles = f"{number(len(study.articles))} article{'' if len(study.articles) == 1 else 's'}"
    plural = "" if drawing.passages == 1 else "s"
    return f"Source: {number(drawing.passages)} {drawing.unit}{plural} of {articles}."


def _leaving(study: Study, part: Any) -> Any:
    """Prepare what is drawn: private details out, foreign tags written out, digits that every machine agrees on."""
    if isinstance(part, dict):
        return {key: _leaving(study, inner) for key, inner in part.items()}
    if isinstance(part, np.ndarray | pd.Series | pd.Index):
        return _leaving(study, part.tolist())
    if isinstance(part, list | tuple):
        return [_leaving(study, inner) for inner in part]
    if isinstance(part, str):
        return TAG.sub("&lt;", shown(study, part))
    if isinstance(part, date):
        return part.isoformat()
    if isinstance(part, float | np.floating):
        return None if not np.isfinite(part) else float(part) if part == round(part) else float(f"{part:.{DIGITS}g}")
    return part.item() if isinstance(part, np.generic) else None if part is pd.NA else part


def _table(study: Study, frame: pd.DataFrame, caption: str, measured: Mapping[str, str]) -> tuple[str, str]:
    head = "".join(
        head_html(study, str(name), anchor=measured.get(str(name)), number=unseen(column))
        for name, column in frame.items()
    )
    rows = frame.astype(object).to_numpy().tolist()
    lines = [
        "".join(cell_html(study, cell, str(name)) for name, cell in zip(frame.columns, row, strict=True))
        for row in rows
    ]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    words = generalised(study, caption)
    top = f'<table class="exhibit"><caption>{escape(words)}</caption><thead><tr>{head}</tr></thead>'
    return f"{top}<tbody>{body}</tbody></table>", f"{words}: {number(len(frame))} rows"
