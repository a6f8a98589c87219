"""The timeline: the list in lanes."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sayso.model.filters import Sort
from sayso.show.web import links
from sayso.show.web.asked import asked_of
from sayso.show.web.pages.incidents import country_names
from sayso.show.web.rendering import TheDesk, page
from sayso.show.web.views.histogram import histogram
from sayso.show.web.views.lists import total
from sayso.show.web.views.narrowing import FIELDS, chips, hidden
from sayso.show.web.views.rows import Around
from sayso.show.web.views.timeline import lanes, related

router = APIRouter()
_UNDATED = 50  # of these whole reports are read, for what they say of order


@router.get("/timeline")
def timeline(request: Request, desk: TheDesk) -> Response:
    """What is asked for, in the order in which it happened as far as anybody says."""
    asked = asked_of(request, "sort")
    name = country_names()
    found, overview = desk.list_page(asked.filters, limit=asked.limit, after=asked.after, sort=Sort.NEWEST)
    records = [] if asked.after else desk.undated(asked.filters, limit=_UNDATED)
    rows = desk.rows([one.incident.id for one in records])
    view = lanes(
        [one for one in found.rows if one.first_day is not None],
        [(rows[one.incident.id], one) for one in records],
        desk.incidents_of(related(records)),
        Around(name, found.sentences),
    )
    dated = bool(found.rows) and found.rows[-1].first_day is not None
    return page(
        request,
        "timeline.html",
        view=view,
        asked=asked,
        total=total(overview, len(found.rows)),
        chips=chips(asked, name, overview.names, "/timeline"),
        hidden=hidden(asked, *FIELDS),
        bars=histogram(overview.months),
        after=links.query("/timeline", asked.given, after=found.after) if found.after and dated else None,
        first=links.query("/timeline", asked.given) if asked.after else None,
        cut=len(records) == _UNDATED,
    )
