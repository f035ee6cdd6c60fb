"""Invented articles in the forms that researchers have them in: one function a form, each writes a file or a folder."""

import csv
import gzip
import io
import json
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq
from docx import Document

TOWNS = ("Aro", "Brin", "Calo", "Dusk", "Elm", "Faro", "Gant", "Holm")


def title(number: int) -> str:
    return f"Ferry burns off Port {TOWNS[number % 8]} for day {number}"


def body(number: int) -> str:
    return (
        f"At least {number + 2} people were killed when a ferry burned off Port {TOWNS[number % 8]}, the coast guard "
        f"said on Monday, and the search went on through the night with boats from three towns.\n\n"
        f"\u201cWe lost friends tonight,\u201d said Mayor Ina Vell of the town\u2019s council, who had come to the "
        f"quay with families of the {number + 9} passengers that were still missing in the evening."
    )


def rows(first: int, last: int) -> list[dict[str, str]]:
    return [
        {"title": title(n), "text": body(n), "outlet": "The Aro Post", "published": f"2025-05-{n % 27 + 1:02d}"}
        for n in range(first, last)
    ]


def media_cloud(path: Path, numbers: range) -> Path:
    """Write a CSV as Media Cloud gives it, with the texts that its users add."""
    names = ["id", "indexed_date", "language", "media_name", "media_url", "publish_date", "title", "url", "text"]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(names)
        for n in numbers:
            hashed = f"{n:064x}"
            day = f"2025-05-{n % 27 + 1:02d}"
            url = f"https://aro.invalid/{n}"
            table.writerow(
                [hashed, f"{day} 10:00:00.5", "en", "The Aro Post", "aro.invalid", day, title(n), url, body(n)]
            )
    return path


def pages(folder: Path, numbers: range) -> Path:
    """Write saved pages, each with the folder of pictures and programs that browsers save beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in numbers:
        words = "".join(f"<p>{part}</p>" for part in body(n).split("\n\n"))
        data = json.dumps({"@type": "NewsArticle", "datePublished": f"2025-05-{n % 27 + 1:02d}T22:40:00Z"})
        page = (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title(n)}</title>'
            f'<meta property="og:site_name" content="The Aro Post"><meta property="og:title" content="{title(n)}">'
            f'<script type="application/ld+json">{data}</script></head><body><nav><a href="/">Home</a> '
            f'<a href="/news">News</a></nav><article><h1>{title(n)}</h1>{words}</article>'
            f"<footer>Cookies and privacy</footer></body></html>"
        )
        (folder / f"page {n}.html").write_text(page, encoding="utf-8")
        beside = folder / f"page {n}_files"
        beside.mkdir(exist_ok=True)
        (beside / "style.css").write_text("p { color: black }", encoding="utf-8")
        (beside / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    return folder


def nexis_lines(numbers: range) -> list[str]:
    lines = [f"User Name: Ana Roe, Date and Time: {len(numbers)} Documents", "1. Ferry burns"]
    for n in numbers:
        day = f"May {n % 27 + 1:02d}, 2025 Monday"
        lines += [
            title(n),
            "The Aro Post",
            day,
            "",
            "Copyright 2025 Aro Post All Rights Reserved",
            "Section: NEWS; Pg. 4",
        ]
        lines += ["Length: 120 words", "Byline: Ana Roe", "Body", "", *body(n).split("\n"), "", "Classification", ""]
        lines += [
            "Language: ENGLISH",
            "Publication-Type: Newspaper",
            "Load-Date: June 6, 2025",
            "",
            "End of Document",
            "",
        ]
    return lines


def nexis_docx(path: Path, numbers: range) -> Path:
    document = Document()
    for line in nexis_lines(numbers):
        document.add_paragraph(line)
    document.save(str(path))
    return path


def nexis_rtf(path: Path, numbers: range) -> Path:
    marks = {"\u201c": "\\'93", "\u201d": "\\'94", "\u2019": "\\'92"}
    lines = [line.translate(str.maketrans(marks)) for line in nexis_lines(numbers)]
    head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\\f0\\fs20 "
    path.write_text(head + "\\par\n".join(lines) + "}", encoding="ascii")
    return path


def lexis_text(path: Path, numbers: range) -> Path:
    """Write text as LexisNexis gave it before: outlet, day, title."""
    lines: list[str] = []
    for at, n in enumerate(numbers, start=1):
        lines += [f"{'':30}{at} of {len(numbers)} DOCUMENTS", "", f"{'':30}The Aro Post", ""]
        lines += [
            f"{'':30}May {n % 27 + 1}, 2025 Monday",
            "",
            title(n),
            "",
            "BYLINE: Ana Roe",
            "",
            "SECTION: NEWS; Pg. 4",
        ]
        lines += ["", "LENGTH: 120 words", "", *body(n).split("\n"), "", "LOAD-DATE: June 6, 2025", ""]
        lines += ["LANGUAGE: ENGLISH", "", "PUBLICATION-TYPE: Newspaper", "", f"{'':30}Copyright 2025 Aro Post"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def factiva_lines(numbers: range) -> list[str]:
    lines: list[str] = []
    for n in numbers:
        lines += [
            "News",
            title(n),
            "By Ana Roe",
            "120 words",
            f"{n % 27 + 1} May 2025",
            "22:40",
            "The Aro Post",
            "AROP",
        ]
        lines += [
            "English",
            "(c) 2025 The Aro Post",
            "",
            *body(n).split("\n"),
            "",
            f"Document AROP000020250505el{n:05}",
            "",
        ]
    return lines


def factiva_text(path: Path, numbers: range) -> Path:
    path.write_text("\n".join(factiva_lines(numbers)), encoding="utf-8")
    return path


def texts(folder: Path, numbers: range) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for n in numbers:
        (folder / f"{n:03d}.txt").write_text(f"{title(n)}\n\n{body(n)}\n", encoding="utf-8")
    return folder


def packed_lines(path: Path, numbers: range) -> Path:
    lines = [
        json.dumps(
            {"id": f"https://aro.invalid/{n}", "publishedAt": "May 03, 2025", "headline": title(n), "body": body(n)}
        )
        for n in numbers
    ]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


def news_please(folder: Path, numbers: range) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for n in numbers:
        article = {
            "authors": ["Ana Roe", "Bo Lind"],
            "date_download": "2025-06-01 10:00:00",
            "date_modify": None,
            "date_publish": f"2025-05-{n % 27 + 1:02d} 22:40:00",
            "description": "A ferry burned.",
            "filename": f"https%3A%2F%2Faro.invalid%2F{n}.json",
            "image_url": "https://aro.invalid/logo.png",
            "language": "en",
            "localpath": None,
            "maintext": body(n),
            "source_domain": "www.aro.invalid",
            "title": title(n),
            "title_page": None,
            "title_rss": None,
            "url": f"https://aro.invalid/{n}",
        }
        (folder / f"{n}.json").write_text(json.dumps(article, indent=4, ensure_ascii=False), encoding="utf-8")
    return folder


def workbook(path: Path, table: list[list[object]]) -> Path:
    """Write a workbook with one sheet, its texts within the cells."""
    sheet = "".join(
        f'<row r="{at}">' + "".join(_cell(cell) for cell in line) + "</row>" for at, line in enumerate(table, start=1)
    )
    space = "http://schemas.openxmlformats.org"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" Type='
        f'"{space}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}/spreadsheetml/2006/main" xmlns:r='
        f'"{space}/officeDocument/2006/relationships"><sheets><sheet name="News" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship '
        f'Id="r1" Type="{space}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}/spreadsheetml/2006/main"><sheetData>{sheet}'
        "</sheetData></worksheet>",
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    path.write_bytes(held.getvalue())
    return path


def _cell(cell: object) -> str:
    if isinstance(cell, int | float):
        return f"<c><v>{cell}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(str(cell))}</t></is></c>'


def excel(path: Path, numbers: range) -> Path:
    table: list[list[object]] = [["No.", "Headline", "Newspaper", "Date", "Full text"]]
    table += [[n, title(n), "The Aro Post", f"{n % 27 + 1} May 2025", body(n)] for n in numbers]
    return workbook(path, table)


def parquet(path: Path, numbers: range) -> Path:
    pq.write_table(pa.Table.from_pylist(rows(numbers.start, numbers.stop)), path)
    return path


def warc(path: Path, numbers: range, cut: int = 0) -> Path:
    records = [_fetched(f"https://aro.invalid/{n}", n) for n in numbers]
    whole = b"".join(records)
    path.write_bytes(whole[: len(whole) - cut] if cut else whole)
    return path


def _fetched(url: str, number: int) -> bytes:
    words = "".join(f"<p>{part}</p>" for part in body(number).split("\n\n"))
    page = f"<html><head><title>{title(number)}</title></head><body><article>{words}</article></body></html>".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-06-01T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


SEVEN = {
    "media-cloud.csv": (media_cloud, range(6)),
    "pages": (pages, range(6, 12)),
    "nexis.docx": (nexis_docx, range(12, 18)),
    "nexis.rtf": (nexis_rtf, range(18, 24)),
    "texts": (texts, range(24, 30)),
    "articles.jsonl.gz": (packed_lines, range(30, 35)),
    "news-please": (news_please, range(35, 38)),
    "articles.xlsx": (excel, range(38, 40)),
}
"""The seven forms with forty articles: Nexis counts once, though it comes as DOCX and as RTF."""
FURTHER = {
    "lexis.txt": (lexis_text, range(4)),
    "factiva.txt": (factiva_text, range(4, 8)),
    "articles.parquet": (parquet, range(8, 12)),
    "articles.warc": (warc, range(12, 15)),
}
"""Further forms."""
