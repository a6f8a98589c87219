"""How claims stand to each other where they do not clash. The reports are ours."""

import pytest

from tests.attribute.readable import bare, merged

Told = list[tuple[str, str, str]]  # (first claim, kind, second claim)


def relations(text: str) -> Told:
    made = merged(text)
    value = {claim.id: bare(claim.value) for claim in made.claims}
    return [(value[r.a], r.kind.value, value[r.b]) for r in made.relations]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Police said 12 people were killed when a bomb went off in Quetta. Doctors said 12 people were "
            "killed.",
            [("12 people were killed", "agrees", "12 people were killed")],
        ),
        (
            "At least 12 people were killed when a bomb went off in Quetta, police said. Doctors said 14 "
            "people were killed.",
            [("14 people were killed", "refines", "At least 12 people were killed")],
        ),
        (
            "Police said six people were killed when a bomb went off in Quetta. Police later said nine "
            "people were killed.",
            [("nine people were killed", "supersedes", "six people were killed")],
        ),
        (
            "The army said rebels shelled a clinic in Taiz.\n\nThe rebels denied shelling the clinic.",
            [("shelling the clinic", "denies", "rebels shelled a clinic in Taiz")],
        ),
        # The report takes the army's word, and in stronger words.
        (
            "The army said rebels had fired rockets near a clinic in Taiz on Monday.\n\nThe rebels attacked "
            "the clinic with rockets on Monday.",
            [
                (
                    "The rebels attacked the clinic with rockets on Monday",
                    "repeats",
                    "rebels had fired rockets near a clinic in Taiz on Monday",
                )
            ],
        ),
        ("Rebels attacked an army base in Taiz on Monday.", []),
    ],
)
def test_how_two_claims_on_one_event_stand_to_each_other(text: str, expected: Told) -> None:
    assert relations(text) == expected


@pytest.mark.model
def test_each_relation_says_why_and_joins_two_claims_of_the_record() -> None:
    made = merged(
        "The army said rebels had fired rockets near a clinic in Taiz on Monday.\n\nThe rebels attacked the "
        "clinic with rockets on Monday."
    )
    assert [(r.a, r.b, r.reason) for r in made.relations] == [
        ("c2", "c1", "the report says as a fact what army claims, in stronger words")
    ]
