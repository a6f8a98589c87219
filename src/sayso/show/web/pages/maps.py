"""Incidents on a map, and the ground that it is drawn on; nothing of it comes from another host."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from sayso.basemap import ATTRIBUTION, features, load_basemap
from sayso.desk import filters
from sayso.errors import WrongFilter
from sayso.model.filters import Area, Filters
from sayso.model.kept import IncidentRecord
from sayso.model.places import Box
from sayso.show import words
from sayso.show.headlines import headline
from sayso.show.web import links
from sayso.show.web.asked import asked_of
from sayso.show.web.rendering import TheDesk, clip, page
from sayso.show.web.security import CONTENT
from sayso.show.web.views.spots import collection

router = APIRouter()
MOST = 2000  # incidents on one map: the latest
LISTED = 40  # of them beside it
# MapLibre works in a worker of its own; the rest of the policy is that of every page.
POLICY = f"{CONTENT}; worker-src 'self'"
GROUND_KEPT = "public, max-age=86400"
GEOJSON = "application/geo+json"
# A box of more is no box: the whole base is asked then, which is faster.
WORLD_WIDE, WORLD_HIGH = 300.0, 120.0


@router.get("/map")
def incident_map(request: Request, desk: TheDesk) -> Response:
    """The map, and beside it the latest of what it shows."""
    asked = asked_of(request)
    given = dict(asked.given)
    found = [record for record, _ in desk.found(_boxed(asked.filters), limit=LISTED, ranked=False)]
    answer = page(
        request,
        "map.html",
        given=given,
        rows=[_row(record) for record in found],
        data=links.query("/map/incidents.json", given),
        list_page=links.query("/incidents", given),
        whole=links.query("/map", given, area=None),
        attribution=ATTRIBUTION,
    )
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


@router.get("/map/incidents.json")
def incidents_json(request: Request, desk: TheDesk) -> Response:
    """The incidents that are asked for by place as GeoJSON, and the latest of them in words."""
    asked = asked_of(request)
    wanted = _boxed(asked.filters)
    spots = desk.spots(wanted, limit=MOST + 1)
    made = collection(spots[:MOST], load_basemap())
    rows = [_row(record) for record, _ in desk.found(wanted, limit=LISTED, ranked=False)]
    body = {**made, "incidents": min(len(spots), MOST), "more": len(spots) > MOST, "rows": rows}
    return JSONResponse({**body, "list": links.query("/incidents", asked.given)})


@router.get("/map/base.json")
def base_json(
    request: Request,
    area: Annotated[str, Query(max_length=200)],
    zoom: Annotated[float, Query(ge=0, le=24)],
) -> Response:
    """The ground under a box as GeoJSON."""
    box = filters(area=area).area
    if box is None:
        raise WrongFilter("area: write SOUTH,WEST,NORTH,EAST in degrees")
    packed = _ground(box, zoom)
    headers = {"Cache-Control": GROUND_KEPT, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=GEOJSON)
    return Response(gzip.decompress(packed), headers=headers, media_type=GEOJSON)


@lru_cache(maxsize=128)
def _ground(area: Area, zoom: float) -> bytes:
    """The ground, packed: it never changes, and readers of one desk look at the same places."""
    made = features(Box(area.south, area.west, area.north, area.east), zoom)
    return gzip.compress(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode(), 6, mtime=0)


def _boxed(asked: Filters) -> Filters:
    """The filters without a box that holds about all the world."""
    return replace(asked, area=None) if asked.area is not None and _is_world(asked.area) else asked


def _is_world(area: Area) -> bool:
    wide = area.east - area.west if area.west <= area.east else area.east - area.west + 360
    return wide >= WORLD_WIDE and area.north - area.south >= WORLD_HIGH


def _row(record: IncidentRecord) -> Mapping[str, Any]:
    """An incident in the list beside the map."""
    summary = record.summary
    place = summary.place
    said = clip(headline(record.told[0].event), 160)
    return {
        "href": links.incident(record.incident.id, said),
        "headline": said,
        "where": clip(place.name, 80) if place is not None and place.name else "No place is told",
        "precision": words.PRECISIONS.get(place.precision) if place is not None and place.precision else None,
        "lat": None if place is None else place.lat,
        "lon": None if place is None else place.lon,
        "when": "No day is told" if summary.first_day is None else words.day(summary.first_day),
        "disputed": summary.disputed,
    }
