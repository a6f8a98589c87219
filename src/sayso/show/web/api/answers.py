"""What the API answers: the shapes, for its description, and how they are sent."""

import hashlib
from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response
from pydantic import BaseModel, ConfigDict

from sayso.export.lines import dumps


class Problem(BaseModel):
    """Every error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class _Open(BaseModel):
    """An object that may have more than is named here: a value that is not known has no key."""

    model_config = ConfigDict(extra="allow")


class Range(BaseModel):
    """People hurt, over all accounts."""

    low: int
    best: int
    high: int


class Row(_Open):
    """An incident in one row: `reports` and `events` are ids, `lines` and `parties` numbers."""

    id: str
    type: str
    modality: str
    reports: list[str]
    events: list[str]
    lines: int
    parties: int
    disputed: bool
    reviewed: bool


class Rows(BaseModel):
    """A page of incidents; `next` asks for the following one, None on the last."""

    incidents: list[Row]
    next: str | None


class Whole(BaseModel):
    """One incident with every account: `incident` is of the form `sayso-incidents/1`."""

    summary: Row
    incident: dict[str, Any]
    reports: list[dict[str, Any]]


class Claim(_Open):
    """Who says what of which incident, in which words."""

    id: str
    report: str
    event: str
    stance: str
    field: str
    value: str
    text: str
    start: int
    end: int
    own_voice: bool


class Claims(BaseModel):
    """A page of claims."""

    claims: list[Claim]
    next: str | None


class Count(BaseModel):
    """How many incidents have these values."""

    values: list[str | None]
    incidents: int


class Counts(BaseModel):
    """How many incidents there are of each combination of values of `by`."""

    by: list[str]
    counts: list[Count]


class Facet(BaseModel):
    """How many incidents have a value of a field."""

    value: str
    incidents: int


class Facets(BaseModel):
    """Of each field the values that most incidents have."""

    facets: dict[str, list[Facet]]


class Record(_Open):
    """A coded report, of the form `sayso/1`: see `sayso schema`."""

    report: dict[str, Any]


class Outcome(BaseModel):
    """What came of one report; `message` says why it failed."""

    report: str
    result: str
    events: list[str]
    incidents: list[str]
    message: str | None = None


class Outcomes(BaseModel):
    """What came of posted reports, in their order."""

    outcomes: list[Outcome]


_WRONG = {
    400: "a name or value makes no sense",
    404: "there is no such thing",
    409: "parameters contradict each other, or the base refuses",
    422: "a parameter is of another form",
    429: "too many requests",
}
_WRITING = {
    401: "log in first",
    403: "the desk is read-only, or the role is not enough",
    413: "too large",
    507: "the disk of the base is full",
}


def shapes(model: type[BaseModel], *, writing: bool = False) -> dict[int | str, dict[str, Any]]:
    """The answers of a route, for the description of the API."""
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    said = {**_WRONG, **(_WRITING if writing else {})}
    found: dict[int | str, dict[str, Any]] = {200: {"model": model}}
    if not writing:
        found[304] = {"description": "nothing has changed: see If-None-Match"}
    return found | {status: {"description": why, "content": problem} for status, why in said.items()}


def answer(request: Request, body: Mapping[str, object]) -> Response:
    """The body as JSON, or 304 where the asker has it already."""
    data = dumps(body).encode("utf-8", "replace")
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if request.method == "GET" and known & {tag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type="application/json", headers=headers)
