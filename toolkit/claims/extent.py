"""How much of its event a figure is of: of all of it, or of one place, one heap of bodies or one film among others."""

import re
from functools import cache
from typing import NamedTuple

from toolkit.claims.context import Claim
from toolkit.gazetteer import Gazetteer
from toolkit.patterns import room
from toolkit.rules import alternatives, rows, words
from toolkit.text import Reading

CLAIMS = room("claims")

WHOLE, PART = "whole", "part"
# What parts the words round one figure from those of another statement.
BREAK = re.compile(r"[;:]")
# An article says in so many sentences what it is about.
OPENING = 2
LISTED = CLAIMS.pattern("place and next number of a list")


class Where(NamedTuple):
    """The place of a figure, as printed and by its name in the study, and the place of its event."""

    printed: str | None
    place: str | None
    of: str | None


def find_extent(reading: Reading, claim: Claim, where: Where, places: Gazetteer) -> str | None:
    """Say whether a figure is of its whole event or of a part; missing where nothing tells.

    Notes
    -----
    A place that holds the event's own says no more than that the event was there: "killed in Bru" of a fire in Osk, in
    Bru. "Near Osk" may be all of the event. Where one sentence gives several places a figure each, each is a part, and
    so is what befell at a place apart. Of bodies that were counted in a hospital or in a place that the study does
    not know, and of what a film shows, nobody says that there were no others.
    """
    _, place, of = where
    if _is_shown(reading, claim) or _is_brought(reading, claim):
        return PART
    if of is not None and place is None and _is_in_one_site(reading, claim):
        return PART
    if of is not None and place is None and where.printed is not None:
        return PART if _counts_bodies(reading, claim) or _is_listed(claim) else None
    if place is None or of is None:
        return None
    if places.holds(place, of):
        return WHOLE
    if places.apart(of, place):
        return PART
    return PART if places.holds(of, place) and not _is_near(reading, claim, where.printed or "") else None


def _is_shown(reading: Reading, claim: Claim) -> bool:
    """Know "The video showed 16 children lying dead": what is seen is some of it."""
    start, end = claim.shape.spans[0][0], claim.start
    match = _film().search(reading.plain, start, end)
    return match is not None and not BREAK.search(reading.plain, match.end(), end)


def _is_brought(reading: Reading, claim: Claim) -> bool:
    """Know "30 bodies were brought to the hospital": others may lie elsewhere."""
    if not _counts_bodies(reading, claim):
        return False
    start, end = claim.shape.spans[0][0], claim.shape.spans[-1][1]
    return any(
        not BREAK.search(reading.plain, *sorted((match.end(), claim.start)))
        for match in _house().finditer(reading.plain, start, end)
    )


def _is_in_one_site(reading: Reading, claim: Claim) -> bool:
    """Know "12 guards were killed inside a tunnel", of which the article's opening says nothing."""
    start, end = claim.shape.spans[claim.mention.cue][1], claim.shape.spans[-1][1]
    site = _site().match(reading.plain, start, end)
    if site is None:
        return False
    body = next((region.start for region in reading.regions if region.kind == "body"), 0)
    opening = [span for span in reading.sentences if span[1] <= body] + [
        span for span in reading.sentences if span[0] >= body
    ][:OPENING]
    return not any(site["site"].lower() in reading.plain[slice(*span)].lower() for span in opening)


def _is_listed(claim: Claim) -> bool:
    """Know "12 were killed in Aro, 14 in Bru": each place has its own."""
    after = max(claim.mention.end, claim.mention.cue + 1)
    return claim.mention.rule == "again" or LISTED.match(claim.shape.letters, after) is not None


def _counts_bodies(reading: Reading, claim: Claim) -> bool:
    cue = claim.shape.spans[claim.mention.cue]
    counted = reading.plain[min(claim.start, cue[0]) : max(claim.count_end, cue[1])].lower()
    return not _bodies().isdisjoint(re.findall(r"[^\W\d_]+", counted))


@cache
def _bodies() -> frozenset[str]:
    return frozenset(row["term"] for row in rows("casualty_terms") if row["class"] == "body")


def _is_near(reading: Reading, claim: Claim, printed: str) -> bool:
    """Know "in the hills near Osk"."""
    start, end = claim.shape.spans[0][0], claim.shape.spans[-1][1]
    about = rf"(?<!\w){_loose('about a place')}\s+(?:the\s+)?"
    found = re.search(rf"{about}{re.escape(printed)}", reading.text[start:end], re.IGNORECASE)
    return bool(found or re.search(about, printed, re.IGNORECASE))


@cache
def _film() -> re.Pattern[str]:
    """Find "video footage of the street showed"."""
    shown = rf"{_loose('record')}(?:\s+[\w'-]+){{0,6}}?\s+{_loose('shows')}"
    return re.compile(rf"(?<!\w){shown}(?!\w)", re.IGNORECASE)


@cache
def _site() -> re.Pattern[str]:
    """Match "inside of a tunnel" right behind what befell them."""
    return re.compile(
        rf"\s+{_loose('in a site')}\s+(?:[\w'-]+\s+){{0,2}}?(?P<site>{_loose('site')})(?!\w)", re.IGNORECASE
    )


@cache
def _house() -> re.Pattern[str]:
    """Find "to the field hospital", "in a school"."""
    near = _loose("place", "to a house")
    return re.compile(rf"(?<!\w){near}\s+(?:[\w'-]+\s+){{0,4}}?{_loose('bodies kept')}(?!\w)", re.IGNORECASE)


def _loose(*kinds: str) -> str:
    terms = tuple(word for kind in kinds for word in words("casualty_words", "words", kind=kind))
    return alternatives(terms).replace(r"\ ", r"\s+")
