"""Invented studies for tests: people, places and events that do not exist."""

import csv
from pathlib import Path

from toolkit.tables import GROUPS

HARBOUR = """Ferry fire kills at least 12 in Port Aro

At least 12 people were killed when a ferry burned in the harbour of Port Aro, the coast guard said on Monday.

"We lost friends tonight," said Mayor Ina Vell, the town's acting mayor. She called the fire "a failure of care."

Ana Roe, 44, a cook from Quay Street, said her two sons were among the dead. Roe had been jailed for debt.
"""

STRAIT = """Blaze on ferry: 14 dead, officials say

The coast guard said 14 people died in the blaze, including nine passengers and five members of the crew.

Acting mayor Ina Vell told reporters: "We lost friends tonight."
"""


def write_study(folder: Path, articles: dict[str, str], **sheets: list[list[str]]) -> Path:
    """Write a study folder: one article for each id, and codebook sheets as rows with their header."""
    folder.mkdir(parents=True, exist_ok=True)
    for article_id, text in articles.items():
        (folder / f"{article_id}.txt").write_bytes(text.encode())
    rows = [[f"{name}.txt", name, f"Paper {place}"] for place, name in enumerate(articles, start=1)]
    write_sheet(folder / "manifest.csv", [["file", "article_id", "account"], *rows])
    (folder / "codebook").mkdir(exist_ok=True)
    for name, lines in sheets.items():
        write_sheet(folder / "codebook" / f"{name}.csv", lines)
    return folder


def write_sheet(path: Path, lines: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)


ENTITIES = [
    ["entity", "kind", "alias", "why"],
    ["Ina Vell", "person", "Ina Vell", "full name"],
    ["Ina Vell", "person", "Vell", "family name"],
    ["Ana Roe", "private_person", "Ana Roe", "full name"],
]
PRIVATE = [
    ["entity", "term", "shown_as", "why"],
    ["Ana Roe", "Ana Roe, 44", "a resident", "full name and age"],
    ["Ana Roe", "Ana Roe", "a resident", "full name"],
    ["Ana Roe", "Roe", "the resident", "family name"],
    ["Ana Roe", "her two sons", "[relatives]", "kin"],
    ["Ana Roe", "had been jailed for debt", "[past withheld]", "past"],
]


def ferry_study(folder: Path) -> Path:
    """Write two accounts of an invented fire on a ferry, with a private person in one of them."""
    return write_study(folder, {"harbour": HARBOUR, "strait": STRAIT}, entities=ENTITIES, private=PRIVATE)


PEOPLE = GROUPS.build(
    [
        ("all", None, None, "people", ""),
        ("townsfolk", "all", "crews", "townsfolk", ""),
        ("crews", "all", "townsfolk", "sailors", ""),
        ("divers", "crews", "stokers", "divers", "", "state"),
        ("stokers", "crews", "divers", "stokers", ""),
    ]
)
