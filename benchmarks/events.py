"""Dated headlines of one event into one number: claims, reconciled, held against what coders made of them (UCDP GED).

python benchmarks/events.py ged_syria.jsonl; accuracy.py scores it too
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit import find_claims, reconcile
from toolkit.tables import CLAIMS, GROUPS, ORIGINS

# A lattice of the widest groups alone: what the events of the set have in common.
PEOPLE = [("all", None, None, "people"), ("all", None, None, "persons"), ("all", None, None, "dead")]
PEOPLE += [
    ("civilians", "all", None, "civilians"),
    ("children", "all", None, "children"),
    ("women", "all", None, "women"),
]
MONITOR = "SOHR"
# By the number of an event: rules are made on the even half alone.
HALVES = ("even", "odd")
NUMBER = re.compile(r"\d+")


def estimates(documents: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give one number for each event that the coders' rows single out: the best, or the low where best is missing.

    Notes
    -----
    Each headline is an article that came out on its day. Who prints a figure without a source is taken for who
    counts it, and SOHR, which is the monitor itself, for the first of them; by casualties it means the dead, where
    no word beside says that some of them were injured. A group that the lattice does not have counts everybody.
    """
    clean = [document for document in documents if document["reconcile_clean"]]
    articles = headlines(clean)
    groups, origins = codebook(sorted(set(articles["outlet"])))
    claims = find_claims(articles, groups, origins)
    claims = as_counted(claims, articles)
    events = claims["article_id"].str.rpartition("#")[0]
    for document in clean:
        mine = CLAIMS.check(claims[events == document["id"]])
        yield {"id": document["id"]} | number(reconcile(mine, groups, origins, articles=articles).estimates)


def as_counted(claims: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Give figures without a group to everybody, and those without a source to who prints them."""
    printed = articles.set_index("article_id")
    outlets = claims["article_id"].map(printed["outlet"])
    texts = claims["article_id"].map(printed["text"])
    dead = (
        outlets.eq(MONITOR) & texts.str.contains("casualt", case=False) & ~texts.str.contains("injur|wound", case=False)
    )
    outcomes = claims["outcome"].mask(dead & claims["outcome"].eq("killed_or_injured"), "killed")
    return claims.assign(outcome=outcomes, group=claims["group"].fillna("all"), origin=claims["origin"].fillna(outlets))


def headlines(documents: list[dict[str, Any]]) -> pd.DataFrame:
    """Give each headline as an article with the day on which it came out."""
    rows = [
        (f"{document['id']}#{place}", headline["headline"], headline["outlet"], headline["date"])
        for document in documents
        for place, headline in enumerate(document["headlines"])
    ]
    table = pd.DataFrame(rows, columns=["article_id", "text", "outlet", "published_from"])
    days = pd.to_datetime(table["published_from"])
    return table.assign(published_from=days, published_to=days)


def codebook(outlets: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the groups, and each outlet as a source; what each counts is what it could document."""
    ranks = ((name, 1 if name == MONITOR else 2) for name in outlets)
    sources = ((name, "media", None, True, rank, "documented minimum", name, "given") for name, rank in ranks)
    return GROUPS.build((*row, "given") for row in PEOPLE), ORIGINS.build(sources)


def number(table: pd.DataFrame) -> dict[str, Any]:
    """Give the estimate for everybody killed, or for the greatest group, with the end that gave it."""
    killed = table[table["outcome"] == "killed"]
    whole = killed[killed["group"] == "all"] if (killed["group"] == "all").any() else killed
    best, low, high = (None if whole[end].dropna().empty else int(whole[end].max()) for end in ("best", "low", "high"))
    rule = "best" if best is not None else "low" if low is not None else "none"
    return {"killed": low if best is None else best, "low": low, "high": high, "rule": rule}


def rules(documents: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> dict[str, str]:
    """Say how many numbers each end gave, and how many of them are the coders'."""
    truth = {document["id"]: document["killed_total"] for document in documents}
    given = Counter(row["rule"] for row in predicted)
    right = Counter(row["rule"] for row in predicted if row["killed"] == truth[row["id"]])
    return {rule: f"{right[rule]} of {times}" for rule, times in given.items()}


def exact(documents: list[dict[str, Any]], predicted: list[dict[str, Any]], half: str) -> str:
    """Say how many numbers of one half are the coders', of all events and of those whose headlines print several."""
    given = {row["id"]: row["killed"] for row in predicted}
    mine = [d for d in documents if d["id"] in given and HALVES[int(d["id"].rpartition(":")[2]) % 2] == half]
    several = [d for d in mine if len({number for h in d["headlines"] for number in NUMBER.findall(h["headline"])}) > 1]
    return ", ".join(
        f"{sum(given[d['id']] == d['killed_total'] for d in some)} of {len(some)} {name}"
        for name, some in (("events", mine), ("that disagree", several))
    )


def main() -> None:
    """Print what each end gave."""
    if len(sys.argv) < 2:
        print("Name the file with the dated headlines of events.")
        return
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    documents = [json.loads(line) for line in lines]
    predicted = list(estimates(documents))
    print(rules(documents, predicted))
    for half in HALVES:
        print(f"{half}: {exact(documents, predicted, half)}")


if __name__ == "__main__":
    main()
