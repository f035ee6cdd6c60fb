"""A correction reaches every page that shows what it corrects."""

import csv

import pytest
from invented import ferry_study
from test_report import texts, visible

from toolkit import find_claims, load
from toolkit.cli import run

HEADER = ["table", "article_id", "start", "end", "column", "from", "to", "who", "why"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = ferry_study(tmp_path_factory.mktemp("corrected") / "study")
    study = load(folder)
    claims = find_claims(study.articles, study.groups, study.origins).to_dict("records")
    lines = [[*_place(row), "outcome", "killed", "injured", "a reader", "read again"] for row in claims]
    with (folder / "codebook" / "corrections.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *lines])
    assert run(["report", str(folder), "--out", str(folder.parent / "site")]) == 0
    return {name: visible(page) for name, page in texts(folder.parent / "site").items()}, len(lines)


def _place(row):
    return "claims", row["article_id"], row["start"], row["end"]


def test_every_page_counts_the_corrections(pages):
    shown, number = pages
    for name, page in shown.items():
        assert f"Corrections applied by hand {number}" in page, name


def test_neither_the_first_page_nor_the_last_tells_a_corrected_figure_as_before(pages):
    shown, _ = pages
    assert "highest figure of killed –" in shown["index.html"]
    assert "People killed" not in shown["casualties.html"]
