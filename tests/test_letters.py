"""No letter of a room stands in code: what a class is called, rules/classes.csv says, and code names it."""

import ast

import pytest
from browser import ROOT

PACKAGE = ROOT / "toolkit"
ROOMS = ("speech", "framing", "claims", "clauses")
FILES = sorted(path for room in ROOMS for path in (PACKAGE / room).glob("*.py"))
# The strings that hold a letter an item, whatever they are of.
LETTERS = frozenset({"letters", "classes"})
COLUMNS = frozenset({"class", "letter"})
BUILDERS = frozenset({"frozenset", "set", "tuple", "list"})
LOOKS = frozenset({"match", "search", "fullmatch", "finditer", "findall", "sub", "split"})
# Strings of single characters that are no letters of a room.
NO_LETTERS = {
    "speech/marks.py": "quotation marks as printed",
    "speech/carried.py": "the marks that end a sentence, as printed",
}


def of_letters(node, known):
    """Tell a string of letters, a part of one, or what was set to either."""
    if isinstance(node, ast.Subscript):
        return of_letters(node.value, known)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "list":
        return any(of_letters(each, known) for each in node.args)
    if isinstance(node, ast.Attribute):
        return node.attr in LETTERS
    return isinstance(node, ast.Name) and node.id in known


def is_column(node):
    """Tell `row["class"]` and `row["letter"]` of a list of words."""
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and node.slice.value in COLUMNS


def spelt(node):
    """Give the strings that an expression spells out: "C", ("B", "H"), {"f"}; a name of a class is none."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) and node.value else []
    return [text for each in getattr(node, "elts", ()) for text in spelt(each)]


def assigned(tree):
    """Give each name that is set with what it is set to; of `A, B = "a", "b"` both."""
    for node in (node for node in ast.walk(tree) if isinstance(node, ast.Assign)):
        target, value = node.targets[0], node.value
        both = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
        pairs = zip(target.elts, value.elts, strict=False) if both else [(target, value)]
        yield from ((name.id, each) for name, each in pairs if isinstance(name, ast.Name))


def known_letters(tree):
    """Give the variables that hold letters: the parameter `letters`, and `after = letters[at : at + 1]`."""
    known = set(LETTERS)
    for _ in range(2):
        known |= {name for name, value in assigned(tree) if of_letters(value, known)}
    return known


def in_full(tree):
    """Write out the constants of a module where they are used: `letters[at] in NOUNS`."""
    top = ast.Module([node for node in tree.body if isinstance(node, ast.Assign)], [])
    constants = {name: value for name, value in assigned(top) if name.isupper() and spelt(value)}

    class WriteOut(ast.NodeTransformer):
        def visit_Name(self, node):
            known = isinstance(node.ctx, ast.Load) and node.id in constants
            return ast.copy_location(constants[node.id], node) if known else node

    return ast.fix_missing_locations(WriteOut().visit(tree))


def compared(tree, known):
    """Find `letters[at] == "C"`, `"S" in letters`, and `row["class"] in {"B", "H"}`."""
    for node in ast.walk(tree):
        sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
        if any(of_letters(side, known) for side in sides):
            yield from ((node.lineno, text) for side in sides for text in spelt(side))
        elif any(map(is_column, sides)):
            yield from ((node.lineno, text) for side in sides for text in spelt(side) if len(text) == 1)


def called(tree, known):
    """Find `letters.find("Z")`, `left.endswith(("B", "H"))`, and `re.fullmatch("C[hno]", letters)`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        own = of_letters(node.func.value, known)
        run = isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr in LOOKS
        if own or (run and any(of_letters(each, known) for each in node.args)):
            yield from ((node.lineno, text) for each in node.args for text in spelt(each))


def compiled(tree, known):
    """Find patterns that are compiled from a string at the top of a module and run over letters."""
    named = {
        node.targets[0].id: node
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) == "re.compile"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOOKS:
            pattern = named.get(getattr(node.func.value, "id", ""))
            if pattern and any(of_letters(each, known) for each in node.args):
                yield pattern.lineno, ast.unparse(pattern.value)


def built(tree, known):  # noqa: ARG001  the signature of a search
    """Find `frozenset("PSCW")` and `(*"nhot", …)`."""
    for node in ast.walk(tree):
        held = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BUILDERS:
            held = node.args
        elif isinstance(node, ast.Starred):
            held = [node.value]
        yield from ((node.lineno, text) for each in held if isinstance(each, ast.Constant) for text in spelt(each))


def written(tree, known):
    """Find `found[at] = "w"` and `f"{letters[:at]}0"`."""
    for node in ast.walk(tree):
        held = []
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            held = [node.value] if of_letters(node.targets[0], known) else []
        elif isinstance(node, ast.JoinedStr):
            values = [each.value for each in node.values if isinstance(each, ast.FormattedValue)]
            held = node.values if any(of_letters(each, known) for each in values) else []
        yield from ((node.lineno, text) for each in held for text in spelt(each))


def asked_for(tree, known):  # noqa: ARG001  the signature of a search
    """Find `words("word_classes", "word", **{"class": "D"})`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            values = [value for key, value in pairs if isinstance(key, ast.Constant) and key.value in COLUMNS]
            yield from ((node.lineno, text) for each in values for text in spelt(each) if len(text) == 1)


SEARCHES = (compared, called, built, written, asked_for)


def letters_in(code):
    """Give the letters that code spells out, each with its line."""
    tree = in_full(ast.parse(code))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    top = ast.Module([node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)], [])
    scopes = [(node, known_letters(node)) for node in (top, *functions)]
    found = {each for node, known in scopes for search in SEARCHES for each in search(node, known)}
    return sorted(found | {each for _, known in scopes for each in compiled(tree, known)})


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_letter_stands_in_code(path):
    found = letters_in(path.read_text(encoding="utf-8"))
    assert bool(found) == (str(path.relative_to(PACKAGE)) in NO_LETTERS), found


@pytest.mark.parametrize(
    "code",
    [
        'if letters[at] == "C": pass',
        'ends = shape.letters[at - 1 : at] in ("B", "H")',
        'after = letters[at : at + 1]\nends = after == "w"',
        'parted = "S" not in letters[first:after]',
        'at = claim.shape.letters.find("Z", after)',
        'left = letters[:at]\nends = left.endswith(("B", "H"))',
        'NOUNS, SHORT = "nhot", 2\ndef ends(letters):\n    return letters[0] in NOUNS',
        'ENDS = frozenset(".,;PSCW")',
        'NAMING = (*"wAUG",)',
        'GROUP = re.compile("[HMR]*")\nfound = GROUP.match(page.letters, at)',
        'found = re.fullmatch("C[hno]", letters)',
        'found = list(letters)\nfound[at] = "w"',
        'letters = f"{letters[:at]}0{letters[at + 1:]}"',
        'verbs = [row["word"] for row in rows("word_classes") if row["class"] in {"B", "H"}]',
        'found = words("word_classes", "word", **{"class": "D"})',
    ],
)
def test_a_letter_in_code_is_found(code):
    assert letters_in(code)
