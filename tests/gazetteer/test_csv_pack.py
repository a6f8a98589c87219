"""Places from CSV files: our own form and tables with p-codes."""

from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.model.places import Box
from tests.gazetteer.packs import OWN_HEADING, add_csv, loaded, write

OWN = (
    OWN_HEADING,
    "prov,Far Province,admin1,SYR,35,38,,,900000,80,survey",
    'dist,Far District,admin2,sy,35.2,38.2,prov,,,25,"survey, 2025"',
    "post,Checkpoint Nine,site,,35.25,38.21,dist,Post Nine;CP9,,1,survey",
    "geonames:170063,Aleppo,settlement,SYR,36.2,37.16,,Halab,2000000,,dump",
    "sea,Far Lake,region,SYR,,,,,,40,",
)


def test_our_own_form_gives_places_with_parents(tmp_path: Path) -> None:
    added = add_csv(tmp_path, write(tmp_path / "own.csv", *OWN))
    places = loaded(tmp_path)
    (post,) = places.named("Post Nine")
    assert (added.places, added.about.name, added.about.licence) == (5, "SY-csv", "not stated")
    assert (post.id, post.country, post.admin1, post.radius_km) == ("SY-csv:post", "SYR", "Far Province", 1.0)
    assert [area.name for area in places.parents(post)] == ["Far District", "Far Province", "Syria"]
    aleppo = places.get("geonames:170063")
    assert aleppo is not None
    assert (aleppo.name, places.source(aleppo.id)) == ("Aleppo", "SY-csv")


def test_a_parent_may_be_a_place_that_ships(tmp_path: Path) -> None:
    row = "v,Own Village,settlement,,36.3,37.2,geonames:170062,,,,"
    add_csv(tmp_path, write(tmp_path / "own.csv", OWN_HEADING, row))
    (village,) = loaded(tmp_path).named("Own Village")
    assert [area.kind.value for area in loaded(tmp_path).parents(village)] == ["admin1", "country"]


P_CODES = (
    "OBJECTID,admin1Name_en,admin1Name_ar,admin1Pcode,admin2Name_en,admin2Pcode,admin3RefName,"
    "admin3Name_en,admin3Pcode,latitude,longitude",
    "1,Far Province,بعيد,SY98,North District,SY9801,Umm Fulan,Um Fulan,SY980100,35.0,38.0",
    "2,Far Province,بعيد,SY98,North District,SY9801,Tall Fulan,Tal Fulan,SY980101,35.4,38.6",
    "3,Far Province,بعيد,SY98,South District,SY9802,Wadi Fulan,Wadi Fulan,SY980200,34.6,38.4",
)


def test_tables_with_p_codes_give_every_level_and_its_box(tmp_path: Path) -> None:
    added = add_csv(tmp_path, write(tmp_path / "ocha.csv", *P_CODES))
    places = loaded(tmp_path)
    (village,) = places.named("Umm Fulan", ("SYR",))
    assert (added.places, village.id, village.name) == (6, "SY-csv:SY980100", "Um Fulan")
    assert [area.id for area in places.parents(village)][:2] == ["SY-csv:SY9801", "SY-csv:SY98"]
    (province,) = places.named("Far Province", ("SYR",))
    assert places.box(province.id) == Box(34.6, 38.0, 35.4, 38.6)
    assert (province.lat, province.lon, 40 < province.radius_km < 60) == (35.0, 38.3, True)


@pytest.mark.parametrize(
    "heading",
    [
        "ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,Lat,Long",
        "admin1Name_en,admin1Pcode,admin2Name_en,admin2Pcode,center_lat,center_lon",
        "Admin1_Name,ADMIN1PCODE,Admin2_Name,ADMIN2PCODE,Y,X",
    ],
)
def test_headings_of_p_code_tables_differ(tmp_path: Path, heading: str) -> None:
    add_csv(tmp_path, write(tmp_path / "a.csv", heading, "Far Province,SY98,Far District,SY9801,35,38"))
    (district,) = loaded(tmp_path).named("Far District", ("SYR",))
    assert (district.kind.value, district.lat, district.admin1) == ("admin2", 35.0, "Far Province")


def test_a_heading_may_have_a_byte_order_mark_and_cells_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_bytes(('\ufeffid,name,kind,lat,lon\n\na,"Far\nVillage",settlement,35,38\n').encode())
    add_csv(tmp_path, file)
    assert len(loaded(tmp_path).named("Far Village")) == 1


def own(row: str) -> list[str]:
    return [OWN_HEADING, "a,Good Village,settlement,SYR,35,38,,,,,", row]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "own.csv: empty; a heading and rows are needed"),
        ([OWN_HEADING], "own.csv: empty, or without a place"),
        (["name;lat;lon"], "own.csv:1: heading 'name;lat;lon'; must be id,name,kind"),
        (["id,name,kind,lat,lon,colour"], "own.csv:1: heading 'id,name,kind,lat,lon,colour'; must be of id,"),
        (["id,name,lat,lon"], "own.csv:1: heading 'id,name,lat,lon'; must be of id,name,kind"),
        (["id,id,name,kind,lat,lon"], "own.csv:1: heading"),
        (own("b,Village"), "own.csv:3: 2 cells; must be 11, as the heading"),
        (own("a,Village,settlement,,35,38,,,,,"), "own.csv:3: id 'SY-csv:a' stands twice"),
        (own(",Village,settlement,,35,38,,,,,"), "own.csv:3: no id or no name"),
        (own("b,-,settlement,,35,38,,,,,"), "own.csv:3: no id or no name"),
        (own("b b,Village,settlement,,35,38,,,,,"), "own.csv:3: id 'b b'; must be without blanks"),
        (own("geonames:x,Village,settlement,,35,38,,,,,"), "own.csv:3: id 'geonames:x'"),
        (
            own("b,Village,hamlet,,35,38,,,,,"),
            "own.csv:3: kind 'hamlet'; must be one of settlement",
        ),
        (own("b,Village,settlement,QQQ,35,38,,,,,"), "own.csv:3: country 'QQQ'; must be an ISO 3166 code"),
        (own("b,Village,settlement,,91,38,,,,,"), "own.csv:3: lat '91'; must be a number from -90 to 90"),
        (
            own("b,Village,settlement,,35,east,,,,,"),
            "own.csv:3: lon 'east'; must be a number from -180",
        ),
        (own("b,Village,settlement,,35,,,,,,"), "own.csv:3: only one of lat and lon; give both or none"),
        (own("b,Village,settlement,,35,38,,,-2,,"), "own.csv:3: population '-2'; must be a number from 0"),
        (own("b,Village,settlement,,35,38,,,,wide,"), "own.csv:3: radius_km 'wide'; must be a number from 0"),
        (
            own("b,Village,settlement,,35,38,nowhere,,,,"),
            "own.csv:3: parent 'SY-csv:nowhere' is no id",
        ),
        (own("b,Village,admin2,,35,38,b,,,,"), "own.csv:3: parents in a circle: SY-csv:b -> SY-csv:b; take"),
        (
            [*own("b,B,admin2,,35,38,c,,,,"), "c,C,admin1,,35,38,b,,,,"],
            "own.csv:3: parents in a circle: SY-csv:b -> SY-csv:c -> SY-csv:b",
        ),
        (own('b,"Village,settlement,,35,38,,,,,'), "own.csv:3: not CSV"),
        ([*P_CODES[:2], P_CODES[1]], "own.csv:3: id 'SY-csv:SY980100' stands twice"),
        ([*P_CODES[:2], P_CODES[2].replace("Far", "Near")], "own.csv:3: admin1Pcode 'SY-csv:SY98' is 'Near"),
        ([*P_CODES[:2], P_CODES[2].replace("SY9801,", ",")], "own.csv:3: no admin2Pcode; each row needs one"),
        (
            [P_CODES[0], P_CODES[1].replace("Far Province", "")],
            "own.csv:2: no name beside admin1Pcode",
        ),
        (
            [*P_CODES[:2], P_CODES[2].replace("35.4", "135.4")],
            "own.csv:3: latitude '135.4'; must be",
        ),
    ],
)
def test_a_bad_file_is_refused_with_its_line_and_the_old_pack_answers(
    tmp_path: Path, lines: list[str], told: str
) -> None:
    add_csv(tmp_path, write(tmp_path / "old.csv", OWN_HEADING, "o,Old Village,settlement,,35,38,,,,,"))
    with pytest.raises(ResourceError) as error:
        add_csv(tmp_path, write(tmp_path / "own.csv", *lines))
    assert told in str(error.value)
    places = loaded(tmp_path)
    assert (len(places.named("Old Village")), places.named("Good Village")) == (1, ())
