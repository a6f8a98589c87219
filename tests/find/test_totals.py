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
        ("A woman died on Saturday, bringing the toll to three.", [("killed", 1, 1), ("killed", 3, 3)]),
        ("Some estimated death tolls, given by officials, exceeded 100.", [("killed", 100, None)]),
        ("The rebels put army losses at more than 30.", [("killed", 30, None)]),
        ("Officials put the dead at 146.", [("killed", 146, 146)]),
        (
            "Medics first spoke of 20 dead; by Monday the figure stood at 358.",
            [("killed", 20, 20), ("killed", 358, 358)],
        ),
        (
            "The directorate reported 27 people hurt; the ministry spoke of eleven.",
            [("wounded", 27, 27), ("wounded", 11, 11)],
        ),
        ("State television put the army's losses at two wounded.", [("wounded", 2, 2)]),
    ],
)
def test_a_total_is_a_figure(nlp: Any, text: str, expected: list[Row]) -> None:
    assert told(text, nlp) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The road charges a toll of 30 cents.", []),
        ("The company put losses at 30 million dollars.", []),
        ("The figure of 18 was painted on the door.", []),
        ("The ministry spoke of eleven.", []),
    ],
)
def test_what_counts_something_else_is_no_total(nlp: Any, text: str, expected: list[Row]) -> None:
    assert told(text, nlp) == expected
