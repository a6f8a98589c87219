"""One request over one connection, to an address that was checked before.

urllib3's connections are used without its pools: no redirects, no repeats, no proxies, no cookies. The Host
header and the name in TLS are those of the host, the connection goes to the address that was checked.
"""

import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sayso.errors import FetchError, ResourceError, TryLater
from sayso.fetch.addresses import Target
from sayso.fetch.answers import Exchange, Headers, Limits
from sayso.fetch.bodies import Body

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse

_PIECE = 16_384
MISSING = "fetching needs further packages: pip install 'sayso[feeds]'"


class Deadline:
    """Ends whatever a request is at when its time is up, be it the last byte of a hand-shake.

    Time-outs of sockets alone do not: a server that sends a byte every nine seconds never meets one.
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        self._timer = threading.Timer(max(seconds, 0.0), self._end)
        self._timer.daemon = True
        self._timer.start()

    def guard(self, line: socket.socket) -> None:
        """End this connection at the deadline. A copy is kept: TLS takes the socket itself away."""
        with self._lock:
            self._line = line.dup()
            late = self.passed
        if late:
            self._cut()

    def close(self) -> None:
        """The request is over."""
        self._timer.cancel()
        with self._lock:
            if self._line is not None:
                self._line.close()
                self._line = None

    def _end(self) -> None:
        self.passed = True
        self._cut()

    def _cut(self) -> None:
        with self._lock:
            if self._line is not None:
                try:
                    self._line.shutdown(socket.SHUT_RDWR)
                except OSError:  # it has gone by itself
                    return


def exchange(
    target: Target, peers: Sequence[str], request: Headers, limits: Limits, at: datetime
) -> tuple[Exchange, bytes]:
    """Ask for `target` at the first of its addresses that answers; what went over the wire, and the body.

    Args:
        target: What to ask for.
        peers: Its addresses, checked.
        request: The headers to send, without Host.
        limits: Of time and size; `total` is what is left of it.
        at: When, for the record.

    Raises:
        TryLater: it is slow or out of reach.
        FetchError: what came is no answer, or too much of one.
        ResourceError: the extra `feeds` is not installed.
    """
    headers = (("Host", target.authority), *request)
    deadline = Deadline(limits.total)
    try:
        with (
            _told(target.address, deadline, limits),
            _connected(target, peers, deadline, limits) as (
                connection,
                peer,
            ),
        ):
            connection.request(
                "GET", target.path, headers=dict(headers), preload_content=False, decode_content=False
            )
            response = connection.getresponse()
            raw, body = _body(target.address, response, limits)
            done = Exchange(
                target.address,
                peer,
                target.path,
                headers,
                response.status,
                response.reason or "",
                _headers(response),
                raw,
                at,
            )
    finally:
        deadline.close()
    if deadline.passed:
        raise TryLater(_too_slow(target.address, limits))
    return done, body


def _body(address: str, response: "BaseHTTPResponse", limits: Limits) -> tuple[bytes, bytes]:
    declared = response.headers.get("Content-Length", "")
    if declared.isdecimal() and int(declared) > limits.raw:
        raise FetchError(f"{address}: {int(declared):,} bytes, at most {limits.raw:,} are read")
    body = Body(address, response.headers.get("Content-Encoding"), limits)
    for piece in response.stream(_PIECE, decode_content=False):
        body.take(piece)
    return body.end()


def _headers(response: "BaseHTTPResponse") -> Headers:
    return tuple((str(name), str(value)) for name, value in response.headers.iteritems())


@contextmanager
def _told(address: str, deadline: Deadline, limits: Limits) -> Iterator[None]:
    """What goes wrong on the wire, as errors of ours."""
    try:
        from urllib3.exceptions import HTTPError
    except ImportError:
        raise ResourceError(MISSING) from None
    import http.client

    try:
        yield
    except FetchError:
        if deadline.passed:
            raise TryLater(_too_slow(address, limits)) from None
        raise
    except ssl.SSLCertVerificationError as error:
        raise FetchError(f"{address}: its certificate does not hold: {error.verify_message}") from None
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        if deadline.passed:
            raise TryLater(_too_slow(address, limits)) from None
        if isinstance(error, TimeoutError):
            raise TryLater(f"{address}: nothing came for {limits.read:g} s") from None
        raise TryLater(f"{address}: {_why(error)}") from None


def _why(error: Exception) -> str:
    return f"the connection broke ({type(error).__name__}: {str(error)[:200]})"


def _too_slow(address: str, limits: Limits) -> str:
    return f"{address}: took more than {limits.total:g} s"


@contextmanager
def _connected(
    target: Target, peers: Sequence[str], deadline: Deadline, limits: Limits
) -> Iterator[tuple["HTTPConnection", str]]:
    line, peer = _line(target, peers, limits)
    deadline.guard(line)
    connection = _connection(target, line, limits)
    try:
        connection.connect()
        connection.timeout = limits.read
        yield connection, peer
    finally:
        connection.close()
        line.close()


def _line(target: Target, peers: Sequence[str], limits: Limits) -> tuple[socket.socket, str]:
    """A connection to the first address that takes one, three at most; a name may have many."""
    why: OSError = OSError("no address")
    for peer in peers[:3]:
        try:
            line = socket.create_connection((peer, target.port), timeout=min(limits.connect, limits.total))
        except OSError as error:
            why = error
            continue
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.settimeout(limits.read)
        return line, peer
    reason = f"no connection within {limits.connect:g} s" if isinstance(why, TimeoutError) else str(why)
    raise TryLater(f"{target.address}: cannot be reached: {reason}")


def _connection(target: Target, line: socket.socket, limits: Limits) -> "HTTPConnection":
    """urllib3's connection, to be spoken over a socket that is connected already."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return line

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return line

    if target.scheme == "http":
        return Plain(target.host, target.port, timeout=limits.read)
    context: Any = ssl.create_default_context()
    return Secure(target.host, target.port, timeout=limits.read, ssl_context=context)
