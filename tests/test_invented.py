"""What is invented first in every coder: who acted, and tolls of another year."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.pipeline import Coder, default_coder

Row = Mapping[str, Any]
FILE = Path(__file__).parent / "data" / "invented" / "rows.toml"
ROWS: list[Row] = tomllib.loads(FILE.read_text(encoding="utf-8"))["row"]
PUBLISHED = "2024-06-19"


@cache
def by_rules() -> Coder:
    return Coder(learned=False)


def actors(coded: Coded) -> set[str]:
    return {fact.value.name for event in coded.events for fact in event.actors}


def tolls(coded: Coded) -> set[str]:
    return {f"{fact.value.kind} {fact.value.low}" for event in coded.events for fact in event.tolls}


def others(coded: Coded) -> set[str]:
    """Who stands as target or speaks."""
    targets = {fact.value.name for event in coded.events for fact in event.targets}
    return targets | {one.source.party.name for one in coded.statements if one.source is not None}


def marked(row: Row) -> Any:
    known = pytest.mark.xfail(reason="#6") if row.get("known") else ()
    return pytest.param(row, marks=known, id=row["text"][:60])


@pytest.mark.model
@pytest.mark.parametrize("row", [marked(row) for row in ROWS])
def test_who_acted_and_how_many_were_hurt_is_what_the_text_tells(row: Row) -> None:
    report = Report.from_text(row["text"], published=PUBLISHED)
    ruled, advised = by_rules().code(report), default_coder().code(report)
    assert (actors(ruled), tolls(ruled)) == (set(row["actors"]), set(row["tolls"]))
    assert (actors(advised) - set(row["actors"]), tolls(advised) - set(row["tolls"])) == (set(), set())
    assert (others(ruled) | others(advised)) & set(row.get("never", ())) == set()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A drone strike on a wedding in Radda killed 12 people, angering tribesmen who attacked a fort.",
            [[], ["tribesmen"]],
        ),
        (
            "The United States killed General Karimi in an airstrike. Rocket strikes by militiamen hit a "
            "school. The army said that the general had been killed by the airstrike.",
            [["United States"], ["militiamen"]],
        ),
    ],
)
def test_acts_of_two_parties_stay_apart(text: str, expected: list[list[str]]) -> None:
    coded = by_rules().code(Report.from_text(text, published=PUBLISHED))
    assert [[fact.value.name for fact in event.actors] for event in coded.events] == expected


def test_each_sentence_stands_once() -> None:
    texts = [row["text"] for row in ROWS]
    assert len(texts) == len(set(texts)) >= 80
