"""One incident."""

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from sayso.basemap import ATTRIBUTION, locator
from sayso.desk import Desk
from sayso.desk.exporting import options as export_options
from sayso.export import EXPORTERS
from sayso.export.sinks import StreamSink
from sayso.model.kept import IncidentRecord
from sayso.show.safe import safe
from sayso.show.web import links
from sayso.show.web.cases import history_of, is_blind, record_of
from sayso.show.web.coders import TheCoder
from sayso.show.web.kept import kept
from sayso.show.web.pages.incidents import country_names
from sayso.show.web.rendering import TheDesk, page
from sayso.show.web.views.differing import differences
from sayso.show.web.views.incident import incident_page, ordered
from sayso.show.web.views.rows import Around, row

router = APIRouter()
Entry = Annotated[int, Query(ge=0, le=10**12)]  # of the log
# Drawing one is a third of what a page costs, and much happens where something happened before; 3 kB each.
_small_map = lru_cache(maxsize=1_000)(locator)


@router.get("/i/{name}.jsonld")
@kept
def linked(request: Request, desk: TheDesk, name: str) -> Response:
    """The incident and its claims as JSON-LD, for programs that read pages."""
    id_ = links.incident_id(name)
    if id_ is None:
        raise HTTPException(404, f"no incident has the id {name!r}")
    with io.StringIO() as file:
        EXPORTERS["jsonld"].write([desk.incident(id_)], StreamSink(file), export_options(None))
        return Response(file.getvalue().encode("utf-8", "replace"), media_type="application/ld+json")


@router.get("/i/{name}/diff")
def difference(
    request: Request, desk: TheDesk, coder: TheCoder, name: str, a: Entry = 0, b: Entry | None = None
) -> Response:
    """What differs between two states of an incident, field by field."""
    record = record_of(desk, name)
    if is_blind(desk, record):
        return RedirectResponse(links.review(record.incident.id), status_code=303)
    last = desk.head()[0] if b is None else b
    id_ = record.incident.id
    states = [desk.earlier(id_, number) for number in (a, last)]
    log = history_of(desk, record, coder)
    return page(
        request,
        "diff.html",
        record=record,
        headline_=safe(record.summary.headline),
        a=a,
        b=last,
        rows=differences(*states),
        between=[one for one in log if min(a, last) < one.number <= max(a, last)],
    )


@router.get("/i/{name}")
@kept
def incident(
    request: Request,
    desk: TheDesk,
    name: str,
    v: Entry | None = None,
    now: Annotated[str, Query(max_length=1)] = "",
) -> Response:
    """The incident page; an id of old leads to what has its events now, to the parts where it was split."""
    record = record_of(desk, name)
    id_ = links.incident_id(name) or record.incident.id
    if is_blind(desk, record):
        return RedirectResponse(links.review(record.incident.id), status_code=303)  # which has his own view
    if v is not None:
        return _page(request, desk, desk.earlier(id_, v), v)
    # Only what persons decided splits an incident: to look for it costs more than the rest of the page.
    parts = desk.current(id_) if record.decisions or record.incident.id != id_ else ()
    if len(parts) > 1 and not (now and id_ in parts):
        return _choice(request, desk, id_, parts)
    if record.incident.id != id_:
        return RedirectResponse(links.incident(record.incident.id), status_code=308)
    return _page(request, desk, record, None, [one for one in parts if one != id_])


def _page(
    request: Request, desk: Desk, record: IncidentRecord, v: int | None, others: Sequence[str] = ()
) -> Response:
    copies, incident_of = desk.copies_of(record.incident.reports), desk.incidents_of(ordered(record))
    view = incident_page(record, country_names(), copies, incident_of)
    return page(
        request,
        "incident.html",
        view=view,
        v=v,
        head=desk.head()[0] if v is not None else 0,
        parts=[(one, links.incident(one, now=True)) for one in others],
        map=_small_map(record.summary.place),
        map_said=ATTRIBUTION,
    )


def _choice(request: Request, desk: Desk, id_: str, parts: Sequence[str]) -> Response:
    """The incidents that an id stands for since somebody split it."""
    found = desk.rows(parts)
    around = Around(country_names())
    rows = [row(found[one], around) for one in parts if one in found]
    return page(request, "choice.html", status=300, id=id_, rows=rows)
