"""Figures that exclude each other."""

import pytest

from sayso.merge.figures import Figure
from sayso.model.spans import Span

HERE = Span(0, 1)


def figure(low: float, high: float | None, who: str | None = None, kind: str = "killed") -> Figure:
    return Figure(kind, low, high, who, HERE)


@pytest.mark.parametrize(
    ("a", "b", "excluded"),
    [
        (figure(12, 12), figure(40, 40), True),
        (figure(0, 0), figure(3, 3), True),
        (figure(12, 12), figure(40, None), True),
        # "At least 12" and 40, 20 to 30 and 25, about 20 and 19, killed and wounded may all be true.
        (figure(12, None), figure(40, 40), False),
        (figure(20, 30), figure(25, 25), False),
        (figure(17, 23), figure(19, 19), False),
        (figure(12, 12), figure(40, 40, kind="wounded"), False),
    ],
)
def test_figures_exclude_each_other_where_no_number_is_in_both(a: Figure, b: Figure, excluded: bool) -> None:
    assert (a.excludes(b), b.excludes(a)) == (excluded, excluded)


def test_a_later_count_excludes_nothing() -> None:
    assert not figure(6, 6).excludes(Figure("killed", 10, 10, None, HERE, revises=True))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [("soldier", "soldier", True), (None, "soldier", True), ("soldier", "herder", False)],
)
def test_soldiers_are_not_counted_against_herders(a: str | None, b: str | None, same: bool) -> None:
    assert figure(1, 1, a).same_people(figure(1, 1, b)) is same
