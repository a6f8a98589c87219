"""Packed bodies: unpacked in full, or refused before they fill the memory."""

import gzip
import tracemalloc
import zlib

import brotli
import pytest

from sayso.errors import FetchError
from sayso.fetch.answers import Limits
from sayso.fetch.bodies import Body, unpacked

TEXT = bytes(range(256)) * 40 + b"words of a page, " * 3000


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKED = {
    "gzip": gzip.compress(TEXT, mtime=0),
    "x-gzip": gzip.compress(TEXT[:100], mtime=0) + gzip.compress(TEXT[100:], mtime=0),
    "deflate": zlib.compress(TEXT),
    "br": brotli.compress(TEXT),
    "identity": TEXT,
}


def taken(encoding: str, data: bytes, size: int, limits: Limits) -> tuple[bytes, bytes]:
    body = Body("http://a.example/", encoding, limits)
    for at in range(0, len(data), size):
        body.take(data[at : at + size])
    return body.end()


@pytest.mark.parametrize("size", [1, 7, 16384])
@pytest.mark.parametrize("encoding", PACKED)
def test_a_body_is_unpacked_however_it_comes_in_pieces(encoding: str, size: int) -> None:
    data = PACKED[encoding]
    assert taken(encoding, data, size, Limits()) == (data, TEXT)


@pytest.mark.parametrize("size", [1, 50, 16384])
def test_deflate_without_its_head_and_zeros_after_gzip_are_read(size: int) -> None:
    assert taken("deflate", raw_deflate(TEXT), size, Limits())[1] == TEXT
    assert taken("gzip", gzip.compress(TEXT, mtime=0) + bytes(100), size, Limits())[1] == TEXT


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_bomb_is_refused_in_little_memory(encoding: str) -> None:
    zeros = bytes(1_000_000) * 60
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[encoding]
    data = pack(zeros)
    del zeros
    tracemalloc.start()
    with pytest.raises(FetchError, match=r"a bomb|more than 20,000,000"):
        taken(encoding, data, 16384, Limits())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 25_000_000


@pytest.mark.parametrize(
    ("encoding", "data", "told"),
    [
        ("gzip", gzip.compress(TEXT, mtime=0)[:-20], "ends too early"),
        ("br", brotli.compress(TEXT)[:-5], "ends too early"),
        ("gzip", b"no gzip at all", "cannot be unpacked"),
        ("br", b"\xff" * 50, "cannot be unpacked"),
        ("deflate", b"\x78\x9c" + b"\xff" * 50, "cannot be unpacked"),
        ("identity", bytes(3001), "more than 3,000 bytes"),
        ("gzip, gzip", b"x", "one at a time"),
        ("zstd", b"x", "known: gzip"),
    ],
)
def test_what_is_wrong_with_a_body_is_told(encoding: str, data: bytes, told: str) -> None:
    with pytest.raises(FetchError, match=told):
        taken(encoding, data, 16384, Limits(raw=3000))


def test_a_packed_file_is_unpacked_within_the_same_limits() -> None:
    assert unpacked(gzip.compress(b"<urlset/>", mtime=0), "http://a.example/x.gz", Limits()) == b"<urlset/>"
    with pytest.raises(FetchError, match="a bomb"):
        unpacked(gzip.compress(bytes(3_000_000), mtime=0), "http://a.example/x.gz", Limits())


def test_an_empty_body_is_whole() -> None:
    assert Body("http://a.example/", "gzip", Limits()).end() == (b"", b"")
