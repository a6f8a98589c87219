"""Clock times and their zones, set on the day that they belong to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.model.mentions import TimeForm, TimeMention
from sayso.model.parse import Parse, Sentence
from sayso.model.spans import Span

_REACH = 60  # characters between a clock and the day it belongs to
_DAYS = (TimeForm.DATE, TimeForm.WEEKDAY, TimeForm.DAY, TimeForm.NAMED)


@dataclass(frozen=True, slots=True)
class _Clock:
    span: Span
    time: str
    zone: str | None


def with_clocks(
    parse: Parse, sentence: Sentence, found: Sequence[TimeMention], clocks: Sequence[re.Pattern[str]]
) -> Iterator[TimeMention]:
    """The mentions of a sentence, each with its clock; a clock without a day is a DATE of its own.

    The first of two clocks that are the ends of a range, or one hour told in two zones, counts.
    """
    mentions = list(found)
    text = sentence.span.of(parse.text)
    if not any(map(str.isdigit, text)) and "noon" not in text and "mid" not in text:
        return iter(mentions)
    known = _clocks(text, sentence.span.start, clocks)
    last: Span | None = None
    for clock in known:
        again = last is not None and _is_conversion(parse.text[last.end : clock.span.start])
        _set(parse, sentence, mentions, clock, drop=again)
        last = clock.span
    return iter(sorted(mentions, key=lambda mention: mention.span))


def _is_conversion(between: str) -> bool:
    """ "8 p.m. (1700 GMT)", "between 06:00 and 07:30": the second hour tells no other event."""
    return between.strip().lower() in ("(", "and", "to", "-", "–", "until", "or", "/", "")


def _clocks(text: str, offset: int, patterns: Sequence[re.Pattern[str]]) -> list[_Clock]:
    taken: list[_Clock] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            time, span = _time(match), Span(match.start() + offset, match.end() + offset)
            if time and not any(span.overlaps(other.span) for other in taken):
                taken.append(_Clock(span, time, _zone(match)))
    return sorted(taken, key=lambda clock: clock.span)


def _time(match: re.Match[str]) -> str | None:
    fields = match.groupdict()
    if fields.get("noon") or fields.get("midnight"):
        return "12:00" if fields["noon"] else "00:00"
    hour, minute = int(fields["h"]), int(fields["m"] or 0)
    half = bool(fields.get("am") or fields.get("pm"))
    if hour > (12 if half else 23) or minute > 59:
        return None
    if half:
        start, afternoon = fields.get("h0"), bool(fields["pm"])
        if start and int(start) <= 12:  # "between 5 and 8 p.m."; "between 11 and 2 p.m." begins before noon
            afternoon = afternoon and int(start) % 12 <= hour % 12
            hour, minute = int(start), int(fields["m0"] or 0)
        hour = hour % 12 + (12 if afternoon else 0)
    return f"{hour:02d}:{minute:02d}"


def _zone(match: re.Match[str]) -> str | None:
    """The zone as stated, abbreviations in capitals; "local" for local time."""
    fields = match.groupdict()
    if fields.get("local") or fields.get("local2"):
        return "local"
    if fields.get("place_zone"):
        return " ".join(fields["place_zone"].split())
    return fields["zone"].upper() if fields.get("zone") else None


def _set(parse: Parse, sentence: Sentence, mentions: list[TimeMention], clock: _Clock, *, drop: bool) -> None:
    """Give the clock to the nearest day without one, or to a mention of its own; what it overlaps goes."""
    mentions[:] = [mention for mention in mentions if not mention.span.overlaps(clock.span) or mention.clock]
    if drop:
        return
    days = [
        (_gap(mention.span, clock.span), number)
        for number, mention in enumerate(mentions)
        if mention.form in _DAYS and mention.clock is None
    ]
    gap, number = min(days, default=(_REACH + 1, -1))
    if gap > _REACH:
        inside = [t for t in parse.tokens[sentence.first : sentence.last] if t.span.overlaps(clock.span)]
        if inside:
            mentions.append(
                TimeMention(inside[-1].index, clock.span, TimeForm.DATE, clock=clock.time, zone=clock.zone)
            )
    else:
        mentions[number] = replace(mentions[number], clock=clock.time, zone=clock.zone)


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
