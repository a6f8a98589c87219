"""Figures as what is said. The texts are ours."""

import pytest

from tests.attribute.readable import read, speaker, spoken

pytestmark = pytest.mark.model

Row = tuple[str | None, str]


def said(text: str) -> list[Row]:
    """Speaker and content of each statement that is not the report's own."""
    return [(speaker(one), " … ".join(part.of(text) for part in one.content)) for one in spoken(read(text))]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The army put the number of rebels killed at forty.",
         ("army", "the number of rebels killed at forty")),
        ("Manila admitted to eleven dead.", ("Philippines", "eleven dead")),
        ("By dusk the police had raised the toll to 23.", ("Police", "23")),
    ],
)  # fmt: skip
def test_who_gives_a_figure_says_it(text: str, row: Row) -> None:
    assert [(who.lower() if who else who, what) for who, what in said(text)] == [
        ((row[0] or "").lower(), row[1])
    ]


@pytest.mark.parametrize(
    "text", ["The second blast raised the toll to 23.", "The army put two guns at the gate."]
)
def test_events_and_deeds_give_no_figure(text: str) -> None:
    assert said(text) == []
