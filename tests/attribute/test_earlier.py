"""Whom pronouns and descriptions that speak point back at. The texts are ours."""

import pytest

from tests.attribute.readable import read, speaker, spoken

pytestmark = pytest.mark.model


def sources(text: str) -> list[str | None]:
    return [speaker(s) for s in spoken(read(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The governor, Oleg Tarnov, said two shells fell. He added that nobody was hurt.",
            ["Oleg Tarnov", "Oleg Tarnov"],
        ),
        (
            "Witnesses said the soldiers fired first. They said four people fell.",
            ["Witnesses", "Witnesses"],
        ),
        (
            "General Musa Keita said the town was calm. Major Ines Okoye said the road was mined. "
            "She said two trucks were lost. He said he had seen none.",
            ["Musa Keita", "Ines Okoye", "Ines Okoye", "Musa Keita"],
        ),
        (
            "Spokeswoman Rana Shami said 40 were dead. Colonel Juan Ortiz said ten were. "
            "She said all were civilians.",
            ["Rana Shami", "Juan Ortiz", "Rana Shami"],
        ),
        (
            "The army said it held the ridge. It said two men were lost. The rebels said six were. "
            "They said it fled.",
            ["army", "army", "rebels", "rebels"],
        ),
        (
            '"They shot at us as we ran," said Musa Sani, a shepherd.\n\n"My brother fell," he said.',
            ["Musa Sani", "Musa Sani"],
        ),
    ],
)  # fmt: skip
def test_a_pronoun_is_who_spoke_last_and_agrees(text: str, expected: list[str]) -> None:
    assert sources(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mohammed Sani, a farmer, said men came. The farmer said they left.", ["Mohammed Sani"] * 2),
        ("Foreign Minister Ara Mirzo said guns fired. The minister said two died.", ["Ara Mirzo"] * 2),
        ("Maj. Gen. Pat Ryder said the base was safe. The general said all was calm.", ["Pat Ryder"] * 2),
        ("Police chief Tariq Aziri said a bomb exploded. The officer said all fled.", ["Tariq Aziri"] * 2),
        (
            "Amnesty International said 30 were killed. The London-based group said the army did it.",
            ["Amnesty International"] * 2,
        ),
        (
            "Mayor Ivan Tere said three died. Governor Oleh Syni said four did. "
            "The governor said five were hurt.",
            ["Ivan Tere", "Oleh Syni", "Oleh Syni"],
        ),
        # An office that nobody was said to hold is its own words.
        ("Mayor Ivan Tere said three died. The minister said four did.", ["Ivan Tere", "minister"]),
        (
            "The army spokesman said three died. The police spokesman said four did.",
            ["army spokesman", "police spokesman"],
        ),
    ],
)  # fmt: skip
def test_a_description_is_who_was_called_so(text: str, expected: list[str]) -> None:
    assert sources(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Defence Minister Ana Ruiz said the bridge was mined.\n\nInterior Minister Pedro Gil said the "
            "road was open.\n\nThe minister said trucks were moving.",
            ["Ana Ruiz", "Pedro Gil", "Pedro Gil"],
        ),
        (
            "General Musa Keita said the town was calm.\n\nGeneral Ines Okoye said the road was mined.\n\n"
            "The general said two trucks were lost.",
            ["Musa Keita", "Ines Okoye", "Ines Okoye"],
        ),
        (
            "Defence Minister Ana Ruiz said the bridge was mined.\n\nInterior Minister Pedro Gil said the "
            "road was open.\n\nThe bridge lies north of the town.\n\nThe minister said trucks were moving.",
            ["Ana Ruiz", "Pedro Gil", "minister"],
        ),
    ],
)
def test_of_two_who_are_called_so_it_is_who_spoke_just_before(text: str, expected: list[str]) -> None:
    assert sources(text) == expected
