"""Articles in, casualty figures out: how many, whom, on whose word, tied to which other figure."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from toolkit.analysis import find_table
from toolkit.claims import context
from toolkit.claims.attribution import NOBODY, Attribution, attribute, tells_of
from toolkit.claims.codes import Groups, Origins, read_groups, read_origins
from toolkit.claims.counted import find_before, find_counting, find_named
from toolkit.claims.denials import caveat
from toolkit.claims.described import Called, find_called, find_meant, find_person, names_another
from toolkit.claims.events import NOTHING, Events, Verdict, judge, read_events
from toolkit.claims.frames import is_anonymous
from toolkit.claims.joins import Figure, Join, find_joins
from toolkit.claims.nobody import drop_nobody
from toolkit.claims.parts import find_mentions
from toolkit.claims.reserve import reserve
from toolkit.claims.shape import shapes
from toolkit.claims.singles import listed
from toolkit.claims.whom import find_group
from toolkit.corrections import correct
from toolkit.given import AnyStudy, Given, makes, tables_of
from toolkit.speech.persons import persons_at
from toolkit.study import Study
from toolkit.tables import CLAIMS
from toolkit.text import Reading, read_others, readings
from toolkit.times import UNDATED, Published, publication_of

# As many figures back as those of the same sentence are looked for.
NEAR = 30
OF_OTHERS = {"link": "a link to another article", "note": "a note on an earlier version"}


def find_claims(
    articles: Given,
    groups: pd.DataFrame | None = None,
    origins: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    places: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the casualty figures of each article.

    Parameters
    ----------
    articles
        A study; or `ARTICLES`, of which `article_id`, `text` and, where they stand, `published_from` and
        `published_to` are used.
    groups, origins
        `GROUPS` and `ORIGINS`, the study's own if there is one; without rows, figures have no group and no origin.
    events, places
        `EVENTS` and `PLACES`, the study's own if there is one: what it is about. Without events a figure is set aside
        for what its own words say alone.

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
    figures of 54 headlines from Syria; recall .77 (.80) on the written counts of two and more of the wire texts of
    MUC-3/4; precision is low there, for its keys leave out fighters.

    Examples
    --------
    >>> from toolkit.tables import GROUPS, ORIGINS
    >>> articles = pd.DataFrame({"article_id": ["a1"], "text": ["More than 40 people were killed, police said."]})
    >>> claims = find_claims(articles, GROUPS.build([]), ORIGINS.build([]))
    >>> claims[["text", "low", "basis", "outcome", "attributed_to"]].values.tolist()
    [['More than 40 people', 41, 'more_than', 'killed', 'police']]
    """
    if not isinstance(articles, pd.DataFrame) and isinstance(articles, AnyStudy):
        events, places = articles.events, articles.places
    articles, groups, origins = tables_of("find_claims", articles=articles, groups=groups, origins=origins)
    known = read_groups(groups), read_origins(origins)
    published, about = publication_of(articles), read_events(events, places)
    return find_table(
        CLAIMS,
        readings(articles),
        lambda article_id, reading: rows(reading, *known, published.get(article_id, UNDATED), about),
    )


@makes("claims")
def _of_study(study: Study) -> pd.DataFrame:
    return correct(find_claims(study), study)


def rows(
    reading: Reading, groups: Groups, origins: Origins, published: Published = UNDATED, events: Events = NOTHING
) -> list[tuple[Any, ...]]:
    """Give the rows of one article, without its id.

    Parameters
    ----------
    groups, origins
        From `read_groups` and `read_origins`, once a call.
    events
        From `read_events`, once a call.
    """
    figures, sources = _figures(reading, groups, origins, published)
    places = [_place(reading, figure) for figure in figures]
    about = judge(reading, [figure.claim for figure in figures], places, published, events)
    found = _rows(reading, figures, sources, groups, list(zip(places, about, strict=True)))
    return sorted([*found, *_rows_of_others(reading, groups, origins, published)], key=lambda row: row[:2])


def _figures(
    reading: Reading, groups: Groups, origins: Origins, published: Published
) -> tuple[list[Figure], list[Attribution]]:
    """Find the figures of an article, each with on whose word it is."""
    figures: list[Figure] = []
    sources: list[Attribution] = []
    called: list[Called] | None = None
    for shape in shapes(reading, published):
        terms = tuple(reading.plain[start:end].lower() for start, end in shape.spans)
        for mention in drop_nobody(shape.letters, terms, find_mentions(shape, terms)):
            claim = context.claim(reading, shape, terms, mention)
            source = _source(reading, claim, terms, origins)
            named = _origins(reading, source, origins)
            if not named and source.start is not None and origins.aliases:
                called = find_called(reading, origins) if called is None else called
                named = _described(reading, source, origins, called)
            claim = context.as_meant(claim, terms, origins.known[named[0]] if named else None)
            figures.append(Figure(claim, _group(reading, claim, groups, figures[-NEAR:]), named))
            sources.append(source)
    return figures, sources


def _source(reading: Reading, claim: context.Claim, terms: Sequence[str], origins: Origins) -> Attribution:
    """Say on whose word a figure is, and on nobody's where its source only speaks long after it."""
    found = _told(reading, claim, terms, origins)
    return found if tells_of(reading, found, claim.start) else NOBODY


def _described(reading: Reading, source: Attribution, origins: Origins, called: Sequence[Called]) -> tuple[str, ...]:
    """Name whom the article calls "the ministry", and whom a person with a name speaks for."""
    start, end = source.start or 0, source.end or 0
    spoken = reading.plain[start:end]
    if person := find_person(reading, (start, end), origins):
        return person
    meant = find_meant(spoken, called)
    return (meant,) if meant and not names_another(reading, spoken, origins) else ()


def _told(reading: Reading, claim: context.Claim, terms: Sequence[str], origins: Origins) -> Attribution:
    """Say on whose word a figure is; where no rule of speech tells, the codebook's own names may."""
    found = attribute(reading, claim.start, terms)
    if not origins.aliases:
        return found
    if found.kind == "explicit" and (told := _counted_by_another(reading, claim, found, origins)):
        return told
    named = find_named(reading, claim.start, origins)
    anonymous = found.start is not None and is_anonymous(reading.plain[found.start : found.end])
    if named is None or (found.kind == "explicit" and not anonymous and not _is_within(found, named)):
        return found
    return Attribution("explicit", *named, found.via if found.kind == "explicit" else None)


def _counted_by_another(
    reading: Reading, claim: context.Claim, found: Attribution, origins: Origins
) -> Attribution | None:
    """Take who counted for the source, and who says so for the one through whom it came."""
    if found.start is None or found.end is None or found.end > claim.start:
        return None
    counting = find_counting(reading, found.end, claim.start, origins)
    return Attribution("explicit", *counting, reading.text[found.start : found.end]) if counting else None


def _is_within(found: Attribution, named: tuple[int, int]) -> bool:
    """Tell whether the words found are a part of a name of the codebook: "TV" of "Bru state TV"."""
    if found.start is None or found.end is None:
        return False
    return named[0] <= found.start and found.end <= named[1]


def _rows(
    reading: Reading,
    figures: Sequence[Figure],
    sources: Sequence[Attribution],
    groups: Groups,
    about: Sequence[tuple[str | None, Verdict]],
) -> list[tuple[Any, ...]]:
    tied = find_joins(reading, figures, groups)
    return [
        _row(reading, figure, sources[at], tied.get(at), figures[max(at - NEAR, 0) : at], *about[at])
        for at, figure in enumerate(figures)
    ]


def _rows_of_others(reading: Reading, groups: Groups, origins: Origins, published: Published) -> list[tuple[Any, ...]]:
    """Give the figures in links and notes, set aside: they are of another article, or of an earlier one."""
    others = read_others(reading)
    if others is None:
        return []
    figures, sources = _figures(others, groups, origins, published)
    kinds = (reading.region_at(figure.claim.start).kind for figure in figures)
    about = [
        (_place(others, figure), Verdict(None, None, OF_OTHERS[kind]))
        for figure, kind in zip(figures, kinds, strict=True)
    ]
    return _rows(others, figures, sources, groups, about)


def _place(reading: Reading, figure: Figure) -> str | None:
    place = context.place(reading, figure.claim)
    return _but_the_attack(reading.text[slice(*place)]) if place else None


def _but_the_attack(place: str) -> str | None:
    """Give the Aro of a headline's "in Aro Blast"; "Blast Targeting Two Boats" names no place, "Fire Street" does."""
    attack = context.words_of("attack noun").search(place)
    further = len(place[attack.end() :].split()) if attack else 1
    return place if attack is None or further == 1 else place[: attack.start()].strip() or None


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
    spoken = reading.plain[slice(*(source.stands_for or (source.start, source.end)))]
    person = None if (printed := origins.named(spoken)) else persons_at(reading).get(source.start)
    pronoun = reading.plain[source.start : source.end].lower() in listed("it")
    # "In a news alert it said": what stands in the pronoun's own sentence is not whom it stands for.
    if pronoun and person and person in reading.plain[reading.sentence_at(source.start)[0] : source.start]:
        person = None
    if printed or person or not pronoun:
        return printed or (origins.named(person) if person else ())
    before = find_before(reading, source.start, origins)
    return origins.named(reading.plain[slice(*before)]) if before else ()


def _row(
    reading: Reading,
    figure: Figure,
    source: Attribution,
    join: Join | None,
    before: Sequence[Figure],
    place: str | None,
    about: Verdict,
) -> tuple[Any, ...]:
    claim = figure.claim
    when = None if about.told else context.time(claim)
    who = context.perpetrator(reading, claim)
    less = reserve(reading, claim)
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
        place,
        about.place,
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
        less.words if less else None,
        caveat(reading, claim.start),
        _is_increment(reading, claim, before),
        _position(reading, claim.start),
        join.words if join else None,
        join.to if join else None,
        about.event,
        about.by,
        about.aside,
        about.extent,
        less.force if less else None,
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
