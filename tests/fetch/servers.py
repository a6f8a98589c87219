"""Real servers on loopback: one that answers as told, one that nobody may ever reach, and a clock."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from sayso.fetch import Fetcher, Limits, Options, Policy


@dataclass
class Reply:
    """What a server says; `raw` is sent as it is, without a head of ours."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    type: str | None = "text/html"
    raw: Callable[[socket.socket], None] | None = None


Answering = Callable[[str, dict[str, str]], Reply]


@dataclass
class Served:
    """A server that is running: its address, and what it was asked for, in order."""

    home: str
    port: int
    asked: list[str]
    headers: list[dict[str, str]]


@contextmanager
def serving(answering: Answering) -> Iterator[Served]:
    """A server on a free port of 127.0.0.1; `answering` gets the path and the headers of each request."""
    asked: list[str] = []
    headers: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append(self.path)
            headers.append({name.lower(): value for name, value in self.headers.items()})
            reply = answering(self.path, headers[-1])
            self.close_connection = True
            if reply.raw is not None:
                self.wfile.flush()
                reply.raw(self.connection)
                return
            self.send_response(reply.status)
            if reply.type is not None:
                self.send_header("Content-Type", reply.type)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in reply.headers:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: object) -> None:
            """A client that went away is what many tests want."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    port = server.server_address[1]
    try:
        yield Served(f"http://127.0.0.1:{port}", port, asked, headers)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Canary:
    """Counts who connects to a port of this machine; nobody should."""

    def __init__(self, family: socket.AddressFamily = socket.AF_INET) -> None:
        self._line = socket.socket(family)
        self._line.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0))
        self._line.listen(64)
        self.port: int = self._line.getsockname()[1]

    def hits(self) -> int:
        """How many connections wait to be taken; the system makes them before anybody takes one."""
        self._line.settimeout(0)
        number = 0
        while True:
            try:
                self._line.accept()[0].close()
            except BlockingIOError:
                return number
            number += 1

    def close(self) -> None:
        self._line.close()


@dataclass
class FakeClock:
    """Time that passes only when somebody sleeps; the wall clock can be moved on its own.

    Nobody sleeps beyond `end`: that is when the test does something.
    """

    passed: float = 1000.0
    wall: datetime = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)
    end: float = float("inf")

    def monotonic(self) -> float:
        return self.passed

    def now(self) -> datetime:
        return self.wall

    def sleep(self, seconds: float) -> None:
        seconds = max(min(seconds, self.end - self.passed), 0.0)
        self.slept.append(seconds)
        self.passed += seconds
        self.wall += timedelta(seconds=seconds)


def fetcher_for(*served: Served, clock: FakeClock | None = None, **options: object) -> Fetcher:
    """A fetcher that may ask these servers, and nobody else on this machine."""
    policy = Policy.of(f"127.0.0.1:{one.port}" for one in served)
    limits = Limits(connect=10, read=10, total=20)
    made = {"policy": policy, "limits": limits, "robots": False, **options}
    return Fetcher(Options(**made), clock or FakeClock())  # type: ignore[arg-type]  # any option of a test
