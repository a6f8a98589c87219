"""Every address of the application, made of its routes: a new one is walked without anybody remembering."""

import re
from collections.abc import Iterator, Mapping, Sequence

from fastapi import FastAPI
from fastapi.routing import APIRoute

from sayso.desk import Desk
from sayso.show.web import links
from sayso.show.web.formats import FORMATS
from sayso.show.web.rendering import THEMES

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# What is asked besides the bare address, where a route takes it.
QUERIES: Mapping[str, Sequence[str]] = {
    "/incidents": ("q=shells", "sort=lines", "disputed=yes"),
    "/timeline": ("q=shells",),
    "/i/{name}": ("v=0", "v=4"),
    "/i/{name}/diff": ("a=0&b=4",),
    "/map": ("area=-90,-180,90,180", "area=40,30,50,40"),
    "/map/incidents.json": ("area=-90,-180,90,180", "area=40,30,50,40"),
    "/map/base.json": ("area=40,30,50,40&zoom=5",),
    "/feed.atom": ("q=shells",),
    "/api/v1/incidents": ("text=shells", "sort=added"),
    "/api/v1/claims": ("text=shells",),
    "/api/v1/counts": tuple(
        f"by={name}" for name in ("actor", "target", "place", "claimant", "type", "state", "weapon")
    ),
}


def routes(app: FastAPI) -> Iterator[APIRoute]:
    """The routes of the application, those of included routers among them."""
    waiting = list(app.routes)
    while waiting:
        route = waiting.pop(0)
        if isinstance(route, APIRoute):
            yield route
        else:
            waiting += getattr(getattr(route, "original_router", None), "routes", [])


def addresses(app: FastAPI, desk: Desk, reports: Sequence[str]) -> list[str]:
    """The addresses of all GET routes, for some reports and what was made of them.

    Raises:
        KeyError: a route has a parameter for which nothing is known here: say what it may stand for.
    """
    made = dict[str, None]()
    for route in routes(app):
        if "GET" not in (route.methods or ()):
            continue
        for path in _filled(route.path, _values(desk, reports)):
            made[path] = None
            made.update(dict.fromkeys(f"{path}?{query}" for query in QUERIES.get(route.path, ())))
    return list(made)


def _values(desk: Desk, reports: Sequence[str]) -> Mapping[str, Sequence[str]]:
    records = [record for report in reports for record in desk.incidents(report=report)]
    claims = [claim for report in reports for claim in desk.claims(report=report)]
    outlets = {one.coded.report.outlet or "" for record in records for one in record.told}
    parties = {one.party for one in desk.speakers(limit=50) if one.party}
    names = [record.incident.id for record in records]
    return {
        "{name}": [name[2:] for name in names],
        "/api/v1/incidents/{id_}": names,
        "/incidents.{name}": list(FORMATS),
        "/theme/{name}": list(THEMES),
        "/r/{id_:any}": [links.report(one).removeprefix("/r/") for one in reports],
        "/api/v1/reports/{id_:any}": list(reports),
        "/c/{id_:any}": [links.claim(one.id).removeprefix("/c/") for one in claims],
        "/parties/{id_:any}": sorted(parties) or ["UKR"],
        "{outlet:any}": sorted(outlets),
        "{key:any}": [one.key for record in records for one in record.told],
    }


def _filled(path: str, values: Mapping[str, Sequence[str]]) -> list[str]:
    part = re.search(r"\{[^}]+\}", path)
    if part is None:
        return [path]
    found = values[path] if path in values else values[part[0]]
    assert found, path
    return [filled for one in found for filled in _filled(path.replace(part[0], one), values)]
