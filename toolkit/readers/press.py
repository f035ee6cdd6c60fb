"""Exports of press databases (Nexis, Factiva) as lines: where each article ends, and what its lines are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from toolkit.readers.dates import read_days
from toolkit.readers.records import Found, Record, reject
from toolkit.rules import rows

LONGEST_MARK = 300
HEAD = 12
"""How many lines of facts Factiva writes between an article's length and its words, at most."""
# A weekday, an hour or an edition may stand behind a day.
DAY = re.compile(r"(\w+ \d{1,2}, \d{4}|\d{1,2} \w+ \d{4}|\d{4}-\d\d-\d\d)\b.*")
BY = re.compile(r"By (.+)")


class Line(NamedTuple):
    """One line of an export, and what it is for by rules/press_marks.csv: nothing for a line of words."""

    number: int
    text: str
    field: str
    value: str


@cache
def _marks() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    return tuple((row["field"], re.compile(row["pattern"]), row["database"]) for row in rows("press_marks"))


def _lines(lines: Sequence[str]) -> Iterator[Line]:
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        yield Line(number, text, *_mark(text))


def _mark(text: str) -> tuple[str, str]:
    if not text or len(text) > LONGEST_MARK:
        return "", ""
    for field, pattern, _ in _marks():
        if match := pattern.fullmatch(text):
            return field, match[1] if pattern.groups else text
    day = DAY.fullmatch(text)
    return ("published", day[1]) if day and not isinstance(read_days(day[1]), str) else ("", "")


def database(lines: Iterable[str]) -> str:
    """Tell which database exported some lines; nothing where none did.

    Examples
    --------
    >>> database(["Ferry burns", "Aro Post", "May 5, 2025", "Length: 80 words", "Body", "Two died.", "End of Document"])
    'Nexis'
    """
    seen: dict[str, set[str]] = {"Nexis": set(), "Factiva": set()}
    for text in map(str.strip, lines):
        for field, pattern, name in _marks() if len(text) <= LONGEST_MARK else ():
            if name and pattern.fullmatch(text):
                seen[name].add(field)
    return next((name for name, fields in seen.items() if "length" in fields and fields & {"start", "end"}), "")


def split(file: str, lines: Sequence[str]) -> Found:
    """Give each article of an export, and say of which no words were found."""
    for part in _parts(_lines(lines)):
        length = next((at for at, line in enumerate(part) if line.field == "length"), None)
        if length is None:
            continue  # the list of what was found, before the first article
        fields = _fields(part, length)
        if fields["text"]:
            yield Record(file, part[0].number, {**fields, "whole": "yes"})
        else:
            yield reject(file, part[0].number, "found no words of this article", " ".join(line.text for line in part))


def _parts(lines: Iterable[Line]) -> Iterator[list[Line]]:
    part: list[Line] = []
    for line in lines:
        if line.field == "start":
            yield part
            part = []
        if line.text or part:
            part.append(line)
        if line.field == "end":
            yield part
            part = []
    yield part


def _fields(part: list[Line], length: int) -> dict[str, str]:
    above, below = part[:length], part[length + 1 :]
    known = {line.field: line.value for line in reversed(part) if line.field in {"published", "authors", "language"}}
    body = next((at for at, line in enumerate(below) if line.field == "body"), None)
    if any(line.field == "published" for line in above):
        known["published"] = next(line.value for line in above if line.field == "published")
        names = _nexis(above, new=body is not None)
        words = below[body + 1 :] if body is not None else below
    else:
        words = below[_end_of_head(below) :]
        names = _factiva(above, below[: _end_of_head(below)])
        known["source_id"] = next((line.value for line in part if line.field == "end"), "")
    return {**known, **names, "text": _words(words)}


def _nexis(above: list[Line], *, new: bool) -> dict[str, str]:
    """Read the lines above: title and outlet before the day; in older exports the outlet alone, and the title after."""
    day = next(at for at, line in enumerate(above) if line.field == "published")
    before = [line.text for line in above[:day] if line.text and not line.field]
    after = [line.text for line in above[day:] if line.text and not line.field]
    if new or not after:
        return {"title": before[-2], "outlet": before[-1]} if len(before) > 1 else {"title": " ".join(before)}
    return {"title": after[0], "outlet": before[-1] if before else ""}


def _factiva(above: list[Line], head: list[Line]) -> dict[str, str]:
    """Read the title above the length and the outlet below it; a part of the paper may stand above the title."""
    plain = [line.text for line in above if line.text and not line.field]
    by = next((match[1] for line in plain if (match := BY.fullmatch(line))), "")
    titles = [line for line in plain if not BY.fullmatch(line)]
    outlets = [line.text for line in head if line.text and not line.field and not _is_language(line.text)]
    return {
        "title": titles[-1] if titles else "",
        "outlet": outlets[0] if outlets else "",
        "language": next((line.text for line in head if _is_language(line.text)), ""),
        "authors": by,
    }


def _is_language(text: str) -> bool:
    return any(row["name"] == text.lower() for row in rows("language_names"))


def _end_of_head(below: list[Line]) -> int:
    """Give how many lines below the length are facts: up to the copyright, or else to the first empty line."""
    rights = next((at for at, line in enumerate(below[:HEAD]) if line.field == "copyright"), None)
    if rights is not None:
        return rights + 1
    first = next((at for at, line in enumerate(below) if line.text), 0)
    return next((at for at in range(first, len(below)) if not below[at].text), 0)


def _words(lines: list[Line]) -> str:
    """Give the words of an article: up to what the database writes after them, without the facts before them."""
    end = next((at for at, line in enumerate(lines) if line.field in {"after", "end"}), len(lines))
    kept = lines[:end]
    while kept and (not kept[0].text or kept[0].field in {"about", "authors", "copyright", "language"}):
        kept = kept[1:]
    while kept and (not kept[-1].text or kept[-1].field == "copyright"):
        kept = kept[:-1]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.text for line in kept))
