"""Predicted templates against gold ones.

Each predicted template is paired with one gold template or none, each gold template used once, so
that the document's micro F1 is highest. A pair whose types differ counts as no pair. In a pair, a
predicted filler is right where all its phrases are phrases of one filler of the gold's slot, and
a filler of the gold is found where a predicted one is right by it. The type is one more
slot with one filler. Templates without a partner are wrong, or missed, in all that they hold.

Source: Du, Rush and Cardie, NAACL 2021 (GTT), and the evaluator published with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from sayso.evaluate.assignment import heaviest_pairs
from sayso.evaluate.tally import Figure, Measures, Tally, f1
from sayso.evaluate.templates.slots import Entity, Slot, Template, plain

TYPE, ALL = "incident type", "micro average"
_MOST = 20_000  # ways of pairing that are all tried; of more, the pairs with the most that is right are taken


@dataclass(frozen=True, slots=True)
class Filled:
    """How many fillers predicted are right, and how many of the gold's are found: two counts, not one.

    Two predicted phrases may be the same thing of the gold.
    """

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    def sums(self) -> tuple[float, ...]:
        return (self.right, self.predicted, self.found, self.gold)

    @classmethod
    def measures(cls, sums: tuple[float, ...]) -> Measures:
        right, predicted, found, gold = sums
        if not predicted and not gold:
            return {}
        precision = right / predicted if predicted else 0.0
        recall = found / gold if gold else 0.0
        return {"p": precision, "r": recall, "f1": f1(precision, recall)}

    def values(self) -> Measures:
        measures = {name: round(value, 4) for name, value in self.measures(self.sums()).items()}
        return {**measures, "n_gold": self.gold, "n_pred": self.predicted}

    def plus(self, other: Figure) -> "Filled":
        assert isinstance(other, Filled)
        return Filled(
            self.right + other.right,
            self.predicted + other.predicted,
            self.found + other.found,
            self.gold + other.gold,
        )


@dataclass(slots=True)
class _Pair:
    """What is right in one predicted template if it is that gold one."""

    right: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)

    @property
    def worth(self) -> tuple[int, int]:
        return sum(self.right.values()), sum(self.found.values())


def tally(gold: Sequence[Template], said: Sequence[Template]) -> Tally:
    """The figures of one document, slot by slot and over all slots."""
    gold, said = [_plain(one) for one in gold], [_plain(one) for one in said]
    pairs = [[_pair(right, answer) for right in gold] for answer in said]
    chosen = [pairs[a][b] for a, b in _best(pairs, _size(said), _size(gold))]
    counted = Tally()
    for name in (TYPE, *Slot):
        figure = Filled(
            sum(pair.right.get(name, 0) for pair in chosen),
            sum(_count(one, name) for one in said),
            sum(pair.found.get(name, 0) for pair in chosen),
            sum(_count(one, name) for one in gold),
        )
        counted.add(str(name), figure)
        counted.add(ALL, figure)
    return counted


def _plain(template: Template) -> Template:
    fillers = {slot: tuple(entity for one in template.of(slot) if (entity := _entity(one))) for slot in Slot}
    return Template(template.type.lower(), fillers)


def _entity(entity: Entity) -> Entity:
    return tuple(phrase for one in entity if (phrase := plain(one)))


def _count(template: Template, name: str) -> int:
    return 1 if name == TYPE else len(template.of(Slot(name)))


def _size(templates: Sequence[Template]) -> int:
    return sum(_count(one, name) for one in templates for name in (TYPE, *Slot))


def _pair(gold: Template, said: Template) -> _Pair:
    if said.type not in gold.type:
        return _Pair()
    pair = _Pair({TYPE: 1}, {TYPE: 1})
    for slot in Slot:
        right = [[set(one) <= set(true) for true in gold.of(slot)] for one in said.of(slot)]
        pair.right[slot] = sum(any(row) for row in right)
        pair.found[slot] = sum(any(column) for column in zip(*right, strict=True))
    return pair


def _best(pairs: Sequence[Sequence[_Pair]], predicted: int, gold: int) -> list[tuple[int, int]]:
    """The pairing of the highest F1; of equal ones the first, templates taken in the order of the files."""
    if not pairs or not pairs[0]:
        return []
    worth = [[pair.worth for pair in row] for row in pairs]
    choices = [[*(column for column, value in enumerate(row) if value != (0, 0)), None] for row in worth]
    ways = 1
    for one in choices:
        ways *= len(one)
    if ways > _MOST:
        found = heaviest_pairs([[float(sum(value)) for value in row] for row in worth])
        return [(a, b) for a, b in found if worth[a][b] != (0, 0)]
    best: list[tuple[int, int]] = []
    highest = 0.0
    for way in product(*choices):
        taken = [(row, column) for row, column in enumerate(way) if column is not None]
        if len({column for _, column in taken}) < len(taken):
            continue
        right = sum(worth[row][column][0] for row, column in taken)
        found_of_gold = sum(worth[row][column][1] for row, column in taken)
        score = f1(right / predicted, found_of_gold / gold)
        if score > highest:
            best, highest = taken, score
    return best
