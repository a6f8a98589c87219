from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UnknownName
from sayso.resolve.weeks import WEEKDAYS, around, last_weekday, moved, next_weekday

MONDAY = date(2017, 6, 19)


def test_an_unknown_weekday_is_refused() -> None:
    with pytest.raises(UnknownName, match="doomsday"):
        last_weekday("doomsday", MONDAY)


@given(st.sampled_from(WEEKDAYS), st.dates(min_value=date(1, 1, 8), max_value=date(9999, 12, 1)))
def test_weekday_is_never_in_the_future_nor_a_week_old(word: str, published: date) -> None:
    day = last_weekday(word, published)
    assert timedelta(0) <= published - day < timedelta(days=7)
    assert WEEKDAYS[day.weekday()] == word
    assert next_weekday(word, published) == day + timedelta(days=7)


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        ("week", "2017-06-19", "2017-06-25"),
        ("month", "2017-06-01", "2017-06-30"),
        ("year", "2017-01-01", "2017-12-31"),
        ("decade", "2010-01-01", "2019-12-31"),
    ],
)
def test_the_period_around_a_day(unit: str, first: str, last: str) -> None:
    assert around(MONDAY, unit) == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_day_moves_to_the_last_of_a_month_that_is_too_short() -> None:
    assert moved(date(2017, 3, 31), -1, "month") == date(2017, 2, 28)
    assert moved(MONDAY, -2, "week") == date(2017, 6, 5)
