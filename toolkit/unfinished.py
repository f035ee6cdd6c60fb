"""The shards of an extraction that is not finished: kept on the disk until all are there, whatever ends the run."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.errors import ToolkitError
from toolkit.readers import Rejected
from toolkit.shards import FILES, Done
from toolkit.sound import LeftOut
from toolkit.writers import as_parquet

RECORD, LOCK = "shards.jsonl", "lock"


class Shard(NamedTuple):
    """What one shard gave: its digest, rows by table, sentences left out, articles rejected, digests of its files."""

    digest: str
    rows: dict[str, int]
    left_out: tuple[LeftOut, ...]
    rejected: tuple[Rejected, ...]
    files: dict[str, str]


class Unfinished:
    """A folder of finished shards, each a Parquet file a table and a line of the record.

    Notes
    -----
    A file is written under another name and renamed, and its line is written after it: what a line names is whole. The
    last line may be cut; then its shard is made again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.lock = (folder / LOCK).open("wb")
        _take(self.lock, folder)
        self.known = {shard.digest: shard for shard in self._read()}

    def holds(self, digest: str) -> bool:
        """Say whether a shard is finished, and its files are what they were."""
        shard = self.known.get(digest)
        if shard and all(self._is_whole(digest, name, known) for name, known in shard.files.items()):
            return True
        self.known.pop(digest, None)
        return False

    def keep(self, digest: str, done: Done) -> None:
        """Write the files of a shard, then its line."""
        for name, content in done.files.items():
            fresh = self.folder / f"{digest}.{name}.new"
            with fresh.open("wb") as file:
                file.write(content)
            fresh.replace(self._path(digest, name))
        digests = {name: sha256(content).hexdigest() for name, content in done.files.items()}
        shard = Shard(digest, done.rows, done.left_out, done.rejected, digests)
        with (self.folder / RECORD).open("a", encoding="utf-8") as record:
            record.write(f"{json.dumps(shard._asdict())}\n")
            record.flush()
            os.fsync(record.fileno())
        self.known[digest] = shard

    def read(self, digest: str, name: str) -> pd.DataFrame:
        """Give one table of a finished shard."""
        # Opened here: a name that is not in the locale's encoding can't be handed to pyarrow.
        with self._path(digest, name).open("rb") as file:
            return FILES[name].check(pq.read_table(file).to_pandas())

    def remove(self) -> None:
        """Take the folder away: all is written elsewhere, or nothing is worth keeping."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def release(self) -> None:
        """Let another run go on."""
        self.lock.close()

    def _path(self, digest: str, name: str) -> Path:
        return self.folder / f"{digest}.{name}.parquet"

    def _is_whole(self, digest: str, name: str, known: str) -> bool:
        path = self._path(digest, name)
        return path.is_file() and sha256(path.read_bytes()).hexdigest() == known

    def _read(self) -> Iterator[Shard]:
        path = self.folder / RECORD
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
        for line in lines:
            try:
                yield _shard(json.loads(line))
            except (ValueError, TypeError, KeyError):  # cut off while it was written
                continue
        if lines and not path.read_bytes().endswith(b"\n"):
            with path.open("a", encoding="utf-8") as record:
                record.write("\n")


def _take(lock: IO[bytes], folder: Path) -> None:
    """Let one run at a time write to a folder.

    Raises
    ------
    ToolkitError
        When another run does.
    """
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise ToolkitError(f"{folder}: another run writes there; wait for its end, or name another folder") from None
    except OSError:  # a disk without locks
        return


class Earlier:
    """The shards of an extraction that is finished: a row group each of its Parquet files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known = dict(self._read())

    def done(self, digest: str) -> Done | None:
        """Give what a shard gave then; nothing where it is not among them."""
        if digest not in self.known:
            return None
        number, shard = self.known[digest]
        frames = {name: self._group(name, number) for name in FILES}
        files = {name: as_parquet(table, table.check(frames[name])) for name, table in FILES.items()}
        return Done(files, shard.rows, shard.left_out, shard.rejected)

    def _read(self) -> Iterator[tuple[str, tuple[int, Shard]]]:
        try:
            told = json.loads((self.folder / "extraction.json").read_text(encoding="utf-8"))["shards"]
            groups = {self._groups(name) for name in FILES}
            shards = [_shard({**each, "files": {}}) for each in told]
        except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
            return  # none, or one in another format
        if groups == {len(shards)}:
            yield from ((shard.digest, (number, shard)) for number, shard in enumerate(shards))

    def _group(self, name: str, number: int) -> pd.DataFrame:
        with (self.folder / f"{name}.parquet").open("rb") as file:
            frame: pd.DataFrame = pq.ParquetFile(file).read_row_group(number).to_pandas()
            return frame

    def _groups(self, name: str) -> int:
        with (self.folder / f"{name}.parquet").open("rb") as file:
            return int(pq.ParquetFile(file).num_row_groups)


def _shard(told: dict[str, Any]) -> Shard:
    left_out = tuple(LeftOut(*each) for each in told["left_out"])
    rejected = tuple(Rejected(*each) for each in told["rejected"])
    return Shard(told["digest"], told["rows"], left_out, rejected, told["files"])
