"""One report, with its versions and copies."""

import re

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from sayso.errors import UnknownName
from sayso.model.decisions import event_key
from sayso.model.spans import Span
from sayso.show.web import links
from sayso.show.web.anything import any_path
from sayso.show.web.kept import kept
from sayso.show.web.rendering import TheDesk, page
from sayso.show.web.views.report import report_page

any_path()
router = APIRouter()


@router.get("/r/{id_:any}")
@kept
def report(request: Request, desk: TheDesk, id_: str, at: str = "") -> Response:
    """The page of a report; `at` is START-END of words to mark."""
    coded = desk.report(id_)
    keys = [event_key(id_, event.triggers[0].start) for event in coded.events]
    revisions = desk.versions_of([id_])
    texts = {each: desk.report(each) for one in revisions for each in (one.earlier, one.later)}
    view = report_page(
        coded,
        desk.incidents_of(keys),
        texts,
        revisions,
        desk.copies_of([id_]),
        _span(at, len(coded.report.text)),
    )
    return page(request, "report.html", view=view)


@router.get("/e/{key:any}")
def event(desk: TheDesk, key: str) -> Response:
    """The incident that an event is of."""
    found = desk.incidents_of([key])
    if key not in found:
        raise UnknownName("incident", key, ["the keys that the JSON of an incident gives with its events"])
    return RedirectResponse(links.incident(found[key]), status_code=303)


def _span(said: str, length: int) -> Span | None:
    found = re.fullmatch(r"([0-9]{1,9})-([0-9]{1,9})", said)
    if found is None or not int(found[1]) < int(found[2]) <= length:
        return None
    return Span(int(found[1]), int(found[2]))
