"""The year that a text tells for a date that has none: "in April 1983 ... the ambush of April 19".

News leaves the year out where it is the last one; a text that looks back leaves it out where it has said it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from sayso.model.events import Interval
from sayso.model.mentions import Mentions, TimeForm, TimeMention
from sayso.resolve.days import interval

# Of a date of the weeks before publication the year need not be said, whatever the text has told before.
_NEWS = timedelta(days=90)


def in_years(mentions: Mentions, published: date | None) -> Mentions:
    """The mentions of a report, dates without a year in the one told last if news would not mean another.

    A year counts as told with a month or a season; alone ("the 2003 invasion") it may be an aside.

    Args:
        mentions: What the report says, its times in text order.
        published: The day of publication; without it nothing is changed, for then no year is guessed.
    """
    return replace(mentions, times=tuple(_in_years(mentions.times, published)))


def dated(
    mentions: Mentions, published: date | None, anchor: Interval | None = None
) -> tuple[tuple[TimeMention, Interval | None], ...]:
    """Each time phrase with its days; ORDER phrases count from `anchor`, see `interval`."""
    times = in_years(mentions, published).times
    return tuple((time, interval(time, published, anchor)) for time in times)


def _in_years(times: Iterable[TimeMention], published: date | None) -> Iterator[TimeMention]:
    told: int | None = None
    for time in times:
        if time.year is not None:
            told = time.year if _tells(time) else told
            yield time
        elif published is not None and told is not None and _goes_back(time, told, published):
            yield replace(time, year=told)
        else:
            yield time


def _tells(time: TimeMention) -> bool:
    """Whether the year of a phrase is that of what the text goes on to tell."""
    near = time.month is not None or time.form is TimeForm.SEASON
    return near and time.bound is None and time.until is None


def _goes_back(time: TimeMention, told: int, published: date) -> bool:
    """Whether a month or a day of a month is of a year before the last one."""
    plain = time.month is not None and not (time.unit or time.sign or time.bound or time.until)
    if time.form is not TimeForm.DATE or not plain or told >= published.year:
        return False
    days = interval(time, published, None)
    if days is None or days.first > published or published - days.last < _NEWS or days.first.year <= told:
        return False
    return interval(replace(time, year=told), published, None) is not None
