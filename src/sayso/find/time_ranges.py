"""Two time phrases that are one: the ends of a range, or a day told twice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.find.time_readers import WEEKDAYS
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import TimeForm, TimeMention
from sayso.model.spans import Span

_RANGED = (TimeForm.DATE, TimeForm.WEEKDAY, TimeForm.DAY, TimeForm.NAMED, TimeForm.SEASON)
_REACH = 14  # characters between the ends of a range; keeps the match off the rest of the sentence
_TO = re.compile(r"(?:\s*[-–—]\s*|,?\s+(?:to|until|till|through|into)\s+(?:on\s+)?(?:the\s+)?)\Z")
_AND = re.compile(r",?\s+and\s+(?:on\s+)?\Z")
_OR = re.compile(r",?\s+or\s+(?:in\s+|on\s+)?\Z")
_AGAIN = re.compile(r"(?:,\s*(?:on\s+)?|\s*\(\s*|\s+on\s+|\s+)\Z")
_FROM = re.compile(r"\b(?P<word>from|between)\s+(?:the\s+)?\Z", re.I)


def joined(mentions: Sequence[TimeMention], text: str, first: int, lexicon: Lexicon) -> Iterator[TimeMention]:
    """The mentions of a sentence that begins at character `first`, ranges as one mention each."""
    waiting: TimeMention | None = None
    for mention in mentions:
        if waiting is None:
            waiting = mention
            continue
        one = _one(waiting, mention, text, first, lexicon)
        if one is None:
            yield waiting
        waiting = one or mention
    if waiting is not None:
        yield waiting


def _one(a: TimeMention, b: TimeMention, text: str, first: int, lexicon: Lexicon) -> TimeMention | None:
    """Both as one mention, None where they are two."""
    gap = b.span.start - a.span.end
    if not 0 <= gap <= _REACH:
        return None
    between, before = text[a.span.end : b.span.start], text[max(first, a.span.start - 60) : a.span.start]
    whole = replace(a, span=Span(a.span.start, b.span.end), token=b.token)
    if a.until is None and b.until is None and _is_told_again(a, b, between):
        closes = between.strip() == "(" and text[b.span.end : b.span.end + 1] == ")"
        return replace(b, span=Span(a.span.start, b.span.end + closes))
    if _counts_from(a, b, text[a.span.start : a.span.end], between):
        return replace(whole, origin=b)
    if a.form is TimeForm.DAY and a.word == "overnight" and b.form is TimeForm.WEEKDAY:
        return _overnight(a, b, between)
    if a.until is not None or a.form not in _RANGED or b.form not in _RANGED or a.clock or b.clock:
        return None
    if not _is_range(a, b, between, before, lexicon):
        return None
    return replace(
        whole, until=replace(b, bound=None), vague=a.vague or b.vague, sign=max(a.sign, b.sign, key=abs)
    )


def _is_told_again(a: TimeMention, b: TimeMention, between: str) -> bool:
    """ "The previous Friday, on 4 July 2014": a relative day, then its date."""
    vaguer = a.word is not None and (
        a.form in (TimeForm.WEEKDAY, TimeForm.DAY, TimeForm.NAMED) or a.form is TimeForm.ORDER
    )
    return vaguer and b.form is TimeForm.DATE and b.day is not None and bool(_AGAIN.match(between))


def _counts_from(a: TimeMention, b: TimeMention, words: str, between: str) -> bool:
    """ "Two days before Christmas", "the day after 5 May"."""
    counted = a.form is TimeForm.ORDER and a.origin is None and (a.amount is not None or a.unit != "day")
    points = words.lower().endswith(("before", "after"))
    return counted and points and b.form in _RANGED and not between.strip()


def _overnight(a: TimeMention, b: TimeMention, between: str) -> TimeMention | None:
    """ "Overnight Tuesday to Wednesday", "overnight into Sunday", "overnight on Sunday"."""
    span = Span(a.span.start, b.span.end)
    if b.until is None and _TO.match(between):
        return replace(b, span=span, unit="night-before")
    if between.strip().lower() not in ("", "on", "from"):
        return None
    return replace(b, span=span, unit=b.unit if b.until else "night-after")


def _is_range(a: TimeMention, b: TimeMention, between: str, before: str, lexicon: Lexicon) -> bool:
    opening = _FROM.search(before)
    if any(word in before.lower().split() for word in lexicon.words["time.moved"]):
        return False  # "moved the vote from Sunday to Monday"
    if _TO.match(between):
        return bool(opening) or a.form is b.form
    if opening and opening["word"].lower() == "between":
        return bool(_AND.match(between))
    if _OR.match(between):
        return a.form is b.form
    return bool(_AND.match(between)) and a.sign == b.sign and _is_next(a, b)


def _is_next(a: TimeMention, b: TimeMention) -> bool:
    """Whether `b` follows on `a` without a gap: "Saturday and Sunday", "2004 and 2005"."""
    if a.form is TimeForm.WEEKDAY is b.form:
        days = list(WEEKDAYS)
        return b.word in days and a.word in days and (days.index(b.word) - days.index(a.word)) % 7 == 1
    if a.form is not TimeForm.DATE or b.form is not TimeForm.DATE or a.unit or b.unit:
        return False
    if a.day and b.day:
        return a.month == b.month and b.day - a.day == 1
    if a.month and b.month and not (a.day or b.day):
        return (b.month - a.month) % 12 == 1
    return bool(a.year and b.year and not (a.month or b.month) and b.year - a.year == 1)
