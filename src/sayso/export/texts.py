"""Every text in a file that an exporter wrote, to look for what must not stand in it."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.errors import ResourceError

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_JSON = frozenset({".json", ".jsonl", ".geojson", ".jsonld"})
_COLUMNAR = frozenset({".parquet", ".arrow"})


def texts_in(path: Path) -> Iterator[str]:
    """The cells of a table, the texts and names of JSON, and of any other file its lines.

    Raises:
        ResourceError: the file needs pyarrow, which is not installed, or is damaged.
        OSError: it cannot be read.
    """
    if path.suffix in _COLUMNAR:
        yield from _of_columns(path)
        return
    with path.open(encoding="utf-8", errors="surrogatepass", newline="") as file:
        if path.suffix in _JSON:
            for line in file:  # no text of JSON goes over the end of a line
                yield from (json.loads(text, strict=False) for text in _STRING.findall(line))
        elif path.suffix == ".csv":
            try:
                yield from (cell for row in csv.reader(file) for cell in row)
            except csv.Error as error:  # a cell of more than 128 KiB: none of ours
                raise ResourceError(f"{path}: {error}") from error
        else:
            yield from (cell for line in file for cell in line.split("\t"))


def _of_columns(path: Path) -> Iterator[str]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise ResourceError(f"{path} is read with pyarrow: pip install 'sayso[parquet]'") from error
    try:
        if path.suffix == ".parquet":
            with parquet.ParquetFile(path) as file:
                for batch in file.iter_batches():
                    yield from _texts(batch.to_pylist())
            return
        with path.open("rb") as source, pa.ipc.open_file(source) as reader:
            for number in range(reader.num_record_batches):
                yield from _texts(reader.get_batch(number).to_pylist())
    except pa.ArrowInvalid as error:
        raise ResourceError(f"{path}: {error}") from error


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
