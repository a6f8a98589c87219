"""The tables of spatial phrases in tests/gold/spaces have the form that their README gives."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "gold" / "spaces"
ASKED = {"text", "phrase", "nth", "title", "published", "why"}
PLACED = {
    "anchor", "anchor_near", "anchor_km", "relation", "direction", "distance_km", "geometry", "country",
    "centre_near", "within_km",
}  # fmt: skip
KINDS = {
    "relation": {"in", "near", "direction", "border", "between", "over", "part"},
    "geometry": {"point", "area", "sector", "line"},
    "direction": {
        "north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest",
    },
}  # fmt: skip
COUNTS = {"dev": 80, "sealed": 40}
LATITUDE, LONGITUDE = 90, 180


def cases(part: str) -> list[dict[str, Any]]:
    with (FOLDER / f"{part}.toml").open("rb") as file:
        loaded: list[dict[str, Any]] = tomllib.load(file)["case"]
    return loaded


BOTH = [case for part in COUNTS for case in cases(part)]


@pytest.mark.parametrize("part", COUNTS)
def test_each_part_has_its_number_of_rows(part: str) -> None:
    assert len(cases(part)) == COUNTS[part]


def test_no_text_occurs_twice() -> None:
    texts = [case["text"] for case in BOTH]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("case", BOTH, ids=lambda case: case["text"][:40])
def test_a_row_has_a_phrase_of_its_text_and_only_known_keys(case: dict[str, Any]) -> None:
    assert set(case) <= ASKED | PLACED | {"abstain", "not_place"}
    assert case["phrase"]
    assert case["text"].count(case["phrase"]) >= case.get("nth", 1)
    assert isinstance(case.get("published", date.min), date)


@pytest.mark.parametrize("case", BOTH, ids=lambda case: case["text"][:40])
def test_a_row_says_where_or_that_there_is_no_place(case: dict[str, Any]) -> None:
    none = [key for key in ("abstain", "not_place") if case.get(key)]
    if none:
        assert len(none) == 1
        assert not PLACED & set(case)
    else:
        assert {"centre_near", "within_km"} <= set(case)
        assert ("anchor_near" in case) == ("anchor_km" in case)


@pytest.mark.parametrize("case", BOTH, ids=lambda case: case["text"][:40])
def test_kinds_codes_and_points_are_possible_ones(case: dict[str, Any]) -> None:
    for key, kinds in KINDS.items():
        assert key not in case or case[key] in kinds
    country = case.get("country", "AAA")
    assert len(country) == len("AAA")
    assert country.isalpha()
    assert country.isupper()
    for key in ("anchor_near", "centre_near"):
        latitude, longitude = case.get(key, (0.0, 0.0))
        assert abs(latitude) <= LATITUDE
        assert abs(longitude) <= LONGITUDE
    assert all(case.get(key, 1) > 0 for key in ("anchor_km", "within_km", "distance_km"))
