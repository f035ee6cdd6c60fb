"""Everything that the toolkit does with articles, done to hostile ones, and what must be true of what comes out."""

import ast
import json
import re
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
from browser import NOTEBOOKS
from invented import ENTITIES, HARBOUR, PEOPLE, PRIVATE, STRAIT

import toolkit
from toolkit import tables
from toolkit.extract import extract
from toolkit.framing import find_appositives
from toolkit.jsonl import WORDS
from toolkit.quotes import count_carried
from toolkit.regions import find_regions
from toolkit.study import SHEETS, Study
from toolkit.text import forget

# Rows of these two must be the same whatever stands between them.
FIRST, LAST = "first", "last"
ORIGINS = [
    ("coast guard", "official", "state", False, None, "own losses", "coast guard", "test"),
    ("Aro Watch", "monitor", None, True, 1, "documented minimum", "Aro Watch", "test"),
    ("mutineers", "official", "mutiny", False, None, "other side's losses", "mutineers", "test"),
]
GROUPS = PEOPLE
PLACES = [("Port Aro", None, "Aro", "test"), ("Bru", None, "Bru", "test")]
EVENTS = [("ferry fire", "the ferry fire", None, None, "Port Aro", "test")]
LOADINGS = [("thug", "of a person", coder, "pejorative", "test", None) for coder in ("ana", "ben")]
ROWS = {
    "entities": ENTITIES[1:],
    "labels": LOADINGS,
    "origins": ORIGINS,
    "events": EVENTS,
    "places": PLACES,
    "private": PRIVATE[1:],
}
SOUGHT = ("killed", "thou\u017fand", "Roe", "\u0130stanbul")
# Columns of claims that print words of the article and have no offsets.
PRINTED = ("place", "time", "perpetrator", "blamed_by")
MARKUP = re.compile(r"<(?:script|img|iframe|object|svg)\b|javascript:", re.IGNORECASE)

EXTRACTED = tuple(table.name for table in tables.EXTRACTED)

Found = dict[str, pd.DataFrame]
Step = Callable[[Study, Found], pd.DataFrame]

ALONE: dict[str, Step] = {
    "regions": lambda study, _: find_regions(study.articles),
    "sentences": lambda study, _: toolkit.find_sentences(study.articles),
    "tokens": lambda study, _: toolkit.tokenize(study.articles),
    "labels": lambda study, _: toolkit.find_labels(study.articles, study.entities),
    "actions": lambda study, _: toolkit.find_actions(study.articles, study.entities),
    "passives": lambda study, _: toolkit.find_passives(study.articles),
    "appositives": lambda study, _: find_appositives(study.articles),
    "words": lambda study, _: toolkit.find_words(study.articles, SOUGHT),
    "quotes": lambda study, _: toolkit.find_quotes(study.articles, study.entities),
    "claims": lambda study, _: toolkit.find_claims(study),
    "totals": lambda _, found: toolkit.count_victims(found["claims"]),
}
"""What is found in each article by itself."""

TOGETHER: dict[str, Step] = {
    "linked labels": lambda study, found: toolkit.link_labels(study.articles, found["labels"]),
    "loading": lambda study, found: toolkit.join_loading(found["labels"], study.labels),
    "carried": lambda study, found: count_carried(study.articles, found["quotes"]),
    "utterances": lambda _, found: toolkit.link_quotes(found["quotes"]),
    "wordings": lambda _, found: toolkit.compare_wordings(found["quotes"], found["utterances"]),
    "relations": lambda study, found: reconciled(study, found).relations,
    "estimates": lambda study, found: reconciled(study, found).estimates,
}
"""What is found between articles."""

STEPS = ALONE | TOGETHER | {"extracted": lambda study, _: extracted(study)}

RESTS_ON = {
    "totals": ("claims",),
    "linked labels": ("labels",),
    "loading": ("labels",),
    "carried": ("quotes",),
    "utterances": ("quotes",),
    "wordings": ("quotes", "utterances"),
    "relations": ("claims",),
    "estimates": ("claims",),
    "extracted": EXTRACTED,
}


def reconciled(study: Study, found: Found) -> Any:
    return toolkit.reconcile(found["claims"], study.groups, study.origins, articles=study.articles)


def extracted(study: Study) -> pd.DataFrame:
    """Extract the articles that hold a word (others are refused), and give the quotes; nothing may be left out."""
    worded = [row for row in study.articles[["article_id", "text"]].to_dict("records") if WORDS.search(row["text"])]
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "articles.jsonl"), Path(folder, "out")
        source.write_text("\n".join(map(json.dumps, worded)), encoding="utf-8")
        done = extract(source, out)
        assert not done.left_out, done.left_out[0]
        return pd.read_parquet(out / "quotes.parquet")


def study_of(articles: dict[str, str]) -> Study:
    """Make a study of articles by id; a third of them has no date."""
    days = [None, "2031-03-04", "2031-03-05"]
    rows = [
        {
            "article_id": article_id,
            "account": f"Paper {at}",
            "published_from": days[at % 3],
            "published_to": days[at % 3],
            "text": text,
            "sha256": sha256(text.encode()).hexdigest(),
        }
        for at, (article_id, text) in enumerate(articles.items())
    ]
    frame = tables.ARTICLES.build([row.get(name) for name in tables.ARTICLES.names] for row in rows)
    sheets = {name: table.build(ROWS.get(name, ())) for name, table in SHEETS.items()} | {"groups": GROUPS}
    return Study("Hostile", frame, find_regions(frame), **sheets)


def between(texts: Iterable[str]) -> dict[str, str]:
    """Give articles their ids, and a plain article at either end."""
    return {FIRST: HARBOUR, **{f"a{at:05d}": text for at, text in enumerate(texts)}, LAST: STRAIT}


def faults(texts: Iterable[str], *, steps: Iterable[str] = STEPS, pages: int = 8, twice: bool = True) -> list[str]:
    """Do everything to some texts, and tell what went wrong, one line each: nothing, if all is well.

    Parameters
    ----------
    steps
        What to do: names of STEPS; what they rest on is done too.
    pages
        With how many of the texts the notebooks' cells are run too: every exhibit is built, and no markup of an
        article is in one.
    twice
        Whether everything is found twice, and must be the same.
    """
    texts = list(texts)
    articles = between(texts)
    wanted = [name for name in STEPS if name in closure(steps)]
    wrong: list[str] = []
    study = study_of(articles)
    found = find(study, wanted, wrong)
    for name, table in found.items():
        wrong += [f"{name}: {line}" for line in untrue(name, table, articles)]
    wrong += [f"{name}: the plain articles have other rows than alone" for name in disturbed(found)]
    if pages and not wrong:  # what fails already fails there too
        few = study_of(between(texts[:pages]))
        wrong += [line for notebook in sorted(NOTEBOOKS.glob("*.ipynb")) for line in unshown(notebook, few)]
    if twice and not wrong:
        forget()
        again = find(study, wanted, [])
        wrong += [f"{name}: another result at the second run" for name in found if not found[name].equals(again[name])]
    return wrong


def closure(steps: Iterable[str]) -> set[str]:
    """Give the steps and what they rest on."""
    return {name for step in steps for name in (step, *closure(RESTS_ON.get(step, ())))}


def find(study: Study, steps: Iterable[str], wrong: list[str]) -> Found:
    """Take the steps; one that rests on a table that is not there is passed over."""
    found: Found = {}
    for name in steps:
        if set(RESTS_ON.get(name, ())) <= set(found):
            try:
                found[name] = STEPS[name](study, found)
            except Exception as fault:
                wrong.append(told(name, fault))
    return found


def told(step: str, fault: Exception) -> str:
    last = traceback.extract_tb(fault.__traceback__)[-1]
    ours = [frame for frame in traceback.extract_tb(fault.__traceback__) if "toolkit" in frame.filename]
    place = (ours or [last])[-1]
    where = f"{Path(place.filename).parent.name}/{Path(place.filename).name}, {place.name}"
    return f"{step}: {type(fault).__name__}: {str(fault).partition(chr(10))[0][:200]} ({where})"


def untrue(name: str, table: pd.DataFrame, articles: dict[str, str]) -> Iterator[str]:
    """Tell ids that stand twice, rows out of order, and rows that print something else than stands in the article."""
    if name in ALONE and table.columns[0] != "article_id" and not table.iloc[:, 0].is_unique:
        yield f"{table.columns[0]} is not unique"
    if not {"article_id", "start", "end"} <= set(table.columns):
        return
    places = {article_id: at for at, article_id in enumerate(articles)}
    order = [(places[row.article_id], row.start) for row in table.itertuples()]
    if name in ALONE and name != "words" and order != sorted(order):
        yield "rows out of order"
    for row in table.astype(object).where(table.notna(), None).to_dict("records"):
        yield from misprinted(name, row, articles[row["article_id"]])


def misprinted(name: str, row: dict[str, Any], text: str) -> Iterator[str]:
    """Tell where a row's offsets are not those of what it prints."""
    if not 0 <= row["start"] < row["end"] <= len(text):
        yield f"a span outside of its article: {row['start']} to {row['end']}"
    for column, start, end in spans(row):
        if row[column] is not None and text[row[start] : row[end]] != row[column]:
            yield f'{column} prints "{row[column]}" and stands at "{text[row[start] : row[end]]}"'
    for column in PRINTED if name == "claims" else ():
        if row[column] is not None and row[column] not in text:
            yield f'{column} prints "{row[column]}", which is not in the article'


def spans(row: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Give each column that prints what stands at offsets of its own, with these."""
    for printed in ("text", "token", "verb", "word"):
        if printed in row:
            yield printed, "start", "end"
            break
    for start in [column for column in row if column.endswith("_start") and row[column] is not None]:
        part = start.removesuffix("_start")
        for printed in {part, f"{part}_to"} & set(row):
            yield printed, start, f"{part}_end"


@cache
def undisturbed() -> Found:
    wrong: list[str] = []
    found = find(study_of(between([])), ALONE, wrong)
    assert wrong == []
    return found


def disturbed(found: Found) -> Iterator[str]:
    for name, alone in undisturbed().items():
        if name in found:
            rows = found[name]
            if not rows[rows["article_id"].isin([FIRST, LAST])].reset_index(drop=True).equals(alone):
                yield name


def unshown(path: Path, study: Study) -> Iterator[str]:
    """Run the cells of a notebook on a study; tell a cell that fails, and markup that is not escaped."""
    space: dict[str, Any] = {}
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    try:
        for number, cell in enumerate(code, start=1):
            for node in ast.parse(cell).body:
                space["load"] = lambda _: study
                shown = run(node, space)
                if MARKUP.search(json.dumps([data.get("text/html", "") for data, _ in getattr(shown, "outputs", ())])):
                    yield f"{path.name}, cell {number}: markup of an article in an exhibit"
    except Exception as fault:
        yield told(f"{path.name}, cell {number}", fault)


def run(node: ast.stmt, space: dict[str, Any]) -> Any:
    if isinstance(node, ast.Expr):
        return eval(compile(ast.Expression(node.value), "cell", "eval"), space)
    return exec(compile(ast.Module([node], []), "cell", "exec"), space)
