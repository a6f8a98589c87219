"""Several reports to a transaction: what has come out is committed, and the base is that of one by one."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from sayso.desk import Desk, Result
from sayso.desk.adding import added
from sayso.desk.outcomes import Outcome
from sayso.errors import ReadError
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.store.sql import changes
from tests.desk.coders import VERSIONS, Provinces, Scripted
from tests.desk.states import state
from tools.growth_base import World

AT_ONCE = 4
COUNT = AT_ONCE + 3
REPORTS = tuple(replace(World(2, COUNT + 8).coded(number), versions=VERSIONS) for number in range(COUNT))


def desk(where: str | Path, **more: object) -> Desk:
    return Desk(str(where), coding=Scripted(REPORTS), gazetteers=Provinces("x"), **more)  # type: ignore[arg-type]  # of the tests alone


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small transactions, for small bases."""
    monkeypatch.setattr("sayso.desk.adding.AT_ONCE", AT_ONCE)


def times_written(made: Desk) -> int:
    with made.store.reading() as connection:
        return changes.generation(connection)


def test_many_reports_are_kept_by_few_transactions_with_the_state_of_one_by_one(tmp_path: Path) -> None:
    with desk(tmp_path / "one.db") as one, desk(tmp_path / "many.db") as many:
        alone = [one.add(each) for each in REPORTS]
        together = many.add(REPORTS)
        assert times_written(one) == COUNT
        assert times_written(many) == 2
        assert [(each.report, each.result, each.events) for each in together] == [
            (each.report, each.result, each.events) for each in alone
        ]
        states = []
        for made in (one, many):
            with made.store.reading() as connection:
                states.append(state(connection, ("meta", "runs", "reports", "records")))
        assert states[0] == states[1]
        assert list(one.incidents()) == list(many.incidents())


def test_each_names_the_incidents_with_its_events_and_together_they_name_all(tmp_path: Path) -> None:
    with desk(tmp_path / "base.db") as made:
        outcomes = made.add(REPORTS)
        there = {one.incident.id: one.incident for one in made.incidents()}
        for one in outcomes:
            mine = {id_ for id_, incident in there.items() if one.report in incident.reports}
            assert mine & set(one.incidents) or not one.events
        assert set(there) <= {id_ for one in outcomes for id_ in one.incidents}


def test_what_has_come_out_is_committed(tmp_path: Path) -> None:
    with desk(tmp_path / "base.db") as made:
        outcomes = made.add_all(REPORTS)
        said = list(islice(outcomes, AT_ONCE - 1))
        with desk(tmp_path / "base.db", read_only=True) as beside:
            assert {one.report for one in said} <= set(beside.reports())


def test_what_was_read_before_the_reading_fails_is_kept(tmp_path: Path) -> None:
    def broken() -> Iterator[Coded]:
        yield from REPORTS[:3]
        raise ReadError("the disk is gone")

    with desk(tmp_path / "base.db") as made:
        came: list[Outcome] = []
        with pytest.raises(ReadError, match="the disk is gone"):
            came.extend(made.add_all(broken()))
        assert set(made.reports()) == {one.report.id for one in REPORTS[:3]}


def test_of_a_transaction_that_one_report_fails_the_others_are_kept(tmp_path: Path) -> None:
    bad = replace(REPORTS[1], report=replace(REPORTS[1].report, id=" "))
    with desk(tmp_path / "base.db") as made:
        found = made.add([REPORTS[0], bad, REPORTS[2]])
        assert [one.result for one in found] == [Result.ADDED, Result.FAILED, Result.ADDED]
        assert made.check() == []


def test_a_report_that_comes_twice_is_there_the_second_time(tmp_path: Path) -> None:
    with desk(tmp_path / "base.db") as made:
        twice = [REPORTS[0].report, REPORTS[1].report, REPORTS[0].report]
        assert [one.result for one in made.add(twice)] == [Result.ADDED, Result.ADDED, Result.UNCHANGED]
        assert [one.result for one in made.add([REPORTS[2], REPORTS[2]])] == [Result.ADDED, Result.UNCHANGED]


def test_slow_reports_do_not_wait_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.desk.adding.SECONDS", -1.0)
    kept: list[int] = []

    def keep(records: object) -> list[Outcome]:
        some = list(records)  # type: ignore[call-overload]  # a sequence of records
        kept.append(len(some))
        return [Outcome(one.report.id, Result.ADDED) for one in some]

    def prepared(item: Report | Coded) -> Coded | Outcome:
        assert isinstance(item, Coded)
        return item

    assert len(list(added(REPORTS[:4], prepared, keep))) == 4
    assert kept == [1, 1, 1, 1]
