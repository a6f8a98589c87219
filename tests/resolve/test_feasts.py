from datetime import date

import pytest

from sayso.lang import load
from sayso.resolve.feasts import easter, feast_days, fixed_day, pascha, pesach, rosh_hashanah, season_days


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        (1991, "1991-03-31", "1991-04-07"),
        (2000, "2000-04-23", "2000-04-30"),
        (2008, "2008-03-23", "2008-04-27"),
        (2017, "2017-04-16", "2017-04-16"),
        (2019, "2019-04-21", "2019-04-28"),
        (2024, "2024-03-31", "2024-05-05"),
        (2038, "2038-04-25", "2038-04-25"),
    ],
)
def test_easter_of_both_churches(year: int, western: str, orthodox: str) -> None:
    assert (easter(year).isoformat(), pascha(year).isoformat()) == (western, orthodox)


@pytest.mark.parametrize(
    ("year", "new_year", "passover"),
    [
        (1973, "1973-09-27", "1973-04-17"),
        (2000, "2000-09-30", "2000-04-20"),
        (2013, "2013-09-05", "2013-03-26"),
        (2023, "2023-09-16", "2023-04-06"),
        (2024, "2024-10-03", "2024-04-23"),
    ],
)
def test_the_jewish_new_year_and_passover(year: int, new_year: str, passover: str) -> None:
    assert (rosh_hashanah(year).isoformat(), pesach(year).isoformat()) == (new_year, passover)


@pytest.mark.parametrize(
    ("code", "year", "days"),
    [
        ("12-25", 2010, [("2010-12-25", "2010-12-25")]),
        ("03-20/2", 2008, [("2008-03-20", "2008-03-21")]),
        ("easter-2", 2017, [("2017-04-14", "2017-04-14")]),
        ("hebrew+9", 1973, [("1973-10-06", "1973-10-06")]),
        ("thursday-4-11", 2024, [("2024-11-28", "2024-11-28")]),
        ("hijri-10-01", 2013, [("2013-08-08", "2013-08-08")]),
        ("hijri-10-01", 2000, [("2000-01-08", "2000-01-08"), ("2000-12-27", "2000-12-27")]),
        ("hijri-09", 2017, [("2017-05-27", "2017-06-24")]),
        ("hijri-09", 1800, []),
        ("2001-09-11", 2001, []),
        ("no code", 2001, []),
    ],
)
def test_a_code_is_days_of_a_year(code: str, year: int, days: list[tuple[str, str]]) -> None:
    assert [(a.isoformat(), b.isoformat()) for a, b in feast_days(code, year)] == days


def test_one_day_for_ever_is_no_day_of_each_year() -> None:
    assert fixed_day("2001-09-11") == (date(2001, 9, 11), date(2001, 9, 11))
    assert fixed_day("12-25") is None


def test_seasons_are_northern_and_winter_goes_over_the_new_year() -> None:
    assert season_days("summer", 1995) == (date(1995, 6, 1), date(1995, 8, 31))
    assert season_days("winter", 2015) == (date(2015, 12, 1), date(2016, 2, 29))


def test_every_code_of_the_word_lists_is_a_day() -> None:
    words = load("en").words
    named = [name.removeprefix("time.named.") for name in words if name.startswith("time.named.")]
    nations = [name.split(".")[-1] for name in words if name.startswith("time.nation.")]
    unknown = [code for code in (*named, *nations) if not (fixed_day(code) or feast_days(code, 2016))]
    assert (len(named) > 40, len(nations) > 140, unknown) == (True, True, [])
