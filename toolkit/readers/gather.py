"""The articles of a source one after the other: rows of a table, and what could not be read in their place."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.errors import SourceError
from toolkit.languages import find_language
from toolkit.readers.columns import Options, check_meanings, days_of, told, understand
from toolkit.readers.dates import ORDERS
from toolkit.readers.files import DAMAGED, File, find_files, is_passed_over
from toolkit.readers.forms import Form, recognise
from toolkit.readers.ids import Ids
from toolkit.readers.languages import tag
from toolkit.readers.lists import Lists, is_list
from toolkit.readers.records import Found, Record, Rejected, reject
from toolkit.values import as_json

WORDS_OF = ("outlet", "agency", "title", "url", "licence", "source_id", "authors", "version_of")


class Tally:
    """What was read of one file."""

    def __init__(self, file: File, form: str) -> None:
        self.file = file
        self.form = form
        self.articles = 0
        self.rejected = 0
        self.listed = 0
        self.records = 0
        self.columns: Counter[tuple[str, str]] = Counter()
        self.unread: Counter[str] = Counter()

    def row(self) -> tuple[Any, ...]:
        """Give the file's row of `SOURCES`."""
        notes = [f"{count:,} not read: {why}" for why, count in sorted(self.unread.items())]
        columns = told(sorted(self.columns.items(), key=lambda each: each[0]), self.records + self.listed)
        packed = f" in {self.file.packing[0]}" if self.file.packing else ""
        encoding = self.file.encoding or None
        counts = self.articles, self.rejected
        return self.file.name, self.form + packed, encoding, *counts, columns or None, "; ".join(notes) or None


class Source:
    """Gives the articles of a source as rows of `ARTICLES` and more, and what could not be read in their place.

    Attributes
    ----------
    languages
        Whether the language of an article is looked for where its source does not say it.
    """

    def __init__(self, sources: Sequence[Path], options: Options, *, languages: bool = True) -> None:
        check_meanings(options.meanings)
        if options.order not in (None, *ORDERS):
            raise SourceError(f'dates: expected one of {", ".join(ORDERS)}, found "{options.order}"')
        self.sources = sources
        self.options = options
        self.languages = languages
        self.tallies: list[Tally] = []
        self.ids = Ids()
        self.lists = Lists(options)

    def __iter__(self) -> Iterator[dict[str, Any] | Rejected]:
        lists: list[tuple[File, Form]] = []
        others: list[tuple[File, Form]] = []
        for file in find_files(self.sources):
            if isinstance(file, Rejected):
                yield file
            elif not is_passed_over(file):
                form = recognise(file)
                (lists if is_list(file, form, self.options) else others).append((file, form))
        for file, form in lists if others else ():
            yield from self._list(file, form)
        for file, form in others or lists:
            yield from self._file(file, form)
        yield from self.lists.left()

    def _list(self, file: File, form: Form) -> Iterator[Rejected]:
        tally = Tally(file, f"{form.name}, a list")
        self.tallies.append(tally)
        before = len(self.lists.entries)
        for rejected in self.lists.add(file, _until_damage(file, form), tally.columns):
            tally.rejected += 1
            yield rejected
        tally.listed = len(self.lists.entries) - before

    def _file(self, file: File, form: Form) -> Iterator[dict[str, Any] | Rejected]:
        tally = Tally(file, form.name)
        self.tallies.append(tally)
        name = self.ids.of_file(self._below(file.path))
        for number, found in enumerate(_until_damage(file, form), start=1):
            tally.records += isinstance(found, Record)
            row = self._row(found, tally, name, number) if isinstance(found, Record) else found
            if isinstance(row, Rejected):
                tally.rejected += 1
            else:
                tally.articles += 1
            yield row

    def _below(self, path: Path) -> Path:
        """Give a file's path below the folder that was named, or its name."""
        homes = [source for source in self.sources if source.is_dir() and path.is_relative_to(source)]
        return path.relative_to(homes[0]) if homes else Path(path.name)

    def _row(self, record: Record, tally: Tally, file: str, number: int) -> dict[str, Any] | Rejected:
        found = understand(record, self.options, tally.columns)
        if isinstance(found, Rejected):
            return found
        found = self.lists.join(tally.file.path, found)
        proven = days_of(found, self.options.order)
        if proven.fault:
            tally.unread[proven.fault] += 1
        alone = record.line is None
        article_id = self.ids.of_article(file, None if alone else number, found.get("source_id"))
        text = _with_title(found) if record.fields.get("whole") else found["text"]
        return {
            **{name: found.get(name) for name in WORDS_OF},
            "article_id": article_id,
            "account": found.get("account") or found.get("outlet") or article_id,
            "published_from": proven.first,
            "published_to": proven.last,
            "date_basis": found.get("date_basis") or proven.basis,
            "language": tag(found.get("language")) or (find_language(text) if self.languages else None),
            "retrieved_at": None if found.get("retrieved_at") is None else str(found["retrieved_at"]),
            "text": text,
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "file": tally.file.name,
            "line": record.line,
            "further": as_json(_further(record, found)),
        }


def _further(record: Record, found: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields of a record that mean nothing to us; they are carried as they are."""
    used = {*found.get("columns", {}).values(), "whole"}
    return {str(name): value for name, value in record.fields.items() if name not in used and value is not None}


def _until_damage(file: File, form: Form) -> Found:
    """Give what a reader gives; where the file is cut or damaged, that is said and what came before is kept."""
    last = None
    try:
        for found in form.read(file):
            last = found.line
            yield found
    except (*DAMAGED, UnicodeError) as fault:
        after = "" if last is None else f" after line {last}"
        reason = (
            f"the file is cut or damaged{after}: {str(fault).splitlines()[0] if str(fault) else 'it ends too early'}"
        )
        yield reject(file.name, None if last is None else last + 1, reason)


def _with_title(found: Mapping[str, Any]) -> str:
    """Give the text of a document with its headline before it, unless it begins with that."""
    title, text = found.get("title"), found["text"].strip()
    return str(text) if not title or begins_with(text, title) else f"{title}\n\n{text}"


def begins_with(text: str, title: str) -> bool:
    r"""Say whether a text begins with its headline, whatever blanks and capitals it is printed with.

    Examples
    --------
    >>> begins_with("FERRY  BURNS\\n\\nTwo died.", "Ferry burns")
    True
    """
    return " ".join(text[: 2 * len(title) + 40].split()).casefold().startswith(" ".join(title.split()).casefold())
