"""Formats of single reports, written for the incidents that the reports tell of."""

from collections.abc import Iterable, Iterator

from sayso.export.exporter import MAIN, Exporter, Options, Sink
from sayso.export.loss import Loss
from sayso.model.kept import IncidentRecord
from sayso.model.record import Coded


class OfReports:
    """Each report of the incidents, once, in the order in which they come."""

    def __init__(self, exporter: Exporter) -> None:
        self._exporter = exporter

    @property
    def name(self) -> str:
        """The word for `sayso export`."""
        return self._exporter.name

    @property
    def suffix(self) -> str:
        """The end of a file name."""
        return self._exporter.suffix

    def write(self, records: Iterable[IncidentRecord], out: Sink, how: Options) -> Loss:
        """Write the reports; what joins them is not in these forms, and counted. Memory holds their ids."""
        loss = Loss()
        self._exporter.write(_reports(records, loss), out.text(MAIN))
        return loss


def _reports(records: Iterable[IncidentRecord], loss: Loss) -> Iterator[Coded]:
    seen: set[str] = set()
    for record in records:
        loss.see()
        loss.lose("incidents over several reports taken apart", len(record.incident.reports) > 1)
        for told in record.told:
            if told.coded.report.id not in seen:
                seen.add(told.coded.report.id)
                yield told.coded
