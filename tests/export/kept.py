"""Incidents as a base hands them out: coded from the seed and two reports of one bomb, or made by hand."""

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import BinaryIO, TextIO

from sayso.base import Base
from sayso.base.wired import shipped_rules
from sayso.export import EXPORTERS, Loss, Options
from sayso.export.tables import ShippedTables
from sayso.gazetteer import load_parties
from sayso.merge.summing import summary
from sayso.model.decisions import event_key
from sayso.model.events import (
    AcledCode,
    Event,
    Interval,
    Location,
    Modality,
    PartyRef,
    PlacePrecision,
    TimeBasis,
)
from sayso.model.incidents import MergedIncident
from sayso.model.kept import IncidentRecord, Summary, Told
from sayso.model.parties import PartyKind
from sayso.model.record import Coded, Version
from sayso.model.report import Report
from sayso.model.spans import Fact, Span
from sayso.model.statements import Act, Basis, Claim, ClaimField, Source, Stance, Statement
from sayso.ontology import load_ontology
from sayso.pipeline import default_coder
from sayso.store import MemoryStore

SEED = Path(__file__).parents[1] / "data" / "seed" / "seed.txt"
FIRST = """Bomb kills soldiers near Gao

Three soldiers were killed and five wounded on Tuesday when a roadside bomb hit a convoy of the Malian army \
near Gao, the army said. It accused JNIM of the attack."""
SECOND = """Militants claim Gao attack

JNIM claimed responsibility on Wednesday for a roadside bomb that killed seven Malian soldiers on Tuesday \
near Gao. The Malian army has said that three soldiers were killed.

Separately, police in Lagos arrested two men on Wednesday."""
TABLES = ShippedTables(load_parties(), load_ontology())
HOW = Options(TABLES, made_at=datetime(2024, 5, 20, 12, tzinfo=UTC))


class MemorySink:
    """The files of an export in memory."""

    def __init__(self) -> None:
        self.texts: dict[str, io.StringIO] = {}
        self.bytes: dict[str, io.BytesIO] = {}

    def text(self, name: str) -> TextIO:
        assert name not in self.texts
        self.texts[name] = io.StringIO(newline="")
        return self.texts[name]

    def binary(self, name: str) -> BinaryIO:
        assert name not in self.bytes
        self.bytes[name] = io.BytesIO()
        return self.bytes[name]


def exported(name: str, records: Iterable[IncidentRecord], how: Options = HOW) -> tuple[dict[str, str], Loss]:
    """The text files of an export by their names, and what was lost."""
    sink = MemorySink()
    loss = EXPORTERS[name].write(iter(records), sink, how)
    return {file: text.getvalue() for file, text in sink.texts.items()}, loss


def told_by(reports: Sequence[Report]) -> list[IncidentRecord]:
    """The incidents of these reports: the whole pipeline, joined in memory."""
    base = Base(MemoryStore(), shipped_rules(), "sayso", today=date(2024, 6, 1))
    told: dict[str, Told] = {}
    for report in reports:
        # The number of a release changes; what is written must not with it.
        coded = replace(default_coder().code(report), versions=(Version("sayso", "0"),))
        base.add(coded)
        for event in coded.events:
            key = event_key(report.id, event.triggers[0].start)
            told[key] = Told(key, coded, event)
    return [kept(one, [told[key] for key in one.members]) for one in base.incidents()]


def kept(incident: MergedIncident, told: Sequence[Told]) -> IncidentRecord:
    """What a base hands out; it knows one province by name."""
    return IncidentRecord(
        incident, tuple(told), summary(told, incident, {"geonames:172955": "Ar-Raqqah"}.get)
    )


@cache
def coded_records() -> tuple[IncidentRecord, ...]:
    """The seed's incidents and those of two reports of one bomb."""
    published = json.loads(SEED.with_suffix(".gold.json").read_bytes())["published"]
    seed = Report.from_text(SEED.read_bytes().decode(), published=published, id="seed", outlet="Wire")
    first = Report.from_text(FIRST, published="2024-05-15", id="first", outlet="Sahel Post", language="en")
    second = Report.from_text(
        SECOND, title="Militants claim Gao attack", published="2024-05-16T06:30", id="second", language="en"
    )
    return tuple(told_by([seed, replace(first, url="sahel.example/first"), second]))


# -- by hand ---------------------------------------------------------------------------------------

ARMY = PartyRef("Malian Armed Forces", PartyKind.ARMED_FORCE, "malian-armed-forces", "MLI", sides=("MLI",))
FRANCE = PartyRef("France", PartyKind.STATE, "FRA", "FRA", sides=("FRA",))
GROUP = PartyRef("Free Valley Army", PartyKind.ARMED_GROUP)
VILLAGERS = PartyRef("villagers", PartyKind.CIVILIAN)
TRUCK = PartyRef("truck", PartyKind.OBJECT)
GAO = Location(
    "Gao",
    PlacePrecision.CITY,
    "MLI",
    16.27167,
    -0.04472,
    5.0,
    "geonames:2457163",
    where_prec=1,
    geo_precision=1,
)
CLASH = AcledCode("Battles", "Armed clash")
DAY = date(2024, 5, 14)
TEXT = 'The army hit the group. "=1+1" said a spokesman.'


def event(
    actors: Sequence[PartyRef] = (ARMY,),
    targets: Sequence[PartyRef] = (GROUP,),
    kind: str = "ASSAULT",
    **more: object,
) -> Event:
    """An event of `TEXT`."""
    span = Span(9, 12)
    made = Event(
        "e1",
        (span,),
        Fact(kind, (span,), confidence=0.87),
        Fact(Modality.OCCURRED, (span,)),
        cameo=Fact("190", (span,)),
        acled=Fact(CLASH, (span,)),
        actors=tuple(Fact(one, (Span(4, 8),)) for one in actors),
        targets=tuple(Fact(one, (Span(17, 22),)) for one in targets),
        place=Fact(GAO, (), "given"),
        time=Fact(Interval(DAY, DAY, TimeBasis.EXPLICIT), (), "given"),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields of an event by their names


def record(
    made: Event | None = None, *, text: str = TEXT, name: str = "r1", **more: object
) -> IncidentRecord:
    """An incident of one report, one event and one claim; `more` replaces parts of its summary."""
    made = made or event()
    said = Statement(
        "s1", Source(ARMY, Span(4, 8)), Basis.EXPLICIT, Act.ASSERT, "indirect", (Span(25, 29),), "reporting"
    )
    claim = Claim("c1", "s1", "e1", ClaimField.OCCURRENCE, Stance.CLAIMS, Span(24, 29).of(text), Span(24, 29))
    report = Report.from_text(text, id=name, outlet="Post", title="A title", published="2024-05-15")
    coded = Coded(report, (made,), (said,), (claim,))
    key = event_key(name, made.triggers[0].start)
    merged = MergedIncident(f"i-{name}", (key,), (name,))
    row = Summary(
        type=made.type.value,
        modality=made.modality.value,
        mode=None if made.mode is None else made.mode.value,
        cameo="190",
        acled=CLASH,
        place=GAO,
        first_day=DAY,
        last_day=DAY,
    )
    return IncidentRecord(merged, (Told(key, coded, made),), replace(row, **more))  # type: ignore[arg-type]
