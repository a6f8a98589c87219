"""How far a figure would move if other documents of the same kind had been scored."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeAlias

from sayso.evaluate.tally import Figure, Tally

# figure -> measure -> (low, high)
Intervals: TypeAlias = dict[str, dict[str, tuple[float, float]]]

DRAWS = 1000
SEED = 20170618  # any number does; a fixed one makes the same intervals on every run


def intervals(tallies: Sequence[Tally], draws: int = DRAWS, seed: int = SEED) -> Intervals:
    """95 % intervals of every measure, by drawing documents with replacement.

    Documents are drawn, not items: events of one report are not independent. A draw in
    which a question does not come up says nothing of it. With fewer than two documents
    there is nothing to draw from, and the result is empty.

    Source: Efron and Tibshirani 1993, chapter 13 (percentile interval).
    """
    if len(tallies) < 2:
        return {}
    random = Random(seed)
    counts = [Counter(random.choices(range(len(tallies)), k=len(tallies))) for _ in range(draws)]
    names = dict.fromkeys(name for tally in tallies for name, _ in tally)
    found: Intervals = {}
    for name in names:
        figures = {i: tally.figures[name] for i, tally in enumerate(tallies) if name in tally.figures}
        found[name] = {measure: _middle(values) for measure, values in _drawn(figures, counts).items()}
    return found


def _drawn(figures: dict[int, Figure], counts: Sequence[Counter[int]]) -> dict[str, list[float]]:
    """The values that each measure takes over the draws."""
    sums = {i: figure.sums() for i, figure in figures.items()}
    measures = type(next(iter(figures.values()))).measures
    values: dict[str, list[float]] = defaultdict(list)
    for count in counts:
        drawn = tuple(_added(sums, count))
        for measure, value in measures(drawn).items():
            values[measure].append(value)
    return values


def _added(sums: dict[int, tuple[float, ...]], count: Counter[int]) -> Iterator[float]:
    """Each count over the drawn documents."""
    for column in zip(*([count[i] * value for value in row] for i, row in sums.items()), strict=True):
        yield sum(column)


def _middle(values: list[float]) -> tuple[float, float]:
    """The bounds between which 95 % of the values lie."""
    values.sort()
    cut = round(0.025 * len(values))
    last = len(values) - 1
    return round(values[min(cut, last)], 4), round(values[max(last - cut, 0)], 4)
