"""What a function is given: a study, or tables of the kinds that it reads; a sentence where it is something else."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Protocol, TypeVar, runtime_checkable

import pandas as pd

from toolkit.errors import TableError
from toolkit.rules import rows as rule_rows

MOST_FAULTS = 20
JUDGEMENTS = {
    "entities": "entities",
    "groups": "groups",
    "origins": "origins",
    "loadings": "labels",
}
"""What a person writes down, by the name of its table: where a study keeps it."""
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


class Kind(Protocol):
    """One kind of table: see `toolkit.tables.Table`."""

    name: str

    @property
    def names(self) -> list[str]: ...  # noqa: D102


Given = pd.DataFrame | AnyStudy
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
    call: str, columns: Mapping[str, Sequence[str]] | None = None, /, **given: Given | None
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
    """
    names = list(given)
    first = given[names[0]]
    study = first if not isinstance(first, pd.DataFrame) and isinstance(first, AnyStudy) else None
    whole = {name: _from_study(study, name, frame) for name, frame in given.items()}
    faults = [fault for name, frame in whole.items() for fault in _faults(name, frame, (columns or {}).get(name))]
    if faults:
        raise TableError(*(f"{fault}; write {_remedy(call, names)}" for fault in faults))
    tables = [frame for frame in whole.values() if isinstance(frame, pd.DataFrame)]
    if names[0] == "articles":
        check_articles(tables[0])
    return tables


def _from_study(study: AnyStudy | None, name: str, given: Any) -> Any:
    if study is not None and (given is None or given is study):
        if name == "articles":
            return study.articles
        return getattr(study, JUDGEMENTS[name]) if name in JUDGEMENTS else _MAKERS[name](study)
    return given


def _faults(name: str, found: Any, needed: Sequence[str] | None) -> Iterator[str]:
    if not isinstance(found, pd.DataFrame):
        yield f"{name}: expected a table (a DataFrame), found {_kind(found)}"
        return
    needed = needed or READ.get(name) or _columns(name)
    lacking = [column for column in needed if column not in found.columns]
    if lacking:
        other = _name_of(found)
        seen = f"found the table {other}" if other and other != name else f"not found: {', '.join(lacking)}"
        yield f"{name}: expected the columns {', '.join(needed)}; {seen}"


def _remedy(call: str, names: Sequence[str]) -> str:
    return f"{call}(study), or {call}({', '.join(names)}) with these tables in this order"


def _kind(found: Any) -> str:
    """Name what is no table, as a person would."""
    if found is None:
        return "nothing"
    if isinstance(found, str) or hasattr(found, "__fspath__"):
        return f'the text or path "{str(found)[:60]}" (load a folder first: load("{str(found)[:60]}"))'
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
        raise TableError(f"table: expected a table (a DataFrame), found {_kind(table)}; {remedy}")
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
