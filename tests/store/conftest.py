"""One test for every store: in memory, in SQLite, in PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.store import MemoryStore, Store
from sayso.store.sql import SqlStore, open_store


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A new and empty store."""
    if request.param == "memory":
        yield MemoryStore()
        return
    where = tmp_path / "sayso.db"
    with open_store(where if request.param == "sqlite" else request.getfixturevalue("postgres")) as made:
        yield made


@pytest.fixture
def base(place: str) -> Iterator[SqlStore]:
    """A new and empty base, on each of the two databases; its clock stands still."""
    with open_store(place, now=lambda: "2026-11-23T12:00:00+00:00") as made:
        yield made
