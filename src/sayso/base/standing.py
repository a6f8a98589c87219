"""Which entries of the log of persons count, kept up to date as the log grows."""

from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import replace

from sayso.errors import DecisionError
from sayso.model.decisions import REVIEW, Decision, coded_report
from sayso.model.edits import Author, Edit, coder

_Named = dict[str, dict[int, Decision]]  # by the name of what they are about, then by their numbers


def effective(log: Sequence[Decision]) -> Iterator[Decision]:
    """The entries that count, those that undo others among them; the latest first.

    An entry that undoes counts as long as it is not undone itself: an undone undo restores what it took back.
    """
    undone = set[str]()
    for decision in reversed(log):
        if decision.id not in undone:
            yield decision
            if decision.undoes is not None:
                undone.add(decision.undoes)


def numbered(log: Sized, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions as the next entries of a log, all of one act."""
    first = len(log) + 1
    return tuple(replace(one, number=first + at, act=first) for at, one in enumerate(decisions))


class Standing:
    """What `effective` gives of a log, without reading all of it again for each entry that is added.

    Args:
        log: All entries so far.
    """

    def __init__(self, log: Iterable[Decision] = ()) -> None:
        self._by_id: dict[str, Decision] = {}
        self._acts: dict[int, tuple[Decision, ...]] = {}
        self._undone: dict[str, dict[str, Decision]] = {}  # by what that counts an entry is undone
        self._pairs: dict[int, Decision] = {}
        self._reviews: dict[str, _Named] = {}  # by the report
        self._number = 0
        for one in log:
            self.add(one)

    def __len__(self) -> int:
        return self._number

    def plus(self, entries: Iterable[Decision]) -> "Standing":
        """The same with more entries; this one stays as it is."""
        made = Standing()
        made._by_id, made._acts, made._pairs = self._by_id.copy(), self._acts.copy(), self._pairs.copy()
        made._undone = {name: by.copy() for name, by in self._undone.items()}
        made._reviews = {
            report: {name: some.copy() for name, some in named.items()}
            for report, named in self._reviews.items()
        }
        made._number = self._number
        for one in entries:
            made.add(one)
        return made

    def add(self, entry: Decision) -> None:
        """Take in the next entry of the log."""
        self._by_id[entry.id] = entry
        self._acts[entry.act] = (*self._acts.get(entry.act, ()), entry)
        self._number += 1
        one, counts = entry, True
        while True:
            self._let(one, counts=counts)
            there = None if one.undoes is None else self._by_id.get(one.undoes)
            if there is None:
                return
            by = self._undone.setdefault(there.id, {})
            stood = not by
            if counts:
                by[one.id] = one
            else:
                by.pop(one.id, None)
            if stood is (not by):
                return
            one, counts = there, not by

    def pairs(self) -> Iterator[Decision]:
        """What counts and is no decision on the coding of a report, the latest first."""
        return (self._pairs[number] for number in sorted(self._pairs, reverse=True))

    def reviews(self, report: str) -> _Named:
        """What counts on the coding of a report."""
        return self._reviews.get(report, {})

    def reviewed_otherwise(self, other: "Standing") -> set[str]:
        """What is named on the coding of reports by a decision that counts in one of the two alone."""
        found = set[str]()
        for report in {*self._reviews, *other._reviews}:
            mine, theirs = self.reviews(report), other.reviews(report)
            names = {*mine, *theirs}
            found.update(name for name in names if {*mine.get(name, ())} != {*theirs.get(name, ())})
        return found

    def undoing(self, wanted: str, author: Author) -> tuple[Decision, ...]:
        """The entries that take back a decision, and with it all of the act that it belongs to.

        Raises:
            DecisionError: no such decision is in the log, or it is undone already.
        """
        found = self._by_id.get(wanted)
        if found is None:
            raise DecisionError(
                f"no person decided {wanted!r}; what the machine decides is not undone but decided anew "
                "(mark)"
            )
        if self._undone.get(wanted):
            by = max(self._undone[wanted].values(), key=lambda one: one.number)
            raise DecisionError(
                f"{wanted} is undone already, by {by.author} ({by.id}); undo that to restore it"
            )
        act = [one for one in self._acts[found.act] if not self._undone.get(one.id)]
        return numbered(self, [_undo(one, author) for one in act])

    def _let(self, entry: Decision, *, counts: bool) -> None:
        """Let an entry count, or no longer."""
        if entry.undoes is not None:
            return
        some = self._pairs
        if entry.subject in REVIEW:
            some = self._reviews.setdefault(coded_report(entry), {}).setdefault(entry.a, {})
        if counts:
            some[entry.number] = entry
        else:
            some.pop(entry.number, None)


def _undo(one: Decision, author: Author) -> Decision:
    who = coder(author)
    return replace(
        one,
        author=who.name,
        role=who.role,
        undoes=one.id,
        score=0.0,
        reasons=(),
        person=True,
        edit=one.edit and Edit(part=one.edit.part, blind=one.edit.blind),
    )
