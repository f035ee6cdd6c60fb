"""A correction reaches every page that shows what it corrects."""

import csv

import pandas as pd
import pytest
from cells import no_kernel
from invented import ferry_study
from test_report import texts, visible

from toolkit import correct, find_claims, load
from toolkit.cli import run
from toolkit.errors import RuleError
from toolkit.tables import CORRECTIONS, GROUPS, ORIGINS

HEADER = ["table", "article_id", "start", "end", "column", "from", "to", "who", "why"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = ferry_study(tmp_path_factory.mktemp("corrected") / "study")
    study = load(folder)
    claims = find_claims(study.articles, study.groups, study.origins).to_dict("records")
    lines = [[*_place(row), "outcome", "killed", "injured", "a reader", "read again"] for row in claims]
    with (folder / "codebook" / "corrections.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *lines])
    with no_kernel():
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


STORY = "Two men were killed in Aro. Nobody saw it. Nine sailors drowned, a baker said."
ARTICLES = pd.DataFrame({"article_id": ["a1"], "text": [STORY]})


def corrected(*rows):
    claims = find_claims(ARTICLES, GROUPS.build([]), ORIGINS.build([]))
    return correct(claims, CORRECTIONS.build(rows), articles={"a1": STORY})


def place_of(words):
    start = STORY.index(words)
    return "claims", "a1", start, start + len(words)


def test_a_correction_can_drop_a_row():
    found = corrected((*place_of("Two men"), None, None, None, "Bo", "they are alive", "drop"))
    assert found["text"].tolist() == ["Nine sailors"]


def test_a_correction_that_drops_nothing_is_refused():
    with pytest.raises(RuleError, match=r"claims a1 0-3: no such row; take the correction out or mend its span"):
        corrected(("claims", "a1", 0, 3, None, None, None, "Bo", "x", "drop"))


def test_the_corrections_of_one_span_add_one_row_in_reading_order():
    place = place_of("Nobody")
    cells = {"outcome": "injured", "low": "0", "high": "0"}
    found = corrected(*((*place, column, None, cell, "Bo", "x", "add") for column, cell in cells.items()))
    assert found["text"].tolist() == ["Two men", "Nobody", "Nine sailors"]
    row = found.iloc[1]
    assert (row["outcome"], row["low"], row["rule"]) == ("injured", 0, "added by hand")
    assert found["claim_id"].is_unique


def test_a_row_that_is_added_must_have_what_its_table_must_have():
    with pytest.raises(RuleError, match=r"the row that is added lacks outcome; add a correction for each"):
        corrected((*place_of("Nobody"), "low", None, "0", "Bo", "x", "add"))
