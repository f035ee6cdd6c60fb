from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.times import Published, find_times

SATURDAY = Published(date(2031, 5, 10), date(2031, 5, 10))
WEEKEND = Published(date(2031, 5, 10), date(2031, 5, 11))
OPEN = Published(date(2031, 5, 10))
CASES = [
    ("since Thursday", "2031-05-08", "2031-05-10", "it ends with the article"),
    ("on Thursday", "2031-05-08", "2031-05-08", "the last one"),
    ("last Thursday night", "2031-05-08", "2031-05-08", "the last one"),
    ("early Saturday", "2031-05-10", "2031-05-10", "the day of publication counts"),
    ("in the past two days", "2031-05-08", "2031-05-10", "days back"),
    ("over the last 48 hours alone", "2031-05-08", "2031-05-10", "24 hours are a day"),
    ("the past week", "2031-05-03", "2031-05-10", "one is meant where no number stands"),
    ("yesterday", "2031-05-09", "2031-05-09", "the day before"),
    ("overnight", "2031-05-09", "2031-05-10", "from the evening before"),
    ("over the weekend", "2031-05-10", "2031-05-10", "no day after publication"),
    ("the past weekend", "2031-05-10", "2031-05-10", "no day after publication"),
    ("on Dec. 8", "2030-12-08", "2030-12-08", "no day after publication: the year before"),
    ("on Dec 8", "2030-12-08", "2030-12-08", "a short form without a point"),
    ("on Tue 4 Mar 2031", "2031-03-04", "2031-03-04", "short forms of both"),
    ("8 March", "2031-03-08", "2031-03-08", "the day first"),
    ("March 7, 2025", "2025-03-07", "2025-03-07", "the year is printed"),
    ("since 2011", "2011-01-01", "2031-05-10", "a year, up to the article"),
    ("in 1982", "1982-01-01", "1982-12-31", "the whole year"),
    ("in 2031", "2031-01-01", "2031-05-10", "no day after publication"),
    ("by 1999", None, "1999-12-31", "no first day"),
    ("last year", "2030-01-01", "2030-12-31", "the calendar year before"),
    ("this year", "2031-01-01", "2031-05-10", "no day after publication"),
    ("over the past decade", "2021-05-09", "2031-05-10", "days back"),
    ("in the 1980s", "1980-01-01", "1989-12-31", "ten years"),
    ("in March", "2031-03-01", "2031-03-31", "the last one that had begun"),
    ("since late June", "2030-06-01", "2031-05-10", "the last one that had begun"),
    ("in March 2011", "2011-03-01", "2011-03-31", "the year is printed"),
    ("before Friday", None, "2031-05-08", "it ends before that day"),
    ("before Friday night", None, "2031-05-09", "a part of that day is before"),
    ("until Friday", None, "2031-05-09", "it ends with that day"),
    ("by noon", None, "2031-05-10", "an hour of the day of publication"),
    ("as of 6 p.m. on Friday", None, "2031-05-09", "an hour before its day"),
    ("by Friday midnight", None, "2031-05-09", "an hour behind its day"),
    ("by Friday", None, "2031-05-09", "it ends with that day"),
    ("next Thursday", None, None, "it lies after the article"),
    ("since early Thursday", "2031-05-08", "2031-05-10", "it ends with the article"),
    ("since late on Thursday", "2031-05-08", "2031-05-10", "it ends with the article"),
    ("from Thursday to Saturday", "2031-05-08", "2031-05-10", "both ends"),
    ("between Thursday and Saturday", "2031-05-08", "2031-05-10", "both ends"),
    ("from Sunday to Friday", "2031-05-04", "2031-05-09", "it begins before its end"),
    ("from Dec. 28 to Jan. 3", "2030-12-28", "2031-01-03", "it begins before its end"),
    ("March 6-8", "2031-03-06", "2031-03-08", "both days"),
    ("March 6 to 8", "2031-03-06", "2031-03-08", "both days"),
    ("6\u20138 March", "2031-03-06", "2031-03-08", "both days"),
    ("between 6 and 8 March, 2025", "2025-03-06", "2025-03-08", "both days"),
    ("between March 6 and March 8", "2031-03-06", "2031-03-08", "both days"),
    ("between 2011 and 2019", "2011-01-01", "2019-12-31", "both years"),
    ("in 2011-2014", "2011-01-01", "2014-12-31", "both years"),
    ("9 to 12 May", "2031-05-09", "2031-05-10", "it had begun, and no day is after publication"),
    ("the last year", "2030-05-09", "2031-05-10", "days back, not the calendar year"),
    ("Friday, May 2", "2031-05-02", "2031-05-02", "the date tells which Friday"),
    ("Friday (May 2)", "2031-05-02", "2031-05-02", "the date tells which Friday"),
    ("since Friday, 2 May 2031", "2031-05-02", "2031-05-10", "the date tells which Friday"),
    ("Friday last week", "2031-05-02", "2031-05-02", "of the calendar week before"),
    ("last week on Monday", "2031-04-28", "2031-04-28", "of the calendar week before"),
    ("three weeks ago on Sunday", "2031-04-20", "2031-04-20", "of the calendar week three before"),
    ("in the last two days of March", "2031-03-30", "2031-03-31", "the month's last, not the article's"),
    ("the first week of March 2030", "2030-03-01", "2030-03-07", "the month's first"),
    ("April 2 last year", "2030-04-02", "2030-04-02", "of the year before"),
    ("in June last year", "2030-06-01", "2030-06-30", "of the year before"),
    ("the weekend of April 5-6", "2031-04-05", "2031-04-06", "the days are printed"),
    ("overnight on Thursday", "2031-05-07", "2031-05-09", "the night before it or after it"),
    ("overnight into Friday", "2031-05-08", "2031-05-09", "the night before it"),
    ("overnight from Thursday to Friday", "2031-05-08", "2031-05-09", "both ends"),
    ("the day before yesterday", "2031-05-08", "2031-05-08", "one more back"),
    ("two days after Monday", "2031-05-07", "2031-05-07", "counted from that day"),
    ("last Saturday", "2031-05-03", "2031-05-03", "printed on a Saturday it is the one before"),
    ("last week", "2031-04-28", "2031-05-04", "the calendar week before"),
    ("this week", "2031-05-05", "2031-05-10", "no day after publication"),
    ("last month", "2031-04-01", "2031-04-30", "the calendar month before"),
    ("three days ago", "2031-05-07", "2031-05-07", "that day"),
    ("two weeks ago", "2031-04-23", "2031-04-29", "told roughly: half a week to either side"),
    ("five hours ago", "2031-05-09", "2031-05-10", "24 hours are a day"),
    ("this afternoon", "2031-05-10", "2031-05-10", "the day of publication"),
    ("in the past 24hrs", "2031-05-09", "2031-05-10", "24 hours are a day"),
    ("March 8-6", None, None, "no such days"),
    ("Feb. 30", None, None, "no such day"),
    ("on 24 August 1572", "1572-08-24", "1572-08-24", "a day before any that nanoseconds can count"),
    ("on 3 March 0001", "0001-03-03", "0001-03-03", "the first year"),
    ("before 1 January 0001", None, None, "no day is before the first"),
    ("in the past many days", None, None, "no number"),
    ("the past 99999999999 days", None, None, "before all calendars"),
]


def found(text, published):
    return [
        (text[time.start : time.end], *(str(day) if day else None for day in (time.earliest, time.latest)))
        for time in find_times(text, 0, len(text), published)
    ]


@pytest.mark.parametrize(("text", "earliest", "latest", "why"), CASES, ids=[case[0] for case in CASES])
def test_an_expression_of_time_is_resolved_against_the_day_of_publication(text, earliest, latest, why):
    assert found(text, SATURDAY) == [(text, earliest, latest)], why


def test_an_interval_of_publication_makes_an_interval_of_days():
    assert found("on Sunday", WEEKEND) == [("on Sunday", "2031-05-04", "2031-05-11")]


def test_a_weekend_is_the_last_one_that_had_begun():
    monday = Published(date(2031, 5, 12), date(2031, 5, 12))
    assert found("over the weekend", monday) == [("over the weekend", "2031-05-10", "2031-05-11")]


def test_an_open_end_of_publication_leaves_the_latest_day_missing():
    assert found("since Thursday", OPEN) == [("since Thursday", "2031-05-08", None)]


def test_without_a_day_of_publication_only_a_date_with_its_year_is_a_day():
    assert found("on Thursday, since May 3, 2029", Published()) == [
        ("on Thursday", None, None),
        ("since May 3, 2029", "2029-05-03", None),
    ]


def test_a_modal_verb_and_a_number_are_no_date():
    assert found("It may take 12 years; of them 12 may be here.", SATURDAY) == []


@given(st.text(), st.dates(), st.dates())
def test_no_text_and_no_day_is_an_error(text, one, other):
    published = Published(min(one, other), max(one, other))
    times = list(find_times(f"since May 3 {text} the past 3 weeks", 0, len(text), published))
    assert all(time.earliest <= time.latest for time in times if time.earliest and time.latest)


@pytest.mark.parametrize(
    "text",
    [
        "By 2000 people were hurt.",
        "2011 people came.",
        "Ana March left.",
        "from 1990 on",
        "In Dec they sat on Mon.",
        "at noon",
    ],
)
def test_a_year_or_month_alone_is_a_time_only_behind_a_preposition(text):
    assert found(text, SATURDAY) == []


def test_a_number_of_people_between_two_others_is_no_range_of_years():
    assert found("Between 1990 and 2000 people were hurt.", SATURDAY) == []


def test_what_a_day_is_named_for_may_lie_within_the_day():
    assert found("They met before Friday's vote.", SATURDAY) == [("before Friday", None, "2031-05-09")]


def test_two_days_with_other_words_between_them_are_two_times():
    assert [text for text, *_ in found("on Thursday, and on Friday", SATURDAY)] == ["on Thursday", "on Friday"]


def test_a_range_hangs_on_the_day_of_publication_at_both_ends():
    assert found("from Saturday to Sunday", WEEKEND) == [("from Saturday to Sunday", "2031-05-03", "2031-05-11")]
    assert found("from Thursday to Saturday", Published()) == [("from Thursday to Saturday", None, None)]


def test_a_number_behind_a_month_and_a_comma_is_no_year():
    assert found("In March, 2000 people were hurt.", SATURDAY) == [("In March", "2031-03-01", "2031-03-31")]
