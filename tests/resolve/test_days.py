from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.events import Interval, TimeBasis
from sayso.model.mentions import TimeForm, TimeMention
from sayso.model.spans import Span
from sayso.resolve.days import interval
from sayso.resolve.weeks import WEEKDAYS

MONDAY = date(2017, 6, 19)
ANCHOR = Interval(date(2017, 6, 18), date(2017, 6, 18), TimeBasis.RELATIVE)


WORDS = [
    *WEEKDAYS, "weekend", "today", "overnight", "past", "some", "the", "before-last", "winter", "12-25",
    "hijri-09", "easter+0", "2001-09-11",
]  # fmt: skip


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
        (TimeForm.OFFSET, {"unit": "month"}, "2017-06-01", "2017-06-19"),
        (TimeForm.OFFSET, {"amount": 0, "unit": "month", "sign": -1}, "2017-06-01", "2017-06-19"),
        (
            TimeForm.OFFSET,
            {"word": "past", "amount": 24, "unit": "hour", "sign": -1},
            "2017-06-18",
            "2017-06-19",
        ),
        (TimeForm.WEEKDAY, {"word": "saturday", "bound": "since"}, "2017-06-17", "2017-06-19"),
        (TimeForm.DATE, {"year": 2011, "month": 3, "bound": "since"}, "2011-03-01", "2017-06-19"),
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


@pytest.mark.parametrize(
    ("form", "values", "first", "last"),
    [
        (TimeForm.DATE, {"month": 3, "part": "early"}, "2017-03-01", "2017-03-10"),
        (TimeForm.DATE, {"month": 6, "part": "late"}, "2016-06-21", "2016-06-30"),
        (TimeForm.DATE, {"month": 6, "sign": -1}, "2016-06-01", "2016-06-30"),
        (TimeForm.DATE, {"month": 5, "unit": "year", "sign": -1}, "2016-05-01", "2016-05-31"),
        (TimeForm.DATE, {"year": 1990, "unit": "decade"}, "1990-01-01", "1999-12-31"),
        (TimeForm.DATE, {"year": 2017, "month": 9, "day": 5, "either": True}, "2017-05-09", "2017-05-09"),
        (TimeForm.DATE, {"month": 7, "day": 3, "bound": "since"}, "2016-07-03", "2017-06-19"),
        (TimeForm.DATE, {"month": 7, "day": 3, "sign": 1, "bound": "until"}, "2017-06-19", "2017-07-03"),
        (TimeForm.SEASON, {"word": "winter", "sign": -1}, "2016-12-01", "2017-02-28"),
        (TimeForm.SEASON, {"word": "summer"}, "2017-06-01", "2017-08-31"),
        (TimeForm.SEASON, {"word": "summer", "sign": -1}, "2016-06-01", "2016-08-31"),
        (TimeForm.SEASON, {"word": "spring", "sign": 1}, "2018-03-01", "2018-05-31"),
        (TimeForm.NAMED, {"word": "hijri-09", "sign": -1}, "2016-06-06", "2016-07-05"),
        (TimeForm.NAMED, {"word": "hijri-09"}, "2017-05-27", "2017-06-24"),
        (TimeForm.NAMED, {"word": "12-25"}, "2016-12-25", "2016-12-25"),
        (TimeForm.NAMED, {"word": "12-25", "sign": 1}, "2017-12-25", "2017-12-25"),
        (TimeForm.NAMED, {"word": "06-19", "sign": 1}, "2018-06-19", "2018-06-19"),  # not today's own
        (TimeForm.NAMED, {"word": "12-25", "unit": "year", "sign": -1}, "2016-12-25", "2016-12-25"),
        (TimeForm.WEEKDAY, {"word": "monday", "unit": "week", "sign": -1}, "2017-06-12", "2017-06-12"),
        (TimeForm.WEEKDAY, {"word": "friday", "sign": -1, "amount": 2}, "2017-06-09", "2017-06-09"),
        (TimeForm.WEEKDAY, {"word": "sunday", "unit": "night-before"}, "2017-06-17", "2017-06-18"),
        (TimeForm.WEEKDAY, {"word": "monday", "unit": "night-after"}, "2017-06-18", "2017-06-19"),
        (TimeForm.WEEKDAY, {"word": "weekend", "sign": -1, "amount": 2}, "2017-06-10", "2017-06-11"),
        (TimeForm.OFFSET, {"unit": "week", "sign": -1, "part": "late"}, "2017-06-15", "2017-06-18"),
        (TimeForm.OFFSET, {"unit": "week", "word": "before-last"}, "2017-06-05", "2017-06-11"),
        (TimeForm.OFFSET, {"unit": "year", "word": "the", "part": "end"}, "2016-12-01", "2016-12-31"),
        (
            TimeForm.OFFSET,
            {"unit": "year", "word": "the", "part": "end", "sign": 1},
            "2017-12-01",
            "2017-12-31",
        ),
        (TimeForm.OFFSET, {"unit": "day", "word": "some", "sign": -1}, "2017-06-13", "2017-06-17"),
    ],
)
def test_parts_bounds_seasons_and_feasts(
    form: TimeForm, values: dict[str, object], first: str, last: str
) -> None:
    assert days(said(form, **values)) == (first, last)


@pytest.mark.parametrize(
    ("mention", "basis", "vague"),
    [
        (said(TimeForm.WEEKDAY, word="sunday"), TimeBasis.RELATIVE, False),
        (said(TimeForm.WEEKDAY, word="sunday", vague=True), TimeBasis.RELATIVE, False),
        (said(TimeForm.ORDER, unit="hour", amount=2, sign=1), TimeBasis.ANCHOR, False),
        (said(TimeForm.ORDER, unit="hour", sign=-1), TimeBasis.ANCHOR, True),
        (said(TimeForm.DATE, clock="03:00"), TimeBasis.ANCHOR, False),
        (said(TimeForm.NAMED, word="12-25"), TimeBasis.NAMED_DAY, False),
        (said(TimeForm.NAMED, word="12-25", year=2011), TimeBasis.EXPLICIT, False),
        (said(TimeForm.NAMED, word="2001-09-11"), TimeBasis.EXPLICIT, False),
        (said(TimeForm.SEASON, word="summer", sign=-1), TimeBasis.SEASON, True),
        (said(TimeForm.SEASON, word="summer", year=1995), TimeBasis.EXPLICIT, True),
        (said(TimeForm.DATE, year=2015, part="early"), TimeBasis.EXPLICIT, True),
        (said(TimeForm.DATE, year=2015, part="h1"), TimeBasis.EXPLICIT, False),
        (said(TimeForm.DATE, year=2015, bound="since"), TimeBasis.RELATIVE, False),
        (said(TimeForm.OFFSET, unit="week", amount=3, sign=-1), TimeBasis.RELATIVE, True),
    ],
)
def test_an_interval_says_what_it_rests_on(mention: TimeMention, basis: TimeBasis, vague: bool) -> None:
    found = interval(mention, MONDAY, ANCHOR)
    assert found is not None
    assert (found.basis, found.vague) == (basis, vague)


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [
        ({"unit": "hour", "sign": -1}, "2017-06-18", "2017-06-19"),
        ({"word": "friday", "sign": -1}, "2017-06-16", "2017-06-16"),
    ],
)
def test_without_an_event_hours_earlier_counts_from_publication(
    values: dict[str, object], first: str, last: str
) -> None:
    found = interval(said(TimeForm.ORDER, **values), MONDAY, None)
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat(), found.basis) == (first, last, "relative")


@pytest.mark.parametrize("values", [{"unit": "day", "amount": 2, "sign": -1}, {"unit": "hour", "sign": 1}])
def test_other_order_needs_an_event(values: dict[str, object]) -> None:
    assert interval(said(TimeForm.ORDER, **values), MONDAY, None) is None


def test_two_readings_of_a_date_that_are_both_past_date_nothing() -> None:
    assert days(said(TimeForm.DATE, year=2015, month=4, day=3, either=True)) is None


def test_a_date_with_its_year_is_explicit_and_needs_no_publication() -> None:
    found = interval(said(TimeForm.DATE, year=2015, month=3, day=14, clock="17:30"), None, None)
    assert found == Interval(date(2015, 3, 14), date(2015, 3, 14), TimeBasis.EXPLICIT, "17:30")


@given(
    st.builds(
        said,
        st.sampled_from(TimeForm),
        year=st.none() | st.integers(1, 9999),
        month=st.none() | st.integers(1, 12),
        day=st.none() | st.integers(1, 31),
        end_day=st.none() | st.integers(1, 31),
        word=st.none() | st.sampled_from(WORDS),
        amount=st.none() | st.integers(0, 10**6),
        unit=st.none() | st.sampled_from(["minute", "hour", "day", "week", "month", "year", "decade"]),
        sign=st.sampled_from([-1, 0, 1]),
        part=st.none() | st.sampled_from(["early", "end", "h2", "q4", "first", "eve", "w2", "week-of"]),
        bound=st.none() | st.sampled_from(["since", "until"]),
        either=st.booleans(),
    ),
    st.none() | st.dates(),
    st.none() | st.builds(lambda day: Interval(day, day, TimeBasis.EXPLICIT), st.dates()),
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


PAST = st.sampled_from(
    [
        said(TimeForm.WEEKDAY, word="sunday"),
        said(TimeForm.WEEKDAY, word="weekend"),
        said(TimeForm.DAY, word="yesterday"),
        said(TimeForm.DAY, word="overnight"),
        said(TimeForm.OFFSET, unit="week"),
        said(TimeForm.OFFSET, unit="month", sign=-1),
        said(TimeForm.OFFSET, unit="day", amount=2, sign=-1),
        said(TimeForm.OFFSET, word="past", unit="week", amount=1, sign=-1),
        said(TimeForm.OFFSET, word="before-last", unit="year", sign=-1),
        said(TimeForm.SEASON, word="summer", sign=-1),
        said(TimeForm.NAMED, word="easter+0", sign=-1),
        said(TimeForm.NAMED, word="hijri-09", sign=-1),
        said(TimeForm.DATE, month=5, sign=-1),
        said(TimeForm.DATE, month=5, bound="since"),
        said(TimeForm.WEEKDAY, word="friday", until=said(TimeForm.WEEKDAY, word="sunday")),
        said(TimeForm.DATE, month=12, sign=-1, until=said(TimeForm.DATE, month=2, sign=-1)),
    ]
)


@given(PAST, st.dates(min_value=date(1930, 1, 1), max_value=date(2070, 1, 1)))
def test_what_is_past_is_never_dated_after_publication(mention: TimeMention, published: date) -> None:
    found = interval(mention, published, None)
    assert found is not None
    assert found.first <= found.last <= published


@given(PAST)
def test_what_counts_from_publication_dates_nothing_without_it(mention: TimeMention) -> None:
    assert interval(mention, None, None) is None
