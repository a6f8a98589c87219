"""The body that an office without a name speaks for. The texts are ours."""

import pytest

from tests.coding import coding, written

pytestmark = pytest.mark.model


def voice(text: str, head: str) -> str | None:
    found = coding(text)
    fact = found.resolved.voices.get(found.token(head))
    return None if fact is None else written(fact.value)


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("A spokesman for the Frontier Corps spoke.", "spokesman", "frontier-corps: Frontier Corps"),
        ("Turkish officials spoke.", "officials", "TUR: Turkey"),
        ("A Kremlin official spoke.", "official", "RUS: Russia"),
        ("The Houthi health office spoke.", "office", "houthis: Houthis"),
        ("The Russians spoke.", "Russians", "RUS: Russia"),
        ("An army spokesman in Bamako spoke.", "spokesman", "fama: army"),
        # Diplomats serve abroad, an official in a city may be anybody's, a governor is no government.
        ("Diplomats in Nairobi spoke.", "Diplomats", None),
        ("An official in Nairobi spoke.", "official", None),
        ("The governor of Belgorod spoke.", "governor", None),
        ("A spokesman spoke.", "spokesman", None),
        ("Russians who fled the town spoke.", "Russians", None),
    ],
)
def test_an_office_speaks_for_a_body(text: str, head: str, expected: str | None) -> None:
    assert voice(text, head) == expected
