import pytest

from sayso.evaluate.tally import BCubed, Figure, Found, Measures, Share, Tally, total


@pytest.mark.parametrize(
    ("figure", "values"),
    [
        (Share(3, 4), {"acc": 0.75, "n": 4}),
        (Found(2, 4, 3), {"p": 0.5, "r": 0.6667, "f1": 0.5714, "n_gold": 3, "n_pred": 4}),
        (Found(0, 0, 0), {"p": 1.0, "r": 1.0, "f1": 1.0, "n_gold": 0, "n_pred": 0}),
        (Found(0, 0, 2), {"p": 0.0, "r": 0.0, "f1": 0.0, "n_gold": 2, "n_pred": 0}),
        (Found(0, 2, 0), {"p": 0.0, "r": 1.0, "f1": 0.0, "n_gold": 0, "n_pred": 2}),
        (BCubed((1.0, 0.0), (0.5,)), {"p": 0.5, "r": 0.5, "f1": 0.5, "n": 2}),
        (BCubed((), ()), {"p": 0.0, "r": 1.0, "f1": 0.0, "n": 0}),
    ],
)
def test_counts_become_measures(figure: Figure, values: Measures) -> None:
    assert figure.values() == values


def test_documents_add_up_by_counts_not_by_means() -> None:
    one, two = Tally(duplicates=1), Tally(duplicates=2)
    one.add("events", Found(1, 1, 1))
    two.add("events", Found(0, 3, 1))
    two.right("modality", answer=True)
    two.right("modality", answer=False)
    both = total([one, two])
    assert dict(both) == {"events": Found(1, 4, 2), "modality": Share(1, 2)}
    assert both.duplicates == 3
