"""Spans and facts: a value and the characters that support it."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sayso.errors import SpanError

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one report's text.

    `start` and `end` count code points of `Report.text` (not bytes, not tokens);
    `end` is exclusive. An empty span is not evidence and cannot be made.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"no text between {self.start} and {self.end}")

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether every character of `other` is in this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of `text` that the span quotes."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value and the characters that support it, or the rule that inferred it.

    `confidence` is how often a value found like this one is right, with two decimals; None
    where nobody counted. Two facts that differ in nothing else are equal.
    """

    value: T
    evidence: tuple[Span, ...]
    rule: str | None = None
    confidence: float | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not self.evidence and self.rule is None:
            raise SpanError(f"no evidence for {self.value!r} and no rule")
