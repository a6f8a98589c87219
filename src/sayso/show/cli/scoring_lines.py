"""`sayso evaluate lines` without predictions: sayso itself codes the reports and counts the lines."""

import argparse
from pathlib import Path

from sayso.accounting import one_incident
from sayso.evaluate import Scores
from sayso.evaluate.lines import (
    Row,
    answered,
    as_row,
    faults,
    given_families,
    read_incidents,
    score_lines,
)
from sayso.model.incidents import MergedIncident
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.show.cli.naming import write_lines
from sayso.show.cli.stages import Stages
from sayso.show.cli.streams import Problems


def lines(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Code the reports of each incident, keep its lines where asked to, and score them.

    With `--per-doc`, what is wrong is told on standard error for each incident, with the lines found.
    """
    rows = read_incidents(Path(args.gold))
    found = [told(row, stages, problems) for row in rows]
    if args.predictions is not None:
        write_lines(Path(args.predictions), map(as_row, found))
    answers = [answered(incident) for incident in found]
    if args.per_doc:
        for row, answer, incident in zip(rows, answers, found, strict=True):
            for fault in faults(row, answer):
                problems.tell(f"{row.id}: {fault}: {'; '.join(_shown(incident))}")
    return score_lines(rows, answers)


def told(row: Row, stages: Stages, problems: Problems) -> MergedIncident:
    """The accounts of one incident of the gold: all its reports are about it."""
    reports = [
        Report.from_text(one.text, title=one.title, outlet=one.outlet, published=one.published, id=one.id)
        for one in row.reports
    ]
    coded: list[Coded] = list(problems.sift(stages.code(reports)))
    return one_incident(row.id, coded, given_families(row.reports))


def _shown(incident: MergedIncident) -> list[str]:
    return [f"{one.party or 'unnamed'} in {', '.join(one.reports)}" for one in incident.lines]
