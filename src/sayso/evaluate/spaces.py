"""The benchmark `spaces`: phrases of space in sentences against the areas that they mean.

Gold is a TOML table of rows, one `[[case]]` per phrase (`tests/gold/spaces/README.md`): `text`,
`phrase`, `nth`, `title`, `published`, and what is asked: `anchor_near` and `anchor_km`,
`relation`, `direction`, `distance_km`, `geometry`, `country`, `centre_near` and
`within_km`; `abstain` where no point may be given, `not_place` where the phrase may be
the place of no event. Predictions are lines of JSON with `row` (from 1) and the fields of `Area`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sayso.errors import ResourceError
from sayso.evaluate.cases import phrase_of, read_cases
from sayso.evaluate.scores import Scores
from sayso.evaluate.tally import Tally
from sayso.model.sphere import Point, great_circle_km

SLACK = 0.06  # of a distance: miles are converted with other roundings


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row: `start` and `end` are the place of the phrase in `text`; `asked` what the row asks."""

    number: int
    text: str
    start: int
    end: int
    asked: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Area:
    """What a system makes of a phrase; `is_place` whether an event of the text has it as its place."""

    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    geometry: str | None = None
    relation: str | None = None
    direction: str | None = None
    distance_km: float | None = None
    anchor: Point | None = None
    is_place: bool = False


class Spaces:
    """Phrases of space one by one."""

    name = "spaces"

    def score(self, gold: Path, predicted: Path) -> Scores:
        """Compare a table of rows and a file of predictions.

        Raises:
            ResourceError: a file is missing or not of the form.
        """
        return score_spaces(space_rows(gold), predicted_spaces(predicted))


def score_spaces(rows: Sequence[Phrase], areas: Mapping[int, Area]) -> Scores:
    """Figures over all rows, each a document of its own; `areas` by the number of the row."""
    return Scores(
        documents={
            f"{row.number:03d} {row.text[row.start : row.end]}": _tally(row, areas.get(row.number) or Area())
            for row in rows
        },
        missing=tuple(f"row {row.number}" for row in rows if row.number not in areas),
        has_events=False,
    )


def faults(row: Phrase, area: Area) -> tuple[str, ...]:
    """What of the row's demands the area does not meet; none where it is right."""
    asked = row.asked
    if asked.get("not_place"):
        return ("is the place of an event",) if area.is_place else ()
    if asked.get("abstain"):
        return ("has a point",) if area.lat is not None else ()
    return tuple(_faults(asked, area))


def _faults(asked: Mapping[str, Any], area: Area) -> Iterator[str]:
    if "centre_near" in asked and not _is_near(area.lat, area.lon, asked["centre_near"], asked["within_km"]):
        yield "centre"
    lat, lon = area.anchor or (None, None)
    if "anchor_near" in asked and not _is_near(lat, lon, asked["anchor_near"], asked["anchor_km"]):
        yield "anchor"
    over = {"over": "in"}  # what flies over a place is there
    if "relation" in asked and area.relation != over.get(asked["relation"], asked["relation"]):
        yield "relation"
    if "direction" in asked and _wind(area.direction) != _wind(asked["direction"]):
        yield "direction"
    for field in ("geometry", "country"):
        if field in asked and getattr(area, field) != asked[field]:
            yield field
    said = asked.get("distance_km")
    if said is not None and (area.distance_km is None or abs(area.distance_km - said) > SLACK * said + 0.5):
        yield "distance"


def _tally(row: Phrase, area: Area) -> Tally:
    tally, right = Tally(), not faults(row, area)
    tally.right("phrases right", right)
    kind = next((key for key in ("abstain", "not_place") if row.asked.get(key)), "area")
    tally.right(f"{kind} right", right)
    if kind == "area":
        tally.right("area has a point", area.lat is not None)
    return tally


def _is_near(lat: float | None, lon: float | None, point: Sequence[float], km: float) -> bool:
    if lat is None or lon is None:
        return False
    return great_circle_km((lat, lon), (point[0], point[1])) <= km


def _wind(word: str | None) -> str | None:
    return None if word is None else word.replace("-", "").replace(" ", "")


def space_rows(path: Path) -> list[Phrase]:
    """The rows of a table.

    Raises:
        ResourceError: it cannot be read, or a row is not of the form.
    """
    rows = read_cases(path)
    return [_row(path, number, row) for number, row in enumerate(rows, 1)]


def _row(path: Path, number: int, row: Mapping[str, Any]) -> Phrase:
    try:
        text, start, end = phrase_of(row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ResourceError(f"{path}: row {number} is not of the form: {error!r}") from error
    return Phrase(number, text, start, end, row)


def predicted_spaces(path: Path) -> dict[int, Area]:
    """Areas by the number of their row.

    Raises:
        ResourceError: the file cannot be read, or a line is not of the form.
    """
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        rows = [json.loads(line) for line in lines]
        return {int(row.pop("row")): Area(**row) for row in rows}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ResourceError(f"{path}: not lines of predictions: {error!r}") from error


def write_spaces(areas: Iterable[tuple[int, Area]], path: Path) -> None:
    """Keep predictions as `predicted_spaces` reads them."""
    text = "".join(json.dumps({"row": number, **asdict(area)}) + "\n" for number, area in areas)
    path.write_text(text, encoding="utf-8", newline="\n")
