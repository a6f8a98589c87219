"""How far a figure would move if other documents of the same kind had been scored."""

from collections import defaultdict
from collections.abc import Sequence
from operator import mul
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
    counts = [_counted(random.choices(range(len(tallies)), k=len(tallies))) for _ in range(draws)]
    names = dict.fromkeys(name for tally in tallies for name, _ in tally)
    found: Intervals = {}
    for name in names:
        figures = {i: tally.figures[name] for i, tally in enumerate(tallies) if name in tally.figures}
        found[name] = {measure: _middle(values) for measure, values in _drawn(figures, counts).items()}
    return found


def _counted(drawn: Sequence[int]) -> list[int]:
    """How often each document was drawn."""
    times = [0] * len(drawn)
    for number in drawn:
        times[number] += 1
    return times


def _drawn(figures: dict[int, Figure], counts: Sequence[Sequence[int]]) -> dict[str, list[float]]:
    """The values that each measure takes over the draws."""
    # Of a thousand rows with one label each most have the counts of another one: add them up once.
    alike: dict[tuple[float, ...], list[int]] = defaultdict(list)
    for number, figure in figures.items():
        alike[figure.sums()].append(number)
    columns = list(zip(*alike, strict=True))
    measures = type(next(iter(figures.values()))).measures
    values: dict[str, list[float]] = defaultdict(list)
    for count in counts:
        times = [sum(map(count.__getitem__, members)) for members in alike.values()]
        drawn = tuple(sum(map(mul, times, column)) for column in columns)
        for measure, value in measures(drawn).items():
            values[measure].append(value)
    return values


def _middle(values: list[float]) -> tuple[float, float]:
    """The bounds between which 95 % of the values lie."""
    values.sort()
    cut = round(0.025 * len(values))
    last = len(values) - 1
    return round(values[min(cut, last)], 4), round(values[max(last - cut, 0)], 4)
