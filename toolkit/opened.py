"""An extraction read back: its tables as DataFrames, or as DuckDB relations where they do not fit in memory."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from toolkit.errors import StudyError, ToolkitError
from toolkit.shards import FILES

RECORD = "extraction.json"
FITS = 2_000_000_000
"""So many bytes a table may have, unpacked, before it is a relation only."""
MEMORY = "1GB"
"""What DuckDB may take of the memory; what is more goes to the disk."""
AT_ONCE = 10_000
"""So many rows are read at a time where not all are."""
MISSING = 'relations need duckdb; install it: pip install "parallax-toolkit[scale]"'


class Opened(Mapping[str, pd.DataFrame]):
    """The tables of an extraction by name, each read when it is asked for.

    Attributes
    ----------
    folder, record
        Where they lie; what `extraction.json` says of them.
    """

    def __init__(self, folder: Path, record: Mapping[str, Any]) -> None:
        self.folder = folder
        self.record = record
        self._base: Any = None

    def __iter__(self) -> Iterator[str]:
        return (name for name in FILES if f"{name}.parquet" in self.record["files"])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Read a table whole.

        Raises
        ------
        ToolkitError
            When it is too large for that; then `relation` gives it.
        """
        path = self._path(name)
        metadata = pq.ParquetFile(path).metadata
        size = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
        if size > FITS:
            raise ToolkitError(
                f'{path}: {size / 1e9:.1f} GB do not fit; write .relation("{name}") and take what you need'
            )
        return FILES[name].check(pq.read_table(path).to_pandas())

    def parts(self, name: str, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
        """Give some columns of a table in their order, ten thousand rows at a time."""
        with self._path(name).open("rb") as file:
            for rows in pq.ParquetFile(file).iter_batches(AT_ONCE, columns=list(columns)):
                yield rows.to_pandas()

    def relation(self, name: str) -> Any:
        """Give a table as a DuckDB relation: read as far as it is asked for, in a gigabyte of memory.

        Raises
        ------
        ToolkitError
            When `duckdb` is not installed.
        """
        return self._connection().from_parquet(str(self._path(name)))

    def sql(self, query: str) -> Any:
        """Ask for what stands in several tables, by their names; gives a relation.

        Notes
        -----
        Each table stands there as `claims_in_order`, too, with the number of each row as `file_row_number`: no base of
        data keeps an order by itself.

        Examples
        --------
        >>> open_tables("out").sql("select origin, count(*) from claims group by origin")  # doctest: +SKIP
        """
        base = self._connection()
        for name in self:
            path = str(self._path(name))
            base.from_parquet(path).create_view(name)
            base.from_parquet(path, file_row_number=True).create_view(f"{name}_in_order")
        return base.sql(query)

    def _path(self, name: str) -> Path:
        if name not in set(self):
            raise KeyError(name)
        return self.folder / f"{name}.parquet"

    def _connection(self) -> Any:
        if self._base is None:
            try:
                import duckdb
            except ImportError:
                raise ToolkitError(MISSING) from None
            self._base = duckdb.connect(config={"memory_limit": MEMORY, "preserve_insertion_order": True})
        return self._base


def open_tables(out: str | Path) -> Opened:
    """Read an extraction back.

    Parameters
    ----------
    out
        The folder that `toolkit extract` wrote, in Parquet.

    Returns
    -------
    Opened
        A mapping: `open_tables(out)["claims"]` is `CLAIMS`, `["articles"]` the articles with all that their source
        says of them. `relation(name)` and `sql(query)` give DuckDB relations (extra `scale`), which need not fit in
        memory.

    Raises
    ------
    StudyError
        When the folder holds no extraction in Parquet.
    """
    folder = Path(out)
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        files = set(record["files"])
    except (OSError, ValueError, KeyError, TypeError):
        raise StudyError(f"{folder}: no extraction; name a folder that `toolkit extract` wrote") from None
    if not any(name.endswith(".parquet") for name in files):
        raise StudyError(
            f"{folder}: expected tables in Parquet, found other files; extract again with --format parquet"
        )
    return Opened(folder, record)
