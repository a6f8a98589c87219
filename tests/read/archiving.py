"""WARC files made by hand, so that they can be damaged by hand."""

import base64
import gzip
import hashlib
from collections.abc import Iterable, Sequence

from tests.read.making import CLOSING, DENIAL, SENTENCE

ADDRESS = "https://news.example/2021/05/shells-hit-checkpoint.html"


def html(title: str, *paragraphs: str, head: str = "") -> bytes:
    body = "".join(f"<p>{one}</p>" for one in paragraphs or (SENTENCE, DENIAL, CLOSING))
    head = f"<head><title>{title}</title>{head}</head>"
    return f"<html>{head}<body><article><h1>{title}</h1>{body}</article></body></html>".encode()


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def warc(
    kind: str, block: bytes, headers: Sequence[tuple[str, str]] = (), length: str | None = None
) -> bytes:
    """One record; `headers` go before those that it has by itself."""
    own = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<urn:uuid:{len(block)}>"),
        ("WARC-Date", "2021-05-04T10:00:00Z"),
    ]
    given = {name for name, _ in headers}
    lines = [
        *headers,
        *(one for one in own if one[0] not in given),
        ("Content-Length", length or str(len(block))),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in lines)
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def response(  # noqa: PLR0913  # a record has that many parts that may be wrong
    body: bytes,
    address: str = ADDRESS,
    *,
    status: str = "200 OK",
    kind: str | None = "text/html; charset=utf-8",
    http: Sequence[tuple[str, str]] = (),
    digest: str | None = "",
    length: str | None = None,
    headers: Sequence[tuple[str, str]] = (),
) -> bytes:
    """The record of an answer, its payload's digest the right one unless another or None is given."""
    sent = [*http, *([("Content-Type", kind)] if kind is not None else [])]
    head = f"HTTP/1.1 {status}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in sent) + "\r\n"
    digests = [] if digest is None else [("WARC-Payload-Digest", digest or sha1(body))]
    return warc("response", head.encode() + body, [*headers, ("WARC-Target-URI", address), *digests], length)


def numbered(number: int) -> bytes:
    """The record of a page of its own."""
    page = html(f"Shelling kills {number}", f"{number} soldiers died. {SENTENCE}", DENIAL, CLOSING)
    return response(page, f"https://news.example/{number}")


def packed_each(records: Iterable[bytes]) -> bytes:
    """Each record a gzip member, as crawlers write them."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
