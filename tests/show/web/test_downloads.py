"""Files that are sent while they are made."""

import io
import threading
import time
from collections.abc import Callable
from zipfile import ZipFile

import pytest

from sayso.errors import ResourceError
from sayso.export import MAIN, Loss, Sink
from sayso.show.web.downloads import Busy, Downloads
from sayso.show.web.packing import zipped


def test_what_is_written_is_sent_and_what_stands_beside_is_not() -> None:
    def write(out: Sink) -> None:
        file, beside = out.text(MAIN), out.text("claims.csv")
        for number in range(50_000):
            file.write(f"{number} \ud800é\n")
            beside.write("no")

    sent = b"".join(Downloads().start(write)).decode()
    assert sent == "".join(f"{number} ?é\n" for number in range(50_000))


def test_an_archive_holds_the_main_file_those_beside_it_and_the_loss() -> None:
    def write(out: Sink) -> Loss:
        beside, file = out.text("claims.csv"), out.text(MAIN)
        for number in range(50_000):
            file.write(f"{number} \ud800é\n")
            beside.write(f"{number}\n")
        loss = Loss()
        loss.see()
        loss.skip("no fatality")
        return loss

    sent = io.BytesIO(b"".join(Downloads().start(zipped(write, "incidents", ".csv"))))
    with ZipFile(sent) as archive:
        assert archive.testzip() is None
        told = {one: archive.read(one).decode() for one in archive.namelist()}
    numbers = range(50_000)
    assert told == {
        "incidents.csv": "".join(f"{number} ?é\n" for number in numbers),
        "incidents.claims.csv": "".join(f"{number}\n" for number in numbers),
        "incidents.loss.txt": "1 incident, 0 written, 1 skipped: no fatality\n",
    }


def test_what_fails_before_the_first_piece_is_an_error_and_no_file() -> None:
    def write(_out: Sink) -> None:
        raise ResourceError("pyarrow is not installed")

    with pytest.raises(ResourceError, match="pyarrow"):
        Downloads().start(write)


def test_what_fails_later_breaks_the_file_off() -> None:
    def write(out: Sink) -> None:
        out.binary(MAIN).write(b"x" * 1_000_000)
        raise ResourceError("the disk is full")

    pieces = Downloads().start(write)
    assert next(pieces)
    with pytest.raises(ResourceError, match="disk"):
        list(pieces)


def endless(stopped: threading.Event) -> Callable[[Sink], None]:
    """Writes until nobody reads."""

    def write(out: Sink) -> None:
        file = out.binary(MAIN)
        try:
            while True:
                file.write(b"x" * 100_000)
        finally:
            stopped.set()

    return write


def test_a_reader_who_goes_away_stops_the_export_and_makes_room_for_others() -> None:
    downloads = Downloads()
    ends = [threading.Event() for _ in range(4)]
    running = [downloads.start(endless(end)) for end in ends]
    with pytest.raises(Busy):
        downloads.start(endless(threading.Event()))
    for one in running:
        next(one)
        one.close()  # type: ignore[attr-defined]  # a generator
    assert all(end.wait(10) for end in ends)
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            assert next(downloads.start(lambda out: out.binary(MAIN).write(b"there"))) == b"there"
            return
        except Busy:
            time.sleep(0.05)
    raise AssertionError("no room was made")
