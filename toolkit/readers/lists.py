"""Lists that name articles without their words: what they say is joined to the files and pages that they name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.readers.columns import ADDRESS, Options, understand
from toolkit.readers.files import DAMAGED, File
from toolkit.readers.forms import Form
from toolkit.readers.records import Record, Rejected, reject

TABLES = frozenset({"CSV", "TSV", "workbook", "JSON"})
"""Forms that a list has; one that names no text in its first record is one."""


class Entry(NamedTuple):
    """One row of a list: where it stands, and what it says."""

    record: Record
    says: Mapping[str, Any]


def is_list(file: File, form: Form, options: Options) -> bool:
    """Say whether a file names articles without giving their words."""
    if form.name not in TABLES:
        return False
    try:
        first = next((found for found in form.read(file) if isinstance(found, Record)), None)
    except (*DAMAGED, UnicodeError):
        return False
    says = understand(first, options, Counter(), needs_text=False) if first else {}
    return not isinstance(says, Rejected) and "text" not in says and bool({"file", "url"} & set(says))


def address(url: str) -> str:
    """Reduce an address to what its spellings share.

    Examples
    --------
    >>> address("https://www.aro.invalid/fire/?utm_source=x#top")
    'aro.invalid/fire'
    """
    plain = url.partition("#")[0].partition("?")[0] if "utm_" in url or "#" in url else url
    return plain.partition("://")[2].removeprefix("www.").rstrip("/")


class Lists:
    """The rows of all lists of a source, by the file and by the address that each names."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.by_file: dict[Path, Entry] = {}
        self.by_address: dict[str, Entry] = {}
        self.entries: list[Entry] = []
        self.met: set[int] = set()

    def add(
        self, file: File, found: Iterable[Record | Rejected], columns: Counter[tuple[str, str]]
    ) -> Iterator[Rejected]:
        """Take the rows of one list; give what of it can't be read."""
        for record in found:
            says = understand(record, self.options, columns, needs_text=False) if isinstance(record, Record) else record
            if isinstance(says, Rejected):
                yield says
                continue
            entry = Entry(record, says)  # type: ignore[arg-type]
            self.entries.append(entry)
            if "file" in says:
                self.by_file[(file.path.parent / says["file"]).resolve()] = entry
            if ADDRESS.fullmatch(says.get("url", "")):
                self.by_address[address(says["url"])] = entry

    def join(self, path: Path, found: dict[str, Any]) -> dict[str, Any]:
        """Add what a list says of an article to what its file says; the list is believed where both speak."""
        entry = self.by_file.get(path.resolve()) if self.by_file else None
        if entry is None and found.get("url"):
            entry = self.by_address.get(address(found["url"]))
        if entry is None:
            return found
        self.met.add(id(entry))
        says = {name: value for name, value in entry.says.items() if name not in {"text", "columns"}}
        return {**found, **says, "columns": {**found.get("columns", {}), **entry.says.get("columns", {})}}

    def left(self) -> Iterator[Rejected]:
        """Say of which rows no article was found."""
        for record, says in (entry for entry in self.entries if id(entry) not in self.met):
            if "file" in says:
                reason = f'no file "{says["file"]}"; add it to the folder or take the row out'
            else:
                reason = "an address without a text; save the page and name its folder too"
            yield reject(record.file, record.line, reason, str(says.get("file") or says.get("url")))
