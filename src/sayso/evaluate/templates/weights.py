"""The tables of weights that `tools/train_templates.py` writes."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.errors import ResourceError
from sayso.evaluate.templates.evidence import ROLES, TYPES

FILE = Path(__file__).with_name("weights.json")
_TABLES = {"document": 6, "sentence": 6, "phrase": ROLES, "place": ROLES, "filler": len(TYPES)}


@dataclass(frozen=True, slots=True)
class Linear:
    """Sums of weights by name, one for each of `width` questions; `base` is added to each."""

    base: Sequence[float]
    weights: Mapping[str, Sequence[tuple[int, float]]]

    def scores(self, names: Iterable[str]) -> list[float]:
        """The log odds of each question."""
        found = list(self.base)
        for name in names:
            for column, weight in self.weights.get(name, ()):
                found[column] += weight
        return found


@dataclass(frozen=True, slots=True)
class Trees:
    """Decision trees whose answers add up to log odds.

    A node is (feature, threshold, left, right): left where the number is not above the
    threshold; a child below 0 is the leaf `-1 - child`.
    """

    base: float
    trees: Sequence[tuple[Sequence[tuple[int, float, int, int]], Sequence[float]]]

    def score(self, row: Sequence[float]) -> float:
        """The log odds of a row of numbers."""
        found = self.base
        for nodes, leaves in self.trees:
            at = 0 if nodes else -1
            while at >= 0:
                feature, threshold, left, right = nodes[at]
                at = left if row[feature] <= threshold else right
            found += leaves[-1 - at]
        return found


@dataclass(frozen=True, slots=True)
class Weights:
    """All that is learned. Less likely than `type_least` and `filler_least` is not said."""

    document: Linear
    sentence: Linear
    phrase: Linear
    place: Linear
    filler: Linear
    types: Sequence[Trees]
    slots: Sequence[Trees]
    classes: Mapping[str, int]
    type_least: float
    filler_least: float


def load_weights(path: Path = FILE) -> Weights | None:
    """The shipped weights; None where somebody took them out.

    Raises:
        ResourceError: the file is not of the form.
    """
    if not path.is_file():
        return None
    try:
        return _weights(json.loads(path.read_bytes().decode("utf-8")))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise ResourceError(f"{path}: no weights of templates: {error!r}") from error


def _weights(data: Mapping[str, Any]) -> Weights:
    tables = {name: _linear(data[name], width) for name, width in _TABLES.items()}
    types, slots = ([_trees(one) for one in data[name]] for name in ("types", "slots"))
    if (len(types), len(slots)) != (len(TYPES) - 1, ROLES):
        raise ValueError("a type or slot has no trees")
    return Weights(
        **tables,
        types=types,
        slots=slots,
        classes={str(word): int(number) for word, number in data["classes"].items()},
        type_least=float(data["type_least"]),
        filler_least=float(data["filler_least"]),
    )


def _linear(data: Mapping[str, Any], width: int) -> Linear:
    """Weights stand as [column, weight, column, weight ...], in hundredths."""
    base = [float(value) for value in data["base"]]
    weights = {
        name: [(int(row[at]), row[at + 1] / 100) for at in range(0, len(row), 2)]
        for name, row in data["weights"].items()
    }
    if len(base) != width or any(not 0 <= at < width for row in weights.values() for at, _ in row):
        raise ValueError(f"a table is not {width} wide")
    return Linear(base, weights)


def _trees(data: Mapping[str, Any]) -> Trees:
    trees = []
    for nodes, leaves in data["trees"]:
        read = [(int(f), float(t), int(left), int(right)) for f, t, left, right in nodes]
        for at, (_, _, left, right) in enumerate(read):
            if not all(at < child < len(read) or -len(leaves) <= child < 0 for child in (left, right)):
                raise ValueError(f"node {at} of a tree leads nowhere")
        trees.append((read, [float(value) for value in leaves]))
    return Trees(float(data["base"]), trees)
