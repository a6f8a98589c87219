"""Nouns spread over columns, under the names that the tables of a base and the files of an export share."""

from typing import Any

from sayso.model.events import Location
from sayso.model.kept import IncidentRecord

Columns = dict[str, Any]


def incident_columns(record: IncidentRecord) -> Columns:
    """An incident in one row."""
    summary, one = record.summary, record.incident
    return {
        "id": one.id,
        "headline": summary.headline,
        "type": summary.type,
        "modality": summary.modality.value,
        "mode": summary.mode,
        "cameo": summary.cameo,
        "acled_event": None if summary.acled is None else summary.acled.event_type,
        "acled_sub_event": None if summary.acled is None else summary.acled.sub_event_type,
        **place_columns(summary.place, summary.admin1),
        "first_day": summary.first_day,
        "last_day": summary.last_day,
        **_three("killed", summary.killed),
        **_three("wounded", summary.wounded),
        "reports": len(one.reports),
        "lines": len(one.lines),
        "parties": one.parties,
        "grade": None if one.graded is None else one.graded.grade.value,
        "assessed": None if record.assessed is None else record.assessed.value,
        "disputed": summary.disputed,
        "unsure": bool(one.unsure),
        "reviewed": record.reviewed,
        "state": record.state.value,
        "confidence": summary.confidence,
    }


def place_columns(place: Location | None, admin1: str | None) -> Columns:
    """A place, and the name of the first-order area that it lies in."""
    names = ("gazetteer", "country", "lat", "lon", "radius_km")
    return {
        "place": None if place is None else place.name,
        "precision": None if place is None or place.precision is None else place.precision.value,
        "admin1": admin1,
        **{name: None if place is None else getattr(place, name) for name in names},
    }


def _three(name: str, figures: tuple[int, int, int] | None) -> Columns:
    return dict(zip((f"{name}_low", f"{name}_best", f"{name}_high"), figures or (None,) * 3, strict=True))
