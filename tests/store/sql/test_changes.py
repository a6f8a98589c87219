"""What is told of which incidents a writing has changed, and whether an answer stands after it."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from sayso.desk import Desk
from sayso.model.filters import Filters, Sort
from sayso.model.incidents import Grade
from sayso.model.report import Report
from sayso.store.sql import changes, tables
from sayso.store.sql.overviews import Overviews
from sayso.store.sql.sqlstore import open_store
from tools.load.reports import report


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path / "base.db") as made:
        yield made


def told(number: int) -> Report:
    given = report(7, number)
    return Report.from_text(
        given["text"],
        id=given["id"],
        title=given["title"],
        outlet=given["outlet"],
        published=given["published"],
    )


def rows_of(desk: Desk, ids: tuple[str, ...]) -> set[int]:
    own = tables.incidents.c
    with desk.store.reading() as connection:
        return set(connection.scalars(select(own.row).where(own.id.in_(ids))))


def since(desk: Desk, number: int) -> set[int] | None:
    with desk.store.reading() as connection:
        return changes.since(connection, number)


def now(desk: Desk) -> int:
    with desk.store.reading() as connection:
        return changes.generation(connection)


def test_a_writing_tells_the_incidents_that_it_changed(desk: Desk) -> None:
    first, start = desk.add(told(1)), now(desk)
    assert since(desk, start) == set()
    second = desk.add(told(2))
    assert since(desk, start) == rows_of(desk, second.incidents) != set()
    desk.note(first.incidents[0], "seen", author="ann")
    assert since(desk, start) == rows_of(desk, (*second.incidents, *first.incidents))


def test_of_a_rebuild_and_of_an_older_sayso_nothing_is_known(desk: Desk) -> None:
    desk.add(told(1))
    start = now(desk)
    desk.rebuild()
    assert since(desk, start) is None
    assert since(desk, now(desk)) == set()
    start = now(desk)
    with desk.store.writing() as connection:  # as it was done before changes were told
        changes.TELL.run(connection, name=changes.GENERATION, value=str(start + 1))
    assert since(desk, start) is None


def test_what_is_too_long_ago_is_forgotten(desk: Desk) -> None:
    with desk.store.writing() as connection:
        for number in range(1, 400):
            changes.tell(connection, number, {number})
    assert since(desk, 399 - 256) == set(range(144, 400))
    assert since(desk, 399 - 257) is None
    assert since(desk, 400) is None, "a base that was replaced by an older one"


def test_changes_of_a_base_that_was_restored_are_not_those_of_the_one_before(
    desk: Desk, tmp_path: Path
) -> None:
    for number in range(3):
        desk.add(told(number))
    desk.backup(tmp_path / "backup.db")
    start = now(desk)
    desk.add(told(4))
    desk.restore(tmp_path / "backup.db", replace=True)
    assert since(desk, start) is None


ASKED = (
    Filters(type="ASSAULT"),
    Filters(country="UKR"),
    Filters(country="SYR", disputed=True),
    Filters(killed=10),
    Filters(outlet="Load 13"),
    Filters(weapon="bomb"),
    Filters(reviewed=True),
    Filters(grade=Grade.WEAK),
    Filters(disputed=False, killed=20),
    Filters(type="ASSAULT", country="NGA"),
)


def test_where_an_answer_is_said_to_stand_it_is_the_same(desk: Desk) -> None:
    rng = Random(3)
    for number in range(8):
        desk.add(told(number))
    stood = changed = 0
    for number in range(8, 30):
        before = {}
        for one in ASKED:
            with desk.store.reading() as connection:
                counted = Overviews(connection).with_rows(one, 12)
                assert counted.rows is not None
                before[one] = (changes.standing(connection, one, counted.rows), desk.list_page(one))
        ids = [row.id for row in desk.listed(Filters(), sort=Sort.ADDED, limit=200).rows]
        if rng.random() < 0.5:
            desk.add(told(number))
        else:
            desk.grade(rng.choice(ids), rng.choice(list(Grade)), "ann", "why not")
        for one, (standing, page) in before.items():
            assert standing is not None
            with desk.store.reading() as connection:
                stands = standing(connection)
            stood, changed = stood + stands, changed + (not stands)
            if stands:
                assert desk.list_page(one) == page
    assert stood > 30
    assert changed > 30


def test_an_answer_to_words_never_stands(desk: Desk) -> None:
    desk.add(told(1))
    with desk.store.reading() as connection:
        assert changes.standing(connection, Filters(text="shells"), [1]) is None


def test_an_outlet_stands_until_a_report_of_it_comes(desk: Desk) -> None:
    desk.add(told(1))
    with desk.store.reading() as connection:
        stands = {
            name: changes.of_outlet(connection, name or "") for name in (told(1).outlet, told(2).outlet)
        }
    assert len(stands) == 2
    desk.add(told(2))
    with desk.store.reading() as connection:
        assert stands[told(1).outlet](connection)
        assert not stands[told(2).outlet](connection)


def test_each_database_tells_the_same(place: str) -> None:
    with open_store(place) as store, store.writing() as connection:
        changes.tell(connection, 1, {5, 3})
        changes.tell(connection, 2, {4})
        assert changes.since(connection, 0) == {3, 4, 5}
        assert changes.since(connection, 1) == {4}
        changes.tell(connection, 3, set(range(1000)))
        assert changes.since(connection, 1) is None


def test_of_each_incident_that_was_found_eight_bytes_are_kept(desk: Desk) -> None:
    desk.add(told(1))
    with desk.store.reading() as connection:
        made = changes.standing(connection, Filters(), range(1, 5_001))
    assert made is not None
    assert made.size == 40_000
