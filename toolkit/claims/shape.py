"""One sentence as a string of letters, one for each word: what the grammar of casualties reads."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from toolkit.claims.names import find_names
from toolkit.claims.singles import SINGLE, find_singles, listed, plurals, single, singular
from toolkit.counts import find_counts
from toolkit.numbers import Count
from toolkit.patterns import room
from toolkit.rules import alternatives, rows, words
from toolkit.text import PerToken, Reading
from toolkit.times import Published, Time, find_times

CLAIMS = room("claims")

OUTCOMES = CLAIMS.pattern("word for what befell somebody")
MAY_COUNT = CLAIMS.pattern("what may count people")
COUNT, PERSON, KIN, TIME = (CLAIMS[name] for name in ("count", "people", "kin", "time"))
# Victims are people, and dead where a number of them is told and nothing else.
VICTIMS = CLAIMS["victims"]
PEOPLE = frozenset({PERSON, KIN, SINGLE, VICTIMS})
MARKS = frozenset(room("words").any("opening", "closing", "mark"))
DETERMINER, DIGITS, NAME, CAPITALS, WORD, OTHER = (
    CLAIMS[name] for name in ("determiner", "digits", "name", "capitals", "word", "other")
)
# The word of these rules is a number of its own, whatever its class; these nouns stay what they are behind it.
SPELT, KEPT = ("nobody", "both"), frozenset(CLAIMS.any("kin", "harm.noun", "harm.act"))
# twenty-five
HYPHEN = re.compile("[-\u2010\u2011]")
AGE = CLAIMS.pattern("age between commas")
UNDER_AGE = CLAIMS.pattern("age behind people")
OLDEST = 120
# A boy of 12 was killed; not "a member of 12 crews".
BEFORE_AGE = frozenset(CLAIMS.any("'of'", "word", "conjunction"))
PERSON_OF, FOLLOWED = CLAIMS.any("people", "'of'"), CLAIMS.pattern("people or things behind a number")
COUNT_AND = CLAIMS.any("count", "conjunction")
INITIALS = CLAIMS.pattern("initials behind a name")
# A sentence of more words is no sentence: it is read in pieces, so that a text without a full stop costs no more.
LONGEST = 300
THINGS = CLAIMS.pattern("count of things")
# How long a clause between "since" and its time may be, in characters.
CLAUSE = 60
YEARS = range(1900, 2101)
YEAR_COUNTS = CLAIMS.pattern("number that may be a year with people")


class Shape(NamedTuple):
    """One sentence: a letter for each item, the items' spans, and the counts and times among them."""

    letters: str
    spans: tuple[tuple[int, int], ...]
    counts: dict[int, Count]
    times: tuple[Time, ...]


class _Chunk(NamedTuple):
    """Several words that are one item: a count or a time."""

    start: int
    end: int
    letter: str
    number: Count | None


class Look(NamedTuple):
    """One sentence before people without a number are found in it.

    Attributes
    ----------
    counted
        Its letters while any number may count people.
    letters
        Its letters once ages, years and numbers of things are told apart.
    """

    counted: str
    letters: str
    items: tuple[_Chunk, ...]
    counts: dict[int, Count]
    times: tuple[Time, ...]

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Give the characters of each item."""
        return tuple((item.start, item.end) for item in self.items)


def shapes(reading: Reading, published: Published) -> Iterator[Shape]:
    """Give the sentences that have a word of a casualty and a count."""
    for look in looks(reading, published):
        counts = dict(look.counts)
        letters = _with_singles(reading, look.letters, look.items, counts)
        if counts:
            yield Shape(letters, look.spans, counts, look.times)


def looks(reading: Reading, published: Published) -> Iterator[Look]:
    """Give the sentences that have a word of a casualty and what may be a count, as they are at first look."""
    whole = word_letters(reading)
    last = -1
    for match in OUTCOMES.finditer(whole):
        start, end = reading.sentence_at(reading.starts[match.start()])
        if start > last:
            last = start
            first, after = bisect_left(reading.starts, start), bisect_left(reading.starts, end)
            for piece in range(first, after, LONGEST):
                stop = min(piece + LONGEST, after)
                if MAY_COUNT.search(whole, piece, stop):
                    span = reading.starts[piece], reading.ends[stop - 1]
                    yield _look(reading, piece, stop, span, published)


def word_letters(reading: Reading) -> str:
    """Give a letter a token: what a sentence needs so that it is read at all."""
    return "".join(map(_LETTERS.__getitem__, reading.tokens))


def _letter(token: str) -> str:
    word = token.lower()
    if word[0].isdecimal() or word in _numbers() or _numbers().issuperset(HYPHEN.split(word)):
        return COUNT
    role = _roles().get(word, OTHER)
    if word in _counting():
        return SINGLE
    if word in _victims():
        return VICTIMS
    if role == KIN or (role in (OTHER, PERSON) and word in singular()):
        return SINGLE
    return NAME if role == OTHER and token.istitle() else role


def is_person(token: str) -> bool:
    """Say whether a word names people, or one person."""
    return _LETTERS[token] in PEOPLE


def _role(token: str) -> str:
    return _roles().get(token.lower(), "")


_LETTERS, _ROLES = PerToken(_letter), PerToken(_role)


@cache
def _roles() -> dict[str, str]:
    return dict.fromkeys(plurals(), PERSON) | {row["term"]: CLAIMS[row["class"]] for row in rows("casualty_terms")}


@cache
def _numbers() -> frozenset[str]:
    """Give the words that a count can't do without."""
    kinds = ("number", "tens", "scale", "vague")
    terms = (term for kind in kinds for term in words("count_words", "word", kind=kind))
    return frozenset(part for term in terms for part in term.split())


@cache
def _victims() -> frozenset[str]:
    """Give the words for people that say what befell them."""
    return frozenset(row["term"] for row in rows("casualty_terms") if row["class"] == "people" and row["outcome"])


@cache
def _counting() -> frozenset[str]:
    """Give the words that are a count without being a number: nobody, both."""
    return listed("no") | listed("no one") | listed("both")


def _look(reading: Reading, first: int, after: int, span: tuple[int, int], published: Published) -> Look:
    times = tuple(_to_the_end(reading, span, time, published) for time in find_times(reading.plain, *span, published))
    items = tuple(_items(reading, range(first, after), _chunks(reading.plain, span, times)))
    letters = counted = "".join(item.letter for item in items)
    counts = {at: item.number for at, item in enumerate(items) if item.number}
    ages = {at for at in counts if _is_age(letters, items, reading, at)}
    for at in [at for at, count in counts.items() if at in ages or not _of_people(letters, at, count)]:
        del counts[at]
        letters = f"{letters[:at]}{DIGITS}{letters[at + 1 :]}"
    return Look(counted, letters, items, counts, times)


def _to_the_end(reading: Reading, span: tuple[int, int], time: Time, published: Published) -> Time:
    """Let "since the war began in 2011" end with the article, as "since 2011" does."""
    start = max(span[0], time.start - CLAUSE)
    if time.earliest is None or not _since().search(reading.plain, start, time.start):
        return time
    return time._replace(latest=published.latest)


@cache
def _since() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{alternatives(words('time_words', 'word', kind='since'))})\b[^.,;:\n]*\Z")


def _with_singles(reading: Reading, letters: str, items: tuple[_Chunk, ...], counts: dict[int, Count]) -> str:
    """Add the people without a number to the counts, and give the letters with them."""
    found, terms = list(letters), [reading.plain[item.start : item.end].lower() for item in items]
    headline = reading.region_at(items[0].start).kind == "headline"
    singles = find_singles(letters, terms, headline=headline)
    for at, noun, rule in (*singles, *find_names(letters, terms, headline=headline)):
        bare = letters[at] != DETERMINER and rule not in SPELT
        counts[at] = single(items[at].start, items[at].start if bare else items[at].end, rule)
        found[at] = SINGLE
        found[at + 1 : noun] = WORD * (noun - at - 1)
        found[noun] = (letters[noun] if letters[noun] in KEPT else PERSON) if noun > at else SINGLE
    return "".join(found)


def _chunks(plain: str, span: tuple[int, int], times: tuple[Time, ...]) -> Iterator[_Chunk]:
    dated = [_Chunk(time.start, time.end, TIME, None) for time in times]
    # Between the times: "since 2011 to 1,018" is no range.
    starts, ends = (span[0], *(time.end for time in times)), (*(time.start for time in times), span[1])
    counted = [
        _Chunk(_opened(plain, count), count.end, COUNT, count)
        for between in zip(starts, ends, strict=True)
        for count in find_counts(plain, *between)
    ]
    return iter(sorted([*dated, *counted], key=lambda chunk: chunk.start))


def _opened(plain: str, count: Count) -> int:
    """Give where the words of a number begin: "killed anywhere from 10 to 12", "killed from 10 to 12"."""
    opening = _range().search(plain, max(count.start - CLAUSE, 0), count.start) if count.rule == "range" else None
    return max(opening.span("words")[0], opening.span("from")[0]) if opening else count.start


@cache
def _range() -> re.Pattern[str]:
    anywhere, verb = (alternatives(words("count_words", "word", kind=kind)) for kind in ("anywhere", "takes a range"))
    return re.compile(rf"(?i:\b(?P<words>{anywhere}\s+(?:from\s+)?)|\b{verb}\s+(?P<from>from\s+))\Z")


def _items(reading: Reading, tokens: range, chunks: Iterator[_Chunk]) -> Iterator[_Chunk]:
    """Give the words of a sentence without quotation marks and bracketed initials, each chunk in place of its words."""
    chunk, end = next(chunks, None), -1
    initials, names = _initials(reading, tokens), _names_in_capitals(reading, tokens)
    for at in tokens:
        start = reading.starts[at]
        if start < end:
            continue
        if chunk and start >= chunk.start:
            yield chunk
            end = chunk.end
            chunk = next(chunks, None)
        elif reading.classes[at] not in MARKS and reading.tokens[at] != "/" and at not in initials:
            letter = CAPITALS if reading.tokens[at] in names else _ROLES[reading.tokens[at]] or reading.classes[at]
            yield _Chunk(start, reading.ends[at], letter, None)


def _initials(reading: Reading, tokens: range) -> frozenset[int]:
    """Find the words of "(CRPF)", the brackets too: they stand between a name and its verb."""
    matches = INITIALS.finditer(reading.classes, tokens.start, tokens.stop)
    return frozenset(at for match in matches for at in range(*match.span()))


def _names_in_capitals(reading: Reading, tokens: range) -> frozenset[str]:
    """Give the words that are names where they alone stand in capitals: "12 IS fighters", not "THE WAR IS OVER"."""
    return frozenset() if reading.plain[reading.starts[tokens[0]] : reading.ends[tokens[-1]]].isupper() else _capitals()


@cache
def _capitals() -> frozenset[str]:
    return frozenset(word.upper() for word in listed("name in capitals"))


def _is_age(letters: str, items: tuple[_Chunk, ...], reading: Reading, at: int) -> bool:
    """Tell the age of "a boy of 12" and "a boy aged 12" from the size of "a crew of 12"."""
    if letters[at - 1 : at] not in BEFORE_AGE:
        return False
    if letters[max(at - 2, 0) : at] == PERSON_OF and not FOLLOWED.match(letters, at + 1):
        noun = items[at - 2]
        return reading.plain[noun.start : noun.end].lower() in singular()
    before = at - 3 if letters[max(at - 2, 0) : at] == COUNT_AND else at - 1
    return before >= 0 and reading.plain[items[before].start : items[before].end].lower() in listed("age")


def _of_people(letters: str, at: int, count: Count) -> bool:
    """Tell a count that may be of people from an age, a year and a count of things."""
    if THINGS.match(letters, at) or (
        UNDER_AGE.match(letters, at) and " " not in count.rule and count.low != count.high
    ):
        return False
    if count.rule != "digits" or count.low is None:
        return True
    if AGE.match(letters, at) and count.low <= OLDEST:
        return False
    return count.low not in YEARS or count.end - count.start != 4 or bool(YEAR_COUNTS.match(letters, at))
