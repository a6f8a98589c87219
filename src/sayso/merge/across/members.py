"""Events of coded reports as members of incidents: with all that a comparison asks for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from sayso.merge.across.crafts import Craft, craft_hit
from sayso.merge.across.hours import Minutes, hours
from sayso.merge.across.kinds import RESULTS, Kind, kind_of_event, may_be_one
from sayso.merge.across.places import Where, folded, stand
from sayso.merge.across.things import numbers, sites
from sayso.model.decisions import event_key
from sayso.model.events import Event, Interval, Location, Modality, PartyRef, TimeBasis
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
    FRAMED = "framed"  # another day of its sentence, or the one told last before it
    GUESSED = "guessed"  # publication alone, or the days that its report looks back to


@dataclass(frozen=True, slots=True)
class Member:
    """One event of one report.

    `key` names it across reports (`event_key`). `incident` is its happening within the report: members of one
    are together, those of two are apart, but where `loose` says that weights alone put them apart: other
    reports may join those. `days` are the first and last day that it can have been, and `dated`
    what they rest on. `countries` are those of its places and parties, `lands` those of its report. `many`
    marks totals and series, `reply` an answer to fire. `names` are the names in its sentences, `words` the
    stems there, `mentioned` the names of the whole report, all in lower case. `craft` says what aircraft,
    ships or armour were hit. `told` are the sentences in which it stands and `sentences` all of its
    report, as words and figures alone. `hours` are those that its sentences say, `lead` marks what the
    report begins with, `elsewhere` are the places of the other happenings of the report.
    `row` is the data set, and the row of it, of an imported record.
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
    hours: frozenset[Minutes] = frozenset()
    sites: frozenset[int] = frozenset()
    numbers: frozenset[int] = frozenset()
    lead: bool = False
    elsewhere: frozenset[str] = frozenset()
    loose: bool = False


def members(coded: Coded) -> tuple[Member, ...]:
    """One member for each event of a report, in the order of its events."""
    text = coded.report.text
    whole = sentences(text)
    return beside(_with_results([_member(coded, event, whole) for event in coded.events], text))


def _member(coded: Coded, event: Event, whole: frozenset[str]) -> Member:
    report = coded.report
    time = event.time
    days = None if time is None else (time.value.first, time.value.last)
    places = (event.place.value,) if event.place is not None else ()
    lands = report_countries(coded.events)
    around_it = sentences_at(report.text, [span.start for span in event.triggers])
    names, words = around(around_it)
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
        told=frozenset(map(plain, around_it)),
        sentences=whole,
        row=None if report.origin is None else (report.origin, report.guid or report.id),
        hours=hours(around_it),
        sites=sites(around_it),
        numbers=numbers(around_it),
    )


def _with_results(found: Sequence[Member], text: str) -> list[Member]:
    """Burning and other damage as part of the one act that its sentence tells, where there is just one."""
    starts = {one.key: [span.start for span in one.event.triggers] for one in found}
    told = {one.key: set(sentences_at(text, starts[one.key])) for one in found if _is_force(one)}
    made: list[Member] = []
    for one in found:
        acts = {
            act.incident
            for act in found
            if one.kinds <= RESULTS < act.kinds | RESULTS
            and told.get(one.key, set()) & told.get(act.key, set())
            and _may_have_done(act, one)
        }
        made.append(replace(one, incident=acts.pop()) if len(acts) == 1 else one)
    return made


def _is_force(member: Member) -> bool:
    occurred = member.event.modality.value is Modality.OCCURRED
    return occurred and any(may_be_one(kind, Kind.DAMAGE) for kind in member.kinds)


def _may_have_done(act: Member, result: Member) -> bool:
    met = (
        act.days is None
        or result.days is None
        or (act.days[0] <= result.days[1] and result.days[0] <= act.days[1])
    )
    return met and stand(act.where, result.where) >= 0


def beside(found: Sequence[Member]) -> tuple[Member, ...]:
    """The members of one report with what only all of them show: the lead, and the places of the others."""
    places: dict[str, set[str]] = defaultdict(set)
    for one in found:
        places[one.incident] |= {folded(place.name) for place in one.where.places}
    lead = min(found, key=lambda one: min(span.start for span in one.event.triggers), default=None)
    return tuple(
        replace(
            one,
            lead=lead is not None and one.incident == lead.incident,
            elsewhere=frozenset(
                name for key, names in places.items() if key != one.incident for name in names
            ),
        )
        for one in found
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


def sentences_at(text: str, starts: Sequence[int]) -> tuple[str, ...]:
    """The sentences in which the positions lie, each once."""
    found = []
    for start in starts:
        left = max(text.rfind(mark, 0, start) for mark in _MARKS)
        right = min((at for mark in _MARKS if (at := text.find(mark, start)) >= 0), default=len(text))
        found.append(text[left + 1 : right])
    return tuple(dict.fromkeys(found))


def around(sentences: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Names, and stems of words, in sentences."""
    names: set[str] = set()
    stems: set[str] = set()
    for sentence in sentences:
        found = _NAME.findall(sentence)
        large = {word.casefold() for word in found[1:] if word[0].isupper() and len(word) >= _LETTERS}
        if sentence.isupper():
            large = set()  # in a text that is all in capitals they tell no names
        names |= large - CALENDAR
        stems |= {word.casefold()[:6] for word in found if len(word) >= _LETTERS}
    return frozenset(names), frozenset(stems)


def sentences(text: str) -> frozenset[str]:
    """The sentences of a text, as words and figures alone; those of a word or two say nothing."""
    parts = (plain(part) for part in _ENDS.split(text))
    return frozenset(part for part in parts if part.count(" ") >= _FEW)


def plain(sentence: str) -> str:
    """A sentence as words and figures alone, in lower case."""
    return " ".join(_WORDS.findall(sentence.casefold()))
