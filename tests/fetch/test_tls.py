"""HTTPS to an address that was checked, under the name that was asked for.

news.example.pem is a key and a certificate for these tests alone; nothing else trusts or uses it.
"""

import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import FetchError
from sayso.fetch import Fetcher, Limits, Options
from tests.fetch.servers import FakeClock

PEM = Path(__file__).parent / "news.example.pem"
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\nConnection: close\r\n\r\n<p>words<"
)


class Secure:
    """A server that speaks TLS, and remembers which names it was asked under."""

    def __init__(self) -> None:
        self.names: list[str | None] = []
        self.requests: list[bytes] = []
        self._line = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._line.getsockname()[1]
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(PEM)
        self._context.sni_callback = lambda _socket, name, _context: self.names.append(name)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                raw, _ = self._line.accept()
            except OSError:
                return
            try:
                with self._context.wrap_socket(raw, server_side=True) as line:
                    self.requests.append(line.recv(65_536))
                    line.sendall(ANSWER)
            except OSError:
                raw.close()

    def close(self) -> None:
        self._line.shutdown(socket.SHUT_RDWR)
        self._line.close()
        self._thread.join()


@pytest.fixture
def secure(monkeypatch: pytest.MonkeyPatch) -> Iterator[Secure]:
    """The server, at what its names are told to be a public address."""
    server, connect = Secure(), socket.create_connection

    def there(address: tuple[str, int], *args: object, **options: object) -> socket.socket:
        assert address == ("93.184.216.34", 443)
        return connect(("127.0.0.1", server.port), *args, **options)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(socket, "create_connection", there)
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    yield server
    server.close()


def asking() -> Fetcher:
    limits = Limits(connect=10, read=10, total=20)
    return Fetcher(Options(limits=limits, robots=False, resolver=lambda *_: ["93.184.216.34"]), FakeClock())


def test_the_name_is_kept_in_tls_and_in_the_host_header(secure: Secure) -> None:
    answer = asking().fetch("https://news.example/a")
    assert (answer.body, answer.last.peer) == (b"<p>words<", "93.184.216.34")
    assert secure.names == ["news.example"]
    assert secure.requests[0].startswith(b"GET /a HTTP/1.1\r\nHost: news.example\r\n")


def test_a_certificate_of_another_name_is_refused(secure: Secure) -> None:
    with pytest.raises(FetchError, match="certificate"):
        asking().fetch("https://other.example/a")
    assert secure.requests == []
