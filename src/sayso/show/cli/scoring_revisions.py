"""`sayso evaluate revisions` without predictions: sayso itself finds the chains and what changed."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sayso.evaluate import Scores
from sayso.evaluate.revisions import (
    Answer,
    Changed,
    Row,
    Version,
    as_row,
    read_chains,
    score_revisions,
    wrong,
)
from sayso.model.incidents import Chain, Change
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.show.cli.naming import write_lines
from sayso.show.cli.stages import Stages
from sayso.show.cli.streams import Problems

AUTHOR = "sayso"


def revisions(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Find the chains, code the versions, keep the answers where asked to, and score them.

    With `--per-doc`, what was missed and what was invented is told on standard error.
    """
    from sayso.revising import versions_among

    rows = read_chains(Path(args.gold))
    reports = [_report(one) for row in rows for one in (*row.versions, *row.others)]
    coded = {one.report.id: one for one in problems.sift(stages.code(reports))}
    chains = versions_among(reports, AUTHOR)
    found = list(_answers(rows, reports, coded, chains))
    bare = versions_among([replace(one, url=None, guid=None) for one in reports], AUTHOR)
    if args.predictions is not None:
        write_lines(Path(args.predictions), map(as_row, found))
    answers = {one.id: one for one in found}
    if args.per_doc:
        for row in rows:
            for line in wrong(row, answers):
                problems.tell(line)
    without = {one: chain.versions[0] for chain in bare for one in chain.versions}
    return score_revisions(rows, answers, without)


def _report(one: Version) -> Report:
    report = Report.from_text(
        one.text, title=one.title, published=one.published, outlet=one.outlet, id=one.id
    )
    return replace(report, url=one.url, guid=one.guid)


def _answers(
    rows: Sequence[Row], reports: Sequence[Report], coded: Mapping[str, Coded], chains: Sequence[Chain]
) -> Iterator[Answer]:
    from sayso.revising import is_open

    places = {one: (chain, at) for chain in chains for at, one in enumerate(chain.versions)}
    before = {later: earlier for row in rows for earlier, later in row.steps}
    for report in reports:
        chain, at = places.get(report.id, (None, None))
        changes = _changes(coded, before.get(report.id), report.id)
        name = None if chain is None else chain.versions[0]
        yield Answer(report.id, name, at, is_open(report), changes)


def _changes(coded: Mapping[str, Coded], earlier: str | None, later: str) -> tuple[Changed, ...]:
    from sayso.revising import revision

    if earlier is None or earlier not in coded or later not in coded:
        return ()
    made = revision(coded[earlier], coded[later])
    return tuple(_changed(one, earlier, later) for one in made.changes)


def _changed(one: Change, earlier: str, later: str) -> Changed:
    words = one.evidence
    return Changed(
        earlier,
        later,
        one.field.value,
        one.kind.value,
        one.before,
        one.after,
        words.report,
        words.span.start,
        words.span.end,
    )
