"""Which telling of an incident a format of one row shows, and who stands in it on which side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.model.events import Event, PartyRef
from sayso.model.kept import IncidentRecord, Told
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact

CLASH = "Armed clash"


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of the telling that a row shows, things that were hit left out.

    `first` act, `second` are hit or fight back. `others` are parties of other tellings of the incident, and
    those of a clash whose side nobody can tell; `things` are how many objects stand among the parties.
    """

    told: Told
    first: tuple[PartyRef, ...]
    second: tuple[PartyRef, ...]
    others: int = 0
    things: int = 0


def sides(record: IncidentRecord) -> Sides:
    """The sides of an incident, as the telling of its type that names most parties has them."""
    told = _shown(record)
    actors, targets = _people(told.event.actors), _people(told.event.targets)
    second = targets
    unknown = 0
    if not targets and len(actors) > 1 and _is_clash(told.event):
        # In a clash all act: those who do not belong with the first fight it, if they belong together.
        against = tuple(one for one in actors if not together(actors[0], one))
        if all(together(against[0], one) for one in against[1:]):
            actors = tuple(one for one in actors if one not in against)
            second = against
        else:
            actors, unknown = actors[:1], len(actors) - 1
    shown = {_key(one) for one in (*actors, *second)}
    every = [one for other in record.told for one in (*other.event.actors, *other.event.targets)]
    elsewhere = {_key(one) for one in _people(every)} - shown
    things = sum(f.value.kind is PartyKind.OBJECT for f in (*told.event.actors, *told.event.targets))
    return Sides(told, actors, second, max(len(elsewhere), unknown), things)


def together(a: PartyRef, b: PartyRef) -> bool:
    """Whether two parties are one, or one belongs to the other or is backed by it, or both by a third."""
    return a.name == b.name or bool(_belongs(a) & _belongs(b))


def _belongs(party: PartyRef) -> set[str]:
    return {*party.sides, *party.backed_by, *([party.party] if party.party else [])}


def _shown(record: IncidentRecord) -> Told:
    """The telling of the incident's type that names most parties; of as many, the first."""
    wanted = record.summary.type, record.summary.mode
    exact = [t for t in record.told if (t.event.type.value, _mode(t.event)) == wanted]
    alike = [t for t in record.told if t.event.type.value == wanted[0]]
    return max(
        exact or alike or record.told,
        key=lambda told: len(_people((*told.event.actors, *told.event.targets))),
    )


def _mode(event: Event) -> str | None:
    return None if event.mode is None else event.mode.value


def _is_clash(event: Event) -> bool:
    return event.acled is not None and event.acled.value.sub_event_type == CLASH


def _people(facts: Iterable[Fact[PartyRef]]) -> tuple[PartyRef, ...]:
    """The parties, each once."""
    found = {_key(fact.value): fact.value for fact in facts if fact.value.kind is not PartyKind.OBJECT}
    return tuple(found.values())


def _key(party: PartyRef) -> str:
    return party.party or party.name.casefold()


def names(parties: Sequence[PartyRef], apart: str = "; ") -> str:
    """The names of parties in one cell, "" for none."""
    return apart.join(party.name for party in parties)
