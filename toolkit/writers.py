"""Tables into files, a shard at a time: Parquet, JSON lines, and CSV that no spreadsheet runs."""

from hashlib import sha256
from io import BufferedWriter, BytesIO, FileIO, TextIOWrapper
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.spreadsheet import write_rows
from toolkit.tables import ARTICLES, Table


class Writer(Protocol):
    """A file that takes one table in several parts."""

    def __init__(self, path: Path, table: Table) -> None: ...

    def write(self, frame: pd.DataFrame) -> None:
        """Add rows."""

    def close(self) -> None:
        """End the file; one without rows has its columns nevertheless, where the format can say so."""

    @property
    def digest(self) -> str:
        """Give the SHA-256 of what was written."""


class _Digested(FileIO):
    """A new file that knows the digest of what is written to it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "w")
        self.sum = sha256()

    def write(self, part: Any, /) -> int:
        """Write as much as the system takes, and note it."""
        written = super().write(part)
        self.sum.update(memoryview(part)[:written])
        return written


class _File:
    """What all formats share: the file, and its digest."""

    def __init__(self, path: Path) -> None:
        self.raw = _Digested(path)
        self.bytes = BufferedWriter(self.raw)

    @property
    def digest(self) -> str:
        """Give the SHA-256 of what was written."""
        return self.raw.sum.hexdigest()

    def text(self) -> TextIOWrapper:
        """Give the file for text, in which no end of a line is changed."""
        return TextIOWrapper(self.bytes, encoding="utf-8", newline="")


class ParquetFile(_File):
    """Columns with their types: whole numbers, days and missing values stay what they are; a row group a shard."""

    def __init__(self, path: Path, table: Table) -> None:
        super().__init__(path)
        self.schema = _schema(table)
        # Opened here: a name that is not in the locale's encoding can't be handed to pyarrow.
        self.writer = pq.ParquetWriter(self.bytes, self.schema)

    def write(self, frame: pd.DataFrame) -> None:
        """Add rows as one row group."""
        _write_group(self.writer, self.schema, frame)

    def close(self) -> None:
        """Write the footer."""
        self.writer.close()
        self.bytes.close()


def as_parquet(table: Table, frame: pd.DataFrame) -> bytes:
    """Give a table as the bytes of a Parquet file of one row group."""
    stream, schema = BytesIO(), _schema(table)
    with pq.ParquetWriter(stream, schema) as writer:
        _write_group(writer, schema, frame)
    return stream.getvalue()


def _schema(table: Table) -> pa.Schema:
    return pa.Schema.from_pandas(table.build([]), preserve_index=False)


def _write_group(writer: pq.ParquetWriter, schema: pa.Schema, frame: pd.DataFrame) -> None:
    rows = pa.Table.from_pandas(frame, schema=schema, preserve_index=False)
    writer.write_table(rows, row_group_size=max(len(frame), 1))


class JsonlFile(_File):
    """One object a line; a missing value is null, a day is written 2025-03-08."""

    def __init__(self, path: Path, table: Table) -> None:
        super().__init__(path)
        self.days = [column["column"] for column in table.columns if column["type"] == "date"]
        self.file = self.text()

    def write(self, frame: pd.DataFrame) -> None:
        """Add lines."""
        days = {name: frame[name].dt.strftime("%Y-%m-%d") for name in self.days}
        if not frame.empty:
            frame.assign(**days).to_json(self.file, orient="records", lines=True, force_ascii=False)

    def close(self) -> None:
        """End the file."""
        self.file.close()


class CsvFile(_File):
    """A header and rows; an apostrophe stands before what a spreadsheet would run, a missing value is empty."""

    def __init__(self, path: Path, table: Table) -> None:
        super().__init__(path)
        self.file = self.text()
        write_rows(table.build([]), self.file, header=True)

    def write(self, frame: pd.DataFrame) -> None:
        """Add lines."""
        write_rows(frame, self.file, header=False)

    def close(self) -> None:
        """End the file."""
        self.file.close()


WRITERS: dict[str, type[Writer]] = {"parquet": ParquetFile, "jsonl": JsonlFile, "csv": CsvFile}


def write_articles(articles: pd.DataFrame, path: Path) -> None:
    """Write articles as JSON, one a line: a file that `read_articles` and `extract` take."""
    file = JsonlFile(path, ARTICLES)
    file.write(ARTICLES.check(articles))
    file.close()
