"""Quotations: continued, free-standing, in scare quotes. The texts are ours."""

import pytest

from tests.attribute.readable import Said, read, spoken, statements

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'The rebel commander was blunt: "We shot down the helicopter because it was bombing our '
            'families."',
            [
                (
                    "rebel commander",
                    "assert",
                    "We shot down the helicopter because it was bombing our families",
                )
            ],
        ),
        (
            'Governor Salva Deng said: "The raiders took four hundred head of cattle."',
            [("Salva Deng", "assert", "The raiders took four hundred head of cattle")],
        ),
        (
            "“Nobody warned us,” said the imam. “The shells fell during prayer.”",
            [("imam", "assert", "Nobody warned us / The shells fell during prayer")],
        ),
    ],
)
def test_a_quotation_has_the_speaker_that_its_paragraph_names(text: str, expected: list[Said]) -> None:
    assert statements(text) == expected


def test_a_quotation_that_goes_on_in_the_next_paragraph_keeps_its_speaker() -> None:
    text = (
        "Rebels shell garrison town\n\n"
        '"They shelled us all night," said Major Pedro Quill, who leads the garrison.\n\n'
        "Major Quill then read out the names of the dead.\n\n"
        'Sergeant Lucia Manso said: "The first shell hit the kitchen of the barracks.\n\n'
        '"The second one killed the horses in the yard."'
    )
    assert statements(text) == [
        ("Pedro Quill", "assert", "They shelled us all night"),
        ("Lucia Manso", "assert", "The first shell hit the kitchen of the barracks"),
        ("Lucia Manso", "assert", "The second one killed the horses in the yard"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # A quotation in a paragraph of its own, with a speaker in the paragraph before and in the one behind.
        "Rebels seize radio station\n\n"
        "The interior minister, Jonas Abara, met the regional governors on Monday.\n\n"
        '"The traitors will be driven out of the city before the week ends."\n\n'
        "General Musa Keita commands the troops around the capital.",
        # No party near at all.
        "Shells hit hospital in besieged town\n\n"
        "Shells hit the hospital of the besieged town on Monday.\n\n"
        '"The traitors will be driven out of the city before the week ends."',
    ],
)
def test_a_free_quotation_has_no_speaker_and_never_the_nearest_name(text: str) -> None:
    found = [(s.source, s.basis.value, s.content[0].of(text), s.form) for s in spoken(read(text))]
    expected = "The traitors will be driven out of the city before the week ends."
    assert found == [(None, "none", expected, "direct")]


def test_two_free_quotations_from_opposite_sides_are_nobodys() -> None:
    text = (
        "Warplanes bomb rebel town\n\n"
        "Warplanes bombed the rebel town of Kaliso on Friday, killing seven people.\n\n"
        '"This massacre proves that the regime knows only murder and theft."\n\n'
        '"Our brave pilots struck the terrorists and nobody else."\n\n'
        "The United Nations called for an inquiry."
    )
    free = [s for s in spoken(read(text)) if s.frame == "quotation"]
    assert [(s.source, s.basis.value, s.content[0].of(text)) for s in free] == [
        (None, "none", "This massacre proves that the regime knows only murder and theft."),
        (None, "none", "Our brave pilots struck the terrorists and nobody else."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'The army launched a "cleansing operation" against the rebels in the hills.',
        'The army launched what it called a "cleansing operation" against the rebels in the hills.',
        'Jets flew over the border in a "show of force" on Friday.',
        'The "Butcher of Brod" was arrested at the airport by police.',
    ],
)
def test_scare_quotes_are_no_statements(text: str) -> None:
    assert statements(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We lost four men in the ambush," Captain Amina Sow said.', "direct"),
        ("Captain Amina Sow said four of her men were lost in the ambush.", "indirect"),
        ('Captain Amina Sow said the ambush was "the work of cowards and thieves".', "mixed"),
        (
            "“Men of the ‘Popular Front of the Northern Villages and Hills’ burned it” after the market day, "
            "Captain Amina Sow said.",
            "mixed",
        ),
    ],
)
def test_the_form_tells_quoted_words_from_reported_ones(text: str, expected: str) -> None:
    assert [s.form for s in spoken(read(text))] == [expected]


def test_an_odd_mark_loses_neither_the_quotation_nor_its_speaker() -> None:
    text = (
        'Militia burns village\n\n"They burned forty huts before dawn, said Chief Okello Banda.\n\n'
        "The army arrived at noon."
    )
    assert [(one[0], "forty huts" in one[2]) for one in statements(text)] == [("Okello Banda", True)]
