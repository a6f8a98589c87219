"""The tables of date expressions in tests/gold/dates have the form that their README gives."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "gold" / "dates"
KEYS = {
    "text", "phrase", "nth", "published", "first", "last", "also", "absent", "anchor", "clock", "zone", "why",
}  # fmt: skip
COUNTS = {"dev": 160, "sealed": 80}
AT_LEAST_ABSENT = 40


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
    assert set(case) <= KEYS
    assert case["phrase"]
    assert case["text"].count(case["phrase"]) >= case.get("nth", 1)


@pytest.mark.parametrize("case", BOTH, ids=lambda case: case["text"][:40])
def test_a_row_gives_days_in_order_or_says_that_there_are_none(case: dict[str, Any]) -> None:
    if case.get("absent"):
        assert not {"first", "last", "also", "anchor"} & set(case)
        return
    assert isinstance(case["first"], date)
    assert case["first"] <= case["last"]
    for pair in [*case.get("also", []), *([case["anchor"]] if "anchor" in case else [])]:
        first, last = map(date.fromisoformat, pair)
        assert first <= last


def test_a_main_interval_is_not_repeated_among_the_others() -> None:
    for case in BOTH:
        if not case.get("absent"):
            assert [str(case["first"]), str(case["last"])] not in case.get("also", [])


def test_clocks_are_hours_and_minutes() -> None:
    for case in BOTH:
        assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", case.get("clock", "00:00"))
        assert "zone" not in case or "clock" in case


def test_enough_rows_have_no_date() -> None:
    assert sum(bool(case.get("absent")) for case in BOTH) >= AT_LEAST_ABSENT
