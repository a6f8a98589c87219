"""The small map of one place, drawn as SVG: an area where an area is known, a pin only on a point.

Looks are in classes (`show/web/static/locator.css` has them); the attributes beside them are those of a light
page, for whoever has the picture without the page.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import islice

from sayso.basemap.frame import Frame, Pixels, path
from sayso.basemap.labels import Board, Label, Rectangle, shown_towns, spots, text_width
from sayso.basemap.table import Area, Basemap, Layer, Town, load_basemap
from sayso.model.events import Geometry, Location, PlacePrecision

POINTS = frozenset({PlacePrecision.SETTLEMENT, PlacePrecision.CITY})
LEAST_KM, MOST_KM = 65.0, 4200.0  # from the middle to the nearer edges
AROUND = 2.6  # of its radius a place is shown with
MOST_LABELS = 9
MOST_COUNTRIES = 3
SPREAD_KM = 12.0  # a point that is known no better than this gets a circle beside its pin
NAME_LENGTH = 40
LEVELS = ((200.0, 0), (450.0, 1), (1300.0, 2), (math.inf, 3))  # reach in km, level
TIERS = ((140.0, 3), (420.0, 2), (1500.0, 1), (math.inf, 0))  # reach in km, last tier
COUNTRY_SIZE = 9.5
ENOUGH = 60  # towns, among which to choose
BORDERS_UNTIL = 600.0  # km; beyond it, first-order lines are left out
# Bidirectional overrides and what else is not seen would turn other texts of the page.
UNSEEN = {**dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)]), 0x200B: None, 0x2060: None, 0xFEFF: None}
UNSEEN |= dict.fromkeys([*range(0x200E, 0x2010), *range(0x2028, 0x202F), *range(0x2066, 0x206A)])
LOOKS = {
    Layer.LAND: 'class="land" fill="#f3f1ec"',
    Layer.LAKE: 'class="lake" fill="#d5e1ea"',
    Layer.RIVER: 'class="river" fill="none" stroke="#9fbccf"',
    Layer.ADMIN1: 'class="admin1" fill="none" stroke="#cfcac0" stroke-width=".8"',
    Layer.BORDER: 'class="border" fill="none" stroke="#8b857a" stroke-width="1.1"',
    Layer.DISPUTED: 'class="disputed" fill="none" stroke="#8b857a" stroke-width="1.1" stroke-dasharray="4 3"',
}
DASHES = 'stroke-dasharray="5 4"'
UNDER = 'paint-order="stroke" stroke-linejoin="round"'  # the halo lies under the letters
TINT = 'class="tint" fill="#e9c98f" fill-opacity=".45" stroke="#a8641c" stroke-width=".9"'
WITHIN = 'class="within" fill="#e9c98f" fill-opacity=".25"'
DOUBT = 'class="doubt" fill="#b3541e" fill-opacity=".14" stroke="#b3541e" stroke-width="1.5" ' + DASHES
NAMES = 'class="names" fill="#2b2926" stroke="#f8f6f2" stroke-width="3" ' + UNDER
PIN = 'class="pin" fill="#b3541e" stroke="#fff" stroke-width="1.5"'


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a picture in pixels."""

    width: int = 480
    height: int = 300


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is to be shown: the frame, and the place as an area, a circle or a point."""

    frame: Frame
    name: str
    area: Area | None  # the place itself
    within: Area | None  # the area that the place is said to be a part of
    circle_km: float
    is_point: bool


def locator(place: Location | None, size: Size | None = None, basemap: Basemap | None = None) -> str:
    """An SVG map of a place; "" where nothing of it can be shown: no coordinates, and no outline."""
    table = basemap or load_basemap()
    scene = None if place is None else _scene(place, size or Size(), table)
    return "" if scene is None else _svg(scene, table)


def _scene(place: Location, size: Size, table: Basemap) -> _Scene | None:
    name = shown(place.name)
    area = _area(place, table)
    if area is not None:
        return _Scene(_around(area, place, size), name or area.name, area, None, 0.0, is_point=False)
    lat, lon = place.lat, place.lon
    if lat is None or lon is None or not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90):
        return None
    radius = place.radius_km if place.radius_km is not None and math.isfinite(place.radius_km) else 0.0
    pinned = is_point(place)
    if not pinned and radius <= 0:
        return None  # an area of which nobody knows how far it reaches: its middle would be a false pin
    reach = min(max(LEAST_KM, radius * AROUND), MOST_KM)
    frame = Frame(lat, (lon + 180) % 360 - 180, reach, size.width, size.height)
    within = table.area(place.spatial.anchor) if place.spatial is not None else None
    return _Scene(frame, name, None, within, min(max(radius, 0.0), MOST_KM), pinned)


def is_point(place: Location) -> bool:
    """Whether a place may be shown by a pin."""
    return place.geometry is Geometry.POINT if place.geometry is not None else place.precision in POINTS


def _area(place: Location, table: Basemap) -> Area | None:
    """The outline that is the place itself: of a province, or of a country of which no more is known."""
    if place.spatial is not None or place.geometry not in {None, Geometry.AREA}:
        return None
    if place.precision is PlacePrecision.ADMIN1 and place.gazetteer is not None:
        return table.area(place.gazetteer)
    if place.precision is PlacePrecision.COUNTRY and place.country is not None:
        return table.country(place.country)
    return None


def _around(area: Area, place: Location, size: Size) -> Frame:
    """The frame around an area, without islands far from its main part."""
    ring = max(area.rings, key=lambda one: len(one[0]))
    lat, lon = (min(ring[1]) + max(ring[1])) / 2, (min(ring[0]) + max(ring[0])) / 2
    if place.lat is not None and place.lon is not None and abs(place.lat) <= 90 and math.isfinite(place.lon):
        lat, lon = place.lat, place.lon
    # A frame in which a pixel is a kilometre measures; one of equal area, so that nothing runs apart.
    rule = Frame(lat, lon, 5000.0, 10_000, 10_000)
    far = AROUND * (place.radius_km or math.inf)
    found: Pixels = []
    for one in sorted(area.rings, key=lambda one: -len(one[0])):
        points = rule.pixels(one)
        if not found or min(math.hypot(x - 5000, y - 5000) for x, y in points) <= far:
            found += points
    xs, ys = [x for x, _ in found], [y for _, y in found]
    high, wide = (max(ys) - min(ys)) / 2, (max(xs) - min(xs)) / 2
    least = min(size.width, size.height)
    reach = max(high * least / size.height, wide * least / size.width) * 1.12
    middle_x, middle_y = (max(xs) + min(xs)) / 2 - 5000, (max(ys) + min(ys)) / 2 - 5000
    lat, lon = _moved(lat, lon, middle_x, -middle_y)
    return Frame(lat, lon, min(max(reach, LEAST_KM), MOST_KM), size.width, size.height)


def _moved(lat: float, lon: float, east_km: float, north_km: float) -> tuple[float, float]:
    """A point some way off, well enough for the middle of a picture."""
    there = max(-89.0, min(89.0, lat + north_km / 111.2))
    turned = lon + east_km / (111.2 * math.cos(math.radians((lat + there) / 2)))
    return there, (turned + 180) % 360 - 180


def _svg(scene: _Scene, table: Basemap) -> str:
    frame = scene.frame
    level = next(level for reach, level in LEVELS if frame.reach_km <= reach)
    drawn = _drawn(frame, table, level)
    areas = [
        f'<path {look} d="{_fill(area, frame)}"/>'
        for area, look in ((scene.within, WITHIN), (scene.area, TINT))
        if area is not None
    ]
    labels = _labels(scene, table)
    order = (Layer.LAND, None, Layer.LAKE, Layer.RIVER, Layer.ADMIN1, Layer.DISPUTED, Layer.BORDER)
    shapes = [
        f'<path {LOOKS[one]} d="{drawn[one]}"/>' if one in drawn else "" for one in order if one is not None
    ]
    size = f'width="{frame.width}" height="{frame.height}"'
    looks = f'viewBox="0 0 {frame.width} {frame.height}" {size} font-family="system-ui, sans-serif"'
    return "".join(
        (
            f'<svg class="locator" xmlns="http://www.w3.org/2000/svg" role="img" {looks} font-size="11">',
            f"<title>{escape(_title(scene))}</title><desc>{escape(_told(scene, labels))}</desc>",
            f'<rect class="sea" {size} fill="#d5e1ea"/>',
            shapes[0],
            *areas,
            *shapes[1:],
            *_mark(scene),
            f"<g {NAMES}>",
            *_bar(frame),
            *(_text(label) for label in labels),
            "</g></svg>",
        )
    )


def _drawn(frame: Frame, table: Basemap, level: int) -> dict[Layer, str]:
    """What each layer draws."""
    parts: dict[Layer, list[str]] = {}
    for layer, lines in table.shapes(frame.box(), level):
        if layer is Layer.ADMIN1 and frame.reach_km > BORDERS_UNTIL:
            continue
        held = parts.setdefault(layer, [])
        for line in lines:
            if frame.is_far(line):
                continue
            points = frame.pixels(line)
            if layer in {Layer.LAND, Layer.LAKE}:
                held.append(path(frame.inside(points), closed=True))
            else:
                held += [path(run, closed=False) for run in frame.runs(points)]
    return {layer: "".join(held) for layer, held in parts.items() if any(held)}


def _fill(area: Area, frame: Frame) -> str:
    return "".join(path(frame.inside(frame.pixels(ring)), closed=True) for ring in area.rings)


def _mark(scene: _Scene) -> Iterable[str]:
    """The circle within which the place lies, and the pin where it is a point."""
    frame = scene.frame
    x, y = frame.width / 2, frame.height / 2
    radius = scene.circle_km * frame.scale
    if scene.area is None and (not scene.is_point or scene.circle_km > SPREAD_KM):
        yield f'<circle {DOUBT} cx="{x:g}" cy="{y:g}" r="{radius:.1f}"/>'
    if scene.is_point:
        yield f'<circle {PIN} cx="{x:g}" cy="{y:g}" r="5"/>'


def _bar(frame: Frame) -> Iterable[str]:
    """A scale bar of a round number of kilometres."""
    km = _bar_km(frame)
    width, y = km * frame.scale, frame.height - 10
    line = f'd="M10 {y - 4}v4h{width:.1f}v-4"'
    yield f'<path class="bar" {line} fill="none" stroke="#4b4842" stroke-width="1"/>'
    yield f'<text class="km" x="{width + 15:.1f}" y="{y + 1}" font-size="10">{km} km</text>'


def _bar_km(frame: Frame) -> int:
    most = min(100.0, frame.width / 3) / frame.scale
    power = 10 ** max(0, math.floor(math.log10(most)))
    return next((int(f * power) for f in (5, 2, 1) if f * power <= most), 1)


def _labels(scene: _Scene, table: Basemap) -> list[Label]:
    """The place first, then what lies around it."""
    frame = scene.frame
    board = Board(frame)
    x, y = frame.width / 2, frame.height / 2
    board.keep(0, frame.height - 26, _bar_km(frame) * frame.scale + 60, frame.height)
    found = [_own(scene, board)]
    if scene.is_point:
        board.keep(x - 7, y - 7, x + 7, y + 7)
    found += _countries(scene, table.countries(frame.box()), board)
    near = (x, y) if scene.is_point else None
    for town, left, top in shown_towns(_towns(frame, table), frame, near):
        if sum(label is not None for label in found) >= MOST_LABELS:
            break
        found.append(board.beside(town.name, (left, top), "town"))
    return [label for label in found if label is not None]


def _own(scene: _Scene, board: Board) -> Label | None:
    """The name of the place: beside its pin, above its circle, or in its area."""
    frame = scene.frame
    x, y = frame.width / 2, frame.height / 2
    if not scene.name:
        return None
    if scene.is_point:
        return board.beside(scene.name, (x, y), "place", 13.0)
    if scene.area is None:
        away = scene.circle_km * frame.scale
        return board.at(scene.name, ((x, y - away - 10), (x, y + away + 12), (x, y)), "place", 13.0)
    rings = [frame.pixels(ring) for ring in scene.area.rings]
    wide = text_width(scene.name, 13.0)
    return board.at(scene.name, [*spots(rings, frame, wide), (x, y)], "place", 13.0)


def _countries(scene: _Scene, countries: Iterable[Area], board: Board) -> list[Label | None]:
    """The countries in the picture, those of which most is seen, beside the place and not over it."""
    frame = scene.frame
    marked = _marked(scene)
    found = []
    for country in countries:
        if country.name and (scene.area is None or country.box != scene.area.box):
            rings = [frame.inside(frame.pixels(ring)) for ring in country.rings]
            wide = text_width(country.name, COUNTRY_SIZE) * 1.25
            places = spots(rings, frame, wide)
            if scene.area is None or scene.area.country == country.country:
                places = [spot for spot in places if not _within(spot, marked, wide / 2 + 4)]
            if places:
                found.append((len(places), country.name, places))
    found.sort(key=lambda one: (-one[0], one[1]))
    put = (board.at(name.upper(), places, "country", COUNTRY_SIZE) for _, name, places in found)
    return list(islice((label for label in put if label is not None), MOST_COUNTRIES))


def _marked(scene: _Scene) -> Rectangle:
    """The edges of what the picture marks."""
    frame = scene.frame
    x, y = frame.width / 2, frame.height / 2
    if scene.area is None:
        reach = max(scene.circle_km * frame.scale, 30.0)
        return (x - reach, y - reach, x + reach, y + reach)
    points = [point for ring in scene.area.rings for point in frame.inside(frame.pixels(ring))]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys)) if points else (x, y, x, y)


def _within(spot: tuple[float, float], box: Rectangle, wide: float) -> bool:
    left, top, right, bottom = box
    return left - wide < spot[0] < right + wide and top - 8 < spot[1] < bottom + 8


def _towns(frame: Frame, table: Basemap) -> list[Town]:
    """Towns in the picture, tier by tier until there are enough to choose from."""
    last = next(tier for reach, tier in TIERS if frame.reach_km <= reach)
    found: list[Town] = []
    for tier in range(last + 1):
        found += table.towns(frame.box(), tier)
        if len(found) >= ENOUGH:
            break
    return found


def _text(label: Label) -> str:
    dot = ""
    if label.dot is not None and label.kind == "town":
        dot = f'<circle class="dot" cx="{label.dot[0]:.1f}" cy="{label.dot[1]:.1f}" r="2" stroke="none"/>'
    size = {
        "place": ' font-size="13" font-weight="600"',
        "country": f' font-size="{COUNTRY_SIZE}" letter-spacing="1"',
    }
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    looks = f'class="{label.kind}" x="{label.x:.1f}" y="{label.y:.1f}"{anchor}{size.get(label.kind, "")}'
    return f"{dot}<text {looks}>{escape(label.text)}</text>"


def _title(scene: _Scene) -> str:
    return f"Map: {scene.name}" if scene.name else "Map of the place"


def _told(scene: _Scene, labels: list[Label]) -> str:
    """The picture in words, for those who do not see it."""
    if scene.area is not None:
        first = f"The whole of {scene.name} is marked: no more exact place is told."
    elif scene.is_point:
        first = f"A point marks {scene.name}."
    else:
        first = f"A dashed circle of {scene.circle_km:.0f} km marks the area; where in it is not known."
    towns = [label.text for label in labels if label.kind == "town"]
    return f"{first} Also shown: {', '.join(towns)}." if towns else first


def shown(name: str) -> str:
    """A name as it may stand on a page: on one line, nothing unseen in it, not endless."""
    clean = " ".join(name[:400].translate(UNSEEN).split())
    return clean if len(clean) <= NAME_LENGTH else clean[: NAME_LENGTH - 1].rstrip() + "…"


__all__ = ["Size", "is_point", "locator"]
