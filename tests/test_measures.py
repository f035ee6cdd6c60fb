"""How right the columns are is said where nobody takes it for the study's own: set, size, interval, lowest first."""

import re

import pytest
from invented import ferry_study

from toolkit import find_claims, find_labels, in_context, load, table
from toolkit.exhibits import measures
from toolkit.publish.method import explain_columns
from toolkit.rules import rows

LISTED = rows("measures")
SHARES = ("precision", "recall", "score")
TABLES = ("labels", "actions", "quotes", "utterances", "claims", "totals", "estimates")


@pytest.fixture(scope="module")
def ferry(tmp_path_factory):
    return load(ferry_study(tmp_path_factory.mktemp("ferry")))


def html_of(exhibit):
    return exhibit.outputs[0][0]["text/html"]


@pytest.mark.parametrize("row", LISTED, ids=lambda row: f"{row['table']}-{row['column']}: {row['on']}, {row['part']}")
def test_a_measurement_names_its_column_its_set_its_part_and_its_version(row):
    assert row["column"] in {each["column"] for each in rows("columns") if each["table"] == row["table"]}
    if row["on"] == "not measured":
        assert not [name for name in row if row[name] and name not in {"table", "column", "on", "why"}]
        return
    assert row["part"] in {"test", "development"}
    assert all(row[name] for name in ("kind", "version", "why"))
    assert any(row[name] for name in SHARES)
    assert bool(row["measure"]) == bool(row["score"])
    assert bool(row["low"]) == bool(row["high"])


@pytest.mark.parametrize("row", [row for row in LISTED if row["on"] != "not measured"], ids=lambda row: row["why"])
def test_a_share_is_in_percent_and_lies_within_its_interval(row):
    for name in SHARES:
        assert not row[name] or 1 < float(row[name]) <= 100
        assert not row[f"{name}_of"] or row[name]
    if row["low"]:
        last = [float(row[name]) for name in SHARES if row[name]][-1]
        assert float(row["low"]) <= last <= float(row["high"])


# Newcombe, R. G. (1998), Statistics in Medicine 17, 857-872, table I, method 3.
@pytest.mark.parametrize(
    ("of_these", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_the_one_that_the_literature_prints(of_these, of, low, high):
    assert measures.wilson(of_these / of, of) == pytest.approx((low, high), abs=0.00005)


def test_an_interval_never_leaves_nothing_and_everything():
    for of in (1, 3, 1000):
        assert 0 <= measures.wilson(0, of)[0] < 1e-9
        assert 1 - 1e-9 < measures.wilson(1, of)[1] <= 1


@pytest.mark.parametrize("name", TABLES)
def test_the_lowest_figure_of_a_column_stands_first_and_alone_in_the_notebook(name):
    listed = measures.list_measures(name)
    assert listed["column"].is_unique
    for column, found in measures.measured(name).items():
        known = [one.lowest for one in found if one.lowest is not None]
        assert known == sorted(known)
        first = listed[listed["column"] == column.replace("_", " ")].iloc[0]
        assert first["measured on"] == found[0].on


def test_labels_stand_with_what_was_measured_on_texts_kept_from_whoever_writes_rules():
    first = measures.measured("labels")["entity"][0]
    assert (first.part, first.version, first.precision, first.recall) == ("test", "0.1.0", "37.1\u00a0%", "35.3\u00a0%")


def test_an_interval_stands_behind_its_share_and_what_a_share_is_before_it():
    (best, *_) = measures.measured("estimates")["best"]
    assert best.score == "exact\u00a017.0\u00a0% (11.2\u00a0to\u00a025.0)"


def test_no_heading_bears_a_figure_and_each_measured_one_names_its_place(ferry):
    labels = find_labels(ferry.articles, ferry.entities)
    known = measures.anchors("labels")
    html = html_of(in_context(ferry, labels, caption="Phrases", columns=["entity", "voice", "rule"], measured=known))
    heads = re.findall(r"<th scope=\"col\"([^>]*)>([^<]*)</th>", html)
    assert [words for _, words in heads] == ["Account", "Passage", "Entity", "Voice", "Rule"]
    assert [place for place, _ in heads] == [
        "",
        ' data-measure="labels-text"',
        ' data-measure="labels-entity"',
        ' data-measure="labels-voice"',
        "",
    ]


def test_a_table_names_the_place_of_its_columns_too(ferry):
    claims = find_claims(ferry.articles, ferry.groups, ferry.origins)
    known = measures.anchors("claims", figure="low")
    frame = claims[["low", "place"]].rename(columns={"low": "figure"})
    assert '<th scope="col" data-measure="claims-low">Figure</th>' in html_of(
        table(ferry, frame, caption="Figures", measured=known)
    )


def test_what_an_exhibit_calls_a_column_that_nobody_measured_has_no_place():
    assert "rule" not in measures.anchors("quotes", rule="rule")


def test_every_place_that_an_exhibit_can_name_is_on_the_method_page_once():
    sections = explain_columns()
    on_page = [column.anchor for section in sections for column in (*section.columns, *section.unknown)]
    assert len(set(on_page)) == len(on_page)
    assert set(on_page) == {anchor for name in TABLES for anchor in measures.anchors(name).values()}
