"""A new study folder: a manifest and a codebook that wait for their rows, a README that explains them, notebooks."""

import hashlib
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.corpora import find_versions
from toolkit.drafts import draft, sheets_of, told
from toolkit.errors import StudyError, ToolkitError
from toolkit.manifest import COLUMNS
from toolkit.places import example, notebooks
from toolkit.readers import Collection, begins_with, write_rejected
from toolkit.rules import Row, rows
from toolkit.sheets import read_sheet
from toolkit.spreadsheet import write_rows, write_sheet
from toolkit.study import SHEETS, printable
from toolkit.swap import Kind, mend, replacing
from toolkit.tables import ARTICLES, STORIES, Table

# The file comes first; the text stands in it.
FILE = {
    "column": "file",
    "missing": "no",
    "values": "",
    "meaning": "the article's file in this folder: plain text, UTF-8",
}
MANIFEST = [FILE, *(column for column in ARTICLES.columns if column["column"] in COLUMNS)]
NEEDED = frozenset({"file", "article_id"})
PROPOSED = """\
## Ten decisions that matter most

The rows of `codebook/` are proposed from the articles, and nobody has judged them: keep, change or take out each. What
stands under kind and independent is a place-holder. Persons who hold no office should be made `private_person`: a page
prints every other name as it stands.
"""
VERSIONS_FOUND = """

`manifest.csv` names {count} articles as later versions of others (`version_of`), by their source or their
address. What a later version replaces counts nowhere: empty the cell where both are articles of their own.
"""
MORE_THAN_ALL = 1.01
STORIES_SHEET = "stories.csv"
STUDY = re.compile(r"^STUDY[ \t]*=.*$", re.MULTILINE)

STEPS = """\
1. Put one text file for each article into this folder (UTF-8; nothing but what was printed).
2. Name each in `manifest.csv`. What is not known stays empty; columns of your own go into another file. Two articles
   of one account are two of one outlet: write the same `outlet` in both rows.
3. Write down your judgements in `codebook/`, one a row, each with its reason. A sheet may stay empty.
4. `toolkit check {name}` says what is wrong, row by row, and warns of what may be an oversight.
5. `toolkit report {name}` runs the notebooks and writes the pages, titled by the first heading of this file;
   `notebooks/` holds copies to work in (`jupyter lab {name}/notebooks`).
"""


def new(folder: Path, collection: Collection | None = None, *, with_example: bool = False) -> list[Path]:
    """Make a new study folder.

    Parameters
    ----------
    collection
        Articles that were read of a source: each becomes a file and a line of the manifest. What could not be read
        is kept in `rejected.jsonl`.
    with_example
        Whether the invented study that ships is copied into the folder.

    Returns
    -------
    list of Path
        The files, in order.

    Raises
    ------
    ToolkitError
        When the folder holds something already.
    """
    mend(folder, KIND)
    if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise ToolkitError(f"{folder}: exists already; name a new folder or an empty one")
    files = _files(printable(folder.resolve().name))
    with replacing(folder, KIND) as fresh:
        for name, text in files.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_text(text, encoding="utf-8", newline="\n")
        if with_example:
            files |= _copied(fresh)
        if collection is not None:
            files |= _filled(fresh, collection)
    return [folder / name for name in files]


def new_stories(
    folder: Path, collection: Collection, stories: pd.DataFrame, say: Callable[[str], object]
) -> list[Path]:
    """Make a study of each story with two articles or more, and a sheet in which a person merges and splits them.

    Parameters
    ----------
    stories
        `STORIES` of the articles, or the sheet of an earlier run as a person has changed it.
    say
        Told of the articles that stand alone.

    Returns
    -------
    list of Path
        The study folders, in the order of their first articles.
    """
    mend(folder, KIND)
    if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise ToolkitError(f"{folder}: exists already; name a new folder or an empty one")
    story = dict(zip(stories["article_id"], stories["story"], strict=True))
    of = collection.articles["article_id"].map(story)
    sizes = of.value_counts()
    several = [name for name in dict.fromkeys(of) if sizes[name] > 1]
    with replacing(folder, KIND) as fresh:
        write_sheet(stories, fresh / STORIES_SHEET)
        for name in several:
            part = collection._replace(articles=collection.articles[of == name], rejected=collection.rejected.head(0))
            new(fresh / name, part)
        if len(collection.rejected):
            write_rejected(collection.rejected, fresh / "rejected.jsonl")
    alone = int((sizes == 1).sum())
    if alone:
        say(f"{alone:,} articles stand alone in their story: no study is made of them; see {STORIES_SHEET}")
    return [folder / name for name in several]


def read_stories(path: Path, articles: pd.DataFrame) -> pd.DataFrame:
    """Read the sheet of stories as a person has changed it.

    Raises
    ------
    StudyError
        When it can't be read, or does not name each article once.
    """
    faults: list[str] = []
    lines = read_sheet(path, STORIES, faults, optional=frozenset({"articles", "title"}))
    named = [line.cells["article_id"] for line in lines]
    ids = set(articles["article_id"])
    faults += [f"{line.place}: unknown article_id" for line in lines if line.cells["article_id"] not in ids]
    faults += [f'{path}: article "{each}" has no line; add one' for each in articles["article_id"] if each not in named]
    faults += [f'{path}: article "{each}" stands there twice' for each in dict.fromkeys(named) if named.count(each) > 1]
    if faults:
        raise StudyError(*faults)
    return STORIES.build(
        [line.cells[name] or (0 if name == "articles" else None) for name in STORIES.names] for line in lines
    )


def _is_none(_: Path) -> bool:
    """Take no folder for one that may be replaced: a study is somebody's work."""
    return False


KIND = Kind("new study", "study", _is_none)


def _files(name: str) -> dict[str, str]:
    sheets = {f"codebook/{sheet}.csv": _header(list(table.columns)) for sheet, table in SHEETS.items()}
    copies = {f"notebooks/{path.name}": _fresh(path) for path in sorted(notebooks().glob("*.ipynb"))}
    return {"README.md": _readme(name), "manifest.csv": _header(MANIFEST), **sheets, **copies}


def _copied(fresh: Path) -> dict[str, str]:
    """Copy the example, byte for byte; its own README is the beginning of the folder's."""
    names = sorted(path.relative_to(example()) for path in example().rglob("*") if path.is_file())
    steps = (fresh / "README.md").read_text(encoding="utf-8").partition("\n")[2]
    for name in names:
        (fresh / name).parent.mkdir(exist_ok=True)
        (fresh / name).write_bytes((example() / name).read_bytes())
    with (fresh / "README.md").open("a", encoding="utf-8", newline="\n") as readme:
        readme.write(steps)
    return {str(name): "" for name in names}


def _filled(fresh: Path, collection: Collection) -> dict[str, str]:
    """Write the articles of a source, the manifest that names them, and what could not be read."""
    (fresh / "articles").mkdir()
    rows = []
    before = _earlier(collection.articles)
    for row in collection.articles.to_dict("records"):
        raw = _printed(row).encode()
        file = f"articles/{row['article_id']}.txt"
        (fresh / file).write_bytes(raw)
        rows.append(
            {
                **row,
                "file": file,
                "version_of": before.get(row["article_id"]),
                "sha256": hashlib.sha256(raw).hexdigest(),
            }
        )
    with (fresh / "manifest.csv").open("w", encoding="utf-8", newline="") as manifest:
        write_rows(pd.DataFrame(rows, columns=[column["column"] for column in MANIFEST]), manifest, header=True)
    if len(collection.rejected):
        write_rejected(collection.rejected, fresh / "rejected.jsonl")
    _draft(fresh, collection.articles, len(before))
    return {row["file"]: "" for row in rows} | ({"rejected.jsonl": ""} if len(collection.rejected) else {})


def _earlier(articles: pd.DataFrame) -> dict[str, str]:
    """Give the version before each article: as its source names it, or as its address shows it.

    Notes
    -----
    Shared words alone may be two articles, and what is replaced counts nowhere: `toolkit check` asks about those.
    """
    versions = find_versions(articles, contained=MORE_THAN_ALL)
    later = versions[versions["previous_id"].notna()]
    return dict(zip(later["article_id"], later["previous_id"], strict=True))


def _draft(fresh: Path, articles: pd.DataFrame, versions: int) -> None:
    """Fill the codebook with what is proposed, and open the README on the ten decisions that matter most."""
    proposals = draft(articles)
    for sheet, lines in sheets_of(proposals).items():
        with (fresh / "codebook" / f"{sheet}.csv").open("w", encoding="utf-8", newline="") as file:
            write_rows(pd.DataFrame(lines[1:], columns=lines[0]), file, header=True)
    readme = fresh / "README.md"
    title, _, rest = readme.read_text(encoding="utf-8").partition("\n")
    decisions = "\n".join(told(proposals)) or "Nothing is proposed: the codebook is empty."
    decisions += VERSIONS_FOUND.format(count=f"{versions:,}") if versions else ""
    readme.write_text(f"{title}\n\n{PROPOSED}\n{decisions}\n{rest}", encoding="utf-8", newline="\n")


def _printed(row: dict[Any, Any]) -> str:
    """Give an article as its readers saw it: the headline first, where the text does not begin with it."""
    title, text = row["title"], row["text"]
    if pd.isna(title) or begins_with(text, title):
        return str(text)
    return f"{title}\n\n{text}"


def _header(columns: list[Row]) -> str:
    return ",".join(column["column"] for column in columns) + "\n"


def _readme(name: str) -> str:
    sheets = [_explained(f"codebook/{sheet}.csv", table) for sheet, table in SHEETS.items()]
    manifest = _section("manifest.csv", ARTICLES.row, MANIFEST, NEEDED)
    return "\n".join([f"# {name}", "", STEPS.format(name=name), manifest, *sheets])


def _explained(file: str, table: Table) -> str:
    needed = frozenset(column["column"] for column in table.columns if column["missing"] == "no")
    told = next(row for row in rows("sheet_advice") if row["sheet"] == Path(file).stem)
    example = f"For example: `{told['example']}`"
    return "\n".join([_section(file, table.row, list(table.columns), needed), told["advice"], "", example, ""])


def _section(file: str, row: str, columns: list[Row], needed: frozenset[str]) -> str:
    head = [
        f"## {file}",
        "",
        f"One row is {row}.",
        "",
        "| column | needed | values | meaning |",
        "| --- | --- | --- | --- |",
    ]
    lines = [_line(column, column["column"] in needed) for column in columns]
    return "\n".join([*head, *lines, ""])


def _line(column: Row, needed: bool) -> str:
    values = column["values"].replace(";", ", ")
    return f"| {column['column']} | {'yes' if needed else 'no'} | {values} | {column['meaning']} |"


def _fresh(path: Path) -> str:
    """Give a notebook as it is before its first run, set to the folder above it."""
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"execution_count": None, "outputs": []}
        if "parameters" in cell["metadata"].get("tags", []):
            cell["source"] = STUDY.sub('STUDY = ".."', "".join(cell["source"]))
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
