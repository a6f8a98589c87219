"""`sayso evaluate places` without predictions: sayso itself finds and resolves the names."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from sayso.evaluate import Scores
from sayso.evaluate.places import PlacesDocument, Toponym, read_documents, score_places, write_toponyms
from sayso.model import toponyms as model
from sayso.model.report import Report
from sayso.show.cli.stages import Stages
from sayso.show.cli.streams import Problems


def places(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Find the names of each text, keep them where asked to, and score those that have gold."""
    gold = Path(args.gold)
    documents = read_documents(gold)
    found = {d.id: _found(d, stages, demonyms=args.demonyms) for d in documents}
    if args.predictions is not None:
        rows = [{"doc_id": d.id, "toponyms": _rows(d.text, found[d.id])} for d in documents]
        write_toponyms(rows, Path(args.predictions))
    if all(document.toponyms is None for document in documents):
        problems.tell(f"{gold}: no document has toponyms; only predicted")
    said = {key: [_toponym(name) for name in names] for key, names in found.items()}
    return score_places(documents, said, frozenset(t for t in args.drop_types.split(",") if t))


def _found(document: PlacesDocument, stages: Stages, *, demonyms: bool) -> Sequence[model.Toponym]:
    return stages.toponyms(Report.from_text(document.text, id=document.id), demonyms=demonyms)


def _toponym(name: model.Toponym) -> Toponym:
    place = name.place
    if place is None:
        return Toponym(name.span.start, name.span.end)
    known = place.id.removeprefix("geonames:")
    span = (name.span.start, name.span.end)
    lat, lon = name.pin or (None, None)
    return Toponym(*span, place.kind.value, lat, lon, known, name.pin_probability)


def _rows(text: str, names: Sequence[model.Toponym]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for name in names:
        row: dict[str, object] = {"start": name.span.start, "end": name.span.end, "text": name.span.of(text)}
        if name.place is not None:
            place = name.place
            if name.pin is not None:
                row |= {"lat": name.pin[0], "lon": name.pin[1], "probability": name.pin_probability}
            row |= {"gazetteer": place.id, "name": place.name, "type": place.kind.value}
            row |= {"country": place.country, "identified": name.probability}
        rows.append(row)
    return rows
