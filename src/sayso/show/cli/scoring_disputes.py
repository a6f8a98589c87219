"""`sayso evaluate disputes` without predictions: sayso itself codes the reports."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sayso.evaluate import Scores
from sayso.evaluate.disputes import Case, Party, Predicted, as_row, pairs, read_conflicts, score_disputes
from sayso.model.record import Coded, Side
from sayso.model.report import Report
from sayso.model.statements import Statement
from sayso.show.cli.naming import write_lines
from sayso.show.cli.stages import Stages
from sayso.show.cli.streams import Problems


def disputes(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Code the reports, keep their disputes where asked to, and score them.

    With `--per-doc`, what was missed and what was invented is told on standard error.
    """
    cases = read_conflicts(Path(args.gold))
    coded = {one.report.id: one for one in problems.sift(stages.code(_report(case) for case in cases))}
    answers = {case.number: predicted(coded[case.id]) for case in cases if case.id in coded}
    if args.predictions is not None:
        write_lines(Path(args.predictions), (as_row(number, found) for number, found in answers.items()))
    if args.per_doc:
        for case in cases:
            for line in _wrong(case, answers.get(case.number, ())):
                problems.tell(f"{case.id}: {line}")
    return score_disputes(cases, answers)


def _report(case: Case) -> Report:
    return Report.from_text(
        case.text, title=case.title, published=case.published, outlet=case.outlet, id=case.id
    )


def predicted(coded: Coded) -> list[Predicted]:
    """The disputes of a record, with who speaks for each side."""
    statements = {one.id: one for one in coded.statements}
    text = coded.report.text
    return [Predicted(d.field, tuple(_side(s, statements, text) for s in d.sides)) for d in coded.disputes]


def _side(side: Side, statements: Mapping[str, Statement], text: str) -> Party:
    one = statements.get(side.statement or "")
    source = one.source if one is not None else None
    return Party(
        start=side.span.start,
        end=side.span.end,
        party=source.party.party if source is not None else None,
        name=source.party.name if source is not None else side.party,
        said_by=source.span.of(text) if source is not None and source.span is not None else None,
        voice=one is not None and one.own_voice,
    )


def _wrong(case: Case, found: Sequence[Predicted]) -> Iterator[str]:
    both = pairs(case, found, with_field=False)
    for i, gold in enumerate(case.disputes):
        if i not in {a for a, _ in both}:
            words = " / ".join(repr(one.words.of(case.text)) for one in gold.accounts)
            yield f"missed {' or '.join(gold.fields)}: {words}"
    for j, other in enumerate(found):
        if j not in {b for _, b in both}:
            told = " / ".join(f"{_who(s)} {case.text[s.start : s.end]!r}" for s in other.sides)
            yield f"invented {other.field}: {told}"


def _who(side: Party) -> str:
    return "the report" if side.voice else side.party or side.name or "somebody"
