"""Web archives (WARC, as in CC-NEWS): each page that was fetched."""

from typing import Any

from toolkit.errors import SourceError
from toolkit.readers.files import File
from toolkit.readers.records import Found, reject
from toolkit.readers.webpages import LONGEST_PAGE, article, decode

MISSING = 'web archives need fastwarc; install it: pip install "parallax-toolkit[web]"'
FETCHED = 200


def read_archive(file: File) -> Found:
    """Give the article of each page of an archive, with its address and the day on which it was fetched."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise SourceError(f"{file.name}: {MISSING}") from None
    with file.open() as stream:
        pages = ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True)
        for number, page in enumerate(pages, start=1):
            yield from _page(file, number, page)


def _page(file: File, number: int, page: Any) -> Found:
    raw = page.reader.read(LONGEST_PAGE)
    address = page.headers.get("WARC-Target-URI", "")
    if len(raw) < min(page.content_length, LONGEST_PAGE) or page.http_headers is None:
        yield reject(file.name, number, "the archive ends within this record", address)
    elif page.http_headers.status_code not in (None, FETCHED):
        yield reject(file.name, number, f"the page was not there (status {page.http_headers.status_code})", address)
    elif "html" not in (page.http_content_type or "html"):
        yield reject(file.name, number, f"no page: {page.http_content_type}", address)
    else:
        text, file.encoding = decode(raw)
        yield article(file.name, number, text, url=address, retrieved_at=page.headers.get("WARC-Date"))
