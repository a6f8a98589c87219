"""What the desk does, and how right it is."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from sayso.show.web.rendering import page
from sayso.show.web.views.manual import manual

router = APIRouter()


@router.get("/about/method")
def method(request: Request) -> Response:
    """How a value comes about."""
    return page(request, "method.html")


@router.get("/about/accuracy")
def accuracy(request: Request) -> Response:
    """What is right and wrong, measured."""
    text = manual("accuracy.md")
    if text is None:
        raise HTTPException(404, "the figures are not installed with this copy of sayso")
    return page(request, "accuracy.html", text=text)
