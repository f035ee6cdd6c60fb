"""Imports point down, modules are small, and words are rows of a list, not code."""

import ast
import re

import pytest
from browser import ROOT

PACKAGE = ROOT / "toolkit"
FILES = sorted(PACKAGE.rglob("*.py"))
# CONTRIBUTING.md says which module stands where; a row is "| 3 | `sheets`, `regions` | ... |".
LAYER = re.compile(r"^\| (\d+) \| ((?:`\w+`(?:, )?)+) \|", re.MULTILINE)
RULES = sorted((PACKAGE / "rules").rglob("*.csv"))
LONGEST = 400
MOST_WORDS = 12
MOST_ALTERNATIVES = 6
NO_WORD_LIST = {
    "publish/clean.py": "elements and attributes of HTML",
    "exhibits/markup.py": "elements and classes of HTML",
}


def layers():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return {name: int(row[1]) for row in LAYER.finditer(text) for name in re.findall(r"\w+", row[2])}


def module(path):
    """Give the name of the module or folder of toolkit/ that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path):
    """Give the modules of the toolkit that a file imports, wherever in it."""
    known = {module(file) for file in FILES}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "toolkit":
            yield from (alias.name if alias.name in known else "__init__" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("toolkit."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("toolkit."))


def names(path):
    return str(path.relative_to(PACKAGE))


def test_every_module_has_its_layer_and_every_layer_its_modules():
    assert {module(path) for path in FILES} - {"__init__", "__main__"} == set(layers())


@pytest.mark.parametrize("path", FILES, ids=names)
def test_imports_point_down(path):
    here, known = module(path), layers() | {"__init__": -1, "__main__": 99}
    above = [name for name in imported(path) if name != here and known[name] >= known[here]]
    assert above == []


@pytest.mark.parametrize("path", FILES, ids=names)
def test_nothing_is_imported_relatively(path):
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    assert [node.lineno for node in nodes if isinstance(node, ast.ImportFrom) and node.level] == []


def test_only_the_version_is_taken_from_the_package_itself():
    taken = {
        (names(path), alias.name)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "toolkit"
        for alias in node.names
        if alias.name not in layers()
    }
    assert {name for _, name in taken} <= {"__version__"}


@pytest.mark.parametrize("path", FILES, ids=names)
def test_a_module_has_at_most_four_hundred_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", FILES, ids=names)
def test_a_module_begins_with_what_it_is_for(path):
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert told.split("\n")[0].endswith(".")


def is_word(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[a-z]+", node.value)


@pytest.mark.parametrize("path", [path for path in FILES if names(path) not in NO_WORD_LIST], ids=names)
def test_code_holds_no_list_of_words(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        listed = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
        assert sum(bool(is_word(item)) for item in listed) <= MOST_WORDS, f"line {node.lineno}"


@pytest.mark.parametrize("path", FILES, ids=names)
def test_a_pattern_holds_no_list_of_words(path):
    many = re.compile(rf"(?:[a-z]{{2,}}\|){{{MOST_ALTERNATIVES},}}[a-z]{{2,}}")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not many.search(node.value), f"line {node.lineno}"


def test_what_is_no_word_list_is_still_there():
    assert all((PACKAGE / name).is_file() for name in NO_WORD_LIST)


def list_name(path):
    return path.relative_to(PACKAGE / "rules").with_suffix("").as_posix()


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_row_of_a_word_list_has_its_reason(path):
    from toolkit.rules import rows

    reasons = {"why", "meaning", "row"}
    listed = rows(list_name(path))
    assert listed
    assert reasons & set(listed[0])
    assert all(row[name].strip() for row in listed for name in reasons & set(row))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_no_row_of_a_word_list_stands_there_twice(path):
    from toolkit.rules import rows

    listed = [
        tuple(value for name, value in row.items() if name not in {"why", "meaning"})
        for row in rows(path.relative_to(PACKAGE / "rules").with_suffix("").as_posix())
    ]
    assert len(set(listed)) == len(listed)
