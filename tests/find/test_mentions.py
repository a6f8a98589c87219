"""All finders over one parse."""

import pytest

from sayso.find.mentions import find
from sayso.model.mentions import Mentions
from sayso.model.parse import Parse
from sayso.model.spans import Span
from tests.coding import coding, shipped_finders

pytestmark = pytest.mark.model

TEXT = (
    "Clashes near Mweso kill 12, army says\n\n"
    "At least 12 fighters were killed on Sunday when the army fired mortars at rebel positions near Mweso, "
    "according to a spokesman.\n\n"
    "Reporting by A. Writer in Goma; two soldiers were shot on Monday."
)


def quoted(text: str) -> dict[str, list[str]]:
    """Per list of mentions the words of the text."""
    mentions = coding(text).mentions
    lists: dict[str, list[Span]] = {
        "triggers": [one.span for one in mentions.triggers],
        "cues": [one.span for one in mentions.cues],
        "parties": [one.span for one in mentions.parties],
        "places": [one.span for one in mentions.places],
        "times": [one.span for one in mentions.times],
        "weapons": [one.span for one in mentions.weapons],
        "tolls": [one.span for one in mentions.tolls],
    }
    return {name: [span.of(text) for span in spans] for name, spans in lists.items()}


def test_every_kind_of_mention_is_found_in_text_order_and_none_in_furniture() -> None:
    assert quoted(TEXT) == {
        "triggers": ["Clashes", "kill", "killed", "fired"],
        "cues": ["says", "according to"],
        "parties": [
            *("Clashes", "Mweso", "12", "army", "At least 12 fighters", "Sunday", "the army", "mortars"),
            *("rebel positions", "Mweso", "a spokesman"),
        ],
        "places": ["Mweso", "Mweso", "Goma"],
        "times": ["Sunday"],
        "weapons": ["mortars"],
        "tolls": ["kill 12", "At least 12 fighters were killed"],
    }


def test_a_report_without_text_has_no_mentions() -> None:
    empty = Parse("", (), (), (), (), ())
    assert find(empty, shipped_finders()) == Mentions()


def test_the_same_text_gives_the_same_mentions() -> None:
    first = coding(TEXT)
    again = find(first.parse, shipped_finders())
    assert again == first.mentions
