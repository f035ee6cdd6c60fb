"""What is compared: the accounts, their size, their dates, and how each tells the event at a glance."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from toolkit.claims import on_events
from toolkit.corpora import find_copies, texts
from toolkit.exhibits.accounts import account_colors, from_outlets
from toolkit.exhibits.cells import Shares
from toolkit.exhibits.followed import events_of, first_person
from toolkit.exhibits.framing import tell_voice
from toolkit.exhibits.show import Drawing
from toolkit.exhibits.style import INK, QUIET
from toolkit.exhibits.unread import NOT_READ, language_of
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import count, day, listing, number, sentence
from toolkit.languages import is_read
from toolkit.quotes import source_kinds
from toolkit.quotes.carried import count_carried
from toolkit.regions import READ
from toolkit.study import Study
from toolkit.text import WORD
from toolkit.tolls import shown
from toolkit.tolls.naming import NOT_FOUND
from toolkit.tolls.roots import named_source

# Figures of which the upper end is the highest number that is printed.
UPWARDS = ("between", "up_to", "under")
PHRASES = 3
UNLISTED = "another source"
"""A source that the study's list of origins does not have."""
READ_ONCE, PRINTED_AGAIN, FURNITURE = "read", "printed before in the same article", "page furniture and bylines"
OTHER_LANGUAGE = "in a language without rules"


@entering
def tell_corpus(study: Study) -> str:
    """Say what is compared: how many accounts, how long, from when, resting on which agencies."""
    words = count_words(study)
    total = int(words["words"].sum())
    read = int(words.loc[words["part"] == READ_ONCE, "words"].sum())
    number_of = sentence(count(len(study.articles), "account"))
    accounts = f"{number_of}{from_outlets(study, study.articles['account'])}"
    size = f"{accounts}{_of_events(study)}, {number(total)} words in all, {number(read)} of them read."
    return " ".join(part for part in (size, _copies(study), _dates(study), _agencies(study)) if part)


def _copies(study: Study) -> str:
    """Say how many texts of their own there are, where some articles are copies of one."""
    printed = texts(study.articles, find_copies(study.articles))
    shared = [group for group, copies in printed.groupby(printed) if len(copies) > 1]
    if not shared:
        return ""
    accounts = study.articles.set_index("article_id")["account"]
    told = [listing(accounts[printed.index[printed == group]]) for group in shared]
    own = count(int(printed.nunique()), "text")
    return f"They print {own} of their own: {'; '.join(told)} print one text, whole or in part."


def _of_events(study: Study) -> str:
    """Say of which events the accounts are, and how many of those that are read are on none."""
    events = study.events["event"].unique().tolist()
    if not events:
        return ""
    on = on_events(study.articles, study.events, study.places)
    none = sum(not found for found in on.values())
    told = [event for event in events if any(event in found for found in on.values())]
    of_what = f" of {listing(told)}" if told else ""
    whom = "" if none == len(study.articles) else f"{count(none, 'account')} "
    return of_what + (f", {whom}on no event that the codebook names" if none else "")


def _dates(study: Study) -> str:
    ordered = study.articles.sort_values(["published_from", "published_to"], kind="stable")
    known = [bounds for bounds in map(tell_bounds, ordered.to_dict("records")) if bounds]
    if not known:
        return "No day of publication is proven."
    told = [f"{count(n, 'account')} {bounds}" for bounds, n in Counter(known).items()]
    unknown = len(ordered) - len(known)
    rest = f"; of {count(unknown, 'account')} no day is proven" if unknown else ""
    open_ended = "" if ordered["published_to"].notna().any() else "; no later bound is proven"
    return f"Publication: {listing(told)}{open_ended}{rest}."


def _agencies(study: Study) -> str:
    cited = study.articles["agency"].value_counts()
    named = [f"{count(int(n), 'account')} cite{'s' if n == 1 else ''} {name}" for name, n in sorted(cited.items())]
    return f"{sentence(listing(named))}." if named else ""


@entering
def list_cards(study: Study, labels: pd.DataFrame, quotes: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """List what stands on each account's card: its names for the first person and the event, its sources, its toll.

    Parameters
    ----------
    labels, quotes, claims
        `LABELS`, `QUOTES` and `CLAIMS` of the study.
    """
    person, events = first_person(study), events_of(study)
    words = count_words(study).query("part == @READ_ONCE").set_index("account")["words"]
    rows = []
    for article in study.articles.to_dict("records"):
        mine = [rows_of[rows_of["article_id"] == article["article_id"]] for rows_of in (labels, quotes, claims)]
        card = {"account": article["account"], "published": tell_bounds(article)}
        card["words read"] = int(words.get(article["account"], 0))
        if person is not None and person not in events:
            card[f"calls {person}"] = _called(mine[0], [person])
        if events:
            card["names the event"] = _called(mine[0], events)
        if len(study.origins):
            card["carries the words of"] = _carried(study, mine[1])
        toll = _toll(mine[2]) if is_read(language_of(article["language"])) else NOT_READ
        rows.append({**card, "highest figure of killed": toll})
    return pd.DataFrame(rows)


def _called(labels: pd.DataFrame, entities: list[str]) -> str | None:
    """Give the first phrases for these entities in the account's own voice, or in others' with whose."""
    mine = labels[labels["entity"].isin(entities)]
    own = mine[mine["voice"] == "own"]
    if own.empty:
        return _first(f"{row['text']} ({tell_voice(row)})" for row in mine.to_dict("records"))
    return _first(own["text"])


def _first(phrases: Iterable[str]) -> str | None:
    return "; ".join(list(dict.fromkeys(phrases))[:PHRASES]) or None


def _carried(study: Study, quotes: pd.DataFrame) -> Shares | None:
    kinds = source_kinds(quotes, study.origins).fillna(UNLISTED).where(quotes["kind"] != "unattributed")
    words = count_carried(study.articles, quotes).sum(axis=1).groupby(kinds).sum()
    shares = words.sort_values(ascending=False, kind="stable") / max(int(words.sum()), 1)
    parts = tuple((str(kind).replace("_", " "), float(share)) for kind, share in shares.items() if share > 0)
    return Shares(parts) if parts else None


def _toll(claims: pd.DataFrame) -> str | None:
    asserted = claims[(claims["outcome"] == "killed") & claims["modality"].isna() & claims["aside"].isna()]
    top = asserted["low"].where(~asserted["basis"].isin(UPWARDS), asserted["high"])
    killed = asserted.assign(top=top)[top.notna() & (asserted["basis"] != "vague")]
    if killed.empty:
        return None
    ranked = killed.assign(sourced=killed["origin"].notna(), known=killed["group"].notna())
    order = ["top", "sourced", "known"]
    highest = ranked.sort_values(order, ascending=False, kind="stable").to_dict("records")[0]
    row = {str(name): None if pd.isna(value) else value for name, value in highest.items()}
    # Without a group the words behind the number need not be people.
    figure = highest["text"] if highest["known"] else shown(row)
    return f"{figure} ({named_source(row) or NOT_FOUND})"


@entering
def list_accounts(study: Study) -> pd.DataFrame:
    """List the accounts: who printed each where that is known, the agency that it cites, its dates and its length."""
    words = count_words(study)
    read = words[words["part"] == READ_ONCE].set_index("account")["words"]
    rows = [
        (row["account"], row["outlet"], row["agency"], row["title"], tell_bounds(row), int(read.get(row["account"], 0)))
        for row in study.articles.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=["account", "outlet", "agency cited", "title", "published", "words read"])


def tell_bounds(row: dict[Any, Any]) -> str | None:
    """Say when an article was published, as far as its bounds prove it."""
    early, late = row["published_from"], row["published_to"]
    if pd.isna(early) and pd.isna(late):
        return None
    if pd.isna(late):
        return f"not before {day(early)}"
    return f"not after {day(late)}" if pd.isna(early) else _days(early, late)


def _days(early: date, late: date) -> str:
    return day(early) if early == late else f"{day(early)} to {day(late)}"


def count_words(study: Study) -> pd.DataFrame:
    """Count the words of each account by what becomes of them: read, printed before, or furniture."""
    blocks = list_blocks(study)
    return blocks.groupby(["account", "part"], sort=False)["words"].sum().reset_index()


@entering
def list_blocks(study: Study) -> pd.DataFrame:
    """List the blocks of each account in reading order: a paragraph, a headline, a line of furniture."""
    articles = study.articles.set_index("article_id")
    rows = []
    for row in study.regions.to_dict("records"):
        text = articles["text"][row["article_id"]][row["start"] : row["end"]]
        part = _part(row["kind"], articles["language"][row["article_id"]])
        rows.append((articles["account"][row["article_id"]], row["kind"], part, len(WORD.findall(text))))
    return pd.DataFrame(rows, columns=["account", "kind", "part", "words"])


def _part(kind: str, language: str | None) -> str:
    if not is_read(language_of(language)):
        return OTHER_LANGUAGE
    return READ_ONCE if kind in READ else PRINTED_AGAIN if kind == "repeat" else FURNITURE


@entering
def draw_blocks(study: Study) -> Drawing:
    """Draw each account as a bar of its blocks, so that one sees its length, its paragraphs and what is not read."""
    blocks = list_blocks(study)
    unread = (OTHER_LANGUAGE,) if (blocks["part"] == OTHER_LANGUAGE).any() else ()
    parts = (READ_ONCE, PRINTED_AGAIN, FURNITURE, *unread)
    plot = go.Figure([_bar(study, blocks, part) for part in parts])
    totals = blocks[blocks["part"] == READ_ONCE].groupby("account", sort=False)["words"].sum()
    lengths = blocks.groupby("account", sort=False)["words"].sum()
    for account, length in lengths.items():
        label = f"{number(int(totals.get(account, 0)))} words read"
        plot.add_annotation(
            x=length, y=account, text=label, xanchor="left", xshift=6, showarrow=False, font_color=QUIET
        )
    plot.update_layout(barmode="stack", bargap=0.45, height=70 + 46 * len(lengths), margin={"r": 120})
    plot.update_xaxes(title_text="words from the first line to the last", rangemode="tozero")
    plot.update_yaxes(autorange="reversed", tickfont={"size": 14, "color": INK})
    return Drawing(plot, _reading(blocks), len(blocks), unit="block")


def _bar(study: Study, blocks: pd.DataFrame, part: str) -> go.Bar:
    colors = account_colors(study)
    mine = blocks[blocks["part"] == part]
    base = blocks.groupby("account")["words"].cumsum() - blocks["words"]
    return go.Bar(
        x=mine["words"].tolist(),
        y=mine["account"].tolist(),
        base=base[mine.index].tolist(),
        orientation="h",
        hovertext=[
            f"{row['account']}: {row['kind']}, {part}, {number(row['words'])} words" for row in mine.to_dict("records")
        ],
        marker={
            "color": [colors[account] for account in mine["account"]] if part == READ_ONCE else "#ffffff",
            "line": {"color": "#ffffff" if part == READ_ONCE else QUIET, "width": 1},
            "pattern": {"shape": "" if part == READ_ONCE else "/", "fgcolor": QUIET, "size": 5, "solidity": 0.25},
        },
    )


def _reading(blocks: pd.DataFrame) -> str:
    lengths = blocks[blocks["part"] == READ_ONCE].groupby("account", sort=False)["words"].sum()
    if lengths.empty:
        return "Nothing in these articles is read."
    longest, shortest = lengths.idxmax(), lengths.idxmin()
    size = f"Each block is a paragraph or a line; {longest} is the longest with {number(int(lengths.max()))} words read"
    rest = f", {shortest} the shortest with {number(int(lengths.min()))}" if len(lengths) > 1 else ""
    unread = blocks[blocks["part"] != READ_ONCE].groupby("account", sort=False)["words"].sum()
    left = [f"{number(int(n))} of {account}" for account, n in unread.items()]
    return (
        f"{size}{rest}. Hatched words are not read: {listing(left)}." if left else f"{size}{rest}. All words are read."
    )
