import gzip
import io
import re
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.report import Capture, Report
from sayso.read.archives import Page, drafts, pages
from sayso.read.drafts import Draft, finish
from sayso.read.options import DEFAULTS, Failure, FailureKind
from sayso.read.sources import read_bytes, read_paths
from sayso.read.warc import MAX_RECORD
from tests.read.archiving import ADDRESS, html, numbered, packed_each, response, sha1, warc
from tests.read.making import DENIAL, SENTENCE

PAGE = html("Shells hit checkpoint")
FIVE = [numbered(number) for number in range(5)]


def read(data: bytes, name: str = "a.warc") -> list[Page | Failure]:
    return list(pages(io.BytesIO(data), name=name))


def told(data: bytes) -> list[str]:
    """The addresses of pages by their last part, and what failures say behind the file's name."""
    return [
        (one.address or "?").rpartition("/")[2]
        if isinstance(one, Page)
        else one.message.removeprefix("a.warc, ")
        for one in read(data)
    ]


def body(data: bytes) -> bytes:
    (page,) = read(data)
    assert isinstance(page, Page), page.message
    return page.data


def test_a_page_becomes_a_report_that_says_where_it_lies_archived() -> None:
    record = response(PAGE, headers=[("WARC-Record-ID", "<urn:uuid:7>")])
    data = packed_each([warc("warcinfo", b"software: x\r\n"), record])
    (draft,) = drafts(io.BytesIO(data), name="crawls/a.warc.gz")
    assert isinstance(draft, Draft)
    report = finish(draft, "a", DEFAULTS)
    start = len(packed_each([warc("warcinfo", b"software: x\r\n")]))
    moment = datetime(2021, 5, 4, 10, tzinfo=UTC)
    assert report.capture == Capture("urn:uuid:7", sha1(PAGE), ADDRESS, moment, "a.warc.gz", start)
    assert (report.title, report.url) == ("Shells hit checkpoint", ADDRESS)
    assert report.text.startswith(f"Shells hit checkpoint\n\n{SENTENCE}\n\n")
    assert re.fullmatch(r"news\.example-shells-hit-checkpoint-[0-9a-f]{12}", report.id)


def test_the_same_text_at_the_same_address_is_the_same_report_in_every_archive() -> None:
    def name(data: bytes) -> str:
        (draft,) = drafts(io.BytesIO(data), name="any")
        assert isinstance(draft, Draft)
        return finish(draft, "any", DEFAULTS).id

    plain, later = response(PAGE), response(PAGE, headers=[("WARC-Date", "2022-01-01T00:00:00Z")])
    assert name(plain) == name(gzip.compress(later, mtime=0))
    assert name(response(html("Shells hit checkpoint", SENTENCE, DENIAL))) != name(plain)
    assert name(response(PAGE, "https://other.example/x")) != name(plain)


@pytest.mark.parametrize(
    "pack",
    [b"".join, packed_each, lambda all_: gzip.compress(b"".join(all_), mtime=0)],
    ids=["plain", "each", "whole"],
)
def test_plain_and_packed_archives_are_read_alike(pack: Callable[[list[bytes]], bytes]) -> None:
    assert told(pack(FIVE)) == ["0", "1", "2", "3", "4"]


def test_offsets_lead_to_records() -> None:
    data = packed_each(FIVE)
    for one in read(data):
        assert isinstance(one, Page)
        assert one.capture.offset is not None
        record = zlib.decompressobj(31).decompress(data[one.capture.offset :])
        assert f"WARC-Target-URI: {one.address}".encode() in record
    # In a file that is packed as a whole no byte begins a record but the first.
    whole = read(gzip.compress(b"".join(FIVE), mtime=0))
    assert [one.capture.offset for one in whole if isinstance(one, Page)] == [0, None, None, None, None]


def test_what_is_no_page_is_counted_and_not_read() -> None:
    data = b"".join(
        (
            warc("request", b"GET / HTTP/1.1\r\n\r\n"),
            warc("metadata", b"fetchTimeMs: 5"),
            response(b"\x89PNG", kind="image/png"),
            response(b"{}", kind="application/json"),
            response(PAGE, status="404 Not Found"),
            response(PAGE, status="404 Not Found"),
            warc("revisit", b"HTTP/1.1 304 Not Modified\r\n\r\n", [("WARC-Target-URI", ADDRESS)]),
            warc("conversion", b"plain text", [("Content-Type", "text/plain")]),
            response(PAGE),
            response(PAGE, headers=[("WARC-Date", "2021-05-05T10:00:00Z")]),
            response(b" \n"),
        )
    )
    page, left_out = read(data)
    assert isinstance(page, Page)
    assert isinstance(left_out, Failure)
    assert left_out.kind is FailureKind.SKIPPED
    assert left_out.message == (
        "a.warc: 8 records hold no page to read: 2 of status 404, 1 of type image/png, "
        "1 of type application/json, 1 that were seen before (revisit), 1 made of others (conversion), "
        "1 the same page again, 1 empty"
    )


def test_a_page_without_a_type_is_one_if_it_looks_like_one() -> None:
    assert body(response(PAGE, kind=None)) == PAGE
    assert told(response(b"just words", kind=None)) == [
        "a.warc: 1 records hold no page to read: 1 of type unknown"
    ]


def test_a_resource_is_a_page_without_an_http_answer() -> None:
    record = warc("resource", PAGE, [("WARC-Target-URI", ADDRESS), ("Content-Type", "text/html")])
    (page,) = read(record)
    assert isinstance(page, Page)
    assert (page.data, page.address, page.content_type) == (PAGE, ADDRESS, "text/html")


def test_a_page_without_an_article_is_passed_over_with_its_address() -> None:
    menu = b"<html><body><ul><li><a href=/a>News</a></li><li><a href=/b>Sport</a></li></ul></body></html>"
    (one,) = drafts(io.BytesIO(response(menu)), name="a.warc")
    assert isinstance(one, Failure)
    assert one.kind is FailureKind.SKIPPED
    assert one.message.startswith(f"a.warc, byte 0: {ADDRESS}: no article found in the page")


def chunked(data: bytes, size: int = 100) -> bytes:
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x;x=1\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


CHUNKED, GZIPPED = ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")


@pytest.mark.parametrize(
    ("sent", "http"),
    [
        (chunked(PAGE), [CHUNKED]),
        (gzip.compress(PAGE, mtime=0), [GZIPPED]),
        (chunked(gzip.compress(PAGE, mtime=0)), [CHUNKED, GZIPPED]),
        (zlib.compress(PAGE), [("Content-Encoding", "deflate")]),
        (raw_deflate(PAGE), [("Content-Encoding", "deflate")]),
        (gzip.compress(zlib.compress(PAGE), mtime=0), [("Content-Encoding", "deflate, gzip")]),
        # Archives often keep the header of a coding that they took off.
        (PAGE, [CHUNKED, GZIPPED]),
        (PAGE, [("Content-Encoding", "br")]),
        (PAGE, [("Content-Encoding", "deflate")]),
        (PAGE, [("Content-Encoding", "identity")]),
    ],
)
def test_codings_are_taken_off(sent: bytes, http: list[tuple[str, str]]) -> None:
    (page,) = read(response(sent, http=http))
    assert isinstance(page, Page)
    assert (page.data, page.capture.digest) == (PAGE, sha1(sent))


def test_the_digest_is_the_archives_own_if_it_is_right() -> None:
    sent = chunked(PAGE)
    for stated in (sha1(sent), sha1(PAGE), sha1(sent).lower()):
        (page,) = read(response(sent, http=[CHUNKED], digest=stated))
        assert isinstance(page, Page)
        assert (page.capture.digest, page.notes) == (stated, ())
    (page,) = read(response(PAGE, digest=None))
    assert isinstance(page, Page)
    computed = page.capture.digest
    assert computed is not None
    assert re.fullmatch("sha256:[0-9a-f]{64}", computed)
    (page,) = read(response(PAGE, digest="sha1:AAAA"))
    assert isinstance(page, Page)
    assert page.capture.digest == computed
    assert [note.kind for note in page.notes] == ["capture-digest"]


def test_a_page_that_the_crawler_cut_off_says_so() -> None:
    (page,) = read(response(PAGE, headers=[("WARC-Truncated", "length")]))
    assert isinstance(page, Page)
    assert [note.kind for note in page.notes] == ["capture-truncated"]


def longer(record: bytes, length: int | str) -> bytes:
    """The record with another Content-Length of its own."""
    return re.sub(rb"(?<=\r\nContent-Length: )\d+(?=\r\n\r\nHTTP)", str(length).encode(), record, count=1)


ENDS = "no record begins where it ends: its Content-Length cannot be right"
SECOND = len(FIVE[0])
SECOND_PACKED = len(gzip.compress(FIVE[0], mtime=0))


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (longer(FIVE[1], 100), f"byte {SECOND}: {ENDS}"),
        (longer(FIVE[1], 900), f"byte {SECOND}: {ENDS}"),
        (longer(FIVE[1], 2_000_000_000), f"byte {SECOND}: cut off: "),
        (longer(FIVE[1], -5), f"byte {SECOND}: Content-Length: '-5' is no length"),
        (longer(FIVE[1], "many"), f"byte {SECOND}: Content-Length: 'many' is no length"),
        (longer(FIVE[1], "9" * 40), f"byte {SECOND}: Content-Length: '{'9' * 40}' is no length"),
        (FIVE[1].replace(b"Content-Length", b"Content-Lengst"), f"byte {SECOND}: Content-Length: cut off"),
        (
            FIVE[1].replace(b"HTTP/1.1 200", b"SPDY 200"),
            f"byte {SECOND}: https://news.example/1: no HTTP answer",
        ),
        (
            response(b"zz", http=[GZIPPED, ("X", "y")]).replace(b"zz", b"\x1f\x8b"),
            f"byte {SECOND}: {ADDRESS}: cut off",
        ),
        (
            response(gzip.compress(PAGE, mtime=0)[:-20], http=[GZIPPED]),
            f"byte {SECOND}: {ADDRESS}: cut off: the packed page",
        ),
        (response(chunked(PAGE)[:-100], http=[CHUNKED]), f"byte {SECOND}: {ADDRESS}: cut off: chunk"),
        (
            response(chunked(PAGE).replace(b"\r\n64;x", b"\r\nxy;x", 1), http=[CHUNKED]),
            f"byte {SECOND}: {ADDRESS}: damaged: chunk 2 has no size",
        ),
        (
            response(PAGE, http=[("Content-Encoding", "rot13")]),
            f"byte {SECOND}: {ADDRESS}: unknown content coding",
        ),
        (
            response(PAGE, headers=[("WARC-Segment-Number", "2")]),
            f"byte {SECOND}: {ADDRESS}: a part of a record",
        ),
    ],
)
def test_damage_is_told_with_its_place_and_reading_goes_on(second: bytes, said: str) -> None:
    for pack, start in ((b"".join, SECOND), (packed_each, SECOND_PACKED)):
        found = told(pack([FIVE[0], second, *FIVE[2:]]))
        assert found[0] == "0"
        assert found[1].startswith(said.replace(str(SECOND), str(start), 1)), found
        assert found[2:] == ["2", "3", "4"]


def test_a_record_that_swallows_the_next_one_is_no_page() -> None:
    swallowing = longer(FIVE[1], len(FIVE[1]) + len(FIVE[2]) - FIVE[1].index(b"HTTP/1.1") - 4)
    found = told(b"".join((FIVE[0], swallowing, *FIVE[2:])))
    assert found == [
        "0",
        f"byte {SECOND}: https://news.example/1: another record stands in it: its Content-Length cannot be "
        "right",
        "3",
        "4",
    ]


@pytest.mark.parametrize("cut", [20, 60, 130])
def test_an_archive_that_is_cut_off_gives_what_is_whole(cut: int) -> None:
    for data in (b"".join(FIVE), packed_each(FIVE), gzip.compress(b"".join(FIVE), mtime=0)):
        found = told(data[:-cut])
        whole = found[:-1]
        assert whole == ["0", "1", "2", "3"][: len(whole)]
        assert whole or data[:2] == b"\x1f\x8b"
        assert "cut off" in found[-1] or "damaged" in found[-1]
    # Only the checksum behind the last page is missing.
    assert told(packed_each(FIVE)[:-3]) == ["0", "1", "2", "3", "4"]


def test_damage_in_one_gzip_member_costs_one_record() -> None:
    members = [gzip.compress(one, mtime=0) for one in FIVE]
    start = len(members[0])
    for at in (20, 100, len(members[1]) - 6):
        broken = bytearray(members[1])
        broken[at] ^= 0xFF
        found = told(b"".join((members[0], bytes(broken), *members[2:])))
        assert found[0] == "0"
        assert found[1].startswith((f"byte {start}: ", "record 2: damaged"))
        assert found[-3:] == ["2", "3", "4"]
    # Bytes between records belong to none.
    found = told(b"".join((members[0], b"junk", *members[1:])))
    assert found == [
        "0",
        "record 2: damaged: Gzip decompression error: data error, behind byte 0",
        "1",
        "2",
        "3",
        "4",
    ]


def test_a_file_of_damage_alone_is_given_up() -> None:
    one = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\n"
    found = told(one * 300)
    assert len(found) == 101
    assert "more than 100 damaged places; the rest of the file is not read" in found[-1]


ZEROS = bytes(1 << 20)


class Zeros(io.RawIOBase):
    """A file of a record of two billion zeros and one of a page, of which none is held."""

    def __init__(self) -> None:
        head = longer(response(b""), 0).partition(b"HTTP/1.1")[0]
        self._length = 2_000_000_000
        self._start = head.replace(b"Content-Length: 0", b"Content-Length: %d" % self._length)
        self._end = b"\r\n\r\n" + FIVE[0]
        self._at = 0

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, at: int, whence: int = 0) -> int:
        self._at = at if whence == 0 else self._at + at
        return self._at

    def read(self, size: int = -1) -> bytes:
        end = len(self._start) + self._length
        if self._at < len(self._start):
            data = self._start[self._at : self._at + size]
        elif self._at < end:
            data = ZEROS[: min(size, end - self._at)]
        else:
            data = self._end[self._at - end : self._at - end + size]
        self._at += len(data)
        return data


def test_a_record_of_two_gigabytes_is_passed_over_without_being_held() -> None:
    tracemalloc.start()
    found = list(pages(Zeros(), name="a.warc"))  # type: ignore[arg-type]  # a file that is none
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 25_000_000
    assert isinstance(found[0], Failure)
    assert (
        found[0].message
        == f"a.warc, byte 0: 2,000,000,000 bytes, at most {MAX_RECORD:,} of one record are read"
    )
    assert isinstance(found[1], Page)


def test_a_page_that_unpacks_to_more_than_a_page_is_refused() -> None:
    for bomb in (
        gzip.compress(bytes(30_000_000), mtime=0),
        gzip.compress(gzip.compress(bytes(200_000_000)), mtime=0),
    ):
        codings = "gzip, gzip" if len(bomb) < 1_000 else "gzip"
        (one,) = told(response(bomb, http=[("Content-Encoding", codings)]))
        assert one == f"byte 0: {ADDRESS}: the page unpacks to more than 20,000,000 bytes"


def wacz(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        for name, data in parts.items():
            container.writestr(name, data)
    return out.getvalue()


def test_the_archives_in_a_wacz_file_are_read() -> None:
    data = wacz(
        {
            "datapackage.json": b"{}",
            "indexes/index.cdx.gz": b"",
            "archive/one.warc.gz": packed_each(FIVE[:2]),
            "archive/two.warc": FIVE[2],
        }
    )
    found = [one.capture for one in read(data, "a.wacz") if isinstance(one, Page)]
    assert [(one.file, one.offset) for one in found] == [
        ("a.wacz!archive/one.warc.gz", 0),
        ("a.wacz!archive/one.warc.gz", SECOND_PACKED),
        ("a.wacz!archive/two.warc", 0),
    ]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED], ids=["stored", "deflated"])
def test_damage_in_one_archive_of_a_wacz_file_is_told_and_the_others_are_read(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as container:
        container.writestr("archive/one.warc", b"".join(FIVE[:2]))
        container.writestr("archive/two.warc", FIVE[2])
    data = bytearray(out.getvalue())
    at = data.index(b"PK\x03\x04", 4) - 8  # within the first, near its end
    data[at] ^= 0xFF
    found = read(bytes(data), "a.wacz")
    assert [one.capture.file for one in found if isinstance(one, Page)][-1] == "a.wacz!archive/two.warc"
    assert [one.kind for one in found if isinstance(one, Failure)][:1] == [FailureKind.FAILED]


@pytest.mark.parametrize(
    ("data", "said", "kind"),
    [
        (
            warc("request", b"GET / HTTP/1.1\r\n\r\n"),
            "1 records, and none of them is a page",
            FailureKind.SKIPPED,
        ),
        (
            b"WARC/1.0\r\n021-05-04T10:00:00Z\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n",
            "1 records, and",
            FailureKind.SKIPPED,
        ),
        (gzip.compress(b"", mtime=0), "no record of an archive can be read in it", FailureKind.FAILED),
    ],
    ids=["a request alone", "no type", "packed nothing"],
)
def test_an_archive_of_which_nothing_is_read_says_so(data: bytes, said: str, kind: FailureKind) -> None:
    (one,) = read(data)
    assert isinstance(one, Failure)
    assert one.message.startswith(f"a.warc: {said}")
    assert one.kind is kind


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "a.warc: the file is empty"),
        (b"<html>", "a.warc: no WARC file: it begins neither with WARC/ nor as gzip or zstd does"),
        (gzip.compress(b"<html>", mtime=0), "byte 0: damaged: Invalid WARC header"),
        (wacz({"a.txt": b"x"}), "a.warc: no WACZ file: no WARC file lies in its folder archive/"),
        (wacz({"archive/a.warc": FIVE[0]})[:-60], "a.warc: damaged, or no WACZ file"),
        (
            wacz({f"archive/{'n' * 200}{number}.txt": b"" for number in range(9000)}),
            "a.warc: refused: 9,000 parts",
        ),
    ],
)
def test_what_is_no_archive_is_refused(data: bytes, said: str) -> None:
    (one,) = told(data)
    assert one.startswith(said)


def test_a_folder_of_crawl_files_is_read_like_any_other(tmp_path: Path) -> None:
    folder = tmp_path / "crawl-data" / "CC-NEWS" / "2021" / "05"
    folder.mkdir(parents=True)
    (folder / "CC-NEWS-20210501000000-00001.warc.gz").write_bytes(packed_each(FIVE[:2]))
    (folder / "CC-NEWS-20210502000000-00002.warc.gz").write_bytes(packed_each(FIVE[2:]))
    (folder / "warc.paths.gz").write_bytes(gzip.compress(b"crawl-data", mtime=0))
    found = list(read_paths([tmp_path]))
    reports = [one for one in found if isinstance(one, Report)]
    assert [one.url for one in reports] == [f"https://news.example/{number}" for number in range(5)]
    assert {one.capture.file for one in reports if one.capture} == {
        "CC-NEWS-20210501000000-00001.warc.gz",
        "CC-NEWS-20210502000000-00002.warc.gz",
    }
    assert [one.kind for one in found if isinstance(one, Failure)] == [FailureKind.SKIPPED]


def test_an_archive_from_standard_input_is_known_by_its_content() -> None:
    found = list(read_bytes(packed_each(FIVE), name="stdin"))
    assert [one.url for one in found if isinstance(one, Report)] == [
        f"https://news.example/{n}" for n in range(5)
    ]


def test_a_file_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    (one,) = pages(tmp_path / "no.warc")
    assert isinstance(one, Failure)
    assert one.message == f"{tmp_path}/no.warc: No such file or directory"


@settings(max_examples=150)
@given(
    packed=st.sampled_from([b"".join(FIVE), packed_each(FIVE), gzip.compress(b"".join(FIVE), mtime=0)]),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=12), st.integers(0, 300)), max_size=6),
)
def test_no_damage_ends_in_an_error(packed: bytes, changes: list[tuple[float, bytes, int]]) -> None:
    data = packed
    for where, new, gone in changes:
        at = int(where * len(data))
        data = data[:at] + new + data[at + gone :]
    found = read(data)
    assert len(found) < 120
    if not changes:
        assert [type(one) for one in found] == [Page] * 5
