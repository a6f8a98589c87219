"""Publication dates as files and flags write them. No guess: a wrong date is worse than none."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_tz

from sayso.errors import ReadError

# News that sayso can read was published in these years; 0001-01-01 and the like mean "none".
_YEARS = range(1850, 2101)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{6}Z?)?")
_CLOCK = re.compile(
    r"[T ,]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
# Seconds or milliseconds since 1970, from 2001 to 2033; a stamp like 2017061910 is no such count.
_EPOCH = re.compile(r"(1\d{9})(?:\d{3})?")


def parse_date(value: object) -> date | None:
    """The day that `value` names, as written (no change of time zone), or None if it names none.

    Known: date objects, ISO 8601 with or without a time, 20170619, 2017/6/19, RFC 822
    ("Mon, 19 Jun 2017 10:00:00 GMT"), "19 June 2017", "June 19, 2017", and the seconds or
    milliseconds since 1970 (as UTC). 03/04/2017 is read differently in different
    countries and so is no date here.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value if value.year in _YEARS else None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    return _numeric(text) or _worded(text)


def parse_moment(value: object) -> datetime | None:
    """The moment that `value` names, as written, with its zone where it states one.

    None where it names a day alone. Midnight to the second is a day, too: that is how most
    programs write a date that has no time.
    """
    day = parse_date(value)
    if day is None:
        return None
    found = value if isinstance(value, datetime) else _time_of(value, day)
    return None if found is None or found.time() == time.min else found


def _time_of(value: object, day: date) -> datetime | None:
    text = str(int(value)) if isinstance(value, float) else str(value).strip()
    if found := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]), UTC)
    if _COMPACT.fullmatch(text):
        digits = re.sub(r"\D", "", text)
        zone = "Z" if text.endswith("Z") else None
        return _at(day, *(int(digits[at : at + 2]) for at in (8, 10, 12) if digits[at:]), zone=zone)
    if found := _ISO.match(text):
        clock = _CLOCK.match(text, found.end())
        return None if clock is None else _at(day, *(int(n or 0) for n in clock.groups()[:3]), zone=clock[4])
    try:
        parts = parsedate_tz(text) if ":" in text else None
    except (ValueError, TypeError, IndexError):  # as in `_worded`
        parts = None
    return None if parts is None else _at(day, *parts[3:6], zone=parts[9])


def _at(
    day: date, hour: int = 0, minute: int = 0, second: int = 0, *, zone: str | int | None = None
) -> datetime | None:
    try:
        return datetime.combine(day, time(hour, minute, second, tzinfo=_zone(zone)))
    except (ValueError, OverflowError):
        return None


def _zone(zone: str | int | None) -> timezone | None:
    """The zone of "+02:00", "Z" or of seconds east of Greenwich."""
    if zone is None:
        return None
    if isinstance(zone, str):
        digits = zone.replace(":", "")[1:] if zone[0] in "+-" else "0000"
        east = 3600 * int(digits[:2]) + 60 * int(digits[2:])
        zone = -east if zone[0] == "-" else east
    return UTC if zone == 0 else timezone(timedelta(seconds=zone))


def _numeric(text: str) -> date | None:
    if found := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]), UTC).date()
    if found := _COMPACT.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _ISO.match(text):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    return None


def _worded(text: str) -> date | None:
    # An e-mail date needs four digits of year, or 6/7/17 and "3 killed in 11" would be dates.
    if len(text) > 60 or not re.search(r"\b\d{4}\b", text) or not re.search(r"[A-Za-z]{3}", text):
        return None
    for candidate in (text, f"{text} 00:00:00 +0000"):
        try:
            parts = parsedate_tz(candidate)
        except (ValueError, TypeError, IndexError):  # not every odd string comes back as None
            continue
        if parts is not None:
            return _day(*parts[:3])
    return None


def _day(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):  # "19 Jun 99999999999 2017" has a day of eleven digits
        return None


def published_date(value: str) -> date:
    """The day that a flag names.

    Raises:
        ReadError: `value` is no date.
    """
    found = parse_date(value)
    if found is None:
        raise ReadError(f"{value!r} is no date; write YYYY-MM-DD, for instance 2017-06-19")
    return found
