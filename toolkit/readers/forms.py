"""Which form a file has, told by its content, and which reader reads it."""

import re
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from toolkit.readers import archives, columnar, delimited, letters, objects, webpages, workbooks
from toolkit.readers.columns import is_known
from toolkit.readers.encodings import WIDE
from toolkit.readers.files import File
from toolkit.readers.records import Found, reject

HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
PAGE = re.compile(rb"<(?:html|head|body|article|div|p)[\s>].*</(?:p|div|article|title)>", re.IGNORECASE | re.DOTALL)
LONG_LINE = 60_000
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
TABLE_ENDINGS = frozenset({".csv", ".tsv", ".tab"})


class Form(NamedTuple):
    """A form of file, as it is told to a person, and what reads it."""

    name: str
    read: Callable[[File], Found]


def recognise(file: File) -> Form:
    """Tell the form of a file by its first bytes; its name decides only between a table and an article."""
    head = file.head
    if head.startswith(b"PK\x03\x04"):
        return _zipped(file)
    for mark, form in MARKS.items():
        if head.startswith(mark):
            return form
    return _text(file, head)


def _zipped(file: File) -> Form:
    try:
        with zipfile.ZipFile(file.path) as parts:
            names = set(parts.namelist())
    except (zipfile.BadZipFile, OSError):
        names = set()
    if "word/document.xml" in names:
        return Form("DOCX", letters.read_docx)
    if any(name.startswith("xl/") for name in names) or "content.xml" in names:
        return Form("workbook", workbooks.read_workbook)
    return Form("ZIP", lambda file: _refuse(file, "a ZIP that holds no document and no table; unpack it first"))


def _refuse(file: File, reason: str) -> Found:
    yield reject(file.name, None, reason)


MARKS = {
    b"PAR1": Form("Parquet", columnar.read_parquet),
    b"{\\rtf": Form("RTF", letters.read_rtf),
    b"WARC/": Form("WARC", archives.read_archive),
    OLD_OFFICE: Form("workbook", workbooks.read_workbook),
    b"%PDF": Form("PDF", lambda file: _refuse(file, "a PDF has no words in order; save the article as text or HTML")),
}


def _text(file: File, head: bytes) -> Form:
    if not any(head.startswith(mark) for mark in WIDE):
        if b"\x00" in head:
            return Form("unknown", lambda file: _refuse(file, "no form that is known; the README names those that are"))
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if HTML.match(start) or (start.startswith(b"<") and PAGE.search(head)):
            return Form("HTML", webpages.read_webpage)
        if start[:1] in (b"{", b"["):
            return _json(start)
    return _table(file) or Form("text", letters.read_plain)


def _json(start: bytes) -> Form:
    """Tell objects one a line from one document: the next line begins with an object, or the first never ends."""
    line, _, rest = start.partition(b"\n")
    is_first = start[:1] == b"{" and rest.lstrip()[:1] == b"{" and line.rstrip().endswith(b"}")
    if is_first or (start[:1] == b"{" and b"\n" not in start and len(start) > LONG_LINE):
        return Form("JSON lines", objects.read_lines)
    return Form("JSON", objects.read_document)


def _table(file: File) -> Form | None:
    """Take a text for a table where its first line names columns, or its name says so."""
    head = file.head
    wide = next((name for mark, name in WIDE.items() if head.startswith(mark)), "utf-8-sig")
    line = head.decode(wide, "replace").lstrip("\r\n ").partition("\n")[0]
    mark = delimited.separator(line)
    cells = [cell.strip().strip('"') for cell in line.split(mark)]
    known = sum(map(is_known, cells))
    name = "TSV" if mark == "\t" else "CSV"
    suffixes = set(map(str.lower, file.path.suffixes))
    if (len(cells) > 1 and known > 1 and 2 * known >= len(cells)) or suffixes & TABLE_ENDINGS:
        return Form(name, delimited.read_delimited)
    return None
