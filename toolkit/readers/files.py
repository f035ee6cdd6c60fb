"""Which files a source has, in their order, and their bytes, unpacked where they are packed."""

import bz2
import gzip
import io
import lzma
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import pyarrow as pa

from toolkit.errors import SourceError
from toolkit.readers.records import Rejected, reject
from toolkit.rules import words

OURS = ("codebook", "notebooks")
OWN_REJECTED = "rejected.jsonl"
"""What a study folder holds beside its articles."""
STANDARD_INPUT = "-"
HEAD = 1 << 16
"""How many bytes of a file its form is told by."""


def _zstd(path: Path) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(cast(Any, pa.CompressedInputStream(pa.OSFile(str(path)), "zstd"))))


def _xz(path: Path) -> BinaryIO:
    return cast(BinaryIO, lzma.open(path))


def _bz2(path: Path) -> BinaryIO:
    return cast(BinaryIO, bz2.open(path))


def _gzip(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path))


PACKED: dict[bytes, tuple[str, Callable[[Path], BinaryIO]]] = {
    b"\x1f\x8b": ("gzip", _gzip),
    b"\x28\xb5\x2f\xfd": ("zstd", _zstd),
    b"BZh": ("bzip2", _bz2),
    b"\xfd7zXZ\x00": ("xz", _xz),
}
DAMAGED = (OSError, EOFError, zlib.error, lzma.LZMAError, pa.ArrowException)
"""What unpacking raises when a file is cut or damaged."""


class File:
    """One file of a source.

    Attributes
    ----------
    path, name
        Where it is; how it is told to a person: as the source was named.
    encoding
        In which encoding its text was read, once that is known.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name = name
        self.encoding = ""

    @cached_property
    def packing(self) -> tuple[str, Callable[[Path], BinaryIO]] | None:
        """Tell how the file is packed by its first bytes."""
        with self.path.open("rb") as raw:
            first = raw.read(8)
        return next((known for mark, known in PACKED.items() if first.startswith(mark)), None)

    def open(self) -> IO[bytes]:
        """Open the file's bytes, unpacked."""
        return self.packing[1](self.path) if self.packing else self.path.open("rb")

    @cached_property
    def head(self) -> bytes:
        """Give the first bytes, unpacked; what can't be unpacked gives as many as can."""
        found = b""
        try:
            with self.open() as stream:
                while len(found) < HEAD and (more := stream.read1(HEAD - len(found))):  # type: ignore[attr-defined]
                    found += more
        except DAMAGED:
            return found
        return found


def find_files(sources: Iterable[Path]) -> Iterator[File | Rejected]:
    """Give every file of the sources: a folder's by name, those below it too; hidden ones are left alone.

    Raises
    ------
    SourceError
        When a source is not there.
    """
    for source in sources:
        if source.is_dir():
            yield from _below(source)
        elif source.is_file():
            yield File(source, str(source))
        else:
            refuse_pipe(source)
            raise SourceError(f"{source}: no such file or folder; name one that holds articles")


def refuse_pipe(source: Path) -> None:
    """Refuse what gives its words once only: a source is looked through, and then read.

    Raises
    ------
    SourceError
        When it is a pipe, a device or "-".
    """
    if str(source) == STANDARD_INPUT or (source.exists() and not source.is_file() and not source.is_dir()):
        told = "found a pipe or a device, which can be read once only"
        raise SourceError(f"{source}: expected a file or a folder, {told}; write it to a file and name that")


def _below(folder: Path) -> Iterator[File | Rejected]:
    home = folder.resolve()
    for place, folders, names in os.walk(folder):
        is_study = "manifest.csv" in names and "codebook" in folders
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not (is_study and name in OURS))
        names = [name for name in names if not (is_study and name == OWN_REJECTED)]
        links = [name for name in folders if Path(place, name).is_symlink()]
        for name in sorted([*names, *links]):
            path = Path(place, name)
            if name.startswith("."):
                continue
            if not path.resolve().is_relative_to(home):
                yield reject(str(path), None, "leads out of the folder; copy it into the folder")
            elif path.is_file():
                yield File(path, str(path))
            elif not path.is_dir():
                yield reject(str(path), None, "neither a file nor a folder; put a file there or take it away")


def is_passed_over(file: File) -> bool:
    """Say whether a file is no article by its ending: what a saved page is shown with, pictures, programs."""
    return file.path.suffix.lower().lstrip(".") in words("passed_over", "ending")
