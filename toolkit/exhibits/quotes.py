"""Whose words each account carries: by kind of source, by verb, and the utterances that accounts share."""

from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from toolkit.exhibits.accounts import account_colors, account_signs, side_by_side
from toolkit.exhibits.agencies import list_carriers, tell_carriers
from toolkit.exhibits.corpus import READ_ONCE, UNLISTED, count_words
from toolkit.exhibits.matrix import draw_printed
from toolkit.exhibits.shared import list_printed, list_printers, tell_printed
from toolkit.exhibits.show import Drawing
from toolkit.exhibits.style import INK, QUIET
from toolkit.exhibits.tracks import Tracks
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.wordings import MISSING_SOURCE, find_shared, list_wordings
from toolkit.exhibits.words import count, listing, number, sentence
from toolkit.folding import fold_case
from toolkit.quotes import count_carried, find_origins
from toolkit.rules import rows as rule_rows
from toolkit.study import Study

__all__ = [
    "add_sources",
    "draw_printed",
    "draw_speakers",
    "draw_verbs",
    "list_carriers",
    "list_printed",
    "list_printers",
    "list_speakers",
    "list_wordings",
    "tell_carriers",
    "tell_printed",
    "tell_quotes",
]

NOBODY = MISSING_SOURCE
MANNERS = {"in_marks": "in quotation marks", "reported": "reported without marks"}
LABEL_WIDTH = 12
"""A label breaks after so many letters, so that it stands on a phone, too."""
LINE = 17
"""Pixels: a line of a heading."""
BAR = 0.36
LIGHT = 0.38
"""How strongly the words without marks are drawn."""


@entering
def add_sources(study: Study, quotes: pd.DataFrame) -> pd.DataFrame:
    """Add to `QUOTES` what the exhibits tell: account, kind of source, class of verb, words carried."""
    accounts = study.articles.set_index("article_id")["account"]
    origins = find_origins(quotes, study.origins)
    kind = origins["kind"].str.replace("_", " ").where(quotes["kind"] != "unattributed", NOBODY).fillna(UNLISTED)
    listed = (*rule_rows("reporting_nouns"), *rule_rows("reporting_verbs"))
    verb = quotes["cue"].map(fold_case, na_action="ignore").map({row["form"]: row["class"] for row in listed})
    said_by = quotes["person"].fillna(quotes["speaker"])
    added = {"account": quotes["article_id"].map(accounts), "source": kind, "said_by": said_by, "verb": verb}
    return quotes.assign(**added, **count_carried(study.articles, quotes))


@entering
def tell_quotes(study: Study, quotes: pd.DataFrame, utterances: pd.DataFrame) -> str:
    """Say how much of the accounts is somebody else's words, whose most, and what is shared."""
    told = add_sources(study, quotes)
    if told.empty:
        return "No account carries anybody's words, in quotation marks or without."
    marks, reported = int(told["in_marks"].sum()), int(told["reported"].sum())
    words = count_words(study)
    all_words = words.loc[words["part"] == READ_ONCE, "words"].sum()
    size = (
        f"Of {number(int(all_words))} words read, {number(marks + reported)} are somebody else\u2019s: "
        f"{number(marks)} in quotation marks, {number(reported)} reported without."
    )
    shared = _tell_shared(study, quotes, utterances) if len(study.articles) > 1 else ""
    return " ".join(part for part in (size, _tell_sources(told), _tell_unsourced(told), shared) if part)


def _tell_sources(told: pd.DataFrame) -> str:
    words = _by_source(told[told["source"] != NOBODY])
    if words.empty:
        return "No source is named for any of them."
    if set(words.index) == {UNLISTED}:
        return "None of their sources is in the codebook's list, so that the kinds of source are not known."
    shares = [f"{kind} {100 * n / words.sum():.0f}\u00a0%" for kind, n in words.head(3).items()]
    return f"By kind of source: {listing(shares)} of the words that have one."


def _tell_unsourced(told: pd.DataFrame) -> str:
    passages = int((told["source"] == NOBODY).sum())
    if not (told["kind"] != "indirect").any():
        return ""
    if not passages:
        return "Every passage in quotation marks has a source."
    verb = "names" if passages == 1 else "name"
    return f"{sentence(count(passages, 'passage'))} in quotation marks {verb} no source."


def _tell_shared(study: Study, quotes: pd.DataFrame, utterances: pd.DataFrame) -> str:
    shared = find_shared(study, quotes, utterances)["utterance_id"].nunique()
    return f"{sentence(count(shared, 'utterance'))} {'stands' if shared == 1 else 'stand'} in more than one account."


def _by_source(told: pd.DataFrame) -> pd.Series:
    words = (told["in_marks"] + told["reported"]).groupby(told["source"]).sum()
    return words.sort_values(ascending=False, kind="stable")


@entering
def draw_speakers(study: Study, quotes: pd.DataFrame) -> Drawing:
    """Draw the words of each kind of source by account: side by side where a phone has room, else below one another."""
    told = add_sources(study, quotes)
    order = sorted(_by_source(told).index, key=lambda kind: kind == NOBODY)
    accounts = list(dict.fromkeys(study.articles["account"]))
    words = told.groupby(["account", "source"])[list(MANNERS)].sum()
    every = pd.MultiIndex.from_product([accounts, order], names=words.index.names)
    words = words.reindex(every, fill_value=0)
    headings = side_by_side(accounts)
    plot = (
        _draw_rows(study, words, order) if headings is None else _draw_columns(study, words, order, accounts, headings)
    )
    return Drawing(plot, _read_speakers(told), len(told))


def _draw_columns(
    study: Study, words: pd.DataFrame, order: list[str], accounts: list[str], headings: list[list[str]]
) -> go.Figure:
    plot = make_subplots(
        rows=1, cols=len(accounts), shared_yaxes=True, horizontal_spacing=min(0.02, 0.5 / len(accounts))
    )
    lines = max(map(len, headings), default=1)
    for place, (account, heading) in enumerate(zip(accounts, headings, strict=True), start=1):
        _add_column(plot, study, place, account, words.reindex([(account, kind) for kind in order], fill_value=0))
        _head(plot, study, place, account, heading, lines)
    most = max(int(words.sum(axis=1).max()) if len(words) else 0, 1)
    room = 1.5 + 0.2 * len(number(most))  # the longest bar's number fits behind it on a phone, too
    plot.update_xaxes(range=[0, most * room], showgrid=False, showticklabels=False, fixedrange=True)
    plot.update_yaxes(autorange="reversed", fixedrange=True, ticklabelstandoff=6, tickfont={"size": 13, "color": INK})
    height = 86 + LINE * lines + 36 * max(len(order), 1)
    plot.update_layout(barmode="stack", bargap=0.4, height=height, margin={"t": 30 + LINE * lines, "b": 56})
    plot.add_annotation(
        text=_key("<br>"), x=0, y=0, xref="paper", yref="paper", yanchor="top", yshift=-6, **_label(QUIET, 13)
    )
    return plot


def _draw_rows(study: Study, words: pd.DataFrame, order: list[str]) -> go.Figure:
    """Draw a row for each account that has words of a kind of source, and name those that have none."""
    totals = words.sum(axis=1)
    tracks = Tracks(int(totals.max()) if len(totals) else 1)
    tracks.row(_key(" "))
    for kind in order:
        tracks.heading(sentence(kind))
        of_kind = words[words.index.get_level_values("source") == kind].droplevel("source")
        for account, sizes in of_kind[of_kind.sum(axis=1) > 0].iterrows():
            _draw_row(study, tracks, str(account), kind, {manner: int(sizes[manner]) for manner in MANNERS})
        lacking = list(of_kind.index[of_kind.sum(axis=1) == 0])
        if lacking:
            tracks.row(f"None in {listing(lacking)}.")
    return tracks.done("number of words")


def _draw_row(study: Study, tracks: Tracks, account: str, kind: str, sizes: dict[str, int]) -> None:
    y, at, color = tracks.row(f"{account_signs(study)[account]} {account}"), 0, account_colors(study)[account]
    for manner, printed in MANNERS.items():
        marker = {"color": color, "opacity": 1 if manner == "in_marks" else LIGHT}
        hover = [f"{account}, {kind}: {number(sizes[manner])} words {printed}"]
        bar = go.Bar(x=[sizes[manner]], y=[y], base=[at], orientation="h", width=BAR, marker=marker, hovertext=hover)
        tracks.plot.add_trace(bar)
        at += sizes[manner]
    tracks.value(at, number(at))


def _add_column(plot: go.Figure, study: Study, place: int, account: str, words: pd.DataFrame) -> None:
    color, kinds = account_colors(study)[account], [_broken(kind) for _, kind in words.index]
    for manner, printed in MANNERS.items():
        sizes = zip(words.index, words[manner], strict=True)
        hover = [f"{account}, {kind}: {number(int(n))} words {printed}" for (_, kind), n in sizes]
        marker = {"color": color, "opacity": 1 if manner == "in_marks" else LIGHT}
        bar = go.Bar(x=words[manner].tolist(), y=kinds, orientation="h", marker=marker, hovertext=hover)
        plot.add_trace(bar, row=1, col=place)
    totals = words.sum(axis=1).tolist()
    labels = [f" {number(total)}" if total else "\u2013" for total in totals]
    text = go.Scatter(x=totals, y=kinds, text=labels, mode="text", textposition="middle right", hoverinfo="skip")
    plot.add_trace(text.update(textfont={"size": 13, "color": INK}), row=1, col=place)


def _head(plot: go.Figure, study: Study, place: int, account: str, heading: list[str], lines: int) -> None:
    """Write an account's name over its column, and its sign over the longest name."""
    color = account_colors(study)[account]
    axis = {"x": 0, "xref": f"x{place if place > 1 else ''} domain", "y": 1, "yref": "paper", "yanchor": "bottom"}
    plot.add_annotation(text="<br>".join(heading), **axis, **_label(INK, 13))
    plot.add_annotation(text=account_signs(study)[account], **axis, yshift=LINE * lines, **_label(color, 13))


def _label(color: str, size: int) -> dict[str, Any]:
    return {"xanchor": "left", "align": "left", "showarrow": False, "font": {"color": color, "size": size}}


def _broken(label: str, width: int = LABEL_WIDTH) -> str:
    return "<br>".join(wrap(label, width, break_long_words=False))


def _key(line_break: str) -> str:
    return f"Words of each kind of source. Full colour:{line_break}{MANNERS['in_marks']}; pale: {MANNERS['reported']}."


def _read_speakers(told: pd.DataFrame) -> str:
    words = (told["in_marks"] + told["reported"]).groupby([told["account"], told["source"]], sort=False).sum()
    if words.empty:
        return "No account carries anybody's words."
    if set(told["source"]) <= {UNLISTED, NOBODY}:
        return "No source in these accounts is in the codebook's list, so that all stand as one kind."
    most: dict[str, list[str]] = {}
    for account, source in words.groupby(level=0, sort=False).idxmax():
        most.setdefault(source, []).append(f"{account} ({number(int(words[account, source]))} words)")
    parts = [f"{source} in {listing(accounts)}" for source, accounts in most.items()]
    return f"The kind of source whose words take most room: {'; '.join(parts)}."


@entering
def draw_verbs(study: Study, quotes: pd.DataFrame) -> Drawing:
    """Draw how often each class of reporting verb stands with each kind of source."""
    told = add_sources(study, quotes).dropna(subset=["verb"]).drop_duplicates(["article_id", "cue_start"])
    counts = told.groupby(["source", "verb"]).size().reset_index(name="n")
    sources, verbs = [_broken(source) for source in _by_count(counts, "source")], _by_count(counts, "verb")
    size = [12 + 26 * (n / counts["n"].max()) ** 0.5 for n in counts["n"]]
    plot = go.Figure(
        go.Scatter(
            x=counts["verb"].tolist(),
            y=[_broken(source) for source in counts["source"]],
            text=counts["n"].tolist(),
            mode="markers+text",
            marker={"size": size, "color": "#dfe6ee", "line": {"color": "#8fa3b8", "width": 1}},
            textfont={"size": 13, "color": INK},
            hovertext=[
                f"{row['source']}, {row['verb']} verbs: {number(row['n'])}" for row in counts.to_dict("records")
            ],
        )
    )
    plot.update_xaxes(side="top", categoryarray=verbs, categoryorder="array", fixedrange=True, gridcolor="#eeeeee")
    plot.update_yaxes(categoryarray=sources[::-1], categoryorder="array", fixedrange=True, ticklabelstandoff=6)
    plot.update_layout(height=90 + 44 * max(len(sources), 1), margin={"t": 40, "b": 16})
    return Drawing(plot, _read_verbs(told), len(told))


def _by_count(counts: pd.DataFrame, name: str) -> list[str]:
    return list(counts.groupby(name)["n"].sum().sort_values(ascending=False, kind="stable").index)


def _read_verbs(told: pd.DataFrame) -> str:
    if told.empty:
        return "No word that reports stands in these articles."
    classes = told["verb"].value_counts()
    parts = [f"{number(int(n))} {name}" for name, n in sorted(classes.items(), key=lambda item: (-item[1], item[0]))]
    verbs = count(len(told), "word that reports", "words that report")
    return f"By class, the {verbs}: {listing(parts)}."


@entering
def list_speakers(study: Study, quotes: pd.DataFrame) -> pd.DataFrame:
    """List who speaks in each account, with the kind of source, the number of passages, and the words."""
    told = add_sources(study, quotes)
    told["speaker"] = told["said_by"].fillna(NOBODY)
    told["key"] = told["speaker"].map(fold_case)
    grouped = told.groupby(["account", "key", "source"], sort=False)
    counts = grouped.agg(
        speaker=("speaker", "first"),
        passages=("speaker", "size"),
        in_marks=("in_marks", "sum"),
        other=("reported", "sum"),
    ).reset_index()
    counts["total"] = counts["in_marks"] + counts["other"]
    place = counts["account"].map({name: place for place, name in enumerate(study.articles["account"])})
    counts = counts.assign(place=place).sort_values(["place", "total"], ascending=[True, False], kind="stable")
    names = {"source": "kind of source", "in_marks": "words in marks", "other": "words reported"}
    columns = ["account", "speaker", "source", "passages", "in_marks", "other"]
    return counts[columns].rename(columns=names).reset_index(drop=True)
