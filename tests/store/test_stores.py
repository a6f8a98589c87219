"""What every store does: sorted shelves, links both ways, lines with their reports, a log that only grows."""

import pytest

from sayso.errors import StoreError
from sayso.model.decisions import Decision, Judgement, Subject
from sayso.store import Key, Shelf, Store
from tests.store.records import bare, record


def said(a: str, b: str, number: int = 0) -> Decision:
    return Decision(Subject.COPY, a, b, Judgement.SAME, "ann", number=number)


def sides(store: Store, shelf: Shelf, key: Key, name: str) -> tuple[list[str], list[str]]:
    before, after = store.near(shelf, key, name, 9)
    return list(before), list(after)


def test_things_stand_under_a_key_by_rank_then_name(store: Store) -> None:
    for name, rank in (("d", "1"), ("a", "2"), ("c", "1"), ("b", "3")):
        store.place(Shelf.EVENTS, name, rank, ["key", f"own {name}"])
    assert store.near(Shelf.EVENTS, "key", "a", 9) == (["d", "c"], ["b"])
    assert store.near(Shelf.EVENTS, "key", "a", 1) == (["d"], ["b"])
    assert sides(store, Shelf.EVENTS, "own a", "a") == ([], [])
    assert list(store.names(Shelf.EVENTS)) == ["a", "b", "c", "d"]


def test_what_is_withdrawn_stands_nowhere_and_may_come_back(store: Store) -> None:
    store.place(Shelf.TEXTS, "a", "", [1, 2])
    store.place(Shelf.TEXTS, "b", "", [1])
    store.withdraw(Shelf.TEXTS, "a")
    store.withdraw(Shelf.TEXTS, "a")
    assert store.keys(Shelf.TEXTS, "a") is None
    assert sides(store, Shelf.TEXTS, 1, "b") == ([], [])
    store.place(Shelf.TEXTS, "a", "", [1])
    assert store.near(Shelf.TEXTS, 1, "b", 9) == (["a"], [])
    assert store.keys(Shelf.TEXTS, "a") == (1,)
    assert list(store.names(Shelf.EVENTS)) == []


def test_a_link_is_seen_from_both_sides_until_it_is_taken_away(store: Store) -> None:
    store.link(said("a", "b"))
    assert (store.links(Subject.COPY, "a"), store.links(Subject.COPY, "b")) == (
        {"b": said("a", "b")},
        {"a": said("a", "b")},
    )
    assert store.links(Subject.REVISION, "a") == {}
    store.unlink(Subject.COPY, "b", "a")
    store.unlink(Subject.COPY, "b", "a")
    assert store.links(Subject.COPY, "a") == {}


def test_lines_belong_to_one_outlet_and_name_their_reports_with_the_day(store: Store) -> None:
    for report, day in (("a", "1"), ("b", "2"), ("b", "2"), ("c", "3")):
        store.carry("Herald", "Read more", report, day)
    store.carry("Gazette", "Read more", "d", "1")
    assert store.carriers("Herald", "Read more", 9) == [("a", "1"), ("b", "2"), ("c", "3")]
    assert len(store.carriers("Herald", "Read more", 2)) == 2
    store.lay_down("Herald", "Read more", "b")
    assert store.carriers("Herald", "Read more", 9) == [("a", "1"), ("c", "3")]
    store.lay_down("Gazette", "Read more", "d")
    assert store.carriers("Gazette", "Read more", 9) == []


def test_the_log_takes_only_what_comes_next(store: Store) -> None:
    store.append([said("a", "b", 1), said("a", "c", 2)])
    with pytest.raises(StoreError, match=r"number 2; the next is 3"):
        store.append([said("b", "c", 2)])
    assert [one.number for one in store.log()] == [1, 2]


def test_names_are_sorted_by_code_points_whatever_the_language(store: Store) -> None:
    names = ["b", "a", "B", "\u00e4", "z", "_", "a-b", "ab", "\U0001f600", "\uffee"]
    for name in names:
        store.place(Shelf.EVENTS, name, "", ["key"])
        store.keep(bare(name))
    assert list(store.names(Shelf.EVENTS)) == sorted(names)
    assert list(store.reports()) == sorted(names)
    assert store.near(Shelf.EVENTS, "key", "a", 99) == (sorted(names)[:2][::-1], sorted(names)[3:])


def test_keys_are_whole_numbers_of_64_bits(store: Store) -> None:
    keys = [0, 1, 2**63 - 1, 2**63, 2**64 - 1]
    store.place(Shelf.TEXTS, "a", "", keys)
    store.place(Shelf.TEXTS, "b", "1", [*keys, "word"])
    assert store.keys(Shelf.TEXTS, "a") == tuple(keys)
    assert [sides(store, Shelf.TEXTS, key, "a") for key in keys] == [([], ["b"])] * 5
    there = store.keys(Shelf.TEXTS, "b")
    assert there is not None
    assert sides(store, Shelf.TEXTS, there[-1], "b") == sides(store, Shelf.TEXTS, "word", "b")


def test_a_thing_without_keys_stands_on_its_shelf(store: Store) -> None:
    store.place(Shelf.TEXTS, "a", "", [])
    assert store.keys(Shelf.TEXTS, "a") == ()
    store.withdraw(Shelf.TEXTS, "a")
    assert store.keys(Shelf.TEXTS, "a") is None


def test_a_link_of_two_is_one_whatever_their_order(store: Store) -> None:
    store.link(said("a", "b"))
    store.link(said("b", "a"))
    assert store.links(Subject.COPY, "a") == {"b": said("b", "a")}
    assert store.links(Subject.COPY, "b") == {"a": said("b", "a")}
    store.unlink(Subject.COPY, "a", "b")
    assert store.links(Subject.COPY, "b") == {}


def test_a_later_record_takes_the_place_of_an_earlier_one(store: Store) -> None:
    first, second = bare("r1"), record("r1")
    store.keep(first)
    store.keep(second)
    assert store.record("r1") == second
    assert store.record("r2") is None
    assert list(store.reports()) == ["r1"]
