"""A view of a record: who stands on which side of an incident, and what each side says field by field.

Computed from the record each time, stored nowhere: the command line and the pages read the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sayso.model.events import Event, PartyRef
from sayso.model.identity import same_side
from sayso.model.parties import PartyKind
from sayso.model.record import Coded, Dispute, RelationKind
from sayso.model.statements import Basis, Claim, ClaimField, Stance, Statement

_SIDED = frozenset(
    {
        PartyKind.STATE,
        PartyKind.STATE_FORCE,
        PartyKind.ARMED_FORCE,
        PartyKind.ARMED_GROUP,
        PartyKind.COALITION,
    }
)
_ALIKE = frozenset({RelationKind.AGREES, RelationKind.REFINES, RelationKind.VARIES})
# Kept apart for people only (`SCHEMA.md`): who did it, and who answers for it, is one question here.
_SHOWN_AS = {ClaimField.RESPONSIBILITY: ClaimField.ACTOR}


class Status(StrEnum):
    """How a field of an incident stands."""

    DISPUTED = "disputed"
    AGREED = "agreed"
    SEVERAL = "several accounts"  # of which neither contradicts the other nor says the same
    ONE_SIDE = "one side only"
    REPORT = "the report only"
    SILENT = "not said"  # asked, and nobody says


@dataclass(frozen=True, slots=True)
class Camp:
    """Parties of an incident that stand on one side; a state gives it its name, or else who is told first."""

    parties: tuple[PartyRef, ...]

    @property
    def name(self) -> str:
        """The name of the state on this side, or else of the party that was told first."""
        states = [party for party in self.parties if party.kind is PartyKind.STATE]
        return (states or self.parties)[0].name

    def holds(self, party: PartyRef) -> bool:
        """Whether somebody is on this side."""
        return any(same_side(party, own) or allied(party, own) for own in self.parties)


@dataclass(frozen=True, slots=True)
class Line:
    """One claim with who makes it.

    `camp` is None for who is on no side, `repeats` the name of whose claim the report repeats as a fact;
    `alike` is True where another speaker's claim goes together with it.
    """

    claim: Claim
    statement: Statement
    camp: Camp | None
    repeats: str | None = None
    alike: bool = False

    @property
    def own_voice(self) -> bool:
        """Whether the report says it itself."""
        return self.statement.basis is Basis.AUTHOR


@dataclass(frozen=True, slots=True)
class FieldStanding:
    """What everybody says on one field of one incident; `silent` are the sides that say nothing on it."""

    field: ClaimField
    status: Status
    lines: tuple[Line, ...]
    disputes: tuple[Dispute, ...]
    silent: tuple[Camp, ...]


def allied(a: PartyRef, b: PartyRef) -> bool:
    """Whether one backs or sides with the other by the text's own words."""
    ours, theirs = {a.party, *a.sides} - {None}, {b.party, *b.sides} - {None}
    return bool(ours & {*b.supports, *b.backed_by} or theirs & {*a.supports, *a.backed_by})


def camps(coded: Coded, events: Sequence[Event]) -> tuple[Camp, ...]:
    """The sides of an incident, by links and by the text's own words; who fights each other is never one."""
    ids = {event.id for event in events}
    parties = [
        fact.value
        for event in events
        for fact in (*event.actors, *(f for f in event.targets if f.value.party is not None))
    ]
    parties += [s.source.party for s in _speaking(coded, ids) if s.source is not None]
    foes = [
        (a.value, b.value)
        for e in events
        for a in e.actors
        for b in e.targets
        if not same_side(a.value, b.value)
    ]
    groups: list[list[PartyRef]] = []
    for party in parties:
        if party.kind not in _SIDED:
            continue
        fitting = [
            g
            for g in groups
            if any(same_side(party, own) or allied(party, own) for own in g) and not _fights(party, g, foes)
        ]
        if fitting:
            fitting[0].append(party)
        else:
            groups.append([party])
    return tuple(Camp(tuple(dict.fromkeys(group))) for group in groups)


def _fights(party: PartyRef, group: Iterable[PartyRef], foes: Sequence[tuple[PartyRef, PartyRef]]) -> bool:
    return any((party, own) in foes or (own, party) in foes for own in group)


def _speaking(coded: Coded, events: set[str]) -> Iterator[Statement]:
    by_id = {one.id: one for one in coded.statements}
    told = [claim.statement for claim in coded.claims if claim.event in events]
    sides = [side.statement for d in coded.disputes if events & set(d.events) for side in d.sides]
    return (by_id[i] for i in dict.fromkeys([*told, *sides]) if i is not None and i in by_id)


def standings(coded: Coded, events: Sequence[Event]) -> tuple[FieldStanding, ...]:
    """Each field that anybody says something on, in the order of `ClaimField`; the disputed ones first."""
    ids = {event.id for event in events}
    sides = camps(coded, events)
    lines: dict[ClaimField, list[Line]] = {}
    for line in _lines(coded, ids, sides):
        lines.setdefault(_shown_as(line.claim.field), []).append(line)
    open_: dict[ClaimField, list[Dispute]] = {}
    for dispute in coded.disputes:
        if is_about(dispute, events):
            open_.setdefault(_shown_as(dispute.field), []).append(dispute)
    every = [field for field in ClaimField if field in lines or field in open_]
    made = [_standing(f, lines.get(f, []), open_.get(f, []), sides) for f in every]
    return tuple(sorted(made, key=lambda one: one.status is not Status.DISPUTED))


def is_about(dispute: Dispute, events: Sequence[Event]) -> bool:
    """Whether a dispute is on an incident: on that alone to which most of its accounts belong."""
    if dispute.incident and any(dispute.incident == event.incident for event in events):
        return True
    ids = {event.id for event in events}
    return not (dispute.incident and events[0].incident) and bool(ids.intersection(dispute.events[:1]))


def _shown_as(field: ClaimField) -> ClaimField:
    return _SHOWN_AS.get(field, field)


def _lines(coded: Coded, events: set[str], sides: Sequence[Camp]) -> Iterator[Line]:
    """The claims on some events: side by side, then who is on none, then the report itself."""
    statements = {one.id: one for one in coded.statements}
    by_id = {claim.id: claim for claim in coded.claims}
    repeated = {
        r.a: statements[by_id[r.b].statement]
        for r in coded.relations
        if r.kind is RelationKind.REPEATS and r.b in by_id
    }
    alike = {i for r in coded.relations if r.kind in _ALIKE for i in (r.a, r.b)}
    found = []
    for claim in coded.claims:
        if claim.event not in events:
            continue
        one = statements[claim.statement]
        speaker = one.source.party if one.source is not None else None
        camp = next((c for c in sides if speaker is not None and c.holds(speaker)), None)
        whose = repeated.get(claim.id)
        name = whose.source.party.name if whose is not None and whose.source is not None else None
        rank = len(sides) + (one.basis is Basis.AUTHOR) if camp is None else sides.index(camp)
        found.append((rank, Line(claim, one, camp, name, claim.id in alike)))
    return (line for _, line in sorted(found, key=lambda pair: pair[0]))


def _standing(
    field: ClaimField, lines: Sequence[Line], disputes: Sequence[Dispute], sides: Sequence[Camp]
) -> FieldStanding:
    heard = {id(line.camp) for line in lines if line.camp is not None}
    silent = tuple(camp for camp in sides if id(camp) not in heard)
    return FieldStanding(field, _status(field, lines, disputes), tuple(lines), tuple(disputes), silent)


def _status(field: ClaimField, lines: Sequence[Line], disputes: Sequence[Dispute]) -> Status:
    said = [line for line in lines if not line.own_voice]
    heard = [line for line in said if line.claim.stance is not Stance.DECLINES]
    if disputes or len({line.claim.stance is Stance.DENIES for line in heard}) > 1:
        return Status.DISPUTED
    if not heard:
        return Status.REPORT if any(line.own_voice for line in lines) else Status.SILENT
    if len({_who(line) for line in heard}) < 2:
        return Status.ONE_SIDE
    alike = field is not ClaimField.CASUALTIES or any(line.alike for line in heard)
    return Status.AGREED if alike else Status.SEVERAL


def _who(line: Line) -> str:
    """A side counts once, however many speak for it."""
    if line.camp is not None:
        return f"camp {line.camp.name}"
    return line.statement.source.party.name if line.statement.source is not None else ""
