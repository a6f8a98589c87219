"""The figures of a benchmark: per document, in total, and with intervals."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.evaluate.intervals import Intervals, intervals
from sayso.evaluate.tally import Measures, Tally, total

DUPLICATES = "duplicate predictions of a matched event"
_WIDTH = 50  # of a figure's name in print


@dataclass(frozen=True, slots=True)
class Scores:
    """What a benchmark found: a tally per document; `missing` documents had no prediction."""

    documents: Mapping[str, Tally]
    missing: tuple[str, ...] = ()
    has_events: bool = True  # whether events can be predicted twice

    @property
    def total(self) -> Tally:
        """All documents as one."""
        return total(self.documents.values())

    @property
    def intervals(self) -> Intervals:
        """95 % intervals over documents; empty for fewer than two."""
        return intervals(list(self.documents.values()))

    def as_json(self) -> str:
        """One object: `total` and `docs` by figure; in `total` each measure has its interval.

        `p_ci`, `r_ci`, `f1_ci` and `acc_ci` are [low, high].
        """
        bounds = self.intervals
        figures: dict[str, object] = {}
        for name, values in _values(self.total).items():
            ranges = {f"{m}_ci": list(pair) for m, pair in bounds.get(name, {}).items()}
            figures[name] = {**values, **ranges}
        if self.has_events:
            figures[DUPLICATES] = self.total.duplicates
        docs = {name: _values(tally) for name, tally in self.documents.items()}
        report = {"total": figures, "docs": docs, "missing": list(self.missing)}
        return json.dumps(report, ensure_ascii=False, indent=1) + "\n"

    def lines(self, *, per_document: bool = False) -> Iterator[str]:
        """The figures for people, one a line, the interval behind each measure."""
        yield from _lines(self.total, self.intervals)
        if self.has_events:
            yield f"{DUPLICATES:{_WIDTH}}  {self.total.duplicates}"
        if len(self.documents) > 1:
            count = len(self.documents)
            yield f"[low to high]: 95 % interval over {count} documents drawn with replacement"
        if per_document:
            for name, tally in self.documents.items():
                yield ""
                yield f"## {name}"
                yield from _lines(tally, {})


def _values(tally: Tally) -> dict[str, Measures]:
    return {name: figure.values() for name, figure in tally}


def _lines(tally: Tally, bounds: Intervals) -> Iterator[str]:
    for name, values in _values(tally).items():
        known = bounds.get(name, {})
        cells = [_cell(measure, value, known.get(measure)) for measure, value in values.items()]
        yield f"{name:{_WIDTH}}  " + "  ".join(cells)


def _cell(measure: str, value: float, bounds: tuple[float, float] | None) -> str:
    if isinstance(value, int):
        return f"{measure}={value}"
    known = "" if bounds is None else f" [{bounds[0]:.3f} to {bounds[1]:.3f}]"
    return f"{measure}={value:.3f}{known}"
