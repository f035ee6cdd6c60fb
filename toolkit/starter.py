"""A new study folder: a manifest and a codebook that wait for their rows, a README that explains them, notebooks."""

import json
import os
import re
from pathlib import Path
from typing import Any

from toolkit.errors import ToolkitError
from toolkit.manifest import COLUMNS
from toolkit.places import notebooks
from toolkit.rules import Row, rows
from toolkit.study import SHEETS, printable
from toolkit.swap import Kind, mend, replacing
from toolkit.tables import ARTICLES, Table

# The file comes first; the text stands in it.
FILE = {
    "column": "file",
    "missing": "no",
    "values": "",
    "meaning": "the article's file in this folder: plain text, UTF-8",
}
MANIFEST = [FILE, *(column for column in ARTICLES.columns if column["column"] in COLUMNS)]
NEEDED = frozenset({"file", "article_id"})
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


def new(folder: Path) -> list[Path]:
    """Make a new study folder.

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
    return [folder / name for name in files]


def _is_none(_: Path) -> bool:
    """Take no folder for one that may be replaced: a study is somebody's work."""
    return False


KIND = Kind("new study", "study", _is_none)


def _files(name: str) -> dict[str, str]:
    sheets = {f"codebook/{sheet}.csv": _header(list(table.columns)) for sheet, table in SHEETS.items()}
    copies = {f"notebooks/{path.name}": _fresh(path) for path in sorted(notebooks().glob("*.ipynb"))}
    return {"README.md": _readme(name), "manifest.csv": _header(MANIFEST), **sheets, **copies}


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
