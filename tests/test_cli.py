"""The command: what it answers, with which status, and never with a traceback."""

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from browser import ROOT, SEEDS
from invented import ENTITIES, HARBOUR, PRIVATE, ferry_study, write_study

import toolkit.publish
from toolkit import __version__, cli, places, quotes
from toolkit import extract as extraction
from toolkit.cli import run
from toolkit.errors import ToolkitError
from toolkit.sheets import read_sheet
from toolkit.study import MAY_LACK, SHEETS
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


def main(monkeypatch, *arguments):
    """Run the command as its process does, within this one."""
    monkeypatch.setattr(sys, "argv", ["toolkit", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


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
    if not installed.exists():  # the tests may run on a source folder alone
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
    advice = [line for line in told(capsys)[1] if "private.csv" in line]
    assert len(advice) == 1
    assert advice[0].startswith('warning: "Bo Ohm" names a private person and has no row in private.csv')


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("articles/c.txt", "articles/c.txt: not named in manifest.csv; add a line for each that is an article"),
        ("labels-ana.csv", "labels-ana.csv: not read; if it is meant for the codebook, save it as codebook/labels.csv"),
    ],
)
def test_what_lies_in_a_study_and_may_be_meant_is_warned_of(tmp_path, name, told, capsys):
    write_study(tmp_path, {"a1": "Two men were hurt in Aro."})
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("One was hurt.\n", encoding="utf-8")
    assert run(["check", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert err.splitlines() == [f"warning: {tmp_path}/{told}"]
    assert out.startswith(f"{tmp_path}: no faults, 1 warning; 1 article, 0 corrections\n")
    assert "1 region, " in out
    assert "1 claim\n" in out


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


def test_a_reader_who_leaves_gets_no_traceback(tmp_path):
    script = f'"{sys.executable}" -m toolkit new "{tmp_path}/fire" | true'
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_what_was_left_out_of_an_extraction_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(quotes, "rows", lambda *_: 1 / 0)
    assert run(["extract", str(ferry_study(tmp_path / "ferry")), str(tmp_path / "out")]) == 70
    _, err = told(capsys)
    assert err == [
        "a fault of the toolkit, not of your files: 9 sentences of 2 articles were left out",
        "article harbour, characters 0 to 375: no quotes: ZeroDivisionError: division by zero",
        "article strait, characters 0 to 211: no quotes: ZeroDivisionError: division by zero",
    ]
    assert (tmp_path / "out" / "claims.parquet").exists()


# What is done


def test_a_study_without_faults_is_told_so(capsys):
    assert run(["check", str(SEEDS)]) == 0
    out, err = told(capsys)
    assert out[0] == f"{SEEDS}: no faults, {len(err)} warnings; 5 articles, 0 corrections"
    assert re.fullmatch(r"\d+ regions, \d+ labels, \d+ actions, \d+ quotes, \d+ claims", out[1])
    line = r"warning: codebook/\w+\.csv: (alias .+ occurs|\d+ aliases occur) in no article.+"
    assert all(re.fullmatch(line, each) for each in err)


def test_an_extraction_names_its_files(tmp_path, capsys):
    assert run(["extract", str(SEEDS), str(tmp_path / "out"), "--format", "csv"]) == 0
    out, err = told(capsys)
    assert out[0] == "articles: 5 of 5"
    assert [line.split(":")[0] for line in out[1:]] == [
        str(tmp_path / "out" / f"{name}.csv") for name in ("articles", *(table.name for table in EXTRACTED))
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


def everything_drawn(terminal):
    """Read a terminal until the process at its other end is done: Linux then gives an error, macOS nothing."""
    parts = []
    with os.fdopen(terminal, "rb", buffering=0) as screen, suppress(OSError):
        while part := screen.read(4096):
            parts.append(part)
    return b"".join(parts)


def test_progress_on_a_terminal_is_drawn_and_the_rest_stays_plain(tmp_path):
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    arguments = [sys.executable, "-m", "toolkit", "extract", str(SEEDS), str(tmp_path / "out")]
    with subprocess.Popen(arguments, stdout=theirs, stderr=subprocess.PIPE) as process:
        os.close(theirs)
        drawn = everything_drawn(ours).decode()
        status, errors = process.wait(), process.stderr.read()
    assert (status, errors) == (0, b"")
    assert "5/5" in drawn
    assert "claims.parquet" in drawn


# A new study


def test_a_new_study_has_a_manifest_a_codebook_a_readme_and_notebooks(tmp_path, capsys):
    assert run(["new", str(tmp_path / "fire")]) == 0
    out, err = told(capsys)
    made = {str(path.relative_to(tmp_path / "fire")) for path in (tmp_path / "fire").rglob("*") if path.is_file()}
    notebooks = {f"notebooks/{name}.ipynb" for name in ("corpus", "framing", "quotes", "casualties", "own_corpus")}
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


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_example_of_each_sheet_in_the_readme_of_a_new_study_is_a_row_that_is_read(tmp_path, sheet):
    folder = tmp_path / "fire"
    run(["new", str(folder)])
    section = (folder / "README.md").read_text(encoding="utf-8").split(f"## codebook/{sheet}.csv\n")[1]
    example = re.search(r"^For example: `(.+)`$", section, re.MULTILINE)[1]
    with (folder / "codebook" / f"{sheet}.csv").open("a", encoding="utf-8") as file:
        file.write(example + "," * (len(SHEETS[sheet].names) - len(next(csv.reader([example])))) + "\n")
    faults = []
    lines = read_sheet(folder / "codebook" / f"{sheet}.csv", SHEETS[sheet], faults, optional=MAY_LACK.get(sheet, ()))
    assert faults == []
    assert len(lines) == 1


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


# Files and folders as nobody means them


def test_a_new_study_is_made_in_the_empty_folder_where_one_stands(tmp_path):
    folder = tmp_path / "fire"
    folder.mkdir()
    done = command("new", ".", cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "README.md").read_text(encoding="utf-8").startswith("# fire\n")
    assert {path.name for path in folder.iterdir()} == {"README.md", "manifest.csv", "codebook", "notebooks"}


def test_a_folder_that_can_not_be_renamed_is_one_plain_line(tmp_path, monkeypatch, capsys):
    study = ferry_study(tmp_path / "ferry")
    assert run(["extract", str(study), str(tmp_path / "out")]) == 0
    capsys.readouterr()

    def refuse(*_):
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(Path, "rename", refuse)
    assert run(["extract", str(study), str(tmp_path / "out")]) == 1
    assert told(capsys)[1] == [
        f"{tmp_path}/out: the tables can't be written: Device or resource busy; is it a mounted folder? empty it, or "
        "name one within it"
    ]
    assert (tmp_path / "out" / "claims.parquet").exists()


@pytest.mark.parametrize("format", ["parquet", "jsonl", "csv"])
def test_a_folder_may_have_a_name_that_is_in_no_encoding(tmp_path, format, monkeypatch, capsys):
    out = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")
    assert main(monkeypatch, "extract", str(ferry_study(tmp_path / "ferry")), out, "--format", format) == 0
    lines, err = told(capsys)
    assert err == []
    assert all("caf\\udce9" in line for line in lines[1:])
    assert Path(out, "extraction.json").is_file()


def test_a_study_may_have_a_name_that_is_in_no_encoding(tmp_path):
    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    done = subprocess.run([sys.executable, "-m", "toolkit", "new", folder], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert Path(os.fsdecode(folder), "README.md").read_text(encoding="utf-8").startswith("# caf\\udce9\n")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_name_that_the_terminal_can_not_show_is_shown_by_its_code(tmp_path, encoding, monkeypatch):
    study = ferry_study(tmp_path / "\u6771")
    streams = {name: io.TextIOWrapper(io.BytesIO(), encoding=encoding) for name in ("stdout", "stderr")}
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)
    assert main(monkeypatch, "check", str(study)) == 0
    out, err = (stream.buffer.getvalue().decode(encoding) for stream in streams.values() if not stream.flush())
    assert "\\u6771: no faults" in out
    assert err == ""


@pytest.fixture
def patience():
    """Interrupt a test that waits for a pipe to which nobody writes."""

    def interrupt(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.alarm(100)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("name", ["README.md", "codebook/private.csv", "codebook/groups.csv", "manifest.csv"])
def test_a_pipe_in_a_study_is_never_waited_for(tmp_path, name, capsys):
    study = ferry_study(tmp_path)
    (study / name).unlink(missing_ok=True)
    os.mkfifo(study / name)
    expected = {
        "README.md": (0, ""),
        "manifest.csv": (
            1,
            f"{study}/manifest.csv: this is neither a file nor a folder; a study folder needs one, with ",
        ),
    }.get(name, (1, f"{study}/{name}: this is neither a file nor a folder; put a CSV file in its place, or take it"))
    assert run(["check", str(study)]) == expected[0]
    err = capsys.readouterr().err
    assert err.startswith(expected[1])
    assert len(err.splitlines()) <= 1


@pytest.mark.usefixtures("patience")
def test_a_pipe_is_no_article_and_no_source(tmp_path, capsys):
    study = ferry_study(tmp_path / "ferry")
    (study / "harbour.txt").unlink()
    os.mkfifo(study / "harbour.txt")
    assert run(["check", str(study)]) == 1
    told = '"harbour.txt": this is neither a file nor a folder; put the file of the article in its place'
    assert told in capsys.readouterr().err
    os.mkfifo(tmp_path / "a.jsonl")
    assert run(["extract", str(tmp_path / "a.jsonl"), str(tmp_path / "out")]) == 1
    told = "expected a file or a folder, found a pipe or a device, which can be read once only"
    assert capsys.readouterr().err.startswith(f"{tmp_path}/a.jsonl: {told}")


def test_closed_streams_do_no_harm(tmp_path):
    study = ferry_study(tmp_path / "ferry")
    script = f'"{sys.executable}" -m toolkit extract "{study}" "{tmp_path}/out" >&- 2>&- <&-'
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads((tmp_path / "out" / "extraction.json").read_text(encoding="utf-8"))["articles"] == 2


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
def test_a_closed_stream_does_no_harm(tmp_path, closed):
    # The next file that it opens gets the number of the closed stream.
    script = f'"{sys.executable}" -m toolkit new "{tmp_path}/fire" {closed}'
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert run(["new", str(tmp_path / "whole" / "fire")]) == 0
    assert files_of(tmp_path / "fire") == files_of(tmp_path / "whole" / "fire")


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_the_output_is_one_plain_line(tmp_path):
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m toolkit new "{tmp_path}/fire" >/dev/full'],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "standard output: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_extraction_stands_where_nothing_can_be_said_of_it(tmp_path):
    source = tmp_path / "a.jsonl"
    source.write_text('{"id": "a1", "text": "Two died."}\n', encoding="utf-8")
    script = f'"{sys.executable}" -m toolkit extract "{source}" "{tmp_path}/out" >/dev/full'
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "standard output: No space left on device\n")
    assert (tmp_path / "out" / "claims.parquet").is_file()


LITTLE_MEMORY = """
import re, resource, sys
from toolkit.cli import run
from toolkit import found, jsonl
size = int(re.search(r"VmSize:\\s+([0-9]+) kB", open("/proc/self/status").read())[1]) * 1024
resource.setrlimit(resource.RLIMIT_AS, (size + 100_000_000, size + 100_000_000))
sys.exit(run(["extract", sys.argv[1], sys.argv[2]]))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not tell a process its size")
def test_a_line_for_which_there_is_no_memory_is_named(tmp_path):
    source = tmp_path / "a.jsonl"
    with source.open("w", encoding="utf-8") as file:
        file.write('{"id": "a1", "text": "Two died."}\n{"id": "a2", "text": "')
        file.writelines("Two men were killed in Aro. " * 1000 for _ in range(3000))
        file.write('"}\n')
    script = [sys.executable, "-c", LITTLE_MEMORY, str(source), str(tmp_path / "out")]
    done = subprocess.run(script, capture_output=True, text=True, check=False, env=os.environ)
    assert done.stderr.splitlines() == [f"{source} line 2: not enough memory for this line; divide its article"]
    assert done.returncode == 1
    assert not (tmp_path / "out").exists()


def test_an_article_for_which_there_is_no_memory_is_named(tmp_path, monkeypatch, capsys):
    def refuse(*_):
        raise MemoryError

    monkeypatch.setattr(quotes, "rows", refuse)
    source = tmp_path / "a.jsonl"
    source.write_text('\n{"id": "a1", "text": "Two died."}\n', encoding="utf-8")
    assert run(["extract", str(source), str(tmp_path / "out")]) == 1
    assert told(capsys)[1] == [f"{source} line 2: not enough memory for an article of 9 characters; divide it"]
