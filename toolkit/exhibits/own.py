"""A corpus of one's own: what was read of it, what joins its articles, and what an extraction of it wrote."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import pandas as pd

from toolkit.exhibits.words import count, listing, number, sentence
from toolkit.readers import Collection
from toolkit.text import WORD


class Run(Protocol):
    """What an extraction gives: see `toolkit.extract.Extraction`."""

    @property
    def articles(self) -> int: ...  # noqa: D102
    @property
    def made(self) -> int: ...  # noqa: D102


def tell_collection(collection: Collection, copies: pd.DataFrame, stories: pd.DataFrame, versions: pd.DataFrame) -> str:
    """Say how many articles were read, how many texts and events they are, and how many are earlier versions.

    Parameters
    ----------
    collection
        What `read_source` gives.
    copies, stories, versions
        `COPIES`, `STORIES` and `VERSIONS` of its articles.
    """
    words = sum(len(WORD.findall(text)) for text in collection.articles["text"])
    lost = count(len(collection.rejected), "record") if len(collection.rejected) else "no record"
    joined = int(copies["article_id"].nunique()) - int(copies["group"].nunique())
    own = count(len(collection.articles) - joined, "text")
    on = count(int(stories["story"].nunique()), "event")
    before = int((versions["version"] < versions["versions"]).sum())
    old = f"; {count(before, 'of them is', 'of them are')} replaced by a later version" if before else ""
    verb = "is" if len(collection.articles) == 1 else "are"
    read = f"{sentence(count(len(collection.articles), 'article'))} of {number(words)} words"
    return f"{read} {verb} read and {lost} rejected{old}. They print {own} of their own, on {on}."


def list_sources(collection: Collection) -> pd.DataFrame:
    """List the files of a source: form, encoding, how many articles, and which column gave what."""
    sources = collection.sources
    frame = sources[["form", "encoding", "articles", "rejected", "columns", "note"]]
    return frame.assign(file=[Path(name).name for name in sources["file"]])[["file", *frame.columns]]


def list_copies(articles: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """List the groups of articles that print one text: who, how much of the shorter one, and which is likely first."""
    accounts = articles.set_index("article_id")["account"]
    rows = [
        (
            listing(dict.fromkeys(accounts[each] for each in group["article_id"])),
            f"{group['containment'].min():.0%}",
            accounts[group["first_id"].iloc[0]],
            group["first_basis"].iloc[0],
        )
        for _, group in copies.groupby("group", sort=False)
    ]
    return pd.DataFrame(rows, columns=["articles", "shared at least", "probably first", "because of"])


def list_stories(articles: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    """List the events: how many articles each has, and which."""
    accounts = articles.set_index("article_id")["account"]
    rows = [
        (accounts[str(story)], len(group), listing(accounts[each] for each in group["article_id"]))
        for story, group in stories.groupby("story", sort=False)
    ]
    return pd.DataFrame(rows, columns=["begins with", "number of articles", "articles"])


def list_versions(articles: pd.DataFrame, versions: pd.DataFrame) -> pd.DataFrame:
    """List the articles that have versions: which version each is, what says so, and what their order rests on."""
    accounts = articles.set_index("article_id")["account"]
    frame = versions[["version", "basis", "ordered_by"]].assign(article=versions["article_id"].map(accounts))
    return frame[["article", "version", "basis", "ordered_by"]].rename(columns={"basis": "known by"})


def tell_runs(first: Run, again: Run) -> str:
    """Say how much two runs of one extraction made."""
    made = sentence(count(first.made, "shard"))
    rest = "nothing" if again.made == 0 else count(again.made, "shard")
    verb = "is" if first.made == 1 else "are"
    return f"{made} of {count(first.articles, 'article')} {verb} made by the first run; the second made {rest} anew."


def list_tables(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List the tables of an extraction with their rows."""
    return pd.DataFrame([(name, number(len(table))) for name, table in tables.items()], columns=["table", "rows"])
