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
        ("An explosion killed a doctor and his driver.", [("killed", 2, 2)]),
        ("Two soldiers and a child were killed.", [("killed", 2, 2), ("killed", 1, 1)]),
        ("It wounded up to ten people, including three children.", [("wounded", 1, 10), ("wounded", 3, 3)]),
        ("Two of the wounded were children, he said.", [("wounded", 2, 2)]),
        ("At least 22 people, five of them children, were killed.", [("killed", 22, None), ("killed", 5, 5)]),
        ("Two of them later died.", [("killed", 2, 2)]),
    ],
)
def test_one_class_in_one_list_is_one_figure_and_parts_are_told_beside_the_whole(
    nlp: Any, text: str, expected: list[Row]
) -> None:
    assert told(text, nlp) == expected
