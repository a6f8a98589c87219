"""Values of a record in words."""

import re
from datetime import date

from sayso.model.events import Interval, Modality, PartyRef, PlacePrecision, Toll
from sayso.model.report import Capture
from sayso.model.statements import ClaimField, Stance
from sayso.show.headlines import names
from sayso.show.safe import safe

OWN_VOICE = "The report, in its own voice"
THE_REPORT = "The report"
NOBODY = "No speaker named"
STANCES = {
    Stance.ASSERTS: "says",
    Stance.CLAIMS: "claims",
    Stance.ALLEGES: "alleges",
    Stance.DENIES: "denies",
    Stance.DECLINES: "declines",
}
FIELDS = {
    ClaimField.OCCURRENCE: "what happened",
    ClaimField.ACTOR: "who did it",
    ClaimField.RESPONSIBILITY: "who answers for it",
    ClaimField.TARGET: "who was the target",
    ClaimField.TARGET_ACTIVITY: "what the target did",
    ClaimField.PLACE: "where",
    ClaimField.TIME: "when",
    ClaimField.WEAPON: "with what",
    ClaimField.CASUALTIES: "who was hurt",
    ClaimField.DAMAGE: "what was damaged",
    ClaimField.ORIGIN: "from where",
    ClaimField.JUSTIFICATION: "its own reason",
    ClaimField.MOTIVE: "the reason why",
    ClaimField.INTENT: "what it wants",
    ClaimField.MILITARY_PRESENCE: "who was there",
    ClaimField.COORDINATION: "who acts together",
}
MODALITIES = {
    Modality.OCCURRED: "happened",
    Modality.DENIED: "did not happen",
    Modality.PLANNED: "planned, not done",
    Modality.THREATENED: "threatened, not done",
    Modality.HYPOTHETICAL: "only supposed",
}
PRECISIONS = {
    PlacePrecision.SETTLEMENT: "a settlement",
    PlacePrecision.CITY: "a city",
    PlacePrecision.DISTRICT: "a district, not a point",
    PlacePrecision.ZONE: "a zone, not a point",
    PlacePrecision.ADMIN1: "somewhere in the province",
    PlacePrecision.APPROXIMATE: "only about there",
    PlacePrecision.COUNTRY: "somewhere in the country",
}
_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}
_LONGEST_QUOTE = 600
_OPENING, _CLOSING = '"“„«', '"”“»'


def day(when: date) -> str:
    """ "18 June 2017"."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def days(when: Interval) -> str:
    """ "Sunday 18 June 2017", "17 to 18 June 2017", with the hour where it is known."""
    first, last = when.first, when.last
    zone = {None: "", "local": " local time"}.get(when.zone, f" {when.zone}")
    clock = f", {safe(when.clock + zone)}" if when.clock else ""
    if first == last:
        return f"{_WEEKDAYS[first.weekday()]} {day(first)}{clock}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}{clock}"
    return f"{day(first)} to {day(last)}{clock}"


def capture(of: Capture) -> str:
    """ "urn:uuid:... of 2 May 2021, 10:00 in x.warc.gz at byte 812, payload sha1:...", as far as known."""
    when = "" if of.at is None else f" of {day(of.at)}, {of.at:%H:%M}"
    where = "" if of.file is None else f" in {of.file}"
    at = "" if of.offset is None else f" at byte {of.offset}"
    return f"{of.record}{when}{where}{at}{'' if of.digest is None else f', payload {of.digest}'}"


def duration(offset: str) -> str:
    """ "2 hours" for "PT2H", "some hours" for "-PT?H"; nothing for what is no ISO 8601 duration."""
    found = re.fullmatch(r"[+-]?P((?:[\d.?]+[YMWD])*)(?:T((?:[\d.?]+[HMS])*))?", offset)
    if found is None:
        return ""
    parts = [("", found[1] or ""), ("T", found[2] or "")]
    counts = [(n, _UNITS[t + u]) for t, part in parts for n, u in re.findall(r"([\d.?]+)([A-Z])", part)]
    return " ".join(f"some {u}s" if "?" in n else f"{n} {u}{'' if n == '1' else 's'}" for n, u in counts)


def count(toll: Toll) -> str:
    """ "3", "3 to 5", "at least 3", "nobody"."""
    if toll.high is None:
        return f"at least {toll.low}"
    if toll.low != toll.high:
        return f"{toll.low} to {toll.high}"
    return str(toll.low) if toll.low else "nobody"


def figure(toll: Toll) -> str:
    """ "at least 1 wounded (SDF fighters), according to officials"."""
    who = f" ({safe(toll.who)})" if toll.who else ""
    told = "in the report's own voice" if toll.narrated else "no source named"
    source = f"according to {safe(toll.source)}" if toll.source else told
    return f"{count(toll)} {safe(toll.kind)}{who}, {source}"


def party(ref: PartyRef) -> str:
    """The name, and who else may be meant."""
    if not ref.candidates:
        return safe(ref.name)
    return (
        f"{safe(ref.name)} (perhaps {names([one.name for one in ref.candidates]).replace(' and ', ' or ')})"
    )


def quoted(words: str, longest: int = _LONGEST_QUOTE) -> str:
    """The words in quotation marks, their own if they have them; cut, and said to be, where too long."""
    flat = safe(words)
    if len(flat) <= longest and len(flat) > 2 and flat[0] in _OPENING and flat[-1] in _CLOSING:
        return flat
    return f"“{flat}”" if len(flat) <= longest else f"“{flat[:longest]}” […]"


def counted(number: int, one: str, several: str | None = None) -> str:
    """ "1 report", "1,200 reports"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
