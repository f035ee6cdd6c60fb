"""What stands in one cell of a table, a card or a list of passages, as HTML: escaped, and as it may be shown."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from toolkit.exhibits.privacy import generalised, shown, shown_parts
from toolkit.exhibits.style import account_colors, account_signs
from toolkit.exhibits.words import MISSING, sentence, value
from toolkit.study import Study

MARKS = ("ins", "del")
# Columns that hold a figure as it is printed, such as "≥ 40": it stands in line with other numbers, as a word may not.
FIGURES = ("figure", "total")
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


def head_html(study: Study, name: str, *, anchor: str | None = None, number: bool = False) -> str:
    """Write a column's heading; `anchor` is its place on the method page, to which the page's link will lead."""
    kind = ' class="number"' if number else ""
    place = f' data-measure="{escape(anchor)}"' if anchor else ""
    return f'<th scope="col"{kind}{place}>{escape(heading(study, name))}</th>'


def unseen(column: pd.Series) -> bool:
    """Say whether all numbers of a column are missing, so that its heading alone can say that they are numbers."""
    return bool(len(column) and column.isna().all() and pd.api.types.is_numeric_dtype(column))


def heading(study: Study, name: str) -> str:
    """Write a column's name as a heading."""
    # A single letter is a symbol of the field's: z is not Z. An account is called what it is called.
    kept = len(name) == 1 or name in set(study.articles["account"])
    return name if kept else sentence(name.replace("_", " "))


def cell_html(study: Study, cell: Any, name: str) -> str:
    """Write one cell of a table; numbers are marked, and an account bears its sign."""
    if name.lower() == "account" and isinstance(cell, str):
        return f'<th scope="row">{sign_html(study, cell)}</th>'
    opening = '<td class="number">' if _is_number(cell, name) else "<td>"
    return f"{opening}{_words(study, cell)}</td>"


def _is_number(cell: Any, name: str) -> bool:
    if isinstance(cell, str):
        return name.lower() in FIGURES and any(letter.isdigit() for letter in cell)
    return isinstance(cell, int | float | np.number) and not isinstance(cell, bool) and not np.isnan(cell)


def term_html(study: Study, cell: Any) -> str:
    """Write one value of a card; shares as a bar with their names."""
    if not isinstance(cell, Shares):
        return f"<dd>{_words(study, cell)}</dd>"
    bars = "".join(
        f'<span class="part part-{place}" style="width:{100 * share:.1f}%"></span>'
        for place, (_, share) in enumerate(cell.parts, start=1)
    )
    names = ", ".join(f"{name} {100 * share:.0f}\u00a0%" for name, share in cell.parts) or MISSING
    return f'<dd><span class="bar">{bars}</span><span class="parts">{escape(generalised(study, names))}</span></dd>'


def _words(study: Study, cell: Any) -> str:
    if isinstance(cell, Marked):
        return "".join(_stretch(*part) for part in shown_parts(study, cell.parts))
    if isinstance(cell, Linked):
        return "; ".join(_phrase(study, *part) for part in cell.parts) or MISSING
    return escape(shown(study, value(cell.item() if isinstance(cell, np.generic) else cell)))


def _phrase(study: Study, text: str, passage: str, of_other: bool) -> str:
    words = escape(shown(study, text))
    words = f"<em>{words}</em>" if of_other else words
    return f'<a href="#{escape(passage)}">{words}</a>' if passage else words


def _stretch(text: str, mark: str) -> str:
    return f"<{mark}>{escape(text)}</{mark}>" if mark in MARKS else escape(text)


def sign_html(study: Study, account: str) -> str:
    """Write an account's name behind its sign."""
    sign, color = account_signs(study).get(account), account_colors(study).get(account)
    name = escape(generalised(study, account))
    return f'<span class="sign" style="color:{color}" aria-hidden="true">{sign}</span> {name}' if sign else name


def passage_html(parts: Sequence[str]) -> str:
    """Write a passage marked in its sentence."""
    before, marked, after = (escape(re.sub(r"\s+", " ", part)) for part in parts)
    return f'<td class="passage">{before}<mark>{marked}</mark>{after}</td>'


def aligned_html(parts: Sequence[str]) -> str:
    """Write a passage with the words next to it in cells of their own."""
    before, after = (re.findall(r"\s*\S+\s*", part) for part in (parts[0], parts[2]))
    left = "".join((["\u2026 "] if len(before) > BESIDE else []) + before[-BESIDE:])
    right = "".join(after[:BESIDE] + (["\u2026"] if len(after) > BESIDE else []))
    cells = (("before", escape(left)), ("word", f"<mark>{escape(parts[1])}</mark>"), ("after", escape(right)))
    return "".join(f'<td class="{name}">{words}</td>' for name, words in cells)
