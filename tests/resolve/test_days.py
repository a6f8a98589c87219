from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UnknownName
from sayso.model.events import Interval
from sayso.model.mentions import TimeForm, TimeMention
from sayso.model.spans import Span
from sayso.resolve.days import WEEKDAYS, interval, last_weekday

MONDAY = date(2017, 6, 19)
ANCHOR = Interval(date(2017, 6, 18), date(2017, 6, 18), "relative")


def said(form: TimeForm, **values: object) -> TimeMention:
    return TimeMention(0, Span(0, 1), form, **values)  # type: ignore[arg-type]  # a table of fields


def days(mention: TimeMention, anchor: Interval | None = ANCHOR) -> tuple[str, str] | None:
    found = interval(mention, MONDAY, anchor)
    return (found.first.isoformat(), found.last.isoformat()) if found else None


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [
        ({"year": 2015, "month": 3, "day": 14}, "2015-03-14", "2015-03-14"),
        ({"year": 2015, "month": 2}, "2015-02-01", "2015-02-28"),
        ({"year": 2015}, "2015-01-01", "2015-12-31"),
        ({"month": 5, "day": 12, "end_day": 14}, "2017-05-12", "2017-05-14"),
        ({"month": 6, "day": 22}, "2017-06-22", "2017-06-22"),
        ({"month": 7, "day": 22}, "2016-07-22", "2016-07-22"),
        ({"month": 7, "day": 22, "sign": 1}, "2017-07-22", "2017-07-22"),
        ({"month": 2, "day": 29}, "2016-02-29", "2016-02-29"),
        ({"month": 9}, "2016-09-01", "2016-09-30"),
        ({"clock": "03:00"}, "2017-06-18", "2017-06-18"),
    ],
)
def test_dates(values: dict[str, object], first: str, last: str) -> None:
    assert days(said(TimeForm.DATE, **values)) == (first, last)


@pytest.mark.parametrize(
    ("form", "values", "first", "last"),
    [
        (TimeForm.WEEKDAY, {"word": "sunday"}, "2017-06-18", "2017-06-18"),
        (TimeForm.WEEKDAY, {"word": "monday"}, "2017-06-19", "2017-06-19"),
        (TimeForm.WEEKDAY, {"word": "monday", "sign": -1}, "2017-06-12", "2017-06-12"),
        (TimeForm.WEEKDAY, {"word": "friday", "sign": 1}, "2017-06-23", "2017-06-23"),
        (TimeForm.WEEKDAY, {"word": "weekend"}, "2017-06-17", "2017-06-18"),
        (TimeForm.DAY, {"word": "yesterday"}, "2017-06-18", "2017-06-18"),
        (TimeForm.DAY, {"word": "overnight"}, "2017-06-18", "2017-06-19"),
        (TimeForm.OFFSET, {"amount": 2, "unit": "day", "sign": -1}, "2017-06-17", "2017-06-17"),
        (TimeForm.OFFSET, {"amount": 1, "unit": "week", "sign": -1}, "2017-06-09", "2017-06-15"),
        (TimeForm.OFFSET, {"amount": 2, "unit": "month", "sign": -1}, "2017-04-01", "2017-04-30"),
        (TimeForm.OFFSET, {"unit": "week", "sign": -1}, "2017-06-12", "2017-06-18"),
        (TimeForm.OFFSET, {"unit": "month"}, "2017-06-01", "2017-06-30"),
        (TimeForm.OFFSET, {"amount": 0, "unit": "month", "sign": -1}, "2017-06-01", "2017-06-19"),
        (
            TimeForm.OFFSET,
            {"word": "past", "amount": 24, "unit": "hour", "sign": -1},
            "2017-06-18",
            "2017-06-19",
        ),
        (TimeForm.OFFSET, {"word": "saturday", "sign": -1}, "2017-06-17", "2017-06-19"),
        (TimeForm.OFFSET, {"year": 2011, "month": 3, "sign": -1}, "2011-03-01", "2017-06-19"),
        (TimeForm.ORDER, {"amount": 2, "unit": "hour", "sign": 1}, "2017-06-18", "2017-06-18"),
        (TimeForm.ORDER, {"amount": 30, "unit": "hour", "sign": 1}, "2017-06-19", "2017-06-20"),
        (TimeForm.ORDER, {"unit": "hour", "sign": -1}, "2017-06-17", "2017-06-18"),
        (TimeForm.ORDER, {"unit": "hour", "sign": 1}, "2017-06-18", "2017-06-19"),
        (TimeForm.ORDER, {"amount": 1, "unit": "day", "sign": -1}, "2017-06-17", "2017-06-17"),
        (TimeForm.ORDER, {"amount": 0, "unit": "day"}, "2017-06-18", "2017-06-18"),
        (TimeForm.ORDER, {"word": "friday", "sign": -1}, "2017-06-16", "2017-06-16"),
    ],
)
def test_relative_phrases(form: TimeForm, values: dict[str, object], first: str, last: str) -> None:
    assert days(said(form, **values)) == (first, last)


@pytest.mark.parametrize(
    ("form", "values"),
    [
        (TimeForm.DURATION, {"unit": "month"}),
        (TimeForm.OFFSET, {"word": "past", "unit": "week", "sign": -1}),
        (TimeForm.ORDER, {"unit": "week", "sign": 1}),
        (TimeForm.DATE, {"year": 2015, "month": 4, "day": 31}),
        (TimeForm.OFFSET, {"amount": 30000, "unit": "year", "sign": -1}),
        (TimeForm.DATE, {}),
    ],
)
def test_what_dates_nothing_gives_no_day(form: TimeForm, values: dict[str, object]) -> None:
    assert days(said(form, **values)) is None


@pytest.mark.parametrize(
    "form", [TimeForm.WEEKDAY, TimeForm.DAY, TimeForm.OFFSET, TimeForm.ORDER, TimeForm.DATE]
)
def test_without_anything_to_count_from_there_is_no_day(form: TimeForm) -> None:
    word = "yesterday" if form is TimeForm.DAY else "sunday"
    assert interval(said(form, word=word, amount=1, unit="day", month=3, sign=-1), None, None) is None


def test_a_date_with_its_year_is_explicit_and_needs_no_publication() -> None:
    found = interval(said(TimeForm.DATE, year=2015, month=3, day=14, clock="17:30"), None, None)
    assert found == Interval(date(2015, 3, 14), date(2015, 3, 14), "explicit", "17:30")


def test_an_unknown_weekday_is_refused() -> None:
    with pytest.raises(UnknownName, match="doomsday"):
        last_weekday("doomsday", MONDAY)


@given(st.sampled_from(WEEKDAYS), st.dates(min_value=date(1, 1, 8)))
def test_weekday_is_never_in_the_future_nor_a_week_old(word: str, published: date) -> None:
    day = last_weekday(word, published)
    assert timedelta(0) <= published - day < timedelta(days=7)
    assert WEEKDAYS[day.weekday()] == word


@given(
    st.builds(
        said,
        st.sampled_from(TimeForm),
        year=st.none() | st.integers(1, 9999),
        month=st.none() | st.integers(1, 12),
        day=st.none() | st.integers(1, 31),
        end_day=st.none() | st.integers(1, 31),
        word=st.none() | st.sampled_from([*WEEKDAYS, "weekend", "today", "overnight", "past"]),
        amount=st.none() | st.integers(0, 10**6),
        unit=st.none() | st.sampled_from(["minute", "hour", "day", "week", "month", "year", "decade"]),
        sign=st.sampled_from([-1, 0, 1]),
    ),
    st.none() | st.dates(),
    st.none() | st.builds(lambda day: Interval(day, day, "explicit"), st.dates()),
)
def test_an_interval_never_ends_before_it_begins(
    mention: TimeMention, published: date | None, anchor: Interval | None
) -> None:
    found = interval(mention, published, anchor)
    assert found is None or found.first <= found.last


@given(st.integers(1, 12), st.integers(1, 28), st.dates(min_value=date(20, 1, 1), max_value=date(9900, 1, 1)))
def test_a_date_without_a_year_is_at_most_a_week_ahead_and_a_year_back(
    month: int, day: int, published: date
) -> None:
    found = interval(said(TimeForm.DATE, month=month, day=day), published, None)
    assert found is not None
    assert timedelta(days=-359) - timedelta(days=1) <= found.first - published <= timedelta(days=7)
