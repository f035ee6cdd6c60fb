"""What every table promises: its columns, their order and types, for a million rows and for none."""

import datetime

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pytest
from hostile import FEW
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import TableError
from toolkit.rules import rows
from toolkit.tables import CLAIMS, EXTRACTED, REGIONS, TABLES, TYPES, Table, codebook, suffix

ALL = [Table(row["table"]) for row in rows("tables")]
SAMPLES = {"text": "x", "offset": 1, "count": 2, "number": 0.5, "flag": True, "date": "2031-03-04"}


def sample(table, /, **cells):
    """Give one row that the table takes, with some cells of one's own."""
    values = {column["column"]: column["values"].split(";")[0] or SAMPLES[column["type"]] for column in table.columns}
    return [(values | cells)[name] for name in table.names]


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_an_empty_table_has_the_columns_and_types_of_a_full_one(table):
    empty, full = table.build([]), table.build([sample(table)])
    assert list(empty.columns) == list(full.columns) == table.names
    pd.testing.assert_series_equal(empty.dtypes, full.dtypes)


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_a_row_where_all_that_may_be_missing_is_missing_keeps_the_types(table):
    bare = {column["column"]: None for column in table.columns if column["missing"] == "yes"}
    built = table.build([sample(table, **bare), sample(table)])
    pd.testing.assert_series_equal(built.dtypes, table.build([]).dtypes)
    assert built.iloc[0][list(bare)].isna().all()


@pytest.mark.parametrize(
    ("table", "column"),
    [(table, column["column"]) for table in ALL for column in table.columns if column["missing"] == "no"],
    ids=lambda part: getattr(part, "name", part),
)
def test_what_may_not_be_missing_is_missed(table, column):
    with pytest.raises(TableError, match=rf"^table {table.name} row 1: {column}: expected .+, found nothing$"):
        table.build([sample(table, **{column: None})])


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_every_column_is_explained(table):
    assert table.row
    assert len(set(table.names)) == len(table.names)
    for column in table.columns:
        assert column["type"] in TYPES
        assert column["missing"] in {"yes", "no"}
        assert column["meaning"]


def test_every_column_belongs_to_a_table_that_is_declared():
    assert {row["table"] for row in rows("columns")} == {table.name for table in ALL}


def test_tables_that_are_extracted_begin_with_id_and_span():
    for table in EXTRACTED:
        assert table.names[1:4] == ["article_id", "start", "end"]
        assert table.letter
    assert set(EXTRACTED) < set(TABLES)


def test_letters_of_ids_differ():
    letters = [table.letter for table in ALL if table.letter]
    assert len(set(letters)) == len(letters)


def test_rows_at_one_place_get_a_further_letter():
    row = ("a1", 7, 9, "body", "paragraph")
    assert REGIONS.build_spans([row] * 28)["region_id"].iloc[[0, 1, 25, 26, 27]].tolist() == [
        "a1:r0000007",
        "a1:r0000007b",
        "a1:r0000007z",
        "a1:r0000007ba",
        "a1:r0000007bb",
    ]


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_further_letters_are_never_the_same(one, other):
    assert (suffix(one) == suffix(other)) == (one == other)


def test_a_large_number_beside_a_missing_one_keeps_every_digit():
    large = 2**60 + 1
    built = CLAIMS.build([sample(CLAIMS, low=large), sample(CLAIMS, low=None)])
    assert built["low"].iloc[0] == large


def test_columns_in_another_order_are_put_in_theirs():
    frame = REGIONS.build([sample(REGIONS)])
    pd.testing.assert_frame_equal(REGIONS.check(frame[frame.columns[::-1]]), frame)


def test_a_frame_is_left_as_it_was():
    frame = REGIONS.build([sample(REGIONS)]).astype(object)
    before = frame.copy(deep=True)
    REGIONS.check(frame)
    pd.testing.assert_frame_equal(frame, before)


CELLS = [None, pd.NA, pd.NaT, np.nan, "", "x", "3", "true", "\ud800", 0, 3, -1.5, 3.0, np.inf, 2**60 + 1, 2**70, True]
CELLS += [
    "2031-03-04",
    "noon",
    datetime.date(1066, 10, 14),
    datetime.datetime(2031, 3, 4, 5),
    pd.Timestamp("2031-03-04"),
]
CELLS += [pd.Timestamp("2031-03-04", tz="UTC"), np.int64(3), np.str_("x")]


SHORTEST_FIRST = sorted(ALL, key=lambda table: len(table.columns))
KINDS = {
    (column["type"], column["missing"], bool(column["values"])): (table, column["column"])
    for table in reversed(SHORTEST_FIRST)
    for column in table.columns
}


@settings(max_examples=FEW // 2)
@given(kind=st.sampled_from(list(KINDS.values())), cells=st.lists(st.sampled_from(CELLS), min_size=1, max_size=2))
def test_whatever_a_cell_holds_a_table_takes_and_converts_it_as_its_schema_does(kind, cells):
    table, column = kind
    frame = pd.DataFrame([sample(table, **{column: cell}) for cell in cells], columns=table.names, dtype=object)
    try:
        expected = table.schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors:
        with pytest.raises(TableError):
            table.check(frame)
    else:
        pd.testing.assert_frame_equal(table.check(frame), expected)


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_a_table_is_checked_as_its_schema_does_and_keeps_what_is_noted_of_it(table):
    bare = {column["column"]: None for column in table.columns if column["missing"] == "yes"}
    frame = pd.DataFrame([sample(table), sample(table, **bare)], columns=table.names, dtype=object)
    for given_rows in (frame, frame.head(0), frame.iloc[[1, 0]], table.build([sample(table)])):
        given_rows.attrs["note"] = ["kept"]
        checked = table.check(given_rows)
        pd.testing.assert_frame_equal(checked, table.schema.validate(given_rows, lazy=True).reset_index(drop=True))
        assert checked.attrs == {"note": ["kept"]}


def test_lacking_and_unknown_columns_are_named_in_one_line():
    frame = REGIONS.build([]).drop(columns="kind").assign(colour="red")
    expected = (
        "table regions: expected the columns region_id, article_id, start, end, kind, rule; "
        "not found: kind; unknown: colour"
    )
    with pytest.raises(TableError) as fault:
        REGIONS.check(frame)
    assert fault.value.faults == (expected,)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("basis", "roughly", "expected one of stated, at_least, more_than, under, up_to, about, between, vague"),
        ("low", "many", "expected a whole number"),
        ("start", 2**70, "expected a whole number"),
        ("earliest", "yesterday", "expected a day"),
        ("increment", "perhaps", "expected true or false"),
    ],
)
def test_a_value_that_its_column_can_not_hold_is_named_with_its_row(column, value, words):
    with pytest.raises(TableError) as fault:
        CLAIMS.build([sample(CLAIMS), sample(CLAIMS, **{column: value})])
    assert fault.value.faults == (f'table claims row 2: {column}: {words}, found "{value}"',)


def test_half_a_character_is_refused():
    with pytest.raises(TableError) as fault:
        REGIONS.build([sample(REGIONS, rule="\ud800")])
    assert fault.value.faults == ("table regions: rule: expected text in whole characters, found something else",)


def test_the_codebook_names_every_table_and_column():
    written = codebook()
    for table in ALL:
        section = written.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        assert table.row in section
        assert [line.split(" | ")[0].strip("| ") for line in section.splitlines() if line.startswith("| ")][2:] == (
            table.names
        )


def test_a_cell_of_the_codebook_can_not_break_its_table():
    for line in codebook().splitlines():
        assert not line.startswith("|") or line.count("|") == 6
