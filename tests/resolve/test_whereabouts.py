"""Where an act was: in its arguments, its heading, what hangs on it, or nowhere. The sentences are ours."""

import pytest

from tests.coding import coding

pytestmark = pytest.mark.model


def place(text: str, words: str) -> str | None:
    found = coding(text).telling(words).place
    return None if found is None else found.value.name


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Artillery bombarded Tskhinvali overnight.", "bombarded", "Ts’khinvali"),
        ("A drone hit the bus station of Mekelle.", "hit", "Mek'ele"),
        ("A minister was assassinated at a rally in Multan.", "assassinated", "Multan"),
        ("12 May, Maiduguri: gunmen killed four guards.", "killed", "Maiduguri"),
        ("Maiduguri, 12 May.\nGunmen killed four guards.", "killed", None),
        ("Washington accused Tehran of arming rebels in Basra.", "accused", None),
        ("Soldiers shot at a Catholic on Monday.", "shot at", None),
        ("Rebels freed prisoners from Kandahar.", "freed", "Kandahār"),
    ],
)
def test_an_act_is_where_its_words_put_it(text: str, words: str, expected: str | None) -> None:
    assert place(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Drones destroyed 22 tanks.", "destroyed", ["drone"]),
        ("Rebels shot down a cargo plane with a missile.", "shot down", ["missile"]),
        ("Police arrested two men on suspicion of planting roadside bombs.", "arrested", []),
        ("Gunmen aimed at launchers attacked a base for its rockets.", "attacked", []),
    ],
)
def test_what_was_hit_or_asked_for_is_no_weapon(text: str, words: str, expected: list[str]) -> None:
    assert [fact.value.name for fact in coding(text).telling(words).weapons] == expected


def test_a_time_before_an_after_clause_is_not_of_the_act_in_it() -> None:
    telling = coding("Families were still out of their homes last night after an attack.").telling("attack")
    assert telling.time is None


def test_the_day_in_the_heading_of_a_paragraph_is_of_its_acts() -> None:
    telling = coding("Maiduguri, 12 May. Gunmen killed four guards near the gate.").telling("killed")
    assert telling.time is not None
    assert telling.time.value.first.day == 12
