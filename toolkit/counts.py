"""Number expressions in, intervals out: "more than 1,000", "between 10 and 12", "dozens"."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from toolkit.rules import alternatives, rows, words

# More people than have ever lived: what is beyond it counts no dead, and would fit into no table.
GREATEST = 10**11
LONGEST = 15
CARDINALS = ("number", "tens", "scale")
BOUNDS = ("stated", "at_least", "more_than", "under", "up_to", "about")

# 12, 1,018, 1.5 million; no part of a date, an amount of money, a rate, a score, "12-year-old" or "10^30".
ALONE = r"(?<![\w$€£¥#^+*/.,:])(?P<sign{n}>[-\u2212](?=\d))?(?<!\w[-\u2212])"
DIGITS = (
    r"(?P<digits{n}>\d{{1,3}}(?:{mark}\d{{3}})+|\d+\.\d+(?=\s+(?:{scales})\b)|\d+)"
    r"(?![\w%‰°^]|[.,:/]\d|-(?!plus\b)[^\W\d]|\s?per\s?cent\b)(?:\s+(?P<scale{n}>{scales})\b)?"
)
# "No two" and "every two days" count nobody; "that one" and "some one" are pronouns, "that two" and "some one hundred"
# are not.
WORDS = (
    r"(?<!\bno )(?<!\bany )(?<!\bevery )(?<!\beach )"
    r"(?!(?:(?<=\bsome )|(?<=\bthis )|(?<=\bthat ))one\b(?!\s(?:{numbers})\b))"
    r"(?<!\w)(?P<article{n}>an?\s+)?"
    r"(?P<words{n}>(?:{numbers})(?:(?:{scaled}\s+and\s+|[\s-])(?:{numbers}))*)(?!\w|-\w)"
)


# "Five of the 30": five are counted, and 30 say out of how many.
OUT_OF = r"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|those\s+|these\s+)?"
# As far as "half of the" reaches back from its number, in characters.
SHARE = 40
# 1.018 and 12.500, in a text that has no 1,018 and no 2.5.
DOTTED = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?![\d.,]*\d)")
UNDOTTED = re.compile(r"\d,\d{3}(?!\d)|(?<![\d.])\d+\.\d{1,2}(?![\d.])")


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


class _Number(NamedTuple):
    value: int
    written: str
    negative: bool


def find_counts(plain: str, start: int = 0, end: int | None = None) -> Iterator[Count]:
    """Find the number expressions between two characters of a text with plain apostrophes (`Reading.plain`).

    Notes
    -----
    "About 20" has 20 at both ends: the words set no bound, and `basis` says so. A vague word has the lower end that
    rules/count_words.csv gives it, and no upper one. Fractions and ordinals are not read, nor is the number that they
    are a part of; "five of the 30" is five. "1.018" is a thousand and eighteen where the text has two such numbers and
    none that speaks against it, such as 1,018 or 2.5.

    Examples
    --------
    >>> [(count.low, count.high, count.basis) for count in find_counts("More than 40 hurt, 10 to 12 dead, dozens held")]
    [(41, None, 'more_than'), (10, 12, 'between'), (12, None, 'vague')]
    """
    last: Count | None = None
    for match in _pattern(_has_dots(plain)).finditer(plain, start, len(plain) if end is None else end):
        count = _vague(match) if match["vague"] else _count(match)
        if count is None or _of_share().search(plain, max(count.start - SHARE, start), count.start):
            continue
        if last and re.fullmatch(OUT_OF, plain[last.end : count.start]):
            last = last._replace(end=count.end)
            continue
        if last:
            yield last
        last = count
    if last:
        yield last


@lru_cache(maxsize=16)
def _has_dots(plain: str) -> bool:
    """Say whether a text parts its thousands by dots."""
    return len(DOTTED.findall(plain)) > 1 and not UNDOTTED.search(plain)


@cache
def _of_share() -> re.Pattern[str]:
    fractions = _loose(words("count_words", "word", kind="fraction"))
    return re.compile(rf"(?:(?<!\w){fractions}|\d\s?%){OUT_OF}\Z", re.IGNORECASE)


@cache
def _pattern(dots: bool) -> re.Pattern[str]:
    one, other = _number(3, dots), _number(4, dots, alone="")
    vague, joint = (_loose(words("count_words", "word", kind=kind)) for kind in ("vague", "range"))
    return re.compile(
        rf"(?<!\w){_openings()}(?:(?P<bound>{_loose(tuple(_bounds('')))})\s+(?:the\s+)?)?"
        rf"(?:(?<!\w)(?P<vague>{vague})(?!\w)"
        rf"|(?<!\w)between\s+{_number(1, dots)}\s+and\s+{_number(2, dots)}"
        rf"|(?P<from>\bfrom\s+)?{one}(?(from)|(?:\s*{joint}\s*{other}|(?![-\u2013]\d))))"
        rf"(?:,?(?:\s+|(?=-))(?P<after>{_loose(tuple(_bounds('after ')))})(?![\w-]))?",
        re.IGNORECASE,
    )


def _openings() -> str:
    """Look ahead for a character that a number expression can begin with: most places have none."""
    bounding = (*_bounds(""), *words("count_words", "word", kind="vague"), *_cardinals(), "a", "between", "from")
    letters = "".join(sorted({word[0] for word in bounding}))
    return rf"(?=[\d\-\u2212{letters}])"


def _number(n: int, dots: bool, alone: str = ALONE) -> str:
    scales = words("count_words", "word", kind="scale")
    digits = (alone + DIGITS).format(n=n, scales="|".join(scales), mark=r"\." if dots else ",")
    after_scale = "|".join(f"(?<={scale})" for scale in scales)
    return f"(?:{digits}|{WORDS.format(n=n, numbers=_loose(tuple(_cardinals())), scaled=f'(?:{after_scale})')})"


def _loose(terms: tuple[str, ...]) -> str:
    return alternatives(terms).replace(r"\ ", r"\s+")


@cache
def _cardinals() -> dict[str, tuple[str, int]]:
    listed = (row for row in rows("count_words") if row["kind"] in CARDINALS)
    return {row["word"]: (row["kind"], int(row["value"])) for row in listed}


@cache
def _bounds(side: str) -> dict[str, str]:
    """Give the words that bound a number, each with its basis; `side` is "" before the number, or "after "."""
    listed = (row for row in rows("count_words") if row["kind"].removeprefix("after ") in BOUNDS)
    return {
        row["word"]: row["kind"].removeprefix("after ")
        for row in listed
        if row["kind"].startswith("after ") == bool(side)
    }


def _key(words: str) -> str:
    return " ".join(words.lower().split())


def _vague(match: re.Match[str]) -> Count:
    word = _key(match["vague"])
    low = next(int(row["value"]) for row in rows("count_words") if (row["kind"], row["word"]) == ("vague", word))
    return Count(*match.span(), low, None, "vague", word)


def _count(match: re.Match[str]) -> Count | None:
    printed = [n for n in range(1, 5) if match[f"digits{n}"] or match[f"words{n}"]]
    numbers = [number for n in printed if (number := _read(match, n))]
    if len(numbers) < len(printed):
        return None
    span = max(match.start(), match.end("from")), match.end()
    if wrong := _wrong(numbers):
        return Count(*span, None, None, "between" if len(numbers) > 1 else "stated", f"no count: {wrong}")
    if len(numbers) > 1:
        return Count(*span, numbers[0].value, numbers[1].value, "between", "range")
    before, after = _key(match["bound"] or ""), _key(match["after"] or "")
    basis = _bounds("").get(before) or _bounds("after ").get(after) or "stated"
    return Count(*span, *_interval(basis, numbers[0].value), basis, before or after or numbers[0].written)


def _read(match: re.Match[str], n: int) -> _Number | None:
    if match[f"digits{n}"]:
        return _Number(_digits_value(match, n), "digits", bool(match.groupdict().get(f"sign{n}")))
    value = _words_value(match[f"words{n}"], article=bool(match[f"article{n}"]))
    return None if value is None else _Number(value, "words", False)


def _digits_value(match: re.Match[str], n: int) -> int:
    digits = match[f"digits{n}"]
    if DOTTED.fullmatch(digits) and not match[f"scale{n}"]:
        digits = digits.replace(".", "")
    whole, _, part = digits.replace(",", "").partition(".")
    if len(whole) > LONGEST:
        return GREATEST + 1
    part = part[:LONGEST]
    scale = _cardinals()[match[f"scale{n}"].lower()][1] if match[f"scale{n}"] else 1
    return int(whole + part) * scale // int(10 ** len(part))


def _words_value(text: str, *, article: bool) -> int | None:
    """Add number words up ("two hundred and five"); missing where they are no one number ("two three", "million")."""
    total = current = 0
    last = GREATEST
    for word in _cardinal().findall(text.lower()):
        kind, value = _cardinals()[_key(word)]
        if kind == "scale":
            if last == GREATEST and not article:
                return None
            current = max(current, 1) * value
            total, current = (total + current, 0) if value >= 1000 else (total, current)
        elif value >= last or last < 20:
            return None
        else:
            current += value
        last = value
    return total + current


@cache
def _cardinal() -> re.Pattern[str]:
    return re.compile(rf"(?:{_loose(tuple(_cardinals()))})\b")


def _wrong(numbers: list[_Number]) -> str | None:
    if any(number.negative for number in numbers):
        return "negative"
    if any(number.value > GREATEST for number in numbers):
        return "too large"
    return "range upside down" if numbers[0].value > numbers[-1].value else None


def _interval(basis: str, number: int) -> tuple[int | None, int | None]:
    ends = {
        "at_least": (number, None),
        "more_than": (number + 1, None),
        "up_to": (None, number),
        "under": (None, max(number - 1, 0)),
    }
    return ends.get(basis, (number, number))
