"""Each figure's chain, from the article over who passed it on to who counted, in the terms of W3C PROV."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from toolkit.given import Given, tables_of
from toolkit.tables import CLAIMS, EDGES, NODES
from toolkit.tolls.figures import Claim, shown
from toolkit.tolls.roots import named_source


class Trace(NamedTuple):
    """The chains of a study's figures: `NODES` and `EDGES`."""

    nodes: pd.DataFrame
    edges: pd.DataFrame


Node = tuple[str, str, str, str, bool]
Edge = tuple[str, str, str, str]


def trace(claims: Given) -> Trace:
    """Follow each figure back to who counted, as far as the article says.

    Parameters
    ----------
    claims
        `CLAIMS`, corrected; or a study, whose claims are found and corrected.

    Returns
    -------
    Trace
        NODES: figures, articles, reports and counts are entities, sources are agents; `root` marks where a chain ends.
        EDGES: one row for each step, by the claim that prints it.

    Notes
    -----
    A figure *was derived from* its article, and from the report of whoever passed it on; it *had* a count as its
    *primary source*, which *was attributed to* who counted. A source that is printed under another name than the
    codebook's *acted on behalf of* that one. Where no source is found the chain ends at the article: its root.

    Examples
    --------
    >>> from toolkit.claims import find_claims
    >>> from toolkit.tables import GROUPS, ORIGINS
    >>> articles = pd.DataFrame({"article_id": ["a1"], "text": ["Twelve divers were killed, a nurse said."]})
    >>> found = trace(find_claims(articles, GROUPS.build([]), ORIGINS.build([])))
    >>> found.nodes.loc[found.nodes["root"], "label"].tolist()
    ['a nurse']
    """
    (claims,) = tables_of("trace", claims=claims)
    table = CLAIMS.check(claims)
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    for row in rows:
        claim: Claim = {str(name): value for name, value in row.items()}
        for node in _nodes(claim):
            nodes[node[0]] = node
        edges += _edges(claim)
    return Trace(NODES.build(nodes[name] for name in sorted(nodes)), EDGES.build(dict.fromkeys(edges)))


def _counted(claim: Claim) -> str | None:
    """Name who counted: by the codebook, or as printed; None where no source is found."""
    return named_source(claim)


def _count(claim: Claim) -> str:
    return f"count:{_counted(claim)}:{claim['outcome']}:{claim['group'] or ''}:{shown(claim)}"


def _nodes(claim: Claim) -> Iterator[Node]:
    source = _counted(claim)
    yield f"figure:{claim['claim_id']}", "entity", "figure", claim["text"], False
    yield f"article:{claim['article_id']}", "entity", "article", claim["article_id"], source is None
    if claim["via"]:
        yield f"report:{claim['via']}", "entity", "report", claim["via"], False
    if source:
        yield _count(claim), "entity", "count", f"{shown(claim)} {claim['outcome'].replace('_', ' ')}", False
        yield f"source:{source}", "agent", "source", source, True
    if _spoke_for(claim):
        yield f"name:{claim['attributed_to']}", "agent", "name", claim["attributed_to"], False


def _spoke_for(claim: Claim) -> bool:
    """Tell whether the source is printed under another name than the codebook has for it."""
    return None not in (claim["origin"], claim["attributed_to"]) and claim["origin"] != claim["attributed_to"]


def _edges(claim: Claim) -> Iterator[Edge]:
    figure, mine = f"figure:{claim['claim_id']}", claim["claim_id"]
    yield figure, "wasDerivedFrom", f"article:{claim['article_id']}", mine
    if claim["via"]:
        yield figure, "wasDerivedFrom", f"report:{claim['via']}", mine
    if _counted(claim) is None:
        return
    yield figure, "hadPrimarySource", _count(claim), mine
    yield _count(claim), "wasAttributedTo", f"source:{_counted(claim)}", mine
    if _spoke_for(claim):
        yield figure, "wasAttributedTo", f"name:{claim['attributed_to']}", mine
        yield f"name:{claim['attributed_to']}", "actedOnBehalfOf", f"source:{claim['origin']}", mine
