"""`sayso place add` and `sayso place list`: a user's own tables of places, and what all tables know."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import ResourceError
from sayso.model.places import Place
from sayso.show.cli.settings import Settings

if TYPE_CHECKING:
    from sayso.pipeline import Places

EXACT = "exact"
Row = dict[str, str | int | float | None]


def add_place(place: argparse.ArgumentParser) -> None:
    """Give the parser of `sayso place` its two commands."""
    place.description = "Tables of places: add one for a country, or see what is known."
    actions = place.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="add the places of a country", allow_abbrev=False)
    add.description = "Add a country's places from GeoNames' tables or a CSV file: whole, or not at all."
    add.add_argument("country", metavar="CC", help="ISO 3166 code of two or three letters, for instance SY")
    add.add_argument("--file", type=Path, metavar="ZIP", help="GeoNames' table of it: CC.zip or CC.txt")
    add.add_argument("--names", type=Path, metavar="ZIP", help="GeoNames' other names, with their languages")
    add.add_argument("--admin1", type=Path, metavar="TXT", help="GeoNames' admin1CodesASCII.txt")
    add.add_argument("--admin2", type=Path, metavar="TXT", help="GeoNames' admin2Codes.txt")
    add.add_argument("--csv", type=Path, metavar="CSV", help="instead: a CSV file, our form or p-codes")
    add.add_argument("--name", metavar="NAME", help="name of the pack; one of that name is replaced")
    add.add_argument("--licence", metavar="TEXT", help="licence of the data; default: that of GeoNames")
    listed = actions.add_parser("list", help="tables, or places of a name", allow_abbrev=False)
    listed.description = "The tables that are read, or the places that a name may mean."
    listed.add_argument("text", nargs="?", metavar="TEXT", help="a name, as a report would have it")
    listed.add_argument("--country", metavar="CC", help="only places there; then also those spelt alike")
    listed.add_argument("--json", action="store_true", help="as JSON")


def place(args: argparse.Namespace, settings: Settings) -> int:
    """Run `sayso place add` or `sayso place list`; the exit code.

    Raises:
        ResourceError: a file or a pack breaks its form.
    """
    return _add(args, settings) if args.action == "add" else _list(args, settings)


def _add(args: argparse.Namespace, settings: Settings) -> int:
    from sayso.pipeline import GeoNamesFiles, NewPack, add_pack

    tables = [args.file, args.names, args.admin1, args.admin2]
    if (args.csv is None) == (args.file is None) or (args.csv is not None and any(tables)):
        raise ResourceError("give --file (--names, --admin1 and --admin2 go with it) or --csv, not both")
    geonames = None if args.file is None else GeoNamesFiles(*tables)
    added = add_pack(NewPack(args.country, geonames, args.csv, args.name, args.licence), settings.home)
    about = added.about
    told = f"{about.name}: {added.places} places, {added.names} names, {about.date}, {about.licence}"
    sys.stdout.write(f"{told}; in {added.folder}\n")
    return 0


def _list(args: argparse.Namespace, settings: Settings) -> int:
    from sayso.pipeline import load_places

    table = load_places(settings.place_packs)
    if args.text is None:
        rows = _tables(table)
    else:
        rows = _found(table, args.text, None if args.country is None else _alpha3(args.country))
    if args.json:
        sys.stdout.write(f"{json.dumps(rows, ensure_ascii=False, indent=2)}\n")
    else:
        sys.stdout.write(_lines(rows) or f"nothing is called {args.text!r}\n")
    return 0


def _alpha3(country: str) -> str:
    from sayso.pipeline import alpha3

    code = alpha3(country)
    if code is None:
        raise ResourceError(f"country {country!r}; must be an ISO 3166 code of two or three letters, like SY")
    return code


def _tables(table: "Places") -> list[Row]:
    return [
        {
            "table": one.about.name,
            "rank": one.about.rank,
            "places": one.count(),
            "date": one.about.date,
            "version": one.about.version,
            "licence": one.about.licence,
        }
        for one in table.tables
    ]


def _found(table: "Places", text: str, country: str | None) -> list[Row]:
    """The places of that name; in a country also those spelt alike, where none has the name."""
    exact = table.named(text, () if country is None else (country,))
    if exact or country is None:
        return [_row(table, place, EXACT, 1.0) for place in exact]
    alike = table.like(text, (country,))
    return [_row(table, match.place, match.how.value, match.score) for match in alike]


def _row(table: "Places", place: Place, how: str, score: float) -> Row:
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind.value,
        "country": place.country,
        "in": ", ".join(area.name for area in table.parents(place)[:-1]) or place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "population": place.population,
        "match": how,
        "score": score,
        "table": table.source(place.id),
    }


def _lines(rows: Sequence[Row]) -> str:
    """A table for people: columns as wide as they must be, two blanks between."""
    if not rows:
        return ""
    cells = [
        list(rows[0]),
        *(["" if value is None else str(value) for value in row.values()] for row in rows),
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]
    return "".join(f"{line.rstrip()}\n" for line in lines)
