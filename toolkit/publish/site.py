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
    _check_free(out)
    study = load(study_folder)
    executed = {name: _run(name, study_folder, notebooks, say) for name in NAMES}
    say("Writing the pages")
    exporter, known = PageExporter(), index(study.articles)
    told = [tell(notebook, name, partial(generalised, study)) for name, notebook in executed.items()]
    told = told if full_text else hold(told, known)
    facts = add_shares(gather(study, study_folder), study, measure(told, known), full_text)
    files = {f"{each.name}.html": exporter.write(executed[each.name], each, facts) for each in told}
    files["index.html"] = exporter.write_index(told, facts)
    _replace(out, {**files, **_shared()})
    return out / "index.html"


def _run(name: str, study_folder: Path, notebooks: Path, say: Progress) -> NotebookNode:
    say(f"Running {name}.ipynb ({NAMES.index(name) + 1} of {len(NAMES)})")
    with tempfile.TemporaryDirectory() as workshop:
        return run(notebooks / f"{name}.ipynb", study_folder, Path(workshop))


def _shared() -> dict[str, str]:
    ours = {name: (HERE / name).read_text(encoding="utf-8") for name in ("site.css", "site.js")}
    return {**ours, "plotly.min.js": get_plotlyjs()}


def _check_free(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise ToolkitError(f"{out}: this is a file; name a folder for the pages")
    if out.is_dir() and any(out.iterdir()) and not _is_report(out):
        raise ToolkitError(f"{out}: this folder holds something that is no report; empty it or name another")


def _is_report(folder: Path) -> bool:
    index = folder / "index.html"
    return index.is_file() and f'name="generator" content="{GENERATOR} ' in index.read_text("utf-8", errors="replace")


def _replace(out: Path, files: dict[str, str]) -> None:
    out = out.resolve()
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        # Written beside `out`, so that the swap is a renaming on the same disk and no reader meets half a report.
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as beside:
            _swap(_write(Path(beside, "new"), files), out, Path(beside, "old"))
    except OSError as fault:
        raise ToolkitError(f"{out}: the pages can't be written: {fault.strerror}") from None


def _write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def _swap(fresh: Path, out: Path, old: Path) -> None:
    if out.exists():
        out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
