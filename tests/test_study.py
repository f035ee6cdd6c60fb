"""A study folder is read whole or not at all, and every fault is one line with its place."""

import hashlib
import os
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from browser import ROOT, SEEDS

from toolkit.claims import read_events
from toolkit.corrections import correct, correct_all
from toolkit.errors import RuleError, StudyError
from toolkit.study import Study, load
from toolkit.tables import ARTICLES, CLAIMS, CORRECTIONS, EVENTS, Table

STORY = "Two men were hurt in Aro on Monday.\n"
MANIFEST = "file,article_id,account\na1.txt,a1,Paper 1\n"


@pytest.fixture
def folder(tmp_path):
    """Give a study of one invented article, in a folder that a test may spoil."""
    (tmp_path / "manifest.csv").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / "a1.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "codebook").mkdir()
    return tmp_path


def faults(folder, kind=StudyError):
    """Load a folder that is at fault and give its lines, without the folder's own name."""
    with pytest.raises(kind) as caught:
        load(folder)
    return [fault.replace(f"{folder}/", "") for fault in caught.value.faults]


def with_manifest(folder, text, encoding="utf-8"):
    (folder / "manifest.csv").write_bytes(text.encode(encoding))
    return folder


def with_texts(folder, *rows, columns="account,outlet"):
    """Write an article of its own for each row, and give the manifest with its further columns."""
    for number, _ in enumerate(rows, start=1):
        (folder / f"a{number}.txt").write_text(f"{STORY}It was house {number}.", encoding="utf-8")
    lines = [f"a{number}.txt,a{number},{row}\n" for number, row in enumerate(rows, start=1)]
    return f"file,article_id,{columns}\n{''.join(lines)}"


def with_sheet(folder, name, text):
    (folder / "codebook" / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


# What is right


def test_a_study_of_two_columns_is_enough(folder):
    study = load(with_manifest(folder, "file,article_id\na1.txt,a1\n"))
    article = study.articles.iloc[0]
    assert (article["article_id"], article["account"], article["text"]) == ("a1", "a1", STORY)
    assert article["sha256"] == hashlib.sha256(STORY.encode()).hexdigest()
    assert article[["outlet", "agency", "title", "url", "published_from", "published_to"]].isna().all()
    assert all(frame.empty for frame in (study.entities, study.groups, study.origins, study.corrections))


def test_every_table_of_a_study_has_the_types_of_its_kind(folder):
    for study in (load(folder), load(SEEDS)):
        others = {"labels": Table("loadings"), "replaced": Table("articles")}
        kinds = {name: others.get(name) or Table(name) for name in Study._fields[1:]}
        for name, kind in kinds.items():
            pd.testing.assert_series_equal(getattr(study, name).dtypes, kind.build([]).dtypes)


def test_the_text_is_kept_as_it_was_received(folder):
    raw = "\ufeffTwo men\r\nwere hurt.\x0c\r\n\r\n \u2028 \n".encode()
    (folder / "a1.txt").write_bytes(raw)
    assert load(folder).articles["text"].iloc[0].encode() == raw


def test_an_account_without_a_name_bears_its_outlet_or_its_id(folder):
    (folder / "a2.txt").write_text(STORY + "It is closed.", encoding="utf-8")
    study = load(with_manifest(folder, "file,article_id,account,outlet\na1.txt,a1,,The Aro Post\na2.txt,a2,,\n"))
    assert study.articles["account"].tolist() == ["The Aro Post", "a2"]


def test_every_cell_of_a_manifest_but_two_may_be_empty(folder):
    columns = [name for name in ARTICLES.names if name not in {"article_id", "text"}]
    study = load(with_manifest(folder, f"file,article_id,{','.join(columns)}\na1.txt,a1{',' * len(columns)}\n"))
    assert study.articles["article_id"].tolist() == ["a1"]


def test_the_title_is_the_heading_of_the_readme_or_the_name_of_the_folder(folder):
    assert load(folder).title == folder.name
    (folder / "README.md").write_text("<!-- x -->\n# The fire of Aro \n\n# More\n", encoding="utf-8")
    assert load(folder).title == "The fire of Aro"


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + MANIFEST,
        MANIFEST.replace("\n", "\r\n"),
        MANIFEST.replace("\n", "\r"),
        MANIFEST + "\n,,\n",
        MANIFEST.rstrip(),
        "file , article_id, account\na1.txt , a1 , Paper 1\n",
        'account,article_id,"file"\n"Paper 1","a1","a1.txt"\n',
        "file,article_id,account,,\na1.txt,a1,Paper 1,,\n",
        "\ufeff\ufeff" + MANIFEST,
    ],
    ids=[
        "a byte order mark", "Windows line ends", "old Macintosh line ends", "empty rows", "no last line end",
        "blanks", "quotation marks and another order", "commas at the ends of lines", "two byte order marks",
    ],
)  # fmt: skip
def test_a_manifest_may_have(folder, text):
    articles = load(with_manifest(folder, text)).articles
    assert articles[["article_id", "account"]].to_dict("list") == {"article_id": ["a1"], "account": ["Paper 1"]}


@pytest.mark.parametrize(
    "account", ['"Paper, 1"', '"Paper ""1"""', '"Paper\n1"', "Paper\u20281", "Paper\x0c1", "P\x851"]
)
def test_a_cell_may_hold(folder, account):
    found = load(with_manifest(folder, f"file,article_id,account\na1.txt,a1,{account}\n")).articles["account"].iloc[0]
    assert found == account.strip('"').replace('""', '"') + ('"' if account.endswith('"""') else "")


def test_a_digest_may_be_written_in_capitals(folder):
    digest = hashlib.sha256(STORY.encode()).hexdigest().upper()
    assert len(load(with_manifest(folder, f"file,article_id,sha256\na1.txt,a1,{digest}\n")).articles) == 1


# What is wrong


def test_a_folder_that_is_not_there(tmp_path):
    missing = tmp_path / "nowhere"
    with pytest.raises(StudyError) as caught:
        load(missing)
    assert caught.value.faults == (f"{missing}: no such folder; name one that holds a manifest.csv and its articles",)


def test_a_folder_without_a_manifest(tmp_path):
    assert faults(tmp_path) == [
        "manifest.csv: not found; a study folder needs one, with the columns file and article_id"
    ]


@pytest.mark.parametrize("text", ["", "file,article_id\n", "file,article_id\n,\n"])
def test_a_manifest_without_articles(tmp_path, text):
    assert faults(with_manifest(tmp_path, text)) == [
        "manifest.csv line 2: expected an article, found none; add a line for each"
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "file;article_id\na1.txt;a1\n",
            "expected commas between the cells, found semicolons; save it as CSV with commas, in UTF-8",
        ),
        (
            "file\tarticle_id\na1.txt\ta1\n",
            "expected commas between the cells, found tabs; save it as CSV with commas, in UTF-8",
        ),
        ("file\na1.txt\n", "expected the columns file, article_id; not found: article_id"),
        ("article_id\na1\n", "expected the columns file, article_id; not found: file"),
        ("name,id\na1.txt,a1\n", "expected the columns file, article_id; not found: file, article_id"),
        ("file,file,article_id\na1.txt,a1.txt,a1\n", "column file stands there twice; take one of them out"),
    ],
)
def test_a_header_that_can_not_be_read(folder, text, fault):
    assert faults(with_manifest(folder, text)) == [f"manifest.csv line 1: {fault}"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("a1.txt,a1,2031-02-30,", 'published_from: expected a day such as 2025-03-08, found "2031-02-30"'),
        ("a1.txt,a1,4 March,", 'published_from: expected a day such as 2025-03-08, found "4 March"'),
        ("a1.txt,a1,20310304,", 'published_from: expected a day such as 2025-03-08, found "20310304"'),
        ("a1.txt,a1,2031-W10-1,", 'published_from: expected a day such as 2025-03-08, found "2031-W10-1"'),
        ("a1.txt,a1,0000-03-04,", 'published_from: expected a day such as 2025-03-08, found "0000-03-04"'),
        ("a1.txt,a1,,10000-12-31", 'published_to: expected a day such as 2025-03-08, found "10000-12-31"'),
        (
            "a1.txt,a1,2031-03-04,2031-03-03",
            "published_from 2031-03-04 is after published_to 2031-03-03; exchange them",
        ),
        ("a1.txt,a 1,,", 'article_id: expected letters, digits, dots and dashes, found "a 1"'),
        ("a1.txt,a:1,,", 'article_id: expected letters, digits, dots and dashes, found "a:1"'),
        ("a1.txt,,,", "article_id: is empty; write a value or take the line out"),
        ("a1.txt,a1", "expected 4 cells, found 2; a cell with a comma needs quotes"),
        ("a1.txt,a1,,,x", "expected 4 cells, found 5; a cell with a comma needs quotes"),
    ],
)
def test_a_row_that_is_at_fault(folder, row, fault):
    header = "file,article_id,published_from,published_to\n"
    assert faults(with_manifest(folder, f"{header}{row}\n")) == [f"manifest.csv line 2: {fault}"]


@pytest.mark.parametrize("day", ["0001-01-01", "0755-03-04", "1755-11-01", "9999-12-31"])
def test_an_article_may_be_of_any_year(folder, day):
    header = "file,article_id,published_from,published_to\n"
    (folder / "a2.txt").write_text(STORY, encoding="utf-8")
    study = load(with_manifest(folder, f"{header}a1.txt,a1,{day},{day}\na2.txt,a2,1755-11-01,\n"))
    assert study.articles["published_from"].dt.strftime("%Y-%m-%d").tolist() == [day, "1755-11-01"]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("a3.txt", 'no file "a3.txt"; add it to the folder or take the line out'),
        ("", 'no file ""; add it to the folder or take the line out'),
        (".", 'no file "."; add it to the folder or take the line out'),
        ("codebook", 'no file "codebook"; add it to the folder or take the line out'),
        ("a\0.txt", 'no file "a\0.txt"; add it to the folder or take the line out'),
        ("n" * 300, f'no file "{"n" * 300}"; add it to the folder or take the line out'),
    ],
    ids=["another name", "no name", "the folder itself", "a folder in it", "a NUL in its name", "too long a name"],
)
def test_a_file_that_is_not_there(folder, name, fault):
    (folder / "a1.txt").unlink()
    assert faults(with_manifest(folder, f"file,article_id\n{name},a1\n")) == [f"manifest.csv line 2: {fault}"]


def test_a_file_outside_the_folder_is_not_read_whichever_way_it_is_named(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("Not for you.", encoding="utf-8")
    (folder / "link.txt").symlink_to(outside)
    climbing = f"../../{outside.parent.relative_to(folder.parent.parent)}/secret.txt"
    names = ["link.txt", climbing, str(outside)]
    lines = "".join(f"{name},x{number}\n" for number, name in enumerate(names))
    assert faults(with_manifest(folder, f"file,article_id\na1.txt,a1\n{lines}")) == [
        f'manifest.csv line {number}: "{name}" lies outside the study folder; copy it into the folder'
        for number, name in enumerate(names, start=3)
    ]


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"caf\xe9 in Aro", "a1.txt: expected UTF-8, found byte 0xe9 at 3; save it as UTF-8"),
        (b"\xff\xfeT\0w\0o\0", "a1.txt: expected UTF-8, found byte 0xff at 0; save it as UTF-8"),
        (b"Two \xed\xa0\x80 died.", "a1.txt: expected UTF-8, found byte 0xed at 4; save it as UTF-8"),
        (b"", "a1.txt is empty: it holds no words; add its text or take the line out"),
        (b" \n\t\x0c", "a1.txt is empty: it holds no words; add its text or take the line out"),
        ("\u200b\ufeff\u2026".encode(), "a1.txt is empty: it holds no words; add its text or take the line out"),
    ],
    ids=["Latin 1", "UTF-16", "half a character", "nothing", "white space", "nothing that can be seen"],
)
def test_an_article_that_can_not_be_read(folder, raw, fault):
    (folder / "a1.txt").write_bytes(raw)
    assert faults(folder) == [f"manifest.csv line 2: {fault}"]


def test_an_article_that_has_changed(folder):
    digest = hashlib.sha256(STORY.encode()).hexdigest()
    before = "0" * 64
    assert faults(with_manifest(folder, f"file,article_id,sha256\na1.txt,a1,{before}\n")) == [
        f"manifest.csv line 2: a1.txt has changed: expected sha256 {before}, found {digest}"
    ]


def test_one_changed_character_is_seen(folder):
    digest = hashlib.sha256(STORY.encode()).hexdigest()
    with_manifest(folder, f"file,article_id,sha256\na1.txt,a1,{digest}\n")
    assert len(load(folder).articles) == 1
    (folder / "a1.txt").write_text(STORY.replace("Two", "Ten"), encoding="utf-8")
    assert len(faults(folder)) == 1


@pytest.mark.parametrize("name", ["z.txt", "Z.TXT"])
def test_an_article_that_the_manifest_does_not_name(folder, name):
    (folder / name).write_text(STORY, encoding="utf-8")
    assert faults(folder) == [f"{name}: not named in manifest.csv; add a line for it or move it out"]


def test_the_same_id_and_the_same_file_twice(folder):
    (folder / "a2.txt").write_text(STORY, encoding="utf-8")
    rows = "a1.txt,a1\na2.txt,a1\na2.txt,a3\n"
    assert faults(with_manifest(folder, f"file,article_id\n{rows}")) == [
        'manifest.csv line 3: article_id "a1" stands in manifest.csv line 2 already; each needs its own',
        'manifest.csv line 4: file "a2.txt" stands in manifest.csv line 3 already; each needs its own',
    ]


def test_an_id_that_stands_twice_is_told_though_its_row_has_another_fault(folder):
    (folder / "a2.txt").write_text(STORY, encoding="utf-8")
    rows = "a1.txt,a1,never\na2.txt,a1,\n"
    assert faults(with_manifest(folder, f"file,article_id,published_from\n{rows}")) == [
        'manifest.csv line 2: published_from: expected a day such as 2025-03-08, found "never"',
        'manifest.csv line 3: article_id "a1" stands in manifest.csv line 2 already; each needs its own',
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('a1.txt,a1,"Paper 1\nb.txt,b1,Paper 2', "unexpected end of data"),
        ('a1.txt,a1,"Paper" 1', "',' expected after '\"'"),
        ("a1.txt,a1," + "x" * 200_000, "a cell has more than 131,072 characters"),
    ],
    ids=["a quotation mark that is never closed", "a quotation mark within", "a cell without end"],
)
def test_a_row_that_is_no_csv(folder, row, reason):
    assert faults(with_manifest(folder, f"file,article_id,account\n{row}\n")) == [
        f"manifest.csv line 2: can't be read as CSV ({reason}); is a quotation mark not closed, or one within a "
        "quoted cell not doubled?"
    ]


def test_a_manifest_that_is_not_utf_8(folder):
    assert faults(with_manifest(folder, MANIFEST, encoding="utf-16")) == [
        "manifest.csv: expected UTF-8, found byte 0xff at 0; save it as UTF-8"
    ]


def test_the_line_of_a_fault_is_the_line_where_its_row_begins(folder):
    rows = 'a1.txt,a1,"Paper\n\n1"\n\nb.txt,b1,Paper 2\n'
    assert faults(with_manifest(folder, f"file,article_id,account\n{rows}")) == [
        'manifest.csv line 6: no file "b.txt"; add it to the folder or take the line out'
    ]


def test_all_faults_are_told_at_once_those_of_the_codebook_too(folder):
    with_manifest(folder, "file,article_id,published_from\na1.txt,a 1,\na2.txt,a2,\na3.txt,a3,never\n")
    (folder / "z.txt").write_text(STORY, encoding="utf-8")
    with_sheet(folder, "entities", "entity,kind,alias,why\nAna Roe,queen,Ana Roe,name\n")
    assert faults(folder) == [
        'manifest.csv line 2: article_id: expected letters, digits, dots and dashes, found "a 1"',
        'manifest.csv line 3: no file "a2.txt"; add it to the folder or take the line out',
        'manifest.csv line 4: published_from: expected a day such as 2025-03-08, found "never"',
        'manifest.csv line 4: no file "a3.txt"; add it to the folder or take the line out',
        "z.txt: not named in manifest.csv; add a line for it or move it out",
        "codebook/entities.csv line 2: kind: expected one of person, private_person, group, organisation, event; "
        'found "queen"',
    ]


def test_a_sheet_of_the_codebook_whose_name_is_misspelt_is_not_passed_over(folder):
    with_sheet(folder, "privat", "entity,term,shown_as,why\n")
    assert faults(folder, RuleError) == [
        "codebook/privat.csv: no sheet of a codebook; expected entities.csv, labels.csv, groups.csv, origins.csv, "
        "events.csv, places.csv, outlets.csv, private.csv, corrections.csv; mend its name"
    ]


NAMED = 'not read, since a sheet is named "private.csv"; save it as CSV in UTF-8 under this name'
PLACED = {
    "private.CSV": NAMED,
    "Private.xlsx": NAMED,
    "private.csv.txt": NAMED,
    "private": NAMED,
    "private (1).ods": NAMED,
}


@pytest.mark.parametrize("name", PLACED)
def test_a_sheet_of_another_name_or_format_is_not_passed_over(folder, name):
    with_sheet(folder, "private", "entity,term,shown_as,why\n")
    (folder / "codebook" / "private.csv").rename(folder / "codebook" / name)
    assert faults(folder) == [f"codebook/{name}: {PLACED[name]}"]


def test_a_sheet_in_capitals_is_told_once(folder):
    with_sheet(folder, "PRIVATE", "entity,term,shown_as,why\n")
    assert len(faults(folder, RuleError)) == 1


@pytest.mark.parametrize("name", [".private.csv.swp", "private.csv~", "notes.txt"])
def test_what_an_editor_leaves_beside_a_sheet_is_no_fault(folder, name):
    with_sheet(folder, "private", "entity,term,shown_as,why\n")
    (folder / "codebook" / name).write_text("x", encoding="utf-8")
    assert len(load(folder).articles) == 1


IN_ITS_PLACE = {
    "a link that leads nowhere": lambda path: path.symlink_to("nowhere"),
    "a folder": lambda path: path.mkdir(),
    "neither a file nor a folder": lambda path: os.mkfifo(path),
}


@pytest.mark.parametrize("what", IN_ITS_PLACE)
def test_what_stands_in_the_place_of_a_sheet_and_is_none_is_a_fault(folder, what):
    IN_ITS_PLACE[what](folder / "codebook" / "private.csv")
    told = f"codebook/private.csv: this is {what}; put a CSV file in its place, or take it out"
    assert faults(folder) == [told]


@pytest.mark.parametrize("what", ["a link that leads nowhere", "neither a file nor a folder"])
def test_what_stands_in_the_place_of_the_codebook_and_is_none_is_a_fault(folder, what):
    (folder / "codebook").rmdir()
    IN_ITS_PLACE[what](folder / "codebook")
    told = f"codebook: this is {what}; put a folder with the sheets of the codebook in its place"
    assert faults(folder) == [told]


def test_a_codebook_of_another_name_and_a_sheet_in_another_folder_are_faults(folder):
    (folder / "codebook").rename(folder / "Codebook")
    (folder / "Private.csv").write_text("entity,term,shown_as,why\n", encoding="utf-8")
    assert faults(folder) == [
        'Codebook: expected the name "codebook"; mend it, or nothing in it is read',
        "Private.csv: a sheet of the codebook is read in codebook/ only; move it there",
    ]


NEAR = 'expected the name "codebook"; mend it, or nothing in it is read'
ELSEWHERE = {
    "codebooks/private.csv": f"codebooks: {NEAR}",
    "code-book/private.csv": f"code-book: {NEAR}",
    "codebok/private.csv": f"codebok: {NEAR}",
    "codebook.xlsx": f"codebook.xlsx: {NEAR.replace('the name', 'a folder of the name')}",
    "codebook/codebook/private.csv": "codebook/codebook/private.csv: a sheet is read in codebook itself only; move it "
    "there, or take it out",
    "codebook/old/private.csv": "codebook/old/private.csv: a sheet is read in codebook itself only; move it there, or "
    "take it out",
    "private.xlsx": "private.xlsx: a sheet of the codebook is read in codebook/ only; move it there as CSV, named "
    "private.csv",
    "Private List.csv": "Private List.csv: a sheet of the codebook is read in codebook/ only; move it there",
    "Events.ods": "Events.ods: a sheet of the codebook is read in codebook/ only; move it there as CSV, named "
    "events.csv",
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_sheet_that_lies_elsewhere_is_a_fault(folder, name):
    if not name.startswith("codebook/"):
        (folder / "codebook").rmdir()
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("entity,term,shown_as,why\n", encoding="utf-8")
    assert [fault.replace(f"{folder}/", "") for fault in faults(folder)] == [ELSEWHERE[name]]


@pytest.mark.parametrize("name", ["codebook_old/private.csv", "codebook/old/private.csv", "privateer.txt.bak"])
def test_what_is_kept_beside_a_codebook_is_no_fault(folder, name):
    with_sheet(folder, "private", "entity,term,shown_as,why\n")
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("entity,term,shown_as,why\n", encoding="utf-8")
    assert len(load(folder).articles) == 1


def test_the_two_days_of_an_event_may_stand_in_two_rows(folder):
    rows = "event,alias,from,to,place,why\nfire,f1,2031-05-05,,,x\nfire,f2,,2031-05-06,,x\n"
    assert len(load(with_sheet(folder, "events", rows)).events) == 2


def test_an_event_lies_at_a_place_of_the_tree_where_there_is_one(folder):
    with_sheet(folder, "places", "place,part_of,alias,why\nAro,,Aro,x\n")
    with_sheet(folder, "events", "event,alias,from,to,place,why\nfire,,2031-05-05,,Nowhere,x\n")
    told = 'codebook/events.csv line 2: unknown place "Nowhere"; add a row for it to places.csv or mend its spelling'
    assert faults(folder, RuleError) == [told]


@pytest.mark.parametrize("other", ["Post\u200b", "POST", "Po\u00adst", "\uff30ost"])
def test_accounts_that_look_the_same_are_told(folder, other):
    rows = with_texts(folder, "Post,", f"{other},")
    assert faults(with_manifest(folder, rows)) == [
        f'manifest.csv line 3: account "{other}" looks like "Post" of {folder}/manifest.csv line 2; write it in one '
        "way if both are of one outlet, or another account".replace(f"{folder}/", "")
    ]


def test_accounts_whose_accents_are_composed_in_two_ways_are_told(folder):
    rows = with_texts(folder, "Caf\u00e9,", "Cafe\u0301,")
    (told,) = faults(with_manifest(folder, rows))
    assert 'looks like "Caf\u00e9" of manifest.csv line 2' in told


@pytest.mark.parametrize("tag", ["i-klingon", "art-lojban", "en-GB-oed", "zh-min-nan"])
def test_a_tag_that_is_older_than_the_rules_for_tags_is_one(folder, tag):
    assert load(with_manifest(folder, f"file,article_id,language\na1.txt,a1,{tag}\n")).articles["language"][0] == tag


@pytest.mark.parametrize("name", ["manifest.csv", "codebook/private.csv"])
def test_a_sheet_of_the_study_is_no_article(folder, name):
    with_sheet(folder, "private", "entity,term,shown_as,why\n")
    rows = f"file,article_id\na1.txt,a1\n{name},a2\n"
    assert faults(with_manifest(folder, rows)) == [
        f'manifest.csv line 3: "{name}" is a sheet of the study, and no article; name the file of an article'
    ]


def test_a_digest_that_is_none_does_not_say_that_the_article_has_changed(folder):
    assert faults(with_manifest(folder, "file,article_id,sha256\na1.txt,a1,xyz\n")) == [
        'manifest.csv line 2: sha256: expected 64 digits from 0 to 9 and a to f, found "xyz"; mend it or leave it empty'
    ]


def test_a_pipe_in_the_place_of_the_manifest_or_of_an_article_is_called_one(folder):
    (folder / "a1.txt").unlink()
    os.mkfifo(folder / "a1.txt")
    assert faults(folder)[0].startswith('manifest.csv line 2: "a1.txt": this is neither a file nor a folder; put the')
    (folder / "manifest.csv").unlink()
    os.mkfifo(folder / "manifest.csv")
    assert faults(folder)[0].startswith("manifest.csv: this is neither a file nor a folder; a study folder needs one")


def test_a_file_is_not_called_a_folder_that_is_missing(folder):
    with pytest.raises(
        StudyError, match=r"manifest\.csv: this is a file, no study folder; name one that holds a manifest"
    ):
        load(folder / "manifest.csv")


def test_an_account_that_can_not_be_seen_is_told(folder):
    rows = with_texts(folder, "\u200b,")
    assert faults(with_manifest(folder, rows)) == [
        "manifest.csv line 2: account: expected text, found only what can't be seen (\\u200b); write the cell anew"
    ]


# Corrections


CLAIM = {"claim_id": "a1:c0000000", "article_id": "a1", "start": 0, "end": 7, "text": "Two men", "low": 2, "high": 2}
REST = {
    "basis": "stated",
    "outcome": "injured",
    "attribution": "none",
    "increment": False,
    "position": "lead",
    "rule": "x",
}


def claims(*changed):
    """Give claims of article a1, each at its own place."""
    rows = [{**dict.fromkeys(CLAIMS.names), **CLAIM, **REST, **cells} for cells in changed]
    return CLAIMS.build([row[name] for name in CLAIMS.names] for row in rows)


def correction(column, before, after, *, table="claims", article_id="a1", start=0, end=7):
    return CORRECTIONS.build([(table, article_id, start, end, column, before, after, "Ana Roe", "read again")])


@pytest.mark.parametrize(
    ("column", "before", "after", "expected"),
    [
        ("outcome", "injured", "killed", "killed"),
        ("low", "2", "1", 1),
        ("high", "2", None, pd.NA),
        ("victims", None, "men", "men"),
        ("increment", "no", "yes", True),
        ("earliest", "2031-03-04", "2031-03-03", pd.Timestamp("2031-03-03")),
    ],
)
def test_a_correction_is_applied_and_the_types_stay(column, before, after, expected):
    table = claims({"earliest": "2031-03-04"}, {"start": 20, "end": 27, "low": 5})
    corrected = correct(table, correction(column, before, after))
    found = corrected[column].iloc[0]
    assert (pd.isna(found) and pd.isna(expected)) or found == expected
    pd.testing.assert_series_equal(corrected.dtypes, table.dtypes)
    pd.testing.assert_frame_equal(corrected.drop(columns=column), table.drop(columns=column))
    pd.testing.assert_frame_equal(corrected.iloc[[1]], table.iloc[[1]])


def test_a_day_of_an_early_year_is_corrected_as_the_sheet_writes_it():
    corrected = correct(claims({"earliest": "0755-03-04"}), correction("earliest", "0755-03-04", "1755-03-04"))
    assert corrected["earliest"].dt.strftime("%Y-%m-%d").tolist() == ["1755-03-04"]
    with pytest.raises(RuleError, match='earliest: expected "0755-03-05", found "0755-03-04"'):
        correct(claims({"earliest": "0755-03-04"}), correction("earliest", "0755-03-05", "1755-03-04"))


def test_a_correction_leaves_the_table_that_it_was_given_as_it_was():
    table = claims({})
    before = table.copy(deep=True)
    correct(table, correction("low", "2", "1"))
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (correction("low", "3", "4"), '0-7: low: expected "3", found "2"; look at the row again'),
        (correction("victims", "men", "women"), '0-7: victims: expected "men", found nothing; look at the row again'),
        (correction("low", None, "4"), '0-7: low: expected nothing, found "2"; look at the row again'),
        (correction("increment", "yes", "no"), '0-7: increment: expected "yes", found "no"; look at the row again'),
        (correction("low", "2", "4", end=8), "0-8: no such row; take the correction out or mend its span"),
        (correction("low", "2", "many"), '0-7: low: expected a whole number, found "many"'),
        (correction("colour", "x", "y"), '0-7: table claims has no column "colour" that can be corrected'),
        (correction("claim_id", "x", "y"), '0-7: table claims has no column "claim_id" that can be corrected'),
    ],
)  # fmt: skip
def test_a_correction_that_no_longer_matches_is_refused(made, words):
    with pytest.raises(RuleError) as caught:
        correct(claims({}), made)
    assert caught.value.faults == (f"corrections: claims a1 {words}",)


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ([("low", "2", "9")], 'low "9" would be above high "2"'),
        ([("high", "2", "1")], 'low "2" would be above high "1"'),
        ([("latest", "2031-03-04", "2031-03-01")], 'earliest "2031-03-03" would be above latest "2031-03-01"'),
        ([("end", "7", "0"), ("start", "0", "3")], 'start "3" would be above end "0"'),
        ([("attributed_start", None, "9"), ("attributed_end", None, "5")],
         'attributed_start "9" would be above attributed_end "5"'),
    ],
)  # fmt: skip
def test_a_correction_that_turns_an_interval_upside_down_is_refused(made, told):
    table = claims({"earliest": "2031-03-03", "latest": "2031-03-04"}, {"start": 20, "end": 27})
    # The second correction finds the row where the first one has put it.
    ends = [(0, 7), (0, 0)] if made[0][0] == "end" else [(0, 7), (0, 7)]
    rows = [correction(*each, start=at[0], end=at[1]) for each, at in zip(made, ends, strict=False)]
    with pytest.raises(RuleError) as caught:
        correct(table, pd.concat(rows))
    assert [fault.split(": ", 2)[2] for fault in caught.value.faults] == [
        f"{told}; correct the other one too, or look at the row again"
    ]


def test_both_ends_of_an_interval_may_be_corrected_in_any_order():
    low, high = correction("low", "2", "9"), correction("high", "2", "12")
    for made in ([low, high], [high, low]):
        corrected = correct(claims({}), pd.concat(made))
        assert corrected[["low", "high"]].to_numpy().tolist() == [[9, 12]]


def test_a_correction_of_an_article_without_rows_is_refused_where_the_article_was_extracted():
    made = correction("low", "2", "1", article_id="a2")
    assert correct(claims({}), made).equals(claims({}))
    with pytest.raises(RuleError, match=r"^corrections: claims a2 0-7: no such row; take the correction out"):
        correct(claims({}), made, articles={"a1", "a2"})
    with pytest.raises(RuleError, match="no such row"):
        correct(CLAIMS.build([]), made, articles={"a2"})


def test_the_corrections_of_every_table_are_told_in_one_round_and_in_their_order():
    made = pd.concat(
        [
            correction("text", "x", "y", table="quotes"),
            correction("low", "3", "1"),
            correction("rule", "x", "y", table="labels"),
        ]
    )
    extracted = {"labels": Table("labels").build([]), "claims": claims({}), "quotes": Table("quotes").build([])}
    with pytest.raises(RuleError) as caught:
        correct_all(extracted, made, {"a1"})
    assert [fault.split()[1] for fault in caught.value.faults] == ["quotes", "claims", "labels"]


def test_all_corrections_that_do_not_match_are_told_at_once():
    made = pd.concat([correction("low", "3", "4"), correction("high", "3", "4"), correction("rule", "x", "y")])
    with pytest.raises(RuleError) as caught:
        correct(claims({}), made)
    assert len(caught.value.faults) == 2


def test_of_two_rows_at_one_place_the_one_that_matches_is_corrected():
    table = claims({"outcome": "killed"}, {"outcome": "injured"})
    corrected = correct(table, correction("outcome", "injured", "missing"))
    assert corrected["outcome"].tolist() == ["killed", "missing"]


def test_corrections_of_other_tables_and_articles_are_passed_over():
    table = claims({})
    for made in (correction("kind", "a", "b", table="quotes"), correction("low", "9", "1", article_id="a2")):
        pd.testing.assert_frame_equal(correct(table, made), table)


def test_two_articles_of_one_outlet_are_two_accounts(folder):
    rows = with_texts(folder, ",", "Aro Post,Aro Post", ",Aro Post")
    assert load(with_manifest(folder, rows)).articles["account"].tolist() == ["a1", "Aro Post (a2)", "Aro Post (a3)"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("claims,a9,0,7,low,2,3,Ana,why", 'unknown article_id "a9"; add it or mend its spelling'),
        ("claims,a1,0,7,colour,2,3,Ana,why", 'table claims has no column "colour" that can be corrected'),
        ("claims,a1,0,7,low,2,many,Ana,why", 'low: expected a whole number, found "many"'),
        ("claims,a1,0,7,basis,,stated,Ana,why", "basis: is empty; write a value or take the line out"),
        ("claims,a1,-1,7,low,2,3,Ana,why", 'start: expected a whole number, found "-1"'),
        ("claims,a1,0,7,low,2,3,,why", "who: is empty; write a value or take the line out"),
        ("claims,a1,0,7,low,2,3,Ana,", "why: is empty; write a value or take the line out"),
        (
            "keyness,a1,0,7,low,2,3,Ana,why",
            'table: expected one of labels, actions, quotes, claims; found "keyness"',
        ),
    ],
)
def test_a_correction_that_can_not_be_meant_is_refused_when_the_study_is_loaded(folder, row, fault):
    with_sheet(folder, "corrections", f"table,article_id,start,end,column,from,to,who,why\n{row}\n")
    assert faults(folder, RuleError) == [f"codebook/corrections.csv line 2: {fault}"]


def test_an_article_at_fault_makes_no_second_fault_of_its_corrections(folder):
    with_sheet(
        folder,
        "corrections",
        "table,article_id,start,end,column,from,to,who,why\nclaims,a1,0,7,low,2,3,Ana Roe,read again\n",
    )
    (folder / "a1.txt").unlink()
    assert len(faults(folder)) == 1


def test_a_manifest_that_can_not_be_read_makes_no_second_fault_of_the_corrections(folder):
    header = "table,article_id,start,end,column,from,to,who,why\n"
    with_sheet(folder, "corrections", f"{header}claims,a1,0,7,low,2,3,Ana Roe,read again\n")
    (folder / "manifest.csv").unlink()
    assert len(faults(folder)) == 1


# The study that ships


def test_the_five_articles_are_as_they_were_received():
    articles = load(SEEDS).articles
    manifest = pd.read_csv(SEEDS / "manifest.csv")
    assert len(articles) == 5
    for file, digest in zip(manifest["file"], manifest["sha256"], strict=True):
        assert hashlib.sha256((SEEDS / file).read_bytes()).hexdigest() == digest


def test_git_keeps_the_bytes_of_the_articles():
    if not (ROOT / ".git").exists():  # an unpacked source archive has no git to ask
        pytest.skip("this is no clone")
    names = sorted(path.name for path in SEEDS.glob("*.txt"))
    told = subprocess.run(
        ["git", "check-attr", "text", "--", *(f"seeds/{name}" for name in names)],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert told.splitlines() == [f"seeds/{name}: text: unset" for name in names]


def test_what_the_text_of_an_article_does_not_show_stays_empty():
    articles = load(SEEDS).articles.set_index("article_id")
    assert articles["outlet"].dropna().to_dict() == {"a002": "Mena Today"}
    assert articles["agency"].dropna().to_dict() == {"a000": "AFP", "a002": "Reuters", "a004": "AFP"}
    assert articles["published_to"].isna().all()
    assert articles["published_from"].dt.strftime("%d").tolist() == ["09", "09", "09", "09", "08"]


def test_a_study_may_be_named_by_a_path_or_by_words(folder):
    assert load(str(folder)).articles.equals(load(Path(folder)).articles)


SHEETS_OF_EVENTS = {
    "a tree with a loop": ("places", "place,part_of,alias,why\nAro,Bru,Aro,x\nBru,Aro,Bru,x\n", "is a part of itself"),
    "an unknown parent": ("places", "place,part_of,alias,why\nAro,Bru,Aro,x\n", 'unknown part_of "Bru"'),
    "one alias of two places": ("places", "place,part_of,alias,why\nAro,,Aro,x\nBru,,Aro,x\n", "stands in"),
    "a last day alone": ("events", "event,alias,from,to,place,why\nfire,,,2031-05-02,,x\n", "without from"),
    "days turned round": (
        "events",
        "event,alias,from,to,place,why\nfire,,2031-05-03,2031-05-02,,x\n",
        "exchange them",
    ),
    "two first days": (
        "events",
        "event,alias,from,to,place,why\nfire,fire,2031-05-03,,,x\nfire,blaze,2031-05-04,,,x\n",
        "write one",
    ),
    "one alias of two events": (
        "events",
        "event,alias,from,to,place,why\nfire,blaze,,,,x\nflood,blaze,,,,x\n",
        "take one of them out",
    ),
    "a first day after the last day of another row": (
        "events",
        "event,alias,from,to,place,why\nfire,f1,2031-05-07,,,x\nfire,f2,,2031-05-06,,x\n",
        "line 3: from 2031-05-07 of",
    ),
    "a last day alone in two rows": (
        "events",
        "event,alias,from,to,place,why\nfire,f1,,,,x\nfire,f2,,2031-05-06,,x\n",
        "line 3: to 2031-05-06 stands there without from",
    ),
    "two events named after each other": (
        "events",
        "event,alias,from,to,place,why\nfire,flood,,,,x\nflood,fire,,,,x\n",
        'line 3: event "flood" has the alias "fire", and it the other way round in',
    ),
    "two places named after each other": (
        "places",
        "place,part_of,alias,why\nAro,,Bru,x\nBru,,Aro,x\n",
        'line 3: place "Bru" has the alias "Aro", and it the other way round in',
    ),
    "two outlets named after each other": (
        "outlets",
        "outlet,alias,why\nPost,Courier,x\nHerald,Post,x\n",
        'line 3: alias "Post" of "Herald" is the outlet of',
    ),
    "a name that can't be seen": (
        "places",
        "place,part_of,alias,why\n\u200b,,Aro,x\n",
        "place: expected text, found only what can't be seen (\\u200b); write the cell anew",
    ),
    "one spelling of two outlets": ("outlets", "outlet,alias,why\nPost,post,x\nCourier,Post,x\n", "stands in"),
}


@pytest.mark.parametrize("what", SHEETS_OF_EVENTS)
def test_what_can_not_be_meant_of_events_places_and_outlets_is_told(folder, what):
    sheet, text, told = SHEETS_OF_EVENTS[what]
    with_sheet(folder, sheet, text)
    found = faults(folder, RuleError)
    assert found
    assert all(f"codebook/{sheet}.csv line" in line for line in found)
    assert told in found[0]


def test_an_event_without_days_or_a_place_is_one():
    events = read_events(EVENTS.build([("fire", "the blaze", None, None, None, "x")]), None)
    assert [event.name for event in events.known] == ["fire"]
    assert events.by_name("The blaze was put out.").name == "fire"
