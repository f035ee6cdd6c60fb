"""Saved pages: the article without the page round it, and only those facts that the page states."""

import json
import logging
from collections.abc import Iterator
from typing import Any

from bs4.dammit import EncodingDetector

from toolkit.errors import SourceError
from toolkit.readers.encodings import guess
from toolkit.readers.files import File
from toolkit.readers.records import Found, Record, Rejected, reject
from toolkit.rules import rows

LONGEST_PAGE = 1 << 24
DEEPEST = 6
MISSING = 'web pages need trafilatura; install it: pip install "parallax-toolkit[web]"'
LINKED_DATA = '//script[@type="application/ld+json"]/text()'
LANGUAGE = "/html/@lang"
NAMED = ("title", "author", "sitename", "hostname", "url")


def read_webpage(file: File) -> Found:
    """Give the article of one saved page."""
    with file.open() as stream:
        raw = stream.read(LONGEST_PAGE + 1)
    if len(raw) > LONGEST_PAGE:
        yield reject(file.name, None, "expected a page, found more than 16 million bytes", raw[:200])
        return
    page, file.encoding = decode(raw)
    yield article(file.name, None, page)


def decode(raw: bytes) -> tuple[str, str]:
    """Read the bytes of a page: strict UTF-8, then what the page declares, then what charset-normalizer finds."""
    declared = EncodingDetector.find_declared_encoding(raw, is_html=True, search_entire_document=False)
    for name in ("utf-8-sig", declared):
        try:
            return raw.decode(name or "ascii"), "UTF-8" if name == "utf-8-sig" else str(name)
        except (UnicodeDecodeError, LookupError):
            continue
    name = guess(raw)
    return raw.decode(name, "replace"), name


def article(file: str, line: int | None, page: str, **known: Any) -> Record | Rejected:
    """Find the article of one page; `known` is what is known of it already."""
    try:
        import trafilatura
    except ImportError:
        raise SourceError(f"{file}: {MISSING}") from None
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    tree: Any = trafilatura.load_html(page)
    dates = list(_dates(tree)) if tree is not None else []
    found: Any = trafilatura.bare_extraction(
        tree,
        url=known.get("url"),
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False},
    )
    if found is None or not found.text:
        return reject(file, line, "found no article in the page; was it made by scripts when it was opened?", page)
    fields = {name: getattr(found, name) for name in NAMED}
    fields["language"] = next(iter(tree.xpath(LANGUAGE)), None)
    # One line a paragraph comes back: a blank line between them says so.
    body = "\n\n".join(part for part in found.text.split("\n") if part.strip())
    return Record(
        file, line, {**fields, "published": dates[0] if dates else None, "text": body, "whole": True, **known}
    )


def _dates(tree: Any) -> Iterator[str]:
    """Give the days of publication that a page states, the plainest first; none is guessed from its words."""
    for script in tree.xpath(LINKED_DATA):
        try:
            yield from _linked(json.loads(script), DEEPEST)
        except (ValueError, RecursionError):
            continue
    for row in sorted(rows("page_dates"), key=lambda row: row["order"]):
        yield from (str(value).strip() for value in tree.xpath(row["path"]) if str(value).strip())


def _linked(found: Any, deep: int) -> Iterator[str]:
    if deep == 0:
        return
    for each in found if isinstance(found, list) else [found]:
        if isinstance(each, dict):
            if isinstance(each.get("datePublished"), str):
                yield each["datePublished"].strip()
            for value in each.values():
                yield from _linked(value, deep - 1) if isinstance(value, dict | list) else ()
