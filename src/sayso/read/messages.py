"""HTTP answers as archives keep them: status, headers, and the body without codings, within limits."""

import io
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.errors import ReadError

# Of one page with no coding left on it.
MAX_PAGE = 20_000_000
_TOO_LARGE = f"the page unpacks to more than {MAX_PAGE:,} bytes"
_CODINGS = 3
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")
_END = re.compile(rb"\r?\n\r?\n")
_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,8})\s*(?:;[^\r\n]{0,1000})?\r?\n")


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer; `body` as it was kept, names of headers in lower case, the last of several."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def answer(block: bytes) -> Answer:
    """The answer that a block of bytes holds.

    Raises:
        ReadError: it begins with no status line, or its headers have no end.
    """
    status = _STATUS.match(block)
    if status is None:
        raise ReadError("no HTTP answer: there is no status line")
    end = _END.search(block)
    if end is None:
        raise ReadError("no HTTP answer: its headers have no end")
    headers: dict[str, str] = {}
    for line in block[: end.start()].decode("latin-1").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    return Answer(int(status[1]), headers, block[end.end() :])


def whole(body: bytes, headers: Mapping[str, str]) -> bytes:
    """The body without chunks and compression.

    Many archives keep the headers of a coding that they took off: a body that does not begin as its coding
    does is taken as it is.

    Raises:
        ReadError: a chunk or the compression is damaged, or the page is larger than MAX_PAGE.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = unchunked(body)
    codings = [one.strip() for one in headers.get("content-encoding", "").lower().split(",") if one.strip()]
    if len(codings) > _CODINGS:
        raise ReadError(f"packed {len(codings)} times; at most {_CODINGS} codings are taken off")
    for coding in reversed(codings):
        body = _unpacked(body, coding)
    return body


def unchunked(body: bytes) -> bytes:
    """The chunks of a body joined; a body that has none is what it is.

    Raises:
        ReadError: a chunk is cut off, or what stands in the place of its size is none.
    """
    parts: list[bytes] = []
    at = 0
    while True:
        size = _SIZE.match(body, at)
        if size is None:
            if not parts:
                return body
            raise ReadError(
                f"damaged: chunk {len(parts) + 1} has no size, {body[at : at + 20]!r} stands there"
            )
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts)
        part = body[size.end() : size.end() + length]
        if len(part) < length:
            if not parts and not body[at : at + 8].strip().isdigit():
                return body  # a text that begins with letters from a to f
            raise ReadError(f"cut off: chunk {len(parts) + 1} has {len(part):,} of its {length:,} bytes")
        parts.append(part)
        at = size.end() + length
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"


def _unpacked(body: bytes, coding: str) -> bytes:
    if coding in ("gzip", "x-gzip"):
        return _inflated(body, 31) if body.startswith(b"\x1f\x8b") else body
    if coding == "deflate":
        wrapped = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
        return body if body.lstrip()[:1] == b"<" else _inflated(body, 15 if wrapped else -15)
    if coding in ("br", "zstd"):
        return body if body.lstrip()[:1] == b"<" else _by_fastwarc(body, coding)
    if coding == "identity":
        return body
    raise ReadError(f"unknown content coding {coding[:40]!r}")


def _inflated(body: bytes, window: int) -> bytes:
    unpacker = zlib.decompressobj(window)
    try:
        data = unpacker.decompress(body, MAX_PAGE + 1)
    except zlib.error as error:
        raise ReadError(f"damaged: the page cannot be unpacked ({error})") from None
    if len(data) > MAX_PAGE:
        raise ReadError(_TOO_LARGE)
    if not unpacker.eof:
        raise ReadError(f"cut off: the packed page ends after {len(data):,} bytes")
    return data


def _by_fastwarc(body: bytes, coding: str) -> bytes:
    try:
        from fastwarc.stream_io import BrotliReader, ZstdReader
    except ImportError:
        raise ReadError(f"pages packed as {coding} need fastwarc: pip install 'sayso[feeds]'") from None
    reader = (BrotliReader if coding == "br" else ZstdReader)(io.BytesIO(body))
    parts, there = [], 0
    try:
        while there <= MAX_PAGE and (part := reader.read(1 << 20)):
            parts.append(part)
            there += len(part)
    except OSError as error:
        raise ReadError(f"damaged: the page cannot be unpacked ({str(error)[:100]})") from None
    if there > MAX_PAGE:
        raise ReadError(_TOO_LARGE)
    return b"".join(parts)
