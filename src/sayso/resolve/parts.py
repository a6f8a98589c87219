"""Stretches of a period: "early March", "the second quarter of 2003", "late last week".

News does not say where "early" ends. A period is cut into three as evenly as its days,
months or years allow; "the start" and "the end" of a month are its first and last ten
days, of a year its first and last month. Intervals made so are marked vague.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

_Days = tuple[date, date]

# First and last of the months of a year or season, days of a month or week, years of a decade, from 1.
_MONTHS = {
    "early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 1), "end": (12, 12),
    "h1": (1, 6), "h2": (7, 12), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
}  # fmt: skip
_DAYS = {
    "early": (1, 10), "mid": (11, 20), "late": (21, 31), "start": (1, 10), "end": (21, 31),
    "h1": (1, 15), "h2": (16, 31),
}  # fmt: skip
_WEEK = {
    "early": (1, 3), "mid": (2, 4), "late": (4, 7), "start": (1, 2), "end": (5, 7),
    "h1": (1, 3), "h2": (4, 7),
}  # fmt: skip
_DECADE = {
    "early": (1, 4), "mid": (5, 7), "late": (7, 10), "start": (1, 2), "end": (9, 10),
    "h1": (1, 5), "h2": (6, 10),
}  # fmt: skip
_SEASON = {"early": (1, 1), "mid": (2, 2), "late": (3, 3), "start": (1, 1), "end": (3, 3)}
_CUTS: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "year": _MONTHS, "month": _DAYS, "week": _WEEK, "decade": _DECADE, "season": _SEASON,
}  # fmt: skip
_SINGLE = {"first": 0, "second": 1, "third": 2, "last": 0, "eve": -1}  # one day, away from the first or last
# Weeks: the days after the beginning at which they begin. Of a month, 1 to 7 and so on, and its last seven.
_WEEKS = {"w1": 0, "w2": 7, "w3": 14, "w4": 21, "wl": 0, "week-of": 0, "week-to": -6}
_FEAST_DAYS = 3  # "the first days of Ramadan"


def part_of(whole: _Days, unit: str, part: str | None) -> _Days | None:
    """The stretch of a period, the whole of it without a part, None for a part that it does not have.

    Args:
        whole: First and last day of the period.
        unit: "week", "month", "season", "year", "decade" or "feast".
        part: "early", "mid", "late", "start", "end", "h1", "h2", "q1" to "q4", or None.
    """
    if part is None:
        return whole
    if part in _SINGLE or part in _WEEKS:
        return _days_of(whole, part)
    if unit == "feast":
        return _of_feast(whole, part)
    cut = _CUTS.get(unit, {}).get(part)
    if cut is None:
        return None
    first, last = cut
    if unit in ("week", "month"):
        step = timedelta(days=1)
        return whole[0] + (first - 1) * step, min(whole[0] + (last - 1) * step, whole[1])
    months = 12 if unit == "decade" else 1
    return _month(whole[0], (first - 1) * months)[0], _month(whole[0], last * months - 1)[1]


def _days_of(whole: _Days, part: str) -> _Days:
    """A day or a week at the beginning or the end of a period, or the week that a day lies in or ends."""
    if part in _SINGLE:
        day = (whole[1] if part == "last" else whole[0]) + timedelta(days=_SINGLE[part])
        return day, day
    first, week = whole[0] + timedelta(days=_WEEKS[part]), timedelta(days=6)
    if part == "wl":
        return max(whole[1] - week, whole[0]), whole[1]
    if part == "week-of":
        first -= timedelta(days=whole[0].weekday())
    return first, first + week


def _month(start: date, later: int) -> _Days:
    """The whole month so many after the one of `start`."""
    year, month = start.year + (start.month - 1 + later) // 12, (start.month - 1 + later) % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _of_feast(whole: _Days, part: str) -> _Days:
    """A third of a feast that lasts; a feast of one day has no parts."""
    days = (whole[1] - whole[0]).days + 1
    length = min(_FEAST_DAYS if part in ("start", "end") else max(days // 3, 1), days)
    stretch = timedelta(days=length - 1)
    if part in ("late", "end", "h2"):
        return whole[1] - stretch, whole[1]
    if part == "mid":
        first = whole[0] + timedelta(days=(days - length) // 2)
        return first, first + stretch
    return whole[0], whole[0] + stretch
