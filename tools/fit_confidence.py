"""Count how often the fields of events are right, and write it to `lang/en/confidence.toml`.

Codes annotated reports, judges each value, and fits for each field a logistic function of
the marks of `sayso.merge.confidence`, with a pull towards no weight. Prints for each field how
often it is right and the expected calibration error on reports that were left out in turn.

    PYTHONPATH=src python tools/fit_confidence.py FOLDER... [--types-of PREFIX] [--write]
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate.articles.documents import document
from sayso.evaluate.articles.files import gold_files
from sayso.evaluate.articles.judged import judged
from sayso.evaluate.reliability import Reliability
from sayso.export import to_annotation
from sayso.merge.confidence import BIAS, FIELDS, facts_of, marks, probability
from sayso.model.report import Report
from sayso.pipeline import default_coder

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src" / "sayso" / "lang" / "en" / "confidence.toml"
# The marks that a field is fitted on: few, for there are some hundred values at most.
MARKS: Mapping[str, tuple[str, ...]] = {
    "type": ("actors", "place", "told again"),
    "modality": ("not occurred",),
    "actor": ("no row",),
    "target": ("people or things",),
    "place": ("no pin",),
    "time": ("several days", "anchor date"),
}
PASSES, PULL = 60, 2.0
HEAD = """\
# How often the fields of events are right, by their marks (merge/confidence.py): weights of a logistic
# function, counted by `python tools/fit_confidence.py`, never by hand. No row, no confidence.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """One value of one report: its marks, and whether it is right."""

    report: str
    field: str
    known: frozenset[str]
    right: bool


def answers(folder: Path) -> Iterator[Answer]:
    """Every value that sayso gives in the annotated reports of a folder."""
    for gold in gold_files(folder):
        if gold.scored:
            report = Report.from_text(gold.text(), title=gold.title, published=gold.published, id=gold.stem)
            coded = default_coder().code(report)
            ours = document(json.loads(json.dumps(to_annotation(coded))), gold.stem)
            for one in judged(gold.document, ours):
                event = coded.events[one.event]
                fact = facts_of(event, one.field)[one.item]
                yield Answer(gold.stem, one.field, marks(one.field, fact, event), one.right)


def fitted(rows: Sequence[Answer], names: Sequence[str]) -> dict[str, float]:
    """Weights that make the rows likeliest, with a pull of each mark towards 0.

    One weight at a time by Newton's step, over rows that are alike counted together.
    """
    order = (BIAS, *names)
    alike = Counter((*(name == BIAS or name in row.known for name in order), row.right) for row in rows)
    weights = [0.0] * len(order)
    for _ in range(PASSES):
        for number, name in enumerate(order):
            pull = 0.0 if name == BIAS else PULL
            slope, bend = -pull * weights[number], pull + 0.01
            for (*held, right), count in alike.items():
                if held[number]:
                    score = sum(weight for weight, one in zip(weights, held, strict=True) if one)
                    share = 1 / (1 + math.exp(-score))
                    slope += count * (right - share)
                    bend += count * share * (1 - share)
            weights[number] += max(-1.0, min(1.0, slope / bend))
    return {name: round(weight, 2) for name, weight in zip(order, weights, strict=True)}


def left_out(rows: Sequence[Answer], names: Sequence[str]) -> Reliability:
    """The reliability on each report of weights that were fitted on all others."""
    told = []
    for report in sorted({row.report for row in rows}):
        weights = fitted([row for row in rows if row.report != report], names)
        told += [(probability(row.known, weights), row.right) for row in rows if row.report == report]
    return Reliability.of(rows[0].field, told)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print, and write where that is asked for."""
    parser = argparse.ArgumentParser(description="Fit the confidences of fields.")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--types-of",
        default="",
        metavar="PREFIX",
        help="count types on reports whose names begin so: in those that rules were made for they are surer",
    )
    parser.add_argument("--write", action="store_true", help=f"write {OUT.relative_to(ROOT)}")
    options = parser.parse_args(arguments)
    rows = [row for folder in options.folders for row in answers(folder)]
    rows = [row for row in rows if row.field != "type" or row.report.startswith(options.types_of)]
    parts = [HEAD]
    for field in FIELDS:
        own, names = [row for row in rows if row.field == field], MARKS.get(field, ())
        right, table = sum(row.right for row in own), left_out(own, names)
        weights = fitted(own, names)
        print(f"{field:9} {right}/{len(own)} right, ECE on reports left out {table.error:.3f}, {weights}")
        parts.append(f"\n[{field}]\n")
        parts += [f"{json.dumps(name)} = {weight:.2f}\n" for name, weight in weights.items()]
    if options.write:
        OUT.write_text("".join(parts), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
