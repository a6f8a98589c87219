"""What a base asks of its store: records, sorted shelves, links, lines of outlets, and the log of persons."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from sayso.model.decisions import Decision, Subject
from sayso.model.record import Coded

Key = str | int
Sides = tuple[Sequence[str], Sequence[str]]  # what stands before and after a thing, the nearest first
# Told as long work goes on: what is done, how many, and of how many if that is known.
Progress = Callable[[str, int, int | None], None]


def silent(_what: str, _done: int, _total: int | None) -> None:
    """Progress that nobody looks at."""


class Shelf(StrEnum):
    """What is looked up by keys."""

    EVENTS = "events"  # keys of events, by the blocking keys of their happening
    TEXTS = "texts"  # ids of reports, by sampled shingles
    ADDRESSES = "addresses"  # ids of reports, by URL, and by the id of the report that they revise


class Store(Protocol):
    """Everything that outlives a call.

    Records and the log of persons' decisions are what was given; the rest (shelves, links, lines) is computed
    from them and can be made anew. Nothing of the log is ever changed or taken away.
    """

    def record(self, report: str) -> Coded | None:
        """The record of a report, as it was coded last."""

    def keep(self, coded: Coded) -> None:
        """Keep a record, in the place of an earlier one of the same report."""

    def reports(self) -> Iterator[str]:
        """The ids of all reports, sorted."""

    def place(self, shelf: Shelf, name: str, rank: str, keys: Sequence[Key]) -> None:
        """Put a thing on a shelf: under each of its keys things stand sorted by rank, then name."""

    def withdraw(self, shelf: Shelf, name: str) -> None:
        """Take a thing from a shelf; nothing happens where it does not stand there."""

    def keys(self, shelf: Shelf, name: str) -> tuple[Key, ...] | None:
        """The keys under which a thing stands, as the store has them; None where it does not stand there."""

    def names(self, shelf: Shelf) -> Iterator[str]:
        """All that stands on a shelf, sorted."""

    def near(self, shelf: Shelf, key: Key, name: str, width: int) -> Sides:
        """At most `width` things before and after a thing under one key, the nearest first."""

    def beside(self, shelf: Shelf, name: str, width: int) -> Sequence[Sides]:
        """The same under each of its keys; one that nothing else stands under may be left out."""

    def link(self, decision: Decision) -> None:
        """Keep what a machine decided of two things, in the place of what it decided before."""

    def unlink(self, subject: Subject, a: str, b: str) -> None:
        """Forget what a machine decided of two things."""

    def links(self, subject: Subject, name: str) -> Mapping[str, Decision]:
        """What a machine decided of a thing and others, by the other's name."""

    def carry(self, outlet: str, line: str, report: str, day: str) -> None:
        """Note that a report of an outlet, printed on a day, has a line."""

    def lay_down(self, outlet: str, line: str, report: str) -> None:
        """Take back `carry`."""

    def carriers(self, outlet: str, line: str, most: int) -> Sequence[tuple[str, str]]:
        """Reports that have a line of an outlet, each with its day: all, or any `most` of them."""

    def log(self) -> Sequence[Decision]:
        """Every decision of a person, in the order in which they were made."""

    def now(self) -> str | None:
        """The moment, ISO 8601 with a zone, that is written beside decisions; None where none is."""

    def append(self, decisions: Sequence[Decision]) -> None:
        """Write decisions at the end of the log, all or none; their numbers go on from its length.

        Raises:
            StoreError: a number is not the next one.
        """
