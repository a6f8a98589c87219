"""Weekdays, and the weeks, months and years around a day or away from it."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from sayso.errors import UnknownName

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_Days = tuple[date, date]


def last_weekday(word: str, published: date, weekdays: Sequence[str] = WEEKDAYS) -> date:
    """The latest day called `word` that is not after `published`.

    News reports the past: a bare "on Sunday" means the Sunday just gone, or today if
    today is Sunday.

    Raises:
        UnknownName: `word` is not in `weekdays`.
    """
    if word not in weekdays:
        raise UnknownName("weekday", word, weekdays)
    return published - timedelta(days=(published.weekday() - weekdays.index(word)) % 7)


def next_weekday(word: str, published: date) -> date:
    """The first day called `word` after `published`."""
    return last_weekday(word, published) + timedelta(days=7)


def around(day: date, unit: str) -> _Days:
    """The week (Monday to Sunday), month or year that the day lies in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    years = 10 if unit == "decade" else 1
    first = day.year - day.year % years
    return date(first, 1, 1), date(first + years - 1, 12, 31)


def moved(day: date, amount: int, unit: str) -> date:
    """The day so many units away; the last of the month where the month is too short."""
    if unit in ("day", "week"):
        return day + timedelta(days=amount * (7 if unit == "week" else 1))
    months = day.month - 1 + amount * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
