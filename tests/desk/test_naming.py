"""A name that is in no table and not in the base is told, with names near it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.desk import Desk, filters
from sayso.desk.coding import ShippedGazetteers
from sayso.errors import ReadError, StoreError, UnknownName
from sayso.model.events import PartyRef, Weapon
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.model.spans import Fact
from tests.desk.coders import Provinces
from tools.growth_base import World


def told() -> list[Coded]:
    """Four reports: of an outlet with a name, and one with a weapon."""
    made = [World(2, 24).coded(number) for number in range(8, 12)]
    report = replace(made[0].report, outlet="The Herald")
    weapon = Fact(Weapon("car bomb", "weapon"), made[0].events[0].type.evidence)
    army = Fact(PartyRef("Free Army", PartyKind.ARMED_GROUP, "land:free"), weapon.evidence)
    events = (replace(made[0].events[0], weapons=(weapon,), actors=(army,)), *made[0].events[1:])
    return [replace(made[0], report=report, events=events), *made[1:]]


@pytest.fixture
def base(place: str) -> Iterator[Desk]:
    with Desk(place, gazetteers=Provinces()) as made:
        made.add(told())
        yield made


def place_of(base: Desk) -> str:
    return next(one.summary.place.name for one in base.incidents() if one.summary.place is not None)


@pytest.mark.parametrize(
    ("field", "name", "near"),
    [
        ("outlet", "The Heralt", "The Herald"),
        ("outlet", "the herald", "The Herald"),
        ("outlet", "Qqqq Zzzz", "none like it"),
        ("weapon", "car bom", "car bomb"),
        ("weapon", "Car Bomb", "car bomb"),
        ("place", "Qqqq Zzzz", "none like it"),
        ("admin1", "Qqqq Zzzz", "none like it"),
        ("party", "Free Amry", "Free Army"),
        ("actor", "free army", "Free Army"),
        ("target", "Qqqq Zzzz", "none like it"),
        ("side", "Free Armi", "Free Army"),
        ("claimant", "Free Armi", "Free Army"),
        ("claimant", "The Heralt", "The Herald"),
    ],
)
def test_a_name_that_nobody_knows_is_an_error_with_names_near_it(
    base: Desk, field: str, name: str, near: str
) -> None:
    for asked in (
        lambda: list(base.found(filters(**{field: name}))),
        lambda: list(base.found_claims(filters(**{field: name}))),
        lambda: base.count(**{field: name}),
        lambda: base.count(["type"], **{field: name}),
        lambda: base.page(filters(**{field: name})),
        lambda: base.listed(filters(**{field: name})),
        lambda: base.list_page(filters(**{field: name})),
        lambda: base.claim_page(filters(**{field: name})),
    ):
        with pytest.raises(UnknownName, match=rf"unknown {field} '{name}'; known: .*{near}"):
            asked()


def test_a_name_that_the_base_or_a_table_knows_may_have_no_answer(base: Desk) -> None:
    assert list(base.incidents(place=place_of(base), until="1900")) == []
    assert list(base.incidents(outlet="The Herald", until="1900")) == []
    assert list(base.incidents(weapon="car bomb", until="1900")) == []
    assert list(base.incidents(weapon="weapon", until="1900")) == []
    assert list(base.incidents(place="Nowhere")) == [], "the table of places has it"
    assert list(base.incidents(actor="Free Army", until="1900")) == []
    assert list(base.incidents(party="land:free", until="1900")) == []
    assert base.count(place="Nowhere") == [((), 0)]
    assert len(list(base.incidents(outlet="The Herald"))) > 0


def test_a_slip_in_the_name_of_a_place_is_told_by_the_places_of_the_base(base: Desk) -> None:
    name = place_of(base)
    with pytest.raises(UnknownName, match=f"known: .*{name}"):
        list(base.incidents(place=name[:-1] + "x"))
    with pytest.raises(UnknownName, match=f"known: {name}$"):
        list(base.incidents(place=name.upper()))


@pytest.mark.parametrize(
    ("field", "name", "known"),
    [
        ("weapon", "drone", True),
        ("weapon", "weapon", True),
        ("weapon", "spoon of doom", False),
        ("place", "Aleppo", True),
        ("place", "Qqqq Zzzz", False),
        ("admin1", "Qqqq Zzzz", False),
        ("outlet", "Reuters", False),
        ("party", "Damascus", True),
        ("party", "SYR", True),
        ("party", "Qqqq Zzzz", False),
    ],
)
def test_the_shipped_tables_know_places_provinces_and_weapons(field: str, name: str, known: bool) -> None:
    assert ShippedGazetteers().knows(field, name) is known


def test_a_report_with_an_empty_id_is_refused(tmp_path: Path) -> None:
    for empty in ("", " "):
        with pytest.raises(ReadError, match="the id of a report is empty"):
            Report.from_text("Two people were killed.", id=empty)
        coded = told()[0]
        with Desk(tmp_path / "sayso.db") as made:
            with pytest.raises(StoreError, match="a report with an empty id cannot be kept"):
                made.add(replace(coded, report=replace(coded.report, id=empty)))
            assert list(made.reports()) == []
