"""What is declared in several places agrees, and what is shipped is what should be."""

import ast
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import toolkit

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT = PYPROJECT["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text())
LOCK = (ROOT / "requirements.lock").read_text()
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
BUILD = "import sys, setuptools.build_meta as backend; backend.build_wheel('dist'); backend.build_sdist('dist')"


def ranges(lines):
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(each.name): each.specifier for each in requirements}


def declared():
    return ranges(PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"])


def locked():
    """Give each name of the lock with its versions: one, or one for each range of Pythons."""
    versions = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==([^ \\]+)", LOCK, re.MULTILINE):
        versions.setdefault(name, []).append(version)
    return versions


def imported(folder):
    """Give the first part of every name that the modules of a folder import."""
    lines = [line for module in folder.rglob("*.py") for line in ast.walk(ast.parse(module.read_text("utf-8")))]
    plain = {alias.name for line in lines if isinstance(line, ast.Import) for alias in line.names}
    return {
        name.partition(".")[0]
        for name in plain | {str(each.module) for each in lines if isinstance(each, ast.ImportFrom)}
    }


@cache
def foreign():
    """Give what the package imports that is neither its own nor Python's."""
    return imported(ROOT / "toolkit") - set(sys.stdlib_module_names) - {"toolkit"}


@cache
def brought():
    return packages_distributions()


def homes(name):
    """Give the distributions that bring a module."""
    return set(map(canonicalize_name, brought()[name]))


def test_conda_users_get_the_same_names_and_ranges():
    lines = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    from_pypi = [line for line in lines[-1]["pip"] if not line.startswith("-e")]
    conda = ranges(line for line in lines[:-1] if line != "pip")
    assert str(conda.pop("python")) == str(ranges([f"python{PROJECT['requires-python']}"])["python"])
    assert conda | ranges(from_pypi) == declared()


def test_the_lock_holds_every_requirement_within_its_range():
    outside = {name for name, range_ in declared().items() if not all(map(range_.contains, locked().get(name, [""])))}
    assert outside == set()


def test_everything_in_the_lock_has_a_hash():
    requirements = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    assert len(requirements) > len(declared())
    assert [each for each in requirements if "--hash=sha256:" not in each] == []


def test_the_lock_names_no_address():
    assert re.findall(r"\S+://\S*|^-.*", LOCK, re.MULTILINE) == []


def test_everything_that_the_package_imports_is_declared():
    extras = [line for name, lines in PROJECT["optional-dependencies"].items() if name != "dev" for line in lines]
    known = set(ranges(PROJECT["dependencies"] + extras))
    assert {name for name in foreign() if not known & homes(name)} == set()


def test_no_extra_is_declared_without_code_behind_it():
    extras = {name: lines for name, lines in PROJECT["optional-dependencies"].items() if name != "dev"}
    used = set().union(*map(homes, foreign()))
    assert [name for name, lines in extras.items() if not used & set(ranges(lines))] == []


def test_what_is_for_developers_is_not_in_the_base():
    base = ranges(PROJECT["dependencies"])
    assert [name for name in ranges(PROJECT["optional-dependencies"]["dev"]) if name in base] == []


def test_the_version_is_the_same_everywhere():
    assert CITATION["version"] == toolkit.__version__ == PROJECT["version"]


def test_the_citation_names_the_licence():
    assert CITATION["license"] == PROJECT["license"]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "Makefile"])
def test_every_make_command_that_is_written_down_exists(page):
    named = set(re.findall(r"`make (?:PYTHON=\S+ )?([a-z]+)", (ROOT / page).read_text()))
    assert named
    assert named <= TARGETS


def test_every_package_folder_is_shipped():
    folders = {".".join(init.parent.relative_to(ROOT).parts) for init in (ROOT / "toolkit").rglob("__init__.py")}
    assert set(PYPROJECT["tool"]["setuptools"]["packages"]) == folders | {"toolkit.notebooks"}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """Build the wheel and the sdist in a copy, and give their file names."""
    copy = tmp_path_factory.mktemp("build") / "copy"
    copytree(ROOT, copy, ignore=ignore_patterns(".*", "site", "build", "dist", "*.egg-info", "__pycache__"))
    subprocess.run([sys.executable, "-c", BUILD], cwd=copy, check=True, capture_output=True)
    wheel, sdist = next(copy.glob("dist/*.whl")), next(copy.glob("dist/*.tar.gz"))
    return set(zipfile.ZipFile(wheel).namelist()), {name.partition("/")[2] for name in tarfile.open(sdist).getnames()}


def test_the_articles_are_in_no_package(shipped):
    wheel, sdist = shipped
    articles = {path.name for path in (ROOT / "seeds").glob("*.txt")}
    assert articles
    assert [name for name in wheel | sdist if Path(name).name in articles or "seeds" in Path(name).parts] == []


def test_the_wheel_carries_the_notebooks_and_all_data(shipped):
    wheel, sdist = shipped
    data = {"toolkit/py.typed", "toolkit/example/README.md"}
    for suffix in ("csv", "css", "js", "j2", "txt"):
        data |= {path.relative_to(ROOT).as_posix() for path in (ROOT / "toolkit").rglob(f"*.{suffix}")}
    notebooks = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert notebooks
    assert data | {f"toolkit/notebooks/{name}" for name in notebooks} <= wheel
    assert data | {f"notebooks/{name}" for name in notebooks} <= sdist


def test_the_wheel_carries_the_licence_and_no_tests(shipped):
    wheel, _ = shipped
    assert any(name.endswith("/LICENSE") for name in wheel)
    assert {name.partition("/")[0] for name in wheel} == {"toolkit", f"parallax_toolkit-{PROJECT['version']}.dist-info"}


def test_git_keeps_an_article_byte_for_byte(tmp_path):
    article = tmp_path / "seeds" / "a.txt"
    article.parent.mkdir()
    article.write_bytes(b"Two died.\r\nOne was saved.\n\r\n ")
    (tmp_path / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    for arguments in (["init", "-q"], ["-c", "core.autocrlf=true", "add", "."]):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)
    kept = subprocess.run(["git", "cat-file", "blob", ":seeds/a.txt"], cwd=tmp_path, check=True, capture_output=True)
    assert kept.stdout == article.read_bytes()
