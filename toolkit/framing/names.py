"""Where an article names whom the study follows: every alias, the longest first, in whatever form it is printed."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from toolkit.codebook import APOSTROPHE, alias_key, printed_key
from toolkit.errors import RuleError, TableError
from toolkit.folding import fold
from toolkit.rules import alternatives, words
from toolkit.sheets import need_columns
from toolkit.text import Reading, once

Row = tuple[str, str, str]

WORD = re.compile(r"[^\W_]+|[-']|\s+|[\W_]")


class Mention(NamedTuple):
    """One alias as printed: its characters, its tokens (half-open), and its row among the names."""

    start: int
    end: int
    first: int
    last: int
    name: int


@dataclass(frozen=True, eq=False)
class Names:
    """The aliases of a study, ready to be looked for.

    Attributes
    ----------
    entities, kinds, aliases
        One for each alias, in the order of the pattern's groups: the longest alias first.
    """

    entities: tuple[str, ...]
    kinds: tuple[str, ...]
    aliases: tuple[str, ...]

    @cached_property
    def pattern(self) -> tuple[re.Pattern[str], tuple[int, ...]]:
        """Join the aliases to one pattern, by their first character; and say which alias each of its groups is."""
        openings: dict[str, list[tuple[int, str]]] = {}
        for place, alias in enumerate(self.aliases):
            for first, rest in _as_printed(alias):
                openings.setdefault(first, []).append((place, rest))
        groups = ("|".join(f"({rest})" for _, rest in entries) for entries in openings.values())
        alternatives = "|".join(f"{re.escape(first)}(?:{group})" for first, group in zip(openings, groups, strict=True))
        places = tuple(place for entries in openings.values() for place, _ in entries)
        return re.compile(rf"(?<!\w)(?:{alternatives or '(?!)'})(?!\w)"), places


def compile_names(entities: pd.DataFrame) -> Names:
    """Make ready the aliases of a codebook.

    Raises
    ------
    RuleError
        When one alias stands for two entities or can be printed like one of another, or has nothing to look for.
    """
    rows = _rows(entities)
    faults = list(_faults(rows))
    if faults:
        raise RuleError(*faults)
    rows = [(fold(alias), entity, kind) for alias, entity, kind in rows]
    rows += _other_forms(rows)
    ordered = sorted(dict.fromkeys(rows), key=lambda row: -len(row[0]))
    return Names(tuple(row[1] for row in ordered), tuple(row[2] for row in ordered), tuple(row[0] for row in ordered))


def find_names(reading: Reading, names: Names) -> tuple[Mention, ...]:
    """Find the names of one article, in reading order; a name that is part of a longer word is none."""
    known = _last_names(reading)
    if not known or known[0][0] is not names:
        known[:] = [(names, _find_names(reading, names))]
    return known[0][1]


@once
def _last_names(reading: Reading) -> list[tuple[Names, tuple[Mention, ...]]]:  # noqa: ARG001  one codebook at a time
    return []


def _find_names(reading: Reading, names: Names) -> tuple[Mention, ...]:
    pattern, places = names.pattern
    found = []
    for match in pattern.finditer(reading.plain):
        first, last = bisect_left(reading.starts, match.start()), bisect_left(reading.ends, match.end())
        whole = first < len(reading.starts) and last < len(reading.ends)
        if whole and (reading.starts[first], reading.ends[last]) == match.span() and match.lastindex:
            found.append(Mention(*match.span(), first, last + 1, places[match.lastindex - 1]))
    return tuple(found)


def _rows(entities: pd.DataFrame) -> list[Row]:
    try:
        need_columns(entities, ("entity", "kind", "alias"), "entities")
    except TableError as fault:
        raise RuleError(*fault.faults) from None
    cells = entities[["alias", "entity", "kind"]].astype(object)
    return [(str(alias), str(entity), str(kind)) for alias, entity, kind in cells.where(cells.notna(), "").to_numpy()]


def _faults(rows: list[Row]) -> Iterator[str]:
    first: dict[str, tuple[int, str, str]] = {}
    for line, (alias, entity, _) in enumerate(rows, start=2):
        if not _plain(alias):
            yield f'entities line {line}: "{entity}" has an empty alias; write one or take the row out'
            continue
        known, other, printed = first.setdefault(printed_key(alias), (line, entity, alias))
        if other != entity and alias_key(printed) == alias_key(alias):
            yield f'entities line {line}: alias "{alias}" of "{entity}" is one of "{other}" in line {known} already'
        elif other != entity:
            yield (
                f'entities line {line}: alias "{alias}" of "{entity}" can be printed like "{printed}" of "{other}" in '
                f"line {known}; take one of them out"
            )


def _plain(alias: str) -> str:
    """Give an alias with plain apostrophes, without those around it: they are printed or not."""
    return APOSTROPHE.sub("'", alias).strip().strip("'").strip()


def _other_forms(rows: list[Row]) -> list[Row]:
    """Let a person's name stand with its article too, or without it, unless that may be somebody else."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for alias, entity, _ in rows:
        owners[printed_key(alias)] = {entity}
    aliases = frozenset(owners)
    forms = [(form, entity, kind) for alias, entity, kind in rows for form in _forms(alias, kind)]
    for form, entity, _ in forms:
        if printed_key(form) not in aliases:
            owners[printed_key(form)].add(entity)
    return [row for row in forms if owners[printed_key(row[0])] == {row[1]}]


def _forms(alias: str, kind: str) -> Iterator[str]:
    """Give the other forms of a name; only persons have some.

    Examples
    --------
    >>> [list(_forms(name, "person")) for name in ("Roe", "Al-Roe", "Ana al-Roe")]
    [['al-Roe', 'el-Roe'], ['Roe', 'al-Roe', 'el-Roe'], ['Ana Roe']]
    """
    if kind not in {"person", "private_person"} or alias.islower():
        return
    particles = words("name_particles", "particle")
    bare = re.sub(rf"(?<!\S)(?i:{alternatives(particles)})(?=[^\W\d_])", "", alias)
    if bare != alias:
        yield bare
    if bare.isalpha() and bare[0].isupper():
        yield from (particle + bare for particle in particles)


def _as_printed(alias: str) -> Iterator[tuple[str, str]]:
    r"""Write an alias as its first character, in each case that it may have, and a pattern for the rest.

    Initials stand as they are. A capital stays one; the letters after it may be any case, its apostrophes may be
    missing, its dashes may be blanks.

    Examples
    --------
    >>> list(_as_printed("US")), list(_as_printed("aro"))
    ([('U', 'S')], [('a', '(?i:ro)'), ('A', '(?i:ro)')])
    """
    plain = _plain(alias)
    if plain.isupper():
        yield plain[0], re.escape(plain[1:])
        return
    word, *parts = WORD.findall(plain)
    rest = _any_case(word[1:]) + "".join(_part(part) for part in parts)
    yield from ((first, rest) for first in dict.fromkeys((word[0], word[0].upper())))


def _part(part: str) -> str:
    if part.isspace():
        return r"\s+"
    if part in {"-", "'"}:
        return "[- ]" if part == "-" else "['`]?"
    first = re.escape(part[0]) if not part[0].islower() else f"[{part[0]}{part[0].upper()}]"
    return first + _any_case(part[1:])


def _any_case(letters: str) -> str:
    return f"(?i:{re.escape(letters)})" if letters else ""
