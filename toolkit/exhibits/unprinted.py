"""Which figures an account does not print, and whether they were known when it came out."""

from typing import Any

import pandas as pd

from toolkit.exhibits.accounts import papers
from toolkit.exhibits.ledger import claim_rows, counted_by, group_names
from toolkit.exhibits.unread import read_part
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import count, listing, sentence
from toolkit.study import Study
from toolkit.tolls import shown
from toolkit.tolls.figures import countable, is_kin

COLUMNS = ["figure", "people", "source", "printed by", "not printed by", "known by then"]
KNOWN, LATER, OPEN = "printed before", "printed later", "not proven"


@entering
def list_unprinted(study: Study, claims: pd.DataFrame) -> pd.DataFrame:
    """List the figures that not every account prints; what the days of publication do not prove is not told.

    Notes
    -----
    An account of several articles prints what one of them prints.
    """
    study = read_part(study)  # what is not read is not known to print nothing
    dates = study.articles.set_index("account")[["published_from", "published_to"]]
    together: dict[tuple[Any, ...], list[dict[Any, Any]]] = {}
    for row in claim_rows(study, claims):
        if _is_figure(row):
            whom = row["group"] or row["victims"]
            together.setdefault((row["outcome"], whom, shown(row), counted_by(row)), []).append(row)
    found = [_row(study, rows, dates) for rows in together.values()]
    return pd.DataFrame([row for row in found if row[4]], columns=COLUMNS)


def _is_figure(row: dict[Any, Any]) -> bool:
    known = row["low"] is not None or row["high"] is not None
    return known and row["basis"] != "vague" and countable(row) and not is_kin(row)


def _row(study: Study, rows: list[dict[Any, Any]], dates: pd.DataFrame) -> tuple[str, ...]:
    first = rows[0]
    printing = list(dict.fromkeys(row["account"] for row in rows))
    names = papers(study)
    having = {names[account] for account in printing}
    lacking = [account for account in names if names[account] not in having]
    by: dict[str, list[str]] = {}
    for account in lacking:
        by.setdefault(_known(dates.loc[[account]], dates.loc[printing]), []).append(account)
    whom = group_names(study).get(first["group"]) or first["victims"] or "people"
    people = f"{whom} {first['outcome'].replace('_', ' ')}"
    return (shown(first), people, counted_by(first), listing(printing), listing(lacking), _told(by))


def _told(by: dict[str, list[str]]) -> str:
    """Name the accounts of which something is proven; of the others it is said once that nothing is."""
    if len(by) == 1:
        return next(iter(by))
    proven = [f"{word} ({listing(by[word])})" for word in (KNOWN, LATER) if word in by]
    return "; ".join([*proven, *([f"else {OPEN}"] if OPEN in by else [])])


def _known(account: pd.DataFrame, printing: pd.DataFrame) -> str:
    """Say whether some account with the figure is proven to have been out before this one, or all after it."""
    if (printing["published_to"] < account["published_from"].min()).any():
        return KNOWN
    return LATER if (printing["published_from"] > account["published_to"].max()).all() else OPEN


@entering
def tell_unprinted(study: Study, claims: pd.DataFrame) -> str:
    """Say how many figures only some accounts print, and of how many it is proven that they were known."""
    table = list_unprinted(study, claims)
    if len(set(papers(study).values())) < 2:
        return "One account: there is no other to hold it against."
    if table.empty:
        return "Every figure that one account prints is printed by all."
    proven = int(table["known by then"].str.contains(KNOWN).sum())
    some = f"{sentence(count(len(table), 'figure'))} {'is' if len(table) == 1 else 'are'}"
    return f"{some} not printed by every account. {_proven(proven, len(table))}"


def _proven(proven: int, everything: int) -> str:
    if not proven:
        told = "not proven" if everything == 1 else "proven for none of them"
        return f"That an account could have known a figure which it does not print is {told}."
    each = f"{'it' if everything == 1 else 'each of them'} had"
    some = each if proven == everything else count(proven, "of them had", "of them had each")
    return f"{sentence(some)} been printed before some account that does not print it came out."
