"""The set-up refuses in one line and leaves nothing half made. The commands that it calls are stand-ins in a folder."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

ROOT = Path(__file__).parent.parent
TOOLS = ["cat", "cksum", "cp", "dirname", "grep", "mkdir", "rm", "sed", "sleep", "tail"]

UNAME = """#!/bin/sh
case $1 in -s) echo "{system}" ;; -m) echo "{processor}" ;; esac
"""
# Answers as a Python of this version does, and writes down what it was asked to install.
PYTHON = """#!{sh}
case "$*" in
*"sys.exit(not"*) exit {wrong} ;;
*version_info*) echo {version} ;;
*ensurepip*) exit {no_venv} ;;
--version) echo "Python {version}.1" ;;
"-m venv .venv") mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
*requirements.lock) echo "Collecting"; {fetch} ;;
*"-e .") echo package >> installs ;;
esac
"""


@pytest.fixture
def clone(tmp_path):
    """Lay a clone with a folder of commands beside it: Linux, and no Python yet."""
    (tmp_path / "clone" / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "setup.sh", tmp_path / "clone" / ".ci")
    (tmp_path / "clone" / "requirements.lock").write_text("alpha==1.0\n")
    (tmp_path / "commands").mkdir()
    for tool in TOOLS:
        (tmp_path / "commands" / tool).symlink_to(shutil.which(tool))
    machine(tmp_path, "Linux", "x86_64")
    return tmp_path


def command(folder, name, script):
    path = folder / "commands" / name
    path.write_text(script)
    path.chmod(0o755)


def machine(folder, system, processor):
    command(folder, "uname", UNAME.format(system=system, processor=processor))


def python(folder, name="python3", *, version="3.12", wrong=0, no_venv=0, fetch="echo requirements >> installs"):
    answers = {"version": version, "wrong": wrong, "no_venv": no_venv, "fetch": fetch}
    command(folder, name, PYTHON.format(sh=shutil.which("sh"), **answers))


def start(folder, *arguments):
    return subprocess.Popen(
        [shutil.which("sh"), ".ci/setup.sh", *arguments],
        cwd=folder / "clone",
        env={"PATH": str(folder / "commands")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def set_up(folder, *arguments):
    """Run the set-up and give its exit status, what it said and the lines of its errors."""
    with start(folder, *arguments) as process:
        said, errors = process.communicate(timeout=30)
    return process.returncode, said, errors.splitlines()


def installs(folder):
    return (folder / "clone" / "installs").read_text().split()


def environment(folder):
    return folder / "clone" / ".venv"


@pytest.mark.parametrize(
    ("system", "processor", "words"),
    [
        ("Darwin", "x86_64", "Intel Mac"),
        ("Linux", "riscv64", "Linux on riscv64"),
        ("FreeBSD", "amd64", "FreeBSD on amd64"),
    ],
)
def test_another_machine_is_refused_in_one_line_with_the_remedy(clone, system, processor, words):
    python(clone)
    machine(clone, system, processor)
    status, _, errors = set_up(clone)
    assert status == 1
    assert len(errors) == 1
    assert words in errors[0]
    assert "use a Linux machine or container" in errors[0]
    assert not environment(clone).exists()


@pytest.mark.parametrize(("system", "processor"), [("Darwin", "arm64"), ("Linux", "aarch64"), ("Linux", "x86_64")])
def test_a_machine_with_wheels_is_set_up(clone, system, processor):
    python(clone)
    machine(clone, system, processor)
    assert set_up(clone)[0] == 0
    assert (environment(clone) / "installed").exists()


def test_an_old_python_is_refused_in_one_line_that_names_it(clone):
    python(clone, version="3.9", wrong=1)
    status, _, errors = set_up(clone)
    assert (status, len(errors)) == (1, 1)
    assert "needs Python 3.11 to 3.14, and found Python 3.9.1" in errors[0]
    assert "make PYTHON=" in errors[0]
    assert not environment(clone).exists()


def test_no_python_at_all_is_refused_in_one_line(clone):
    status, _, errors = set_up(clone)
    assert (status, len(errors)) == (1, 1)
    assert "found no python3" in errors[0]


def test_a_missing_venv_module_is_one_line_with_the_package_to_install(clone):
    python(clone, version="3.11", no_venv=1)
    status, _, errors = set_up(clone)
    assert (status, len(errors)) == (1, 1)
    assert "sudo apt-get install python3.11-venv" in errors[0]
    assert not environment(clone).exists()


def test_the_first_python_that_suits_is_taken(clone):
    python(clone, "python3", version="3.9", wrong=1)
    python(clone, "python3.13", version="3.13", no_venv=1)
    python(clone, "python3.12", version="3.12")
    status, said, _ = set_up(clone)
    assert status == 0
    assert "Python 3.12.1" in said


def test_a_python_that_is_named_is_the_only_one_tried(clone):
    python(clone, "python3", version="3.12")
    python(clone, "python3.10", version="3.10", wrong=1)
    status, _, errors = set_up(clone, "python3.10")
    assert status == 1
    assert "found Python 3.10.1" in errors[0]


def test_a_second_run_installs_no_requirements_again(clone):
    python(clone)
    assert [set_up(clone)[0], set_up(clone)[0]] == [0, 0]
    assert installs(clone) == ["requirements", "package", "package"]


def test_a_changed_lock_makes_the_environment_anew(clone):
    python(clone)
    set_up(clone)
    (environment(clone) / "left over").touch()
    (clone / "clone" / "requirements.lock").write_text("alpha==2.0\n")
    assert set_up(clone)[0] == 0
    assert installs(clone) == ["requirements", "package"] * 2
    assert not (environment(clone) / "left over").exists()


def test_a_failed_installation_leaves_nothing_behind_and_shows_its_reason(clone):
    python(clone, fetch="echo 'no such wheel' >&2; exit 1")
    status, _, errors = set_up(clone)
    assert status == 1
    assert "no such wheel" in errors
    assert "nothing of it was kept" in errors[-1]
    assert not environment(clone).exists()


def test_an_interrupted_installation_leaves_nothing_behind(clone):
    python(clone, fetch="sleep 20")
    with start(clone) as process:
        wait_until((environment(clone) / "setup.log").exists)
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 130
    assert not environment(clone).exists()


def wait_until(true):
    for _ in range(100):
        if true():
            return
        time.sleep(0.05)
    raise TimeoutError


def test_a_users_start_up_file_does_not_reach_the_notebooks(tmp_path, monkeypatch):
    start_up = tmp_path / ".ipython" / "profile_default" / "startup"
    start_up.mkdir(parents=True)
    (start_up / "00.py").write_text("intruder = 1")
    monkeypatch.setenv("HOME", str(tmp_path))
    notebook = new_notebook(cells=[new_code_cell("'intruder' in globals()")])
    NotebookClient(notebook, kernel_name="python3").execute()
    assert notebook.cells[0].outputs[0].data == {"text/plain": "False"}
