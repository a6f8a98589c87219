"""Under which keys an event is looked up: two that may be one share at least one key."""

from collections.abc import Iterator
from datetime import timedelta

from sayso.merge.across.kinds import RESULTS, Kind
from sayso.merge.across.members import Dated, Member

# Kinds that are looked up by themselves; all others may be told as one another.
_OWN = frozenset(
    {Kind.ARREST, Kind.RELEASE, Kind.PROTEST, Kind.ROADBLOCK, Kind.PURSUIT, Kind.HELP, Kind.VIOLATION}
)
_DAYS = timedelta(days=40)  # a longer stretch is looked up by its months
_WIDE = timedelta(days=2)  # how far an inferred day may be off
_DAY = timedelta(days=1)
_EXACT = 5  # days under which an event is looked up by all names of its report


def keys(member: Member) -> tuple[str, ...]:
    """The blocking keys of a member, sorted: kind, day (of long stretches the month), and a country or name.

    An event without any day is looked up by kind and name alone.
    """
    when = tuple(_when(member)) or ("-",)
    areas = {*member.countries, *member.lands, *_rare(member)}
    if not member.where.places and len(when) <= _EXACT:
        areas |= member.mentioned  # a report may name the place only elsewhere
    areas = areas or {"?"}
    return tuple(
        sorted({f"{kind}|{day}|{area}" for kind in _kinds(member) for day in when for area in areas})
    )


def _kinds(member: Member) -> frozenset[str]:
    """The families under which a member is looked up: "force" for all that is done with arms."""
    kinds = member.kinds - RESULTS or member.kinds
    found = frozenset(str(kind) if kind in _OWN else "force" for kind in kinds)
    return frozenset(f"many {kind}" for kind in found) if member.many else found


def _when(member: Member) -> Iterator[str]:
    if member.days is None:
        return
    first, last = member.days
    if member.dated is not Dated.SAID:
        first, last = first - _WIDE, last + _WIDE
    if last - first > _DAYS or member.many:
        day = first.replace(day=1)
        while day <= last:
            yield f"{day:%Y-%m}"
            day = (day + timedelta(days=32)).replace(day=1)
        return
    while first <= last:
        yield first.isoformat()
        first += _DAY


def _rare(member: Member) -> frozenset[str]:
    """Names by which an event can be found besides its country: parties, places, names nearby."""
    roles = (*member.event.actors, *member.event.targets)
    parties = {fact.value.party for fact in roles if fact.value.party is not None}
    places = {place.name.casefold() for place in member.where.places}
    return frozenset(parties | places | member.names)
