"""Events of coded reports as members of incidents: with all that a comparison asks for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from sayso.merge.across.crafts import Craft, craft_hit
from sayso.merge.across.kinds import Kind, kind_of_event
from sayso.merge.across.places import Where, folded
from sayso.model.decisions import event_key
from sayso.model.events import Event, Interval, Location, PartyRef, TimeBasis
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.model.spans import Fact

Days = tuple[date, date]
_NAME = re.compile(r"[^\W\d_][\w'’]*")
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december".split()
)
_WORDS = re.compile(r"\w+")
_MARKS = (". ", "\n", "? ", "! ")
_ENDS = re.compile("|".join(map(re.escape, _MARKS)))
_FEW = 3  # blanks: a shorter line is a heading
_LETTERS = 4  # shorter words say nothing of a text


class Dated(StrEnum):
    """What the days of a member rest on."""

    SAID = "said"  # words of its own
    CARRIED = "carried"  # what its report tells it with
    GUESSED = "guessed"  # publication alone


@dataclass(frozen=True, slots=True)
class Member:
    """One event of one report.

    `key` names it across reports (`event_key`). `incident` is its happening within the report: members of one
    are together, those of two are apart. `days` are the first and last day that it can have been, and `dated`
    what they rest on. `countries` are those of its places and parties, `lands` those of its report. `many`
    marks totals and series, `reply` an answer to fire. `names` are the names in its sentences, `words` the
    stems there, `mentioned` the names of the whole report, all in lower case. `craft` says what aircraft,
    ships or armour were hit. `told` are the sentences in which it stands and `sentences` all of its
    report, as words and figures alone. `row` is the data set, and the row of it, of an imported record.
    """

    key: str
    report: str
    event: Event
    incident: str
    kinds: frozenset[Kind]
    published: date | None = None
    outlet: str | None = None
    days: Days | None = None
    dated: Dated = Dated.GUESSED
    where: Where = field(default_factory=Where)
    countries: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()
    many: bool = False
    reply: bool = False
    families: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    mentioned: frozenset[str] = frozenset()
    craft: Craft = field(default_factory=Craft)
    told: frozenset[str] = frozenset()
    sentences: frozenset[str] = frozenset()
    row: tuple[str, str] | None = None


def members(coded: Coded) -> tuple[Member, ...]:
    """One member for each event of a report, in the order of its events."""
    return tuple(_member(coded, event) for event in coded.events)


def _member(coded: Coded, event: Event) -> Member:
    report = coded.report
    time = event.time
    days = None if time is None else (time.value.first, time.value.last)
    places = (event.place.value,) if event.place is not None else ()
    lands = report_countries(coded.events)
    starts = [span.start for span in event.triggers]
    names, words = around(report.text, starts)
    return Member(
        key=event_key(report.id, event.triggers[0].start),
        report=report.id,
        event=event,
        incident=event.incident or event.id,
        kinds=frozenset({kind_of_event(event.type.value, event.mode.value if event.mode else None)}),
        published=report.published,
        outlet=report.outlet,
        days=days if days is not None else about(report.published),
        dated=_dated(time),
        where=Where(places, frozenset(place.name.casefold() for place in places)),
        countries=countries_of(places, (*event.actors, *event.targets)) or lands,
        lands=lands,
        families=frozenset(fact.value.name.casefold() for fact in event.weapons),
        names=names,
        words=words,
        mentioned=mentioned(report),
        craft=craft_hit(event, report.text),
        told=frozenset(_plain(report.text[slice(*_bounds(report.text, at))]) for at in starts),
        sentences=sentences(report.text),
        row=None if report.origin is None else (report.origin, report.guid or report.id),
    )


def _dated(time: Fact[Interval] | None) -> Dated:
    if time is None:
        return Dated.GUESSED
    return Dated.SAID if time.evidence and time.value.basis is not TimeBasis.INFERRED else Dated.CARRIED


def about(published: date | None, *, back: bool = False) -> Days | None:
    """When something was that a report does not date: news is of days, a look `back` of weeks."""
    return None if published is None else (published - timedelta(days=28 if back else 2), published)


def countries_of(places: Iterable[Location], parties: Iterable[Fact[PartyRef]] = ()) -> frozenset[str]:
    """The countries of places, and of parties that the table has."""
    found = {place.country for place in places if place.country is not None}
    found |= {f.value.country for f in parties if f.value.country is not None and f.value.party is not None}
    return frozenset(found)


def report_countries(events: Iterable[Event]) -> frozenset[str]:
    """The countries that the events of a report have to do with."""
    found: frozenset[str] = frozenset()
    for event in events:
        place = () if event.place is None else (event.place.value,)
        found |= countries_of(place, (*event.actors, *event.targets))
    return found


def mentioned(report: Report) -> frozenset[str]:
    """Words with a capital in the report and its title, lower case."""
    every = _NAME.findall(f"{report.title or ''} {report.text}")
    small = {word for word in every if word[0].islower()}
    names = (word for word in every if word[0].isupper() and word.casefold() not in small)
    return frozenset(part for word in names for part in folded(word).split()) - CALENDAR


def around(text: str, starts: Sequence[int]) -> tuple[frozenset[str], frozenset[str]]:
    """Names, and stems of words, in the sentences in which the positions lie."""
    names: set[str] = set()
    stems: set[str] = set()
    for start in starts:
        left, right = _bounds(text, start)
        found = _NAME.findall(text[left:right])
        large = {word.casefold() for word in found[1:] if word[0].isupper() and len(word) >= _LETTERS}
        if text[left:right].isupper():
            large = set()  # in a text that is all in capitals they tell no names
        names |= large - CALENDAR
        stems |= {word.casefold()[:6] for word in found if len(word) >= _LETTERS}
    return frozenset(names), frozenset(stems)


def sentences(text: str) -> frozenset[str]:
    """The sentences of a text, as words and figures alone; those of a word or two say nothing."""
    parts = (_plain(part) for part in _ENDS.split(text))
    return frozenset(part for part in parts if part.count(" ") >= _FEW)


def _plain(sentence: str) -> str:
    return " ".join(_WORDS.findall(sentence.casefold()))


def _bounds(text: str, start: int) -> tuple[int, int]:
    """Where the sentence around a position begins and ends."""
    left = max(text.rfind(mark, 0, start) for mark in _MARKS)
    right = min((at for mark in _MARKS if (at := text.find(mark, start)) >= 0), default=len(text))
    return left + 1, right
