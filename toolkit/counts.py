"""Number expressions in, intervals out: "more than 1,000", "between 10 and 12", "dozens"."""

import re
from collections.abc import Iterator
from functools import cache

from toolkit.numbers import Count
from toolkit.numerals import GREATEST, Numeral, cardinals, key, loose, numeral, read, thousands
from toolkit.rules import first_letters, rows, words

BOUNDS = ("stated", "at_least", "more_than", "under", "up_to", "about")
# "Five of the 30": five are counted, and 30 say out of how many.
OUT_OF = r"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|those\s+|these\s+)?"
# As far as "half of the" reaches back from its number, in characters.
SHARE = 40
# A number that goes on in the next line: "five-" and "storey" below it.
BROKEN = re.compile(r"-\n\w")
# "Two in three people", "nine of every 10": a share, in at most a hundred; of people at large "three out of four" too.
IN, EVERY = re.compile(r"\s+in\s+"), re.compile(r"\s+(?:in|(?:out\s+)?of)\s+every\s+")
WHOLE = re.compile(rf"{OUT_OF}|{EVERY.pattern}")
OUT, HUNDRED = re.compile(r"\s+out\s+of\s+"), 100


def find_counts(plain: str, start: int = 0, end: int | None = None) -> Iterator[Count]:
    """Find the number expressions between two characters of a text with plain apostrophes (`Reading.plain`).

    Notes
    -----
    "About 20" has 20 at both ends: the words set no bound, and `basis` says so. A vague word has the lower end that
    rules/en/count_words.csv gives it, and no upper one. Fractions, comparisons ("twice as many as 40") and ordinals are
    not read, nor is the number that they are a part of; "five of the 30" is five, "two in three" a share. "1.018" is a
    thousand and eighteen where the text has two such numbers and none that speaks against it, such as 1,018 or 2.5;
    "1 018" is one where the text has no 1,018.

    Examples
    --------
    >>> [(count.low, count.high, count.basis) for count in find_counts("More than 40 hurt, 10 to 12 dead, dozens held")]
    [(41, None, 'more_than'), (10, 12, 'between'), (12, None, 'vague')]
    """
    last: Count | None = None
    for count in _of_people(plain, start, len(plain) if end is None else end):
        joined = _join(plain, last, count) if last else None
        if last and joined is None and not _is_share(plain, last, count):
            yield last
        elif last and joined is None:
            last = None
            continue
        last = joined or count
    if last:
        yield last


def _of_people(plain: str, start: int, end: int) -> Iterator[Count]:
    """Give the number expressions but those of a share: "half of the 30"; of "all but two of the 40" the 38."""
    left_out: Count | None = None
    for match in _pattern(thousands(plain)).finditer(plain, start, end):
        if match["none"]:
            continue
        count = _vague(match, match["vague"] or match["whole"]) if match["vague"] or match["whole"] else _count(match)
        if count is None or BROKEN.match(plain, count.end):
            continue
        if left_out and WHOLE.fullmatch(plain, left_out.end, count.start):
            yield from _rest(plain, left_out, count)
            continue
        if EVERY.match(plain, count.end) or _of_share().search(plain, max(count.start - SHARE, start), count.start):
            left_out = count
            continue
        yield count


def _rest(plain: str, part: Count, whole: Count) -> Iterator[Count]:
    """Give the 38 of "all but two of the 40"."""
    words_before = _all_but().search(plain, max(part.start - SHARE, 0), part.start)
    if words_before and re.fullmatch(OUT_OF, plain[part.end : whole.start]) and part.basis == whole.basis == "stated":
        number = (whole.low or 0) - (part.low or 0)
        if number > 0:
            yield Count(words_before.start(), whole.end, number, number, "stated", key(words_before[0]))


@cache
def _all_but() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){loose(words('count_words', 'word', kind='all but'))}\s+\Z", re.IGNORECASE)


def _join(plain: str, one: Count, other: Count) -> Count | None:
    """Read two numbers of one count as one: "five of the 30", "at least 10 and up to 30"."""
    if _is_share(plain, one, other):
        return None
    if re.fullmatch(OUT_OF, plain[one.end : other.start]):
        return one._replace(end=other.end)
    return _ranged(plain, one, other) or _bounded(plain, one, other) or _hedged(plain, one, other)


def _ranged(plain: str, one: Count, other: Count) -> Count | None:
    """Read "from 500 to well over 1,000" and "from about 10 to as many as 40": a range with an end that words bound.

    Notes
    -----
    Where the upper end is itself a least number, nothing bounds the range from above.
    """
    opening = _range_opening().search(plain, max(one.start - SHARE, 0), one.start)
    greatest = other.high if other.low is None else other.low
    if opening is None or not _range_joint().fullmatch(plain, one.end, other.start):
        return None
    if one.low is None or greatest is None or one.low > greatest:
        return None
    start = opening.start("between") if opening["between"] else one.start
    if other.high is None:
        return Count(start, other.end, one.low, None, "at_least", "range")
    return Count(start, other.end, one.low, other.high, "between", "range")


def _bounded(plain: str, one: Count, other: Count) -> Count | None:
    """Read "at least 12 and possibly up to 40"."""
    if one.low is None or other.high is None or (one.high, other.low) != (None, None) or one.low > other.high:
        return None
    found = _both().fullmatch(plain, one.end, other.start)
    return Count(one.start, other.end, one.low, other.high, "between", "range") if found else None


def _hedged(plain: str, one: Count, other: Count) -> Count | None:
    """Read "dozens, if not hundreds, of", "12, perhaps 15," and "dozens of people, by one account up to 40,"."""
    hedge = _hedge().fullmatch(plain, one.end, other.start)
    if not hedge or one.low is None or (other.low, other.high) == (None, None):
        return None
    end = other.end + (hedge["comma"] is not None and plain[other.end : other.end + 1] == ",")
    if one.high is None and other.low is None and other.high is not None:
        return Count(one.start, end, one.low, other.high, "between", "range") if other.high >= one.low else None
    if one.high is None or other.high is None:
        return one._replace(end=end)
    return Count(one.start, end, one.low, other.high, "between", "range") if other.high >= one.low else None


@cache
def _of_share() -> re.Pattern[str]:
    """Find what makes the number after it no count: "1/3 of the", "twice as many as"."""
    kinds = {kind: words("count_words", "word", kind=kind) for kind in ("fraction", "comparison", "all but")}
    fractions, comparisons = loose(kinds["fraction"]), loose(kinds["comparison"] + kinds["all but"])
    many = r"(?:as\s+many\s+(?:\w+\s+){0,2}as\s+)?(?:the\s+)?"
    return re.compile(
        rf"(?:(?:(?<!\w){fractions}|\d\s?%|\d/\d+){OUT_OF}|(?<!\w){comparisons}\s+{many})\Z", re.IGNORECASE
    )


@cache
def _both() -> re.Pattern[str]:
    """Find what stands between the least and the greatest number of one count."""
    return re.compile(
        rf",?\s+(?:and|but|or)(?:\s+{loose(words('count_words', 'word', kind='hedge'))})?\s+", re.IGNORECASE
    )


@cache
def _range_opening() -> re.Pattern[str]:
    """Find "between" or "anywhere from" right before a number; "rose from 10 to more than 12" is a change."""
    opening = rf"(?P<between>(?i:between))|(?i:{loose(_no_change())}\s+from)|From"
    return re.compile(rf"(?<!\w)(?:{opening})\s+\Z")


def _no_change() -> tuple[str, ...]:
    """Give the words before "from" with which it opens a range."""
    kinds = ("anywhere", "range opening", "takes a range")
    return tuple(word for kind in kinds for word in words("count_words", "word", kind=kind))


@cache
def _range_joint() -> re.Pattern[str]:
    """Find what stands between the ends of a range: "and", "to - by one account -"."""
    return re.compile(rf"\s+(?:and|to|or)(?:\s+{_aside()})?\s+", re.IGNORECASE)


@cache
def _hedge() -> re.Pattern[str]:
    """Find what makes the second number of a pair a less certain one: "if not", "perhaps", " people - by one count"."""
    hedges = loose(words("count_words", "word", kind="hedge"))
    people = rf"(?:\s+(?:of\s+)?{loose(words('count_words', 'word', kind='at large'))})?"
    by_one = rf"{people}(?:(?P<mark>,)|\s+[-\u2013\u2014])?\s+{_by_one()}"
    return re.compile(rf"(?:(?P<comma>,)?\s+(?:(?:or|and|but)\s+)?{hedges}|{by_one})\s+", re.IGNORECASE)


def _aside() -> str:
    """Match "- by one account -" and ", by one account,"."""
    return rf"(?:[-\u2013\u2014,]\s*)?{_by_one()}(?:\s*[-\u2013\u2014,])?"


def _by_one() -> str:
    return loose(words("count_words", "word", kind="by one"))


def _is_share(plain: str, part: Count, whole: Count) -> bool:
    """Tell "two in three people" from "two in three villages"."""
    if None in (part.low, whole.low) or {part.basis, whole.basis} != {"stated"}:
        return False
    small = (part.low or 0) < (whole.low or 0) <= HUNDRED
    if not small or _of_things().match(plain, whole.end):
        return False
    if OUT.fullmatch(plain, part.end, whole.start):
        return (whole.low or 0) in (*range(11), HUNDRED) and bool(_of_anybody().match(plain, whole.end))
    return bool(IN.fullmatch(plain, part.end, whole.start))


@cache
def _of_anybody() -> re.Pattern[str]:
    return re.compile(rf"\s+{loose(words('count_words', 'word', kind='at large'))}(?!\w)", re.IGNORECASE)


@cache
def _of_things() -> re.Pattern[str]:
    things = loose(words("casualty_terms", "term", **{"class": "thing"}))
    return re.compile(rf"\s+(?:[\w-]+\s+)?{things}(?!\w)", re.IGNORECASE)


@cache
def _pattern(mark: str) -> re.Pattern[str]:
    one, other = numeral(3, mark), numeral(4, mark, alone="")
    vague, joint = (loose(words("count_words", "word", kind=kind)) for kind in ("vague", "range"))
    none = loose((*words("count_words", "word", kind="no vague"), *words("count_words", "word", kind="by one")))
    # "Rose from 10 to 12" is a change; "anywhere from 10 to 12" and "From 10 to 12" at the start of a sentence are not.
    change = "".join(rf"(?<!\b{word} from)" for word in _no_change())
    return re.compile(
        rf"(?<!\w){_openings()}(?:(?P<bound>{loose(tuple(_bounds('')))})\s+(?:the\s+)?)?"
        rf"(?:(?<!\w)(?:(?P<none>{none})|(?P<vague>{vague})|{_share_of_a_people()})(?!\w|-\w)"
        rf"|(?<!\w)between\s+{numeral(1, mark)}\s+(?:and|to|or)\s+{numeral(2, mark)}"
        rf"|(?P<from>\b(?-i:from){change}\s+)?{one}(?(from)|(?:\s*{joint}\s*{other}|(?![-\u2010\u2011\u2013]\d))))"
        rf"(?:,?(?:\s+|(?=[-+]))(?P<after>{loose(tuple(_bounds('after ')))})(?![\w-])|{_trailing()})?",
        re.IGNORECASE,
    )


def _share_of_a_people() -> str:
    """Match "half the population", "60 per cent of the country's population"."""
    fractions, wholes = (loose(words("count_words", "word", kind=kind)) for kind in ("fraction", "whole people"))
    share = rf"(?:(?:an?\s+|two[\s-]|three[\s-])?{fractions}|\d+(?:\.\d+)?\s?(?:%|per\s?cent))"
    return rf"{share}\s+(?:of\s+)?(?:the|its|their|[\w'-]+'s)\s+(?:[\w'-]+\s+){{0,2}}?(?P<whole>{wholes})"


def _openings() -> str:
    """Look ahead for the letters that a number expression can begin with: most words have others."""
    kinds = ("no vague", "by one", "vague", "fraction")
    vague = (word for kind in kinds for word in words("count_words", "word", kind=kind))
    bounding = (*_bounds(""), *vague, *cardinals(), "a ", "an ", "between", "from")
    return rf"(?=[\d\-\u2212]|{first_letters(bounding)})"


def _trailing() -> str:
    """Look ahead for a bound behind the people: "12 people at most", not "12 people at least 5 of whom"."""
    further = rf"\s+(?:\d|of\b|than\b|an?\b|{loose(tuple(cardinals()))}\b)"
    return rf"(?=(?:\s+[^\W\d_]+){{1,2}}?\s+(?P<trailing>{loose(tuple(_bounds('trailing ')))})(?!\w)(?!{further}))"


@cache
def _bounds(side: str) -> dict[str, str]:
    """Give the words that bound a number, each with its basis; `side` is "", "after " or "trailing "."""
    listed = ((row["word"], row["kind"].rpartition(" ")) for row in rows("count_words"))
    return {word: basis for word, (place, blank, basis) in listed if basis in BOUNDS and place + blank == side}


def _vague(match: re.Match[str], printed: str) -> Count:
    word, kind = key(printed), "vague" if match["vague"] else "whole people"
    low = next(int(row["value"]) for row in rows("count_words") if (row["kind"], row["word"]) == (kind, word))
    return Count(*match.span(), low, None, "vague", word)


def _count(match: re.Match[str]) -> Count | None:
    printed = [n for n in range(1, 5) if match[f"digits{n}"] or match[f"words{n}"]]
    numbers = [number for n in printed if (number := read(match, n))]
    if len(numbers) < len(printed):
        return None
    span = max(match.start(), match.end("from")), match.end()
    if len(numbers) > 1:
        numbers[0] = _scaled(*numbers)
    if wrong := _wrong(numbers):
        return Count(*span, None, None, "between" if len(numbers) > 1 else "stated", f"no count: {wrong}")
    if len(numbers) > 1:
        return Count(*span, numbers[0].value, numbers[1].value, "between", "range")
    basis, word = _bound(match)
    return Count(*span, *_interval(basis, numbers[0].value), basis, word or numbers[0].written)


def _bound(match: re.Match[str]) -> tuple[str, str]:
    """Give the basis of a number and the word that sets it."""
    for group, side in (("bound", ""), ("after", "after "), ("trailing", "trailing ")):
        if match[group]:
            return _bounds(side)[key(match[group])], key(match[group])
    return "stated", ""


def _scaled(one: Numeral, other: Numeral) -> Numeral:
    """Read the multiplier of a range for both its ends: "five or six hundred"."""
    if one.multiple > 1 or one.value * other.multiple >= other.value:
        return one
    return one._replace(value=one.value * other.multiple)


def _wrong(numbers: list[Numeral]) -> str | None:
    if any(number.negative for number in numbers):
        return "negative"
    if any(number.written == "formula" for number in numbers):
        return "a formula"
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
