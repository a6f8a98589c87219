"""Log in and out, where there are accounts."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from sayso.show.web import links
from sayso.show.web.accounts import Accounts
from sayso.show.web.coders import cookie_name, the_accounts
from sayso.show.web.rendering import page, the_options
from sayso.show.web.security import Limiter

router = APIRouter()


@router.get("/login")
def form(request: Request, to: str = "/review") -> Response:
    """The form."""
    _accounts(request)
    return page(request, "login.html", to=links.own(to, "/review"), wrong="")


@router.post("/login")
def log_in(
    request: Request,
    name: Annotated[str, Form()],
    password: Annotated[str, Form()],
    to: Annotated[str, Form()] = "/review",
) -> Response:
    """Begin a session; one that there was is ended, so that nobody can have fixed it."""
    accounts = _accounts(request)
    address = request.client.host if request.client else ""
    guesses: Limiter = request.app.state.guesses
    wait = max(guesses.wait(f"from {address}"), guesses.wait(f"for {name[:200]}"))
    if wait > 0:
        raise HTTPException(429, "too many tries; wait a moment", {"Retry-After": str(int(wait) + 1)})
    secret = accounts.log_in(name, password)
    if secret is None:
        return page(
            request, "login.html", status=401, to=links.own(to, "/review"), wrong="Name or password is wrong."
        )
    _end(request)
    answer = RedirectResponse(links.own(to, "/review"), status_code=303)
    secure = the_options(request).secure
    answer.set_cookie(cookie_name(request), secret, httponly=True, samesite="strict", secure=secure, path="/")
    return answer


@router.post("/logout")
def log_out(request: Request) -> Response:
    """End the session."""
    _end(request)
    answer = RedirectResponse("/", status_code=303)
    secure = the_options(request).secure
    answer.delete_cookie(cookie_name(request), path="/", secure=secure, httponly=True, samesite="strict")
    return answer


def _end(request: Request) -> None:
    secret = request.cookies.get(cookie_name(request))
    if secret:
        _accounts(request).log_out(secret)


def _accounts(request: Request) -> Accounts:
    found = the_accounts(request)
    if found is None:
        raise HTTPException(404, "this desk has no accounts")
    return found
