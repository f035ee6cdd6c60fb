"""Which figures of one source count people whom it counted before: the same noun again, or a name for one of them."""

from collections.abc import Hashable
from typing import Any

from toolkit.claims.singles import listed, singular
from toolkit.folding import fold_case

Row = dict[Hashable, Any]
NAMES = frozenset({"name", "name alone"})
# "A cook and Ana Roe" are two: so near to each other, in characters, stand the members of a list.
BESIDE = 8


class Before:
    """The people whom one source has counted so far in an article."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.kinds: dict[str | None, set[tuple[bool, str]]] = {}
        self.names: set[frozenset[str]] = set()
        self.titles: set[str] = set()
        self.one = False
        self.unnamed, self.end = 0, -BESIDE

    def holds(self, row: Row) -> bool:
        """Tell whether a figure counts people counted before; "a man" twice in one part of an article is two men."""
        if _rule(row) in NAMES:
            return self._holds_name(row)
        if _rule(row) == "definite":
            return self._holds_definite(row)
        kind = _kind(row)
        return any(other != kind or not kind[0] for other in self.kinds.get(noun(row), ()))

    def add(self, row: Row, *, whole: bool, again: bool) -> None:
        """Keep a figure in mind."""
        self.kinds.setdefault(noun(row), set()).add(_kind(row))
        self.one = self.one or least(row) == 1
        self.end = row["end"]
        if _rule(row) in NAMES:
            self.names.add(_name(row))
            self.titles |= set(_words(row))
            self.unnamed -= again and self.unnamed > 0
        elif not (whole or again):
            self.unnamed += least(row)

    def _holds_name(self, row: Row) -> bool:
        """Tell a name printed before, with or without its title, and one for a person counted without a name."""
        name = _name(row)
        if any(name <= other or other <= name for other in self.names):
            return True
        return self.unnamed > 0 and row["start"] - self.end > BESIDE

    def _holds_definite(self, row: Row) -> bool:
        """Tell "the driver" after "a driver", "two drivers" or "driver Ana Roe"; "the man" after any one person."""
        term = noun(row) or ""
        if term in listed("again") and self.one:
            return True
        return term in self.kinds or f"{term}s" in self.kinds or term in self.titles


def least(row: Row) -> int:
    """Give the least number that a figure allows, or the greatest where its words set none."""
    return int(row["low"] if row["low"] is not None else row["high"])


def noun(row: Row) -> str | None:
    """Give the last word of those that name the people."""
    return _words(row)[-1] if row["victims"] else None


def _words(row: Row) -> list[str]:
    return fold_case(str(row["victims"])).split()


def _name(row: Row) -> frozenset[str]:
    return frozenset(_words(row)) - singular()


def _kind(row: Row) -> tuple[bool, str]:
    """Tell a single person, and where in the article."""
    return least(row) == 1, row["position"]


def _rule(row: Row) -> str:
    return str(row["rule"]).rsplit(": ", 1)[-1]
