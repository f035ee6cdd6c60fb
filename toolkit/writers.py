"""Tables into files, a shard at a time: Parquet, JSON lines, and CSV that no spreadsheet runs."""

import io
from pathlib import Path
from typing import IO, Protocol

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


class ParquetFile:
    """Columns with their types: whole numbers, days and missing values stay what they are; a row group a shard."""

    def __init__(self, path: Path | IO[bytes], table: Table) -> None:
        self.schema = pa.Schema.from_pandas(table.build([]), preserve_index=False)
        # Opened here: a name that is not in the locale's encoding can't be handed to pyarrow.
        self.file = path.open("wb") if isinstance(path, Path) else path
        self.writer = pq.ParquetWriter(self.file, self.schema)

    def write(self, frame: pd.DataFrame) -> None:
        """Add rows as one row group."""
        rows = pa.Table.from_pandas(frame, schema=self.schema, preserve_index=False)
        self.writer.write_table(rows, row_group_size=max(len(frame), 1))

    def close(self) -> None:
        """Write the footer."""
        self.writer.close()
        if isinstance(self.file, io.BytesIO):
            return  # whoever opened it reads it
        self.file.close()


class JsonlFile:
    """One object a line; a missing value is null, a day is written 2025-03-08."""

    def __init__(self, path: Path, table: Table) -> None:
        self.days = [column["column"] for column in table.columns if column["type"] == "date"]
        self.file = path.open("w", encoding="utf-8", newline="\n")

    def write(self, frame: pd.DataFrame) -> None:
        """Add lines."""
        days = {name: frame[name].dt.strftime("%Y-%m-%d") for name in self.days}
        if not frame.empty:
            frame.assign(**days).to_json(self.file, orient="records", lines=True, force_ascii=False)

    def close(self) -> None:
        """End the file."""
        self.file.close()


class CsvFile:
    """A header and rows; an apostrophe stands before what a spreadsheet would run, a missing value is empty."""

    def __init__(self, path: Path, table: Table) -> None:
        self.file = path.open("w", encoding="utf-8", newline="")
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
