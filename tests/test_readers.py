"""Articles in whatever form a researcher has them: all of them, with what they say of themselves, and nothing else."""

import csv
import gzip
import json
import os
from pathlib import Path

import forms
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit
from toolkit.cli import run
from toolkit.errors import SourceError
from toolkit.readers import dates, encodings, objects, read_articles, read_source
from toolkit.readers.dates import read_days
from toolkit.rules import rows

GOLDEN = Path(__file__).parent / "golden"
ALL = forms.SEVEN | forms.FURTHER
DATES = list(csv.DictReader((GOLDEN / "dates.csv").read_text(encoding="utf-8").splitlines()))
WORDS = "Two people were killed in Port Aro on Monday, the coast guard said."


def written(path, name):
    write, numbers = ALL[name]
    return write(path / name, numbers), numbers


def reasons(collection):
    return collection.rejected["reason"].tolist()


def test_a_source_leaves_the_longest_cell_of_other_tables_as_it_was(tmp_path):
    (tmp_path / "news.csv").write_text(f"""text\n"{WORDS}"\n""")
    before = csv.field_size_limit()
    assert len(read_articles(tmp_path / "news.csv")) == 1
    assert csv.field_size_limit() == before


# The forms


@pytest.mark.parametrize("name", ALL)
def test_every_article_of_a_form_comes_in_with_its_words(name, tmp_path):
    source, numbers = written(tmp_path, name)
    found = read_source(source)
    assert found.rejected.empty
    assert len(found.articles) == len(numbers)
    texts = "\n\f\n".join(found.articles["text"])
    assert [number for number in numbers if forms.body(number) not in texts] == []


@pytest.mark.parametrize("name", [name for name in ALL if name not in {"texts", "articles.warc"}])
def test_title_outlet_and_day_come_from_the_source(name, tmp_path):
    source, numbers = written(tmp_path, name)
    articles = read_articles(source).set_index("title")
    assert set(articles.index) == {forms.title(number) for number in numbers}
    for number in numbers:
        row = articles.loc[forms.title(number)]
        day = "2025-05-03" if name == "articles.jsonl.gz" else f"2025-05-{number % 27 + 1:02d}"
        assert str(row["published_from"].date()) == str(row["published_to"].date()) == day
        assert name == "articles.jsonl.gz" or row["outlet"] in {"The Aro Post", "aro.invalid"}


@pytest.mark.parametrize("name", ["nexis.docx", "nexis.rtf", "lexis.txt", "factiva.txt"])
def test_what_a_database_writes_round_an_article_is_not_its_text(name, tmp_path):
    source, _ = written(tmp_path, name)
    for text in read_articles(source)["text"]:
        assert text.startswith("Ferry burns")
        assert text.endswith("missing in the evening.")
        assert "Copyright" not in text


def test_several_sources_are_read_as_one(tmp_path):
    sources = [written(tmp_path, name)[0] for name in forms.SEVEN]
    found = read_source(sources)
    assert len(found.articles) == 40
    assert found.articles["article_id"].is_unique
    assert found.sources["articles"].sum() == 40


def test_a_folder_of_all_forms_is_read_as_one(tmp_path):
    for name in ALL:
        written(tmp_path, name)
    assert len(read_articles(tmp_path)) == 40 + 15


def test_the_same_source_gives_the_same_table(tmp_path):
    for name in forms.SEVEN:
        written(tmp_path, name)
    pd.testing.assert_frame_equal(read_articles(tmp_path), read_articles(tmp_path))


def test_ids_are_short_and_the_own_id_is_kept(tmp_path):
    source, _ = written(tmp_path, "media-cloud.csv")
    articles = read_articles(source)
    assert articles["article_id"].tolist()[:2] == ["media-cloud-1", "media-cloud-2"]
    assert articles["source_id"][0] == "0" * 64
    assert articles["url"][1] == "https://aro.invalid/1"


def test_a_short_id_of_the_source_is_taken_and_a_second_one_of_its_name_is_not(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"id": name, "text": WORDS}) for name in ("n1", "n1", "n2")))
    assert read_articles(path)["article_id"].tolist() == ["n1", "a-2", "n2"]


def test_files_of_one_name_get_ids_of_their_folders(tmp_path):
    for folder in ("Aro Post", "Brin Daily"):
        forms.texts(tmp_path / folder, range(1))
    assert read_articles(tmp_path)["article_id"].tolist() == ["aro-post-000", "brin-daily-000"]


@pytest.mark.parametrize(("packed", "name"), [("gzip", "gz"), ("zstd", "zst")])
def test_packed_lines_are_unpacked(packed, name, tmp_path):
    path = tmp_path / f"a.jsonl.{name}"
    with pa.CompressedOutputStream(pa.OSFile(str(path), "wb"), packed) as file:
        file.write(lines_of(2))
    found = read_source(path)
    assert found.articles["text"].tolist() == [f"0 {WORDS}", f"1 {WORDS}"]
    assert found.sources["form"].tolist() == [f"JSON lines in {packed}"]


def test_a_form_is_told_by_content_not_by_name(tmp_path):
    source = forms.nexis_rtf(tmp_path / "export.doc", range(2))
    assert len(read_articles(source)) == 2
    table = forms.media_cloud(tmp_path / "export.txt", range(2))
    assert len(read_articles(table)) == 2


def test_a_list_of_objects_within_an_object_is_found(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"status": "ok", "articles": [{"source": {"name": "Aro Post"}, "text": WORDS}] * 2}))
    assert read_articles(path)["outlet"].tolist() == ["Aro Post"] * 2


# Columns


def test_what_a_column_means_can_be_said(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f'story,paper,text\n"{WORDS}",Aro Post,short\n')
    article = read_articles(path, columns={"story": "text", "paper": "outlet"}).iloc[0]
    assert (article["text"], article["outlet"]) == (WORDS, "Aro Post")


def test_a_meaning_that_there_is_not_is_refused(tmp_path):
    with pytest.raises(SourceError, match='column "paper": no meaning "journal"; expected one of text, title, outlet'):
        read_source(tmp_path, columns={"paper": "journal"})


def test_an_address_is_no_outlet_and_an_outlet_no_address(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        "\n".join(json.dumps({"source": name, "text": WORDS}) for name in ("Aro Post", "https://aro.invalid/1"))
    )
    articles = read_articles(path)
    assert articles["outlet"].tolist()[0] == "Aro Post"
    assert articles["url"].tolist()[1] == "https://aro.invalid/1"
    assert articles["outlet"].isna()[1]


def test_zeros_and_na_in_a_workbook_stay_text(tmp_path):
    path = forms.workbook(tmp_path / "a.xlsx", [["id", "outlet", "text"], ["0012", "NA", WORDS]])
    article = read_articles(path).iloc[0]
    assert (article["article_id"], article["outlet"]) == ("0012", "NA")


def test_a_list_beside_texts_is_joined_to_them(tmp_path):
    forms.texts(tmp_path, range(2))
    (tmp_path / "about.csv").write_text(
        "filename,outlet,date\n000.txt,Aro Post,2025-05-03\n009.txt,Brin Daily,2025-05-04\n"
    )
    found = read_source(tmp_path, most_rejected=0.5)
    assert found.articles["outlet"].tolist()[0] == "Aro Post"
    assert str(found.articles["published_to"][0].date()) == "2025-05-03"
    assert reasons(found) == ['no file "009.txt"; add it to the folder or take the row out']


def test_a_list_of_gdelt_is_joined_to_the_pages_that_it_names(tmp_path):
    forms.warc(tmp_path / "pages.warc", range(2))
    (tmp_path / "gdelt.csv").write_text(
        "url,title,seendate,domain,language\nhttps://aro.invalid/1,Ferry burns,20250505T224000Z,aro.invalid,English\n"
    )
    article = read_articles(tmp_path).set_index("url").loc["https://aro.invalid/1"]
    assert article["language"] == "en"
    assert str(article["published_to"].date()) == "2025-05-05"
    assert pd.isna(article["published_from"])


def test_a_list_alone_says_what_is_missing(tmp_path):
    (tmp_path / "gdelt.csv").write_text("url,title\nhttps://aro.invalid/1,Ferry burns\n")
    with pytest.raises(SourceError, match="an address without a text; save the page and name its folder too"):
        read_source(tmp_path / "gdelt.csv")


# Dates


@pytest.mark.parametrize("row", DATES, ids=lambda row: row["cell"])
def test_a_date_means_the_days_that_it_can_mean(row):
    found = read_days(row["cell"], row["order"] or None)
    if row["fault"]:
        assert row["fault"] in str(found)
    else:
        assert (str(found[0]), str(found[1])) == (row["first"], row["last"])


@pytest.mark.parametrize("row", rows("date_forms"), ids=lambda row: row["form"])
def test_every_form_of_date_reads_its_example(row):
    found = read_days(row["example"], "dmy" if row["order"] else None)
    assert isinstance(found, dates.Days)


@given(st.dates(min_value=pd.Timestamp("1900-01-01").date(), max_value=pd.Timestamp("2100-01-01").date()))
def test_a_day_written_in_any_form_is_that_day(day):
    for form in ("%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%a, %d %B %Y 10:40", "%Y-%m-%dT22:40:00Z", "%Y%m%d"):
        assert read_days(day.strftime(form)) == (day, day)


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_of_dates_fail(text):
    assert isinstance(read_days(text), str | tuple)


def test_an_article_whose_date_cant_be_read_is_kept_without_it(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f'date,text\n03/04/05,"{WORDS}"\n31/02/2025,"{WORDS}"\n')
    found = read_source(path)
    assert found.articles["published_from"].isna().all()
    assert found.articles["date_basis"].tolist() == ['not read: date "03/04/05"', 'not read: date "31/02/2025"']
    assert "1 not read: date:" in found.sources["note"][0]
    assert str(read_articles(path, dates="dmy")["published_from"][0].date()) == "2005-04-03"


def test_an_unknown_order_of_dates_is_refused(tmp_path):
    with pytest.raises(SourceError, match='dates: expected one of dmy, mdy, ymd, found "dym"'):
        read_source(tmp_path, dates="dym")


# Encodings

FRENCH = (
    "À Port Aro, douze personnes ont été tuées lundi dans l’incendie d’un bac, a déclaré la préfète. "
    "L’enquête a déjà commencé."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_in_another_encoding_is_read_and_that_is_said(encoding, tmp_path):
    (tmp_path / "a.txt").write_bytes(FRENCH.encode(encoding))
    found = read_source(tmp_path)
    assert found.articles["text"].tolist() == [FRENCH]
    expected = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16"}
    assert found.sources["encoding"][0] == expected.get(encoding, found.sources["encoding"][0])
    assert (found.sources["encoding"][0] == "UTF-8") == encoding.startswith("utf-8")


def test_one_damaged_line_does_not_change_the_encoding_of_the_others(tmp_path):
    good = json.dumps({"text": FRENCH}, ensure_ascii=False).encode()
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([good, good.replace("é".encode(), b"\xe9"), good]))
    found = read_source(tmp_path, most_rejected=0.5)
    assert found.articles["text"].tolist() == [FRENCH] * 2
    assert found.rejected["line"].tolist() == [2]
    assert "damaged, or not UTF-8" in reasons(found)[0]


def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path):
    words = "Κάηκε ένα πλοίο στο λιμάνι του Άρο τη Δευτέρα και δώδεκα άνθρωποι πέθαναν. " * 5
    page = f'<html><head><meta charset="iso-8859-7"></head><body><article><p>{words}</p></article></body></html>'
    (tmp_path / "a.html").write_bytes(page.encode("iso-8859-7"))
    found = read_source(tmp_path)
    assert "δώδεκα άνθρωποι" in found.articles["text"][0]
    assert found.sources["encoding"].tolist() == ["iso-8859-7"]


# What can't be read


def csv_of(lines):
    return "id,outlet,text\n" + "\n".join(lines) + "\n"


def test_a_bad_row_costs_itself_alone(tmp_path):
    lines = [f'n{n},Aro Post,"{WORDS}"' for n in range(40)]
    lines[10] = 'n10,Aro Post,"a quotation mark that is not closed'
    lines[20] = "n20,Aro Post"
    (tmp_path / "a.csv").write_text(csv_of(lines))
    found = read_source(tmp_path, most_rejected=0.06)
    assert found.articles["article_id"].tolist() == [f"n{n}" for n in range(40) if n not in (10, 20)]
    assert found.rejected["line"].tolist() == [12, 22]
    assert found.rejected["beginning"][0] == lines[10] + "\n"
    assert reasons(found)[1] == "expected 3 cells, found 2"


def test_too_much_that_cant_be_read_stops_the_run_with_its_reasons(tmp_path):
    lines = [f'n{n},Aro Post,"{WORDS}"' for n in range(18)] + ["n18,Aro Post", "n19,Aro Post"]
    (tmp_path / "a.csv").write_text(csv_of(lines))
    with pytest.raises(SourceError, match="2 of 20 records can't be read, more than 5%; mend them, or allow more"):
        read_source(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.jsonl", b'{"text": 12}', "expected text, found a number"),
        ("a.jsonl", b'{"text": "..."}', "found no words in the text"),
        ("a.jsonl", b'{"text": "a \\ud800 b"}', "expected whole characters, found half of one at 2"),
        ("a.jsonl", b'{"text": "a"', "expected JSON, found what is none"),
        ("a.jsonl", b'["a"]\n', "expected an object, found text"),
        ("a.json", b"[" * 10_000, "found one within another without end"),
        ("a.csv", b"one,two\n1,2\n", "no column gives the text; found one, two; name it with --map COLUMN=text"),
        ("a.html", b"<html><script>document.write('12 killed')</script></html>", "found no article in the page"),
        ("a.pdf", b"%PDF-1.7", "a PDF has no words in order; save the article as text or HTML"),
        ("a.bin", b"\x00\x01\x02", "no form that is known"),
        ("a.xlsx", b"PK\x03\x04broken", "a ZIP that holds no document and no table; unpack it first"),
        ("a.xls", b"\xd0\xcf\x11\xe0broken", "expected a workbook, found what can't be opened as one"),
        ("a.parquet", b"PAR1broken", "can't be read beyond here"),
        ("a.txt", b" \n", "found no words in the text"),
        ("a.txt", b"", "found no words in the text"),
    ],
)
def test_what_cant_be_read_is_kept_with_its_reason(name, content, reason, tmp_path):
    forms.texts(tmp_path / "good", range(1))
    (tmp_path / name).write_bytes(content)
    found = read_source(tmp_path, most_rejected=0.5)
    assert len(found.articles) == 1
    assert len(found.rejected) == 1
    assert reason in reasons(found)[0]
    assert found.rejected["file"][0] == str(tmp_path / name)


def test_a_document_nested_without_end_is_one_fault(tmp_path):
    forms.texts(tmp_path / "good", range(1))
    (tmp_path / "a.jsonl").write_text('{"a":' * 10_000 + "1" + "}" * 10_000 + "\n")
    assert "without end" in reasons(read_source(tmp_path, most_rejected=0.5))[0]


WITHOUT_END = {
    "a.jsonl": [json.dumps({"text": WORDS}), '{"text": "' + "a" * 5000 + '"}', json.dumps({"text": WORDS + " Again."})],
    "a.csv": ["id,text", f'x1,"{WORDS}"', "x2," + "a" * 5000, f'x3,"{WORDS} Again."'],
}


@pytest.mark.parametrize("name", WITHOUT_END)
def test_a_line_without_end_takes_no_memory_and_costs_itself(tmp_path, monkeypatch, name):
    monkeypatch.setattr(encodings, "LONGEST_LINE", 1000)
    lines = WITHOUT_END[name]
    (tmp_path / name).write_text("\n".join(lines))
    found = read_source(tmp_path, most_rejected=0.5)
    assert len(found.articles) == 2
    assert found.rejected["line"].tolist() == [len(lines) - 1]
    assert "a line without end" in reasons(found)[0]
    assert found.rejected["beginning"][0] == lines[-2][:200]


def test_a_document_too_large_to_be_read_whole_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(objects, "LONGEST_DOCUMENT", 100)
    forms.texts(tmp_path / "good", range(1))
    (tmp_path / "a.json").write_text(json.dumps([{"text": WORDS}] * 10, indent=1))
    assert "write one object a line (.jsonl)" in reasons(read_source(tmp_path, most_rejected=0.5))[0]


def lines_of(count):
    return "\n".join(json.dumps({"id": f"n{n}", "text": f"{n} {WORDS}"}) for n in range(count)).encode()


def test_a_gzip_that_is_cut_gives_what_came_before(tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines_of(2000))[:-2000])
    found = read_source(tmp_path)
    assert len(found.articles) > 100
    assert found.articles["article_id"].tolist() == [f"n{n}" for n in range(len(found.articles))]
    assert "the file is cut or damaged after line" in reasons(found)[-1]


def test_a_gzip_that_lies_about_its_size_gives_all_articles_and_says_so(tmp_path):
    packed = gzip.compress(lines_of(30))
    (tmp_path / "a.jsonl.gz").write_bytes(packed[:-4] + b"\x01\x00\x00\x00")
    found = read_source(tmp_path)
    assert len(found.articles) == 30
    assert "the file is cut or damaged after line 30" in reasons(found)[0]


def test_an_archive_that_is_cut_gives_the_pages_before(tmp_path):
    forms.warc(tmp_path / "a.warc", range(3), cut=300)
    found = read_source(tmp_path, most_rejected=0.5)
    assert len(found.articles) == 2
    assert reasons(found) == ["the archive ends within this record"]
    assert found.rejected["beginning"].tolist() == ["https://aro.invalid/2"]


def test_a_parquet_file_of_other_types_says_which(tmp_path):
    pq.write_table(pa.table({"text": [1, 2]}), tmp_path / "a.parquet")
    forms.texts(tmp_path / "good", range(1))
    assert reasons(read_source(tmp_path, most_rejected=0.9)) == ["expected text, found a number"] * 2


def test_a_cell_that_excel_has_cut_is_no_article(tmp_path):
    forms.texts(tmp_path / "good", range(1))
    forms.workbook(tmp_path / "a.xlsx", [["id", "text"], ["a", "a b " * 8191 + "abc"]])
    assert "Excel has cut the text" in reasons(read_source(tmp_path, most_rejected=0.5))[0]


def test_a_path_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.txt").write_text(WORDS)
    forms.texts(tmp_path / "good", range(1))
    (tmp_path / "good" / "link.txt").symlink_to(tmp_path / "secret.txt")
    found = read_source(tmp_path / "good", most_rejected=0.5)
    assert reasons(found) == ["leads out of the folder; copy it into the folder"]
    assert len(found.articles) == 1


def test_a_source_that_is_not_there_is_one_line(tmp_path):
    with pytest.raises(SourceError, match="no such file or folder; name one that holds articles"):
        read_articles(tmp_path / "nowhere")


def test_an_empty_folder_holds_no_articles(tmp_path):
    with pytest.raises(SourceError, match="expected articles, found none that can be read"):
        read_articles(tmp_path)


def read_bytes(temp, content):
    """Read what stands in one file beside a good one: that one must come in whatever the other holds."""
    folder = temp / "bytes"
    folder.mkdir(exist_ok=True)
    (folder / "a").write_bytes(content)
    if not (folder / "b.txt").exists():
        (folder / "b.txt").write_text(WORDS)
    assert WORDS in read_articles(folder, most_rejected=1)["text"].tolist()


@settings(max_examples=20)
@given(st.binary(max_size=300))
def test_no_bytes_make_a_reader_fail(tmp_path_factory, content):
    read_bytes(tmp_path_factory.getbasetemp(), content)


@pytest.mark.parametrize(
    "head", [b"{", b'{"text": ', b"[", b"text,id\n", b"<html>", b"{\\rtf1 ", b"PK\x03\x04", b"WARC/1.0\r\n"]
)
@settings(max_examples=20)
@given(rest=st.binary(max_size=200))
def test_nothing_behind_a_good_beginning_makes_a_reader_fail(tmp_path_factory, head, rest):
    read_bytes(tmp_path_factory.getbasetemp(), head + rest)


# The command


@pytest.mark.parametrize("name", forms.SEVEN)
def test_one_command_makes_a_study_of_a_form_and_says_it_in_three_lines(name, tmp_path, capsys):
    source, numbers = written(tmp_path, name)
    assert run(["new", str(tmp_path / "study"), "--from", str(source)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert len(out.splitlines()) <= 3
    assert out.startswith(f"{len(numbers)} articles from ")
    study = toolkit.load(tmp_path / "study")
    assert len(study.articles) == len(numbers)
    for text in study.articles["text"]:
        assert text.startswith("Ferry burns off Port")


def test_the_mapping_of_columns_is_shown(tmp_path, capsys):
    (tmp_path / "a.csv").write_text(
        f'media_name,publish_date,text\nAro Post,,"{WORDS}"\nAro Post,2025-05-03,"{WORDS}"\n'
    )
    assert run(["new", str(tmp_path / "study"), "--from", str(tmp_path / "a.csv")]) == 0
    assert "media_name → outlet, publish_date → published_from (1 of 2 rows)" in capsys.readouterr().out


def test_a_row_that_could_not_be_read_is_counted_among_the_rows(tmp_path, capsys):
    lines = [f'Aro Post,2031-05-03,"{WORDS}"'] * 2 + ["Aro Post,2031-05-03,", f'Aro Post,,"{WORDS}"']
    (tmp_path / "a.csv").write_text("\n".join(["media_name,publish_date,text", *lines, ""]))
    assert run(["new", str(tmp_path / "study"), "--from", str(tmp_path / "a.csv"), "--most-rejected", "50"]) == 0
    assert "media_name → outlet, publish_date → published_from (3 of 4 rows)" in capsys.readouterr().out


def test_what_could_not_be_read_is_in_the_study(tmp_path, capsys):
    lines = [f'n{n},Aro Post,"{WORDS}"' for n in range(30)] + ["n30,Aro Post"]
    (tmp_path / "a.csv").write_text(csv_of(lines))
    assert run(["new", str(tmp_path / "study"), "--from", str(tmp_path / "a.csv")]) == 0
    assert "1 records can't be read, see rejected.jsonl" in capsys.readouterr().out
    (line,) = (tmp_path / "study" / "rejected.jsonl").read_text().splitlines()
    assert json.loads(line) == {
        "file": str(tmp_path / "a.csv"),
        "line": 32,
        "reason": "expected 3 cells, found 2",
        "beginning": "n30,Aro Post\n",
    }


def test_check_says_all_of_a_source_before_anything_runs(tmp_path, capsys):
    forms.texts(tmp_path, range(1))
    (tmp_path / "a.csv").write_text(csv_of([f'n1,Aro Post,"{WORDS}"', "n2,Aro Post"]))
    assert run(["check", str(tmp_path), "--most-rejected", "50"]) == 0
    out, err = capsys.readouterr()
    assert f"{tmp_path / 'a.csv'}: CSV in UTF-8; 1 articles, 1 rejected" in out
    assert err == f"{tmp_path / 'a.csv'} line 3: expected 3 cells, found 2\n"


def test_a_run_that_stops_leaves_no_study(tmp_path, capsys):
    (tmp_path / "a.csv").write_text(csv_of(["n2,Aro Post"]))
    assert run(["new", str(tmp_path / "study"), "--from", str(tmp_path / "a.csv")]) == 1
    assert not (tmp_path / "study").exists()
    assert "expected 3 cells, found 2" in capsys.readouterr().err


def test_a_full_disk_leaves_nothing_half_written(tmp_path, capsys, monkeypatch):
    source = forms.texts(tmp_path / "texts", range(3))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert run(["new", str(tmp_path / "study"), "--from", str(source)]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'study'}: the study can't be written: No space left on device\n"
    assert {path.name for path in tmp_path.iterdir()} == {"texts"}


def test_a_column_without_a_meaning_is_a_wrong_command(tmp_path, capsys):
    assert run(["new", str(tmp_path / "study"), "--from", str(tmp_path), "--map", "story"]) == 2
    assert 'expected COLUMN=MEANING, found "story"' in capsys.readouterr().err


def test_a_pipe_in_a_source_is_never_waited_for(tmp_path):
    forms.texts(tmp_path, range(1))
    os.mkfifo(tmp_path / "pipe.txt")
    found = read_source(tmp_path, most_rejected=0.5)
    assert reasons(found) == ["neither a file nor a folder; put a file there or take it away"]


TWICE = '{"headline": "Fire in Aro", "body": "Two men were killed in Aro.", "headline": "Flood in Osk"}'
ONCE = '{"headline": "Fire in Aro", "body": "Two men were killed in Aro on Monday."}'


@pytest.mark.parametrize(("name", "content"), [("a.jsonl", f"{ONCE}\n{TWICE}\n"), ("a.json", f"[{ONCE}, {TWICE}]")])
def test_an_object_with_a_field_that_stands_in_it_twice_is_rejected(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    found = read_source([tmp_path / name], most_rejected=1)
    assert found.articles["title"].tolist() == ["Fire in Aro"]
    assert found.rejected["reason"].tolist() == ['expected each field once, found "headline" twice']
