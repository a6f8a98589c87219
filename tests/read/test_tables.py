import csv
import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pyarrow
import pyarrow.parquet
import pytest

from sayso.model.report import Report
from sayso.read.options import MAX_CHARS, Failure, ReadOptions
from sayso.read.sources import read_bytes
from tests.read.making import DENIAL, SENTENCE

COMMA = f'id,Title,text,date\na,Shelling kills two,"{SENTENCE}",2021-05-04\n,,"{DENIAL}",\n'
EXPECTED = [
    Report(text=SENTENCE, id="a", title="Shelling kills two", published=date(2021, 5, 4), language="en"),
    Report(text=DENIAL, id="x-2", language="en"),
]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.csv", COMMA),
        ("x.csv", COMMA.replace("\n", "\r\n")),
        (
            "x.csv",
            COMMA.replace(",2", ";2")
            .replace("id,Title,text,date", "id;Title;text;date")
            .replace("a,S", "a;S")
            .replace(',"', ';"')
            .replace(",;", ";;")
            .replace('",', '";'),
        ),
        ("x.tsv", f"id\tTitle\ttext\tdate\na\tShelling kills two\t{SENTENCE}\t2021-05-04\n\t\t{DENIAL}\t\n"),
        ("x.csv", "\ufeff" + COMMA),
    ],
)
def test_each_row_below_the_header_is_a_report(name: str, data: str) -> None:
    assert list(read_bytes(data.encode(), name=name)) == EXPECTED


def test_a_field_may_hold_paragraphs() -> None:
    data = b'text,lang\n"Shelling\r\n\r\nTwo ""rebels"", dead.",en\n'
    assert list(read_bytes(data, name="x.csv")) == [
        Report(text='Shelling\n\nTwo "rebels", dead.', id="x-1", language="en")
    ]


def test_rows_that_cannot_be_right_fail_with_their_line_and_the_others_are_read() -> None:
    rows = ["text,lang", "Quiet.,en", "One, two, three,en", '"He said "no" to it",en', ",en", "", "Calm.,en"]
    found = list(read_bytes("\n".join(rows).encode(), name="x.csv"))
    assert [item.text if isinstance(item, Report) else item.message.partition(";")[0] for item in found] == [
        "Quiet.",
        "x.csv:3: 4 fields below 2 columns",
        "x.csv:4: ',' expected after '\"'",
        "x.csv:5: there is no text in it, only blanks or nothing",
        "Calm.",
    ]


@pytest.fixture
def small_limit() -> Iterator[int]:
    former = csv.field_size_limit(5_000)
    yield 5_000
    csv.field_size_limit(former)


def test_a_field_above_the_limit_fails_alone_and_the_process_keeps_its_own_limit(small_limit: int) -> None:
    data = f"text,lang\n{'x' * (MAX_CHARS + 1)},en\nCalm.,en\n".encode()
    found = list(read_bytes(data, name="x.csv"))
    assert isinstance(found[0], Failure)
    assert found[0].message.startswith("x.csv:2: the text has 5,000,001 characters")
    assert found[1:] == [Report(text="Calm.", id="x-2", language="en")]
    assert csv.field_size_limit() == small_limit


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"story,title\nQuiet.,Calm\n", "x.csv: no column or field holds the text"),
        (b"text,title\n", "x.csv: a header and no rows"),
        (b"\n \n", "x.csv: no header"),
        (b'text,title\n"Quiet.,Calm\nmore', "x.csv:2: unexpected end of data"),
        (b'"text', "x.csv: no header"),
    ],
)
def test_a_bad_table_is_a_failure_that_says_what_is_wrong(data: bytes, message: str) -> None:
    found = list(read_bytes(data, name="x.csv"))
    assert len(found) == 1
    assert isinstance(found[0], Failure)
    assert found[0].message.startswith(message)


def test_a_named_column_holds_the_text() -> None:
    data = b"story,text\nQuiet.,no\n"
    assert list(read_bytes(data, name="x.csv", options=ReadOptions(text_column="STORY"))) == [
        Report(text="Quiet.", id="x-1")
    ]


def parquet(columns: dict[str, list[object]]) -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), out)
    return out.getvalue()


def test_each_row_of_a_parquet_file_is_a_report() -> None:
    data = parquet(
        {
            "id": ["a", None, None],
            "title": ["Shelling kills two", None, None],
            "text": [SENTENCE, DENIAL, None],
            "published_at": [datetime(2021, 5, 4, 10, tzinfo=UTC), None, None],
            "unused": [1, 2, 3],
        }
    )
    message = "x.parquet, row 3: there is no text in it, only blanks or nothing"
    first = replace(EXPECTED[0], published_at=datetime(2021, 5, 4, 10, tzinfo=UTC))
    failed = Failure("x.parquet", "row 3", message)
    assert list(read_bytes(data, name="x.parquet")) == [first, EXPECTED[1], failed]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (parquet({"story": ["Quiet."]}), "x.parquet: no column or field holds the text"),
        (parquet({"text": []}), "x.parquet: a Parquet file without rows"),
        (parquet({"text": [7]}), "x.parquet, row 1: field 'text' holds a number"),
        (parquet({"text": ["Quiet."]})[:-40], "x.parquet: no Parquet file that can be read"),
        (b"PAR1 and no more", "x.parquet: no Parquet file that can be read"),
        (parquet({"text": [""] * 1_000_001}), "x.parquet: 1,000,001 rows"),
    ],
)
def test_a_bad_parquet_file_is_a_failure_that_says_what_is_wrong(data: bytes, message: str) -> None:
    found = list(read_bytes(data, name="x.parquet"))
    assert len(found) == 1
    assert isinstance(found[0], Failure)
    assert found[0].message.startswith(message)


def test_without_pyarrow_the_failure_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    message = "x.parquet: Parquet needs pyarrow: pip install 'sayso[parquet]'"
    assert list(read_bytes(b"PAR1", name="x.parquet")) == [Failure("x.parquet", None, message)]
