from datetime import date

import pytest

from sayso.resolve.parts import part_of

PERIODS = {
    "week": (date(2017, 6, 12), date(2017, 6, 18)),
    "month": (date(2016, 2, 1), date(2016, 2, 29)),
    "year": (date(2015, 1, 1), date(2015, 12, 31)),
    "decade": (date(1990, 1, 1), date(1999, 12, 31)),
    "season": (date(2015, 12, 1), date(2016, 2, 29)),
    "feast": (date(2017, 5, 27), date(2017, 6, 24)),
    "day": (date(2017, 6, 7), date(2017, 6, 7)),
}


@pytest.mark.parametrize(
    ("unit", "part", "first", "last"),
    [
        ("month", None, "2016-02-01", "2016-02-29"),
        ("month", "early", "2016-02-01", "2016-02-10"),
        ("month", "mid", "2016-02-11", "2016-02-20"),
        ("month", "late", "2016-02-21", "2016-02-29"),
        ("month", "w4", "2016-02-22", "2016-02-28"),
        ("month", "wl", "2016-02-23", "2016-02-29"),
        ("month", "first", "2016-02-01", "2016-02-01"),
        ("month", "last", "2016-02-29", "2016-02-29"),
        ("year", "mid", "2015-05-01", "2015-08-31"),
        ("year", "end", "2015-12-01", "2015-12-31"),
        ("year", "h2", "2015-07-01", "2015-12-31"),
        ("year", "q2", "2015-04-01", "2015-06-30"),
        ("decade", "early", "1990-01-01", "1993-12-31"),
        ("decade", "late", "1996-01-01", "1999-12-31"),
        ("week", "early", "2017-06-12", "2017-06-14"),
        ("week", "late", "2017-06-15", "2017-06-18"),
        ("season", "late", "2016-02-01", "2016-02-29"),
        ("feast", "start", "2017-05-27", "2017-05-29"),
        ("feast", "end", "2017-06-22", "2017-06-24"),
        ("feast", "mid", "2017-06-06", "2017-06-14"),
        ("feast", "eve", "2017-05-26", "2017-05-26"),
        ("feast", "second", "2017-05-28", "2017-05-28"),
        ("day", "week-of", "2017-06-05", "2017-06-11"),
        ("day", "week-to", "2017-06-01", "2017-06-07"),
    ],
)
def test_a_part_of_a_period(unit: str, part: str | None, first: str, last: str) -> None:
    found = part_of(PERIODS[unit], unit, part)
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("unit", "part"), [("month", "q2"), ("week", "q1"), ("day", "early"), ("year", "soon")]
)
def test_a_part_that_a_period_does_not_have_is_none(unit: str, part: str) -> None:
    assert part_of(PERIODS[unit], unit, part) is None
