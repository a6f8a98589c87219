"""What a report says of itself. The texts are ours."""

import pytest

from sayso.attribute.notices import notices
from sayso.model.events import PartyRef
from sayso.model.parties import PartyKind
from tests.coding import coding

pytestmark = pytest.mark.model

HERALD = PartyRef("Gao Herald", PartyKind.MEDIA)
BODY = "Shells hit the market of Gao on Monday, killing nine.\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This story will be updated.", ("notice", "This story will be updated.")),
        ("- Editor's note: This story will be updated.", ("notice", "This story will be updated.")),
        (
            "Editor's note: an earlier version gave the dead as six.",
            ("assert", "an earlier version gave the dead as six."),
        ),
        (
            "CORRECTION. The mill was not set on fire.",
            ("assert", "The mill was not set on fire."),
        ),
    ],
)
def test_a_notice_is_the_outlets(text: str, expected: tuple[str, str]) -> None:
    found = coding(BODY + text)
    rows = [
        (one.source.party if one.source else None, one.act.value, one.content[0].of(found.parse.text))
        for one in notices(found.parse, HERALD, found.tables.lexicon, 7)
    ]
    assert rows == [(HERALD, *expected)]


def test_a_notice_of_an_unknown_outlet_has_no_source() -> None:
    found = coding(BODY + "This story will be updated.")
    made = list(notices(found.parse, None, found.tables.lexicon, 7))
    assert [(one.id, one.source, one.basis.value) for one in made] == [("s7", None, "author")]


def test_credits_and_links_are_no_notices() -> None:
    found = coding(BODY + "Reporting by Ama Dia\n\nRead more: the siege of Gao")
    assert list(notices(found.parse, HERALD, found.tables.lexicon, 1)) == []
