"""A study folder in, its tables out, checked: what is compared, and by which judgements."""

import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from toolkit import codebook
from toolkit.errors import RuleError, StudyError
from toolkit.regions import find_regions
from toolkit.sheets import Line, column, read_sheet
from toolkit.tables import ARTICLES, CORRECTIONS, ENTITIES, EXTRACTED, GROUPS, LOADINGS, ORIGINS, PRIVATE, Table

OPTIONAL = frozenset(ARTICLES.names) - {"article_id"}
NAME = re.compile(r"[\w.-]{1,80}")
HEADING = re.compile(r"^# +(.+?) *$", re.MULTILINE)


class Study(NamedTuple):
    """What is compared, and the judgements that it is compared by; one table each.

    `title` is the first heading of the folder's README.md, or the folder's name.
    """

    title: str
    articles: pd.DataFrame
    regions: pd.DataFrame
    entities: pd.DataFrame
    labels: pd.DataFrame
    groups: pd.DataFrame
    origins: pd.DataFrame
    private: pd.DataFrame
    corrections: pd.DataFrame


def load(folder: str | Path) -> Study:
    """Read a study folder.

    Parameters
    ----------
    folder
        Holds `manifest.csv`, the articles that it names (UTF-8 text) and, where there are judgements, `codebook/`
        with entities, labels, groups, origins, private and corrections (.csv).

    Raises
    ------
    StudyError
        When the folder can't be read as it stands: one line for each fault, all at once, with file and line.
    RuleError
        When only rows of the codebook are at fault.

    Notes
    -----
    The manifest must have `file` and `article_id`; what else it leaves empty is missing. An account without a name
    bears its outlet's, or its id; accounts of one name bear their ids too. A digest is checked where there is one.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise StudyError(f"{folder}: no such folder; name one that holds a manifest.csv and its articles")
    faults: list[str] = []
    articles = _articles(folder, faults)
    rules: list[str] = []
    sheets = _sheets(folder / "codebook", rules)
    named = column(folder / "manifest.csv", "article_id")
    rules += codebook.check(sheets, None if named is None else set(named.values()))
    if faults:
        raise StudyError(*faults, *rules)
    if rules:
        raise RuleError(*rules)
    table = _build(ARTICLES, _apart(articles))
    tables = {name: _build(SHEETS[name], [line.cells for line in lines]) for name, lines in sheets.items()}
    return Study(_title(folder), table, find_regions(table), **tables)


SHEETS: dict[str, Table] = {
    "entities": ENTITIES,
    "labels": LOADINGS,
    "groups": GROUPS,
    "origins": ORIGINS,
    "private": PRIVATE,
    "corrections": CORRECTIONS,
}

# Columns that a sheet may leave out.
MAY_LACK = {
    "labels": frozenset({"reference"}),
    "groups": frozenset({"party"}),
    "origins": frozenset({"casualties"}),
}


def _sheets(folder: Path, faults: list[str]) -> dict[str, list[Line]]:
    unknown = sorted(path.name for path in folder.glob("*.csv") if path.stem not in SHEETS)
    expected = ", ".join(f"{name}.csv" for name in SHEETS)
    faults += [f"{folder / name}: no sheet of a codebook; expected {expected}; mend its name" for name in unknown]
    return {
        name: read_sheet(folder / f"{name}.csv", table, faults, optional=MAY_LACK.get(name, frozenset()))
        for name, table in SHEETS.items()
    }


def _build(table: Table, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return table.build([row[name] for name in table.names] for row in rows)


def _title(folder: Path) -> str:
    readme = folder / "README.md"
    match = HEADING.search(readme.read_text(encoding="utf-8", errors="replace")) if readme.exists() else None
    return match[1] if match else folder.resolve().name


def _articles(folder: Path, faults: list[str]) -> list[dict[str, Any]]:
    manifest = folder / "manifest.csv"
    if not manifest.is_file():
        faults.append(f"{manifest}: not found; a study folder needs one, with the columns file and article_id")
        return []
    before = len(faults)
    lines = read_sheet(manifest, ARTICLES, faults, optional=OPTIONAL, further=("file",))
    if not lines and len(faults) == before:
        faults.append(f"{manifest} line 2: expected an article, found none; add a line for each")
    found = [row for line in lines if (row := _article(folder, line, faults))]
    # Of every row, those with another fault too: what is mended must bring no new fault to light.
    for name in ("article_id", "file"):
        _check_names(name, column(manifest, name), faults)
    faults += _strangers(folder, column(manifest, "file"))
    return found


def _apart(articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give articles of one account a name each, so that no page adds them up as one."""
    times = Counter(row["account"] for row in articles)
    return [
        row | {"account": f"{row['account']} ({row['article_id']})"} if times[row["account"]] > 1 else row
        for row in articles
    ]


def _strangers(folder: Path, named: dict[str, str] | None) -> list[str]:
    """Say which articles the manifest does not name; where it can't be read, nothing is known of them."""
    if named is None:
        return []
    known = set(named.values())
    names = sorted(path.name for path in folder.iterdir() if path.suffix.lower() == ".txt" and path.name not in known)
    return [f"{folder / name}: not named in manifest.csv; add a line for it or move it out" for name in names]


def _check_names(column: str, cells: dict[str, str] | None, faults: list[str]) -> None:
    first: dict[str, str] = {}
    for place, name in (cells or {}).items():
        if name in first:
            faults.append(f'{place}: {column} "{name}" stands in {first[name]} already; each needs its own')
        if name:
            first.setdefault(name, place)


def _article(folder: Path, line: Line, faults: list[str]) -> dict[str, Any] | None:
    row = dict(line.cells)
    wrong = _faults(row)
    raw = _bytes(folder, str(row.get("file") or ""), wrong)
    text = _text(raw, str(row.get("file")), wrong) if raw is not None else ""
    if raw is not None and (row["sha256"] or "").lower() not in ("", digest := hashlib.sha256(raw).hexdigest()):
        wrong.append(f"{row['file']} has changed: expected sha256 {row['sha256']}, found {digest}")
    faults += [f"{line.place}: {fault}" for fault in wrong]
    if wrong or raw is None:
        return None
    account = row["account"] or row["outlet"] or row["article_id"]
    return row | {"text": text, "account": account, "sha256": hashlib.sha256(raw).hexdigest()}


def _faults(row: dict[str, Any]) -> list[str]:
    wrong = []
    if not NAME.fullmatch(row["article_id"]):
        wrong.append(f'article_id: expected letters, digits, dots and dashes, found "{row["article_id"]}"')
    early, late = row["published_from"], row["published_to"]
    if early and late and early > late:
        wrong.append(f"published_from {early} is after published_to {late}; exchange them")
    return wrong


def _bytes(folder: Path, name: str, wrong: list[str]) -> bytes | None:
    path = folder / name
    if not name or not _is_file(path):
        wrong.append(f'no file "{name}"; add it to the folder or take the line out')
        return None
    if not path.resolve().is_relative_to(folder.resolve()):
        wrong.append(f'"{name}" lies outside the study folder; copy it into the folder')
        return None
    return path.read_bytes()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have: too long, or with a NUL
        return False


def _text(raw: bytes, name: str, wrong: list[str]) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        wrong.append(f"{name}: expected UTF-8, found byte {raw[fault.start]:#04x} at {fault.start}; save it as UTF-8")
        return ""
    if not re.search(r"\w", text):
        wrong.append(f"{name} is empty: it holds no words; add its text or take the line out")
    return text


def correct(table: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """Apply human corrections to an extracted table.

    Parameters
    ----------
    table
        LABELS, ACTIONS, QUOTES or CLAIMS, as extracted.
    corrections
        `CORRECTIONS`; those of other tables and of articles that `table` does not hold are passed over.

    Raises
    ------
    RuleError
        When a correction's row is not found, or its `from` is not what stands there.
    """
    kind = next(kind for kind in EXTRACTED if kind.names == list(table.columns))
    mine = corrections[(corrections["table"] == kind.name) & corrections["article_id"].isin(table["article_id"])]
    if mine.empty:
        return table
    cells = table.astype(object)
    faults: list[str] = []
    for row in mine.to_dict("records"):
        try:
            codebook.apply(kind, cells, row)
        except RuleError as fault:
            faults += fault.faults
    if faults:
        raise RuleError(*faults)
    return kind.check(cells)
