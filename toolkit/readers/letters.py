"""Documents of a word processor (DOCX, RTF) and plain text: an export of a database, or one article."""

import io
import zipfile
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from striprtf.striprtf import rtf_to_text

from toolkit.readers.encodings import whole_text
from toolkit.readers.files import File
from toolkit.readers.press import database, split
from toolkit.readers.records import Found, Record, reject

LONGEST_DOCUMENT = 1 << 26
LONGEST_ARTICLE = 1 << 24


def read_docx(file: File) -> Found:
    """Give the articles of a document of Word: its paragraphs, those in tables too, in their order."""
    try:
        with file.open() as stream:
            parts: list[Any] = list(Document(io.BytesIO(stream.read())).iter_inner_content())
    except (PackageNotFoundError, zipfile.BadZipFile, SyntaxError, KeyError, ValueError, OSError) as fault:
        yield reject(file.name, None, f"expected a document of Word, found what can't be opened as one: {fault}")
        return
    paragraphs = [line for part in parts for line in _texts(part)]
    yield from _articles(file, [line for text in paragraphs for line in text.split("\n")], "\n\n")


def _texts(part: Any) -> list[str]:
    if hasattr(part, "text"):
        return [part.text]
    return [cell.text for row in part.rows for cell in row.cells]


def read_rtf(file: File) -> Found:
    """Give the articles of a document in RTF."""
    with file.open() as stream:
        raw = stream.read(LONGEST_DOCUMENT)
    try:
        text = rtf_to_text(raw.decode("ascii", "surrogateescape"), encoding="cp1252", errors="strict")
    except (UnicodeError, ValueError, LookupError) as fault:
        yield reject(file.name, None, f"expected a document in RTF, found what can't be read as one: {fault}")
        return
    file.encoding = "RTF's own"
    yield from _articles(file, text.splitlines(), "\n\n")


def read_plain(file: File) -> Found:
    """Give the articles of a file of text."""
    text = whole_text(file, LONGEST_DOCUMENT)
    if text is None:
        yield reject(file.name, None, "expected an article, found more than 64 million characters")
    elif database(lines := text.splitlines()):
        yield from split(file.name, lines)
    elif len(text) > LONGEST_ARTICLE:
        yield reject(file.name, None, "expected one article, found more than 16 million characters", text)
    else:
        yield Record(file.name, None, {"text": text, "whole": "yes"})


def _articles(file: File, lines: list[str], between: str) -> Found:
    if database(lines):
        yield from split(file.name, lines)
    else:
        yield Record(file.name, None, {"text": between.join(line for line in lines if line.strip()), "whole": "yes"})
