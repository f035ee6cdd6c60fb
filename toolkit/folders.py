"""What lies in a study's folder and would be passed over, though it is meant to be read."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

STEM = re.compile(r"\w+")


def misplaced(study: Path, sheets: Iterable[str]) -> list[str]:
    """Say what is meant for a codebook and can't be read as one, one line for each fault.

    Parameters
    ----------
    study
        A study folder.
    sheets
        The names of the sheets that a codebook can have, such as `private`.

    Notes
    -----
    A sheet that is passed over in silence shows what it should hide. So a folder of another name, a link that leads
    nowhere, a folder or a pipe in a sheet's place, and a sheet of another format or in another folder are faults.
    """
    names = list(sheets)
    folder = study / "codebook"
    faults = [*_misnamed(study, names)]
    if folder.is_symlink() or folder.exists():
        faults += [fault for path in _entries(folder) for fault in _sheet(path, names)]
        if not folder.is_dir():
            faults.append(f"{folder}: {_found(folder)}; put a folder with the sheets of the codebook in its place")
    return faults


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _misnamed(study: Path, names: list[str]) -> Iterator[str]:
    for path in _entries(study):
        if path.name.casefold().strip() == "codebook" and path.name != "codebook":
            yield f'{path}: expected the name "codebook"; mend it, or nothing in it is read'
        if path.name.casefold() in {f"{name}.csv" for name in names}:
            yield f"{path}: a sheet of the codebook is read in codebook/ only; move it there"


def _sheet(path: Path, names: list[str]) -> Iterator[str]:
    stem = STEM.match(path.name.casefold())
    if stem is None or stem[0] not in names or path.name.endswith("~"):
        return
    expected = f"{stem[0]}.csv"
    if path.name == expected and not path.is_file():
        yield f"{path}: {_found(path)}; put a CSV file in its place, or take it out"
    elif path.suffix != ".csv":  # one that ends so is told as a sheet without a name that is known
        yield f'{path}: not read, since a sheet is named "{expected}"; save it as CSV in UTF-8 under this name'


def _found(path: Path) -> str:
    if path.is_symlink() and not path.exists():
        return "this is a link that leads nowhere"
    return f"this is {'a folder' if path.is_dir() else 'a file' if path.is_file() else 'neither a file nor a folder'}"
