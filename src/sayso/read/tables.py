"""CSV, TSV and Parquet: one report a row."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.errors import ReadError
from sayso.read.decode import decode
from sayso.read.drafts import Draft, Fault
from sayso.read.options import MAX_BYTES, ReadOptions
from sayso.read.rows import Columns, find_columns, row_draft

MAX_ROWS = 1_000_000
# What a Parquet file of MAX_BYTES may hold when unpacked.
MAX_UNPACKED = 10 * MAX_BYTES
_DELIMITERS = ",;\t|"
_BATCH = 100


def read_csv(data: bytes, options: ReadOptions) -> Iterator[Draft | Fault]:
    """One report a row below a header; comma, semicolon, TAB or bar, whichever the header has most.

    Raises:
        ReadError: there is no header, or no column for the text.
    """
    decoded = decode(data)
    header = decoded.text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    yield from _delimited(data, delimiter, options)


def read_tsv(data: bytes, options: ReadOptions) -> Iterator[Draft | Fault]:
    """One report a row below a header, fields separated by TAB.

    Raises:
        ReadError: there is no header, or no column for the text.
    """
    yield from _delimited(data, "\t", options)


def _delimited(data: bytes, delimiter: str, options: ReadOptions) -> Iterator[Draft | Fault]:
    decoded = decode(data)
    rows = _parse(decoded.text, delimiter)
    if not rows or isinstance(rows[0][1], str):
        raise ReadError("no header; its first line must name the columns, one of them for the text")
    header = rows[0][1]
    columns = find_columns(header, options)
    if len(rows) == 1:
        raise ReadError("a header and no rows; each row below it is one report")
    for number, (line, row) in enumerate(rows[1:], start=1):
        place = f"line {line}"
        try:
            draft = _row(row, header, columns, place, number)
        except ReadError as error:
            yield Fault(place, str(error))
            continue
        yield replace(draft, notes=decoded.notes, damaged=decoded.damaged)


def _row(row: list[str] | str, header: Sequence[str], columns: Columns, place: str, number: int) -> Draft:
    if isinstance(row, str):
        raise ReadError(f"{row}; is a quotation mark or a separator in the text not quoted?")
    if len(row) > len(header):
        raise ReadError(
            f"{len(row)} fields below {len(header)} columns; is a text with separators not quoted?"
        )
    # dict() would let the last of two columns of one name win; the header's first is the one found.
    fields = dict(zip(reversed(header[: len(row)]), reversed(row), strict=True))
    return row_draft(fields, columns, place, number)


def _parse(text: str, delimiter: str) -> list[tuple[int, list[str] | str]]:
    """Rows that are not blank with the line each starts in; a row that cannot be parsed as its error."""
    rows: list[tuple[int, list[str] | str]] = []
    # The limit is one for the whole process, so it is put back before anything is yielded.
    # The file is within MAX_BYTES already; a field that is too long fails as a report.
    former = csv.field_size_limit(MAX_BYTES)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return rows
            except csv.Error as error:
                rows.append((line, str(error)))
                continue
            if any(field.strip() for field in row):
                rows.append((line, row))
    finally:
        csv.field_size_limit(former)


def read_parquet(data: bytes, options: ReadOptions) -> Iterator[Draft | Fault]:
    """One report a row of a Parquet file.

    Raises:
        ReadError: pyarrow is not installed, it is no Parquet file, it is too large
            unpacked, or it has no column for the text.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ReadError("Parquet needs pyarrow: pip install 'sayso[parquet]'") from None
    # What pyarrow raises on broken files: its own errors, and these builtin ones.
    broken = (pyarrow.ArrowException, OSError, ValueError, TypeError, LookupError, OverflowError)
    try:
        file = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(data))
        _check_parquet(file.metadata)
        columns = find_columns(file.schema_arrow.names, options)
        number = 0
        for batch in file.iter_batches(batch_size=_BATCH, columns=list(columns.names)):
            for row in batch.to_pylist():
                number += 1
                yield _parquet_row(row, columns, number)
    except broken as error:
        raise ReadError(f"no Parquet file that can be read: {str(error)[:200]}") from None
    if number == 0:
        raise ReadError("a Parquet file without rows; each row is one report")


def _check_parquet(metadata: object) -> None:
    groups = range(getattr(metadata, "num_row_groups", 0))
    unpacked = sum(metadata.row_group(group).total_byte_size for group in groups)  # type: ignore[attr-defined]  # no stubs
    rows = getattr(metadata, "num_rows", 0)
    if unpacked > MAX_UNPACKED or rows > MAX_ROWS:
        raise ReadError(
            f"{rows:,} rows and {unpacked:,} bytes unpacked; at most {MAX_ROWS:,} "
            f"and {MAX_UNPACKED:,}: split it"
        )


def _parquet_row(row: dict[str, object], columns: Columns, number: int) -> Draft | Fault:
    place = f"row {number}"
    try:
        return row_draft(row, columns, place, number)
    except ReadError as error:
        return Fault(place, str(error))
