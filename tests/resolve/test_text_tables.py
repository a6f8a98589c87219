"""Which party a name means in one text: by its own words, its day and its countries."""

from dataclasses import replace
from datetime import date

import pytest

from sayso.model.parties import Link, Party, PartyKind, Relation
from sayso.resolve.scenes import Scene
from sayso.resolve.text_tables import TextTable
from tests.resolve.tables import SmallTable, group, state

NORTH, SOUTH = (
    group("north", "North Guard", "NG", country="NOR"),
    group("south", "South Guard", "NG", country="SUD"),
)
OLD = Party("old", "Old Union", PartyKind.STATE, "OLD", until=date(1991, 12, 31), metonyms=("Seat",))
NEW = Party("new", "New Union", PartyKind.STATE, "NEW", metonyms=("Seat",))
HOUSE = Party("house", "Congress", PartyKind.ORGANIZATION, "NOR")
FORCES = group("forces", "Lower Forces", country="LOW")
LOWER = group("lower", "lower forces", country="LOW")


def ids(table: TextTable, name: str) -> list[str]:
    return [row.id for row in table.named(name)]


@pytest.mark.parametrize(
    ("scene", "expected"),
    [
        (Scene(), ["north", "south"]),
        (Scene(countries=frozenset({"SUD"})), ["south"]),
        (Scene(countries=frozenset({"SUD", "NOR"})), ["north", "south"]),
        (Scene(places={"SUD": 0.25}), ["south"]),
    ],
)
def test_the_countries_of_the_text_choose_among_parties_of_a_name(scene: Scene, expected: list[str]) -> None:
    table = TextTable(SmallTable(SOUTH, NORTH), scene)
    assert ids(table, "NG") == expected
    assert table.is_chosen("NG") is (len(expected) == 1)


def test_a_backer_in_the_text_chooses_as_well() -> None:
    link = Link("south", Relation.BACKED_BY, "PAT")
    base = SmallTable(NORTH, SOUTH, state("PAT", "Patria"), links=(link,))
    assert ids(TextTable(base, Scene(countries=frozenset({"PAT"}))), "NG") == ["south"]


def test_what_the_text_explains_wins_over_the_table() -> None:
    own = group("text:Nile Guild", "Nile Guild")
    table = TextTable(SmallTable(NORTH), Scene(), {"NG": own})
    assert (ids(table, "NG"), ids(table, "the N.G."), table.explains("NG")) == ([own.id], [own.id], True)


@pytest.mark.parametrize(
    ("published", "expected"), [(date(1985, 1, 1), ["old"]), (date(2020, 1, 1), ["new"]), (None, ["new"])]
)
def test_a_seat_stands_for_the_state_of_its_day(published: date | None, expected: list[str]) -> None:
    table = TextTable(SmallTable(NEW, OLD), Scene(published))
    assert [row.id for row in table.with_metonym("Seat")] == expected


@pytest.mark.parametrize(("country", "expected"), [("NOR", ["house"]), ("SUD", []), (None, [])])
def test_a_common_word_names_a_body_only_in_its_country(country: str | None, expected: list[str]) -> None:
    scene = Scene(countries=frozenset({country} if country else ()))
    assert ids(TextTable(SmallTable(HOUSE), scene, common=frozenset({"congress"})), "Congress") == expected


@pytest.mark.parametrize(("name", "expected"), [("Lower Forces", ["forces"]), ("lower forces", ["lower"])])
def test_capitals_tell_a_name_from_a_description(name: str, expected: list[str]) -> None:
    assert ids(TextTable(SmallTable(FORCES, LOWER), Scene()), name) == expected


@pytest.mark.parametrize(("told", "expected"), [("OTH", []), ("LOW", ["three"]), (None, ["three"])])
def test_a_name_that_many_bear_is_left_open_in_another_country(told: str | None, expected: list[str]) -> None:
    row = replace(FORCES, id="three", aliases=("LFO",))
    scene = Scene(countries=frozenset({told} if told else ()))
    assert ids(TextTable(SmallTable(row), scene), "LFO") == expected


@pytest.mark.parametrize(
    ("published", "sides"),
    [
        (date(2023, 5, 1), ("NLD",)),
        (date(2025, 5, 1), ()),
        (None, ("NLD",)),
    ],
)
def test_a_leader_acts_for_the_state_only_while_in_office(
    published: date | None, sides: tuple[str, ...]
) -> None:
    leader = replace(group("leader", "Ana Verrin"), kind=PartyKind.PERSON, part_of=("NLD",))
    term = Link("leader", Relation.PART_OF, "NLD", date(2019, 1, 1), date(2024, 12, 31), None, "a source")
    table = TextTable(SmallTable(leader, links=(term,)), Scene(published))
    assert [row.part_of for row in table.named("Ana Verrin")] == [sides]
