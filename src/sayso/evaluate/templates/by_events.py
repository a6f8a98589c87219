"""Templates from coded events, by rules: what sayso fills in where no weights are at hand."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from sayso.evaluate.templates.slots import Slot, Template
from sayso.model.events import Event, Modality, PartyRef
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from sayso.model.spans import Fact, Span

_BY_MODE: Mapping[str, str] = MappingProxyType({"abduct": "kidnapping", "explosives": "bombing"})
_FIRE = ("arson", "burn", "fire", "torch")
_PEOPLE = frozenset({PartyKind.ARMED_GROUP, PartyKind.PERSON, PartyKind.CIVILIAN, PartyKind.UNNAMED})
_NO_TARGET = frozenset({PartyKind.PERSON, PartyKind.CIVILIAN, PartyKind.UNNAMED, PartyKind.ARMED_GROUP})
IsOrganisation = Callable[[PartyRef], bool]


def by_events(coded: Coded, is_organisation: IsOrganisation) -> list[Template]:
    """One template for each incident type that the record has an act of; fillers in text order."""
    text = coded.report.text
    found: dict[str, dict[Slot, dict[str, None]]] = {}
    for event in coded.events:
        type_ = _incident_type(event, text)
        if type_ is not None:
            slots = found.setdefault(type_, {slot: {} for slot in Slot})
            for slot, phrase in _fillers(event, text, is_organisation):
                slots[slot][phrase] = None
    return [
        Template(type_, {slot: tuple((phrase,) for phrase in phrases) for slot, phrases in slots.items()})
        for type_, slots in found.items()
    ]


def _incident_type(event: Event, text: str) -> str | None:
    if event.type.value != "ASSAULT" or event.modality.value is Modality.DENIED:
        return None
    words = " ".join(span.of(text) for span in event.triggers).lower()
    if any(word in words for word in _FIRE) and event.mode is not None and event.mode.value == "destroy":
        return "arson"
    return _BY_MODE.get(event.mode.value, "attack") if event.mode is not None else "attack"


def _fillers(event: Event, text: str, is_organisation: IsOrganisation) -> Iterable[tuple[Slot, str]]:
    for actor in event.actors:
        if is_organisation(actor.value):
            yield Slot.ORGANISATION, _phrase(actor, text)
        elif actor.value.kind in _PEOPLE:
            yield Slot.INDIVIDUAL, _phrase(actor, text)
    for target in event.targets:
        if target.value.kind is PartyKind.PERSON:
            yield Slot.VICTIM, _phrase(target, text)
        elif target.value.kind not in _NO_TARGET:
            yield Slot.TARGET, _phrase(target, text)
    for weapon in event.weapons:
        if weapon.value.kind == "weapon":
            yield Slot.WEAPON, _quoted(weapon.evidence, text) or weapon.value.name


def _phrase(party: Fact[PartyRef], text: str) -> str:
    return _quoted(party.evidence, text) or party.value.name


def _quoted(evidence: tuple[Span, ...], text: str) -> str:
    return " ".join(evidence[0].of(text).split()) if evidence else ""
