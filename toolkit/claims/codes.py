"""The study's groups and origins, ready for use: whom a figure counts, and who counted."""

import re
from itertools import pairwise, takewhile
from typing import NamedTuple

import pandas as pd

from toolkit.claims.singles import listed, plurals, singular
from toolkit.codebook import alias_key, parted_wholes
from toolkit.errors import RuleError
from toolkit.rules import alternatives

# "The Watch (AW), the port office and clerks": what stands between the names of several sources.
AND = re.compile(r"(?:\s*\([^()]{1,12}\))?\s*(?:,\s*(?:and\s+)?|\band\s+)(?:the\s+)?")


# activists from the grassroots Bru Relief Council: a name of so many words at least, since "in Bru" may be a place
FROM = re.compile(r"\s+(?:in|from|at|of|with)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}")
LEAST = 2


class Groups(NamedTuple):
    """The groups of a study: their terms, the whole of each, who shares nobody with whom, and whose they are."""

    terms: dict[str, str]
    pattern: re.Pattern[str]
    whole: dict[str, str | None]
    apart: dict[str, frozenset[str]]
    party: dict[str, str | None]

    def named(self, words: str) -> str | None:
        """Give the narrowest group that a phrase names; of groups that are as narrow, that of the longest term."""
        found = [(term, self.terms[term]) for term in self.pattern.findall(alias_key(words))]
        return max(found, key=lambda named: (len(self.wholes(named[1])), len(named[0])))[1] if found else None

    @property
    def everybody(self) -> str | None:
        """Give the group that holds all others, where there is one."""
        tops = [group for group, whole in self.whole.items() if whole is None]
        return tops[0] if len(tops) == 1 else None

    def wholes(self, group: str) -> list[str]:
        """Give the groups that a group is a part of, the nearest first."""
        found: list[str] = []
        whole = self.whole.get(group)
        while whole is not None:
            found.append(whole)
            whole = self.whole.get(whole)
        return found

    def disjoint(self, one: str, other: str) -> bool:
        """Tell whether two groups share nobody, by themselves or by groups that they are parts of."""
        ones, others = [one, *self.wholes(one)], [other, *self.wholes(other)]
        return any(b in self.apart.get(a, ()) or a in self.apart.get(b, ()) for a in ones for b in others)

    def side(self, group: str | None) -> str | None:
        """Give the side of the conflict whose own a group is, by itself or by a group that it is a part of."""
        known = [] if group is None else [self.party.get(name) for name in (group, *self.wholes(group))]
        return next((party for party in known if party is not None), None)


class Origin(NamedTuple):
    """One source of figures, as the study describes it."""

    name: str
    rank: int | None
    independent: bool
    counts: str | None
    party: str | None = None
    casualties: str | None = None


class Origins(NamedTuple):
    """The sources of figures of a study, by their aliases."""

    aliases: dict[str, str]
    pattern: re.Pattern[str]
    known: dict[str, Origin]

    def named(self, words: str) -> tuple[str, ...]:
        """Give the origins that a phrase names: the first, and those that "and" joins to it."""
        key = alias_key(words)
        matches = list(self.pattern.finditer(key))
        if len(key) == len(words):
            matches = _without_members(words, key, matches)
        joined = [AND.fullmatch(key, one.end(), other.start()) for one, other in pairwise(matches)]
        members = takewhile(bool, joined)
        return tuple(dict.fromkeys(self.aliases[match[0]] for match in matches[: 1 + len(list(members))]))


def _without_members(words: str, key: str, matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """Leave out "activists" of "activists in the Bru Relief Council": the body that they speak from gives word."""
    while len(matches) > 1:
        one, other = matches[:2]
        name = words[slice(*other.span())]
        if one[0] not in singular() | plurals() or len(name.split()) < LEAST or not name[:1].isupper():
            break
        if not FROM.fullmatch(key, one.end(), other.start()):
            break
        matches = matches[1:]
    return matches


def read_groups(groups: pd.DataFrame) -> Groups:
    """Prepare `GROUPS`.

    Raises
    ------
    RuleError
        When a group is a part of itself, or shares nobody with a group that it is a part of.
    """
    rows = groups.astype(object).where(groups.notna(), None).to_dict("records")
    whole = {row["group"]: row["part_of"] for row in rows}
    _check_circles(whole)
    if faults := [f"groups row {place}: {fault}" for place, fault in parted_wholes(enumerate(rows, start=1))]:
        raise RuleError(*faults)
    apart: dict[str, set[str]] = {}
    for row in rows:
        apart.setdefault(row["group"], set()).update({row["disjoint_with"]} - {None})
    terms = {alias_key(row["term"]): row["group"] for row in rows}
    shared_by_none = {group: frozenset(others) for group, others in apart.items()}
    return Groups(
        terms, _pattern(tuple(terms)), whole, shared_by_none, {row["group"]: row.get("party") for row in rows}
    )


def read_origins(origins: pd.DataFrame) -> Origins:
    """Prepare `ORIGINS`."""
    rows = origins.astype(object).where(origins.notna(), None).to_dict("records")
    aliases = {alias_key(row["alias"]): row["origin"] for row in rows}
    aliases = {alias_key(_one_of(row["alias"])): row["origin"] for row in rows} | aliases
    known = {
        row["origin"]: Origin(
            row["origin"],
            row["rank"],
            row["independent"] is True,
            row["counts"],
            row["party"],
            row.get("casualties"),
        )
        for row in rows
    }
    return Origins(aliases, _pattern(tuple(aliases)), known)


def _one_of(name: str) -> str:
    """Give "Bru Relief Committee" for "Bru Relief Committees": a body that is named as one or as many."""
    *before, last = name.split(" ")
    bodies = listed("one of its kind") | listed("any body")
    many = before and name[:1].isupper() and last.casefold().removesuffix("s") in bodies
    return name.removesuffix("s") if many else name


def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternatives(terms)}(?![\w-])" if terms else r"(?!)")


def _check_circles(whole: dict[str, str | None]) -> None:
    for group in whole:
        seen, at = {group}, whole[group]
        while at is not None and at not in seen:
            seen.add(at)
            at = whole.get(at)
        if at == group:
            raise RuleError(f'groups: group "{group}" is a part of itself; mend part_of')
