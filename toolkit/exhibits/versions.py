"""How an article changed after it was first printed: what came, what went, and whether a correction was marked."""

import re
from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from toolkit.exhibits.cells import Marked
from toolkit.exhibits.gate import clip, details_of, generalised, stretch
from toolkit.exhibits.withheld import entering
from toolkit.exhibits.words import count, listing, sentence
from toolkit.lineage import every_version
from toolkit.study import Study

WORD = re.compile(r"\s+|\w+|[^\w\s]")
KINDS = {"sentence": "sentence", "toll": "figure", "label": "label", "quote": "quote", "source": "source"}
"""How the finding calls what has changed."""


@entering
def tell_versions(study: Study, changes: pd.DataFrame) -> str:
    """Say how many accounts stand in more than one version, and what changed from version to version.

    Parameters
    ----------
    changes
        `CHANGES` of the study.
    """
    later = changes[["article_id", "previous_id", "marked"]].drop_duplicates()
    if study.replaced.empty:
        seeming = count(len(later), "article seems", "articles seem")
        other = f" {sentence(seeming)} to be a later version of another: until the manifest says so, all count."
        return "No version of an article is named that a later one replaces." + (other if len(later) else "")
    number = count(len(study.replaced), "earlier version")
    kept = f"{sentence(number)} of these articles {'is' if len(study.replaced) == 1 else 'are'} set aside"
    counts = [(noun, int((changes["what"] == what).sum())) for what, noun in KINDS.items()]
    told = [count(n, noun) for noun, n in counts if n]
    what = f" From version to version {listing(told)} came, went, moved or changed." if told else " Nothing changed."
    marked = int(later["marked"].sum())
    noted = (
        f" A correction is marked in {count(marked, 'of them', 'of them')}." if marked else " None marks a correction."
    )
    return f"{kept}, and no account counts twice.{what} {noted}"


@entering
def list_changes(study: Study, changes: pd.DataFrame) -> pd.DataFrame:
    """List what each version changed of the one before it: struck is what went, underlined what came.

    Parameters
    ----------
    changes
        `CHANGES` of the study.

    Returns
    -------
    DataFrame
        `account`, `what`, `change` and `wording`; at most sixty words of each.
    """
    articles = every_version(study).articles.set_index("article_id")
    rows = [
        (
            articles["account"][row["article_id"]],
            KINDS.get(row["what"], row["what"]),
            row["change"],
            _wording(study, articles["text"], row),
        )
        for row in changes.astype(object).to_dict("records")
    ]
    return pd.DataFrame(rows, columns=["account", "what", "change", "wording"])


def _wording(study: Study, texts: pd.Series, row: dict[Any, Any]) -> Marked | str:
    sides = [
        (texts[row[article]], row[f"{side}_start"], row[f"{side}_end"], row[side])
        for article, side in (("previous_id", "before"), ("article_id", "after"))
        if pd.notna(row[side])
    ]
    if row["change"] == "moved":
        return _shown(study, *sides[-1])
    if any(_is_private(study, *side) for side in sides):
        return " \u2192 ".join(_shown(study, *side) for side in sides)
    before, after = (row[side] if pd.notna(row[side]) else "" for side in ("before", "after"))
    return Marked(tuple(_differences(before, after)))


def _is_private(study: Study, text: str, start: Any, end: Any, words: str) -> bool:
    """Say whether a private detail touches a passage; then its two wordings are shown without marks."""
    if pd.isna(start):
        return bool(details_of(study, words))
    return any(each.start < end and start < each.end for each in details_of(study, text))


def _shown(study: Study, text: str, start: Any, end: Any, words: str) -> str:
    if pd.isna(start):
        return str(clip(generalised(study, words)))
    return str(clip(stretch(text, int(start), int(end), details_of(study, text))))


def _differences(before: str, after: str) -> list[tuple[str, str]]:
    """Give the words of two wordings in one line, each with its mark."""
    one, other = WORD.findall(before), WORD.findall(after)
    parts: list[tuple[str, str]] = []
    for kind, first, last, start, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        gone, come = "".join(one[first:last]), "".join(other[start:end])
        if kind == "equal":
            parts.append((come, ""))
            continue
        parts += [(words, mark) for words, mark in ((gone, "del"), (come, "ins")) if words]
        if gone and come and not gone[-1].isspace():
            parts.insert(-1, (" ", ""))
    return parts
