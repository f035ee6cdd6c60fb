"""What the casualties notebook says and lists: the figures, their sources, the sums, and where figures do not meet."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd

from toolkit.casualties import printed, shown
from toolkit.exhibits.ledger import claim_rows, draw_figures, draw_sums, group_names, source_of
from toolkit.exhibits.words import count, listing, number, sentence
from toolkit.study import Study

__all__ = [
    "draw_figures",
    "draw_sums",
    "list_claims",
    "list_estimates",
    "list_passages",
    "list_relations",
    "list_sums",
    "tell_casualties",
]

NAMED = {"explicit": "in its sentence", "carried_over": "in the sentence before", "none": None}
PAIRS = ("do not meet", "revision", "bound drift", "rounding", "same figure")


def tell_casualties(study: Study, claims: pd.DataFrame, relations: pd.DataFrame) -> str:
    """Say which figure is the highest, on how many sources all of them rest, and what does not add up or meet."""
    rows = claim_rows(study, claims)
    if not rows:
        accounts = sentence(count(study.articles["account"].nunique(), "account"))
        return f"{accounts}, and no casualty figure that the rules can find."
    parts = [_highest(study, rows), _sources(rows), _sums(relations), _clashes(relations)]
    return " ".join(part for part in parts if part)


def _highest(study: Study, rows: list[dict[str, Any]]) -> str:
    numbers = [row for row in rows if row["outcome"] == "killed" and printed(row) is not None]
    if not numbers:
        return "No account prints a number of people killed."
    top = max(numbers, key=lambda row: printed(row) or 0)
    people = group_names(study).get(top["group"], "people")
    source = source_of(top)
    return f"The highest number of {people} killed that is printed is {shown(top)} ({top['account']}; {source})."


def _sources(rows: list[dict[str, Any]]) -> str:
    accounts = count(len({row["account"] for row in rows}), "account")
    figures = f"{sentence(accounts)} print{'s' if accounts.startswith('one ') else ''} {count(len(rows), 'figure')}"
    named = Counter(row["origin"] for row in rows if row["origin"])
    if not named:
        return f"{figures}; none names a source that the codebook knows."
    sources = [f"{name} ({number(times)})" for name, times in named.most_common()]
    lacking = len(rows) - named.total()
    rest = f"; {number(lacking)} name{'s' if lacking == 1 else ''} no source that the codebook knows" if lacking else ""
    return f"{figures}, {number(named.total())} of them on the word of {listing(sources)}{rest}."


def _sums(relations: pd.DataFrame) -> str:
    sums = relations[relations["kind"].str.endswith(" sum")].drop_duplicates("relation_id")
    if sums.empty:
        return ""
    holds = sums["holds"].astype(object).where(sums["holds"].notna(), None).tolist()
    told = [
        count(holds.count(held), f"sum {verb}", f"sums {verbs}")
        for held, verb, verbs in (
            (True, "adds up", "add up"),
            (False, "does not add up", "do not add up"),
            (None, "leaves a part that is not printed", "leave a part that is not printed"),
        )
        if held in holds
    ]
    return f"{sentence(listing(told))}."


def _clashes(relations: pd.DataFrame) -> str:
    pairs = relations[relations["kind"] == "do not meet"].drop_duplicates("relation_id")
    if pairs.empty:
        return ""
    differ = int((pairs["origin"] == "different").sum())
    who = f", {number(differ)} of them between different sources" if differ else ""
    return f"{sentence(count(len(pairs), 'pair'))} of figures do not meet{who}."


def list_passages(claims: pd.DataFrame) -> pd.DataFrame:
    """Give the claims with what stands beside each in its sentence: the figure, and on whose word."""
    return claims.assign(
        figure=[shown(row) for row in _plain(claims)],
        source=[source_of(row) for row in _plain(claims)],
    )


def list_claims(study: Study, claims: pd.DataFrame) -> pd.DataFrame:
    """List the figures: how many, whom, what befell them, on whose word, and where they stand."""
    names = group_names(study)
    columns = ["account", "figure", "as printed", "group", "outcome", "on whose word", "source", "named", "stands in"]
    rows = [
        (
            row["account"],
            shown(row),
            row["text"],
            names.get(row["group"], row["group"]),
            row["outcome"].replace("_", " "),
            row["attributed_to"],
            row["origin"],
            NAMED[row["attribution"]],
            f"the {row['position']}",
        )
        for row in claim_rows(study, claims)
    ]
    return pd.DataFrame(rows, columns=columns)


def list_sums(study: Study, claims: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """List the sums: the total, its parts, whether they hold, and why."""
    known = {row["claim_id"]: row for row in claim_rows(study, claims)}
    sums = relations[relations["kind"].str.endswith(" sum")]
    rows = []
    for _, members in sums.groupby("relation_id", sort=False):
        total, *parts = (known[claim] for claim in members["claim_id"])
        first = members.iloc[0]
        kind = first["kind"].removesuffix(" sum")
        rows.append((total["account"], shown(total), listing(map(shown, parts)), kind, first["holds"], first["why"]))
    return pd.DataFrame(rows, columns=["account", "total", "parts", "sum", "holds", "why"])


def list_relations(study: Study, claims: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """List what stands between figures across the articles: those that do not meet first, repeats last."""
    known = {row["claim_id"]: row for row in claim_rows(study, claims)}
    names = group_names(study)
    rows = []
    for kind in PAIRS:
        for _, members in relations[relations["kind"] == kind].groupby("relation_id", sort=False):
            mine = [known[claim] for claim in members["claim_id"] if claim in known]
            people = listing(dict.fromkeys(names.get(row["group"], str(row["group"])) for row in mine))
            rows.append((kind, people, _printed_by(mine), members["why"].iloc[0]))
    return pd.DataFrame(rows, columns=["relation", "people", "figures", "why"])


def _printed_by(rows: Sequence[dict[str, Any]]) -> str:
    by: dict[str, list[str]] = {}
    for row in rows:
        by.setdefault(shown(row), []).append(row["account"])
    return "; ".join(f"{figure} ({listing(dict.fromkeys(accounts))})" for figure, accounts in by.items())


def list_estimates(study: Study, estimates: pd.DataFrame) -> pd.DataFrame:
    """List the least, the best and the greatest number that can be given for each group; a missing end is missing."""
    names = group_names(study)
    shown_estimates = estimates.assign(group=[names.get(group, group) for group in estimates["group"]])
    columns = ["group", "outcome", "low", "best", "high", "why"]
    return shown_estimates[columns].rename(columns={"low": "at least", "high": "at most"})


def _plain(claims: pd.DataFrame) -> list[dict[Any, Any]]:
    return claims.astype(object).where(claims.notna(), None).to_dict("records")
