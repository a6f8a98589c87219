"""A redaction goes into the archive of what was fetched: notes stand where captures were, nothing moves."""

from dataclasses import replace
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator

from sayso.desk import Desk
from sayso.fetch import Archive
from sayso.fetch.erasing import records as stored
from sayso.model.record import Coded
from tests.desk.test_reaching import ANN
from tests.desk.test_redacting import FIRST, NAME, REPORTS, desk, everything
from tests.fetch.servers import FakeClock
from tests.fetch.test_archive import answer, records

FEED = f"<rss><item><title>What {NAME} saw</title></item></rss>".encode()


def captured(archive: Archive) -> list[Coded]:
    """The reports, each with its page in the archive; a feed, and one page that was fetched again."""
    found = []
    archive.keep(answer(FEED, "/rss"))
    for number, one in enumerate(REPORTS):
        body = "".join(
            f"<p>{line}</p>" for line in one.report.text.replace("Quentin", "<b>Quentin</b>").split("\n\n")
        )
        capture = archive.keep(answer(f"<html>{body}</html>".encode(), f"/{number}"))
        found.append(replace(one, report=replace(one.report, capture=capture)))
    archive.keep(answer(b"<html>the same again", "/0"))
    return found


def bodies(folder: Path) -> list[bytes]:
    """What is in an archive, as others read it: every digest holds."""
    return [body for file in sorted(folder.glob("*.gz")) for _, _, body in records(file)]


def at(folder: Path, coded: Coded) -> tuple[str, str]:
    """The kind and the id of the record at which a capture points."""
    capture = coded.report.capture
    assert capture is not None
    assert capture.file is not None
    with (folder / capture.file).open("rb") as file:
        file.seek(capture.offset or 0)
        record = next(ArchiveIterator(file))
        return str(record.headers["WARC-Type"]), str(record.record_id).strip("<>")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "captures"


def kept(made: Desk, folder: Path) -> list[Coded]:
    archive = Archive(folder, FakeClock())
    made.archived(folder)
    made.archived(folder)
    reports = captured(archive)
    archive.close()
    made.add(reports)
    return reports


def test_words_are_taken_out_of_captures_and_evidence_says_so(place: str, folder: Path) -> None:
    with desk(place) as made:
        reports = kept(made, folder)
        size = sum(file.stat().st_size for file in folder.iterdir())
        found = made.redact(words=NAME, **ANN)
        assert (found.rewritten, found.open) == ((str(folder),), ())
        assert b"zwieselka" not in b"".join(bodies(folder)).lower()
        assert [at(folder, one)[0] for one in reports] == ["metadata", *["response"] * (len(REPORTS) - 1)]
        assert [at(folder, one)[1] for one in reports] == [one.report.capture.record for one in reports]  # type: ignore[union-attr]  # all have one
        (said,) = made.redactions()
        notes = [body.decode() for body in bodies(folder) if body.startswith(b"redacted: ")]
        assert len(notes) == 2, "the page, and the feed that lists it"
        assert all(f"redaction: {said['id']}" in note for note in notes)
        assert sum(file.stat().st_size for file in folder.iterdir()) == size
        report = made.report(FIRST).report
        assert [note.kind for note in report.notes] == ["capture-redacted"]
        assert (report.capture.digest, report.capture.record) == (None, reports[0].report.capture.record)  # type: ignore[union-attr]  # it has
        assert made.check() == []


def test_a_report_goes_with_all_that_was_fetched_of_it(place: str, folder: Path) -> None:
    with desk(place) as made:
        reports = kept(made, folder)
        found = made.redact(report=FIRST, **ANN)
        assert (found.rewritten, found.open) == ((str(folder),), ())
        left = [file for file in folder.iterdir() if file.suffix == ".gz"]
        with left[0].open("rb") as file:
            addresses = [one.address for one in stored(file)]
        assert "http://news.example/0" not in addresses, "nor what was fetched again"
        assert addresses.count("http://news.example/1") == 2
        assert [at(folder, one)[0] for one in reports] == ["metadata", *["response"] * (len(REPORTS) - 1)]
        assert "news.example/0" not in everything(made)


def test_a_file_that_a_watch_writes_to_stays_open_until_it_is_stopped(place: str, folder: Path) -> None:
    with desk(place) as made:
        kept(made, folder)
        watch = Archive(folder, FakeClock())
        watch.keep(answer(b"<p>more", "/9"))
        (left,) = made.redact(words=NAME, **ANN).open
        assert left.path == str(folder)
        assert "another process writes there; stop it first" in left.why
        watch.close()
        found = made.reach()
        assert (found.rewritten, found.open) == ((str(folder),), ())
        assert b"zwieselka" not in b"".join(bodies(folder)).lower()
        assert b"<p>more" in bodies(folder)


def test_what_a_kill_leaves_is_gone_on_with(
    place: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk(place) as made:
        kept(made, folder)
        before = bodies(folder)

        def killed(self: Path, target: Path) -> Path:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", killed)
            with pytest.raises(KeyboardInterrupt):
                made.redact(report=FIRST, **ANN)
        assert bodies(folder) == before, "the old file is whole"
        (said,) = made.redactions()
        assert said["open"] == [{"path": str(folder), "why": "nobody has looked at it yet"}]
        assert made.reach().rewritten == (str(folder),)
        assert made.redactions()[0]["open"] == []
        folder.rename(folder.with_name("elsewhere"))
        (left,) = made.redact(words=REPORTS[1].report.text.split()[0], **ANN).open
        assert left.why.startswith("it is not there")
