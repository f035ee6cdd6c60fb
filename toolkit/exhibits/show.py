"""The only way out: figures, tables, findings and passages, escaped, generalised, described and sourced."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypedDict

import pandas as pd
import plotly.graph_objects as go
from IPython.display import display

from toolkit.exhibits.cells import (
    aligned_html,
    anchor_of,
    cell_html,
    head_html,
    passage_html,
    sign_html,
    term_html,
    unseen,
)
from toolkit.exhibits.excerpts import in_sentences
from toolkit.exhibits.gate import BLANK, Public, as_written, generalised, join
from toolkit.exhibits.leaving import Plot, leave
from toolkit.exhibits.markup import Html, row, tag, words
from toolkit.exhibits.unread import tell_empty, tell_unread
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import number
from toolkit.given import check_is, check_table, study_of
from toolkit.study import Study

PLOTLY = "application/vnd.plotly.v1+json"
MOST_ROWS = 200
CONFIG = {"displayModeBar": False, "responsive": True, "displaylogo": False}
Kind = Literal["finding", "figure", "caption", "table", "passages", "cards"]


class Drawing(NamedTuple):
    """A figure, what it shows in one sentence, and on how many passages, or places of a word, it rests."""

    plot: go.Figure
    reading: str
    passages: int
    unit: str = "passage"


class About(TypedDict, total=False):
    """What a page must know of an output."""

    kind: Kind
    reading: Public
    passages: int


Forms = Mapping[str, Html | Public | Plot]
"""The same thing in several forms, by their media types."""
Output = tuple[Forms, About]


class Exhibit(NamedTuple):
    """What a notebook cell shows: one or more outputs, each with its kind; all that is in it has passed the gate."""

    outputs: tuple[Output, ...]

    def _ipython_display_(self) -> None:
        for data, metadata in self.outputs:
            display(dict(data), raw=True, metadata={"parallax": metadata})  # type: ignore[no-untyped-call]  # IPython has no types


def finding(study: Study, text: str) -> Exhibit:
    """Show a finding: a sentence made from computed values."""
    study_of("finding", [study])
    check_is("finding", text, str, "a sentence (a text)", "finding(study, sentence)")
    told = generalised(study, " ".join(filter(None, (text, tell_unread(study), tell_empty(study)))))
    return _html("finding", tag("p", words(told), css="finding"), told)


def figure(study: Study, drawing: Drawing) -> Exhibit:
    """Show a figure with its reading below it, which is its text alternative too."""
    study_of("figure", [study])
    check_is(
        "figure", drawing, Drawing, "a drawing, as the functions of toolkit.exhibits give it", "figure(study, drawing)"
    )
    reading, source = generalised(study, as_written(drawing.reading)), _source(study, drawing)
    bundle: Mapping[str, Html | Public | Plot] = {
        PLOTLY: Plot({**leave(study, drawing.plot), "config": CONFIG}),
        "text/plain": reading,
    }
    about: About = {"kind": "figure", "reading": reading, "passages": drawing.passages}
    caption = tag("p", words(reading), words(BLANK), tag("span", words(source), css="source"), css="reading")
    return Exhibit(((bundle, about), *_html("caption", caption, join(reading, BLANK, source)).outputs))


@entering
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
    check_table("table", frame)
    places = measured or {}
    head = [
        head_html(study, str(name), anchor=places.get(str(name)), number=unseen(column))
        for name, column in frame.items()
    ]
    lines = [
        [cell_html(study, cell, str(name)) for name, cell in zip(frame.columns, cells, strict=True)]
        for cells in frame.astype(object).to_numpy().tolist()
    ]
    told = generalised(study, "; ".join(filter(None, (caption, tell_unread(study).removesuffix(".")))))
    rows = generalised(study, f": {number(len(frame))} rows")
    return _html("table", _table(told, head, [tag("tr", *line) for line in lines]), join(told, rows))


@entering
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
    check_table("in_context", rows, ("article_id", "start", "end", *columns, *([anchor] if anchor else [])))
    passages = ("before", "word", "after") if aligned else ("passage",)
    places = measured or {}
    head = [head_html(study, name, anchor=places.get(name)) for name in ("account", *passages, *columns)]
    told = f"{'the first ' + str(MOST_ROWS) + ' of ' if len(rows) > MOST_ROWS else 'the '}{number(len(rows))}"
    summary = f"See {told} passage{'' if len(rows) == 1 else 's'}" if len(rows) else "There are no passages"
    what = generalised(study, caption)
    body = _table(what, head, _passages(study, rows.head(MOST_ROWS), columns, anchor, aligned=aligned))
    html = tag("details", tag("summary", words(generalised(study, summary))), body, css="passages")
    return _html("passages", html, join(what, generalised(study, f": {number(len(rows))} passages")))


def _passages(
    study: Study, rows: pd.DataFrame, columns: Sequence[str], anchor: str | None, *, aligned: bool
) -> list[Html]:
    texts = study.articles.set_index("article_id")["text"]
    accounts = study.articles.set_index("article_id")["account"]
    listed = rows.to_dict("records")
    spans = [(texts[each["article_id"]], int(each["start"]), int(each["end"])) for each in listed]
    lines = []
    for each, parts in zip(listed, in_sentences(study, spans), strict=True):
        account = cell_html(study, accounts[each["article_id"]], "account")
        passage = aligned_html(parts) if aligned else passage_html(parts)
        cells = (account, passage, *(cell_html(study, each[name], name) for name in columns))
        lines.append(tag("tr", *cells, id=anchor_of(study, str(each[anchor]))) if anchor else tag("tr", *cells))
    return lines


@entering
def cards(study: Study, frame: pd.DataFrame) -> Exhibit:
    """Show one card for each row: `account` is its heading, every other column a term with its value."""
    check_table("cards", frame, ("account",))
    articles = []
    for each in frame.to_dict("records"):
        terms = [
            row(tag("dt", words(generalised(study, str(name)))), term_html(study, each[name]))
            for name in each
            if name != "account"
        ]
        title = tag("h3", sign_html(study, str(each["account"])))
        articles.append(tag("article", title, tag("dl", *terms), css="card"))
    told = generalised(study, f"{len(frame)} accounts side by side")
    return _html("cards", tag("div", *articles, css="cards"), told)


def _html(kind: Kind, html: Html, told: Public) -> Exhibit:
    # JupyterLab sets what stands between dollar signs as a formula, but not in here: MathJax 3 and 4 heed the second
    # class, MathJax 2 the first.
    kept = tag("div", html, css="tex2jax_ignore mathjax_ignore")
    return Exhibit((({"text/html": kept, "text/plain": told}, {"kind": kind}),))


def _source(study: Study, drawing: Drawing) -> Public:
    articles = f"{number(len(study.articles))} article{'' if len(study.articles) == 1 else 's'}"
    plural = "" if drawing.passages == 1 else "s"
    source = f"Source: {number(drawing.passages)} {drawing.unit}{plural} of {articles}."
    return generalised(study, " ".join(filter(None, (source, tell_unread(study)))))


def _table(caption: Public, head: Sequence[Html], rows: Sequence[Html]) -> Html:
    title = tag("caption", words(caption))
    return tag("table", title, tag("thead", tag("tr", *head)), tag("tbody", *rows), css="exhibit")
