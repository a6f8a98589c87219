"""Time phrases to intervals of days.

Everything counts from the day the report was published or from the day of another
event, both of which the caller hands in: a report without a date gets none.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sayso.model.events import Interval, TimeBasis
from sayso.model.mentions import TimeForm, TimeMention
from sayso.model.parse import Parse
from sayso.resolve.feasts import SEASONS, feast_days, fixed_day, season_days
from sayso.resolve.parts import part_of
from sayso.resolve.periods import calendar, past, some
from sayso.resolve.weeks import WEEKDAYS, around, last_weekday, moved, next_weekday

_WEEKEND = "weekend"
_DAY_WORDS = {"today": (0, 0), "yesterday": (-1, -1), "tomorrow": (1, 1), "overnight": (-1, 0)}
# A date without a year may lie this far after publication ("on 3 May" in an announcement).
_AHEAD = timedelta(days=7)
# Hours that leave the day as it is: "two hours later" is the same day more often than not.
_SAME_DAY_HOURS = 6
_NIGHTS = ("night-before", "night-after")
_SHORT = ("minute", "hour", "day")
_ROUGH = ("early", "mid", "late", "start", "end")

_Days = tuple[date, date]


def interval(mention: TimeMention, published: date | None, anchor: Interval | None) -> Interval | None:
    """The days in which what the phrase dates can have happened.

    Args:
        mention: A phrase from `find.times`.
        published: The day that "Sunday", "yesterday", "two days ago" and a date without
            a year count from; without it they date nothing.
        anchor: When the event was that ORDER phrases count from ("two hours later").
            Without one, only "hours earlier" and "the previous Friday" count, from publication.

    Returns:
        First and last day. None for a duration, for what nothing is known to count from,
        and for days that no calendar has.
    """
    try:
        days = _days(mention, published, anchor)
    except (ValueError, OverflowError):  # "31 April", "30,000 years ago"
        return None
    if days is None or days[0] > days[1]:
        return None
    basis = _basis(mention, anchor)
    return Interval(days[0], days[1], basis, mention.clock, mention.zone, _is_vague(mention))


def turned(parse: Parse, mention: TimeMention, owner: int) -> TimeMention:
    """The phrase as it dates the act of a clause that it opens: "hit on Friday, a day after rebels bombed".

    There the bombing is a day before the hit; anywhere else the phrase dates its own act.
    """
    token = parse.tokens[mention.token]
    opens = mention.form is TimeForm.ORDER and token.dep == "mark" and token.head == owner
    return replace(mention, sign=-mention.sign) if opens else mention


def _days(mention: TimeMention, published: date | None, anchor: Interval | None) -> _Days | None:
    if mention.until is not None:
        days = _range(mention, mention.until, published, anchor)
    else:
        days = _READERS[mention.form](mention, published, anchor)
    return days if days is None or mention.bound is None else _bounded(days, mention.bound, published)


def _basis(mention: TimeMention, anchor: Interval | None) -> TimeBasis:
    """What the days rest on; a stretch that publication bounds rests on publication."""
    if mention.origin is not None:
        return TimeBasis.RELATIVE
    if mention.form is TimeForm.ORDER or (mention.form is TimeForm.DATE and not _says_day(mention)):
        return TimeBasis.RELATIVE if anchor is None else TimeBasis.ANCHOR
    if mention.bound is None and mention.form in (TimeForm.DATE, TimeForm.NAMED, TimeForm.SEASON):
        if mention.year is not None or (mention.until is not None and mention.until.year is not None):
            return TimeBasis.EXPLICIT
        if mention.form is TimeForm.NAMED:
            return TimeBasis.EXPLICIT if fixed_day(mention.word or "") else TimeBasis.NAMED_DAY
        if mention.form is TimeForm.SEASON:
            return TimeBasis.SEASON
    return TimeBasis.RELATIVE


def _says_day(mention: TimeMention) -> bool:
    """Whether a DATE says more than a clock."""
    return mention.year is not None or mention.month is not None


def _is_vague(mention: TimeMention) -> bool:
    """Whether the bounds are a convention: "early March", "last summer", "three weeks ago"."""
    if mention.form is TimeForm.SEASON or (mention.until is not None and _is_vague(mention.until)):
        return True
    if mention.form in (TimeForm.OFFSET, TimeForm.ORDER) and mention.word is None:
        counted = mention.amount is not None and mention.amount > 0 and mention.unit not in ("hour", "minute")
        uncounted = mention.amount is None and (mention.form is TimeForm.ORDER or mention.unit in _SHORT)
        return uncounted or (counted and (mention.vague or mention.unit != "day")) or mention.part in _ROUGH
    return mention.part in _ROUGH


def _bounded(days: _Days, bound: str, published: date | None) -> _Days | None:
    """From the first day to publication ("since"), or from publication to the last ("until")."""
    if published is None:
        return None
    if bound == "since":
        return (days[0], published) if days[0] <= published else None
    return (published, days[1]) if days[1] >= published else days


def _range(
    start: TimeMention, end: TimeMention, published: date | None, anchor: Interval | None
) -> _Days | None:
    """From the first day of one phrase to the last of another; what one leaves out, the other says."""
    first, last = replace(start, until=None, bound=None), end
    if first.year is None and last.year is not None and first.form is TimeForm.DATE:
        return _hull(_in_same_year(first, last), _days(last, published, anchor))
    if last.year is None and first.year is not None and last.form is TimeForm.DATE:
        found = _days(first, published, anchor)
        return _hull(found, _days(replace(last, sign=1), found[0], anchor) if found else None)
    if first.form is TimeForm.DAY or first.year is not None:
        return _hull(_days(first, published, anchor), _days(last, published, anchor))
    if start.sign > 0:
        found = _days(replace(first, sign=1), published, anchor)
        return _hull(found, _days(replace(last, sign=1), found[0], anchor) if found else None)
    found = _days(last, published, anchor)
    return _hull(_days(replace(first, sign=-1), found[0], anchor) if found else None, found)


def _in_same_year(first: TimeMention, last: TimeMention) -> _Days | None:
    """The phrase in the year of the other, or in the one before: "28 December to 3 January 2016"."""
    year = last.year or 0
    back = (first.month or 1, first.day or 1) > (last.month or 12, last.day or 31)
    return _date(replace(first, year=year - 1 if back else year), None, None)


def _hull(first: _Days | None, last: _Days | None) -> _Days | None:
    return None if first is None or last is None else (first[0], last[1])


def _date(mention: TimeMention, published: date | None, anchor: Interval | None) -> _Days | None:
    if mention.either:
        return _either(mention, published)
    if mention.unit == "decade" and mention.year is not None:
        return part_of((date(mention.year, 1, 1), date(mention.year + 9, 12, 31)), "decade", mention.part)
    if mention.unit == "year" and published is not None:  # "May last year"
        return _date(replace(mention, unit=None, year=published.year + mention.sign), None, None)
    if mention.month is None:
        if mention.year is not None:
            return part_of((date(mention.year, 1, 1), date(mention.year, 12, 31)), "year", mention.part)
        return (anchor.first, anchor.last) if anchor and mention.clock else None
    if mention.year is not None:
        return _in_year(mention, mention.year)
    return None if published is None else _nearest_year(mention, published)


def _either(mention: TimeMention, published: date | None) -> _Days | None:
    """ "03/04/2015": the one reading that is not after publication, None where both or none are."""
    if published is None or mention.year is None:
        return None
    readings = [mention, replace(mention, month=mention.day, day=mention.month)]
    days = [_in_year(reading, mention.year) for reading in readings]
    past = [found for found in days if found is not None and found[0] <= published]
    return past[0] if len(past) == 1 else None


def _in_year(mention: TimeMention, year: int) -> _Days | None:
    """The day, days or month of the mention in that year."""
    month = mention.month or 1
    if mention.day is None:
        whole = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return part_of(whole, "month", mention.part)
    days = date(year, month, mention.day), date(year, month, mention.end_day or mention.day)
    return part_of(days, "day", mention.part)


def _nearest_year(mention: TimeMention, published: date) -> _Days | None:
    """The mention in the latest year that does not put it after publication, or the next one if planned."""
    announced = mention.day is not None and mention.sign == 0 and mention.bound is None
    ahead = _AHEAD if announced else timedelta()
    years = [published.year + step for step in range(-8, 9)]  # 29 February comes once in four or eight years
    days = [found for year in years if (found := _if_any(mention, year)) is not None]
    if mention.sign > 0:
        return min((found for found in days if found[1] >= published), default=None)
    if mention.sign < 0 and mention.day is None:  # "last March", in March
        return max((found for found in days if found[1] < published), default=None)
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
    if mention.unit == "week":  # "Monday of last week"
        monday = published + timedelta(days=7 * mention.sign - published.weekday())
        day = monday + timedelta(days=WEEKDAYS.index(mention.word))
    elif mention.sign > 0:
        day = next_weekday(mention.word, published)
    else:
        day = last_weekday(mention.word, published)
        if mention.sign < 0 and day == published:
            day -= timedelta(days=7)  # "last Sunday" on a Sunday
        day -= timedelta(days=7 * ((mention.amount or 1) - 1))  # "the Sunday before last"
    before = mention.unit == "night-before" or (mention.unit == "night-after" and day == published)
    first = day - timedelta(days=1) if before else day
    return first, first + timedelta(days=1) if mention.unit in _NIGHTS else day


def _weekend(mention: TimeMention, published: date) -> _Days:
    """Saturday and Sunday: those to come where planned, else the last that had begun; "last" had ended."""
    if mention.sign > 0:
        saturday = next_weekday("saturday", published)
        return saturday, saturday + timedelta(days=1)
    saturday = last_weekday("saturday", published)
    if mention.sign < 0 and published.weekday() >= WEEKDAYS.index("saturday"):
        saturday -= timedelta(days=7)
    if mention.amount == 2:  # "the weekend before last"
        saturday -= timedelta(days=7)
    return saturday, min(saturday + timedelta(days=1), published)


def _season(mention: TimeMention, published: date | None, anchor: Interval | None) -> _Days | None:
    if mention.word not in SEASONS:
        return None
    if mention.year is not None:
        return part_of(season_days(mention.word, mention.year), "season", mention.part)
    if published is None:
        return None
    years = range(max(published.year - 2, 1), published.year + 2)
    whole = _nearest([season_days(mention.word, year) for year in years], mention.sign, published)
    return whole and part_of(whole, "season", mention.part)


def _named(mention: TimeMention, published: date | None, anchor: Interval | None) -> _Days | None:
    code = mention.word or ""
    fixed = fixed_day(code)
    if fixed is not None:
        return fixed
    if mention.unit == "year" and published is not None:  # "Christmas Day last year"
        mention = replace(mention, year=published.year + mention.sign)
    if mention.year is not None:
        found = feast_days(code, mention.year)
        return part_of(found[0], "feast", mention.part) if len(found) == 1 else None
    if published is None:
        return None
    announced = _AHEAD if mention.sign == 0 and mention.bound is None else timedelta()
    years = range(max(published.year - 2, 1), published.year + 2)
    days = [days for year in years for days in feast_days(code, year)]
    whole = _nearest(days, mention.sign, published + announced if announced else published)
    return whole and part_of(whole, "feast", mention.part)


def _nearest(times: Sequence[_Days], sign: int, published: date) -> _Days | None:
    """The next that is not over (sign +1), the latest that is (-1), or the latest that has begun."""
    if sign > 0:
        return min((days for days in times if days[1] > published), default=None)
    return max((days for days in times if days[-1 if sign < 0 else 0] <= published), default=None)


def _day(mention: TimeMention, published: date | None, anchor: Interval | None) -> _Days | None:
    if published is None or mention.word not in _DAY_WORDS:
        return None
    first, last = _DAY_WORDS[mention.word]
    return published + timedelta(days=first), published + timedelta(days=last)


def _offset(mention: TimeMention, published: date | None, anchor: Interval | None) -> _Days | None:
    if published is None or mention.unit is None:
        return None
    if mention.word == "past":
        return past(mention, published)
    if mention.word == "some":
        return some(mention, published)
    if mention.word == "before-last":
        return around(moved(published, -2, mention.unit), mention.unit)
    if mention.amount is None or mention.amount == 0:
        return calendar(mention, published)
    return _counted((published, published), mention)


def _order(mention: TimeMention, published: date | None, anchor: Interval | None) -> _Days | None:
    if mention.origin is not None:
        days = _days(mention.origin, published, anchor)
    else:
        days = (anchor.first, anchor.last) if anchor else _from_publication(mention, published)
    if days is None:
        return None
    if mention.word in WEEKDAYS:
        if mention.sign > 0:
            return next_weekday(mention.word, days[0]), next_weekday(mention.word, days[1])
        day = timedelta(days=1)
        return last_weekday(mention.word, days[0] - day), last_weekday(mention.word, days[1] - day)
    if mention.amount is None:
        return _uncounted(days, mention)
    return _counted(days, mention)


def _from_publication(mention: TimeMention, published: date | None) -> _Days | None:
    """What "hours earlier" and "the previous Friday" count from where no event is dated."""
    near = mention.unit in ("hour", "minute") or mention.word in WEEKDAYS
    return (published, published) if published and near and mention.sign < 0 else None


def _uncounted(days: _Days, mention: TimeMention) -> _Days | None:
    """ "Hours earlier", "days later"; weeks and more could be any time."""
    if mention.unit == "minute":
        return days
    if mention.unit == "hour":
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
    first, last = (moved(day, amount * mention.sign, unit) for day in days)
    if unit == "day" or amount == 0:
        about = timedelta(days=1 if mention.vague else 0)
        return first - about, last + about
    if unit == "week":
        return first - timedelta(days=3), last + timedelta(days=3)
    whole = "year" if unit == "decade" else unit
    return around(first, whole)[0], around(last, whole)[1]


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
    TimeForm.NAMED: _named,
    TimeForm.SEASON: _season,
}


def later_anchor(last: Interval | None, day: Interval) -> Interval:
    """What "two hours later" counts from: the latest day told, and of days that meet the closer one."""
    if last is None or day.first > last.last:
        return day
    is_closer = day.last - day.first <= last.last - last.first
    return day if is_closer and day.last >= last.first else last
