"""For whoever keeps the server running: whether it lives, whether its base answers, and what it counts."""

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from starlette.exceptions import HTTPException

from sayso.errors import SaysoError
from sayso.show.web import metering
from sayso.show.web.rendering import the_options

router = APIRouter()


@router.get("/healthz")
def live() -> Response:
    """The process answers. The base is not asked: a server is restarted on this, and must not be on that."""
    return PlainTextResponse("ok\n")


@router.get("/readyz")
def ready(request: Request) -> Response:
    """The base answers; 503 where it does not, and a proxy sends readers elsewhere."""
    try:
        next(request.app.state.desk.incidents(limit=1), None)
    except (SaysoError, OSError) as error:
        raise HTTPException(503, f"the base does not answer: {error}") from None
    return PlainTextResponse("ok\n")


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """What is counted; 404 without `--metrics`: how much is read is not for all to know."""
    if not the_options(request).metrics:
        raise HTTPException(404, "counting is not shown; start with --metrics")
    return Response(request.app.state.metrics.text(), media_type=metering.FORM)
