"""`sayso evaluate relations`, `types` and `traps` without predictions: sayso itself classifies and codes."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.evaluate import Scores
from sayso.evaluate.relations import Answer, pairs_without_gold, read_pairs, relation_row, score_relations
from sayso.evaluate.traps import Lured, Trap, read_traps, score_traps
from sayso.evaluate.types import read_snippets, score_types
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.show.cli.naming import write_lines
from sayso.show.cli.stages import Stages
from sayso.show.cli.streams import Problems


def relations(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Classify the pairs, keep the answers where asked to, and score those that have gold."""
    rows = read_pairs(Path(args.gold))
    found = stages.relations((row.sentence, row.source, row.target) for row in rows)
    said = [(None, None) if one is None else (one.root, one.quad) for one in found]
    if args.predictions is not None:
        lines = (relation_row(row, *one) for row, one in zip(rows, said, strict=True))
        write_lines(Path(args.predictions), lines)
    without = pairs_without_gold(rows, Path(args.gold))
    if without is not None:
        problems.tell(without)
    return score_relations(rows, {row.uid: Answer.of(*one) for row, one in zip(rows, said, strict=True)})


def types(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Classify the texts, keep the answers where asked to, and score those that have gold."""
    snippets = read_snippets(Path(args.gold))
    found = stages.event_classes(one.text for one in snippets)
    answers = {
        one.id: None if known is None else known.code for one, known in zip(snippets, found, strict=True)
    }
    if args.predictions is not None:
        write_lines(Path(args.predictions), ({"id": name, "type": code} for name, code in answers.items()))
    if all(one.type is None for one in snippets):
        problems.tell(f"{args.gold}: no type; only predicted")
    return score_types(snippets, answers)


def traps(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Code the texts, keep what was coded where asked to, and score them."""
    asked = read_traps(Path(args.gold))
    lured = {one.report.id: events(one) for one in problems.sift(stages.code(_reports(asked)))}
    if args.predictions is not None:
        lines = ({"id": name, "events": [_row(one) for one in found]} for name, found in lured.items())
        write_lines(Path(args.predictions), lines)
    return score_traps(asked, lured)


def _reports(traps: Sequence[Trap]) -> Iterator[Report]:
    return (Report.from_text(trap.text, id=trap.id) for trap in traps)


def events(coded: Coded) -> list[Lured]:
    """Every event of a record, whatever its modality."""
    return [
        Lured(event.triggers[0].of(coded.report.text), event.type.value, event.modality.value)
        for event in coded.events
    ]


def _row(one: Lured) -> dict[str, object]:
    return {"trigger": one.trigger, "type": one.type, "modality": one.modality}
