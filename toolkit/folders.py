"""What lies in a study's folder and would be passed over, though it is meant to be read."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

CODEBOOK, PRIVATE = "codebook", "private"
STEM = re.compile(r"\w+")
APART = re.compile(r"[\W_]+")
FORMATS = re.compile(r"\.(?:csv|tsv|xls[xmb]?|ods|numbers)", re.IGNORECASE)
"""What a sheet's name ends in; a text of another ending is an article."""
NEAR = 0.85
"""How much of a name must be that of the codebook to be meant for it, from 0 to 1."""


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
    nowhere, a folder or a pipe in a sheet's place, and a sheet of another format or in another folder are faults. A
    second folder of a name that is only near, and what a person keeps beside the sheets, are left alone.
    """
    names = list(sheets)
    folder = study / CODEBOOK
    faults = [*_misnamed(study, names)]
    if folder.is_symlink() or folder.exists():
        faults += [fault for path in _entries(folder) for fault in _sheet(path, names)]
        faults += [*_too_deep(folder, names)]
        if not folder.is_dir():
            faults.append(f"{folder}: {found_there(folder)}; put a folder with the sheets of the codebook in its place")
    return faults


def passed_over(study: Path, articles: Iterable[str], sheets: Iterable[str]) -> Iterator[str]:
    """Say what lies in a study folder and may be meant to be read: warnings, which stop nothing.

    Parameters
    ----------
    articles
        The names of the manifest.
    sheets
        The names of the sheets that a codebook can have.
    """
    named, names = {str(study / name) for name in articles}, list(sheets)
    for folder in _entries(study):
        if folder.name.startswith(".") or not folder.is_dir() or folder.name == CODEBOOK:
            continue
        texts = [path for path in _entries(folder) if path.suffix.lower() == ".txt" and str(path) not in named]
        if texts:
            more = f" and {len(texts) - 1:,} more" if len(texts) > 1 else ""
            yield f"{texts[0]}{more}: not named in manifest.csv; add a line for each that is an article"
    for path in _entries(study):
        if FORMATS.fullmatch(path.suffix) and _stem(path) in names and not _is_sheet(path, names):
            yield f"{path}: not read; if it is meant for the codebook, save it as codebook/{_stem(path)}.csv"


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir()) if folder.is_dir() else []
    except PermissionError:
        return []


def _stem(path: Path) -> str:
    found = STEM.match(path.name.casefold())
    return found[0] if found else ""


def _misnamed(study: Path, names: list[str]) -> Iterator[str]:
    for path in _entries(study):
        if path.name != CODEBOOK and _is_near(path, (study / CODEBOOK).is_dir()):
            found = "" if path.is_dir() else "a folder of "
            yield f'{path}: expected {found}the name "{CODEBOOK}"; mend it, or nothing in it is read'
        if _is_sheet(path, names):
            told = "" if path.suffix.casefold() == ".csv" else f" as CSV, named {_stem(path)}.csv"
            yield f"{path}: a sheet of the codebook is read in {CODEBOOK}/ only; move it there{told}"


def _is_near(path: Path, there: bool) -> bool:
    """Tell whether a name is meant for the codebook's; beside a codebook only if it can't be another's."""
    plain = APART.sub("", (path.stem if FORMATS.fullmatch(path.suffix) else path.name).casefold())
    if not (path.is_dir() or path.is_symlink() or FORMATS.fullmatch(path.suffix)) and plain != CODEBOOK:
        return False
    close = SequenceMatcher(None, plain, CODEBOOK).ratio() >= NEAR
    return plain.removesuffix("s") == CODEBOOK or (close and not there)


def _is_sheet(path: Path, names: list[str]) -> bool:
    """Tell whether a file beside the manifest is a sheet: by its whole name, or by a part where it hides something."""
    if not FORMATS.fullmatch(path.suffix):
        return False
    return path.stem.casefold().strip() in names or _stem(path) == PRIVATE


def _too_deep(folder: Path, names: list[str]) -> Iterator[str]:
    """Tell the sheets that lie in a folder of the codebook, where none of their name lies in the codebook itself."""
    for inner in [path for path in _entries(folder) if path.is_dir() and not path.name.startswith(".")]:
        for path in _entries(inner):
            name = f"{_stem(path)}.csv"
            found = path.name.casefold() == name and _stem(path) in names
            if found and (inner.name.casefold() == CODEBOOK or not (folder / name).exists()):
                yield f"{path}: a sheet is read in {folder} itself only; move it there, or take it out"


def _sheet(path: Path, names: list[str]) -> Iterator[str]:
    if _stem(path) not in names or path.name.endswith("~"):
        return
    expected = f"{_stem(path)}.csv"
    if path.name == expected and not path.is_file():
        yield f"{path}: {found_there(path)}; put a CSV file in its place, or take it out"
    elif path.suffix != ".csv":  # one that ends so is told as a sheet without a name that is known
        yield f'{path}: not read, since a sheet is named "{expected}"; save it as CSV in UTF-8 under this name'


def found_there(path: Path) -> str:
    """Say what stands at a path, where something else is expected."""
    if path.is_symlink() and not path.exists():
        return "this is a link that leads nowhere"
    return f"this is {'a folder' if path.is_dir() else 'a file' if path.is_file() else 'neither a file nor a folder'}"


def is_there(path: Path) -> bool:
    """Tell whether something stands at a path, be it a link that leads nowhere."""
    try:
        return path.exists() or path.is_symlink()
    except (OSError, ValueError):  # a name that no file can have: too long, or with a NUL
        return False
