"""The main job on other studies: it runs through, and states nothing that their articles do not bear out."""

import csv
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from cells import no_kernel
from invented import ferry_study

from toolkit.cli import run

ROOT = Path(__file__).parent.parent
PAGES = ["casualties.html", "corpus.html", "framing.html", "index.html", "method.html", "quotes.html"]


def texts(site):
    return {page.name: page.read_text(encoding="utf-8") for page in sorted(site.glob("*.html"))}


def visible(page):
    without_data = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", without_data)))


@pytest.fixture(scope="module")
def four_accounts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("four") / "study"
    shutil.copytree(ROOT / "seeds", folder)
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    gone = lines.pop()
    (folder / gone[0]).unlink()
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    site = folder.parent / "site"
    with no_kernel():
        assert run(["report", str(folder), "--out", str(site)]) == 0
    return texts(site)


@pytest.fixture(scope="module")
def ferry(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ferry")
    # Of so short an article hardly a sentence would stand there otherwise.
    why = ["--full-text", "the event is invented"]
    with no_kernel():
        assert run(["report", str(ferry_study(folder / "study")), "--out", str(folder / "site"), *why]) == 0
    return texts(folder / "site")


def test_a_study_with_one_article_less_is_reported_whole(four_accounts):
    assert list(four_accounts) == PAGES
    assert "Four accounts of violence on Syria" in visible(four_accounts["index.html"])


def test_what_only_the_missing_article_printed_is_nowhere(four_accounts):
    for name, page in four_accounts.items():
        assert not [word for word in ("Account 5", "a004", "553", "Pedersen") if word in page], name


def test_the_sum_that_the_remaining_articles_print_still_stands(four_accounts):
    told = visible(four_accounts["casualties.html"])
    assert "1,018" in told
    assert "745" in told


def test_another_event_is_reported_in_its_own_words_only(ferry):
    assert list(ferry) == PAGES
    for name, page in ferry.items():
        shown = visible(page)
        assert not re.search(r"Syria|Sharaa|Alawite|Latakia|1,018|\b745\b", shown), name


def test_another_event_shows_its_own_figures_words_and_names(ferry):
    assert "Two accounts, " in visible(ferry["index.html"])
    assert re.search(r"(≥|at least) 12", visible(ferry["casualties.html"]))
    assert "14 people" in visible(ferry["casualties.html"])
    assert "We lost friends tonight" in visible(ferry["quotes.html"])
    assert "acting mayor" in visible(ferry["framing.html"])


def test_another_event_shows_no_private_person(ferry):
    for name, page in ferry.items():
        assert not re.search(r"\bRoe\b|two sons|jailed", page), name
