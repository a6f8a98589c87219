"""`sayso evaluate copies` without predictions: the reports of the file make one base."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from sayso.base import Base
from sayso.base.wired import shipped_rules
from sayso.evaluate import Scores
from sayso.evaluate.copies import Answer, Row, as_row, read_reports, score_copies, wrong_pairs
from sayso.model.incidents import Family
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.show.cli.naming import write_lines
from sayso.show.cli.stages import Stages
from sayso.show.cli.streams import Problems
from sayso.store.memory import MemoryStore


def copies(args: argparse.Namespace, _: Stages, problems: Problems) -> Scores:
    """Put the reports into one base, keep its families where asked to, and score them.

    Nothing is coded: families rest on the texts, their outlets and times. With `--per-doc`, every pair that
    was missed or invented is told on standard error.
    """
    rows = read_reports(Path(args.gold))
    base = Base(MemoryStore(), shipped_rules())
    for row in rows:
        base.add(Coded(report=_report(row)))
    answers = answered([row.id for row in rows], base.families())
    if args.predictions is not None:
        write_lines(Path(args.predictions), (as_row(report, one) for report, one in answers.items()))
    if args.per_doc:
        for what, a, b in wrong_pairs(rows, answers):
            problems.tell(f"{a.id} and {b.id}: {what} ({a.kind or '?'}, {b.kind or '?'})")
    return score_copies(rows, answers)


def answered(reports: Iterable[str], families: Iterable[Family]) -> dict[str, Answer]:
    """The family of each report, named by the report that was first, and the source of each copy."""
    found = {report: Answer(report) for report in reports}
    for family in families:
        source = {link.copy: link.source for link in family.links}
        for report in family.reports:
            found[report] = Answer(family.first or family.reports[0], source.get(report))
    return found


def _report(row: Row) -> Report:
    return Report(
        text=row.text,
        id=row.id,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        published_at=row.published_at,
        url=row.url,
    )
