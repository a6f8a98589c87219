"""What persons decided, as far as it is in force: their log read as a whole."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace

from sayso.base.nearby import Pair, pair
from sayso.base.standing import Standing
from sayso.model.decisions import REVIEW, Decision, Judgement, Subject, place_of, report_of

# Subjects in which what is one with a second thing is one with a third that the second is one with.
GOING_ON = frozenset({Subject.MEMBERSHIP, Subject.COPY, Subject.REVISION})
DIRECTED = frozenset({Subject.PART, Subject.REVISION})
Resolve = Callable[[Subject, str], str | None]
_Meant = dict[str, dict[tuple[Subject, str], str | None]]  # by the report of the key


class Persons:
    """The decisions in force, by subject and pair.

    Where two contradict each other all the same, because a report was coded anew and two keys are one event
    now, the later one stands and the earlier one is among `set_aside`, with those that stand against it: none
    where its two sides have become one. `lost` are decisions on what is no longer there. `grades` are what
    each person thinks of the incident of an event, the latest first: persons may differ, and nobody is set
    aside.

    Args:
        standing: The entries that count.
        resolve: The event or report that a key of the log means today; None where there is none.
    """

    def __init__(
        self, standing: Standing | None = None, resolve: Resolve = lambda _subject, key: key
    ) -> None:
        self.standing = Standing() if standing is None else standing
        self._resolve = resolve
        self._meant: _Meant = {}
        self._read()

    def _read(self) -> None:
        self.pairs: dict[Subject, dict[Pair, Decision]] = {subject: {} for subject in Subject}
        self.set_aside: list[tuple[Decision, tuple[Decision, ...]]] = []
        self.lost: list[Decision] = []
        self.grades: dict[str, list[Decision]] = {}
        self._with: dict[Subject, dict[str, set[str]]] = {subject: {} for subject in Subject}
        self._held: dict[Subject, Held] = {subject: Held(subject) for subject in Subject}
        for decision in self.standing.pairs():
            a, b = self._means(decision.subject, decision.a), self._means(decision.subject, decision.b)
            if a is None or b is None:
                self.lost.append(decision)
            elif decision.subject is Subject.GRADE:
                self.grades.setdefault(a, []).append(replace(decision, a=a))
            else:
                named = (decision.a, decision.b) == (a, b)
                self._take(decision if named else replace(decision, a=a, b=b))

    def plus(self, entries: Iterable[Decision]) -> "Persons":
        """The same with more entries of the log; these stay as they are."""
        more = tuple(entries)
        if any(one.subject not in REVIEW for one in more):
            return self._with_standing(self.standing.plus(more))
        made = copy(self)
        made.standing = self.standing.plus(more)
        return made

    def read_again(self, report: str) -> "Persons | None":
        """The same after a report was coded anew; None where all that names it means what it did."""
        meant = self._meant.get(report, {})
        if all(self._resolve(*name) == was for name, was in meant.items()):
            return None
        self._meant.pop(report)
        return self._with_standing(self.standing)

    def _with_standing(self, standing: Standing) -> "Persons":
        made = Persons(None, self._resolve)
        made.standing, made._meant = standing, {name: some.copy() for name, some in self._meant.items()}
        made._read()
        return made

    def _means(self, subject: Subject, name: str) -> str | None:
        """What a key means, asked once for as long as its report is coded as it is."""
        is_event = subject not in (Subject.COPY, Subject.REVISION) and place_of(name)[1] >= 0
        some = self._meant.setdefault(report_of(name) if is_event else name, {})
        if (subject, name) not in some:
            some[subject, name] = self._resolve(subject, name)
        return some[subject, name]

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

    def _reviewing(self, names: Sequence[str]) -> Iterator[int]:
        """The numbers of the decisions on the coding of events, or of reports, that are open to all."""
        there = set(names)
        for report in {report_of(name) if place_of(name)[1] >= 0 else name for name in names}:
            for name, some in self.standing.reviews(report).items():
                if (name if name in there else self._resolve(Subject.MEMBERSHIP, name)) in there:
                    yield from (number for number, one in some.items() if not one.edit or not one.edit.blind)

    def differing(self, other: "Persons", subject: Subject) -> set[str]:
        """The names in pairs that the two decide differently; of grades, the events."""
        if subject is Subject.GRADE:
            return {
                key for key in {*self.grades, *other.grades} if self.grades.get(key) != other.grades.get(key)
            } | self._reviewed_otherwise(other)
        mine, theirs = self.pairs[subject], other.pairs[subject]
        if mine is theirs:
            return set()
        return {name for at in {*mine, *theirs} if mine.get(at) != theirs.get(at) for name in at}

    def _reviewed_otherwise(self, other: "Persons") -> set[str]:
        said = self.standing.reviewed_otherwise(other.standing)
        keys = (self._resolve(Subject.MEMBERSHIP, name) for name in said if "@" in name)
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
        self._one: dict[str, set[str]] = {}  # all that is held to be one with a thing, itself included

    def take(self, decision: Decision) -> None:
        """Let a decision count."""
        if decision.judgement is Judgement.UNSURE:
            return
        told = self._same if decision.judgement is Judgement.SAME else self._apart
        for one, other in (decision.pair, decision.pair[::-1]):
            told.setdefault(one, {})[other] = decision
        if told is self._same:
            some = (self._one.setdefault(name, {name}) for name in decision.pair)
            small, large = sorted(some, key=len)
            if small is not large:
                large |= small
                self._one.update(dict.fromkeys(small, large))

    def against(self, decision: Decision) -> tuple[Decision, ...]:
        """The decisions on other pairs that together exclude this one; none where it fits."""
        one = self._whole(decision.a)
        if decision.judgement is Judgement.DIFFERENT and self._going_on:
            return self._path(decision.a, decision.b, directed=False) if decision.b in one else ()
        if decision.judgement is not Judgement.SAME:
            return ()
        if decision.b in one:
            return self._path(decision.b, decision.a, directed=True) if self._directed else ()
        return self._parted(one, self._whole(decision.b)) if self._going_on else ()

    def _whole(self, name: str) -> set[str]:
        return self._one.get(name, {name})

    def _parted(self, mine: set[str], theirs: set[str]) -> tuple[Decision, ...]:
        """What holds anything of the one apart from anything of the other."""
        small, large = sorted((mine, theirs), key=len)
        apart = [d for one in small for other, d in self._apart.get(one, {}).items() if other in large]
        return (max(apart, key=lambda one: one.number),) if apart else ()

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
