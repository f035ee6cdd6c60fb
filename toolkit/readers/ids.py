"""Ids of articles: short and readable whatever the source has, and the same at each run."""

import re
import unicodedata
from pathlib import Path

from toolkit.rules import words
from toolkit.seen import Seen

LONGEST_NAME = 40
SHORT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,23}")
OTHER = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """Reduce a name to small letters, digits and dashes.

    Examples
    --------
    >>> slug("Le Monde/Élections 2025.html")
    'le-monde-elections-2025-html'
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return OTHER.sub("-", plain).strip("-")[:LONGEST_NAME].strip("-")


def file_slug(path: Path) -> str:
    """Name a file without the endings that say its form."""
    name = path.name
    while (stem := Path(name)).suffix.lower().lstrip(".") in words("file_endings", "ending"):
        name = stem.stem
    return slug(str(path.with_name(name))) or "article"


class Ids:
    """Gives each article an id that no other has."""

    def __init__(self) -> None:
        self.files = Seen()
        self.used = Seen()

    def of_file(self, path: Path) -> str:
        """Name a file, so that no two have one name."""
        return self._free(file_slug(path), self.files)

    def of_article(self, file: str, number: int | None, own: str | None) -> str:
        """Take an article's own id where it is short and free, else its file's name and its number there."""
        if own and SHORT.fullmatch(own) and own not in self.used:
            self.used.add(own)
            return own
        return self._free(file if number is None else f"{file}-{number}", self.used)

    @staticmethod
    def _free(name: str, used: Seen) -> str:
        number, free = 1, name
        while free in used:
            number += 1
            free = f"{name}-{number}"
        used.add(free)
        return free
