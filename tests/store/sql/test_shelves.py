"""Shelves as rows: neighbours are read off the primary key, however many things stand under one key."""

from sqlalchemy import text

from sayso.store import Shelf
from sayso.store.sql import SqlStore
from sayso.store.sql.shelves import Shelves


def plan(store: SqlStore) -> str:
    """How the database looks for neighbours, in its own words."""
    asked = {"shelf": "events", "key": 5, "rank": "2017", "name": "x", "width": 6}
    explain = "EXPLAIN QUERY PLAN" if store.engines.is_sqlite else "EXPLAIN"
    with store.reading() as connection:
        told = Shelves.neighbours.params(**asked).compile(connection, compile_kwargs={"literal_binds": True})
        return "\n".join(str(row) for row in connection.execute(text(f"{explain} {told}")))


def test_neighbours_are_read_off_the_primary_key(base: SqlStore) -> None:
    for number in range(300):
        base.place(Shelf.EVENTS, f"r{number}", "2017", ["key"])
    if not base.engines.is_sqlite:
        with base.writing() as connection:
            connection.execute(text("ANALYZE shelves"))
    told = plan(base)
    if base.engines.is_sqlite:
        assert told.count("SEARCH shelves USING PRIMARY KEY (shelf=? AND key=? AND (rank,name)") == 2
        assert "TEMP B-TREE" not in told
    else:
        assert told.count("using pk_shelves on shelves") == 2
        assert "Sort" not in told


def test_a_rank_with_what_no_column_holds_is_kept_on_both(base: SqlStore) -> None:
    base.place(Shelf.EVENTS, "a@1", "2015|n\0n", [1, 2])
    base.place(Shelf.EVENTS, "a@2", "2015|o", [2])
    assert base.near(Shelf.EVENTS, 2, "a@2", 5) == (["a@1"], [])
    assert base.near(Shelf.EVENTS, 2, "a@1", 5) == ([], ["a@2"])
