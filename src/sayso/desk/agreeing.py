"""What coders made of the same events, for measuring how far they agree."""

from collections.abc import Collection, Iterator, Mapping

from sayso.desk.corrections import Corrections
from sayso.evaluate.agreement import Level, Unit, Value
from sayso.model.decisions import CODING, Decision
from sayso.model.events import Event, PlacePrecision
from sayso.model.record import Coded
from sayso.model.spans import Span
from sayso.review.finding import claims_of, event_at

EDITOR = "editor"  # who adjudicates is no coder of the two
LEVELS = {
    "event": Level.NOMINAL,
    "type": Level.NOMINAL,
    "mode": Level.NOMINAL,
    "modality": Level.NOMINAL,
    "actors": Level.NOMINAL,
    "targets": Level.NOMINAL,
    "place": Level.NOMINAL,
    "precision": Level.ORDINAL,
    "first_day": Level.INTERVAL,
    "killed": Level.INTERVAL,
    "wounded": Level.INTERVAL,
    "stance": Level.NOMINAL,
}
_ORDER = {one: float(at) for at, one in enumerate(PlacePrecision)}


def units(
    corrections: Corrections, incident_of: Mapping[str, str], unseen: Collection[str] = ()
) -> Iterator[Unit]:
    """Each event, and each claim of it, on which two coders or more have decided something.

    Args:
        corrections: Where the decisions are.
        incident_of: The incident of an event, by its key.
        unseen: Reports that are left out.
    """
    for report in (one for one in corrections.reports() if one not in unseen):
        machine = corrections.store.machine(report)
        some = [one for one in corrections.of(report) if one.subject in CODING and one.role != EDITOR]
        coders = sorted({one.author for one in some})
        if machine is None or len(coders) < 2:
            continue
        views = {coder: corrections.made(machine, coder, asserted=True).coded for coder in coders}
        for key in sorted({one.a for one in some if one.a != report}):
            mine = [coder for coder in coders if _coded(some, key, coder)]
            if len(mine) > 1:
                yield from _of_event(key, {coder: views[coder] for coder in mine}, incident_of.get(key, key))


def _coded(decisions: list[Decision], key: str, coder: str) -> bool:
    return any(one.a == key and one.author == coder for one in decisions)


def _of_event(key: str, views: dict[str, Coded], incident: str) -> Iterator[Unit]:
    events = {coder: event_at(one.report.id, one.events, key) for coder, one in views.items()}
    yield Unit(
        incident,
        key,
        {coder: _values(event) for coder, event in events.items()},
        {coder: frozenset(_spans(event)) for coder, event in events.items()},
    )
    claims: dict[str, dict[str, dict[str, Value]]] = {}
    for coder, coded in views.items():
        names = claims_of(coded)
        said = {one.id: one for one in coded.statements}
        for claim in coded.claims:
            event = events[coder]
            if event is None or claim.event != event.id:
                continue
            source = said[claim.statement].source
            told: dict[str, Value] = {"stance": claim.stance.value}
            told["claimant"] = "" if source is None else source.party.name
            claims.setdefault(names[claim.id].rpartition("/")[0], {})[coder] = told  # without its stance
    for name, values in sorted(claims.items()):
        if len(values) > 1:
            yield Unit(incident, name, values, {})


def _values(event: Event | None) -> dict[str, Value]:
    if event is None:
        return {"event": "none"}
    found: dict[str, Value | None] = {
        "event": "there",
        "type": event.type.value,
        "mode": None if event.mode is None else event.mode.value,
        "modality": event.modality.value.value,
        "actors": _names(event, "actors"),
        "targets": _names(event, "targets"),
        "place": None if event.place is None else event.place.value.gazetteer or event.place.value.name,
        "precision": None if event.place is None else _ORDER.get(event.place.value.precision),  # type: ignore[arg-type]  # None is in no dict
        "first_day": None if event.time is None else float(event.time.value.first.toordinal()),
        "killed": _least(event, "killed"),
        "wounded": _least(event, "wounded"),
    }
    return {name: value for name, value in found.items() if value is not None}


def _names(event: Event, role: str) -> str | None:
    names = sorted(fact.value.party or fact.value.name for fact in getattr(event, role))
    return "; ".join(names) or None


def _least(event: Event, kind: str) -> float | None:
    """The least figure; a share of another one is no figure of its own."""
    figures = [one.value.low for one in event.tolls if one.value.kind == kind and not one.value.part]
    return float(min(figures)) if figures else None


def _spans(event: Event | None) -> Iterator[Span]:
    if event is None:
        return
    single = (event.type, event.modality, event.mode, event.place, event.time)
    several = (event.actors, event.targets, event.weapons, event.tolls)
    for words in (one.evidence for one in single if one is not None):
        yield from words
    for words in (one.evidence for some in several for one in some):
        yield from words
