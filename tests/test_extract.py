"""Many articles in, one file for each table out: whole, the same as the analyses give, or nothing."""

import csv
import json
import os
import re
import tracemalloc
from pathlib import Path

import pandas as pd
import pytest
from browser import SEEDS
from hostile import FEW, HOSTILE
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from invented import HARBOUR, STRAIT, ferry_study, write_sheet

from toolkit import claims, intake
from toolkit import extract as extraction
from toolkit.claims import find_claims
from toolkit.errors import RuleError, SourceError, StudyError, ToolkitError
from toolkit.extract import extract, tables
from toolkit.framing import find_actions, find_labels
from toolkit.jsonl import count_articles, read_articles
from toolkit.quotes import find_quotes
from toolkit.regions import find_regions
from toolkit.spreadsheet import shelter
from toolkit.spreadsheet import write_sheet as write_for_spreadsheet
from toolkit.study import load
from toolkit.tables import CLAIMS, EXTRACTED

FORMATS = ("parquet", "jsonl", "csv")
NAMES = {"articles", *(table.name for table in EXTRACTED)}


@pytest.fixture
def lines(tmp_path):
    """Give a function that writes a file with one article a line."""

    def write(*articles, name="articles.jsonl"):
        path = tmp_path / name
        written = [json.dumps(article) if isinstance(article, dict) else article for article in articles]
        path.write_text("".join(f"{line}\n" for line in written), encoding="utf-8")
        return path

    return write


def article(number, text="Two men were killed in Aro, Ana Roe said.", **fields):
    return {"id": f"a{number}", "text": text, **fields}


def found(study):
    """Give what the analyses themselves find in a study."""
    return {
        "regions": find_regions(study.articles),
        "labels": find_labels(study.articles, study.entities),
        "actions": find_actions(study.articles, study.entities),
        "quotes": find_quotes(study.articles, study.entities),
        "claims": find_claims(study.articles, study.groups, study.origins, study.events, study.places),
    }


def files_of(format):
    return {"extraction.json", *(f"{name}.{format}" for name in NAMES)}


def faults(source, out, **options):
    """Extract what is at fault and give its lines, without the folder's own name."""
    with pytest.raises((StudyError, SourceError)) as caught:
        extract(source, out, **options)
    return [fault.replace(f"{source.parent}/", "") for fault in caught.value.faults]


# What is written


def test_a_study_gives_the_tables_of_the_analyses(tmp_path):
    done = extract(SEEDS, tmp_path / "out")
    expected = found(load(SEEDS))
    assert {path.stem for path in (tmp_path / "out").iterdir()} == {*NAMES, "extraction"}
    for name, table in expected.items():
        pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "out" / f"{name}.parquet"), table)
    assert done.rows == {"articles": 5, **{name: len(table) for name, table in expected.items()}}
    assert (done.articles, done.left_out) == (5, ())


def test_the_tables_of_a_study_are_the_corrected_tables_of_the_analyses():
    study = load(SEEDS)
    for name, table in tables(study).items():
        pd.testing.assert_frame_equal(table, found(study)[name])


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_has_exactly_the_columns_and_as_many_rows(tmp_path, format):
    done = extract(SEEDS, tmp_path / "out", format=format)
    assert {path.name for path in (tmp_path / "out").iterdir()} == files_of(format)
    for table in EXTRACTED:
        path = tmp_path / "out" / f"{table.name}.{format}"
        if format == "parquet":
            rows = pd.read_parquet(path).to_dict("records")
        elif format == "jsonl":
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        else:
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
        assert len(rows) == done.rows[table.name]
        assert all(list(row) == table.names for row in rows)


def test_missing_is_null_in_json_and_empty_in_csv_and_days_are_days(tmp_path, lines):
    dated = article(1, "Two men were killed in Aro on Monday.", published_from="2031-03-05", published_to="2031-03-05")
    for format in ("jsonl", "csv"):
        extract(lines(dated), tmp_path / format, format=format)
    claim = json.loads((tmp_path / "jsonl" / "claims.jsonl").read_text(encoding="utf-8"))
    with (tmp_path / "csv" / "claims.csv").open(encoding="utf-8", newline="") as file:
        cells = next(csv.DictReader(file))
    assert (claim["low"], claim["attributed_to"], claim["increment"]) == (2, None, False)
    assert (cells["low"], cells["attributed_to"], cells["increment"]) == ("2", "", "False")
    assert claim["earliest"] == cells["earliest"] == "2031-03-03"


def test_days_of_any_year_are_written_in_every_format(tmp_path, lines):
    text = "About 3,000 people were killed on 24 August 1572. 12 people were killed on 4 March 0755."
    dated = article(1, text, published_from="1755-11-01", published_to="2300-01-31")
    for format in FORMATS:
        assert extract(lines(dated), tmp_path / format, format=format).left_out == ()
    written = (tmp_path / "jsonl" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    with (tmp_path / "csv" / "claims.csv").open(encoding="utf-8", newline="") as file:
        cells = [row["earliest"] for row in csv.DictReader(file)]
    assert [json.loads(line)["earliest"] for line in written] == cells == ["1572-08-24", "0755-03-04"]
    read = pd.read_parquet(tmp_path / "parquet" / "claims.parquet")
    assert read["earliest"].dt.strftime("%Y-%m-%d").tolist() == cells
    pd.testing.assert_series_equal(read.dtypes, CLAIMS.build([]).dtypes)


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-07", "0001-02-15", "9999-12-31"])
def test_an_article_of_the_first_or_the_last_days_keeps_its_claims(tmp_path, lines, day):
    dated = article(1, "Two men were killed in Aro last week.", published_from=day, published_to=day)
    done = extract(lines(dated), tmp_path / "out")
    assert (done.rows["claims"], done.left_out) == (1, ())


@pytest.mark.parametrize("format", FORMATS)
def test_tables_without_rows_are_written_nevertheless(tmp_path, lines, format):
    done = extract(lines(article(1, "It was dark.")), tmp_path / "out", format=format)
    assert done.rows == dict.fromkeys(NAMES, 0) | {"articles": 1, "regions": 1}
    assert {path.name for path in (tmp_path / "out").iterdir()} == files_of(format)
    if format == "parquet":
        read = pd.read_parquet(tmp_path / "out" / "claims.parquet")
        pd.testing.assert_series_equal(read.dtypes, CLAIMS.build([]).dtypes)
    if format == "csv":
        assert (tmp_path / "out" / "claims.csv").read_text(encoding="utf-8").split() == [
            ",".join(f'"{name}"' for name in CLAIMS.names)
        ]


@pytest.mark.parametrize("format", FORMATS)
def test_shards_of_any_size_give_the_same_rows(tmp_path, monkeypatch, lines, format):
    source = lines(*(article(number, HARBOUR if number % 2 else STRAIT) for number in range(7)))
    extract(source, tmp_path / "one", format=format)
    monkeypatch.setattr(extraction, "SHARD_ARTICLES", 2)
    extract(source, tmp_path / "many", format=format)
    for path in (tmp_path / "one").iterdir():
        other = tmp_path / "many" / path.name
        if path.suffix == ".parquet":
            pd.testing.assert_frame_equal(pd.read_parquet(path), pd.read_parquet(other))
        elif path.name == "extraction.json":
            records = [json.loads(each.read_text(encoding="utf-8")) for each in (path, other)]
            assert [len(record.pop("shards")) for record in records] == [1, 4]
            if format == "parquet":  # whose bytes, and so whose digests, hold a group of rows for each shard
                one, many = (record.pop("files") for record in records)
                assert list(one) == list(many)
            assert records[0] == records[1]
        else:
            assert path.read_bytes() == other.read_bytes()


def test_a_long_article_ends_a_shard(tmp_path, monkeypatch, lines):
    monkeypatch.setattr(extraction, "SHARD_CHARACTERS", 100)
    told = []
    extract(lines(*map(article, range(9))), tmp_path / "out", progress=lambda *counts: told.append(counts))
    assert told == [(3, 9), (6, 9), (9, 9)]


def test_a_codebook_of_a_study_gives_entities_groups_and_origins(tmp_path, lines):
    source = lines({"id": "harbour", "text": HARBOUR})
    extract(source, tmp_path / "without")
    extract(source, tmp_path / "with", study=ferry_study(tmp_path / "ferry"))
    without, judged = (pd.read_parquet(tmp_path / name / "labels.parquet") for name in ("without", "with"))
    assert without.empty
    assert "Ina Vell" in set(judged["entity"])


def test_a_study_beside_a_study_lends_its_codebook(tmp_path):
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "x.txt").write_text(HARBOUR, encoding="utf-8")
    (bare / "manifest.csv").write_text("file,article_id\nx.txt,x\n", encoding="utf-8")
    assert extract(bare, tmp_path / "without").rows["labels"] == 0
    assert extract(bare, tmp_path / "with", study=ferry_study(tmp_path / "ferry")).rows["labels"] > 0


def test_corrections_are_applied_and_those_that_no_longer_match_leave_nothing_behind(tmp_path):
    study = ferry_study(tmp_path / "ferry")
    claim = find_claims(load(study).articles, load(study).groups, load(study).origins).iloc[0]
    header = ["table", "article_id", "start", "end", "column", "from", "to", "who", "why"]
    row = [
        "claims",
        claim["article_id"],
        str(claim["start"]),
        str(claim["end"]),
        "low",
        str(claim["low"]),
        "13",
        "Bo",
        "x",
    ]
    write_sheet(study / "codebook" / "corrections.csv", [header, row])
    extract(study, tmp_path / "out")
    assert pd.read_parquet(tmp_path / "out" / "claims.parquet")["low"].iloc[0] == 13
    row[5] = "99"
    write_sheet(study / "codebook" / "corrections.csv", [header, row])
    with pytest.raises(RuleError, match=r'low: expected "99", found "12"; look at the row again$'):
        extract(study, tmp_path / "other")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ferry", "out"]


def test_generalised_tables_hold_no_private_detail_and_the_others_the_articles_as_received(tmp_path):
    study = ferry_study(tmp_path / "study")
    left = {}
    for name, generalised in (("received", False), ("generalised", True)):
        extract(study, tmp_path / name, format="jsonl", generalised=generalised)
        left[name] = "".join(path.read_text(encoding="utf-8") for path in sorted((tmp_path / name).iterdir()))
    assert left["generalised"].count("\n") == left["received"].count("\n")
    secrets = ("Ana Roe", "two sons", "jailed")
    assert [secret for secret in secrets if secret in left["generalised"]] == []
    assert [secret for secret in secrets if secret in left["received"]] == list(secrets)
    assert "[relatives]" in left["generalised"]


def test_generalised_tables_number_ids_that_name_a_private_person_and_can_be_joined(tmp_path, lines):
    study = ferry_study(tmp_path / "study")
    said = 'Ina Vell said: "We lost two men." Two men were killed in Aro.'
    ids = ("Ana Roe", "b", "2031-ana-roe", "[article 1]", "b2")
    source = lines(*({"id": name, "text": said} for name in ids))
    extract(source, tmp_path / "out", study=study, format="jsonl", generalised=True)
    claims, quotes = (pd.read_json(tmp_path / "out" / f"{name}.jsonl", lines=True) for name in ("claims", "quotes"))
    numbered = ["[article 1]", "b", "[article 3]", "[article 4]", "b2"]
    assert list(dict.fromkeys(claims["article_id"])) == numbered
    assert [row.partition(":")[0] for row in claims["claim_id"]] == claims["article_id"].tolist()
    assert set(quotes["article_id"]) == set(numbered)
    assert "roe" not in "".join(path.read_text("utf-8") for path in (tmp_path / "out").iterdir()).lower()


def test_a_second_run_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        extract(SEEDS, tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_progress_counts_to_the_end(tmp_path, lines):
    told = []
    extract(lines(*map(article, range(3))), tmp_path / "out", progress=lambda done, total: told.append((done, total)))
    assert told == [(3, 3)]


# Where it is written


def test_an_earlier_extraction_is_replaced_whole(tmp_path, lines):
    extract(lines(article(1)), tmp_path / "out", format="csv")
    extract(lines(article(1)), tmp_path / "out")
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".parquet", ".json"}


@pytest.mark.parametrize("format", FORMATS)
def test_an_extraction_that_somebody_has_changed_is_left_alone_and_the_file_named(tmp_path, lines, format):
    source, out = lines(article(1)), tmp_path / "out"
    extract(source, out, format=format)
    extract(source, out, format=format)
    with (out / f"claims.{format}").open("ab") as file:
        file.write(b"my notes")
    told = rf"claims\.{format}: this file was changed after it was written; move it out, or name another folder"
    with pytest.raises(ToolkitError, match=told):
        extract(source, out)
    assert (out / f"claims.{format}").read_bytes().endswith(b"my notes")


RECORDS = [
    '{"made_by": "parallax-toolkit", "files": 5}',
    '{"made_by": "parallax-toolkit", "files": [["a"]]}',
    '{"made_by": "parallax-toolkit"}',
    "[" * 200_000,
    "[]",
    "",
]


@pytest.mark.parametrize("record", RECORDS, ids=range(len(RECORDS)))
def test_a_record_that_is_not_ours_is_no_extraction(tmp_path, lines, record):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "extraction.json").write_text(record, encoding="utf-8")
    (tmp_path / "out" / "claims.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(ToolkitError, match="something that is no extraction"):
        extract(lines(article(1)), tmp_path / "out")


@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_a_record_that_is_no_plain_file_is_never_waited_for(tmp_path, lines, kind):
    record = tmp_path / "out" / "extraction.json"
    record.parent.mkdir()
    make = {"pipe": os.mkfifo, "link": lambda path: path.symlink_to("/dev/zero"), "folder": Path.mkdir}
    make[kind](record)
    with pytest.raises(ToolkitError, match="something that is no extraction"):
        extract(lines(article(1)), tmp_path / "out")


def test_an_earlier_extraction_without_digests_is_replaced(tmp_path, lines):
    source, out = lines(article(1)), tmp_path / "out"
    extract(source, out)
    told = json.loads((out / "extraction.json").read_text(encoding="utf-8"))
    (out / "extraction.json").write_text(json.dumps(told | {"files": list(told["files"])}), encoding="utf-8")
    extract(source, out)
    assert isinstance(json.loads((out / "extraction.json").read_text(encoding="utf-8"))["files"], dict)


def test_an_empty_folder_is_taken(tmp_path, lines):
    (tmp_path / "deep" / "out").mkdir(parents=True)
    extract(lines(article(1)), tmp_path / "deep" / "out")
    assert {path.name for path in (tmp_path / "deep" / "out").iterdir()} == files_of("parquet")


def test_a_folder_with_something_else_and_a_file_are_left_alone(tmp_path, lines):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    source = lines(article(1))
    with pytest.raises(
        ToolkitError, match=r"this folder holds something that is no extraction; empty it or name another"
    ):
        extract(source, tmp_path / "out")
    with pytest.raises(ToolkitError, match=r"this is a file; name a folder for the tables"):
        extract(source, source)
    assert (tmp_path / "out" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_what_is_stopped_half_way_writes_no_table_and_goes_on_with_the_next_run(tmp_path, monkeypatch, lines):
    monkeypatch.setattr(extraction, "SHARD_ARTICLES", 1)

    def stop(done, _):
        if done == 2:
            raise KeyboardInterrupt

    source = lines(*map(article, range(4)))
    with pytest.raises(KeyboardInterrupt):
        extract(source, tmp_path / "out", progress=stop)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out-unfinished", "articles.jsonl"]
    assert extract(source, tmp_path / "out").made == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.jsonl", "out"]
    assert extract(source, tmp_path / "fresh").made == 4
    for path in (tmp_path / "out").iterdir():
        assert path.read_bytes() == (tmp_path / "fresh" / path.name).read_bytes()


# What is wrong


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"id": "a1"}', 'expected text in "text", found nothing'),
        ('{"id": "a1", "text": null}', 'expected text in "text", found nothing'),
        ('{"id": "a1", "text": 7}', 'expected text in "text", found a number'),
        ('{"id": "a1", "text": ["x"]}', 'expected text in "text", found a list'),
        ('{"id": "a1", "text": ""}', 'expected words in "text", found none'),
        ('{"id": "a1", "text": " \\n\\u200b\\u2026"}', 'expected words in "text", found none'),
        (
            '{"id": "a1", "text": "Two \\ud800 died."}',
            "expected whole characters in \"text\", found half of one, '\\ud800', at 4",
        ),
        ('{"text": "Two died."}', 'expected a field "id" or "article_id", found none'),
        ('{"id": "", "text": "Two died."}', "expected 1 to 200 characters on one line in \"id\", found ''"),
        ('{"id": "a\\nb", "text": "Two died."}', "expected 1 to 200 characters on one line in \"id\", found 'a\\nb'"),
        ('{"id": "\\udfff", "text": "x"}', "expected 1 to 200 characters on one line in \"id\", found '\\udfff'"),
        ('{"id": true, "text": "Two died."}', 'expected text or a number in "id", found true or false'),
        ('{"id": 1.5, "text": "Two died."}', 'expected text or a number in "id", found a number'),
        ('{"id": {}, "text": "Two died."}', 'expected text or a number in "id", found an object'),
        ('["a1", "Two died."]', "expected an object with id and text, found a list"),
        ("null", "expected an object with id and text, found nothing"),
        ("a1,Two died.", "expected JSON, found what is none: Expecting value: line 1 column 1 (char 0)"),
        ("[" * 100_000, "expected an object with id and text, found one within another without end"),
        ('{"id": "a1", "text": "x", "title": 7}', 'expected text in "title", found a number'),
        ('{"id": "a1", "text": "x", "title": "\\ud800"}', 'expected text in "title", found half a character'),
        (
            '{"id": "a1", "text": "x", "published_from": "March"}',
            'published_from: expected a day such as 2025-03-08, found "March"',
        ),
    ],
)  # fmt: skip
def test_a_line_that_is_no_article(tmp_path, lines, line, fault):
    source = lines(article(0), line)
    assert faults(source, tmp_path / "out") == [f"articles.jsonl line 2: {fault}"]
    assert not (tmp_path / "out").exists()


AMBIGUOUS = [
    ('{"id": "a", "text": "Two died.", "text": "One died."}', 'expected each field once, found "text" twice'),
    (
        '{"id": "a", "article_id": "b", "text": "Two died."}',
        'expected one id, found "a" in "id" and "b" in "article_id"',
    ),
    (
        '{"id": "a", "text": "Two died.", "published_from": "2031-05-07", "published_to": "2031-05-06"}',
        "published_from 2031-05-07 is after published_to 2031-05-06; exchange them",
    ),
    (
        '{"id": "a", "text": "Two died.", "language": "English"}',
        'language: expected a BCP 47 tag such as en or ar-SY, found "English"',
    ),
]


@pytest.mark.parametrize(("line", "fault"), AMBIGUOUS, ids=range(len(AMBIGUOUS)))
def test_a_line_is_held_to_what_a_manifest_is(tmp_path, lines, line, fault):
    assert faults(lines(line), tmp_path / "out") == [f"articles.jsonl line 1: {fault}"]


def test_an_id_under_both_names_is_one_and_a_field_within_another_is_none(tmp_path, lines):
    line = '{"id": "a", "article_id": "a", "text": "Two died.", "meta": {"text": 1}, "more": [{"text": 2}]}'
    assert extract(lines(line), tmp_path / "out").articles == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_lines_in_another_encoding_are_one_fault(tmp_path, encoding):
    source = tmp_path / "articles.jsonl"
    source.write_bytes('{"id": "a", "text": "Two died."}\n{"id": "b", "text": "\u010aa"}\n'.encode(encoding))
    (told,) = faults(source, tmp_path / "out")
    assert told.startswith("articles.jsonl line 1: expected UTF-8, found ")
    assert told.endswith("save the file as UTF-8")


def test_a_line_that_is_not_utf_8(tmp_path):
    (tmp_path / "x.jsonl").write_bytes('{"id": "a1", "text": "caf\xe9"}\n'.encode("latin-1"))
    assert faults(tmp_path / "x.jsonl", tmp_path / "out") == ["x.jsonl line 1: expected UTF-8, found byte 0xe9 at 25"]


def test_every_fault_is_told_with_its_line_and_the_line_of_the_first_of_two(tmp_path, lines):
    source = lines(article(1), "", "x", article(2), article(1), {"id": "a2", "text": ""})
    assert [fault.split(":")[0] for fault in faults(source, tmp_path / "out")] == [
        "articles.jsonl line 3", "articles.jsonl line 5", "articles.jsonl line 6",
    ]  # fmt: skip
    assert faults(source, tmp_path / "out")[1].endswith('expected another id, found "a1", which line 1 has')


def test_of_a_thousand_faults_a_hundred_are_told(tmp_path, lines):
    told = faults(lines(*["x"] * 1100), tmp_path / "out")
    assert len(told) == 101
    assert told[-1] == "and 1,000 more"


@pytest.mark.parametrize("lines_of_file", [(), ("", "  ")])
def test_a_file_without_articles(tmp_path, lines, lines_of_file):
    assert faults(lines(*lines_of_file), tmp_path / "out") == [
        "articles.jsonl: expected an article on each line, found none"
    ]


def test_a_source_that_is_no_study_and_no_file_of_lines(tmp_path):
    (tmp_path / "x.csv").write_text("id,text\n", encoding="utf-8")
    assert faults(tmp_path / "x.csv", tmp_path / "out") == ["x.csv: expected articles, found none that can be read"]
    assert faults(tmp_path / "no.jsonl", tmp_path / "out") == [
        "no.jsonl: not found; name a study folder, or a file or folder of articles"
    ]


def test_the_faults_of_a_study_are_those_of_load(tmp_path):
    (tmp_path / "empty").mkdir()
    assert faults(tmp_path / "empty", tmp_path / "out") == [
        "empty/manifest.csv: not found; a study folder needs one, with the columns file and article_id"
    ]


@pytest.mark.parametrize(
    "line",
    [
        '\ufeff{"id": "a1", "text": "Two died."}',
        '{"article_id": "a1", "text": "Two died."}',
        '{"id": "a1", "article_id": "a1", "text": "Two died."}',
        '  {"id": " a1 ", "text": "Two died."}\r',
        '{"id": "a1", "text": "Two died.", "colour": {"deep": [1]}, "title": null, "url": ""}',
    ],
    ids=["a byte order mark", "article_id", "both names", "blanks and a Windows line end", "further fields"],
)
def test_a_line_may_have(lines, line):
    source = lines(line)
    assert count_articles(source) == 1
    assert [(one.article_id, one.text) for one in read_articles(source)] == [("a1", "Two died.")]


def test_an_id_may_be_a_number_or_an_address(lines):
    source = lines({"id": 7, "text": "x"}, {"id": "https://aro.invalid/2031/03#1", "text": "x"})
    count_articles(source)
    assert [one.article_id for one in read_articles(source)] == ["7", "https://aro.invalid/2031/03#1"]


def test_an_id_that_turns_up_twice_while_reading_is_refused(tmp_path, monkeypatch, lines):
    monkeypatch.setattr(intake, "count_articles", lambda *_: 2)  # the file has changed since
    source = lines(article(1), article(1))
    assert faults(source, tmp_path / "out") == [
        'articles.jsonl line 2: expected another id, found "a1", which line 1 has',
        "1 of 2 records can't be read, more than 5%; mend them, or allow more with --most-rejected",
    ]
    assert not (tmp_path / "out").exists()


# One bad article


def test_a_fault_of_ours_in_one_article_costs_its_rows_and_is_told(tmp_path, monkeypatch, lines):
    real = claims.rows

    def rows(reading, *known):
        if "Bo Lind" in reading.text:
            raise ZeroDivisionError("by nought")
        return real(reading, *known)

    monkeypatch.setattr(claims, "rows", rows)
    done = extract(lines(article(1), article(2, "Two men died in Aro, Bo Lind said."), article(3)), tmp_path / "out")
    assert list(map(str, done.left_out)) == ["article a2, characters 0 to 34: no claims: ZeroDivisionError: by nought"]
    assert set(pd.read_parquet(tmp_path / "out" / "claims.parquet")["article_id"]) == {"a1", "a3"}
    assert "a2" in set(pd.read_parquet(tmp_path / "out" / "quotes.parquet")["article_id"])


def test_a_row_that_no_table_can_hold_costs_itself_and_is_told(tmp_path, monkeypatch, lines):
    real = claims.rows
    monkeypatch.setattr(
        claims, "rows",
        lambda reading, *known: [
            (*row[:3], 2**70 if "Bo Lind" in reading.text else row[3], *row[4:]) for row in real(reading, *known)
        ],
    )  # fmt: skip
    done = extract(lines(article(1), article(2, "Two men died in Aro, Bo Lind said."), article(3)), tmp_path / "out")
    assert list(map(str, done.left_out)) == [
        f'article a2, characters 0 to 7: no row of claims: low: expected a whole number, found "{2**70}"',
    ]
    assert set(pd.read_parquet(tmp_path / "out" / "claims.parquet")["article_id"]) == {"a1", "a3"}


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_articles_lack_nothing_and_every_span_is_the_evidence(tmp_path, lines, format):
    texts = [text for text in HOSTILE.values() if any(mark.isalnum() for mark in text)]
    texts += [HARBOUR + text for text in texts] + ["Tags", "Subscribe\n\nBy Ana Roe", "By Ana Roe"]
    source = lines(*(article(number, text) for number, text in enumerate(texts)))
    done = extract(source, tmp_path / "out", format=format, study=ferry_study(tmp_path / "ferry"))
    assert done.left_out == ()
    assert done.articles == len(texts)
    if format == "parquet":
        by_id = {f"a{number}": text for number, text in enumerate(texts)}
        for name in ("labels", "quotes", "claims"):
            table = pd.read_parquet(tmp_path / "out" / f"{name}.parquet")
            for row in table.itertuples():
                assert by_id[row.article_id][row.start : row.end] == row.text


def test_memory_holds_a_shard_and_not_the_corpus(tmp_path, monkeypatch, lines):
    def peak(articles):
        source = lines(*(article(number, HARBOUR * 4) for number in range(articles)), name=f"{articles}.jsonl")
        tracemalloc.start()
        extract(source, tmp_path / f"out{articles}")
        peak_of_run = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak_of_run

    # What keeps each shard makes it 1.7 times as much.
    monkeypatch.setattr(extraction, "SHARD_ARTICLES", 5)
    peak(5)
    assert peak(60) < 1.5 * peak(15)


# Spreadsheets


STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0@", "\t=", "\uff1d", "\uff0b", "\uff0d", "\uff20"]


@pytest.mark.parametrize("start", STARTS, ids=ascii)
def test_no_cell_of_a_spreadsheet_starts_a_formula(tmp_path, start):
    frame = pd.DataFrame({"title": [f"{start}HYPERLINK(1)", "Two, died", None], "low": [-1, 2, 3]})
    write_for_spreadsheet(frame, tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    sheltered = "'\t'=" if start == "\t=" else f"'{start}"  # a tab may part cells
    assert rows == [["title", "low"], [f"{sheltered}HYPERLINK(1)", "-1"], ["Two, died", "2"], ["", "3"]]


def test_a_column_named_like_a_formula_starts_none(tmp_path):
    write_for_spreadsheet(pd.DataFrame({"=1+1": ["x"]}), tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text(encoding="utf-8-sig").split() == ['"\'=1+1"', '"x"']


def test_sheltering_leaves_the_frame_as_it_was():
    frame = pd.DataFrame({"title": ["=1"], "when": pd.to_datetime(["2031-03-04"])})
    before = frame.copy(deep=True)
    shelter(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_an_extracted_formula_starts_none(tmp_path, lines):
    source = lines({"id": "=1+1", "text": '=HYPERLINK("x") \u201c=1+1 is a formula,\u201d said Ana Roe.'})
    extract(source, tmp_path / "out", format="csv")
    for path in (tmp_path / "out").iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(tuple(STARTS)) and not cell.lstrip("-").isdigit()]


MARKS = st.sampled_from([*";\t\r\n\",= +-@\uff1d'", "a", "1", "=1+1"])
MARKED = st.lists(st.lists(st.lists(MARKS, max_size=8).map("".join), min_size=3, max_size=3), min_size=1, max_size=3)


def split(path, mark):
    """Give the cells of a file as a reader that looks for a mark finds them, and as one that knows no quoting does."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from (cell for row in csv.reader(file, delimiter=mark) for cell in row)
    if mark != ",":  # the file's own mark is told from a comma in a cell by the quoting alone
        yield from re.split(rf"[{mark}\r\n]", path.read_text(encoding="utf-8-sig"))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MARKED)
@example([["x", ";=1", '";=1'], ["\n=1", "\t=1", ';"=1'], ['"', '";', "=1"], ["a;", " =1", ";\uff1d1"]])
def test_a_file_split_at_any_mark_begins_no_formula(tmp_path, mark, rows):
    write_for_spreadsheet(pd.DataFrame(rows, columns=["one", "two", "three"]), tmp_path / "x.csv")
    assert [cell for cell in split(tmp_path / "x.csv", mark) if re.match(r"\s*[=+\-@\uff1d]", cell)] == []


def test_every_cell_of_an_extraction_in_csv_is_quoted(tmp_path, lines):
    extract(lines(article(1)), tmp_path / "out", format="csv")
    for path in (tmp_path / "out").glob("*.csv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert re.fullmatch(r'"[^"]*"(,"[^"]*")*', line)


@settings(max_examples=FEW, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), min_size=1, max_size=5))
def test_what_a_spreadsheet_is_given_can_be_read_again(tmp_path, cells):
    frame = pd.DataFrame({"text": cells})
    write_for_spreadsheet(frame, tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        read = [row[0] if row else "" for row in csv.reader(file)][1:]
    assert [without_apostrophes(cell) for cell in read] == [without_apostrophes(cell) for cell in cells]


def without_apostrophes(cell):
    return re.sub(r"(\A|[;\t\r\n])'", r"\1", cell)
