"""Statements that are compiled once: what they give, and what a store remembers of what they gave."""

from pathlib import Path

import pytest
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from sayso.errors import StoreError
from sayso.model.decisions import Decision, Judgement, Reason, Subject
from sayso.store import Shelf
from sayso.store.sql import SqlStore, open_store, tables
from sayso.store.sql.prepared import Prepared, PreparedIn, deleting

_META = tables.meta.c
_ADD = Prepared(insert(tables.meta))
_ASK = Prepared(select(_META.value).where(_META.name == bindparam("name_")))
_ASK_ALL = PreparedIn(lambda names: select(_META.name).where(_META.name.in_(names)).order_by(_META.name))


def same(a: str, b: str, score: float = 1.5) -> Decision:
    return Decision(Subject.COPY, a, b, Judgement.SAME, "sayso", score, (Reason("share", 0.25, "alike"),))


def test_rows_are_written_and_read(base: SqlStore) -> None:
    with base.writing() as connection:
        _ADD.run(connection, name="one", value="1")
        _ADD.put(connection, ("value", "name"), [("2", "two"), ("3", "three")])
        _ADD.each(connection, [])
        assert _ASK.first(connection, name_="two") == ("2",)
        assert _ASK.first(connection, name_="four") is None
        assert _ASK_ALL.all(connection, ["two", "one", "none"]) == [("one",), ("two",)]
        assert _ASK_ALL.all(connection, []) == []
        deleting(_META.name).run(connection, ["one", "two"])
        assert _ASK_ALL.all(connection, ["one", "two", "three"]) == [("three",)]


def test_very_many_keys_are_asked_for_in_several_statements(base: SqlStore) -> None:
    names = [f"n{number:04}" for number in range(1200)]
    with base.writing() as connection:
        _ADD.each(connection, ({"name": name, "value": "x"} for name in names))
        assert [name for (name,) in _ASK_ALL.all(connection, names)] == names


def test_what_the_database_refuses_is_an_error_of_its_kind(base: SqlStore) -> None:
    def written_twice() -> None:
        with base.writing() as connection:
            _ADD.run(connection, name="one", value="1")
            _ADD.run(connection, name="one", value="2")

    with pytest.raises(IntegrityError):
        written_twice()
    with base.reading() as connection:
        assert _ASK.first(connection, name_="one") is None


def test_half_a_character_is_refused(base: SqlStore) -> None:
    with pytest.raises(StoreError):
        base.carry("Outlet", "a line", "r\udc80", "2017-06-18")


def test_what_was_taken_back_is_not_remembered(base: SqlStore) -> None:
    def taken_back() -> None:
        with base.writing():
            base.link(same("a", "b", 0.5))
            base.link(same("a", "c"))
            base.carry("Outlet", "a line", "a", "2017-06-18")
            base.place(Shelf.TEXTS, "a", "2017", [1])
            assert list(base.links(Subject.COPY, "a")) == ["b", "c"]
            assert base.carriers("Outlet", "a line", 3) == [("a", "2017-06-18")]
            raise RuntimeError

    base.link(same("a", "b"))
    with pytest.raises(RuntimeError):
        taken_back()
    with base.writing():
        assert base.links(Subject.COPY, "a") == {"b": same("a", "b")}
        assert base.carriers("Outlet", "a line", 3) == []
        assert base.keys(Shelf.TEXTS, "a") is None


def test_what_another_connection_wrote_is_seen(place: str) -> None:
    with open_store(place) as one, open_store(place) as other:
        for store, linked in ((one, "b"), (other, "c"), (one, "d"), (one, "e"), (other, "f")):
            with store.writing():
                store.link(same("a", linked))
                store.carry("Outlet", "a line", linked, "2017-06-18")
                store.place(Shelf.TEXTS, linked, "2017", [1])
                names = list("bcdef"[: "bcdef".index(linked) + 1])
                assert list(store.links(Subject.COPY, "a")) == names
                assert [report for report, _ in store.carriers("Outlet", "a line", 9)] == names
                before, after = store.near(Shelf.TEXTS, 1, linked, 9)
                assert (list(before), list(after)) == (names[:-1][::-1], [])


def test_no_more_carriers_come_than_are_asked_for(tmp_path: Path) -> None:
    with open_store(tmp_path / "sayso.db") as store, store.writing():
        for report in ("c", "a", "b"):
            assert len(store.carriers("Outlet", "a line", 2)) <= 2
            store.carry("Outlet", "a line", report, "2017-06-18")
        assert store.carriers("Outlet", "a line", 2) == [("a", "2017-06-18"), ("b", "2017-06-18")]
        store.lay_down("Outlet", "a line", "a")
        assert store.carriers("Outlet", "a line", 2) == [("b", "2017-06-18"), ("c", "2017-06-18")]
