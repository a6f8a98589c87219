"""UCDP GED's own rules."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from sayso.export.ged import COLUMNS
from sayso.model.events import Modality, PartyRef
from sayso.model.kept import IncidentRecord
from sayso.model.parties import PartyKind
from tests.export.kept import ARMY, FRANCE, GAO, GROUP, VILLAGERS, event, exported, record

DEAD = (3, 5, 9)


def row(one: IncidentRecord) -> dict[str, str]:
    files, loss = exported("ged", [one])
    assert loss.written == 1, str(loss)
    return next(csv.DictReader(io.StringIO(files[""], newline="")))


def test_there_are_49_columns() -> None:
    assert (len(COLUMNS), len(set(COLUMNS))) == (49, 49)
    assert (COLUMNS[5], COLUMNS[24], COLUMNS[44:47]) == (
        "type_of_violence",
        "where_prec",
        ("best", "high", "low"),
    )


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"killed": None}, "no fatality"),
        ({"killed": (0, 0, 0)}, "no fatality"),
        ({"first_day": None}, "no day"),
        ({"last_day": date(2025, 5, 15)}, "day known only to more than a year"),
        ({"place": None}, "no place"),
        ({"modality": Modality.HYPOTHETICAL}, "only hypothetical"),
    ],
)
def test_what_ged_has_no_row_for_is_skipped_with_the_reason(more: dict[str, object], reason: str) -> None:
    _, loss = exported("ged", [record(**{"killed": DEAD, **more})])  # type: ignore[arg-type]  # by name
    assert str(loss) == f"1 incident, 0 written, 1 skipped: {reason}"


@pytest.mark.parametrize(
    ("actors", "targets", "violence", "civilians"),
    [
        ([ARMY], [GROUP], "1", "0"),
        ([GROUP], [ARMY], "1", "0"),
        ([GROUP], [PartyRef("Hill Front", PartyKind.ARMED_GROUP)], "2", "0"),
        ([GROUP], [VILLAGERS], "3", "5"),
        ([ARMY], [], "", "0"),
        ([], [VILLAGERS], "", "0"),
    ],
)
def test_the_type_of_violence_follows_from_the_sides(
    actors: list[PartyRef], targets: list[PartyRef], violence: str, civilians: str
) -> None:
    found = row(record(event(actors, targets), killed=DEAD))
    assert (found["type_of_violence"], found["deaths_civilians"]) == (violence, civilians)
    parts = [int(found[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
    assert sum(parts) == int(found["best"])
    assert [found[name] for name in ("low", "best", "high")] == ["3", "5", "9"]


@pytest.mark.parametrize(
    ("last", "precision", "clarity"),
    [
        (date(2024, 5, 14), "1", "1"),
        (date(2024, 5, 19), "2", ""),
        (date(2024, 5, 20), "3", ""),
        (date(2024, 5, 21), "4", ""),
        (date(2024, 6, 14), "5", ""),
    ],
)
def test_the_precision_of_the_date(last: date, precision: str, clarity: str) -> None:
    found = row(record(killed=DEAD, last_day=last))
    assert (found["date_prec"], found["event_clarity"], found["date_end"]) == (
        precision,
        clarity,
        last.isoformat(),
    )


def test_states_have_numbers_and_groups_have_none() -> None:
    found = row(record(event([FRANCE], [GROUP]), killed=DEAD))
    assert (found["gwnoa"], found["gwnob"], found["country_id"], found["region"]) == (
        "220",
        "",
        "432",
        "Africa",
    )


@pytest.mark.parametrize(
    ("country", "region"),
    [
        ("USA", "Americas"),
        ("FRA", "Europe"),
        ("MLI", "Africa"),
        ("SYR", "Middle East"),
        ("IND", "Asia"),
        (None, ""),
    ],
)
def test_the_region_of_a_country(country: str | None, region: str) -> None:
    assert row(record(killed=DEAD, place=replace(GAO, country=country)))["region"] == region


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(-89.9, -179.9, "1"), (89.9, 179.9, "259200"), (90.0, 180.0, "259200"), (16.2, 0.1, "153001")],
)
def test_the_cell_of_the_grid(lat: float, lon: float, cell: str) -> None:
    assert row(record(killed=DEAD, place=replace(GAO, lat=lat, lon=lon)))["priogrid_gid"] == cell


def test_sources_stand_in_the_same_order_in_each_cell() -> None:
    one, other = record(killed=DEAD), record(name="r2", killed=DEAD)
    report = replace(other.told[0].coded.report, outlet=None, title='A; "B"')
    told = replace(other.told[0], coded=replace(other.told[0].coded, report=report))
    found = row(replace(one, told=(*one.told, told)))
    assert found["source_article"] == '"Post,2024-05-15,A title";",2024-05-15,A, \'B\'"'
    assert (found["source_office"], found["source_headline"]) == ("Post;", 'A title;A, "B"')
    assert found["number_of_sources"] == "2"
