"""What came of adding, deciding and coding anew."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.report import Note


class Result(StrEnum):
    """What came of one report."""

    ADDED = "added"
    RECODED = "coded anew"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one report.

    `report` is its id, or the name of a file of which no report could be made. `events` are the keys of its
    events, `near` those of other reports that are, or may be, about the same. `incidents` are the ids of
    those that may have changed. `message` says of what was skipped or failed why.
    """

    report: str
    result: Result
    events: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Recoded:
    """What coding a report anew changed: keys of events, and of those of both codings the fields that differ.

    `failed` says why there is no new coding; then the one before stands.
    """

    report: str
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    changed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    claims_added: int = 0
    claims_dropped: int = 0
    failed: str | None = None

    @property
    def same(self) -> bool:
        """Whether nothing that a report tells is told otherwise."""
        return not (self.added or self.dropped or self.changed or self.claims_added or self.claims_dropped)


@dataclass(frozen=True, slots=True)
class Open:
    """A file that a redaction should have reached and did not: a person must see to it."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """What a redaction changed: reports by their ids, and the backups that held it, too.

    `rewritten` are exports, releases and backups that were remembered, and of which something was erased;
    `open` those that are to be seen to by hand.
    """

    reports: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()
    open: tuple[Open, ...] = ()
