"""Shelves as rows: neighbours are read off the primary key, however many things stand under one key."""

from typing import Any

import pytest
from sqlalchemy import Connection, text

from sayso.model.decisions import Decision, Judgement, Subject
from sayso.store import Shelf
from sayso.store.sql import SqlStore
from sayso.store.sql.prepared import Prepared
from sayso.store.sql.shelves import Links, Shelves


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


def test_links_are_found_from_either_side_and_no_others_are_read(base: SqlStore) -> None:
    for number in range(300):
        name = f"r{number}@1"
        base.link(Decision(Subject.MEMBERSHIP, name, f"s{number}@0", Judgement.SAME, "machine", 0.9, ()))
    assert list(base.links(Subject.MEMBERSHIP, "s7@0")) == ["r7@1"]
    assert list(base.links(Subject.MEMBERSHIP, "r7@1")) == ["s7@0"]
    if base.engines.is_sqlite:
        explained = f"EXPLAIN QUERY PLAN {Links.asked['sqlite']}"
        with base.reading() as connection:
            found = connection.execute(text(explained), {"subject_": "membership", "name_": "s7@0"})
            told = "\n".join(map(str, found))
        assert "PRIMARY KEY (subject=? AND a=?)" in told
        assert "ix_links_subject_b (subject=? AND b=?)" in told


def test_a_rank_with_what_no_column_holds_is_kept_on_both(base: SqlStore) -> None:
    base.place(Shelf.EVENTS, "a@1", "2015|n\0n", [1, 2])
    base.place(Shelf.EVENTS, "a@2", "2015|o", [2])
    assert base.near(Shelf.EVENTS, 2, "a@2", 5) == (["a@1"], [])
    assert base.near(Shelf.EVENTS, 2, "a@1", 5) == ([], ["a@2"])


def test_what_stands_beside_a_thing_is_asked_once_for_all_its_keys(
    base: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = list(range(40))
    for number in range(3):
        base.place(Shelf.TEXTS, f"r{number}", "2017", [*keys, f"own of {number}"])
    asked: list[Prepared] = []
    ask = Prepared.all

    def counted(self: Prepared, connection: Connection, **given: Any) -> list[Any]:
        asked.append(self)
        return ask(self, connection, **given)

    monkeypatch.setattr(Prepared, "all", counted)
    with base.writing():
        before = len(asked)
        base.place(Shelf.TEXTS, "new", "2017", [*keys, "its own"])
        found = base.beside(Shelf.TEXTS, "new", 2)
        assert len(asked) - before <= 3
        assert len(found) == len(keys)
        each = [base.near(Shelf.TEXTS, key, "new", 2) for key in base.keys(Shelf.TEXTS, "new") or ()]
        assert list(found) == [sides for sides in each if any(sides)]
