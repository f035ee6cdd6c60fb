"""What a function is given: a study, or tables of the kinds that it reads; a sentence where it is something else."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Protocol, TypeGuard, TypeVar, runtime_checkable

import pandas as pd

from toolkit.errors import RuleError, TableError
from toolkit.rules import rows as rule_rows

MOST_FAULTS = 20
JUDGEMENTS = {
    "entities": "entities",
    "groups": "groups",
    "origins": "origins",
    "loadings": "labels",
}
"""What a person writes down, by the name of its table: where a study keeps it."""
WORDS = {"entities": ("entity", "alias"), "groups": ("group", "term"), "origins": ("origin", "alias")}
"""Whose words each row of a codebook's table gives, and in which column."""
DAYS = ("published_from", "published_to")
READ = {
    "articles": ("article_id", "text"),
    "entities": ("entity", "kind", "alias"),
    "groups": ("group", "part_of", "disjoint_with", "term"),
    "origins": ("origin", "alias", "rank", "independent", "counts", "party"),
    "loadings": ("term", "coder", "loading"),
}
"""The columns that functions use of these; of another table all."""


@runtime_checkable
class AnyStudy(Protocol):
    """What `load` gives: see `toolkit.study.Study`."""

    @property
    def articles(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def entities(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def labels(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def groups(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def origins(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def events(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def places(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def corrections(self) -> pd.DataFrame: ...  # noqa: D102


@runtime_checkable
class AnyTables(Protocol):
    """What `open_tables` gives: see `toolkit.opened.Opened`."""

    def parts(self, name: str, columns: Sequence[str]) -> Iterator[pd.DataFrame]: ...  # noqa: D102
    def sql(self, query: str) -> Any: ...  # noqa: D102


class Kind(Protocol):
    """One kind of table: see `toolkit.tables.Table`."""

    name: str

    @property
    def names(self) -> list[str]: ...  # noqa: D102


Given = pd.DataFrame | AnyStudy
GivenTables = Given | AnyTables
AnyKind = TypeVar("AnyKind", bound=Kind)
Maker = Callable[[Any], pd.DataFrame]
_MAKERS: dict[str, Maker] = {}


def makes(name: str) -> Callable[[Maker], Maker]:
    """Name what finds a table in a study, so that whoever reads that table can be given the study."""

    def keep(maker: Maker) -> Maker:
        _MAKERS[name] = maker
        return maker

    return keep


def tables_of(
    call: str, columns: Mapping[str, Sequence[str]] | None = None, /, **given: GivenTables | None
) -> list[pd.DataFrame]:
    """Give the tables that a function reads.

    Parameters
    ----------
    call
        The function's name, for its faults.
    columns
        The columns that it uses of a table, where these are not all.
    given
        What it was given, by the name of the table that it expects; a study in the first place stands for every table
        that is not given.

    Raises
    ------
    TableError
        When something is no table, or one of another kind; or an article has no text or no id of its own.
    RuleError
        When a row of a codebook's table has no words to look for.
    """
    names = list(given)
    first = given[names[0]]
    study = first if _is_study(first) else None
    whole = {name: _from_study(study, name, frame) for name, frame in given.items()}
    faults = [fault for name, frame in whole.items() for fault in _faults(name, frame, (columns or {}).get(name))]
    if faults:
        raise TableError(*(f"{fault}; write {_remedy(call, names)}" for fault in faults))
    tables = [frame for frame in whole.values() if isinstance(frame, pd.DataFrame)]
    if names[0] == "articles":
        check_articles(tables[0])
    if twice := [fault for name, table in zip(names, tables, strict=True) for fault in _twice(name, table)]:
        raise TableError(*twice[:MOST_FAULTS])
    if wordless := [fault for name, table in zip(names, tables, strict=True) for fault in _wordless(name, table)]:
        raise RuleError(*wordless[:MOST_FAULTS])
    return tables


def parts_of(
    call: str, name: str, columns: Sequence[str], given: GivenTables, further: Sequence[str] = ()
) -> Iterator[pd.DataFrame]:
    """Give a table that a function reads: whole, or part by part from an extraction that was opened.

    Parameters
    ----------
    columns, further
        Those that the function must have, and those that it uses where they are there.

    Raises
    ------
    TableError
        When it is no such table, or an extraction that leaves out the texts.
    """
    if not is_opened(given):
        yield from tables_of(call, {name: columns}, **{name: given})
        return
    for part in given.parts(name, [*columns, *further]):
        if "text" in columns and part["text"].isna().any():
            told = "found an extraction with private details generalised, which holds none; extract without that"
            raise TableError(f"{call}: expected the articles' texts, {told}")
        yield part


def is_opened(given: Any) -> TypeGuard[AnyTables]:
    """Say whether tables lie in the files of an extraction."""
    return not isinstance(given, pd.DataFrame) and isinstance(given, AnyTables)


def _twice(name: str, table: pd.DataFrame) -> Iterator[str]:
    """Say which rows of an extracted table stand there twice: they would count twice."""
    letter = next((row["letter"] for row in rule_rows("tables") if row["table"] == name), "")
    own = _columns(name)[0] if letter else ""
    if own in table.columns:
        for row_id in table.loc[table[own].duplicated(), own].unique():
            yield f'{name}: two rows or more have the {own} "{row_id}"; give each row once'


def _wordless(name: str, table: pd.DataFrame) -> Iterator[str]:
    """Say which rows of a codebook's table have no words to look for."""
    whose, column = WORDS.get(name, ("", ""))
    if column and column in table.columns:
        words = zip(table[whose], table[column], strict=True)
        for line, (owner, word) in enumerate(words, start=2):
            if not isinstance(word, str) or not word.strip():
                yield f'{name} line {line}: "{owner}" has an empty {column}; write one or take the row out'


def _from_study(study: AnyStudy | None, name: str, given: Any) -> Any:
    if study is not None and (given is None or given is study):
        if name == "articles":
            return study.articles
        return getattr(study, JUDGEMENTS[name]) if name in JUDGEMENTS else _MAKERS[name](study)
    return given


def _faults(name: str, found: Any, needed: Sequence[str] | None) -> Iterator[str]:
    if not isinstance(found, pd.DataFrame):
        yield f"{name}: expected a table (a DataFrame), found {kind_of(found)}"
        return
    if double := _double(found):
        yield f"{name}: expected each column once, found {double} twice; take one of each out"
        return
    needed = needed or READ.get(name) or _columns(name)
    lacking = [column for column in needed if column not in found.columns]
    if lacking:
        other = _name_of(found)
        seen = f"found the table {other}" if other and other != name else f"not found: {', '.join(lacking)}"
        yield f"{name}: expected the columns {', '.join(needed)}; {seen}"


def _double(frame: pd.DataFrame) -> str:
    return ", ".join(dict.fromkeys(map(str, frame.columns[frame.columns.duplicated()])))


def study_of(call: str, arguments: Sequence[Any]) -> Any:
    """Give the study among what an exhibit is given, whose tables have each column once.

    Raises
    ------
    TableError
        When there is none, or a table has a column twice.
    """
    study = next((given for given in arguments if _is_study(given)), None)
    if study is None:
        found = kind_of(arguments[0] if arguments else None)
        raise TableError(f"{call}: expected a study in the first place, found {found}; write {call}(load(folder), ...)")
    for frame in [given for given in arguments if isinstance(given, pd.DataFrame)]:
        if double := _double(frame):
            raise TableError(f"{call}: expected each column once, found {double} twice; take one of each out")
        _check_of_study(call, study, frame)
    return study


def _check_of_study(call: str, study: AnyStudy, frame: pd.DataFrame) -> None:
    """Refuse passages of articles that a study does not have."""
    if {"article_id", "start", "end"} <= set(frame.columns):
        strange = frame.loc[~frame["article_id"].isin(study.articles["article_id"]), "article_id"].unique()
        if len(strange):
            told = f'found rows of the article "{strange[0]}", which the study does not have'
            raise TableError(f"{call}: expected passages of the study's articles, {told}; load the study that has it")


def check_table(call: str, found: Any, needed: Sequence[str] = ()) -> None:
    """Refuse what is to be shown as a table and is none, or lacks what it must have.

    Raises
    ------
    TableError
        With what was found, and what to write.
    """
    if not isinstance(found, pd.DataFrame):
        raise TableError(
            f"{call}: expected a table (a DataFrame), found {kind_of(found)}; write {call}(study, table, ...)"
        )
    if lacking := [name for name in needed if name not in found.columns]:
        told = f"expected a table with the columns {', '.join(needed)}; not found: {', '.join(lacking)}"
        raise TableError(f"{call}: {told}; write {call}(study, table, ...) with one that has them")


def check_is(call: str, found: Any, kind: type, what: str, remedy: str) -> None:
    """Refuse what is not of a kind.

    Parameters
    ----------
    what, remedy
        The kind as a person would name it, and what to write.

    Raises
    ------
    TableError
        With what was found.
    """
    if not isinstance(found, kind):
        raise TableError(f"{call}: expected {what}, found {kind_of(found)}; write {remedy}")


def _is_study(given: Any) -> TypeGuard[AnyStudy]:
    return not isinstance(given, pd.DataFrame) and isinstance(given, AnyStudy)


def _remedy(call: str, names: Sequence[str]) -> str:
    return f"{call}(study), or {call}({', '.join(names)}) with these tables in this order"


def kind_of(found: Any) -> str:
    """Name what is no table, as a person would."""
    if found is None:
        return "nothing"
    if isinstance(found, pd.DataFrame):
        return f"the table {_name_of(found)}" if _name_of(found) else "a table (a DataFrame)"
    if isinstance(found, str) or hasattr(found, "__fspath__"):
        return f'the text or path "{str(found)[:60]}" (load a folder first: load("{str(found)[:60]}"))'
    if is_opened(found):
        return "an extraction that was opened (take a table of it)"
    return "a study" if isinstance(found, AnyStudy) else type(found).__name__


@cache
def _columns(name: str) -> tuple[str, ...]:
    return tuple(row["column"] for row in rule_rows("columns") if row["table"] == name)


def _name_of(frame: pd.DataFrame) -> str | None:
    """Know a table by its columns."""
    tables = (row["table"] for row in rule_rows("tables"))
    return next((name for name in tables if set(_columns(name)) <= set(map(str, frame.columns))), None)


def corrected_by(
    table: Any, corrections: Any, kinds: Sequence[AnyKind], articles: Any
) -> tuple[AnyKind, pd.DataFrame, Collection[str] | None]:
    """Give the kind of a table that is to be corrected, its corrections, and the articles that it is of.

    Raises
    ------
    TableError
        When the table is none that can be corrected, or the corrections are none.
    """
    remedy = "write correct(find_labels(study), study), or find_actions, find_quotes, find_claims for another table"
    if not isinstance(table, pd.DataFrame):
        raise TableError(f"table: expected a table (a DataFrame), found {kind_of(table)}; {remedy}")
    kind = next((kind for kind in kinds if sorted(kind.names) == sorted(map(str, table.columns))), None)
    if kind is None:
        found = ", ".join(map(str, table.columns)) or "none"
        raise TableError(
            f"table: expected the columns of an extracted table, all and no others; found {found}; {remedy}"
        )
    if isinstance(corrections, AnyStudy) and not isinstance(corrections, pd.DataFrame):
        whole = corrections.articles
        texts = dict(zip(whole["article_id"], whole["text"], strict=True)) if articles is None else articles
        corrections, articles = corrections.corrections, texts
    if faults := list(_faults("corrections", corrections, None)):
        raise TableError(*(f"{fault}; write correct(table, study)" for fault in faults))
    return kind, corrections, articles


def check_articles(articles: pd.DataFrame) -> None:
    """Refuse articles without a text or an id of their own.

    Raises
    ------
    TableError
        One line for each, at most twenty.
    """
    if faults := list(_article_faults(articles)):
        raise TableError(*faults[:MOST_FAULTS])


def _article_faults(articles: pd.DataFrame) -> Iterator[str]:
    ids = articles["article_id"]
    for article_id in ids[ids.duplicated() & ids.notna()].unique():
        yield f'articles: two rows or more have the article_id "{article_id}"; give each article its own'
    for place, (article_id, text) in enumerate(zip(ids, articles["text"], strict=True), start=1):
        if pd.isna(article_id) or article_id == "":
            yield f"articles row {place}: expected an article_id, found nothing; write one or take the row out"
        elif not isinstance(text, str):
            found = "nothing" if pd.isna(text) else f'"{text}"'
            yield f'articles: expected the text of article "{article_id}", found {found}; take its row out'
        elif told := half_a_character(text):
            yield f'articles: the text of article "{article_id}" {told}'
    for name in [name for name in DAYS if name in articles.columns]:
        yield from _no_days(ids, articles[name], name)


def half_a_character(text: str) -> str:
    """Say where a text holds half a character; nothing where it holds whole ones alone."""
    try:
        text.encode()
    except UnicodeEncodeError as fault:
        return f"holds half a character (a surrogate) at {fault.start}; read its file as UTF-8"
    return ""


def _no_days(ids: pd.Series, days: pd.Series, name: str) -> Iterator[str]:
    if pd.api.types.is_datetime64_any_dtype(days):
        return
    for article_id, day in zip(ids, days, strict=True):
        try:
            pd.Timestamp(day)
        except (ValueError, TypeError):
            told = f'{name}: expected a day such as 2025-03-08, found "{day}"'
            yield f'articles: {told} of article "{article_id}"; write a day or leave it empty'
