"""A `Coded` made from gold annotations: what sayso would hand out if it were right in everything."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sayso.model.events import (
    Account,
    AcledCode,
    Event,
    Interval,
    Location,
    Modality,
    PartyRef,
    PlacePrecision,
    TimeBasis,
    Toll,
    Weapon,
)
from sayso.model.parties import PartyKind
from sayso.model.record import Coded, Dispute, Incident, Side, TemporalRelation, Version
from sayso.model.report import Note, Report
from sayso.model.spans import Fact, Span
from sayso.model.statements import Act, Basis, Claim, ClaimField, Source, Stance, Statement

TESTS = Path(__file__).parents[1]
SEED = TESTS / "data" / "seed" / "seed.gold.json"
NARRATOR = "Article (narrator)"
RULE = "read off the gold"
Json = dict[str, Any]
T = TypeVar("T")


def gold_paths() -> list[Path]:
    """The seed and the annotated articles that are not sealed."""
    return [SEED, *sorted((TESTS / "gold" / "dev").rglob("*.gold.json"))]


def coded_from(path: Path) -> Coded:
    """The record that says what the gold says."""
    gold = json.loads(path.read_bytes())
    text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode()
    published = gold.get("published")
    report = Report.from_text(text, title=gold.get("title"), published=published, id=gold["doc_id"])
    said = [(e["id"], a) for e in gold["events"] for a in e.get("attributions") or []]
    claims = tuple(claim(i, event_id, a) for i, (event_id, a) in enumerate(said, start=1))
    incidents = incidents_of(gold["events"])
    return Coded(
        report=report,
        events=tuple(event(e, gold["names"]) for e in gold["events"]),
        statements=tuple(statement(i, a, gold["names"]) for i, (_, a) in enumerate(said, start=1)),
        claims=claims,
        incidents=incidents,
        accounts=tuple(accounts(incidents, claims, [a.get("source") for _, a in said])),
        disputes=tuple(dispute(d) for d in gold.get("disputes") or []),
        temporal_relations=tuple(relation(t) for t in gold.get("temporal_relations") or []),
        versions=(Version("sayso", "0.0.1"), Version("ontology", "2026-01")),
    )


def seed() -> Coded:
    """The seed, with what only a system says: what it did not understand, and who else may be meant."""
    coded = coded_from(SEED)
    notes = (
        Note(
            "open-story", "the report says that it will be updated", find(coded, "This story will be updated")
        ),
        Note(
            "unbalanced-quotation", "a quotation mark that is never closed", find(coded, '"partnered forces')
        ),
        Note("unknown-anchor", "two hours after what is not said", find(coded, "Roughly two hours later")),
        Note("no-outlet", "the file does not say who published it"),
    )
    report = replace(coded.report, outlet="Wikinews")
    return replace(coded, report=report, notes=notes)


def find(coded: Coded, words: str) -> Span:
    start = coded.report.text.index(words)
    return Span(start, start + len(words))


def span(data: Json) -> Span:
    return Span(data["start"], data["end"])


def spans(*rows: Json | None) -> tuple[Span, ...]:
    return tuple(span(row) for row in rows if row)


def fact(value: T, *rows: Json | None) -> Fact[T]:
    evidence = spans(*rows)
    return Fact(value, evidence, None if evidence else RULE)


def event(row: Json, names: Json) -> Event:
    trigger = row["trigger"]
    kind, acled = row["plover"], row["acled"]
    return Event(
        id=row["id"],
        triggers=spans(trigger, *row["other_triggers"]),
        type=fact(kind["type"], trigger),
        modality=fact(Modality(row["modality"]), trigger),
        mode=fact(kind["mode"], trigger) if kind["mode"] else None,
        cameo=fact(row["cameo_root"] + "0", trigger),
        acled=fact(AcledCode(acled["event_type"], acled["sub_event_type"]), trigger) if acled else None,
        actors=tuple(fact(party(a["name"], names), *a["spans"]) for a in row["actors"]),
        targets=tuple(fact(party(a["name"], names), *a["spans"]) for a in row["targets"]),
        place=fact(location(row["place"]), row["place"]["span"]) if row["place"] else None,
        time=fact(interval(row["time"]), row["time"]["span"]) if row["time"] else None,
        weapons=tuple(fact(Weapon(w["name"], w["kind"]), w["span"]) for w in row["weapons"]),
        tolls=tuple(fact(toll(c), c["span"]) for c in row["casualties"]),
        incident=row["incident"],
    )


def party(name: str, names: Json) -> PartyRef:
    row = names.get(name) or {"kind": "unnamed"}
    return PartyRef(name, PartyKind(row["kind"]), country=row.get("country"))


def location(row: Json) -> Location:
    precision = PlacePrecision(row["precision"])
    return Location(row["name"], precision, row["country"], row["lat"], row["lon"])


def interval(row: Json) -> Interval:
    first, last = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
    return Interval(first, last, TimeBasis(row["basis"]), row.get("clock"))


def toll(row: Json) -> Toll:
    named = row["source"] not in {None, NARRATOR}
    source = row["source"] if named else None
    low = row["min"] or 0  # "up to ten" has no lower bound in the gold
    return Toll(row["kind"], low, row["max"], row.get("who"), source, row["source"] == NARRATOR)


def statement(number: int, row: Json, names: Json) -> Statement:
    """One statement for each attribution, for the gold does not say which are one."""
    named = row["source"] not in {None, NARRATOR}
    basis = Basis.EXPLICIT if named else Basis.AUTHOR if row["source"] == NARRATOR else Basis.NONE
    where = row.get("source_span")
    via = row.get("via")
    return Statement(
        id=f"s{number}",
        source=Source(party(row["source"], names), span(where) if where else None) if named else None,
        basis=basis,
        act=Act(row.get("act", "assert")),
        form="indirect",
        content=(span(row["evidence"]),),
        frame="gold",
        via=(Source(party(via, names), None),) if via else (),
    )


def claim(number: int, event_id: str, row: Json) -> Claim:
    return Claim(
        id=f"c{number}",
        statement=f"s{number}",
        event=event_id,
        field=ClaimField(row["field"]),
        stance=Stance(row["stance"]),
        value=row["value"],
        evidence=span(row["evidence"]),
    )


def incidents_of(events: list[Json]) -> tuple[Incident, ...]:
    groups: dict[str, list[Json]] = {}
    for row in events:
        groups.setdefault(row["incident"], []).append(row)
    return tuple(
        Incident(name, tuple(e["id"] for e in rows), all(e.get("incident_certain", True) for e in rows))
        for name, rows in groups.items()
    )


def accounts(
    incidents: tuple[Incident, ...], claims: tuple[Claim, ...], sources: list[str | None]
) -> Iterator[Account]:
    for incident in incidents:
        by_source: dict[str | None, list[str]] = {}
        for one, source in zip(claims, sources, strict=True):
            if one.event in incident.events:
                by_source.setdefault(source, []).append(one.id)
        for source, ids in by_source.items():
            yield Account(incident.id, source, tuple(ids))


def dispute(row: Json) -> Dispute:
    sides = tuple(Side(a["source"], a["value"], span(a["span"])) for a in row["accounts"])
    reason = row.get("note", "two accounts that cannot both be true")
    return Dispute(row["id"], row["incident"], tuple(row["events"]), ClaimField(row["field"]), sides, reason)


def relation(row: Json) -> TemporalRelation:
    alternatives = tuple(row.get("b_alt") or ())
    return TemporalRelation(row["a"], row["type"], row["b"], span(row["span"]), row["offset"], alternatives)
