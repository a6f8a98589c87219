"""Which noun phrases stand in which grammatical slot of a trigger."""

import pytest

from sayso.model.parse import Parse
from sayso.resolve.slots import Slots, clause_subjects, governing_subject, noun_slots, verb_slots
from tests.coding import coding

pytestmark = pytest.mark.model


def written(parse: Parse, slots: Slots) -> tuple[list[str], list[str], list[str]]:
    """Subjects, objects and "preposition noun" pairs in words."""
    subjects = [parse.tokens[i].text for i in slots.subjects]
    objects = [parse.tokens[i].text for i in slots.objects]
    oblique = dict.fromkeys(f"{word} {parse.tokens[i].text}" for word, i in slots.oblique)
    return subjects, objects, list(oblique)


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("Rebels shelled a camp near Aru.", "shelled", (["Rebels"], ["camp"], ["near Aru"])),
        ("The camp was shelled by rebels.", "shelled", (["rebels"], ["camp"], [])),
        ("The camp was shelled.", "shelled", ([], ["camp"], [])),
        ("Rebels and bandits shelled a camp.", "shelled", (["Rebels", "bandits"], ["camp"], [])),
        ("Rebels shelled a camp and a farm.", "shelled", (["Rebels"], ["camp", "farm"], [])),
        ("Rebels who shelled a camp fled.", "shelled", (["who"], ["camp"], [])),
        ("Rebels ordered boys to shell a camp.", "shell", (["boys"], ["camp"], [])),
        ("Rebels were told to shell a camp.", "shell", (["Rebels"], ["camp"], [])),
        ("Rebels came down and shelled a camp.", "shelled", (["Rebels"], ["camp"], [])),
        ("Rebels shelled.", "shelled", (["Rebels"], [], [])),
        ("A camp shelled by rebels burned.", "shelled", (["rebels"], ["camp"], [])),
        ("They issued a statement condemning the raid.", "condemning", (["They"], ["raid"], [])),
        ("They saw rebels shelling a camp.", "shelling", (["rebels"], ["camp"], [])),
    ],
)
def test_a_verb_has_the_slots_of_its_clause(
    sentence: str, verb: str, expected: tuple[list[str], list[str], list[str]]
) -> None:
    found = coding(sentence)
    documents = found.tables.lexicon.words["documents"]
    assert written(found.parse, verb_slots(found.parse, found.token(verb), documents)) == expected


@pytest.mark.parametrize(
    ("sentence", "noun", "expected"),
    [
        ("An attack by rebels began.", "attack", ([], [], ["by rebels"])),
        ("Rebels launched an attack on a camp.", "attack", (["Rebels"], [], ["on camp"])),
        ("Troops repelled an attack on a camp.", "attack", ([], ["Troops"], ["on camp"])),
        (
            "Clashes between soldiers and rebels began.",
            "Clashes",
            ([], [], ["between soldiers", "between rebels"]),
        ),
        ("An attack carried out by rebels failed.", "attack", (["rebels"], [], [])),
        ("An attack began.", "attack", ([], [], [])),
    ],
)
def test_an_act_noun_has_the_slots_of_the_verb_that_carries_it(
    sentence: str, noun: str, expected: tuple[list[str], list[str], list[str]]
) -> None:
    found = coding(sentence)
    slots = noun_slots(found.parse, found.token(noun), found.tables.lexicon.words)
    assert written(found.parse, slots) == expected


def test_an_owner_and_what_stands_in_front_are_kept_apart() -> None:
    found = coding("The mayor's house arrest ended.")
    slots = noun_slots(found.parse, found.token("arrest"), found.tables.lexicon.words)
    words = [[found.parse.tokens[i].text for i in heads] for heads in (slots.owners, slots.modifiers)]
    assert words == [["mayor"], ["house"]]


def test_the_subject_of_the_clause_is_who_is_accused() -> None:
    found = coding("Villagers alleged that the army had hidden bodies.")
    heads = clause_subjects(found.parse, found.token("alleged"))
    assert [found.parse.tokens[head].text for head in heads] == ["army"]


@pytest.mark.parametrize(
    ("sentence", "noun", "expected"),
    [
        ("Rebels took Aru after a battle with soldiers.", "battle", ["Rebels"]),
        ("A battle with soldiers.", "battle", []),
    ],
)
def test_who_had_the_battle_is_the_subject_of_the_verb_above(
    sentence: str, noun: str, expected: list[str]
) -> None:
    found = coding(sentence)
    documents = found.tables.lexicon.words["documents"]
    heads = governing_subject(found.parse, found.token(noun), documents)
    assert [found.parse.tokens[head].text for head in heads] == expected
