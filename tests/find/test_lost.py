"""Crews of whom nobody knows what became count as missing; nobody else does by those words."""

import pytest

from sayso.model.report import Report
from tests.find.test_tolls import rows, told


@pytest.mark.parametrize(
    ("sentence", "figure", "who"),
    [
        ("The fate of the two pilots is not known.", 2, "pilots"),
        ("The fate of its navigator was not immediately clear.", 1, "navigator"),
        ("The whereabouts of both airmen remain unknown.", 2, "airmen"),
        ("Contact with the pilot was lost.", 1, "pilot"),
        ("The navy lost contact with the three sailors.", 3, "sailors"),
        ("The three crew have not been located.", 3, "crew"),
    ],
)
def test_a_crew_of_which_nobody_knows_is_missing(sentence: str, figure: int, who: str) -> None:
    assert told(sentence) == [("missing", figure, figure, who)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The fate of the crew was unknown.",
        "The fate of the peace talks was unknown.",
        "The fate of a pilot captured in May is unknown.",
        "The fate of the pilot was known.",
        "The pilot 's fate has been unknown for years.",
        "The pilot scheme 's fate was unclear.",
        "Contact with the plane was lost.",
        "The documents have not been found.",
        "The bodies of the two pilots have not been recovered.",
        "The missile missed its target.",
        "The missile flew on, missing its target.",
    ],
)
def test_what_is_no_lost_crew_gives_none(sentence: str) -> None:
    assert "missing" not in [kind for kind, *_ in told(sentence)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("The pilot's fate was unknown.", 1),
        ("The jet was shot down near Taiz, and the fate of its two crewmen was unclear.", 2),
        ("The army lost contact with the helicopter's pilot.", 1),
    ],
)
def test_a_lost_crew_as_the_model_parses_it(sentence: str, figure: int) -> None:
    from sayso.parse import load_model, parse

    found = rows(parse(Report.from_text(sentence), load_model()[0]))
    assert [(kind, low, high) for kind, low, high, _ in found] == [("missing", figure, figure)]
