"""Any source, any number of articles, any number of processes: the same bytes, whatever ends the run on the way."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from invented import HARBOUR, STRAIT, ferry_study

from toolkit import (
    claims,
    compare_wordings,
    find_claims,
    find_copies,
    find_stories,
    intake,
    limits,
    link_quotes,
    load_example,
    open_tables,
    reconcile,
    shards,
)
from toolkit import extract as extraction
from toolkit.cli import run
from toolkit.errors import SourceError, StudyError, TableError, ToolkitError
from toolkit.extract import extract
from toolkit.found import in_article_of
from toolkit.intake import Intake
from toolkit.jsonl import read_lines
from toolkit.places import example
from toolkit.progress import _Tenths
from toolkit.readers import Options
from toolkit.seen import Seen
from toolkit.shards import Job, digest_of
from toolkit.tables import CLAIMS
from toolkit.unfinished import Unfinished
from toolkit.workers import Task, anywhere, processes, run_apart

TEXT = "Two men were killed in Aro, Ana Roe said. It rained."


@pytest.fixture
def source(tmp_path):
    """Give a file of eight articles under ids of their own, with a column that the toolkit does not know."""
    path = tmp_path / "articles.jsonl"
    rows = [
        {"id": f"a{n}", "text": HARBOUR if n % 2 else STRAIT, "outlet": "Aro Post", "desk": f"coast {n}"}
        for n in range(8)
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def small(monkeypatch):
    """Make shards of two articles."""
    monkeypatch.setattr(extraction, "SHARD_ARTICLES", 2)


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# Any source


@pytest.mark.parametrize("packed", [False, True])
def test_a_source_of_any_form_is_extracted(tmp_path, packed):
    table = "id,story,paper,date,mood\nx1,Two men were killed in Aro.,Aro Post,2031-03-05,grim\n"
    path = tmp_path / ("a.csv.gz" if packed else "a.csv")
    path.write_bytes(gzip.compress(table.encode()) if packed else table.encode())
    done = extract(path, tmp_path / "out", options=Options({"story": "text", "paper": "outlet"}))
    articles = open_tables(tmp_path / "out")["articles"].iloc[0]
    assert done.rows["claims"] == 1
    assert (articles["outlet"], articles["further"], articles["line"]) == ("Aro Post", '{"mood": "grim"}', 2)
    assert str(articles["published_from"].date()) == "2031-03-05"


def test_the_command_extracts_a_folder_of_texts(tmp_path, capsys):
    (tmp_path / "texts").mkdir()
    for number in range(3):
        (tmp_path / "texts" / f"{number}.txt").write_text(TEXT, encoding="utf-8")
    assert run(["extract", str(tmp_path / "texts"), str(tmp_path / "out"), "--workers", "1"]) == 0
    assert "articles.parquet: 3 rows" in capsys.readouterr().out
    assert run(["extract", str(tmp_path / "texts"), str(tmp_path / "out"), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_what_a_source_says_of_an_article_is_carried(tmp_path, source):
    extract(source, tmp_path / "out")
    articles = open_tables(tmp_path / "out")["articles"]
    assert articles["outlet"].unique().tolist() == ["Aro Post"]
    assert [json.loads(each)["desk"] for each in articles["further"]] == [f"coast {n}" for n in range(8)]
    assert articles["line"].tolist() == list(range(1, 9))
    assert articles["language"].unique().tolist() == ["en"]


def test_one_bad_line_in_a_hundred_is_rejected_and_stops_nothing(tmp_path):
    lines = [json.dumps({"id": f"a{n}", "text": TEXT}) for n in range(99)]
    (tmp_path / "a.jsonl").write_text("\n".join([*lines[:50], '{"id": "x", "text": 7}', *lines[50:]]), encoding="utf-8")
    done = extract(tmp_path / "a.jsonl", tmp_path / "out")
    assert (done.articles, done.rejected) == (99, 1)
    rejected = json.loads((tmp_path / "out" / "rejected.jsonl").read_text(encoding="utf-8"))
    assert (rejected["line"], rejected["reason"]) == (51, 'expected text in "text", found a number')
    assert extract(tmp_path / "a.jsonl", tmp_path / "out").rejected == 1


def test_a_source_of_which_too_much_is_rejected_gives_nothing(tmp_path):
    (tmp_path / "a.csv").write_text("id,text\nx1,Two died.\nx2,\nx3,...\n", encoding="utf-8")
    with pytest.raises(SourceError, match="2 of 3 records can't be read, more than 5%"):
        extract(tmp_path / "a.csv", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert extract(tmp_path / "a.csv", tmp_path / "out", most_rejected=0.9).rejected == 2


def test_every_version_of_a_study_s_articles_is_extracted(tmp_path):
    done = extract(example(), tmp_path / "out")
    assert done.articles == 8
    assert open_tables(tmp_path / "out")["articles"]["version_of"].dropna().tolist() == ["brin-2"]


def test_where_details_are_generalised_the_articles_themselves_stay_here(tmp_path):
    extract(ferry_study(tmp_path / "ferry"), tmp_path / "out", generalised=True)
    articles = open_tables(tmp_path / "out")["articles"]
    assert articles[["text", "title", "authors", "url", "further"]].isna().all(axis=None)
    assert articles["article_id"].notna().all()


def named_after_ana(path, rows):
    """Write articles of which the third is called after a private person, and the fourth is a later version of it."""
    ids = ("a", "b", "2031-ana-roe", "c", "d")
    later = {"c": {"version_of": "2031-ana-roe"}, "d": {"version_of": "a", "outlet": "Ana Roe Weekly"}}
    lines = [json.dumps({"id": name, "text": TEXT, **later.get(name, {})}) for name in ids]
    path.write_text("\n".join([*lines, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("size", [1, 2, 1000])
def test_generalised_articles_bear_the_numbers_of_their_tables_in_shards_of_any_size(tmp_path, monkeypatch, size):
    study, source = ferry_study(tmp_path / "study"), named_after_ana(tmp_path / "a.jsonl", [])
    monkeypatch.setattr(extraction, "SHARD_ARTICLES", size)
    extract(source, tmp_path / "out", study=study, format="jsonl", generalised=True)
    articles, claims = (pd.read_json(tmp_path / "out" / f"{name}.jsonl", lines=True) for name in ("articles", "claims"))
    assert articles["article_id"].tolist() == ["a", "b", "[article 3]", "c", "d"]
    assert claims["article_id"].unique().tolist() == articles["article_id"].tolist()
    assert articles["version_of"].dropna().tolist() == ["a"]
    assert "roe" not in "".join(path.read_text("utf-8") for path in (tmp_path / "out").iterdir()).lower()


def test_generalised_shards_are_made_anew_where_articles_before_them_change_their_numbers(tmp_path, monkeypatch):
    study, source = ferry_study(tmp_path / "study"), named_after_ana(tmp_path / "a.jsonl", [])
    monkeypatch.setattr(extraction, "SHARD_ARTICLES", 1)
    extract(source, tmp_path / "out", study=study, generalised=True)
    first, *rest = source.read_text(encoding="utf-8").splitlines(keepends=True)
    source.write_text("".join([*rest, first]), encoding="utf-8")
    extract(source, tmp_path / "out", study=study, generalised=True)
    assert open_tables(tmp_path / "out")["articles"]["article_id"].tolist() == ["b", "[article 2]", "c", "d", "a"]


def test_of_what_is_rejected_no_word_is_passed_on_where_details_are_generalised(tmp_path, monkeypatch):
    def read(article, found_by):
        if article.article_id == "d":
            raise limits.TooLongError
        return in_article_of(article, found_by)

    source = named_after_ana(tmp_path / "a.jsonl", ['{"id": 7, "text": ["Ana Roe"]}', '{"id": "b", "text": "Ana Roe"}'])
    monkeypatch.setattr(shards, "in_article_of", read)
    options = {"study": ferry_study(tmp_path / "study"), "most_rejected": 0.5}
    done = extract(source, tmp_path / "out", generalised=True, **options)
    assert (done.articles, done.rejected) == (4, 3)
    left = (tmp_path / "out" / "rejected.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in left.splitlines()]
    assert [row["beginning"] for row in rows] == [""] * 3
    assert [row["line"] for row in rows] == [6, 7, 5]
    assert "roe" not in left.lower()


def test_what_was_rejected_is_not_replaced_either_once_somebody_has_changed_it(tmp_path):
    source = named_after_ana(tmp_path / "a.jsonl", ['{"id": 7}'])
    extract(source, tmp_path / "out", most_rejected=0.5)
    with (tmp_path / "out" / "rejected.jsonl").open("a", encoding="utf-8") as file:
        file.write("my notes")
    with pytest.raises(ToolkitError, match=r"rejected\.jsonl: this file was changed after it was written"):
        extract(source, tmp_path / "out", most_rejected=0.5)


def test_a_line_without_end_is_rejected_and_the_next_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("toolkit.jsonl.LONGEST_LINE", 1000)
    monkeypatch.setattr("toolkit.jsonl.HEAD", 100)
    lines = [json.dumps({"id": f"a{n}", "text": "Two died. " * (1 if n != 1 else 500)}) for n in range(3)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = list(read_lines(tmp_path / "a.jsonl"))
    assert found[1].reason == "expected at most 1,000 bytes in a line, found more; divide its article"
    assert [found[0][0].article_id, found[2][0].article_id, found[2][1]["line"]] == ["a0", "a2", 3]


def test_names_that_were_seen_take_no_memory_that_grows():
    import tracemalloc

    def peak(names):
        seen = Seen()
        tracemalloc.start()
        assert not any(seen.first(f"{number:040d}", number) for number in range(names))
        grown = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return grown

    peak(100)
    assert peak(20_000) < peak(1_000) + 100_000


@pytest.mark.parametrize("command", ["extract", "check"])
@pytest.mark.parametrize("name", ["/dev/stdin", "-"])
def test_a_pipe_is_no_source_and_the_line_says_what_to_do(tmp_path, command, name):
    arguments = [command, name, *([str(tmp_path / "out")] if command == "extract" else [])]
    code = f"from toolkit.cli import run; raise SystemExit(run({arguments}))"
    given = json.dumps({"id": "a1", "text": TEXT})
    done = subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, text=True, check=False)
    told = "expected a file or a folder, found a pipe or a device, which can be read once only; write it to a file"
    assert (done.returncode, told in done.stderr) == (1, True), done.stderr


def test_articles_that_need_too_much_memory_together_are_named(tmp_path, monkeypatch, source):
    def full(*_):
        raise pa.ArrowMemoryError("malloc of size 8388608 failed")

    monkeypatch.setattr(shards, "as_parquet", full)
    told = (
        r"articles.jsonl line 1 to .*articles.jsonl line 8: not enough memory for the tables of 8 articles of [\d,]+ "
    )
    with pytest.raises(ToolkitError, match=told):
        extract(source, tmp_path / "out")
    monkeypatch.undo()
    monkeypatch.setattr(Unfinished, "read", full)
    with pytest.raises(ToolkitError, match="not enough memory to write the table articles of shard 1 of 1; free some"):
        extract(source, tmp_path / "out")
    monkeypatch.undo()
    assert extract(source, tmp_path / "out").made == 0


# Several processes, and runs that are ended


@pytest.mark.usefixtures("small")
def test_two_processes_give_the_bytes_of_one(tmp_path, source):
    study = ferry_study(tmp_path / "ferry")
    one = extract(source, tmp_path / "one", study=study)
    two = extract(source, tmp_path / "two", study=study, workers=2)
    assert one == two
    assert one.made == 4
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def what_is_loaded():
    return {name for name in ("toolkit.ready", "toolkit.claims") if name in sys.modules}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each process is begun anew")
def test_a_process_that_reads_begins_with_the_rules_read():
    before = what_is_loaded()
    with processes(1) as executor:
        assert executor.submit(what_is_loaded).result() == {"toolkit.ready", "toolkit.claims"}
    assert what_is_loaded() == before


@pytest.mark.usefixtures("small")
def test_a_rerun_does_only_what_is_missing_or_changed(tmp_path, source):
    first = extract(source, tmp_path / "out")
    again = extract(source, tmp_path / "out")
    assert (first.made, again.made) == (4, 0)
    changed = source.read_text(encoding="utf-8").replace("coast 5", "court")
    source.write_text(changed + json.dumps({"id": "a8", "text": TEXT}) + "\n", encoding="utf-8")
    assert extract(source, tmp_path / "out").made == 2
    extract(source, tmp_path / "fresh")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


@pytest.mark.usefixtures("small")
def test_another_codebook_makes_every_shard_anew(tmp_path, source):
    extract(source, tmp_path / "out")
    assert extract(source, tmp_path / "out", study=ferry_study(tmp_path / "ferry")).made == 4


def test_a_shard_is_named_by_all_that_it_depends_on(source):
    items = list(Intake(source, Options(), 0))
    job = Job(None, False, "x")
    other = [items[0]._replace(row=items[0].row | {"further": "y"}), *items[1:]]
    assert len({digest_of(job, items), digest_of(job, other), digest_of(job._replace(digest="z"), items)}) == 3


@pytest.mark.parametrize("damage", ["cut record", "cut file", "lost file"])
@pytest.mark.usefixtures("small")
def test_a_shard_that_is_not_whole_is_made_again(tmp_path, source, damage):
    def stop(done, _):
        if done == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract(source, tmp_path / "out", progress=stop)
    beside = tmp_path / ".out-unfinished"
    record, part = beside / "shards.jsonl", next(beside.glob("*.claims.parquet"))
    if damage == "cut record":
        record.write_bytes(record.read_bytes()[:-20])
    elif damage == "cut file":
        part.write_bytes(part.read_bytes()[:-20])
    else:
        part.unlink()
    assert extract(source, tmp_path / "out").made == 2
    extract(source, tmp_path / "fresh")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


def test_two_runs_do_not_write_to_one_folder(tmp_path, source):
    running = Unfinished(tmp_path / ".out-unfinished")
    with pytest.raises(ToolkitError, match="another run writes there; wait for its end"):
        extract(source, tmp_path / "out")
    running.release()
    assert extract(source, tmp_path / "out").articles == 8


SLOW = """
import sys, time
from pathlib import Path
from toolkit import extract as extraction
extraction.SHARD_ARTICLES = 2
extraction.extract(Path(sys.argv[1]), Path(sys.argv[2]), progress=lambda done, total: time.sleep(60 * (done >= 4)))
"""


@pytest.mark.usefixtures("small")
def test_a_run_that_is_killed_goes_on_with_the_same_bytes(tmp_path, source):
    process = subprocess.Popen([sys.executable, "-c", SLOW, str(source), str(tmp_path / "out")])
    record = tmp_path / ".out-unfinished" / "shards.jsonl"
    for _ in range(600):
        if record.exists() and record.read_text().count("\n") >= 2:
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "out").exists()
    assert extract(source, tmp_path / "out").made == 2
    extract(source, tmp_path / "fresh")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


def end(job, shard, passed_over=frozenset()):
    """Take the place of `shards.run` where a worker must end: at the article that says so, by a signal."""
    if any("ends the process" in item.article.text and item.article.article_id not in passed_over for item in shard):
        os.kill(os.getpid(), signal.SIGKILL)
    return shards.run(job, shard, passed_over)


@pytest.fixture
def ending(monkeypatch):
    monkeypatch.setattr("toolkit.workers.run", end)


@pytest.mark.usefixtures("small", "ending")
def test_an_article_that_ends_its_process_is_rejected_and_costs_no_other(tmp_path, source):
    text = source.read_text(encoding="utf-8").splitlines()
    text[3] = json.dumps({"id": "bad", "text": "This article ends the process."})
    source.write_text("\n".join(text), encoding="utf-8")
    done = extract(source, tmp_path / "out", workers=2, most_rejected=0.5)
    assert (done.articles, done.rejected) == (7, 1)
    rejected = json.loads((tmp_path / "out" / "rejected.jsonl").read_text(encoding="utf-8"))
    assert rejected["reason"] == "the process that read it ended; it is passed over"
    assert "bad" not in set(open_tables(tmp_path / "out")["articles"]["article_id"])


def test_a_worker_that_is_ended_by_chance_costs_nothing(source):
    job = Job(extraction._judgements(source, None), False, "x")
    items = list(Intake(source, Options(), 0))[:2]
    assert run_apart(job, items) == shards.run(job, items)


def test_an_article_that_takes_too_long_is_rejected(tmp_path, monkeypatch, source):
    monkeypatch.setattr(limits, "SECONDS", 0.2)
    real = claims.rows

    def rows(reading, *known):
        while reading.text == STRAIT:
            pass
        return real(reading, *known)

    monkeypatch.setattr(claims, "rows", rows)
    done = extract(source, tmp_path / "out", most_rejected=1)
    assert (done.articles, done.rejected) == (4, 4)
    rejected = (tmp_path / "out" / "rejected.jsonl").read_text(encoding="utf-8")
    assert "took longer than" in rejected
    assert set(open_tables(tmp_path / "out")["claims"]["article_id"]) <= {"a1", "a3", "a5", "a7"}


def test_a_full_disk_is_one_plain_line_and_leaves_no_table(tmp_path, monkeypatch, source):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Unfinished, "keep", full)
    with pytest.raises(OSError, match="No space left on device"):
        extract(source, tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.jsonl"]


# A cluster


@pytest.mark.usefixtures("small")
def test_a_cluster_gives_the_bytes_of_one_process(tmp_path, source):
    distributed = pytest.importorskip("distributed")
    options = {"n_workers": 1, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
    with distributed.LocalCluster(**options, silence_logs=50) as local:
        extract(source, tmp_path / "cluster", scheduler=local.scheduler_address)
    extract(source, tmp_path / "here")
    assert bytes_of(tmp_path / "cluster") == bytes_of(tmp_path / "here")


def test_a_cluster_that_does_not_answer_is_one_line(tmp_path, monkeypatch, source):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ToolkitError, match=r'needs distributed; install it: pip install "parallax-toolkit\[dask\]"'):
        extract(source, tmp_path / "out", scheduler="tcp://127.0.0.1:1")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.jsonl"]


class Gone:
    """An executor whose cluster goes away."""

    def submit(self, *_):
        from concurrent.futures import Future

        future = Future()
        future.set_exception(ConnectionError("Timed out\nat length"))
        return future

    def shutdown(self, **_):
        pass


def test_a_cluster_that_goes_away_is_one_line_with_what_to_do(source):
    tasks = [Task(0, list(Intake(source, Options(), 0)))]
    with pytest.raises(ToolkitError, match=r"^the cluster went away, .*: Timed out; run the same command again"):
        list(anywhere(Job(None, False, "x"), tasks, Gone, 2, local=False))


# Read back


def test_tables_are_read_back_with_their_types(tmp_path, source):
    extract(source, tmp_path / "out")
    tables = open_tables(tmp_path / "out")
    assert list(tables) == ["articles", "regions", "labels", "actions", "quotes", "claims"]
    for name in tables:
        pd.testing.assert_series_equal(tables[name].dtypes, shards.FILES[name].build([]).dtypes)
    assert set(find_copies(tables["articles"])["article_id"]) == {f"a{n}" for n in range(8)}


def test_a_relation_counts_without_reading_a_table_whole(tmp_path, source):
    pytest.importorskip("duckdb")
    extract(source, tmp_path / "out")
    tables = open_tables(tmp_path / "out")
    assert tables.relation("articles").count("*").fetchone() == (8,)
    query = "select a.outlet, count(*) from claims join articles a using (article_id) group by a.outlet"
    assert tables.sql(query).fetchall() == [("Aro Post", len(tables["claims"]))]


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Give the example that ships, extracted, with a copy of one article and another event, and read in small parts."""
    pytest.importorskip("duckdb")
    out = tmp_path_factory.mktemp("example") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extraction, "SHARD_ARTICLES", 3)
        extract(example(), out)
    return open_tables(out)


@pytest.fixture
def in_parts(monkeypatch, opened):
    """Read three rows at a time."""
    monkeypatch.setattr("toolkit.opened.AT_ONCE", 3)
    monkeypatch.setattr("toolkit.tolls.filed.AT_ONCE", 3)
    return opened


@pytest.mark.parametrize(
    ("join", "name"), [(link_quotes, "quotes"), (find_copies, "articles"), (find_stories, "articles")]
)
def test_what_joins_articles_finds_in_files_what_it_finds_in_memory(in_parts, join, name):
    found = join(in_parts)
    assert len(found) > 5
    pd.testing.assert_frame_equal(found, join(in_parts[name]))


@pytest.mark.parametrize("dated", [False, True])
def test_the_claims_of_files_are_reconciled_event_by_event_as_those_in_memory(in_parts, dated):
    study, claims = load_example(), in_parts["claims"]
    judged = {"groups": study.groups, "origins": study.origins, "places": study.places}
    days = {"articles": study.articles} if dated else {}
    found = reconcile(in_parts, **judged, **days)
    expected = reconcile(claims, **judged, **(days or {"articles": in_parts["articles"]}))
    assert len(found.estimates) > 2
    for one, other in zip(found, expected, strict=True):
        pd.testing.assert_frame_equal(one, other)


def claims_of_events(path, events):
    """Write claims that are of several events in turn, some of them set aside, one article of them of two events."""
    texts = (f"{n} people were killed in Aro. Aro Watch said {n} people were killed." for n in range(11, 17))
    articles = pd.DataFrame({"article_id": [f"a{n}" for n in range(6)], "text": list(texts)})
    claims = find_claims(articles, load_example().groups, load_example().origins)
    claims["event"] = [events[n % len(events)] for n in range(len(claims))]
    claims.loc[[2, 3], "aside"] = "another year"
    days = pd.DataFrame({name: pd.to_datetime([None] * 6) for name in ("published_from", "published_to")})
    for name, frame in {"claims": CLAIMS.check(claims), "articles": articles.join(days)}.items():
        frame.to_parquet(path / f"{name}.parquet")
    files = {f"{name}.parquet": "" for name in ("claims", "articles")}
    (path / "extraction.json").write_text(json.dumps({"files": files}), encoding="utf-8")
    return open_tables(path), claims


@pytest.mark.parametrize("events", [[None], ["fire", None, "flood"], ["flood", "fire"]])
def test_each_event_of_an_extraction_is_reconciled_alone_and_in_order(tmp_path, monkeypatch, events):
    monkeypatch.setattr("toolkit.tolls.filed.AT_ONCE", 3)
    tables, claims = claims_of_events(tmp_path, events)
    judged = {"groups": load_example().groups, "origins": load_example().origins}
    for one, other in zip(reconcile(tables, **judged), reconcile(claims, **judged), strict=True):
        assert len(other)
        pd.testing.assert_frame_equal(one, other)


def test_an_extraction_without_texts_says_so_to_what_reads_them(tmp_path):
    extract(ferry_study(tmp_path / "ferry"), tmp_path / "out", generalised=True)
    tables = open_tables(tmp_path / "out")
    with pytest.raises(TableError, match="find_copies: expected the articles' texts, found an extraction with private"):
        find_copies(tables)
    assert len(link_quotes(tables)) == len(tables["quotes"])


def test_what_reads_tables_alone_says_so_of_an_extraction(opened):
    with pytest.raises(
        TableError, match=r"quotes: expected a table \(a DataFrame\), found an extraction that was opened"
    ):
        compare_wordings(opened, opened)


def test_a_table_that_does_not_fit_says_what_to_write(tmp_path, monkeypatch, source):
    extract(source, tmp_path / "out")
    monkeypatch.setattr("toolkit.opened.FITS", 10)
    with pytest.raises(ToolkitError, match=r'do not fit; write .relation\("claims"\)'):
        open_tables(tmp_path / "out")["claims"]


def test_what_is_no_extraction_is_not_opened(tmp_path, source):
    with pytest.raises(StudyError, match="no extraction; name a folder"):
        open_tables(tmp_path)
    extract(source, tmp_path / "out", format="csv")
    with pytest.raises(StudyError, match="expected tables in Parquet"):
        open_tables(tmp_path / "out")


def test_relations_need_duckdb_and_say_so(tmp_path, monkeypatch, source):
    extract(source, tmp_path / "out")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ToolkitError, match=r'install it: pip install "parallax-toolkit\[scale\]"'):
        open_tables(tmp_path / "out").relation("claims")


# Progress


def test_a_log_tells_rate_and_time_left(monkeypatch, capsys):
    clock = iter([0.0, 1.0, 50.0, 100.0])
    monkeypatch.setattr("toolkit.progress.monotonic", lambda: next(clock))
    told = _Tenths("articles")
    for done in (100, 150, 500, 1000):
        told(done, 1000)
    assert capsys.readouterr().out.splitlines() == [
        "articles: 100 of 1,000",
        "articles: 500 of 1,000, 10 a second, 50 s left",
        "articles: 1,000 of 1,000",
    ]


def test_a_log_of_a_source_of_unknown_length_tells_how_far_it_is(capsys):
    told = _Tenths("articles")
    for done in range(100, 1000, 100):
        told(done, None)
    assert capsys.readouterr().out.splitlines() == [
        "articles: 100",
        "articles: 200",
        "articles: 300",
        "articles: 500",
        "articles: 800",
    ]


def test_the_total_is_known_where_the_lines_were_counted(source, tmp_path):
    assert Intake(source, Options(), 0).total == 8
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert Intake(tmp_path / "a.txt", Options(), 0).total is None
    with pytest.raises(SourceError, match="not found"):
        intake.Intake(Path("nowhere"), Options(), 0)
