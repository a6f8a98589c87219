from typing import Any

import pytest

from sayso.find.tolls import toll_words, tolls
from sayso.lang import load
from sayso.model.report import Report

pytestmark = pytest.mark.model
WORDS = toll_words(load("en"))
Row = tuple[str, int, int | None]


@pytest.fixture(scope="module")
def nlp() -> Any:
    # Only here, so that the module also loads where spaCy is not installed.
    from sayso.parse import load_model

    return load_model()[0]


def told(text: str, nlp: Any) -> list[Row]:
    from sayso.parse import parse

    return [(m.kind, m.low, m.high) for m in tolls(parse(Report.from_text(text), nlp), WORDS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Six of its members, who were watering cattle, had died in the grove.", [("killed", 6, 6)]),
        ("Two policemen whom its men had captured were freed.", [("captured", 2, 2)]),
        ("A mob clubbed to death and then burned a man.", [("killed", 1, 1)]),
        ("A woman of 71 died in hospital.", [("killed", 1, 1)]),
        ("All nine people on board are feared dead.", [("killed", 9, 9)]),
        ("The murder of the delegate Carlos Rueda was condemned.", [("killed", 1, 1)]),
        ("The massacre of 34 worshippers shocked the country.", [("killed", 34, 34)]),
        ("The raid ended with the loss of three men.", [("killed", 3, 3)]),
        ("The loss of Gorazde was called unacceptable.", []),
    ],
)
def test_a_figure_finds_its_word_of_harm_across_the_clause(nlp: Any, text: str, expected: list[Row]) -> None:
    assert told(text, nlp) == expected
