"""Addresses asked for over real connections to a server on loopback."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Sequence

import pytest

from sayso.errors import AddressRefused, FetchError, TryLater
from sayso.fetch import Fetcher, Limits, Options, Policy
from tests.fetch.servers import FakeClock, Reply, fetcher_for, serving

PAGE = b"<html><body><p>Shells fell on the town.</p></body></html>"


def test_a_page_comes_back_with_what_to_ask_next_time() -> None:
    def answering(path: str, headers: dict[str, str]) -> Reply:
        if headers.get("if-none-match") == '"7"':
            return Reply(status=304)
        return Reply(
            gzip.compress(PAGE, mtime=0),
            headers={
                "ETag": '"7"',
                "Last-Modified": "Mon, 02 Mar 2026 08:00:00 GMT",
                "Content-Encoding": "gzip",
            },
            type="text/html; charset=utf-8",
        )

    with serving(answering) as served:
        fetcher = fetcher_for(served)
        first = fetcher.fetch(f"{served.home}/a?b=c#d")
        second = fetcher.fetch(f"{served.home}/a?b=c", etag=first.etag, modified=first.modified)
    assert (first.status, first.body, first.type, first.charset) == (200, PAGE, "text/html", "utf-8")
    assert first.address == f"{served.home}/a?b=c"
    assert gzip.decompress(first.last.body) == PAGE
    assert second.status == 304
    assert served.asked == ["/a?b=c", "/a?b=c"]
    sent = served.headers[1]
    assert sent["host"] == f"127.0.0.1:{served.port}"
    assert sent["user-agent"].startswith("sayso/")
    assert sent["if-modified-since"] == "Mon, 02 Mar 2026 08:00:00 GMT"
    assert "cookie" not in sent


def test_cookies_and_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with serving(lambda *_: Reply(PAGE, headers={"Set-Cookie": "a=b"})) as served:
        fetcher = fetcher_for(served)
        fetcher.fetch(f"{served.home}/1")
        fetcher.fetch(f"{served.home}/2")
    assert [one.get("cookie") for one in served.headers] == [None, None]


def test_redirects_are_followed_and_each_is_kept() -> None:
    def answering(path: str, _: dict[str, str]) -> Reply:
        number = int(path.strip("/"))
        return Reply(PAGE) if number == 5 else Reply(status=302, headers={"Location": f"/{number + 1}"})

    with serving(answering) as served:
        answer = fetcher_for(served).fetch(f"{served.home}/0")
        assert [one.status for one in answer.exchanges] == [302] * 5 + [200]
        assert answer.address == f"{served.home}/5"
        with pytest.raises(FetchError, match="more than 5 redirects"):
            fetcher_for(served).fetch(f"{served.home}/-1")


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_an_answer(status: int) -> None:
    with serving(lambda *_: Reply(b"gone", status, type="application/octet-stream")) as served:
        assert fetcher_for(served).fetch(served.home).status == status


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(PAGE, type="application/pdf"), "is application/pdf; web pages"),
        (Reply(b"\x89PNG", type=None), "is of no stated type"),
        (Reply(b"", type="text/html"), "an empty answer"),
        (Reply(PAGE, 403), "status 403"),
        (Reply(PAGE, headers={"Content-Length": "9000000"}), "9,000,000 bytes, at most 5,000,000"),
        (Reply(PAGE, headers={"Content-Encoding": "rot13"}), "packed by 'rot13'"),
        (Reply(gzip.compress(bytes(50_000_000), mtime=0), headers={"Content-Encoding": "gzip"}), "a bomb"),
        (Reply(status=302, headers={"Location": "ftp://a.example/"}), "no web address"),
        (Reply(status=302, headers={"Location": "http://[::1"}), "no web address"),
    ],
)
def test_what_is_no_page_is_refused(reply: Reply, told: str) -> None:
    with serving(lambda *_: reply) as served, pytest.raises(FetchError, match=told):
        fetcher_for(served).fetch(served.home)


def test_a_page_of_no_stated_type_that_looks_like_one_is_read() -> None:
    with serving(lambda *_: Reply(b"\xef\xbb\xbf <rss/>", type=None)) as served:
        assert fetcher_for(served).fetch(served.home).body == b"\xef\xbb\xbf <rss/>"


@pytest.mark.parametrize(
    ("headers", "after"),
    [
        ({"Retry-After": "120"}, 120.0),
        ({"Retry-After": "Mon, 02 Mar 2026 09:00:00 GMT", "X": "1"}, 3600.0),
        ({"Retry-After": "99999999"}, 86400.0),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)
def test_a_busy_host_is_asked_later(headers: dict[str, str], after: float | None) -> None:
    class Dateless(FakeClock):
        """The server's own clock is years off; where it tells its time, that is what counts."""

    with serving(lambda *_: Reply(b"busy", 429, headers)) as served:
        fetcher = fetcher_for(served, clock=Dateless())
        with pytest.raises(TryLater, match="status 429") as error:
            fetcher.fetch(f"{served.home}/a")
        asked = len(served.asked)
        if after is not None and after > 60 and "X" not in headers:
            assert error.value.after == after
            with pytest.raises(TryLater, match="wants not to be asked"):
                fetcher.fetch(f"{served.home}/b")
            assert len(served.asked) == asked
        else:
            assert (error.value.after is None) is (after is None)


def test_one_request_a_second_and_host() -> None:
    clock = FakeClock()
    with serving(lambda *_: Reply(PAGE)) as served:
        fetcher = fetcher_for(served, clock=clock)
        for number in range(3):
            fetcher.fetch(f"{served.home}/{number}")
    assert clock.slept == [1.0, 1.0]


# -- robots ----------------------------------------------------------------------------------------


def with_robots(text: bytes, status: int = 200) -> Callable[[str, dict[str, str]], Reply]:
    def answering(path: str, _: dict[str, str]) -> Reply:
        if path == "/robots.txt":
            return Reply(text, status, type="text/plain")
        return Reply(PAGE)

    return answering


def test_what_robots_shall_leave_alone_is_left_alone() -> None:
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: sayso\nDisallow: /private\nCrawl-delay: 5\n"
    clock = FakeClock()
    with serving(with_robots(rules)) as served:
        fetcher = fetcher_for(served, clock=clock, robots=True)
        assert fetcher.fetch(f"{served.home}/a").status == 200
        with pytest.raises(AddressRefused, match=r"robots\.txt"):
            fetcher.fetch(f"{served.home}/private/b")
        fetcher.fetch(f"{served.home}/c")
        assert served.asked == ["/robots.txt", "/a", "/c"]
        assert clock.slept == [1.0, 5.0]
        clock.passed += 25 * 3600
        fetcher.fetch(f"{served.home}/d")
    assert served.asked[3:] == ["/robots.txt", "/d"]


def test_a_host_that_wants_an_hour_between_requests_gets_half_a_minute() -> None:
    clock = FakeClock()
    with serving(with_robots(b"User-agent: *\nCrawl-delay: 3600\n")) as served:
        fetcher = fetcher_for(served, clock=clock, robots=True)
        fetcher.fetch(f"{served.home}/a")
        fetcher.fetch(f"{served.home}/b")
    assert clock.slept == [1.0, 30.0]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_host_without_rules_may_be_asked(status: int) -> None:
    with serving(with_robots(b"User-agent: *\nDisallow: /", status)) as served:
        assert fetcher_for(served, robots=True).fetch(f"{served.home}/a").status == 200


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_host_whose_rules_cannot_be_had_is_asked_later(status: int) -> None:
    clock = FakeClock()
    with serving(with_robots(b"", status)) as served:
        fetcher = fetcher_for(served, clock=clock, robots=True)
        for _ in range(3):
            with pytest.raises(TryLater, match="not known"):
                fetcher.fetch(f"{served.home}/a")
        assert served.asked == ["/robots.txt"]
        clock.passed += 700
        with pytest.raises(TryLater):
            fetcher.fetch(f"{served.home}/a")
    assert served.asked == ["/robots.txt", "/robots.txt"]


def test_a_redirect_to_what_robots_shall_leave_alone_is_not_followed() -> None:
    def answering(path: str, headers: dict[str, str]) -> Reply:
        if path == "/a":
            return Reply(status=301, headers={"Location": "/private"})
        return with_robots(b"User-agent: *\nDisallow: /private")(path, headers)

    with serving(answering) as served:
        with pytest.raises(AddressRefused, match=r"robots\.txt"):
            fetcher_for(served, robots=True).fetch(f"{served.home}/a")
        assert served.asked == ["/robots.txt", "/a"]


# -- slow, endless, lying --------------------------------------------------------------------------

SLOW = r"took more than 1\.2 s|nothing came for 0\.7 s"
SMALL = Limits(connect=1.0, read=0.7, total=1.2, raw=200_000)


def drip(connection: socket.socket) -> None:
    """A head that never ends, a byte each tenth of a second."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-A: ")
    while True:
        connection.sendall(b"a")
        time.sleep(0.1)


def drip_body(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n")
    while True:
        connection.sendall(b"a")
        time.sleep(0.1)


def silent(connection: socket.socket) -> None:
    time.sleep(2)


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(bytes(10_000))


def endless_chunks(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"2710\r\n" + bytes(10_000) + b"\r\n")


def short(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>")
    connection.shutdown(socket.SHUT_RDWR)


def torn_chunk(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\nabc")
    connection.shutdown(socket.SHUT_RDWR)


def two_lengths(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\n<p>ab")
    connection.shutdown(socket.SHUT_RDWR)


def no_http(connection: socket.socket) -> None:
    connection.sendall(b"SSH-2.0-OpenSSH\r\n" * 10)
    connection.shutdown(socket.SHUT_RDWR)


def many_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 5000 + b"\r\n")


def long_header(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 200_000 + b"\r\n\r\n")


def continues(connection: socket.socket) -> None:
    while True:
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (drip, SLOW),
        (drip_body, SLOW),
        (continues, SLOW),
        (silent, SLOW),
        (endless, "more than 200,000 bytes"),
        (endless_chunks, "more than 200,000 bytes"),
        (short, "the connection broke"),
        (torn_chunk, "the connection broke"),
        (two_lengths, "the connection broke"),
        (no_http, "the connection broke"),
        (many_headers, "the connection broke"),
        (long_header, "the connection broke"),
    ],
)
def test_a_hostile_server_is_left_in_bounded_time(raw: Callable[[socket.socket], None], told: str) -> None:
    with serving(lambda *_: Reply(raw=raw)) as served:
        began = time.monotonic()
        with pytest.raises(FetchError, match=told):
            fetcher_for(served, limits=SMALL).fetch(served.home)
        assert time.monotonic() - began < 5  # no measurement: it must come back at all


def test_a_host_that_cannot_be_reached_or_looked_up_is_asked_later() -> None:
    def nowhere(host: str, port: int) -> Sequence[str]:
        raise OSError("no such host")

    def never(host: str, port: int) -> Sequence[str]:
        threading.Event().wait(2)
        return ["8.8.8.8"]

    policy = Policy.of(["127.0.0.1:1"])
    with pytest.raises(TryLater, match="cannot be reached"):
        Fetcher(Options(policy, SMALL, robots=False), FakeClock()).fetch("http://127.0.0.1:1/")
    for resolver, told in ((nowhere, "no such host"), (never, "no answer"), (lambda *_: [], "no address")):
        options = Options(policy, SMALL, robots=False, resolver=resolver)
        with pytest.raises(TryLater, match=told):
            Fetcher(options, FakeClock()).fetch("http://news.example/")


def test_a_server_that_speaks_no_tls_is_told() -> None:
    with serving(lambda *_: Reply(PAGE)) as served, pytest.raises(TryLater, match="the connection broke"):
        fetcher_for(served).fetch(served.home.replace("http:", "https:"))
