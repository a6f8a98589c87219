"""What `check` proves: whatever is changed by hand in a base is found, and nothing where nothing was."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select, text

from sayso.desk import Desk
from sayso.errors import StoreError
from sayso.model.decisions import Judgement, Subject
from sayso.model.incidents import Grade
from sayso.store.sql import tables
from sayso.store.sql.comparing import MADE, MOST, NAMES
from sayso.store.sql.copying import copy_base
from tests.databases import Cluster
from tests.desk.coders import VERSIONS, Provinces, Scripted
from tests.desk.states import GIVEN
from tests.store.records import TEXT, record
from tools.growth_base import World

WORLD = tuple(replace(World(2, 24).coded(number), versions=VERSIONS) for number in (8, 9, 10, 11))
FIRST = WORLD[0].report.id
WHOLE = replace(record("whole", origin=None, revises=None), versions=VERSIONS)
LATER = replace(
    record("later", TEXT.replace("12", "13"), origin=None, revises="whole"), versions=VERSIONS, disputes=()
)
GONE = replace(WORLD[3], report=replace(WORLD[3].report, id="gone"))
REPORTS = (*WORLD, WHOLE, LATER, GONE)


def desk(where: str | Path, read_only: bool = False) -> Desk:
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
def kept(request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
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
    with pytest.raises(_Back), kept.store.writing() as connection:
        _loosen(connection)
        for one in statements:
            assert connection.execute(text(one)).rowcount != 0, f"nothing was changed: {one}"
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
    assert names | GIVEN | {"written", "unreached"} == set(tables.metadata.tables)
    assert names & GIVEN == {"reports"}


@pytest.mark.parametrize(
    ("forged", "said"),
    [
        ("UPDATE claims SET stance = 'denies' WHERE id = 'whole#c1'", "claims, row whole#c1: stance is"),
        ("UPDATE claims SET claimant = 'Nobody' WHERE id = 'whole#c0'", "claims, row whole#c0: claimant is 'Nobody', should be"),
        ("UPDATE claims SET day = '2001-01-01' WHERE id = 'whole#c0'", "claims, row whole#c0: day is '2001-01-01', should be"),
        ("DELETE FROM claims WHERE id = 'whole#c1'", "claims, row whole#c1: should stand there, and does not"),
        ("UPDATE claims SET incident = (SELECT max(row) FROM incidents) WHERE id = 'whole#c0'", "claims, row whole#c0: incident is"),
        ("UPDATE reports SET title = 'Another title' WHERE id = 'whole'", "reports, row whole: title is 'Another title', should be"),
        ("UPDATE reports SET outlet = NULL WHERE id = 'whole'", "reports, row whole: outlet is unknown, should be"),
        ("UPDATE reports SET text = 'It was another.' WHERE id = 'whole'", "the text of report whole is not what was written"),
        ("UPDATE reports SET title = 'The name' WHERE id = 'gone'", "reports, row gone: was redacted, and holds something"),
        ("UPDATE reports SET record = 1 WHERE id = 'whole'", "reports, row whole: its record is number 1, should be"),
        ("UPDATE records SET sha256 = 'ab' WHERE row = 1", f"a record of report {FIRST} is not what was written"),
        ("UPDATE records SET report = 1 WHERE report = 2", f"a record of report {FIRST} is one of report"),
        ("UPDATE runs SET versions = replace(versions, '1.0', '9.9')", "runs, row run-.*: is not what was written"),
        ("UPDATE events SET type = 'AID' WHERE id = 'whole@7'", "events, row whole@7: type is 'AID', should be"),
        ("UPDATE events SET killed_high = 900 WHERE id = 'whole@7'", "events, row whole@7: killed_high is 900, should be"),
        ("UPDATE events SET lat = 1.5, admin1 = 'Elsewhere' WHERE id = 'whole@8'", "events, row whole@8: admin1 is 'Elsewhere', should be .*; lat is 1.5"),
        ("UPDATE events SET first_day = NULL WHERE id = 'whole@7'", "events, row whole@7: first_day is unknown, should be"),
        ("UPDATE event_parties SET role = 'actor' WHERE row = (SELECT max(row) FROM event_parties WHERE role = 'target')", "event_parties, row .* actor .*: stands there, and should not"),
        ("DELETE FROM event_sides WHERE side = (SELECT min(side) FROM event_sides)", "event_sides, row .*: should stand there, and does not"),
        ("UPDATE event_weapons SET kind = 'drone' WHERE event = (SELECT min(event) FROM event_weapons)", "event_weapons, row whole@7 drone .*: stands there, and should not"),
        ("UPDATE event_tolls SET low = low + 1 WHERE row = 1", f"event_tolls, row {FIRST}@.*: stands there, and should not"),
        ("UPDATE event_tolls SET narrated = NOT narrated WHERE row = 1", f"event_tolls, row {FIRST}@.*: stands there, and should not"),
        ("UPDATE statements SET certainty = 'none' WHERE id = 'whole#s0'", "statements, row whole#s0: certainty is 'none', should be"),
        ("DELETE FROM spans WHERE owner = 'e1'", "spans, row later e1 .*: should stand there, and does not"),
        ("UPDATE spans SET stop = stop + 1 WHERE owner = 's0'", "spans, row later s0 .*: stands there, and should not"),
        ("UPDATE disputes SET reason = 'none' WHERE id = 'whole#d0'", "disputes, row whole#d0: reason is 'none', should be"),
        ("DELETE FROM dispute_claims", "dispute_claims, row whole#d0 whole#c0: should stand there, and does not"),
        ("UPDATE parties SET name = 'Another name' WHERE id = (SELECT min(id) FROM parties)", "parties, row .*: name is 'Another name', should be"),
        ("INSERT INTO parties VALUES ('xx', 'Made up', 'state', NULL)", r"parties, row xx: stands there, and should not \(name 'Made up'"),
        ("UPDATE places SET lat = 0 WHERE id = (SELECT min(id) FROM places)", "places, row .*: lat is 0.0, should be"),
        ("UPDATE incidents SET type = 'AID' WHERE row = 1", "incidents, row i-.*: type is 'AID', should be"),
        ("UPDATE incidents SET grade = 'confirmed', disputed = NOT disputed WHERE row = 1", "incidents, row i-.*: grade is 'confirmed', should be .*; disputed is"),
        ("UPDATE incidents SET data = (SELECT data FROM incidents WHERE row = 2) WHERE row = 1", r"incidents, row i-.*: data\..* is .*, should be"),
        ("DELETE FROM incidents WHERE row = 1", "rows refer to incidents that are not there|incidents, row i-.*: should stand there, and does not"),
        ("DELETE FROM memberships", r"memberships, row whole@7: should stand there, and does not \(incident"),
        ("UPDATE memberships SET incident = (SELECT max(row) FROM incidents)", "memberships, row whole@8: incident is"),
        ("DELETE FROM incident_decisions", "incident_decisions, row i-.*: should stand there, and does not"),
        ("UPDATE copies SET family = 'another'", "copies, row .*: family is 'another', should be"),
        ("DELETE FROM revisions", "revisions, row whole later: should stand there, and does not"),
        ("UPDATE revisions SET data = (SELECT max(data) FROM records)", "revisions, row whole later: data"),
        ("UPDATE links SET judgement = 'different', score = 0.5", "links, row .*: judgement is 'different', should be .*; score is 0.5"),
        ("DELETE FROM links", "links, row .*: should stand there, and does not"),
        ("UPDATE placed SET rank = 'z' WHERE name = 'whole@7'", "placed, row events whole@7: rank from character 0 is 'z', should be"),
        ("UPDATE placed SET under = (SELECT max(under) FROM placed WHERE shelf = 'texts') WHERE name = 'whole@7'", "placed, row events whole@7: under is"),
        ("DELETE FROM shelves WHERE name = 'whole@7'", "shelves, row events .*: should stand there, and does not"),
        ("UPDATE carried SET day = '2001-01-01' WHERE report = 'whole'", "carried, row .* whole: day is '2001-01-01', should be"),
        ("UPDATE facets SET incidents = incidents + 1 WHERE field = 'type' AND country = ''", "facets, row '' '' type .*: incidents is"),
        ("DELETE FROM facets WHERE field = 'grade'", "facets, row .* grade .*: should stand there, and does not"),
        ("UPDATE decisions SET judgement = 'different' WHERE number = 1", "decision 1 is not what was written"),
        ("UPDATE decisions SET judgement = 'perhaps' WHERE number = 1", "decisions, row d-.*: cannot be read"),
        ("DELETE FROM decisions WHERE number = 1", "decisions that are not there"),
        ("DELETE FROM redactions", "reports, row gone: was redacted, and the log of redactions does not say so"),
        ("DROP VIEW incident", "incident"),
    ],
)  # fmt: skip
def test_what_is_changed_by_hand_is_found(kept: Desk, forged: str, said: str) -> None:
    problems = found(kept, forged)
    assert [one for one in problems if re.search(said, one)], problems


@pytest.mark.parametrize(
    ("forged", "said"),
    [
        (("DELETE FROM report_words_docsize", "DELETE FROM report_words_data WHERE id > 10"), "report_words, row whole: the report should stand there, and does not"),
        (("INSERT INTO report_words(report_words) VALUES ('delete-all')",), "report_words, row whole: the report should stand there, and does not"),
        (("INSERT INTO report_words(report_words, rowid, title, text) VALUES ('delete', (SELECT row FROM reports WHERE id = 'whole'), '', 'shelled')",), "report_words, row whole: stands under other words"),
        (("INSERT INTO report_words(report_words, rank) VALUES ('rank', 'bm25(0.0, 9.0)')",), "report_words: the settings stands as"),
        (("UPDATE incident_places SET south = -80, north = -80 WHERE row = (SELECT min(row) FROM incident_places)",), "incident_places, row i-.*: south is -80.0, should be"),
        (("DELETE FROM incident_places",), "incident_places, row i-.*: should stand there, and does not"),
        (("UPDATE incident_places SET last_day = 0, first_day = 0",), "incident_places, row i-.*: first_day is 0.0, should be"),
        (("CREATE TRIGGER later AFTER UPDATE ON claims BEGIN DELETE FROM claims; END",), "trigger later: stands there, and should not"),
        (("DROP VIEW claim", "CREATE VIEW claim AS SELECT 1 AS id"), "view claim: is made otherwise than it should be"),
        (("DROP INDEX ix_claims_day",), "index ix_claims_day: is not there"),
    ],
)  # fmt: skip
def test_what_is_changed_by_hand_in_an_index_of_sqlite_is_found(
    template: Path, forged: tuple[str, ...], said: str
) -> None:
    with desk(template) as made:
        problems = found(made, *forged)
    assert [one for one in problems if re.search(said, one)], problems


@pytest.mark.parametrize(
    ("forged", "said"),
    [
        ("DELETE FROM report_words", "report_words, row whole: should stand there, and does not"),
        ("UPDATE report_words SET words = to_tsvector('sayso', 'another')", "report_words, row whole: stands under other words"),
        ("UPDATE incident_places SET middle = ST_SetSRID(ST_MakePoint(1, 2), 4326)", r"incident_places, row i-.*: stands as POINT\(1 2\) .*, should be"),
        ("UPDATE incident_places SET days = daterange('2001-01-01', '2001-01-02')", "incident_places, row i-.*: stands as .*2001-01-01"),
        ("DELETE FROM incident_places", "incident_places, row i-.*: stands as nothing, should be"),
        ("CREATE OR REPLACE VIEW decision AS SELECT * FROM decisions WHERE number > 1", "view decision: shows other rows"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kept", ["postgres"], indirect=True)
def test_what_is_changed_by_hand_in_an_index_of_postgresql_is_found(
    kept: Desk, forged: str, said: str
) -> None:
    problems = found(kept, forged)
    assert [one for one in problems if re.search(said, one)], problems


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
        ("UPDATE reports SET title = 'Another' WHERE id = 'whole'", "reports, row .*: title is"),
        ("UPDATE incidents SET grade = 'confirmed'", "incidents, row .*: grade is"),
        ("DELETE FROM memberships", "memberships, row .*: should stand there"),
        ("UPDATE facets SET incidents = 7", "facets, row .*: incidents is 7"),
        ("DELETE FROM incident_places", "incident_places, row .*: should stand there"),
        ("INSERT INTO report_words(report_words) VALUES ('delete-all')", "report_words, row .*"),
        ("UPDATE records SET data = x'00'", "a record of report"),
        ("UPDATE decisions SET author = 'somebody else'", "decision 1 is not what was written"),
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
