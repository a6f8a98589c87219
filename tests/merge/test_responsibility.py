"""On whose word a party is named, by whole reports through all stages."""

from functools import cache

import pytest

from sayso.model.report import Report
from sayso.pipeline import Coder

pytestmark = pytest.mark.model
BOMB = "A bomb killed four people in Gao on Monday. "


@cache
def coder() -> Coder:
    return Coder()


def named(text: str) -> list[tuple[str, str]]:
    coded = coder().code(Report.from_text(text, published="2024-05-15"))
    return [(one.party.value.name, one.standing.value) for one in coded.responsibilities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boko Haram killed four soldiers near Diffa on Sunday.", [("Boko Haram", "stated")]),
        ("Boko Haram killed four soldiers near Diffa, police said.", [("Boko Haram", "stated")]),
        (BOMB + "Boko Haram claimed responsibility for the attack.", [("Boko Haram", "admitted")]),
        (BOMB + "Boko Haram left leaflets claiming responsibility for it.", [("Boko Haram", "admitted")]),
        ("Boko Haram said its fighters killed four soldiers near Diffa.", [("Boko Haram", "admitted")]),
        ("Suspected Boko Haram gunmen killed four soldiers near Diffa.", [("Boko Haram", "accused")]),
        (BOMB + "Residents blamed Boko Haram for the attack.", [("Boko Haram", "accused")]),
        (BOMB + "Police blamed Boko Haram for the attack.", [("Boko Haram", "accused_by_authorities")]),
        (
            BOMB + "Colonel Diallo accused Boko Haram of carrying out the bombing.",
            [("Boko Haram", "accused_by_authorities")],
        ),
        (BOMB + "The attack was blamed on Boko Haram.", [("Boko Haram", "accused")]),
        (BOMB + "It may have been the work of Boko Haram.", [("Boko Haram", "possible")]),
        ("Four soldiers were killed near Diffa, possibly by Boko Haram.", [("Boko Haram", "possible")]),
        (BOMB + "Nobody has claimed responsibility for the attack.", []),
        (BOMB + "Boko Haram denied responsibility for the attack.", []),
        ("Boko Haram and the army held talks in Diffa on Sunday.", []),
    ],
)
def test_a_party_is_named_on_somebodys_word(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_each_row_points_at_claims_of_the_record() -> None:
    coded = coder().code(Report.from_text(BOMB + "Police blamed Boko Haram for the attack."))
    stances = {claim.id: (claim.field.value, claim.stance.value) for claim in coded.claims}
    assert [[stances[name] for name in one.claims] for one in coded.responsibilities] == [
        [("responsibility", "alleges")]
    ]
