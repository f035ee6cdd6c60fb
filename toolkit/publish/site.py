"""A study folder and the notebooks in, a folder of offline pages out, whole or not at all."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from nbformat import NotebookNode
from plotly.offline import get_plotlyjs

from toolkit.errors import ToolkitError
from toolkit.exhibits.gate import generalised
from toolkit.publish.pages import GENERATOR, HERE, NAMES, PageExporter, add_shares, gather
from toolkit.publish.parts import tell
from toolkit.publish.run import run
from toolkit.publish.share import hold, index, measure
from toolkit.study import load
from toolkit.swap import Kind, check_apart, check_free, mend, replacing

KINDS = frozenset({".html", ".css", ".js"})
OURS, PLOTLY = ("site.css", "site.js"), "plotly.min.js"
Progress = Callable[[str], object]


def publish(
    study_folder: Path, notebooks: Path, out: Path, progress: Progress | None = None, *, full_text: str | None = None
) -> Path:
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
    full_text : str, optional
        The reason why more than 60 % of an article's words may stand on the pages; every page says it. Without one,
        the longest passages are cut until no more do.

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
    if full_text is not None and not full_text.strip():
        raise ToolkitError("full text: expected a reason, found none; every page will say it")
    mend(out, KIND, say)
    check_free(out, KIND)
    check_apart(study_folder, out, within=True)
    study = load(study_folder)
    gathered = gather(study)  # first, so that a correction that can't be applied is told in plain words
    executed = {name: _run(name, study_folder, notebooks, say) for name in NAMES}
    say("Writing the pages")
    exporter, known = PageExporter(), index(study.articles)
    told = [tell(notebook, name, partial(generalised, study)) for name, notebook in executed.items()]
    told = told if full_text else hold(told, known)
    facts = add_shares(gathered, study, measure(told, known), full_text)
    files = {f"{each.name}.html": exporter.write(executed[each.name], each, facts) for each in told}
    files["index.html"] = exporter.write_index(told, facts)
    files["method.html"] = exporter.write_method(facts)
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
