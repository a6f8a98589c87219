"""What holds for every format."""

import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export import REPORT_EXPORTERS
from sayso.export.lines import dumps, write_objects
from sayso.model.record import Coded
from sayso.model.report import Report
from tests.export.coded import coded_from, gold_paths, seed

RECORDS = [seed(), *map(coded_from, gold_paths()), Coded(Report.from_text("Nothing happened."))]


def written(name: str, records: list[Coded]) -> tuple[int, str]:
    out = io.StringIO()
    return REPORT_EXPORTERS[name].write(iter(records), out), out.getvalue()


@pytest.mark.parametrize("name", REPORT_EXPORTERS)
def test_an_exporter_is_found_by_its_name_and_has_a_suffix(name: str) -> None:
    assert REPORT_EXPORTERS[name].name == name
    assert REPORT_EXPORTERS[name].suffix.startswith(".")


@pytest.mark.parametrize("name", REPORT_EXPORTERS)
def test_no_record_writes_nothing(name: str) -> None:
    assert written(name, []) == (0, "")


@pytest.mark.parametrize("name", REPORT_EXPORTERS)
def test_the_same_records_give_the_same_characters(name: str) -> None:
    assert written(name, RECORDS) == written(name, [seed(), *RECORDS[1:]])
    assert written(name, RECORDS)[0] == len(RECORDS)


@pytest.mark.parametrize("name", REPORT_EXPORTERS)
def test_one_record_is_indented_and_several_are_lines_of_the_same_objects(name: str) -> None:
    alone = [written(name, [record])[1] for record in RECORDS]
    lines = written(name, RECORDS)[1].splitlines()
    assert all(text.startswith("{\n") and text.endswith("}\n") for text in alone)
    assert [json.loads(text) for text in alone] == [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", REPORT_EXPORTERS)
@pytest.mark.parametrize(
    "text", ["a\u2028b\u0085c", "half \ud83d of a pair", "\x1b[31mred", "خبر عاجل", "👩‍👩‍👧"]
)
def test_any_text_stays_one_line_of_valid_utf8_and_comes_back(name: str, text: str) -> None:
    record = Coded(Report.from_text("Nothing.", title=text))
    _, both = written(name, [record, record])
    assert len(both.encode("utf-8").decode("utf-8").splitlines()) == 2
    assert text in json.dumps(json.loads(both.splitlines()[0]), ensure_ascii=False) or "\x1b" in text
    assert "\x1b" not in both


@given(st.text())
def test_text_written_is_text_read(text: str) -> None:
    assert json.loads(dumps({"t": text})) == {"t": text}
    assert len(dumps(text).splitlines()) == 1


def test_a_number_that_json_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        dumps(float("nan"))


def test_records_are_written_as_they_come() -> None:
    out = io.StringIO()
    seen: list[int] = []

    def objects() -> object:
        for i in range(4):
            seen.append(out.getvalue().count("\n"))
            yield {"i": i}

    assert write_objects(objects(), out) == 4  # type: ignore[arg-type]  # a generator of plain objects
    assert seen == [0, 0, 2, 3]


def test_the_order_of_the_reports_is_kept() -> None:
    first = replace(RECORDS[0], report=replace(RECORDS[0].report, id="z"))
    lines = written("json", [first, RECORDS[1]])[1].splitlines()
    assert json.loads(lines[0])["report"]["id"] == "z"
