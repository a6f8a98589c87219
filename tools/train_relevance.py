"""Trains the weights of the relevance filter, and writes them.

    python -m tools.train_relevance --shared DATA --packages FOLDER src/sayso/relevance/en

Needs scikit-learn, which nothing at run time does; `tools/relevance_data.py` says what the texts
are. A report is labelled as a whole, so where it tells its event is learned along the way: in each
round the windows of a relevant report that look least like one are left out, and the weights are
fitted again. A row of the table that fewer than three reports use stays 0: no text can be read back.
The layer above the windows, and the threshold, are fitted on scores that each report got from weights
that had not seen its outlet or topic.
"""

import argparse
import hashlib
import json
from array import array
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from sayso.relevance.features import BITS, SIZE, WINDOW, codes, rows, stems, windows, words
from sayso.relevance.filter import ABOUT, FORM, WEIGHTS, Filter, Layer
from tools.relevance_data import NO, SURE, YES, Doc, counts, everything

ROUNDS = 3
FOLDS = 5
STRENGTH = 1.0  # C of scikit-learn; 0.3, 1, 2 and 3 were tried by cross-validation
RARE = 3  # reports
RECALL = (
    0.9925  # of what the threshold keeps of training texts, when unseen: a quarter point above the promise
)
MARGIN = 0.9  # the threshold is this much of the score that keeps so many
# A short text without an event counts more: those of ours are written in the words of war, and a long
# report has many windows to say the same.
HARD, SHORT = 2.0, 600  # characters
STEPS = 127  # of a signed byte

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Table:
    """The windows of many texts as a matrix.

    `owner` has the text of each row, `title` the row of each title or -1.
    """

    matrix: csr_matrix
    owner: NDArray[np.int64]
    title: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights of hashed words, rounded to bytes times `scale`."""

    weights: NDArray[np.int8]
    scale: float


def table(docs: Sequence[Doc]) -> Table:
    """The windows that `Filter.judge` would look at, and one more for each title."""
    columns: list[int] = []
    values: list[float] = []
    starts, owner, title = [0], list[int](), list[int]()
    for number, doc in enumerate(docs):
        head = words(doc.title)
        listed = head + words(doc.text)
        coded, begun = codes(listed), stems(listed)
        stretches = list(windows(len(listed)))
        title.append(len(owner) + len(stretches) if head else -1)
        for start, end in stretches + ([(0, len(head))] if head else []):
            different = sorted(rows(coded[start:end], begun[start:end]))
            columns += different
            values += [len(different) ** -0.5] * len(different)
            starts.append(len(columns))
            owner.append(number)
    shape = (len(owner), SIZE)
    return Table(csr_matrix((values, columns, starts), shape=shape), np.array(owner), np.array(title))


def common_rows(made: Table) -> NDArray[np.bool_]:
    """Which rows of the table of weights at least `RARE` texts use."""
    found = made.matrix.tocoo()
    pairs = np.unique(made.owner[found.row] * SIZE + found.col)
    return np.bincount(pairs % SIZE, minlength=SIZE) >= RARE


def fit(made: Table, docs: Sequence[Doc], learned: NDArray[np.bool_]) -> Fitted:
    """Weights from the texts of which `learned` is true."""
    labels = [SURE.get(doc.label, doc.label) for doc in docs]
    yes = np.array([label == YES for label in labels])
    usable = learned & np.array([label in (YES, NO) for label in labels])
    use = usable[made.owner]
    label = yes[made.owner]
    common = np.flatnonzero(common_rows(made))
    matrix = made.matrix[:, common]
    weight = np.array([HARD if doc.label == NO and len(doc.text) < SHORT else 1.0 for doc in docs])[
        made.owner
    ]
    picked = use
    for _ in range(ROUNDS):
        model = LogisticRegression(C=STRENGTH, max_iter=60, tol=1e-3, class_weight="balanced")
        model.fit(matrix[picked], label[picked], sample_weight=weight[picked])
        told = matrix @ model.coef_[0] + model.intercept_[0]
        best = np.full(len(docs), -np.inf)
        np.maximum.at(best, made.owner, told)
        picked = use & (~label | (told >= np.minimum(best[made.owner], 0.0)))
    weights = np.zeros(SIZE)
    weights[common] = model.coef_[0]
    scale = float(np.abs(weights).max()) / STEPS
    return Fitted(np.rint(weights / scale).astype(np.int8), scale)


def looks(made: Table, fitted: Fitted, texts: int) -> Numbers:
    """What the layer above sees of each text: its best window, the next, their mean, its title."""
    told = (made.matrix @ fitted.weights.astype(np.float64)) * fitted.scale
    seen = np.zeros((texts, 4))
    ends = np.searchsorted(made.owner, np.arange(texts + 1))
    for n in range(texts):
        own = told[ends[n] : ends[n + 1]]
        title = made.title[n]
        body = own if title < 0 else own[:-1]
        if not len(body):
            continue
        ranked = np.sort(body)[::-1]
        seen[n] = ranked[0], ranked[min(1, len(ranked) - 1)], body.mean(), body.mean()
        if title >= 0:
            seen[n, 3] = own[-1]
    return seen


def unseen(made: Table, docs: Sequence[Doc], folds: int = FOLDS) -> Numbers:
    """The same for each text from weights that had not seen its group."""
    groups = [doc.group for doc in docs]
    seen = np.zeros((len(docs), 4))
    for train, test in GroupKFold(folds).split(np.zeros(len(docs)), groups=groups):
        learned = np.zeros(len(docs), dtype=bool)
        learned[train] = True
        seen[test] = looks(made, fit(made, docs, learned), len(docs))[test]
    return seen


def layer(seen: Numbers, docs: Sequence[Doc]) -> Layer:
    """The layer above the windows, fitted on scores of unseen texts. Passages are no reports: not here."""
    use = np.array([doc.label in (YES, NO) and not doc.passage for doc in docs])
    label = np.array([doc.label == YES for doc in docs])
    model = LogisticRegression(C=10.0).fit(seen[use], label[use])
    best, following, mean, title = map(float, model.coef_[0])
    return Layer(float(model.intercept_[0]), best, following, mean, title)


def scores(above: Layer, seen: Numbers) -> Numbers:
    """The probability of each text."""
    return np.array([above.probability(*row) for row in seen])


def threshold(told: Numbers, docs: Sequence[Doc]) -> float:
    """The score that keeps `RECALL` of the relevant reports, less a margin."""
    own = [s for s, doc in zip(told, docs, strict=True) if doc.label == YES and not doc.passage]
    return round(float(np.quantile(own, 1 - RECALL)) * MARGIN, 4)


def as_filter(fitted: Fitted, above: Layer, kept_from: float) -> Filter:
    """The filter as sayso runs it."""
    digest = hashlib.sha256(fitted.weights.tobytes() + repr((fitted.scale, above, kept_from)).encode())
    weights = array("b", fitted.weights.tobytes())
    return Filter(weights, fitted.scale, above, kept_from, digest.hexdigest()[:12])


def write(folder: Path, made: Filter, docs: Sequence[Doc]) -> None:
    """Two files: the weights, and what they are."""
    folder.mkdir(parents=True, exist_ok=True)
    packed = made.weights.tobytes()
    about = {
        "form": FORM,
        "name": "relevance-en",
        "version": made.version,
        "bits": BITS,
        "window": WINDOW,
        "scale": made.scale,
        "layer": asdict(made.layer),
        "threshold": made.threshold,
        "sha256": hashlib.sha256(packed).hexdigest(),
        "texts": counts(docs),
    }
    (folder / WEIGHTS).write_bytes(packed)
    (folder / ABOUT).write_text(json.dumps(about, indent=1) + "\n", "utf-8")


def main() -> None:
    """Train, write, and say what was kept of texts that were not seen."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--shared", type=Path, required=True)
    arguments.add_argument("--packages", type=Path, required=True)
    arguments.add_argument("folder", type=Path)
    args = arguments.parse_args()
    docs = everything(args.shared, args.packages)
    made = table(docs)
    seen = unseen(made, docs)
    above = layer(seen, docs)
    kept_from = threshold(scores(above, seen), docs)
    fitted = fit(made, docs, np.ones(len(docs), dtype=bool))
    shipped = as_filter(fitted, above, kept_from)
    write(args.folder, shipped, docs)
    told = scores(above, seen)
    for label in (YES, NO):
        own = [s for s, d in zip(told, docs, strict=True) if d.label == label and not d.passage]
        kept = sum(score >= kept_from for score in own)
        print(f"{label}: {kept} of {len(own)} kept when not seen, threshold {kept_from}")


if __name__ == "__main__":
    main()
