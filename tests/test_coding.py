"""Coder sheets out and in, and agreement between coders."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import agreement
from toolkit.coding import make_sheet, read_sheets, write_sheet
from toolkit.errors import TableError

TEXT = "Acting mayor Ina Vell spoke. =SUM(1) is a formula."


def codes(*coders):
    rows = [(f"u{unit}", f"c{coder}", code) for coder, given in enumerate(coders) for unit, code in enumerate(given)]
    return pd.DataFrame([row for row in rows if row[2] is not None], columns=["unit", "coder", "code"])


def by_hand(values, distance):
    """Compute alpha of two coders by its definition: observed over expected disagreement."""
    units = list(zip(*values, strict=True))
    every = [value for unit in units for value in unit]
    observed = sum(distance(one, other) for one, other in units) / len(units)
    pairs = [(one, other) for i, one in enumerate(every) for j, other in enumerate(every) if i != j]
    return 1 - observed / (sum(distance(one, other) for one, other in pairs) / len(pairs))


def rows():
    return pd.DataFrame(
        {"label_id": ["a1:l0"], "article_id": ["a1"], "start": [0], "end": [12], "entity": ["Ina Vell"]}
    )


def test_alpha_is_that_of_its_definition():
    values = ["aabbabbaab", "abbbabaaab"]
    expected = by_hand(values, lambda one, other: one != other)
    assert agreement(codes(*values)).alpha == pytest.approx(expected, abs=1e-12)


def test_the_level_interval_counts_differences():
    values = [[1, 2, 3, 4, 2], [1, 2, 4, 4, 1]]
    expected = by_hand(values, lambda one, other: (one - other) ** 2)
    assert agreement(codes(*values), level="interval").alpha == pytest.approx(expected, abs=1e-12)


def test_the_level_ordinal_counts_the_codes_between():
    # Of the ten codes 1 stands three times, 2 four times and 3 three times: 1 and 2 are 3.5 apart, 1 and 3 seven.
    apart = {(1, 2): 3.5, (2, 3): 3.5, (1, 3): 7.0}
    values = [[1, 2, 3, 2, 1], [1, 2, 3, 3, 2]]
    expected = by_hand(values, lambda one, other: apart.get((min(one, other), max(one, other)), 0) ** 2)
    assert agreement(codes(*values), level="ordinal").alpha == pytest.approx(expected, abs=1e-12)


def test_a_unit_that_one_coder_alone_has_coded_counts_for_nothing():
    assert agreement(codes("aab", ["a", "a", None])).alpha is None
    assert agreement(codes("abb", ["a", "b", None])) == agreement(codes("ab", "ab"))


@pytest.mark.parametrize("values", [("aaa", "aaa"), ("a",), (), ("ab", [None, None])])
def test_alpha_is_missing_where_it_is_not_defined(values):
    found = agreement(codes(*values))
    assert (found.alpha, found.low, found.high) == (None, None, None)


def test_the_interval_holds_alpha_and_is_the_same_for_the_same_seed():
    coded = codes("aabbabbaab" * 3, "abbbabaaab" * 3)
    found = agreement(coded, draws=200)
    assert found.low < found.alpha < found.high
    assert found == agreement(coded, draws=200)
    assert found != agreement(coded, draws=200, seed=1)


@pytest.mark.parametrize(
    ("coded", "level", "fault"),
    [
        (codes("ab", "ab"), "ratio", 'unknown level "ratio"; expected nominal, ordinal, interval'),
        (codes("ab", "ab"), "ordinal", 'expected a number, found "a"'),
        (codes("ab", "ab").drop(columns="coder"), "nominal", "expected the columns unit, coder, code"),
        (pd.concat([codes("ab"), codes("ab")]), "nominal", 'coder "c0" codes unit "u0" twice'),
    ],
)
def test_codes_that_cannot_be_compared_are_refused_in_words(coded, level, fault):
    with pytest.raises(TableError, match=fault):
        agreement(coded, level=level)


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from("ab"), min_size=6, max_size=6), min_size=2, max_size=4))
def test_alpha_is_at_most_one_and_does_not_depend_on_the_order_of_rows(values):
    coded = codes(*values)
    found = agreement(coded, draws=5)
    turned = agreement(coded.iloc[::-1], draws=5)
    assert found.alpha is None or found.alpha <= 1
    assert found.alpha == pytest.approx(turned.alpha) if found.alpha is not None else turned.alpha is None


def test_a_sheet_shows_the_passage_in_its_sentence_and_no_opinion_of_the_rules():
    sheet = make_sheet(pd.DataFrame({"article_id": ["a1"], "text": [TEXT]}), rows())
    assert sheet[["passage", "sentence"]].to_numpy().tolist() == [["Acting mayor", "Acting mayor Ina Vell spoke."]]
    assert sheet["code"].isna().all()
    assert "entity" not in sheet


def test_sheets_come_back_as_they_were_coded(tmp_path):
    sheet = make_sheet(pd.DataFrame({"article_id": ["a1"], "text": [TEXT]}), rows())
    for coder, code in (("Ana", "neutral"), ("Bo", " pejorative "), ("Cy", "")):
        write_sheet(sheet.assign(code=code), tmp_path / f"{coder}.csv")
    coded = read_sheets({coder: tmp_path / f"{coder}.csv" for coder in ("Ana", "Bo", "Cy")})
    assert coded.to_numpy().tolist() == [["a1:l0", "Ana", "neutral"], ["a1:l0", "Bo", "pejorative"]]


def test_excel_sheets_come_back_as_they_were_coded_and_run_nothing(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    sheet = make_sheet(pd.DataFrame({"article_id": ["a1"], "text": [TEXT]}), rows()).assign(code="=1+1")
    write_sheet(sheet, tmp_path / "Ana.xlsx")
    assert read_sheets({"Ana": tmp_path / "Ana.xlsx"}).to_numpy().tolist() == [["a1:l0", "Ana", "'=1+1"]]
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "Ana.xlsx").active for cell in row]
    assert "f" not in {cell.data_type for cell in cells}


def test_excel_without_its_package_is_refused_with_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr("toolkit.coding.find_spec", lambda _: None)
    sheet = make_sheet(pd.DataFrame({"article_id": ["a1"], "text": [TEXT]}), rows())
    with pytest.raises(TableError, match=r"s\.xlsx: Excel needs openpyxl, which is not installed; install it, or use"):
        write_sheet(sheet, tmp_path / "s.xlsx")
    with pytest.raises(TableError, match="Excel needs openpyxl"):
        read_sheets({"Ana": tmp_path / "s.xlsx"})


def test_no_cell_of_a_sheet_starts_a_formula(tmp_path):
    start = TEXT.index("=SUM")
    formula = pd.DataFrame({"label_id": ["a1:l1"], "article_id": ["a1"], "start": [start], "end": [start + 7]})
    write_sheet(make_sheet(pd.DataFrame({"article_id": ["a1"], "text": [TEXT]}), formula), tmp_path / "s.csv")
    assert ",'=SUM(1),'=SUM(1) is a formula.," in (tmp_path / "s.csv").read_text(encoding="utf-8-sig")


def test_a_sheet_without_its_columns_or_with_a_unit_twice_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("unit,passage\nu1,x\n")
    (tmp_path / "b.csv").write_text("unit,code\nu1,x\nu1,y\n")
    with pytest.raises(TableError, match=r"a\.csv line 1: expected the columns unit and code; not found: code"):
        read_sheets({"Ana": tmp_path / "a.csv"})
    with pytest.raises(TableError, match=r'b\.csv: unit "u1" is coded twice'):
        read_sheets({"Bo": tmp_path / "b.csv"})
