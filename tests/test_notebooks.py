"""The notebooks as committed: run from top to bottom, in the house's form, and showing no more than may be shown."""

import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit import load

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
STUDIES = {"own_corpus": "../toolkit/example"}
"""What a notebook runs on where that is not the study that ships with the clone."""
LIMIT = 60
WORD = re.compile(r"[^\W_]+")
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
# Names of private persons, and what would identify them, must not stand in anything that leaves.
SECRETS = (
    "Haidar",
    "Fares",
    "two brothers",
    "niece",
    "leftist opposition",
    "criticizing Assad",
    "freed him",
    "his vehicles",
    "valuables",
    "looted his home",
    "imprisoned",
)


def cells(path, kind):
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def source(cell):
    return "".join(cell["source"])


def outputs(path):
    return [output for cell in cells(path, "code") for output in cell["outputs"]]


def words_of(text):
    return WORD.findall(html.unescape(re.sub(r"<[^>]+>", " ", text)).casefold())


def strings(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for inner in part.values():
            yield from strings(inner)
    elif isinstance(part, list):
        yield "".join(part) if all(isinstance(inner, str) for inner in part) else " "
        for inner in part:
            yield from strings(inner)


@pytest.fixture(scope="module")
def runs_of_words():
    found = set()
    for text in load(ROOT / "seeds").articles["text"]:
        words = words_of(text)
        found |= {tuple(words[at : at + LIMIT + 1]) for at in range(len(words) - LIMIT)}
    return found


def too_long(text, runs):
    words = words_of(text)
    return [words[at : at + 5] for at in range(len(words) - LIMIT) if tuple(words[at : at + LIMIT + 1]) in runs]


def test_there_is_one_notebook_for_each_question():
    assert [path.stem for path in NOTEBOOKS] == ["casualties", "corpus", "framing", "own_corpus", "quotes"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_as_run_from_top_to_bottom(path):
    counts = [cell["execution_count"] for cell in cells(path, "code")]
    assert counts == list(range(1, len(counts) + 1))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_has_the_form_of_the_house(path):
    prose = [source(cell) for cell in cells(path, "markdown")]
    assert prose[0].startswith("# ")
    assert [text.split("\n")[0] for text in prose[-2:]] == ["## What this cannot show", "## How to repeat it"]
    tagged = [source(cell) for cell in cells(path, "code") if "parameters" in cell["metadata"].get("tags", [])]
    assert tagged == [f'STUDY = "{STUDIES.get(path.stem, "../seeds")}"']
    for cell in cells(path, "code"):
        assert len(source(cell).splitlines()) <= 12
        assert not re.search(r"^\s*(def|for|while|class)\b|read_html|\.show\(", source(cell), re.MULTILINE)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_prose_cells_repeat_no_number_of_a_finding(path):
    findings = [output for output in outputs(path) if output["metadata"]["parallax"]["kind"] == "finding"]
    found = {number for output in findings for number in NUMBER.findall("".join(output["data"]["text/plain"]))}
    assert found
    assert not [cell for cell in cells(path, "markdown") if found & set(NUMBER.findall(source(cell)))]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_everything_that_a_notebook_shows_is_an_exhibit(path):
    kinds = {"figure", "caption", "table", "finding", "passages", "cards"}
    assert {output["metadata"].get("parallax", {}).get("kind") for output in outputs(path)} <= kinds
    assert {output["output_type"] for output in outputs(path)} == {"display_data"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_a_finding_and_a_figure(path):
    kinds = [output["metadata"]["parallax"]["kind"] for output in outputs(path)]
    assert kinds[0] == "finding"
    assert "figure" in kinds


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_no_private_detail(path):
    text = path.read_text(encoding="utf-8")
    assert not [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_at_most_sixty_consecutive_words_of_an_article(path, runs_of_words):
    assert not [run for text in strings(outputs(path)) for run in too_long(text, runs_of_words)]


def test_the_search_for_long_excerpts_finds_one(runs_of_words):
    text = load(ROOT / "seeds").articles["text"][3]
    assert too_long(f"<p>{html.escape(text)}</p>", runs_of_words)


def test_pages_show_no_private_detail_and_no_long_excerpt(site, runs_of_words):
    for page in sorted(site.glob("*.html")):
        text = page.read_text(encoding="utf-8")
        assert not [secret for secret in SECRETS if secret in text], page.name
        assert not too_long(text, runs_of_words), page.name


def test_golden_tables_show_no_private_detail_and_no_sentence_of_the_seeds(runs_of_words):
    short = {run[:12] for run in runs_of_words}
    for path in sorted((ROOT / "tests" / "golden").glob("*.csv")):
        text = path.read_text(encoding="utf-8")
        words = words_of(text)
        assert not [secret for secret in SECRETS if secret in text], path.name
        assert not [at for at in range(len(words) - 11) if tuple(words[at : at + 12]) in short], path.name


def test_a_changed_number_in_an_article_fails_the_strict_comparison(tmp_path):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    article = next((tmp_path / "seeds").glob("000_*.txt"))
    manifest = tmp_path / "seeds" / "manifest.csv"
    before = article.read_bytes()
    after = before.replace(b"1,018", b"1,019")
    article.write_bytes(after)
    sums = [hashlib.sha256(text).hexdigest() for text in (before, after)]
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(*sums), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:python", "-p", "no:cacheprovider", "--nbval"]
    command += [
        "--rootdir",
        str(tmp_path),
        "-c",
        str(ROOT / "pyproject.toml"),
        str(tmp_path / "notebooks" / "casualties.ipynb"),
    ]
    environment = os.environ | {"IPYTHONDIR": str(tmp_path / "ipython"), "PLOTLY_RENDERER": "plotly_mimetype"}
    run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False)
    assert run.returncode == 1
    assert "1,019" in run.stdout


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_html_of_a_notebook_is_set_as_formulas(path):
    shown = ["".join(output["data"]["text/html"]) for output in outputs(path) if "text/html" in output["data"]]
    assert shown
    assert all(html.startswith('<div class="tex2jax_ignore mathjax_ignore">') for html in shown)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_heading_of_a_notebook_s_tables_bears_a_figure(path):
    heads = [
        head for text in strings(outputs(path)) for head in re.findall(r"<th scope=\"col\"[^>]*>([^<]*)</th>", text)
    ]
    assert not [head for head in heads if "%" in head]
