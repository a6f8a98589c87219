"""Exports, releases and imports of a base."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso.desk import Desk, Result, filters
from sayso.desk.exporting import export, imported, options, release
from sayso.errors import UnknownName
from sayso.export.releases import Plan, check_release
from sayso.imports import BadRow
from tests.export.kept import MemorySink, coded_records

NOW = datetime(2024, 5, 20, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A base with the reports of the exporters' tests."""
    made = Desk(tmp_path / "sayso.db")
    reports = {told.coded.report.id: told.coded for one in coded_records() for told in one.told}
    made.add(list(reports.values()))
    return made


def exported(desk: Desk, name: str, **asked: object) -> tuple[str, str]:
    sink = MemorySink()
    loss = export(desk, name, sink, filters(**asked), options(NOW))
    return sink.texts[""].getvalue(), str(loss)


@pytest.mark.model
def test_an_export_has_what_is_asked_for(desk: Desk) -> None:
    text, loss = exported(desk, "ged", country="ML")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["low"], row["high"], loss.split(",")[0]) == ("3", "7", "1 incident")
    assert exported(desk, "ged", country="SY")[1].endswith("skipped: no fatality")
    with pytest.raises(UnknownName, match="unknown format 'dbase'; known: json, annotation"):
        exported(desk, "dbase")


@pytest.mark.model
def test_a_release_is_of_what_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    plan = Plan("one", ("acled", "arrow"), NOW, "0", {"country": "ML"})
    made = release(desk, tmp_path / "one", plan, options(NOW))
    assert (made.manifest["counts"]["incidents"], check_release(made.folder)) == (1, [])
    with pytest.raises(UnknownName, match="unknown filter 'colour'"):
        release(desk, tmp_path / "two", Plan("two", ("acled",), NOW, "0", {"colour": "red"}), options(NOW))


@pytest.mark.model
def test_what_is_imported_stands_beside_ones_own_coding_and_changes_none_of_it(
    desk: Desk, tmp_path: Path
) -> None:
    before = {one.incident.id: one for one in desk.incidents()}
    file = tmp_path / "rows.csv"
    file.write_text(exported(desk, "acled")[0] + "bad,row\n", encoding="utf-8")
    *rows, bad = list(imported(desk, "acled", [file, tmp_path / "none.csv"], "ACLED, May 2024"))[:-1]
    assert isinstance(bad, BadRow)
    assert bad.message.startswith(f"{file}:8: column sub_event_type is empty; right is one of")
    outcomes = desk.add_all(rows)
    assert [one.result for one in outcomes] == [Result.ADDED] * 6
    after = {one.incident.id: one for one in desk.incidents()}
    assert set(before) <= set(after)
    joined = [one for one in after.values() if len(one.told) > 1 and one.told[-1].coded.report.origin]
    assert len(joined) >= 4
    for id_, one in before.items():
        assert (after[id_].incident.lines, after[id_].incident.graded, after[id_].summary.killed) == (
            one.incident.lines,
            one.incident.graded,
            one.summary.killed,
        )
    assert {one.told[-1].coded.report.outlet for one in joined} == {"ACLED, May 2024"}
    assert list(desk.recode()) == [] or all(not one.report.startswith("~") for one in desk.recode())
    assert desk.check() == []


@pytest.mark.model
def test_annotations_find_their_texts_in_the_base(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(exported(desk, "annotation")[0], encoding="utf-8")
    outcomes = list(desk.add_all(imported(desk, "annotation", [file], None)))
    assert [one.result for one in outcomes] == [Result.ADDED] * 3
    assert desk.report("~annotation:seed").report.text == desk.report("seed").report.text
