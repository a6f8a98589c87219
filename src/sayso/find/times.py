"""Time phrases, as regular patterns over the words of the lexicon.

The patterns read the characters of one sentence, so that it does not matter how a
tokeniser cuts "5:30pm" or "2015-03-14". Tags only decide between "May" and "may".
`TimeMention.word` is a code that no language changes: "monday" ... "sunday",
"weekend", "today", "yesterday", "tomorrow", "overnight"; for OFFSET also "past" ("in
the past 24 hours"). An OFFSET with a weekday, day word or date says "since" that.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.find.time_patterns import compiled, word_sets
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import TimeForm, TimeMention
from sayso.model.parse import Parse, Sentence, Token, UnitKind
from sayso.model.spans import Span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_CLOCK_REACH = 60  # characters between a clock and the day it belongs to
_FUTURE_REACH = 8  # words before a day in which "will" moves it forward

_Fields = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class _Found:
    """A match in its sentence: characters `start` to `end` of the report, tokens beside it."""

    start: int
    end: int
    fields: _Fields
    before: tuple[Token, ...]
    after: tuple[Token, ...]
    inside: tuple[Token, ...]
    lexicon: Lexicon


def times(parse: Parse, lexicon: Lexicon) -> Iterator[TimeMention]:
    """Every time phrase of the coded units, in text order, none inside another.

    A clock time is set on the nearest day of its sentence; where there is none it is a
    DATE that has a clock only. "will meet on Friday": a day that the words before it put
    in the future has sign +1.
    """
    patterns, clocks = compiled(word_sets(lexicon))
    for sentence in parse.sentences:
        if parse.units[sentence.unit].kind is UnitKind.FURNITURE:
            continue
        found = list(_without_overlap(_mentions(parse, sentence, lexicon, patterns)))
        yield from _with_clocks(parse, sentence, found, clocks)


def _mentions(
    parse: Parse, sentence: Sentence, lexicon: Lexicon, patterns: Sequence[tuple[str, re.Pattern[str]]]
) -> Iterator[TimeMention]:
    text = sentence.span.of(parse.text)
    tokens = parse.tokens[sentence.first : sentence.last]
    for kind, pattern in patterns:
        for match in pattern.finditer(text):
            found = _found(match, sentence.span.start, tokens, lexicon)
            mention = _READERS[kind](found)
            if mention is not None:
                yield _in_future(found, _since(found, mention))


def _found(match: re.Match[str], offset: int, tokens: Sequence[Token], lexicon: Lexicon) -> _Found:
    end = match.end()
    while match.string[end - 1] in " ." and match.string[end - 1 : end + 1] != "m.":
        end -= 1
    start, end = match.start() + offset, end + offset
    return _Found(
        start=start,
        end=end,
        fields=match.groupdict(),
        before=tuple(token for token in tokens if token.span.end <= start),
        after=tuple(token for token in tokens if token.span.start >= end),
        inside=tuple(token for token in tokens if token.span.start < end and token.span.end > start),
        lexicon=lexicon,
    )


def _without_overlap(mentions: Iterator[TimeMention]) -> Iterator[TimeMention]:
    """The longest at each place, in text order."""
    end = 0
    for mention in sorted(mentions, key=lambda found: (found.span.start, -found.span.end)):
        if mention.span.start >= end:
            end = mention.span.end
            yield mention


def _mention(found: _Found, form: TimeForm) -> TimeMention:
    rough = found.fields.get("rough") or found.fields.get("part")
    return TimeMention(found.inside[-1].index, Span(found.start, found.end), form, vague=bool(rough))


def _date(found: _Found) -> TimeMention | None:
    fields = found.fields
    month = _month(found) or int(fields.get("number") or 0)
    day, year = int(fields["day"] or 0), fields["year"]
    if month > 12 and day <= 12 and fields.get("mark"):
        month, day = day, month  # an American "03/14/2015"
    if fields.get("month2") and found.lexicon.months[str(fields["month2"]).lower()] != month:
        return None
    counts = year is None and found.after and found.after[0].tag == "NNS" and fields.get("number") is None
    if not (1 <= month <= 12 and 1 <= day <= 31) or (counts and not _is_month_last(found)):
        return None
    end = fields.get("end")
    return replace(
        _mention(found, TimeForm.DATE),
        year=int(year) if year else None,
        month=month,
        day=day,
        end_day=int(end) if end else None,
    )


def _month(found: _Found) -> int | None:
    word = found.fields.get("month")
    return found.lexicon.months[word.lower()] if word else None


def _is_month_last(found: _Found) -> bool:
    """Whether the date ends in its month: "12 May" does not count what follows, "May 12" may."""
    return found.inside[-1].lower.rstrip(".") in found.lexicon.months


def _month_alone(found: _Found) -> TimeMention | None:
    word, year = str(found.fields["month"]), found.fields["year"]
    token = next((token for token in found.inside if token.lower.startswith(word.lower())), None)
    if token is None or not word[:1].isupper():
        return None
    qualified = year or found.fields["rough"] or found.fields["last"] or found.fields["next"]
    if word.lower() in found.lexicon.words["time.doubtful_month"] and not qualified:
        before = found.before[-1].lower if found.before else ""
        of = found.after and found.after[0].lower == "of"
        attribute = before == "the" and not of and not token.tag.startswith(("MD", "VB"))
        if not attribute and before not in found.lexicon.words["time.before_month"]:
            return None
    return replace(
        _mention(found, TimeForm.DATE),
        month=_month(found),
        year=int(year) if year else None,
        sign=_sign(found),
    )


def _year(found: _Found) -> TimeMention | None:
    words, before = found.lexicon.words, found.before[-1].lower if found.before else ""
    after = found.after[0] if found.after else None
    if after is not None and after.lower in words["time.year_names"]:
        return None
    dated = before in words["time.before_year"] or found.fields["rough"]
    attribute = (
        before in ("the", "a", "an", "'s", "’s") and after is not None and after.tag in ("NN", "NNS", "JJ")
    )
    counts = after is not None and after.tag == "NNS" and before not in ("in", "since")
    if not (attribute or (dated and not counts)):
        return None
    return replace(_mention(found, TimeForm.DATE), year=int(str(found.fields["year"])))


def _weekday(found: _Found) -> TimeMention | None:
    words, lexicon = found.lexicon.words, found.lexicon
    code = WEEKDAYS[lexicon.weekdays.index(str(found.fields["weekday"]).lower())]
    name_before = found.before and found.before[-1].lower in words["time.before_day_names"]
    follower = found.after[0] if found.after else None
    if name_before or (
        follower and follower.text[:1].isupper() and follower.lower in words["time.after_day_names"]
    ):
        return None
    if found.fields["before"] or found.fields["after"]:
        sign = -1 if found.fields["before"] else 1
        return replace(_mention(found, TimeForm.ORDER), word=code, sign=sign)
    return replace(_mention(found, TimeForm.WEEKDAY), word=code, sign=_sign(found))


def _sign(found: _Found) -> int:
    earlier = found.fields.get("last") or found.fields.get("earlier")
    later = found.fields.get("next") or found.fields.get("later")
    return -1 if earlier else 1 if later else 0


def _weekend(found: _Found) -> TimeMention | None:
    return replace(_mention(found, TimeForm.WEEKDAY), word="weekend", sign=_sign(found))


def _day(found: _Found) -> TimeMention | None:
    words, text = found.lexicon.words, _plain(found.fields["word"])
    code = next(
        (c for c in ("today", "yesterday", "overnight", "tomorrow") if text in words[f"time.day.{c}"]), None
    )
    return replace(_mention(found, TimeForm.DAY), word=code)


def _plain(text: str | None) -> str:
    return " ".join((text or "").lower().split())


def _counted(found: _Found, form: TimeForm, sign: int) -> TimeMention:
    amount = found.fields.get("n")
    text = _plain(" ".join(token.lower for token in found.inside))
    about = any(text.startswith(word + " ") for word in found.lexicon.words["time.about"])
    count = 2 if found.fields.get("couple") else _number(amount, found.lexicon) if amount else None
    return replace(
        _mention(found, form),
        amount=count,
        unit=_unit(found),
        sign=sign,
        vague=(about and not text.startswith(("just ", "only "))) or bool(found.fields.get("couple")),
    )


def _unit(found: _Found) -> str:
    """The unit's code; a part of a day is a day."""
    text = _plain(found.fields["unit"])
    for name, words in found.lexicon.words.items():
        if name.startswith("time.unit.") and text in words:
            return name.rpartition(".")[2]
    return "day"


def _number(text: str, lexicon: Lexicon) -> int:
    plain = text.lower().replace(",", "")
    if plain[0].isdigit():
        return int(float(plain))
    return sum(lexicon.numbers.get(part, 0) for part in re.split(r"[\s-]+", plain)) or 1


def _ago(found: _Found) -> TimeMention | None:
    return _counted(found, TimeForm.OFFSET, -1)


def _two_days(found: _Found) -> TimeMention | None:
    sign = -1 if found.fields["two_ago"] else 1
    return replace(_mention(found, TimeForm.OFFSET), amount=2, unit="day", sign=sign)


def _calendar(found: _Found) -> TimeMention | None:
    the = found.before and found.before[-1].lower == "the"
    if the and found.fields["last"]:
        return replace(_mention(found, TimeForm.OFFSET), word="past", amount=1, unit=_unit(found), sign=-1)
    amount = 0 if found.fields["this"] and (found.fields["earlier"] or found.fields["later"]) else None
    sign = _sign(found) if amount == 0 else -1 if found.fields["last"] else 1 if found.fields["next"] else 0
    return replace(_mention(found, TimeForm.OFFSET), amount=amount, unit=_unit(found), sign=sign)


def _past(found: _Found) -> TimeMention | None:
    if found.fields["before"] and not found.fields["n"]:
        return None  # "the previous day" counts from another event
    counted = _counted(found, TimeForm.OFFSET, -1)
    plural = str(found.fields["unit"]).lower().endswith("s")
    if counted.amount is None and not plural:
        counted = replace(counted, amount=1)
    return replace(counted, word="past")


def _order(found: _Found) -> TimeMention | None:
    if found.fields.get("n") is None and not str(found.fields["unit"]).lower().endswith("s"):
        return None  # "the day after" has its own pattern, and "day after day" is none
    return _counted(found, TimeForm.ORDER, _sign(found))


def _next_day(found: _Found) -> TimeMention | None:
    sign = _sign(found)
    if _plain(found.fields["unit"]).endswith("s") and _unit(found) != "hour":
        return None
    mention = _mention(found, TimeForm.ORDER)
    return replace(mention, amount=abs(sign), unit=_unit(found), sign=sign, vague=False)


def _duration(found: _Found) -> TimeMention | None:
    amount = found.fields.get("n")
    count = _number(amount, found.lexicon) if amount else None
    return replace(_mention(found, TimeForm.DURATION), amount=count, unit=_unit(found))


_READERS: Mapping[str, Callable[[_Found], TimeMention | None]] = {
    "date": _date,
    "month": _month_alone,
    "year": _year,
    "weekday": _weekday,
    "weekend": _weekend,
    "day": _day,
    "ago": _ago,
    "calendar": _calendar,
    "past": _past,
    "order": _order,
    "next_day": _next_day,
    "duration": _duration,
    "two_days": _two_days,
}


def _since(found: _Found, mention: TimeMention) -> TimeMention:
    """The mention as "from then until publication" where "since" stands before it."""
    dated = mention.form in (TimeForm.DATE, TimeForm.WEEKDAY, TimeForm.DAY)
    if dated and found.before and found.before[-1].lower in found.lexicon.words["time.since"]:
        return replace(mention, form=TimeForm.OFFSET, sign=-1)
    return mention


def _in_future(found: _Found, mention: TimeMention) -> TimeMention:
    """Sign +1 where "will", "is due to" or the like comes before a bare day, and no past tense between."""
    bare = mention.sign == 0 and mention.year is None
    if not bare or mention.form not in (TimeForm.DATE, TimeForm.WEEKDAY):
        return mention
    for token in reversed(found.before[-_FUTURE_REACH:]):
        if token.lower in found.lexicon.words["time.future"]:
            return replace(mention, sign=1)
        if token.tag == "VBD" or token.text in ";:":
            break
    return mention


def _with_clocks(
    parse: Parse, sentence: Sentence, found: list[TimeMention], clocks: Sequence[re.Pattern[str]]
) -> Iterator[TimeMention]:
    text, offset = sentence.span.of(parse.text), sentence.span.start
    mentions = list(found)
    taken: list[Span] = []
    for pattern in clocks:
        for match in pattern.finditer(text):
            clock, span = _clock(match), Span(match.start() + offset, match.end() + offset)
            if clock and not any(span.overlaps(other) for other in taken):
                taken.append(span)
                _set_clock(parse, sentence, mentions, (clock, span))
    yield from sorted(mentions, key=lambda mention: mention.span)


def _clock(match: re.Match[str]) -> str | None:
    fields = match.groupdict()
    if fields.get("noon") or fields.get("midnight"):
        return "12:00" if fields["noon"] else "00:00"
    hour, minute = int(fields["h"]), int(fields["m"] or 0)
    half = bool(fields.get("am") or fields.get("pm"))
    if hour > (12 if half else 23) or minute > 59:
        return None
    if half:
        hour = hour % 12 + (12 if fields["pm"] else 0)
    return f"{hour:02d}:{minute:02d}"


def _set_clock(
    parse: Parse, sentence: Sentence, mentions: list[TimeMention], clock: tuple[str, Span]
) -> None:
    """Give the clock to the nearest day without one, or to a mention of its own; what it overlaps goes."""
    value, span = clock
    mentions[:] = [mention for mention in mentions if not mention.span.overlaps(span) or mention.clock]
    days = [
        (_gap(mention.span, span), number)
        for number, mention in enumerate(mentions)
        if mention.form in (TimeForm.DATE, TimeForm.WEEKDAY, TimeForm.DAY) and mention.clock is None
    ]
    gap, number = min(days, default=(_CLOCK_REACH + 1, -1))
    if gap > _CLOCK_REACH:
        inside = [t for t in parse.tokens[sentence.first : sentence.last] if t.span.overlaps(span)]
        mentions.append(TimeMention(inside[-1].index, span, TimeForm.DATE, clock=value))
    else:
        mentions[number] = replace(mentions[number], clock=value)


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
