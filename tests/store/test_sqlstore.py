"""A base in SQLite and in PostgreSQL: what is committed, what is not, and what is there after."""

from sayso.store.sql import open_store
from tests.store.records import record


def test_a_record_is_what_it_was_when_it_comes_back(place: str) -> None:
    with open_store(place) as store:
        store.keep(record("r1"))
        assert store.record("r1") == record("r1")
    with open_store(place) as store:
        assert store.record("r1") == record("r1")
        assert store.record("r2") is None
        assert list(store.reports()) == ["r1"]
