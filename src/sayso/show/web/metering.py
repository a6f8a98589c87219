"""What the server counts of its own work, as Prometheus reads it, and its line for each request."""

import logging
import time
from collections.abc import Iterator

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.desk import Desk
from sayso.errors import SaysoError
from sayso.pipeline import code_version

FORM = "text/plain; version=0.0.4; charset=utf-8"
_LOG = logging.getLogger("sayso.web")
# Seconds: a page from ten thousand incidents takes about 0.01, a question of words to a million 0.2.
_STEPS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_FRESH = 15.0  # seconds for which the numbers of the base are not asked for again
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class Metrics:
    """The counters of one application; each has its own, so that two in one process do not mix."""

    def __init__(self, desk: Desk) -> None:
        self._registry = CollectorRegistry()
        about = Gauge("sayso_info", "Version of sayso", ["version"], registry=self._registry)
        about.labels(code_version()).set(1)
        self._requests = Counter(
            "sayso_requests", "Answered requests", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "sayso_request_seconds",
            "Seconds until an answer was sent",
            ["route"],
            buckets=_STEPS,
            registry=self._registry,
        )
        self.open = Gauge("sayso_requests_open", "Requests that are being answered", registry=self._registry)
        self._registry.register(_Base(desk))
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer; `route` is the pattern of an address, so that there are few of them."""
        self._requests.labels(method if method in _METHODS else "other", route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All that is counted, in Prometheus' text form."""
        return generate_latest(self._registry)


class _Base(Collector):
    """How much the base holds, asked when it is looked at; `sayso_base_up` is 0 where it does not answer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: tuple[float, int | None] = (float("-inf"), None)

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing: registering must not ask the base."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Whether the base answers, and how many incidents it holds."""
        asked, incidents = self._kept
        if time.monotonic() - asked > _FRESH:
            incidents = _incidents(self._desk)
            self._kept = (time.monotonic(), incidents)
        yield GaugeMetricFamily("sayso_base_up", "Whether the base answers", float(incidents is not None))
        if incidents is not None:
            yield GaugeMetricFamily("sayso_incidents", "Incidents in the base", incidents)


def _incidents(desk: Desk) -> int | None:
    try:
        return desk.count()[0][1]
    except (SaysoError, OSError):
        _LOG.exception("the base cannot be read")
        return None


def install(app: FastAPI) -> None:
    """Count and log every request, those that are refused too: put last, it is the first to see them."""
    app.state.metrics = Metrics(app.state.desk)
    app.add_middleware(_Metered, metrics=app.state.metrics)


class _Metered:
    """Counts a request, and says a line about it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, sent = time.perf_counter(), _Sent(send)
        try:
            with self._metrics.open.track_inprogress():
                await self._app(scope, receive, sent)
        finally:
            seconds = time.perf_counter() - begun
            route = _route(scope)
            self._metrics.count(scope["method"], route, sent.status, seconds)
            given = {
                "method": scope["method"],
                "route": route,
                "status": sent.status,
                "ms": round(1_000 * seconds, 1),
                "bytes": sent.size,
            }
            _LOG.log(logging.WARNING if sent.status >= 500 else logging.INFO, "answered", extra=given)


class _Sent:
    """Passes an answer on, and remembers its status and size; 500 until there is one."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 500
        self.size = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.size += len(message.get("body", b""))
        await self._send(message)


def _route(scope: Scope) -> str:
    """The pattern of the route that answered: "/i/{id}"; "none" where none did."""
    found = getattr(scope.get("route"), "path", None)
    if isinstance(found, str):
        return found
    return "/static" if scope["path"].startswith("/static/") else "none"
