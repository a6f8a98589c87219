"""Violence of other worlds: of tales, drills, courts and the past. The sentences are ours."""

import pytest

import sayso
from sayso.model.report import Report

pytestmark = pytest.mark.model


def types(text: str, published: str | None = "2024-05-20") -> list[str]:
    return [event.type.value for event in sayso.code(Report.from_text(text, published=published)).events]


@pytest.mark.parametrize(
    "text",
    [
        "In the second episode of the thriller a colonel shoots his general and shells the palace.",
        "Volunteers smeared with paint lay in the hall as firemen rehearsed a bomb attack on the station.",
        "Wreaths were laid at the anniversary of the raid in which rebels killed nine soldiers.",
        "Police say that a jury convicted a man who had shot his brother over an inheritance.",
        "Frost attacked the vineyards for three nights and destroyed a third of the harvest.",
        "The fungus invades the root, kills the cell and attacks the barley within a week.",
        "The shipping firm launched an offensive on its competitors; investors welcomed the raid on prices.",
        "Soldiers killed forty villagers here in 1987, a survivor told us on a walk through the maize.",
    ],
)
def test_other_worlds_tell_no_event(text: str) -> None:
    assert types(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soldiers shelled the cinema where a film was shown on Sunday, killing nine people.", ["ASSAULT"]),
        ("Rebels clubbed two guards and stormed the depot on Friday.", ["ASSAULT"]),
        ("A bomb exploded outside the bakery on Monday, wounding six people.", ["ASSAULT"]),
    ],
)
def test_a_word_of_another_world_beside_arms_changes_nothing(text: str, expected: list[str]) -> None:
    assert sorted(set(types(text))) == expected


def test_without_a_day_of_publication_nothing_is_past() -> None:
    assert types("Soldiers killed forty villagers in Kasanga in 1987.", published=None) == ["ASSAULT"]
