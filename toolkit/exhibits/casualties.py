"""What the casualties notebook says and lists: the figures, their sources, the sums, and where figures do not meet."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from toolkit.exhibits.about import counted, tell_set_aside
from toolkit.exhibits.accounts import from_outlets, papers
from toolkit.exhibits.ledger import claim_rows, draw_figures, draw_sums, group_names, of_event, printed_by, source_of
from toolkit.exhibits.moved import steps_of, tell_steps
from toolkit.exhibits.sayable import draw_estimates, list_estimates, list_missing, list_reasons, parts_fit
from toolkit.exhibits.tolls import draw_tolls
from toolkit.exhibits.unprinted import list_unprinted, tell_unprinted
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import count, listing, number, sentence
from toolkit.study import Study
from toolkit.tolls import shown
from toolkit.tolls.figures import amount
from toolkit.tolls.roots import named_source
from toolkit.tolls.sums import LEAVES

__all__ = [
    "draw_estimates",
    "draw_figures",
    "draw_sums",
    "draw_tolls",
    "list_claims",
    "list_contradictions",
    "list_estimates",
    "list_missing",
    "list_passages",
    "list_reasons",
    "list_relations",
    "list_sums",
    "list_unprinted",
    "parts_fit",
    "sheet",
    "tell_casualties",
    "tell_contradictions",
    "tell_unprinted",
]

# Of more sources than these a sentence names the first few.
MOST_NAMED, FEW = 6, 3
NAMED = {"explicit": "in its sentence", "carried_over": "in the sentence before", "none": None}
APART = ("clash", "contradiction", "do not meet", "later or differently scoped")
TOGETHER = (
    "revision",
    "withdrawal",
    "addition",
    "bound drift",
    "rounding",
    "same figure",
    "part and whole",
    "compatible",
)


@entering
def tell_casualties(study: Study, claims: pd.DataFrame, relations: pd.DataFrame) -> str:
    """Say which figure is the highest, on how many sources all of them rest, and what does not add up or meet."""
    rows = claim_rows(study, counted(claims))
    if not rows:
        accounts = sentence(count(len(set(papers(study).values())), "account"))
        nothing = "no casualty figure that the rules can find" if claims.empty else "no casualty figure that counts"
        return f"{accounts}, and {nothing}. {tell_set_aside(claims) if len(claims) else ''}".strip()
    told = [*_highest_of_each(study, rows, relations), _sources(study, rows)]
    parts = [*told, _sums(relations), tell_contradictions(relations)]
    return " ".join(part for part in parts if part)


def _highest_of_each(study: Study, rows: list[dict[str, Any]], relations: pd.DataFrame) -> list[str]:
    """Say of each event which figure is the highest: events are never held against each other."""
    events: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        events.setdefault(of_event(study, row, ""), []).append(row)
    steps = steps_of(relations)
    ranks = _ranks(study)
    told = (
        (event, _highest(study, mine, steps), tell_steps(_of_top(mine), steps, ranks)) for event, mine in events.items()
    )
    return [" ".join(filter(None, (f"{event}{highest}", moved))) for event, highest, moved in told]


def _ranks(study: Study) -> dict[str, int]:
    """Give the ranks of the study's independent sources."""
    known = study.origins[study.origins["independent"].eq(True) & study.origins["rank"].notna()]
    return dict(zip(known["origin"], known["rank"].astype(int), strict=True))


def _highest(study: Study, rows: list[dict[str, Any]], steps: pd.DataFrame) -> str:
    """Name the highest number that stands: of one number in two accounts, the one whose source is found."""
    asserted = [row for row in rows if row["outcome"] == "killed" and not row["modality"]]
    numbers = [row for row in asserted if amount(row) is not None]
    if not numbers:
        return "No account asserts a number of people killed that counts, as far as the rules find one."
    past = set(steps["earlier"])
    top = max([row for row in numbers if row["claim_id"] not in past] or numbers, key=_greatest)
    people = group_names(study).get(top["group"], "people")
    source = source_of(top)
    named = f"{_named(top)} ({top['account']}; {source})"
    told = f"The highest number of {people} killed that is printed is {named}."
    higher = max(numbers, key=_greatest)
    if _greatest(higher)[0] == _greatest(top)[0]:
        return told
    return f"{told} {shown(higher)} ({source_of(higher)}) is higher, and a later figure of its source replaced it."


def _named(row: dict[str, Any]) -> str:
    """Name the number of a figure; of a range its upper end."""
    number_of = amount(row)
    return f"{number(max(number_of))}, the upper end of {shown(row)}" if isinstance(number_of, tuple) else shown(row)


def _of_top(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the rows of the group of which the highest number is printed: steps of others are none of its."""
    killed = [row for row in rows if row["outcome"] == "killed" and not row["modality"]]
    top = max(killed, key=_greatest, default=None)
    return [row for row in killed if top and row["group"] == top["group"]]


def _greatest(row: dict[str, Any]) -> tuple[int, bool, bool]:
    """Order figures by the highest number that each prints, the upper one of a range."""
    number = amount(row)
    top = max(number) if isinstance(number, tuple) else number or 0
    return top, row["origin"] is not None, row["attributed_to"] is not None


def _sources(study: Study, rows: list[dict[str, Any]]) -> str:
    names = papers(study)
    accounts = count(len({names[row["account"]] for row in rows}), "account")
    verb = "prints" if accounts.startswith("one ") else "print"
    told_by = f"{accounts}{from_outlets(study, [row['account'] for row in rows])}"
    figures = f"{sentence(told_by)} {verb} {count(len(rows), 'figure')}"
    named = Counter(row["origin"] for row in rows if row["origin"])
    if not named:
        return f"{figures}; a source is found for none."
    sources = [f"{name} ({number(times)})" for name, times in named.most_common()]
    if len(sources) > MOST_NAMED:
        others = sum(times for _, times in named.most_common()[FEW:])
        sources = [*sources[:FEW], f"{number(len(sources) - FEW)} further sources ({number(others)})"]
    lacking = len(rows) - named.total()
    rest = f"; of {count(lacking, 'figure')} no source of the codebook is found{_which_lack(rows)}" if lacking else ""
    return f"{figures}, {_of_them(named.total(), len(rows))} on the word of {listing(sources)}{rest}."


def _which_lack(rows: Sequence[dict[str, Any]]) -> str:
    """Say how many figures name no source, and how many one that the codebook lacks."""
    others = sum(row["origin"] is None and named_source(row) is not None for row in rows)
    nobody = sum(named_source(row) is None for row in rows)
    if not (others and nobody):
        return ""
    names = "names" if nobody == 1 else "name"
    return f" ({number(nobody)} {names} none, {number(others)} one that it lacks)"


def _of_them(some: int, everything: int) -> str:
    if some < everything:
        return count(some, "of them", "of them")
    return "all of them" if everything > 1 else "and that"


def _sums(relations: pd.DataFrame) -> str:
    sums = relations[relations["kind"].str.endswith(" sum")].drop_duplicates("relation_id")
    # What is no sum, and what has no number, leaves nothing that could be printed.
    sums = sums[sums["holds"].notna() | sums["why"].str.contains(LEAVES, regex=False)]
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
    return f"{sentence(listing(told))}." if told else ""


def tell_contradictions(relations: pd.DataFrame) -> str:
    """Say how many figures can't all hold, contradict each other, or do not meet for a reason that is not printed."""
    once = relations.drop_duplicates("relation_id")
    times = once["kind"].value_counts()
    clashes, pairs, apart = (int(times.get(kind, 0)) for kind in APART[:3])
    told = [
        count(clashes, "set of one source's figures can't all hold", "sets of one source's figures can't all hold"),
        count(pairs, "pair of sources contradicts each other", "pairs of sources contradict each other"),
        count(apart, "pair of figures does not meet", "pairs of figures do not meet"),
    ]
    found = [words for words, number_of in zip(told, (clashes, pairs, apart), strict=True) if number_of]
    dated = int((once.loc[once["kind"] == APART[2], "order"] != "unknown").sum())
    return f"{sentence(listing(found))}.{_unproven(apart, dated)}" if found else ""


def _unproven(pairs: int, dated: int) -> str:
    """Say of how many pairs the days of publication differ, and what is not printed of them."""
    if not pairs:
        return ""
    whose = f" for {'all' if dated == pairs else number(dated)} of them" if pairs > 1 else ""
    days = f" The days of publication differ{whose}." if dated else ""
    return f"{days} Whether they count the same people, place and days is not printed."


def list_passages(claims: pd.DataFrame) -> pd.DataFrame:
    """Give the claims with what stands beside each in its sentence: the figure, and on whose word."""
    return claims.assign(
        figure=[shown(row) for row in _plain(claims)],
        source=[source_of(row) for row in _plain(claims)],
    )


@entering
def list_claims(study: Study, claims: pd.DataFrame) -> pd.DataFrame:
    """List the figures source by source: how many, whom, where and when, and as whose word."""
    names = group_names(study)
    rows = [
        (
            source_of(row),
            row["account"],
            shown(row),
            f"{names.get(row['group']) or row['victims'] or 'people'} {row['outcome'].replace('_', ' ')}",
            ", ".join(filter(None, (row["place"], row["time"]))) or None,
            ", ".join(filter(None, (row["attributed_to"], NAMED[row["attribution"]]))) or None,
        )
        for row in sorted(claim_rows(study, claims), key=_by_source(claims))
    ]
    return pd.DataFrame(rows, columns=["source", "account", "figure", "people", "where and when", "named as"])


def _by_source(claims: pd.DataFrame) -> Callable[[dict[Any, Any]], tuple[Any, ...]]:
    """Order the sources that the codebook knows by how much they count, then the others, then figures without one."""
    times = Counter(claims["origin"].dropna())
    return lambda row: (row["origin"] is None, -times[row["origin"]], row["origin"] or "", row["attributed_to"] is None)


@entering
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


@entering
def list_contradictions(study: Study, claims: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """List the figures that can't all hold, contradict each other, do not meet, or stand in no proven order."""
    return _list(study, claims, relations, APART)


@entering
def list_relations(study: Study, claims: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """List the figures that agree or belong together: revisions, one figure printed twice, roundings, parts."""
    return _list(study, claims, relations, TOGETHER)


def _list(study: Study, claims: pd.DataFrame, relations: pd.DataFrame, kinds: Sequence[str]) -> pd.DataFrame:
    known = {row["claim_id"]: row for row in claim_rows(study, claims)}
    names = group_names(study)
    rows = []
    for kind in kinds:
        for _, members in relations[relations["kind"] == kind].groupby("relation_id", sort=False):
            pairs = zip(members["claim_id"], members["accounts"], strict=True)
            mine = [_with_further(known[claim], accounts) for claim, accounts in pairs if claim in known]
            people = listing(dict.fromkeys(names.get(row["group"], str(row["group"])) for row in mine))
            rows.append((kind, people, printed_by(mine), members["why"].iloc[0]))
    return pd.DataFrame(rows, columns=["relation", "people", "figures", "why"])


def _with_further(row: dict[Any, Any], accounts: int) -> dict[Any, Any]:
    """Name the account of a claim that stands for a figure with how many others print it."""
    if accounts == 1:
        return row
    return row | {"account": f"{row['account']} and {count(accounts - 1, 'further account')}"}


@entering
def sheet(study: Study, claims: pd.DataFrame) -> pd.DataFrame:
    """Give the claims as a sheet for a spreadsheet: one row a claim, with its account and its figure as shown."""
    accounts = study.articles.set_index("article_id")["account"]
    told = claims.assign(account=claims["article_id"].map(accounts), figure=[shown(row) for row in _plain(claims)])
    first = ["claim_id", "account", "figure"]
    return told[[*first, *(name for name in told.columns if name not in first)]]


def _plain(claims: pd.DataFrame) -> list[dict[Any, Any]]:
    return claims.astype(object).where(claims.notna(), None).to_dict("records")
