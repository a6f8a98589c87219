"""Fit the weights of `resolve/ranking.py` on texts whose place names have coordinates.

A conditional logit over the candidates of each name and "none of them", by plain
gradient descent, with a pull towards the weights that stand in the file. Prints the new
weights; copy them by hand, with the figures.

    PYTHONPATH=src python tools/fit_places.py GOLD.jsonl... [--keep-out GOLD.jsonl]
"""

import argparse
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate.places import FAR_KM, PlacesDocument, Toponym, read_documents
from sayso.find import find, finders
from sayso.gazetteer import load_parties, load_places
from sayso.lang import load as load_language
from sayso.model.places import Place, PlaceKind
from sayso.model.report import Report
from sayso.parse import load_model, parse
from sayso.resolve.parties import PartyResolver
from sayso.resolve.place_context import is_chained
from sayso.resolve.places import context, named
from sayso.resolve.ranking import NO_MATCH, SIGNALS, Named, signals
from sayso.resolve.report_countries import home_countries

# How far the point of an area may be from the gold's and still be meant.
REACH_KM = {PlaceKind.COUNTRY: 1200.0, PlaceKind.REGION: 800.0, PlaceKind.ADMIN1: 300.0}
STEPS, RATE, PULL = 600, 0.05, 0.002


@dataclass(frozen=True, slots=True)
class Choice:
    """The signals of each candidate of one name, and the index of the right one; -1 for none."""

    rows: list[list[float]]
    right: int


def choices(documents: Sequence[PlacesDocument]) -> Iterator[Choice]:
    """The choices that the names of the texts ask for; names without a gold point ask for none."""
    nlp, _ = load_model(None)
    lexicon, table, parties = load_language("en"), load_places(), load_parties()
    using = finders(lexicon, table)
    for document in documents:
        parsed = parse(Report.from_text(document.text, id=document.id), nlp, ())
        mentions = find(parsed, using)
        resolver = PartyResolver(parsed, lexicon, parties, mentions.parties)
        homes = home_countries(parsed, mentions, resolver, parties)
        report = context(mentions.places, parsed.text, table, homes)
        for mention in mentions.places:
            if mention.name is None:
                continue
            found = [one.place for one in named(mention, mention.name, parsed.text, table, report)]
            here = Toponym(mention.name.start, mention.name.end)
            gold = [name for name in document.toponyms or () if name.shared(here) > 0]
            if not found or any(name.lat is None for name in gold):
                continue
            said = mention.name.of(parsed.text).lower()
            name = Named(mention.name, said, is_chained(mention), mention.certain)
            rows = [list(signals(place, name, report, found).values()) for place in found]
            yield Choice(rows, _right(found, gold[0]) if gold else -1)


def _right(found: Sequence[Place], gold: Toponym) -> int:
    """The nearest candidate within reach of the gold's point."""
    away = [(Toponym(0, 1, lat=p.lat, lon=p.lon).km(gold), p.kind, i) for i, p in enumerate(found)]
    near = [(km, i) for km, kind, i in away if km is not None and km <= REACH_KM.get(kind, FAR_KM)]
    return min(near)[1] if near else -1


def fit(data: Sequence[Choice], weights: list[float], no_match: float) -> tuple[list[float], float]:
    """The weights of the least loss; `weights` and `no_match` are where they begin and are pulled to."""
    start, start_none = list(weights), no_match
    for _ in range(STEPS):
        slope, slope_none = [0.0] * len(weights), 0.0
        for choice in data:
            shares, none = probabilities(choice, weights, no_match)
            for i, (row, share) in enumerate(zip(choice.rows, shares, strict=True)):
                miss = share - (i == choice.right)
                slope = [s + miss * value for s, value in zip(slope, row, strict=True)]
            slope_none += none - (choice.right < 0)
        weights = [
            w - RATE * (s / len(data) * 10 + PULL * (w - b))
            for w, s, b in zip(weights, slope, start, strict=True)
        ]
        no_match -= RATE * (slope_none / len(data) * 10 + PULL * (no_match - start_none))
    return weights, no_match


def probabilities(choice: Choice, weights: Sequence[float], no_match: float) -> tuple[list[float], float]:
    """The probability of each candidate, and of none."""
    scores = [sum(w * v for w, v in zip(weights, row, strict=True)) for row in choice.rows]
    top = max(no_match, *scores)
    powers = [math.exp(score - top) for score in scores]
    none = math.exp(no_match - top)
    total = sum(powers) + none
    return [power / total for power in powers], none / total


def loss(data: Sequence[Choice], weights: Sequence[float], no_match: float) -> float:
    """Mean negative log-likelihood."""
    total = 0.0
    for choice in data:
        shares, none = probabilities(choice, weights, no_match)
        total -= math.log(max(none if choice.right < 0 else shares[choice.right], 1e-9))
    return total / len(data)


def main(argv: Sequence[str]) -> int:
    """Fit and print; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--keep-out", type=Path, help="texts that are not fitted on, to see the loss on them")
    options = parser.parse_args(argv)
    data = [choice for path in options.gold for choice in choices(read_documents(path))]
    start = [weight for _, weight in SIGNALS.values()]
    weights, none = fit(data, start, NO_MATCH)
    print(f"{len(data)} choices; loss {loss(data, start, NO_MATCH):.4f} -> {loss(data, weights, none):.4f}")
    if options.keep_out is not None:
        other = list(choices(read_documents(options.keep_out)))
        print(f"kept out: {loss(other, start, NO_MATCH):.4f} -> {loss(other, weights, none):.4f}")
    for name, weight in zip(SIGNALS, weights, strict=True):
        print(f"{name:16} {weight:6.2f}")
    print(f"{'NO_MATCH':16} {none:6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
