"""Coder sheets out and in, and agreement between coders."""

import re

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
    monkeypatch.setattr("toolkit.coding.coder_sheets.find_spec", lambda _: None)
    sheet = make_sheet(pd.DataFrame({"article_id": ["a1"], "text": [TEXT]}), rows())
    with pytest.raises(TableError, match=r"s\.xlsx: Excel needs openpyxl, which is not installed; install it, or use"):
        write_sheet(sheet, tmp_path / "s.xlsx")
    with pytest.raises(TableError, match="Excel needs openpyxl"):
        read_sheets({"Ana": tmp_path / "s.xlsx"})


def test_no_cell_of_a_sheet_starts_a_formula(tmp_path):
    start = TEXT.index("=SUM")
    formula = pd.DataFrame({"label_id": ["a1:l1"], "article_id": ["a1"], "start": [start], "end": [start + 7]})
    write_sheet(make_sheet(pd.DataFrame({"article_id": ["a1"], "text": [TEXT]}), formula), tmp_path / "s.csv")
    assert ',"\'=SUM(1)","\'=SUM(1) is a formula.",' in (tmp_path / "s.csv").read_text(encoding="utf-8-sig")


def test_a_sheet_without_its_columns_or_with_a_unit_twice_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("unit,passage\nu1,x\n")
    (tmp_path / "b.csv").write_text("unit,code\nu1,x\nu1,y\n")
    with pytest.raises(TableError, match=r"a\.csv line 1: expected the columns unit, code; not found: code"):
        read_sheets({"Ana": tmp_path / "a.csv"})
    with pytest.raises(TableError, match=r'b\.csv line 3: unit "u1" is coded twice'):
        read_sheets({"Bo": tmp_path / "b.csv"})


@pytest.mark.parametrize("coded", ["inf", float("inf"), float("-inf"), 1e200, "1,5", True, [1]])
@pytest.mark.parametrize("level", ["ordinal", "interval"])
def test_a_code_that_is_no_number_gives_no_alpha(coded, level):
    with pytest.raises(TableError, match=rf'^agreement: expected a number, found "{re.escape(str(coded))}"'):
        agreement(codes([1, coded, 2], [1, 2, 2]), level=level)


def test_a_blank_code_is_none():
    assert agreement(codes("ab", ["a", "b"])) == agreement(codes(["a", "b", "", " "], ["a", "b", "", "\t"]))
    assert agreement(codes(["", "", ""], ["", "", ""])).alpha is None


def test_blanks_around_a_code_make_no_difference():
    assert agreement(codes(["a ", "b", "a"], ["a", " b", "b"])) == agreement(codes("aba", "abb"))


@pytest.mark.parametrize(
    ("one", "other", "fault"),
    [
        (1, "1", 'code: found the number "1" and the text "1"; write all of them as text'),
        (True, 1, 'code: found the flag "True" and the number "1"; write all of them as text'),
        ("1", "1.0", 'code: found "1" and "1.0", one number in two forms; write it in one'),
        ("1", ["a"], "code: expected text or a number, found ['a']; write it as text"),
    ],
)
def test_codes_that_differ_in_their_form_alone_are_refused(one, other, fault):
    coded = pd.DataFrame({"unit": ["u1", "u1"], "coder": ["Ana", "Bo"], "code": [one, other]}, dtype=object)
    with pytest.raises(TableError) as caught:
        agreement(coded)
    assert caught.value.faults == (f"agreement: {fault}",)


def test_units_that_differ_in_their_form_alone_are_refused():
    coded = pd.DataFrame({"unit": [1, "1"], "coder": ["Ana", "Bo"], "code": ["a", "a"]}, dtype=object)
    with pytest.raises(TableError, match='unit: found the number "1" and the text "1"; write all of them as text'):
        agreement(coded)


def test_whole_numbers_and_fractions_that_are_equal_are_one_code():
    assert agreement(codes([1, 2, 1], [1.0, 2.0, 2.0])) == agreement(codes([1, 2, 1], [1, 2, 2]))


@pytest.mark.parametrize("lacking", ["unit", "coder"])
def test_a_code_without_its_unit_or_its_coder_is_refused(lacking):
    coded = codes("ab", "ab")
    coded.loc[1, lacking] = None
    with pytest.raises(TableError, match=f'the code "b" has no {lacking}; write one or take it out'):
        agreement(coded)


def test_one_unit_has_no_interval():
    found = agreement(codes("a", "b"))
    assert (found.alpha, found.low, found.high, found.units) == (0.0, None, None, 1)


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"draws": -1}, "draws: expected a whole number, 0 or more, found -1"),
        ({"draws": 2.5}, "draws: expected a whole number, 0 or more, found 2.5"),
        ({"seed": None}, "seed: expected a whole number, 0 or more, found None"),
    ],
)
def test_a_wrong_option_of_agreement_is_refused_in_words(options, fault):
    with pytest.raises(TableError, match=f"^agreement: {fault}"):
        agreement(codes("ab", "ab"), **options)


# The example of Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C.
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_is_that_of_the_published_example(level, alpha):
    assert agreement(codes(*FOUR_OBSERVERS), level=level, draws=0).alpha == pytest.approx(alpha, abs=5e-4)


UNREADABLE = {
    "cp1252.csv": ("unit,code\nu1,caf\u00e9\n".encode("cp1252"), "expected UTF-8, found byte 0xe9 at 16; save it"),
    "utf16.csv": ("unit,code\nu1,x\n".encode("utf-16"), "expected UTF-8, found byte 0xff at 0; save it as UTF-8"),
    "empty.csv": (b"", "expected a sheet with the columns unit and code, found an empty file"),
    "blank.csv": (b"\n \n", "expected a sheet with the columns unit and code, found an empty file"),
    "open.csv": (b'unit,code\n"u1,x\n', "can't be read as CSV"),
    "semicolons.csv": (b"unit;code\nu1;x\n", "line 1: expected commas between the cells, found semicolons"),
    "short.csv": (b"unit,code\nu1\n", "line 2: expected 2 cells, found 1"),
    "long.csv": (b"unit,code\nu1,x,y\n", "line 2: expected 2 cells, found 3; a cell with a comma needs quotes"),
    "unit.csv": (b"unit,code\n,x\n", 'line 2: the code "x" has no unit; write it or take the line out'),
    "twice.csv": (b"unit,code\nu1,x\nu1,y\n", 'line 3: unit "u1" is coded twice; leave one of the rows'),
    "sheet.ods": (b"", "expected a name that ends in .csv or .xlsx, found .ods"),
    "sheet": (b"", "expected a name that ends in .csv or .xlsx, found no ending"),
}


@pytest.mark.parametrize(("name", "raw", "fault"), [(name, *each) for name, each in UNREADABLE.items()], ids=UNREADABLE)
def test_a_sheet_that_can_not_be_read_is_refused_with_its_file(tmp_path, name, raw, fault):
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(TableError, match=rf"{re.escape(name)}.*{re.escape(fault)}"):
        read_sheets({"Ana": tmp_path / name})


@pytest.mark.parametrize(
    "raw", [b"", b"unit,code\n", b"PK\x03\x04broken", b"PK\x05\x06" + b"\0" * 18], ids=["empty", "csv", "cut", "bare"]
)
def test_a_broken_excel_sheet_is_refused_with_its_file(tmp_path, raw):
    pytest.importorskip("openpyxl")
    (tmp_path / "Ana.xlsx").write_bytes(raw)
    with pytest.raises(TableError, match=r"Ana\.xlsx: expected an Excel file, found something else .*; save it as"):
        read_sheets({"Ana": tmp_path / "Ana.xlsx"})


@pytest.mark.parametrize("name", ["Ana.csv", "Ana.xlsx"])
def test_a_sheet_that_is_not_there_or_is_a_folder_is_refused_with_its_file(tmp_path, name):
    pytest.importorskip("openpyxl")
    told = rf"{re.escape(name)}: expected a coded sheet, found none that can be read \(.+\); mend the name or the file"
    with pytest.raises(TableError, match=told):
        read_sheets({"Ana": tmp_path / name})
    (tmp_path / name).mkdir()
    with pytest.raises(TableError, match=told):
        read_sheets({"Ana": tmp_path / name})


@pytest.mark.parametrize("name", ["Ana.csv", "Ana.xlsx"])
def test_a_sheet_is_not_written_into_a_folder_that_is_not_there(tmp_path, name):
    pytest.importorskip("openpyxl")
    sheet = make_sheet(pd.DataFrame({"article_id": ["a1"], "text": [TEXT]}), rows())
    with pytest.raises(TableError, match=rf"{name}: can't be written \(.+\); name a file in a folder that exists"):
        write_sheet(sheet, tmp_path / "missing" / name)


@pytest.mark.parametrize("name", ["s.ods", "s.tsv", "s"])
def test_a_sheet_is_not_written_in_a_form_that_its_name_does_not_say(tmp_path, name):
    with pytest.raises(TableError, match=r"expected a name that ends in \.csv or \.xlsx, found"):
        write_sheet(pd.DataFrame({"unit": ["u1"]}), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_excel_sheets_give_the_same_codes_as_csv(tmp_path):
    pytest.importorskip("openpyxl")
    sheet = pd.DataFrame({"unit": ["u1", "u2", "u3"], "code": [1, None, 2], "note": ["", "late", None]})
    sheet["code"] = sheet["code"].astype("Int64")
    for name in ("Ana.csv", "Ana.xlsx"):
        write_sheet(sheet, tmp_path / name)
        coded = read_sheets({"Ana": tmp_path / name})
        assert coded.to_numpy().tolist() == [["u1", "Ana", "1"], ["u3", "Ana", "2"]]


def test_files_without_their_coders_are_refused(tmp_path):
    with pytest.raises(TableError, match="expected the file of each coder by the coder's name"):
        read_sheets([tmp_path / "Ana.csv"])


@pytest.mark.parametrize(
    ("articles", "labels", "fault"),
    [
        ({"article_id": ["a1"]}, {}, "articles: expected the columns article_id, text; not found: text"),
        ({"article_id": ["a2"], "text": [TEXT]}, {}, 'rows: "a1:l0" is of article "a1", which is not among'),
        ({"article_id": ["a1", "a1"], "text": [TEXT, TEXT]}, {}, "two rows or more have the article_id"),
        ({"article_id": ["a1"], "text": [TEXT]}, {"start": None}, "rows: expected the columns article_id, start, end"),
    ],
)
def test_a_sheet_is_made_of_passages_whose_articles_are_there_only(articles, labels, fault):
    passages = rows().drop(columns=list(labels))
    with pytest.raises(TableError, match=fault):
        make_sheet(pd.DataFrame(articles), passages)
