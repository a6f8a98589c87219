"""How two ways to group the same things agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluate.clusters import compare

THINGS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 4), max_size=12)


def test_a_small_example_by_hand() -> None:
    found = compare({"a": 1, "b": 1, "c": 1, "d": 2}, {"a": 1, "b": 1, "c": 2, "d": 2})
    assert (found.muc.precision, found.muc.recall) == (0.5, 0.5)
    assert found.b_cubed.precision == 0.75
    assert found.b_cubed.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert found.ceaf_e.f1 == pytest.approx((4 / 5 + 2 / 3) / 2)
    assert found.pairwise.precision == 0.5
    assert found.pairwise.recall == pytest.approx(1 / 3)


def test_a_missing_thing_is_no_group_of_its_own() -> None:
    found = compare({"a": 1, "b": 2}, {"a": 1})
    assert (found.b_cubed.precision, found.b_cubed.recall) == (1.0, 0.5)


def test_things_that_nobody_asked_for_cost_precision() -> None:
    found = compare({"a": 1}, {"a": 1, "z": 1})
    assert (found.b_cubed.precision, found.b_cubed.recall) == (0.25, 1.0)


def test_nothing_at_all_is_no_error() -> None:
    assert compare({}, {}).pairwise.f1 == 1.0


@given(THINGS)
def test_a_grouping_agrees_with_itself_under_other_names(gold: dict[str, int]) -> None:
    found = compare(gold, {thing: f"x{name}" for thing, name in gold.items()})
    measures = (found.muc, found.pairwise) if not gold else (found.muc, found.b_cubed, found.ceaf_e)
    assert [one.f1 for one in measures] == pytest.approx([1.0] * len(measures))


@given(THINGS, THINGS)
def test_precision_one_way_is_recall_the_other(gold: dict[str, int], answer: dict[str, int]) -> None:
    here, there = compare(gold, answer), compare(answer, gold)
    for a, b in ((here.muc, there.muc), (here.pairwise, there.pairwise), (here.ceaf_e, there.ceaf_e)):
        assert (a.precision, a.recall) == pytest.approx((b.recall, b.precision))
