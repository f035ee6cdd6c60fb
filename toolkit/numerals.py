"""Numerals as they are written: what one looks like, and which number it stands for."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from toolkit.folding import fold_case
from toolkit.rules import alternatives, rows, words

# More people than have ever lived: what is beyond it counts no dead, and would fit into no table.
GREATEST = 10**11
LONGEST = 15
CARDINALS = ("number", "tens", "scale")

# 12, 1,018, 1.5 million; no part of a date, an amount of money, a rate, a score or "12-year-old". 10^30 is a formula.
ALONE = r"(?<![\w$€£¥#^+*/.,:])(?P<sign{n}>[-\u2212](?=\d))?(?<!\w[-\u2212])"
# What may stand unseen within a number: a soft hyphen, blanks of no width.
UNSEEN = "[\u00ad\u200b\u2060\ufeff]*"
DIGITS = (
    rf"(?P<digits{{n}}>\d{{{{1,3}}}}(?:{UNSEEN}{{mark}}{UNSEEN}\d{{{{3}}}})+|\d+\^\d+"
    rf"|\d+\.\d+(?=\s+(?:{{scales}})\b|{{short}})|\d+(?:{UNSEEN}\d+)*)"
    r"(?:(?P<short{n}>{short})|(?![\w%‰°^]|[.,:/]\d|-\n?(?!plus\b)[^\W\d]|\s?per\s?cent\b)"
    r"(?:\s+(?P<scale{n}>{scales})\b)?)"
)
# "No two" and "every two days" count nobody; "that one" and "some one" are pronouns, "that two" and "some one hundred"
# are not.
WORDS = (
    r"(?<!\bno )(?<!\bany )(?<!\bevery )(?<!\beach )"
    r"(?!(?:(?<=\bsome )|(?<=\bthis )|(?<=\bthat ))one\b(?!\s(?:{numbers})\b))"
    r"(?<!\w)(?P<article{n}>an?\s+)?"
    r"(?P<words{n}>(?:{numbers})(?:(?:{scaled}\s+and\s+|-\n|[\s\u2010\u2011-])(?:{numbers}))*)(?!\w|-\n?\w)"
    r"(?P<half{n}>\s+and\s+a\s+half(?:\s+(?P<halved{n}>{scales}))?\b)?"
)
# 1.018 and 12.500, in a text that has no 1,018 and no 2.5.
DOTTED = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?![\d.,]*\d)")
UNDOTTED = re.compile(r"\d,\d{3}(?!\d)|(?<![\d.])\d+\.\d{1,2}(?![\d.])")
# 1 018 and 12 500, in a text that has no 1,018.
SPACED = re.compile(r"(?<![\w.,:/^+-])\d{1,3}(?:[ \u2009]\d{3})+(?![\w^]|[.,:/-]\d)")
UNSPACED = re.compile(r"\d,\d{3}(?!\d)")
# 1'018 and 12'500.
QUOTED = re.compile(r"(?<![\w.,'])\d{1,3}(?:'\d{3})+(?![\w'])")
PARTED = re.compile(r"\d[.'\s]\d{3}")
COMMA, DOT, BLANK, APOSTROPHE = ",", r"\.", r"[ \u2009]", "'"
# "Flight 12 300 people boarded": after a name it may be two numbers, save where the second one begins with 0.
NAMED = re.compile(r"(?<!\w)[^\W\d_a-z][\w.'-]*\s\Z")
ZERO = re.compile(rf"{BLANK}0")
NAME = 40


class Numeral(NamedTuple):
    """One numeral.

    Attributes
    ----------
    value
        The number that it stands for.
    written
        How it is written: digits, words or a formula.
    negative
        Whether a sign stands before it.
    multiple
        The multiplier that it ends in, 100 in "six hundred"; 1 where it ends in none.
    """

    value: int
    written: str
    negative: bool = False
    multiple: int = 1


@lru_cache(maxsize=16)
def thousands(plain: str) -> str:
    """Give the pattern of the mark that parts thousands in a text: a comma, or the dot, blank or apostrophe it has.

    Examples
    --------
    >>> [thousands(text) == mark for text, mark in (("1,018", COMMA), ("1.018 of 12.500", DOT), ("1 018", BLANK))]
    [True, True, True]
    >>> [thousands(text) == mark for text, mark in (("1'018", APOSTROPHE), ("1.018 guards", DOT), ("1.018", COMMA))]
    [True, True, True]
    """
    if not PARTED.search(plain):
        return COMMA
    if _has_dots(plain):
        return DOT
    if QUOTED.search(plain) and not UNSPACED.search(plain):
        return APOSTROPHE
    spaced = list(SPACED.finditer(plain))
    if not spaced or UNSPACED.search(plain):
        return COMMA
    after_names = any(NAMED.search(plain, max(match.start() - NAME, 0), match.start()) for match in spaced)
    return COMMA if after_names and not any(ZERO.search(match[0]) for match in spaced) else BLANK


def _has_dots(plain: str) -> bool:
    """Tell whether a text parts thousands by a dot: two numbers show it, or one of people ("1.018 guards")."""
    dotted = list(DOTTED.finditer(plain))
    if not dotted or UNDOTTED.search(plain):
        return False
    return len(dotted) > 1 or bool(re.compile(_of_people(), re.IGNORECASE).match(plain, dotted[0].end()))


@cache
def _of_people() -> str:
    """Look ahead for a word for people, or for a word and one: "1.018 guards", "1.5m poor people"."""
    people = (row["term"] for row in rows("casualty_terms") if row["class"] == "people")
    return rf"(?=\s+(?:[^\W\d_]+\s+)?{alternatives(tuple(people))}\b)"


def numeral(n: int, mark: str, alone: str = ALONE) -> str:
    """Give the pattern of one numeral, its groups numbered `n`; `alone` is what may not stand before digits."""
    scales = words("count_words", "word", kind="scale")
    short = f"{alternatives(words('count_words', 'word', kind='short scale'))}{_of_people()}"
    digits = (alone + DIGITS).format(n=n, scales="|".join(scales), short=short, mark=mark)
    scaled, numbers = "|".join(f"(?<={scale})" for scale in scales), loose(tuple(cardinals()))
    return f"(?:{digits}|{WORDS.format(n=n, numbers=numbers, scales='|'.join(scales), scaled=f'(?:{scaled})')})"


def loose(terms: tuple[str, ...]) -> str:
    """Join terms to one pattern in which a blank is any blanks."""
    return alternatives(terms).replace(r"\ ", r"\s+")


@cache
def cardinals() -> dict[str, tuple[str, int]]:
    """Give the words that numbers are made of, each with its kind and value."""
    listed = (row for row in rows("count_words") if row["kind"] in CARDINALS)
    return {row["word"]: (row["kind"], int(row["value"])) for row in listed}


@cache
def _scales() -> dict[str, int]:
    """Give the words and letters that multiply the number before them, each with its value."""
    kinds = ("scale", "short scale")
    return {row["word"]: int(row["value"]) for row in rows("count_words") if row["kind"] in kinds}


def key(text: str) -> str:
    """Give a term as the lists have it."""
    return " ".join(fold_case(text).split())


def read(match: re.Match[str], n: int) -> Numeral | None:
    """Read the numeral with the groups `n`; missing where its words are no one number ("two three", "million")."""
    if match[f"digits{n}"]:
        scale = match[f"scale{n}"] or match[f"short{n}"]
        return _of_digits(match[f"digits{n}"], scale, bool(match.groupdict().get(f"sign{n}")))
    number = _of_words(match[f"words{n}"], article=bool(match[f"article{n}"]))
    return _and_a_half(number, match[f"halved{n}"]) if number and match[f"half{n}"] else number


def _and_a_half(number: Numeral, scale: str | None) -> Numeral | None:
    """Read "two and a half million" and "a million and a half"; "two and a half" alone counts nobody."""
    multiple = _scales()[key(scale)] if scale else 1
    if multiple > 1:
        return number._replace(value=number.value * multiple + multiple // 2)
    last = max((each for each in _scales().values() if number.value % each == 0), default=1)
    return number._replace(value=number.value + last // 2) if last > 1 else None


def _of_digits(digits: str, scale: str | None, negative: bool) -> Numeral:
    if "^" in digits:
        return Numeral(0, "formula", negative)
    digits = re.sub(UNSEEN, "", digits)
    if DOTTED.fullmatch(digits) and not scale:
        digits = digits.replace(".", "")
    whole, _, part = re.sub(r"[,'\s]", "", digits).partition(".")
    if len(whole) > LONGEST:
        return Numeral(GREATEST + 1, "digits", negative)
    part = part[:LONGEST]
    multiple = _scales()[key(scale)] if scale else 1
    return Numeral(int(whole + part) * multiple // int(10 ** len(part)), "digits", negative, multiple)


def _of_words(text: str, *, article: bool) -> Numeral | None:
    """Add number words up ("two hundred and five")."""
    total = current = 0
    multiple, last = 1, GREATEST
    for word in _cardinal().findall(fold_case(text)):
        kind, value = cardinals()[key(word)]
        if kind == "scale":
            if last == GREATEST and not article:
                return None
            current, multiple = max(current, 1) * value, multiple * value
            total, current = (total + current, 0) if value >= 1000 else (total, current)
        elif value >= last or last < 20:
            return None
        else:
            current, multiple = current + value, 1
        last = value
    return Numeral(total + current, "words", multiple=1 if article else multiple)


@cache
def _cardinal() -> re.Pattern[str]:
    return re.compile(rf"(?:{loose(tuple(cardinals()))})\b")
