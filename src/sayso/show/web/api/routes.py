"""The routes of the API."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from sayso.export import to_record
from sayso.export.incidents import claim_row, incident_row, whole_incident
from sayso.model.report import Report
from sayso.show.web.anything import any_path
from sayso.show.web.api import answers, queries
from sayso.show.web.api.answers import answer, shapes
from sayso.show.web.coders import ACoder
from sayso.show.web.kept import kept
from sayso.show.web.rendering import TheDesk

any_path()
router = APIRouter(prefix="/api/v1", tags=["sayso"])
Id = Annotated[str, Path(min_length=1, max_length=500)]


@router.get("/incidents", responses=shapes(answers.Rows), response_model=None)
@kept
def incidents(request: Request, desk: TheDesk, asked: Annotated[queries.Page, Query()]) -> Response:
    """Incidents, page by page."""
    found = desk.page(asked.filters(), limit=asked.limit, after=asked.after, sort=asked.sort)
    rows = [incident_row(record) for record, _ in found.records]
    return answer(request, {"incidents": rows, "next": found.after})


@router.get("/incidents/{id_}", responses=shapes(answers.Whole), response_model=None)
@kept
def incident(request: Request, desk: TheDesk, id_: Id) -> Response:
    """One incident with every account; an id of old finds the incident that has its events now."""
    return answer(request, whole_incident(desk.incident(id_)))


@router.get("/claims", responses=shapes(answers.Claims), response_model=None)
@kept
def claims(request: Request, desk: TheDesk, asked: Annotated[queries.ClaimPage, Query()]) -> Response:
    """Claims, page by page: who says what of which incident."""
    found, after = desk.claim_page(asked.filters(), limit=asked.limit, after=asked.after)
    return answer(request, {"claims": [claim_row(one) for one in found], "next": after})


@router.get("/counts", responses=shapes(answers.Counts), response_model=None)
@kept
def counts(
    request: Request,
    desk: TheDesk,
    asked: Annotated[queries.Counting, Query()],
) -> Response:
    """How many incidents there are, by fields."""
    by = asked.by.split(",") if asked.by else []
    found = desk.counted(by, asked.filters())
    rows = [{"values": list(values), "incidents": number} for values, number in found]
    return answer(request, {"by": by, "counts": rows})


@router.get("/facets", responses=shapes(answers.Facets), response_model=None)
@kept
def facets(request: Request, desk: TheDesk, asked: Annotated[queries.Asking, Query()]) -> Response:
    """Of each field the values that most incidents have."""
    found = desk.overview(asked.filters()).facets
    shown = {
        name: [{"value": value, "incidents": number} for value, number in values]
        for name, values in found.items()
    }
    return answer(request, {"facets": shown})


@router.get("/reports/{id_:any}", responses=shapes(answers.Record), response_model=None)
@kept
def report(request: Request, desk: TheDesk, id_: Id) -> Response:
    """A report as it is coded."""
    return answer(request, to_record(desk.report(id_)))


@router.post("/reports", responses=shapes(answers.Outcomes, writing=True), response_model=None)
def add(request: Request, desk: TheDesk, _coder: ACoder, posted: queries.PostedReports) -> Response:
    """Code reports and keep them; one that fails is told, and the others are kept."""
    outcomes = [
        {
            "report": one.report,
            "result": one.result.value,
            "events": list(one.events),
            "incidents": list(one.incidents),
            "message": one.message,
        }
        for one in desk.add_all([_report(each) for each in posted.reports])
    ]
    return answer(request, {"outcomes": outcomes})


def _report(posted: queries.PostedReport) -> Report:
    made = Report.from_text(
        posted.text,
        title=posted.title,
        published=posted.published.isoformat() if posted.published else None,
        outlet=posted.outlet,
        language=posted.language,
        id=posted.id,
    )
    return replace(made, url=posted.url)
