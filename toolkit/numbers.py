"""Number expressions of a language by its folder of rules: what `toolkit.counts` is for English, in its plain parts."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from toolkit.rules import alternatives, rows

SCALED = 100
CARDINALS = frozenset({"unit", "teen", "tens", "twenties", "scale"})
# What may follow inside one number: after a ten a unit, after sixty and eighty a teen too, after ten seven to nine.
ROOM = {"tens": 10, "twenties": 20}
DIGITS = r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+(?:,\d+)?"
BOUNDS = ("at_least", "more_than", "under", "up_to", "about")


class Count(NamedTuple):
    """One number expression.

    Attributes
    ----------
    start, end
        Its span, with the words that bound it.
    low, high
        The least and the greatest number that the words allow; missing where they set none.
    basis
        How the words bound the number: stated, at_least, more_than, under, up_to, about, between, vague.
    rule
        The word that bounds it or that is vague, "digits" or "words" for a bare number; it begins with "no count"
        where the number can't count people.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    basis: str
    rule: str


def find_numbers(plain: str, language: str) -> Iterator[Count]:
    """Find the number expressions of a text in a language that has `rules/LANGUAGE/numbers.csv`.

    Notes
    -----
    Rates, ages, hours, dates, years and sums of money are passed over by the words beside them. An article ("un
    homme") is no number.

    Examples
    --------
    >>> [(count.low, count.high, count.basis) for count in find_numbers("Plus de vingt blessés, 1 018 morts", "fr")]
    [(21, None, 'more_than'), (1018, 1018, 'stated')]
    """
    for match in _pattern(language).finditer(plain.replace("\u2019", "'")):
        if found := _count(match, language):
            yield found


def _listed(language: str, *kinds: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in rows(f"{language}/numbers") if row["kind"] in kinds)


def _words(terms: tuple[str, ...]) -> str:
    return alternatives(terms).replace(r"\ ", r"\s+") if terms else "(?!)"


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Make the pattern of a language: what bounds a number, one number or a range of two, and what bounds it after."""
    before = _words(_listed(language, *BOUNDS))
    after = _words(_listed(language, *(f"after {basis}" for basis in BOUNDS)))
    vague, none = (_words(_listed(language, kind)) for kind in ("vague", "no count"))
    no_before = _behind(_listed(language, "no count before", "year before"))
    no_after = _words(_listed(language, "no count after"))
    numbers = "|".join((*_ranges(language), _number(language, 0)))
    return re.compile(
        rf"(?<![\w.,/]){no_before}(?:(?P<bound>{before})\s*)?(?:{numbers}|(?P<vague>{vague})|(?P<none>{none}))"
        rf"(?![\w,.:/-]*\d)(?!\w)(?!\s*(?:{no_after})(?!\w))"
        rf"(?:\s+(?P<after>{after})(?!\w)|(?=\s+[^\W\d]+\s+(?P<trailing>{after})(?!\w)))?",
        re.IGNORECASE,
    )


def _behind(listed: tuple[str, ...]) -> str:
    return "".join(rf"(?<!\b{word}\s)" for word in listed)


def _ranges(language: str) -> Iterator[str]:
    """Give the patterns of two numbers: "entre 10 et 12", "de 10 à 12", "10 ou 12"; a change is no range."""
    openings = [row for row in rows(f"{language}/numbers") if row["kind"] == "range opening"]
    changes = _behind(_listed(language, "change before"))
    for n, row in enumerate(openings, start=1):
        one, other = _number(language, 2 * n - 1), _number(language, 2 * n)
        yield rf"{changes}{row['word']}\s+{one}\s+{row['value']}\s+{other}"
    n = len(openings) + 1
    one, other = _number(language, 2 * n - 1), _number(language, 2 * n)
    unopened = _behind(tuple(row["word"] for row in openings))
    yield rf"{unopened}{one}\s+{_words(_listed(language, 'range'))}\s+{other}"


def _number(language: str, n: int) -> str:
    cardinal = _words(_listed(language, *CARDINALS))
    scale = _words(_listed(language, "scale"))
    return (
        rf"(?:(?P<round{n}>{_words(_listed(language, 'about word'))})"
        rf"|(?P<digits{n}>{DIGITS})(?:\s+(?P<scale{n}>{scale})\b)?"
        rf"|(?P<words{n}>(?:{cardinal})\b(?:[\s-](?:{cardinal})\b)*))"
    )


def _count(match: re.Match[str], language: str) -> Count | None:
    if match["vague"]:
        return Count(*match.span(), _value(match["vague"], language), None, "vague", _key(match["vague"]))
    for n in _pairs(match):
        low, high = _read(match, n, language), _read(match, n + 1, language)
        if low is not None and high is not None:
            return Count(*match.span(), low, high, "between", "range") if low < high else None
    alone = None if match["none"] else _read(match, 0, language)
    return None if alone is None else _bounded(match, alone, language)


def _pairs(match: re.Match[str]) -> Iterator[int]:
    """Give the number of the first group of each range."""
    last = max(int(name.removeprefix("words")) for name in match.re.groupindex if name.startswith("words"))
    yield from range(1, last, 2)


def _bounded(match: re.Match[str], number: int, language: str) -> Count | None:
    bound = match["bound"] or match["after"] or match["trailing"]
    basis = _basis(bound, language, "" if match["bound"] else "after ") if bound else "stated"
    if basis == "stated" and match["round0"]:
        basis = "about"
    ends = {
        "at_least": (number, None),
        "more_than": (number + 1, None),
        "up_to": (None, number),
        "under": (None, number - 1),
    }
    written = "digits" if match["digits0"] else "words"
    return Count(*match.span(), *ends.get(basis, (number, number)), basis, _key(bound) if bound else written)


def _basis(bound: str, language: str, side: str) -> str:
    return next(
        row["kind"].removeprefix("after ")
        for row in rows(f"{language}/numbers")
        if row["word"] == _key(bound) and row["kind"] in {side + basis for basis in BOUNDS}
    )


def _key(text: str) -> str:
    return " ".join(text.lower().split())


def _value(word: str, language: str) -> int:
    return next(
        int(row["value"]) for row in rows(f"{language}/numbers") if row["word"] == _key(word) and row["value"].isdigit()
    )


def _read(match: re.Match[str], n: int, language: str) -> int | None:
    if match[f"round{n}"]:
        return _value(match[f"round{n}"], language)
    if match[f"digits{n}"]:
        return _of_digits(match[f"digits{n}"], match[f"scale{n}"], language)
    return _of_words(match[f"words{n}"], language) if match[f"words{n}"] else None


def _of_digits(digits: str, scale: str | None, language: str) -> int | None:
    whole, _, part = re.sub(r"[ .\u00a0\u202f]", "", digits).partition(",")
    if part and not scale:
        return None
    times = _value(scale, language) if scale else 1
    return int(whole + part) * times // int(10 ** len(part))


def _of_words(text: str, language: str) -> int | None:
    """Add number words up; an article alone is none, nor are words that make no one number."""
    kinds = {row["word"]: row["kind"] for row in rows(f"{language}/numbers") if row["kind"] in CARDINALS}
    found = [_key(word) for word in re.findall(rf"{_words(tuple(kinds))}\b", text.lower())]
    if found in (["un"], ["une"]):
        return None
    total, current, room = 0, 0, SCALED
    for word in found:
        value = _value(word, language)
        if kinds[word] == "scale":
            current = max(current, 1) * value
            room = SCALED
            total, current = (total + current, 0) if value > SCALED else (total, current)
        elif value >= room:
            return None
        else:
            current += value
            room = ROOM.get(kinds[word], 10 if value == 10 else 0)
    return total + current
