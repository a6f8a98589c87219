"""`sayso evaluate dates` without predictions: sayso itself reads the phrases."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from sayso.evaluate import Scores
from sayso.evaluate.dates import Answer, Row, date_rows, score_dates, write_dates
from sayso.model.events import Interval, TimeBasis
from sayso.model.mentions import TimeMention
from sayso.model.report import Report
from sayso.show.cli.stages import Stages
from sayso.show.cli.streams import Problems


def dates(args: argparse.Namespace, stages: Stages, _: Problems) -> Scores:
    """Read the phrases in their sentences, keep the answers where asked to, and score them."""
    rows = date_rows(Path(args.gold))
    answers = {row.number: answer(row, stages) for row in rows}
    if args.predictions is not None:
        write_dates(answers.items(), Path(args.predictions))
    return score_dates(rows, answers)


def answer(row: Row, stages: Stages) -> Answer:
    """The days of the time phrase that the row asks for; none given where none stands there."""
    report = Report.from_text(row.text, published=row.published, id=f"row-{row.number}")
    anchor = Interval(*row.anchor, TimeBasis.EXPLICIT) if row.anchor else None
    return _chosen(row, stages.dates(report, anchor))


def _chosen(row: Row, dated: Iterable[tuple[TimeMention, Interval | None]]) -> Answer:
    """Of the phrases that share characters with the row's: the dated before the open, then the longest."""
    shared = [
        (days is not None, min(mention.span.end, row.end) - max(mention.span.start, row.start), mention, days)
        for mention, days in dated
    ]
    _, _, mention, days = max(
        (found for found in shared if found[1] > 0), key=lambda f: f[:2], default=(False, 0, None, None)
    )
    if mention is None:
        return Answer()
    return Answer((days.first, days.last) if days else None, mention.clock, mention.zone)
