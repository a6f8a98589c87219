"""ACLED's own rules."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from sayso.export.acled import COLUMNS
from sayso.model.events import AcledCode, Geometry, Modality, PartyRef
from sayso.model.incidents import Figure, Said
from sayso.model.kept import IncidentRecord
from sayso.model.parties import PartyKind
from sayso.model.statements import ClaimField, Stance
from tests.export.kept import ARMY, DAY, FRANCE, GAO, GROUP, HOW, TRUCK, VILLAGERS, event, exported, record

COALITION = PartyRef("US-led coalition", PartyKind.COALITION, "us-led-coalition", "USA")

HOME, ABROAD = "State forces", "External/Other forces"


def row(one: IncidentRecord, **how: bool) -> dict[str, str]:
    files, loss = exported("acled", [one], replace(HOW, **how))  # type: ignore[arg-type]  # options by name
    assert loss.written == 1, str(loss)
    return next(csv.DictReader(io.StringIO(files[""], newline="")))


def acts(actors: list[PartyRef], targets: list[PartyRef], **more: object) -> IncidentRecord:
    return record(event(actors, targets), **more)  # type: ignore[arg-type]  # fields by their names


def test_the_columns_are_acleds_in_its_order() -> None:
    assert len(COLUMNS) == 31
    assert (COLUMNS[0], COLUMNS[9], COLUMNS[13], COLUMNS[28], COLUMNS[30]) == (
        "event_id_cnty", "inter1", "interaction", "fatalities", "timestamp",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("actors", "targets", "text", "numbers"),
    [
        # The lower code first; who acts does not count.
        ([FRANCE], [ARMY], (ABROAD, HOME, f"{HOME}-{ABROAD}"), ("8", "1", "18")),
        ([COALITION], [ARMY], (ABROAD, HOME, f"{HOME}-{ABROAD}"), ("8", "1", "18")),
        ([ARMY], [VILLAGERS], ("State forces", "Civilians", "State forces-Civilians"), ("1", "7", "17")),
        ([ARMY], [], ("State forces", "", "State forces only"), ("1", "0", "10")),
        ([ARMY], [TRUCK], ("State forces", "", "State forces only"), ("1", "0", "10")),
        # Whether a group is rebels or a militia no table says: nothing is guessed.
        ([ARMY], [GROUP], ("State forces", "", ""), ("1", "", "")),
        ([], [], ("", "", ""), ("", "0", "")),
    ],
)
def test_who_meets_whom(
    actors: list[PartyRef], targets: list[PartyRef], text: tuple[str, ...], numbers: tuple[str, ...]
) -> None:
    one = acts(actors, targets)
    columns = ("inter1", "inter2", "interaction")
    assert tuple(row(one)[name] for name in columns) == text
    assert tuple(row(one, numbers=True)[name] for name in columns) == numbers


def test_a_kind_that_is_not_known_is_counted() -> None:
    _, loss = exported("acled", [acts([ARMY], [GROUP])])
    assert loss.lost["actors of a kind that is not known"] == 1


def test_those_who_protest_are_protesters() -> None:
    protest = AcledCode("Protests", "Peaceful protest")
    one = record(event([VILLAGERS], [], kind="PROTEST"), acled=protest)
    assert (row(one)["inter1"], row(one)["disorder_type"]) == ("Protesters", "Demonstrations")
    force = acts([ARMY], [VILLAGERS], acled=AcledCode("Protests", "Excessive force against protesters"))
    assert (row(force)["inter2"], row(force)["disorder_type"], row(force)["civilian_targeting"]) == (
        "Protesters",
        "Political violence; Demonstrations",
        "Civilians targeted",
    )


@pytest.mark.parametrize(
    ("last", "day", "precision"),
    [
        (date(2024, 5, 14), "2024-05-14", "1"),
        (date(2024, 5, 15), "2024-05-14", "2"),
        (date(2024, 5, 20), "2024-05-17", "2"),
        (date(2024, 5, 21), "2024-05-17", "3"),
        (date(2024, 6, 13), "2024-05-29", "3"),
    ],
)
def test_a_period_is_its_middle_day(last: date, day: str, precision: str) -> None:
    found = row(record(last_day=last))
    assert (found["event_date"], found["time_precision"], found["year"]) == (day, precision, "2024")


@pytest.mark.parametrize(("killed", "written"), [(None, "0"), ((3, 5, 9), "3"), ((0, 0, 0), "0")])
def test_fatalities_are_the_lowest_figure_and_none_is_0(
    killed: tuple[int, int, int] | None, written: str
) -> None:
    assert row(record(killed=killed))["fatalities"] == written


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"acled": None}, "no ACLED event type"),
        ({"first_day": None, "last_day": None}, "no day"),
        ({"last_day": date(2024, 6, 14)}, "day known only to more than a month"),
        ({"place": None}, "no place"),
        ({"place": replace(GAO, lat=None)}, "no place"),
        ({"place": replace(GAO, geo_precision=None)}, "place no closer than a country"),
        ({"modality": Modality.PLANNED}, "only planned"),
        ({"modality": Modality.DENIED}, "only denied"),
    ],
)
def test_what_acled_has_no_row_for_is_skipped_with_the_reason(more: dict[str, object], reason: str) -> None:
    files, loss = exported("acled", [record(**more), record(name="r2")])  # type: ignore[arg-type]  # by name
    assert str(loss).startswith(f"2 incidents, 1 written, 1 skipped: {reason}")
    assert "i-r1" not in "".join(files.values())


def test_range_and_origin_stand_in_the_notes() -> None:
    one = record(killed=(3, 3, 7), place=replace(GAO, geometry=Geometry.AREA))
    said = tuple(
        Said(ClaimField.CASUALTIES, value, party, Stance.ASSERTS, (), ())
        for value, party in (("3", "FAMA"), ("7", None))
    )
    one = replace(one, incident=replace(one.incident, figures=(Figure("killed", 3, 3, 7, said),)))
    assert row(one)["notes"] == (
        "On 2024-05-14, Malian Armed Forces - Free Valley Army: Armed clash (Gao, Mali). "
        "Killed: 3 to 7; said 3 (FAMA), 7 (unnamed)."
    )
    lost = exported("acled", [one])[1].lost
    assert (lost["ranges of killed narrowed to the lowest"], lost["areas shrunk to a point"]) == (1, 1)


def test_what_is_not_known_is_empty() -> None:
    found = row(record())
    assert {name for name, cell in found.items() if cell == ""} == {
        *(
            "assoc_actor_1",
            "assoc_actor_2",
            "inter2",
            "interaction",
            "civilian_targeting",
            "region",
            "admin1",
        ),
        *("admin2", "admin3", "source_scale", "tags"),
    }
    assert (found["iso"], found["country"], found["longitude"]) == ("466", "Mali", "-0.0447")
    assert (found["timestamp"], DAY.isoformat()) == ("1716206400", found["event_date"])
