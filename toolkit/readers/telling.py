"""What was read of a source, in a few lines for a person, and what could not be, in a file."""

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from toolkit.readers.collect import Collection

MOST_COLUMNS = 3


def summary(collection: Collection) -> Iterator[str]:
    """Tell in one or two lines what was read: how many articles of which forms, and which column was read as what."""
    sources, rejected = collection.sources, len(collection.rejected)
    files = f"{len(sources):,} file" + ("s" if len(sources) != 1 else "")
    forms = ", ".join(dict.fromkeys(sources["form"]))
    lost = f"; {rejected:,} records can't be read, see rejected.jsonl" if rejected else ""
    yield f"{len(collection.articles):,} articles from {files} ({forms}{_encodings(sources)}){lost}"
    columns = list(dict.fromkeys(sources["columns"].dropna()))
    more = f"; and {len(columns) - MOST_COLUMNS:,} more ways" if len(columns) > MOST_COLUMNS else ""
    notes = list(dict.fromkeys(sources["note"].dropna()))[:MOST_COLUMNS]
    if columns or notes:
        yield "; ".join([*columns[:MOST_COLUMNS], *notes]) + more


def _encodings(sources: pd.DataFrame) -> str:
    """Name the encodings that are not UTF-8 and how many files are in each."""
    others = sources["encoding"].dropna()
    counts = others[others != "UTF-8"].value_counts().sort_index()
    return "".join(f"; {count:,} in {name}" for name, count in counts.items())


def told_files(sources: pd.DataFrame) -> Iterator[str]:
    """Tell of each file what it is, in which encoding it was read and what was found in it.

    Examples
    --------
    >>> from toolkit.tables import SOURCES
    >>> list(told_files(SOURCES.build([("a.csv", "CSV", "cp1252", 40, 2, "paper → outlet", None)])))
    ['a.csv: CSV in cp1252; 40 articles, 2 rejected; paper → outlet']
    """
    for row in sources.to_dict("records"):
        form = row["form"] if pd.isna(row["encoding"]) else f"{row['form']} in {row['encoding']}"
        counts = f"{row['articles']:,} articles, {row['rejected']:,} rejected"
        told = [row[name] for name in ("columns", "note") if not pd.isna(row[name])]
        yield "; ".join([f"{row['file']}: {form}", counts, *told])


def write_rejected(rejected: pd.DataFrame, path: Path) -> None:
    """Write what could not be read, one object a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rejected.astype(object).to_dict("records"):
            found = {str(name): None if pd.isna(value) else value for name, value in row.items()}
            file.write(json.dumps(found, ensure_ascii=False) + "\n")
