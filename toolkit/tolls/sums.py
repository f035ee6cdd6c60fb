"""Sums in the articles' own words: which figures are parts of which, and whether they add up."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations, permutations
from typing import NamedTuple

from toolkit.claims.codes import Groups
from toolkit.clock import find_hour
from toolkit.folding import fold_case
from toolkit.rules import alternatives, words
from toolkit.tolls.cells import apart, before
from toolkit.tolls.figures import Claim, one_origin, printed, shown

Published = Mapping[str, tuple[date | None, date | None]]
UNDATED = (None, None)
KINDS = ("open", "running", "closed", "besides", "revises", "excludes")
MOVES = ("withdraws", "steps", "steps after", "rises", "falls", "outdated", "earlier", "hour")
"""Kinds of the words that put a figure into an order: they are looked up where no other figure is joined, too."""
STEPPED = frozenset({"steps", "steps after", "withdraws"})
LEAVES = " leaves "
NUMBER = re.compile(r"\d+(?:,\d{3})*\Z")
UNTOLD = "whether they share people is not printed, and groups.csv does not say so"
NO_SUM = frozenset({"revises", "excludes", None, *MOVES})


class Sum(NamedTuple):
    """One total with its parts.

    Attributes
    ----------
    total, parts
        The claims; a part that no word ties to the total but that is what is missing stands in `closing`.
    kind
        open (the words name some parts), running (the total may hold earlier figures too) or closed.
    closing
        The figure printed before it that is exactly what an open sum leaves: by the account, or, where a part is added
        ("six more"), by another account on the word of the same source.
    holds, why
        Whether the figures agree (missing where they can't be held against each other), and the reason.
    """

    total: Claim
    parts: tuple[Claim, ...]
    kind: str
    closing: Claim | None
    holds: bool | None
    why: str


def find_sums(claims: Sequence[Claim], groups: Groups) -> Iterator[Sum]:
    """Find the sums of each article and reckon them up."""
    by_start = {(claim["article_id"], claim["start"]): claim for claim in claims}
    parts: dict[str, list[Claim]] = {}
    articles: dict[str, list[Claim]] = {}
    for claim in claims:
        articles.setdefault(claim["article_id"], []).append(claim)
        total = by_start.get((claim["article_id"], claim["joined_to"]))
        if total and join_kind(claim["joined_by"]) not in NO_SUM:
            parts.setdefault(total["claim_id"], []).append(claim)
    for claim in claims:
        if claim["claim_id"] in parts:
            yield _reckon(claim, tuple(parts[claim["claim_id"]]), articles[claim["article_id"]], groups)


def sums_once(sums: Sequence[Sum], claims: Sequence[Claim], published: Published) -> list[Sum]:
    """Give each sum of an article once, however often it prints its figures, with what its source had given before."""
    known: dict[tuple[str, ...], Sum] = {}
    for found in sums:
        figures = map(shown, (found.total, *found.parts))
        known.setdefault((found.total["article_id"], found.total["outcome"], *figures), found)
    return [_with_earlier(found, claims, published) for found in known.values()]


def _with_earlier(found: Sum, claims: Sequence[Claim], published: Published) -> Sum:
    """Add what another account had printed on the same word, where a part is added to it: "six more"."""
    numbers = [printed(claim) for claim in (found.total, *found.parts)]
    added = any(part["increment"] for part in found.parts) and found.total["origin"]
    if found.holds is not None or found.kind != "open" or not added or None in numbers:
        return found
    left = (numbers[0] or 0) - sum(number or 0 for number in numbers[1:])
    before_it = (claim for claim in claims if printed(claim) == left and _gave_before(claim, found.total, published))
    closing = next(before_it, None)
    if closing is None:
        return found
    line = " + ".join(map(shown, found.parts))
    why = f"{line} leaves {left:,} of {shown(found.total)}, which {closing['origin']} gave before"
    return found._replace(closing=closing, holds=True, why=why)


def _gave_before(claim: Claim, total: Claim, published: Published) -> bool:
    same = all(claim[name] == total[name] for name in ("origin", "outcome", "group"))
    ends = published.get(claim["article_id"], UNDATED)[1], published.get(total["article_id"], UNDATED)[0]
    return same and before(*ends)


@cache
def join_kind(joined_by: str | None) -> str | None:
    """Give the kind of the words that join two figures (rules/en/casualty_words.csv)."""
    text = " ".join(fold_case(joined_by or "").split())
    # "raised" goes on to a total; where that stands in no sum it says that the toll rose.
    found = [
        (len(word), -place, kind)
        for place, kind in enumerate((*KINDS, *MOVES))
        for word in words("casualty_words", "words", kind=kind)
        if re.match(rf"{re.escape(word)}(?!\w)", text) and (kind != "outdated" or _toll_noun().search(text))
    ]
    if not found and (hour := find_hour(text)) and hour.start() == 0:
        return "hour"
    return max(found)[2] if found else None


@cache
def _toll_noun() -> re.Pattern[str]:
    """Tell "the earlier toll" from "earlier put the toll at": joining words end before the number."""
    nouns = (
        *words("casualty_words", "words", kind="toll noun"),
        *words("casualty_words", "words", kind="outdated noun"),
    )
    return re.compile(rf"\A\w+\s+(?:\w+\s+)?{alternatives(nouns)}(?!\w)")


def movement(claim: Claim) -> str | None:
    """Give how the article's words say that a toll moved to a figure: rises, falls; None where they do not."""
    if claim["joined_by"] is None or claim["joined_to"] is not None:
        return None
    kind = join_kind(claim["joined_by"])
    if kind in {"steps", "steps after"}:
        number, before = printed(claim), stepped_from(claim)
        return None if None in (number, before) else "rises" if (number or 0) > (before or 0) else "falls"
    return {"running": "rises", "revises": None}.get(str(kind), kind)


def stepped_from(claim: Claim) -> int | None:
    """Give the number that a figure's words say it stands in for: 22 of "from 22"."""
    number = NUMBER.search(claim["joined_by"] or "")
    return int(number[0].replace(",", "")) if number and join_kind(claim["joined_by"]) in STEPPED else None


def _reckon(total: Claim, parts: tuple[Claim, ...], claims: Sequence[Claim], groups: Groups) -> Sum:
    kinds = {join_kind(part["joined_by"]) for part in parts}
    kind = "closed" if "closed" in kinds else "running" if "running" in kinds and len(parts) > 1 else "open"
    numbers = [printed(part) for part in parts]
    whole = printed(total)
    if whole is None or any(number is None for number in numbers):
        return Sum(total, parts, kind, None, None, "not every figure is a number")
    known = sum(number or 0 for number in numbers)
    line = " + ".join(shown(part) for part in parts)
    if shared := _shared(total, parts, groups):
        if kind == "open" or known > whole:
            return Sum(total, parts, kind, None, None, f"{line} is no sum: {shared}")
    elif known > whole and not all(part_from(one, other, groups) for one, other in combinations(parts, 2)):
        return Sum(total, parts, kind, None, None, f"{line} is {known:,}: {UNTOLD}")
    if known == whole:
        return Sum(
            total,
            parts,
            "closed" if kind == "running" else kind,
            None,
            True,
            f"{line} = {shown(total)}{_bounds(total, parts)}",
        )
    if known > whole:
        return Sum(total, parts, kind, None, *_exceeds(total, line, known))
    closing = _closing(total, parts, whole - known, claims, groups) if kind == "open" else None
    left = _left(total, parts, groups)
    return Sum(total, parts, kind, closing, *_short(kind, line, total, closing, left))


def _left(total: Claim, parts: tuple[Claim, ...], groups: Groups) -> str:
    """Say how many the parts leave: at least, where the total is a lower bound; at most, where a part is one.

    Examples
    --------
    >>> dead, some = {"low": 131, "high": None, "basis": "more_than"}, {"low": 61, "high": None, "basis": "more_than"}
    >>> exact = {"low": 70, "high": 70, "basis": "stated"}
    >>> _left(dead, (exact,), None), _left(exact, (some,), None), _left(dead, (some,), None)
    ('at least 61', 'at most 9', 'an unknown number')
    """
    lows, highs = [part["low"] or 0 for part in parts], [part["high"] for part in parts]
    least = None if total["low"] is None or None in highs else total["low"] - sum(highs)
    shared = not all(part_from(one, other, groups) for one, other in combinations(parts, 2))
    most = None if total["high"] is None or shared else total["high"] - sum(lows)
    if "about" in {claim["basis"] for claim in (total, *parts)}:
        return f"about {most if least is None else least:,}" if (least, most) != (None, None) else "an unknown number"
    if least == most:
        return "an unknown number" if least is None else f"{least:,}"
    return f"at most {most:,}" if least is None else f"at least {least:,}"


def excludes(total: Claim, figure: Claim) -> bool:
    """Tell whether an article's words leave a figure out of a total: "not including"."""
    here = (figure["article_id"], figure["joined_to"]) == (total["article_id"], total["start"])
    return here and join_kind(figure["joined_by"]) == "excludes"


def _shared(total: Claim, parts: tuple[Claim, ...], groups: Groups) -> str | None:
    """Say which parts count people who are in another one too, or in truth the whole; None where none does."""
    for one, other in permutations(parts, 2):
        within = one["group"] is not None and one["group"] in _with_wholes(other["group"], groups)
        fits = (printed(other) or 0) <= (printed(one) or 0)
        if not apart(one, other) and fits and (within or _takes_up(other)):
            return f"{shown(other)} can be among {shown(one)}"
    same = [
        p for p in parts if (p["group"], printed(p), p["place"]) == (total["group"], printed(total), total["place"])
    ]
    return f"{shown(total)} stands beside itself" if same and total["group"] is not None else None


def _takes_up(part: Claim) -> bool:
    """Know "40 of them", of whom only the words before say who they are."""
    pronouns = words("casualty_words", "words", kind="open")
    return fold_case(str(part["text"])).endswith(pronouns)


def _with_wholes(group: str | None, groups: Groups) -> list[str]:
    return [] if group is None else [group, *groups.wholes(group)]


def part_from(one: Claim, other: Claim, groups: Groups) -> bool:
    """Tell whether two parts are proven to share nobody: by their groups, their places or their days."""
    known = None not in (one["group"], other["group"])
    return apart(one, other) or (known and groups.disjoint(one["group"], other["group"]))


def _bounds(total: Claim, parts: tuple[Claim, ...]) -> str:
    """Say where a total is printed as exact though a part is a least number."""
    loose = [part for part in parts if part["high"] is None]
    if not loose or total["high"] is None:
        return ""
    part = f"\u201c{loose[0]['text']}\u201d"
    return f"; {part} is a lower bound, so the total is one too, though it is printed as a plain figure"


def _exceeds(total: Claim, line: str, known: int) -> tuple[bool | None, str]:
    if total["high"] is None:
        return None, f"{line} is {known:,}, more than the {shown(total)} printed; a lower bound allows it"
    return False, f"{line} is {known:,}, more than the {shown(total)} printed"


def _short(kind: str, line: str, total: Claim, closing: Claim | None, left: str) -> tuple[bool | None, str]:
    if kind == "closed":
        return False, f"{line} falls {left} short of {shown(total)}, though the words make them all"
    if closing:
        return True, (
            f"the sentence names only some parts: {line} leaves {left} of {shown(total)}; "
            f"\u201c{closing['text']}\u201d, printed before it, is what is missing"
        )
    reason = "the words name only some parts" if kind == "open" else "the total may hold earlier figures too"
    return None, f"{line}{LEAVES}{left} of {shown(total)}: {reason}"


def _closing(
    total: Claim, parts: tuple[Claim, ...], left: int, claims: Sequence[Claim], groups: Groups
) -> Claim | None:
    """Find the last figure before the total that is what its parts leave: of people who are in none of them."""
    for claim in reversed(claims):
        earlier = claim["start"] < total["start"]
        same = (claim["origin"], claim["outcome"]) == (total["origin"], total["outcome"])
        if earlier and same and printed(claim) == left and _beside(claim, total, parts, groups):
            return claim
    return None


def _beside(claim: Claim, total: Claim, parts: tuple[Claim, ...], groups: Groups) -> bool:
    group = claim["group"]
    if group is None or total["group"] not in groups.wholes(group):
        return False
    return all(part["group"] is not None and groups.disjoint(group, part["group"]) for part in parts)


def origins_of(found: Sum) -> str:
    """Say whether one source counted the total and all parts."""
    return one_origin([found.total, *found.parts, *([found.closing] if found.closing else [])])
