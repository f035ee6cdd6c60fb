"""What stands in one cell of a table, a card or a list of passages, as HTML: escaped, and as it may be shown."""

import re
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from toolkit.exhibits.accounts import account_colors, account_signs
from toolkit.exhibits.excerpts import Passage
from toolkit.exhibits.gate import BLANK, CUT, Public, generalised, in_line, join, piece, shown, shown_parts
from toolkit.exhibits.markup import Css, Html, linked, row, tag, words
from toolkit.exhibits.words import MISSING, sentence, value
from toolkit.study import Study

# Columns that hold a figure as it is printed, such as "≥ 40": it stands in line with other numbers, as a word may not.
FIGURES = ("figure", "total")
SPACED = re.compile(r"\s*\S+\s*")
PARTS: tuple[Css, ...] = ("part part-1", "part part-2", "part part-3", "part part-4")
"""How the parts of a whole are told from one another; a style sheet sets those that follow."""
BESIDE = 6
"""Most words on either side of a word in a concordance."""


class Shares(NamedTuple):
    """Parts of a whole in one cell of a card: names with their shares, which add up to one."""

    parts: tuple[tuple[str, float], ...]


class Marked(NamedTuple):
    """Stretches of text in one cell, each with its mark: "ins" for what is its own, "del" for what it lacks, or ""."""

    parts: tuple[tuple[str, str], ...]


class Linked(NamedTuple):
    """Phrases in one cell: each with the passage that it leads to, or "", and whether it is another's words."""

    parts: tuple[tuple[str, str, bool], ...]


def head_html(study: Study, name: str, *, anchor: str | None = None, number: bool = False) -> Html:
    """Write a column's heading; `anchor` is its place on the method page, to which the page's link will lead."""
    places = {"data_measure": generalised(study, anchor)} if anchor else {}
    over = words(heading(study, name))
    return tag("th", over, css="number" if number else None, scope=generalised(study, "col"), **places)


def unseen(column: pd.Series) -> bool:
    """Say whether all numbers of a column are missing, so that its heading alone can say that they are numbers."""
    return bool(len(column) and column.isna().all() and pd.api.types.is_numeric_dtype(column))


def heading(study: Study, name: str) -> Public:
    """Write a column's name as a heading."""
    # A single letter is a symbol of the field's: z is not Z. An account is called what it is called.
    kept = len(name) == 1 or name in set(study.articles["account"])
    return generalised(study, name if kept else sentence(name.replace("_", " ")))


def cell_html(study: Study, cell: Any, name: str) -> Html:
    """Write one cell of a table; numbers are marked, and an account bears its sign."""
    if name.lower() == "account" and isinstance(cell, str):
        return tag("th", sign_html(study, cell), scope=generalised(study, "row"))
    return tag("td", _words(study, cell), css="number" if _is_number(cell, name) else None)


def _is_number(cell: Any, name: str) -> bool:
    if isinstance(cell, str):
        return name.lower() in FIGURES and any(letter.isdigit() for letter in cell)
    return isinstance(cell, int | float | np.number) and not isinstance(cell, bool) and not np.isnan(cell)


def term_html(study: Study, cell: Any) -> Html:
    """Write one value of a card; shares as a bar with their names."""
    if not isinstance(cell, Shares):
        return tag("dd", _words(study, cell))
    bars = [
        tag("span", style=generalised(study, f"width:{100 * share:.1f}%"), css=(*PARTS, "part")[min(place, len(PARTS))])
        for place, (_, share) in enumerate(cell.parts)
    ]
    names = ", ".join(f"{name} {100 * share:.0f}\u00a0%" for name, share in cell.parts) or MISSING
    told = tag("span", words(generalised(study, names)), css="parts")
    return tag("dd", tag("span", *bars, css="bar"), told)


def _words(study: Study, cell: Any) -> Html:
    if isinstance(cell, Marked):
        return row(*(_stretch(*part) for part in shown_parts(study, cell.parts)))
    if isinstance(cell, Linked) and cell.parts:
        return linked(generalised(study, "; "), (_phrase(study, *part) for part in cell.parts))
    plain = None if isinstance(cell, Linked) else cell.item() if isinstance(cell, np.generic) else cell
    return words(shown(study, value(plain)))


def _phrase(study: Study, text: str, passage: str, of_other: bool) -> Html:
    phrase = words(shown(study, text))
    phrase = tag("em", phrase) if of_other else phrase
    return tag("a", phrase, href=join(generalised(study, "#"), anchor_of(study, passage))) if passage else phrase


def anchor_of(study: Study, name: str) -> Public:
    """Give the name of a place on a page, which holds no blank."""
    return generalised(study, re.sub(r"\s", "-", generalised(study, name)))


def _stretch(text: Public, mark: str) -> Html:
    if mark == "ins":
        return tag("ins", words(text))
    return tag("del", words(text)) if mark == "del" else words(text)


def sign_html(study: Study, account: str) -> Html:
    """Write an account's name behind its sign."""
    sign, color = account_signs(study).get(account), account_colors(study).get(account)
    name = words(generalised(study, account))
    if not sign:
        return name
    style, hidden = generalised(study, f"color:{color}"), generalised(study, "true")
    return row(
        tag("span", words(generalised(study, sign)), style=style, aria_hidden=hidden, css="sign"), words(BLANK), name
    )


def passage_html(passage: Passage) -> Html:
    """Write a passage marked in its sentence."""
    before, marked, after = (words(in_line(part)) for part in passage)
    return tag("td", before, tag("mark", marked), after, css="passage")


def aligned_html(passage: Passage) -> Html:
    """Write a passage with the words next to it in cells of their own."""
    before, after = ([match.end() for match in SPACED.finditer(part)] for part in (passage.before, passage.after))
    start = before[-BESIDE - 1] if len(before) > BESIDE else 0
    end = after[BESIDE - 1] if len(after) > BESIDE else len(passage.after)
    left = piece(passage.before, start, len(passage.before))
    right = piece(passage.after, 0, end)
    return row(
        tag("td", words(join(CUT, BLANK, left) if start else left), css="before"),
        tag("td", tag("mark", words(passage.marked)), css="word"),
        tag("td", words(join(right, CUT) if end < len(passage.after) else right), css="after"),
    )
