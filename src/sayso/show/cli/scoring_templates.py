"""`sayso evaluate templates` without predictions: sayso itself fills the templates."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from sayso.evaluate import Scores
from sayso.evaluate.templates.benchmark import score_templates
from sayso.evaluate.templates.by_events import by_events
from sayso.evaluate.templates.files import Document, read_documents, write_predictions
from sayso.evaluate.templates.filling import fill
from sayso.evaluate.templates.slots import Template
from sayso.evaluate.templates.weights import Weights, load_weights
from sayso.model.report import Report
from sayso.show.cli.scoring_perpetrators import is_organisation
from sayso.show.cli.stages import Stages
from sayso.show.cli.streams import Problems


def templates(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Read the documents, keep the templates where asked to, and score those that have gold."""
    documents = read_documents(Path(args.gold), args.split)
    weights = None if args.rules else load_weights()
    if weights is not None:
        said = _by_weights(documents, stages, weights)
    else:
        problems.tell("templates are filled by rules" + ("" if args.rules else ": there are no weights"))
        coded = problems.sift(stages.code(map(_report, documents)))
        said = {one.report.id: by_events(one, is_organisation) for one in coded}
    if args.predictions is not None:
        write_predictions(Path(args.predictions), said)
    return score_templates(documents, said)


def _by_weights(
    documents: Sequence[Document], stages: Stages, weights: Weights
) -> Mapping[str, Sequence[Template]]:
    return {one.id: fill(stages.parsed(_report(one)), weights) for one in documents}


def _report(document: Document) -> Report:
    return Report.from_text(document.text, id=document.id)
