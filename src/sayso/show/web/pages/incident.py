"""One incident."""

import io

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from sayso.basemap import ATTRIBUTION, locator
from sayso.desk.exporting import options as export_options
from sayso.export import EXPORTERS
from sayso.export.sinks import StreamSink
from sayso.show.web import links
from sayso.show.web.cases import is_blind
from sayso.show.web.rendering import TheDesk, page
from sayso.show.web.views.incident import incident_page, ordered

router = APIRouter()


@router.get("/i/{name}.jsonld")
def linked(desk: TheDesk, name: str) -> Response:
    """The incident and its claims as JSON-LD, for programs that read pages."""
    id_ = links.incident_id(name)
    if id_ is None:
        raise HTTPException(404, f"no incident has the id {name!r}")
    with io.StringIO() as file:
        EXPORTERS["jsonld"].write([desk.incident(id_)], StreamSink(file), export_options(None))
        return Response(file.getvalue().encode("utf-8", "replace"), media_type="application/ld+json")


@router.get("/i/{name}")
def incident(request: Request, desk: TheDesk, name: str) -> Response:
    """The incident page; an id of old leads to the incident that has its events now."""
    id_ = links.incident_id(name)
    if id_ is None:
        raise HTTPException(404, f"no incident has the id {name!r}")
    record = desk.incident(id_)
    if is_blind(desk, record):
        return RedirectResponse(links.review(record.incident.id), status_code=303)  # which has his own view
    if record.incident.id != id_:
        return RedirectResponse(links.incident(record.incident.id), status_code=308)
    view = incident_page(record, desk.copies_of(record.incident.reports), desk.incidents_of(ordered(record)))
    # Only what persons decided splits an incident: to look for it costs more than the rest of the page.
    parts = [one for one in desk.current(id_) if one != id_] if record.decisions else []
    return page(
        request,
        "incident.html",
        view=view,
        parts=[(one, links.incident(one)) for one in parts],
        map=locator(record.summary.place),
        map_said=ATTRIBUTION,
    )
