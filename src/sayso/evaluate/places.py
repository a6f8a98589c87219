"""The benchmark `places`: names of places in texts, and where they are.

Gold and predictions are lines of JSON, `{"doc_id": ..., "toponyms": [{"start", "end",
"lat", "lon", ...}]}`, the gold with `text`; a prediction without a point abstains. The
definitions are those of the public scorer of the development sets: recognition exact and
with overlap, one to one, identical spans first, then the largest overlap; end to end, a
prediction is right if it overlaps a gold name and lies within 161 km (100 miles) of it,
P over predictions with a point, R over gold names with one.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sayso.errors import ResourceError
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Found, Share, Tally
from sayso.model.sphere import great_circle_km

T = TypeVar("T")
RIGHT_KM = 161.0
NEAR_KM = 25.0
FAR_KM = 100.0
SURE = 0.7  # answers of this probability and more are those that a user may pin


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name in a text: code points, the end exclusive; `lat`, `lon` None where no point is given.

    `id` is the gazetteer's, `probability` the system's own.
    """

    start: int
    end: int
    type: str | None = None
    lat: float | None = None
    lon: float | None = None
    id: str | None = None
    probability: float | None = None

    def shared(self, other: "Toponym") -> int:
        """How many characters both cover; 0 or less for none."""
        return min(self.end, other.end) - max(self.start, other.start)

    def km(self, other: "Toponym") -> float | None:
        """The great-circle distance; None where a point is missing."""
        if self.lat is None or self.lon is None or other.lat is None or other.lon is None:
            return None
        return great_circle_km((self.lat, self.lon), (other.lat, other.lon))


@dataclass(frozen=True, slots=True)
class PlacesDocument:
    """A text and its names; `toponyms` None where there is no gold."""

    id: str
    text: str
    toponyms: tuple[Toponym, ...] | None


class PlaceNames:
    """Names of places in texts, found and resolved."""

    name = "places"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare two files.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_places(read_documents(gold), read_toponyms(predicted))


def score_places(
    documents: Sequence[PlacesDocument],
    predicted: Mapping[str, Sequence[Toponym]],
    drop: frozenset[str] = frozenset(),
) -> Scores:
    """Figures of each document that has gold.

    Args:
        documents: The gold.
        predicted: Names by document.
        drop: Types of gold names that count neither as found nor as missed.
    """
    scored = [document for document in documents if document.toponyms is not None]
    return Scores(
        documents={d.id: _tally(d.toponyms or (), predicted.get(d.id, ()), drop) for d in scored},
        missing=tuple(document.id for document in scored if document.id not in predicted),
        has_events=False,
    )


def _tally(gold: Sequence[Toponym], predicted: Sequence[Toponym], drop: frozenset[str]) -> Tally:
    kept = [name for name in gold if name.type not in drop]
    ignored = [name for name in gold if name.type in drop]
    said = list({(p.start, p.end): p for p in reversed(predicted)}.values())[::-1]
    pairs = _pairs(kept, said)
    matched = {j for _, j in pairs}
    counted = [
        (j, p) for j, p in enumerate(said) if j in matched or not any(p.shared(name) > 0 for name in ignored)
    ]
    spans = {(name.start, name.end) for name in kept}
    tally = Tally()
    exact = sum((p.start, p.end) in spans for _, p in counted)
    tally.add("recognition, exact", Found(exact, len(counted), len(kept)))
    tally.add("recognition, overlap", Found(len(pairs), len(counted), len(kept)))
    _resolution(tally, kept, [p for _, p in counted], [(kept[i], said[j]) for i, j in pairs])
    return tally


def _resolution(
    tally: Tally, kept: Sequence[Toponym], said: Sequence[Toponym], pairs: Sequence[tuple[Toponym, Toponym]]
) -> None:
    asked = [(name, p, name.km(p)) for name, p in pairs if name.lat is not None]
    answered = [(name, p, km) for name, p, km in asked if km is not None]
    right = sum(km < RIGHT_KM for _, _, km in answered)
    open_gold = {id(p) for name, p in pairs if name.lat is None}
    pinned = sum(p.lat is not None and id(p) not in open_gold for p in said)
    points = sum(name.lat is not None for name in kept)
    tally.add("end to end, 161 km", Found(right, pinned, points))
    tally.add("strict, 161 km", Share(right, points))
    tally.add("answered, of those found", Share(len(answered), len(asked)))
    tally.add("right of the answered, 161 km", Share(right, len(answered)))
    tally.add(
        "right of the answered, 25 km", Share(sum(km < NEAR_KM for _, _, km in answered), len(answered))
    )
    sure = [km for _, p, km in answered if p.probability is not None and p.probability >= SURE]
    tally.add("wrong by over 100 km, of the sure", Share(sum(km > FAR_KM for km in sure), len(sure)))
    countries = [(name, p) for name, p in pairs if name.type == "COUNTRY" and name.id is not None]
    tally.add("countries by code", Share(sum(name.id == p.id for name, p in countries), len(countries)))


def _pairs(gold: Sequence[Toponym], said: Sequence[Toponym]) -> list[tuple[int, int]]:
    """One to one: identical spans first, then the largest overlap."""
    shared = sorted(
        (name.start != p.start or name.end != p.end, -name.shared(p), i, j)
        for i, name in enumerate(gold)
        for j, p in enumerate(said)
        if name.shared(p) > 0
    )
    rows: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in shared:
        if i not in rows and j not in taken:
            rows[i] = j
            taken.add(j)
    return sorted(rows.items())


def read_documents(path: Path) -> list[PlacesDocument]:
    """The texts of a file, each with its names where it has gold.

    Raises:
        ResourceError: it cannot be read, or a line is not of the form.
    """
    return list(_lines(path, _document))


def read_toponyms(path: Path) -> dict[str, tuple[Toponym, ...]]:
    """Predicted names by document.

    Raises:
        ResourceError: it cannot be read, or a line is not of the form.
    """
    return dict(_lines(path, lambda row: (str(row["doc_id"]), _toponyms(row["toponyms"]))))


def write_toponyms(rows: Iterable[Mapping[str, object]], path: Path) -> None:
    """Keep predictions as `read_toponyms` and the public scorer read them."""
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    path.write_text(text, encoding="utf-8", newline="\n")


def _lines(path: Path, read: Callable[[Mapping[str, Any]], T]) -> Iterator[T]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path}: cannot be read ({error}); a file of JSON lines is needed") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield read(json.loads(line))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ResourceError(
                f"{path}:{number}: not of the form ({error!r}); "
                'must be like {"doc_id": "...", "text": "...", "toponyms": [{"start": 0, "end": 5}]}'
            ) from error


def _document(row: Mapping[str, Any]) -> PlacesDocument:
    gold = row.get("toponyms")
    return PlacesDocument(str(row["doc_id"]), str(row["text"]), None if gold is None else _toponyms(gold))


def _toponyms(rows: Iterable[Mapping[str, Any]]) -> tuple[Toponym, ...]:
    return tuple(_toponym(row) for row in rows)


def _toponym(row: Mapping[str, Any]) -> Toponym:
    lat, lon, known = row.get("lat"), row.get("lon"), row.get("geonames_id")
    if lat is None or lon is None:
        lat = lon = None
    return Toponym(
        start=int(row["start"]),
        end=int(row["end"]),
        type=row.get("type"),
        lat=None if lat is None else float(lat),
        lon=None if lon is None else float(lon),
        id=None if known is None else str(known),
        probability=row.get("probability"),
    )
