"""A base in SQLite and in PostgreSQL: what is committed, what is not, and what is there after."""

import dataclasses
import random
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from sayso.errors import NoRoom, StoreError
from sayso.model.decisions import Decision, Judgement, Reason, Subject, event_key
from sayso.model.record import Coded, Version
from sayso.store import MemoryStore, Shelf
from sayso.store.sql import SqlStore, open_store, tables
from tests.base.small import Toy, coded, groups_of
from tests.base.small import base as toy
from tests.store.records import TEXT, bare, filled, keys, record

VIEWS = ("claim", "decision", "event", "incident", "report", "statement")


def counts(store: SqlStore) -> dict[str, int]:
    """How many rows each table has, empty ones left out."""
    with store.reading() as connection:
        found = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.metadata.sorted_tables
        }
    return {name: number for name, number in found.items() if number and name != "meta"}


def test_a_record_is_what_it_was_when_the_base_is_opened_again(place: str) -> None:
    with open_store(place) as store:
        store.keep(record("r1"))
        assert store.record("r1") == record("r1")
    with open_store(place) as store:
        assert store.record("r1") == record("r1")
        assert list(store.reports()) == ["r1"]


def test_the_same_record_again_writes_nothing(base: SqlStore) -> None:
    assert base.keep_all([record("r1"), record("r2")]) == ["r1", "r2"]
    before = counts(base)
    assert base.keep_all([record("r2"), record("r1")]) == []
    assert counts(base) == before


def test_an_earlier_coding_stays_and_its_rows_go(base: SqlStore) -> None:
    base.keep(record("r1"))
    full = counts(base)
    assert full["events"] == len(record("r1").events)
    base.keep(Coded(record("r1").report, versions=(Version("sayso", "2"),)))
    assert counts(base)["records"] == 2
    assert {"events", "claims", "statements", "spans", "event_parties", "disputes"} & set(
        counts(base)
    ) == set()
    assert [one for _, _, one in base.history("r1")] == [
        record("r1"),
        Coded(record("r1").report, versions=(Version("sayso", "2"),)),
    ]
    base.keep(record("r1"))
    assert counts(base)["events"] == full["events"]
    assert list(base.runs().values()) == [
        record("r1").versions,
        (Version("sayso", "2"),),
    ]


def test_a_report_that_comes_twice_in_one_go_has_both_codings(base: SqlStore) -> None:
    assert base.keep_all([bare("r1"), bare("r2"), record("r1"), bare("r1")]) == ["r1", "r2", "r1", "r1"]
    assert [len(one.events) for _, _, one in base.history("r1")] == [0, 2, 0]


def test_events_are_named_by_report_and_place(base: SqlStore) -> None:
    base.keep(record("r1"))
    with base.reading() as connection:
        named = connection.execute(select(tables.events.c.id).order_by(tables.events.c.row)).scalars().all()
    assert named == keys(record("r1"))


def test_records_come_in_the_order_of_their_ids(base: SqlStore) -> None:
    base.keep_all([bare(name) for name in ("c", "a", "B")])
    assert [one.report.id for one in base.records(["c", "x", "B", "a", "c"])] == ["B", "a", "c"]


def test_a_transaction_is_all_or_nothing(base: SqlStore) -> None:
    base.keep(bare("r0"))
    before = counts(base)
    said = Decision(Subject.COPY, "a", "b", Judgement.SAME, "ann", person=True, number=1)

    def fail() -> None:
        with base.writing():
            base.keep(record("r1"))
            base.place(Shelf.EVENTS, "a", "", ["k"])
            base.append([said])
            assert base.record("r1") == record("r1")
            assert base.log() == (said,)
            raise KeyError("half way")

    with pytest.raises(KeyError):
        fail()
    assert counts(base) == before
    assert base.record("r1") is None
    assert base.log() == ()
    assert base.keys(Shelf.EVENTS, "a") is None


def test_a_transaction_within_another_is_part_of_it(base: SqlStore) -> None:
    def fail() -> None:
        with base.writing():
            with base.writing():
                base.keep(bare("r1"))
            raise KeyError("later")

    with pytest.raises(KeyError):
        fail()
    assert base.record("r1") is None


def test_readers_see_what_was_committed_and_nothing_else(base: SqlStore) -> None:
    base.keep(bare("r1"))
    seen: list[list[str]] = []

    def look() -> None:
        seen.append(list(base.reports()))

    with base.writing():
        base.keep(bare("r2"))
        reader = threading.Thread(target=look)
        reader.start()
        reader.join()
    look()
    assert seen == [["r1"], ["r1", "r2"]]


def test_one_view_of_the_base_does_not_change_while_others_write(place: str) -> None:
    with open_store(place) as writer, open_store(place, read_only=True) as reader:
        writer.keep(bare("r1"))
        with reader.reading():
            assert list(reader.reports()) == ["r1"]
            writer.keep(bare("r2"))
            assert list(reader.reports()) == ["r1"]
        assert list(reader.reports()) == ["r1", "r2"]


def test_writers_wait_for_each_other(place: str) -> None:
    with open_store(place) as one, open_store(place) as other:

        def write(store: SqlStore, name: str) -> None:
            for number in range(15):
                store.keep(bare(f"{name}{number:02}"))

        threads = [
            threading.Thread(target=write, args=pair) for pair in ((one, "a"), (other, "b"), (one, "c"))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert list(one.reports()) == sorted(f"{name}{number:02}" for name in "abc" for number in range(15))


def test_a_base_for_reading_is_not_written(place: str) -> None:
    open_store(place).close()
    with open_store(place, read_only=True) as store:
        assert list(store.reports()) == []
        with pytest.raises(StoreError, match="open for reading only"):
            store.keep(bare("r1"))


def test_nothing_is_written_by_the_way_of_readers(base: SqlStore) -> None:
    with pytest.raises(StoreError, match=r"(?i)read-?only"), base.reading() as connection:
        connection.execute(tables.meta.insert().values(name="a", value="b"))
    with base.reading() as connection:
        names = connection.execute(select(tables.meta.c.name)).scalars().all()
    assert "a" not in names


def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "sayso.db") as store:
        store.keep(bare("r1"))
        with store.writing() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count = {pages + 5}"))
        before = counts(store)
        with pytest.raises(NoRoom, match=r"sayso\.db: database or disk is full; nothing was changed"):
            store.keep_all([record(f"r{number}") for number in range(50)])
        assert counts(store) == before
        store.keep(bare("r2", "Short."))
        assert list(store.reports()) == ["r1", "r2"]


def test_a_base_on_a_full_disk_is_closed_though_its_tables_cannot_be_weighed(tmp_path: Path) -> None:
    store = open_store(tmp_path / "sayso.db")
    store.keep_all([record(f"r{number}") for number in range(20)])
    with store.writing() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    store.close()
    with open_store(tmp_path / "sayso.db", read_only=True) as again:
        assert len(list(again.reports())) == 20


def test_what_is_erased_leaves_a_tombstone_and_stays_out(base: SqlStore) -> None:
    base.keep_all([record("r1"), bare("r2", "Another text.")])
    assert base.erase("r1")
    assert not base.erase("r1")
    assert not base.erase("r3")
    assert base.record("r1") is None
    assert base.history("r1") == []
    assert list(base.reports()) == ["r2"]
    with base.reading() as connection:
        row = connection.execute(select(tables.reports).where(tables.reports.c.id == "r1")).mappings().one()
    assert (row["text"], row["title"], row["redacted_at"]) == ("", None, "2026-11-23T12:00:00+00:00")
    assert {"events", "claims", "statements", "spans"} & set(counts(base)) == set()
    with pytest.raises(StoreError, match="was redacted at 2026-11-23"):
        base.keep(record("r1"))
    assert base.record("r1") is None


def test_no_byte_of_what_was_erased_is_left_in_the_file(tmp_path: Path) -> None:
    at = tmp_path / "sayso.db"
    with open_store(at) as store:
        store.keep_all([bare("r1", "Quetzalcoatlus " * 500), bare("r2")])
        store.settle()
        assert b"Quetzalcoatlus" in at.read_bytes()
        store.erase("r1")
        store.settle()
        left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"Quetzalcoatlus" not in left


def test_persons_decisions_come_back_whole(place: str) -> None:
    with open_store(place) as store:
        numbered = [dataclasses.replace(filled(Decision), number=1)]
        store.append(numbered)
    with open_store(place) as store:
        (back,) = store.log()
        assert back.at is not None
        assert repr(dataclasses.replace(back, at=numbered[0].at)) == repr(numbered[0])


def test_a_machines_reasons_come_back(base: SqlStore) -> None:
    why = (Reason("time", 1.5, "one day"), Reason("place", -9.0, "far", gate=True))
    base.link(Decision(Subject.MEMBERSHIP, "a", "b", Judgement.UNSURE, "sayso 1", 1.25, why))
    assert repr(base.links(Subject.MEMBERSHIP, "b")["a"].reasons) == repr(why)


@pytest.mark.parametrize("seed", range(3))
def test_a_base_is_the_same_in_every_store(base: SqlStore, seed: int) -> None:
    chance = random.Random(seed)
    told = [
        coded(
            f"r{number % 12}",
            " ".join(f"raid.{chance.randrange(4)}.p{chance.randrange(4)}" for _ in range(2)) + " a b c d",
            outlet=chance.choice(["Herald", "Gazette"]),
        )
        for number in range(12)
    ]
    chance.shuffle(told)
    one, other = _base(MemoryStore(), told), _base(base, told)
    assert groups_of(one) == groups_of(other)
    assert one.incidents() == other.incidents()
    assert one.families() == other.families()


def _base(store: MemoryStore | SqlStore, told: list[Coded]) -> Toy:
    made = toy(store=store)
    for report in told:
        made.add(report)
    return made


def test_the_views_can_be_read(base: SqlStore) -> None:
    base.keep(record("r1"))
    with base.reading() as connection:
        found = {name: connection.execute(text(f"SELECT * FROM {name}")).mappings().all() for name in VIEWS}
    assert {name: len(some) for name, some in found.items()} == {
        "claim": 2,
        "decision": 0,
        "event": 2,
        "incident": 0,
        "report": 1,
        "statement": 2,
    }
    first = record("r1").events[0]
    key = event_key("r1", first.triggers[0].start)
    event = next(one for one in found["event"] if one["id"] == key)
    claim = next(one for one in found["claim"] if one["event"] == key)
    assert event["actors"] == "; ".join(fact.value.name for fact in first.actors)
    assert (event["report"], event["words"]) == ("r1", TEXT[7:14])
    assert (claim["event"], claim["event_type"]) == (event["id"], first.type.value)


def test_pythons_own_sqlite_reads_a_base(tmp_path: Path) -> None:
    at = tmp_path / "sayso.db"
    with open_store(at) as store:
        store.keep(record("r1"))
    bare_connection = sqlite3.connect(at)
    try:
        assert bare_connection.execute("SELECT id, outlet FROM report").fetchone() == (
            "r1",
            record("r1").report.outlet,
        )
        assert bare_connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        bare_connection.close()


def test_odd_text_is_kept_or_refused_and_never_cut(base: SqlStore) -> None:
    odd = bare("r1", "one\x00two \U0001f600")
    base.keep(odd)
    assert base.record("r1") == odd
    with base.reading() as connection:
        assert connection.execute(text("SELECT text FROM report")).scalar_one() == "one\ufffdtwo \U0001f600"
    with pytest.raises(StoreError, match="surrogates not allowed"):
        base.keep(bare("r2", "a\ud800"))
    with pytest.raises(StoreError):
        base.keep(bare("r\ud800"))
    assert list(base.reports()) == ["r1"]


def test_more_reports_than_a_statement_takes(base: SqlStore) -> None:
    names = [f"r{number:04}" for number in range(1203)]
    assert base.keep_all([bare(name, f"Text {name}.") for name in names]) == names
    assert list(base.reports()) == names
    assert [one.report.id for one in base.records(names)] == names


def test_an_id_that_one_of_the_databases_does_not_take_is_refused_by_both(base: SqlStore) -> None:
    with pytest.raises(StoreError, match="no id may hold a NUL"):
        base.keep(bare("a\0b"))
    assert list(base.reports()) == []
