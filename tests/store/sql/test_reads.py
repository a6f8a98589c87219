"""What is read for an answer, and whether it gives the same later."""

from pathlib import Path

import pytest
from sqlalchemy import select

from sayso.store.sql import reads, tables
from sayso.store.sql.prepared import Prepared
from sayso.store.sql.sqlstore import SqlStore, open_store

META = tables.meta
VALUES = Prepared(select(META.c.value).order_by(META.c.name))


def put(store: SqlStore, name: str) -> None:
    with store.writing() as connection:
        connection.execute(META.insert(), {"name": name, "value": "1"})


def test_what_was_read_stands_until_it_is_another(base: SqlStore) -> None:
    with base.noting() as by_alchemy, base.reading() as connection:
        connection.execute(select(META.c.value).where(META.c.name.in_(["a", "b"]))).all()
    with base.noting() as by_driver, base.reading() as connection:
        VALUES.all(connection)
    assert base.stands(by_alchemy)
    assert base.stands(by_driver)
    put(base, "c")
    assert base.stands(by_alchemy)
    assert not base.stands(by_driver)
    put(base, "b")
    assert not base.stands(by_alchemy)


def test_one_answer_is_made_of_one_state(base: SqlStore, place: str) -> None:
    with base.noting() as made, base.reading() as connection:
        before = VALUES.all(connection)
        with open_store(place) as other:
            put(other, "later")
        with base.reading() as again:
            assert VALUES.all(again) == before
    assert not base.stands(made)


def test_of_very_many_statements_none_is_run_again(base: SqlStore) -> None:
    with base.noting() as made, base.reading() as connection:
        for number in range(60):
            connection.execute(select(META.c.value).where(META.c.name == str(number))).all()
    assert not base.stands(made)


def test_what_is_read_instead_is_answered_for_by_its_checks(base: SqlStore) -> None:
    said = [True]
    with base.noting() as made, base.reading() as connection, reads.instead() as stands:
        VALUES.all(connection)
        with reads.instead() as within:
            within(lambda _: said[0])
        del stands
    put(base, "x")
    assert base.stands(made)
    said[0] = False
    assert not base.stands(made)


def test_without_a_check_nothing_stands(base: SqlStore) -> None:
    with base.noting() as made, base.reading() as connection, reads.instead():
        VALUES.all(connection)
    assert not base.stands(made)


def test_what_can_never_change_is_not_read_again(base: SqlStore) -> None:
    with base.noting() as made, base.reading() as connection, reads.unnoted():
        VALUES.all(connection)
    put(base, "y")
    assert base.stands(made)


def test_where_nothing_is_noted_nothing_is_kept(base: SqlStore) -> None:
    with base.reading() as connection, reads.instead() as stands, reads.unnoted():
        stands(lambda _: False)
        assert VALUES.all(connection)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with open_store(tmp_path / "own.db"):
        return tmp_path / "own.db"


def test_a_state_is_another_after_every_commit_by_whomever(file: Path) -> None:
    with open_store(file) as one, open_store(file, read_only=True) as other:
        seen = [other.state()]
        for name in "abc":
            assert other.state() == seen[-1]
            put(one, name)
            seen.append(other.state())
        assert len(set(seen)) == 4
        assert None not in seen
        mine = one.state()
        put(one, "d")
        assert one.state() != mine


def test_of_postgresql_no_state_is_told(postgres: str) -> None:
    with open_store(postgres) as store:
        assert store.state() is None
