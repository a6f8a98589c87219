"""The application: pages, the API, static files, errors and what guards them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from threading import Thread

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from sayso.desk import Desk
from sayso.show.web import errors, metering, security
from sayso.show.web.accounts import Accounts
from sayso.show.web.api import routes
from sayso.show.web.api.description import described
from sayso.show.web.coders import the_coder
from sayso.show.web.downloads import Downloads
from sayso.show.web.kept import Answers
from sayso.show.web.options import WebOptions
from sayso.show.web.pages import PAGES

STATIC = files("sayso.show.web") / "static"


def application(desk: Desk, options: WebOptions | None = None) -> FastAPI:
    """The web application of one desk.

    Args:
        desk: What it shows; the caller closes it.
        options: How it is served; None is read-only, without accounts.
    """
    app = FastAPI(
        title="sayso",
        docs_url=None,  # its pages load scripts from other hosts
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=_few_threads,
    )
    app.state.desk = desk
    app.state.options = options or WebOptions()
    app.state.downloads = Downloads()
    app.state.answers = Answers(desk, app.state.options.kept_megabytes * 1_000_000)
    where = app.state.options.accounts
    # Passwords may be guessed a few times at once, then once in ten seconds, from an address and for a name.
    app.state.guesses = security.Limiter(0.1, 10)
    app.state.coder_of = the_coder
    app.state.accounts = None if where is None else Accounts(where)
    for page in PAGES:
        app.include_router(page.router, include_in_schema=False)
    app.include_router(routes.router)
    app.openapi = lambda: described(app)  # type: ignore[method-assign]  # as FastAPI's manual has it
    app.mount("/static", StaticFiles(directory=str(STATIC)), name="static")
    errors.install(app)
    security.install(app, app.state.options)
    metering.install(app)
    return app


@asynccontextmanager
async def _few_threads(app: FastAPI) -> AsyncIterator[None]:
    """Pages are made in threads, each with a connection of its own.

    Readers get two: for every row that SQLite reads, a thread gives the interpreter away and waits until it
    gets it back, the longer the more of them there are. Who writes may have to wait for the writer before.
    """
    from anyio.to_thread import current_default_thread_limiter

    current_default_thread_limiter().total_tokens = _WRITING if app.state.options.writing else _READING
    if app.state.options.writing:  # the first report that is posted must not wait for the models
        Thread(target=app.state.desk.warm_up, daemon=True).start()
    yield


_READING, _WRITING = 2, 8
