"""The shipped places, and lookups with hard rows."""

import hashlib
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sayso.gazetteer import Places, load_places
from sayso.gazetteer.names import skeleton
from sayso.gazetteer.place_table import CSV_COLUMNS, SHIPPED, CsvPlaces, SqlitePlaces
from sayso.gazetteer.tables import read_about
from sayso.model.places import Place, PlaceKind, PlaceTable
from tests.gazetteer.packs import add_geonames, geonames_row, loaded, write

MOST = 24_000_000  # bytes, under 10 MB compressed: what a wheel can bear


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places()


@pytest.fixture
def table() -> Iterator[SqlitePlaces]:
    shipped = SqlitePlaces(SHIPPED / "geonames")
    yield shipped
    shipped.close()


def first(found: tuple[Place, ...]) -> tuple[str, str | None] | None:
    return (found[0].kind.value, found[0].country) if found else None


def test_the_table_is_a_place_table(places: Places) -> None:
    table: PlaceTable = places
    assert len(table.named("Mosul")) > 0


@pytest.mark.parametrize(
    ("folder", "licence"), [("geonames", "CC-BY-4.0"), ("supplement", "CC0-1.0"), ("borders", "CC0-1.0")]
)
def test_a_table_has_a_licence_and_a_date(folder: str, licence: str) -> None:
    about = read_about(SHIPPED / folder)
    assert (about.licence, about.date[:2]) == (licence, "20")


def test_the_sqlite_file_is_the_one_that_about_names() -> None:
    content = (SHIPPED / "geonames" / "places.sqlite").read_bytes()
    assert hashlib.sha256(content).hexdigest() == read_about(SHIPPED / "geonames").sha256
    assert len(content) <= MOST


def test_every_point_is_on_the_globe(table: SqlitePlaces) -> None:
    wrong = """SELECT count(*) FROM place WHERE lat NOT BETWEEN -9000000 AND 9000000
        OR lon NOT BETWEEN -18000000 AND 18000000 OR (lat IS NULL) <> (lon IS NULL) OR radius_km < 0"""
    assert table._base().execute(wrong).fetchone() == (0,)


def test_every_kind_and_country_is_valid(table: SqlitePlaces) -> None:
    wrong = "SELECT count(*) FROM place WHERE kind NOT BETWEEN 0 AND 6 OR length(country) <> 3"
    kinds = "SELECT count(DISTINCT kind), count(*) > 100000 FROM place"
    assert table._base().execute(wrong).fetchone() == (0,)
    assert table._base().execute(kinds).fetchone() == (4, 1)


def test_the_skeletons_are_those_that_names_are_looked_up_by(table: SqlitePlaces) -> None:
    rows = table._base().execute("SELECT key, skeleton FROM spelling WHERE place % 97 = 0").fetchall()
    assert len(rows) > 1000
    assert [(key, bones) for key, bones in rows if skeleton(key) != bones] == []


def test_the_table_cannot_be_written(table: SqlitePlaces) -> None:
    base = table._base()
    with pytest.raises(Exception, match="readonly"):
        base.execute("DELETE FROM place")


def test_a_supplement_row_has_a_point_or_names_a_known_place(places: Places) -> None:
    rows = CsvPlaces(SHIPPED / "supplement").places
    assert len(rows) > 150
    assert [row.id for row in rows if row.lat is None and places.get(row.id) is None] == []
    assert [row.id for row in rows if row.id.startswith("sayso:") and row.lat is None] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Raqqa", ("settlement", "SYR")),
        ("al-Raqqah", ("settlement", "SYR")),
        ("city of Raqqa", ("settlement", "SYR")),
        ("Raqqa province", ("admin1", "SYR")),
        ("Raqqa countryside", ("admin1", "SYR")),
        ("Tabqah", ("settlement", "SYR")),
        ("Al-Thawrah", ("settlement", "SYR")),
        ("Tanf", ("site", "SYR")),
        ("At Tanf", ("site", "SYR")),
        ("Al-Tanf", ("site", "SYR")),
        ("Ja'Din", None),
        ("Bitani District", None),
        ("Georgia", ("country", "GEO")),
        ("US", ("country", "USA")),
        ("U.S.", ("country", "USA")),
        ("us", None),
        ("IS", None),
        ("Congo", ("country", "COD")),
        ("Sana\u2019a", ("settlement", "YEM")),
        ("Deir ez-Zor", ("settlement", "SYR")),
        ("Deir Ezzor", ("settlement", "SYR")),
        ("Khan Younis", ("settlement", "PSE")),
        ("Kiev", ("settlement", "UKR")),
        ("Kursk region", ("admin1", "RUS")),
        ("Helmand Province", ("admin1", "AFG")),
        ("Mexico", ("country", "MEX")),
        ("Mexico City", ("settlement", "MEX")),
        ("the Hague", ("settlement", "NLD")),
        ("Donbas", ("region", "UKR")),
        ("the Red Sea", ("region", None)),
        ("the Gaza Strip", ("region", "PSE")),
        ("Bab al-Hawa", ("site", "SYR")),
        ("Police", None),
        ("Sunday", None),
        ("Islamic State", None),
        ("Syrian", None),
        ("", None),
    ],
)
def test_a_name_finds_its_place_first(places: Places, text: str, found: tuple[str, str] | None) -> None:
    assert first(places.named(text)) == found


def test_a_town_and_its_province_are_both_found(places: Places) -> None:
    raqqa = places.named("Raqqa", ("SYR",))
    assert [p.kind for p in raqqa[:2]] == [PlaceKind.SETTLEMENT, PlaceKind.ADMIN1]
    assert raqqa[0].admin1 == raqqa[1].name


def test_georgia_is_a_country_and_a_state_of_the_us(places: Places) -> None:
    assert {(p.kind.value, p.country) for p in places.named("Georgia")} >= {
        ("country", "GEO"),
        ("admin1", "USA"),
    }


def test_countries_narrow_the_answer(places: Places) -> None:
    assert {p.country for p in places.named("Damascus")} == {"SYR", "USA"}
    assert {p.country for p in places.named("Damascus", {"USA"})} == {"USA"}
    assert places.named("Damascus", {"FRA"}) == ()


def test_an_area_has_a_box_and_a_town_none(places: Places) -> None:
    town, province = places.named("Raqqa")[:2]
    assert (town.radius_km, province.radius_km > 50) == (0.0, True)


def test_a_place_is_found_by_its_id(places: Places) -> None:
    raqqa = places.get("geonames:172955")
    assert raqqa is not None
    assert (raqqa.name, raqqa.country) == ("Ar Raqqah", "SYR")
    assert places.get("geonames:x") is places.get("nothing") is None


def test_the_version_names_tables_dates_and_hashes(places: Places) -> None:
    assert [part.split()[0] for part in places.version.split(", ")] == ["supplement", "borders", "geonames"]
    assert all(len(part.split()) == 3 for part in places.version.split(", "))


def test_threads_get_the_same_answer(places: Places) -> None:
    names = ["Mosul", "Aleppo", "Tanf", "Kyiv"] * 5
    fresh = load_places()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(fresh.named, names)) == [places.named(name) for name in names]


def test_a_fork_opens_its_own_connection(table: SqlitePlaces, monkeypatch: pytest.MonkeyPatch) -> None:
    before = table._base()
    assert table._base() is before
    monkeypatch.setattr(os, "getpid", lambda: -1)
    after = table._base()
    assert after is not before
    before.close()


def test_the_higher_rank_wins_a_name_and_an_id(tmp_path: Path) -> None:
    about = 'name = "own"\nlicence = "CC0-1.0"\nversion = "1"\ndate = 2026-01-01\nrank = 30\n'
    rows = "geonames:172955,Raqqa,settlement,SYR,35.9,39,,,,me\nown:1,Mosul,site,IRQ,1,2,,,,me\n"
    (tmp_path / "about.toml").write_text(about, encoding="utf-8")
    (tmp_path / "places.csv").write_text(f"{','.join(CSV_COLUMNS)}\n{rows}", encoding="utf-8")
    places = load_places([tmp_path])
    assert (places.named("Ar Raqqah")[0].lat, places.named("Mosul")[0].id) == (35.9, "own:1")
    assert len(places.named("Mosul")) > 1


@pytest.mark.parametrize(
    ("text", "country", "found"),
    [
        ("Deir Azzour", "SYR", "settlement Deir ez-Zor"),
        ("Hasakeh city", "SYR", "settlement Al Ḩasakah"),
        ("Hasake province", "SYR", "admin1 Al Ḩasakah"),
        ("Hudeida", "YEM", "settlement Al Ḩudaydah"),
        ("Peshawer", "PAK", "settlement Peshawar"),
        ("Nyalah", "SDN", "settlement Nyala"),
        ("Lalibella", "ETH", "settlement Lalibela"),
        ("Mariopol", "UKR", "settlement Mariupol"),
        ("Kramatosk", "UKR", "settlement Kramatorsk"),
        ("Baidowa", "SOM", "settlement Baidoa"),
        ("Bukavo", "COD", "settlement Bukavu"),
        ("Sitwe", "MMR", "settlement Sittwe"),
        ("Maidugiri", "NGA", "settlement Maiduguri"),
        ("Kuneitra", "SYR", "settlement Al Qunayţirah"),
        ("Ja'Din", "SYR", None),
        ("Bitani", "SYR", None),
        ("Tel Tabqa", "SYR", None),
        ("Tell Rifaat", "IRQ", None),
        ("Pentagon", "IRQ", None),
        ("Hamas", "SYR", None),
        ("Reuters", "UKR", None),
        ("Wagner", "MLI", None),
        ("Haftar", "LBY", None),
        ("Nusra", "SYR", None),
        ("A", "SYR", None),
        ("", "SYR", None),
    ],
)
def test_a_name_that_no_table_has_is_like_a_place_or_like_none(
    places: Places, text: str, country: str, found: str | None
) -> None:
    like = places.like(text, (country,))
    assert (f"{like[0].place.kind} {like[0].place.name}" if like else None) == found


def test_likeness_stays_in_the_countries_given(places: Places) -> None:
    assert places.like("Kramatosk", ()) == places.like("Kramatosk", ("SYR", "IRQ")) == ()
    assert {match.place.country for match in places.like("Kramatosk", ("SYR", "UKR"))} == {"UKR"}


def test_likeness_says_how_and_how_much(places: Places) -> None:
    variant, misprint = places.like("Hasake", ("SYR",)), places.like("Kramatosk", ("UKR",))
    assert {match.how.value for match in variant} == {"skeleton"}
    assert {match.how.value for match in misprint} == {"fuzzy"}
    assert [match.score for match in variant] == sorted((match.score for match in variant), reverse=True)
    assert all(0.9 < match.score <= 1 for match in (*variant, *misprint))


def test_a_place_lies_in_its_province_and_country(places: Places) -> None:
    raqqa = places.named("Raqqa")[0]
    assert [(area.kind.value, area.name) for area in places.parents(raqqa)] == [
        ("admin1", "Ar Raqqah"),
        ("country", "Syria"),
    ]
    (syria,) = places.parents(raqqa)[1:]
    assert places.parents(syria) == ()
    assert places.source(raqqa.id) == "geonames"


OWN = 'name = "own"\nlicence = "CC0-1.0"\nversion = "1"\ndate = 2026-01-01\nrank = 30\n'


def own_places(folder: Path, *rows: str) -> Places:
    write(folder / "about.toml", OWN)
    write(folder / "places.csv", ",".join(CSV_COLUMNS), *rows)
    return load_places([folder])


@pytest.mark.parametrize(
    ("row", "ids"),
    [
        ("own:1,Aleppo,settlement,SYR,36.21,37.15,,,,me", ["own:1"]),
        ("own:1,Aleppo,district,SYR,36.21,37.15,,,,me", ["own:1"]),
        ("own:1,Aleppo,settlement,SYR,36.5,37.15,,,,me", ["own:1", "geonames:170063"]),
        ("own:1,Aleppo,site,SYR,36.21,37.15,,,,me", ["own:1", "geonames:170063"]),
        ("own:1,Aleppo,settlement,TUR,36.21,37.15,,,,me", ["own:1", "geonames:170063"]),
        ("own:1,Aleppo,admin1,SYR,36.4,37.6,,60,,me", ["own:1", "geonames:170063"]),
    ],
)
def test_one_place_under_two_ids_is_the_one_of_the_higher_table(
    tmp_path: Path, row: str, ids: list[str]
) -> None:
    found = own_places(tmp_path, row).named("Aleppo")
    towns = [p for p in found if p.id.startswith("own:") or p.kind is PlaceKind.SETTLEMENT]
    assert [place.id for place in towns if place.country in ("SYR", "TUR")] == ids


def test_the_row_that_wins_takes_over_what_it_does_not_say(tmp_path: Path) -> None:
    rows = ("own:1,Aleppo,settlement,SYR,36.21,37.15,,,,me", "geonames:172957,Raqqa,admin1,SYR,36,39,,,,me")
    places = own_places(tmp_path, *rows)
    aleppo, raqqa = places.named("Aleppo")[0], places.get("geonames:172957")
    assert raqqa is not None
    assert (aleppo.lat, aleppo.admin1, aleppo.population > 1_000_000) == (36.21, "Ḩalab", True)
    assert (raqqa.name, raqqa.lat, raqqa.radius_km > 50) == ("Raqqa", 36.0, True)


def test_a_village_of_a_pack_does_not_come_before_a_capital(tmp_path: Path) -> None:
    rows = (geonames_row(name="Kyiv"), geonames_row(id="90000002", name="Baghdad"))
    add_geonames(tmp_path, write(tmp_path / "SY.txt", *rows))
    found = loaded(tmp_path)
    assert [(p.country, len(found.named(p.name)) > 1) for p in (found.named("Kyiv")[0],)] == [("UKR", True)]
    assert [place.country for place in found.named("Baghdad")][:1] == ["IRQ"]
    assert found.named("Baghdad", ("SYR",))[0].id == "geonames:90000002"


def test_spellings_of_a_pack_are_found_too(tmp_path: Path) -> None:
    add_geonames(tmp_path, write(tmp_path / "SY.txt", geonames_row(name="Khirbat Zaynabah")))
    like = loaded(tmp_path).like("Khirbet Zeinaba", ("SYR",))
    assert [(match.place.name, match.how.value) for match in like] == [("Khirbat Zaynabah", "skeleton")]


def test_a_skeleton_of_very_many_places_says_nothing(tmp_path: Path) -> None:
    rows = [geonames_row(id=str(90000000 + n), name="Mashhad Fulan", lat=f"{33 + n / 20}") for n in range(51)]
    add_geonames(tmp_path, write(tmp_path / "SY.txt", *rows))
    places = loaded(tmp_path)
    assert (len(places.named("Mashhad Fulan")), places.like("Meshhed Fulan", ("SYR",))) == (51, ())
