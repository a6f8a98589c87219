"""Questions to a base, the same answers from SQLite and from PostgreSQL."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from sayso.errors import UnknownName, WrongFilter
from sayso.model.edits import ReviewState
from sayso.model.events import Modality, Weapon
from sayso.model.filters import Area, Filters, Sort
from sayso.model.incidents import Grade
from sayso.model.listed import Overview
from sayso.model.statements import ClaimField, Stance
from sayso.store.sql import computed, open_store, tables
from sayso.store.sql.asking import Asking
from sayso.store.sql.counting import FACETS, FIELDS
from sayso.store.sql.keeping import empty
from sayso.store.sql.overviews import Overviews
from sayso.store.sql.pages import Page
from sayso.store.sql.sqlstore import SqlStore
from tests.store.tellings import ADMIN1, Happening, Telling, fill, party, place, rows_of

ARMY = party("land:army", "Army of Land", "land:state")
REBELS = party("land:rebels", "Rebels")
CLAN = party("land:clan", "Clan", "land:rebels")
NORTH = Telling(
    "north-1",
    text="Artillery shelled the bakery in Northton. The army denied it.",
    outlet="Daily",
    published=date(2020, 1, 12),
    days=(date(2020, 1, 10), date(2020, 1, 11)),
    place=place("Northton", "gn:1", "LND", 10.0, 20.0),
    actors=(ARMY,),
    targets=(REBELS,),
    mode="explosives",
    weapon=Weapon("howitzer", "artillery"),
    killed=(3, 5),
    wounded=(10, 10),
    confidence=0.9,
    said=(
        (ARMY, Stance.DENIES, ClaimField.OCCURRENCE),
        (REBELS, Stance.CLAIMS, ClaimField.CASUALTIES),
        (None, Stance.ASSERTS, ClaimField.PLACE),
    ),
)
NORTH_AGAIN = replace(
    NORTH, report="north-2", outlet="Wire", text="Guns fired at a bakery.", said=(), weapon=None, actors=()
)
SOUTH = Telling(
    "south-1",
    text="Police arrested marchers in Southton.",
    outlet="Herald",
    published=date(2020, 6, 12),
    days=(date(2020, 6, 10), date(2020, 6, 10)),
    place=place("Southton", "gn:2", "SEA", -10.0, 179.9),
    actors=(CLAN,),
    targets=(ARMY,),
    type="COERCE",
    mode="arrest",
    modality=Modality.THREATENED,
    weapon=Weapon("baton", "blunt"),
    killed=(1, 1),
    wounded=(2, 2),
    confidence=0.4,
    said=((CLAN, Stance.CLAIMS, ClaimField.OCCURRENCE), (ARMY, Stance.ALLEGES, ClaimField.TARGET)),
)
BARE = Telling("bare-1", text="Something was threatened somewhere.")
HAPPENED = {
    "north": Happening((NORTH, NORTH_AGAIN), Grade.FAIR, Grade.WEAK, disputed=True),
    "south": Happening((SOUTH,), Grade.CONTESTED, unsure=True),
    "bare": Happening((BARE,)),
}
NAMES = {one.id: name for name, one in HAPPENED.items()}

# Of each filter: values, and the incidents that are left.
CASES: dict[str, list[tuple[Any, str]]] = {
    "since": [(date(2020, 1, 11), "north south"), (date(2020, 1, 12), "south")],
    "until": [(date(2020, 6, 9), "north"), (date(2020, 1, 10), "north"), (date(2020, 1, 9), "")],
    "area": [
        (Area(9, 19, 11, 21), "north"),
        (Area(10, 20, 10, 20), "north"),
        (Area(10.000001, 19, 11, 21), ""),
        (Area(-20, 179, 20, -179), "south"),
        (Area(-90, -180, 90, 180), "north south"),
    ],
    "place": [("gn:1", "north"), ("Southton", "south")],
    "country": [("LND", "north"), ("XXX", "")],
    "admin1": [("Northland", "north"), ("Southland", "south")],
    "party": [("land:rebels", "north"), ("Clan", "south"), ("land:army", "north south")],
    "actor": [("land:army", "north"), ("Clan", "south")],
    "target": [("land:army", "south"), ("Rebels", "north")],
    "side": [("land:state", "north south"), ("land:rebels", "north south"), ("land:clan", "south")],
    "claimant": [("land:rebels", "north"), ("Clan", "south"), ("land:army", "north south")],
    "stance": [(Stance.DENIES, "north"), (Stance.ALLEGES, "south")],
    "field": [(ClaimField.CASUALTIES, "north"), (ClaimField.TARGET, "south")],
    "modality": [(Modality.OCCURRED, "north bare"), (Modality.THREATENED, "south")],
    "type": [("COERCE", "south"), ("ASSAULT", "north bare")],
    "mode": [("explosives", "north")],
    "weapon": [("artillery", "north"), ("baton", "south")],
    "killed": [(5, "north"), (6, ""), (0, "north south"), (10**30, "")],
    "wounded": [(3, "north"), (2, "north south")],
    "confidence": [(0.5, "north"), (0.4, "north south")],
    "disputed": [(True, "north"), (False, "south bare")],
    "unsure": [(True, "south"), (False, "north bare")],
    "reviewed": [(True, "north"), (False, "south bare")],
    "state": [(ReviewState.PUBLISHED, "north"), (ReviewState.MACHINE, "south bare")],
    "grade": [(Grade.WEAK, "north"), (Grade.CONTESTED, "south"), (Grade.FAIR, "")],
    "outlet": [("Wire", "north"), ("Herald", "south")],
    "report": [("north-2", "north"), ("south-1", "south"), ("nothing", "")],
    "text": [("bakery", "north"), ("threatened", "bare"), ("marchers -police", "")],
}


@pytest.fixture
def store(place: str) -> Iterator[SqlStore]:
    with open_store(place, admin1=ADMIN1.get) as made:
        yield made


@pytest.fixture
def kept(store: SqlStore) -> SqlStore:
    fill(store, list(HAPPENED.values()))
    return store


def incidents(store: SqlStore, limit: int = 50, **asked: Any) -> list[str]:
    """All ids, read page by page."""
    return [id_ for one in pages(store, limit, **asked) for id_ in one.ids]


def pages(store: SqlStore, limit: int = 50, *, sort: Sort = Sort.RELEVANCE, **asked: Any) -> Iterator[Page]:
    after = None
    while True:
        with store.reading() as connection:
            found = Asking(connection).incidents(Filters(**asked), limit=limit, after=after, sort=sort)
        yield found
        after = found.after
        if after is None:
            return


def claims(store: SqlStore, limit: int = 50, **asked: Any) -> list[str]:
    ids: list[str] = []
    after = None
    while True:
        with store.reading() as connection:
            found = Asking(connection).claims(Filters(**asked), limit=limit, after=after)
        ids += found.ids
        after = found.after
        if after is None:
            return ids


def names(ids: list[str]) -> set[str]:
    return {NAMES[id_] for id_ in ids}


# -- filters ---------------------------------------------------------------------------------------


def test_every_filter_has_a_case_that_keeps_and_drops() -> None:
    assert set(CASES) == {one.name for one in fields(Filters)}
    for name, cases in CASES.items():
        assert any(0 < len(left.split()) < len(HAPPENED) for _, left in cases), name


def test_filters_keep_what_fits_and_drop_the_rest(kept: SqlStore) -> None:
    for name, cases in CASES.items():
        for value, left in cases:
            asked = {name: value}
            assert names(incidents(kept, **asked)) == set(left.split()), asked
            with kept.reading() as connection:
                assert Asking(connection).total(Filters(**asked)) == len(left.split()), asked


def test_all_that_is_asked_must_hold(kept: SqlStore) -> None:
    for (name, (first, *_)), (other, (second, *_)) in zip(
        CASES.items(), [*list(CASES.items())[1:], next(iter(CASES.items()))], strict=True
    ):
        if {name, other} <= {"claimant", "stance", "field"}:
            continue
        both = set(first[1].split()) & set(second[1].split())
        assert names(incidents(kept, **{name: first[0], other: second[0]})) == both, (name, other)


@pytest.mark.parametrize("limit", [7, 60])
def test_a_page_is_the_same_by_looking_at_one_incident_after_the_other(
    store: SqlStore, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, [*HAPPENED.values(), *some_told()])
    asked: list[dict[str, Any]] = [
        {name: CASES[name][-1][0]}
        for name in ("area", "party", "actor", "target", "side", "weapon", "claimant", "stance", "outlet")
    ]
    asked += [{**one, "until": date(2021, 2, 20), "type": "ASSAULT"} for one in asked]
    asked += [{**one, "party": "land:army", "area": Area(-90, -180, 90, 180)} for one in asked]
    before = [(incidents(store, limit, **one), *counted(store, one)) for one in asked]
    monkeypatch.setattr("sayso.store.sql.fitting.FREQUENT", 0)
    monkeypatch.setattr("sayso.store.sql.fitting.LOOKED_AT", 6)
    for _ in range(2):
        for one, found in zip(asked, before, strict=True):
            assert (incidents(store, limit, **one), *counted(store, one)) == found, one
        monkeypatch.setattr("sayso.store.sql.fitting._FEW", 3)
        monkeypatch.setattr("sayso.store.sql.fitting.LOOKED_AT", 25)


def some_told() -> list[Happening]:
    rng = Random(11)
    made = []
    for number in range(40):
        day = date(2021, 2, 10) + timedelta(days=rng.randrange(20)) if rng.random() < 0.8 else None
        told = replace(rng.choice((NORTH, NORTH_AGAIN, SOUTH)), report=f"t{number:02}")
        made.append(Happening((replace(told, days=None if day is None else (day, day)),)))
    return made


def counted(store: SqlStore, asked: dict[str, Any]) -> tuple[Overview, list[str], int]:
    wanted = Filters(**asked)
    with store.reading() as connection:
        overview = Overviews(connection).overview(wanted, 20)
        spots = [one.id for one in Asking(connection).spots(wanted, limit=5)]
        assert overview.total == Asking(connection).total(wanted)
        return overview, spots, len(Overviews(connection).some(wanted, 10) or ())


def test_claimant_stance_and_field_hold_of_one_claim(kept: SqlStore) -> None:
    assert names(incidents(kept, claimant="land:army", stance=Stance.DENIES)) == {"north"}
    assert not incidents(kept, claimant="land:rebels", stance=Stance.DENIES)
    assert not incidents(kept, stance=Stance.DENIES, field=ClaimField.CASUALTIES)


def test_a_box_across_the_180th_meridian_and_days_go_together(kept: SqlStore) -> None:
    across = Area(-20, 170, 0, -170)
    assert names(incidents(kept, area=across, since=date(2020, 6, 10))) == {"south"}
    assert not incidents(kept, area=across, until=date(2020, 6, 9))


def test_claims_are_asked_for_by_themselves_and_by_their_incident(kept: SqlStore) -> None:
    assert claims(kept, stance=Stance.CLAIMS) == ["south-1#c0", "north-1#c1"]
    assert claims(kept, claimant="Rebels") == ["north-1#c1"]
    assert claims(kept, claimant="land:army", stance=Stance.DENIES) == ["north-1#c0"]
    assert claims(kept, outlet="Herald") == ["south-1#c1", "south-1#c0"]
    assert claims(kept, outlet="Wire") == []  # it tells the incident, but claims nothing
    assert claims(kept, report="north-1", field=ClaimField.PLACE) == ["north-1#c2"]
    assert claims(kept, text="bakery", stance=Stance.DENIES) == ["north-1#c0"]
    assert claims(kept, country="SEA", killed=1) == ["south-1#c1", "south-1#c0"]
    assert claims(kept, since=date(2020, 1, 11)) == ["south-1#c1", "south-1#c0"]
    assert claims(kept, until=date(2020, 1, 10), area=Area(9, 19, 11, 21), disputed=True) == [
        "north-1#c2",
        "north-1#c1",
        "north-1#c0",
    ]


@pytest.mark.parametrize("bad", ["\0", "a\0b", "\ud800"])
def test_characters_that_no_database_takes_are_refused(kept: SqlStore, bad: str) -> None:
    with kept.reading() as connection:
        asking = Asking(connection)
        for name in ("party", "outlet", "report", "country"):
            asked: Any = {name: bad}
            for ask in (asking.incidents, asking.claims, asking.total, asking.facets):
                with pytest.raises(WrongFilter, match=name):
                    ask(Filters(**asked))


# -- pages -----------------------------------------------------------------------------------------


def many() -> list[Happening]:
    rng = Random(7)
    made = []
    for number in range(37):
        day = date(2021, 3, 1) + timedelta(days=rng.randrange(5)) if rng.random() < 0.75 else None
        made.append(
            Happening(
                (
                    Telling(
                        f"r{number:02}",
                        days=None if day is None else (day, day),
                        published=day,
                        text=f"Shells fell on house {number % 3}.{' Shells.' * (number % 4)}",
                        said=((ARMY, Stance.CLAIMS, ClaimField.OCCURRENCE),) * 2,
                    ),
                )
            )
        )
    return made


@pytest.mark.parametrize("limit", [1, 2, 5, 36, 37, 100])
def test_pages_lose_nothing_and_double_nothing(store: SqlStore, limit: int) -> None:
    made = many()
    fill(store, made)
    days = {one.id: one.tellings[0].published for one in made}
    dated = sorted(((day, id_) for id_, day in days.items() if day is not None), reverse=True)
    wanted = [id_ for _, id_ in dated] + sorted((id_ for id_, day in days.items() if not day), reverse=True)
    assert incidents(store, limit) == wanted
    assert incidents(store, limit, text="shell", sort=Sort.NEWEST) == wanted
    assert sorted(incidents(store, limit, text="shell")) == sorted(wanted)
    assert all(len(one.ids) == limit for one in list(pages(store, limit))[:-1])
    found = claims(store, limit)
    assert len(found) == len(set(found)) == 2 * len(made)
    by_day = [days[Happening((Telling(id_.partition("#")[0]),)).id] for id_ in found]
    assert by_day == sorted(by_day, key=lambda day: day or date.min, reverse=True)


def test_what_is_added_between_two_pages_moves_nothing(store: SqlStore) -> None:
    made = many()
    fill(store, made[1:])
    before = incidents(store)
    with store.reading() as connection:
        first = Asking(connection).incidents(Filters(), limit=10)
    fill(store, [replace(made[0], tellings=(replace(made[0].tellings[0], days=(date(2022, 1, 1),) * 2),))])
    with store.reading() as connection:
        second = Asking(connection).incidents(Filters(), limit=10, after=first.after)
    assert [*first.ids, *second.ids] == before[:20]


@pytest.mark.parametrize(
    "after",
    [
        "",
        "x",
        "€",
        "bnVsbA",
        "W10",
        "WzEsMl0",
        "WyIyMDIwLTEzLTAxIiwiYSJd",
        "WyJcdTAwMDAiLCJcdTAwMDAiXQ",
        "W" * 5000,
    ],
)
def test_a_place_that_no_page_gave_is_refused(kept: SqlStore, after: str) -> None:
    with kept.reading() as connection:
        asking = Asking(connection)
        with pytest.raises(WrongFilter, match="between two pages"):
            asking.incidents(Filters(), after=after)
        with pytest.raises(WrongFilter, match="between two pages"):
            asking.claims(Filters(), after=after)
        with pytest.raises(WrongFilter, match="between two pages"):
            asking.incidents(Filters(text="bakery"), after=after)
        with pytest.raises(WrongFilter, match="limit"):
            asking.incidents(Filters(), limit=0)


# -- counts ----------------------------------------------------------------------------------------


def count(store: SqlStore, *by: str, **asked: Any) -> list[tuple[tuple[str | None, ...], int]]:
    with store.reading() as connection:
        return Asking(connection).count(by, Filters(**asked))


def test_counts_by_fields(kept: SqlStore) -> None:
    assert count(kept) == [((), 3)]
    assert count(kept, "country") == [(("LND",), 1), (("SEA",), 1), ((None,), 1)]
    assert count(kept, "admin1", "month") == [
        (("Northland", "2020-01"), 1),
        (("Southland", "2020-06"), 1),
        ((None, None), 1),
    ]
    assert count(kept, "year", since=date(2020, 1, 1)) == [(("2020",), 2)]
    assert count(kept, "disputed") == [(("no",), 2), (("yes",), 1)]
    assert count(kept, "outlet") == [(("Daily",), 1), (("Herald",), 1), (("Wire",), 1), ((None,), 1)]
    assert count(kept, "stance", disputed=True) == [(("asserts",), 1), (("claims",), 1), (("denies",), 1)]


def test_an_event_that_names_nobody_counts_only_where_no_other_of_its_incident_does(kept: SqlStore) -> None:
    """One of the two reports of the incident in the north names no actor."""
    assert count(kept, "actor") == [(("Army of Land",), 1), (("Clan",), 1), ((None,), 1)]
    assert count(kept, "weapon", "day") == [
        (("artillery", "2020-01-10"), 1),
        (("blunt", "2020-06-10"), 1),
        ((None, None), 1),
    ]
    assert count(kept, "actor", "target") == [
        (("Army of Land", "Rebels"), 1),
        (("Clan", "Army of Land"), 1),
        ((None, "Rebels"), 1),
        ((None, None), 1),
    ]


def test_all_fields_can_be_counted_and_no_other(kept: SqlStore) -> None:
    for name in FIELDS:
        assert sum(number for _, number in count(kept, name)) >= len(HAPPENED), name
        assert count(kept, name, "country", text="nothingofthesort") == []
    for bad in ("colour", "", "data", "country; DROP TABLE incidents"):
        with pytest.raises(UnknownName):
            count(kept, "country", bad)


def test_facets_under_filters_are_live_counts(kept: SqlStore) -> None:
    with kept.reading() as connection:
        asking = Asking(connection)
        assert asking.facets(Filters())["type"] == [("ASSAULT", 2), ("COERCE", 1)]
        found = asking.facets(Filters(since=date(2020, 6, 1)))
        assert asking.facets(Filters(), most=1)["country"] == [("LND", 1)]
    assert found == {
        "country": [("SEA", 1)],
        "type": [("COERCE", 1)],
        "year": [("2020", 1)],
        "grade": [("contested", 1)],
        "disputed": [("no", 1)],
        "modality": [("threatened", 1)],
    }


def test_facets_of_months_are_sums_and_days_at_the_ends_are_counted(store: SqlStore) -> None:
    """Whatever the range: the same as counting everything that can have been on one of its days."""
    rng = Random(5)
    made = []
    for number in range(60):
        first = date(2020, 1, 1) + timedelta(days=rng.randrange(150))
        days = (first, first + timedelta(days=rng.choice((0, 0, 1, 20, 70)))) if rng.random() < 0.9 else None
        base = rng.choice((NORTH, SOUTH, BARE))
        made.append(Happening((replace(base, report=f"{number:02}", days=days),), rng.choice(tuple(Grade))))
    fill(store, made)
    ends = [None, *(date(2020, 1, 1) + timedelta(days=rng.randrange(-5, 200)) for _ in range(12))]
    ends += [date(2020, 2, 1), date(2020, 2, 29), date(2020, 3, 1), date(2020, 4, 30), date.min, date.max]
    with store.reading() as connection:
        asking = Asking(connection)
        for _ in range(120):
            asked = Filters(
                rng.choice(ends), rng.choice(ends), country=rng.choice((None, "LND", "SEA", "XXX"))
            )
            found = asking.facets(asked, most=1000)
            for name in FACETS:
                live = [(one[0][0], one[1]) for one in asking.count([name], asked) if one[0][0]]
                assert found[name] == sorted(live, key=lambda one: (-one[1], one[0])), (asked, name)


@pytest.mark.parametrize("seed", [1, 2])
def test_kept_facets_equal_facets_counted_live(store: SqlStore, seed: int) -> None:
    """Incidents are made, joined, parted, changed and taken away at random."""
    rng = Random(seed)
    groups: list[Happening] = []
    for step in range(40):
        step_on(store, rng, groups, step)
        with store.reading() as connection:
            asking = Asking(connection)
            kept = asking.facets(Filters(), most=1000)
            for name in FACETS:
                live = [(one[0][0], one[1]) for one in asking.count([name], Filters()) if one[0][0]]
                assert kept[name] == sorted(live, key=lambda one: (-one[1], one[0])), (step, name)
            rows = connection.execute(select(tables.incidents)).mappings().all()
            wanted = Counter(facet for row in rows for facet in computed.facets(row))
            there = connection.execute(select(tables.facets)).all()
            assert {(*facet,): number for *facet, number in there} == wanted, step
        assert sorted(incidents(store)) == sorted(one.id for one in groups), step


def step_on(store: SqlStore, rng: Random, groups: list[Happening], step: int) -> None:
    what = rng.choice(("add", "add", "join", "part", "change", "take")) if groups else "add"
    taken = [groups.pop(rng.randrange(len(groups)))] if what != "add" else []
    gone: list[Telling] = []
    made: list[Happening] = []
    if what == "add":
        base = rng.choice((NORTH, NORTH_AGAIN, SOUTH, BARE))
        made = [Happening((replace(base, report=f"{step:03}"),), rng.choice((None, *Grade)))]
    elif what == "join" and groups:
        taken.append(groups.pop(rng.randrange(len(groups))))
        both = sorted((*taken[0].tellings, *taken[1].tellings), key=lambda one: one.key)
        made = [replace(taken[0], tellings=tuple(both))]
    elif what == "part" and len(taken[0].tellings) > 1:
        first, *others = taken[0].tellings
        made = [replace(taken[0], tellings=(first,)), replace(taken[0], tellings=tuple(others))]
    elif what == "take":
        gone = [rng.choice(taken[0].tellings)]
        left = tuple(one for one in taken[0].tellings if one not in gone)
        made = [replace(taken[0], tellings=left)] if left else []
    else:
        made = [replace(one, grade=rng.choice(tuple(Grade)), disputed=rng.random() < 0.5) for one in taken]
    groups += made
    with store.writing() as connection:
        store.keep_all([one.coded() for group in made for one in group.tellings])
        if gone:
            empty(connection, rows_of(store, [one.report for one in gone]))
        records = [one.record() for one in made]
        computed.write(connection, computed.Worked(records, [one.key for one in gone]))
