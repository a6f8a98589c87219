"""What `check` proves: whatever is changed by hand in a base is found, and nothing where nothing was."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select, text

from sayso.desk import Desk
from sayso.errors import StoreError
from sayso.model.decisions import Judgement, Subject
from sayso.model.incidents import Grade
from sayso.model.spans import Fact
from sayso.store.sql import tables
from sayso.store.sql.comparing import MADE, MOST, NAMES
from sayso.store.sql.copying import copy_base
from tests.databases import Cluster
from tests.desk.coders import VERSIONS, Provinces, Scripted
from tests.desk.forgeries import FIRST, GIVEN_FORGED, MADE_FORGED, batches
from tests.desk.states import GIVEN
from tests.store.records import TEXT, record
from tools.growth_base import World

WORLD = tuple(replace(World(2, 24).coded(number), versions=VERSIONS) for number in (8, 9, 10, 11))
WHOLE = replace(record("whole", origin=None, revises=None), versions=VERSIONS)
LATER = replace(
    record("later", TEXT.replace("12", "13"), origin=None, revises="whole"), versions=VERSIONS, disputes=()
)
ALONE = replace(WORLD[3].events[0].actors[0].value, party="alone", name="Nobody else")
GONE = replace(
    WORLD[3],
    report=replace(WORLD[3].report, id="gone"),
    events=(replace(WORLD[3].events[0], actors=(Fact(ALONE, WORLD[3].events[0].actors[0].evidence),)),),
    claims=(),
)
REPORTS = (*WORLD, WHOLE, LATER, GONE)


def desk(where: str | Path, *, read_only: bool = False) -> Desk:
    return Desk(where, coding=Scripted(REPORTS), gazetteers=Provinces(), read_only=read_only)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with a row in every table: reports, decisions, a report that was erased, one coded twice."""
    path = tmp_path_factory.mktemp("checking") / "template.db"
    with desk(path) as made:
        made.add(REPORTS)
        made.redact(report="gone", author="ann", why="he asked for it")
        fewer = replace(WORLD[2], events=WORLD[2].events[1:], claims=(), versions=())
        made.add(fewer)
        one, other = (found.incident.id for found in list(made.incidents())[:2])
        made.merge(one, other, "ann")
        made.mark(Subject.COPY, FIRST, WORLD[1].report.id, Judgement.SAME, "cid")
        made.grade(one, Grade.WEAK, "ben", "one paper alone")
    return path


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def kept(
    request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """The same base on either database. A test that changes it takes that back."""
    if request.param == "sqlite":
        with desk(template) as made:
            yield made
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    where = cluster.database("made")
    with desk(template) as source, desk(where) as made:
        copy_base(source.store, made.store)
        yield made


class _Back(Exception):
    """Takes a transaction back."""


def found(kept: Desk, *statements: str, quick: bool = False) -> list[str]:
    """What `check` says when something is changed by hand; the change is taken back."""
    said: list[str] = []
    with suppress(_Back), kept.store.writing() as connection:
        _loosen(connection)
        for one in statements:
            assert connection.execute(text(one)).rowcount != 0, f"nothing was changed: {one}"
        kept.store.forget()  # what it remembers of its own transaction
        said = kept.check(quick=quick)
        raise _Back
    return said


def _loosen(connection: Connection) -> None:
    """Whoever changes a base by hand can do without its references."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        connection.execute(text("PRAGMA defer_foreign_keys = 1"))


def test_nothing_is_wrong_with_a_base_that_nobody_touched(kept: Desk) -> None:
    assert kept.check() == []
    assert kept.check(quick=True) == []
    with kept.store.reading() as connection:
        counts = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (*MADE, *NAMES)
        }
    assert [name for name, number in counts.items() if number == 0] == []


def test_every_table_is_compared_or_came_in() -> None:
    names = {table.name for table in (*MADE, *NAMES)}
    assert names | GIVEN | {"written", "unreached", "assignments"} == set(tables.metadata.tables)
    assert names & GIVEN == {"reports"}


@pytest.mark.parametrize(("forged", "said"), GIVEN_FORGED)
def test_what_is_changed_by_hand_in_what_came_in_is_found(kept: Desk, forged: str, said: str) -> None:
    problems = found(kept, forged)
    assert [one for one in problems if re.search(said, one)], problems


@pytest.mark.parametrize("forged", batches(MADE_FORGED))
def test_what_is_changed_by_hand_in_what_is_made_of_it_is_found(
    kept: Desk, forged: list[tuple[str, str]]
) -> None:
    problems = found(kept, *(statement for statement, _ in forged))
    missed = [said for _, said in forged if not any(re.search(said, one) for one in problems)]
    assert missed == [], problems


@pytest.mark.parametrize(
    ("forged", "said"),
    [
        (
            (
                "DELETE FROM report_words_docsize",
                "DELETE FROM report_words_data WHERE id > 10",
            ),
            ("fts5: ",),
        ),
        (
            ("INSERT INTO report_words(report_words) VALUES ('delete-all')",),
            ("report_words, row whole: the report should stand there, and does not",),
        ),
        (
            (
                (
                    "INSERT INTO report_words(report_words, rowid, title, text) VALUES ('delete', (SELECT "
                    "row FROM reports WHERE id = 'whole'), '', 'shelled')"
                ),
                "INSERT INTO report_words(report_words, rank) VALUES ('rank', 'bm25(0.0, 9.0)')",
                (
                    "UPDATE incident_places SET south = -80, north = -80 WHERE row = (SELECT min(row) FROM "
                    "incident_places)"
                ),
                "CREATE TRIGGER later AFTER UPDATE ON claims BEGIN DELETE FROM claims; END",
                "DROP VIEW claim",
                "CREATE VIEW claim AS SELECT 1 AS id",
            ),
            (
                "report_words, row whole: stands under other words",
                "report_words: the settings stands as",
                "incident_places, row i-.*: south is -80.0, should be",
                "trigger later: stands there, and should not",
                "view claim: is made otherwise than it should be",
            ),
        ),
        (
            (
                "DELETE FROM incident_places",
                "DROP INDEX ix_claims_day",
            ),
            (
                "incident_places, row i-.*: should stand there, and does not",
                "index ix_claims_day: is not there",
            ),
        ),
        (
            ("UPDATE incident_places SET last_day = 0, first_day = 0",),
            ("incident_places, row i-.*: first_day is 0.0, should be",),
        ),
    ],
)
def test_what_is_changed_by_hand_in_an_index_of_sqlite_is_found(
    template: Path, forged: Sequence[str], said: Sequence[str]
) -> None:
    with desk(template) as made:
        problems = found(made, *forged)
    assert [each for each in said if not any(re.search(each, one) for one in problems)] == [], problems


@pytest.mark.parametrize(
    ("forged", "said"),
    [
        (
            (
                "DELETE FROM report_words",
                "DELETE FROM incident_places",
            ),
            (
                "report_words, row whole: should stand there, and does not",
                "incident_places, row i-.*: stands as nothing, should be",
            ),
        ),
        (
            (
                "UPDATE report_words SET words = to_tsvector('sayso', 'another')",
                "UPDATE incident_places SET middle = ST_SetSRID(ST_MakePoint(1, 2), 4326)",
                "DROP VIEW decision",
                "CREATE VIEW decision AS SELECT id FROM decisions",
            ),
            (
                "report_words, row whole: stands under other words",
                r"incident_places, row i-.*: stands as POINT\(1 2\) .*, should be",
                "view decision: ",
            ),
        ),
        (
            ("UPDATE incident_places SET days = daterange('2001-01-01', '2001-01-02')",),
            ("incident_places, row i-.*: stands as .*2001-01-01",),
        ),
    ],
)
@pytest.mark.parametrize("kept", ["postgres"], indirect=True)
def test_what_is_changed_by_hand_in_an_index_of_postgresql_is_found(
    kept: Desk, forged: Sequence[str], said: Sequence[str]
) -> None:
    problems = found(kept, *forged)
    assert [each for each in said if not any(re.search(each, one) for one in problems)] == [], problems


def test_a_corrected_record_must_be_what_the_decisions_of_persons_make(place: str) -> None:
    with desk(place) as made:
        made.add(REPORTS[:2])
        event = WORLD[0].events[0]
        made.clear(f"{FIRST}@{event.triggers[0].start}", "targets", author="ann", reason="nobody was hit")
        assert made.check() == []
        machines = "(SELECT {0} FROM records WHERE row = (SELECT coding FROM reports WHERE record <> coding))"
        forged = ", ".join(f"{name} = {machines.format(name)}" for name in ("data", "sha256"))
        (said,) = found(made, f"UPDATE records SET {forged} WHERE row = (SELECT max(row) FROM records)")
        assert said.startswith(f"records of report {FIRST}: the corrected one is not what the decisions")
        said, *_ = found(made, "UPDATE reports SET record = coding WHERE record <> coding")
        assert said.startswith(f"reports, row {FIRST}: its record is number")
        assert made.check() == []


def test_what_an_erased_report_alone_named_is_named_no_more(kept: Desk) -> None:
    with kept.store.reading() as connection:
        there = set(connection.execute(select(tables.parties.c.id)).scalars())
    assert "alone" not in there
    assert {fact.value.party for fact in WORLD[3].events[0].targets} <= there


def test_of_many_wrong_rows_the_first_are_told_and_how_many_more_there_are(kept: Desk) -> None:
    with kept.store.reading() as connection:
        number = connection.execute(select(func.count()).select_from(tables.shelves)).scalar_one()
    said = [one for one in found(kept, "DELETE FROM shelves") if one.startswith("shelves")]
    assert len(said) == MOST + 1
    assert said[-1] == f"shelves: {number - MOST} more rows are not as they should be"


def test_a_quick_check_sees_what_does_not_fit_together(kept: Desk) -> None:
    assert found(kept, "DELETE FROM memberships", quick=True)[0].startswith("events of no incident")
    assert found(kept, "DELETE FROM facets", quick=True)[0].startswith("counts of incidents that are wrong")
    assert found(kept, "DELETE FROM incident_places", quick=True)[0].startswith("incident_places: 0 rows")
    assert found(kept, "UPDATE events SET type = 'AID'", quick=True) == []


def test_what_another_version_worked_out_is_not_compared_until_it_is_made_anew(
    template: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.db"
    with desk(older) as made, desk(template) as source:
        copy_base(source.store, made.store)
        with made.store.writing() as connection:
            connection.execute(text("UPDATE meta SET value = 'sayso of old' WHERE name = 'worked out by'"))
            connection.execute(text("UPDATE events SET type = 'AID'"))
        (said,) = made.check()
        assert said.startswith("what is worked out over reports was by sayso of old, this is sayso ")
    with desk(tmp_path / "new.db") as made:
        made.restore(older)
        assert made.check() == []
        assert {found.summary.type for found in made.incidents()} != {"AID"}


@pytest.mark.parametrize(
    ("forged", "said"),
    [
        ("UPDATE claims SET stance = 'denies'", "claims, row .*: stance is"),
        ("UPDATE facets SET incidents = 7", "facets, row .*: incidents is 7"),
        ("DELETE FROM incident_places", "incident_places, row .*: should stand there"),
        ("INSERT INTO report_words(report_words) VALUES ('delete-all')", "report_words, row .*"),
        ("UPDATE records SET data = x'00'", "a record of report"),
    ],
)
def test_a_backup_that_was_changed_by_hand_is_not_restored(
    template: Path, tmp_path: Path, forged: str, said: str
) -> None:
    file = tmp_path / "backup.db"
    with desk(template) as source:
        source.backup(file)
    with desk(file) as changed, changed.store.writing() as connection:
        connection.execute(text(forged))
    with desk(tmp_path / "sayso.db") as made:
        made.add(WORLD[0])
        before = list(made.incidents())
        with pytest.raises(StoreError, match=rf"is damaged: {said}.*; nothing was changed"):
            made.restore(file, replace=True)
        assert list(made.incidents()) == before


def test_a_base_that_can_only_be_read_is_checked_whole(template: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    with desk(template) as source:
        source.backup(file)
    with desk(file, read_only=True) as made:
        assert made.check() == []
    with desk(file) as made, made.store.writing() as connection:
        connection.execute(text("INSERT INTO report_words(report_words) VALUES ('delete-all')"))
    before = file.read_bytes()
    with desk(file, read_only=True) as made:
        assert any(one.startswith("report_words, row whole") for one in made.check())
    assert file.read_bytes() == before


def test_long_work_tells_how_far_it_is(template: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []

    def progress(what: str, done: int, total: int | None) -> None:
        told.append((what, done, total))

    def last() -> list[tuple[str, int, int | None]]:
        ends = {what: (what, done, total) for what, done, total in told}
        told.clear()
        return list(ends.values())

    file = tmp_path / "backup.db"
    with desk(template) as made:
        assert made.check(progress=progress) == []
        assert ("reports joined", 6, 6) in last()
        made.backup(file, progress=progress)
        ((what, done, total),) = last()
        assert (what, done) == ("pages copied", total)
    with desk(tmp_path / "sayso.db") as made:
        made.restore(file, progress=progress)
        what, done, total = last()[-1]
        assert (what, done) == ("rows copied", total)
        number = made.rebuild(progress=progress)
        assert last() == [("reports joined", 6, 6), ("incidents written", number, number)]
