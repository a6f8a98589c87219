"""Members and decisions made by hand, for tests of what compares and groups them."""

from dataclasses import replace
from datetime import date

from sayso.merge.across import Dated, Member
from sayso.merge.across.kinds import Kind
from sayso.merge.across.places import Where
from sayso.model.decisions import Decision, Judgement, Reason, Subject
from sayso.model.events import Event, Location, Modality, PartyRef, PlacePrecision
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span

AUTHOR = "sayso test"
_SPAN = Span(0, 1)


def member(report: str, kind: Kind = Kind.STRIKE, day: int | None = None, place: str | None = None) -> Member:
    """One event of June 2015 in a report, in a village that no gazetteer has."""
    event = Event("e1", (_SPAN,), Fact("ASSAULT", (_SPAN,)), Fact(Modality.OCCURRED, (_SPAN,)))
    when = None if day is None else (date(2015, 6, day), date(2015, 6, day))
    return Member(
        key=f"{report}@0",
        report=report,
        event=event,
        incident="e1",
        kinds=frozenset({kind}),
        published=date(2015, 6, 28),
        days=when or (date(2015, 6, 26), date(2015, 6, 28)),
        dated=Dated.SAID if when else Dated.GUESSED,
        where=Where() if place is None else at(place),
        countries=frozenset({"XXA"}),
        lands=frozenset({"XXA"}),
    )


def at(*names: str) -> Where:
    """Villages without coordinates."""
    return Where(tuple(Location(name) for name in names), frozenset(name.casefold() for name in names))


def on_map(name: str, lat: float, lon: float) -> Where:
    """A town that the gazetteer has."""
    place = Location(name, PlacePrecision.SETTLEMENT, "XXA", lat, lon, 3.0, gazetteer=name)
    return Where((place,), frozenset({name.casefold()}))


def by(one: Member, actor: str, target: str | None = None) -> Member:
    """The member with an actor, and a target, of the party table."""
    party = (Fact(_force(actor), (_SPAN,)),)
    hit = () if target is None else (Fact(_force(target), (_SPAN,)),)
    return replace(one, event=replace(one.event, actors=party, targets=hit))


def _force(name: str) -> PartyRef:
    return PartyRef(name, PartyKind.ARMED_GROUP, party=name)


def decided(a: str, b: str, judgement: Judgement, *, person: bool = True, number: int = 1) -> Decision:
    """A decision on two reports' only events, a person's unless said otherwise."""
    first, second = sorted((f"{a}@0", f"{b}@0"))
    return Decision(Subject.MEMBERSHIP, first, second, judgement, "Ann", person=person, number=number)


def scored(a: str, b: str, score: float, *, gate: bool = False) -> Decision:
    """A machine's decision with that score."""
    first, second = sorted((f"{a}@0", f"{b}@0"))
    judgement = (
        Judgement.DIFFERENT if gate or score <= 2 else Judgement.SAME if score >= 3.8 else Judgement.UNSURE
    )
    reasons = (Reason("time", score, "days", gate=gate),)
    return Decision(Subject.MEMBERSHIP, first, second, judgement, AUTHOR, score, reasons)
