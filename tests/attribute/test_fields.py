"""Which field of an event a statement is about, and how it stands to it. The sentences are ours."""

import pytest

from tests.attribute.readable import claims, fields

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "field", "stance"),
    [
        ("The minister said Iran was behind the attack on the tanker.", "responsibility", "alleges"),
        ('"We had nothing to do with this attack," the spokesman said.', "responsibility", "denies"),
        ("The mayor said the strike was carried out by Russian drones.", "actor", "alleges"),
        ("It was government troops who burned the village, the bishop said.", "actor", "alleges"),
        ("The spokesman said it was not the army that fired on the crowd.", "actor", "denies"),
        ("The United States believes that Iran supplied the drones.", "coordination", "alleges"),
        (
            "The army said no troops were in the town when the shells fell.",
            "military_presence",
            "denies",
        ),
        ("The mayor said that the attackers came from across the border.", "origin", "asserts"),
        ("Residents said the houses were hit with cluster bombs.", "weapon", "asserts"),
        ("Israel said it targeted a Hamas command centre in the hospital.", "target", "claims"),
        (
            "Israel said the hospital was being used as a command centre by Hamas.",
            "target_activity",
            "alleges",
        ),
        ("The mayor said forty houses were destroyed.", "damage", "asserts"),
        ("Doctors said most of the dead were women and children.", "casualties", "asserts"),
        ("The rebels insisted that none of their fighters had been killed.", "casualties", "asserts"),
        (
            "The group said the attack was in retaliation for the killing of its commander.",
            "justification",
            "claims",
        ),
        ("The general would not say who fired the rockets at the market.", "actor", "declines"),
        ("The army would not give a figure for the dead.", "casualties", "declines"),
        ("The rebels said they had shot down a helicopter near Kidal.", "occurrence", "claims"),
        ("Witnesses said that soldiers shot at the crowd without warning.", "occurrence", "alleges"),
    ],
)
def test_the_field_is_what_the_words_put_forward(text: str, field: str, stance: str) -> None:
    assert fields(text) == [(field, stance)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunmen attacked a bazaar. The chief of police said the militia was behind it.",
            [
                ("chief", "alleges", "responsibility", "attacked"),
            ],
        ),
        (
            "Rebels ambushed a convoy near Gao. The rebels said none of their men was hurt.",
            [("rebels", "asserts", "casualties", "ambushed")],
        ),
        (
            "Rockets hit the port. The navy had no comment.",
            [("navy", "declines", "occurrence", "hit")],
        ),
    ],
)
def test_each_clause_is_about_an_event_of_its_own_or_the_last_one_told(
    text: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert claims(text) == expected


def test_an_army_that_a_rebel_army_accuses_is_another() -> None:
    text = "The Arakan Army said the army had shelled the village."
    assert fields(text) == [("occurrence", "alleges")]


def test_who_strikes_a_mine_is_hit() -> None:
    assert fields("The navy said it had struck a mine.") == [("occurrence", "asserts")]


@pytest.mark.parametrize(
    ("text", "field", "stance"),
    [
        ("The mayor said the clinic had been shelled on purpose.", "occurrence", "alleges"),
        (
            "The sergeant admitted that the farmer had been shot by his own patrol.",
            "actor",
            "claims",
        ),
        ("The bishop said the men who attacked the convoy wore army boots.", "actor", "alleges"),
        ("The deputies said the rebels had been in contact with Iran.", "coordination", "alleges"),
        ("Two guards were allegedly in the pay of the smugglers.", "coordination", "alleges"),
        (
            "The front claimed responsibility for the blast, saying the bomb was aimed at soldiers.",
            "justification",
            "claims",
        ),
    ],
)
def test_words_of_purpose_of_leagues_and_of_owning_up(text: str, field: str, stance: str) -> None:
    assert (field, stance) in fields(text)
