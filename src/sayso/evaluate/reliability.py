"""Whether confidences mean what they say: how often what was given one was right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import pi, sqrt

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about one confidence: how many, their mean confidence, and the share that is right."""

    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The answers for one field in bins of equal width, empty ones left out, the lowest confidence first."""

    field: str
    bins: tuple[Bin, ...]

    @classmethod
    def of(cls, field: str, answers: Iterable[tuple[float, bool]]) -> "Reliability":
        """The table of (confidence, right)."""
        rows: dict[int, list[tuple[float, bool]]] = {}
        for confidence, right in answers:
            # 0.3 * 10 is a little less than 3: rounded first, or 0.3 would fall into the bin of 0.2.
            rows.setdefault(min(BINS - 1, int(round(confidence * BINS, 6))), []).append((confidence, right))
        return cls(field, tuple(_bin(rows[number]) for number in sorted(rows)))

    @property
    def count(self) -> int:
        """How many answers there were."""
        return sum(one.count for one in self.bins)

    @property
    def error(self) -> float:
        """The expected calibration error: the mean gap of a bin, weighed by its answers.

        Source: Naeini, Cooper and Hauskrecht 2015, section 2.
        """
        gaps = sum(one.count * abs(one.accuracy - one.confidence) for one in self.bins)
        return gaps / self.count if self.count else 0.0

    @property
    def chance(self) -> float:
        """The error to expect of confidences that are exactly right, because the answers are so few.

        The mean distance of a share of `count` answers from its probability, in each bin.
        """
        gaps = sum(
            one.count * sqrt(2 * one.confidence * (1 - one.confidence) / (pi * one.count))
            for one in self.bins
        )
        return gaps / self.count if self.count else 0.0

    def as_json(self) -> dict[str, object]:
        """The error, what of it may be chance, the count, and the bins."""
        bins = [
            {"n": one.count, "confidence": round(one.confidence, 4), "accuracy": round(one.accuracy, 4)}
            for one in self.bins
        ]
        return {
            "ece": round(self.error, 4),
            "ece_by_chance": round(self.chance, 4),
            "n": self.count,
            "bins": bins,
        }


def _bin(rows: Sequence[tuple[float, bool]]) -> Bin:
    count = len(rows)
    return Bin(count, sum(c for c, _ in rows) / count, sum(right for _, right in rows) / count)


def reliability_lines(tables: Iterable[Reliability]) -> Iterator[str]:
    """The tables for people."""
    yield "## reliability: answers, mean confidence and accuracy by bins of confidence"
    for table in tables:
        error = f"expected calibration error={table.error:.3f} (by chance {table.chance:.3f})"
        yield f"{table.field:10}  n={table.count:<5} {error}"
        for one in table.bins:
            yield f"            n={one.count:<5} confidence={one.confidence:.2f}  accuracy={one.accuracy:.2f}"
