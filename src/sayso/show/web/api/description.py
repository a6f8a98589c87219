"""The description of the API (OpenAPI), with its one body of errors."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from sayso.show.web.api.answers import Problem


def described(app: FastAPI) -> dict[str, Any]:
    """The description, made once."""
    if app.openapi_schema is None:
        made = get_openapi(
            title="sayso", version="1", summary="Who did what to whom, and who says so", routes=app.routes
        )
        shapes = made["components"]["schemas"]
        shapes["Problem"] = Problem.model_json_schema()
        for unused in ("HTTPValidationError", "ValidationError"):
            shapes.pop(unused, None)
        app.openapi_schema = made
    return app.openapi_schema
