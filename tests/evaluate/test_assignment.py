from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluate.assignment import heaviest_pairs

MATRICES = st.integers(0, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([0.0, 0.25, 0.301, 0.5, 0.65, 1.0]), min_size=columns, max_size=columns),
        max_size=5,
    )
)


def heaviest_by_trying(weights: list[list[float]]) -> float:
    if not weights or not weights[0]:
        return 0.0
    rows, columns = len(weights), len(weights[0])
    if rows > columns:
        return heaviest_by_trying([list(c) for c in zip(*weights, strict=True)])
    return max(sum(weights[i][j] for i, j in enumerate(p)) for p in permutations(range(columns), rows))


@given(MATRICES)
def test_no_other_pairs_weigh_more(weights: list[list[float]]) -> None:
    pairs = heaviest_pairs(weights)
    assert sum(weights[i][j] for i, j in pairs) == pytest.approx(heaviest_by_trying(weights))


@given(MATRICES)
def test_each_row_and_column_is_used_once_and_the_shorter_side_wholly(weights: list[list[float]]) -> None:
    pairs = heaviest_pairs(weights)
    rows, columns = {i for i, _ in pairs}, {j for _, j in pairs}
    assert len(rows) == len(columns) == len(pairs) == (min(len(weights), len(weights[0])) if weights else 0)


def test_the_best_pair_gives_way_where_the_whole_weighs_more() -> None:
    assert sorted(heaviest_pairs([[0.9, 0.8], [0.8, 0.1]])) == [(0, 1), (1, 0)]
