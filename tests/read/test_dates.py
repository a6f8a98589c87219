from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ReadError
from sayso.read.dates import parse_date, parse_moment, published_date

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
        "19 Jun 2017 99999999999",  # a year that no machine's integer holds
        "99999999999 Jun 2017",
        "Mon, 99999999999999999999 Jun 2017 10:00:00 GMT",
    ],
)
def test_what_is_no_certain_date_is_none(value: object) -> None:
    assert parse_date(value) is None


@given(st.text() | st.integers() | st.floats())
def test_no_value_breaks_it(value: object) -> None:
    found = parse_date(value)
    assert found is None or 1850 <= found.year <= 2100


@given(
    st.text() | st.integers() | st.floats() | st.datetimes() | st.from_regex(r"2017-06-1\d[T ]\d\d:\d\d.*")
)
def test_a_moment_is_of_the_day_that_is_read(value: object) -> None:
    found = parse_moment(value)
    assert found is None or (found.date(), found.time() != datetime.min.time()) == (parse_date(value), True)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2017-06-19T23:30:00-05:00", datetime(2017, 6, 19, 23, 30, tzinfo=timezone(timedelta(hours=-5)))),
        ("2017-06-19T06:00:00.123Z", datetime(2017, 6, 19, 6, tzinfo=UTC)),
        ("2017-06-19 08:05", datetime(2017, 6, 19, 8, 5)),
        ("2017/6/19 8:05 GMT", datetime(2017, 6, 19, 8, 5, tzinfo=UTC)),
        ("20170619103000", datetime(2017, 6, 19, 10, 30)),
        (
            "Mon, 19 Jun 2017 10:00:00 +0530",
            datetime(2017, 6, 19, 10, tzinfo=timezone(timedelta(hours=5.5))),
        ),
        (1497866400, datetime(2017, 6, 19, 10, tzinfo=UTC)),
        (1497866400000.0, datetime(2017, 6, 19, 10, tzinfo=UTC)),
        (datetime(2017, 6, 19, 14), datetime(2017, 6, 19, 14)),
        (DAY, None),
        ("2017-06-19", None),
        ("20170619", None),
        ("19 June 2017", None),
        ("2017-06-19T00:00:00Z", None),
        ("2017-06-19T25:00", None),
        ("2017-06-19 at dawn", None),
        ("soon", None),
    ],
)
def test_a_moment_is_read_as_it_is_written_and_a_day_has_none(value: object, moment: datetime | None) -> None:
    assert parse_moment(value) == moment


def test_a_flag_that_is_no_date_is_named() -> None:
    with pytest.raises(ReadError, match="'last Sunday' is no date; write YYYY-MM-DD"):
        published_date("last Sunday")
    assert published_date("2017-06-19") == DAY


@pytest.mark.parametrize(
    "value",
    [
        "Jun 9 2 266666666666666666666666666:2018",
        "Mon, 19 Jun 2017 99999999999999999999:00:00 GMT",
        "Mon, 19 Jun 2017 10:00:00 +9999999999999999",
    ],
)
def test_a_time_of_day_that_no_clock_shows_is_none(value: str) -> None:
    assert parse_moment(value) is None
