"""A study folder in, its tables out, checked: what is compared, and by which judgements."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from toolkit import codebook
from toolkit.corrections import Known, check_corrections
from toolkit.errors import RuleError, StudyError
from toolkit.folders import found_there, is_there, misplaced
from toolkit.given import kind_of
from toolkit.lineage import part
from toolkit.manifest import read_manifest
from toolkit.places import example
from toolkit.regions import find_regions
from toolkit.sheets import Line, column, in_order, read_sheet
from toolkit.tables import (
    ARTICLES,
    CORRECTIONS,
    ENTITIES,
    EVENTS,
    GROUPS,
    LOADINGS,
    ORIGINS,
    OUTLETS,
    PLACES,
    PRIVATE,
    Table,
)

MOST_SHOWN = 200
"""Characters of a path that a fault shows."""
HEADING = re.compile(r"^# +(.+?) *$", re.MULTILINE)


class Study(NamedTuple):
    """What is compared, and the judgements that it is compared by; one table each.

    `title` is the first heading of the folder's README.md, or the folder's name. `articles` are those that stand;
    `replaced` are the earlier versions that the manifest names, which count nowhere.
    """

    title: str
    articles: pd.DataFrame
    regions: pd.DataFrame
    entities: pd.DataFrame
    labels: pd.DataFrame
    groups: pd.DataFrame
    origins: pd.DataFrame
    events: pd.DataFrame
    places: pd.DataFrame
    outlets: pd.DataFrame
    private: pd.DataFrame
    corrections: pd.DataFrame
    replaced: pd.DataFrame = ARTICLES.build([])


def load(folder: str | Path) -> Study:
    """Read a study folder.

    Parameters
    ----------
    folder
        Holds `manifest.csv`, the articles that it names (UTF-8 text) and, where there are judgements, `codebook/`
        with entities, labels, groups, origins, events, places, outlets, private and corrections (.csv).

    Raises
    ------
    StudyError
        When the folder can't be read as it stands: one line for each fault, all at once, with file and line.
    RuleError
        When only rows of the codebook are at fault.

    Notes
    -----
    The manifest must have `file` and `article_id`; what else it leaves empty is missing. An account without a name
    bears its outlet's, or its id; articles of one outlet under one name bear their ids too. A digest is checked where
    there is one. An article that `version_of` of another names is replaced by that one: two versions are one account.
    """
    folder = _folder(folder)
    faults: list[str] = []
    articles = read_manifest(folder, faults)
    rules: list[str] = []
    faults += misplaced(folder, SHEETS)
    sheets = _judgements(folder, rules, {row["article_id"]: row["text"] for row in articles if row["text"]})
    if faults:
        raise StudyError(*faults, *rules)
    if rules:
        raise RuleError(*rules)
    table = _build(ARTICLES, articles)
    tables = {name: _build(SHEETS[name], [line.cells for line in lines]) for name, lines in sheets.items()}
    standing, replaced = part(table)
    return Study(_title(folder), standing, find_regions(standing), **tables, replaced=replaced)


def load_example() -> Study:
    """Read the example that ships with the package: an invented fire on a ferry, told by three outlets.

    Examples
    --------
    >>> load_example().articles["outlet"].value_counts().to_dict()
    {'Aro Post': 3, 'Calo Wire': 2, 'Brin Daily': 2}
    """
    return load(example())


def _folder(given: Any) -> Path:
    """Give the folder that a study is loaded from.

    Raises
    ------
    StudyError
        When it is none.
    """
    if not isinstance(given, str | Path):
        raise StudyError(f'load: expected the path of a study folder, found {kind_of(given)}; write load("my-study")')
    folder, remedy = Path(given), "name one that holds a manifest.csv and its articles"
    if not is_there(folder):
        raise StudyError(f"{str(folder)[:MOST_SHOWN]}: no such folder; {remedy}")
    if not folder.is_dir():
        raise StudyError(f"{folder}: {found_there(folder)}, no study folder; {remedy}")
    return folder


SHEETS: dict[str, Table] = {
    "entities": ENTITIES,
    "labels": LOADINGS,
    "groups": GROUPS,
    "origins": ORIGINS,
    "events": EVENTS,
    "places": PLACES,
    "outlets": OUTLETS,
    "private": PRIVATE,
    "corrections": CORRECTIONS,
}

NAMED = {"entity": "entities", "group": "groups", "origin": "origins", "event": "events", "place": "places"}
"""What other sheets and corrections name, and the sheet that has a row for it."""

# Columns that a sheet may leave out.
MAY_LACK = {
    "labels": frozenset({"reference"}),
    "groups": frozenset({"party"}),
    "corrections": frozenset({"column", "action"}),
    "origins": frozenset({"casualties"}),
}


def _judgements(folder: Path, faults: list[str], texts: dict[str, str]) -> dict[str, list[Line]]:
    """Read the codebook and check it, row by row in the order of its sheets."""
    paths = {name: folder / "codebook" / f"{name}.csv" for name in SHEETS}
    wrong: list[str] = []
    sheets = {
        name: read_sheet(paths[name], table, wrong, optional=MAY_LACK.get(name, frozenset()))
        for name, table in SHEETS.items()
    }
    known = {name: _known(paths[sheet], name) for name, sheet in NAMED.items()}
    wrong += codebook.check(sheets, known)
    ids = column(folder / "manifest.csv", "article_id")
    of_study = Known(None if ids is None else set(ids.values()), texts, known)
    wrong += check_corrections(sheets["corrections"], of_study)
    faults += [*_strange_sheets(folder / "codebook"), *in_order(wrong, list(paths.values()))]
    return sheets


def _known(path: Path, name: str) -> set[str] | None:
    """Give what a column of a sheet names; None where the sheet can't be read, and nothing where it has no rows."""
    cells = column(path, name)
    if cells is None:
        return None if path.is_file() and path.stat().st_size else set()
    return set(cells.values())


def _strange_sheets(folder: Path) -> list[str]:
    unknown = sorted(path.name for path in folder.glob("*.csv") if path.stem not in SHEETS)
    expected = ", ".join(f"{name}.csv" for name in SHEETS)
    return [f"{folder / name}: no sheet of a codebook; expected {expected}; mend its name" for name in unknown]


def _build(table: Table, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return table.build([row[name] for name in table.names] for row in rows)


def _title(folder: Path) -> str:
    readme = folder / "README.md"
    # A pipe or a folder of that name is not opened: it might never end.
    match = HEADING.search(readme.read_text(encoding="utf-8", errors="replace")) if readme.is_file() else None
    return match[1] if match else printable(folder.resolve().name)


def printable(name: str) -> str:
    r"""Give the name of a file with what UTF-8 can't write in it shown.

    Examples
    --------
    >>> printable("caf\udce9")
    'caf\\udce9'
    """
    return name.encode("utf-8", "backslashreplace").decode()
