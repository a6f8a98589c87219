"""Pages from templates. What comes from a report is escaped; nothing is marked safe but our own SVG."""

import re
import unicodedata
from functools import cache
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from sayso.desk import Desk
from sayso.desk.blinding import blinded
from sayso.pipeline import code_version
from sayso.show import words
from sayso.show.safe import safe
from sayso.show.web import links
from sayso.show.web.accounts import Role
from sayso.show.web.options import WebOptions
from sayso.show.web.showing import shown

THEMES = ("light", "dark")
_CLIPPED = 400  # code points of a title or a name: a page holds, whatever a report calls itself


async def the_desk(request: Request) -> Desk:
    """See `_desk_of`; where nobody can have logged in, that needs no thread."""
    options = the_options(request)
    if options.writing or options.accounts is not None:
        return await run_in_threadpool(_desk_of, request)
    return _desk_of(request)


def _desk_of(request: Request) -> Desk:
    """The desk that is served, as the one who asks may see it.

    Coders see all of it but what others decided on the reports that they code blind; all others do not see
    what readers may not.
    """
    desk: Desk = request.app.state.desk
    coder = request.app.state.coder_of(request)
    if coder is not None:
        desk = blinded(desk, coder.name)
        if coder.role.may(Role.CODER):
            return desk
    options = the_options(request)
    return shown(desk, options.rights, names=options.names)


def the_options(request: Request) -> WebOptions:
    """How it is served."""
    options: WebOptions = request.app.state.options
    return options


TheDesk = Annotated[Desk, Depends(the_desk)]
TheOptions = Annotated[WebOptions, Depends(the_options)]


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page; `values` are what its template names, beside what every page has (see `_frame`)."""
    text = _environment().get_template(template).render(**_frame(request), **values)
    return HTMLResponse(text, status_code=status)


def xml(template: str, **values: Any) -> str:
    """A feed, or another text that no reader sees as it is."""
    return _environment().get_template(template).render(**values)


def _frame(request: Request) -> dict[str, Any]:
    options = the_options(request)
    theme = request.cookies.get("theme")
    return {
        "request": request,
        "path": request.url.path,
        "desk_name": options.name,
        "writing": options.writing,
        "theme": theme if theme in THEMES else None,
        "coder": request.app.state.coder_of(request),
        "accounts": options.accounts is not None,
        "version": _version(),
    }


@cache
def _version() -> str:
    return code_version()  # reads a file


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("sayso.show.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        clean=clean,
        clip=clip,
        day=words.day,
        days=words.days,
        counted=words.counted,
        direction=direction,
    )
    made.globals.update(links=links, words=words, svg=Markup)
    return made


def clean(text: str) -> str:
    """Text of a report on one line, without characters that hide or turn what stands beside them."""
    return safe(text)


def clip(text: str, length: int = _CLIPPED) -> str:
    """The beginning of a text that is too long for its place, cleaned."""
    whole = safe(text[: 4 * length])
    return whole if len(whole) <= length else whole[: length - 1].rstrip() + "…"


_RIGHT_TO_LEFT = {"R", "AL"}
_LETTER = re.compile(r"[^\W\d_]")


def direction(text: str) -> str:
    """ "rtl" where the first letter is of a script that runs from right to left, "ltr" else."""
    first = _LETTER.search(text)
    return "rtl" if first and unicodedata.bidirectional(first[0]) in _RIGHT_TO_LEFT else "ltr"
