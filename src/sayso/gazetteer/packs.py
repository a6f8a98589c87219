"""Adding a pack of places to a user's folder: whole, or not at all."""

import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sayso.errors import ResourceError
from sayso.gazetteer.csv_pack import CsvPack, write_csv
from sayso.gazetteer.geonames_pack import GeoNamesFiles, geonames_source, write_geonames
from sayso.gazetteer.pack_lines import sha256, source
from sayso.gazetteer.pack_writer import PackWriter, alpha3, country_codes
from sayso.gazetteer.sqlite_places import DATABASE
from sayso.gazetteer.tables import About, read_about

ABOUT = "about.toml"
BUILDING = "adding-"
# A pack outranks what ships (10 and 20), and what a user made outranks a dump.
GEONAMES_RANK, CSV_RANK = 30, 40
GEONAMES_LICENCE = "CC-BY-4.0"
UNKNOWN_LICENCE = "not stated"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}")
A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class NewPack:
    """What is to be added: places of one country, from GeoNames' tables or from a CSV file.

    `country` is an ISO 3166 code of two or three letters. `name` names the pack; without
    one it is the country's code, with "-csv" behind it for a CSV file.
    """

    country: str
    geonames: GeoNamesFiles | None = None
    csv: Path | None = None
    name: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class AddedPack:
    """What was added, and where it lies."""

    about: About
    places: int
    names: int
    folder: Path


def add_pack(pack: NewPack, home: Path) -> AddedPack:
    """Make a pack and put it under `home`/places, in the place of an older one of its name.

    The table is made in a folder of its own. Only `about.toml`, which names it, is
    replaced, in one step and last: whatever fails or stops before leaves the older pack as it was.

    Raises:
        ResourceError: a file is missing or breaks its form; the message has file, line and
            what would be right, and nothing was changed.
    """
    code2, code3 = _codes(pack.country)
    name = pack.name or (code2 if pack.csv is None else f"{code2}-csv")
    if not NAME.fullmatch(name):
        raise ResourceError(f"pack name {name!r}; must begin with a letter or digit, then also - and _")
    home.mkdir(parents=True, exist_ok=True)
    _clear_old(home)
    building = Path(tempfile.mkdtemp(prefix=BUILDING, dir=home))
    try:
        added = _build(replace(pack, name=name), (code2, code3), building)
        return _install(added, home / "places" / name)
    except sqlite3.Error as error:
        raise ResourceError(f"{home}: the pack cannot be written ({error}); nothing was changed") from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _codes(country: str) -> tuple[str, str]:
    code3 = alpha3(country)
    if code3 is None:
        raise ResourceError(f"country {country!r}; must be an ISO 3166 code of two or three letters, like SY")
    return next(two for two, three in country_codes().items() if three == code3), code3


def _build(pack: NewPack, codes: tuple[str, str], folder: Path) -> AddedPack:
    name = str(pack.name)
    if pack.geonames is not None:
        table = geonames_source(pack.geonames.places, codes[0])
        with PackWriter(folder, table) as writer:
            newest = write_geonames(writer, table, codes[0], pack.geonames)
            places, names = writer.finish()
        day, licence, rank = newest, pack.licence or GEONAMES_LICENCE, GEONAMES_RANK
    elif pack.csv is not None:
        table = source(pack.csv, (f"{pack.csv.stem}.csv",))
        with PackWriter(folder, table) as writer:
            write_csv(writer, CsvPack(table, codes[1], name))
            places, names = writer.finish()
        day, licence, rank = None, pack.licence or UNKNOWN_LICENCE, CSV_RANK
    else:
        raise ResourceError("no file; give a GeoNames table or a CSV file")
    digest = sha256(table.path)
    if day is None or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        day = date.fromtimestamp(table.path.stat().st_mtime).isoformat()
    built = sha256(folder / DATABASE)
    about = About(name, licence, digest[:8], day, rank, built, f"places-{built[:12]}.sqlite")
    added = AddedPack(about, places, names, folder)
    (folder / ABOUT).write_text(_about_text(added, table.where(), digest), encoding="utf-8")
    return added


def _about_text(added: AddedPack, file: str, digest: str) -> str:
    about = added.about
    entries: Sequence[tuple[str, str | int]] = (
        ("name", about.name),
        ("title", f"Places of the pack {about.name}"),
        ("licence", about.licence),
        ("source", Path(file).name),
        ("source_sha256", digest),
        ("version", about.version),
        ("date", about.date),
        ("rank", about.rank),
        ("file", str(about.file)),
        ("sha256", str(about.sha256)),
        ("places", added.places),
        ("names", added.names),
    )
    return "".join(f"{key} = {_toml(value)}\n" for key, value in entries)


def _toml(value: str | int) -> str:
    """A TOML value; of texts, what a basic string may not hold is escaped."""
    if isinstance(value, int):
        return str(value)
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in value) + '"'


def _install(added: AddedPack, folder: Path) -> AddedPack:
    folder.mkdir(parents=True, exist_ok=True)
    before = _file_of(folder)
    (added.folder / DATABASE).replace(folder / str(added.about.file))
    (added.folder / ABOUT).replace(folder / ABOUT)
    if before is not None and before != added.about.file:
        (folder / before).unlink(missing_ok=True)
    return replace(added, folder=folder)


def _file_of(folder: Path) -> str | None:
    """The table that an older pack in `folder` names."""
    try:
        return read_about(folder).file
    except ResourceError:
        return None


def _clear_old(home: Path) -> None:
    """Take away what a run that was killed has left, if it cannot be at work any more."""
    for left in home.glob(f"{BUILDING}*"):
        if time.time() - left.stat().st_mtime > A_DAY:
            shutil.rmtree(left, ignore_errors=True)
