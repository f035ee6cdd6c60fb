"""Articles in, casualty figures out: how many, whom, on whose word, tied to which other figure."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from toolkit.claims import context
from toolkit.claims.attribution import Attribution, attribute
from toolkit.claims.codes import Groups, Origins, read_groups, read_origins
from toolkit.claims.denials import caveat
from toolkit.claims.joins import Figure, Join, find_joins
from toolkit.claims.nobody import drop_nobody
from toolkit.claims.parts import find_mentions
from toolkit.claims.reserve import modality
from toolkit.claims.shape import shapes
from toolkit.claims.whom import find_group
from toolkit.speech.persons import persons_at
from toolkit.tables import CLAIMS
from toolkit.text import Reading, readings
from toolkit.times import UNDATED, Published

# As many figures back as those of the same sentence are looked for.
NEAR = 30


def find_claims(articles: pd.DataFrame, groups: pd.DataFrame, origins: pd.DataFrame) -> pd.DataFrame:
    """Find the casualty figures of each article.

    Parameters
    ----------
    articles
        `ARTICLES`; `article_id`, `text` and, where they stand, `published_from` and `published_to` are used.
    groups, origins
        `GROUPS` and `ORIGINS` of the study; without rows, figures have no group and no origin.

    Returns
    -------
    DataFrame
        `CLAIMS`, in reading order; a figure that headline and text both print is two rows. A number that can count
        nobody (negative, upside down, beyond all people) is a row without bounds, and `rule` says "no count"; where the
        article counts nobody ("0 killed"), `rule` says "nobody".

    Raises
    ------
    RuleError
        When a group is a part of itself.

    Notes
    -----
    Lexical rules on words and marks, without a parser. A person without a number ("killed a farmer", "the farmer was
    killed", in a headline "Farmer killed") is one. So is a name: with a title or an age, or in full where it is killed.
    "More than N" is at least N + 1. Nobody is a civilian whom the article does not call so. Where a figure names no
    victims its group is that of those who were attacked ("ambushed the guards, killing dozens"), or the one that
    holds all others.

    Measured by benchmarks/accuracy.py, in brackets on the quarter by which no rule was made: F1 .93 (.96) on the
    figures of 54 headlines from Syria; recall .75 (.77) on the written counts of two and more of the wire texts of
    MUC-3/4; precision is low there, for its keys leave out fighters.

    Examples
    --------
    >>> from toolkit.tables import GROUPS, ORIGINS
    >>> articles = pd.DataFrame({"article_id": ["a1"], "text": ["More than 40 people were killed, police said."]})
    >>> claims = find_claims(articles, GROUPS.build([]), ORIGINS.build([]))
    >>> claims[["text", "low", "basis", "outcome", "attributed_to"]].values.tolist()
    [['More than 40 people', 41, 'more_than', 'killed', 'police']]
    """
    known = read_groups(groups), read_origins(origins)
    published = _published(articles)
    return CLAIMS.build_spans(
        (article_id, *row)
        for article_id, reading in readings(articles)
        for row in rows(reading, *known, published.get(article_id, UNDATED))
    )


def rows(reading: Reading, groups: Groups, origins: Origins, published: Published = UNDATED) -> list[tuple[Any, ...]]:
    """Give the rows of one article, without its id.

    Parameters
    ----------
    groups, origins
        From `read_groups` and `read_origins`, once a call.
    """
    figures: list[Figure] = []
    sources = []
    for shape in shapes(reading, published):
        terms = tuple(reading.plain[start:end].lower() for start, end in shape.spans)
        for mention in drop_nobody(shape.letters, terms, find_mentions(shape, terms)):
            claim = context.claim(reading, shape, terms, mention)
            source = attribute(reading, claim.start, terms)
            named = _origins(reading, source, origins)
            claim = context.as_meant(claim, terms, origins.known[named[0]] if named else None)
            figures.append(Figure(claim, _group(reading, claim, groups, figures[-NEAR:]), named))
            sources.append(source)
    tied = find_joins(reading, figures, groups)
    return [
        _row(reading, figure, sources[at], tied.get(at), figures[max(at - NEAR, 0) : at])
        for at, figure in enumerate(figures)
    ]


def _published(articles: pd.DataFrame) -> dict[str, Published]:
    if not {"published_from", "published_to"} <= set(articles.columns):
        return {}
    bounds = articles[["published_from", "published_to"]].astype(object)
    days = ((None if pd.isna(day) else day.date() for day in row) for row in bounds.itertuples(index=False))
    return {article_id: Published(*row) for article_id, row in zip(articles["article_id"], days, strict=True)}


def _group(reading: Reading, claim: context.Claim, groups: Groups, before: Sequence[Figure]) -> str | None:
    """Name whom a figure counts; "12 of them" are of the group of those counted before."""
    if claim.mention.like is not None:
        for figure in reversed(before):
            if figure.claim.shape is claim.shape and figure.claim.mention.at == claim.mention.like:
                return figure.group
    return find_group(reading, claim, groups)


def _is_increment(reading: Reading, claim: context.Claim, before: Sequence[Figure]) -> bool:
    """Tell "another 30" that adds to a figure from "12 killed and another 30 wounded", the first of the wounded."""
    beside = [figure.claim.mention.outcome for figure in before if figure.claim.shape is claim.shape]
    return context.increment(reading, claim) and (not beside or claim.mention.outcome in beside)


def _origins(reading: Reading, source: Attribution, origins: Origins) -> tuple[str, ...]:
    """Name who gives word of a figure: by what is printed, or by whom a pronoun or a description stands for."""
    if source.start is None:
        return ()
    printed = origins.named(reading.plain[slice(*(source.stands_for or (source.start, source.end)))])
    person = None if printed else persons_at(reading).get(source.start)
    return printed or (origins.named(person) if person else ())


def _row(
    reading: Reading, figure: Figure, source: Attribution, join: Join | None, before: Sequence[Figure]
) -> tuple[Any, ...]:
    claim = figure.claim
    place, when = context.place(reading, claim), context.time(claim)
    who = context.perpetrator(reading, claim)
    attributed = reading.text[source.start : source.end] if source.start is not None else None
    return (
        claim.start,
        claim.end,
        reading.text[claim.start : claim.end],
        claim.low,
        claim.high,
        claim.basis,
        claim.mention.outcome,
        claim.victims,
        figure.group,
        context.status(claim),
        who,
        attributed if who else None,
        reading.text[slice(*place)] if place else None,
        reading.text[when.start : when.end] if when else None,
        when.earliest if when else None,
        when.latest if when else None,
        source.kind,
        attributed,
        source.start,
        source.end,
        figure.origin,
        "; ".join(figure.origins[1:]) or None,
        source.via,
        modality(reading, claim),
        caveat(reading, claim.start),
        _is_increment(reading, claim, before),
        _position(reading, claim.start),
        join.words if join else None,
        join.to if join else None,
        _rule(claim),
    )


def _rule(claim: context.Claim) -> str:
    rule = claim.shape.counts[claim.mention.at].rule
    if rule.startswith("no count"):
        return rule
    nobody = "nobody, " if claim.high == 0 else ""
    return f"{'kin, ' if context.names_kin(claim) else ''}{nobody}{claim.mention.rule}: {rule}"


def _position(reading: Reading, offset: int) -> str:
    region = reading.region_at(offset)
    lead = next((other for other in reading.regions if other.kind == "body"), None)
    return "headline" if region.kind == "headline" else "lead" if region == lead else "body"
