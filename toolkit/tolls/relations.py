"""Claims in, relations and estimates out: same figure, drift, rounding, revision, part, sum, clash, contradiction."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from toolkit.claims.codes import Groups, Origins, read_groups, read_origins
from toolkit.given import AnyStudy, GivenTables, is_opened, tables_of
from toolkit.tables import CLAIMS, ESTIMATES, RELATIONS
from toolkit.tolls import told
from toolkit.tolls.added import Added, find_added, with_added
from toolkit.tolls.documented import accounts, clash, least
from toolkit.tolls.ends import Known
from toolkit.tolls.estimates import estimate_rows
from toolkit.tolls.figures import Claim, Figure, by_event, one_origin, read_claims, whole_figures, worded_figures
from toolkit.tolls.filed import parts_by_event
from toolkit.tolls.links import Relation, either, figure_relations, partial_relations, vague_relations
from toolkit.tolls.pairs import Published, exceeds
from toolkit.tolls.revisions import own_prints, replaced, worded
from toolkit.tolls.roots import with_names_in_full
from toolkit.tolls.sums import Sum, find_sums, origins_of, sums_once

Rows = list[tuple[Any, ...]]


class Reconciled(NamedTuple):
    """What a study's figures say together: `RELATIONS` and `ESTIMATES`."""

    relations: pd.DataFrame
    estimates: pd.DataFrame


def reconcile(
    claims: GivenTables,
    groups: pd.DataFrame | None = None,
    origins: pd.DataFrame | None = None,
    *,
    articles: pd.DataFrame | None = None,
    places: pd.DataFrame | None = None,
) -> Reconciled:
    """Hold the figures of a study against each other.

    Parameters
    ----------
    claims
        `CLAIMS`, corrected; or a study, which stands for all four tables: its claims are found and corrected; or an
        extraction that was opened, of which the claims of one event are in memory at a time, with the days of its
        articles.
    groups, origins
        `GROUPS` and `ORIGINS` of the study.
    articles
        `ARTICLES`, whose bounds of publication order the figures where they prove an order; without them only an
        article's own words ("revised") do.
    places
        `PLACES`, the tree by which a town lies in its province; without it places are known by their names alone.

    Returns
    -------
    Reconciled
        RELATIONS: sums, revisions in an article's own words, figures that can't all hold, then what the pairs of
        figures give, in the order of `tolls.pairs`; one row for each claim in each. ESTIMATES: one row for each
        group and outcome. Each event is reconciled alone; claims that are set aside take no part.

    Raises
    ------
    RuleError
        When a claim has a bound below 0, a range upside down, a group that the study does not have, or is a part of
        itself; when a group is a part of itself.

    Notes
    -----
    Each pair is tested in one order: same event, origin, scope, order in time, values; each step is a function of
    `tolls.pairs`, as is `kind_of`, which says what follows. Compared across accounts is what each prints as its
    largest figure of a group, by origin. Figures that do not meet are shown and never averaged. `tolls.bounds`
    carries ends along sums and parts, `tolls.estimates` says how low, best and high come about.
    """
    if isinstance(claims, AnyStudy) and not isinstance(claims, pd.DataFrame):
        articles = claims.articles if articles is None else articles
        places = claims.places if places is None else places
    whole = CLAIMS.build([]) if is_opened(claims) else claims
    table, groups, origins = tables_of("reconcile", claims=whole, groups=groups, origins=origins)
    known, sources, published = read_groups(groups), read_origins(origins), read_published(articles)
    relations, estimates = Rows(), Rows()
    for event, rows, days in _events(claims, table, known, sources, places):
        tied, ends = reconcile_rows(rows, known, sources, days if articles is None else published)
        relations += [(*row, event) for row in tied]
        estimates += [(of_event(row[0], event), *row[1:], event) for row in ends]
    return Reconciled(RELATIONS.build(relations), ESTIMATES.build(estimates))


def _events(
    claims: GivenTables, table: pd.DataFrame, known: Groups, sources: Origins, places: pd.DataFrame | None
) -> Iterator[tuple[str | None, list[Claim], Published]]:
    """Give the claims of each event, and of an extraction the days of its articles; one event at a time."""

    def named(printed: pd.DataFrame) -> list[Claim]:
        return with_names_in_full(read_claims(printed, known, places), sources)

    if not is_opened(claims):
        yield from ((event, rows, {}) for event, rows in by_event(named(table)).items())
        return
    for part in parts_by_event(claims):
        event = part["of_event"].iloc[0]
        event = None if pd.isna(event) else str(event)
        rows = by_event(named(part[CLAIMS.names])).get(event, [])
        yield event, rows, read_published(part.drop_duplicates("article_id"))


def of_event(name: str, event: str | None) -> str:
    """Give the id of a row with the event that it is of."""
    return name if event is None else f"{event}:{name}"


def reconcile_rows(rows: Sequence[Claim], groups: Groups, origins: Origins, published: Published) -> tuple[Rows, Rows]:
    """Hold the figures of one event against each other: rows of `RELATIONS` and `ESTIMATES`.

    Parameters
    ----------
    rows
        From `read_claims`: those of one event alone.
    """
    known = known_figures(rows, groups, origins, published)
    added = list(find_added(rows))
    rows = with_added(rows, added)
    past = replaced(rows, published, groups)
    figures, sums = whole_figures(rows, past), list(find_sums(rows, groups))
    earlier = whole_figures([row for row in rows if row["claim_id"] in past])
    counted = [*figures, *worded_figures(rows, figures)]
    printed_together = list(accounts(counted, sums, groups))
    clashing = filter(None, (clash(account, origins, groups) for account in printed_together))
    relations = [
        *map(_sum, sums_once(sums, rows, published)),
        *map(_added, added),
        *_worded_revisions(rows),
        *map(_clash, clashing),
        *figure_relations(counted, earlier, groups, origins, published),
        *partial_relations(rows, figures, sums, groups),
        *vague_relations(rows),
    ]
    return [row for relation in relations for row in _rows(relation)], list(estimate_rows(known))


def known_figures(rows: Sequence[Claim], groups: Groups, origins: Origins, published: Published) -> Known:
    """Give what estimates of one event are made from."""
    rows = with_added(rows, list(find_added(rows)))
    past = replaced(rows, published, groups)
    figures, gone = whole_figures(rows, past), whole_figures(own_prints(rows, past))
    counted = [*figures, *worded_figures(rows, figures)]
    together = accounts(counted, list(find_sums(rows, groups)), groups)
    bounds = {name: ends for account in together for name, ends in least(account, origins, groups).items()}
    return Known(counted, rows, bounds, published, groups, origins, gone)


def read_published(articles: pd.DataFrame | None) -> dict[str, tuple[date | None, date | None]]:
    """Give the bounds of each article's publication; none where there are no articles."""
    if articles is None or not {"published_from", "published_to"} <= set(articles.columns):
        return {}
    bounds = articles[["published_from", "published_to"]].astype(object)
    days = ((None if pd.isna(day) else day for day in row) for row in bounds.itertuples(index=False))
    return dict(zip(articles["article_id"], ((first, last) for first, last in days), strict=True))


def _rows(relation: Relation) -> Iterator[tuple[Any, ...]]:
    ends = (relation.members[0][0]["claim_id"], relation.members[-1][0]["claim_id"])
    relation_id = f"{relation.kind.replace(' ', '_')}:{ends[0]}:{ends[1]}"
    found = (relation.scope, relation.values, relation.origin, relation.order, relation.kind, relation.holds)
    accounts = relation.accounts or (1,) * len(relation.members)
    for (claim, role), times in zip(relation.members, accounts, strict=True):
        yield (relation_id, claim["claim_id"], role, *found, relation.why, times)


def _sum(found: Sum) -> Relation:
    parts = [*found.parts, *([found.closing] if found.closing else [])]
    values = "equal" if found.holds else "do_not_meet" if found.holds is False else "compatible"
    members = ((found.total, "total"), *((part, "part") for part in parts))
    order = "same" if found.kind == "closed" or found.holds else "unknown"
    return Relation(f"{found.kind} sum", members, "part", values, origins_of(found), order, found.holds, found.why)


def _added(found: Added) -> Relation:
    members = ((found.base, "total"), *((claim, "part") for claim in found.increments))
    origin = one_origin([found.base, *found.increments])
    return Relation("addition", members, "part", "compatible", origin, "earlier", None, told.added(found))


def _worded_revisions(claims: Sequence[Claim]) -> Iterator[Relation]:
    """Give the figures that an article says to be revised or withdrawn: its words prove the order."""
    for earlier, later, withdrawn in worded(claims):
        one, other = Figure((earlier,)), Figure((later,))
        values = "do_not_meet" if exceeds(one, other) or exceeds(other, one) else "compatible"
        members = ((earlier, "earlier"), (later, "later"))
        origin = one_origin([earlier, later])
        kind, why = ("withdrawal" if withdrawn else "revision"), told.worded(earlier, later, withdrawn=withdrawn)
        yield Relation(kind, members, "equal", values, origin, "earlier", None, why)


def _clash(claims: Sequence[Claim]) -> Relation:
    why = told.clash(claims)
    return Relation("clash", either(claims), "part", "do_not_meet", one_origin(claims), "same", False, why)
