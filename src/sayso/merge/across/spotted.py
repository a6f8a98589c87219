"""Members at words that somebody else has marked: one per thread of the report."""

from sayso.merge.across.members import Dated, Member, about, around, countries_of, mentioned
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


def members_at(report: Report, spotted: Spotted, lexicon: Lexicon) -> tuple[Member, ...]:
    """The member at each telling, in the order of the tellings: words of one event have the same member.

    Args:
        report: The report.
        spotted: What it tells at the marked words.
        lexicon: The words of its language.
    """
    told = list(Reader(spotted, lexicon, report.text, report.title).told())
    found = threads(spotted.parse, told, lexicon)
    made: dict[int, Member] = {}
    for number, thread in enumerate(found):
        member = _member(report, number, thread, spotted.countries)
        made |= {one.number: member for one in thread.told}
    return tuple(made[number] for number in range(len(spotted.tellings)))


def _member(report: Report, number: int, thread: Thread, countries: frozenset[str]) -> Member:
    tellings = [one.telling for one in thread.told]
    names, words = around(report.text, [telling.trigger.start for telling in tellings])
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
        days=thread.days or thread.near or about(report.published, back=thread.back),
        dated=Dated.SAID if thread.days else Dated.CARRIED if thread.near else Dated.GUESSED,
        where=thread.where,
        countries=countries_of(places, (*event.actors, *event.targets)) or countries,
        lands=countries,
        many=thread.many,
        reply=thread.reply,
        families=thread.families,
        names=names,
        words=words,
        mentioned=mentioned(report),
    )


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
