"""What was erased does not come in again: reports on their way into a base."""

from dataclasses import replace

from sqlalchemy import Connection, select

from sayso.errors import StoreError
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.store.sql import redacting, tables
from sayso.store.sql.blocking import Found, without
from sayso.store.sql.prepared import Prepared
from sayso.store.sql.seals import Seal, found_by

_LAST = Prepared(
    select(tables.redactions.c.row, tables.redactions.c.id).order_by(tables.redactions.c.row.desc()).limit(1)
)


class Guard:
    """What the redactions of a base ask of reports that come; read anew where there are further ones."""

    def __init__(self) -> None:
        self._last: object = None
        self._reports: list[Seal] = []
        self._words: Found | None = None

    def look(self, connection: Connection) -> None:
        """See which redactions there are."""
        last = _LAST.first(connection)
        if last == self._last:
            return
        known = redacting.obeyed(connection).values()
        self._reports = [one for one in known if one.length is None]
        words = [one for one in known if one.length is not None]
        self._words = found_by(words) if words else None
        self._last = last

    def report(self, report: Report) -> Report:
        """A report as it may come in: with blocks for words that were erased.

        Raises:
            StoreError: it was erased as a whole.
        """
        self._refuse(report.id)
        return report if self._words is None else without(self._words, report)

    def coded(self, coded: Coded) -> Coded:
        """The same of a record."""
        self._refuse(coded.report.id)
        if self._words is None:
            return coded
        made = without(self._words, coded)
        return replace(made, versions=coded.versions)

    def _refuse(self, report: str) -> None:
        for one in self._reports:
            if one.is_of(report):
                raise StoreError(f"report {report!r} was redacted by {one.author} ({one.why}): it stays out")
