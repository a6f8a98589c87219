"""How good the relevance filter is on texts that it has not seen, and what it costs.

    python -m tools.measure_relevance --shared DATA --packages FOLDER

Trains anew, several times: once for each fifth of the outlets and topics, and once without each source
of reports. Needs what `tools/train_relevance.py` needs, and takes about six minutes. Only texts whose
label a person gave are measured. Intervals are Wilson's, 95 %.
"""

import argparse
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.relevance import Filter, load_filter
from tools.relevance_data import DOUBT, NO, YES, Doc, everything
from tools.shares import wilson
from tools.train_relevance import Numbers, Table, fit, layer, looks, scores, table, threshold, unseen

BINS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)
SOURCES = {
    "na": "NewsArticles, 9 outlets, 2017",
    "lee": "ABC News, 2000-2001",
    "polnear": "PolNeAR, US election",
    "ecb": "ECB+, train and dev topics",
    "reuters": "Reuters-21578",
    "wikinews": "Wikinews on diseases",
    "muc": "MUC-4, with a template",
    "re3d": "re3d",
    "gold": "tests/gold, dev and tune",
    "recurring": "tests/gold, recurring",
    "lines": "tests/gold, account lines",
    "traps": "tests/gold, traps",
}
NEWS = ("na", "lee", "polnear", "ecb")  # without Reuters: many, and of markets only


def told(kept: Sequence[bool], *, count: bool) -> str:
    """The share of `count` in words, with its interval."""
    hits = sum(one == count for one in kept)
    if not kept:
        return "-"
    low, high = wilson(hits, len(kept))
    return f"{hits / len(kept):.3f} ({low:.3f} to {high:.3f}), {hits:,} of {len(kept):,}"


def lines(docs: Sequence[Doc], kept: NDArray[np.bool_], names: Iterable[str]) -> None:
    """A line for each source, and one for several together."""
    for name in names:
        sources = NEWS if name == "news" else tuple(SOURCES) if name == "all" else (name,)
        by: dict[str, list[bool]] = {YES: [], NO: [], DOUBT: []}
        for doc, one in zip(docs, kept, strict=True):
            if doc.source in sources and doc.label in by:
                by[doc.label].append(bool(one))
        title = SOURCES.get(name, {"news": "general news together"}.get(name, "all together"))
        kept_of, left_of = told(by[YES], count=True), told(by[NO], count=False)
        print(f"{title:30}  kept in scope {kept_of}  |  left out {left_of}")


def without(made: Table, docs: Sequence[Doc], seen: Numbers, name: str) -> NDArray[np.bool_]:
    """What is kept of a source by weights, layer and threshold that have not seen it."""
    learned = np.array([doc.source != name for doc in docs])
    others = [doc for doc in docs if doc.source != name]
    above = layer(seen[learned], others)
    kept_from = threshold(scores(above, seen[learned]), others)
    new = looks(made, fit(made, docs, learned), len(docs))
    kept: NDArray[np.bool_] = (scores(above, new) >= kept_from) & ~learned
    return kept


def calibration(probability: Numbers, docs: Sequence[Doc]) -> None:
    """How often a report of each range of scores does hold an event."""
    label = np.array([doc.label == YES for doc in docs])
    use = np.array([doc.label in (YES, NO) and not doc.passage for doc in docs])
    for low, high in pairwise(BINS):
        own = use & (probability >= low) & ((probability < high) | (high == 1.0))
        if own.any():
            mean, share = probability[own].mean(), label[own].mean()
            print(f"{low:4.2f} to {high:4.2f}  {own.sum():6,} reports  score {mean:.3f}  true {share:.3f}")


def cost(by: Filter, docs: Sequence[Doc]) -> None:
    """CPU milliseconds a report, and what 500 words cost; the best of three runs."""
    texts = [doc for doc in docs if doc.source == "na"][:500]
    words = sum(len(doc.text.split()) for doc in texts) / len(texts)
    score: Callable[[str, str], float] = by.score
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for doc in texts:
            score(doc.title, doc.text)
        best = min(best, (time.process_time() - start) / len(texts) * 1000)
    print(f"{best:.2f} ms CPU a report of {words:.0f} words; {best * 500 / words:.2f} ms for 500 words")


def main() -> None:
    """Print all figures."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--shared", type=Path, required=True)
    arguments.add_argument("--packages", type=Path, required=True)
    args = arguments.parse_args()
    docs = everything(args.shared, args.packages)
    cost(load_filter(), docs)
    made = table(docs)
    seen = unseen(made, docs)
    probability = scores(layer(seen, docs), seen)
    by = load_filter()
    print(f"\nshipped {by.version}, threshold {by.threshold}; outlet or topic not seen:")
    lines(docs, probability >= by.threshold, (*SOURCES, "news", "all"))
    print("\ncalibration, outlet or topic not seen:")
    calibration(probability, docs)
    print("\nwhole source not seen, not by the layer and the threshold either:")
    for name in ("na", "lee", "muc", "ecb", "recurring", "lines"):
        only = [doc if doc.source == name else None for doc in docs]
        kept = without(made, docs, seen, name)
        lines(
            [doc for doc in only if doc], np.array([k for k, d in zip(kept, only, strict=True) if d]), (name,)
        )


if __name__ == "__main__":
    main()
