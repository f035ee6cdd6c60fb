"""The command: what it answers, with which status, and never with a traceback."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from browser import ROOT, SEEDS
from invented import ENTITIES, HARBOUR, PRIVATE, ferry_study, write_study

import toolkit.publish
from toolkit import __version__, cli, places
from toolkit import extract as extraction
from toolkit.cli import run
from toolkit.errors import ToolkitError
from toolkit.study import SHEETS
from toolkit.tables import EXTRACTED

COMMANDS = ("report", "check", "extract", "new")
SLOW = ("pandas", "pandera", "pyarrow", "nltk", "plotly", "IPython", "nbconvert", "rich", "numpy")


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    monkeypatch.delenv("PARALLAX_TRACEBACK", raising=False)


def told(capsys):
    """Give the lines of standard output and of the error stream."""
    captured = capsys.readouterr()
    return captured.out.splitlines(), captured.err.splitlines()


def command(*arguments, **options):
    """Run the command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "toolkit", *arguments], capture_output=True, text=True, check=False, **options
    )


# Version and help


def test_the_version_is_told(capsys):
    assert run(["--version"]) == 0
    assert told(capsys) == ([f"parallax-toolkit {__version__}"], [])


def test_the_version_is_told_without_importing_what_is_slow():
    script = "import sys; from toolkit.cli import run; run(['--version']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    imported = {name.partition(".")[0] for name in done.stdout.split()}
    assert imported.isdisjoint(SLOW)
    assert "typer" in imported


def test_the_command_is_installed_under_its_name():
    assert command("--version").stdout == f"parallax-toolkit {__version__}\n"
    installed = Path(sys.executable).with_name("toolkit")
    if not installed.exists():
        pytest.skip("the package is not installed")
    done = subprocess.run([installed, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"parallax-toolkit {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name, capsys):
    assert run([name, "--help"]) == 0
    out, err = told(capsys)
    assert name in "".join(out)
    assert err == []


def test_without_a_command_the_help_is_shown(capsys):
    assert run([]) == 2
    out, _ = told(capsys)
    assert all(name in "".join(out) for name in COMMANDS)


# A wrong command


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--oops"], 'toolkit: No such option: --oops; see "toolkit --help"'),
        (["oops"], "toolkit: No such command 'oops'; see \"toolkit --help\""),
        (["check"], "toolkit check: Missing argument"),
        (["check", "a", "b"], "toolkit check: Got unexpected extra argument"),
        (["extract", "a"], "toolkit extract: Missing argument"),
        (["extract", "a", "b", "--format", "xml"], "toolkit extract: Invalid value for '--format'"),
        (["report", "--out"], "toolkit: Option '--out' requires an argument"),
        (["new"], "toolkit new: Missing argument"),
    ],
)
def test_a_wrong_command_is_one_plain_line(arguments, line, capsys):
    assert run(arguments) == 2
    out, err = told(capsys)
    assert out == []
    assert len(err) == 1
    assert err[0].startswith(line)


# Wrong input


def test_a_folder_that_is_not_there_is_one_plain_line(tmp_path, capsys):
    for arguments in (["check", "nowhere"], ["report", "nowhere"], ["extract", "nowhere.jsonl", str(tmp_path / "out")]):
        assert run(arguments) == 1
        out, err = told(capsys)
        assert len(err) == 1
        assert err[0].startswith("nowhere")
        assert out == []


def test_each_fault_of_a_study_is_a_line(tmp_path, capsys):
    (tmp_path / "manifest.csv").write_text("file,article_id\na1.txt,a 1\na2.txt,a2\n", encoding="utf-8")
    (tmp_path / "a1.txt").write_text("Two died.", encoding="utf-8")
    assert run(["check", str(tmp_path)]) == 1
    _, err = told(capsys)
    assert [line.replace(f"{tmp_path}/", "").split(":")[0] for line in err] == [
        "manifest.csv line 2",
        "manifest.csv line 3",
    ]


def test_a_file_that_may_not_be_read_is_one_plain_line(tmp_path, capsys, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied", "a1.txt")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert run(["check", str(ferry_study(tmp_path))]) == 1
    assert told(capsys)[1] == ["a1.txt: Permission denied"]


def test_no_space_left_is_one_plain_line(capsys, monkeypatch):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(extraction, "extract", refuse)
    assert run(["extract", str(SEEDS), "out"]) == 1
    assert told(capsys)[1] == ["[Errno 28] No space left on device"]


def test_of_a_thousand_faults_a_hundred_are_told(tmp_path, capsys):
    rows = "".join(f"a{number}.txt,a{number}\n" for number in range(1000))
    (tmp_path / "manifest.csv").write_text(f"file,article_id\n{rows}", encoding="utf-8")
    assert run(["check", str(tmp_path)]) == 1
    _, err = told(capsys)
    assert len(err) == 101
    assert err[-1] == "and 900 more"


def test_a_fault_can_not_give_the_terminal_an_order(tmp_path, capsys):
    (tmp_path / "manifest.csv").write_text('file,article_id\n"\x1b[2J\u202e\r.txt",a1\n', encoding="utf-8")
    assert run(["check", str(tmp_path)]) == 1
    _, err = told(capsys)
    assert len(err) == 1
    assert 'no file "\\x1b[2J\\u202e\\r.txt"' in err[0]


def test_a_private_person_without_a_row_of_private_details_is_named_by_check(tmp_path, capsys):
    rows = [*ENTITIES, ["Bo Ohm", "private_person", "Bo Ohm", "name"]]
    study = write_study(tmp_path / "study", {"a": HARBOUR}, entities=rows, private=PRIVATE)
    assert run(["check", str(study)]) == 0
    advice = [line for line in told(capsys)[0] if line.startswith("advice: ")]
    assert len(advice) == 1
    assert advice[0].startswith('advice: "Bo Ohm" names a private person and has no row in private.csv')


def test_a_correction_that_no_longer_matches_is_found_by_check(tmp_path, capsys):
    study = ferry_study(tmp_path)
    header = "table,article_id,start,end,column,from,to,who,why\n"
    (study / "codebook" / "corrections.csv").write_text(f"{header}claims,harbour,0,9,low,1,2,Bo,x\n", encoding="utf-8")
    assert run(["check", str(study)]) == 1
    assert told(capsys)[1] == ["corrections: claims harbour 0-9: no such row; take the correction out or mend its span"]


# A fault of ours


def break_report(monkeypatch, fault):
    def publish(*_, **__):
        raise fault

    monkeypatch.setattr(toolkit.publish, "publish", publish)


def test_a_fault_of_ours_is_one_plain_line_that_says_so(monkeypatch, capsys):
    break_report(monkeypatch, ZeroDivisionError("by\nnought"))
    assert run(["report"]) == 70
    assert told(capsys)[1] == [
        "this is a fault of the toolkit, not of your files: ZeroDivisionError: by\\nnought; for the whole of it, run "
        '"toolkit --traceback ..." or set PARALLAX_TRACEBACK=1'
    ]


@pytest.mark.parametrize("arguments", [["--traceback", "report"]])
def test_the_whole_of_a_fault_is_shown_on_request(arguments, monkeypatch, capsys):
    break_report(monkeypatch, ZeroDivisionError("by nought"))
    assert run(arguments) == 70
    _, err = told(capsys)
    assert err[0] == "Traceback (most recent call last):"
    assert err[-1].startswith("this is a fault of the toolkit")


@pytest.mark.parametrize(("value", "lines"), [("1", True), ("0", False), ("", False)])
def test_the_whole_of_a_fault_is_shown_when_the_environment_says_so(value, lines, monkeypatch, capsys):
    monkeypatch.setenv("PARALLAX_TRACEBACK", value)
    break_report(monkeypatch, ZeroDivisionError("by nought"))
    assert run(["report"]) == 70
    assert ("Traceback" in told(capsys)[1][0]) == lines


def test_a_run_that_is_stopped_says_so(monkeypatch, capsys):
    break_report(monkeypatch, KeyboardInterrupt())
    assert run(["report"]) == 130
    assert told(capsys)[1] == ["stopped; nothing half written is left"]


def test_a_reader_who_leaves_gets_no_traceback():
    script = f'"{sys.executable}" -m toolkit check "{SEEDS}" | true'
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_what_was_left_out_of_an_extraction_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(extraction.quotes, "rows", lambda *_: 1 / 0)
    assert run(["extract", str(ferry_study(tmp_path / "ferry")), str(tmp_path / "out")]) == 70
    _, err = told(capsys)
    assert err == [
        "a fault of the toolkit, not of your files: not everything could be extracted",
        "article harbour: no quotes: ZeroDivisionError: division by zero",
        "article strait: no quotes: ZeroDivisionError: division by zero",
    ]
    assert (tmp_path / "out" / "claims.parquet").exists()


# What is done


def test_a_study_without_faults_is_told_so(capsys):
    assert run(["check", str(SEEDS)]) == 0
    out, err = told(capsys)
    assert out[0] == f"{SEEDS}: no faults; 5 articles, 0 corrections"
    assert re.fullmatch(r"\d+ regions, \d+ labels, \d+ actions, \d+ quotes, \d+ claims", out[1])
    assert err == []


def test_an_extraction_names_its_files(tmp_path, capsys):
    assert run(["extract", str(SEEDS), str(tmp_path / "out"), "--format", "csv"]) == 0
    out, err = told(capsys)
    assert out[0] == "articles: 5 of 5"
    assert [line.split(":")[0] for line in out[1:]] == [
        str(tmp_path / "out" / f"{table.name}.csv") for table in EXTRACTED
    ]
    assert err == []


def test_a_file_of_lines_is_extracted_with_the_codebook_of_a_study(tmp_path, capsys):
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps({"id": 1, "text": "Acting mayor Ina Vell spoke."}) + "\n", encoding="utf-8")
    study = ferry_study(tmp_path / "ferry")
    assert run(["extract", str(source), str(tmp_path / "out"), "--study", str(study), "--format", "jsonl"]) == 0
    labels = (tmp_path / "out" / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["entity"] for line in labels] == ["Ina Vell"]
    assert told(capsys)[1] == []


def test_a_report_tells_its_steps_and_ends_with_the_page_to_open(monkeypatch, capsys, tmp_path):
    asked = []

    def publish(*arguments, full_text):
        asked.append((*arguments[:3], full_text))
        arguments[3]("Running corpus.ipynb (1 of 4)")
        return tmp_path / "site" / "index.html"

    monkeypatch.setattr(toolkit.publish, "publish", publish)
    assert run(["report", "--out", str(tmp_path / "site")]) == 0
    assert told(capsys) == (["Running corpus.ipynb (1 of 4)", f"Done. Open {tmp_path}/site/index.html"], [])
    assert run(["report", "mine", "--full-text", "It is allowed."]) == 0
    assert asked == [
        (SEEDS, ROOT / "notebooks", tmp_path / "site", None),
        (Path("mine"), ROOT / "notebooks", Path("site"), "It is allowed."),
    ]


def test_progress_on_a_terminal_is_drawn_and_the_rest_stays_plain(tmp_path):
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    arguments = [sys.executable, "-m", "toolkit", "extract", str(SEEDS), str(tmp_path / "out")]
    done = subprocess.run(arguments, stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    drawn = os.read(ours, 65536).decode()
    os.close(ours)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "5/5" in drawn
    assert "claims.parquet" in drawn


# A new study


def test_a_new_study_has_a_manifest_a_codebook_a_readme_and_notebooks(tmp_path, capsys):
    assert run(["new", str(tmp_path / "fire")]) == 0
    out, err = told(capsys)
    made = {str(path.relative_to(tmp_path / "fire")) for path in (tmp_path / "fire").rglob("*") if path.is_file()}
    notebooks = {f"notebooks/{name}.ipynb" for name in ("corpus", "framing", "quotes", "casualties")}
    assert made == {"README.md", "manifest.csv", *notebooks, *(f"codebook/{name}.csv" for name in SHEETS)}
    assert out[-1] == f"Done. Begin with {tmp_path}/fire/README.md"
    assert err == []


def test_a_new_study_waits_for_its_articles_and_is_right_once_it_has_one(tmp_path, capsys):
    folder = tmp_path / "fire"
    run(["new", str(folder)])
    capsys.readouterr()
    assert run(["check", str(folder)]) == 1
    assert told(capsys)[1] == [f"{folder}/manifest.csv line 2: expected an article, found none; add a line for each"]
    (folder / "a1.txt").write_text("Two men were killed in Aro.", encoding="utf-8")
    columns = (folder / "manifest.csv").read_text(encoding="utf-8").strip().split(",")
    with (folder / "manifest.csv").open("a", encoding="utf-8") as file:
        file.write(",".join({"file": "a1.txt", "article_id": "a1"}.get(name, "") for name in columns) + "\n")
    assert run(["check", str(folder)]) == 0


def test_the_readme_of_a_new_study_explains_every_column_and_is_its_title(tmp_path):
    run(["new", str(tmp_path / "fire")])
    readme = (tmp_path / "fire" / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# fire\n")
    for sheet in (tmp_path / "fire").rglob("*.csv"):
        section = readme.split(f"## {sheet.relative_to(tmp_path / 'fire')}\n")[1].split("\n## ")[0]
        for column in sheet.read_text(encoding="utf-8").strip().split(","):
            assert f"\n| {column} |" in section


def test_the_notebooks_of_a_new_study_show_nothing_of_another(tmp_path):
    run(["new", str(tmp_path / "fire")])
    for path in (tmp_path / "fire" / "notebooks").glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
        parameters = [cell for cell in code if "parameters" in cell["metadata"].get("tags", [])]
        assert ['STUDY = ".."' in "".join(cell["source"]) for cell in parameters] == [True]


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_a_new_study_never_overwrites(kind, tmp_path, capsys):
    if kind == "folder":
        (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
        target = tmp_path
    else:
        target = tmp_path / "notes.txt"
        target.write_text("mine", encoding="utf-8")
    assert run(["new", str(target)]) == 1
    assert told(capsys)[1] == [f"{target}: exists already; name a new folder or an empty one"]
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


# Without a clone


def test_an_installed_package_without_a_clone_says_what_to_do(tmp_path, monkeypatch, capsys):
    package = tmp_path / "site-packages" / "toolkit"
    shutil.copytree(ROOT / "notebooks", package / "notebooks", ignore=shutil.ignore_patterns("__*", ".*"))
    monkeypatch.setattr(places, "PACKAGE", package)
    assert places.notebooks() == package / "notebooks"
    assert run(["report"]) == 1
    assert told(capsys)[1] == [
        "no study named, and the one that ships is only in a clone of the project; name a study folder, or make one "
        'with "toolkit new FOLDER"'
    ]


def test_a_package_without_notebooks_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "PACKAGE", tmp_path / "toolkit")
    with pytest.raises(ToolkitError, match=r"^no notebooks in .+; install the toolkit again$"):
        places.notebooks()


def test_in_a_clone_the_study_and_the_notebooks_of_the_clone_are_used():
    assert places.seeds() == SEEDS
    assert places.notebooks() == ROOT / "notebooks"


def test_a_line_is_told_whatever_its_characters(capsys):
    cli.tell("caf\u00e9 \ud800 \x07 \u2066x\u2069")
    assert told(capsys)[1] == ["caf\u00e9 \\ud800 \\x07 \\u2066x\\u2069"]
