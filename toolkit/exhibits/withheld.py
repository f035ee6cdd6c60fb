"""Extracted rows as they may be shown: a cell that lies inside a private detail says only that it is withheld."""

from typing import Any

import pandas as pd

from toolkit.exhibits.privacy import details_of
from toolkit.study import Study

WITHHELD = "[withheld]"
OWN_SPAN = ("text", "verb")
"""Cells whose place is the row's own span; others have columns for it, such as `speaker_start` for `speaker`."""
FOLLOWS = {"person": "speaker"}
"""Cells that say again, in other words, what another says."""


def public(study: Study, table: pd.DataFrame) -> pd.DataFrame:
    """Withhold what stands inside a private detail.

    Parameters
    ----------
    table
        Any extracted table, such as `QUOTES` or `ACTIONS`.

    Returns
    -------
    DataFrame
        The same rows, so that counts stay true. A cell that only touches a detail, or holds it whole, stays: there the
        exhibits put what the codebook shows instead.
    """
    if study.private.empty or table.empty:
        return table
    texts = study.articles.set_index("article_id")["text"]
    details = {name: details_of(study, texts[name]) for name in table["article_id"].unique()}
    rows = table.to_dict("records")
    inside = [set(_inside(row, details[row["article_id"]])) for row in rows]
    cells = {column: [column in columns for columns in inside] for column in sorted(set().union(*inside))}
    return table.assign(
        **{
            column: table[column].mask(pd.Series(hidden, index=table.index), WITHHELD)
            for column, hidden in cells.items()
        }
    )


def _inside(row: dict[Any, Any], details: tuple[tuple[int, int], ...]) -> list[str]:
    places = {column: ("start", "end") for column in OWN_SPAN if column in row}
    places |= {name.removesuffix("_start"): (name, name.replace("_start", "_end")) for name in row if "_start" in name}
    columns = [name for name, place in places.items() if name in row and _lies_inside(row, place, details)]
    return columns + [name for name, other in FOLLOWS.items() if other in columns and name in row]


def _lies_inside(row: dict[Any, Any], place: tuple[str, str], details: tuple[tuple[int, int], ...]) -> bool:
    start, end = row[place[0]], row[place[1]]
    if pd.isna(start) or pd.isna(end):
        return False
    return any(low <= start and end <= high and (start, end) != (low, high) for low, high in details)
