"""Packed bodies, unpacked piece by piece and no further than allowed."""

import zlib
from typing import Any, Protocol

from sayso.errors import FetchError
from sayso.fetch.answers import Limits

_PIECE = 65_536


class _Unpacker(Protocol):
    def unpack(self, data: bytes) -> bytes:
        """Some of what `data` and what is still held become; at most a piece or so at once."""

    @property
    def held(self) -> int:
        """How much input it holds that was not unpacked yet."""

    @property
    def whole(self) -> bool:
        """Whether its end was seen."""


class _Plain:
    held = 0
    whole = True

    def unpack(self, data: bytes) -> bytes:
        return data


class _Zlib:
    """gzip, also several one after the other, and deflate with or without its head."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._held = b""
        self._made: zlib._Decompress | None = None

    def unpack(self, data: bytes) -> bytes:
        self._held += data
        if self._made is None:
            if len(self._held) < 2:
                return b""
            self._made = self._new()
        out = self._made.decompress(self._held, _PIECE)
        self._held = self._made.unconsumed_tail
        if self._made.eof:
            # Zeros or junk behind the end are passed over, as browsers do.
            rest = self._made.unused_data
            if self._kind == "gzip" and rest[:2] == b"\x1f\x8b":
                self._held, self._made = rest, self._new()
        return out

    def _new(self) -> "zlib._Decompress":
        if self._kind == "gzip":
            return zlib.decompressobj(31)
        with_head = self._held[0] & 15 == 8 and (self._held[0] * 256 + self._held[1]) % 31 == 0
        return zlib.decompressobj(15 if with_head else -15)

    @property
    def held(self) -> int:
        return len(self._held)

    @property
    def whole(self) -> bool:
        return self._made is not None and self._made.eof


class _Brotli:
    def __init__(self, module: Any) -> None:
        self._made = module.Decompressor()
        self._error = module.error

    def unpack(self, data: bytes) -> bytes:
        try:
            return bytes(self._made.process(data, output_buffer_limit=_PIECE))
        except self._error as error:
            raise ValueError(str(error)) from None

    @property
    def held(self) -> int:
        return int(not self._made.can_accept_more_data())

    @property
    def whole(self) -> bool:
        return bool(self._made.is_finished())


class Body:
    """Takes the pieces of a body as they come, unpacks them, and counts.

    Raises:
        FetchError: it is packed in a way that is not known.
    """

    def __init__(self, address: str, encoding: str | None, limits: Limits) -> None:
        self._address = address
        self._limits = limits
        self._unpacker = _unpacker(address, encoding)
        self._raw: list[bytes] = []
        self._out: list[bytes] = []
        self._taken = self._made = 0

    def take(self, data: bytes) -> None:
        """One more piece, as it came.

        Raises:
            FetchError: there is more than allowed of it, or it cannot be unpacked.
        """
        self._taken += len(data)
        if self._taken > self._limits.raw:
            raise FetchError(f"{self._address}: more than {self._limits.raw:,} bytes; nothing of it is kept")
        self._raw.append(data)
        try:
            while True:
                held = self._unpacker.held
                out = self._unpacker.unpack(data)
                self._count(out)
                data = b""
                if self._unpacker.held == held and not out:
                    return
        except (zlib.error, ValueError) as error:
            raise FetchError(f"{self._address}: cannot be unpacked: {error}") from None

    def _count(self, out: bytes) -> None:
        self._made += len(out)
        limits = self._limits
        if self._made > limits.decoded:
            raise FetchError(f"{self._address}: unpacks to more than {limits.decoded:,} bytes")
        if self._made > limits.free and self._made > limits.ratio * self._taken:
            raise FetchError(
                f"{self._address}: unpacks to more than {limits.ratio} times its size; a bomb, not a page"
            )
        self._out.append(out)

    def end(self) -> tuple[bytes, bytes]:
        """The body as it came, and unpacked.

        Raises:
            FetchError: it ends too early.
        """
        if self._taken and not self._unpacker.whole:
            raise FetchError(f"{self._address}: the packed body ends too early")
        return b"".join(self._raw), b"".join(self._out)


def unpacked(data: bytes, address: str, limits: Limits) -> bytes:
    """A file that is packed by itself (sitemap.xml.gz), within the same limits.

    Raises:
        FetchError: it is damaged, or there is more than allowed in it.
    """
    body = Body(address, "gzip", limits)
    body.take(data)
    return body.end()[1]


def accepted() -> str:
    """The ways of packing that are known here, for the request."""
    return "gzip, deflate" if _brotli() is None else "gzip, deflate, br"


def _unpacker(address: str, encoding: str | None) -> _Unpacker:
    kind = (encoding or "identity").strip().lower().removeprefix("x-")
    if kind in {"identity", "none", ""}:
        return _Plain()
    if kind in {"gzip", "deflate"}:
        return _Zlib(kind)
    module = _brotli() if kind == "br" else None
    if module is not None:
        return _Brotli(module)
    raise FetchError(f"{address}: packed by {kind[:40]!r}; known: {accepted()}, one at a time")


def _brotli() -> Any:
    """The module, where it is installed in a version that can be bounded."""
    try:
        import brotli
    except ImportError:
        return None
    return brotli if hasattr(brotli.Decompressor, "can_accept_more_data") else None
