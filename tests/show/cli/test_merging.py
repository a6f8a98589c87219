"""`sayso merge` with stages that have no parser: joined, refused, told."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest

from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.show.cli.main import FAILED, USAGE, main
from sayso.show.cli.stages import Problem, Wanted
from tests.export.coded import seed
from tests.show.cli.fakes import FakeStages


class Several(FakeStages):
    """Every file is the seed; "other" has the id of "one" and another text, "late" is of the year 2999."""

    def read(self, paths: Sequence[str], wanted: Wanted) -> Iterator[Report | Problem]:
        if wanted.input_format == "dbase":
            return super().read(paths, wanted)
        return (self._one(path) for path in paths)

    def code(self, items: Iterable[Report | Problem]) -> Iterator[Coded | Problem]:
        return super().code(items)

    def _one(self, path: str) -> Report | Problem:
        if path == "bad":
            return self._read(path)
        report = replace(seed().report, id="one" if path == "other" else path, outlet=f"The {path} Herald")
        if path == "other":
            return replace(report, text=report.text + "\n\nMore.")
        return replace(report, published=date(2999, 1, 1)) if path == "late" else report


def test_reports_of_one_text_are_joined_and_told_as_copies(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", "one", "two", "--format", "json"], Several()) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["schema"] == "sayso-incidents/1"
    assert [one["reports"] for one in record["families"]] == [["one", "two"]]
    assert {tuple(one["reports"]) for one in record["incidents"]} == {("one", "two")}
    assert len(record["incidents"]) == len({event.incident or event.id for event in seed().events})


def test_the_page_names_incidents_copies_and_notes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", "one", "late"], Several()) == 0
    page = capsys.readouterr().out
    assert page.startswith("2 reports · ")
    assert "Copies of one text: late and one" in page
    assert "late: dated 2999-01-01, later than today" in " ".join(page.split())


def test_an_id_that_is_taken_is_told_and_the_others_are_joined(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", "one", "other", "two", "--format", "json"], Several()) == FAILED
    out, problems = capsys.readouterr()
    assert problems.startswith("sayso: report 'one' is there with another text")
    assert [one["id"] for one in json.loads(out)["reports"]] == ["one", "two"]


def test_a_report_that_fails_is_told_and_wrong_flags_end_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", "one", "bad", "--format", "json"], Several()) == FAILED
    assert "bad:row 3" in capsys.readouterr().err
    assert main(["merge", "one", "--input-format", "dbase"], Several()) == USAGE
    assert "unknown input format" in capsys.readouterr().err
