"""The list: search, facets, formats and the feed, all of one and the same question."""

import hashlib
from functools import cache

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException

from sayso.desk import Desk
from sayso.desk.exporting import options as export_options
from sayso.model.filters import Sort
from sayso.show.web import links
from sayso.show.web.asked import Asked, asked_of
from sayso.show.web.downloads import Busy, Downloads
from sayso.show.web.formats import FIRST, FORMATS, format_of, writing
from sayso.show.web.kept import kept
from sayso.show.web.packing import zipped
from sayso.show.web.rendering import TheDesk, TheOptions, page, xml
from sayso.show.web.views.histogram import histogram
from sayso.show.web.views.lists import SOME, ListView, feed_of, list_of, relaxed
from sayso.show.web.views.narrowing import FIELDS, Relax, chips, hidden
from sayso.show.web.views.rows import Around, Named

router = APIRouter()
_FEED = 50  # entries
_RELAXED = 6  # filters that are taken away one by one to see what is left
_ATOM = "application/atom+xml"
_SHOWN = {"json", "geojson"}  # by the browser itself; others are files to keep


@router.get("/incidents")
@kept
def incidents(request: Request, desk: TheDesk) -> Response:
    """The list of what is asked for; an address that says it in another way leads to the one that stays."""
    asked = asked_of(request)
    there = {**asked.given} | ({"after": asked.after} if asked.after else {})
    if dict(request.query_params.multi_items()) != there:
        return RedirectResponse(links.query("/incidents", there), 303)
    found, overview = desk.list_page(asked.filters, limit=asked.limit, after=asked.after, sort=asked.sort)
    around = Around(country_names(), found.sentences)
    view = list_of(asked, found, overview, around)
    return page(
        request,
        "incidents.html",
        view=view,
        asked=asked,
        bars=histogram(overview.months),
        hidden=hidden(asked, *FIELDS),
        relax=_relax(desk, asked, view) if not view.rows else (),
        formats=[FORMATS[name] for name in (*FIRST, *(one for one in FORMATS if one not in FIRST))],
        first=len(FIRST),
    )


def _relax(desk: Desk, asked: Asked, view: ListView) -> list[Relax]:
    """What each filter leaves out, where all of them together leave nothing."""
    if len(view.chips) < 2:
        return []
    counts = [(chip, desk.some(asked.without(chip.name).filters, SOME)) for chip in view.chips[:_RELAXED]]
    return [Relax(chip, relaxed(number)) for chip, number in counts if number]


@router.get("/incidents.{name}")
def file(request: Request, desk: TheDesk, name: str) -> Response:
    """The same list in a format of `FORMATS`, all of it, as it is made; NAME.zip has all of its files."""
    asked = asked_of(request, "sort", "limit", "after")
    name, _, packed = name.partition(".")
    form = format_of(name if packed in ("", "zip") else f"{name}.{packed}")
    how = export_options(None)
    write = writing(desk, name, asked.filters, how, str(request.base_url), beside=bool(packed))
    stem = "incidents" if name in FIRST else f"incidents-{name}"
    if packed:
        write = zipped(write, stem, form.suffix)
    downloads: Downloads = request.app.state.downloads
    try:
        body = downloads.start(write)
    except Busy as error:
        raise HTTPException(503, str(error), {"Retry-After": "10"}) from None
    place = "inline" if name in _SHOWN and not packed else "attachment"
    file_name = f"{stem}{form.suffix}{'.zip' * bool(packed)}"
    kept = {"Content-Disposition": f'{place}; filename="{file_name}"'}
    return StreamingResponse(body, media_type="application/zip" if packed else form.media, headers=kept)


@router.get("/feed.atom")
@kept
def feed(request: Request, desk: TheDesk, options: TheOptions) -> Response:
    """The incidents of the list that came into the base last, as a feed."""
    asked = asked_of(request, "sort", "limit", "after")
    found = desk.listed(asked.filters, limit=_FEED, sort=Sort.ADDED)
    moments = desk.moments([one.id for one in found.rows])
    name = country_names()
    view = feed_of(found, Around(name, {}, moments))
    said = "; ".join(chip.label for chip in chips(asked, name, {}))
    text = xml(
        "feed.atom",
        view=view,
        desk_name=options.name,
        said=said,
        base=str(request.base_url).rstrip("/"),
        here=links.query("/feed.atom", asked.given),
        there=links.query("/incidents", asked.given),
        id=hashlib.sha256(repr(sorted(asked.given.items())).encode()).hexdigest()[:16],
    )
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(text, media_type=_ATOM, headers={"ETag": tag})


@cache
def country_names() -> Named:
    """The names of countries and parties, by their codes."""
    return export_options(None).tables.name
