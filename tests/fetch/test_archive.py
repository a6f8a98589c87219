"""What was fetched stands in WARC files that others read, whatever happened to the process."""

import gzip
import io
import multiprocessing
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from sayso.errors import StoreError
from sayso.fetch import Answer, Archive, Exchange
from tests.fetch.servers import FakeClock, Reply, fetcher_for, serving

PAGE = b"<html><p>Shells fell on the town of Marrow.</p></html>"


def answer(body: bytes = PAGE, path: str = "/a") -> Answer:
    headers = (
        ("Content-Type", "text/html"),
        ("Content-Length", str(len(body))),
        ("Transfer-Encoding", "chunked"),
    )
    one = Exchange(
        f"http://news.example{path}",
        "93.184.216.34",
        path,
        (("Host", "news.example"), ("User-Agent", "sayso/1")),
        200,
        "OK",
        headers,
        body,
        FakeClock().now(),
    )
    return Answer(one.address, (one,), body, "text/html", None)


def records(file: Path) -> list[tuple[str, str, bytes]]:
    """Kind, address and body of each record, as fastwarc reads them; every digest holds."""
    found = []
    for record in ArchiveIterator(io.BytesIO(file.read_bytes()), parse_http=True):
        kind = str(record.headers["WARC-Type"])
        if kind == "response":
            record.freeze()
            assert record.verify_payload_digest()
        found.append((kind, str(record.headers.get("WARC-Target-URI")), record.reader.read()))
    return found


def test_a_capture_says_where_the_response_is(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "captures", FakeClock())
    first, second = archive.keep(answer()), archive.keep(answer(b"<p>more", "/b"))
    archive.close()
    assert [one.name for one in archive.folder.iterdir()] == [first.file] == ["sayso-20260302-00001.warc.gz"]
    assert [kind for kind, *_ in records(tmp_path / "captures" / str(first.file))] == [
        "warcinfo",
        "response",
        "request",
        "response",
        "request",
    ]
    assert second.offset is not None
    with (tmp_path / "captures" / str(second.file)).open("rb") as file:
        file.seek(second.offset)
        record = next(ArchiveIterator(file, parse_http=True))
        assert str(record.record_id).strip("<>") == second.record
        assert record.headers["WARC-Payload-Digest"] == second.digest
        assert record.headers["WARC-Target-URI"] == second.address == "http://news.example/b"
        assert record.headers["WARC-Date"] == "2026-03-02T08:00:00Z"
        assert record.reader.read() == b"<p>more"


def test_warcio_reads_it_too_and_its_digests_hold(tmp_path: Path) -> None:
    archive = Archive(tmp_path, FakeClock())
    archive.keep(answer())
    archive.close()
    with (tmp_path / "sayso-20260302-00001.warc.gz").open("rb") as file:
        kinds = []
        for record in WarcioIterator(file, check_digests="raise"):
            kinds.append((record.rec_type, record.http_headers and record.http_headers.get_statuscode()))
            record.content_stream().read()
    assert kinds == [("warcinfo", None), ("response", "200"), ("request", "/a")]


def test_what_went_over_the_wire_is_kept_with_its_redirects(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE, mtime=0)

    def answering(path: str, _: dict[str, str]) -> Reply:
        if path == "/a":
            return Reply(b"moved", 301, {"Location": "/b"})
        return Reply(packed, headers={"Content-Encoding": "gzip"})

    with serving(answering) as served:
        found = fetcher_for(served).fetch(f"{served.home}/a")
    archive = Archive(tmp_path, FakeClock())
    capture = archive.keep(found)
    archive.close()
    kept = [one for one in records(tmp_path / str(capture.file)) if one[0] == "response"]
    assert kept == [("response", f"{served.home}/a", b"moved"), ("response", f"{served.home}/b", packed)]
    assert capture.address == f"{served.home}/b"


def test_a_new_day_and_a_full_file_begin_a_new_one(tmp_path: Path) -> None:
    clock = FakeClock()
    archive = Archive(tmp_path, clock, full=1500)
    for _ in range(4):
        archive.keep(answer())
    clock.wall += timedelta(days=1)
    archive.keep(answer())
    archive.close()
    names = sorted(one.name for one in tmp_path.iterdir())
    assert names[0] == "sayso-20260302-00001.warc.gz"
    assert names[-1] == "sayso-20260303-00001.warc.gz"
    assert len(names) >= 3
    assert sum(kind == "response" for name in names for kind, *_ in records(tmp_path / name)) == 5


def test_two_processes_write_to_two_files(tmp_path: Path) -> None:
    one, other = Archive(tmp_path, FakeClock()), Archive(tmp_path, FakeClock())
    assert one.keep(answer()).file == "sayso-20260302-00001.warc.gz"
    assert other.keep(answer()).file == "sayso-20260302-00002.warc.gz"
    one.close()
    third = Archive(tmp_path, FakeClock())
    assert third.keep(answer()).file == "sayso-20260302-00001.warc.gz"
    third.close()
    other.close()


@pytest.mark.parametrize("cut", [1, 9, 100, 300])
def test_a_torn_end_is_cut_off_and_the_file_gone_on_with(tmp_path: Path, cut: int) -> None:
    archive = Archive(tmp_path, FakeClock())
    archive.keep(answer())
    archive.keep(answer(b"torn", "/torn"))
    archive.close()
    file = tmp_path / "sayso-20260302-00001.warc.gz"
    with file.open("rb+") as open_file:
        open_file.truncate(file.stat().st_size - cut)
    again = Archive(tmp_path, FakeClock())
    again.keep(answer(b"after", "/after"))
    again.close()
    found = records(file)
    assert found[1] == ("response", "http://news.example/a", PAGE)
    assert found[-2] == ("response", "http://news.example/after", b"after")


def _write_on(folder: str) -> None:
    archive = Archive(Path(folder), FakeClock())
    for number in range(100_000):
        capture = archive.keep(answer(os.urandom(20_000), f"/{number}"))
        with Path(folder, "acknowledged").open("a") as file:
            file.write(f"{capture.record}\n")


def test_what_was_acknowledged_is_there_after_a_kill(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    for _ in range(3):
        process = context.Process(target=_write_on, args=(str(tmp_path),))
        process.start()
        before = (tmp_path / "acknowledged").stat().st_size if (tmp_path / "acknowledged").exists() else 0
        while (
            not (tmp_path / "acknowledged").exists()
            or (tmp_path / "acknowledged").stat().st_size < before + 500
        ):
            time.sleep(0.005)
        process.kill()
        process.join()
    archive = Archive(tmp_path, FakeClock())
    archive.keep(answer())
    archive.close()
    file = tmp_path / "sayso-20260302-00001.warc.gz"
    ids = {str(r.record_id).strip("<>") for r in ArchiveIterator(io.BytesIO(file.read_bytes()))}
    acknowledged = (tmp_path / "acknowledged").read_text().split()
    assert len(acknowledged) >= 30
    assert set(acknowledged) <= ids


def test_a_full_disk_is_told_and_the_file_is_whole_afterwards(tmp_path: Path) -> None:
    archive = Archive(tmp_path, FakeClock())
    archive.keep(answer())
    resource = pytest.importorskip("resource")
    import signal

    size = (tmp_path / "sayso-20260302-00001.warc.gz").stat().st_size
    usual, ignored = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 500, usual[1]))
    try:
        with pytest.raises(StoreError, match="cannot be written"):
            archive.keep(answer(os.urandom(50_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        signal.signal(signal.SIGXFSZ, ignored)
    archive.keep(answer(b"after", "/after"))
    archive.close()
    found = records(tmp_path / "sayso-20260302-00001.warc.gz")
    assert [body for kind, _, body in found if kind == "response"] == [PAGE, b"after"]
