"""The figures of a benchmark: per document, in total, and with intervals."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.evaluate.intervals import Intervals, intervals
from sayso.evaluate.labels import Confusions
from sayso.evaluate.misses import Miss, error_lines, error_rows
from sayso.evaluate.reliability import Reliability, reliability_lines
from sayso.evaluate.tally import Measures, Tally, total

DUPLICATES = "duplicate predictions of a matched event"
_WIDTH = 50  # of a figure's name in print


@dataclass(frozen=True, slots=True)
class Scores:
    """What a benchmark found: a tally per document; `missing` documents had no prediction.

    `order` names figures that come first, in this order; `misses` are what went wrong,
    `reliability` says for the fields with confidences whether these mean what they say.
    """

    documents: Mapping[str, Tally]
    missing: tuple[str, ...] = ()
    has_events: bool = True  # whether events can be predicted twice
    order: tuple[str, ...] = ()
    confusions: tuple[Confusions, ...] = ()
    misses: tuple[Miss, ...] = ()
    reliability: tuple[Reliability, ...] = ()

    @property
    def total(self) -> Tally:
        """All documents as one."""
        summed = total(self.documents.values())
        first = {name: summed.figures[name] for name in self.order if name in summed.figures}
        return Tally({**first, **summed.figures}, summed.duplicates)

    @property
    def intervals(self) -> Intervals:
        """95 % intervals over documents; empty for fewer than two."""
        return intervals(list(self.documents.values()))

    def as_json(self, *, errors: bool = False) -> str:
        """One object: `total` and `docs` by figure; in `total` each measure has its interval.

        `p_ci`, `r_ci`, `f1_ci` and `acc_ci` are [low, high]. `errors` adds what went wrong.
        """
        bounds = self.intervals
        figures: dict[str, object] = {}
        for name, values in _values(self.total).items():
            ranges = {f"{m}_ci": list(pair) for m, pair in bounds.get(name, {}).items()}
            figures[name] = {**values, **ranges}
        if self.has_events:
            figures[DUPLICATES] = self.total.duplicates
        docs = {name: _values(tally) for name, tally in self.documents.items()}
        report: dict[str, object] = {"total": figures, "docs": docs, "missing": list(self.missing)}
        if self.confusions:
            report["confusions"] = {one.name: one.as_json() for one in self.confusions}
        if self.reliability:
            report["reliability"] = {one.field: one.as_json() for one in self.reliability}
        if errors:
            report["errors"] = error_rows(self.misses)
        return json.dumps(report, ensure_ascii=False, indent=1) + "\n"

    def lines(self, *, per_document: bool = False, errors: bool = False) -> Iterator[str]:
        """The figures for people, one a line, the interval behind each measure; then what went wrong."""
        yield from _lines(self.total, self.intervals)
        if self.has_events:
            yield f"{DUPLICATES:{_WIDTH}}  {self.total.duplicates}"
        if len(self.documents) > 1:
            count = len(self.documents)
            yield f"[low to high]: 95 % interval over {count} documents drawn with replacement"
        for table in self.confusions:
            yield ""
            yield from table.lines()
        if self.reliability:
            yield ""
            yield from reliability_lines(self.reliability)
        if errors:
            yield ""
            yield from error_lines(self.misses)
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
