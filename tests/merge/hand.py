"""Tellings, events and parses made by hand: no model is loaded."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sayso.model.events import Event, Interval, Location, Modality, PartyRef, TimeBasis, Toll
from sayso.model.lexicon import TriggerSense
from sayso.model.parse import Parse, Sentence, Token, Unit, UnitKind
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span
from sayso.model.tellings import Telling

ISRAEL = PartyRef("Israel", PartyKind.STATE, "ISR", "ISR")
HAMAS = PartyRef("Hamas", PartyKind.ARMED_GROUP, "HMS", "PSE")
AMERICA = PartyRef("United States", PartyKind.STATE, "USA", "USA")
COALITION = PartyRef("US-led coalition", PartyKind.COALITION, "CJTF", None, sides=("USA",))
SYRIA = PartyRef("Syria", PartyKind.STATE, "SYR", "SYR")
GUNMEN = PartyRef("gunmen", PartyKind.UNNAMED)
CONVOY = PartyRef("convoy", PartyKind.OBJECT)
BUS = PartyRef("bus", PartyKind.OBJECT)
KINDS = {"downing": "shoot down", "strike": "strike", "attack": "attack", "harm": "wound", "killing": "kill"}


def facts(*parties: PartyRef) -> tuple[Fact[PartyRef], ...]:
    return tuple(Fact(party, (), "by hand") for party in parties)


def sense(group: str, kind: str = "ASSAULT", aspect: str = "act") -> TriggerSense:
    return TriggerSense((KINDS.get(group, group),), "verb", kind, group=group, aspect=aspect)


def telling(index: int = 0, group: str = "attack", **fields: Any) -> Telling:
    """A telling whose trigger is the token, sentence and unit of its own index.

    `kind` is its PLOVER type; actors, targets, place and day are given bare.
    """
    kind = fields.pop("kind", "ASSAULT")
    for role in ("actors", "targets"):
        fields[role] = facts(*fields.get(role, ()))
    if "place" in fields:
        fields["place"] = Fact(fields["place"], (), "by hand")
    if "day" in fields:
        day = date.fromisoformat(fields.pop("day"))
        fields["time"] = Fact(Interval(day, day, TimeBasis.EXPLICIT), (), "by hand")
    if "toll" in fields:
        fields["tolls"] = (Fact(Toll("killed", fields["toll"], fields.pop("toll"), None), (), "by hand"),)
    fields.setdefault("modality", Modality.OCCURRED)
    return Telling(index, index, index, index, Span(2 * index, 2 * index + 1), sense(group, kind), **fields)


def one_word_paragraphs(count: int, *, headline: bool = False) -> Parse:
    """A parse of `count` paragraphs of one token each; the first may be the headline."""
    spans = [Span(2 * i, 2 * i + 1) for i in range(count)]
    first = UnitKind.HEADLINE if headline else UnitKind.BODY
    return Parse(
        text="x " * count,
        units=tuple(Unit(i, UnitKind.BODY if i else first, i, i + 1, s) for i, s in enumerate(spans)),
        sentences=tuple(Sentence(i, i, i, i + 1, i, s) for i, s in enumerate(spans)),
        tokens=tuple(Token(i, s, "x", "x", "VBD", "ROOT", i, "x", i, i) for i, s in enumerate(spans)),
        quotes=(),
        children=tuple(() for _ in spans),
    )


def place(
    name: str, country: str | None = None, at: tuple[float, float] | None = None, radius: float = 5.0
) -> Location:
    lat, lon = at or (None, None)
    return Location(name, country=country, lat=lat, lon=lon, radius_km=radius)


def event(number: int, kind: str = "ASSAULT", mode: str | None = None, **fields: Any) -> Event:
    """An event whose trigger is the token of its number; actors, targets, place and day are given bare."""
    here = Span(2 * number, 2 * number + 1)
    for role in ("actors", "targets"):
        fields[role] = facts(*fields.get(role, ()))
    if "place" in fields:
        fields["place"] = Fact(fields["place"], (), "by hand")
    if "day" in fields:
        day = date.fromisoformat(fields.pop("day"))
        fields["time"] = Fact(Interval(day, day, TimeBasis.EXPLICIT), (), "by hand")
    return Event(
        id=f"e{number}",
        triggers=(here,),
        type=Fact(kind, (here,)),
        modality=Fact(fields.pop("modality", Modality.OCCURRED), (here,)),
        mode=Fact(mode, (here,)) if mode else None,
        **fields,
    )


def groups(clusters: Sequence[Any]) -> list[list[int]]:
    """The telling indexes of each cluster."""
    return [[told.index for told in one.tellings] for one in clusters]
