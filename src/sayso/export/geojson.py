"""GeoJSON: one feature an incident, areas as areas, with everybody's account among its properties.

Source: RFC 7946. `bbox` is around all that the place may be: of a point that is known to 5 km, 10 km wide.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TextIO

from sayso.export.annotation import NARRATOR
from sayso.export.circles import DIGITS, Box, Circle, union
from sayso.export.claims_csv import ClaimRow, beside, claim_rows, dispute_rows
from sayso.export.exporter import MAIN, Options, Sink
from sayso.export.flattened import sources
from sayso.export.lines import dumps
from sayso.export.loss import Loss
from sayso.export.sides import Sides, names, sides
from sayso.model.events import Geometry, Location, PlacePrecision
from sayso.model.kept import IncidentRecord, Summary

_POINTS = frozenset({PlacePrecision.SETTLEMENT, PlacePrecision.CITY})


class GeoJsonExporter:
    """A feature collection of all incidents, also those that are nowhere on the map."""

    name = "geojson"
    suffix = ".geojson"

    def write(self, records: Iterable[IncidentRecord], out: Sink, how: Options) -> Loss:
        """Write a feature a line; none is skipped."""
        features = _Features(out.text(MAIN))

        def write(record: IncidentRecord, loss: Loss) -> None:
            features.write(record)
            _count(loss, record)

        loss = beside(records, out, how, write, flattens=False)
        features.close()
        return loss


class _Features:
    """A collection that is written as features come; its box stands at its end."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._box: Box | None = None
        self._gap = "\n"
        self._out.write('{"type": "FeatureCollection", "features": [')

    def write(self, record: IncidentRecord) -> None:
        """Write one feature."""
        box = _box(record.summary.place)
        if box is not None:
            self._box = union(self._box, box)
        self._out.write(self._gap + dumps(_feature(record, box)))
        self._gap = ",\n"

    def close(self) -> None:
        """End the collection."""
        box = "" if self._box is None else f', "bbox": {dumps(self._box)}'
        self._out.write(f"\n]{box}}}\n")


def _feature(record: IncidentRecord, box: Box | None) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": record.incident.id,
        "geometry": geometry(record.summary.place),
        **({} if box is None else {"bbox": box}),
        "properties": _properties(record),
    }


def geometry(place: Location | None) -> dict[str, Any] | None:
    """A point for what is one; a circle for an area of which only middle and radius are known.

    None for what is not on the map, and for an area whose extent nobody knows: its middle would be a false
    pin.
    """
    if place is None or place.lat is None or place.lon is None:
        return None
    if _is_point(place):
        return {"type": "Point", "coordinates": [_rounded(place.lon), _rounded(place.lat)]}
    if not place.radius_km:
        return None
    rings = Circle(place.lat, place.lon, place.radius_km).polygons()
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": [rings[0]]}
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}


def _is_point(place: Location) -> bool:
    if place.geometry is None:
        return place.precision in _POINTS
    return place.geometry is Geometry.POINT


def _box(place: Location | None) -> Box | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    if not _is_point(place) and not place.radius_km:
        return None
    return Circle(place.lat, place.lon, place.radius_km or 0.0).box()


def _rounded(degrees: float) -> float:
    return round(degrees, DIGITS)


def _properties(record: IncidentRecord) -> dict[str, Any]:
    """Flat, as programs for maps want it, but for lists; what is not known is null."""
    summary, incident, people = record.summary, record.incident, sides(record)
    acled = summary.acled
    return {
        "type": summary.type,
        "mode": summary.mode,
        "cameo": summary.cameo,
        "acled_event_type": None if acled is None else acled.event_type,
        "acled_sub_event_type": None if acled is None else acled.sub_event_type,
        "modality": summary.modality,
        "actor": names(people.first) or None,
        "target": names(people.second) or None,
        "weapons": list(dict.fromkeys(w.value.name for t in record.told for w in t.event.weapons)),
        **_where(summary),
        "first_day": _day(summary.first_day),
        "last_day": _day(summary.last_day),
        **_figures("killed", summary.killed),
        **_figures("wounded", summary.wounded),
        "figures": [
            {"kind": one.kind, "low": one.low, "best": one.best, "high": one.high} for one in incident.figures
        ],
        "disputed": summary.disputed,
        "confidence": summary.confidence,
        "grade": None if incident.graded is None else incident.graded.grade,
        "assessed": record.assessed,
        "reviewed": record.reviewed,
        "perhaps_same_as": list(incident.unsure),
        "reports": list(incident.reports),
        "outlets": sources(record),
        "accounts": _accounts(claim_rows(record)),
        "disputes": [
            {"id": one.dispute_id, "field": one.field, "claims": one.claim_ids.split(";")}
            for one in dispute_rows(record)
        ],
    }


def _where(summary: Summary) -> dict[str, Any]:
    place = summary.place or Location("")
    return {
        "place": place.name or None,
        "country": place.country,
        "admin1": summary.admin1,
        "gazetteer": place.gazetteer,
        "precision": place.precision,
        "shape": place.geometry,
        "lat": place.lat,
        "lon": place.lon,
        "radius_m": None if place.radius_km is None else round(place.radius_km * 1000),
        "geo_precision": place.geo_precision,
        "where_prec": place.where_prec,
    }


def _figures(name: str, figures: tuple[int, int, int] | None) -> dict[str, int | None]:
    low, best, high = figures or (None, None, None)
    return {f"{name}_low": low, f"{name}_best": best, f"{name}_high": high}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _accounts(claims: Iterable[ClaimRow]) -> list[dict[str, Any]]:
    """All that each speaker says, the first to speak first; no `party` where the text names nobody."""
    by: dict[tuple[str | None, str | None], list[Mapping[str, Any]]] = {}
    for one in claims:
        who = one.relayed_by if one.claimant == NARRATOR else None  # each outlet's own voice is its own
        said = {
            "claim": one.claim_id,
            "field": one.field,
            "stance": one.stance,
            "value": one.value,
            "report": one.report_id,
            "start": one.start,
            "end": one.end,
        }
        by.setdefault((one.claimant, who), []).append(said)
    return [
        {"party": party, **({"outlet": who} if who else {}), "claims": said}
        for (party, who), said in by.items()
    ]


def _count(loss: Loss, record: IncidentRecord) -> None:
    people: Sides = sides(record)
    loss.lose("incidents without a geometry", geometry(record.summary.place) is None)
    loss.lose("parties of other tellings left out", people.others)
    loss.lose("things that were hit left out", people.things)
