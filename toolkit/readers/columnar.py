"""Parquet: a record a row, a batch at a time."""

from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.readers.files import File
from toolkit.readers.objects import flat
from toolkit.readers.records import Found, Record, reject

BATCH = 1000


def read_parquet(file: File) -> Found:
    """Give the rows of a file of Parquet."""
    number = 0
    try:
        for batch in pq.ParquetFile(file.path).iter_batches(batch_size=BATCH):
            for fields in batch.to_pylist():
                number += 1
                yield Record(file.name, number, flat({name: _cell(cell) for name, cell in fields.items()}))
    except (pa.ArrowException, OSError) as fault:
        reason = f"can't be read beyond here: {str(fault).splitlines()[0]}"
        yield reject(file.name, number + 1 if number else None, reason)


def _cell(cell: Any) -> Any:
    """Give bytes as text where they are UTF-8; other types say for themselves what they are."""
    return cell.decode("utf-8", "surrogateescape") if isinstance(cell, bytes) else cell
