"""What every answer carries, and which requests are refused before a page sees them.

A request that changes something must come from our own pages: browsers say where one comes from
(Sec-Fetch-Site, Origin), as Datasette and Go check it. Addresses by other names than those that are served
are refused, or a page elsewhere could reach a desk on this machine under a name of its own (DNS rebinding).
"""

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.show.web import errors
from sayso.show.web.options import WebOptions

CONTENT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LONGEST_ADDRESS = 8_000  # bytes of path and query
_LARGEST_FORM = 1_000_000
_LARGEST_BULK = 64_000_000  # reports that are posted to the API
_BULK = "/api/v1/reports"
_HOST = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


class _TooLarge(Exception):
    """More was sent than is taken."""


def install(app: FastAPI, options: WebOptions) -> None:
    """Put the guard before all routes."""
    app.add_middleware(_Guard, options=options)


@dataclass(slots=True)
class _Bucket:
    """So many requests at once, refilled evenly (a token bucket)."""

    left: float
    at: float


class Limiter:
    """How many requests one address may make: `burst` at once, `rate` a second over time.

    Raises nothing: `wait` says for how many seconds one more must wait, 0.0 for none.
    """

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, who: str) -> float:
        """Seconds until this request may be made; it counts only if that is 0.0."""
        with self._lock:  # of two at once, the second would find no bucket, and begin a full one
            return self._wait(who)

    def _wait(self, who: str) -> float:
        now = self._clock()
        bucket = self._buckets.pop(who, None) or _Bucket(self._burst, now)
        bucket.left = min(self._burst, bucket.left + (now - bucket.at) * self._rate)
        bucket.at = now
        self._buckets[who] = bucket
        while len(self._buckets) > _ADDRESSES:
            self._buckets.popitem(last=False)
        if bucket.left < 1:
            return (1 - bucket.left) / self._rate
        bucket.left -= 1
        return 0.0


_ADDRESSES = 10_000  # that a limiter remembers; those not seen for longest are forgotten first


class _Guard:
    """Checks a request, and puts our headers on its answer."""

    def __init__(self, app: ASGIApp, options: WebOptions) -> None:
        self._app = app
        self._options = options
        self._reading = Limiter(options.reads_a_second, options.reads_at_once)
        self._writing = Limiter(options.writes_a_second, options.writes_at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refused = self._refusal(request)
        if refused is not None:
            status, why, headers = refused
            await errors.answer(request, status, why, headers)(scope, receive, _with_headers(send))
            return
        most = _LARGEST_BULK if scope["path"] == _BULK else _LARGEST_FORM
        exchange = _Exchange(receive, send, most, bodiless=scope["method"] == "HEAD")
        with suppress(_TooLarge):
            await self._app(_asked(scope), exchange.receive, exchange.send)
        if exchange.too_large and not exchange.begun:
            await errors.answer(request, 413, _too_large(most))(scope, receive, _with_headers(send))

    def _refusal(self, request: Request) -> tuple[int, str, dict[str, str]] | None:
        """Status, reason and headers of the answer to a request that no page may see."""
        scope, headers = request.scope, request.headers
        if len(scope["path"]) + len(scope["query_string"]) > _LONGEST_ADDRESS:
            return 414, f"an address has at most {_LONGEST_ADDRESS:,} characters", {}
        if not self._is_served(headers):
            return 421, f"this desk is not served as {headers.get('host', '')!r}", {}
        safe = scope["method"] in _SAFE
        wait = (self._reading if safe else self._writing).wait(_address(scope))
        if wait > 0:
            return 429, "too many requests; wait a moment", {"Retry-After": str(int(wait) + 1)}
        if not safe and not _is_ours(headers):
            return 403, "a change must come from a page of this desk", {}
        length = headers.get("content-length", "0")
        most = _LARGEST_BULK if scope["path"] == _BULK else _LARGEST_FORM
        if not length.isascii() or not length.isdigit():
            return 400, f"Content-Length {length!r} is no number", {}
        return (413, _too_large(most), {}) if int(length) > most else None

    def _is_served(self, headers: Headers) -> bool:
        """Whether a host is one that the desk is served as; with no list, any is."""
        name = urlsplit(f"//{headers.get('host', '')}").hostname if _plain(headers.get("host", "")) else None
        return not self._options.hosts or name in self._options.hosts


def _asked(scope: Scope) -> Scope:
    """Pages answer HEAD as they answer GET; the API says of each route which methods it has."""
    page = scope["method"] == "HEAD" and not scope["path"].startswith(("/api/", "/static/"))
    return {**scope, "method": "GET"} if page else scope


def _plain(host: str) -> bool:
    return _HOST.fullmatch(host) is not None


def _is_ours(headers: Headers) -> bool:
    """Whether a change comes from our own pages, or from a program that is no browser and has no cookie."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == headers.get("host")
    return "cookie" not in headers


def _address(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""


def _too_large(most: int) -> str:
    return f"more than {most:,} bytes were sent; that is the most that is taken"


class _Exchange:
    """What is received and sent: the one until it is too much, the other with our headers.

    A length may lie, or be left out. What a page answers to half a form is not sent.
    """

    def __init__(self, receive: Receive, send: Send, most: int, *, bodiless: bool = False) -> None:
        self._receive, self._send, self._most = receive, _with_headers(send), most
        self._taken, self._bodiless = 0, bodiless
        self.begun = False
        self.too_large = False

    async def receive(self) -> Message:
        """The next piece of what is received."""
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        if self._taken > self._most:
            self.too_large = True
            raise _TooLarge
        return message

    async def send(self, message: Message) -> None:
        """Send a piece of the answer."""
        if self.too_large and not self.begun:
            return
        self.begun = True
        if self._bodiless and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            found = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                found.setdefault(name, value)
        await send(message)

    return with_headers
