"""Writing records: a coding is added to those of its report, and its rows take the place of earlier ones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select, text, update

from sayso.errors import StoreError
from sayso.model.record import Coded
from sayso.store.sql import codec, search, tables
from sayso.store.sql.prepared import Prepared, PreparedIn
from sayso.store.sql.rows import ASKED, Numbers, Row, insert, pieces
from sayso.store.sql.spreading import ORDER, Admin1, clean, spread

_UPSERTED = (tables.parties, tables.places)
_REPORT, _RECORD, _RUN = tables.reports.c, tables.records.c, tables.runs.c
_CODING = tables.records.alias("coding")
_THERE = PreparedIn(
    lambda ids: (
        select(_REPORT.id, _REPORT.row, _RECORD.sha256, _REPORT.redacted_at, _REPORT.coding, _CODING.c.sha256)
        .select_from(
            tables.reports.outerjoin(tables.records, _RECORD.row == _REPORT.record).outerjoin(
                _CODING, _CODING.c.row == _REPORT.coding
            )
        )
        .where(_REPORT.id.in_(ids))
    )
)
_RUNS = PreparedIn(lambda ids: select(_RUN.id, _RUN.row).where(_RUN.id.in_(ids)))


def _putting(table: Table) -> Prepared:
    """Writes a row, over the one of the same id if there is one."""
    names = [column.name for column in table.c]
    columns, values = (", ".join(f"{mark}{name}" for name in names) for mark in ("", ":"))
    others = ", ".join(f"{name} = excluded.{name}" for name in names if name != "id")
    return Prepared(
        text(
            f"INSERT INTO {table.name} ({columns}) VALUES ({values}) ON CONFLICT (id) DO UPDATE SET {others}"
        )
    )


_PUT = {table.name: _putting(table) for table in _UPSERTED}


@dataclass(frozen=True, slots=True)
class _There:
    """What the base has of a report."""

    row: int
    sha256: str | None
    redacted: str | None
    coding: int | None = None  # the machine's own record, and its checksum
    coding_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class _Coming:
    """A record that is to be written."""

    coded: Coded
    data: bytes
    sha256: str
    run: str


class Keeper:
    """Writes records within one transaction.

    Args:
        connection: Of the one writer.
        moment: When, for `added_at` and `coded_at`.
        admin1: The name of the first-order area of a place, by its id in the gazetteer.
    """

    def __init__(self, connection: Connection, moment: str, admin1: Admin1) -> None:
        self._connection = connection
        self._moment = moment
        self._admin1 = admin1
        self._numbers = Numbers(connection)
        self.current: dict[str, tuple[int, str]] = {}  # row and checksum of the records that were written

    def keep(self, records: Sequence[Coded]) -> list[str]:
        """The ids of those reports whose record is a new one; what is there already is left alone.

        Raises:
            StoreError: a report was redacted, or holds what no database takes.
        """
        kept = []
        for batch in _without_repeats(records):
            for some in pieces(batch, ASKED):
                kept += self._keep(some)
        return kept

    def again(self, coded: Coded) -> None:
        """Write the coded rows of a report that has none; its record stays as it is."""
        row = self._there([coded.report.id])[coded.report.id].row
        spread_rows = spread(coded, row, self._numbers, self._admin1)
        for table in _UPSERTED:
            self._upsert(table, spread_rows.pop(table))
        insert(self._connection, spread_rows)
        search.index(self._connection, [row])

    def _keep(self, records: Sequence[Coded]) -> list[str]:
        for coded in records:
            if not coded.report.id.strip():
                raise StoreError("a report with an empty id cannot be kept: nothing could ask for it")
            if "\x00" in coded.report.id:
                raise StoreError(f"report {coded.report.id!r} cannot be kept: no id may hold a NUL")
        there = self._there([one.report.id for one in records])
        for coded in records:
            redacted = there[coded.report.id].redacted if coded.report.id in there else None
            if redacted is not None:
                raise StoreError(f"report {coded.report.id!r} was redacted at {redacted}; it stays out")
        coming = []
        for coded in records:
            data = codec.encoded(coded)
            sha256 = codec.sha256(data)
            if coded.report.id not in there or there[coded.report.id].sha256 != sha256:
                coming.append(_Coming(coded, data, sha256, codec.run_id(coded.versions)))
        if coming:
            self._write(coming, there)
        return [one.coded.report.id for one in coming]

    def _write(self, coming: Sequence[_Coming], there: dict[str, _There]) -> None:
        runs = self._runs(coming)
        old = [there[one.coded.report.id].row for one in coming if one.coded.report.id in there]
        if old:
            search.forget(self._connection, old)
            empty(self._connection, old)
            _uncorrect(self._connection, old)
        new_reports, changed, records, numbers = [], [], [], []
        spread_rows: dict[Table, list[Any]] = {table: [] for table in ORDER}
        for one in coming:
            known = there.get(one.coded.report.id)
            row = known.row if known else self._numbers.next(tables.reports)
            corrected = one.coded.decisions is not None
            again = known is not None and not corrected and known.coding_sha256 == one.sha256
            record = known.coding if known and again else self._numbers.next(tables.records)
            coding = known.coding if known and corrected else record
            report = {"row": row, **_report(one.coded), "record": record, "coding": coding}
            if known:
                changed.append({f"_{name}": value for name, value in report.items()})
            else:
                new_reports.append({**report, "added_at": self._moment, "redacted_at": None})
            if not again:
                records.append(
                    {
                        "row": record,
                        "report": row,
                        "run": runs[one.run],
                        "data": codec.packed(one.data),
                        "sha256": one.sha256,
                        "coded_at": self._moment,
                        "corrected": corrected,
                    }
                )
            numbers.append(row)
            if record is not None:
                self.current[one.coded.report.id] = record, one.sha256
            for table, some in spread(one.coded, row, self._numbers, self._admin1).items():
                spread_rows[table] += some
        insert(self._connection, {tables.reports: new_reports})
        self._change(changed)
        for table in _UPSERTED:
            self._upsert(table, spread_rows.pop(table))
        insert(self._connection, {tables.records: records, **spread_rows})
        search.index(self._connection, numbers)

    def _there(self, ids: Sequence[str]) -> dict[str, _There]:
        found = _THERE.all(self._connection, ids)
        return {id_: _There(*rest) for id_, *rest in found}

    def _runs(self, coming: Sequence[_Coming]) -> dict[str, int]:
        """The rows of the runs, by their ids; new ones are written."""
        versions = {one.run: one.coded.versions for one in coming}
        found: dict[str, int] = dict(map(tuple, _RUNS.all(self._connection, list(versions))))
        new: list[Row] = [
            {
                "row": self._numbers.next(tables.runs),
                "id": id_,
                "versions": codec.encoded(versions[id_]).decode(),
                "first_used": self._moment,
            }
            for id_ in versions
            if id_ not in found
        ]
        insert(self._connection, {tables.runs: new})
        return found | {one["id"]: one["row"] for one in new}

    def _change(self, rows: Sequence[Row]) -> None:
        if rows:
            names = [name.removeprefix("_") for name in rows[0] if name != "_row"]
            values: dict[str, Any] = {name: bindparam(f"_{name}") for name in names}
            at = tables.reports.c.row == bindparam("_row")
            self._connection.execute(update(tables.reports).where(at).values(values), list(rows))

    def _upsert(self, table: Table, rows: Iterable[Row]) -> None:
        """Write parties or places; what the last record says of one stands."""
        by_id = {row["id"]: row for row in rows}
        _PUT[table.name].each(self._connection, (by_id[id_] for id_ in sorted(by_id)))


def empty(connection: Connection, reports: Sequence[int]) -> None:
    """Delete the coded rows of reports, by their rows; what refers to them goes along."""
    for table in (
        *(tables.captures, tables.private_names, tables.events),
        *(tables.statements, tables.disputes, tables.spans),
    ):
        for some in pieces(reports, ASKED):
            connection.execute(delete(table).where(table.c.report.in_(some)))


def _uncorrect(connection: Connection, reports: Sequence[int]) -> None:
    """Delete corrected records of reports, by their rows: they are made anew of the machine's and the log."""
    one = tables.records.c
    for some in pieces(reports, ASKED):
        connection.execute(delete(tables.records).where(one.report.in_(some), one.corrected.is_(True)))


def _report(coded: Coded) -> Row:
    report = coded.report
    return {
        "id": report.id,
        "title": clean(report.title),
        "text": clean(report.text),
        "outlet": clean(report.outlet),
        "published": report.published,
        "published_at": report.published_at.isoformat() if report.published_at else None,
        "language": report.language,
        "url": clean(report.url),
        "guid": clean(report.guid),
        "revises": report.revises,
        "text_sha256": codec.sha256(report.text.encode("utf-8", "surrogatepass")),
        "origin": clean(report.origin),
    }


def _without_repeats(records: Sequence[Coded]) -> Iterator[list[Coded]]:
    """The records in their order, cut where a report comes again: each coding of it is kept."""
    batch: dict[str, Coded] = {}
    for coded in records:
        if coded.report.id in batch:
            yield list(batch.values())
            batch = {}
        batch[coded.report.id] = coded
    yield list(batch.values())
