"""Where the files of an export go."""

import io
from pathlib import Path

import pytest

from sayso.export.exporter import MAIN
from sayso.export.sinks import FileSink, StreamSink


def test_the_files_stand_beside_each_other(tmp_path: Path) -> None:
    with FileSink(tmp_path / "raid.export.CSV", ".export.CSV") as out:
        out.text(MAIN).write("a\n")
        out.text("claims.csv").write("b\r\n")
        out.binary("map.bin").write(b"c")
        assert out.paths == [
            tmp_path / name for name in ("raid.export.CSV", "raid.claims.csv", "raid.map.bin")
        ]
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert found == {"raid.export.CSV": b"a\n", "raid.claims.csv": b"b\r\n", "raid.map.bin": b"c"}


def test_a_failed_export_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "raid.csv"
    path.write_text("old")

    def fail() -> None:
        with FileSink(path) as out:
            out.text(MAIN).write("new")
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        fail()
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("raid.csv", "old")]


def test_a_stream_holds_the_main_file_alone() -> None:
    below = io.BytesIO()
    stream = io.TextIOWrapper(below, encoding="utf-8")
    out = StreamSink(stream)
    out.text(MAIN).write("a")
    stream.flush()
    out.binary(MAIN).write(b"b")
    out.text("claims.csv").write("lost")
    out.binary("ids.bin").write(b"lost")
    assert (below.getvalue(), out.dropped) == (b"ab", ["claims.csv", "ids.bin"])
    assert not stream.closed
