"""Tables and studies as exhibits may read them: no cell holds a private detail, or what stands inside one."""

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache, wraps
from itertools import repeat
from typing import Any, NamedTuple, ParamSpec, TypeVar, cast

import pandas as pd

from toolkit.exhibits.gate import TAG, Same, details_of, generalised, guarded, stretch, terms
from toolkit.exhibits.inside import (
    FOLLOWS,
    OWN,
    RESTING,
    WITHHELD,
    between,
    names_inside,
    numbers_inside,
    rests_inside,
    withhold_figure,
    withhold_followers,
    withhold_names,
    withhold_resting,
)
from toolkit.given import study_of
from toolkit.lineage import every_version
from toolkit.privacy import Detail, stands_in, words_of
from toolkit.study import Study
from toolkit.tables import PRIVATE, TABLES
from toolkit.text import read

P = ParamSpec("P")
R = TypeVar("R")
SHORT = {"attributed_start": "attributed_to"}
"""Columns for a place whose cell bears another name."""
OF_CODEBOOK = frozenset({"group", "origin", "beside", "entity", "actor_entity", "patient_entity", "rule", "account"})
OF_CODEBOOK |= {"event", "event_by", "place_id", "aside"}
"""Cells that hold a name of the study's own judgements, not words of the passage."""
IDS = re.compile(r"(?!place_id).*_id|rests_on|sha256")
FIXED = frozenset(row["column"] for table in TABLES for row in table.columns if row["values"])
"""Cells that hold one of a few words of ours."""
QUOTED = re.compile("\u201c([^\u201c\u201d]+)\u201d")
"""Words of an article within a sentence of ours."""
WORDS_OF_ARTICLES = ("account", "outlet", "agency", "title")
OF_STUDY = {
    "entities": ("entity", "alias"),
    "groups": ("group", "part_of", "disjoint_with", "term"),
    "origins": ("origin", "alias", "party"),
    "events": ("event", "alias", "place"),
    "places": ("place", "part_of", "alias"),
    "outlets": ("outlet", "alias"),
    "labels": ("entity", "phrase", "word"),
}
NAMED = ("entities", "origins", "events", "places")

Row = dict[Any, Any]
Details = tuple[Detail, ...]


def entering(exhibit: Callable[P, R]) -> Callable[P, R]:
    """Let an exhibit read nothing but public studies and tables, whatever it is handed.

    Notes
    -----
    Every public function of `exhibits` that takes a study and a table bears this mark; a test looks.
    """

    @wraps(exhibit)
    def with_public(*arguments: P.args, **options: P.kwargs) -> R:
        study = study_of(exhibit.__name__, [*arguments, *options.values()])
        enter = _drawn if exhibit.__name__.startswith("draw_") else _entered
        given = [enter(study, argument) for argument in arguments]
        named = {name: enter(study, argument) for name, argument in options.items()}
        return cast("Callable[..., R]", exhibit)(*given, **named)

    return with_public


def _entered(study: Study, argument: Any) -> Any:
    if isinstance(argument, Study):
        return public_study(argument)
    return public(study, argument) if isinstance(argument, pd.DataFrame) else argument


def _drawn(study: Study, argument: Any) -> Any:
    """Give what a drawing may read: no word in it is taken for a tag of the drawing's own."""
    entered = _entered(study, argument)
    if isinstance(entered, Study):
        tables: dict[str, Any] = {name: _guarded(getattr(entered, name)) for name in OF_STUDY}
        # The text of an article stays, since offsets lead into it.
        return entered._replace(articles=_guarded(entered.articles, but="text"), **tables)
    return _guarded(entered) if isinstance(entered, pd.DataFrame) else entered


def _guarded(table: pd.DataFrame, but: str = "") -> pd.DataFrame:
    """Guard every cell; a table without tags stays the same one."""
    names = [name for name in table.columns if name != but and pd.api.types.is_string_dtype(table[name])]
    found = [name for name in names if table[name].str.contains(TAG, na=False).any()]
    guards = {name: table[name].map(guarded, na_action="ignore").astype(table[name].dtype) for name in found}
    return table.assign(**guards) if guards else table


def public_study(study: Study) -> Study:
    """Give a study whose names are generalised; the articles' text stays, since offsets lead into it."""
    return _public_study(Same(*study[1:]), study.title) if terms(study) else study


@lru_cache(maxsize=32)
def _public_study(known: Same, title: str) -> Study:
    study = Study(title, *known.tables)
    tables = {name: _by_term(study, getattr(study, name), columns) for name, columns in OF_STUDY.items()}
    hidden = dict.fromkeys(names_inside(study, every_version(study).articles["text"]), WITHHELD)
    for name in NAMED:  # an exhibit may tell of them where no row of a table does
        tables[name] = tables[name].replace(dict.fromkeys(OF_STUDY[name], hidden))
    names = account_names(study)
    articles = _by_term(study, study.articles, WORDS_OF_ARTICLES[1:])
    articles = articles.assign(account=articles["account"].map(lambda name: names.get(name, name)))
    replaced = _by_term(study, study.replaced, WORDS_OF_ARTICLES)
    # The aliases of private persons are gone from the entities then, and must be known all the same.
    tables["private"] = PRIVATE.build([("", term, instead, "") for term, instead in terms(study)])
    return study._replace(title=generalised(study, study.title), articles=articles, replaced=replaced, **tables)


def with_articles(study: Study, texts: Iterable[tuple[str, str]]) -> Study:
    """Give a study's judgements with other articles, each by its id."""
    rows = [(name, name, text) for name, text in texts]
    return study._replace(articles=pd.DataFrame(rows, columns=["article_id", "account", "text"], dtype="str"))


def account_names(study: Study) -> dict[str, str]:
    """Give each account its public name; two that would bear one name are numbered."""
    names: dict[str, str] = {}
    for account in dict.fromkeys(study.articles["account"]):
        name, taken = str(generalised(study, account)), set(names.values())
        numbered = [name, *(f"{name} ({number})" for number in range(2, len(taken) + 3))]
        names[account] = next(each for each in numbered if each not in taken)
    return names


def _by_term(study: Study, table: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    found = [name for name in columns if name in table.columns]
    # Of a column in which nothing stands pandas makes one of numbers.
    passed = {name: table[name].map(lambda cell: _passed(study, cell)).astype(table[name].dtype) for name in found}
    return table.assign(**passed)


def _passed(study: Study, cell: Any) -> Any:
    return str(generalised(study, cell)) if isinstance(cell, str) else cell


def public(study: Study, table: pd.DataFrame) -> pd.DataFrame:
    """Generalise the words of a table, and withhold what stands inside a private detail.

    Parameters
    ----------
    table
        Any table, such as `QUOTES` or `ACTIONS`. Of a row with `article_id`, `start` and `end`, what its sentence holds
        is known; of any other, no word may stand in quotation marks that a private detail of some article holds.

    Returns
    -------
    DataFrame
        The same rows, so that counts stay true.
    """
    if not terms(study) or table.empty:
        return table
    texts = {**_texts(study.replaced), **_texts(study.articles)}
    names = account_names(study)
    columns = [name for name in table.columns if not IDS.fullmatch(str(name)) and _holds_words(table[name])]
    spanned = {"article_id", "start", "end"} <= set(table.columns)
    told = _told(study, () if spanned else texts.values())
    hidden = repeat(False) if spanned else rests_inside(study, table, texts)
    changed: dict[str, list[Any]] = {str(name): [] for name in columns}
    for row, rests in zip(table[[*table.columns]].astype(object).to_dict("records"), hidden, strict=False):
        own = _of_row(study, row, texts[row["article_id"]], columns) if spanned else _of_other(told, row, columns)
        cells = own if spanned else withhold_resting(row, own, told.numbers, hidden=rests)
        for name in columns:
            cell = cells[name]
            changed[name].append(names.get(cell, _passed(study, cell)) if isinstance(cell, str) else cell)
    return table.assign(**{name: _column(table[name], changed[name]) for name in columns})


def _texts(articles: pd.DataFrame) -> dict[str, str]:
    return dict(zip(articles["article_id"], articles["text"], strict=True))


def _holds_words(column: pd.Series) -> bool:
    words = pd.api.types.is_string_dtype(column) or pd.api.types.is_object_dtype(column)
    return words or column.name in FOLLOWS or column.name in RESTING


def _column(column: pd.Series, cells: list[Any]) -> pd.Series:
    """Give a column other cells, with its own type; whole numbers of which one is missing now get one that has room."""
    lacks = any(cell is None for cell in cells) and pd.api.types.is_integer_dtype(column)
    return pd.Series(cells, index=column.index, dtype="Int64" if lacks else column.dtype)


def _of_row(study: Study, row: Row, text: str, columns: list[str]) -> Row:
    """Give the cells of a row with its place in an article."""
    details = details_of(study, text)
    cells = {name: row[name] for name in columns}
    near = _near(text, row, details) if details else ()
    for name, place in _places(row).items():
        if name in cells:
            cells[name] = _at(study, row[name], text, (row[place[0]], row[place[1]]))
    cells |= {name: _described(cells[name], text, details) for name in FOLLOWS if name in cells}
    if not details:
        return cells
    cells |= {name: WITHHELD for name, cell in cells.items() if _repeats(study, name, cell, near)}
    named = withhold_names(study, cells, names_inside(study, (text,)))
    return withhold_figure(row, withhold_followers(study, named))


def _repeats(study: Study, name: str, cell: Any, near: tuple[str, ...]) -> bool:
    """Say whether a cell holds words of an article that repeat a detail near by."""
    ours = not isinstance(cell, str) or name in OF_CODEBOOK or name in FIXED
    return not ours and _inside(study, cell, near)


def _described(cell: Any, text: str, details: Details) -> Any:
    """Give what is shown for a description where a cell has it without its article: "mother of two"."""
    if not isinstance(cell, str):
        return cell
    shown = (each.instead for each in details if words_of(text[each.start : each.end])[1:] == words_of(cell))
    return next(shown, cell)


def _near(text: str, row: Row, details: Details) -> tuple[str, ...]:
    """Give the details in the sentences of a passage, and those that the passage touches."""
    first, last = read(text).sentence_at(row["start"])[0], read(text).sentence_at(max(row["end"] - 1, row["start"]))[1]
    low, high = min(first, row["start"]), max(last, row["end"])
    return tuple(text[each.start : each.end] for each in details if each.start < high and low < each.end)


def _inside(study: Study, cell: str, details: tuple[str, ...]) -> bool:
    """Say whether a cell repeats words of a detail; one that is a detail by itself is generalised instead."""
    if not any(stands_in(cell, detail) for detail in details):
        return False
    return not _is_detail(study, cell)


def _is_detail(study: Study, cell: str) -> bool:
    """Say whether a cell is a detail by itself, or what is shown for one."""
    if any(cell == instead for _, instead in terms(study)):
        return True
    return [each[:2] for each in details_of(study, cell)] == [(0, len(cell))]


def _places(row: Row) -> dict[str, tuple[str, str]]:
    """Give the columns of a row that know their place, with the columns that hold it."""
    starts = [str(name) for name in row if str(name).endswith("_start")]
    known = {SHORT.get(name, name.removesuffix("_start")): (name, name.replace("_start", "_end")) for name in starts}
    return {name: ("start", "end") for name in OWN if name in row} | known


def _at(study: Study, cell: Any, text: str, place: tuple[Any, Any]) -> Any:
    """Give a cell as its place allows: withheld inside a detail, generalised where it is one or cuts one."""
    start, end = place
    if not isinstance(cell, str) or pd.isna(start) or pd.isna(end) or _is_detail(study, cell):
        return cell
    touched = [each for each in details_of(study, text) if each.start < end and start < each.end]
    if any(each.start <= start and end <= each.end and each[:2] != (start, end) for each in touched):
        return WITHHELD
    as_shown = str(stretch(text, int(start), int(end), touched))
    if cell in {text[int(start) : int(end)], as_shown}:
        return as_shown
    return WITHHELD if any(each.start < start or end < each.end for each in touched) else cell


class Told(NamedTuple):
    """What rows without a place must not repeat: details, and the words, names and numbers that stand only there."""

    study: Study
    details: tuple[str, ...]
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[int]


def _told(study: Study, texts: Collection[str]) -> Told:
    inside: list[str] = []
    outside: set[str] = set()
    for text in texts:
        details = details_of(study, text)
        inside += [text[each.start : each.end] for each in details]
        outside |= {word for stretch_of_text in between(text, details) for word in words_of(stretch_of_text)}
    within = {word for detail in inside for word in words_of(detail)}
    words = frozenset(within - outside)
    return Told(study, tuple(dict.fromkeys(inside)), words, names_inside(study, texts), numbers_inside(study, texts))


def _of_other(told: Told, row: Row, columns: list[str]) -> Row:
    """Give the cells of a row without a place: what stands in quotation marks may be an article's."""

    def say(match: re.Match[str]) -> str:
        return f"\u201c{WITHHELD}\u201d" if _inside(told.study, match[1], told.details) else match[0]

    cells = {name: QUOTED.sub(say, row[name]) if isinstance(row[name], str) else row[name] for name in columns}
    word = cells.get("word")
    if isinstance(word, str) and (set(words_of(word)) & told.words or _is_detail(told.study, word)):
        cells["word"] = WITHHELD  # what is shown for a detail is no word of an article
    return withhold_names(told.study, cells, told.names)
