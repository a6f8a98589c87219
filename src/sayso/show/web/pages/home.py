"""What is new."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sayso.show.web.rendering import THEMES, TheDesk, page

router = APIRouter()
_NEWEST = 20


@router.get("/")
def home(request: Request, desk: TheDesk) -> HTMLResponse:
    """The newest incidents."""
    newest = list(desk.incidents(limit=_NEWEST))
    return page(request, "home.html", newest=newest)


@router.get("/theme/{name}")
def theme(name: str) -> Response:
    """Light, dark, or as the reader's system has it; kept in a cookie that says nothing else."""
    back = RedirectResponse("/", status_code=303)
    if name in THEMES:
        back.set_cookie("theme", name, max_age=365 * 86_400, httponly=True, samesite="lax")
    else:
        back.delete_cookie("theme")
    return back
