"""`sayso relevant`, and `--relevant` of other commands: which reports hold an event in scope at all."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sayso.errors import SaysoError
from sayso.model.report import Report
from sayso.relevance import Filter, Judgement, load_filter
from sayso.show.cli import streams
from sayso.show.cli.stages import Problem, Stages, wanted
from sayso.show.safe import safe

WRONG_FLAGS = 2
_SHOWN = 5  # words
_LONGEST = 70  # characters of a title


@dataclass(slots=True)
class Sieve:
    """Lets through what the filter keeps, and tells and counts what it leaves out."""

    problems: streams.Problems
    filter: Filter = field(default_factory=load_filter)
    left_out: int = 0
    unknown: int = 0

    def sift(self, items: Iterable[Report | Problem]) -> Iterator[Report | Problem]:
        """The items without the reports that are left out; each of those is told as it goes."""
        for item in items:
            if not isinstance(item, Report) or item.origin is not None:
                yield item  # a problem, or a row that somebody coded already
                continue
            judged = judge(self.filter, item)
            self.unknown += not judged.known
            if judged.keeps:
                yield item
            else:
                self.left_out += 1
                self.problems.tell(f"{item.id}: left out as not relevant ({judged.score:.3f}): {_name(item)}")

    def summary(self) -> str:
        """What to say at the end."""
        unknown = f", {self.unknown:,} kept unjudged" if self.unknown else ""
        return f"{self.left_out:,} left out as not relevant{unknown}"


def judge(by: Filter, report: Report, *, explain: bool = False) -> Judgement:
    """What the filter makes of a report; of another language than English nothing is judged."""
    return by.judge(report.title or "", report.text, language=report.language, explain=explain)


def relevant(args: argparse.Namespace, stages: Stages) -> int:
    """Print score, verdict and the words that weighed most of each report; 1 if one cannot be read."""
    problems = streams.Problems()
    streams.plain_output(sys.stdout)
    try:
        items = stages.read(args.files, wanted(args))
    except SaysoError as error:  # raised before anything is read: it is about the flags
        problems.tell(str(error))
        return WRONG_FLAGS
    by = load_filter()
    counts = {"kept": 0, "left out": 0, "kept, not judged": 0}
    for item in items:
        if not isinstance(item, Report):
            problems.failed = problems.failed or item.kind != "skipped"
            problems.tell(item.message)
            continue
        judged = judge(by, item, explain=True)
        counts[verdict(judged)] += 1
        sys.stdout.write(_json(item, judged) if args.format == "json" else _line(item, judged))
    told = ", ".join(f"{number:,} {name}" for name, number in counts.items() if number)
    sys.stderr.write(f"sayso: {told or 'no report'} (filter {by.version}, from {by.threshold:g} on)\n")
    return int(problems.failed)


def verdict(judged: Judgement) -> str:
    """What is said of a report: kept, left out, or kept because it was not judged."""
    if not judged.known:
        return "kept, not judged"
    return "kept" if judged.keeps else "left out"


def _line(report: Report, judged: Judgement) -> str:
    score = f"{judged.score:.3f}" if judged.known else "  -  "
    why = ", ".join(f"{one.words} {one.weight:+.1f}" for one in judged.words[:_SHOWN])
    return f"{verdict(judged):16}  {score}  {safe(report.id)}  {_name(report)}{why and f'  ({safe(why)})'}\n"


def _name(report: Report) -> str:
    words = " ".join((report.title or report.text).split())
    return safe(words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…")


def _json(report: Report, judged: Judgement) -> str:
    row = {
        "id": report.id,
        "title": report.title,
        "score": round(judged.score, 4) if judged.known else None,
        "keeps": judged.keeps,
        "known": judged.known,
        "words": [[one.words, round(one.weight, 3)] for one in judged.words],
    }
    return json.dumps(row, ensure_ascii=False) + "\n"
