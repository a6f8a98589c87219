"""Accounts without a verb of saying: announced before, or put as a figure. The sentences are ours."""

import pytest

from tests.attribute.readable import statements

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A different account came from Islamabad. Indian gunners fired on its post first.",
            [("Pakistan", "Indian gunners fired on its post first")],
        ),
        (
            "Another version was given by the rebels. The army had shelled the camp.",
            [("rebels", "The army had shelled the camp")],
        ),
        ("Police put the dead at nineteen.", [("Police", "the dead at nineteen")]),
        ("An account was given in Islamabad. Gunners fired on the post.", []),
        ("The army put soldiers at the gate.", []),
    ],
)
def test_an_account_is_told_without_a_verb_of_saying(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(source, content) for source, _, content in statements(text)] == expected
