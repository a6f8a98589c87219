"""POLECAT's columns."""

import csv
import io
from dataclasses import replace

from sayso.export.polecat import COLUMNS
from sayso.model.events import PlacePrecision, Spatial
from sayso.model.kept import IncidentRecord
from tests.export.kept import ARMY, FRANCE, GAO, GROUP, event, exported, record


def row(one: IncidentRecord) -> dict[str, str]:
    files, _ = exported("polecat", [one])
    return next(csv.DictReader(io.StringIO(files[""], newline=""), delimiter="\t"))


def test_there_are_40_columns() -> None:
    assert (len(COLUMNS), len(set(COLUMNS)), COLUMNS[4], COLUMNS[-1]) == (40, 40, "Intensity", "Version")


def test_what_is_missing_is_the_word_none() -> None:
    found = row(record(place=None, mode=None))
    assert {found[name] for name in ("Event Mode", "Placename", "Latitude", "Contexts", "Version")} == {
        "None"
    }
    assert "" not in found.values()


def test_several_parties_share_a_cell() -> None:
    found = row(record(event([ARMY, FRANCE], [GROUP])))
    assert (found["Actor Name"], found["Actor Country"]) == ("Malian Armed Forces; France", "MLI; FRA")
    assert (found["Actor COW"], found["Recipient Country"], found["Recipient Name Raw"]) == (
        "432; 220",
        "None",
        "group",
    )


def test_only_a_place_that_is_itself_a_row_of_geonames_has_its_number() -> None:
    assert row(record())["GeoNames ID"] == "2457163"
    beside = replace(GAO, spatial=Spatial("geonames:2457163", "near"), precision=PlacePrecision.APPROXIMATE)
    found = row(record(place=beside))
    assert (found["GeoNames ID"], found["City"], found["Placename"]) == ("None", "None", "Gao")
