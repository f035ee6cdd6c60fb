"""Claims as figures that can be held against each other: what was printed, whom it counts, who counted."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from toolkit.casualties.codebook import Groups
from toolkit.errors import RuleError
from toolkit.tables import CLAIMS

Claim = dict[str, Any]
# A sign stays in one line with its number.
SIGNS = {
    "at_least": "\u2265\u00a0",
    "more_than": ">\u00a0",
    "under": "<\u00a0",
    "up_to": "\u2264\u00a0",
    "about": "about\u00a0",
}


class Figure(NamedTuple):
    """The claims of one figure: the same people, number, bound and origin, printed once or more."""

    claims: tuple[Claim, ...]

    @property
    def first(self) -> Claim:
        """Give the first of them."""
        return self.claims[0]

    @property
    def low(self) -> int | None:
        """Give the least number that the words allow; "about" sets none."""
        return None if self.first["low"] is None or self.first["basis"] == "about" else int(self.first["low"])

    @property
    def high(self) -> int | None:
        """Give the greatest number that the words allow; "about" sets none."""
        return None if self.first["high"] is None or self.first["basis"] == "about" else int(self.first["high"])


def read_claims(claims: pd.DataFrame, groups: Groups) -> list[Claim]:
    """Give the rows of `CLAIMS` that can be reckoned with, in order; a missing value is None.

    Raises
    ------
    RuleError
        When a correction has made a row impossible: one line for each.
    """
    table = CLAIMS.check(claims)
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    faults = [f"claims: {row['claim_id']}: {fault}" for row in rows for fault in _faults(row, groups)]
    if faults or (faults := _circles(rows)):
        raise RuleError(*faults)
    return [{str(name): value for name, value in row.items()} for row in rows]


def _faults(row: dict[Any, Any], groups: Groups) -> Iterable[str]:
    low, high = row["low"], row["high"]
    if any(bound is not None and bound < 0 for bound in (low, high)):
        yield "low and high: expected no number below 0; mend the correction"
    if low is not None and high is not None and low > high:
        yield f"low {low} is above high {high}; exchange them"
    if row["group"] is not None and row["group"] not in groups.whole:
        yield f'unknown group "{row["group"]}"; add it to groups.csv or mend its spelling'


def _circles(rows: Sequence[dict[Any, Any]]) -> list[str]:
    """Name the figures that are, through others, parts of themselves."""
    joined = {(row["article_id"], row["start"]): (row["article_id"], row["joined_to"]) for row in rows}
    faults = []
    for row in rows:
        here = (row["article_id"], row["start"])
        seen, at = set(), joined[here]
        while at in joined and at not in seen and at != here:
            seen.add(at)
            at = joined[at]
        if at == here:
            faults.append(f"claims: {row['claim_id']}: is joined to itself; mend joined_to")
    return faults


def printed(claim: Claim) -> int | None:
    """Give the number that the article prints; missing for vague words and ranges."""
    low, high = claim["low"], claim["high"]
    if claim["basis"] in {"vague", "between"}:
        return None
    if claim["basis"] == "more_than":
        return None if low is None else int(low) - 1
    if claim["basis"] == "under":
        return None if high is None else int(high) + 1
    number = high if low is None else low
    return None if number is None else int(number)


def shown(claim: Claim) -> str:
    """Write a figure briefly: "≥ 745", "1,018", "10–12", and a vague word as it is."""
    if claim["basis"] == "between" and claim["low"] is not None:
        return f"{claim['low']:,}\u2013{claim['high']:,}"
    number = printed(claim)
    if claim["basis"] == "vague":
        return str(claim["rule"]).rsplit(": ", 1)[-1]
    return str(claim["text"]) if number is None else f"{SIGNS.get(claim['basis'], '')}{number:,}"


def whole_figures(claims: Sequence[Claim]) -> list[Figure]:
    """Give the figures that may be of everybody in a group: what each account prints as its largest, by origin.

    Notes
    -----
    Vague words, kin, increments, hedged figures and figures without a group or a number are left out: they count
    one event's dead, or nobody that another figure could be held against.
    """
    largest: dict[tuple[Any, ...], Claim] = {}
    for claim in claims:
        if printed(claim) is None or claim["group"] is None or not countable(claim) or is_kin(claim):
            continue
        cell = (claim["article_id"], claim["origin"], claim["group"], claim["outcome"])
        if cell not in largest or (printed(claim) or 0) > (printed(largest[cell]) or 0):
            largest[cell] = claim
    same: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in largest.values():
        key = (claim["outcome"], claim["group"], claim["origin"], claim["basis"], printed(claim))
        same.setdefault(key, []).append(claim)
    return [Figure(tuple(members)) for members in same.values()]


def worded_figures(claims: Sequence[Claim], figures: Sequence[Figure]) -> list[Figure]:
    """Give the words for a number of those groups and outcomes of which no account prints a number."""
    numbered = {(figure.first["outcome"], figure.first["group"]) for figure in figures}
    vague = [claim for claim in claims if claim["basis"] == "vague" and claim["group"] is not None]
    cells = [claim for claim in vague if (claim["outcome"], claim["group"]) not in numbered]
    return [Figure((claim,)) for claim in cells if countable(claim) and not is_kin(claim)]


def countable(claim: Claim) -> bool:
    """Tell whether a figure is asserted of a whole: not hedged, and not added to an earlier one."""
    return not claim["modality"] and not claim["increment"]


def is_kin(claim: Claim) -> bool:
    """Tell whether a figure counts somebody's relatives: some of the dead, whoever counts them."""
    return str(claim["rule"]).startswith("kin")


def one_origin(claims: Sequence[Claim]) -> str:
    """Say whether one source counted all of them: same, different, unknown."""
    origins = [claim["origin"] for claim in claims]
    known = {origin for origin in origins if origin is not None}
    if len(known) > 1:
        return "unknown" if _joint(claims) else "different"
    return "same" if known and None not in origins else "unknown"


def _joint(claims: Sequence[Claim]) -> bool:
    """Tell whether a source of one figure is named, beside another, for another one too."""
    named = [{claim["origin"], *(claim["beside"] or "").split("; ")} - {None, ""} for claim in claims]
    return any(one & other and one != other for one, other in combinations(named, 2))
