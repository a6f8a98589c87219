"""Who is told by a patron: the party behind it, the text's own words, and the patron apart."""

import pytest

from tests.coding import coding, written

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "head", "expected", "backed_by", "supports"),
    [
        (
            "The US-backed Syrian Democratic Forces left.",
            "Forces",
            "sdf: Syrian Democratic Forces",
            ("USA",),
            (),
        ),
        ("Rwandan-backed M23 rebels left.", "rebels", "m23: March 23 Movement", ("RWA",), ()),
        ("The Iran-backed group Hezbollah buried two men.", "group", "hezbollah: Hezbollah", ("IRN",), ()),
        ("US-backed forces left.", "forces", "US-backed forces", ("USA",), ()),
        ("Moscow-backed separatists left.", "separatists", "Moscow-backed separatists", ("RUS",), ()),
        # Their nationality says whose people they are, not whose side they are on.
        ("Turkey-backed Syrian fighters left.", "fighters", "Turkey-backed Syrian fighters", ("TUR",), ()),
        ("Pro-Russian fighters left.", "fighters", "Pro-Russian fighters", (), ("RUS",)),
        ("Pro-government militiamen left Bamako.", "militiamen", "Pro-government militiamen", (), ("MLI",)),
        ("Anti-Russian fighters left.", "fighters", "Anti-Russian fighters", (), ()),
        # The patron is part of a name.
        ("The Saudi-led coalition left.", "coalition", "saudi-led-coalition: Saudi-led coalition", (), ()),
        ("The Houthis left.", "Houthis", "houthis: Houthis", (), ()),
    ],
)
def test_a_backer_is_kept_apart_from_the_party(
    text: str, head: str, expected: str, backed_by: tuple[str, ...], supports: tuple[str, ...]
) -> None:
    found = coding(text)
    ref = found.resolved.parties[found.token(head)].value
    assert (written(ref), ref.backed_by, ref.supports) == (expected, backed_by, supports)
