"""What an export could not carry."""

from collections import Counter


class Loss:
    """Counts, kept while an export runs: `str()` of it is the line that a person reads.

    `skipped` has the incidents that the format cannot hold, by reason; `lost` what was dropped or flattened
    of those that were written, by what it is.
    """

    def __init__(self) -> None:
        self.seen = 0
        self.skipped: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()

    @property
    def written(self) -> int:
        """How many incidents were written."""
        return self.seen - self.skipped.total()

    def see(self) -> None:
        """Count one incident that came."""
        self.seen += 1

    def skip(self, reason: str) -> None:
        """Count one incident, already seen, that is not written."""
        self.skipped[reason] += 1

    def lose(self, what: str, times: int = 1) -> None:
        """Count what an incident that is written has and the format has not: 0 times is nothing."""
        if times:
            self.lost[what] += times

    def __str__(self) -> str:
        """ "12 incidents, 9 written, 3 skipped: no fatality; disputes flattened: 4"."""
        said = f"{self.seen} incident{'' if self.seen == 1 else 's'}, {self.written} written"
        if self.skipped:
            said += f", {self.skipped.total()} skipped: {_reasons(self.skipped)}"
        return "; ".join([said, *(f"{what}: {times}" for what, times in sorted(self.lost.items()))])


def _reasons(skipped: Counter[str]) -> str:
    """One reason stands alone, several with their numbers."""
    if len(skipped) == 1:
        return next(iter(skipped))
    return ", ".join(f"{reason} ({times})" for reason, times in sorted(skipped.items()))
