"""`sayso evaluate`: records against gold."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sayso.evaluate import BENCHMARKS, Scores
from sayso.evaluate.articles.benchmark import score_articles
from sayso.evaluate.articles.documents import document
from sayso.evaluate.articles.files import GoldFile, gold_files
from sayso.evaluate.articles.judged import reliability
from sayso.export import REPORT_EXPORTERS, to_annotation
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.show.cli import streams
from sayso.show.cli.classing import relations, traps, types
from sayso.show.cli.naming import entities, parties
from sayso.show.cli.placing import places
from sayso.show.cli.saying import statements
from sayso.show.cli.scoring_attribution import attribution
from sayso.show.cli.scoring_copies import copies
from sayso.show.cli.scoring_dates import dates
from sayso.show.cli.scoring_disputes import disputes
from sayso.show.cli.scoring_incidents import incidents
from sayso.show.cli.scoring_lines import lines as account_lines
from sayso.show.cli.scoring_perpetrators import perpetrators
from sayso.show.cli.scoring_relevance import relevance
from sayso.show.cli.scoring_revisions import revisions
from sayso.show.cli.scoring_templates import templates
from sayso.show.cli.spacing import spaces
from sayso.show.cli.stages import Stages


def evaluate(args: argparse.Namespace, stages: Stages) -> int:
    """Print the figures; 1 if a report could not be coded."""
    problems = streams.Problems()
    streams.plain_output(sys.stdout)
    if args.predicted is not None:
        scores = BENCHMARKS[args.kind].score(Path(args.gold), Path(args.predicted))
    else:
        scores = OF_OUR_OWN[args.kind](args, stages, problems)
    for stem in scores.missing:
        problems.tell(f"{stem}: no prediction; scored as empty")
    if scores.documents:
        lines = scores.lines(per_document=args.per_doc and scores.has_events, errors=args.errors)
        sys.stdout.write(
            scores.as_json(errors=args.errors) if args.json else "".join(f"{line}\n" for line in lines)
        )
    return int(problems.failed)


def _articles(args: argparse.Namespace, stages: Stages, problems: streams.Problems) -> Scores:
    """Code the texts beside the gold, keep the records where asked to, and score them."""
    golds = gold_files(Path(args.gold))
    records = list(problems.sift(stages.code(_reports(golds))))
    if args.predictions is not None:
        streams.write_folder(records, REPORT_EXPORTERS["annotation"], Path(args.predictions))
    predicted = {coded.report.id: document(_annotation(coded), coded.report.id) for coded in records}
    scores = score_articles(golds, {gold.stem: predicted.get(gold.stem) for gold in golds})
    if not args.reliability:
        return scores
    coded_of = {coded.report.id: coded for coded in records}
    known = [gold for gold in golds if gold.scored and gold.stem in predicted]
    tables = ((g.document, predicted[g.stem], coded_of[g.stem].events) for g in known)
    return replace(scores, reliability=reliability(tables))


def _reports(golds: Sequence[GoldFile]) -> Iterator[Report]:
    """The annotated texts with the title and date that the annotators had."""
    for gold in golds:
        yield Report.from_text(gold.text(), title=gold.title, published=gold.published, id=gold.stem)


def _annotation(coded: Coded) -> dict[str, object]:
    """The record as another program would read it from a file."""
    record: dict[str, object] = json.loads(json.dumps(to_annotation(coded)))
    return record


OF_OUR_OWN: Mapping[str, Callable[[argparse.Namespace, Stages, streams.Problems], Scores]] = {
    "articles": _articles,
    "entities": entities,
    "places": places,
    "spaces": spaces,
    "parties": parties,
    "dates": dates,
    "attribution": attribution,
    "disputes": disputes,
    "perpetrators": perpetrators,
    "statements": statements,
    "relations": relations,
    "revisions": revisions,
    "types": types,
    "traps": traps,
    "relevance": relevance,
    "templates": templates,
    "incidents": incidents,
    "copies": copies,
    "lines": account_lines,
}
