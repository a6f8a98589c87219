from sayso.merge.confidence import BIAS, probability
from tools.fit_confidence import Answer, fitted, left_out


def rows(field: str, known: set[str], right: int, wrong: int) -> list[Answer]:
    every = [True] * right + [False] * wrong
    return [Answer(f"r{n % 5}", field, frozenset(known), one) for n, one in enumerate(every)]


def test_without_marks_the_confidence_is_the_share_that_is_right() -> None:
    weights = fitted(rows("toll", set(), 80, 20), ())
    assert probability(frozenset(), weights) == 0.8


def test_a_mark_moves_the_confidence_towards_its_own_share() -> None:
    weights = fitted([*rows("time", set(), 90, 10), *rows("time", {"far"}, 50, 50)], ("far", "never seen"))
    assert abs(probability(frozenset({"far"}), weights) - 0.5) <= 0.04
    assert abs(probability(frozenset(), weights) - 0.9) <= 0.04
    assert weights["never seen"] == 0.0


def test_a_mark_that_hardly_occurs_is_pulled_to_nothing() -> None:
    weights = fitted([*rows("time", set(), 90, 10), *rows("time", {"far"}, 0, 1)], ("far",))
    assert -1.0 < weights["far"] < 0.0


def test_all_right_is_no_certainty_without_bound() -> None:
    assert 3.0 < fitted(rows("modality", set(), 40, 0), ())[BIAS] < 60.0


def test_reports_that_were_left_out_are_judged_by_the_others() -> None:
    table = left_out(rows("toll", set(), 40, 10), ())
    assert table.count == 50
    assert table.error < 0.2
