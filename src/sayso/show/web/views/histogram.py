"""Incidents over time, as bars: drawn by the server, in a box of one unit a bar and a hundred high."""

from collections.abc import Mapping
from dataclasses import dataclass

_MOST = 120  # bars: more are too thin to be seen, so that years are drawn
_FEW = 10  # incidents with a day: fewer are read faster than drawn
_HIGH = 100
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Bar:
    """One month or year; `y` and `height` in the box, whose top is 0."""

    x: int
    y: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars from the first month with an incident to the last, or from the first year to the last."""

    bars: tuple[Bar, ...]
    unit: str  # month, year
    first: str
    last: str
    said: str  # for those who do not see it

    @property
    def width(self) -> int:
        """Of the box."""
        return len(self.bars)


def histogram(months: Mapping[str, int] | None) -> Histogram | None:
    """The bars of some months ("2017-06"); None where there is nothing to compare."""
    if not months or len(months) < 2 or sum(months.values()) < _FEW:
        return None
    unit, counts = "month", dict(months)
    steps = _steps(min(counts), max(counts))
    if len(steps) > _MOST:
        unit, counts = "year", _years(counts)
        steps = [f"{year:04}" for year in range(int(min(counts)), int(max(counts)) + 1)]
        if len(steps) > _MOST:
            return None
    most = max(counts.values())
    bars = tuple(_bar(x, step, counts.get(step, 0), most) for x, step in enumerate(steps))
    peak = max(counts, key=lambda step: (counts[step], step))
    said = (
        f"Incidents by {unit}, {_called(steps[0])} to {_called(steps[-1])}; "
        f"most in {_called(peak)}: {counts[peak]:,}"
    )
    return Histogram(bars, unit, _called(steps[0]), _called(steps[-1]), said)


def _bar(x: int, step: str, number: int, most: int) -> Bar:
    # One incident among thousands is still to be seen.
    height = max(round(_HIGH * number / most, 1), 2.0) if number else 0.0
    return Bar(x, round(_HIGH - height, 1), height, f"{_called(step)}: {number:,}")


def _steps(first: str, last: str) -> list[str]:
    start, end = (int(step[:4]) * 12 + int(step[5:7]) - 1 for step in (first, last))
    # A wrong year of one report must not make a drawing of thousands of bars.
    if end - start >= 12 * _MOST:
        return [""] * (_MOST + 1)
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(start, end + 1)]


def _years(months: Mapping[str, int]) -> dict[str, int]:
    years = dict[str, int]()
    for month, number in months.items():
        years[month[:4]] = years.get(month[:4], 0) + number
    return years


def _called(step: str) -> str:
    year, _, month = step.partition("-")
    return f"{_MONTHS[int(month) - 1]} {int(year)}" if month else str(int(year))
