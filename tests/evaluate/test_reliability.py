import pytest

from sayso.evaluate.reliability import Bin, Reliability, reliability_lines

ANSWERS = [(0.9, True), (0.92, True), (0.94, False), (0.3, False), (0.3, True)]


def test_bins_and_error_by_hand() -> None:
    """Gaps: |0.5 - 0.3| over 2 answers, |2/3 - 0.92| over 3."""
    table = Reliability.of("type", ANSWERS)
    assert [(one.count, round(one.confidence, 4), round(one.accuracy, 4)) for one in table.bins] == [
        (2, 0.3, 0.5),
        (3, 0.92, 0.6667),
    ]
    assert (table.count, round(table.error, 4)) == (5, round((2 * 0.2 + 3 * (0.92 - 2 / 3)) / 5, 4))


def test_confidences_that_mean_what_they_say_have_no_error() -> None:
    table = Reliability.of("type", [(0.75, True)] * 3 + [(0.75, False)])
    assert (table.error, table.bins) == (0.0, (Bin(4, 0.75, 0.75),))


def test_sure_and_wrong_is_the_largest_error() -> None:
    assert Reliability.of("type", [(1.0, False)]).error == 1.0
    assert Reliability.of("type", []).error == 0.0


@pytest.mark.parametrize(("confidence", "same"), [(0.3, 0.39), (0.7, 0.79), (1.0, 0.9)])
def test_bins_begin_at_tenths(confidence: float, same: float) -> None:
    assert len(Reliability.of("x", [(confidence, True), (same, True)]).bins) == 1
    assert len(Reliability.of("x", [(confidence - 0.11, True), (same, True)]).bins) == 2


def test_few_answers_leave_much_to_chance() -> None:
    """Of four answers of confidence 0.5 the share that is right is 0.2 off in the mean."""
    assert round(Reliability.of("x", [(0.5, True)] * 4).chance, 2) == 0.2
    assert round(Reliability.of("x", [(0.5, True)] * 400).chance, 2) == 0.02
    assert Reliability.of("x", []).chance == 0.0


def test_people_and_programs_read_the_same() -> None:
    table = Reliability.of("type", ANSWERS[:3])
    lines = list(reliability_lines([table]))
    assert lines[1] == "type        n=3     expected calibration error=0.253 (by chance 0.125)"
    assert lines[2] == "            n=3     confidence=0.92  accuracy=0.67"
    assert table.as_json() == {
        "ece": 0.2533,
        "ece_by_chance": 0.125,
        "n": 3,
        "bins": [{"n": 3, "confidence": 0.92, "accuracy": 0.6667}],
    }
