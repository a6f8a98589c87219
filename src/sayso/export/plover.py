"""PLOVER JSON lines: one record an incident, with all accounts in an object `sayso`.

Source: openeventdata/PLOVER, manual, chapter on data fields. Contexts, gender, age, religion and ethnicity
are not coded; the scale of an event is left to who analyses it.
"""

from collections.abc import Iterable
from typing import Any

from sayso.export.claims_csv import beside, claim_rows, coder, dispute_rows
from sayso.export.exporter import MAIN, Options, Sink, Tables
from sayso.export.lines import dumps
from sayso.export.loss import Loss
from sayso.export.polecat import geonames
from sayso.export.sides import Sides, sides
from sayso.model.events import Location, Modality, PartyRef, PlacePrecision
from sayso.model.kept import IncidentRecord, Summary, Told
from sayso.model.parties import Scheme

Json = dict[str, Any]
CODEBOOK = "PLOVER"
# Marks of acts that did not happen. The manual has none for what is threatened: hypothetical comes nearest.
_NOT_SO = {
    Modality.DENIED: "negation",
    Modality.PLANNED: "future",
    Modality.THREATENED: "hypothetical",
    Modality.HYPOTHETICAL: "hypothetical",
}
_RESOLUTION = {
    PlacePrecision.SETTLEMENT: 4,
    PlacePrecision.CITY: 4,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.ADMIN1: 2,
    PlacePrecision.COUNTRY: 1,
}
_SIZES = {"killed": "dead", "wounded": "injured", "captured": "arrested"}


class PloverExporter:
    """One record an incident that has a day and an actor, which PLOVER asks for."""

    name = "plover"
    suffix = ".jsonl"

    def write(self, records: Iterable[IncidentRecord], out: Sink, how: Options) -> Loss:
        """Write the records, a line each; what the format cannot hold is skipped or counted."""
        main = out.text(MAIN)

        def write(record: IncidentRecord, loss: Loss) -> str | None:
            people = sides(record)
            if record.summary.first_day is None:
                return "no day"
            if not people.first:
                return "no actor"
            main.write(dumps(to_plover(record, people, how)) + "\n")
            _count(loss, people, how.tables)
            return None

        return beside(records, out, how, write, flattens=False)


def to_plover(record: IncidentRecord, people: Sides, how: Options) -> Json:
    """The record as PLOVER has it; a key that is not there is not known."""
    summary, told = record.summary, people.told
    first, last = summary.first_day, summary.last_day
    return _known(
        {
            "id": record.incident.id,
            "has_event": True,
            "date": None if first is None else first.isoformat(),
            "enddate": None if last is None or last == first else last.isoformat(),
            "actor": [_entity(one, people, how.tables) for one in people.first],
            "recipient": [_entity(one, people, how.tables) for one in people.second],
            "event": [summary.type],
            "event_loc": _location(summary, how.tables),
            "event_text": [span.of(told.coded.report.text) for span in told.event.triggers],
            "quad_code": how.tables.quad(summary.type),
            "mode": _modes(summary),
            "size": _sizes(record),
            "text_info": [{"start": span.start, "end": span.end} for span in told.event.triggers],
            "cite_info": [_cite(one) for one in record.told],
            "coder": coder(told.coded),
            "coded_date": None if how.made_at is None else how.made_at.date().isoformat(),
            "sayso": _accounts(record),
        }
    )


def _entity(party: PartyRef, people: Sides, tables: Tables) -> Json:
    """A party: its own code, else that of the country that it is of."""
    own = tables.code(party.party, Scheme.PLOVER_COUNTRY)
    wikidata = tables.code(party.party, Scheme.WIKIDATA)
    row = {
        "code": own or tables.code(party.country, Scheme.PLOVER_COUNTRY),
        "sector": tables.code(party.party, Scheme.PLOVER_SECTOR),
        "entity_text": _words(party, people) or party.name,
        "identifier_id": wikidata,
        "identifier_text": party.name if wikidata else None,
    }
    return _known(row)


def _words(party: PartyRef, people: Sides) -> str | None:
    """The report's own words for a party."""
    event, text = people.told.event, people.told.coded.report.text
    named = (fact for fact in (*event.actors, *event.targets) if fact.value == party and fact.evidence)
    return next((fact.evidence[0].of(text) for fact in named), None)


def _location(summary: Summary, tables: Tables) -> Json | None:
    place = summary.place
    if place is None:
        return None
    return _known(
        {
            "resolved_place": place.name,
            "geonameid": geonames(place),
            "lat": place.lat,
            "lon": place.lon,
            "province": summary.admin1,
            "country": tables.name(place.country),
            "country_code": place.country,
            "resolution": None if place.precision is None else _RESOLUTION.get(place.precision),
        }
    )


def _modes(summary: Summary) -> list[str]:
    """The mode, and how real it is; a threat that was made happened, as a threat."""
    made = summary.type == "THREATEN" and summary.modality is Modality.THREATENED
    unreal = None if made else _NOT_SO.get(summary.modality)
    return list(filter(None, (summary.mode, unreal)))


def _sizes(record: IncidentRecord) -> Json | None:
    """The best figures; ranges and who gives them are in `sayso`."""
    best = {_SIZES[one.kind]: one.best for one in record.incident.figures if one.kind in _SIZES}
    return best or None


def _cite(told: Told) -> Json:
    report = told.coded.report
    row = {
        "citation": report.id,
        "url": report.url,
        "title": report.title,
        "publication": report.outlet,
        "language": report.language,
        "coder": coder(told.coded),
        "codebook": CODEBOOK,
    }
    return _known(row)


def _accounts(record: IncidentRecord) -> Json:
    """What PLOVER has no place for: who says what, both figures, the area and how far it all is attested."""
    incident, summary = record.incident, record.summary
    grade = incident.graded
    row = {
        "modality": summary.modality,
        "cameo": summary.cameo,
        "acled": None if summary.acled is None else summary.acled.sub_event_type,
        "events": list(incident.members),
        "reports": list(incident.reports),
        "area": _area(summary.place),
        "figures": [
            {
                "kind": one.kind,
                "low": one.low,
                "best": one.best,
                "high": one.high,
                "said": [_known({"value": said.value, "party": said.party}) for said in one.said],
            }
            for one in incident.figures
        ],
        "weapons": sorted({w.value.name for told in record.told for w in told.event.weapons}),
        "claims": [_known(claim._asdict()) for claim in claim_rows(record)],
        "disputes": [_known(dispute._asdict()) for dispute in dispute_rows(record)],
        "parties": incident.parties,
        "grade": None if grade is None else grade.grade,
        "assessed": record.assessed,
        "reviewed": record.reviewed,
        "perhaps_one_with": list(incident.unsure),
    }
    return _known(row)


def _area(place: Location | None) -> Json | None:
    """The figure on the map, where it is more than a point."""
    if place is None:
        return None
    return _known({"geometry": place.geometry, "radius_km": place.radius_km}) or None


def _known(row: Json) -> Json:
    """The row without what is not known; a list that is empty says that there is none."""
    return {name: value for name, value in row.items() if value is not None}


def _count(loss: Loss, people: Sides, tables: Tables) -> None:
    rows = [_entity(one, people, tables) for one in (*people.first, *people.second)]
    loss.lose("parties without a country code", sum("code" not in row for row in rows))
    loss.lose("parties without a sector", sum("sector" not in row for row in rows))
    loss.lose("parties of other tellings left out", people.others)
    loss.lose("things that were hit left out", people.things)
