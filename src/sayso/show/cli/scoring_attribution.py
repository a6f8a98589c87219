"""`sayso evaluate attribution` without predictions: the statements that sayso finds itself."""

import argparse
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from sayso.evaluate import Scores
from sayso.evaluate.attribution import (
    Attribution,
    Document,
    read_documents,
    score_attributions,
    write_attributions,
)
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.model.statements import Statement
from sayso.show.cli.stages import Stages
from sayso.show.cli.streams import Problems


def attribution(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Code the documents, keep the statements where asked to, and score them."""
    documents = read_documents(Path(args.gold))
    records = problems.sift(stages.code(_report(document) for document in documents))
    found = {coded.report.id: attributions(coded) for coded in records}
    if args.predictions is not None:
        write_attributions(found.items(), Path(args.predictions))
    if all(document.attributions is None for document in documents):
        problems.tell(f"{args.gold}: no attributions; only predicted")
    return score_attributions(documents, found)


def _report(document: Document) -> Report:
    day = date.fromisoformat(document.published) if document.published else None
    return Report.from_text(document.text, published=day, id=document.id)


def attributions(coded: Coded) -> list[Attribution]:
    """The statements of a record but the report's own voice; of nested ones the outer alone."""
    kept: list[Statement] = []
    said = [one for one in coded.statements if not one.own_voice]
    for one in sorted(said, key=_length, reverse=True):
        if not any(_inside(one, outer) for outer in kept):
            kept.append(one)
    kept.sort(key=lambda one: one.content[0].start)
    return [
        Attribution(
            source=_pairs([one.source.span] if one.source and one.source.span else []),
            cue=_pairs([one.cue] if one.cue else []),
            content=_pairs(one.content),
        )
        for one in kept
    ]


def _length(statement: Statement) -> int:
    return sum(span.end - span.start for span in statement.content)


def _inside(inner: Statement, outer: Statement) -> bool:
    """Whether the words of saying, or what is said where there are none, stand in another content."""
    mark = inner.cue or inner.content[0]
    return any(span.covers(mark) for span in outer.content)


def _pairs(spans: Iterable[Span] | Sequence[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in spans)
