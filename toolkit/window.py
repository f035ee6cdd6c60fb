"""A text as every rule sees it: its words by their classes in each room, and what was found there, by which rule."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from toolkit import claims, framing
from toolkit.claims.shape import Look, looks, shapes, word_letters
from toolkit.framing.deeds import action_words
from toolkit.framing.grammar import lay_out
from toolkit.framing.names import Names, compile_names
from toolkit.framing.passives import letters_of
from toolkit.framing.vocabulary import Letters, phrase_words
from toolkit.given import check_is
from toolkit.patterns import room
from toolkit.quotes import find_quotes
from toolkit.speech.shape import look_up, shape
from toolkit.tables import ENTITIES, GROUPS, ORIGINS
from toolkit.text import Reading, read
from toolkit.times import UNDATED

NOWHERE = (-1, -1)
"""The characters of the end of a sentence, which stands for none."""
HEADS = ("word", "speech", "labels", "acts", "casualties")
NOTHING = "No rule has read anything."
DETAILS = {
    "quote": ("kind", "speaker", "cue"),
    "label": ("entity", "construction"),
    "act": ("actor", "patient", "voice", "reserve"),
    "claim": ("low", "high", "outcome", "origin", "attributed_to", "reserve"),
}


class Line(NamedTuple):
    """A text in the letters of one room: one for each item, and the characters that each stands for."""

    letters: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Window:
    """What `show` shows: a table of words and a table of what was found.

    Attributes
    ----------
    words
        One row a word or mark: the word, and the name of its class in each room, for the rules of speech, of labels,
        of acts and of casualties; missing where a room does not look at it.
    found
        One row a passage: kind, the words, what is said of it, and the rule that decided.
    """

    words: pd.DataFrame
    found: pd.DataFrame

    def __str__(self) -> str:
        return "\n".join(
            [_plain(self.words), "", _plain(self.found) if len(self.found) else "No rule has read anything."]
        )

    __repr__ = __str__

    def _repr_html_(self) -> str:
        found = self.found.to_html(index=False, na_rep="") if len(self.found) else f"<p>{NOTHING}</p>"
        return self.words.to_html(index=False, na_rep="") + found


def show(text: str, entities: pd.DataFrame | None = None) -> Window:
    """Show a text as every rule sees it, and what each rule has read in it.

    Parameters
    ----------
    text
        A sentence or a few.
    entities
        `ENTITIES`: whom labels and acts are of; nobody, if it is missing.

    Returns
    -------
    Window
        Two tables, `words` and `found`; plain text in a terminal, a small table in a notebook.

    Raises
    ------
    TableError
        When it is given anything but a text.

    Examples
    --------
    >>> window = show("Guards shot two divers, police said.")
    >>> window.words.loc[1].tolist()
    ['shot', 'word', 'word', 'act.past.participle', 'shoots']
    >>> window.found[["kind", "words", "rule"]].to_numpy().tolist()[0]
    ['quote', 'Guards shot two divers', 'clause before the verb']
    """
    check_is("show", text, str, "a text", 'show("Two divers were killed.")')
    articles = pd.DataFrame({"article_id": ["text"], "text": [text]})
    known = ENTITIES.build([]) if entities is None else entities
    return Window(_words(read(text), compile_names(known)), _found(articles, known))


def lay(name: str, reading: Reading, names: Names) -> Line:
    """Write a text in the letters of a room: speech, labels, acts, passives or casualties; LINES has them all."""
    return LINES[name](reading, names)


def read_by(kinds: str, pattern: str, text: str, entities: pd.DataFrame | None = None) -> list[str]:
    """Give the words that a pattern reads in a text: to try it before it becomes a row.

    Parameters
    ----------
    kinds
        The room: speech, framing, passives or claims.
    pattern
        In the notation of rules/en/patterns/.
    entities
        `ENTITIES`: whose names are known; nobody's, if it is missing.

    Raises
    ------
    RuleError
        When the pattern names a class or part that the room does not have.

    Examples
    --------
    >>> read_by("speech", "<name>+ <say.verb>", "It is over, Ana Roe said. Bo Lind laughed.")
    ['Ana Roe said', 'Bo Lind laughed']
    """
    names = compile_names(ENTITIES.build([]) if entities is None else entities)
    reading, compiled = read(text), room(kinds).compile(pattern)
    lines = [lay(name, reading, names) for name in ROOMS[kinds]]
    found = {
        (line.spans[match.start()][0], line.spans[match.end() - 1][1])
        for line in lines
        for match in compiled.finditer(line.letters)
        if match.end() > match.start()
    }
    return [reading.text[start:end] for start, end in sorted(found)]


def _words(reading: Reading, names: Names) -> pd.DataFrame:
    found: dict[int, list[str | None]] = {
        start: [reading.text[start:end]] for start, end in zip(reading.starts, reading.ends, strict=True)
    }
    for name, kinds in zip(HEADS[1:], ("speech", "framing", "framing", "claims"), strict=True):
        line = lay(name, reading, names)
        named = dict(zip((start for start, _ in line.spans), line.letters, strict=True))
        for start, cells in found.items():
            letter = named.get(start)
            cells.append(room(kinds).meanings.get(letter) if letter else None)
    return pd.DataFrame(list(found.values()), columns=list(HEADS))


def _found(articles: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    tables = {
        "quote": find_quotes(articles, entities),
        "label": framing.find_labels(articles, entities),
        "act": framing.find_actions(articles, entities),
        "claim": claims.find_claims(articles, GROUPS.build([]), ORIGINS.build([])),
    }
    rows: list[tuple[int, str, str, str, str]] = [
        (row["start"], kind, row.get("text") or row["verb"], _details(row, kind), row["rule"])
        for kind, table in tables.items()
        for row in table.astype(object).where(table.notna(), None).to_dict("records")
    ]
    return pd.DataFrame(sorted(rows), columns=["start", "kind", "words", "said of it", "rule"])


def _details(row: dict[Any, Any], kind: str) -> str:
    return ", ".join(f"{name} {row[name]}" for name in DETAILS[kind] if row.get(name) is not None)


def _speech(reading: Reading, names: Names) -> Line:  # noqa: ARG001  the signature of a line
    return Line(shape(reading).letters, tuple(zip(reading.starts, reading.ends, strict=True)))


def _first_look(reading: Reading, names: Names) -> Line:  # noqa: ARG001  the signature of a line
    return Line(look_up(reading, shape(reading).quoted), tuple(zip(reading.starts, reading.ends, strict=True)))


def _page(letters: Callable[[], Letters]) -> Callable[[Reading, Names], Line]:
    def line(reading: Reading, names: Names) -> Line:
        page = lay_out(reading, names, letters())
        places = range(len(page.letters))
        ended = {at for at in places if at in page.breaks}
        return Line(page.letters, tuple(NOWHERE if at in ended else page.span(at, at + 1) for at in places))

    return line


def _passives(reading: Reading, names: Names) -> Line:  # noqa: ARG001  the signature of a line
    return Line(letters_of(reading), tuple(zip(reading.starts, reading.ends, strict=True)))


def _casualties(reading: Reading, names: Names) -> Line:  # noqa: ARG001  the signature of a line
    read_as = list(shapes(reading, UNDATED))
    spans = tuple(span for shape in read_as for span in shape.spans)
    return Line("".join(shape.letters for shape in read_as), spans)


def _casualty_words(reading: Reading, names: Names) -> Line:  # noqa: ARG001  the signature of a line
    return Line(word_letters(reading), tuple(zip(reading.starts, reading.ends, strict=True)))


def _classes(reading: Reading, names: Names) -> Line:  # noqa: ARG001  the signature of a line
    return Line(reading.classes, tuple(zip(reading.starts, reading.ends, strict=True)))


def _looks(letters: Callable[[Look], str]) -> Callable[[Reading, Names], Line]:
    def line(reading: Reading, names: Names) -> Line:  # noqa: ARG001  the signature of a line
        read_as = list(looks(reading, UNDATED))
        spans = tuple(span for look in read_as for span in look.spans)
        return Line("".join(map(letters, read_as)), spans)

    return line


ROOMS = {
    "speech": ("speech", "speech at first look"),
    "framing": ("labels", "acts"),
    "passives": ("passives",),
    "claims": ("casualties", "casualties at first look", "casualties, all numbers"),
}
"""The lines that a room's patterns run over: some decide letters before the rest.

Casualties are told from ages first, and a person without a number is found after that."""
LINES = {
    "speech": _speech,
    "speech at first look": _first_look,
    "labels": _page(phrase_words),
    "acts": _page(action_words),
    "passives": _passives,
    "words": _classes,
    "casualty words": _casualty_words,
    "casualties, all numbers": _looks(lambda look: look.counted),
    "casualties at first look": _looks(lambda look: look.letters),
    "casualties": _casualties,
}


def _plain(table: pd.DataFrame) -> str:
    """Write a table in columns that begin at one place; pandas sets text to the right."""
    rows = [list(table.columns), *table.fillna("").astype(str).to_numpy().tolist()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    return "\n".join(lines)
