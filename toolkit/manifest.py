"""A manifest and the files that it names in, articles out; every fault with the line on which it stands."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from os.path import realpath
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from toolkit.errors import StudyError
from toolkit.folders import found_there, is_there
from toolkit.languages import find_language
from toolkit.sheets import Line, column, decode, in_order, read_sheet
from toolkit.tables import ARTICLES
from toolkit.values import faults_of_article, seen

COLUMNS = ("file", *(name for name in ARTICLES.names if name != "text"))
OPTIONAL = frozenset(ARTICLES.names) - {"article_id"}
DIGEST = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
NAME = re.compile(r"[\w.-]{1,80}")
MOST_BYTES = 50_000_000
"""Of an article: a book has one million."""
# What stands on every page: short enough for a heading, and nothing that turns or moves what follows.
LONGEST = 100
ORDER = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")

Row = dict[str, Any]
Names = dict[str, str]
"""A cell of each row by the row's place."""


def read_manifest(folder: Path, faults: list[str]) -> list[Row]:
    """Read the articles of a study folder.

    Parameters
    ----------
    faults
        Gets one line for each fault: those of the manifest in the order of its lines, then the articles that it does
        not name. Where it gets any, what is read of the articles is of no use.
    """
    manifest = folder / "manifest.csv"
    if not manifest.is_file():
        found = found_there(manifest) if is_there(manifest) else "not found"
        faults.append(f"{manifest}: {found}; a study folder needs one, with the columns file and article_id")
        return []
    wrong: list[str] = []
    lines = read_sheet(manifest, ARTICLES, wrong, optional=OPTIONAL, further=("file",), only=COLUMNS)
    if not lines and not wrong:
        wrong.append(f"{manifest} line 2: expected an article, found none; add a line for each")
    names = column(manifest, "file")
    files = _look(folder, names or {})
    articles = [_article(files, line, wrong) for line in lines]
    # Of every row, those with another fault too: what is mended must bring no new fault to light.
    wrong += _repeated_ids(column(manifest, "article_id") or {})
    wrong += _repeated_files(files, names or {})
    wrong += [*_accounts(lines), *_alike(lines), *_versions(lines)]
    faults += in_order(wrong, [manifest])
    faults += [] if names is None else _strangers(files, names)
    return _apart(articles)


class _Files(NamedTuple):
    """What lies in a study folder: the file of each name of the manifest, and the articles that it does not name."""

    folder: Path
    named: dict[str, Path]
    spare: list[Path]

    def near(self, name: str) -> Path | None:
        """Give the spare article whose name is the same but for its capitals."""
        return next((path for path in self.spare if path.name.casefold() == name.casefold()), None)

    def holds(self, name: str) -> bool:
        """Tell whether a name is that of a file within the folder, whatever links lead to it."""
        return name in self.named and Path(realpath(self.named[name])).is_relative_to(realpath(self.folder))

    def keeps(self, name: str) -> bool:
        """Tell whether a name is that of the manifest itself, or of what lies in the codebook."""
        path = Path(realpath(self.named.get(name, self.folder)))
        sheets = [Path(realpath(self.folder / own)) for own in ("manifest.csv", "codebook")]
        return path == sheets[0] or path.is_relative_to(sheets[1])


def _look(folder: Path, names: Names) -> _Files:
    """Find the file of each name, whichever way the name's accents are composed."""
    wanted = set(names.values()) - {""}
    named = {name: folder / name for name in wanted if _is_file(folder / name)}
    there = {normalize("NFC", path.name): path for path in folder.iterdir() if _is_file(path)}
    named |= {name: there[key] for name in wanted - named.keys() if (key := normalize("NFC", name)) in there}
    known = {realpath(path) for path in named.values()}
    texts = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".txt")
    spare = [path for path in texts if realpath(path) not in known and path.name not in wanted]
    return _Files(folder, named, spare)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have: too long, or with a NUL
        return False


def _strangers(files: _Files, names: Names) -> list[str]:
    """Say which articles the manifest does not name; of one that it names in other capitals its line tells."""
    meant = {name.casefold() for name in names.values()}
    strangers = [path for path in files.spare if path.name.casefold() not in meant]
    return [f"{path}: not named in manifest.csv; add a line for it or move it out" for path in strangers]


def _repeated_ids(ids: Names) -> Iterator[str]:
    first: Names = {}
    for place, article_id in ids.items():
        if article_id and article_id in first:
            yield f'{place}: article_id "{article_id}" stands in {first[article_id]} already; each needs its own'
        first.setdefault(article_id, place)


def _repeated_files(files: _Files, names: Names) -> Iterator[str]:
    """Find the files that stand in two rows, under one name or under two."""
    first: dict[str, tuple[str, str]] = {}
    for place, name in names.items():
        above, known = first.setdefault(realpath(files.named[name]) if files.holds(name) else name, (place, name))
        if name and above != place:
            where = f"stands in {above} already" if name == known else f'is "{known}" of {above}'
            yield f'{place}: file "{name}" {where}; each needs its own'


def _standing(lines: list[Line]) -> list[Line]:
    """Give the lines of accounts that are written as they should be, but where a later version stands for one."""
    replaced = {line.cells["version_of"] for line in lines}
    whole = (line for line in lines if line.wrong.isdisjoint({"account", "outlet", "article_id"}))
    return [line for line in whole if line.cells["article_id"] not in replaced]


def _accounts(lines: list[Line]) -> Iterator[str]:
    """Find the accounts of one name that no outlet joins, and those named like one that is told apart by its id."""
    first: dict[str, Line] = {}
    joined: dict[str, Line] = {}
    for line in _standing(lines):
        name, outlet = _account(line.cells), line.cells["outlet"]
        known = first.setdefault(name, line)
        if known is line or name == line.cells["article_id"] == known.cells["article_id"]:
            continue  # of one id for two articles another line tells
        joined |= {f"{name} ({each.cells['article_id']})": each for each in (known, line)}
        if not outlet or outlet != known.cells["outlet"]:
            yield (
                f'{line.place}: account "{name}" stands in {known.place} too; write the same outlet in both rows if '
                "one outlet printed both, or another account"
            )
    for name in first.keys() & joined.keys():
        yield f'{first[name].place}: account "{name}" is what {joined[name].place} is called; write another account'


def _versions(lines: list[Line]) -> Iterator[str]:
    """Find the versions of articles that are not there, and those that replace one another in a circle."""
    before = {line.cells["article_id"]: line.cells["version_of"] for line in lines}
    told: set[str] = set()
    for line in lines:
        article_id, named = line.cells["article_id"], line.cells["version_of"]
        if not named or {"article_id", "version_of"} & line.wrong:
            continue
        if named == article_id:
            yield f"{line.place}: version_of: an article is no version of itself; leave the cell empty"
        elif named not in before:
            yield f'{line.place}: version_of: unknown article_id "{named}"; name the article that this one replaces'
        elif article_id not in told and (circle := _circle(before, article_id)):
            told |= set(circle)
            again = f"{', '.join(circle)} and {circle[0]} again"
            yield f"{line.place}: version_of: {again} replace one another in a circle; empty one of their cells"


def _circle(before: dict[str, str | None], article_id: str) -> list[str]:
    """Give the articles from one on that lead back to it; none where they end elsewhere."""
    path = [article_id]
    while (named := before.get(path[-1])) and named not in path:
        path.append(named)
    return path if named == article_id and len(path) > 1 else []


def _alike(lines: list[Line]) -> Iterator[str]:
    """Find the accounts whose names a reader can't tell apart; an id is told apart by its letters alone."""
    first: dict[str, tuple[str, str]] = {}
    for line in _standing(lines):
        name = _account(line.cells)
        known, place = first.setdefault(seen(name).casefold(), (name, line.place))
        if known != name != line.cells["article_id"]:
            yield (
                f'{line.place}: account "{name}" looks like "{known}" of {place}; write it in one way if both are of '
                "one outlet, or another account"
            )


def _account(row: Row) -> str:
    return str(row["account"] or row["outlet"] or row["article_id"])


def _apart(articles: list[Row]) -> list[Row]:
    """Give articles of one account a name each, so that no page adds them up as one."""
    replaced = {row["version_of"] for row in articles}
    times = Counter(row["account"] for row in articles if row["article_id"] not in replaced)
    return [
        row | {"account": f"{row['account']} ({row['article_id']})"} if times[row["account"]] > 1 else row
        for row in articles
    ]


def _article(files: _Files, line: Line, faults: list[str]) -> Row:
    row = dict(line.cells)
    wrong = list(_faults(row))
    raw = _bytes(files, row["file"], wrong)
    text = None if raw is None else _text(raw, row["file"], wrong)
    digest = hashlib.sha256(raw or b"").hexdigest()
    if text and DIGEST.fullmatch(row["sha256"] or "") and row["sha256"].lower() != digest:
        wrong.append(f"{row['file']} has changed: expected sha256 {row['sha256']}, found {digest}")
    faults += [f"{line.place}: {fault}" for fault in wrong]
    language = row["language"] or (find_language(text) if text else None)
    return row | {"text": text, "account": _account(row), "language": language, "sha256": digest}


def _faults(row: Row) -> Iterator[str]:
    if row["article_id"] and not NAME.fullmatch(row["article_id"]):
        yield f'article_id: expected letters, digits, dots and dashes, found "{row["article_id"]}"'
    if row["sha256"] and not DIGEST.fullmatch(row["sha256"]):
        yield f'sha256: expected 64 digits from 0 to 9 and a to f, found "{row["sha256"]}"; mend it or leave it empty'
    for name in ("account", "outlet"):
        if len(row[name] or "") > LONGEST:
            yield f"{name}: expected at most {LONGEST} characters, found {len(row[name]):,}; write a short name"
        elif sign := ORDER.search(row[name] or ""):
            yield f"{name}: expected a name of signs that can be seen, found {sign[0]!a} in it; write it anew"
    yield from faults_of_article(row)


def _bytes(files: _Files, name: str, wrong: list[str]) -> bytes | None:
    if files.keeps(name):
        wrong.append(f'"{name}" is a sheet of the study, and no article; name the file of an article')
        return None
    if files.holds(name):
        return _read(files.named[name], name, wrong)
    near = files.near(name)
    if name in files.named:
        wrong.append(f'"{name}" lies outside the study folder; copy it into the folder')
    elif near:
        wrong.append(f'no file "{name}"; did you mean "{near.name}"?')
    elif is_there(files.folder / name) and not ((files.folder / name).is_dir() or (files.folder / name).is_symlink()):
        wrong.append(f'"{name}": {found_there(files.folder / name)}; put the file of the article in its place')
    else:
        wrong.append(f'no file "{name}"; add it to the folder or take the line out')
    return None


def _read(path: Path, name: str, wrong: list[str]) -> bytes | None:
    # Asked before it is read: what tables are made of ends the process where there is no room, without a word.
    size = path.stat().st_size
    if size <= MOST_BYTES:
        try:
            return path.read_bytes()
        except MemoryError:
            raise StudyError(
                f"{path}: not enough memory for this article; close other programs, or divide it"
            ) from None
    wrong.append(f"{name}: expected at most {MOST_BYTES:,} bytes, found {size:,}; divide it or take the line out")
    return None


def _text(raw: bytes, name: str, wrong: list[str]) -> str | None:
    text = decode(raw, name, wrong)
    if text is not None and not re.search(r"\w", text):
        wrong.append(f"{name} is empty: it holds no words; add its text or take the line out")
        return None
    return text
