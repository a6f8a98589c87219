"""`sayso evaluate entities` and `parties`: what sayso itself says of the benchmarks of names."""

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sayso.errors import SaysoError
from sayso.evaluate import Scores
from sayso.evaluate.entities import (
    ENTITIES,
    Marked,
    ReportRow,
    beside,
    read_marked,
    read_reports,
    score_entities,
)
from sayso.evaluate.parties import Answer, PartyRow, read_rows, score_parties, wrong_rows
from sayso.model.entities import EntityKind
from sayso.model.report import Report
from sayso.show.cli.stages import Stages
from sayso.show.cli.streams import Problems

_TYPES = {
    EntityKind.ORGANISATION: "Organisation",
    EntityKind.LOCATION: "Location",
    EntityKind.PERSON: "Person",
}
_PEER = "spaCy: "


def entities(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Figures of the reports in a folder; none, and a line saying so, where it has no gold."""
    folder = Path(args.gold)
    reports = read_reports(folder)
    ours = {report.id: _marked(report, stages) for report in reports}
    if args.predictions is not None:
        write_lines(Path(args.predictions), _rows(reports, ours))
    if not (folder / ENTITIES).is_file():
        problems.tell(f"{folder}: no {ENTITIES}; only predicted")
        return Scores({}, has_events=False)
    gold = read_marked(folder / ENTITIES)
    scores = score_entities(reports, gold, ours)
    if not args.beside_spacy:
        return scores
    peers = stages.peer_entities(report.text for report in reports)
    theirs = {
        report.id: [Marked(*one) for one in found] for report, found in zip(reports, peers, strict=True)
    }
    return beside(scores, score_entities(reports, gold, theirs, _PEER))


def _marked(report: ReportRow, stages: Stages) -> list[Marked]:
    found = stages.entities(Report.from_text(report.text, title=report.title, id=report.id))
    return [Marked(one.span.start, one.span.end, _TYPES[one.kind]) for one in found]


def _rows(
    reports: Sequence[ReportRow], marked: Mapping[str, Sequence[Marked]]
) -> Iterable[dict[str, object]]:
    for report in reports:
        for one in marked[report.id]:
            words = report.text[one.start : one.end]
            yield {
                "doc_id": report.id, "type": one.type, "start": one.start, "end": one.end, "text": words,
            }  # fmt: skip


def parties(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Figures of a table of phrases; with `--per-doc`, each wrong row on standard error."""
    rows = read_rows(Path(args.gold))
    answers = {row.id: _answer(row, stages) for row in rows}
    if args.predictions is not None:
        write_lines(Path(args.predictions), (answers[row.id].as_row(row.id) for row in rows))
    if args.per_doc:
        for row, answer in wrong_rows(rows, answers):
            said = answer.party or f"no party, {answer.name!r}"
            problems.tell(f"{row.where}: {row.phrase.of(row.text)!r} was given {said} in: {row.text}")
    return score_parties(rows, answers)


def _answer(row: PartyRow, stages: Stages) -> Answer:
    report = Report.from_text(row.text, title=row.title, published=row.published, id=row.id)
    return Answer.of(stages.party_at(report, row.phrase, row.slot))


def write_lines(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """One JSON object a line.

    Raises:
        SaysoError: the file cannot be written.
    """
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SaysoError(f"{path}: cannot be written: {error.strerror}") from error
