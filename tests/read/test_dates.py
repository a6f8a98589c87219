from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ReadError
from sayso.read.dates import parse_date, published_date

DAY = date(2017, 6, 19)


@pytest.mark.parametrize(
    "value",
    [
        "2017-06-19",
        " 2017-06-19T23:30:00-05:00 ",
        "2017-06-19 08:00",
        "2017/6/19",
        "2017.06.19",
        "20170619",
        "20170619103000",
        20170619,
        "Mon, 19 Jun 2017 10:00:00 GMT",
        "19 June 2017",
        "June 19, 2017",
        "1497866400",
        1497866400000,
        1497866400.0,
        DAY,
        datetime(2017, 6, 19, 23, 59, tzinfo=UTC),
    ],
)
def test_a_date_is_read_as_it_is_written(value: object) -> None:
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "03/04/2017",
        "2017",
        "2017-13-01",
        "2017-06-31",
        "2017061910",
        "0001-01-01",
        "6/7/17",
        "3 killed in 11",
        date(1, 1, 1),
        12,
        -1e300,
        float("nan"),
        True,
        None,
        ["2017-06-19"],
        "9" * 5000,
    ],
)
def test_what_is_no_certain_date_is_none(value: object) -> None:
    assert parse_date(value) is None


@given(st.text() | st.integers() | st.floats())
def test_no_value_breaks_it(value: object) -> None:
    found = parse_date(value)
    assert found is None or 1850 <= found.year <= 2100


def test_a_flag_that_is_no_date_is_named() -> None:
    with pytest.raises(ReadError, match="'last Sunday' is no date; write YYYY-MM-DD"):
        published_date("last Sunday")
    assert published_date("2017-06-19") == DAY
