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
    ("8 March", "2031-03-08", "2031-03-08", "the day first"),
    ("March 7, 2025", "2025-03-07", "2025-03-07", "the year is printed"),
    ("Feb. 30", None, None, "no such day"),
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
    assert found("Thursday, May 3, 2029", Published()) == [
        ("Thursday", None, None),
        ("May 3, 2029", "2029-05-03", "2029-05-03"),
    ]


def test_a_modal_verb_and_a_number_are_no_date():
    assert found("It may take 12 years in 2031.", SATURDAY) == []


@given(st.text(), st.dates(), st.dates())
def test_no_text_and_no_day_is_an_error(text, one, other):
    published = Published(min(one, other), max(one, other))
    times = list(find_times(f"since May 3 {text} the past 3 weeks", 0, len(text), published))
    assert all(time.earliest <= time.latest for time in times if time.earliest and time.latest)
