"""Place phrases to areas, with a fake table of a few places at invented or rounded points."""

from collections.abc import Collection
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.events import Location, PlaceCandidate, PlacePrecision
from sayso.model.mentions import PlaceMention
from sayso.model.places import Box, Likeness, Match, Place, PlaceKind
from sayso.model.spans import Span
from sayso.resolve.place_context import PlaceContext
from sayso.resolve.places import context, locate, rule_of
from sayso.resolve.sphere import AZIMUTH
from tests.gazetteer.fakes import ExactOnly

SETTLEMENT, ADMIN1, COUNTRY = PlaceKind.SETTLEMENT, PlaceKind.ADMIN1, PlaceKind.COUNTRY
PLACES = {
    place.id: place
    for place in (
        Place("sy", "Syria", COUNTRY, "SYR", 35.0, 38.0, population=18_000_000, radius_km=300.0),
        Place("iq", "Iraq", COUNTRY, "IRQ", 33.0, 44.0, population=40_000_000, radius_km=400.0),
        Place("lb", "Lebanon", COUNTRY, "LBN", 33.8, 35.8, population=5_000_000, radius_km=80.0),
        Place("rq", "Raqqa", SETTLEMENT, "SYR", 35.95, 39.0, "Raqqa", 500_000),
        Place("rq1", "Raqqa", ADMIN1, "SYR", 36.2, 38.9, None, 900_000, 80.0),
        Place("tb", "Tabqah", SETTLEMENT, "SYR", 35.84, 38.55, "Raqqa", 80_000),
        Place("mo", "Mosul", SETTLEMENT, "IRQ", 36.34, 43.12, "Nineveh", 1_700_000),
        Place("tl", "Tripoli", SETTLEMENT, "LBY", 32.89, 13.19, "Tripoli", 1_150_000),
        Place("tb2", "Tripoli", SETTLEMENT, "LBN", 34.44, 35.83, "North", 230_000),
        Place("k1", "Kafr Zita", SETTLEMENT, "SYR", 35.37, 36.6, "Hama", 17_000),
        Place("k2", "Kafr Zita", SETTLEMENT, "SYR", 36.5, 39.5, "Aleppo", 9_000),
        Place("sm", "Smallville", SETTLEMENT, "USA", 39.0, -95.0, "Kansas", 4_000),
        Place("jb", "Jobar", PlaceKind.DISTRICT, "SYR", 33.52, 36.33, "Damascus", 0),
        Place("tn", "Tanf", PlaceKind.SITE, "SYR", 33.5, 38.66, "Homs", 0, 5.0),
        Place("ne:border-IRQ-SYR", "Iraq-Syria border", PlaceKind.REGION, None, 35.4, 41.2, None, 0, 300.0),
        Place("np", "Nowhere Province", ADMIN1, "SYR", None, None),
    )
}


class FakeTable(ExactOnly):
    """Places by name, most populous first."""

    def named(self, text: str, countries: Collection[str] = ()) -> tuple[Place, ...]:
        plain = text.lower().replace("iraqi-syrian", "iraq-syria")
        found = [p for p in PLACES.values() if p.name.lower() == plain]
        found.sort(key=lambda p: (p.kind is ADMIN1, -p.population))
        return tuple(p for p in found if not countries or p.country in countries)

    def like(self, text: str, countries: Collection[str]) -> tuple[Match, ...]:
        """Nothing is spelled almost so, but "Tabka"."""
        return (
            (Match(PLACES["tb"], Likeness.SKELETON, 0.9),) if text == "Tabka" and "SYR" in countries else ()
        )

    def get(self, place_id: str) -> Place | None:
        """Also of the one border."""
        return PLACES.get(place_id)

    def box(self, place_id: str) -> Box | None:
        """Syria's, roughly."""
        return Box(32.0, 35.6, 37.3, 42.4) if place_id == "sy" else None

    def parents(self, place: Place) -> tuple[Place, ...]:
        """None."""
        return ()


TABLE = FakeTable()


def mention(text: str, name: str | None, **fields: Any) -> PlaceMention:
    """The mention that is all of `text`, with `name` and `within` as words of it."""
    if "within" in fields:
        at = text.index(fields["within"])
        fields["within"] = Span(at, at + len(fields["within"]))
    place = None if name is None else Span(text.index(name), text.index(name) + len(name))
    return PlaceMention(0, Span(0, len(text)), place, **({"preposition": 0, "certain": True} | fields))


def report(text: str, homes: Collection[str] = ()) -> PlaceContext:
    """The context of a report that names the places of `text`, which are separated by commas."""
    starts, mentions = 0, []
    for name in text.split(", "):
        if name:
            mentions.append(PlaceMention(0, (span := Span(starts, starts + len(name))), span, preposition=0))
        starts += len(name) + 2
    return context(mentions, text, TABLE, homes)


def found(text: str, name: str | None, others: str = "Syria", **fields: Any) -> Location | None:
    return locate(mention(text, name, **fields), text, TABLE, report(others))


def told(place: Location | None) -> str | None:
    """A location as one line: point, radius, precision, country, row."""
    if place is None:
        return None
    point = "no point" if place.lat is None else f"{place.lat:.2f} {place.lon:.2f} r{place.radius_km:g}"
    return f"{place.name}: {point} {place.precision or '-'} {place.country or '-'} {place.gazetteer or '-'}"


@pytest.mark.parametrize(
    ("phrase", "name", "fields", "place"),
    [
        ("Tabqah", "Tabqah", {}, "Tabqah: 35.84 38.55 r3 settlement SYR tb"),
        ("Raqqa", "Raqqa", {}, "Raqqa: 35.95 39.00 r5 city SYR rq"),
        ("Raqqa province", "Raqqa", {"area": "province"}, "Raqqa: 36.20 38.90 r80 admin1 SYR rq1"),
        ("Syria", "Syria", {}, "Syria: 35.00 38.00 r300 country SYR sy"),
        ("Tanf", "Tanf", {}, "Tanf: 33.50 38.66 r5 settlement SYR tn"),
        ("Jobar", "Jobar", {"area": "quarter"}, "Jobar: 33.52 36.33 r3 district SYR jb"),
        (
            "southern Raqqa countryside",
            "Raqqa",
            {"area": "countryside", "direction": "south"},
            "southern Raqqa countryside: 35.73 39.00 r30 district SYR rq",
        ),
        ("rural Raqqa", "Raqqa", {"area": "countryside"}, "Raqqa: 35.95 39.00 r40 approximate SYR rq"),
        ("outskirts of Raqqa", "Raqqa", {"area": "outskirts"}, "Raqqa: 35.95 39.00 r15 approximate SYR rq"),
        ("eastern Raqqa", "Raqqa", {"direction": "east"}, "eastern Raqqa: 35.95 39.02 r5 city SYR rq"),
        (
            "southern Syria",
            "Syria",
            {"direction": "south"},
            "southern Syria: 33.33 39.00 r348.6 approximate SYR sy",
        ),
        (
            "south of Tabqah",
            "Tabqah",
            {"direction": "south", "relation": "direction"},
            "south of Tabqah: 35.68 38.55 r18 approximate SYR tb",
        ),
        (
            "south of Tabqah, Syria",
            "Tabqah",
            {"direction": "south", "relation": "direction", "within": "Syria"},
            "south of Tabqah, Syria: 35.68 38.55 r18 approximate SYR tb",
        ),
        (
            "50 km east of Raqqa",
            "Raqqa",
            {"direction": "east", "relation": "direction", "distance_km": 50.0},
            "50 km east of Raqqa: 35.95 39.56 r10 approximate SYR rq",
        ),
        ("near Tabqah", "Tabqah", {"relation": "near"}, "Tabqah: 35.84 38.55 r25 approximate SYR tb"),
        (
            "Ja'Din, a town south of Tabqah",
            "Ja'Din",
            {"area": "town", "direction": "south", "relation": "direction", "within": "Tabqah"},
            "Ja'Din: 35.68 38.55 r18 approximate SYR -",
        ),
        (
            "Bitani district of Raqqa",
            "Bitani",
            {"area": "district", "within": "Raqqa"},
            "Bitani: 35.95 39.00 r15 approximate SYR -",
        ),
        (
            "Kafr Nowhere, Syria",
            "Kafr Nowhere",
            {"within": "Syria"},
            "Kafr Nowhere: no point country SYR -",
        ),
        (
            "Tripoli, Lebanon",
            "Tripoli",
            {"within": "Lebanon"},
            "Tripoli: 34.44 35.83 r5 city LBN tb2",
        ),
        ("Kafr Zita", "Kafr Zita", {}, "Kafr Zita: no point - SYR -"),
        ("Kafr Batna", "Kafr Batna", {}, "Kafr Batna: no point - SYR -"),
        ("Nowhere Province", "Nowhere Province", {}, "Nowhere Province: no point - SYR -"),
        ("Syria-Lebanon border", "Syria", {"relation": "border"}, "Syria-Lebanon border: no point - - -"),
        (
            "Iraqi-Syrian border",
            "Iraqi-Syrian",
            {"relation": "border", "area": "border"},
            "Iraqi-Syrian border: 35.40 41.20 r300 approximate - ne:border-IRQ-SYR",
        ),
        (
            "Syria-Iraq border",
            "Syria",
            {"relation": "border", "within": "Iraq"},
            "Syria-Iraq border: 35.40 41.20 r300 approximate - ne:border-IRQ-SYR",
        ),
        ("a protected zone", None, {"area": "zone"}, "a protected zone: no point - SYR -"),
    ],
)
def test_a_phrase_is_the_area_it_says_and_never_a_false_pin(
    phrase: str, name: str | None, fields: dict[str, Any], place: str
) -> None:
    assert told(found(phrase, name, **fields)) == place


@pytest.mark.parametrize(
    ("others", "place"),
    [
        ("Lebanon", "Tripoli: 34.44 35.83 r5 city LBN tb2"),
        ("", "Tripoli: 32.89 13.19 r10 city LBY tl"),
        ("Syria", "Tripoli: 32.89 13.19 r10 city LBY tl"),
    ],
)
def test_the_countries_of_the_report_choose_between_places_of_one_name(others: str, place: str) -> None:
    assert told(found("Tripoli", "Tripoli", others)) == place


def test_the_home_country_of_a_party_votes_too() -> None:
    here = locate(mention("Tripoli", "Tripoli"), "Tripoli", TABLE, report("", ["LBN"]))
    assert told(here) == "Tripoli: 34.44 35.83 r5 city LBN tb2"


def test_a_small_town_of_a_country_that_nothing_speaks_of_is_left_open() -> None:
    assert found("Smallville", "Smallville") == Location(
        "Smallville",
        country="USA",
        candidates=(PlaceCandidate("sm", "Smallville, Kansas, USA (settlement)", 0.0),),
    )


def test_city_and_province_of_one_name_are_both_shown() -> None:
    place = found("Raqqa", "Raqqa")
    assert place is not None
    assert [one.name for one in place.candidates] == ["Raqqa, SYR (settlement)", "Raqqa, SYR (admin1)"]


def test_places_that_cannot_be_told_apart_are_candidates() -> None:
    place = found("Kafr Zita", "Kafr Zita")
    assert place is not None
    assert [one.name for one in place.candidates] == [
        "Kafr Zita, Hama, SYR (settlement)",
        "Kafr Zita, Aleppo, SYR (settlement)",
    ]


def test_a_province_that_the_report_names_settles_a_town_in_it() -> None:
    text = "Kafr Zita, Aleppo"
    names = report("Kafr Zita, Syria")
    with_area = PlaceContext(names.votes, frozenset({"aleppo"}), names.only, names.focus)
    place = locate(mention(text, "Kafr Zita"), text, TABLE, with_area)
    assert told(place) == "Kafr Zita: 36.50 39.50 r3 settlement SYR k2"


@pytest.mark.parametrize(
    ("phrase", "name", "others", "fields", "rule"),
    [
        ("Raqqa", "Raqqa", "Syria", {}, None),
        ("Kafr Batna", "Kafr Batna", "Syria", {}, "country-of-report"),
        ("Kafr Batna", "Kafr Batna", "Syria, Iraq", {}, None),
        ("Bitani District", "Bitani", "Raqqa, Raqqa, Tabqah, Iraq", {"area": "district"}, "focus-of-report"),
        ("Bitani District", "Bitani", "Raqqa, Mosul", {"area": "district"}, None),
        ("Ja'Din, Syria", "Ja'Din", "Syria", {"within": "Syria"}, None),
        ("the area", None, "Syria", {"area": "zone"}, "country-of-report"),
    ],
)
def test_what_only_the_report_says_is_marked_with_its_rule(
    phrase: str, name: str | None, others: str, fields: dict[str, Any], rule: str | None
) -> None:
    place = found(phrase, name, others, **fields)
    assert place is not None
    assert rule_of(mention(phrase, name, **fields), place) == rule


def test_an_unknown_district_lies_where_the_report_is_about() -> None:
    place = found("Bitani District", "Bitani", "Raqqa, Raqqa, Tabqah, Iraq", area="district")
    assert told(place) == "Bitani: 35.95 39.00 r25 approximate SYR -"


def test_a_place_of_the_reports_countries_that_is_spelled_almost_so_is_taken_with_its_rule() -> None:
    place = found("Tabka", "Tabka")
    assert told(place) == "Tabqah: 35.84 38.55 r3 settlement SYR tb"
    assert place is not None
    assert (place.spelling, place.probability) == ("Tabka", 0.75)
    assert rule_of(mention("Tabka", "Tabka"), place) == "spelling"
    assert told(found("Tabka", "Tabka", "Iraq")) == "Tabka: no point - IRQ -"


def test_between_two_places_is_the_stretch_from_one_to_the_other() -> None:
    place = found("between Raqqa and Tabqah", "Raqqa", relation="between", within="Tabqah")
    assert told(place) == "between Raqqa and Tabqah: 35.90 38.77 r21.2 approximate SYR -"
    assert place is not None
    assert (place.geometry, place.where_prec, place.geo_precision) == ("line", 5, 3)


def test_what_is_between_two_countries_is_nowhere() -> None:
    assert found("between Syria and Iraq", "Syria", relation="between", within="Iraq") is None


@pytest.mark.parametrize(
    ("phrase", "name", "fields", "said"),
    [
        ("Tabqah", "Tabqah", {}, "point 1 1 -"),
        ("Raqqa province", "Raqqa", {"area": "province"}, "area 4 3 -"),
        ("Syria", "Syria", {}, "area 6 None -"),
        ("near Tabqah", "Tabqah", {"relation": "near"}, "area 2 2 tb near"),
        ("southern Syria", "Syria", {"direction": "south"}, "area 5 3 sy part"),
        (
            "south of Tabqah",
            "Tabqah",
            {"direction": "south", "relation": "direction"},
            "sector 2 2 tb direction",
        ),
    ],
)
def test_a_place_says_what_figure_it_is_how_precise_and_from_where(
    phrase: str, name: str, fields: dict[str, Any], said: str
) -> None:
    place = found(phrase, name, **fields)
    assert place is not None
    spatial = "-" if place.spatial is None else f"{place.spatial.anchor} {place.spatial.relation}"
    assert f"{place.geometry} {place.where_prec} {place.geo_precision} {spatial}" == said


def test_a_phrase_without_a_name_in_a_report_of_two_countries_says_nothing() -> None:
    assert found("the area", None, "Syria, Iraq", area="zone") is None


def test_a_report_without_places_has_no_context() -> None:
    assert context([], "", TABLE) == PlaceContext({})


@given(st.sampled_from(sorted(AZIMUTH)), st.floats(min_value=1, max_value=400))
def test_a_distance_that_is_said_is_the_distance_of_the_point(wind: str, km: float) -> None:
    place = found("x Raqqa", "Raqqa", direction=wind, relation="direction", distance_km=km)
    assert place is not None
    assert place.precision is PlacePrecision.APPROXIMATE
    north, east = ((place.lat or 0) - 35.95) * 111.19, ((place.lon or 0) - 39.0) * 111.19 * 0.8096
    assert (north**2 + east**2) ** 0.5 == pytest.approx(km, rel=0.06, abs=0.1)
