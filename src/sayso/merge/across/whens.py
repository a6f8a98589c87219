"""When the clause of a marked word says that it was, or the heading of its entry."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.merge.across.clauses import Clauses
from sayso.model.events import Interval
from sayso.model.mentions import TimeForm, TimeMention
from sayso.model.parse import Parse, Sentence, Token
from sayso.model.spans import Span
from sayso.model.tellings import Telling
from sayso.model.trees import is_verb

Days = tuple[date, date]
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_SAME_DAY_HOURS = 12  # "hours after" is the same day more often than not
_FRESH = timedelta(days=60)  # a report that says no day of these before its own is no news
_ORDINAL = re.compile(r"\b(?:the|of|on)\s+(\d{1,2})(?:st|nd|rd|th)\b")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b")


@dataclass(frozen=True, slots=True)
class When:
    """The days that the words say; `same_day` for "that evening", `later` for "four hours later".

    `before` is how many days it was before what the sentence tells: "six days after the massacre".
    """

    days: Days | None = None
    same_day: bool = False
    later: bool = False
    before: int | None = None


class Whens:
    """The days of the marked words of one report."""

    def __init__(
        self, clauses: Clauses, words: Mapping[str, frozenset[str]], text: str, title: str | None
    ) -> None:
        self._clauses = clauses
        self._parse: Parse = clauses.parse
        self._spotted = clauses.spotted
        self._dying = clauses.dying
        self._happen = words["happen_words"]
        self._later = tuple(sorted(words["later_words"]))
        self._zones = frozenset(zone.upper() for zone in words["universal_clocks"])
        self._universal = not self._zones.isdisjoint(re.findall(r"\w+", f"{title or ''} {text[:300]}"))

    def when(self, telling: Telling, *, back: bool, definite: bool) -> When:
        """What the word's own phrase or clause says, else the heading of its entry or the lines before it.

        These say nothing of what stands behind "after" (`back`), nor of "that attack" (`definite`).
        """
        token = self._parse.tokens[telling.token]
        if back and (before := self._days_before(telling)) is not None:
            return When(before=before)
        own = self._own(token)
        if own is not None:
            return When(own)
        same = any(time.sign == 0 and not time.amount for time in telling.order)
        later = any(time.sign > 0 and self._says_later(time) for time in telling.order)
        if same:
            return When(same_day=True)
        if definite:
            return When(later=later)
        fact = telling.time
        sentence = self._parse.sentences[token.sentence]
        if fact is not None and any(sentence.span.covers(span) for span in fact.evidence):
            apart = (
                self._clauses.is_taken(token, fact.evidence)
                or self._clauses.is_beyond(token, fact.evidence)
                or (back and self._clauses.is_outside(token, fact.evidence))
                or self._is_of_death(token, fact.evidence)
            )
            if not apart and self._is_dated(fact.evidence, token.sentence):
                return When(self._local(fact.value, self._clock(sentence.first, sentence.last)), later=later)
        if back:
            return When(later=later)
        return When(self._heading(sentence, token) or self._scene(sentence), later=later)

    def here(self, token: Token) -> Days | None:
        """The one day that its sentence says, of whatever: of an act that no words date, the likeliest."""
        said = {(found.first, found.last) for _, found in self._said(token.sentence)}
        return said.pop() if len(said) == 1 else None

    def frame(self, token: Token) -> Days | None:
        """The day told last before its sentence: the text goes on there, or looks back from there."""
        for number in range(token.sentence - 1, -1, -1):
            said = [(found.first, found.last) for _, found in self._said(number)]
            if said:
                return said[-1]
        return None

    def oldest(self) -> date | None:
        """The first day that the text says, where it says none of the weeks before publication."""
        said = [days for number in range(len(self._parse.sentences)) for _, days in self._said(number)]
        published = self._spotted.published
        if published is None or any(days.last >= published - _FRESH for days in said):
            return None
        return min((days.first for days in said), default=None)

    def _said(self, sentence: int) -> Iterator[tuple[TimeMention, Interval]]:
        """The phrases of a sentence that say a day of the past, and no stretch up to publication."""
        published = self._spotted.published
        for time, days in self._clauses.times(sentence):
            if days is None or (published is not None and days.first > published):
                continue
            if _says_day(time) and time.form is not TimeForm.ORDER and not time.bound:
                yield time, days

    def _is_dated(self, evidence: Sequence[Span], sentence: int) -> bool:
        """Whether one of the phrases says more than a clock, which dates nothing by itself."""
        clocks = {time.span for time, _ in self._clauses.times(sentence) if not _says_day(time)}
        return any(span not in clocks for span in evidence)

    def _is_of_death(self, token: Token, evidence: Sequence[Span]) -> bool:
        """ "12 dead, two more died on Thursday": the day on which somebody died later dates nothing else."""
        for time, _ in self._clauses.times(token.sentence):
            above = self._clauses.above(time.token)
            if time.span in evidence and above is not None and above != token.index:
                return above in self._clauses.marked and self._parse.tokens[above].lemma in self._dying
        return False

    def _says_later(self, time: TimeMention) -> bool:
        return self._parse.quoted(time.span).casefold().endswith(self._later)

    def _days_before(self, telling: Telling) -> int | None:
        """ "Six days after the massacre": how long before the sentence's own act; 0 for "hours after"."""
        for time, _ in self._clauses.times(telling.sentence):
            counts = time.form is TimeForm.ORDER or time.form is TimeForm.DURATION
            short = time.unit in ("hour", "minute") and (time.amount or 1) <= _SAME_DAY_HOURS
            if not counts or not (short or (time.amount and time.unit in ("day", "week"))):
                continue
            end = time.span.end
            gap = self._parse.text[end : telling.trigger.start]
            inside = self._parse.quoted(time.span).casefold()
            if (
                telling.trigger.start > end - 1
                and len(gap) < 60
                and ("after" in inside or gap.strip().startswith("after"))
            ):
                return 0 if short else (time.amount or 0) * (7 if time.unit == "week" else 1)
        return None

    def _own(self, token: Token) -> Days | None:
        """The day in its own phrase: "Thursday's firing", "the launch of the 6th"."""
        found = []
        when = self._parse.tokens[token.head]
        for time, days in self._clauses.times(token.sentence):
            if token.dep == "relcl" and time.span.overlaps(when.span) and days is not None:
                return self._local(days)  # "since Sunday, when X was hit"
            counts = time.form is TimeForm.ORDER and (
                time.origin is None or time.unit not in ("hour", "minute")
            )
            if days is None or not _says_day(time) or counts:
                continue
            holder = self._holder(time.token)
            if holder == token.index or self._happens(holder, token):
                line = self._parse.sentences[token.sentence]
                found.append(self._local(self._earlier(time, days), self._clock(line.first, line.last)))
        if found:
            return min(found, key=lambda days: days[1] - days[0])
        return self._ordinal(token)

    def _happens(self, verb: int | None, token: Token) -> bool:
        """ "The raid took place on Sunday": a verb that only says that its subject was."""
        if verb is None or verb in self._clauses.marked or token.head != verb:
            return False
        return token.dep == "nsubj" and self._parse.tokens[verb].lemma in self._happen

    def _holder(self, index: int) -> int | None:
        """The nearest verb or marked word over a time; of a noun only where no verb stands between."""
        return index if index in self._clauses.marked else self._clauses.above(index)

    def _earlier(self, time: TimeMention, days: Interval) -> Interval:
        """ "Last Tuesday" on a Wednesday is not yesterday, which would be called so."""
        published = self._spotted.published
        if time.form is not TimeForm.WEEKDAY or time.sign >= 0 or time.unit or published is None:
            return days
        if published - days.last > _DAY or days.first != days.last:
            return days
        return Interval(days.first - _WEEK, days.last - _WEEK, days.basis, days.clock, days.zone)

    def _ordinal(self, token: Token) -> Days | None:
        """ "The 14th", of the month of publication or the one before."""
        published = self._spotted.published
        if published is None:
            return None
        sentence = self._parse.sentences[token.sentence]
        for hit in _ORDINAL.finditer(sentence.span.of(self._parse.text)):
            at = sentence.span.start + hit.start(1)
            tokens = self._parse.tokens[sentence.first : sentence.last]
            word = next((t for t in tokens if t.span.start <= at < t.span.end), None)
            if word is None or self._clauses.above(word.index) != token.index:
                continue
            noun = self._parse.tokens[word.head]
            if noun.index > word.index and not is_verb(noun) and noun.index != token.index:
                continue  # "the 6th Brigade"
            day = _latest(int(hit.group(1)), published)
            if day is not None:
                return day, day
        return None

    def _heading(self, sentence: Sentence, token: Token) -> Days | None:
        for first, last in self._clauses.heads(sentence, token):
            for time, days in self._spotted.times:
                if first <= time.token < last and days is not None and _says_day(time):
                    return self._local(days, self._clock(first, last))
        return None

    def _scene(self, sentence: Sentence) -> Days | None:
        """The last day told in the sentences just before that hold no marked word."""
        for one in self._clauses.unmarked_before(sentence):
            for time, days in reversed(self._clauses.times(one.index)):
                if days is not None and _says_day(time) and time.form is not TimeForm.ORDER:
                    return self._local(days) if days.last - days.first <= _DAY else None
        return None

    def entry(self, token: Token) -> int | None:
        """Where the nearest heading with a day begins, of a paragraph with several or of a log."""
        for first, last in self._clauses.heads(self._parse.sentences[token.sentence], token):
            for time, days in self._spotted.times:
                if first <= time.token < last and days is not None and _says_day(time):
                    return first
        return None

    def _clock(self, first: int, last: int) -> str | None:
        text = self._parse.text[self._parse.tokens[first].span.start : self._parse.tokens[last - 1].span.end]
        hit = _CLOCK.search(text)
        return f"{int(hit.group(1)):02d}:{hit.group(2)}" if hit else None

    def _local(self, days: Interval, clock: str | None = None) -> Days:
        """The days at the place of the report, where its clock is that of Greenwich."""
        clock = days.clock or clock
        universal = days.zone in self._zones or self._universal
        east = sorted(p.lon for _, p in self._spotted.places if p is not None and p.lon is not None)
        if not universal or clock is None or days.first != days.last or not east:
            return days.first, days.last
        hours = int(clock[:2]) + round(east[len(east) // 2] / 15)
        moved = timedelta(days=1 if hours >= 24 else -1 if hours < 0 else 0)
        return days.first + moved, days.last + moved


def _says_day(time: TimeMention) -> bool:
    """Whether a phrase says more than a clock or how long."""
    bare = time.form is TimeForm.DATE and not (time.year or time.month)
    return time.form is not TimeForm.DURATION and not bare


def _latest(day: int, published: date) -> date | None:
    """The last such day of a month that is not after publication."""
    this = published.replace(day=1)
    for month in (this, (this - _DAY).replace(day=1)):
        try:
            found = month.replace(day=day)
        except ValueError:
            continue
        if found <= published:
            return found
    return None
