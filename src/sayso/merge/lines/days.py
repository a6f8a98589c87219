"""When something was said, by the words beside the speaker: a weekday, a date, "the day before"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "january february march april may june july august september october november december".split()
_DAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})|({_MONTH})\s+(\d{{1,2}}))\b", re.IGNORECASE
)
_BEFORE = re.compile(r"\b(?:the|a|one) day (?:before|earlier)\b|\bthe previous day\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:earlier|previously|initially|originally|at first)\b", re.IGNORECASE)
_AN_EVENING_EARLIER = re.compile(r"\bearlier (?:on|in|this|that)\b", re.IGNORECASE)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Said:
    """The day on which something was said; `before` where it was said before the rest, whenever that was."""

    day: date | None = None
    before: bool = False


def said_on(tag: str, published: date | None) -> Said:
    """The day that the words beside a speaker name, counted back from publication.

    A weekday is the last one up to publication; "the day before" has no day of its own, since it
    counts from what was said after it.
    """
    if _BEFORE.search(tag):
        return Said(before=True)
    if _EARLIER.search(tag) and not _AN_EVENING_EARLIER.search(tag):
        return Said(before=True)
    if published is None:
        return Said()
    if found := _DATE.search(tag):
        return Said(_dated(found, published))
    if found := _DAY.search(tag):
        back = (published.weekday() - _WEEKDAYS.index(found.group(1).lower())) % _WEEK
        return Said(published - timedelta(days=back))
    if re.search(r"\byesterday\b", tag, re.IGNORECASE):
        return Said(published - timedelta(days=1))
    return Said()


def _dated(found: re.Match[str], published: date) -> date | None:
    """A day and month in the year that ends with publication; None where there is no such day."""
    number, month = (found.group(1), found.group(2)) if found.group(1) else (found.group(4), found.group(3))
    for year in (published.year, published.year - 1):
        try:
            day = date(year, _MONTHS.index(month.lower()) + 1, int(number))
        except ValueError:
            return None
        if day <= published:
            return day
    return None
