"""Where a report plays, as its names of states, capitals and places tell."""

from datetime import date

import pytest

from sayso.resolve.scenes import Scene, scene
from tests.coding import coding


def told(text: str) -> Scene:
    found = coding(text)
    tables = found.tables
    return scene(found.parse, found.mentions.places, tables.parties, tables.places, date(2024, 5, 15))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "countries", "only"),
    [
        ("Soldiers left Chad.", {"TCD"}, "TCD"),
        ("A Chadian colonel met Niger's envoy.", {"TCD", "NER"}, None),
        ("Police sealed the old town of Algiers.", {"DZA"}, "DZA"),
        ("A bomb went off in Maiduguri.", {"NGA"}, "NGA"),
        ("Congo closed its border.", set(), None),
        ("The police said so.", set(), None),
    ],
)
def test_countries_are_those_of_states_seats_and_places(
    text: str, countries: set[str], only: str | None
) -> None:
    found = told(text)
    assert (found.countries, found.only) == (frozenset(countries), only)


def test_what_is_told_outright_weighs_more_than_a_place_that_several_countries_have() -> None:
    found = Scene(countries=frozenset({"TCD"}), places={"TCD": 1.0, "NER": 0.25})
    assert [found.weight(code) for code in ("TCD", "NER", "DZA", None)] == [2.0, 0.25, 0.0, 0.0]
