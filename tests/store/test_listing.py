"""Rows of lists, their orders and counts: the same as of whole records, on SQLite and on PostgreSQL."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from sayso.errors import WrongFilter
from sayso.model.events import Modality
from sayso.model.filters import Filters, Sort
from sayso.model.listed import Listed, Overview
from sayso.model.statements import ClaimField
from sayso.store.sql import news, open_store
from sayso.store.sql.asking import Asking
from sayso.store.sql.listing import listed
from sayso.store.sql.overviews import Overviews
from sayso.store.sql.sqlstore import SqlStore
from tests.store.tellings import ADMIN1, Happening, Telling, fill, party, place

ARMY, REBELS = party("land:army", "Army of Land"), party("land:rebels", "Rebels")
BARE = Telling("a-1", text="Something was done.")
FULL = Telling(
    "b-1",
    text="Artillery shelled the bakery.",
    outlet='"],["',  # looks like what stands between two facets
    published=date(2020, 1, 12),
    days=(date(2020, 1, 10), date(2020, 1, 11)),
    place=place("Northton", "gn:1", "LND", 10.0, 20.0),
    actors=(ARMY,),
    targets=(REBELS,),
    mode="explosives",
    killed=(3, 5),
)


@pytest.fixture
def store(place: str) -> Iterator[SqlStore]:
    with open_store(place, admin1=ADMIN1.get) as made:
        yield made


def test_a_row_is_called_by_the_event_that_tells_most(store: SqlStore) -> None:
    both = Happening((BARE, FULL), disputed=True)
    fill(store, [both])
    with store.reading() as connection:
        found = listed(connection, [both.id, "i-nowhere"])
    assert found == {
        both.id: Listed(
            both.id, "ASSAULT", "explosives", Modality.OCCURRED, "Army of Land bombed Rebels in Northton",
            "Northton", found[both.id].admin1, "LND", date(2020, 1, 10), date(2020, 1, 11), (3, 5), None,
            reports=2, disputed=True, fields=(ClaimField.OCCURRENCE,),
        )
    }  # fmt: skip


def some(number: int) -> list[Happening]:
    rng = Random(number)
    made = []
    for at in range(23):
        killed = None if rng.random() < 0.3 else (0, rng.randrange(4))
        day = date(2020, rng.randrange(1, 4), rng.randrange(1, 28)) if rng.random() < 0.8 else None
        telling = replace(FULL, report=f"r{at:02}", killed=killed, days=None if day is None else (day, day))
        if rng.random() < 0.4:
            telling = replace(telling, outlet=None, place=None, type="COERCE", mode=None)
        made.append(Happening((telling,), disputed=rng.random() < 0.3))
    return made


@pytest.mark.parametrize("limit", [1, 4, 23, 50])
@pytest.mark.parametrize("sort", [Sort.KILLED, Sort.LINES, Sort.ADDED, Sort.NEWEST])
def test_every_order_is_read_to_its_end_and_what_has_no_number_is_last(
    store: SqlStore, sort: Sort, limit: int
) -> None:
    made = some(1)
    fill(store, made)
    seen, after = list[str](), None
    for _ in range(30):
        with store.reading() as connection:
            found = Asking(connection).incidents(Filters(), limit=limit, after=after, sort=sort)
            seen += found.ids
        after = found.after
        if after is None:
            break
    assert sorted(seen) == sorted(one.id for one in made)
    if sort is Sort.KILLED:
        highest = {one.id: one.tellings[0].killed for one in made}
        known = [figures[1] for id_ in seen if (figures := highest[id_]) is not None]
        assert known == sorted(known, reverse=True)
        assert all(highest[id_] is None for id_ in seen[len(known) :])


@pytest.mark.parametrize(
    "after", ["WyIyMDIwLTAxLTAxIiwiaSJd", "WzEuNSwiaSJd", "Wy0xLCJpIl0", "W3RydWUsImkiXQ", "x"]
)
def test_a_place_of_another_order_is_refused(store: SqlStore, after: str) -> None:
    with store.reading() as connection, pytest.raises(WrongFilter, match="no place between two pages"):
        Asking(connection).incidents(Filters(), sort=Sort.LINES, after=after)


ASKED: tuple[dict[str, Any], ...] = (
    {},
    {"country": "LND"},
    {"since": date(2020, 1, 15)},
    {"since": date(2020, 1, 1), "until": date(2020, 2, 29)},
    {"type": "COERCE"},
    {"disputed": True, "outlet": FULL.outlet},
    {"text": "bakery"},
    {"killed": 3},
    {"party": "land:army"},
    {"country": "SEA"},
)


@pytest.mark.parametrize("asked", ASKED)
def test_an_overview_counts_what_a_list_has(store: SqlStore, asked: dict[str, Any]) -> None:
    fill(store, some(2))
    with store.reading() as connection:
        found = Overviews(connection).overview(Filters(**asked), 50)
        ids = Asking(connection).incidents(Filters(**asked), limit=50).ids
        rows = listed(connection, ids)
        for name in ("type", "country", "disputed", "outlet"):
            counts = Asking(connection).count([name], Filters(**asked))
            live = {value: number for (value,), number in counts if value is not None}
            assert dict(found.facets.get(name, ())) == live, name
    assert found.total == len(ids)
    months = Counter(f"{one.first_day:%Y-%m}" for one in rows.values() if one.first_day)
    assert found.months == dict(sorted(months.items()))
    if ids:
        assert found.facets["party"] == [("land:army", len(ids)), ("land:rebels", len(ids))]
        assert found.names == {"land:army": "Army of Land", "land:rebels": "Rebels"}


def test_what_is_too_much_to_count_says_so(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, some(3))
    monkeypatch.setattr("sayso.store.sql.overviews.LITTLE", 5)
    with store.reading() as connection:
        made = Overviews(connection)
        assert made.overview(Filters(killed=0), 5) == Overview(None, 5)
        alone = made.overview(Filters(type="ASSAULT"), 5)
        assert alone == Overview(Asking(connection).total(Filters(type="ASSAULT")), 5)
        assert len(made.some(Filters(killed=0), 3) or ()) == 4


def test_news_are_what_came_last(store: SqlStore) -> None:
    first, second = Happening((FULL,), disputed=True), Happening((BARE,))
    fill(store, [first])
    fill(store, [second])
    with store.reading() as connection:
        found = news.latest(connection, 5)
    assert [one.id for one in found.added] == [second.id, first.id]
    assert (found.incidents, found.reports) == (2, 2)
    assert sorted(found.moments) == sorted([first.id, second.id])
