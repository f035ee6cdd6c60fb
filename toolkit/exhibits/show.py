"""The only way out: figures, tables, findings and passages, escaped, generalised, described and sourced."""

import re
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from IPython.display import display

from toolkit.exhibits.privacy import details_at, generalised, in_sentences, shown, shown_parts
from toolkit.exhibits.style import account_colors, account_signs, dress
from toolkit.exhibits.withheld import WITHHELD, public
from toolkit.exhibits.words import MISSING, number, sentence, value
from toolkit.study import Study

PLOTLY = "application/vnd.plotly.v1+json"
MOST_ROWS = 200
DIGITS = 6
MARKS = ("ins", "del")
# Columns that hold a figure as it is printed, such as "≥ 40": it stands in line with other numbers, as a word may not.
FIGURES = ("figure", "total")
# Plotly reads a few tags in its labels; every other one is shown as written.
TAG = re.compile(r"<(?!/?(?:b|i|br|sub|sup)/?>)", re.IGNORECASE)
CONFIG = {"displayModeBar": False, "responsive": True, "displaylogo": False}


class Drawing(NamedTuple):
    """A figure, what it shows in one sentence, and on how many passages, or places of a word, it rests."""

    plot: go.Figure
    reading: str
    passages: int
    unit: str = "passage"


class Shares(NamedTuple):
    """Parts of a whole in one cell of a card: names with their shares, which add up to one."""

    parts: tuple[tuple[str, float], ...]


class Marked(NamedTuple):
    """Stretches of text in one cell, each with its mark: "ins" for what is its own, "del" for what it lacks, or ""."""

    parts: tuple[tuple[str, str], ...]


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


def table(study: Study, frame: pd.DataFrame, *, caption: str) -> Exhibit:
    """Show a table for people: one row a row, one column a column, nothing missing made up.

    Parameters
    ----------
    frame
        Its column names are the headings; a column `account` gets each account's sign. A column that bears an
        account's name keeps it as it is.
    caption
        What the table holds, in a few words.
    """
    html, words = _table(study, frame, caption)
    return _html("table", html, words)


def in_context(study: Study, rows: pd.DataFrame, *, caption: str, columns: Sequence[str] = ()) -> Exhibit:
    """Show passages, each marked in its sentence, folded until a reader asks for them.

    Parameters
    ----------
    rows
        Any table with `article_id`, `start` and `end`; the first 200 rows are shown.
    columns
        Further columns of `rows` to stand beside the passage.
    """
    texts = study.articles.set_index("article_id")["text"]
    accounts = study.articles.set_index("article_id")["account"]
    lines = []
    first = public(study, rows.head(MOST_ROWS)).to_dict("records")
    spans = [(texts[row["article_id"]], int(row["start"]), int(row["end"])) for row in first]
    for row, span, parts in zip(first, spans, in_sentences(study, spans), strict=True):
        before, marked, after = (escape(re.sub(r"\s+", " ", part)) for part in parts)
        details = details_at(study, *span)
        cells = [_cell(study, _public(row[name], details), name) for name in columns]
        passage = f'<td class="passage">{before}<mark>{marked}</mark>{after}</td>'
        lines.append(f"<tr>{_cell(study, accounts[row['article_id']], 'account')}{passage}{''.join(cells)}</tr>")
    head = "".join(f'<th scope="col">{escape(_heading(study, name))}</th>' for name in ("account", "passage", *columns))
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
        heading = _sign(study, str(row["account"]))
        terms = "".join(f"<dt>{escape(str(name))}</dt>{_term(study, row[name])}" for name in row if name != "account")
        articles.append(f'<article class="card"><h3>{heading}</h3><dl>{terms}</dl></article>')
    return _html("cards", f'<div class="cards">{"".join(articles)}</div>', f"{len(frame)} accounts side by side")


def _public(cell: Any, details: tuple[str, ...]) -> Any:
    return WITHHELD if isinstance(cell, str) and any(cell in detail for detail in details) else cell


def _html(kind: str, html: str, words: str) -> Exhibit:
    return Exhibit((({"text/html": html, "text/plain": words}, {"kind": kind}),))


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


def _table(study: Study, frame: pd.DataFrame, caption: str) -> tuple[str, str]:
    head = "".join(_head(study, str(name), column) for name, column in frame.items())
    rows = frame.astype(object).to_numpy().tolist()
    lines = [
        "".join(_cell(study, cell, str(name)) for name, cell in zip(frame.columns, row, strict=True)) for row in rows
    ]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    words = generalised(study, caption)
    top = f'<table class="exhibit"><caption>{escape(words)}</caption><thead><tr>{head}</tr></thead>'
    return f"{top}<tbody>{body}</tbody></table>", f"{words}: {number(len(frame))} rows"


def _head(study: Study, name: str, column: pd.Series) -> str:
    # Cells say that a column is one of numbers; where all of them are missing, its heading has to.
    unseen = len(column) and column.isna().all() and pd.api.types.is_numeric_dtype(column)
    opening = '<th scope="col" class="number">' if unseen else '<th scope="col">'
    return f"{opening}{escape(_heading(study, name))}</th>"


def _heading(study: Study, name: str) -> str:
    # A single letter is a symbol of the field's: z is not Z. An account is called what it is called.
    kept = len(name) == 1 or name in set(study.articles["account"])
    return name if kept else sentence(name.replace("_", " "))


def _cell(study: Study, cell: Any, name: str) -> str:
    if name.lower() == "account" and isinstance(cell, str):
        return f'<th scope="row">{_sign(study, cell)}</th>'
    opening = '<td class="number">' if _is_number(cell, name) else "<td>"
    return f"{opening}{_words(study, cell)}</td>"


def _is_number(cell: Any, name: str) -> bool:
    if isinstance(cell, str):
        return name.lower() in FIGURES and any(letter.isdigit() for letter in cell)
    return isinstance(cell, int | float | np.number) and not isinstance(cell, bool) and not np.isnan(cell)


def _term(study: Study, cell: Any) -> str:
    if not isinstance(cell, Shares):
        return f"<dd>{_words(study, cell)}</dd>"
    bars = "".join(
        f'<span class="part part-{place}" style="width:{100 * share:.1f}%"></span>'
        for place, (_, share) in enumerate(cell.parts, start=1)
    )
    names = ", ".join(f"{name} {100 * share:.0f}\u00a0%" for name, share in cell.parts) or MISSING
    return f'<dd><span class="bar">{bars}</span><span class="parts">{escape(generalised(study, names))}</span></dd>'


def _words(study: Study, cell: Any) -> str:
    if isinstance(cell, Marked):
        return "".join(_stretch(*part) for part in shown_parts(study, cell.parts))
    return escape(shown(study, value(cell.item() if isinstance(cell, np.generic) else cell)))


def _stretch(text: str, mark: str) -> str:
    return f"<{mark}>{escape(text)}</{mark}>" if mark in MARKS else escape(text)


def _sign(study: Study, account: str) -> str:
    sign, color = account_signs(study).get(account), account_colors(study).get(account)
    name = escape(generalised(study, account))
    return f'<span class="sign" style="color:{color}" aria-hidden="true">{sign}</span> {name}' if sign else name
