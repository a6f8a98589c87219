"""Fit the weights by which marked words go on with an event of their report, and write them.

Reads documents and mentions with their incidents, as in `tests/gold/incidents/recurring`. Every choice of a
report, the right ones before it given, is one example: which event of those told so far do the words go on
with, or do they open a new one? A conditional logit (softmax over the choices) is fitted with a pull towards
`BEFORE`, rough weights set by hand. Prints B-cubed and pairwise F1 within reports, each series scored by
weights that never saw it, and those of the documents that were left out by `--but`.

    PYTHONPATH=src python tools/fit_threads.py FOLDER... [--but PREFIX] [--write]

Needs numpy and scipy (the `build-data` dependencies).
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.evaluate.clusters import compare
from sayso.lang import load as load_language
from sayso.merge.across import weights
from sayso.merge.across.thread import Thread
from sayso.merge.across.threads import Maker, threads
from sayso.merge.across.told import Count, Reader, Told
from sayso.merge.across.whens import Days
from sayso.model.lexicon import Lexicon
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.model.spotted import Spotted
from sayso.pipeline import LANGUAGE, Coder

OUT = Path(weights.__file__)
PULL, LEAST = 2.0, 5  # towards BEFORE; choices that must show a mark
# Gates, which BEFORE puts at this or below, are pulled more: where they seem wrong, most often a day, a place
# or a count was read wrongly, and they hold all the same.
GATE, HELD = -3.0, 20.0
COUNT = "new: many"  # else it would undo the gates between one act and several
# Added to the weight of a new event: a choice is judged with the right ones before it given, and a happening
# split in two is lost for good where reports are joined. Of 0, -0.4, -0.6 and -1.2 it did best over `open`,
# `open2`, `open3a` and `open3b`, each scored by the weights of the other three.
LEAN = -0.4
# What sense says before any count: gates, what agrees, and what a report is about.
BEFORE: Mapping[str, float] = {
    "new": 1.0,
    "new: a": 2.0,
    "new: another": 1.0,
    "day": 2.0,
    "days meet": 0.7,
    "other day": -5.0,
    "other day of sentence": -3.0,
    "place": 1.5,
    "place within": 1.0,
    "place is new": -1.5,
    "place may be new": -0.7,
    "other place": -4.0,
    "other place, named": -4.0,
    "other name of a place": -3.0,
    "other name of a place, named": -3.0,
    "kind": 1.0,
    "loose kind": -3.0,
    "other kind": -5.0,
    "word": 0.7,
    "word of the": 0.7,
    "from the air": 1.0,
    "actor": 1.0,
    "other actor": -2.0,
    "hit there": -3.0,
    "hit the aircraft": -3.0,
    "doer": 0.7,
    "doer of another side": -1.5,
    "thing": 1.0,
    "name": 0.7,
    "other names": -0.5,
    "many of one": -5.0,
    "one of many": -5.0,
    "is a reply": -4.0,
    "another": -3.0,
    "front": 1.5,
    "front: earlier": -3.0,
    "lead": 0.5,
    "lead: the vague": 1.5,
    "lead: it was": 1.5,
    "lead: denied": 1.0,
    "last: that": 2.0,
    "one act": 2.0,
    "happens, last": 1.0,
    "back in the sentence": -3.0,
    "hours later": -3.0,
    "other entry": -1.5,
}


@dataclass(frozen=True, slots=True)
class Story:
    """One report with what it tells at its marked words, and the incident of each."""

    name: str
    series: str
    spotted: Spotted
    told: tuple[Told, ...]
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The marks of each event that words may go on with, those of a new one first, and which was right."""

    series: str
    options: tuple[frozenset[str], ...]
    right: int


class Given(Maker):
    """Makes the right threads, and notes every choice on the way."""

    def __init__(self, story: Story, lexicon: Lexicon) -> None:
        super().__init__(story.spotted.parse, story.told, lexicon)
        self._story = story
        self._known: dict[str, Thread] = {}
        self.choices: list[Choice] = []

    def place(self, group: Sequence[Told]) -> None:
        """Parts the words by their incidents, which the rule for sentences may have put together."""
        parts: dict[str, list[Told]] = defaultdict(list)
        for one in group:
            parts[self._story.incidents[one.number]].append(one)
        for incident, part in parts.items():
            super().place(part)
            self._known.setdefault(incident, self.threads[-1])

    def chosen(self, group: Sequence[Told], days: Days | None) -> Thread | None:
        """The right thread."""
        right = self._known.get(self._story.incidents[group[0].number])
        if self.threads and all(one.count is not Count.ANY for one in group):
            options = tuple(frozenset(marks) for marks in self.options(group, days))
            at = 0 if right is None else 1 + self.threads.index(right)
            self.choices.append(Choice(self._story.series, options, at))
        return right


def stories(folder: Path, coder: Coder, lexicon: Lexicon) -> Iterable[Story]:
    """The reports of a folder of recurring events."""
    marked: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (folder / "mentions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marked[row["doc_id"]].append(row)
    for line in (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows = marked[row["doc_id"]]
        report = Report.from_text(
            row["text"],
            title=row["title"],
            published=row["published"],
            outlet=row["outlet"],
            language=LANGUAGE,
            id=row["doc_id"],
        )
        spotted = coder.spotted_at(report, [Span(one["start"], one["end"]) for one in rows])
        told = tuple(Reader(spotted, lexicon, report.text, report.title).told())
        yield Story(row["doc_id"], row["series"], spotted, told, tuple(one["cluster"] for one in rows))


def choices(told: Iterable[Story], lexicon: Lexicon) -> list[Choice]:
    """Every choice of the reports."""
    found = []
    for story in told:
        maker = Given(story, lexicon)
        maker.run()
        found += maker.choices
    return found


def fitted(rows: Sequence[Choice]) -> dict[str, float]:
    """The weights that make the right choices likeliest, with a pull towards `BEFORE`."""
    import numpy as np
    from scipy.optimize import minimize

    shown = Counter(mark for row in rows for option in row.options for mark in option)
    names = sorted(mark for mark, count in shown.items() if count >= LEAST)
    order = {name: number for number, name in enumerate(names)}
    options = [(number, option) for number, row in enumerate(rows) for option in row.options]
    table = np.zeros((len(options), len(names)))
    for line, (_, option) in enumerate(options):
        table[line, [order[mark] for mark in option if mark in order]] = 1
    row_of = np.array([number for number, _ in options])
    firsts = np.cumsum([0, *(len(row.options) for row in rows)])[:-1]
    right = firsts + np.array([row.right for row in rows])
    before = np.array([BEFORE.get(name, 0.0) for name in names])

    pull = np.array([HELD if BEFORE.get(name, 0.0) <= GATE or name == COUNT else PULL for name in names])

    def loss(weights: Any) -> tuple[float, Any]:
        scores = table @ weights
        top = np.maximum.reduceat(scores, firsts)
        shares = np.exp(scores - top[row_of])
        sums = np.add.reduceat(shares, firsts)
        away = weights - before
        cost = (np.log(sums) + top - scores[right]).sum() + (pull * away) @ away / 2
        slope = table.T @ (shares / sums[row_of]) - table[right].sum(0) + pull * away
        return float(cost), slope

    best = minimize(loss, before, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    rare = {name: weight for name, weight in BEFORE.items() if name not in order}
    weighed = rare | dict(zip(names, map(float, best), strict=True))
    return weighed | {"new": weighed["new"] + LEAN}


def score(told: Iterable[Story], lexicon: Lexicon, by_series: Mapping[str, Mapping[str, float]]) -> str:
    """B-cubed and pairwise F1 within reports, by the weights of each series."""
    gold, ours = {}, {}
    for story in told:
        weights.WEIGHTS = by_series[story.series]
        for number, thread in enumerate(threads(story.spotted.parse, story.told, lexicon)):
            for one in thread.told:
                gold[f"{story.name}:{one.number}"] = (story.name, story.incidents[one.number])
                ours[f"{story.name}:{one.number}"] = (story.name, number)
    found = compare(gold, ours)
    return f"B3 {found.b_cubed.f1:.3f}, pairwise {found.pairwise.f1:.3f}, {len(gold)} mentions"


def write(table: Mapping[str, float]) -> None:
    """Puts the table into the module of weights; what weighs next to nothing is left out."""
    head, rest = OUT.read_text(encoding="utf-8").split("WEIGHTS: Mapping[str, float] = {", 1)
    kept = sorted((name, round(weight, 1)) for name, weight in table.items() if abs(weight) >= 0.05)
    rows = "".join(f'    "{name}": {weight},\n' for name, weight in kept)
    tail = rest.split("}", 1)[1]
    text = f"{head}WEIGHTS: Mapping[str, float] = {{\n{rows}}}{tail}"
    OUT.write_text(text, encoding="utf-8", newline="\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print, and write where that is asked for."""
    parser = argparse.ArgumentParser(description="Fit the weights of marks within reports.")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--but", metavar="PREFIX", help="leave out documents whose ids begin so")
    parser.add_argument("--write", action="store_true", help="write the table of merge/across/weights.py")
    options = parser.parse_args(arguments)
    coder, lexicon = Coder(learned=False), load_language(LANGUAGE)
    every = [story for folder in options.folders for story in stories(folder, coder, lexicon)]
    left = [story for story in every if options.but and story.name.startswith(options.but)]
    used = [story for story in every if story not in left]
    rows = choices(used, lexicon)
    series = sorted({row.series for row in rows})
    each = {name: fitted([row for row in rows if row.series != name]) for name in series}
    table = fitted(rows)
    print(f"{len(rows)} choices, {len(table)} marks")
    print("series left out in turn:", score([s for s in used if s.series in each], lexicon, each))
    print("all of them:", score(used, lexicon, dict.fromkeys({s.series for s in used}, table)))
    if left:
        print("never seen:", score(left, lexicon, dict.fromkeys({s.series for s in left}, table)))
    if options.write:
        write(table)


if __name__ == "__main__":
    main()
