"""Named days and seasons to days of the calendar.

Easter is computed here (the dates of both churches; a test compares them with another
library's), the Jewish calendar too; the Islamic calendar is that of Umm al-Qura, by the
package hijridate: where a month begins by sight, a feast may be a day off.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeAlias

from hijridate import Hijri

Days: TypeAlias = tuple[date, date]

_CODE = re.compile(
    r"(?:(?P<fixed>\d{4}-\d\d-\d\d)|(?P<month>\d\d)-(?P<day>\d\d)"
    r"|(?P<weekday>[a-z]+)-(?P<nth>\d)-(?P<in>\d\d?)"
    r"|hijri-(?P<hmonth>\d\d)(?:-(?P<hday>\d\d))?"
    r"|(?P<feast>easter|pascha|hebrew|pesach)(?P<step>[+-]\d+))(?:/(?P<long>\d+))?"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # the first of three months, in the north


def fixed_day(code: str) -> Days | None:
    """The day of a code that is one day for ever ("2001-09-11"), else None."""
    found = _CODE.fullmatch(code)
    if found is None or not found["fixed"]:
        return None
    day = date.fromisoformat(found["fixed"])
    return day, day


@lru_cache(maxsize=512)
def feast_days(code: str, year: int) -> tuple[Days, ...]:
    """The times at which a named day begins in a year: one, or two or none by the moon.

    Args:
        code: The end of the name of a set in `lang/<xx>/feasts.toml`.
        year: 1924 to 2077 for feasts of the Islamic calendar; others give none.
    """
    found = _CODE.fullmatch(code)
    if found is None or found["fixed"]:
        return ()
    if found["hmonth"]:
        return tuple(_hijri(int(found["hmonth"]), int(found["hday"] or 0), int(found["long"] or 1), year))
    first = _first(found, year)
    return ((first, first + timedelta(days=int(found["long"] or 1) - 1)),)


def season_days(word: str, year: int) -> Days:
    """Spring to winter as whole months of the north; winter begins in December of the year."""
    first = date(year, SEASONS[word], 1)
    last_year, last_month = (year + 1, 2) if word == "winter" else (year, SEASONS[word] + 2)
    return first, date(last_year, last_month, monthrange(last_year, last_month)[1])


def _first(found: re.Match[str], year: int) -> date:
    if found["month"]:
        return date(year, int(found["month"]), int(found["day"]))
    if found["weekday"]:
        first = date(year, int(found["in"]), 1)
        ahead = (_WEEKDAYS.index(found["weekday"]) - first.weekday()) % 7
        return first + timedelta(days=ahead + 7 * (int(found["nth"]) - 1))
    return _FEASTS[found["feast"]](year) + timedelta(days=int(found["step"]))


def _hijri(month: int, day: int, long: int, year: int) -> Iterator[Days]:
    """The day, or the whole month where `day` is 0, of the Islamic years that touch `year`."""
    about = (year - 622) * 33 // 32
    for hijri_year in range(about - 1, about + 3):
        try:
            start = Hijri(hijri_year, month, day or 1)
            first = date(*start.to_gregorian().datetuple())
        except (ValueError, OverflowError):  # outside of the years that the calendar's tables have
            continue
        if first.year == year:
            yield first, first + timedelta(days=(long if day else start.month_length()) - 1)


def easter(year: int) -> date:
    """Easter Sunday of the Western churches.

    Source: Meeus, Jones and Butcher, in Meeus 1991, Astronomical Algorithms, chapter 8.
    """
    century, rest = divmod(year, 100)
    golden = year % 19
    sun = (8 * century + 13) // 25
    moon = (19 * golden + century - century // 4 - sun + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def pascha(year: int) -> date:
    """Easter Sunday of the Orthodox churches, in the Gregorian calendar.

    Source: Meeus 1991, chapter 8 (Julian Easter).
    """
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    century = year // 100
    return date(year, month, day + 1) + timedelta(days=century - century // 4 - 2)


def rosh_hashanah(year: int) -> date:
    """The first of Tishri in a Gregorian year.

    Source: Reingold and Dershowitz 2018, Calendrical Calculations, chapter 8.
    """
    hebrew = year + 3761
    return date.fromordinal(_HEBREW_EPOCH + _elapsed(hebrew) + _postponed(hebrew))


_HEBREW_EPOCH = (
    -1373427
)  # the ordinal of the day before 1 Tishri of the year 1, counted as date.toordinal does


def _elapsed(hebrew: int) -> int:
    """Days from the epoch to the new moon of the year, moved off Sunday, Wednesday and Friday."""
    months = (235 * hebrew - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + ((3 * (day + 1)) % 7 < 3)


def _postponed(hebrew: int) -> int:
    """Days by which the year begins later, so that no year gets an impossible length."""
    before, here, after = (_elapsed(hebrew + step) for step in (-1, 0, 1))
    return 2 if after - here == 356 else 1 if here - before == 382 else 0


def pesach(year: int) -> date:
    """The first day of Passover, 163 days before the next new year."""
    return rosh_hashanah(year) - timedelta(days=163)


_FEASTS: Mapping[str, Callable[[int], date]] = {
    "easter": easter,
    "pascha": pascha,
    "hebrew": rosh_hashanah,
    "pesach": pesach,
}
