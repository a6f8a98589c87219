"""Figures of the encoder on rows that it has not seen; tools/train_encoder.py --folds calls this."""

import argparse
import random
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from tools.encoder_data import ROLES, TRIGGERS, TYPES, Row
from tools.encoder_net import Net, batch, roles

Train = Callable[[Net, Sequence[Row], int, int], None]
QUADS = dict(zip(TYPES, (1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4), strict=True)) | {"CONCEDE": 2}
_JOINED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def cross_validate(
    rows: Sequence[Row], options: argparse.Namespace, fresh: Callable[[], Net], train: Train
) -> None:
    """Predicts each fold by a network trained on the others, and prints what was right."""
    folds = _folds(rows, options.folds)
    wanted = [int(one) for one in options.only_folds.split(",") if one] or range(options.folds)
    pairs: list[tuple[bool, str, str]] = []
    events: list[tuple[int, int]] = []
    counts: Counter[str] = Counter()
    linear: list[tuple[bool, str, str]] = []
    for fold in wanted:
        linear += _linear(rows, folds, fold)
        net = fresh()
        train(
            net,
            [row for row, at in zip(rows, folds, strict=True) if at != fold],
            options.epochs,
            options.seed,
        )
        net.eval()
        for row in (row for row, at in zip(rows, folds, strict=True) if at == fold):
            with torch.no_grad():
                relation, event, trigger, _, _, left, right = net(*batch([row]))
            if row.root is not None:
                pairs.append((row.group >= 0, _JOINED.get(row.root, row.root), _root(relation[0])))
            if row.triggers:
                asked = [(0, token) for token, _ in row.roles]
                _count(counts, row, trigger[0], roles(left, right, asked) if asked else [])
            else:
                said = event[0].argmax(1).tolist()
                events += [(code, said[at]) for at, (_, _, code) in enumerate(row.stretches)]
        print(f"fold {fold} done", flush=True)
        _report(pairs, events, counts)
    print("a linear model over the words between and around the pair:")
    _report(linear, [], counts=Counter())


def _linear(rows: Sequence[Row], folds: Sequence[int], fold: int) -> list[tuple[bool, str, str]]:
    """The roots that a linear support vector machine gives the PLV rows of a fold, trained on the others."""
    known = [(row, at) for row, at in zip(rows, folds, strict=True) if row.group >= 0]
    model = make_pipeline(
        TfidfVectorizer(analyzer=_masked, sublinear_tf=True), LinearSVC(C=0.3, class_weight="balanced")
    )
    seen = [row for row, at in known if at != fold]
    if not seen:
        return []
    model.fit(seen, [row.root for row in seen])
    asked = [row for row, at in known if at == fold]
    return [(True, str(row.root), str(one)) for row, one in zip(asked, model.predict(asked), strict=True)]


def _masked(row: Row) -> list[str]:
    """One to three word pieces in a row; the two parties are one piece each, whatever they are called."""
    pieces: list[int] = []
    inside = False
    for one in row.ids:
        inside = inside and one not in (3, 5)
        if not inside and one not in (3, 5):
            pieces.append(one)
        inside = inside or one in (2, 4)
    return [" ".join(map(str, pieces[i : i + n])) for n in (1, 2, 3) for i in range(len(pieces) - n + 1)]


def _folds(rows: Sequence[Row], count: int) -> list[int]:
    """A fold for each row; rows of one group share it."""
    dice = random.Random(0)
    groups: dict[int, int] = {}
    return [
        groups.setdefault(row.group, dice.randrange(count)) if row.group >= 0 else dice.randrange(count)
        for row in rows
    ]


def _root(numbers: Any) -> str:
    shares: Counter[str] = Counter()
    for name, share in zip(TYPES, numbers.softmax(0).tolist(), strict=True):
        shares[_JOINED.get(name, name)] += share
    return shares.most_common(1)[0][0]


def _count(counts: Counter[str], row: Row, trigger: Any, role: Any) -> None:
    """Word pieces of triggers, and of the roles of true triggers: right, said and wanted."""
    said = trigger.argmax(1).tolist()
    for gold, one in zip(row.triggers, said, strict=True):
        for name, right in (("trigger piece", gold), ("trigger, type", gold)):
            at = TRIGGERS.index("AGAIN")
            counts[f"{name} wanted"] += 0 < right < at
            counts[f"{name} said"] += 0 < one < at
            same = one == right if name.endswith("type") else one < at
            counts[f"{name} right"] += 0 < right < at and one > 0 and same
    for number, (_, table) in enumerate(row.roles):
        found = role[number].numpy() > 0
        for at, name in enumerate(ROLES):
            counts[f"{name} wanted"] += int(table[:, at].sum())
            counts[f"{name} said"] += int(found[:, at].sum())
            counts[f"{name} right"] += int((found[:, at] & (table[:, at] > 0)).sum())


def _report(pairs: list[tuple[bool, str, str]], events: list[tuple[int, int]], counts: Counter[str]) -> None:
    for plv in (True, False):
        here = [(gold, said) for known, gold, said in pairs if known is plv]
        if here:
            micro = np.mean([gold == said for gold, said in here])
            macro = np.mean([_f1(here, label) for label in {gold for gold, _ in here}])
            quads = {**QUADS, "YIELD": 2}
            quad = np.mean([quads[gold] == quads[said] for gold, said in here])
            binary = np.mean([(quads[gold] > 2) == (quads[said] > 2) for gold, said in here])
            figures = f"root {micro:.3f} macro {macro:.3f} quad {quad:.3f} binary {binary:.3f}"
            print(f"{'PLV' if plv else 'ours'}: n {len(here)} {figures}")
    if events:
        print(f"event: n {len(events)} accuracy {np.mean([a == b for a, b in events]):.3f}", end=" ")
        print(f"event or none {np.mean([(a == 0) == (b == 0) for a, b in events]):.3f}")
    for name in ("trigger piece", "trigger, type", *ROLES):
        right, said, wanted = (counts[f"{name} {kind}"] for kind in ("right", "said", "wanted"))
        if wanted:
            print(f"{name}: P {right / max(said, 1):.3f} R {right / wanted:.3f} of {wanted}")


def _f1(pairs: Sequence[tuple[str, str]], label: str) -> float:
    right = sum(gold == said == label for gold, said in pairs)
    return 2 * right / (sum(gold == label for gold, _ in pairs) + sum(said == label for _, said in pairs))
