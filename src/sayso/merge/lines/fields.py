"""What the lines of an incident say field by field, and whether they agree.

A value is a line's where its words stand in what the line says. A field is disputed where a single pair
of values of two parties cannot both hold, and agreed where two parties of two sides say the same: that
nothing excludes the other is less. All else that is said is the word of one side only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeAlias

from sayso.merge.lines.counts import Count
from sayso.merge.lines.kin import linked_by_table
from sayso.merge.lines.lines import Line
from sayso.merge.lines.utterances import Utterance
from sayso.merge.lines.words import begins_in
from sayso.model.decisions import event_key
from sayso.model.events import Event, Interval, Location, PartyRef
from sayso.model.identity import same_side
from sayso.model.incidents import Agreement, FieldView, Quoted, Said
from sayso.model.spans import Span
from sayso.model.sphere import great_circle_km
from sayso.model.statements import ClaimField, Stance

Value: TypeAlias = PartyRef | Location | Interval | Count | str

# The fields that a reader asks for, said or not; others are shown where somebody says something on them.
ASKED = (
    ClaimField.OCCURRENCE,
    ClaimField.ACTOR,
    ClaimField.TARGET,
    ClaimField.PLACE,
    ClaimField.TIME,
    ClaimField.WEAPON,
    ClaimField.CASUALTIES,
)
_FACTS = frozenset(ASKED) - {ClaimField.OCCURRENCE}
_REFUSES = frozenset({Stance.DENIES, Stance.DECLINES})


@dataclass(frozen=True, slots=True)
class _Told:
    """One value of one line: `kind` tells figures apart."""

    line: Line
    said: Said
    value: Value
    kind: str = ""


def field_views(found: Sequence[Line]) -> tuple[FieldView, ...]:
    """A view of each asked field and of each other that a line speaks of, in the order of the fields."""
    told: dict[ClaimField, list[_Told]] = {field: [] for field in ASKED}
    for line in found:
        for one in _values(line):
            told.setdefault(one.said.field, []).append(one)
    return tuple(
        FieldView(field, _agreement(told[field]), tuple(one.said for one in told[field]))
        for field in ClaimField
        if field in told
    )


def _values(line: Line) -> Iterator[_Told]:
    """All values of a line, each once."""
    seen: set[tuple[ClaimField, str, Stance]] = set()
    for utterance in line.utterances:
        for one in (*_facts(line, utterance), *_claims(line, utterance)):
            key = (one.said.field, f"{one.kind} {one.said.value.casefold()}", one.said.stance)
            if key not in seen:
                seen.add(key)
                yield one


def _claims(line: Line, utterance: Utterance) -> Iterator[_Told]:
    """What the claims of a line say of fields that no fact of the event carries, and its denials."""
    ids, coded = set(utterance.statements), utterance.part.coded
    events = {event.id: event for event in utterance.part.told}
    for claim in coded.claims:
        if claim.statement not in ids or claim.event not in events:
            continue
        if claim.field in _FACTS and claim.stance not in _REFUSES:
            continue
        said = said_by(line, utterance, claim.field, claim.value, claim.evidence, [events[claim.event]])
        yield _Told(line, replace(said, stance=claim.stance), claim.value)


def _facts(line: Line, utterance: Utterance) -> Iterator[_Told]:
    """The fields of the events whose words stand in what the line says."""
    for event in utterance.part.told:
        for field, name, value, spans in _of(event):
            inside = [span for span in spans if begins_in(span, utterance.spans)]
            if not inside and line.speaker.own:
                inside = [span for span in spans if _narrated(span, utterance)]
            if inside:
                yield _Told(line, said_by(line, utterance, field, name, inside[0], [event]), value)
    for kind, count in sorted(utterance.counts.items()):
        span = count.span or utterance.spans[0]
        words = f"{count.words} {kind}"
        yield _Told(line, said_by(line, utterance, ClaimField.CASUALTIES, words, span, []), count, kind)


def _narrated(span: Span, utterance: Utterance) -> bool:
    """Whether the report says it in its own voice: a sentence that quotes somebody may tell more besides."""
    said = (one for one in utterance.part.coded.statements if not one.own_voice)
    return not any(begins_in(span, one.content) for one in said)


def _of(event: Event) -> Iterator[tuple[ClaimField, str, Value, tuple[Span, ...]]]:
    """The facts of an event but its figures: field, name, value, evidence."""
    for field, facts in ((ClaimField.ACTOR, event.actors), (ClaimField.TARGET, event.targets)):
        for fact in facts:
            yield field, fact.value.name, fact.value, fact.evidence
    if event.place is not None:
        yield ClaimField.PLACE, event.place.value.name, event.place.value, event.place.evidence
    if event.time is not None:
        days = event.time.value
        name = f"{days.first}" if days.first == days.last else f"{days.first} to {days.last}"
        yield ClaimField.TIME, name, days, event.time.evidence
    for weapon in event.weapons:
        yield ClaimField.WEAPON, weapon.value.name, weapon.value.name, weapon.evidence


def said_by(
    line: Line, utterance: Utterance, field: ClaimField, value: str, span: Span, events: Sequence[Event]
) -> Said:
    """A value as a line gives it, in the words of one span."""
    report = utterance.part.coded.report
    return Said(
        field=field,
        value=value,
        party=line.speaker.name,
        stance=Stance.ASSERTS,
        evidence=(Quoted(report.id, span, span.of(report.text)),),
        events=tuple(sorted(event_key(report.id, e.triggers[0].start) for e in events)),
        outlet=line.speaker.own,
    )


def _agreement(told: Sequence[_Told]) -> Agreement:
    """How the lines stand to each other on one field; who declines to say says nothing."""
    heard = [one for one in told if one.said.stance is not Stance.DECLINES]
    if not heard:
        return Agreement.NOT_SAID
    apart = (_excludes(a, b) for a, b in combinations(heard, 2) if a.line.party != b.line.party)
    if any(apart):
        return Agreement.DISPUTED
    agreed = any(_apart(a.line, b.line) and _alike(a, b) for a, b in combinations(heard, 2))
    return Agreement.AGREED if agreed else Agreement.ONE_SIDE


def _apart(a: Line, b: Line) -> bool:
    """Whether two lines are of two parties, neither of which is of the other's side."""
    return a.party != b.party and not linked_by_table(a.speaker, b.speaker)


def _alike(a: _Told, b: _Told) -> bool:
    """Whether two values say the same; that something happened is the same, in whatever words."""
    if (a.said.stance is Stance.DENIES) != (b.said.stance is Stance.DENIES):
        return False
    if a.said.field is ClaimField.OCCURRENCE or a.said.value.casefold() == b.said.value.casefold():
        return True
    if isinstance(a.value, Count) and isinstance(b.value, Count):
        return a.kind == b.kind and not a.value.excludes(b.value)
    if isinstance(a.value, Interval) and isinstance(b.value, Interval):
        return not _excludes(a, b)
    if isinstance(a.value, Location) and isinstance(b.value, Location):
        known = a.value.lat is not None and b.value.lat is not None
        return known and not _far(a.value, b.value)
    if isinstance(a.value, PartyRef) and isinstance(b.value, PartyRef):
        return same_side(a.value, b.value)
    return False


def _excludes(a: _Told, b: _Told) -> bool:
    """Whether two values of two parties cannot both hold."""
    if (a.said.stance is Stance.DENIES) != (b.said.stance is Stance.DENIES):
        return True
    if isinstance(a.value, Count) and isinstance(b.value, Count):
        return a.kind == b.kind and a.value.excludes(b.value)
    if isinstance(a.value, Interval) and isinstance(b.value, Interval):
        return a.value.last < b.value.first or b.value.last < a.value.first
    if isinstance(a.value, Location) and isinstance(b.value, Location):
        return _far(a.value, b.value)
    if isinstance(a.value, PartyRef) and isinstance(b.value, PartyRef):
        named = a.value.party is not None and b.value.party is not None
        return named and not same_side(a.value, b.value)
    return False


def _far(a: Location, b: Location) -> bool:
    """Whether two areas do not meet; unknown points exclude nothing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return great_circle_km((a.lat, a.lon), (b.lat, b.lon)) > (a.radius_km or 0.0) + (b.radius_km or 0.0)
