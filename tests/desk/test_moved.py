"""A base that moves from SQLite to PostgreSQL and back is exported alike in every format, byte by byte."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso.desk import Desk
from sayso.desk.exporting import export, options
from sayso.export import EXPORTERS
from sayso.export.sinks import FileSink
from sayso.model.decisions import Judgement, Subject
from sayso.model.events import Location, PlacePrecision
from sayso.model.filters import Filters
from sayso.model.incidents import Grade
from sayso.model.record import Coded
from sayso.model.spans import Fact
from tests.desk.coders import Provinces
from tests.export.coded import seed
from tests.store.records import bare
from tools.growth_base import World

NOW = datetime(2024, 5, 20, tzinfo=UTC)
ARABIC = "\u0642\u062a\u0644 \u062b\u0644\u0627\u062b\u0629 \u062c\u0646\u0648\u062f"
ODD = f"{ARABIC} \ue000 \U000f0001 \U0001f6a8 e\u0301 \u200f=1+1 \x85\u2028\tend"


def hard_cases() -> list[Coded]:
    """Reports with all that is hard to carry: copies, versions, areas, no day, odd characters."""
    world = [World(2, 24).coded(number) for number in range(8, 20)]
    first = world[0]
    odd = replace(
        world[1].report, id=f"{ARABIC} 1", title=ODD, outlet=ODD, text=f"{world[1].report.text}\n\n{ODD}"
    )
    undated = replace(world[2], events=tuple(replace(one, time=None) for one in world[2].events))
    area = Location(
        "northern Nowhere", PlacePrecision.ZONE, country="SYR", lat=35.123456789, lon=-0.1, radius_km=41.7
    )
    wide = replace(world[3].events[0], place=Fact(area, world[3].events[0].type.evidence))
    return [
        seed(),
        bare("no events", ODD),
        first,
        replace(first, report=replace(first.report, id="copy", outlet="Another")),
        replace(first, report=replace(first.report, id="version", revises=first.report.id)),
        replace(world[1], report=odd),
        undated,
        replace(world[3], events=(wide, *world[3].events[1:])),
        *world[4:],
    ]


def decide(made: Desk) -> None:
    """Decisions of persons, one of them undone."""
    first, second, third, *_ = [one.incident for one in made.incidents()]
    made.merge(first.id, second.id, "ann")
    made.grade(third.id, Grade.WEAK, "b\u00e9n", ODD)
    made.mark(Subject.COPY, "copy", "no events", Judgement.DIFFERENT, "ann")
    several = next(one.incident for one in made.incidents() if len(one.incident.members) > 1)
    (entry, *_) = made.split(several.id, several.members[-1:], "ann")
    made.undo(entry.id, "ann")


def exported(made: Desk, folder: Path) -> dict[str, bytes]:
    """Every file of every format, and what each could not carry."""
    found: dict[str, bytes] = {}
    for name, exporter in EXPORTERS.items():
        (folder / name).mkdir(parents=True)
        with FileSink(folder / name / f"all{exporter.suffix}", exporter.suffix) as sink:
            loss = export(made, name, sink, Filters(), options(NOW))
        found[f"{name}: loss"] = str(loss).encode()
        found |= {f"{name}/{file.name}": file.read_bytes() for file in (folder / name).iterdir()}
    return found


@pytest.fixture
def moved(tmp_path: Path, postgres: str) -> list[dict[str, bytes]]:
    """The exports of a base on SQLite, of it on PostgreSQL, and of it back on SQLite."""
    with Desk(tmp_path / "first.db", gazetteers=Provinces()) as made:
        made.add(hard_cases())
        decide(made)
        found = [exported(made, tmp_path / "one")]
        made.backup(tmp_path / "there.db")
    with Desk(postgres, gazetteers=Provinces()) as there:
        there.restore(tmp_path / "there.db")
        found.append(exported(there, tmp_path / "two"))
        there.backup(tmp_path / "back.db")
        there.rebuild()
        found.append(exported(there, tmp_path / "rebuilt"))
    with Desk(tmp_path / "second.db", gazetteers=Provinces()) as back:
        back.restore(tmp_path / "back.db")
        found.append(exported(back, tmp_path / "three"))
        assert back.check() == []
    return found


def test_a_base_that_moves_and_comes_back_is_exported_the_same(moved: list[dict[str, bytes]]) -> None:
    first, *others = moved
    assert {name.partition("/")[0] for name in first if "/" in name} == set(EXPORTERS)
    assert {"acled/all.claims.csv", "acled/all.disputes.csv"} <= set(first)
    assert ARABIC.encode() in first["json/all.json"]
    assert "\U000f0001".encode() in first["json/all.json"]
    for other in others:
        assert [name for name in first if other.get(name) != first[name]] == []
        assert set(other) == set(first)
