"""A correction reaches every page that shows what it corrects."""

import csv

import pandas as pd
import pytest
from cells import no_kernel
from invented import ferry_study, write_study
from test_report import texts, visible

from toolkit import correct, find_actions, find_claims, find_labels, find_quotes, load
from toolkit.cli import run
from toolkit.errors import RuleError
from toolkit.found import tables
from toolkit.tables import ACTIONS, CORRECTIONS, GROUPS, ORIGINS

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


def added(place, **cells):
    return [(*place, column, None, cell, "Bo", "x", "add") for column, cell in cells.items()]


def changed(place, column, before, after):
    return (*place, column, before, after, "Bo", "x", "change")


KILLED = {"outcome": "killed", "low": "10", "high": "10"}
AT_ALL = ("claims", "a1", 0, 7)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (added(("claims", "a1", 900, 909), **KILLED),
         '900-909: end "909" is beyond the article, which has 78 characters; correct it'),
        (added(("claims", "a1", 5, 5), **KILLED),
         '5-5: start and end would both be "5", where no words stand; correct one of them'),
        (added(("claims", "a1", 9, 5), **KILLED),
         '9-5: start "9" would be above end "5"; correct the other one too, or look at the row again'),
        (added(("claims", "a1", 28, 34), outcome="killed", low="9", high="5"),
         '28-34: low "9" would be above high "5"; correct the other one too, or look at the row again'),
        (added(("claims", "a1", 28, 34), outcome="killed", attributed_start="50", attributed_end="20"),
         '28-34: attributed_start "50" would be above attributed_end "20"; correct the other one too, or look at the '
         "row again"),
        (added(("claims", "a1", 28, 34), outcome="killed", attributed_start="50"),
         '28-34: attributed_start "50" and attributed_end nothing are one place; write both or none'),
        (added(("claims", "a1", 28, 34), outcome="killed", text="Everybody"),
         '28-34: text: "Everybody" is not what stands at 28-34, "Nobody"; correct start and end too'),
        ([*added(("claims", "a1", 28, 34), **KILLED), *added(("claims", "a1", 28, 34), low="3")],
         "28-34: low: stands in a line above already; take one of them out"),
        (added(AT_ALL, **KILLED),
         '0-7: a row with outcome "killed" stands there already; change it, or take the lines out'),
        (added(("claims", "a1", 28, 34), outcome="killed", joined_to="777"),
         '28-34: joined_to: no row of the article is "777"; write one that is there'),
        ([changed(AT_ALL, "end", "7", "0")],
         '0-7: start and end would both be "0", where no words stand; correct one of them'),
        ([changed(AT_ALL, "end", "7", "79")],
         '0-7: end "79" is beyond the article, which has 78 characters; correct it'),
        ([changed(AT_ALL, "text", "Two men", "Nine men")],
         '0-7: text: "Nine men" is not what stands at 0-7, "Two men"; correct start and end too'),
        ([changed(place_of("Nine sailors"), "attributed_to", "a baker", "Ina Vell")],
         '43-55: attributed_to: "Ina Vell" is not what stands at 65-72, "a baker"; correct attributed_start and '
         "attributed_end too, or empty them where it is not printed"),
        ([changed(AT_ALL, "joined_to", None, "777")],
         '0-7: joined_to: no row of the article is "777"; write one that is there'),
        ([changed(AT_ALL, "low", "2", "2")],
         '0-7: low: is "2" before and after; write what shall stand there, or take the line out'),
        ([(*AT_ALL, None, None, "9", "Bo", "x", "drop")],
         '0-7: to: "9" stands there, and a row that is dropped holds nothing after; leave it empty'),
    ],
)  # fmt: skip
def test_a_correction_that_makes_a_row_untrue_is_refused_in_one_line(rows, told):
    with pytest.raises(RuleError) as caught:
        corrected(*rows)
    assert caught.value.faults == (f"corrections: claims a1 {told}",)


def test_a_row_is_changed_or_dropped_and_not_both():
    with pytest.raises(RuleError, match="claims a1 0-7: the row is dropped by another correction; take one of the two"):
        corrected((*AT_ALL, None, None, None, "Bo", "x", "drop"), changed(AT_ALL, "low", "2", "1"))


def test_the_verb_of_an_action_is_what_stands_at_its_place():
    actions = ACTIONS.build([])
    whole = added(("actions", "a1", 35, 38), voice="active")
    assert correct(actions, CORRECTIONS.build(whole), articles={"a1": STORY})["verb"].tolist() == ["saw"]
    whole += added(("actions", "a1", 35, 38), verb="ran")
    with pytest.raises(RuleError, match='verb: "ran" is not what stands at 35-38, "saw"; correct start and end too'):
        correct(actions, CORRECTIONS.build(whole), articles={"a1": STORY})


def test_words_follow_their_place_by_themselves():
    place = place_of("Nine sailors")
    found = corrected(changed(place, "end", "55", "63"), changed(place_of("Nine sailors drowned"), "high", "9", "12"))
    assert found[["text", "high"]].to_numpy().tolist() == [["Two men", 2], ["Nine sailors drowned", 12]]
    assert STORY[43:63] == "Nine sailors drowned"


def test_a_place_that_is_moved_needs_its_article():
    claims = find_claims(ARTICLES, GROUPS.build([]), ORIGINS.build([]))
    with pytest.raises(RuleError, match=r"text: is not known without the article; write correct\(table, study\)"):
        correct(claims, CORRECTIONS.build([changed(AT_ALL, "end", "7", "3")]))


def test_what_is_dropped_can_be_added_anew():
    found = corrected((*AT_ALL, None, None, None, "Bo", "x", "drop"), *added(AT_ALL, **KILLED))
    assert found[["text", "low"]].to_numpy().tolist() == [["Two men", 10], ["Nine sailors", 9]]


SPEECH = 'Mina Holt, a nurse, fled. "It burned," said Ina Vell.\n'
NURSE = [["entity", "kind", "alias", "why"], ["Mina Holt", "person", "Mina Holt", "name"]]
LINES = [*HEADER, "action"]


def study_with(folder, *rows, **sheets):
    lines = [LINES, *([str(cell) for cell in row] for row in rows)]
    return write_study(folder, {"a1": STORY, "a2": SPEECH}, entities=NURSE, corrections=lines, **sheets)


def line(table, article, start, end, column="", before="", after="", action=""):
    return table, article, start, end, column, before, after, "Bo", "x", action


def line_to_add(table, article, start, end, **cells):
    return [line(table, article, start, end, column, "", cell, "add") for column, cell in cells.items()]


@pytest.mark.parametrize(
    ("table", "span", "cells"),
    [
        ("claims", ("a1", 28, 34), {"outcome": "killed"}),
        ("labels", ("a2", 13, 18), {"entity": "Mina Holt", "construction": "title", "voice": "own"}),
        ("actions", ("a2", 20, 24), {"verb": "fled", "voice": "active"}),
        ("quotes", ("a2", 0, 9), {"kind": "unattributed"}),
    ],
)
def test_a_sheet_can_add_a_row_to_every_table(tmp_path, table, span, cells, capsys):
    folder = study_with(tmp_path / "study", *line_to_add(table, *span, **cells))
    study = load(folder)
    whole = tables(study)[table]
    (row,) = whole[(whole["start"] == span[1]) & (whole["end"] == span[2])].to_dict("records")
    assert (row["rule"], row["text"] if "text" in row else row["verb"]) == (
        "added by hand",
        {"a1": STORY, "a2": SPEECH}[span[0]][span[1] : span[2]],
    )
    assert {name: row[name] for name in cells} == cells
    assert run(["check", str(folder)]) == 0, capsys.readouterr()
    found = {"claims": find_claims, "labels": find_labels, "actions": find_actions, "quotes": find_quotes}[table]
    pd.testing.assert_frame_equal(correct(found(study), study), whole)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (line("claims", "a1", 900, 909, "outcome", "", "killed", "add"),
         "end 909 is beyond the article, which has 78 characters; mend the span"),
        (line("claims", "a1", 5, 5, "outcome", "", "killed", "add"),
         "start and end are both 5, and no words stand between them; mend one of them"),
        (line("claims", "a1", 0, 7, "end", 7, 900),
         "end: 900 is beyond the article, which has 78 characters; write another place"),
        (line("claims", "a1", 0, 7, "group", "", "divers"),
         'group: unknown group "divers"; add a row for it to groups.csv or mend its spelling'),
        (line("claims", "a1", 0, 7, "origin", "", "Aro Watch"),
         'origin: unknown origin "Aro Watch"; add a row for it to origins.csv or mend its spelling'),
        (line("claims", "a1", 0, 7, "event", "", "fire"),
         'event: unknown event "fire"; add a row for it to events.csv or mend its spelling'),
        (line("claims", "a1", 0, 7, "place_id", "", "Aro"),
         'place_id: unknown place "Aro"; add a row for it to places.csv or mend its spelling'),
        (line("labels", "a2", 11, 18, "entity", "Mina Holt", "Ina Vell"),
         'entity: unknown entity "Ina Vell"; add a row for it to entities.csv or mend its spelling'),
        (line("claims", "a1", 0, 7, "low", 2, 2),
         'low: is "2" before and after; write what shall stand there, or take the line out'),
        (line("claims", "a1", 0, 7, "", "", 2, "drop"),
         'to: "2" stands there, and a row that is dropped holds nothing after; leave it empty'),
        (line("claims", "a1", 28, 34, "start", "", 28, "add"),
         "column: the start of a row that is added stands in the cell start of each of its lines; leave it out"),
    ],
)  # fmt: skip
def test_a_sheet_that_says_what_is_not_so_is_refused_with_its_line(tmp_path, row, told):
    with pytest.raises(RuleError) as caught:
        load(study_with(tmp_path / "study", row))
    (fault,) = caught.value.faults
    assert fault.endswith(f"corrections.csv line 2: {told}")


def test_a_report_tells_a_correction_that_can_not_be_applied_before_anything_is_run(tmp_path, capsys):
    folder = study_with(tmp_path / "study", line("claims", "a1", 0, 7, "low", 3, 4))
    assert run(["report", str(folder), "--out", str(tmp_path / "site")]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        'corrections: claims a1 0-7: low: expected "3", found "2"; look at the row again'
    )
