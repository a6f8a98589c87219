"""Weigh the outcomes of the signals by which events of two reports are compared: prints the table.

Logistic regression on all pairs of events of two reports of one series, and a share of the others, drawn
towards what was expected of each outcome before any fit (`EXPECTED`), and never against its sign: few pairs
are one. Each report is read with its marked words grouped as people grouped them, as sayso groups them, and
(left out with `--marked`, which takes a tenth of the time) with the events that sayso codes, where their
words are marked ones. Beside the table stand figures by the weights of the other corpora, and with `--series`
those with one series of reports left out at a time, incidents grouped as shipped.

Run with `python tools/fit_signals.py FOLDER... [--marked] [--series] [--check FOLDER]`; a folder has
docs.jsonl and mentions.jsonl. It needs the extras `model` and `build-data`. The corpus of `--check` is only
scored.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from sayso.evaluate.clusters import Clustering, compare
from sayso.evaluate.incidents.files import Document, Mention, read_documents, read_mentions
from sayso.evaluate.rows import label_of
from sayso.merge.across import Member, grouping, joined, judging, members, signals
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.pipeline import Coder

# What each outcome was expected to weigh, in log odds, before any fit.
EXPECTED: Mapping[str, float] = {
    "kind": 0.8, "kin": -0.3, "open kind": 0.0, "loose kind": -2.5, "day": 1.8, "night": 1.8,
    "nights that touch": 0.0, "carried day": 0.8, "about day": 0.8, "guessed day": 0.4, "news": 0.0,
    "some day": 0.0, "next day, at night": -1.5, "next day, carried": -1.0, "days apart, guessed": -1.5,
    "week apart, guessed": -1.5, "weeks apart, guessed": -3.0, "framed day": 0.6, "next day, framed": -0.8,
    "other day, framed": -2.0, "date of another year": 0.0, "other day, carried": -3.0, "hour": 1.0,
    "part of day": 0.2, "other hour": -0.7, "place": 1.8, "part of place": 0.7, "told with": 0.3,
    "told with, other soil": -0.7, "other town": -3.5, "other town, named": -0.7, "other soil": -1.5,
    "other name": -1.8, "other name, named": -0.5, "named with it": 1.2, "named there": 0.3,
    "named for other": -0.3, "not named": -0.4, "country": 0.2, "one country": 0.0, "other country": -1.5,
    "perhaps other country": -0.5, "actor": 0.5, "swapped": -1.5, "other actor": -0.8,
    "actors of one land": 0.2, "actors of two lands": -0.5, "target": 0.7, "thing": 0.7,
    "targets of one land": 0.3, "targets of two lands": -0.7, "figure": 0.7, "near figure": 0.1,
    "far figure": -0.8, "number": 0.5, "weapon": 0.3, "other weapon": -0.3, "name": 0.6, "names": 1.0,
    "shared site": 0.6, "other site": -0.4, "wording": 1.5, "reply": -0.7, "both reply": 0.7,
    "leads": 0.6, "late leads": 0.0, "one lead": -0.1, "victim": 1.0, "other victim": -1.5, "craft": 1.0,
    "one telling": 0.5, "hit and fell": 0.0,
}  # fmt: skip
_LOOSE = 0.3  # the variance of a weight around what was expected of it
_OUTSIDE = 0.1  # the share of pairs of two series that count: they are many, and plain
# Log odds from which on two events are one, and groups are joined: chosen with corpora left out in turn.
# 0 and -1 had fewer right joins and, with the words grouped by sayso, no fewer wrong ones; below -0.5 wrong
# ones grow fast.
_LINKED, _JOINED = -0.4, -1.4
# Outcomes that keep what was expected of them: the corpora name few victims, some of them of one act, and two
# acts of one day with a victim each would be joined.
_HELD = frozenset({"other victim"})
_ZERO = 2.0  # added to the weights of kinds, of which every pair has one: no event is joined for nothing


@dataclass(frozen=True, slots=True)
class Pair:
    """Two events of two reports: their outcomes, and how likely two of their mentions are of one incident."""

    corpus: str
    series: frozenset[str]
    signs: Mapping[str, float]
    same: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A corpus read in one way: the member at each mention, its gold and its series."""

    name: str
    corpus: str
    members: Mapping[str, Member]
    gold: Mapping[str, str]
    series: Mapping[str, str]


Fitted = tuple[Mapping[str, float], float]


def main() -> None:
    """Print the figures and the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--check", type=Path)
    parser.add_argument("--series", action="store_true")
    parser.add_argument("--marked", action="store_true")
    args = parser.parse_args()
    names = ("given", "own") if args.marked else ("given", "own", "coded")
    readings = [reading for folder in args.folders for reading in read(folder, names)]
    pairs = [pair for reading in readings for pair in pairs_of(reading)]
    for reading in readings if args.series else ():
        parts = []
        for series in sorted(set(reading.series.values())):
            rest = [p for p in pairs if p.corpus != reading.corpus or series not in p.series]
            parts.append(grouped(reading, series, fit(rest)))
        tell(f"{reading.name}, each series left out", reading, parts)
    if len(args.folders) > 1:
        tell_corpora(readings, pairs)
    fitted = fit(pairs)
    for reading in read(args.check, names) if args.check else ():
        tell(f"{reading.name}, check", reading, [grouped(reading, None, fitted)])
    write(fitted)


def tell_corpora(readings: Sequence[Reading], pairs: Sequence[Pair]) -> None:
    """The figures of each corpus by the weights of the others."""
    for corpus in dict.fromkeys(reading.corpus for reading in readings):
        rest = fit([pair for pair in pairs if pair.corpus != corpus])
        for reading in readings:
            if reading.corpus == corpus:
                tell(f"{reading.name}, its corpus left out", reading, [grouped(reading, None, rest)])


def read(folder: Path, names: Sequence[str]) -> Iterator[Reading]:
    """A corpus in each of the ways named: with people's groups within each report, with our own, coded."""
    documents = read_documents(folder / "docs.jsonl")
    mentions = read_mentions(folder / "mentions.jsonl", documents)
    by_report: dict[str, list[Mention]] = defaultdict(list)
    for one in mentions.values():
        by_report[one.document].append(one)
    gold = {one.id: one.cluster or one.id for one in mentions.values()}
    series = {one.id: str(documents[one.document].row.get("series")) for one in mentions.values()}
    coder = Coder()
    for name in names:
        found: dict[str, Member] = {}
        for document, here in by_report.items():
            report = _report(documents[document])
            found |= coded(coder, report, here) if name == "coded" else marked(coder, report, here, name)
        yield Reading(f"{folder.name} {name}", folder.name, found, gold, series)


def marked(coder: Coder, report: Report, here: Sequence[Mention], name: str) -> dict[str, Member]:
    """The member at each mention, of words grouped as people did, or as sayso does."""
    spans = [Span(one.start, one.end) for one in here]
    known = [one.cluster or one.id for one in here] if name == "given" else None
    found = coder.members_at(report, spans, known)
    return {one.id: member for one, member in zip(here, found, strict=True)}


def coded(coder: Coder, report: Report, here: Sequence[Mention]) -> dict[str, Member]:
    """The coded event at each mention that one of its words meets."""
    every = [(trigger, one) for one in members(coder.code(report)) for trigger in one.event.triggers]
    hits = ((m.id, one) for trigger, one in every for m in here if trigger.overlaps(Span(m.start, m.end)))
    return dict(hits)


def _report(document: Document) -> Report:
    given = {name: label_of(document.row, name) for name in ("title", "published", "outlet")}
    return Report.from_text(document.text, **given, language="en", id=document.id)


def pairs_of(reading: Reading) -> Iterator[Pair]:
    """The pairs of events of two reports that no gate forbids, of two series a share of them."""
    found = {member.key: member for member in reading.members.values()}
    gold: dict[str, Counter[str]] = defaultdict(Counter)
    series = {}
    for name, member in reading.members.items():
        gold[member.key][reading.gold[name]] += 1
        series[member.key] = reading.series[name]
    chosen = Random(0)
    for a, b in combinations(sorted(found), 2):
        if found[a].report == found[b].report:
            continue
        if series[a] != series[b] and chosen.random() >= _OUTSIDE:
            continue
        signs = {sign.mark: sign.share for sign in signals.signs(found[a], found[b])}
        if signals.gates(signs.keys()):
            continue
        both = sum(gold[a][incident] * gold[b][incident] for incident in gold[a])
        yield Pair(
            reading.corpus,
            frozenset({series[a], series[b]}),
            signs,
            both / (gold[a].total() * gold[b].total()),
        )


def fit(pairs: Sequence[Pair]) -> Fitted:
    """The weight of each outcome, and the base."""
    names = list(EXPECTED)
    at = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(pairs), len(names) + 1))
    table[:, -1] = 1
    for row, pair in zip(table, pairs, strict=True):
        for name, share in pair.signs.items():
            row[at[name]] = share
    same = np.array([pair.same for pair in pairs])
    middle = np.array([*EXPECTED.values(), -2.0])
    pull = np.array([1 / _LOOSE] * len(names) + [0.01])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = table @ weights
        missed = np.logaddexp(0, odds) - same * odds
        slope = table.T @ (1 / (1 + np.exp(-odds)) - same)
        off = weights - middle
        return float(missed.sum() + (pull * off**2).sum() / 2), slope + pull * off

    signs = [
        (v, v) if name in _HELD else (0, None) if v > 0 else (None, 0) if v < 0 else (None, None)
        for name, v in EXPECTED.items()
    ]
    found = minimize(loss, middle, jac=True, method="L-BFGS-B", bounds=[*signs, (None, None)]).x
    return dict(zip(names, map(float, found), strict=False)), float(found[-1])


def grouped(reading: Reading, series: str | None, fitted: Fitted) -> dict[str, str]:
    """The incident of each mention of a series, or of all, grouped with these weights as shipped."""
    weights, base = fitted
    signals.WEIGHTS = weights
    judging.SAME, grouping.JOINED = _LINKED - base, _JOINED - base
    judging.DIFFERENT = 2 * grouping.JOINED - judging.SAME
    grouping.UNCOMPARED = -_ZERO
    found = {n: m for n, m in reading.members.items() if series in (None, reading.series[n])}
    incidents = joined(list(found.values()), "fit").incidents
    names = {key: f"{series} {number}" for number, keys in enumerate(incidents) for key in keys}
    return {name: names[member.key] for name, member in found.items()}


def tell(what: str, reading: Reading, parts: Sequence[Mapping[str, str]]) -> None:
    """One line of figures."""
    found: Clustering = compare(reading.gold, {name: one for part in parts for name, one in part.items()})
    pairs = found.pairwise
    shares = f"precision {pairs.precision:.3f}, recall {pairs.recall:.3f}"
    print(f"{what}: B3 {found.b_cubed.f1:.3f}, pairs {pairs.f1:.3f} ({shares})", flush=True)


def write(fitted: Fitted) -> None:
    """The table on a scale on which kinds alone are worth `_ZERO`."""
    weights, base = fitted
    kinds = {"kind", "kin", "open kind", "loose kind"}
    for name, value in weights.items():
        print(f'    "{name}": {value + (_ZERO if name in kinds else 0.0):.2f},')
    print(f"SAME = {_LINKED - base + _ZERO:.2f}, JOINED = {_JOINED - base + _ZERO:.2f}")


if __name__ == "__main__":
    main()
