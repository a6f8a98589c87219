import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.bulk.cutting import Plan
from sayso.bulk.flight import Flight, Suspicion
from sayso.bulk.pieces import Job, Part, Unit
from sayso.bulk.reading import documents
from sayso.model.report import Report
from sayso.read import Failure, ReadOptions, read_paths
from tests.bulk.pages import archive, folder, lines, page, text

OPTIONS = ReadOptions()


def parts(inputs: list[Path], size: int) -> list[Part]:
    return Plan(inputs, OPTIONS, size).parts(Job("out", OPTIONS))


def found(inputs: list[Path], size: int) -> list[Report | Failure]:
    every = (one for part in parts(inputs, size) for one in documents(part, OPTIONS, lambda _: None))
    return [document.item for document in every]


def bare(item: Report | Failure) -> Report | str:
    """A report as it is; of a failure what is the same wherever the file lies."""
    return item if isinstance(item, Report) else item.message.rpartition("/")[2]


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    """Files of each kind, some of them damaged."""
    rows = [{"text": text(n), "id": f"row-{n}"} for n in range(5)]
    (tmp_path / "list.json").write_text(json.dumps(rows), encoding="utf-8")
    (tmp_path / "table.csv").write_text("text,id\n" + "".join(f'"{text(n)}",c{n}\n' for n in range(4)))
    long = lines(tmp_path / "long.jsonl", [text(n) for n in range(9)])
    with long.open("a", encoding="utf-8") as file:
        file.write('\n\nno JSON\n{"text": "' + text(3) + '"}')
    cut = archive(tmp_path / "cut.warc.gz", [page(n) for n in range(7)])
    cut.write_bytes(cut.read_bytes()[:-40])
    pages = [page(n) for n in range(20, 25)]
    whole = archive(tmp_path / "whole.warc.gz", pages)
    plain = tmp_path / "plain.warc"
    plain.write_bytes(gzip.decompress(archive(tmp_path / "plain.gz", pages).read_bytes()))
    return [
        tmp_path / "list.json",
        tmp_path / "table.csv",
        long,
        cut,
        whole,
        plain,
        folder(tmp_path / "pages", [text(n) for n in range(30, 33)]),
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_pieces_of_any_size_give_what_the_whole_files_give(inputs: list[Path], size: int) -> None:
    whole = [bare(one) for one in read_paths(inputs)]
    assert len(whole) == 5 + 4 + 11 + 7 + 5 + 5 + 3
    pieces = [bare(one) for one in found(inputs, size)]
    assert [one for one in pieces if isinstance(one, Report)] == [
        one for one in whole if isinstance(one, Report)
    ]
    assert len([one for one in pieces if isinstance(one, str)]) == 2


def test_parts_have_the_same_ids_wherever_their_files_lie(inputs: list[Path], tmp_path: Path) -> None:
    before = [part.id for part in parts(inputs[-1:], 2)]
    moved = inputs[-1].rename(tmp_path / "elsewhere")
    assert [part.id for part in parts([moved], 2)] != before  # its name is another one
    (tmp_path / "deep").mkdir()
    back = moved.rename(tmp_path / "deep" / "pages")
    assert [part.id for part in parts([back], 2)] == before


def test_what_is_appended_to_a_file_leaves_its_earlier_parts(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", [text(n) for n in range(6)])
    before = parts([path], 3)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"text": text(7)}) + "\n")
    after = parts([path], 3)
    assert [one.id for one in after[:2]] == [one.id for one in before]
    assert [one.documents for one in after] == [3, 3, 1]


def test_options_and_versions_make_other_parts(tmp_path: Path) -> None:
    plan = Plan([lines(tmp_path / "a.jsonl", [text(1)])], OPTIONS)
    jobs = [
        Job("out", OPTIONS),
        Job("out", OPTIONS, relevant=True),
        Job("out", OPTIONS, makers=(("sayso", "2"),)),
        Job("out", replace(OPTIONS, text_column="body")),
    ]
    assert len({plan.parts(job)[0].id for job in jobs}) == 4
    assert plan.parts(Job("out", OPTIONS, timeout=1.0, memory=1))[0].id == plan.parts(jobs[0])[0].id


def test_what_killed_twice_is_passed_over_and_the_others_are_read(inputs: list[Path]) -> None:
    for given in inputs[2:6]:
        (part,) = parts([given], 100)
        keys: list[str] = []
        every = list(documents(part, OPTIONS, lambda key, keys=keys: keys.append(key)))  # type: ignore[misc]  # it is bound
        broken = keys[2]
        again = [
            one.item
            for one in documents(
                part,
                OPTIONS,
                lambda key, broken=broken: Suspicion("killed") if key == broken else None,  # type: ignore[misc]  # it is bound
            )
        ]
        assert [n for n, (a, b) in enumerate(zip(every, again, strict=True)) if a.item != b] == [2]
        assert isinstance(again[2], Failure)
        assert again[2].error == "killed"


def test_deaths_are_counted_over_attempts(tmp_path: Path) -> None:
    note = tmp_path / "note"
    note.write_text("begin\ndoc 0:1\ndoc 0:2\nbegin\ndoc 0:1\nend\nbegin\ndoc 0:2\n")
    suspects = Flight(note, None).suspects
    assert suspects.of("0:2") == Suspicion("killed")
    assert suspects.of("0:1") is None


def test_units_of_pieces_follow_the_kind_of_file(inputs: list[Path]) -> None:
    units = [{piece.unit for piece in Plan([one], OPTIONS).pieces} for one in inputs]
    assert units == [{Unit.ITEMS}, {Unit.ITEMS}, {Unit.LINES}, *[{Unit.RECORDS}] * 3, {Unit.FILE}]
