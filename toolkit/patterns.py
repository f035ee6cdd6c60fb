"""Patterns over classes of words: `<determiner>? <adjective>* <noun>+`, rows of rules/en/patterns/, compiled once."""

import re
from functools import cache

from toolkit.errors import RuleError
from toolkit.rules import Row, rows

SHARED = "words"
"""The room whose classes every other room has too."""
# A class, a literal word, a part by its name, and whatever `re` itself reads: groups, repetition, alternatives.
PIECE = re.compile(
    r"(?P<blank>\s+)|(?P<re>\(\?(?:P<\w+>|P=\w+\)|<[=!]|[:=!>])|\{\d*,?\d*\}|\\[AZ]|[()?*+|^$.])"
    r"|<(?P<class>(?:[^<>']|'[^']*')+)>|(?P<literal>'[^']+')|\{(?P<part>[a-z][\w ]*)\}"
)
NAME = re.compile(r"'[^']+'|[^|']+")
PARTED = re.compile(r"\(\?[:>][^()]*\)\Z")


class Room:
    """The classes of words that one kind of rule tells apart, and its patterns.

    A class is a name in rules/classes.csv; the letter beside it stands for it in the string that a pattern runs over.
    No rule names a letter.

    Examples
    --------
    >>> room = Room("words")
    >>> room.compile("<determiner>? <name|capitals>+ 'to'").pattern
    'D?[AU]+T'
    >>> room["conjunction"], room.any("','", "conjunction")
    ('C', ',C')
    """

    def __init__(self, name: str) -> None:
        self.name = name
        shared, own = ([row for row in rows("classes") if row["room"] == each] for each in (SHARED, name))
        self.meanings = {row["letter"]: row["class"] for row in (*shared, *own)}  # its own, where both have a letter
        self.classes = {name: letter for letter, name in self.meanings.items()}

    def __getitem__(self, name: str) -> str:
        """Give the letter of a class."""
        if name not in self.classes:
            raise RuleError(f"rules/classes.csv: the room {self.name!r} has no class {name!r}")
        return self.classes[name]

    def any(self, *names: str) -> str:
        """Give the letters of several classes, of which one is to be found."""
        return "".join(map(self.__getitem__, names))

    def compile(self, pattern: str) -> re.Pattern[str]:
        """Compile a pattern in the notation of rules/en/patterns/.

        Raises
        ------
        RuleError
            When it holds anything else than classes, literal words, parts and what `re` reads.
        """
        return re.compile(self._written(pattern, ()))

    def pattern(self, name: str) -> re.Pattern[str]:
        """Give a pattern of the room by its name."""
        return self.compile(patterns(self.name)[name]["pattern"])

    def _written(self, pattern: str, within: tuple[str, ...]) -> str:
        """Write a pattern over names as one over letters."""
        found, at = [], 0
        while at < len(pattern):
            piece = PIECE.match(pattern, at)
            if piece is None:
                raise RuleError(f"a pattern of the room {self.name!r}: {pattern[at:]!r} is no class, word or part")
            found.append(self._piece(piece, within))
            at = piece.end()
        return "".join(found)

    def _piece(self, piece: re.Match[str], within: tuple[str, ...]) -> str:
        if name := piece["part"]:
            return self._part(name, within)
        if names := piece["class"]:
            return self._class(names)
        return re.escape(self[piece["literal"]]) if piece["literal"] else piece["re"] or ""

    def _class(self, names: str) -> str:
        beside = names.startswith("^")
        letters = [self[name.strip()] for name in NAME.findall(names[beside:])]
        if len(letters) == 1 and not beside:
            return re.escape(letters[0])
        return f"[{'^' if beside else ''}{''.join(map(re.escape, letters))}]"

    def _part(self, name: str, within: tuple[str, ...]) -> str:
        if name in within or name not in patterns(self.name):
            raise RuleError(
                f"rules/en/patterns/{self.name}.csv: {name!r} is {'within itself' if name in within else 'no part'}"
            )
        written = self._written(patterns(self.name)[name]["pattern"], (*within, name))
        return written if PARTED.match(written) else f"(?:{written})"


@cache
def room(name: str) -> Room:
    """Give a room by its name."""
    return Room(name)


@cache
def class_words(*names: str) -> frozenset[str]:
    """Give the words of some classes of rules/en/word_classes.csv.

    Examples
    --------
    >>> sorted(class_words("conjunction"))
    ['&', 'and', 'but', 'nor', 'or', 'plus', 'yet']
    """
    room(SHARED).any(*names)  # a class that is none is refused
    return frozenset(row["word"] for row in rows("word_classes") if row["class"] in names)


@cache
def patterns(name: str) -> dict[str, Row]:
    """Give the rows of a room's patterns, by their names."""
    return {row["name"]: row for row in rows(f"patterns/{name}")}
