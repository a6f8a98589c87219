"""One label a row: accuracy, macro and weighted F1, each label by itself, and what is taken for what."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.evaluate.tally import Figure, Found, Measures, Tally, f1

Counts = tuple[int, int, int]  # right, given, in the gold
_NOTHING = "nothing"  # what a row without an answer was given, in print


@dataclass(frozen=True, slots=True)
class Macro:
    """The mean F1 of all labels that the gold or the answers have, each weighing the same.

    `counts` has a row for every label of the file, in one order for all rows of it. A row
    without an answer adds no label: its label's recall falls.

    Source: `classification_report` of scikit-learn without `labels`.
    """

    counts: tuple[Counts, ...]

    def sums(self) -> tuple[float, ...]:
        return tuple(value for row in self.counts for value in row)

    @classmethod
    def measures(cls, sums: tuple[float, ...]) -> Measures:
        rows = [(sums[i], sums[i + 1], sums[i + 2]) for i in range(0, len(sums), 3)]
        known = [(_f1(*row), cls.weight(row[2])) for row in rows if row[1] or row[2]]
        whole = sum(weight for _, weight in known)
        return {"f1": sum(value * weight for value, weight in known) / whole} if whole else {}

    @classmethod
    def weight(cls, gold: float) -> float:
        """What a label counts that the gold has so often."""
        return 1.0

    def values(self) -> Measures:
        measures = {name: round(value, 4) for name, value in self.measures(self.sums()).items()}
        return {**measures, "n": sum(gold for _, _, gold in self.counts)}

    def plus(self, other: Figure) -> "Macro":
        assert isinstance(other, type(self))
        pairs = zip(self.counts, other.counts, strict=True)
        return type(self)(tuple((a[0] + b[0], a[1] + b[1], a[2] + b[2]) for a, b in pairs))


class Weighted(Macro):
    """The mean F1 of the labels of the gold, each weighing as often as the gold has it."""

    __slots__ = ()

    @classmethod
    def weight(cls, gold: float) -> float:
        return gold


def _f1(hits: float, given: float, gold: float) -> float:
    return f1(hits / given if given else 0.0, hits / gold if gold else 0.0)


@dataclass(frozen=True, slots=True)
class Labels:
    """Counts one question to which each row has one answer; `all` are the labels of gold and answers."""

    name: str
    all: tuple[str, ...]

    @classmethod
    def of(cls, name: str, pairs: Iterable[tuple[str, str | None]]) -> "Labels":
        """The labels of (gold, given)."""
        return cls(name, tuple(sorted({label for pair in pairs for label in pair if label is not None})))

    @property
    def figures(self) -> tuple[str, ...]:
        """The names of the figures in the order in which they are told."""
        heads = (f"{self.name}: accuracy (micro F1)", f"{self.name}: macro F1", f"{self.name}: weighted F1")
        return (*heads, *(f"{self.name} {label}" for label in self.all))

    def count(self, tally: Tally, gold: str, given: str | None) -> None:
        """Count one row."""
        accuracy, macro, weighted = self.figures[:3]
        counts = tuple((int(gold == given == x), int(given == x), int(gold == x)) for x in self.all)
        tally.right(accuracy, gold == given)
        tally.add(macro, Macro(counts))
        tally.add(weighted, Weighted(counts))
        for label, row in zip(self.all, counts, strict=True):
            if any(row):
                tally.add(f"{self.name} {label}", Found(*row))


@dataclass(frozen=True, slots=True)
class Confusions:
    """How often a label of the gold was given which label; None of an answer is no answer."""

    name: str
    counts: Mapping[tuple[str, str | None], int]

    @classmethod
    def of(cls, name: str, pairs: Iterable[tuple[str, str | None]]) -> "Confusions":
        """The table of (gold, given)."""
        return cls(name, Counter(pairs))

    def rows(self) -> Iterator[tuple[str, Sequence[tuple[str, int]]]]:
        """Each label of the gold with what it was given, the most frequent first."""
        for gold in sorted({gold for gold, _ in self.counts}):
            given = [(label or _NOTHING, n) for (one, label), n in self.counts.items() if one == gold]
            yield gold, sorted(given, key=lambda pair: (-pair[1], pair[0]))

    def as_json(self) -> dict[str, dict[str, int]]:
        """Gold to given to count."""
        return {gold: dict(given) for gold, given in self.rows()}

    def lines(self) -> Iterator[str]:
        """The table for people: a label of the gold, its rows, and what they were given."""
        yield f"## {self.name}: the gold's label, how often, and what was given"
        for gold, given in self.rows():
            cells = ", ".join(f"{label} {n}" for label, n in given)
            yield f"{gold:30} {sum(n for _, n in given):5}  {cells}"
