"""Positions not taken, and blame without an act. The texts are ours."""

import pytest

from tests.attribute.readable import read, speaker, spoken

pytestmark = pytest.mark.model

Row = tuple[str | None, str, str]


def said(text: str) -> list[Row]:
    """Speaker, act and content of each statement that is not the report's own."""
    return [
        (speaker(one), one.act.value, " … ".join(part.of(text) for part in one.content))
        for one in spoken(read(text))
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The prefect stopped short of denying that shots had been fired.",
         ("prefect", "decline", "shots had been fired")),
        ("The consulate referred all questions to the embassy.", ("consulate", "decline", "all questions")),
        ("Neither account of the raid could be independently confirmed.",
         (None, "decline", "Neither account of the raid")),
        ("Widows blame the police for the shooting.", ("Widows", "accuse", "the police for the shooting")),
        ("The union holds the governor accountable for the deaths.",
         ("union", "accuse", "the governor accountable for the deaths")),
    ],
)  # fmt: skip
def test_who_evades_declines_and_who_holds_to_account_accuses(text: str, row: Row) -> None:
    assert row in said(text)


def test_a_bridge_that_is_held_accuses_nobody() -> None:
    assert said("The brigade held the bridge for nine days.") == []
