"""What is answered when something is wrong: one body for the API, one page for people."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from sayso.errors import NoRoom, ReadError, SaysoError, StoreError, UnknownName, WrongFilter
from sayso.show.safe import safe
from sayso.show.web.rendering import page

_LONGEST = 2_000  # code points of a message: it may quote what was asked
PROBLEM = "application/problem+json"


def install(app: FastAPI) -> None:
    """Answer every error of ours, of a route and of a form in the same way."""
    app.add_exception_handler(SaysoError, _of_ours)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_values)


def answer(request: Request, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """The error as RFC 9457 has it where a program asks, as a page where a person does."""
    title = HTTPStatus(status).phrase
    said = safe(detail)[:_LONGEST]
    if wants_data(request):
        body = {"type": "about:blank", "title": title, "status": status, "detail": said}
        return JSONResponse(body, status, headers, media_type=PROBLEM)
    made = page(request, "error.html", status=status, code=status, title=title, detail=said)
    made.headers.update(headers or {})
    return made


def wants_data(request: Request) -> bool:
    """Whether a program asks: the API, or a page's address that ends in a format."""
    path = request.url.path
    last = path.rsplit("/", 1)[-1]
    return path.startswith("/api/") or last.endswith(
        (".json", ".csv", ".geojson", ".parquet", ".atom", ".zip")
    )


def _of_ours(request: Request, error: Any) -> Response:
    status = status_of(error)
    if status == 400 and request.url.path.startswith("/api/"):
        status = 404 if isinstance(error, UnknownName) else 409  # the form of each value was checked before
    return answer(request, status, str(error))


def status_of(error: SaysoError) -> int:
    """404 for what is not there, 400 for a senseless question, 409 for what a base refuses, 507 if full."""
    if isinstance(error, UnknownName) and error.kind in (
        "incident",
        "report",
        "claim",
        "decision",
        "party",
        "outlet",
        "state",
    ):
        return 404
    if isinstance(error, (UnknownName, WrongFilter)):
        return 400
    if isinstance(error, ReadError):
        return 422
    if isinstance(error, NoRoom):
        return HTTPStatus.INSUFFICIENT_STORAGE
    return 409 if isinstance(error, StoreError) else 400


def _of_http(request: Request, error: Any) -> Response:
    return answer(request, error.status_code, str(error.detail), dict(error.headers or {}))


def _of_values(request: Request, error: Any) -> Response:
    wrong = jsonable_encoder(error.errors())
    said = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in wrong)
    return answer(request, 422, said)
