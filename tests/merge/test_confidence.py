from dataclasses import replace
from datetime import date

import pytest

from sayso.merge.confidence import BIAS, FIELDS, confident, facts_of, marks, probability
from sayso.model.events import (
    Event,
    Geometry,
    Interval,
    Location,
    Modality,
    PartyBasis,
    PartyRef,
    TimeBasis,
    Toll,
)
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span

TRIGGER = Span(100, 108)
NEAR, FAR = (Span(80, 90),), (Span(300, 310),)
ARMY = PartyRef("Army", PartyKind.ARMED_FORCE, "army", basis=PartyBasis.NAME)
DAY = Interval(date(2020, 1, 1), date(2020, 1, 1), TimeBasis.RELATIVE)
EVENT = Event(
    "e1",
    (TRIGGER,),
    Fact("ASSAULT", (TRIGGER,)),
    Fact(Modality.OCCURRED, (TRIGGER,)),
    actors=(Fact(ARMY, NEAR),),
    time=Fact(DAY, NEAR),
)


@pytest.mark.parametrize(
    ("field", "fact", "known"),
    [
        ("type", EVENT.type, {"actors", "time"}),
        ("actor", Fact(ARMY, NEAR), set()),
        ("actor", Fact(PartyRef("they", PartyKind.UNNAMED, basis=PartyBasis.PRONOUN), FAR),
         {"far", "no row", "referred to", "people or things"}),
        ("place", Fact(Location("Ardel"), (), "report"), {"inferred", "no pin"}),
        ("place", Fact(Location("Ardel", lat=1.0, lon=2.0, geometry=Geometry.POINT, probability=0.5), NEAR),
         {"unsure row"}),
        ("place", Fact(Location("Ardel", lat=1.0, lon=2.0, geometry=Geometry.AREA), NEAR), {"area"}),
        ("time", Fact(DAY, NEAR), {"relative date"}),
        ("time", Fact(Interval(date(2020, 1, 1), date(2020, 1, 9), TimeBasis.ANCHOR), NEAR),
         {"anchor date", "several days"}),
        ("toll", Fact(Toll("wounded", 0, 0, None), NEAR), {"not killed", "nobody"}),
        ("toll", Fact(Toll("killed", 3, None, None), FAR), {"far", "open"}),
    ],
)  # fmt: skip
def test_the_marks_of_a_field(field: str, fact: Fact[object], known: set[str]) -> None:
    assert marks(field, fact, EVENT) == known


def test_every_field_of_an_event_bears_the_marks_of_the_event() -> None:
    planned = replace(
        EVENT,
        triggers=(TRIGGER, Span(500, 505)),
        type=Fact("AGREE", (TRIGGER,)),
        modality=Fact(Modality.PLANNED, (TRIGGER,)),
    )
    assert marks("modality", planned.modality, planned) == {"speech", "told again", "not occurred"}


@pytest.mark.parametrize(
    ("known", "weights", "value"),
    [
        (set(), {}, 0.5),
        (set(), {BIAS: 1.5}, 0.82),
        ({"far"}, {BIAS: 1.5, "far": -1.5, "open": 9.0}, 0.5),
        (set(), {BIAS: 30.0}, 0.99),
        (set(), {BIAS: -30.0}, 0.01),
    ],
)
def test_a_confidence_is_a_share_with_two_decimals_and_never_certain(
    known: set[str], weights: dict[str, float], value: float
) -> None:
    assert probability(frozenset(known), weights) == value


def test_fields_with_weights_get_a_confidence_and_nothing_else_changes() -> None:
    (event,) = confident([EVENT], {"type": {BIAS: 0.0, "actors": 1.0}, "actor": {BIAS: 2.0}, "toll": {}})
    assert event == EVENT
    assert (event.type.confidence, event.actors[0].confidence) == (0.73, 0.88)
    assert event.time is not None
    assert (event.time.confidence, event.modality.confidence) == (None, None)
    assert confident([EVENT], {})[0].type.confidence is None


def test_each_field_is_one_of_an_event() -> None:
    assert {field: len(facts_of(EVENT, field)) for field in FIELDS} == {
        "type": 1, "mode": 0, "acled": 0, "modality": 1, "actor": 1, "target": 0, "place": 0, "time": 1,
        "weapon": 0, "toll": 0,
    }  # fmt: skip
