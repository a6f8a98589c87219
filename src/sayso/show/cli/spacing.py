"""`sayso evaluate spaces` without predictions: sayso itself reads the phrases."""

import argparse
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sayso.evaluate import Scores
from sayso.evaluate.spaces import Area, Phrase, faults, score_spaces, space_rows, write_spaces
from sayso.model.events import Geometry, Location
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.show.cli.stages import Stages
from sayso.show.cli.streams import Problems


def spaces(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Read the phrases in their sentences, keep the answers where asked to, and score them."""
    rows = space_rows(Path(args.gold))
    areas = {row.number: area(row, stages) for row in rows}
    if args.predictions is not None:
        write_spaces(areas.items(), Path(args.predictions))
    if args.per_doc:
        for row in rows:
            if wrong := faults(row, areas[row.number]):
                problems.tell(f"{args.gold}: row {row.number}: {', '.join(wrong)}: {row.text}")
    return score_spaces(rows, areas)


def area(row: Phrase, stages: Stages) -> Area:
    """What the place phrase means that shares most characters with the row's."""
    said = row.asked
    report = Report.from_text(
        row.text, title=said.get("title"), published=said.get("published"), id=f"row-{row.number}"
    )
    phrase = Span(row.start, row.end)
    if said.get("not_place"):
        coded = next(iter(stages.code([report])))
        return Area(is_place=isinstance(coded, Coded) and _is_place(coded, phrase))
    found = _nearest(phrase, stages.locations(report))
    return Area() if found is None else _area(*found)


def _is_place(coded: Coded, phrase: Span) -> bool:
    spans = [span for event in coded.events if event.place for span in event.place.evidence]
    return any(phrase.overlaps(span) for span in spans)


def _nearest(
    phrase: Span, located: Iterable[tuple[Span, Location | None, tuple[float, float] | None]]
) -> tuple[Location, tuple[float, float] | None] | None:
    shared = [
        (min(span.end, phrase.end) - max(span.start, phrase.start), -span.start, where, anchor)
        for span, where, anchor in located
        if span.overlaps(phrase)
    ]
    if not shared:
        return None
    _, _, where, anchor = max(shared, key=lambda one: one[:2])
    return None if where is None else (where, anchor)


def _area(where: Location, anchor: tuple[float, float] | None) -> Area:
    border = "border" if where.geometry is Geometry.LINE else "in"
    found = Area(
        lat=where.lat,
        lon=where.lon,
        country=where.country,
        geometry=where.geometry.value if where.geometry else None,
        relation=where.spatial.relation if where.spatial else border,
        anchor=anchor,
    )
    if where.spatial is None:
        return found
    return replace(found, direction=where.spatial.direction, distance_km=where.spatial.distance_km)
