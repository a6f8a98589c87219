"""One record over columns: nothing is left out without a reason, and the rows say what the record says."""

import dataclasses
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Table

from sayso.model.events import Event, Interval, Location, Modality, PartyRef, TimeBasis, Toll, Weapon
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from sayso.model.report import Capture, Report
from sayso.model.spans import Fact, Span
from sayso.model.statements import Act, Basis, Claim, ClaimField, Source, Stance, Statement
from sayso.store.sql import tables
from sayso.store.sql.spreading import LEFT_OUT, clean, spread
from tests.store.records import record


class Numbers:
    """Numbers from 1 in each table."""

    def __init__(self) -> None:
        self._last: Counter[str] = Counter()

    def next(self, table: Table) -> int:
        self._last[table.name] += 1
        return self._last[table.name]


def rows(coded: Coded) -> dict[Table, list[dict[str, Any]]]:
    """The rows with the names of their columns; those that come without are as long as their table."""
    return {
        table: [one if isinstance(one, dict) else dict(zip(table.c.keys(), one, strict=True)) for one in some]
        for table, some in spread(coded, 7, Numbers(), {"g1": "Tyrone"}.get).items()
    }


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        (Event, tables.events),
        (Location, tables.events),
        (Interval, tables.events),
        (PartyRef, tables.event_parties),
        (Weapon, tables.event_weapons),
        (Toll, tables.event_tolls),
        (Statement, tables.statements),
        (Claim, tables.claims),
        (Report, tables.reports),
        (Capture, tables.captures),
        (Coded, None),
    ],
)
def test_every_field_has_a_column_or_a_reason(kind: type[Any], table: Table | None) -> None:
    columns = (
        {"report", "events", "statements", "claims", "disputes"} if table is None else set(table.c.keys())
    )
    names = {field.name for field in dataclasses.fields(kind)}
    told = {name.partition(".")[2] for name in LEFT_OUT if name.partition(".")[0] == kind.__name__}
    assert names - columns - told == set()
    assert told - names == set(), "a reason for a field that is not there"


def test_every_column_of_every_table_has_a_value_somewhere() -> None:
    coded = record("r1")
    text = f"{coded.report.text} Ann Lee, 61, fled."
    for table, given in rows(replace(coded, report=replace(coded.report, text=text))).items():
        assert [set(row) for row in given] == [set(table.c.keys())] * len(given)
        empty = {name for name in table.c.keys() if all(row[name] is None for row in given)}  # noqa: SIM118
        # Computed, of another table, or not of that record: its figures are of a kind that nobody counts.
        unknown = {"incident", "admin1", "parent", "killed_low", "killed_high", "wounded_low", "wounded_high"}
        assert empty - unknown == set(), table.name


def shelling() -> Coded:
    text = "Rebels shelled Castlederg on Sunday, killing 12, the army said."
    army = PartyRef("Army", PartyKind.STATE_FORCE, "XYZ/army", "XYZ", sides=("XYZ",), backed_by=("ABC",))
    rebels = PartyRef("rebels", PartyKind.ARMED_GROUP)
    at = Location("Castlederg", country="GBR", lat=54.7, lon=-7.6, gazetteer="g1", radius_km=1.0)
    day = Interval(date(2024, 5, 12), date(2024, 5, 12), TimeBasis.RELATIVE)
    event = Event(
        "e0",
        (Span(7, 14),),
        Fact("ASSAULT", (Span(7, 14),), confidence=0.9),
        Fact(Modality.OCCURRED, (Span(7, 14),)),
        actors=(Fact(rebels, (Span(0, 6),)),),
        targets=(Fact(army, (Span(49, 57),)),),
        place=Fact(at, (Span(15, 25),)),
        time=Fact(day, (Span(29, 35),)),
        weapons=(Fact(Weapon("mortar", "artillery"), (Span(7, 14),)),),
        tolls=tuple(
            Fact(Toll("killed", low, high, None, part=part), (Span(45, 47),))
            for low, high, part in [(12, None, False), (9, 10, False), (3, 3, True)]
        ),
    )
    source = Source(army, Span(49, 57))
    statement = Statement(
        "s0", source, Basis.EXPLICIT, Act.ASSERT, "indirect", (Span(0, 47),), "x", Span(58, 62)
    )
    claim = Claim("c0", "s0", "e0", ClaimField.CASUALTIES, Stance.CLAIMS, "12", Span(45, 47))
    return Coded(Report.from_text(text, id="r1"), (event,), (statement,), (claim,))


def test_the_rows_say_what_the_record_says() -> None:
    found = rows(shelling())
    (event,) = found[tables.events]
    told = {
        name: event[name] for name in ("id", "words", "admin1", "killed_low", "killed_high", "wounded_low")
    }
    assert told == {
        "id": "r1@7",
        "words": "shelled",
        "admin1": "Tyrone",
        "killed_low": 9,
        "killed_high": 12,
        "wounded_low": None,
    }
    assert [(one["role"], one["name"], one["party"]) for one in found[tables.event_parties]] == [
        ("actor", "rebels", None),
        ("target", "Army", "XYZ/army"),
    ]
    sides = [{"event_party": 2, "side": "ABC"}, {"event_party": 2, "side": "XYZ"}]
    assert found[tables.event_sides] == sides
    (claim,) = found[tables.claims]
    told = {name: claim[name] for name in ("id", "claimant", "party", "stance", "value", "day", "own_voice")}
    assert told == {
        "id": "r1#c0",
        "claimant": "Army",
        "party": "XYZ/army",
        "stance": "claims",
        "value": "12",
        "day": date(2024, 5, 12),
        "own_voice": False,
    }
    spans = [tuple(one.values()) for one in found[tables.spans]]
    assert (7, "c0", "evidence", 0, 45, 47) in spans
    assert (7, "e0", "toll", 1, 45, 47) in spans


def test_of_two_events_at_one_word_each_has_a_name() -> None:
    coded = shelling()
    (event,) = coded.events
    both = dataclasses.replace(coded, events=(event, dataclasses.replace(event, id="e1")))
    assert [row["id"] for row in rows(both)[tables.events]] == ["r1@7", "r1@7#e1"]


def test_a_nul_takes_one_place_and_offsets_stay() -> None:
    assert clean("a\x00b") == "a\ufffdb"
    assert clean(None) is None
