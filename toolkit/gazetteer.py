"""The places of a study as a tree: which place words name, and which lies in which."""

import re
from typing import NamedTuple

import pandas as pd

from toolkit.codebook import alias_key
from toolkit.errors import RuleError
from toolkit.rules import alternatives


class Gazetteer(NamedTuple):
    """The places of a study: by their aliases, and each with the place that it lies in."""

    aliases: dict[str, str]
    pattern: re.Pattern[str]
    part_of: dict[str, str | None]

    def named(self, words: str) -> str | None:
        """Give the place that words name: of places within each other the innermost, of several apart none.

        Examples
        --------
        >>> known = make_gazetteer([("Osk", "Bru", "Osk"), ("Bru", None, "Bru"), ("Hemm", "Bru", "Hemm")])
        >>> known.named("in Osk, Bru province"), known.named("between Osk and Hemm")
        ('Osk', None)
        """
        found = self.all_named(words)
        inner = [place for place in found if all(self.holds(other, place) for other in found)]
        return inner[0] if inner else None

    def all_named(self, words: str) -> set[str]:
        """Give every place that words name."""
        return {self.aliases[match] for match in self.pattern.findall(alias_key(words))}

    def holds(self, outer: str, inner: str) -> bool:
        """Tell whether a place is another one or holds it."""
        return outer in self.holders(inner)

    def holders(self, place: str) -> tuple[str, ...]:
        """Give a place and those that it lies in, the nearest first."""
        found: dict[str, None] = {}
        at: str | None = place
        while at is not None and at not in found:
            found[at] = None
            at = self.part_of.get(at)
        return tuple(found)

    def meet(self, one: str | None, other: str | None) -> bool:
        """Tell whether two places are known and one holds the other."""
        return one is not None and other is not None and (self.holds(one, other) or self.holds(other, one))

    def apart(self, one: str | None, other: str | None) -> bool:
        """Tell whether two places are known and neither holds the other."""
        return one is not None and other is not None and not self.meet(one, other)


def read_places(places: pd.DataFrame) -> Gazetteer:
    """Prepare `PLACES`.

    Raises
    ------
    RuleError
        When a place lies in itself.
    """
    rows = places.astype(object).where(places.notna(), None).to_dict("records")
    known = make_gazetteer([(row["place"], row["part_of"], row["alias"]) for row in rows])
    for place, whole in known.part_of.items():
        if whole is not None and known.holds(place, whole):
            raise RuleError(f'places: place "{place}" lies in itself; mend part_of')
    return known


def make_gazetteer(rows: list[tuple[str, str | None, str]]) -> Gazetteer:
    """Make a gazetteer of rows of place, the place that it lies in, and one alias."""
    aliases = {alias_key(name): place for place, _, alias in rows for name in (alias, place)}
    pattern = rf"(?<![\w-]){alternatives(tuple(aliases))}(?![\w-])" if aliases else r"(?!)"
    part_of: dict[str, str | None] = {}
    for place, whole, _ in rows:
        part_of[place] = part_of.get(place) or whole  # one of its rows may say it for all
    return Gazetteer(aliases, re.compile(pattern), part_of)
