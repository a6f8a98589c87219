"""Time phrases to intervals of days.

Everything counts from the day the report was published or from the day of another
event, both of which the caller hands in: a report without a date gets none.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sayso.errors import UnknownName
from sayso.model.events import Interval
from sayso.model.mentions import TimeForm, TimeMention

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKEND = "weekend"
_DAY_WORDS = {"today": (0, 0), "yesterday": (-1, -1), "tomorrow": (1, 1), "overnight": (-1, 0)}
# A date without a year may lie this far after publication ("on 3 May" in an announcement).
_AHEAD = timedelta(days=7)
# Hours that leave the day as it is: "two hours later" is the same day more often than not.
_SAME_DAY_HOURS = 6

_Days = tuple[date, date]


def interval(mention: TimeMention, published: date | None, anchor: Interval | None) -> Interval | None:
    """The days in which what the phrase dates can have happened.

    Args:
        mention: A phrase from `find.times`.
        published: The day that "Sunday", "yesterday", "two days ago" and a date without
            a year count from; without it they date nothing.
        anchor: When the event was that ORDER phrases count from ("two hours later").

    Returns:
        First and last day; basis "explicit" where the phrase names the year, else
        "relative". None for a duration, for what nothing is known to count from, and
        for days that no calendar has.
    """
    try:
        days = _READERS[mention.form](mention, published, anchor)
    except (ValueError, OverflowError):  # "31 April", "30,000 years ago"
        return None
    if days is None or days[0] > days[1]:
        return None
    explicit = mention.form is TimeForm.DATE and mention.year is not None
    return Interval(days[0], days[1], "explicit" if explicit else "relative", mention.clock)


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


def _next_weekday(word: str, published: date) -> date:
    """The first day called `word` after `published`."""
    return last_weekday(word, published) + timedelta(days=7)


def _date(mention: TimeMention, published: date | None, anchor: Interval | None) -> _Days | None:
    if mention.month is None:
        if mention.year is not None:
            return date(mention.year, 1, 1), date(mention.year, 12, 31)
        return (anchor.first, anchor.last) if anchor and mention.clock else None
    if mention.year is not None:
        return _in_year(mention, mention.year)
    return None if published is None else _nearest_year(mention, published)


def _in_year(mention: TimeMention, year: int) -> _Days:
    """The day, days or month of the mention in that year."""
    month = mention.month or 1
    if mention.day is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, mention.day), date(year, month, mention.end_day or mention.day)


def _nearest_year(mention: TimeMention, published: date) -> _Days | None:
    """The mention in the latest year that does not put it after publication, or the next one if planned."""
    ahead = _AHEAD if mention.day is not None and mention.sign == 0 else timedelta()
    years = [published.year + step for step in range(-8, 9)]  # 29 February comes once in four or eight years
    days = [found for year in years if (found := _if_any(mention, year)) is not None]
    if mention.sign > 0:
        return min((found for found in days if found[1] >= published), default=None)
    return max((found for found in days if found[0] <= published + ahead), default=None)


def _if_any(mention: TimeMention, year: int) -> _Days | None:
    try:
        return _in_year(mention, year)
    except ValueError:
        return None


def _weekday(mention: TimeMention, published: date | None, anchor: Interval | None) -> _Days | None:
    if published is None or mention.word is None:
        return None
    if mention.word == _WEEKEND:
        return _weekend(mention, published)
    if mention.sign > 0:
        day = _next_weekday(mention.word, published)
    else:
        day = last_weekday(mention.word, published)
        if mention.sign < 0 and day == published:
            day -= timedelta(days=7)  # "last Sunday" on a Sunday
    return day, day


def _weekend(mention: TimeMention, published: date) -> _Days:
    """Saturday and Sunday: those to come where planned, else the last that had begun."""
    if mention.sign > 0:
        saturday = _next_weekday("saturday", published)
        return saturday, saturday + timedelta(days=1)
    saturday = last_weekday("saturday", published)
    return saturday, min(saturday + timedelta(days=1), published)


def _day(mention: TimeMention, published: date | None, anchor: Interval | None) -> _Days | None:
    if published is None or mention.word not in _DAY_WORDS:
        return None
    first, last = _DAY_WORDS[mention.word]
    return published + timedelta(days=first), published + timedelta(days=last)


def _offset(mention: TimeMention, published: date | None, anchor: Interval | None) -> _Days | None:
    if published is None:
        return None
    if mention.unit is None:
        return _since(mention, published)
    if mention.word == "past":
        return _past(mention, published)
    if mention.amount is None or mention.amount == 0:
        return _calendar(mention, published)
    return _counted((published, published), mention)


def _since(mention: TimeMention, published: date) -> _Days | None:
    """From the day that the phrase names to publication."""
    named = TimeForm.DAY if mention.word in _DAY_WORDS else TimeForm.WEEKDAY
    form = named if mention.word else TimeForm.DATE
    start = _READERS[form](replace(mention, form=form, sign=0), published, None)
    return (start[0], published) if start and start[0] <= published else None


def _past(mention: TimeMention, published: date) -> _Days | None:
    """From so many units ago to publication; "the past weeks" counts none and dates nothing."""
    if mention.amount is None or mention.unit is None:
        return None
    if mention.unit in ("minute", "hour"):
        return published - timedelta(
            days=-(-mention.amount // (24 if mention.unit == "hour" else 1440))
        ), published
    return _moved(published, -mention.amount, mention.unit), published


def _calendar(mention: TimeMention, published: date) -> _Days | None:
    """ "Last week", "this month", "next year", "earlier this week"; also "days ago", which counts nothing."""
    if mention.unit in ("hour", "minute"):
        return (published - timedelta(days=1), published) if mention.sign < 0 else None
    if mention.unit == "day":
        return (published - timedelta(days=6), published - timedelta(days=2)) if mention.sign < 0 else None
    plain = mention.amount is None
    first, last = _around(
        _moved(published, mention.sign if plain else 0, mention.unit or ""), mention.unit or ""
    )
    if plain:
        return first, last
    return (first, published) if mention.sign < 0 else (published, last)


def _around(day: date, unit: str) -> _Days:
    """The week (Monday to Sunday), month or year that the day lies in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    years = 10 if unit == "decade" else 1
    first = day.year - day.year % years
    return date(first, 1, 1), date(first + years - 1, 12, 31)


def _moved(day: date, amount: int, unit: str) -> date:
    """The day so many units away; the last of the month where the month is too short."""
    if unit in ("day", "week"):
        return day + timedelta(days=amount * (7 if unit == "week" else 1))
    months = day.month - 1 + amount * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _order(mention: TimeMention, published: date | None, anchor: Interval | None) -> _Days | None:
    if anchor is None:
        return None
    days = (anchor.first, anchor.last)
    if mention.word in WEEKDAYS:
        if mention.sign > 0:
            return _next_weekday(mention.word, days[0]), _next_weekday(mention.word, days[1])
        day = timedelta(days=1)
        return last_weekday(mention.word, days[0] - day), last_weekday(mention.word, days[1] - day)
    if mention.amount is None:
        return _uncounted(days, mention)
    return _counted(days, mention)


def _uncounted(days: _Days, mention: TimeMention) -> _Days | None:
    """ "Hours earlier", "days later"; weeks and more could be any time."""
    if mention.unit in ("hour", "minute"):
        return _widened(days, mention.sign)
    if mention.unit != "day" or mention.sign == 0:
        return None
    nearest, farthest = 2 * mention.sign, 6 * mention.sign
    low, high = min(nearest, farthest), max(nearest, farthest)
    return days[0] + timedelta(days=low), days[1] + timedelta(days=high)


def _widened(days: _Days, sign: int) -> _Days:
    """One day more on the side that the phrase points to."""
    first = days[0] - timedelta(days=1) if sign < 0 else days[0]
    return first, days[1] + timedelta(days=1) if sign > 0 else days[1]


def _counted(days: _Days, mention: TimeMention) -> _Days | None:
    """Hours and days move the days; a week gives the seven days around, months and years whole ones."""
    amount, unit = mention.amount or 0, mention.unit
    if unit is None:
        return None
    if unit in ("hour", "minute"):
        return _by_hours(days, amount if unit == "hour" else amount // 60, mention.sign)
    first, last = (_moved(day, amount * mention.sign, unit) for day in days)
    if unit == "day" or amount == 0:
        about = timedelta(days=1 if mention.vague else 0)
        return first - about, last + about
    if unit == "week":
        return first - timedelta(days=3), last + timedelta(days=3)
    return _around(first, unit)[0], _around(last, unit)[1]


def _by_hours(days: _Days, hours: int, sign: int) -> _Days:
    """Up to six hours stay on the day; whole days move it; between, either day can be meant."""
    if hours <= _SAME_DAY_HOURS:
        return days
    near, far = timedelta(days=hours // 24), timedelta(days=-(-hours // 24))
    if sign < 0:
        return days[0] - far, days[1] - near
    return days[0] + near, days[1] + far


_Reader = Callable[[TimeMention, date | None, Interval | None], _Days | None]


def _none(mention: TimeMention, published: date | None, anchor: Interval | None) -> _Days | None:
    return None


_READERS: Mapping[TimeForm, _Reader] = {
    TimeForm.DATE: _date,
    TimeForm.WEEKDAY: _weekday,
    TimeForm.DAY: _day,
    TimeForm.OFFSET: _offset,
    TimeForm.ORDER: _order,
    TimeForm.DURATION: _none,
}
