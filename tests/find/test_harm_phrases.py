import pytest

from tests.find.figures import Row, told

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A mob armed with machetes hacked four farm labourers to death.", [("killed", 4, 4)]),
        ("Gunmen marched the pastor and two drivers off into the alleys.", [("captured", 3, 3)]),
        ("Troops torched 60 houses and took away fourteen men.", [("captured", 14, 14)]),
        ("Nineteen pupils were taken from a school.", [("captured", 19, 19)]),
        ("A farm worker was taken to hospital with shrapnel wounds.", [("wounded", 1, 1)]),
        ("The field hospital treated 31 residents for burns.", [("wounded", 31, 31)]),
        ("Twelve villagers sustained injuries.", [("wounded", 12, 12)]),
        ("Three families are out of their homes.", [("displaced", 3, 3)]),
        ("Fighting drove 2,000 people from their homes.", [("displaced", 2000, 2000)]),
        ("Police rounded up hundreds of students.", [("captured", 200, None)]),
        ("It said that it had lost one fighter.", [("killed", 1, 1)]),
    ],
)
def test_a_verb_tells_harm_with_the_words_behind_it(text: str, expected: list[Row]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two officers took off for Geneva.", []),
        ("The hospital treated the walls with paint.", []),
        ("The rebels lost three towns.", []),
        ("Two men left the meeting early.", []),
    ],
)
def test_the_same_verbs_tell_no_harm_without_them(text: str, expected: list[Row]) -> None:
    assert told(text) == expected
