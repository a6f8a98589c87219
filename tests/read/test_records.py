import json
from datetime import date

import pytest

from sayso.model.report import Report
from sayso.read.options import Failure, FailureKind, ReadOptions
from sayso.read.sources import read_bytes
from tests.read.making import DENIAL, SENTENCE

FIRST = {
    "id": "a",
    "title": "Shelling kills two",
    "text": SENTENCE,
    "published": "2021-05-04",
    "outlet": "Delta Post",
}
REPORT = Report(
    text=SENTENCE,
    id="a",
    title="Shelling kills two",
    outlet="Delta Post",
    published=date(2021, 5, 4),
    language="en",
)


def dumped(*values: object) -> bytes:
    return "\n".join(json.dumps(value) for value in values).encode()


def test_one_object_is_one_report() -> None:
    assert list(read_bytes(dumped(FIRST), name="x.json")) == [REPORT]
    assert list(read_bytes(dumped({"body": SENTENCE}), name="x.json")) == [
        Report(text=SENTENCE, id="x", language="en")
    ]


def test_a_list_gives_its_reports_in_order_and_names_the_bad_item() -> None:
    data = json.dumps([FIRST, 7, {"text": DENIAL}], indent=1).encode()
    message = (
        'x.json, item 2: int instead of a report; one object like {"text": "...", "title": "..."} is expected'
    )
    assert list(read_bytes(data, name="x.json")) == [
        REPORT,
        Failure("x.json", "item 2", message),
        Report(text=DENIAL, id="x-3", language="en"),
    ]


@pytest.mark.parametrize("name", ["x.jsonl", "x.ndjson", "x.json"])
def test_a_line_that_is_cut_off_does_not_stop_the_others(name: str) -> None:
    data = dumped(FIRST) + b'\n{"text": "Two sold\n\n' + dumped({"text": DENIAL}) + b"\n"
    found = list(read_bytes(data, name=name))
    assert [found[0], found[2]] == [REPORT, Report(text=DENIAL, id="x-4", language="en")]
    assert isinstance(found[1], Failure)
    assert (found[1].path, found[1].place, found[1].error) == (name, "line 2", "ReadError")
    assert found[1].message.startswith(
        f"{name}:2: no valid JSON: Unterminated string starting at at column 10"
    )


def test_a_title_alone_is_a_report_with_a_note() -> None:
    found = list(read_bytes(dumped({"title": "Shelling kills two", "id": "a"}), name="x.json"))
    assert [(r.text, r.title, [n.kind for n in r.notes]) for r in found if isinstance(r, Report)] == [
        ("Shelling kills two", "Shelling kills two", ["title-only"])
    ]


def test_an_annotation_is_passed_over_and_no_failure() -> None:
    data = dumped(
        {"schema": "sayso-annotation/1", "doc_id": "a", "title": "Shelling kills two", "events": []}
    )
    message = "a.gold.json: skipped: a record (sayso-annotation/1), not a report"
    assert list(read_bytes(data, name="a.gold.json")) == [
        Failure("a.gold.json", None, message, kind=FailureKind.SKIPPED)
    ]


def test_a_line_separator_within_a_string_ends_no_line() -> None:
    data = '{"text": "Quiet.\u2028Then a shell hit."}\n'.encode()
    assert list(read_bytes(data, name="x.jsonl")) == [Report(text="Quiet.\nThen a shell hit.", id="x-1")]


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert list(read_bytes(b'{"text": "Quiet \\ud83d."}', name="x.json")) == [
        Report(text="Quiet \ufffd.", id="x")
    ]


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"[" * 100_000, "x.json", "x.json: JSON nested too deeply"),
        (b'{"text":' * 100_000, "x.jsonl", "x.jsonl:1: JSON nested too deeply"),
        (b'{"id": ' + b"9" * 5000 + b', "text": "a"}', "x.json", "x.json: no usable JSON"),
        (b"[]", "x.json", "x.json: an empty list"),
        (b'"text"', "x.json", "x.json: str instead of a report"),
        (b"{}", "x.json", "x.json: no column or field holds the text"),
        (b" \n\n", "x.jsonl", "x.jsonl: there is no report in it"),
        (b'{"text": "  "}', "x.jsonl", "x.jsonl:1: there is no text in it"),
        (b'{"story": "a", "title": "b"}', "x.json", "x.json: no column or field holds the text"),
        (b'{"text": ["a"]}', "x.json", "x.json: field 'text' holds a list"),
    ],
)
def test_bad_json_is_a_failure_that_says_what_is_wrong(data: bytes, name: str, message: str) -> None:
    found = list(read_bytes(data, name=name))
    assert len(found) == 1
    assert isinstance(found[0], Failure)
    assert found[0].message.startswith(message)


def test_a_named_field_holds_the_text() -> None:
    found = list(
        read_bytes(
            dumped({"story": DENIAL, "text": "no"}), name="x.json", options=ReadOptions(text_column="Story")
        )
    )
    assert found == [Report(text=DENIAL, id="x", language="en")]
