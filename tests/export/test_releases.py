"""Releases: whole, checked, and compared with the last."""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ResourceError, SaysoError
from sayso.export import EXPORTERS
from sayso.export.releases import Change, Index, Plan, Release, check_release, difference, write_release
from sayso.model.kept import IncidentRecord
from tests.export.kept import HOW, coded_records, record

PLAN = Plan("2024-05", ("acled", "geojson"), datetime(2024, 5, 20, tzinfo=UTC), "0.1")


def giving(records: Iterable[IncidentRecord]) -> Callable[[], Iterable[IncidentRecord]]:
    kept = list(records)
    return lambda: iter(kept)


def write(folder: Path, records: Sequence[IncidentRecord], **more: object) -> Release:
    plan = replace(PLAN, name=folder.name, **more)  # type: ignore[arg-type]  # by name
    return write_release(giving(records), folder, plan, HOW)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def held(**incidents: str) -> dict[str, Index]:
    """Incidents with their events: `held(a="1 2")`."""
    return {name: Index(tuple(keys.split()), keys) for name, keys in incidents.items()}


def test_a_release_is_a_folder_with_checksums(tmp_path: Path) -> None:
    made = write(tmp_path / "one", [record(), record(name="r2")], filters={"country": "MLI"}, licence="CC0")
    assert sorted(path.name for path in made.folder.iterdir()) == [
        "LICENCE.txt", "acled", "difference.csv", "geojson", "gone.csv", "index.csv", "manifest.json",
    ]  # fmt: skip
    manifest = json.loads((made.folder / "manifest.json").read_bytes())
    assert manifest["counts"] == {"incidents": 2, "events": 2, "reports": 2, "claims": 2}
    assert (manifest["filters"], manifest["previous"], manifest["sayso"]) == ({"country": "MLI"}, None, "0.1")
    assert manifest["formats"][1] == {"name": "geojson", "loss": "2 incidents, 2 written"}
    assert [one["path"] for one in manifest["files"] if one["path"].startswith("acled")] == [
        "acled/incidents.claims.csv", "acled/incidents.csv", "acled/incidents.disputes.csv",
    ]  # fmt: skip
    assert check_release(made.folder) == []
    assert (made.folder / "LICENCE.txt").read_text(encoding="utf-8").startswith("CC0\n\nCodes of types")


def test_the_same_incidents_give_the_same_release(tmp_path: Path) -> None:
    made = [write(tmp_path / name / "r", [record()]) for name in ("a", "b")]
    assert made[0].manifest == made[1].manifest


def test_a_file_that_was_changed_is_found(tmp_path: Path) -> None:
    folder = write(tmp_path / "one", [record()]).folder
    with (folder / "acled" / "incidents.csv").open("a", encoding="utf-8") as file:
        file.write("x")
    (folder / "LICENCE.txt").unlink()
    assert check_release(folder) == [
        "LICENCE.txt is missing",
        "acled/incidents.csv is not as it was written: its SHA-256 is another",
    ]
    with pytest.raises(ResourceError, match="the last release must be whole"):
        write(tmp_path / "two", [record()], previous=folder)


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    write(tmp_path / "one", [record()])
    with pytest.raises(SaysoError, match="never written over"):
        write(tmp_path / "one", [])
    with pytest.raises(ResourceError, match=r"the folder of a release is expected"):
        write(tmp_path / "two", [], previous=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one"]


def test_incidents_that_change_meanwhile_leave_nothing(tmp_path: Path) -> None:
    changing = iter([[record()], [record(killed=(1, 1, 1))]])
    with pytest.raises(SaysoError, match="changed while the release was written"):
        write_release(lambda: next(changing), tmp_path / "one", PLAN, HOW)
    assert list(tmp_path.iterdir()) == []


def test_the_difference_and_what_is_gone_follow_from_release_to_release(tmp_path: Path) -> None:
    one = write(tmp_path / "one", [record(), record(name="r2"), record(name="r3")])
    more = [record(), record(name="r2", killed=(1, 1, 1)), record(name="r4")]
    two = write(tmp_path / "two", more, previous=one.folder)
    assert [
        (row["change"], row["old_id"], row["new_ids"]) for row in table(two.folder / "difference.csv")
    ] == [
        ("changed", "i-r2", "i-r2"),
        ("withdrawn", "i-r3", ""),
        ("added", "", "i-r4"),
    ]
    assert two.manifest["difference"] == {
        "added": 1, "changed": 1, "withdrawn": 1, "merged": 0, "split": 0, "renamed": 0,
    }  # fmt: skip
    three = write(tmp_path / "three", more[1:], previous=two.folder)
    assert [(row["old_id"], row["change"], row["release"]) for row in table(three.folder / "gone.csv")] == [
        ("i-r3", "withdrawn", "two"),
        ("i-r1", "withdrawn", "three"),
    ]
    assert three.manifest["previous"]["name"] == "two"


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (held(a="1 2"), held(a="1 2"), []),
        (held(a="1 2"), held(a="1 2 3"), [("changed", "a", "a")]),
        (held(a="1", b="2"), held(a="1 2"), [("changed", "a", "a"), ("merged", "b", "a")]),
        (held(a="1 2"), held(a="1", b="2"), [("split", "a", "a b")]),
        (held(b="2"), held(a="1 2"), [("renamed", "b", "a")]),
        (held(b="2", c="3"), held(a="1 2 3"), [("merged", "b", "a"), ("merged", "c", "a")]),
        (held(a="1 2"), held(b="2"), [("renamed", "a", "b")]),
        (held(a="1"), held(), [("withdrawn", "a", "")]),
        (held(), held(a="1"), [("added", "", "a")]),
        (held(a="1 2", b="3"), held(a="1", b="2 3"), [("split", "a", "a b"), ("changed", "b", "b")]),
    ],
)  # fmt: skip
def test_what_became_of_incidents(
    old: dict[str, Index], new: dict[str, Index], changes: list[tuple[str, str, str]]
) -> None:
    found = [(one.change.value, one.old or "", " ".join(one.new)) for one in difference(old, new)]
    assert found == changes


keys = st.dictionaries(st.integers(0, 8), st.integers(0, 5))


@given(keys, keys)
def test_every_incident_is_the_same_or_accounted_for(before: dict[int, int], after: dict[int, int]) -> None:
    def grouped(keys: dict[int, int]) -> dict[str, Index]:
        groups: dict[int, list[int]] = {}
        for key, group in sorted(keys.items()):
            groups.setdefault(group, []).append(key)
        return {f"i{m[0]}": Index(tuple(map(str, m)), str(m)) for m in groups.values()}

    old, new = grouped(before), grouped(after)
    changes = difference(old, new)
    told = {one.old for one in changes if one.old is not None}
    assert {name for name, one in old.items() if new.get(name) != one} == told
    reached = {name for one in changes for name in one.new}
    differing = {name for name, one in new.items() if old.get(name) != one}
    assert differing <= reached | set(old)
    there = {key for one in old.values() for key in one.members}
    for one in changes:
        if one.change is Change.ADDED:
            assert not there.intersection(new[one.new[0]].members)


@pytest.mark.model
def test_every_format_can_be_released(tmp_path: Path) -> None:
    made = write(tmp_path / "all", coded_records(), formats=tuple(EXPORTERS))
    assert [one["name"] for one in made.manifest["formats"]] == list(EXPORTERS)
    assert check_release(made.folder) == []
    notes = (made.folder / "LICENCE.txt").read_text(encoding="utf-8")
    assert "arrow/, json/, parquet/ hold whole texts" in notes
