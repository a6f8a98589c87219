"""Small packs in a folder of the test's own."""

import zipfile
from pathlib import Path

from sayso.gazetteer import GeoNamesFiles, NewPack, Places, add_pack, load_places
from sayso.gazetteer.packs import AddedPack

PACKS = Path(__file__).parents[1] / "data" / "packs"
SYRIA = PACKS / "SY.txt"
OWN_HEADING = "id,name,kind,country,lat,lon,parent,aliases,population,radius_km,source"


def geonames_row(**cells: str) -> str:
    """A row of GeoNames' 19 columns: a village of Syria, but for what is given."""
    usual = {
        "id": "90000001", "name": "Tall Nowhere", "ascii": "Tall Nowhere", "others": "", "lat": "35.5",
        "lon": "38.5", "class": "P", "code": "PPL", "country": "SY", "cc2": "", "admin1": "", "admin2": "",
        "admin3": "", "admin4": "", "population": "0", "elevation": "", "dem": "300",
        "zone": "Asia/Damascus", "changed": "2026-01-02",
    }  # fmt: skip
    return "\t".join((usual | cells).values())


def write(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def zipped(path: Path, **members: bytes) -> Path:
    """A zip file; a member's name has "__" for its dot."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return path


def add_geonames(home: Path, table: Path, *others: Path | None, country: str = "SY") -> AddedPack:
    return add_pack(NewPack(country, GeoNamesFiles(table, *others)), home)


def add_csv(home: Path, table: Path, country: str = "SY") -> AddedPack:
    return add_pack(NewPack(country, csv=table), home)


def loaded(home: Path) -> Places:
    return load_places(sorted(about.parent for about in (home / "places").glob("*/about.toml")))
