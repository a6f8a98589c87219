"""How two ways to group the same things agree: MUC, B-cubed, CEAF-e, their mean, and pairs.

A thing that only the gold has is missed: it counts against recall and is no group of its own. One that only
the answer has counts against precision. Source: Vilain 1995 (MUC), Bagga and Baldwin 1998 (B-cubed),
Luo 2005 (CEAF-e with phi4); the mean of the three is the score of CoNLL 2012.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from sayso.evaluate.assignment import heaviest_pairs

Group = frozenset[str]


@dataclass(frozen=True, slots=True)
class Agreed:
    """Precision and recall, between 0 and 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Clustering:
    """What one answer is worth by each measure."""

    muc: Agreed
    b_cubed: Agreed
    ceaf_e: Agreed
    pairwise: Agreed

    @property
    def conll(self) -> float:
        """The mean F1 of MUC, B-cubed and CEAF-e."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def compare(gold: Mapping[str, Hashable], answer: Mapping[str, Hashable]) -> Clustering:
    """Both map a thing to the name of its group; names mean nothing beyond their own side."""
    wanted, given = grouped(gold), grouped(answer)
    return Clustering(
        Agreed(_links(given, wanted), _links(wanted, given)),
        Agreed(_shared(given, wanted), _shared(wanted, given)),
        _matched(wanted, given),
        _pairs(wanted, given),
    )


def grouped(names: Mapping[str, Hashable]) -> list[Group]:
    """The groups, in the order of their first thing."""
    found: dict[Hashable, set[str]] = defaultdict(set)
    for thing, name in names.items():
        found[name].add(thing)
    return [frozenset(group) for group in found.values()]


def _links(asked: Sequence[Group], other: Sequence[Group]) -> float:
    """MUC: the share of links of `asked` that hold in `other`; 1 where there are none."""
    place = {thing: number for number, group in enumerate(other) for thing in group}
    held = wanted = 0
    for group in asked:
        known = [place[thing] for thing in group if thing in place]
        held += len(group) - len(set(known)) - (len(group) - len(known))
        wanted += len(group) - 1
    return held / wanted if wanted else 1.0


def _shared(asked: Sequence[Group], other: Sequence[Group]) -> float:
    """B-cubed: how much of each thing's group in `asked` is with it in `other`, on average."""
    place = {thing: group for group in other for thing in group}
    shares = [
        len(group & place[thing]) / len(group) if thing in place else 0.0
        for group in asked
        for thing in group
    ]
    return sum(shares) / max(1, len(shares))


def _matched(wanted: Sequence[Group], given: Sequence[Group]) -> Agreed:
    """CEAF-e: groups are paired one to one so that what they share is most."""
    total = sum(_best(wanted, given, *part) for part in _parts(wanted, given))
    return Agreed(total / max(1, len(given)), total / max(1, len(wanted)))


def _best(wanted: Sequence[Group], given: Sequence[Group], rows: list[int], columns: list[int]) -> float:
    weights = [[_alike(wanted[row], given[column]) for column in columns] for row in rows]
    return sum(weights[row][column] for row, column in heaviest_pairs(weights))


def _alike(a: Group, b: Group) -> float:
    return 2 * len(a & b) / (len(a) + len(b))


def _parts(wanted: Sequence[Group], given: Sequence[Group]) -> list[tuple[list[int], list[int]]]:
    """Groups of both sides that share things, directly or through others: each part is paired on its own."""
    at = {thing: number for number, group in enumerate(given) for thing in group}
    holder = {thing: number for number, group in enumerate(wanted) for thing in group}
    seen: set[int] = set()
    found = []
    for start in range(len(wanted)):
        if start in seen:
            continue
        rows, columns, waiting = {start}, set[int](), [start]
        while waiting:
            fresh = {at[thing] for thing in wanted[waiting.pop()] if thing in at} - columns
            columns |= fresh
            near = {holder[thing] for column in fresh for thing in given[column] if thing in holder} - rows
            rows |= near
            waiting += sorted(near)
        seen |= rows
        if columns:
            found.append((sorted(rows), sorted(columns)))
    return found


def _pairs(wanted: Sequence[Group], given: Sequence[Group]) -> Agreed:
    """The share of pairs in one group that are in one group on the other side."""
    place = {thing: number for number, group in enumerate(wanted) for thing in group}
    right = 0
    for group in given:
        counts = Counter(place[thing] for thing in group if thing in place)
        right += sum(_two(count) for count in counts.values())
    said, asked = (sum(_two(len(group)) for group in side) for side in (given, wanted))
    return Agreed(right / said if said else 1.0, right / asked if asked else 1.0)


def _two(count: int) -> int:
    return count * (count - 1) // 2
