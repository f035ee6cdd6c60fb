"""Whether a speaker is a man or a woman, by the titles and pronouns that one article prints: Mr Roe, she."""

import re
from collections import defaultdict
from functools import cache

from toolkit.folding import fold_case
from toolkit.rules import alternatives, rows, words
from toolkit.speech.fullest import longer_name
from toolkit.text import Reading, once


def gender_of_word(word: str) -> str | None:
    """Tell which gender a pronoun or a noun stands for; None for those that stand for either.

    Examples
    --------
    >>> gender_of_word("she"), gender_of_word("it")
    ('woman', None)
    """
    return _genders().get(fold_case(word))


@cache
def _genders() -> dict[str, str]:
    """Give the gender of each pronoun and noun that has one; a pronoun stands before a noun."""
    listed = [row for row in rows("genders") if row["place"] in {"pronoun", "noun"}]
    return {row["word"]: row["gender"] for row in sorted(listed, key=lambda row: row["place"] == "pronoun")}


def gender_of_name(reading: Reading, name: str) -> str | None:
    """Tell a speaker's gender by a title before the whole name, or before the family name of one gender only."""
    titled = _titled(reading)
    family = name.rpartition(" ")[2]
    alone = family == name or longer_name(reading, family) == name
    found = titled.get(name) or (titled.get(family) if alone else None) or set()
    return next(iter(found)) if len(found) == 1 else None


@once
def _titled(reading: Reading) -> dict[str, set[str]]:
    """Give the genders that an article's titles say of each name, and of each last word of one."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for match in _title_and_name().finditer(reading.plain):
        gender = words("genders", "gender", place="title", word=match["title"])[0]
        name = reading.text[slice(*match.span("name"))].removesuffix("'s").removesuffix("\u2019s")
        found[name].add(gender)
        found[name.rpartition(" ")[2]].add(gender)
    return dict(found)


@cache
def _title_and_name() -> re.Pattern[str]:
    titles = alternatives(words("genders", "word", place="title"))
    return re.compile(rf"(?<!\w)(?P<title>{titles})\.? (?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*){{0,3}})")
