"""GeoNames' tables of a country: what is taken, how it is linked, and what is refused."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import ResourceError
from sayso.gazetteer import Places
from sayso.gazetteer.geonames_pack import features
from sayso.model.places import Place
from tests.gazetteer.packs import SYRIA, add_geonames, geonames_row, loaded, write, zipped


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    home = tmp_path_factory.mktemp("home")
    add_geonames(home, SYRIA)
    return loaded(home)


def only(found: tuple[Place, ...]) -> Place:
    (place,) = found
    return place


def test_a_village_is_found_with_its_point_and_area(places: Places) -> None:
    jadin = only(places.named("Ja'Din"))
    assert (jadin.lat, jadin.lon, jadin.country, jadin.admin1) == (35.74, 38.38, "SYR", "Ar-Raqqah")
    areas = [(area.name, area.kind.value) for area in places.parents(jadin)]
    assert areas == [("Ath Thawrah District", "admin2"), ("Ar-Raqqah", "admin1"), ("Syria", "country")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Al-Mashlab", "district"),
        ("Al Jarniyah", "district"),
        ("Al-Thawrah District", "admin2"),
        ("Raqqa Governorate", "admin1"),
        ("Syria", "country"),
        ("Tabqa Dam", "site"),
        ("Tabqa Airbase", "site"),
        ("Lake Assad", "site"),
        ("Syrian Desert", "region"),
        ("Old Ruin", "settlement"),
        ("Euphrates", None),
        ("Old Market", None),
        ("Police", None),
    ],
)
def test_feature_codes_say_what_is_taken_and_as_what(places: Places, text: str, kind: str | None) -> None:
    found = [place for place in places.named(text, ("SYR",)) if places.source(place.id) == "SY"]
    assert (found[0].kind.value if found else None) == kind


def test_each_kind_has_codes_and_each_area_a_width() -> None:
    assert {feature.kind.value for feature in features().values()} == {
        "settlement", "district", "site", "admin2", "admin1", "region", "country",
    }  # fmt: skip
    assert [c for c, f in features().items() if f.kind.value in {"site", "region"} and not f.radius_km] == []


NAMES = [
    "1\t90000001\ten\tNowhere Hill\t1\t\t\t\t\t",
    "2\t90000001\tar\tتل\t\t\t\t\t\t",
    "3\t90000001\tlink\tHttps example\t\t\t\t\t\t",
    "4\t90000001\ten\tColonial Fort\t\t\t\t1\t\t1946",
    "5\t90000001\tabbr\tTNW\t\t\t\t\t\t",
    "6\t90000001\tiata\tXYZ\t\t\t\t\t\t",
    "7\t12345678\ten\tElsewhere\t\t\t\t\t\t",
    "8\t90000002\ten\tColonial Fort\t\t\t\t\t\t",
]


def test_other_names_come_by_language_and_historic_ones_last(tmp_path: Path) -> None:
    rows = (geonames_row(others="From The Column"), geonames_row(id="90000002", name="Umm Fulan", lat="36.5"))
    table = write(tmp_path / "SY.txt", *rows)
    add_geonames(tmp_path, table, write(tmp_path / "names.txt", *NAMES))
    places = loaded(tmp_path)
    assert only(places.named("Nowhere Hill")).name == "Tall Nowhere"
    assert only(places.named("TNW")).name == "Tall Nowhere"
    assert only(places.named("Colonial Fort")).name == "Umm Fulan"
    absent = ("tnw", "XYZ", "Https example", "Elsewhere", "From The Column")
    assert [name for name in absent if places.named(name, ("SYR",))] == []


def test_a_historic_name_answers_where_no_other_does(tmp_path: Path) -> None:
    add_geonames(tmp_path, write(tmp_path / "SY.txt", geonames_row()), write(tmp_path / "n.txt", NAMES[3]))
    assert only(loaded(tmp_path).named("Colonial Fort")).name == "Tall Nowhere"


def test_tables_of_codes_name_areas_that_the_table_of_places_lacks(tmp_path: Path) -> None:
    table = write(tmp_path / "SY.txt", geonames_row(admin1="77", admin2="7701"))
    first = write(tmp_path / "a1.txt", "SY.77\tFar Province\tFar Province\t90000010", "IQ.77\tB\tB\t90000011")
    second = write(tmp_path / "a2.txt", "SY.77.7701\tFar District\tFar District\t90000012")
    add_geonames(tmp_path, table, None, first, second)
    places = loaded(tmp_path)
    village = only(places.named("Tall Nowhere"))
    above = [area.name for area in places.parents(village)]
    assert (village.admin1, above) == ("Far Province", ["Far District", "Far Province", "Syria"])


def test_zips_are_read_as_they_come(tmp_path: Path) -> None:
    table = zipped(tmp_path / "SY.zip", readme__txt=b"", SY__txt=SYRIA.read_bytes())
    names = zipped(tmp_path / "n.zip", SY__txt=f"{NAMES[0]}\n".encode().replace(b"90000001", b"9900010"))
    add_geonames(tmp_path, table, names)
    assert only(loaded(tmp_path).named("Nowhere Hill")).lat == 35.74


def test_rows_of_other_countries_and_of_the_oceans_are_passed_over(tmp_path: Path) -> None:
    rows = (geonames_row(), geonames_row(id="2", country="IQ"), geonames_row(id="3", country=""))
    assert add_geonames(tmp_path, write(tmp_path / "all.txt", *rows)).places == 1


CELL = st.text(max_size=8) | st.sampled_from(["1", "SY", "PPL", "ADM2", "35.5", "", "\u201d", "\u3099", "IQ"])


@settings(max_examples=30)
@given(st.lists(st.lists(CELL, min_size=18, max_size=19), max_size=4))
def test_any_table_is_taken_whole_or_refused(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        table = Path(folder) / "SY.txt"
        table.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8", errors="replace")
        places, refused = 0, str(table)
        try:
            places = add_geonames(Path(folder), table).places
        except ResourceError as error:
            refused = str(error)
        assert (places <= len(rows), refused.startswith(str(table))) == (True, True)


GOOD = geonames_row(id="90000009", name="Good Village")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("just\ttwo", "2 columns; a GeoNames table of this kind has 19, parted by tabs"),
        (geonames_row().rpartition("\t")[0], "18 columns"),
        ("", "1 columns"),
        (geonames_row(id="x1"), "geonameid 'x1'; must be a whole number from 1"),
        (geonames_row(id="-5"), "geonameid '-5'"),
        (geonames_row(id="90000009"), "id 'geonames:90000009' stands twice; ids must be unique"),
        (geonames_row(name=" "), "no name; each row needs one"),
        (geonames_row(lat="95.0"), "latitude '95.0'; must be a number from -90 to 90"),
        (geonames_row(lat="nan"), "latitude 'nan'"),
        (geonames_row(lon="-181"), "longitude '-181'; must be a number from -180 to 180"),
        (geonames_row(lon="38,5"), "longitude '38,5'"),
        (geonames_row(lon=""), "longitude ''"),
        (geonames_row(country="QQ"), "country 'QQ'; must be an ISO 3166 alpha-2 code"),
        (geonames_row(population="many"), "population 'many'; must be a whole number from 0"),
        (geonames_row(population="-1"), "population '-1'"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_the_old_pack_answers(
    tmp_path: Path, row: str, told: str
) -> None:
    add_geonames(tmp_path, write(tmp_path / "old.txt", geonames_row(name="Old Village")))
    table = write(tmp_path / "SY.txt", GOOD, row)
    with pytest.raises(ResourceError) as error:
        add_geonames(tmp_path, table)
    assert str(error.value).startswith(f"{table}:2: ")
    assert told in str(error.value)
    assert (len(loaded(tmp_path).named("Old Village")), loaded(tmp_path).named("Good Village")) == (1, ())
    assert [path.name for path in tmp_path.glob("adding-*")] == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "empty, or without a place of that country"),
        ([geonames_row(country="IQ")], "empty, or without a place of that country"),
    ],
)
def test_a_table_without_the_country_is_refused(tmp_path: Path, lines: list[str], told: str) -> None:
    with pytest.raises(ResourceError, match=told):
        add_geonames(tmp_path, write(tmp_path / "SY.txt", *lines))


@pytest.mark.parametrize(
    ("position", "line", "told"),
    [
        (1, "1\t2\ten", "names.txt:1: 3 columns; a GeoNames table of this kind has 8 or 10"),
        (1, "x\t2\ten\tName\t\t\t\t", "names.txt:1: alternateNameId 'x'"),
        (1, "1\ty\ten\tName\t\t\t\t", "names.txt:1: geonameid 'y'"),
        (2, "SY.1\tA\tA", "names.txt:1: 3 columns; a GeoNames table of this kind has 4"),
        (2, "SY\tA\tA\t5", "names.txt:1: code 'SY'; must be like SY.02 or SY.02.113"),
        (2, "SY.1\tA\tA\tfive", "names.txt:1: geonameid 'five'"),
    ],
)
def test_a_bad_row_beside_the_table_is_refused_too(
    tmp_path: Path, position: int, line: str, told: str
) -> None:
    others = [None, None, write(tmp_path / "names.txt", line)]
    table = write(tmp_path / "SY.txt", GOOD)
    with pytest.raises(ResourceError) as error:
        add_geonames(tmp_path, table, *(others[::-1] if position == 1 else others[1:]))
    assert told in str(error.value)
