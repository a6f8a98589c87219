"""Another day, ground, origin, weapon or thing hit, and what only looks so. The reports are ours."""

import pytest

from tests.merge.readable import disputes

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "The mayor said the men were killed in a clash on Sunday. A teacher, Ana Ruiz, said they were "
            "shot on Saturday.",
            ["time"],
        ),
        (
            "The mayor said the men were killed in a clash on Sunday. A teacher, Ana Ruiz, said two others "
            "were shot on Saturday.",
            [],
        ),
        (
            "Two rockets fell near Metula. The Israeli army said they had been fired from Lebanon. Hezbollah "
            "said the rockets came from inside Syria.",
            ["origin"],
        ),
        (
            "The White Helmets said the aircraft had dropped cluster munitions on a market in Idlib. "
            "Russia's defence ministry said that only precision-guided bombs were used in the area.",
            ["weapon"],
        ),
        (
            "The Israeli military said it had struck a command centre of Hamas. What the bombs hit, said Dr "
            "Samir Odeh, was a bakery.",
            ["target"],
        ),
        # A wish and ignorance contradict nobody.
        (
            "The army said rebels had shelled the camp at Saqba. The rebels said they did not seek a fight.",
            [],
        ),
        (
            "Villagers said troops had burned the houses. Nobody knows where they went, a teacher said.",
            [],
        ),
    ],
)
def test_two_accounts_give_another_value(text: str, fields: list[str]) -> None:
    assert [field for field, _ in disputes(text)] == fields
