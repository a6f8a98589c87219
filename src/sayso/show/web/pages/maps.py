"""Incidents on a map, and the ground that it is drawn on; nothing of it comes from another host."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from sayso.basemap import ATTRIBUTION, features, load_basemap
from sayso.desk import Desk, filters
from sayso.errors import WrongFilter
from sayso.model.events import Location
from sayso.model.filters import Area, Filters, Sort
from sayso.model.kept import Spot
from sayso.model.listed import Listed
from sayso.model.places import Box
from sayso.show import words
from sayso.show.web import links
from sayso.show.web.asked import asked_of
from sayso.show.web.kept import kept
from sayso.show.web.pages.incidents import country_names
from sayso.show.web.rendering import TheDesk, page
from sayso.show.web.security import CONTENT
from sayso.show.web.views.rows import Around, row
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
    found = _listed(desk, _boxed(asked.filters))
    answer = page(
        request,
        "map.html",
        given=given,
        rows=[_row(one) for one in found],
        data=links.query("/map/incidents.json", given),
        list_page=links.query("/incidents", given),
        whole=links.query("/map", given, area=None),
        attribution=ATTRIBUTION,
    )
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


@router.get("/map/incidents.json")
@kept
def incidents_json(request: Request, desk: TheDesk) -> Response:
    """The incidents that are asked for by place as GeoJSON, and the latest of them in words."""
    asked = asked_of(request)
    wanted = _boxed(asked.filters)
    spots = desk.spots(wanted, limit=MOST + 1)
    made = collection(spots[:MOST], load_basemap())
    places = {spot.id: spot.place for spot in spots}
    rows = [{**_row(one), **_where(places.get(one.id))} for one in _listed(desk, wanted, spots)]
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


@lru_cache(maxsize=1024)  # 30 kB each
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


def _listed(desk: Desk, wanted: Filters, spots: Sequence[Spot] | None = None) -> list[Listed]:
    """The latest incidents, for the list: of a box those of its spots, of all also those that are nowhere."""
    if wanted.area is None:
        return list(desk.listed(wanted, limit=LISTED, sort=Sort.NEWEST).rows)
    latest = desk.spots(wanted, limit=LISTED) if spots is None else spots[:LISTED]
    rows = desk.rows([spot.id for spot in latest])
    return [rows[spot.id] for spot in latest]


def _row(listed: Listed) -> dict[str, Any]:
    """An incident in the list beside the map."""
    one = row(listed, Around(country_names()))
    return {
        "href": one.href,
        "headline": one.headline,
        "where": one.where,
        "when": one.day,
        "disputed": one.disputed,
    }


def _where(place: Location | None) -> dict[str, Any]:
    """Where the map has an incident of the list, and how exactly; nothing of one that is not on it."""
    if place is None:
        return {"lat": None, "lon": None, "precision": None}
    precision = None if place.precision is None else words.PRECISIONS.get(place.precision)
    return {"lat": place.lat, "lon": place.lon, "precision": precision}
