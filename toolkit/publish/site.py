"""A study folder and the notebooks in, a folder of offline pages out, whole or not at all."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from nbformat import NotebookNode
from plotly.offline import get_plotlyjs

from toolkit.publish.pages import GENERATOR, HERE, NAMES, PageExporter, gather
from toolkit.publish.run import run
from toolkit.study import load
from toolkit.swap import Kind, check_apart, check_free, mend, replacing

KINDS = frozenset({".html", ".css", ".js"})
OURS, PLOTLY = ("site.css", "site.js"), "plotly.min.js"
Progress = Callable[[str], object]


def publish(study_folder: Path, notebooks: Path, out: Path, progress: Progress | None = None) -> Path:
    """Run the notebooks on a study and write their pages.

    Parameters
    ----------
    study_folder : Path
        The study, such as `seeds/`.
    notebooks : Path
        The folder with corpus.ipynb, framing.ipynb, quotes.ipynb and casualties.ipynb; none of them is changed.
    out : Path
        The folder to write. One that holds an earlier report is replaced; any other must be empty or not exist.
    progress : callable, optional
        Called with one line before each step.

    Returns
    -------
    Path
        The page to open first.

    Raises
    ------
    ToolkitError
        When the study has faults, a notebook fails, or `out` holds something else. Then nothing is written.

    Notes
    -----
    The pages work from a file or a server without a network; the same study gives the same bytes.
    """
    say = progress or (lambda _: None)
    mend(out, KIND, say)
    check_free(out, KIND)
    check_apart(study_folder, out, within=True)
    facts = gather(load(study_folder), study_folder)
    executed = {name: _run(name, study_folder, notebooks, say) for name in NAMES}
    say("Writing the pages")
    exporter = PageExporter()
    pages = {name: exporter.write(notebook, name, facts) for name, notebook in executed.items()}
    files = {f"{name}.html": html for name, (_, html) in pages.items()}
    files["index.html"] = exporter.write_index([told for told, _ in pages.values()], facts)
    with replacing(out, KIND, say) as fresh:
        for name, text in {**files, **_shared()}.items():
            (fresh / name).write_text(text, encoding="utf-8", newline="\n")
    return out / "index.html"


def _run(name: str, study_folder: Path, notebooks: Path, say: Progress) -> NotebookNode:
    say(f"Running {name}.ipynb ({NAMES.index(name) + 1} of {len(NAMES)})")
    with tempfile.TemporaryDirectory() as workshop:
        return run(notebooks / f"{name}.ipynb", study_folder, Path(workshop))


def _shared() -> dict[str, str]:
    ours = {name: (HERE / name).read_text(encoding="utf-8") for name in OURS}
    return {**ours, PLOTLY: get_plotlyjs()}


def _is_report(folder: Path) -> bool:
    """Know an earlier report, of any version: by the generator on its first page, and by files of its kinds alone."""
    index = folder / "index.html"
    if not index.is_file() or f'name="generator" content="{GENERATOR} ' not in index.read_text("utf-8", "replace"):
        return False
    return all(path.suffix in KINDS and path.is_file() and not path.is_symlink() for path in folder.iterdir())


KIND = Kind("report", "pages", _is_report)
