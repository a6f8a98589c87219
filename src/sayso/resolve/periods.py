"""Stretches counted from publication: "last week", "in the past 24 hours", "days ago"."""

from datetime import date, timedelta

from sayso.model.mentions import TimeMention
from sayso.resolve.parts import part_of
from sayso.resolve.weeks import around, moved

_PERIODS = ("week", "month", "year", "decade")
_Days = tuple[date, date]


def past(mention: TimeMention, published: date) -> _Days | None:
    """From so many units ago to publication; "the past weeks" counts none and dates nothing."""
    if mention.amount is None or mention.unit is None:
        return None
    if mention.unit in ("minute", "hour"):
        return published - timedelta(
            days=-(-mention.amount // (24 if mention.unit == "hour" else 1440))
        ), published
    return moved(published, -mention.amount, mention.unit), published


def some(mention: TimeMention, published: date) -> _Days | None:
    """ "Hours ago", "days ago"; weeks and more could be any time."""
    if mention.unit in ("hour", "minute"):
        return published - timedelta(days=1), published
    if mention.unit == "day":
        return published - timedelta(days=6), published - timedelta(days=2)
    return None


def calendar(mention: TimeMention, published: date) -> _Days | None:
    """ "Last week", "late this year", "earlier this week", "the end of the month"."""
    unit = mention.unit or ""
    if unit not in _PERIODS:
        return None
    plain = mention.amount is None and mention.word != "the"
    whole = around(moved(published, mention.sign if plain else 0, unit), unit)
    if mention.part is not None:
        part = part_of(whole, unit, mention.part)
        if mention.word == "the" and mention.sign == 0 and part is not None and part[0] > published:
            return part_of(around(moved(published, -1, unit), unit), unit, mention.part)
        return part
    if plain and mention.sign:
        return whole
    return (published, whole[1]) if mention.sign > 0 else (whole[0], published)
