"""Members at words that somebody else has marked: one per thread of the report."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sayso.merge.across.crafts import craft_hit
from sayso.merge.across.hours import hours
from sayso.merge.across.known import known_threads
from sayso.merge.across.members import (
    Dated,
    Member,
    about,
    around,
    beside,
    countries_of,
    mentioned,
    plain,
    sentences,
    sentences_at,
)
from sayso.merge.across.things import numbers, sites
from sayso.merge.across.thread import Thread
from sayso.merge.across.threads import threads
from sayso.merge.across.told import Reader
from sayso.merge.facts import merged_parties, merged_tolls, merged_weapons
from sayso.model.decisions import event_key
from sayso.model.events import Event, Interval, Modality, TimeBasis
from sayso.model.lexicon import Lexicon
from sayso.model.report import Report
from sayso.model.spans import Fact
from sayso.model.spotted import Spotted

_BACK = timedelta(days=28)  # how far "after the attack" may look back from the day that it is told with


def members_at(
    report: Report, spotted: Spotted, lexicon: Lexicon, known: Sequence[str] | None = None
) -> tuple[Member, ...]:
    """The member at each telling, in the order of the tellings: words of one event have the same member.

    Args:
        report: The report.
        spotted: What it tells at the marked words.
        lexicon: The words of its language.
        known: The event of each telling within the report, where somebody has grouped them.
    """
    reader, loose = Reader(spotted, lexicon, report.text, report.title), known is None
    told = list(reader.told())
    if known is None:
        found = threads(spotted.parse, told, lexicon)
    else:
        found = known_threads(spotted.parse, told, lexicon, known)
    whole = sentences(report.text)
    oldest = reader.oldest()
    every = beside(
        [
            replace(
                _dated(_member(report, number, thread, spotted.countries, whole), thread, oldest), loose=loose
            )
            for number, thread in enumerate(found)
        ]
    )
    made: dict[int, Member] = {}
    for member, thread in zip(every, found, strict=True):
        made |= {one.number: member for one in thread.told}
    return tuple(made[number] for number in range(len(spotted.tellings)))


def _member(
    report: Report, number: int, thread: Thread, countries: frozenset[str], whole: frozenset[str]
) -> Member:
    tellings = [one.telling for one in thread.told]
    around_it = sentences_at(report.text, [telling.trigger.start for telling in tellings])
    names, words = around(around_it)
    places = tuple(thread.places)
    event = _event(number, thread)
    return Member(
        key=event_key(report.id, event.triggers[0].start),
        report=report.id,
        event=event,
        incident=event.id,
        kinds=frozenset(one.kind for one in thread.told),
        published=report.published,
        outlet=report.outlet,
        where=thread.where,
        countries=countries_of(places, (*event.actors, *event.targets)) or countries,
        lands=countries,
        many=thread.many,
        reply=thread.reply,
        families=thread.families,
        names=names,
        words=words,
        mentioned=mentioned(report),
        craft=craft_hit(event, report.text),
        told=frozenset(map(plain, around_it)),
        sentences=whole,
        hours=hours(around_it),
        sites=sites(around_it),
        numbers=numbers(around_it),
    )


def _dated(member: Member, thread: Thread, oldest: date | None) -> Member:
    """The member with its days and what they rest on; `oldest` as in `Reader.oldest`."""
    if thread.days or thread.near:
        said = Dated.SAID if thread.days else Dated.CARRIED
        return replace(member, days=thread.days or thread.near, dated=said)
    if thread.frame is not None and not thread.back:
        return replace(member, days=thread.frame, dated=Dated.FRAMED)
    days = about(member.published, back=thread.back)
    if thread.frame is not None:
        days = thread.frame[0] - _BACK, thread.frame[1]
    elif oldest is not None and days is not None:
        days = oldest, days[1]
    return replace(member, days=days)


def _event(number: int, thread: Thread) -> Event:
    """The event that the words of a thread tell, without codes."""
    tellings = [one.telling for one in thread.told]
    main = next((t for t in tellings if not t.definite), tellings[0])
    threat = all(t.sense.type == "THREATEN" for t in tellings)
    days = thread.days
    return Event(
        id=f"e{number + 1}",
        triggers=(main.trigger, *(t.trigger for t in tellings if t is not main)),
        type=Fact(main.sense.type, (main.trigger,)),
        modality=Fact(Modality.THREATENED if threat else Modality.OCCURRED, (main.trigger,)),
        actors=merged_parties(t.actors for t in tellings),
        targets=merged_parties(t.targets for t in tellings),
        place=Fact(thread.places[0], (main.trigger,)) if thread.places else None,
        time=Fact(Interval(days[0], days[1], TimeBasis.RELATIVE), (main.trigger,)) if days else None,
        weapons=merged_weapons(tellings),
        tolls=merged_tolls(tellings, {}),
    )
