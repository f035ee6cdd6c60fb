"""Notebooks in JupyterLab, as a researcher runs them."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from browser import NOTEBOOKS, SEEDS
from invented import write_study
from playwright.sync_api import Browser, Page, expect

PATIENCE = 180  # seconds
FLAGS = ("--no-browser", "--allow-root", "--ServerApp.port=0", "--LabApp.news_url=None")
NO_NEWS = {"fetchNews": "false", "checkForUpdates": False}


# What stands between dollar signs, in every kind of exhibit; the first output is none and shows that formulas are set.
DOLLARS = """
from IPython.display import HTML, display
import pandas as pd
import plotly.graph_objects as go
from toolkit import cards, figure, finding, in_context, load, table
from toolkit.exhibits import Drawing
display(HTML("<p class='bare'>It cost $x^2$.</p>"))
study = load("../dollars")
rows = pd.DataFrame({"article_id": ["harbour"], "start": [0], "end": [20], "said by": [r"\\(x^2\\)"]})
bar = go.Figure(go.Bar(x=[1, 2], y=["$x^2$", "$y^2$"], orientation="h"))
display(finding(study, "It cost $x^2$."), table(study, rows, caption="Of $x^2$"))
display(in_context(study, rows, caption="Of $x^2$", columns=["said by"]))
display(cards(study, pd.DataFrame({"account": ["Paper 1"], "of $x^2$": ["$x^2$"]})))
display(figure(study, Drawing(bar, "Of $x^2$ and $y^2$.", 1)))
"""
COST = "The ferry cost $x^2$ or $$y^2$$, the guard said."


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start JupyterLab on copies of the seeds and of the framing notebook, and give the address of a notebook."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(SEEDS, folder / "work" / "seeds")
    _copy_without_outputs(NOTEBOOKS / "framing.ipynb", folder / "work" / "notebooks")
    write_study(folder / "work" / "dollars", {"harbour": COST})
    asked = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(DOLLARS, id="dollars")],
        metadata=nbformat.read(NOTEBOOKS / "framing.ipynb", as_version=4).metadata,
    )
    nbformat.write(asked, folder / "work" / "notebooks" / "dollars.ipynb")
    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={folder / 'work'}", *FLAGS]
    with (folder / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, env=_settings(folder), stdout=log, stderr=log)
    try:
        yield _address(server, folder)
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _copy_without_outputs(notebook: Path, folder: Path) -> None:
    copied = nbformat.read(notebook, as_version=4)
    for cell in copied.cells:
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)
    folder.mkdir()
    nbformat.write(copied, folder / notebook.name)


def _settings(folder: Path) -> dict[str, str]:
    news = folder / "settings" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    news.parent.mkdir(parents=True)
    news.write_text(json.dumps(NO_NEWS))
    kinds = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
    labs = {"JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython"}
    own = {variable: str(folder / name) for variable, name in (kinds | labs).items()}
    return {**os.environ, **own, "JUPYTER_PREFER_ENV_PATH": "1"}


def _address(server: subprocess.Popen[bytes], folder: Path) -> str:
    # The server writes down where it listens once it does.
    end = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < end:
        for file in (folder / "runtime").glob("jpserver-*.json"):
            if written := file.read_text():
                about = json.loads(written)
                return f"{about['url']}lab/tree/notebooks/{{name}}.ipynb?reset&token={about['token']}"
        time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start: {(folder / 'lab.log').read_text()[-2000:]}")


@contextmanager
def run_all(browser: Browser, lab: str, name: str) -> Iterator[Page]:
    """Open a notebook, which has no outputs yet, and run all its cells."""
    context = browser.new_context(viewport={"width": 1280, "height": 1600})
    here = lab.partition("/lab/")[0]
    context.route(lambda address: not address.startswith((here, "data:", "blob:")), lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(lab.format(name=name))
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    page.get_by_text("| Idle").first.wait_for()  # what is run before the kernel listens is lost
    assert page.locator(".jp-Notebook svg.main-svg").count() == 0
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    try:
        yield page
    finally:
        context.close()


def test_a_researcher_runs_the_framing_notebook_in_jupyterlab_and_sees_its_figure(browser: Browser, lab: str) -> None:
    with run_all(browser, lab, "framing") as page:
        figure = page.locator(".jp-Notebook svg.main-svg").first
        figure.wait_for(state="attached")
        figure.scroll_into_view_if_needed()
        expect(figure).to_be_visible()
        assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0


def test_jupyterlab_sets_no_formula_in_what_an_exhibit_shows(browser: Browser, lab: str) -> None:
    with run_all(browser, lab, "dollars") as page:
        page.locator(".jp-Notebook svg.main-svg").first.wait_for(state="attached")
        # A formula is set at once where one is set at all, output after output.
        page.locator(".bare mjx-container").wait_for(state="attached")
        shown = page.locator(".jp-Notebook .mathjax_ignore")
        assert shown.count() == 5
        assert page.locator("mjx-container").count() == 1
        assert all("$x^2$" in (output.text_content() or "") for output in shown.all())
        assert "$x^2$" in page.locator(".jp-Notebook svg.main-svg").first.text_content()
