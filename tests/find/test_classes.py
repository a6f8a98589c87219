"""What a trigger has beside it, and of which class that is."""

import pytest

from tests.coding import classes, coding

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("Rebels shelled the camp and the school.", "shelled", ["camp", "school"]),
        ("The camp was shelled by rebels.", "shelled", ["camp", "rebels"]),
        ("A number of soldiers were killed.", "killed", ["number", "soldiers"]),
        ("They killed dozens of villagers.", "killed", ["dozens", "villagers"]),
        ("They captured the town of Kidal.", "captured", ["town", "Kidal"]),
        ("They attacked members of a militia.", "attacked", ["members", "militia"]),
        ("The minister attacked the idea of reform.", "attacked", ["idea"]),
        ("Soldiers killed in the raid were buried.", "killed", ["Soldiers", "raid"]),
        ("He slept.", "slept", []),
    ],
)
def test_complements_open_up_what_only_counts(sentence: str, verb: str, expected: list[str]) -> None:
    found = coding(sentence)
    heads = sorted(set(classes(found).complements(found.token(verb))))
    assert [found.parse.tokens[head].text for head in heads] == expected


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("Troops entered the village with tanks.", "entered", ["village"]),
        ("The village was entered by troops.", "entered", ["village"]),
        ("Troops marched into the village.", "marched", []),
    ],
)
def test_direct_complements_stand_without_a_preposition(
    sentence: str, verb: str, expected: list[str]
) -> None:
    found = coding(sentence)
    assert [found.parse.tokens[head].text for head in classes(found).direct(found.token(verb))] == expected


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("They saw an army helicopter.", "helicopter", ["@aircraft", "@party", "@platform", "@weapon"]),
        ("They saw two barrel bombs.", "bombs", ["@bomb", "@explosive", "@shell", "@weapon", "@platform"]),
        ("They saw a landmine.", "landmine", ["@explosive", "@mine", "@platform", "@weapon"]),
        ("They saw a mortar.", "mortar", ["@platform", "@shell", "@weapon"]),
        ("They saw a rifle.", "rifle", ["@platform", "@shot", "@weapon"]),
        ("They saw bullets.", "bullets", ["@platform", "@shot", "@weapon"]),
        ("They saw tear gas.", "gas", ["@crowd", "@platform", "@weapon"]),
        ("They saw Raqqa.", "Raqqa", ["@party", "@place"]),
        ("They saw the village.", "village", ["@ground"]),
        ("They saw Rodrigo Salas.", "Salas", ["@party", "@person"]),
        ("They saw two policemen.", "policemen", ["@force", "@party", "@person"]),
        ("They saw a teacher.", "teacher", ["@party", "@person"]),
        ("They saw the government.", "government", ["@party"]),
        ("They saw a newspaper.", "newspaper", ["@party"]),
        ("They saw charges.", "charges", []),
        ("They saw an opportunity.", "opportunity", []),
    ],
)
def test_a_head_is_of_its_classes_and_of_no_other(sentence: str, head: str, expected: list[str]) -> None:
    found = coding(sentence)
    known = (
        "@aircraft @bomb @crowd @explosive @force @ground @mine @party @person @place @platform @shell @shot"
        " @weapon"
    ).split()
    told = [name for name in known if classes(found).is_one_of(found.token(head), frozenset({name}))]
    assert told == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "head", "wanted", "expected"),
    [
        ("They launched a ballistic missile.", "missile", "ballistic missile", True),
        ("They launched a cruise missile.", "missile", "ballistic missile", False),
        ("They launched ballistic missiles.", "missiles", "ballistic missile", True),
        ("The unions called a general strike.", "strike", "general", True),
        ("They declared a state of emergency.", "state", "state of emergency", True),
        ("They visited a state of the union.", "state", "state of emergency", False),
        ("They struck a deal.", "deal", "deal", True),
    ],
)
def test_a_lemma_may_be_a_phrase(sentence: str, head: str, wanted: str, expected: bool) -> None:
    found = coding(sentence)
    assert classes(found).is_one_of(found.token(head), frozenset({wanted})) is expected
