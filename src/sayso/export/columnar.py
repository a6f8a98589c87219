"""Parquet and Arrow: one file for each table of a base, in groups of rows, with types.

They need pyarrow, which the extra `parquet` brings. The schema's version is in the metadata of each file.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from sayso.errors import ResourceError
from sayso.export.annotation import all_notes
from sayso.export.exporter import MAIN, Options, Sink
from sayso.export.loss import Loss
from sayso.export.views import SCHEMA, VIEWS, Row, Spread
from sayso.model.kept import IncidentRecord
from sayso.model.record import Coded

if TYPE_CHECKING:
    import pyarrow

GROUP = 10_000  # rows of a group: memory holds one of each table


class _Writer(Protocol):
    """What pyarrow's writers of both formats have in common."""

    def write(self, table: Any, /) -> None: ...
    def close(self) -> None: ...


class ColumnarExporter:
    """The table `incident` as the main file, and those of `VIEWS` beside it."""

    def __init__(
        self, name: str, suffix: str, opened: "Callable[[BinaryIO, pyarrow.Schema], _Writer]"
    ) -> None:
        self._name, self._suffix, self._opened = name, suffix, opened

    @property
    def name(self) -> str:
        """The word for `sayso export`."""
        return self._name

    @property
    def suffix(self) -> str:
        """The end of a file name."""
        return self._suffix

    def write(self, records: Iterable[IncidentRecord], out: Sink, how: Options) -> Loss:
        """Write all tables; none of the incidents is skipped.

        Raises:
            ResourceError: pyarrow is not installed.
        """
        tables = {name: _Table(self, name, out) for name in VIEWS}
        spread, loss = Spread(), Loss()
        try:
            for record in records:
                loss.see()
                codings = {told.coded.report.id: told.coded for told in record.told}
                for name, row in spread.rows(record):
                    tables[name].add(row)
                    if name == "report":
                        _count(loss, codings[row["id"]])
        finally:
            for table in tables.values():
                table.close()
        return loss

    def opened(self, table: str, out: Sink) -> "tuple[_Writer, pyarrow.Schema]":
        """The writer of one table's file, and its schema."""
        schema = _schema(table, self._name)
        file = out.binary(MAIN if table == "incident" else f"{table}{self._suffix}")
        return self._opened(file, schema), schema


class _Table:
    """One table, written a group of rows at a time."""

    def __init__(self, exporter: ColumnarExporter, name: str, out: Sink) -> None:
        self._writer, self._schema = exporter.opened(name, out)
        self._rows: list[Row] = []

    def add(self, row: Row) -> None:
        """Take in one row."""
        self._rows.append({name: _clean(cell) for name, cell in row.items()})
        if len(self._rows) >= GROUP:
            self._flush()

    def close(self) -> None:
        """Write what is left."""
        if self._rows:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow

        self._writer.write(pyarrow.Table.from_pylist(self._rows, self._schema))
        self._rows.clear()


def _schema(table: str, name: str) -> "pyarrow.Schema":
    pyarrow = _pyarrow(name)
    kinds: Mapping[str, Any] = {
        "text": pyarrow.string(),
        "texts": pyarrow.list_(pyarrow.string()),
        "whole": pyarrow.int64(),
        "real": pyarrow.float64(),
        "flag": pyarrow.bool_(),
        "day": pyarrow.date32(),
        # As text: a moment may be told without a zone, and a column has one zone for all.
        "moment": pyarrow.string(),
    }
    fields = [(column, kinds[kind]) for column, kind in VIEWS[table].items()]
    return pyarrow.schema(fields, metadata={"sayso.schema": SCHEMA, "sayso.table": table})


def _pyarrow(name: str) -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ResourceError(f"{name} needs pyarrow: pip install 'sayso[parquet]'") from None
    return pyarrow


def _parquet(file: BinaryIO, schema: "pyarrow.Schema") -> _Writer:
    import pyarrow.parquet

    writer: _Writer = pyarrow.parquet.ParquetWriter(file, schema, compression="zstd")
    return writer


def _arrow(file: BinaryIO, schema: "pyarrow.Schema") -> _Writer:
    import pyarrow.ipc

    writer: _Writer = pyarrow.ipc.new_file(file, schema)
    return writer


def _clean(cell: Any) -> Any:
    """Half of a surrogate pair fits no UTF-8 file."""
    if isinstance(cell, str) and not cell.isascii():
        return cell.encode("utf-8", "replace").decode()
    return [_clean(one) for one in cell] if isinstance(cell, list) else cell


def _count(loss: Loss, coded: Coded) -> None:
    loss.lose("relations in time left out", len(coded.temporal_relations))
    loss.lose("relations of claims left out", len(coded.relations))
    loss.lose("notes left out", len(all_notes(coded)))


PARQUET = ColumnarExporter("parquet", ".parquet", _parquet)
ARROW = ColumnarExporter("arrow", ".arrow", _arrow)
