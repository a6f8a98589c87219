"""Counts behind figures: kept as counts, so that documents can be added up and drawn anew."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

Measures: TypeAlias = dict[str, float]


class Figure(Protocol):
    """What one document, or several added up, says of one question."""

    def sums(self) -> tuple[float, ...]:
        """The counts as plain numbers that add up over documents."""

    @classmethod
    def measures(cls, sums: tuple[float, ...]) -> Measures:
        """The measures ("p", "r", "f1" or "acc") of such sums; empty where nothing was asked."""

    def values(self) -> Measures:
        """The measures and the counts, as they are printed."""

    def plus(self, other: "Figure") -> "Figure":
        """Both documents as one."""


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall, 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those asked are right: an accuracy."""

    hits: int
    asked: int

    def sums(self) -> tuple[float, ...]:
        return (self.hits, self.asked)

    @classmethod
    def measures(cls, sums: tuple[float, ...]) -> Measures:
        hits, asked = sums
        return {"acc": hits / asked} if asked else {}

    def values(self) -> Measures:
        return {**_rounded(self.measures(self.sums())), "n": self.asked}

    def plus(self, other: Figure) -> "Share":
        assert isinstance(other, Share)
        return Share(self.hits + other.hits, self.asked + other.asked)


@dataclass(frozen=True, slots=True)
class Found:
    """How many things of the gold were found, of how many predicted.

    Nothing predicted where nothing is in the gold is right; nothing predicted where
    something is has precision 0.
    """

    hits: int
    predicted: int
    gold: int

    def sums(self) -> tuple[float, ...]:
        return (self.hits, self.predicted, self.gold)

    @classmethod
    def measures(cls, sums: tuple[float, ...]) -> Measures:
        hits, predicted, gold = sums
        if not predicted and not gold:
            return {}
        precision = hits / predicted if predicted else 0.0
        recall = hits / gold if gold else 1.0
        return {"p": precision, "r": recall, "f1": f1(precision, recall)}

    def values(self) -> Measures:
        measures = self.measures(self.sums()) or {"p": 1.0, "r": 1.0, "f1": 1.0}
        return {**_rounded(measures), "n_gold": self.gold, "n_pred": self.predicted}

    def plus(self, other: Figure) -> "Found":
        assert isinstance(other, Found)
        return Found(self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold)


@dataclass(frozen=True, slots=True)
class BCubed:
    """Recall of each gold item and precision of each predicted one, in clusters.

    Source: Bagga and Baldwin 1998. An item that was not predicted has recall 0 and
    counts for no precision.
    """

    recalls: tuple[float, ...]
    precisions: tuple[float, ...]

    def sums(self) -> tuple[float, ...]:
        return (sum(self.recalls), len(self.recalls), sum(self.precisions), len(self.precisions))

    @classmethod
    def measures(cls, sums: tuple[float, ...]) -> Measures:
        recalls, asked, precisions, answered = sums
        if not asked:
            return {}
        recall = recalls / asked
        precision = precisions / answered if answered else 0.0
        return {"p": precision, "r": recall, "f1": f1(precision, recall)}

    def values(self) -> Measures:
        measures = self.measures(self.sums()) or {"p": 0.0, "r": 1.0, "f1": 0.0}
        return {**_rounded(measures), "n": len(self.recalls)}

    def plus(self, other: Figure) -> "BCubed":
        assert isinstance(other, BCubed)
        return BCubed(self.recalls + other.recalls, self.precisions + other.precisions)


@dataclass(slots=True)
class Tally:
    """The figures of one document by name.

    `duplicates`: predicted events that nothing was left for in the gold, though they
    tell an event of it.
    """

    figures: dict[str, Figure] = field(default_factory=dict)
    duplicates: int = 0

    def add(self, name: str, figure: Figure) -> None:
        """Count `figure` in under `name`."""
        known = self.figures.get(name)
        self.figures[name] = figure if known is None else known.plus(figure)

    def right(self, name: str, answer: object) -> None:
        """Count one question that was answered rightly, or not."""
        self.add(name, Share(int(bool(answer)), 1))

    def __iter__(self) -> Iterator[tuple[str, Figure]]:
        return iter(self.figures.items())


def total(tallies: Iterable[Tally]) -> Tally:
    """All documents as one: every item weighs the same, in whichever document it stands."""
    summed = Tally()
    for tally in tallies:
        for name, figure in tally:
            summed.add(name, figure)
        summed.duplicates += tally.duplicates
    return summed


def _rounded(measures: Measures) -> Measures:
    return {name: round(value, 4) for name, value in measures.items()}
