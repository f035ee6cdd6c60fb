"""The framing notebook in JupyterLab, as a researcher runs it."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from browser import NOTEBOOKS, SEEDS
from playwright.sync_api import Browser, expect

PATIENCE = 180  # seconds
FLAGS = ("--no-browser", "--allow-root", "--ServerApp.port=0", "--LabApp.news_url=None")
NO_NEWS = {"fetchNews": "false", "checkForUpdates": False}


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """Start JupyterLab on a copy of the seeds and of the framing notebook, and give the notebook's address."""
    shutil.copytree(SEEDS, tmp_path / "work" / "seeds")
    _copy_without_outputs(NOTEBOOKS / "framing.ipynb", tmp_path / "work" / "notebooks")
    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={tmp_path / 'work'}", *FLAGS]
    with (tmp_path / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, env=_settings(tmp_path), stdout=log, stderr=log)
    try:
        yield _address(server, tmp_path)
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
                return f"{about['url']}lab/tree/notebooks/framing.ipynb?token={about['token']}"
        time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start: {(folder / 'lab.log').read_text()[-2000:]}")


def test_a_researcher_runs_the_framing_notebook_in_jupyterlab_and_sees_its_figure(browser: Browser, lab: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 1600})
    here = lab.partition("/lab/")[0]
    context.route(lambda address: not address.startswith((here, "data:", "blob:")), lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(lab)
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    page.get_by_text("| Idle").first.wait_for()  # what is run before the kernel listens is lost
    assert page.locator(".jp-Notebook svg.main-svg").count() == 0
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    figure = page.locator(".jp-Notebook svg.main-svg").first
    figure.wait_for(state="attached")
    figure.scroll_into_view_if_needed()
    expect(figure).to_be_visible()
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    context.close()
