import pytest

from sayso.model.events import Toll
from sayso.model.mentions import TollMention
from sayso.model.spans import Fact, Span
from sayso.resolve.tolls import toll

TEXT = "The army said dozens of rebels were killed."


@pytest.mark.parametrize(
    ("who", "expected"),
    [(Span(24, 30), "rebels"), (None, None)],
)
def test_a_figure_keeps_its_evidence_and_names_no_source(who: Span | None, expected: str | None) -> None:
    mention = TollMention(7, Span(14, 42), "killed", 24, None, who)
    assert toll(mention, TEXT) == Fact(Toll("killed", 24, None, expected), (Span(14, 42),))


def test_zero_is_a_figure() -> None:
    assert toll(TollMention(0, Span(0, 3), "wounded", 0, 0), TEXT).value == Toll("wounded", 0, 0, None)
