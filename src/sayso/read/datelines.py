"""The day that a report prints itself, at its head or in its dateline, where nothing better is known."""

import re
from datetime import date

from sayso.read.dates import parse_date

# Of the head of a report: title, byline, day. A day further down is a day that the report is about.
_LINES = 8
_LONGEST = 90
_MONTHS = "january february march april may june july august september october november december".split()
_NAME = (
    "(?i:" + "|".join(f"{name[:3]}(?:{name[3:]})?" if name != "may" else name for name in _MONTHS) + "|sept)"
)
_WEEKDAY = r"(?:(?i:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\.?,? +)?"
_DAY = (
    rf"{_WEEKDAY}(?:(?P<month>{_NAME})\.? +(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? +(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\.? +(?P<month2>{_NAME})\.?,? +(?P<year2>\d{{4}}))"
)
_BEFORE = r"(?i:(?:first published|published|posted|issued|publication date|date)(?: on| at)?:? +)?"
_CLOCK = r"(?i:,? +(?:at +)?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?[a-z]{2,5})?)?"
_ALONE = re.compile(rf"{_BEFORE}{_DAY}{_CLOCK}\.?")
_BYLINE = re.compile(rf"(?i:by) [^\d|]{{3,60}}? ?[|–—•·,-] ?{_DAY}{_CLOCK}")
# "KABUL, Jan 24, 2019 (Reuters) -", "(Kabul, January 24, 2019) -": a place, a day, a dash.
_DATELINE = re.compile(
    rf"(?:[A-Z][A-Z .,'’/-]{{2,60}}?|\([^\W\d_][\w .'’/-]{{2,60}}?),? +{_DAY}\)? ?"
    r"(?:\([\w ./&-]{2,30}\))? ?(?:[-–—]{1,2}|:) "
)
_BEGINS = re.compile(_DAY)
# "/2021/05/09/", "/2021/may/09/", "/2021-05-09-": not "/2021/05/", which is a month.
_IN_ADDRESS = re.compile(
    rf"[/_-](?P<year>(?:19|20)\d\d)(?P<mark>[/_-])(?P<month>\d{{1,2}}|{_NAME})(?P=mark)(?P<day>\d{{1,2}})(?=[/_.-]|$)"
)


def worded_day(text: str) -> date | None:
    """The day that a text begins with, in English words ("Thursday, January 24, 2019"), or None."""
    found = _BEGINS.match(text.strip())
    return None if found is None else _day(found)


def printed_day(text: str) -> date | None:
    """The day on a line of its own, behind a byline, or in the dateline of a report; None where none is sure.

    Only the first lines count, and only a day with its year. Two days that differ are no day.
    """
    found: set[date] = set()
    seen = at = 0
    while seen < _LINES and at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line, at = text[at : min(end, at + 2 * _LONGEST)].strip(), end + 1
        if line:
            seen += 1
            day = _of_line(line)
            found |= set() if day is None else {day}
    return found.pop() if len(found) == 1 else None


def addressed_day(address: str) -> date | None:
    """The day in the path of an address, or None."""
    found = _IN_ADDRESS.search(address.partition("?")[0])
    return None if found is None else _day(found)


def _of_line(line: str) -> date | None:
    whole = (_ALONE, _BYLINE) if len(line) <= _LONGEST else ()
    found = next((match for pattern in whole if (match := pattern.fullmatch(line))), None) or _DATELINE.match(
        line
    )
    return None if found is None else _day(found)


def _day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    year, month, day = (str(parts[name] or parts[f"{name}2"]) for name in ("year", "month", "day"))
    if not month.isdigit():
        month = str(next(n for n, name in enumerate(_MONTHS, start=1) if name.startswith(month[:3].lower())))
    return parse_date(f"{year}-{int(month):02}-{int(day):02}")
