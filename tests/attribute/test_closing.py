"""Sentences that end in a tag which the parser loses. The sentences are ours."""

import pytest

from tests.attribute.readable import statements

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunmen burned the mill and took the miller, a farmer who fled to Lom told this newspaper.",
            [("farmer", "Gunmen burned the mill and took the miller")],
        ),
        (
            "Half of the city is without light, the town's governor, Ana Bello, wrote.",
            [("Ana Bello", "Half of the city is without light")],
        ),
        (
            "Men came at dawn, burned huts and shot nine people, the chief of Lofa, Momo Kanneh, told us.",
            [("Momo Kanneh", "Men came at dawn, burned huts and shot nine people")],
        ),
        ("After the raid on the mill and the bridge, nobody was left.", []),
    ],
)
def test_a_closing_tag_gives_the_whole_sentence_to_its_speaker(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(source, content) for source, _, content in statements(text)] == expected
