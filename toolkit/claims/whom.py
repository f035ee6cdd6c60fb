"""Which of the study's groups a figure counts: by the words for its victims, wherever they stand."""

import re
from collections.abc import Sequence

from toolkit.claims import context
from toolkit.claims.codes import Groups
from toolkit.claims.singles import listed, plurals, singular
from toolkit.codebook import alias_key
from toolkit.folding import fold_case
from toolkit.patterns import room
from toolkit.text import Reading

# women, children and elderly people
PARTS = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+")
JOINS = frozenset(room("claims").any("conjunction", "','"))
# relatives of soldiers
OF = re.compile(r"\s+of\s+")


def find_group(reading: Reading, claim: context.Claim, groups: Groups) -> str | None:
    """Name the group that a figure counts.

    Notes
    -----
    Of a list it is the narrowest group that holds all its members: women and children are civilians, soldiers and
    cooks are people; but "guards and allied crews" is one group where the study has it. Relatives and supporters of
    a group are people, and so is everybody whom nothing names, or a word such as "casualties" and "deaths" alone.
    """
    attacked = context.attacked(reading, claim)
    if attacked is not None:
        return groups.named(attacked)
    if claim.victims is None or context.names_kin(claim):
        return groups.everybody
    letters = claim.shape.letters[slice(*(claim.mention.noun or (claim.mention.at, claim.mention.end)))]
    parts = PARTS.split(claim.victims) if not JOINS.isdisjoint(letters) else [claim.victims]
    if len(parts) == 1 or any(map(PARTS.search, groups.pattern.findall(alias_key(claim.victims)))):
        return _one(claim.victims, groups)
    named = [_one(part, groups) for part in parts]
    if any(group is None and _is_person(part) for part, group in zip(parts, named, strict=True)):
        return groups.everybody if any(named) else None
    return _holding([group for group in named if group is not None], groups)


def _one(words_for: str, groups: Groups) -> str | None:
    """Name the group of one phrase: that of its first noun where that one says more than whose they are."""
    head = OF.split(words_for, maxsplit=1)[0]
    if _last(head) in listed("of others"):
        return groups.everybody
    whole = groups.named(words_for)
    if whole is None and fold_case(words_for) in listed("anybody"):
        return groups.everybody
    own = whole if head == words_for else groups.named(head)
    if whole is None or own is None or own == whole or own in groups.wholes(whole):
        return whole
    return own


def _holding(members: Sequence[str], groups: Groups) -> str | None:
    """Give the narrowest group that holds all of some groups."""
    above = [[group, *groups.wholes(group)] for group in members]
    return next((group for group in above[0] if all(group in chain for chain in above)), None) if above else None


def _is_person(words_for: str) -> bool:
    return _last(words_for) in singular() or _last(words_for) in plurals()


def _last(words_for: str) -> str:
    return (fold_case(words_for).split() or [""])[-1]
