"""Statements inside statements, and the chain of those who pass them on. The texts are ours."""

import pytest

from tests.attribute.test_relays import rows

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The North fired two missiles, KCNA said, according to Yonhap.",
            [("Korean Central News Agency", ["Yonhap"])],
        ),
        (
            "Reuters reported that the defence ministry said rebels had shelled a school.",
            [("Reuters", []), ("defence ministry", ["Reuters"])],
        ),
        (
            "The ministry said that rebels had admitted that they shelled the school.",
            [("ministry", []), ("rebels", ["ministry"])],
        ),
        (
            "Aid workers said they had been told by local chiefs that six villages were burned.",
            [("Aid workers", []), ("local chiefs", ["Aid workers"])],
        ),
        # Whom somebody told to do something is no relay.
        ("The elders were told by the soldiers to leave.", [("soldiers", [])]),
    ],
)
def test_each_link_of_a_chain_is_kept(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert [(source, via) for source, via, _ in rows(text)] == expected
