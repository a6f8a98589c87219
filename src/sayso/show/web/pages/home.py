"""What is new."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sayso.show.web.kept import kept
from sayso.show.web.pages.incidents import country_names
from sayso.show.web.rendering import THEMES, TheDesk, page
from sayso.show.web.views.news import news_of
from sayso.show.web.views.rows import Around

router = APIRouter()
_NEWEST = 12


@router.get("/")
@kept
def home(request: Request, desk: TheDesk) -> HTMLResponse:
    """What came in, what is disputed and what was corrected last."""
    found = desk.news(_NEWEST)
    return page(request, "home.html", view=news_of(found, Around(country_names(), {}, found.moments)))


@router.get("/theme/{name}")
def theme(name: str) -> Response:
    """Light, dark, or as the reader's system has it; kept in a cookie that says nothing else."""
    back = RedirectResponse("/", status_code=303)
    if name in THEMES:
        back.set_cookie("theme", name, max_age=365 * 86_400, httponly=True, samesite="lax")
    else:
        back.delete_cookie("theme")
    return back
