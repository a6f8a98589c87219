"""The desk on SQLite and on PostgreSQL: what is added, asked and decided, and that tables follow the base."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from sayso.desk import Desk, Result
from sayso.errors import DecisionError, StoreError, UnknownName, WrongFilter
from sayso.model.decisions import Judgement, Subject
from sayso.model.events import Event
from sayso.model.incidents import Grade
from sayso.model.record import Coded, Version
from sayso.model.spans import Fact
from sayso.store.sql.copying import copy_base
from tests.databases import Cluster
from tests.desk.coders import VERSIONS, Provinces, Scripted
from tests.desk.states import computed, state
from tools.growth_base import World

REPORTS = tuple(replace(World(2, 24).coded(number), versions=VERSIONS) for number in range(8, 17))


ACTOR = str(REPORTS[0].events[0].actors[0].value.party)


def desk(where: str, **more: object) -> Desk:
    return Desk(where, coding=Scripted(REPORTS), gazetteers=Provinces(ACTOR), **more)  # type: ignore[arg-type]  # of the tests alone


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with all reports, made once."""
    path = tmp_path_factory.mktemp("desk") / "template.db"
    with desk(str(path)) as made:
        assert {one.result for one in made.add(REPORTS)} == {Result.ADDED}
    return path


@pytest.fixture
def filled(template: Path, place: str) -> Iterator[Desk]:
    """A desk on a base with all reports."""
    with desk(place) as made:
        with desk(str(template)) as source:
            copy_base(source.store, made.store)
        yield made


def told(made: Desk) -> object:
    """All that readers get: incidents with everything, claims, counts."""
    return (
        list(made.incidents()),
        list(made.claims()),
        made.count(["type", "month"]),
        made.facets(),
        made.conflicts(),
    )


def test_what_is_added_is_there_once_and_comes_back_whole(place: str) -> None:
    coding = Scripted(REPORTS)
    with Desk(place, coding=coding) as made:
        first = made.add(REPORTS[0].report)
        assert (first.report, first.result) == (REPORTS[0].report.id, Result.ADDED)
        assert first.incidents
        assert made.add(REPORTS[0].report).result is Result.UNCHANGED
        assert made.add(REPORTS[0]).result is Result.UNCHANGED
        assert coding.runs == 1
        assert made.report(REPORTS[0].report.id) == REPORTS[0]
        with pytest.raises(StoreError, match="is there with another text"):
            made.add(replace(REPORTS[0].report, text="Another text."))


def test_the_tables_say_what_the_base_says_and_a_base_that_is_opened_again_the_same(
    place: str, filled: Desk
) -> None:
    before = told(filled)
    found = {one.incident.id: one for one in filled.incidents()}
    with filled._joining.reading() as base:
        anew = {one.id: base.record(one.members, filled._admin1) for one in base.incidents()}
    assert found == anew
    assert len(found) > 3
    assert filled.check() == []
    with desk(place) as again:
        assert told(again) == before
        again.add(REPORTS)
        assert told(again) == before


def test_a_party_is_found_by_every_name_that_the_table_has_of_it(filled: Desk) -> None:
    ((_, number),) = filled.count(actor="The Capital")
    assert number > 0
    assert filled.count(actor=ACTOR) == [((), number)]
    assert {one.incident.id for one in filled.incidents(actor="The Capital")} == {
        one.incident.id
        for one in filled.incidents()
        if any(fact.value.party == ACTOR for told in one.told for fact in told.event.actors)
    }


def decide(made: Desk) -> None:
    """Merge, split, grade and mark, and take one of them back."""
    by_size = sorted(made.incidents(), key=lambda one: (-len(one.incident.members), one.incident.id))
    large, *rest, one, other = (record.incident for record in by_size)
    merged = made.merge(one.id, other.id, "ann")
    made.split(large.id, large.members[1:2], "ben")
    made.grade(rest[0].id, Grade.WEAK, "ann")
    reports = [name for record in by_size for name in record.incident.reports]
    made.mark(Subject.COPY, reports[0], next(n for n in reports if n != reports[0]), Judgement.SAME, "ann")
    made.undo(merged[0].id, "cid")


@pytest.mark.parametrize("seed", [1])
def test_a_rebuild_gives_the_identical_state(place: str, seed: int) -> None:
    random = Random(seed)
    with desk(place) as made:
        order = random.sample(REPORTS, len(REPORTS))
        for number, coded in enumerate(order):
            made.add(coded)
            if number == 6:
                decide(made)
        fewer = replace(order[0], events=order[0].events[1:], claims=(), versions=(Version("sayso", "2"),))
        assert made.add(fewer).result is Result.RECODED
        before, told_before = _state(made), told(made)
        assert made.rebuild() == len(list(made.incidents()))
        assert _state(made) == before
        assert told(made) == told_before
        assert made.check() == []


def _state(made: Desk) -> object:
    with made.store.reading() as connection:
        return computed(connection)


def test_decisions_change_incidents_and_are_seen_by_a_desk_that_is_open_beside(
    place: str, filled: Desk
) -> None:
    made = filled
    with desk(place) as beside:
        told(beside)
        one, other = (record.incident for record in list(made.incidents())[:2])
        with pytest.raises(DecisionError, match="name of its author"):
            made.merge(one.id, other.id, " ")
        merged = made.merge(one.id, other.id, "ann")
        record = beside.incident(other.id)
        assert set(record.incident.members) == {*one.members, *other.members}
        assert (record.reviewed, record.decisions) == (True, merged)
        assert [one.incident.id for one in beside.incidents(reviewed=True)] == [record.incident.id]
        beside.grade(one.id, Grade.FAIR, "ben")
        assert made.incident(one.id).assessed is Grade.FAIR
        made.undo(merged[0].id, "cid")
        assert beside.incident(one.id).incident.members == one.members
        assert list(dict.fromkeys(decision.author for decision in beside.log())) == ["ann", "ben", "cid"]
        assert made.check() == []


def test_a_batch_goes_on_after_a_failure_and_says_what_came_of_each(place: str) -> None:
    lost = replace(REPORTS[1].report, id="lost")
    wrong = replace(REPORTS[0].report, text="Another text.")
    with desk(place) as made:
        found = made.add([REPORTS[0].report, lost, wrong, REPORTS[2]])
        assert [one.result for one in found] == [Result.ADDED, Result.FAILED, Result.FAILED, Result.ADDED]
        assert found[1].message == "lost: KeyError: nobody wrote what it tells"
        assert "another text" in str(found[2].message)
        assert set(made.reports()) == {REPORTS[0].report.id, REPORTS[2].report.id}


def test_what_is_asked_wrongly_is_refused(place: str) -> None:
    with desk(place, read_only=False) as made:
        with pytest.raises(UnknownName, match="unknown filter 'colour'; known: since"):
            made.incidents(colour="red")
        with pytest.raises(WrongFilter, match="is later than"):
            made.claims(since="2020", until="2019")
        with pytest.raises(UnknownName, match="unknown field to count by 'shape'; known: country"):
            made.count(["shape"])
        with pytest.raises(UnknownName, match="unknown incident 'i-0'"):
            made.incident("i-0")
        with pytest.raises(UnknownName, match="unknown report 'r'"):
            made.report("r")


def test_coding_anew_says_what_changed_and_loses_no_decision(place: str, filled: Desk) -> None:
    decide(filled)
    log = filled.log()
    changed = replace(REPORTS[0], events=(_other_type(REPORTS[0]), *REPORTS[0].events[2:]), claims=())
    coding = Scripted([changed, *REPORTS[1:-1]], (Version("sayso", "2.0"),))
    with Desk(place, coding=coding, gazetteers=Provinces(ACTOR)) as upgraded:
        found = {one.report: one for one in upgraded.recode()}
        first = found[REPORTS[0].report.id]
        key = f"{first.report}@{REPORTS[0].events[0].triggers[0].start}"
        assert first.changed == ((key, ("type",)),)
        assert len(first.dropped) == 1
        assert first.claims_dropped == len(REPORTS[0].claims)
        assert not first.same
        assert [one.same for one in found.values()].count(False) == 1
        assert "nobody wrote" in str(found[REPORTS[-1].report.id].failed)
        assert upgraded.log() == log
        assert {one.report for one in upgraded.recode()} == {REPORTS[-1].report.id}
        assert len(upgraded.store.history(first.report)) == 2
        assert upgraded.check() == []


def _other_type(coded: Coded) -> Event:
    event = coded.events[0]
    return replace(event, type=Fact("PROTEST", event.type.evidence))


def test_a_backup_holds_everything_and_restoring_it_gives_the_same_back(filled: Desk, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    made = filled
    decide(made)
    before, told_before = _all(made), told(made)
    assert made.backup(file) == file
    with pytest.raises(StoreError, match="is there already"):
        made.backup(file)
    made.add(replace(REPORTS[0], events=(), claims=(), disputes=(), versions=()))
    with pytest.raises(StoreError, match="say that it is to be replaced"):
        made.restore(file)
    made.restore(file, replace=True)
    assert _all(made) == before
    assert told(made) == told_before
    assert made.check() == []
    with desk(str(file)) as copied:
        assert _all(copied) == before
        assert told(copied) == told_before
    assert [one.name for one in tmp_path.iterdir() if "part" in one.name] == []


def _all(made: Desk) -> object:
    with made.store.reading() as connection:
        return state(connection, ["meta", "written"])  # where a backup was written to is known after it


def test_what_is_no_backup_is_refused_and_nothing_changes(filled: Desk, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.db"
    wrong.write_bytes(b"no base at all")
    before = _all(filled)
    with pytest.raises(StoreError, match="no base"):
        filled.restore(wrong, replace=True)
    with pytest.raises(StoreError, match="there is no base"):
        filled.restore(tmp_path / "none.db", replace=True)
    with pytest.raises(StoreError, match="cannot be written"):
        filled.backup(tmp_path / "no" / "such" / "backup.db")
    assert _all(filled) == before


def test_a_base_moves_to_postgresql_and_back_with_the_same_state(
    template: Path, tmp_path: Path, cluster: Cluster
) -> None:
    back = tmp_path / "back.db"
    with desk(str(template)) as first, desk(cluster.copy()) as server, desk(str(back)) as last:
        copy_base(first.store, server.store)
        copy_base(server.store, last.store)
        assert _all(server) == _all(first)
        assert _all(last) == _all(first)
        assert told(last) == told(server) == told(first)
        assert server.check() == last.check() == []
        merged = [one.incident.id for one in list(server.incidents())[:2]]
        server.merge(merged[0], merged[1], "ann")
        assert len(server.log()) == 1
