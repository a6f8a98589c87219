import pytest

from sayso.evaluate.labels import Confusions, Labels
from sayso.evaluate.tally import Measures, Tally, total

Pairs = list[tuple[str, str | None]]
ANSWERED: Pairs = [
    ("ASSAULT", "ASSAULT"),
    ("ASSAULT", "PROTEST"),
    ("CONSULT", "CONSULT"),
    ("AID", "COOPERATE"),
]


def values(pairs: Pairs) -> dict[str, Measures]:
    labels, tallies = Labels.of("root", pairs), []
    for gold, given in pairs:
        tallies.append(Tally())
        labels.count(tallies[-1], gold, given)
    return {name: figure.values() for name, figure in total(tallies)}


def test_micro_macro_and_weighted_by_hand() -> None:
    """F1: ASSAULT 2/3, CONSULT 1, AID 0, and the two labels that are only given 0."""
    figures = values(ANSWERED)
    assert figures["root: accuracy (micro F1)"] == {"acc": 0.5, "n": 4}
    assert figures["root: macro F1"] == {"f1": 0.3333, "n": 4}
    assert figures["root: weighted F1"] == {"f1": 0.5833, "n": 4}
    assert figures["root ASSAULT"] == {"p": 1.0, "r": 0.5, "f1": 0.6667, "n_gold": 2, "n_pred": 1}
    assert figures["root PROTEST"] == {"p": 0.0, "r": 1.0, "f1": 0.0, "n_gold": 0, "n_pred": 1}


def test_a_row_without_an_answer_adds_no_label_and_loses_recall() -> None:
    figures = values([*ANSWERED[:3], ("AID", None)])
    assert figures["root: macro F1"] == {"f1": round((2 / 3 + 1) / 4, 4), "n": 4}
    assert figures["root AID"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "n_gold": 1, "n_pred": 0}


def test_gold_against_itself_is_right() -> None:
    figures = values([(label, label) for label in ("AID", "YIELD", "AID")])
    assert {m: v for one in figures.values() for m, v in one.items() if not m.startswith("n")} == {
        "acc": 1.0, "f1": 1.0, "p": 1.0, "r": 1.0,
    }  # fmt: skip


def test_the_table_tells_what_a_label_was_given_most_frequent_first() -> None:
    table = Confusions.of("root", [("AID", None), ("AID", "YIELD"), ("AID", "YIELD"), ("YIELD", "YIELD")])
    assert table.as_json() == {"AID": {"YIELD": 2, "nothing": 1}, "YIELD": {"YIELD": 1}}
    assert [" ".join(line.split()) for line in table.lines()][1:] == [
        "AID 3 YIELD 2, nothing 1",
        "YIELD 1 YIELD 1",
    ]


@pytest.mark.parametrize("pairs", [ANSWERED, [*ANSWERED, ("AID", None)]])
def test_figures_are_told_in_the_order_of_their_names(pairs: Pairs) -> None:
    labels = Labels.of("root", pairs)
    assert set(labels.figures) == set(values(pairs))
    assert list(labels.figures)[:3] == [
        "root: accuracy (micro F1)", "root: macro F1", "root: weighted F1",
    ]  # fmt: skip
    assert list(labels.figures)[3:] == sorted(labels.figures[3:])
