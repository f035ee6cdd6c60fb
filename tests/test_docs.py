"""What is written about the toolkit agrees with it."""

import doctest
import re
import tomllib

import pytest
from browser import ROOT

import toolkit
from toolkit.cli import run
from toolkit.rules import rows
from toolkit.tables import codebook

WRITTEN = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "CODEBOOK.md", "benchmarks/README.md", "seeds/README.md")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def project():
    return tomllib.loads(text("pyproject.toml"))["project"]


def blocks(name, language):
    return [found[2] for found in BLOCK.finditer(text(name)) if found[1] == language]


def commands(name):
    """Give every command of a document, from its blocks and from the words set as code."""
    told = "\n".join(re.sub(r"#.*", "", block) for block in blocks(name, ""))
    return told.splitlines() + re.findall(r"`((?:toolkit|make) [^`]+)`", text(name))


def test_what_contributing_shows_is_what_comes():
    shown = doctest.testfile(
        str(ROOT / "CONTRIBUTING.md"), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )
    assert shown.attempted
    assert not shown.failed


def test_the_codebook_is_what_the_tables_say():
    assert text("CODEBOOK.md") == codebook()


def test_the_newest_version_of_the_changelog_is_the_version():
    newest = re.search(r"^## \[?(\d+\.\d+\.\d+)", text("CHANGELOG.md"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == project()["version"] == toolkit.__version__


def test_the_citation_names_the_version_and_the_licence():
    cited = dict(line.split(": ", 1) for line in text("CITATION.cff").splitlines() if re.match(r"\w+: \S", line))
    assert cited["version"] == project()["version"]
    assert cited["license"] == project()["license"]


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_the_readme_leads_to_every_notebook(path):
    assert f"(notebooks/{path.name})" in text("README.md")


@pytest.mark.parametrize("name", WRITTEN)
def test_every_link_to_a_file_leads_to_one(name):
    folder = (ROOT / name).parent
    assert [link for link in LINK.findall(text(name)) if not (folder / link).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_target_of_make_that_is_named_exists(name):
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    named = {match[1] for line in commands(name) for match in [re.match(r"make ([a-z]+)", line)] if match}
    assert named
    assert named <= targets


def test_every_command_and_option_that_the_readme_names_exists(capsys):
    for line in commands("README.md"):
        found = re.match(r"toolkit ([a-z]+)", line)
        if found:
            assert run([found[1], "--help"]) == 0
            told = capsys.readouterr().out
            assert [option for option in re.findall(r"--[a-z]+", line) if option not in told] == []


def test_the_readme_names_every_command():
    named = {match[1] for line in commands("README.md") for match in [re.match(r"toolkit ([a-z]+)", line)] if match}
    assert named >= {"report", "check", "extract", "new"}


def test_every_function_that_the_readme_names_exists():
    table = text("README.md").split("\n\n")[2]
    named = {name for line in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", line)}
    assert named
    assert [name for name in named if not callable(getattr(toolkit, name))] == []


def table_rows(name, header):
    """Give the cells of the table that begins with a header."""
    table = text(name)[text(name).index(header) :].split("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def measured_percents():
    shares = ("precision", "recall", "score")
    return {f"{float(row[name]):.1f}" for row in rows("measures") for name in shares if row[name]}


def test_the_table_of_the_readme_is_short_and_says_what_the_method_page_says():
    told = table_rows("README.md", "| on | measure | development | test (95 % interval)")
    assert 0 < len(told) <= 10
    for _, _, development, test, _ in told:
        printed = re.findall(r"[\d.]+", f"{development} {re.sub(r'[(].*[)]', '', test)}")
        assert printed
        assert set(printed) <= measured_percents()
        assert "%" not in development + test


def test_every_test_figure_that_was_measured_stands_in_the_long_table_too():
    told = text("benchmarks/README.md")
    tested = [row for row in rows("measures") if row["part"] == "test"]
    assert tested
    assert [row for row in tested for name in ("precision", "recall", "score") if row[name] not in told] == []


def test_the_example_of_the_readme_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    example, _ = blocks("README.md", "python")  # the other one reads an extraction back
    exec(compile(example, "README.md", "exec"), {})


def test_every_public_name_can_be_imported():
    for name in toolkit.__all__:
        assert getattr(toolkit, name).__module__.startswith("toolkit")
    assert set(toolkit.__all__) <= set(dir(toolkit))


def test_an_unknown_name_is_missed_in_the_usual_words():
    with pytest.raises(AttributeError, match=r"^module 'toolkit' has no attribute 'find_truth'$"):
        toolkit.find_truth  # noqa: B018  asking for it is the test
