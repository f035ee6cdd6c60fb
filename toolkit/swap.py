"""A new folder takes the place of an earlier one, whole or not at all; nothing that was not written here is deleted."""

import errno
import fcntl
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import IO, NamedTuple

from toolkit.errors import ToolkitError

# Of a folder to work in: it is of this toolkit, and of a living run as long as that run locks the file.
MARK = ".parallax-run"
NEW, OLD, NAMES = "new", "old", "names"
MOUNTED = {errno.EBUSY, errno.EXDEV}

Say = Callable[[str], object]


class Kind(NamedTuple):
    """What is written: its name, what it holds, and how an earlier one is known."""

    name: str
    holds: str
    is_ours: Callable[[Path], bool]
    edited: Callable[[Path], str] = lambda _: ""
    """Names a file of an earlier one that somebody has changed since, where that is known."""


class LeftOverWarning(UserWarning):
    """An earlier run was cut off, and its result has been put back."""


def warn(line: str) -> None:
    """Say what was put back, where nobody asks to be told otherwise."""
    warnings.warn(line, LeftOverWarning, stacklevel=2)


def check_free(out: Path, kind: Kind) -> None:
    """Refuse a folder that holds something else than an earlier result, or one that somebody has changed.

    Raises
    ------
    ToolkitError
        When it does, or is no folder.
    """
    if os.path.lexists(out) and not out.is_dir():
        raise ToolkitError(f"{out}: this is a file; name a folder for the {kind.holds}")
    if out.is_dir() and any(out.iterdir()) and not kind.is_ours(out):
        raise ToolkitError(f"{out}: this folder holds something that is no {kind.name}; empty it or name another")
    if out.is_dir() and (name := kind.edited(out)):
        told = "this file was changed after it was written; move it out, or name another folder"
        raise ToolkitError(f"{out / name}: {told}")


def check_apart(source: Path, out: Path, *, within: bool = False) -> None:
    """Refuse to write over what is read.

    Parameters
    ----------
    within
        Whether what is written may lie within what is read.

    Raises
    ------
    ToolkitError
        When what is read lies within what is written, or the reverse.
    """
    read, written = source.resolve(), out.resolve()
    if read == written or written in read.parents:
        raise ToolkitError(f"{out}: {source}, which is read, lies within this folder; name another folder")
    if not within and read in written.parents:
        raise ToolkitError(f"{out}: this folder lies within {source}, which is read; name one outside it")


@contextmanager
def replacing(out: Path, kind: Kind, say: Say = warn) -> Iterator[Path]:
    """Give an empty folder to write to; at the end it takes the place of `out`, if nothing was raised.

    Parameters
    ----------
    say
        Told where an earlier run was cut off and its predecessor is put back.

    Raises
    ------
    ToolkitError
        When `out` holds something else than an earlier result, or can't be written.

    Notes
    -----
    An earlier result is set aside by renaming, so that there is a way back at every step; a folder that is empty is
    filled and stays the same folder, so that it may be the current one or a mounted one.
    """
    out = out.resolve()
    try:
        with _workshop(out, kind, say) as beside:
            (beside / NEW).mkdir()
            yield beside / NEW
            with _alone(out.parent):
                if beside.parent != out:
                    check_free(out, kind)
                (_fill if beside.parent == out else _swap)(beside, out)
    except OSError as fault:
        if fault.filename and not _is_within(out, Path(os.fsdecode(fault.filename)).absolute()):
            raise  # a file that was read
        raise ToolkitError(_explain(out, kind, fault)) from None


@contextmanager
def _workshop(out: Path, kind: Kind, say: Say) -> Iterator[Path]:
    """Make a folder to work in: within an empty `out`, else beside it, so that each renaming is on one disk."""
    mend(out, kind, say)
    check_free(out, kind)
    out.parent.mkdir(parents=True, exist_ok=True)
    where = out if out.is_dir() and not any(out.iterdir()) else out.parent
    with _alone(where):
        beside = Path(tempfile.mkdtemp(dir=where, prefix=_prefix(out)))
        mark = (beside / MARK).open("wb")
        _lock(mark)
        mark.write(os.fsencode(out.name))
        mark.flush()
    try:
        yield beside
    finally:
        if out.exists() or not (beside / OLD).exists():  # else it is the only copy
            shutil.rmtree(beside, ignore_errors=True)
        mark.close()


def mend(out: Path, kind: Kind, say: Say = warn) -> None:
    """Put back the earlier result of a run that was cut off, and remove what dead runs have left."""
    out = out.resolve()
    for where in (out.parent, out):
        if where.is_dir():
            with _alone(where):
                for beside in sorted(where.glob(f"{escape(_prefix(out))}*")):
                    if _is_dead(beside, out):
                        _clear(beside, out, kind, say)


def _clear(beside: Path, out: Path, kind: Kind, say: Say) -> None:
    old = beside / OLD
    if beside.parent == out and any((beside / NEW).glob("*")):  # else everything has been moved
        _take_back(beside, out)
    if old.is_dir() and (not out.exists() or not any(out.iterdir())):
        old.rename(out)
        say(f"{out}: an earlier run was cut off while it replaced this folder; what it held before is back")
    if not old.is_dir() or kind.is_ours(out):  # else it is the only copy, and `out` holds something else
        shutil.rmtree(beside, ignore_errors=True)


def _is_dead(beside: Path, out: Path) -> bool:
    """Tell the folder of a run that has ended: it bears the mark with the name of `out`, and nobody locks it."""
    if not (beside / MARK).is_file():
        return False
    try:
        with (beside / MARK).open("rb") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return mark.read() == os.fsencode(out.name)
    except OSError:  # a living run, or a disk without locks
        return False


def _swap(beside: Path, out: Path) -> None:
    try:
        if out.exists():
            out.rename(beside / OLD)
        (beside / NEW).rename(out)
    except BaseException:
        if (beside / OLD).exists() and not out.exists():
            (beside / OLD).rename(out)
        raise


def _fill(beside: Path, out: Path) -> None:
    """Move what was written into a folder that is empty but for the one to work in."""
    written = sorted(path.name for path in (beside / NEW).iterdir())
    if set(written) & {path.name for path in out.iterdir()}:
        raise ToolkitError(f"{out}: somebody else has written to this folder meanwhile; name another")
    (beside / NAMES).write_bytes(b"\0".join(map(os.fsencode, written)))
    try:
        for name in written:
            (beside / NEW / name).rename(out / name)
    except BaseException:
        _take_back(beside, out)
        raise


def _take_back(beside: Path, out: Path) -> None:
    """Move what `_fill` has moved back to where it was written."""
    names = (beside / NAMES).read_bytes().split(b"\0") if (beside / NAMES).is_file() else []
    for name in map(os.fsdecode, filter(None, names)):
        if not (beside / NEW / name).exists() and (out / name).exists():
            (out / name).rename(beside / NEW / name)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one run at a time rename things in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a disk without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _lock(mark: IO[bytes]) -> None:
    with suppress(OSError):  # a disk without locks: nobody else takes this run for a dead one either
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_within(out: Path, path: Path) -> bool:
    """Tell whether a path is `out`, lies in it, leads to it, or is that of what is made beside it."""
    return out.is_relative_to(path) or path.is_relative_to(out) or any(p.startswith(_prefix(out)) for p in path.parts)


def _prefix(out: Path) -> str:
    return f".{out.name}-"


def _explain(out: Path, kind: Kind, fault: OSError) -> str:
    told = f"{out}: the {kind.holds} can't be written: {fault.strerror or fault}"
    return f"{told}; is it a mounted folder? empty it, or name one within it" if fault.errno in MOUNTED else told
