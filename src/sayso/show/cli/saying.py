"""`sayso evaluate statements` without predictions: sayso itself reads the sentences."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from sayso.evaluate import Scores
from sayso.evaluate.statements import (
    Answer,
    Asked,
    faults,
    score_statements,
    statement_rows,
    write_statements,
)
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.show.cli.stages import Stages
from sayso.show.cli.streams import Problems


def statements(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Read the sentences, keep the answers where asked to, and score them."""
    rows = statement_rows(Path(args.gold))
    answers = {row.number: said(row, stages) for row in rows}
    if args.predictions is not None:
        write_statements(answers.items(), Path(args.predictions))
    if args.per_doc:
        for row in rows:
            if wrong := faults(row, answers[row.number]):
                problems.tell(
                    f"{args.gold}: row {row.number}: {', '.join(wrong)}: {row.content!r} in: {row.text}"
                )
    return score_statements(rows, answers)


def said(row: Asked, stages: Stages) -> tuple[Answer, ...]:
    """The statements of the row's report, without those in the report's own voice."""
    asked = row.asked
    report = Report.from_text(
        row.text,
        title=asked.get("title"),
        outlet=asked.get("outlet"),
        published=asked.get("published"),
        id=f"row-{row.number}",
    )
    coded = next(iter(stages.code([report])))
    return tuple(_answers(coded)) if isinstance(coded, Coded) else ()


def _answers(coded: Coded) -> Iterator[Answer]:
    for one in coded.statements:
        if one.own_voice:
            continue
        span = one.source.span if one.source else None
        yield Answer(
            content=tuple((part.start, part.end) for part in one.content),
            source=one.source.party.name if one.source else None,
            party=one.source.party.party if one.source else None,
            span=(span.start, span.end) if span else None,
            act=one.act.value,
            polarity=one.polarity.value if one.polarity is not None else None,
            stance=one.stance.value,
            claims=(
                (one.field.value, one.stance.value),
                *(
                    (claim.field.value, claim.stance.value)
                    for claim in coded.claims
                    if claim.statement == one.id
                ),
            ),
            candidates=tuple(who.party.party or who.party.name for who in one.candidates),
        )
