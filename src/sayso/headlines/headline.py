"""The headline of an event and of an incident: in our words, and never more than the record holds."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from sayso.headlines.clauses import clause_of
from sayso.headlines.lines import Deed, line
from sayso.headlines.naming import Named, joined, named
from sayso.headlines.standing import Standing, Word, standing_of
from sayso.model.events import Event, Location, Modality, PartyRef
from sayso.model.identity import same_side
from sayso.model.incidents import MergedIncident
from sayso.model.kept import Told
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from sayso.model.spans import Fact

# Where these end a name, something is at it and not in it.
_AT = frozenset(
    """
    airport airbase airfield base camp barracks checkpoint crossing dam bridge port harbour harbor
    square mosque church cathedral temple synagogue hospital school university college prison jail
    station junction hotel embassy consulate market plant refinery headquarters stadium monastery
    roundabout gate line
    """.split()
)
_ON = frozenset({"island", "islands", "highway", "road", "street", "peninsula", "hill", "heights", "border"})
# Who moves does so from, to or through a place: which of them, the record does not say.
_MOVING = frozenset({"RETREAT", "MOBILIZE", "AID"})
_LONG = 110  # letters of a line that gets no place any more


def headline(event: Event, coded: Coded | None) -> str:
    """Who did what to whom by one event of a report, in one line; without its words where there is none."""
    return _capital(_line(event, coded, Standing() if coded is None else standing_of([(coded, event)])))


def incident_headline(told: Sequence[Told], incident: MergedIncident, place: Location | None) -> str:
    """The same of an incident, told by the event that tells most, with where it was.

    Who did it, and that it happened at all, is told as a fact only where nobody disputes it.
    """
    event = fullest([one.event for one in told])
    coded = next(one.coded for one in told if one.event is event)
    standing = standing_of([(one.coded, one.event) for one in told], incident)
    said = _line(event, coded, standing, place)
    return _capital(said)


def fullest(events: Sequence[Event]) -> Event:
    """The event that tells most: the headline of an incident is that of this one."""
    return max(events, key=_told)


def _told(event: Event) -> tuple[int, int, int]:
    single = (event.mode, event.place, event.time)
    return (
        len(event.actors[:1]) + len(event.targets[:1]),
        sum(one is not None for one in single),
        len(event.tolls),
    )


def _line(event: Event, coded: Coded | None, standing: Standing, place: Location | None = None) -> str:
    who = _somebody(_once(event.actors))
    clause = None if coded is None else clause_of(event, coded.report.text)
    deed = Deed(
        event.type.value,
        event.mode.value if event.mode else None,
        event.modality.value,
        who if standing.actor is Word.FACT else None,
        _somebody(event.targets),
        clause,
        fought=standing.actor is Word.FACT and _fought(event),
        reportedly=standing.reportedly,
        denier=Named(standing.deniers[0], many=False) if standing.deniers else None,
    )
    said = line(deed)
    where = _where(place, said) if event.type.value not in _MOVING else ""
    tail = standing if deed.modality is Modality.OCCURRED else replace(standing, deniers=())
    return said + where + tail.words(None if standing.actor is Word.FACT else who, who)


def _somebody(facts: Sequence[Fact[PartyRef]]) -> Named | None:
    known = [one for one in map(named, facts) if one is not None]
    return joined(known) if known else None


def _once(actors: Sequence[Fact[PartyRef]]) -> list[Fact[PartyRef]]:
    """Those who act, without the state where an organ of it is named."""
    organs = {f.value.country for f in actors if f.value.kind is not PartyKind.STATE and f.value.party}
    return [f for f in actors if f.value.kind is not PartyKind.STATE or f.value.country not in organs]


def _fought(event: Event) -> bool:
    """Whether two sides fight each other: both act, and no third is the target."""
    actors = [fact.value for fact in event.actors]
    if event.type.value != "ASSAULT" or len(actors) < 2 or len(event.actors) < 2:
        return False
    if not {fact.value for fact in event.targets} <= set(actors):
        return False
    return any(not same_side(a, b) for a, b in combinations(actors, 2))


def _where(place: Location | None, said: str) -> str:
    """ " in Raqqa", " at Tabqa Dam"; nothing where the line names it, or is long."""
    if place is None or len(said) > _LONG or place.name.casefold() in said.casefold():
        return ""
    last = place.name.split()[-1].casefold()
    near = place.spatial is not None and place.spatial.relation in ("near", "direction")
    if place.spatial is not None and place.spatial.relation == "between":
        return ""
    if place.name[:1].islower() and place.spatial is not None and place.name.split()[0] in _LEADING:
        return f" {place.name}"
    word = "near" if near else "at" if last in _AT else "on" if last in _ON else "in"
    return f" {word} {place.name}"


_LEADING = frozenset({"near", "south", "north", "east", "west", "outside", "between", "off"})


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
