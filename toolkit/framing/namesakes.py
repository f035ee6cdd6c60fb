"""Whose family name it is: another given name beside it makes it somebody else's."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from toolkit.folding import fold_case
from toolkit.framing.known import PERSONS
from toolkit.framing.names import Mention, Names, find_names
from toolkit.patterns import room
from toolkit.text import Reading

FRAMING = room("framing")

# So many letters of two given names are compared: "Ahmad" and "Ahmed", "Don" and "Donald".
ROOT = 3
AHEAD = FRAMING.pattern("given name before a family name")
BEHIND = FRAMING.pattern("given name behind a family name")
CAPITALS = frozenset(FRAMING.any("name", "capitals"))
JOINED = re.compile(r"[\W_]+")


class Given(NamedTuple):
    """What stands with a family name in its entity's aliases: before it, as words, or behind it, as one word."""

    before: frozenset[str]
    behind: frozenset[str]


def find_own_names(reading: Reading, letters: Sequence[str], names: Names) -> list[Mention]:
    """Find the names of one article without "Ana Vell", where the codebook has "Ina Vell" and "Vell" alone."""
    given = _given(names)
    found = find_names(reading, names)
    return [each for each in found if each.name not in given or not _is_other(reading, letters, each, given[each.name])]


def _is_other(reading: Reading, letters: Sequence[str], mention: Mention, given: Given) -> bool:
    if letters[mention.first] not in CAPITALS or reading.region_at(mention.start).kind != "body":
        return False
    if given.before:
        match = AHEAD.search("".join(letters[max(mention.first - 3, 0) : mention.first]))
        ahead = reading.tokens[mention.first - len(match["given"]) : mention.first] if match else ()
        return bool(ahead) and not any(word.endswith(".") or fold_case(word[:ROOT]) in given.before for word in ahead)
    match = BEHIND.match("".join(letters[mention.last : mention.last + 3]))
    behind = reading.tokens[mention.last : mention.last + len(match["given"])] if match else ()
    return any(word[0].isupper() for word in behind) and _key("".join(behind)) not in given.behind


@lru_cache(maxsize=8)
def _given(names: Names) -> dict[int, Given]:
    """Give, for each family name that stands alone among the aliases, what stands with it in the others."""
    whole: defaultdict[str, list[str]] = defaultdict(list)
    for entity, kind, alias in zip(names.entities, names.kinds, names.aliases, strict=True):
        whole[entity if kind in PERSONS and " " in alias else ""].append(alias)
    found = {}
    for place, (entity, alias) in enumerate(zip(names.entities, names.aliases, strict=True)):
        parts = [full.split() for full in whole[entity] if entity and " " not in alias]
        before = {
            fold_case(word[:ROOT]) for part in parts if _key(part[-1]).endswith(_key(alias)) for word in part[:-1]
        }
        behind = {_key("".join(part[1:])) for part in parts if _key(part[0]) == _key(alias)}
        if before or behind:
            found[place] = Given(frozenset(before), frozenset(behind))
    return found


def _key(word: str) -> str:
    return JOINED.sub("", word.casefold())
