"""Expressions of time in, days out: "since Thursday", "on Dec. 8", "from March 6 to 8", "in the past two days"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from toolkit.days import days
from toolkit.numerals import cardinals, loose
from toolkit.rules import alternatives, first_letters, words

KINDS = ("weekday", "month", "near", "past year", "past week", "past month", "weekend", "unit", "hour")
# Which of these words an expression has; it is not looked for in a sentence without them. "The last year" has both.
HAS = {
    "window": {"unit", "past year", "past week", "past month"},
    "window of a month": {"month"},
    "ago": {"unit"},
    "shifted": {"unit", "weekday", "near"},
    "weekday of a week": {"weekday"},
    "week and weekday": {"weekday"},
    "overnight": {"weekday"},
    "past week": {"past week"},
    "past month": {"past month"},
    "month and day": {"month"},
    "day and month": {"month"},
    "month": {"month"},
    "year": {"year"},
    "decade": {"year"},
    "past year": {"past year"},
    "weekday": {"weekday"},
    "near day": {"near"},
    "weekend": {"weekend"},
    "hour": {"hour"},
}
YEAR = r"(?:19|20)\d\d(?![\w%]|-(?!(?:19|20)\d\d)\w|[.,]\d)"
# As far as "between late on" reaches back from its day, in characters.
REACH = 40
NUMBER_NEXT = re.compile(r"\s+\d")
WITHIN = ("month", "year", "decade", "past year")


class Published(NamedTuple):
    """The first and the last day on which an article can have been published; missing where none is proven."""

    earliest: date | None = None
    latest: date | None = None


class Time(NamedTuple):
    """One expression of time: its span, and the days that it can mean; missing where nothing anchors them."""

    start: int
    end: int
    earliest: date | None
    latest: date | None
    rule: str


class _Core(NamedTuple):
    """A day, a month or a year as printed, and the words that lead up to it."""

    name: str
    match: re.Match[str]
    lead: re.Match[str]

    @property
    def start(self) -> int:
        """Give its first character, with the words before it that belong to it: "in March", but not "in Thursday's"."""
        foreign = self.has("within") and self.name not in WITHIN
        return self.match.start() if foreign else self.lead.start()

    @property
    def end(self) -> int:
        """Give the character after it."""
        return self.match.end()

    def has(self, *sides: str) -> bool:
        """Tell whether a word of one of these kinds leads up to it."""
        return any(self.lead[side] for side in sides)


UNDATED = Published()


def publication_of(articles: pd.DataFrame) -> dict[str, Published]:
    """Give the days of publication of each article, where the table has them."""
    if not {"published_from", "published_to"} <= set(articles.columns):
        return {}
    bounds = articles[["published_from", "published_to"]].astype(object)
    days = (
        (None if pd.isna(day) else pd.Timestamp(day).date() for day in row) for row in bounds.itertuples(index=False)
    )
    return {article_id: Published(*row) for article_id, row in zip(articles["article_id"], days, strict=True)}


def find_times(plain: str, start: int, end: int, published: Published = UNDATED) -> Iterator[Time]:
    """Find the expressions of time between two characters of a text with plain apostrophes (`Reading.plain`).

    Parameters
    ----------
    published
        When the article can have been published: what a weekday, "yesterday" and a date without a year hang on.

    Notes
    -----
    A weekday is the last one up to the day of publication, that day included, save where a date stands beside it;
    "last Saturday", printed on a Saturday, is the one before, and "Friday last week" is of the calendar week before,
    which begins on Monday. Since publication is an interval, both
    ends are: the earliest day for the earliest publication, the latest for the latest one. "Since Thursday" ends with
    the article; "until Thursday", "by Thursday" and "before Thursday" have no first day, and "before" ends the day
    before, save where only a part of that day is meant ("before Thursday's vote"). "From Thursday to Saturday" begins
    on the last Thursday up to that Saturday. "Next Thursday" lies after the article: its days stay missing. A year
    alone is read only behind a preposition. A time of day is read where it ends a time of counting: "by noon", "as of
    6 p.m. on Monday"; without a day it is of the day of publication. Seasons are not read.

    Examples
    --------
    >>> known = Published(date(2031, 5, 10), date(2031, 5, 10))
    >>> time, = find_times("Twelve died since Thursday.", 0, 27, known)
    >>> str(time.earliest), str(time.latest)
    ('2031-05-08', '2031-05-10')
    """
    cores = [*_cores(plain, start, end), None]
    ends = None
    for core, other in pairwise(cores):
        if core is ends or core is None:
            continue
        if other and _joined(plain, core, other):
            ends = other
            yield Time(core.start, other.end, *_range(core, other, published), "range")
        elif _is_time(plain, core):
            yield Time(core.start, core.end, *_between(plain, core, published), core.name)


def _cores(plain: str, start: int, end: int) -> Iterator[_Core]:
    """Give the days, months and years of a sentence; of those that overlap the first, and the longest of these."""
    kinds = {(*KINDS, "year")[match.lastindex - 1] for match in _words().finditer(plain, start, end) if match.lastindex}
    found = [
        (name, match)
        for name, pattern in _patterns().items()
        if HAS[name] & kinds
        for match in pattern.finditer(plain, start, end)
    ]
    last = start
    for name, match in sorted(found, key=lambda one: (one[1].start(), -one[1].end())):
        if match.start() >= last:
            lead = _lead().search(plain, max(last, match.start() - REACH), match.start())
            assert lead  # it matches nothing as well
            yield _Core(name, match, lead)
            last = match.end()


def _joined(plain: str, one: _Core, other: _Core) -> bool:
    """Tell whether two days are the ends of one range: "from Thursday to Saturday", "in 2011-2014"."""
    opened = one.has("opening") or bool(one.match.groupdict().get("both"))
    if one.has("since", "before", "until", "next") or not (opened or one.name == other.name):
        return False
    if not _joint().fullmatch(plain, one.end, other.match.start()) or not (opened or _is_time(plain, one)):
        return False
    return other.name != "year" or bool(_ending().match(plain, other.end))


def _is_time(plain: str, core: _Core) -> bool:
    """Tell a month or year alone from a name and a number: "by 2000 people" counts, "by 2000" and "in 2000" do not."""
    if core.name == "hour":  # "by noon" is a time of counting, "at noon" no day, "by night guards" no time
        return core.has("until") and bool(_ending().match(plain, core.end) or NUMBER_NEXT.match(plain, core.end))
    if core.name == "month":
        return bool(core.match["year"] or core.match["past"] or core.match["last"] or core.lead[0])
    if core.name != "year" or core.has("since", "before", "within"):
        return True
    return core.has("until") and bool(_ending().match(plain, core.end))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = {kind: alternatives(words("time_words", "word", kind=kind)).replace(r"\ ", r"\s+") for kind in KINDS}
    month = rf"(?P<month>{_capitals('month')})"
    # Apr 16; not "in Mar", which may be a place
    dated = rf"(?P<month>{_capitals('month', 'short month')})"
    # May 5, 2031; May 5 last year
    year = rf"(?:,?\s+(?P<year>\d{{4}})(?!\d)|,?\s+(?P<past>{lists['past year']}))?"
    past = r"(?:(?:in|over|within|during)\s+)?the\s+(?:past|last)\s+"
    # two days, 24hrs, a week
    number = loose(tuple(cardinals()))
    many = rf"(?P<many>an?|the|a\s+few|several|{number}(?:[\s-]{number})*)"
    length = rf"(?:{many}\s+|(?P<digits>\d+)[\s-]*)?(?P<unit>{lists['unit']})s?"
    # Monday, May 5; Mon 5 May; Monday (May 5); the weekend of May 3-4
    weekday = f"(?:{lists['weekday']}|{_capitals('short weekday')})"
    named = rf"(?:{weekday},?\s+(?P<bracket>\()?|(?:(?:over|at|on)\s+)?the\s+{lists['weekend']}\s+of\s+)?"
    which = rf"(?:(?P<week>{lists['past week']})|{many}\s+weeks?\s+ago)"
    nth, joint = r"(?:st|nd|rd|th)?", _loose("joint")
    # March 6-8; March 6 to 8; between 6 and 8 March
    till = rf"(?:(?(both)\s+and\s+|(?:[-\u2013]|\s+{joint}\s+))(?P<till>\d{{1,2}}){nth})?"
    both = r"(?P<both>between\s+)?"
    dated_next = rf"\s+(?:on\s+|of\s+)?(?:{weekday}|{lists['near']}|(?:\d{{1,2}}\s+)?{dated})"
    bodies = {
        "window": rf"{past}(?:(?P<many>[\w-]+(?:\s\w+)?)\s+|(?P<digits>\d+)-?)?(?P<unit>{lists['unit']})s?"
        r"(?:\s+alone)?",
        "window of a month": rf"(?:(?:in|over|during)\s+)?the\s+(?:(?P<first>first)|last|final)\s+{length}"
        rf"\s+of\s+{month}(?:\s+(?:of\s+)?(?P<year>{YEAR}))?",
        "ago": rf"(?=\w+\s+\w|\d){length}\s+ago",
        "shifted": rf"(?=\w+\s+\w|\d){length}\s+(?:(?P<after>after)|before)\s+"
        rf"(?:(?P<weekday>{lists['weekday']})|(?P<near>{lists['near']}))",
        "weekday of a week": rf"(?P<weekday>{lists['weekday']})\s+(?:of\s+|in\s+)?{which}",
        "week and weekday": rf"{which}\s+(?:on\s+)?(?P<weekday>{lists['weekday']})",
        "overnight": rf"overnight\s+(?:(?P<into>into\s+|to\s+)|on\s+)?(?P<weekday>{lists['weekday']})",
        "past week": rf"(?P<past>{lists['past week']})",
        "past month": rf"(?P<past>{lists['past month']})",
        "month and day": rf"{named}{both}{dated}\s+(?P<day>\d{{1,2}}){nth}{till}(?![\d,]\d){year}(?(bracket)\)?)",
        "day and month": rf"{named}{both}(?P<day>\d{{1,2}}){nth}{till}\s+(?:of\s+)?{dated}{year}(?(bracket)\)?)",
        "month": rf"(?P<last>last\s+)?{month}(?!\s+\d{{1,2}}(?!\d))"
        rf"(?:\s+(?:of\s+)?(?:(?P<year>{YEAR})|(?P<past>{lists['past year']})))?",
        "year": rf"(?P<year>{YEAR})",
        "decade": r"the\s+(?P<decade>(?:19|20)\d0)s",
        "past year": rf"(?P<past>{lists['past year']})",
        "weekday": rf"(?P<last>last\s+)?(?P<weekday>{lists['weekday']})",
        "near day": rf"(?P<near>{lists['near']})(?!\s+(?:from|between)\s+(?:late\s+)?{lists['weekday']})",
        "weekend": rf"(?:(?:over|at)\s+)?(?:(?:the|this)\s+)?(?:past\s+|last\s+)?(?P<weekend>{lists['weekend']})",
        "hour": rf"{hour_of_day()}(?!{dated_next.replace('?P<month>', '?:')})",
    }
    # Monday morning, Monday noon
    tail = rf"(?P<part>\s+{alternatives(words('time_words', 'word', kind='hour'))})?(?!\w)"
    return {name: re.compile(rf"(?<!\w){body}{tail}", re.IGNORECASE) for name, body in bodies.items()}


def _capitals(*kinds: str) -> str:
    """Match words with a capital or in capitals alone: "Of them 12 may have died" names no month."""
    names = tuple(name for kind in kinds for name in words("time_words", "word", kind=kind))
    return rf"(?-i:{alternatives(tuple(name.title() for name in names) + tuple(map(str.upper, names)))})"


def hour_of_day() -> str:
    """Match "noon", "evening", "6 p.m.", "18:30"."""
    clock = rf"\d{{1,2}}(?::\d\d)?\s?{alternatives(words('time_words', 'word', kind='clock'))}|\d\d:\d\d"
    return rf"(?:{alternatives(words('time_words', 'word', kind='hour'))}|{clock})"


@cache
def _lead() -> re.Pattern[str]:
    """Find the words before a day that belong to it: "since late on", "between"."""
    sides = "|".join(rf"(?P<{side}>{_loose(side)})" for side in ("since", "before", "until", "opening", "within"))
    return re.compile(
        rf"(?:(?<!\w)(?:(?:(?:{sides})\s+(?:the\s+)?(?:{hour_of_day()}\s+(?:on\s+|of\s+)?)?|on\s+)?(?:(?:early|late|mid)[\s-]+(?:on\s+)?)?"
        rf"(?P<next>{_loose('next')}\s+)?))?\Z",
        re.IGNORECASE,
    )


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"[-\u2013]|\s+(?:and|{_loose('joint')})\s+(?:(?:early|late)\s+)?", re.IGNORECASE)


@cache
def _ending() -> re.Pattern[str]:
    """Match what may follow a time that is no part of a longer name: the end, a mark, or a word of grammar."""
    return re.compile(rf"\s*(?:[^\w\s']|$)|\s+{alternatives(words('word_classes', 'word'))}\b", re.IGNORECASE)


def _loose(kind: str) -> str:
    return alternatives(words("time_words", "word", kind=kind)).replace(r"\ ", r"\s+")


@cache
def _words() -> re.Pattern[str]:
    """Match the words that make an expression of time, in a group for each of `KINDS` and one for the year."""
    ends = {"unit": ""}  # "days", "hrs"; but "last weekend" is no last week
    more = {"month": "short month", "hour": "clock"}
    terms = {kind: tuple(words("time_words", "word", kind=kind)) for kind in KINDS}
    terms |= {kind: terms[kind] + words("time_words", "word", kind=more[kind]) for kind in more}
    listed = "|".join(rf"({alternatives(terms[kind])}{ends.get(kind, '(?![a-z])')})" for kind in KINDS)
    look = first_letters(term for kind in KINDS for term in terms[kind])
    return re.compile(rf"(?<![^\W\d_])(?={look})(?:{listed})|(?<!\w)((?:19|20)\d\d)", re.IGNORECASE)


def _between(plain: str, core: _Core, published: Published) -> tuple[date | None, date | None]:
    """Resolve an expression for both ends of the article's own interval."""
    if core.lead["next"]:
        return None, None
    try:
        first, last = (days(core.name, core.match, day) for day in published)
        day_before = last[0] - timedelta(days=1) if last and core.lead["before"] else None
    except (ValueError, OverflowError):  # 30 February, or a day before the first year: no day is meant
        return None, None
    if day_before and not core.match["part"] and _ending().match(plain, core.end):
        return None, day_before
    if core.lead["before"] or core.lead["until"]:
        return None, last[1] if last else None
    latest = published.latest if core.lead["since"] else last[1] if last else None
    return _in_order(first[0] if first else None, latest)


def _range(core: _Core, other: _Core, published: Published) -> tuple[date | None, date | None]:
    """Resolve both ends of a range: the first one hangs on the last one, as that hangs on publication."""
    try:
        ends = [days(other.name, other.match, day) for day in published]
        first = days(core.name, core.match, ends[0][1] if ends[0] else None)
    except (ValueError, OverflowError):
        return None, None
    return _in_order(first[0] if first else None, ends[1][1] if ends[1] else None)


def _in_order(earliest: date | None, latest: date | None) -> tuple[date | None, date | None]:
    return (None, None) if earliest and latest and earliest > latest else (earliest, latest)
