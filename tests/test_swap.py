"""A new result takes the place of an earlier one whole; nothing else is deleted, and a run cut off has a way back."""

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from browser import ROOT

from toolkit import swap
from toolkit.cli import run
from toolkit.errors import ToolkitError
from toolkit.extract import extract
from toolkit.publish.pages import GENERATOR
from toolkit.publish.site import KIND as REPORT
from toolkit.swap import Kind, LeftOverWarning, check_apart, check_free, mend, replacing

LETTER = Kind("letter", "letters", lambda folder: (folder / "letter.txt").is_file())
ARTICLE = json.dumps({"id": "a1", "text": "Two men were killed in Aro."}) + "\n"


def write(out, words, *, names=("letter.txt",), meanwhile=None):
    with replacing(out, LETTER) as fresh:
        for name in names:
            (fresh / name).write_text(words, encoding="utf-8")
        if meanwhile:
            out.mkdir(exist_ok=True)
            (out / meanwhile).write_text("mine", encoding="utf-8")


def read(out):
    return (out / "letter.txt").read_text(encoding="utf-8")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def quotes(tmp_path):
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "quotes.jsonl").write_text(ARTICLE, encoding="utf-8")
    return tmp_path / "d" / "quotes.jsonl"


# What is replaced


def test_an_earlier_result_is_replaced_and_nothing_is_left_beside_it(tmp_path):
    for words in ("one", "two"):
        write(tmp_path / "out", words)
        assert read(tmp_path / "out") == words
    assert names(tmp_path) == ["out"]


def test_what_is_no_result_stays(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ToolkitError, match="something that is no letter; empty it or name another"):
        write(tmp_path / "out", "one")
    assert names(tmp_path / "out") == ["notes.txt"]


def test_what_comes_in_the_way_while_a_run_writes_stays(tmp_path):
    with pytest.raises(ToolkitError, match="no letter"):
        write(tmp_path / "out", "one", meanwhile="notes.txt")
    assert names(tmp_path / "out") == ["notes.txt"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ToolkitError, match="somebody else has written to this folder meanwhile"):
        write(tmp_path / "empty", "one", meanwhile="letter.txt")
    assert read(tmp_path / "empty") == "mine"


def test_an_empty_folder_stays_the_same_folder(tmp_path):
    (tmp_path / "out").mkdir()
    before = (tmp_path / "out").stat().st_ino
    write(tmp_path / "out", "one")
    assert (tmp_path / "out").stat().st_ino == before
    assert names(tmp_path / "out") == ["letter.txt"]


def test_a_link_to_a_folder_stays_a_link(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "disk")
    for words in ("one", "two"):
        write(tmp_path / "out", words)
    assert (tmp_path / "out").is_symlink()
    assert read(tmp_path / "disk") == "two"


@pytest.mark.parametrize("step", [0, 1])
def test_there_is_a_way_back_at_every_step(tmp_path, monkeypatch, step):
    write(tmp_path / "out", "one")
    real, taken = Path.rename, []

    def rename(path, target):
        taken.append(path)
        if len(taken) == step + 1:
            raise OSError(errno.EBUSY, "Device or resource busy", str(path))
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(ToolkitError, match=r"the letters can't be written: .+ busy; is it a mounted folder\?"):
        write(tmp_path / "out", "two")
    assert read(tmp_path / "out") == "one"
    assert names(tmp_path) == ["out"]


def test_a_folder_that_is_filled_is_emptied_again_when_that_fails(tmp_path, monkeypatch):
    (tmp_path / "out").mkdir()
    real = Path.rename

    def rename(path, target):
        if path.name == "z.txt":
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(ToolkitError, match="No space left"):
        write(tmp_path / "out", "one", names=("letter.txt", "z.txt"))
    assert names(tmp_path / "out") == []


def test_the_only_copy_is_kept_where_it_can_not_be_put_back(tmp_path, monkeypatch):
    write(tmp_path / "out", "one")
    real, taken = Path.rename, []

    def rename(path, target):
        taken.append(path)
        if len(taken) > 1:
            raise OSError(errno.EIO, "Input/output error")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(ToolkitError, match="Input/output error"):
        write(tmp_path / "out", "two")
    monkeypatch.undo()
    said = []
    mend(tmp_path / "out", LETTER, said.append)
    assert read(tmp_path / "out") == "one"
    assert len(said) == 1


# A run that is killed


KILLED = """
import os, signal, sys
from pathlib import Path
from toolkit.swap import Kind, replacing
real, taken = Path.rename, []
def rename(path, target):
    if len(taken) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    taken.append(path)
    return real(path, target)
Path.rename = rename
kind = Kind("letter", "letters", lambda folder: (folder / "letter.txt").is_file())
with replacing(Path(sys.argv[1]), kind) as fresh:
    for name in ("letter.txt", "z.txt"):
        (fresh / name).write_text("two", encoding="utf-8")
"""


def kill(out, after):
    done = subprocess.run([sys.executable, "-c", KILLED, str(out), str(after)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("after", [0, 1])
def test_after_a_kill_the_next_run_finds_the_earlier_result_and_says_so(tmp_path, after):
    write(tmp_path / "out", "one")
    kill(tmp_path / "out", after)
    assert (tmp_path / "out").exists() == (after == 0)
    said = []
    mend(tmp_path / "out", LETTER, said.append)
    assert read(tmp_path / "out") == "one"
    assert names(tmp_path) == ["out"]
    assert [line.split(": ")[1] for line in said] == [
        "an earlier run was cut off while it replaced this folder; what it held before is back"
    ] * after


def test_a_run_puts_back_what_it_replaces_then(tmp_path):
    write(tmp_path / "out", "one")
    kill(tmp_path / "out", 1)
    with pytest.warns(LeftOverWarning, match="what it held before is back"):
        write(tmp_path / "out", "three")
    assert read(tmp_path / "out") == "three"
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("after", [0, 1])
def test_after_a_kill_a_folder_that_was_empty_is_empty_again(tmp_path, after):
    (tmp_path / "out").mkdir()
    kill(tmp_path / "out", after)
    mend(tmp_path / "out", LETTER)
    assert names(tmp_path / "out") == []


def test_the_only_copy_of_an_earlier_result_stays_where_something_else_took_its_place(tmp_path):
    write(tmp_path / "out", "one")
    kill(tmp_path / "out", 1)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    mend(tmp_path / "out", LETTER)
    assert names(tmp_path / "out") == ["notes.txt"]
    assert [path.read_text(encoding="utf-8") for path in tmp_path.glob(".out-*/old/letter.txt")] == ["one"]


def test_the_folder_of_a_living_run_is_left_alone(tmp_path):
    with replacing(tmp_path / "out", LETTER) as fresh:
        (fresh / "letter.txt").write_text("slow", encoding="utf-8")
        write(tmp_path / "out", "quick")
        assert fresh.is_dir()
    assert read(tmp_path / "out") == "slow"
    assert names(tmp_path) == ["out"]


def test_a_folder_that_only_looks_like_one_of_ours_is_left_alone(tmp_path):
    (tmp_path / ".out-mine").mkdir()
    (tmp_path / ".out-mine" / "new").mkdir()
    write(tmp_path / "out-side", "one")
    kill(tmp_path / "out-side", 1)
    before = names(tmp_path)
    write(tmp_path / "out", "one")
    assert names(tmp_path) == sorted([*before, "out"])


# What is read


def test_an_extraction_does_not_delete_its_source(quotes):
    with pytest.raises(ToolkitError, match="something that is no extraction"):
        extract(quotes, quotes.parent)
    assert quotes.read_text(encoding="utf-8") == ARTICLE


def test_what_is_read_and_what_is_written_lie_apart(tmp_path):
    (tmp_path / "study").mkdir()
    for out in (tmp_path / "study", tmp_path):
        with pytest.raises(ToolkitError, match="which is read, lies within this folder; name another folder"):
            check_apart(tmp_path / "study", out)
    with pytest.raises(ToolkitError, match=r"this folder lies within .+, which is read; name one outside it"):
        check_apart(tmp_path / "study", tmp_path / "study" / "out")
    check_apart(tmp_path / "study", tmp_path / "study" / "out", within=True)
    check_apart(tmp_path / "study", tmp_path / "out")


def test_an_extraction_into_its_own_study_is_refused(capsys, tmp_path):
    (tmp_path / "study").mkdir()
    assert run(["extract", str(tmp_path / "study"), str(tmp_path / "study" / "out")]) == 1
    assert "lies within" in capsys.readouterr().err
    assert names(tmp_path / "study") == []


@pytest.mark.parametrize("name", ["labels.csv", "notes.txt", "extraction.json"])
def test_a_folder_with_our_names_alone_is_no_extraction(quotes, tmp_path, name):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("mine", encoding="utf-8")
    with pytest.raises(ToolkitError, match="something that is no extraction"):
        extract(quotes, tmp_path / "out")
    assert (tmp_path / "out" / name).read_text(encoding="utf-8") == "mine"


def test_an_extraction_with_something_else_in_it_is_left_alone(quotes, tmp_path):
    extract(quotes, tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ToolkitError, match="something that is no extraction"):
        extract(quotes, tmp_path / "out")
    assert (tmp_path / "out" / "notes.txt").exists()


def test_an_extraction_says_what_it_was_made_of(quotes, tmp_path):
    extract(quotes, tmp_path / "one", format="csv")
    extract(quotes, tmp_path / "two", format="csv")
    told = (tmp_path / "one" / "extraction.json").read_text(encoding="utf-8")
    assert told == (tmp_path / "two" / "extraction.json").read_text(encoding="utf-8")
    record = json.loads(told)
    assert record["text"] == "as received"
    assert record["articles"] == 1
    assert record["rows"]["claims"] == 1
    assert all(len(record[name]) == 64 for name in ("source", "codebook", "rules"))
    assert str(tmp_path) not in told


def test_a_report_with_something_else_in_it_is_no_report(tmp_path):
    page = f'<meta name="generator" content="{GENERATOR} 0.1.0">'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    check_free(tmp_path, REPORT)
    (tmp_path / "CNAME").write_text("mine", encoding="utf-8")
    with pytest.raises(ToolkitError, match="something that is no report"):
        check_free(tmp_path, REPORT)


def test_a_disk_without_locks_does_no_harm(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(swap.fcntl, "flock", refuse)
    for words in ("one", "two"):
        write(tmp_path / "out", words)
    assert names(tmp_path) == ["out"]
    assert os.path.lexists(tmp_path / "out" / "letter.txt")
