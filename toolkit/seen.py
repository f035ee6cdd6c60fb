"""Which names were seen before, and where: kept on the disk, so that a million of them take no memory that grows."""

import sqlite3

CACHE = 8_000
"""So many kilobytes of them are kept in memory at most."""


class Seen:
    """Names with the line on which each was seen first; the file that holds them has no name and ends with the run.

    Examples
    --------
    >>> seen = Seen()
    >>> seen.first("a1", 1), seen.first("a2", 2), seen.first("a1", 3), "a2" in seen
    (None, None, 1, True)
    """

    def __init__(self) -> None:
        self.base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for line in (f"PRAGMA cache_size = -{CACHE}", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF"):
            self.base.execute(line)
        self.base.execute("CREATE TABLE seen (name TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID")
        self.base.execute("BEGIN")

    def __del__(self) -> None:
        self.base.close()

    def __contains__(self, name: str) -> bool:
        return self.base.execute("SELECT 1 FROM seen WHERE name = ?", (name,)).fetchone() is not None

    def first(self, name: str, line: int = 0) -> int | None:
        """Keep a name; where it was seen before, give the line of its first time."""
        if self.base.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (name, line)).rowcount:
            return None
        found: int = self.base.execute("SELECT line FROM seen WHERE name = ?", (name,)).fetchone()[0]
        return found

    def add(self, name: str) -> None:
        """Keep a name."""
        self.first(name)
