"""A codebook proposed from the articles: who speaks, who counts, whom figures are about; all to be judged."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from toolkit.claims import find_claims
from toolkit.codebook import alias_key, printed_key
from toolkit.quotes import find_quotes
from toolkit.rules import words
from toolkit.study import SHEETS

MOST = 30
"""How many rows of each sheet are proposed at most."""
DECISIONS = 10
FEWEST = 2
ARTICLE = re.compile(r"\A(?:the|an?)\s+", re.IGNORECASE)
NAME = re.compile(r"[^\W\d_][\w.'\u2019-]*(?:\s[^\W\d_][\w.'\u2019-]*){1,3}")
EVERYBODY = "people"


class Proposal(NamedTuple):
    """One row that is proposed for a sheet, and how often what it names is printed."""

    sheet: str
    cells: Mapping[str, Any]
    times: int
    articles: int

    @property
    def why(self) -> str:
        """Say that nobody has judged this row, and what speaks for it."""
        return f"proposed: {self.times} times in {self.articles} articles"


def draft(articles: pd.DataFrame) -> list[Proposal]:
    """Propose rows of a codebook, the most frequent first.

    Notes
    -----
    Persons are the speakers of quotations with a full name, each with its family name where no other bears it;
    origins are whom figures are attributed to, groups the words beside counts of people. Kind, party, rank and
    independence are judgements: what stands there is a place-holder until somebody has made them.
    """
    claims = find_claims(articles, SHEETS["groups"].build([]), SHEETS["origins"].build([]))
    counting = _counted(claims, "attributed_to")
    heads = claims.assign(victims=claims["victims"].map(_head))
    found = [
        *_persons(find_quotes(articles), {printed_key(name) for name, _, _ in counting}),
        *_origins(counting),
        *_groups(_counted(heads, "victims")),
    ]
    return sorted(found, key=lambda each: (-each.times, each.sheet, str(each.cells)))


def _counted(table: pd.DataFrame, column: str) -> list[tuple[str, int, int]]:
    """Give what a column names, without its article: how often and in how many articles."""
    kept = table[table[column].notna()]
    named = [ARTICLE.sub("", " ".join(str(cell).split()), count=1) for cell in kept[column]]
    times = Counter(named)
    places: dict[str, set[str]] = {}
    for word, article_id in zip(named, kept["article_id"], strict=True):
        places.setdefault(word, set()).add(article_id)
    frequent = sorted((word for word in times if times[word] >= FEWEST), key=lambda word: (-times[word], word))
    return [(word, times[word], len(places[word])) for word in frequent[:MOST]]


def _head(victims: Any) -> str | None:
    """Give the last word of a group as printed: whom the others describe."""
    last = victims.split()[-1].lower() if isinstance(victims, str) and victims.split() else ""
    return None if not last or last in words("word_classes", "word") else last


def _persons(quotes: pd.DataFrame, counting: set[str]) -> Iterator[Proposal]:
    """Propose the speakers with a full name, but for those on whose word figures are given."""
    speakers = _counted(quotes, "person")
    named = [each for each in speakers if NAME.fullmatch(each[0]) and each[0][0].isupper()]
    named = [each for each in named if printed_key(each[0]) not in counting]
    families = Counter(alias_key(name.split()[-1]) for name, _, _ in named)
    known: set[str] = set()
    for name, times, articles in named:
        family = name.split()[-1]
        aliases = [name] if families[alias_key(family)] > 1 else [name, family]
        for alias in aliases:
            if printed_key(alias) not in known and alias[0].isupper():
                known.add(printed_key(alias))
                cells = {"entity": name, "kind": "person", "alias": alias}
                yield Proposal("entities", cells, times, articles)


def _origins(named: Iterable[tuple[str, int, int]]) -> Iterator[Proposal]:
    listed = list(_apart(named))
    for name, times, articles in listed:
        # "The union" is the union of the fullest name that ends so.
        longer = [other for other, _, _ in listed if alias_key(other).endswith(f" {alias_key(name)}")]
        whole = max([name, *longer], key=len)
        cells = {"origin": whole, "kind": "official", "independent": "no", "alias": name}
        yield Proposal("origins", cells, times, articles)


def _groups(named: Iterable[tuple[str, int, int]]) -> Iterator[Proposal]:
    listed = list(_apart(named))
    if listed:
        times, articles = sum(each[1] for each in listed), max(each[2] for each in listed)
        yield Proposal("groups", {"group": "all", "term": EVERYBODY}, times, articles)
    for name, times, articles in listed:
        if alias_key(name) != EVERYBODY:
            yield Proposal("groups", {"group": name, "part_of": "all", "term": name}, times, articles)


def _apart(named: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """Give each name once, however it is spelt."""
    known: set[str] = set()
    for name, times, articles in named:
        if alias_key(name) not in known:
            known.add(alias_key(name))
            yield name, times, articles


def sheets_of(proposals: Iterable[Proposal]) -> dict[str, list[list[str]]]:
    """Give the rows of each sheet, its header first."""
    lines = {sheet: [table.names] for sheet, table in SHEETS.items()}
    for each in proposals:
        cells = {**each.cells, "why": each.why}
        lines[each.sheet].append([str(cells.get(name, "")) for name in SHEETS[each.sheet].names])
    return lines


def told(proposals: Iterable[Proposal]) -> Iterator[str]:
    """Tell the ten decisions that matter most: of each name once what is to be judged."""
    first: dict[tuple[str, str], Proposal] = {}
    for each in proposals:
        name = str(each.cells.get("entity") or each.cells.get("origin") or each.cells.get("group"))
        first.setdefault((each.sheet, name), each)
    for (sheet, name), each in list(first.items())[:DECISIONS]:
        yield f"* `codebook/{sheet}.csv`: {name}. {ASKED[sheet]} ({each.times} times in {each.articles} articles)"


ASKED = {
    "entities": "Does the study follow this person? Then keep the row; a private person becomes `private_person`.",
    "origins": "Who counts here: of which kind, of which party, how independent, of which rank?",
    "groups": "Whom does this word mean, and which group is it a part of?",
}
"""What a person decides about a row of each sheet."""
