"""Values of incidents that are remembered are those that the base has now."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from sayso.desk import Desk
from sayso.model.edits import ReviewState
from sayso.model.filters import Filters
from sayso.model.incidents import Grade
from sayso.model.report import Report
from sayso.store.sql import tables
from sayso.store.sql.values import Remembered, counted, latest, read
from tools.load.reports import report


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path / "base.db") as made:
        for number in range(6):
            add(made, number)
        yield made


def add(desk: Desk, number: int) -> tuple[str, ...]:
    given = report(7, number)
    return desk.add(
        Report.from_text(
            given["text"],
            id=given["id"],
            title=given["title"],
            outlet=given["outlet"],
            published=given["published"],
        )
    ).incidents


def same(desk: Desk, remembered: Remembered) -> int:
    """How many incidents there are, of each of which what is remembered is what the base has."""
    with desk.store.reading() as connection:
        rows = list(connection.scalars(select(tables.incidents.c.row)))
        assert remembered.of(connection, rows) == read(connection, rows)
        assert remembered.of(connection, rows[::-1]) == read(connection, rows)[::-1]
    return len(rows)


def test_after_each_writing_they_are_those_of_the_base(desk: Desk) -> None:
    remembered, rng = Remembered(desk.store.engines.reader), Random(3)
    many = same(desk, remembered)
    for number in range(6, 12):
        new = add(desk, number)
        assert same(desk, remembered) >= many
        desk.grade(rng.choice(new), rng.choice(list(Grade)), author="ann")
        same(desk, remembered)
    desk.redact(report="load-7-3", author="ann", why="asked")
    assert same(desk, remembered) > 0
    desk.rebuild()
    assert same(desk, remembered) > 0


def test_a_list_counts_a_new_state_at_once(desk: Desk) -> None:
    asked = Filters(type=desk.overview(Filters()).facets["type"][0][0])
    page, overview = desk.list_page(asked)
    assert overview.facets["state"] == [("machine", len(page.rows))]
    desk.set_state(page.rows[0].id, ReviewState.CODED, author="ann")
    states = dict(desk.list_page(asked)[1].facets["state"])
    assert states.pop("coded") == 1
    assert states == ({"machine": len(page.rows) - 1} if len(page.rows) > 1 else {})


def test_an_older_view_of_the_base_gets_its_own_values_and_leaves_none(desk: Desk) -> None:
    remembered = Remembered(desk.store.engines.reader)
    id_ = desk.listed(Filters()).rows[0].id
    with desk.store.engines.reader.connect() as older:
        older.begin()
        rows = list(older.scalars(select(tables.incidents.c.row)))
        before = read(older, rows)
        desk.set_state(id_, ReviewState.CODED, author="ann")
        same(desk, remembered)
        assert remembered.of(older, rows) == before
    same(desk, remembered)
    with desk.store.reading() as connection:
        assert remembered.of(connection, rows) != before


def test_what_was_filled_is_that_of_the_base(desk: Desk) -> None:
    remembered = Remembered(desk.store.engines.reader)
    with desk.store.reading() as connection:
        remembered.fill(connection)
    add(desk, 6)
    assert same(desk, remembered) > 0


def test_of_more_than_may_be_remembered_all_are_forgotten(desk: Desk) -> None:
    remembered = Remembered(desk.store.engines.reader, most=2)
    assert same(desk, remembered) > 2
    assert same(desk, remembered) > 2


def test_values_are_counted_by_field_with_months_and_years() -> None:
    values = [("2017-06", "type=a", "party=x=y"), ("2017-07", "type=a"), ("", "type=b", "party=x=y")]
    assert counted(values) == {
        "month": Counter({"2017-06": 1, "2017-07": 1}),
        "year": Counter({"2017": 2}),
        "type": Counter({"a": 2, "b": 1}),
        "party": Counter({"x=y": 2}),
    }


@pytest.mark.parametrize(
    ("number", "expected"), [(1, [3]), (2, [3, 1, 4]), (3, [3, 1, 4]), (4, [1, 2, 3, 4]), (9, [1, 2, 3, 4])]
)
def test_the_latest_are_of_whole_months_and_all_where_they_are_few(number: int, expected: list[int]) -> None:
    values = [("2017-06", "type=a"), ("", "type=a"), ("2018-01", "type=a"), ("2017-06", "type=a")]
    assert list(latest([1, 2, 3, 4], values, number)) == expected
