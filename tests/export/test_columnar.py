"""Parquet and Arrow, read by pyarrow and pandas; the tables are those of a base."""

import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq
import pytest

from sayso.errors import ResourceError
from sayso.export import EXPORTERS, columnar
from sayso.export.sinks import StreamSink
from sayso.export.views import SCHEMA, VIEWS
from sayso.model.decisions import Decision, Judgement, Subject
from sayso.model.kept import IncidentRecord
from sayso.store.sql.views import _selects
from tests.export.kept import HOW, MemorySink, coded_records, exported, record

# Columns of a base's views that a record does not know, and those that only files have.
_CHAIN = ("edit", "digest", "previous", "hash")
ONLY_IN_A_BASE = {"report": {"added_at", "redacted_at"}, "decision": {"reasons", "made_at", *_CHAIN}}
ONLY_IN_FILES = {"claim": {"hedge", "relayed_by"}}


def tables(name: str, records: Iterable[IncidentRecord]) -> dict[str, pa.Table]:
    sink = MemorySink()
    EXPORTERS[name].write(iter(records), sink, HOW)
    read: dict[str, Any] = {}
    for file, data in sink.bytes.items():
        table = file.partition(".")[0] or "incident"
        content = io.BytesIO(data.getvalue())
        read[table] = pq.read_table(content) if name == "parquet" else pa.ipc.open_file(content).read_all()
    return read


@pytest.mark.parametrize("name", ["parquet", "arrow"])
def test_each_table_has_its_columns_and_the_version_of_the_schema(name: str) -> None:
    read = tables(name, [record(killed=(1, 2, 3))])
    assert {table: list(columns) for table, columns in VIEWS.items()} == {
        table: one.column_names for table, one in read.items()
    }
    assert {one.schema.metadata[b"sayso.schema"].decode() for one in read.values()} == {SCHEMA}
    assert read["incident"].to_pylist()[0]["first_day"] == date(2024, 5, 14)


@pytest.mark.parametrize("table", sorted(set(VIEWS) - {"evidence", "dispute"}))
def test_the_columns_are_those_of_a_base(table: str) -> None:
    there = {column.name for column in _selects()[table].selected_columns}
    ours = set(VIEWS[table])
    assert there - ours == ONLY_IN_A_BASE.get(table, set())
    assert ours - there == ONLY_IN_FILES.get(table, set())


@pytest.mark.model
def test_both_formats_hold_the_same_and_spans_quote_the_reports() -> None:
    parquet, arrow = (tables(name, coded_records()) for name in ("parquet", "arrow"))
    assert {name: one.to_pylist() for name, one in parquet.items()} == {
        name: one.to_pylist() for name, one in arrow.items()
    }
    texts = {row["id"]: row["text"] for row in parquet["report"].to_pylist()}
    assert sorted(texts) == ["first", "second", "seed"]
    evidence = parquet["evidence"].to_pylist()
    assert len(evidence) > 50
    quoted = [texts[row["report"]][row["start"] : row["stop"]] for row in evidence]
    assert [row["words"] for row in evidence] == quoted


@pytest.mark.model
def test_pandas_joins_claims_to_incidents() -> None:
    sink = MemorySink()
    EXPORTERS["parquet"].write(iter(coded_records()), sink, HOW)
    incidents, claims = (
        pd.read_parquet(io.BytesIO(sink.bytes[name].getvalue())) for name in ("", "claim.parquet")
    )
    joined = claims.merge(incidents, left_on="incident", right_on="id")
    assert (len(joined), len(incidents)) == (len(claims), len(coded_records()))
    flat = exported("acled", coded_records())[0]["claims.csv"]
    written = pd.read_csv(io.StringIO(flat))
    assert set(written["claim_id"]) <= set(claims["id"])


def test_rows_are_written_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columnar, "GROUP", 2)
    sink = MemorySink()
    EXPORTERS["parquet"].write((record(name=f"r{n}") for n in range(5)), sink, HOW)
    assert pq.ParquetFile(io.BytesIO(sink.bytes[""].getvalue())).metadata.num_row_groups == 3


def test_a_report_and_a_decision_stand_once() -> None:
    decision = Decision(Subject.COPY, "r1", "r2", Judgement.SAME, "ana", person=True, number=1)
    one = replace(record(), decisions=(decision,))
    read = tables("parquet", [one, replace(one, incident=replace(one.incident, id="i-2"))])
    assert [read[name].num_rows for name in ("incident", "report", "decision")] == [2, 1, 1]
    assert read["decision"].to_pylist()[0]["judgement"] == "same"


def test_half_a_surrogate_pair_does_not_break_a_file() -> None:
    made = record(text="The army hit the group. \ud83d is all that it said.")
    assert tables("parquet", [made])["report"].to_pylist()[0]["text"].startswith("The army hit the group. ?")


def test_without_pyarrow_the_command_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    def coming() -> Iterator[IncidentRecord]:
        yield record()

    with pytest.raises(ResourceError, match=r"arrow needs pyarrow: pip install 'sayso\[parquet\]'"):
        EXPORTERS["arrow"].write(coming(), MemorySink(), HOW)


@pytest.mark.parametrize("name", ["parquet", "arrow"])
def test_a_stream_takes_the_main_table(name: str) -> None:
    below = io.BytesIO()
    sink = StreamSink(io.TextIOWrapper(below, encoding="utf-8"))
    EXPORTERS[name].write([record()], sink, HOW)
    assert "claim" in " ".join(sink.dropped)
    read = pq.read_table if name == "parquet" else lambda file: pa.ipc.open_file(file).read_all()
    assert read(io.BytesIO(below.getvalue())).num_rows == 1
