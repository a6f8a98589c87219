"""Who speaks: parties, outlets, and single claims."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sayso.model.filters import Filters
from sayso.show.web import links
from sayso.show.web.anything import any_path
from sayso.show.web.kept import kept
from sayso.show.web.rendering import TheDesk, page
from sayso.show.web.views.incident import web_address
from sayso.show.web.views.lists import SOME
from sayso.show.web.views.voices import claim_page, outlet_page, party_page

any_path()
router = APIRouter()
_CLAIMS = 60  # of a party, on its page
_MOST = 300  # parties or outlets in one list


@router.get("/parties")
def parties(request: Request, desk: TheDesk) -> Response:
    """The parties that claim most."""
    found = [(one.name, links.party(one.party or one.name), one.claims) for one in desk.speakers(limit=_MOST)]
    return page(request, "voices.html", title="Parties", rows=found, counted="claim", most=_MOST)


@router.get("/parties/{id_:any}")
def party(request: Request, desk: TheDesk, id_: str) -> Response:
    """What a party claims and denies, and where it acts and is hit."""
    row = desk.party(id_)
    found, more = desk.claim_page(Filters(claimant=id_), limit=_CLAIMS)
    asked = {
        "actor": Filters(actor=id_),
        "target": Filters(target=id_),
        "claimant": Filters(claimant=id_),
    }
    numbers = {name: _some(desk.some(one, SOME)) for name, one in asked.items()}
    view = party_page(row, found, desk.stances_of(id_), desk.standing(id_, found), numbers)
    return page(request, "party.html", view=view, more=more is not None)


@router.get("/sources")
def sources(request: Request, desk: TheDesk) -> Response:
    """The outlets with the most reports."""
    found = [(name, links.source(name), many) for name, many in desk.outlets(limit=_MOST)]
    return page(request, "voices.html", title="Sources", rows=found, counted="report", most=_MOST)


@router.get("/sources/{outlet:any}")
@kept
def source(request: Request, desk: TheDesk, outlet: str) -> Response:
    """Whom an outlet relays, and what it has from others."""
    found = desk.outlet(outlet)
    incidents = _some(desk.some(Filters(outlet=outlet), SOME))
    return page(request, "source.html", view=outlet_page(found, incidents))


@router.get("/c/{id_:any}")
def claim(request: Request, desk: TheDesk, id_: str) -> Response:
    """One claim with its sentence."""
    found = desk.claim(id_)
    return page(request, "claim.html", view=claim_page(found, web_address(found.coded.report.url)))


def _some(number: int) -> int | None:
    """A number, None where it is more than is counted."""
    return number if number <= SOME else None
