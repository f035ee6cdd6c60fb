"""Who is named with an age, or as somebody's kin: persons who may be private."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from toolkit.folding import fold_case
from toolkit.lineage import every_version
from toolkit.privacy import find_details, stands_in, terms_of
from toolkit.regions import READ
from toolkit.rules import words
from toolkit.study import Study
from toolkit.text import Reading, readings

KIN = "K"
OLDEST = 120
HEADLINE = "headline"
BEHIND, BEFORE = re.compile(r"(\d{1,3})(?:-\w+-\w+)?"), re.compile(r"(\d{1,3})-\w+-\w+")
"""An age as it stands behind a name, 22, and before one, 22-year-old."""
NAME = "(?P<name>A{1,3})"
FORMS = (
    # "Ana Roe, 44,"; "Ana Roe (44)"; "Ana Roe, aged 44,".
    ("with an age", re.compile(rf"{NAME}[,(]w?(?P<behind>0)(?=[,.;)\-])")),
    # "The 44-year-old Ana Roe"; "a 44-year-old cook, Ana Roe,".
    ("with an age", re.compile(rf"(?P<before>0)w{{0,2}},?{NAME}")),
    # "His brother Bo"; "Bo's widow, Ana Roe,".
    ("as kin", re.compile(rf"{KIN},?{NAME}")),
    # "Wife of one missing cook, Ana Roe"; "mother of two Ana Roe".
    ("as kin", re.compile(rf"{KIN}P(?:[DOw0]{{1,4}},|[Ow0]){NAME}")),
    # "Ana Roe, mother of two,"; "Ana Roe, his wife,".
    ("as kin", re.compile(rf"(?P<name>A{{2,3}}),(?:w{{0,2}}{KIN}(?=P)|[DG]w{{0,2}}{KIN}(?=[P,.]))")),
)


class Named(NamedTuple):
    """A name with its place, and what stands beside it: an age, or a word for kin."""

    start: int
    end: int
    beside: str


def find_named(reading: Reading) -> Iterator[Named]:
    """Find the names of an article that stand with an age or as somebody's kin, in reading order.

    Notes
    -----
    Rules on the classes of words and on rules/casualty_terms.csv, no parser: a name is up to three words with a
    capital. A headline, which may have nothing else, is passed over, and so are weekdays and months. Who is named in
    another way is not found.

    Examples
    --------
    >>> from toolkit.text import read
    >>> text = "Ana Roe, 44, wept. Her brother Bo left on Monday."
    >>> [(text[start:end], beside) for start, end, beside in find_named(read(text))]
    [('Ana Roe', 'with an age'), ('Bo', 'as kin')]
    """
    letters = _letters(reading)
    found = (_named(reading, beside, match) for beside, form in FORMS for match in form.finditer(letters))
    yield from sorted(set(filter(None, found)))


def find_unlisted(study: Study) -> Iterator[tuple[str, str, str]]:
    """Find the names with an age or as kin that no sheet of a study has: each once, with its article and what it has.

    Notes
    -----
    Who or what bears a name of entities.csv, origins.csv, places.csv or outlets.csv is judged already, and so is a
    name within a detail of private.csv. Earlier versions are looked through too, since pages show what went from them;
    an article in a language without rules is not.
    """
    private, told = terms_of(study.private, study.entities), _judged(study)
    for article_id, reading in readings(every_version(study).articles, "find_unlisted"):
        text = reading.text
        hidden = find_details(text, private)
        for start, end, beside in find_named(reading):
            name = " ".join(text[start:end].split())
            listed = any(each.start < end and start < each.end for each in hidden)
            if not listed and not any(stands_in(name, other) or stands_in(other, name) for other in told):
                told.append(name)
                yield article_id, name, beside


def _judged(study: Study) -> list[str]:
    public = study.entities[study.entities["kind"] != "private_person"]
    return [
        alias for table in (public, study.origins, study.places, study.outlets) for alias in table["alias"].dropna()
    ]


def _letters(reading: Reading) -> str:
    """Give the classes of an article's words, with a letter of their own for kin and for no name."""
    return "".join(_letter(reading, place) for place in range(len(reading.tokens)))


def _letter(reading: Reading, place: int) -> str:
    word, letter = reading.tokens[place], reading.classes[place]
    if fold_case(word) in _kin():
        # "Wife of a cook, Ana Roe" opens a sentence; "Sister Ana" and "Father Bo" are addressed.
        return KIN if letter != "A" or reading.classes[place + 1 : place + 2] == "P" else "x"
    return "x" if letter == "A" and fold_case(word) in _times() else letter


def _named(reading: Reading, beside: str, match: re.Match[str]) -> Named | None:
    ages = (("behind", BEHIND), ("before", BEFORE))
    if not all(_is_age(written, reading, match.start(which)) for which, written in ages if which in match.groupdict()):
        return None
    first, last = match.span("name")
    start, end = reading.starts[first], reading.ends[last - 1]
    opens, closes = (reading.sentence_at(reading.starts[at]) for at in (match.start(), match.end() - 1))
    read_whole = opens == closes and reading.region_at(start).kind in READ and reading.region_at(start).kind != HEADLINE
    return Named(start, end, beside) if read_whole else None


def _is_age(written: re.Pattern[str], reading: Reading, place: int) -> bool:
    age = written.fullmatch(reading.tokens[place])
    return age is not None and int(age[1]) <= OLDEST


@cache
def _kin() -> frozenset[str]:
    return frozenset(words("casualty_terms", "term", **{"class": "kin"}))


@cache
def _times() -> frozenset[str]:
    return frozenset((*words("time_words", "word", kind="weekday"), *words("time_words", "word", kind="month")))
