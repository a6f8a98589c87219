"""What persons decided, as far as it is in force: their log read as a whole."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.base.nearby import Pair, pair
from sayso.errors import DecisionError
from sayso.model.decisions import (
    REVIEW,
    Decision,
    Judgement,
    Subject,
    coded_report,
    place_of,
    report_of,
)
from sayso.model.edits import Author, Edit, coder

# Subjects in which what is one with a second thing is one with a third that the second is one with.
GOING_ON = frozenset({Subject.MEMBERSHIP, Subject.COPY, Subject.REVISION})
DIRECTED = frozenset({Subject.PART, Subject.REVISION})
Resolve = Callable[[Subject, str], str | None]


def undoing(log: Sequence[Decision], wanted: str, author: Author) -> tuple[Decision, ...]:
    """The entries that take back a decision, and with it all of the act that it belongs to.

    Raises:
        DecisionError: no such decision is in the log, or it is undone already.
    """
    found = next((one for one in log if one.id == wanted), None)
    if found is None:
        raise DecisionError(
            f"no person decided {wanted!r}; what the machine decides is not undone but decided anew (mark)"
        )
    standing = {one.id for one in effective(log)}
    if found.id not in standing:
        by = next(one for one in effective(log) if one.undoes == found.id)
        raise DecisionError(f"{wanted} is undone already, by {by.author} ({by.id}); undo that to restore it")
    act = [one for one in log if one.act == found.act and one.id in standing]
    return numbered(
        log,
        [
            replace(
                one,
                author=coder(author).name,
                role=coder(author).role,
                undoes=one.id,
                score=0.0,
                reasons=(),
                person=True,
                edit=one.edit and Edit(part=one.edit.part, blind=one.edit.blind),
            )
            for one in act
        ],
    )


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


def numbered(log: Sequence[Decision], decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions as the next entries of a log, all of one act."""
    first = len(log) + 1
    return tuple(replace(one, number=first + at, act=first) for at, one in enumerate(decisions))


class Persons:
    """The decisions in force, by subject and pair.

    Where two contradict each other all the same, because a report was coded anew and two keys are one event
    now, the later one stands and the earlier one is among `set_aside`, with those that stand against it: none
    where its two sides have become one. `lost` are decisions on what is no longer there. `grades` are what
    each person thinks of the incident of an event, the latest first: persons may differ, and nobody is set
    aside.

    Args:
        log: All entries.
        resolve: The event or report that a key of the log means today; None where there is none.
    """

    def __init__(self, log: Sequence[Decision] = (), resolve: Resolve = lambda _subject, key: key) -> None:
        self.pairs: dict[Subject, dict[Pair, Decision]] = {subject: {} for subject in Subject}
        self.set_aside: list[tuple[Decision, tuple[Decision, ...]]] = []
        self.lost: list[Decision] = []
        self.grades: dict[str, list[Decision]] = {}
        self._reviews: dict[str, list[Decision]] = {}
        self._resolve = resolve
        self._with: dict[Subject, dict[str, set[str]]] = {subject: {} for subject in Subject}
        self._held: dict[Subject, Held] = {subject: Held(subject) for subject in Subject}
        for decision in (one for one in effective(log) if one.undoes is None):
            if decision.subject in REVIEW:
                self.take_review(decision)
                continue
            a, b = resolve(decision.subject, decision.a), resolve(decision.subject, decision.b)
            if a is None or b is None:
                self.lost.append(decision)
            elif decision.subject is Subject.GRADE:
                self.grades.setdefault(a, []).append(replace(decision, a=a))
            else:
                self._take(replace(decision, a=a, b=b))

    def of(self, subject: Subject, a: str, b: str) -> Decision | None:
        """What is in force of a pair."""
        return self.pairs[subject].get(pair(a, b))

    def others(self, subject: Subject, name: str) -> set[str]:
        """Those of which, with a thing, something is in force."""
        return self._with[subject].get(name, set())

    def about(self, names: Iterable[str]) -> list[int]:
        """The numbers of the decisions in force that name any of these."""
        some = sorted(names)
        found = {
            said.number
            for subject in Subject
            for name in some
            for other in self.others(subject, name)
            if (said := self.of(subject, name, other)) is not None
        }
        found.update(said.number for name in some for said in self.grades.get(name, ()))
        return sorted(found.union(self._reviewing(some)))

    def take_review(self, decision: Decision) -> None:
        """Let a decision on the coding of a report count."""
        self._reviews.setdefault(coded_report(decision), []).append(decision)

    def _reviewing(self, names: Sequence[str]) -> Iterator[int]:
        """The numbers of the decisions on the coding of events, or of reports, that are open to all."""
        there = set(names)
        for report in {report_of(name) if place_of(name)[1] >= 0 else name for name in names}:
            for said in self._reviews.get(report, ()):
                if said.edit is not None and said.edit.blind:
                    continue
                key = said.a if said.a in there else self._resolve(Subject.MEMBERSHIP, said.a)
                if key in there:
                    yield said.number

    def differing(self, other: "Persons", subject: Subject) -> set[str]:
        """The names in pairs that the two decide differently; of grades, the events."""
        if subject is Subject.GRADE:
            return {
                key for key in {*self.grades, *other.grades} if self.grades.get(key) != other.grades.get(key)
            } | self._reviewed_otherwise(other)
        mine, theirs = self.pairs[subject], other.pairs[subject]
        return {name for at in {*mine, *theirs} if mine.get(at) != theirs.get(at) for name in at}

    def _reviewed_otherwise(self, other: "Persons") -> set[str]:
        mine, theirs = self._reviews, other._reviews
        differ = [name for name in {*mine, *theirs} if _numbers(mine.get(name)) != _numbers(theirs.get(name))]
        said = [one for name in differ for one in (*mine.get(name, ()), *theirs.get(name, ()))]
        keys = (self._resolve(Subject.MEMBERSHIP, one.a) for one in said if "@" in one.a)
        return {key for key in keys if key is not None}

    def against(self, decision: Decision) -> tuple[Decision, ...]:
        """The decisions in force that together exclude another one; none where it fits."""
        standing = self.pairs[decision.subject].get(decision.pair)
        if standing is not None:
            return () if _alike(standing, decision) else (standing,)
        return self._held[decision.subject].against(decision)

    def _take(self, decision: Decision) -> None:
        """Let a decision count, unless a later one says otherwise."""
        if decision.a == decision.b:
            if decision.judgement is not Judgement.SAME:
                self.set_aside.append((decision, ()))
            return
        against = self.against(decision)
        if against:
            self.set_aside.append((decision, against))
        elif decision.pair not in self.pairs[decision.subject]:
            self._held[decision.subject].take(decision)
            self.pairs[decision.subject][decision.pair] = decision
            for one, other in (decision.pair, decision.pair[::-1]):
                self._with[decision.subject].setdefault(one, set()).add(other)


class Held:
    """What persons hold together and apart, of one subject; and what therefore cannot be said as well."""

    def __init__(self, subject: Subject) -> None:
        self._directed = subject in DIRECTED
        self._going_on = subject in GOING_ON
        self._same: dict[str, dict[str, Decision]] = {}
        self._apart: dict[str, dict[str, Decision]] = {}

    def take(self, decision: Decision) -> None:
        """Let a decision count."""
        if decision.judgement is Judgement.UNSURE:
            return
        told = self._same if decision.judgement is Judgement.SAME else self._apart
        for one, other in (decision.pair, decision.pair[::-1]):
            told.setdefault(one, {})[other] = decision

    def against(self, decision: Decision) -> tuple[Decision, ...]:
        """The decisions on other pairs that together exclude this one; none where it fits."""
        if decision.judgement is Judgement.DIFFERENT and self._going_on:
            return self._path(decision.a, decision.b, directed=False)
        if decision.judgement is not Judgement.SAME:
            return ()
        if self._directed and (loop := self._path(decision.b, decision.a, directed=True)):
            return loop
        return self._parted(decision) if self._going_on else ()

    def _parted(self, decision: Decision) -> tuple[Decision, ...]:
        """What holds anything that is one with `a` apart from anything that is one with `b`."""
        mine, theirs = self._reached(decision.a), self._reached(decision.b)
        small, large = sorted((mine, theirs), key=len)
        apart = [d for one in small for other, d in self._apart.get(one, {}).items() if other in large]
        return (max(apart, key=lambda one: one.number),) if apart else ()

    def _reached(self, name: str) -> dict[str, tuple[Decision, ...]]:
        return self._search(name, directed=False)

    def _path(self, start: str, end: str, *, directed: bool) -> tuple[Decision, ...]:
        return self._search(start, directed=directed).get(end, ())

    def _search(self, start: str, *, directed: bool) -> dict[str, tuple[Decision, ...]]:
        """All that persons hold to be one with `start`, each with the decisions that lead there."""
        found, waiting = {start: tuple[Decision, ...]()}, deque([start])
        while waiting:
            here = waiting.popleft()
            for there, decision in sorted(self._same.get(here, {}).items()):
                if there not in found and not (directed and decision.a != here):
                    found[there] = (*found[here], decision)
                    waiting.append(there)
        return found


def _alike(a: Decision, b: Decision) -> bool:
    """Whether two decisions on one pair say the same."""
    turned = a.subject in DIRECTED and (a.a, a.b) != (b.a, b.b)
    return a.judgement is b.judgement and not (turned and a.judgement is Judgement.SAME)


def _numbers(some: Sequence[Decision] | None) -> set[int]:
    return {one.number for one in some or ()}
