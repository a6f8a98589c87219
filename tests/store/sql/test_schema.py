"""Versions of the tables: made, brought up and taken down with what is in them."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text

from sayso.errors import StoreError
from sayso.store.sql import SqlStore, migrations, open_store, schema, tables, views
from sayso.store.sql.engines import address, engines
from sayso.store.sql.migrations import HEAD
from tests.databases import Cluster
from tests.store.records import bare, record

NEXT = "0006"  # a version after the last
TOY = '''
"""A later version: one column more, one table more, one column that copies the whole table."""
import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

def always():
    """SQLite copies the table; PostgreSQL changes it in place."""
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"


def upgrade():
    with op.batch_alter_table("events", recreate=always()) as batch:
        batch.add_column(sa.Column("severity", sa.Text(), nullable=False, server_default="none"))
    op.create_table("severities", sa.Column("name", sa.Text(), primary_key=True))
    op.execute("INSERT INTO severities VALUES ('none')")


def downgrade():
    op.drop_table("severities")
    with op.batch_alter_table("events", recreate=always()) as batch:
        batch.drop_column("severity")
'''


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A folder with a second version."""
    folder = tmp_path / "versions"
    folder.mkdir()
    (folder / "v0006_toy.py").write_text(TOY, encoding="utf-8")
    return folder


def rows(store: SqlStore) -> dict[str, list[tuple[object, ...]]]:
    """Everything that a base has, by table."""
    with store.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table)).all()), key=repr)
            for table in tables.metadata.sorted_tables
        }


def shape(store: SqlStore) -> dict[str, list[list[str]]]:
    """The columns, indexes and references of each table as the database tells them."""
    with store.reading() as connection:
        seen = inspect(connection)
        return {
            table.name: [
                sorted(json.dumps(one, default=str) for one in told(table.name))
                for told in (seen.get_columns, seen.get_indexes, seen.get_foreign_keys)
            ]
            for table in tables.metadata.sorted_tables
        }


def test_the_steps_lead_to_the_tables(base: SqlStore) -> None:
    # Tables of the search are no part of it: `search` makes them anew, on each database its own.
    ours = {"include_name": lambda name, kind, _: kind != "table" or name in tables.metadata.tables}
    with base.reading() as connection:
        made = MigrationContext.configure(connection, opts=ours)
        assert compare_metadata(made, tables.metadata) == []


def test_the_last_step_is_the_version_of_this_sayso() -> None:
    folder = Path(migrations.__file__).parent
    assert ScriptDirectory(str(folder)).get_current_head() == HEAD


def test_a_base_goes_up_and_down_with_all_that_is_in_it(place: str, toy: Path) -> None:
    with open_store(place) as store:
        store.keep_all([record("r1"), bare("r2")])
        before, form = rows(store), shape(store)
        schema.migrate(store.engines, NEXT, [toy])
        with store.reading() as connection:
            assert schema.version(connection, store.engines.at) == NEXT
            assert connection.execute(text("SELECT severity FROM events")).scalars().all() == ["none", "none"]
            assert connection.execute(text("SELECT name FROM severities")).scalars().all() == ["none"]
            assert len(connection.execute(text("SELECT * FROM event")).all()) == 2
        assert rows(store) == before
        schema.migrate(store.engines, HEAD, [toy])
        assert rows(store) == before
        assert shape(store) == form
        assert store.record("r1") == record("r1")
        with store.reading() as connection:
            assert schema.version(connection, store.engines.at) == HEAD
        assert store.erase("r1"), "references hold after the tables were copied"
        assert rows(store)["events"] == []


def test_a_base_goes_down_to_its_first_version_and_up_again(place: str) -> None:
    with open_store(place) as store:
        store.keep_all([record("r1"), bare("r2")])
        with store.writing() as connection:
            order = tables.redactions.insert().values(
                row=1, reports=2, author="ann", why="he asked", made_at="then"
            )
            connection.execute(order)
        before, form = rows(store), shape(store)
        schema.migrate(store.engines, "0001")
        with store.reading() as connection:
            assert not inspect(connection).has_table("written")
            told = connection.execute(text("SELECT author, why FROM redactions")).all()
            assert [tuple(one) for one in told] == [("ann", "he asked")]
        with pytest.raises(StoreError, match=f"has tables of version 0001, this sayso works on {HEAD}"):
            open_store(place)
        schema.migrate(store.engines)
        # The rebuild that comes with an upgrade fills it again: it is made of records.
        assert before.pop("captures") != []
        assert (rows(store), shape(store)) == (before | {"captures": []}, form)
        assert store.record("r1") == record("r1")


def test_a_step_that_fails_changes_nothing(place: str, toy: Path) -> None:
    file = toy / "v0006_toy.py"
    file.write_text(TOY.replace("op.execute(", "raise KeyError(op) or op.execute("), encoding="utf-8")
    with open_store(place) as store:
        store.keep(record("r1"))
        before = rows(store)
        with pytest.raises(KeyError):
            schema.migrate(store.engines, NEXT, [toy])
        assert rows(store) == before
        with store.reading() as connection:
            assert not inspect(connection).has_table("severities")
            assert len(connection.execute(text("SELECT * FROM event")).all()) == 2
    with open_store(place) as store:
        store.keep(bare("r2"))
        assert list(store.reports()) == ["r1", "r2"]


def test_a_base_of_a_newer_sayso_is_refused(place: str, toy: Path) -> None:
    with open_store(place) as store:
        store.keep(bare("r1"))
        schema.migrate(store.engines, NEXT, [toy])
    for read_only in (False, True):
        with pytest.raises(
            StoreError, match=rf"has tables of version {NEXT}, this sayso knows {HEAD}.*newer sayso"
        ):
            open_store(place, read_only=read_only, upgrade=True)


def test_an_older_base_is_brought_up_only_when_asked(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(place) as store:
        store.keep(bare("r1"))
        with store.writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(StoreError, match=rf"has tables of version 0000, this sayso works on {HEAD}.*upgrade"):
        open_store(place)
    asked: list[object] = []
    monkeypatch.setattr(schema, "migrate", asked.append)
    open_store(place, upgrade=True).close()
    assert len(asked) == 1


def test_a_base_that_has_lost_its_version_is_damaged_and_no_new_one_is_made_in_it(place: str) -> None:
    with open_store(place) as store:
        store.keep(bare("r1"))
        with store.writing() as connection:
            connection.execute(text("DELETE FROM alembic_version"))
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"is damaged \(a base that does not say its version\)"):
            open_store(place, read_only=read_only)


def test_everything_can_be_taken_away(place: str) -> None:
    with open_store(place) as store:
        store.keep(record("r1"))
        schema.migrate(store.engines, "base")
        with store.reading() as connection:
            assert set(inspect(connection).get_table_names()) <= {"alembic_version", "spatial_ref_sys"}


def test_views_of_another_sayso_are_made_anew(base: SqlStore) -> None:
    with base.writing() as connection:
        assert not views.refresh(connection)
        connection.execute(text("DROP VIEW report"))
        connection.execute(tables.meta.update().where(tables.meta.c.name == "views").values(value="older"))
        assert views.refresh(connection)
        assert connection.execute(text("SELECT count(*) FROM report")).scalar_one() == 0


def test_a_database_with_another_programs_tables_is_refused(cluster: Cluster) -> None:
    url = cluster.database()
    made = engines(address(url), read_only=False)
    assert made.writer is not None
    try:
        with made.writer.begin() as connection:
            connection.execute(text("CREATE TABLE reports (id int)"))
        with pytest.raises(StoreError, match="has tables of another program"):
            open_store(url)
    finally:
        made.dispose()


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_a_base_that_several_make_at_once_is_made_once(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    where = str(tmp_path / "sayso.db")
    if database == "postgres":
        cluster: Cluster = request.getfixturevalue("cluster")
        where = cluster.database()
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: open_store(where), range(4)))
    for one in made:
        with one.reading() as connection:
            assert schema.version(connection, one.engines.at) == HEAD
        one.close()


def test_a_version_that_nobody_knows_is_told(tmp_path: Path) -> None:
    with open_store(tmp_path / "sayso.db") as store, store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(StoreError, match="no way from tables of version 0000"):
        open_store(tmp_path / "sayso.db", upgrade=True)
