"""The store in memory: sorted shelves, links both ways, lines with their reports, a log that only grows."""

import pytest

from sayso.errors import StoreError
from sayso.model.decisions import Decision, Judgement, Subject
from sayso.store import MemoryStore, Shelf


def said(a: str, b: str, number: int = 0) -> Decision:
    return Decision(Subject.COPY, a, b, Judgement.SAME, "ann", number=number)


def test_things_stand_under_a_key_by_rank_then_name() -> None:
    store = MemoryStore()
    for name, rank in (("d", "1"), ("a", "2"), ("c", "1"), ("b", "3")):
        store.place(Shelf.EVENTS, name, rank, ["key", f"own {name}"])
    assert store.near(Shelf.EVENTS, "key", "a", 9) == (["d", "c"], ["b"])
    assert store.near(Shelf.EVENTS, "key", "a", 1) == (["d"], ["b"])
    assert store.near(Shelf.EVENTS, "own a", "a", 9) == ((), ())
    assert list(store.names(Shelf.EVENTS)) == ["a", "b", "c", "d"]


def test_what_is_withdrawn_stands_nowhere_and_may_come_back() -> None:
    store = MemoryStore()
    store.place(Shelf.TEXTS, "a", "", [1, 2])
    store.place(Shelf.TEXTS, "b", "", [1])
    store.withdraw(Shelf.TEXTS, "a")
    store.withdraw(Shelf.TEXTS, "a")
    assert store.keys(Shelf.TEXTS, "a") is None
    assert store.near(Shelf.TEXTS, 1, "b", 9) == ((), ())
    store.place(Shelf.TEXTS, "a", "", [1])
    assert store.near(Shelf.TEXTS, 1, "b", 9) == (["a"], [])
    assert store.keys(Shelf.TEXTS, "a") == (1,)
    assert list(store.names(Shelf.EVENTS)) == []


def test_a_link_is_seen_from_both_sides_until_it_is_taken_away() -> None:
    store = MemoryStore()
    store.link(said("a", "b"))
    assert (store.links(Subject.COPY, "a"), store.links(Subject.COPY, "b")) == (
        {"b": said("a", "b")},
        {"a": said("a", "b")},
    )
    assert store.links(Subject.REVISION, "a") == {}
    store.unlink(Subject.COPY, "b", "a")
    store.unlink(Subject.COPY, "b", "a")
    assert store.links(Subject.COPY, "a") == {}


def test_lines_belong_to_one_outlet_and_name_their_reports_with_the_day() -> None:
    store = MemoryStore()
    for report, day in (("a", "1"), ("b", "2"), ("b", "2"), ("c", "3")):
        store.carry("Herald", "Read more", report, day)
    store.carry("Gazette", "Read more", "d", "1")
    assert store.carriers("Herald", "Read more", 9) == [("a", "1"), ("b", "2"), ("c", "3")]
    assert len(store.carriers("Herald", "Read more", 2)) == 2
    store.lay_down("Herald", "Read more", "b")
    assert store.carriers("Herald", "Read more", 9) == [("a", "1"), ("c", "3")]
    store.lay_down("Gazette", "Read more", "d")
    assert store.carriers("Gazette", "Read more", 9) == []


def test_the_log_takes_only_what_comes_next() -> None:
    store = MemoryStore()
    store.append([said("a", "b", 1), said("a", "c", 2)])
    with pytest.raises(StoreError, match=r"number 2; the next is 3"):
        store.append([said("b", "c", 2)])
    assert [one.number for one in store.log()] == [1, 2]
