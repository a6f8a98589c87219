"""Which names a small map shows, and where: none over another, none twice."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.basemap.frame import Frame, Pixels
from sayso.basemap.table import Town

GAP = 5.0  # pixels between a dot and its name
PIN_GAP = 9.0  # the same of a pin
EDGE = 3.0  # pixels between a name and the edge of the picture
PAD = 4.0  # pixels that names keep from each other
SAME_KM = 6.0  # a town nearer than this to a named point is that point
# Articles and vowels, by which transliterations of one name differ: ar-Raqqah, al-Raqqa, Raqqa.
ARTICLE = re.compile(r"^(?:a[dhlnrstz]|e[dlnrstz]|as[hs]|al|el|the)[ -]+")
ROW = 12  # pixels between the rows in which room for a name is looked for
WIDE = 0.56  # of the size of its letters is a letter wide, on average
FULL_WIDTH = 1.02  # the same of a Chinese or Japanese one

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Label:
    """A name at its place; `kind` is its class, `anchor` SVG's text-anchor, `dot` the town's own pixel."""

    text: str
    kind: str
    x: float
    y: float
    anchor: str
    dot: tuple[float, float] | None = None


class Board:
    """The picture as it fills with names."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._taken: list[Rectangle] = []
        self._named: set[str] = set()

    def keep(self, left: float, top: float, right: float, bottom: float) -> None:
        """Keep names out of a rectangle."""
        self._taken.append((left, top, right, bottom))

    def reserve(self, text: str) -> None:
        """Keep a name from being shown once more."""
        self._named.add(bones(text))

    def beside(self, text: str, dot: tuple[float, float], kind: str, size: float = 11.0) -> Label | None:
        """The name beside its dot, on the first side where it is free, or None."""
        if bones(text) in self._named:
            return None
        x, y = dot
        gap = GAP if kind == "town" else PIN_GAP
        middle, above, below = y + size * 0.35, y - gap, y + gap + size * 0.7
        sides = (
            ("start", x + gap, middle),
            ("end", x - gap, middle),
            ("middle", x, above - 1),
            ("middle", x, below + 1),
            ("start", x + gap, above),
            ("end", x - gap, above),
            ("start", x + gap, below),
            ("end", x - gap, below),
        )
        for anchor, left, base in sides:
            found = self._put(Label(text, kind, left, base, anchor, dot), size)
            if found is not None:
                self.keep(x - 3, y - 3, x + 3, y + 3)
                return found
        return None

    def at(self, text: str, spots: Iterable[tuple[float, float]], kind: str, size: float) -> Label | None:
        """The name with its middle at the first spot where it is free, or None."""
        if bones(text) in self._named:
            return None
        for x, y in spots:
            found = self._put(Label(text, kind, x, y + size * 0.35, "middle"), size)
            if found is not None:
                return found
        return None

    def _put(self, label: Label, size: float) -> Label | None:
        box = _extent(label, size)
        inside = box[0] >= EDGE and box[1] >= EDGE and box[2] <= self._frame.width - EDGE
        if (
            not inside
            or box[3] > self._frame.height - EDGE
            or any(_touch(box, other) for other in self._taken)
        ):
            return None
        self._taken.append(box)
        self._named.add(bones(label.text))
        return label


def bones(name: str) -> str:
    """What two spellings of one name share: no accents, article, vowels, doubled or silent letters."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = ARTICLE.sub("", plain)
    kept = re.sub(r"[^\w]|_", "", plain)
    short = re.sub(r"(.)\1+", r"\1", kept[:1] + re.sub(r"[aeiouyh]", "", kept[1:]))
    return short if len(short) > 1 else kept


def shown_towns(
    towns: Sequence[Town], frame: Frame, near: tuple[float, float] | None
) -> list[tuple[Town, float, float]]:
    """Towns in the picture with their pixels, the weightiest first; of those at `near`, none."""
    found = []
    for town in towns:
        x, y = frame.pixel(town.lat, town.lon)
        if not frame.holds(x, y, 6):
            continue
        if near is not None and abs(x - near[0]) + abs(y - near[1]) < max(9.0, SAME_KM * frame.scale):
            continue
        found.append((town, x, y))
    return sorted(found, key=lambda one: (-one[0].weight, one[0].name))


def spots(rings: Iterable[Pixels], frame: Frame, wide: float) -> list[tuple[float, float]]:
    """Places for the name of an area in what of it is seen, `wide` pixels each, the roomiest first."""
    outline = [ring for ring in rings if len(ring) > 2]
    rows = [_stretches(outline, frame, y) for y in range(0, frame.height + 1, ROW)]
    found = []
    for number in range(1, len(rows) - 1):
        above, here, below = rows[number - 1 : number + 2]
        for left, right in _common(_common(above, here), below):
            if right - left >= wide + 2 * PAD:
                off = abs(number * ROW - frame.height / 2)
                found.append((right - left - off * 0.6, (left + right) / 2, float(number * ROW)))
    found.sort(key=lambda row: (-row[0], row[2]))
    return [(x, y) for _, x, y in found]


def _stretches(rings: Iterable[Pixels], frame: Frame, y: int) -> list[tuple[float, float]]:
    """Where a row of pixels lies in an area."""
    crossings = sorted(x for ring in rings for x in _crossings(ring, y + 0.01))
    pairs = zip(crossings[::2], crossings[1::2], strict=False)
    return [(max(left, 0.0), min(right, float(frame.width))) for left, right in pairs]


def _common(a: Iterable[tuple[float, float]], b: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """What two rows have in common."""
    found = [(max(one[0], other[0]), min(one[1], other[1])) for one in a for other in b]
    return [(left, right) for left, right in found if left < right]


def _crossings(ring: Pixels, y: float) -> Iterable[float]:
    """Where an outline crosses a row."""
    before = ring[-1]
    for point in ring:
        if (before[1] > y) != (point[1] > y):
            yield before[0] + (y - before[1]) / (point[1] - before[1]) * (point[0] - before[0])
        before = point


def _extent(label: Label, size: float) -> Rectangle:
    width = text_width(label.text, size)
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    left = label.x - width * share
    return (left - PAD, label.y - size * 0.85 - 1, left + width + PAD, label.y + size * 0.3 + 1)


def text_width(text: str, size: float) -> float:
    """About how wide a text is drawn."""
    wide = sum(
        FULL_WIDTH if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else WIDE
        for c in text
    )
    return wide * size


def _touch(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
