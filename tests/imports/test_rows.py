"""Rows that are not as they should be, and what a row becomes."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ReadError
from sayso.imports import BadRow
from sayso.model.events import PartyRef, PlacePrecision
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from tests.export.kept import event, exported, record
from tests.imports.known import good, read

HEAD = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,iso,country,"
    "location,latitude,longitude,geo_precision,fatalities"
)
ROW = (
    "MLI1,14 May 2024,1,Battles,Armed clash,Free Valley Army,Rebel group,Police Forces,1,466,Mali,Gao,16.27,"
    "-0.04,1,3"
)
GED_HEAD = (
    "id,type_of_violence,side_a,side_b,where_coordinates,where_prec,latitude,longitude,date_start,date_end,"
    "best,high,low"
)
GDELT = "7\t20240514" + "\t" * 25 + "190" + "\t" * 34


def told(name: str, *lines: str) -> list[str]:
    """The messages of bad rows, "" for each good one."""
    found = read(name, "\n".join(lines) + "\n")
    return [one.message if isinstance(one, BadRow) else "" for one in found]


def changed(column: str, cell: str) -> str:
    cells = dict(zip(HEAD.split(","), ROW.split(","), strict=True))
    return ",".join({**cells, column: cell}.values())


def test_a_row_is_a_report_whose_values_stand_on_its_cells() -> None:
    (coded,) = good(read("acled", f"{HEAD}\n{ROW}\n", source="ACLED, May 2024"))
    report, (event,) = coded.report, coded.events
    assert (report.origin, report.guid, report.outlet) == ("acled", "acled:MLI1", "ACLED, May 2024")
    assert report.text.splitlines()[:2] == ["event_id_cnty: MLI1", "event_date: 14 May 2024"]
    assert [span.of(report.text) for span in event.triggers] == ["Armed clash"]
    assert [span.of(report.text) for span in event.actors[0].evidence] == ["Free Valley Army"]
    assert event.place is not None
    assert [span.of(report.text) for span in event.place.evidence] == ["Gao", "16.27", "-0.04"]
    assert (event.place.value.country, event.place.value.precision) == ("MLI", PlacePrecision.SETTLEMENT)
    assert [(one.value.kind, one.value.country) for one in (*event.actors, *event.targets)] == [
        (PartyKind.ARMED_GROUP, None),
        (PartyKind.STATE_FORCE, "MLI"),
    ]
    assert (coded.claims, coded.statements) == ((), ())


def test_another_edition_of_a_row_has_another_id_and_the_same_guid() -> None:
    (old,), (new,) = (good(read("acled", f"{HEAD}\n{row}\n")) for row in (ROW, changed("fatalities", "4")))
    assert (old.report.guid, old.report.id != new.report.id) == (new.report.guid, True)


def test_no_fatality_that_is_told_is_no_toll() -> None:
    (coded,) = good(read("acled", f"{HEAD}\n{changed('fatalities', '0')}\n"))
    assert coded.events[0].tolls == ()


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("event_date", "2024-13-01", "column event_date is '2024-13-01'; right is a day as 2017-06-18"),
        ("event_date", "", "column event_date is empty; right is a day as 2017-06-18"),
        ("latitude", "north", "column latitude is 'north'; right is a number"),
        ("latitude", "nan", "column latitude is 'nan'; right is a number from -90 to 90"),
        ("longitude", "181", "column longitude is '181'; right is a number from -180 to 180"),
        ("fatalities", "2.5", "column fatalities is '2.5'; right is a whole number from 0"),
        ("fatalities", "-1", "column fatalities is '-1'; right is a whole number from 0"),
        ("geo_precision", "4", "column geo_precision is '4'; right is a whole number from 1 to 3"),
        ("event_type", "Riots", "column event_type is 'Riots'; right is 'Battles' with 'Armed clash'"),
        ("inter1", "Aliens", "column inter1 is 'Aliens'; right is a kind of actor, as \"State forces\" or 1"),
    ],
)
def test_a_bad_row_is_told_and_the_others_go_on(column: str, cell: str, message: str) -> None:
    assert told("acled", HEAD, ROW, changed(column, cell), ROW) == ["", f"file:3: {message}", ""]


def test_bad_rows_of_the_other_tables_are_told() -> None:
    row = "5,1,A,B,Gao,1,16.2,0.0,2024-05-14,2024-05-13,7,7,3"
    assert told("ged", GED_HEAD, row, row.replace("05-13", "05-14").replace("7,7,3", "7,7,9")) == [
        "file:2: column date_end is '2024-05-13'; right is a day not before 2024-05-14",
        "file:3: column best is '7'; right is from low 9 to high 7",
    ]
    assert told("gdelt", GDELT, GDELT.replace("190", "010"), GDELT) == [
        "",
        "file:2: column EventCode is '010'; right is a CAMEO code that PLOVER has a type for: from 03 on",
        "",
    ]


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(ReadError, match=r"^file:1: column event_id_cnty is missing; an ACLED file has ev"):
        read("acled", "a,b\n1,2\n")
    with pytest.raises(ReadError, match=r"^file:1: 2 fields parted by tabs; GDELT events have 61"):
        read("gdelt", "a\tb\n")
    with pytest.raises(ReadError, match=r"^file:1: Expecting .* of the form sayso-annotation/1 is expected"):
        read("annotation", "{")


def test_an_annotation_without_its_text_is_told() -> None:
    row = '{"schema": "sayso-annotation/1", "doc_id": "d", "text_sha256": "00", "events": []}'
    (bad,) = read("annotation", row)
    assert isinstance(bad, BadRow)
    assert bad.message.startswith("file:1: the text of report 'd' is not there")
    (bad,) = read("annotation", row, text=lambda _id, _sha: "other")
    assert isinstance(bad, BadRow)
    assert "is not the one coded, whose SHA-256 is 00" in bad.message


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_any_name_comes_through_a_table_and_back(words: str) -> None:
    name = " ".join(words.split()) or "x"
    made = record(event([PartyRef(name, PartyKind.ARMED_GROUP)]), killed=(1, 2, 3))
    for exporter in ("acled", "ged"):
        (coded,) = good(read(exporter, exported(exporter, [made])[0][""]))
        assert coded.events[0].actors[0].value.name == name


@given(st.dictionaries(st.sampled_from(HEAD.split(",")), st.text(max_size=6), max_size=4))
def test_whatever_stands_in_cells_gives_a_record_or_a_message(cells: dict[str, str]) -> None:
    row = dict(zip(HEAD.split(","), ROW.split(","), strict=True)) | cells
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEAD.split(","), [one.replace("\x00", "") for one in row.values()]])
    for found in read("acled", out.getvalue()):
        if isinstance(found, Coded):
            (event,) = found.events
            assert all(span.of(found.report.text) for span in event.triggers)
        else:
            assert found.message.startswith("file:2")
