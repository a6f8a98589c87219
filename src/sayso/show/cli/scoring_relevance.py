"""`sayso evaluate relevance` without predictions: the shipped filter judges the reports."""

import argparse
from pathlib import Path

from sayso.evaluate import Scores
from sayso.evaluate.relevance import Kept, News, read_news, score_relevance
from sayso.relevance import Filter, load_filter
from sayso.show.cli.naming import write_lines
from sayso.show.cli.stages import Stages
from sayso.show.cli.streams import Problems


def relevance(args: argparse.Namespace, stages: Stages, problems: Problems) -> Scores:
    """Judge the reports, keep the answers where asked to, and score them."""
    news = read_news(Path(args.gold))
    by = load_filter()
    answers = {one.id: _judged(by, one) for one in news}
    if args.predictions is not None:
        rows = ({"id": name, "keeps": one.keeps, "score": one.score} for name, one in answers.items())
        write_lines(Path(args.predictions), rows)
    return score_relevance(news, answers)


def _judged(by: Filter, one: News) -> Kept:
    judged = by.judge(one.title, one.text, explain=False)
    return Kept(judged.keeps, round(judged.score, 4) if judged.known else None)
